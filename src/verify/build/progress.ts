/** One step of a build, as BuildKit reports it. */
interface Step {
  /** `[build 4/4] RUN go build`. */
  readonly name: string;
  readonly isRunning: boolean;
  readonly isCached: boolean;
  readonly error: string | null;
}

/** A build as far as it has come. Grows by `read`, which takes one line of output at a time. */
export interface BuildProgress {
  /** By the id that the builder gave, in the order in which they were named. */
  readonly steps: ReadonlyMap<string, Step>;
  /** The last lines that each step printed. */
  readonly logs: ReadonlyMap<string, readonly string[]>;
  /** Lines that belong to no step: errors at the end. */
  readonly rest: readonly string[];
}

export const nothingYet: BuildProgress = { steps: new Map(), logs: new Map(), rest: [] };

/** Lines kept of each step; a compiler says what is wrong in the last ones. */
const KEPT_LINES = 200;

const UNSEEN: Step = { name: "", isRunning: false, isCached: false, error: null };

/** github.com/moby/buildkit, client.SolveStatus as JSON: what `--progress=rawjson` prints. */
interface RawStatus {
  readonly vertexes?: readonly {
    readonly digest: string;
    readonly name: string;
    readonly started?: string;
    readonly completed?: string;
    readonly cached?: boolean;
    readonly error?: string;
  }[];
  readonly logs?: readonly { readonly vertex: string; readonly data: string }[];
}

/** Takes in a line of `--progress=rawjson`, or of `--progress=plain` from a client that has no other. */
export function read(progress: BuildProgress, line: string): BuildProgress {
  if (line.startsWith("{")) {
    try {
      return readStatus(progress, JSON.parse(line) as RawStatus);
    } catch {
      return { ...progress, rest: [...progress.rest, line] };
    }
  }
  const plain = /^#(\d+) (.*)$/.exec(line);
  if (plain) return readPlain(progress, plain[1] ?? "", plain[2] ?? "");
  return line === "" ? progress : { ...progress, rest: [...progress.rest, line] };
}

function readStatus(progress: BuildProgress, status: RawStatus): BuildProgress {
  const steps = new Map(progress.steps);
  for (const { digest, name, started, completed, cached, error } of status.vertexes ?? []) {
    steps.set(digest, {
      name,
      isRunning: started !== undefined && completed === undefined,
      isCached: cached === true,
      // Steps that were stopped because another failed are no failures themselves.
      error: error && !/context canceled/.test(error) ? error : null,
    });
  }
  const logs = new Map(progress.logs);
  for (const { vertex, data } of status.logs ?? []) append(logs, vertex, decode(data));
  return { ...progress, steps, logs };
}

function decode(base64: string): string[] {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes).replace(/\n$/, "").split("\n");
}

function append(logs: Map<string, readonly string[]>, id: string, lines: readonly string[]): void {
  logs.set(id, [...(logs.get(id) ?? []), ...lines].slice(-KEPT_LINES));
}

function readPlain(progress: BuildProgress, id: string, text: string): BuildProgress {
  const known = progress.steps.get(id);
  const steps = new Map(progress.steps);
  const logs = new Map(progress.logs);
  if (known === undefined) steps.set(id, { ...UNSEEN, name: text, isRunning: true });
  else if (text === "CACHED") steps.set(id, { ...known, isRunning: false, isCached: true });
  else if (/^DONE /.test(text)) steps.set(id, { ...known, isRunning: false });
  else if (text.startsWith("ERROR: ")) steps.set(id, { ...known, isRunning: false, error: text.slice(7) });
  else append(logs, id, [text.replace(/^\d+\.\d+ /, "")]);
  return { ...progress, steps, logs };
}

/** Steps that an instruction of the Dockerfile asked for, without the FROMs. */
function instructionSteps(progress: BuildProgress): readonly Step[] {
  return [...progress.steps.values()].filter(
    ({ name }) => /^\[(?!internal\])/.test(name) && !/^\[[^\]]*\] FROM /.test(name),
  );
}

/** How many steps there were, and how many of them came from the cache. */
export function countSteps(progress: BuildProgress): { readonly total: number; readonly cached: number } {
  const steps = instructionSteps(progress);
  return { total: steps.length, cached: steps.filter(({ isCached }) => isCached).length };
}

/** The step that failed, with what it printed; null when none did. */
export function failedStep(
  progress: BuildProgress,
): { readonly step: Step; readonly output: readonly string[] } | null {
  for (const [id, step] of progress.steps) {
    if (step.error !== null) return { step, output: progress.logs.get(id) ?? [] };
  }
  return null;
}

/** Digests of base images that the builder resolved, by reference without the digest. */
export function resolvedDigests(progress: BuildProgress): ReadonlyMap<string, string> {
  const found = [...progress.steps.values()].flatMap(({ name }) => {
    const match = /\bFROM (\S+?)@(sha256:[0-9a-f]{64})/.exec(name);
    return match ? [[shortReference(match[1] ?? ""), match[2] ?? ""] as const] : [];
  });
  return new Map(found);
}

/** As people write it: `docker.io/library/alpine:3.24` is `alpine:3.24`. */
function shortReference(reference: string): string {
  return reference.replace(/^docker\.io\/(library\/)?/, "");
}

/** The step that runs right now, the last one started; null between steps. */
export function runningStep(progress: BuildProgress): Step | null {
  const running = [...progress.steps.values()].filter(({ isRunning }) => isRunning);
  const isInstruction = ({ name }: Step) => name.startsWith("[") && !name.startsWith("[internal]");
  return running.findLast(isInstruction) ?? running.at(-1) ?? null;
}

/** For a person: `build 4/4  go build -trimpath`; null between steps. */
export function currentStep(progress: BuildProgress): string | null {
  const step = runningStep(progress);
  if (!step) return null;
  const [, label = "", instruction = step.name] = /^\[([^\]]+)\] (.*)$/s.exec(step.name) ?? [];
  const plain = instruction
    .replace(/--(mount|network|link|chmod|chown)(=\S+)?\s+/g, "")
    .replace(/\s+/g, " ")
    .replace(/^RUN /, "");
  return label === "internal" || label === "" ? plain : `${label}  ${plain}`;
}
