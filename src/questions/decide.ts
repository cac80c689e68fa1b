import { type Agreement, resolveByPolicy } from "../agree.ts";
import { CancelledError } from "../errors.ts";
import { generate, type Outcome } from "../generate.ts";
import { painter } from "../report/colors.ts";
import { diffText, fileLines } from "../report/files.ts";
import type { Session } from "../run.ts";
import { resolveConflicts } from "./conflicts.ts";
import { questions } from "./index.ts";
import { promptQuestion } from "./prompt.ts";
import { reviewed, reviewLines } from "./review.ts";
import { showValue } from "./values.ts";
import { answered, askEach, isOpen, promptContext, type Wizard } from "./wizard.ts";

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

/** The review: all answers, what happens to each file, and what to do with that. */
export async function decide(session: Session, start: Wizard): Promise<Agreement> {
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
