import type { Session } from "../session.ts";
import { resultDocument } from "./document.ts";
import { type Reporter, verificationError } from "./reporter.ts";
import { textReporter } from "./text.ts";

const silent = (): void => {};

/** One document at the end, and nothing else. */
function jsonReporter({ system }: Session): Reporter {
  return {
    warnings: silent,
    changes: silent,
    drift: silent,
    end: (result) => {
      const error = result.error ?? verificationError(result.verdict);
      system.terminal.out(resultDocument({ ...result, error }));
      return error;
    },
  };
}

export function openReporter(session: Session): Reporter {
  return session.commandLine.options.json ? jsonReporter(session) : textReporter(session);
}
