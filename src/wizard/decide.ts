import { type Agreement, resolveByPolicy } from "../agree.ts";
import { CancelledError, UserError } from "../errors.ts";
import { generate, type Outcome } from "../generate.ts";
import { questions } from "../questions/index.ts";
import { showValue } from "../questions/values.ts";
import { painter } from "../report/colors.ts";
import { diffText, fileLines } from "../report/files.ts";
import { wrap } from "../report/layout.ts";
import { warningLines } from "../report/lines.ts";
import type { Session } from "../session.ts";
import type { Warning } from "../types/project.ts";
import { resolveConflicts } from "./conflicts.ts";
import { promptQuestion } from "./prompt.ts";
import { reviewed, reviewLines } from "./review.ts";
import { answered, askEach, currentWarnings, isOpen, promptContext, type Wizard } from "./wizard.ts";

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

type Decision = "write" | "change" | "diff" | "leave";

/** The files of the answers so far; null, and the reason on the screen, while a registry gives no digest. */
async function preview(session: Session, { situation, inputs }: Wizard): Promise<Outcome | null> {
  const { system, readTemplate } = session;
  const { terminal } = system;
  const isAsked = situation.resolution.answers.pin === "digest";
  const spinner = isAsked ? terminal.spinner("Asking registries for digests") : null;
  try {
    return await generate(system, readTemplate, inputs.state, situation);
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== "no-digest") throw error;
    terminal.out(`\n${wrap(error.message, terminal.columns - 1).join("\n")}\n`);
    return null;
  } finally {
    spinner?.clear();
  }
}

function decision({ system, commandLine }: Session): Promise<Decision> {
  const { dryRun } = commandLine.options;
  return system.prompts.select<Decision>({
    message: dryRun ? "Is this right?" : "Write these files?",
    choices: [
      { value: "write", name: dryRun ? "Yes, and write nothing (--dry-run)" : "Write", short: "yes" },
      { value: "change", name: "Change an answer", short: "change an answer" },
      { value: "diff", name: "Show the differences", short: "show the differences" },
      { value: "leave", name: "Leave, and write nothing", short: "leave" },
    ],
    default: "write",
  });
}

/** All answers, what happens to each file, and what has to be said of the answers since the start. */
function showReview(session: Session, wizard: Wizard, outcome: Outcome, said: readonly Warning[]): void {
  const { terminal } = session.system;
  const { answers, project, changes } = outcome;
  const paint = painter(terminal.color);
  const warnings = currentWarnings(wizard).filter(
    ({ message }) => !said.some((one) => one.message === message),
  );
  terminal.out(`\n${paint.bold("Answers")}\n${reviewLines(answers, project, terminal.columns)}`);
  terminal.out(`\n${paint.bold("Files")}\n${fileLines(changes, terminal.columns, paint)}\n`);
  terminal.out(warningLines(warnings, paint, terminal.columns));
}

async function withoutConflicts(session: Session, changes: Outcome["changes"]): Promise<Outcome["changes"]> {
  const { options } = session.commandLine;
  const isAsked = !options.dryRun && (options.onConflict === null || options.onConflict === "ask");
  return isAsked ? resolveConflicts(session.system, changes) : resolveByPolicy(changes, options);
}

/**
 * The review, from which every answer can be changed, and the confirmation.
 *
 * @param said warnings that the reader has seen.
 * @throws CancelledError when the user leaves.
 */
export async function decide(session: Session, start: Wizard, said: readonly Warning[]): Promise<Agreement> {
  const { terminal } = session.system;
  let wizard = start;
  for (;;) {
    const outcome = await preview(session, wizard);
    let next: Decision = "change";
    if (outcome !== null) {
      showReview(session, wizard, outcome, said);
      next = await decision(session);
      while (next === "diff") {
        terminal.out(diffText(outcome.changes, painter(terminal.color)) || "Nothing differs.\n");
        next = await decision(session);
      }
    }
    if (next === "leave") throw new CancelledError();
    if (next === "write" && outcome !== null) {
      const changes = await withoutConflicts(session, outcome.changes);
      return { ...outcome, state: wizard.inputs.state, changes, warnings: [] };
    }
    wizard = await change(wizard);
  }
}
