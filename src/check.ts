import type { Reconciled } from "./change.ts";
import { unifiedDiff } from "./diff.ts";
import type { Disk } from "./disk.ts";
import { markerLine } from "./merge.ts";
import { reconcile } from "./reconcile.ts";
import { type Facts, movedFacts } from "./state/facts.ts";
import type { Lock } from "./state/lock.ts";
import { LOCK_FILE } from "./state.ts";
import { canonical, sha256 } from "./text.ts";
import type { RenderedFile } from "./types/files.ts";
import { isInterrupted } from "./write.ts";

/** One way in which the files are not what the answers give. */
export interface Drift {
  readonly kind: "edited" | "stale" | "missing" | "moved" | "interrupted";
  /** null when it is about the code or the run, not one file. */
  readonly path: string | null;
  /** One line, without the path. */
  readonly message: string;
  /** Unified; "" where there is nothing to show. */
  readonly diff: string;
}

export interface CheckRequest {
  readonly generated: readonly RenderedFile[];
  readonly lock: Lock | null;
  readonly disk: Disk;
  /** Now, of each service. */
  readonly facts: readonly Facts[];
  /** answersDigest of each service as it is saved, not as it is completed. */
  readonly answers: readonly string[];
  readonly toolVersion: string;
}

/** What changed since the files were made, for a file that would be made otherwise now. */
function causes({ lock, facts, answers, toolVersion }: CheckRequest): string {
  if (!lock) return `${LOCK_FILE} is missing`;
  const found = [
    answers.join() !== lock.answers.join() && "the answers changed",
    movedIn(lock, facts).length > 0 && "the code changed",
    toolVersion !== lock.toolVersion && `create-go-dockerfile ${lock.toolVersion} became ${toolVersion}`,
  ].filter((cause) => cause !== false);
  // Facts that are not saved, such as the list of source directories.
  return found.length > 0 ? found.join(", ") : "the code changed";
}

const movedIn = (lock: Lock, facts: readonly Facts[]) =>
  facts.flatMap((now, index) => movedFacts(lock.facts[index] ?? {}, now));

/** Whether what is on disk is what a run left there, be it edited. */
function isAccepted(change: Reconciled, lock: Lock | null): boolean {
  const locked = lock?.files[change.path];
  if (change.kept) return true;
  return change.before !== null && locked?.accepted === sha256(canonical(change.before));
}

function driftsOf(change: Reconciled, request: CheckRequest): readonly Drift[] {
  const { path, status, before, after, base, generated } = change;
  const drift = (kind: Drift["kind"], message: string, from: string | null, to: string | null): Drift => ({
    kind,
    path,
    message,
    diff: unifiedDiff(from, to, path),
  });
  if (status === "orphan") return [];
  if (status === "remove") return [drift("stale", "is no longer generated", before, null)];
  if (before === null && status !== "keep") return [drift("missing", "is missing", null, generated)];

  const yours = before === null ? null : canonical(before);
  const drifts: Drift[] = [];
  const isEdited = yours !== generated && yours !== base && !isAccepted(change, request.lock);
  if (isEdited) {
    const marker = yours === null ? null : markerLine(yours);
    const known = base === null ? change.note : "edited by hand since it was generated";
    const message = marker === null ? known : `conflict markers from line ${marker}`;
    drifts.push(drift("edited", message ?? "", base ?? generated, before));
  }
  if (base !== null && base !== generated && yours !== generated) {
    const to = status === "conflict" ? generated : after;
    drifts.push(drift("stale", `out of date: ${causes(request)}`, before, to));
  }
  if (drifts.length === 0 && status === "update") {
    const message = "is a script, which has to be executable and have LF line endings";
    drifts.push(drift("edited", message, null, null));
  }
  return drifts;
}

const short = (value: unknown): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value ?? null);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};

/** What `--check` reports; empty: exit 0, else 1. Pure. */
export function findDrift(request: CheckRequest): readonly Drift[] {
  const { generated, lock, disk, facts } = request;
  const drifts = reconcile(generated, lock, disk).flatMap((change) => driftsOf(change, request));
  const moved = (lock ? movedIn(lock, facts) : []).map(
    ({ name, before, now }): Drift => ({
      kind: "moved",
      path: null,
      message: `${name} was ${short(before)}, is ${short(now)}`,
      diff: "",
    }),
  );
  const interrupted: Drift = {
    kind: "interrupted",
    path: null,
    message: "a run was interrupted: run create-go-dockerfile to finish it",
    diff: "",
  };
  return [...(isInterrupted(disk.names) ? [interrupted] : []), ...moved, ...drifts];
}
