import { type Agreement, agree, requireTerminal } from "./agree.ts";
import { conflictError, nextFiles } from "./conflicts.ts";
import { CancelledError, type UserError } from "./errors.ts";
import { contextOf } from "./generate.ts";
import { untilInterrupt } from "./interrupt.ts";
import { withListingsKept } from "./listings.ts";
import { prove } from "./prove.ts";
import { answerKeys } from "./questions/index.ts";
import { composeWarnings } from "./reconcile.ts";
import { openReporter } from "./report/index.ts";
import type { Session } from "./session.ts";
import { factsOf } from "./state/facts.ts";
import { answersDigest } from "./state/lock.ts";
import type { Verdict, VerifyLevel } from "./types/verdict.ts";
import { toolVersion } from "./version.ts";
import { idleFlags } from "./warnings.ts";
import { recover, writeChanges } from "./write.ts";

async function agreeOn(session: Session): Promise<Agreement> {
  if (session.commandLine.options.yes) return agree(session);
  const { ask } = await import("./wizard/ask.ts");
  return ask(session);
}

async function write({ system, root }: Session, agreement: Agreement): Promise<boolean> {
  const { state, answers, lasting, digests, changes } = agreement;
  return writeChanges(system, {
    root,
    files: changes,
    saved: state,
    answers: { toolVersion, services: [answers] },
    answerKeys,
    lock: {
      toolVersion,
      answers: [answersDigest(answers)],
      facts: [factsOf(lasting)],
      digests,
      files: nextFiles(changes, state.lock),
    },
  });
}

/** The level of the verification: as the flag says, else as answered on a terminal, else static. */
async function levelOf({ system, commandLine: { options } }: Session): Promise<VerifyLevel> {
  if (options.verify !== null) return options.verify;
  if (options.yes) return "static";
  const { askLevel } = await import("./wizard/ask-level.ts");
  return askLevel(system);
}

async function verifyWritten(session: Session, agreement: Agreement): Promise<Verdict | null> {
  try {
    const level = await levelOf(session);
    const generated = agreement.changes.map(({ path }) => path);
    return level === "none" ? null : await prove(session, level, { ...agreement, generated });
  } catch (error) {
    if (error instanceof CancelledError) throw new CancelledError("cancelled, the files are written");
    throw error;
  }
}

/** The main job: from the answers to files on disk, and their proof. */
export async function generateFiles(session: Session): Promise<UserError | null> {
  const { system, root, commandLine } = session;
  const { options } = commandLine;
  requireTerminal(session);
  const report = openReporter(session);
  const looking = options.yes ? withListingsKept(session) : session;
  const agreement = await untilInterrupt(system, async () => {
    if (!options.dryRun) await recover(system, root);
    const agreed = await agreeOn(looking);
    // The last moment at which a Ctrl-C that came meanwhile leaves everything as it was.
    await system.turn();
    return agreed;
  });
  const { project, lasting, answers, plan, changes, disk } = agreement;
  const warnings = [...agreement.warnings, ...composeWarnings(changes, disk), ...idleFlags(options)];
  const context = contextOf(looking.system.files, agreement, changes);
  const result = { project, lasting, answers, plan, changes, context, verdict: null, warnings, error: null };
  const conflict = conflictError(changes);
  report.warnings(warnings);
  // Open conflicts have nothing written; markers are what the user asked for.
  const isOpen = changes.some((change) => change.status === "conflict" && change.after === change.before);
  if (options.dryRun || isOpen) {
    report.changes(changes, false);
    return report.end({ ...result, error: options.dryRun ? null : conflict });
  }
  await untilInterrupt(system, () => write(session, agreement));
  report.changes(changes, true);
  if (conflict !== null) return report.end({ ...result, error: conflict });
  const verdict = await verifyWritten(session, agreement);
  return report.end({ ...result, verdict });
}
