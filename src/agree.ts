import type { Reconciled } from "./change.ts";
import { resolveAll } from "./conflicts.ts";
import { UserError } from "./errors.ts";
import { generate, type Outcome } from "./generate.ts";
import { readInputs, severalServices, situate } from "./inputs.ts";
import type { Options } from "./options.ts";
import type { Session } from "./session.ts";
import type { SavedState } from "./state.ts";
import type { Warning } from "./types/project.ts";
import { warningsOf } from "./warnings.ts";

/** What is to be written. */
export interface Agreement extends Outcome {
  readonly state: SavedState;
  /** With conflicts resolved as far as was asked for. */
  readonly changes: readonly Reconciled[];
  readonly warnings: readonly Warning[];
}

/** `--on-conflict ask` beside `--yes`: conflicts are all that is asked about. */
async function withoutConflicts(
  { system, commandLine: { options } }: Session,
  changes: readonly Reconciled[],
): Promise<readonly Reconciled[]> {
  if (options.onConflict !== "ask" || options.dryRun || options.check)
    return resolveByPolicy(changes, options);
  const { resolveConflicts } = await import("./wizard/conflicts.ts");
  return resolveConflicts(system, changes);
}

/** Without a word on conflicts a run that may not ask leaves them, and everything else, alone. */
export function resolveByPolicy(
  changes: readonly Reconciled[],
  { onConflict }: Options,
): readonly Reconciled[] {
  return resolveAll(changes, onConflict === null || onConflict === "ask" ? "abort" : onConflict);
}

/**
 * Answers everything by flags, files and defaults, and asks nothing of it.
 *
 * @throws UserError exit 2 for what cannot be answered so.
 */
export async function agree(session: Session): Promise<Agreement> {
  const { system, readTemplate, root, commandLine } = session;
  const inputs = await readInputs(system, root, commandLine);
  const situation = await situate(system, inputs, inputs.given);
  if (situation === null) throw severalServices(inputs.repository);
  const { project, resolution } = situation;
  const [missing] = resolution.missing;
  if (missing !== undefined) throw missing;
  const outcome = await generate(system, readTemplate, inputs.state, situation);
  return {
    ...outcome,
    state: inputs.state,
    changes: await withoutConflicts(session, outcome.changes),
    warnings: warningsOf(project, resolution, inputs.given),
  };
}

/** @throws UserError exit 2 where a question could not be asked. */
export function requireTerminal({ system, commandLine: { options } }: Session): void {
  const asks = !options.yes || (options.onConflict === "ask" && !options.dryRun);
  if (!asks || system.terminal.interactive) return;
  const message = options.yes
    ? "--on-conflict ask needs a terminal: use merge, keep, overwrite or abort"
    : "no terminal to ask on: add --yes, and answers by flags or --answers";
  throw new UserError("no-terminal", message, 2, { flag: options.yes ? "--on-conflict" : "--yes" });
}
