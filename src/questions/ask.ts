import { type Agreement, resolveByPolicy } from "../agree.ts";
import { CancelledError } from "../errors.ts";
import { generate, type Outcome } from "../generate.ts";
import { type Inputs, readInputs, type Situation, situate } from "../inputs.ts";
import { painter } from "../report/colors.ts";
import { diffText, fileLines } from "../report/files.ts";
import { warningLines } from "../report/lines.ts";
import type { Session } from "../run.ts";
import type { Choice } from "../system/system.ts";
import { toolVersion } from "../version.ts";
import { warningsOf } from "../warnings.ts";
import { resolveConflicts } from "./conflicts.ts";
import { headerLines } from "./header.ts";
import { questions } from "./index.ts";
import { promptQuestion } from "./prompt.ts";
import { applies, type Question, type Section, sections } from "./question.ts";
import type { GivenAnswers } from "./resolve.ts";
import { reviewed, reviewLines } from "./review.ts";
import type { Change } from "./saved.ts";
import { showValue } from "./values.ts";
import { answered, isOpen, promptContext, type Wizard } from "./wizard.ts";

/** The first question where several services compete: everything else depends on it. */
async function chooseMain(
  { system }: Session,
  inputs: Inputs,
  situateFor: Wizard["situate"],
): Promise<Wizard> {
  let given: GivenAnswers = inputs.given;
  let situation: Situation | null = await situateFor(given);
  while (situation === null) {
    const main = await system.prompts.select({
      message: "Which main package is the service?",
      choices: inputs.repository.mains.map(({ path, kind, evidence }) => ({
        value: path,
        name: `${path}  ${kind}, ${evidence}`,
        short: path,
      })),
    });
    given = new Map([...given, ["main", { value: main, name: "--main" }]]);
    situation = await situateFor(given);
  }
  return { system, inputs, situate: situateFor, given, situation };
}

/** What detection sees differently since the answers were saved is pointed out and offered. */
async function offerNews(wizard: Wizard): Promise<Wizard> {
  const { news } = wizard.situation.resolution;
  if (news.length === 0) return wizard;
  const choices: Choice<Change>[] = news.map((change) => {
    const { question, saved, now } = change;
    return {
      value: change,
      name: `${question.flag}: ${showValue(saved)} -> ${showValue(now)}`,
      short: question.flag,
    };
  });
  const taken = await wizard.system.prompts.checkbox({
    message: "The code has changed since these answers were saved. Take what it says now?",
    choices,
  });
  let next = wizard;
  for (const { question, now } of taken) next = await answered(next, question, now);
  return next;
}

async function askEach(
  wizard: Wizard,
  records: readonly Question[],
  wants: (question: Question, wizard: Wizard) => boolean,
): Promise<Wizard> {
  let next = wizard;
  for (const question of records) {
    const { answers } = next.situation.resolution;
    if (!applies(question, answers, next.situation.project) || !isOpen(question, next)) continue;
    if (!wants(question, next)) continue;
    next = await answered(next, question, await promptQuestion(question, promptContext(next)));
  }
  return next;
}

/** Asked by themselves: what most people have an opinion on, and what something else needs. */
function isDirect(question: Question, { inputs, situation }: Wizard): boolean {
  if (inputs.given.has(question.key)) return false;
  const isMissing = situation.resolution.missing.some(({ flag }) => flag === `--${question.flag}`);
  return isMissing || question.direct(situation.project);
}

/** Everything else stands behind one question. */
async function askMore(wizard: Wizard): Promise<Wizard> {
  const rest = (section: Section, current: Wizard) =>
    reviewed(current.situation.resolution.answers, current.situation.project).filter(
      (question) => question.section === section && !isDirect(question, current) && isOpen(question, current),
    );
  const open = sections.filter((section) => rest(section, wizard).length > 0);
  const chosen = await wizard.system.prompts.checkbox({
    message: "More settings? Enter goes on without",
    choices: open.map((section) => ({
      value: section,
      name: `${section}: ${rest(section, wizard)
        .map(({ flag }) => flag.replaceAll("-", " "))
        .join(", ")}`,
      short: section,
    })),
  });
  const inSections = questions.filter(({ section }) => chosen.includes(section));
  return askEach(wizard, inSections, (question, current) => !isDirect(question, current));
}

async function change(wizard: Wizard): Promise<Wizard> {
  const { project, resolution } = wizard.situation;
  const { answers } = resolution;
  const open = reviewed(answers, project).filter((question) => isOpen(question, wizard));
  const width = Math.max(...open.map(({ flag }) => flag.length));
  const question = await wizard.system.prompts.select({
    message: "Which answer?",
    choices: open.map((record) => ({
      value: record,
      name: `${record.flag.padEnd(width)}  ${showValue(answers[record.key])}`,
      short: record.flag,
      description: record.message,
    })),
  });
  const next = await answered(wizard, question, await promptQuestion(question, promptContext(wizard)));
  // What the new answer needs, such as the command of a health check.
  return askEach(next, questions, (record, { situation }) =>
    situation.resolution.missing.some(({ flag }) => flag === `--${record.flag}`),
  );
}

/** The name of the service follows from its main package. */
const mainFirst = [
  ...questions.filter(({ key }) => key === "main"),
  ...questions.filter(({ key }) => key !== "main"),
];

type Decision = "write" | "change" | "diff" | "leave";

/** The review: all answers, what happens to each file, and what to do with that. */
async function review(session: Session, start: Wizard): Promise<Agreement> {
  const { system, commandLine, readTemplate } = session;
  const { terminal, prompts } = system;
  const paint = painter(terminal.color);
  const { options } = commandLine;
  let wizard = start;
  for (;;) {
    const { project, resolution } = wizard.situation;
    const { state } = wizard.inputs;
    const outcome: Outcome = await generate(system, readTemplate, state, wizard.situation);
    terminal.out(`\n${paint.bold("Answers")}\n${reviewLines(resolution.answers, project, terminal.columns)}`);
    terminal.out(`\n${paint.bold("Files")}\n${fileLines(outcome.changes, terminal.columns, paint)}\n`);
    let decision: Decision = "diff";
    while (decision === "diff") {
      decision = await prompts.select<Decision>({
        message: options.dryRun ? "Is this right?" : "Write these files?",
        choices: [
          {
            value: "write",
            name: options.dryRun ? "Yes, and write nothing (--dry-run)" : "Write",
            short: "yes",
          },
          { value: "change", name: "Change an answer", short: "change an answer" },
          { value: "diff", name: "Show the differences", short: "show the differences" },
          { value: "leave", name: "Leave, and write nothing", short: "leave" },
        ],
        default: "write",
      });
      if (decision === "diff") terminal.out(diffText(outcome.changes, paint) || "Nothing differs.\n");
    }
    if (decision === "leave") throw new CancelledError();
    if (decision === "write") {
      const isAsked = !options.dryRun && (options.onConflict === null || options.onConflict === "ask");
      const changes = isAsked
        ? await resolveConflicts(system, outcome.changes)
        : resolveByPolicy(outcome.changes, options);
      return { ...outcome, state, changes, warnings: [] };
    }
    wizard = await change(wizard);
  }
}

/**
 * Asks everything, answers filled in from the code, so that Enter all the way through gives
 * what `--yes` gives.
 *
 * @throws CancelledError when the user leaves, UserError as for `--yes`.
 */
export async function ask(session: Session): Promise<Agreement> {
  const { system, root, commandLine } = session;
  const { terminal, prompts } = system;
  const paint = painter(terminal.color);
  const inputs = await readInputs(system, root, commandLine);
  terminal.out(`${paint.bold(`create-go-dockerfile ${toolVersion}`)}\n\n`);
  const begun = await chooseMain(session, inputs, (given) => situate(system, inputs, given));
  const { project, resolution } = begun.situation;
  terminal.out(`${headerLines(project, terminal.columns)}\n`);
  const warnings = warningsOf(project, { ...resolution, news: [] });
  terminal.out(warningLines(warnings, paint));
  if (warnings.some(({ blocksBuild }) => blocksBuild)) {
    const message = "This does not build as it stands. Write the files anyway?";
    if (!(await prompts.confirm({ message, default: true }))) throw new CancelledError();
  }
  const direct = await askEach(await offerNews(begun), mainFirst, isDirect);
  return review(session, await askMore(direct));
}
