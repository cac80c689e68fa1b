import type { Agreement } from "../agree.ts";
import { CancelledError } from "../errors.ts";
import { type Inputs, readInputs, type Situation, situate } from "../inputs.ts";
import { questions } from "../questions/index.ts";
import { type Question, type Section, sections } from "../questions/question.ts";
import type { GivenAnswers } from "../questions/resolve.ts";
import type { Change } from "../questions/saved.ts";
import { showValue } from "../questions/values.ts";
import { painter } from "../report/colors.ts";
import { warningLines } from "../report/lines.ts";
import type { Session } from "../session.ts";
import { factsOf, movedFacts } from "../state/facts.ts";
import { ANSWERS_FILE, type SavedState } from "../state.ts";
import type { Choice } from "../system/system.ts";
import { toolVersion } from "../version.ts";
import { decide } from "./decide.ts";
import { headerLines } from "./header.ts";
import { reviewed } from "./review.ts";
import { answered, askEach, currentWarnings, isOpen, type Wizard } from "./wizard.ts";

/** The first question where several services compete: everything else depends on it. */
async function chooseMain(
  { system }: Session,
  inputs: Inputs,
  situateFor: Wizard["situate"],
): Promise<Wizard> {
  const width = Math.max(...inputs.repository.mains.map(({ path }) => path.length));
  let given: GivenAnswers = inputs.given;
  let situation: Situation | null = await situateFor(given);
  while (situation === null) {
    const main = await system.prompts.select({
      message: "Which main package is the service?",
      choices: inputs.repository.mains.map(({ path, kind, evidence }) => ({
        value: path,
        name: `${path.padEnd(width)}  ${kind}, ${evidence}`,
        short: path,
      })),
    });
    given = new Map([...given, ["main", { value: main, name: "--main" }]]);
    situation = await situateFor(given);
  }
  if (given !== inputs.given) system.terminal.out("\n");
  return { system, inputs: { ...inputs, given }, situate: situateFor, given, situation };
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

/** What the command line has answered is not asked; the review can change it. */
const isGiven = ({ key }: Question, { inputs }: Wizard): boolean => inputs.given.has(key);

/** Asked by themselves: what most people have an opinion on, and what something else needs. */
function isDirect(question: Question, { situation }: Wizard): boolean {
  const isMissing = situation.resolution.missing.some(({ flag }) => flag === `--${question.flag}`);
  return isMissing || question.direct(situation.project);
}

const isExtra = (question: Question, wizard: Wizard): boolean =>
  !isGiven(question, wizard) && !isDirect(question, wizard);

/** Everything else stands behind one question. */
async function askMore(wizard: Wizard): Promise<Wizard> {
  const rest = (section: Section, current: Wizard) =>
    reviewed(current.situation.resolution.answers, current.situation.project).filter(
      (question) => question.section === section && isExtra(question, current) && isOpen(question, current),
    );
  const open = sections.filter((section) => rest(section, wizard).length > 0);
  const chosen = await wizard.system.prompts.checkbox({
    message: "More settings? Enter goes on without",
    choices: open.map((section) => ({
      value: section,
      name: section,
      description: rest(section, wizard)
        .map(({ flag }) => flag.replaceAll("-", " "))
        .join(", "),
      short: section,
    })),
  });
  const inSections = questions.filter(({ section }) => chosen.includes(section));
  return askEach(wizard, inSections, isExtra);
}

/** The name of the service follows from its main package. */
const mainFirst = [
  ...questions.filter(({ key }) => key === "main"),
  ...questions.filter(({ key }) => key !== "main"),
];

/** What is there from an earlier run, and what has moved in the code since. */
function sinceLines({ answers, lock }: SavedState, { lasting }: Situation): string {
  if (answers === null) return "";
  const [facts] = lock?.facts ?? [];
  const moved =
    facts === undefined ? [] : movedFacts(facts, factsOf(lasting)).map(({ name }) => inWords(name));
  const since = moved.length === 0 ? "" : `\nThe code has moved since the last run: ${moved.join(", ")}.`;
  return `\nThe answers of ${ANSWERS_FILE} are filled in.${since}\n`;
}

/** `runtimeFiles` as `runtime files`. */
const inWords = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

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
  const { project } = begun.situation;
  terminal.out(`${headerLines(project, terminal.columns)}${sinceLines(inputs.state, begun.situation)}\n`);
  const warnings = currentWarnings(begun);
  terminal.out(warningLines(warnings, paint, terminal.columns));
  if (warnings.some(({ blocksBuild }) => blocksBuild)) {
    const message = "This does not build as it stands. Write the files anyway?";
    if (!(await prompts.confirm({ message, default: true }))) throw new CancelledError();
  }
  const direct = await askEach(
    await offerNews(begun),
    mainFirst,
    (question, wizard) => !isGiven(question, wizard) && isDirect(question, wizard),
  );
  return decide(session, await askMore(direct), warnings);
}
