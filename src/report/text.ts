import { rerunFlags } from "../questions/rerun.ts";
import type { Session } from "../run.ts";
import type { BuildContext, Verdict } from "../types.ts";
import { picture } from "../verify/index.ts";
import { painter } from "./colors.ts";
import type { Result } from "./document.ts";
import { diffText, fileLines, paintDiff } from "./files.ts";
import { type Reporter, verificationError } from "./index.ts";
import { checkLines, stepLines, warningLines } from "./lines.ts";
import { nextSteps } from "./next.ts";
import { commandLine as shellLine } from "./shell.ts";

/** `310 kB`, in steps of 1000 as Docker prints sizes. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${unit}`;
}

function contextLine({ files, bytes }: BuildContext): string {
  return `The build context has ${files} files, ${size(bytes)}.\n`;
}

function verdictLine({ checks, level }: Verdict): string {
  const passed = checks.filter(({ ok }) => ok).length;
  const how = { static: "read", build: "built", run: "built and run" }[level];
  return `Proved: files ${how}, ${passed} of ${checks.length} checks passed.\n`;
}

/** Lines for a person: results on standard output, warnings on standard error. */
export function textReporter({ system: { terminal }, commandLine: { options } }: Session): Reporter {
  const paint = painter(terminal.color);
  const { columns } = terminal;

  const ending = ({ project, answers, context, verdict, error }: Result): string => {
    const proof = verdict === null ? "" : verdictLine(verdict);
    const measured = context === null || error !== null ? "" : contextLine(context);
    if (project === null || answers === null || error !== null || options.dryRun || options.check)
      return proof + measured;
    if (options.verifyOnly !== null) return proof + measured;
    const rerun = shellLine([
      "npx",
      "create-go-dockerfile",
      ...(options.directory === "." ? [] : [options.directory]),
      "--yes",
      ...rerunFlags(project, answers),
    ]);
    return `${proof}${measured}\n${paint.bold("Next")}\n${stepLines(nextSteps(answers, options.directory), paint)}\n${paint.bold("The same again")}\n  ${rerun}\n`;
  };

  return {
    warnings: (warnings) => terminal.error(warningLines(warnings, paint)),
    changes: (changes, written) => {
      if (!written) terminal.out("Nothing was written. With these answers:\n");
      terminal.out(fileLines(changes, columns, paint));
      if (options.diff && options.dryRun) terminal.out(diffText(changes, paint));
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
        terminal.error(checkLines(result.verdict.checks, paint));
      }
      terminal.out(ending({ ...result, error }));
      return error;
    },
  };
}
