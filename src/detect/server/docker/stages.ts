/** Which stages of a Dockerfile make the image of the main. */
import { posix } from "node:path";
import { commandWords, type Instruction, startedProgram } from "./dockerfile.ts";
import { directoryName } from "./relevance.ts";
import type { DockerInput } from "./said.ts";

interface Stage {
  readonly index: number;
  /** Its image or the stage that it is made from. */
  readonly from: string;
  readonly name: string;
}

function stagesOf(all: readonly Instruction[]): readonly Stage[] {
  return all.flatMap(({ name, text, stage }) => {
    if (name !== "FROM") return [];
    const words = text.split(/\s+/).filter((word) => !word.startsWith("--"));
    const label = /^as$/i.test(words[1] ?? "") ? words[2] : undefined;
    return [{ index: stage, from: words[0] ?? "", name: (label ?? String(stage)).toLowerCase() }];
  });
}

/** The stage that another one is made from; null for an image. */
function parentOf(stages: readonly Stage[], { index, from }: Stage): Stage | null {
  return stages.findLast((one) => one.index < index && one.name === from.toLowerCase()) ?? null;
}

/** What `go build -o /out/shop ./cmd/shop` calls the program of the main. */
function outputs({ reach }: DockerInput, all: readonly Instruction[], path: string): ReadonlySet<string> {
  const main = reach.main.directory;
  const places = [".", posix.dirname(path), reach.module.directory];
  const found = new Set([directoryName(main)]);
  for (const { text } of all.filter(({ name }) => name === "RUN")) {
    for (const [, words = ""] of text.matchAll(/\bgo build\b([^&|;\n]*)/g)) {
      const output = /\s-o[ =]?\s*(\S+)/.exec(words)?.[1];
      const last = words.trim().split(/\s+/).at(-1) ?? "";
      const built = last === output ? "." : last.replace(/(^|\/)[\w-]+\.go$/, "") || ".";
      if (output && places.some((place) => posix.join(place, built) === main))
        found.add(posix.basename(output));
    }
  }
  return found;
}

/** Whether a stage brings or starts a program of one of the names. */
function holds(own: readonly Instruction[], names: ReadonlySet<string>): boolean {
  return own.some(({ name, text }) => {
    const from = name === "COPY" && text.includes("--from=");
    if (!from && name !== "ENTRYPOINT" && name !== "CMD") return false;
    const words = commandWords(text) ?? [];
    const paths = from ? words.filter((word) => !word.startsWith("--")).slice(0, -1) : words.slice(0, 1);
    return paths.some((word) => names.has(posix.basename(word)));
  });
}

const isStart = ({ name }: Instruction): boolean => name === "ENTRYPOINT" || name === "CMD";

/**
 * An image that starts the program under a debugger, beside the one that is shipped.
 * @param name of its stage or file, in lower case
 */
export function isForDebugging(own: readonly Instruction[], name: string): boolean {
  return /(^|[-_.])(debug(ger)?|dlv|delve)([-_.]|$)/.test(name) || startedProgram(own) === "dlv";
}

/** Stages beside the one that is shipped, by their names: for development, or for another job of the program. */
const BESIDE = /(^|[-_])(dev|development|debug|tests?|ci|workers?|migrat(e|or|ion)s?|seed|cron|init)([-_]|$)/;

/** The last of them that is not beside another one. */
function lastShipped(stages: readonly Stage[]): Stage | null {
  return stages.findLast(({ name }) => !BESIDE.test(name)) ?? stages.at(-1) ?? null;
}

/**
 * The last stage and those that it is made from. Of several that nothing follows, one for each
 * program, it is the one with the program of this main.
 */
export function imageStages(
  input: DockerInput,
  all: readonly Instruction[],
  path: string,
): ReadonlySet<number> {
  const stages = stagesOf(all);
  const isUsed = ({ name, index }: Stage): boolean =>
    stages.some((one) => parentOf(stages, one)?.index === index) ||
    all.some(({ text }) => new RegExp(`(--|[ ,])from=(${name}|${index})(?![\\w-])`, "i").test(text));
  const ownOf = (index: number) => all.filter(({ stage }) => stage === index);
  const unused = stages.filter((one) => one.index === stages.length - 1 || !isUsed(one));
  const shipped = unused.filter(
    ({ index, name }) => ownOf(index).some(isStart) && !isForDebugging(ownOf(index), name),
  );
  const debugged = unused.some(({ index, name }) => isForDebugging(ownOf(index), name));
  const last = debugged && shipped.length > 0 ? shipped : unused;
  const names = last.length > 1 ? outputs(input, all, path) : new Set<string>();
  const fitting = last.filter(({ index }) => holds(ownOf(index), names));
  const chain = new Set<number>();
  let at = fitting.length === 1 ? (fitting[0] ?? null) : lastShipped(last);
  for (; at && !chain.has(at.index); at = parentOf(stages, at)) chain.add(at.index);
  return chain;
}

/** The stage of that name or number, with those that it is made from; empty for an image. */
export function stagesOfName(all: readonly Instruction[], name: string): ReadonlySet<number> {
  const stages = stagesOf(all);
  const chain = new Set<number>();
  const found = (wanted: string) => stages.findLast((one) => one.name === wanted.toLowerCase());
  let at = found(name) ?? stages.find(({ index }) => String(index) === name) ?? null;
  for (; at && !chain.has(at.index); at = parentOf(stages, at)) chain.add(at.index);
  return chain;
}

/** The stage that each stage goes on from, by number. */
export function parents(all: readonly Instruction[]): ReadonlyMap<number, number> {
  const stages = stagesOf(all);
  return new Map(
    stages.flatMap((stage) => {
      const parent = parentOf(stages, stage);
      return parent ? [[stage.index, parent.index] as const] : [];
    }),
  );
}
