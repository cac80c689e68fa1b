import { put, type Reconciled, untouched } from "./change.ts";
import type { Disk, DiskFile } from "./disk.ts";
import { markerLine, merge } from "./merge.ts";
import type { Lock, LockedFile } from "./state/lock.ts";
import { ANSWERS_FILE, LOCK_FILE } from "./state.ts";
import { canonical } from "./text.ts";
import type { RenderedFile } from "./types/files.ts";
import type { Warning } from "./types/project.ts";

/** What Compose reads instead of a file when both are there: compose-go, cli.DefaultFileNames. */
const PREFERRED: Readonly<Record<string, readonly string[]>> = {
  "docker-compose.yml": ["compose.yaml", "compose.yml"],
};

/** What Compose no longer reads once the file is there, by the same list. */
const IGNORED: typeof PREFERRED = { "docker-compose.yml": ["docker-compose.yaml"] };

export type { Reconciled };

const GENERATED = { same: "unchanged", other: "update" } as const;
const EDITED = { same: "keep", other: "merge" } as const;

const KEPT = "kept as it is, --on-conflict overwrite takes the new one";
const EDITS_STAY = "your edits stay";

interface Situation {
  readonly generated: RenderedFile;
  readonly locked: LockedFile | undefined;
  readonly disk: DiskFile;
  /** A file that Compose reads instead of this one. */
  readonly preferred: string | undefined;
  /** The name in the directory that differs from this one in case only. */
  readonly twin: string | undefined;
  /** Why a file that is not in the lock conflicts. */
  readonly stranger: string;
}

const preferredTo = (path: string, names: readonly string[]): string | undefined =>
  PREFERRED[path]?.find((name) => names.includes(name));

const insteadOf = (preferred: string): string =>
  `Compose reads ${preferred}, which is there, and not this file`;

function conflict(change: Reconciled, note: string): Reconciled {
  return { ...change, status: "conflict", note };
}

function reconcileAbsent({ generated, locked, disk, preferred, twin }: Situation): Reconciled {
  const change = untouched(disk, generated, locked?.text ?? null);
  if (preferred) {
    const open = { ...conflict(change, insteadOf(preferred)), mergeable: false };
    const isKeptAway = locked?.accepted === "absent" && locked.text === generated.text;
    return isKeptAway ? { ...open, status: "keep", kept: true } : open;
  }
  const created = put(change, generated.text, GENERATED);
  if (locked) return { ...created, note: "was deleted, is made again" };
  return twin ? { ...created, note: `${twin} is there too, and this is another file` } : created;
}

function reconcilePresent({ generated, locked, disk, twin, stranger }: Situation, text: string): Reconciled {
  const change = untouched(disk, generated, locked?.text ?? null);
  const yours = canonical(text);
  if (yours === generated.text || yours === locked?.text) return put(change, generated.text, GENERATED);
  if (locked?.kept) {
    if (locked.text === generated.text) return { ...change, status: "keep", kept: true, note: KEPT };
    return conflict(change, "kept in an earlier run, and what is generated has changed since");
  }
  if (!disk.utf8) return conflict(change, "is not UTF-8 text");
  const marker = markerLine(yours);
  if (marker !== null) return conflict(change, `conflict markers from line ${marker}`);

  const merged = locked && merge(yours, locked.text, generated.text);
  if (merged?.text === generated.text) return put(change, generated.text, GENERATED);
  if (merged?.conflicts === 0) return { ...put(change, merged.text, EDITED), note: EDITS_STAY };
  if (generated.mergeInto) {
    const shared = generated.mergeInto(yours);
    if (shared !== null) return { ...put(change, canonical(shared), EDITED), note: EDITS_STAY };
  }
  if (!merged) return conflict(change, twin ? `${stranger}, and is there as ${twin}` : stranger);
  const places = merged.conflicts === 1 ? "one place" : `${merged.conflicts} places`;
  return conflict(change, `your edits and new content overlap in ${places}`);
}

function reconcileOrphan(path: string, locked: LockedFile, disk: DiskFile): readonly Reconciled[] {
  if (disk.text === null) return [];
  const change = { ...untouched(disk, { path, ...locked }, locked.text), generated: null };
  if (canonical(disk.text) === locked.text) return [{ ...change, status: "remove", after: null }];
  return [
    { ...change, status: "orphan", note: "is no longer generated and has edits: delete it or keep it" },
  ];
}

/** Where file names have no case, `dockerfile` is `Dockerfile`; elsewhere they are two files. */
function twinOf(path: string, names: readonly string[]): string | undefined {
  if (names.includes(path)) return undefined;
  return names.find((name) => name.toLowerCase() === path.toLowerCase());
}

const ABSENT: DiskFile = { target: "", text: null, mode: null, utf8: true };

/** Every path that a run looks at: pass these to `inspect`. */
export function pathsToInspect(generated: readonly RenderedFile[], lock: Lock | null): readonly string[] {
  return [...new Set([...generated.map(({ path }) => path), ...Object.keys(lock?.files ?? {})])];
}

/**
 * Compares three states of every file: as last generated, on disk, as generated now.
 * Pure. Conflicts stay open: `status` is conflict and nothing would be written.
 *
 * @param lock null when there is none: then every file that differs is a conflict.
 * @returns in the order of `generated`, then what is no longer generated.
 */
export function reconcile(
  generated: readonly RenderedFile[],
  lock: Lock | null,
  disk: Disk,
): readonly Reconciled[] {
  const locked = new Map(Object.entries(lock?.files ?? {}));
  const wanted = new Set(generated.map(({ path }) => path));
  const stranger =
    !lock && disk.names.includes(ANSWERS_FILE)
      ? `${LOCK_FILE} is missing, so that edits cannot be told from changes`
      : "was not made by create-go-dockerfile";
  const files = generated.map((file) => {
    const { path } = file;
    const situation: Situation = {
      generated: file,
      locked: locked.get(path),
      disk: disk.files.get(path) ?? ABSENT,
      preferred: preferredTo(path, disk.names),
      twin: twinOf(path, disk.names),
      stranger,
    };
    const { text } = situation.disk;
    return text === null ? reconcileAbsent(situation) : reconcilePresent(situation, text);
  });
  const orphans = [...locked]
    .filter(([path]) => !wanted.has(path))
    .flatMap(([path, file]) => reconcileOrphan(path, file, disk.files.get(path) ?? ABSENT));
  return [...files, ...orphans];
}

/** A compose file that is there beside a written one: which of them Compose reads from now on. */
export function composeWarnings(changes: readonly Reconciled[], disk: Disk): readonly Warning[] {
  return changes.flatMap(({ path, after }) => {
    if (after === null) return [];
    const preferred = preferredTo(path, disk.names);
    const ignored = IGNORED[path]?.find((name) => disk.names.includes(name));
    const warn = (evidence: string, message: string): Warning[] => [
      { code: "compose-preferred", message, evidence, blocksBuild: false },
    ];
    if (preferred) {
      return warn(
        preferred,
        `Compose reads ${preferred} and not ${path}: name it, docker compose -f ${path}`,
      );
    }
    return ignored ? warn(ignored, `Compose reads ${path} and no longer ${ignored}`) : [];
  });
}
