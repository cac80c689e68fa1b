import type { Options } from "../options.ts";
import { rerunFlags } from "../questions/rerun.ts";
import type { Session } from "../session.ts";
import type { Answers } from "../types/answers.ts";
import type { FileChange } from "../types/files.ts";
import type { Project, Warning } from "../types/project.ts";
import type { BuildContext, Verdict } from "../types/verdict.ts";
import { formatBytes } from "../units.ts";
import { picture } from "../verify/index.ts";
import { painter } from "./colors.ts";
import type { Result } from "./document.ts";
import { diffText, fileLines, paintDiff } from "./files.ts";
import { checkLines, stepLines, warningLines } from "./lines.ts";
import { nextSteps } from "./next.ts";
import { type Reporter, verificationError } from "./reporter.ts";
import { commandLine as shellLine } from "./shell.ts";

function contextLine({ files, bytes }: BuildContext): string {
  return `The build context has ${count(files, "file")}, ${formatBytes(bytes)}.\n`;
}

const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? "" : "s"}`;

function verdictLine({ checks, level }: Verdict): string {
  const failed = checks.filter(({ ok }) => !ok);
  const errors = failed.filter(({ severity }) => severity === "error").length;
  const warnings = failed.length - errors;
  const how = { static: "Checked without an engine", build: "Built", run: "Built and run" }[level];
  const found = [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
  ];
  return `${how}: ${count(checks.length, "check")}, ${found.join(", ") || "all passed"}.\n`;
}

const isWritten = ({ before, after }: FileChange): boolean => before !== after;

function writtenLine(changes: readonly FileChange[]): string {
  const written = changes.filter(isWritten).length;
  return written === 0 ? "The files are up to date.\n" : `Wrote ${count(written, "file")}.\n`;
}

/** A compose file of somebody else that Compose would take instead of the one that is written. */
const isBesideCompose = (warnings: readonly Warning[]): boolean =>
  warnings.some(({ code, evidence }) => code === "compose-preferred" && evidence?.startsWith("compose."));

/** The command that gives the same files in a clone without them. */
function rerun(
  { directory, onConflict }: Options,
  result: Result,
  lasting: Project,
  answers: Answers,
): string {
  const where = directory === "." ? [] : [directory];
  // What was in the way this time is in the way again.
  const isInTheWay = onConflict === "overwrite" || isBesideCompose(result.warnings);
  const conflicts = isInTheWay ? ["--on-conflict", "overwrite"] : [];
  const flags = [...rerunFlags(lasting, answers), ...conflicts];
  return shellLine(["npx", "create-go-dockerfile", ...where, "--yes", ...flags]);
}

/** Lines for a person: results on standard output, warnings on standard error. */
export function textReporter({ system: { terminal }, commandLine: { options } }: Session): Reporter {
  const paint = painter(terminal.color);
  const { columns } = terminal;

  const ending = (result: Result): string => {
    const { lasting, answers, plan, context, verdict, error } = result;
    const proof = verdict === null ? "" : verdictLine(verdict);
    // The picture of an image has it already.
    const isShown = context === null || error !== null || verdict?.image != null;
    const measured = isShown ? "" : contextLine(context);
    const isDone = error === null && !options.dryRun && !options.check;
    if (lasting === null || answers === null || plan === null || !isDone) return proof + measured;
    const steps = nextSteps(plan, options.directory, isBesideCompose(result.warnings));
    const next = stepLines(steps, paint);
    const again = rerun(options, result, lasting, answers);
    return `${proof}${measured}\n${paint.bold("Next")}\n${next}\n${paint.bold("The same again")}\n  ${again}\n`;
  };

  return {
    warnings: (warnings) => terminal.error(warningLines(warnings, paint)),
    changes: (changes, written) => {
      if (!written)
        terminal.out(options.dryRun ? "Nothing is written. It would be:\n" : "Nothing was written:\n");
      // The wizard has shown them before it asked.
      if (options.yes || !written) terminal.out(fileLines(changes, columns, paint));
      if (options.diff && options.dryRun) terminal.out(diffText(changes, paint));
      if (written) terminal.out(writtenLine(changes));
    },
    drift: (drift) => {
      for (const { kind, path, message, diff } of drift) {
        terminal.out(`${paint.yellow(kind)}: ${path === null ? "" : `${path}: `}${message}\n`);
        if (options.diff && diff !== "") terminal.out(paintDiff(diff, paint));
      }
      if (drift.length === 0) terminal.out("The files are what the answers and the code give.\n");
    },
    end: (result) => {
      const error = result.error ?? verificationError(result.verdict);
      if (result.verdict !== null) {
        terminal.out(picture(result.verdict, columns));
        const failed = result.verdict.checks.filter(({ ok }) => !ok);
        // A single one is the error itself.
        const isSaid = failed.length === 1 && failed[0]?.output.length === 0 && error !== null;
        if (!isSaid) terminal.error(checkLines(failed, paint));
      }
      terminal.out(ending({ ...result, error }));
      return error;
    },
  };
}
