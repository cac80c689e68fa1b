import { agree } from "./agree.ts";
import { type Drift, findDrift } from "./check.ts";
import { UserError } from "./errors.ts";
import { contextOf } from "./generate.ts";
import { untilInterrupt } from "./interrupt.ts";
import { withListingsKept } from "./listings.ts";
import { openReporter } from "./report/index.ts";
import type { Session } from "./session.ts";
import { factsOf } from "./state/facts.ts";
import { answersDigest } from "./state/lock.ts";
import { ANSWERS_FILE } from "./state.ts";
import type { Warning } from "./types/project.ts";
import { toolVersion } from "./version.ts";

const drifted = ({ path, message }: Drift): string => (path === null ? message : `${path}: ${message}`);

function toWarning(drift: Drift): Warning {
  return { code: `drift-${drift.kind}`, message: drifted(drift), evidence: drift.path, blocksBuild: false };
}

/** `--check`: whether the files are what the saved answers and the code give. Writes nothing. */
export async function checkFiles(session: Session): Promise<UserError | null> {
  const { system, root } = session;
  if (system.files.facts(`${root}/${ANSWERS_FILE}`) === null) {
    const message = `${ANSWERS_FILE}: nothing to check, run create-go-dockerfile once and commit this file`;
    throw new UserError("nothing-to-check", message, 2, { flag: "--check" });
  }
  const report = openReporter(session);
  const looking = withListingsKept(session);
  const agreement = await untilInterrupt(system, () => agree(looking));
  const { project, lasting, answers, plan, changes, generated, disk, state } = agreement;
  const drift = findDrift({
    generated,
    lock: state.lock,
    disk,
    facts: [factsOf(lasting)],
    answers: (state.answers?.services ?? []).map(({ values }) => answersDigest(values)),
    toolVersion,
  });
  const warnings = [...agreement.warnings, ...drift.map(toWarning)];
  report.drift(drift);
  const context = contextOf(looking.system.files, agreement, changes);
  const message = `${drift.length === 1 ? "1 difference" : `${drift.length} differences`} between files, answers and code: run create-go-dockerfile and commit what it writes`;
  const error = drift.length === 0 ? null : new UserError("drift", message, 1, { flag: "--check" });
  return report.end({ project, lasting, answers, plan, changes, context, verdict: null, warnings, error });
}
