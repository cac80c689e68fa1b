import { type ImageKnowledge, knowledgeOf } from "./image-reference.ts";
import { type Dockerfile, flagOf, type Instruction, scriptOf } from "./model.ts";
import { type Command, commandsOf } from "./shell.ts";
import { expand, keyValues, splitWords, unquote } from "./words.ts";

export interface Stage {
  readonly index: number;
  /** As written; null for an unnamed one. */
  readonly name: string | null;
  readonly from: Instruction;
  /** As written: `golang:${GO_VERSION}`. */
  readonly image: string;
  /** With the defaults of the ARGs before the first FROM filled in. */
  readonly resolved: string;
  /** The earlier stage that it builds on; null when it builds on an image. */
  readonly parent: Stage | null;
  /** Without the FROM. */
  readonly instructions: readonly Instruction[];
}

export interface StageGraph {
  readonly stages: readonly Stage[];
  /** Instructions before the first FROM. */
  readonly preamble: readonly Instruction[];
  /** Defaults of the ARGs before the first FROM; null for an ARG without one. */
  readonly globalArgs: ReadonlyMap<string, string | null>;
}

export function stageGraph(dockerfile: Dockerfile): StageGraph {
  const first = dockerfile.instructions.findIndex(({ keyword }) => keyword === "FROM");
  const preamble = first === -1 ? dockerfile.instructions : dockerfile.instructions.slice(0, first);
  const globalArgs = argsOf(preamble);
  const stages: Stage[] = [];
  let instructions: Instruction[] = [];
  for (const instruction of first === -1 ? [] : dockerfile.instructions.slice(first)) {
    if (instruction.keyword === "FROM") {
      instructions = [];
      stages.push(toStage(instruction, stages, globalArgs, instructions));
    } else instructions.push(instruction);
  }
  return { stages, preamble, globalArgs };
}

function argsOf(instructions: readonly Instruction[]): Map<string, string | null> {
  const args = new Map<string, string | null>();
  for (const { keyword, text } of instructions) {
    if (keyword !== "ARG") continue;
    for (const word of splitWords(text)) {
      const at = word.indexOf("=");
      const value = at === -1 ? null : expand(unquote(word.slice(at + 1)), (name) => args.get(name) ?? null);
      args.set(at === -1 ? word : word.slice(0, at), value);
    }
  }
  return args;
}

function toStage(
  from: Instruction,
  before: readonly Stage[],
  globalArgs: ReadonlyMap<string, string | null>,
  instructions: readonly Instruction[],
): Stage {
  const [image = "", as = "", name] = splitWords(from.text);
  const resolved = expand(unquote(image), (variable) => globalArgs.get(variable) ?? null);
  return {
    index: before.length,
    name: as.toUpperCase() === "AS" ? (name ?? null) : null,
    from,
    image: unquote(image),
    resolved,
    parent: before.findLast((stage) => isNamed(stage, resolved)) ?? null,
    instructions,
  };
}

/** Stage names are not case-sensitive. */
function isNamed(stage: Stage, name: string): boolean {
  return stage.name?.toLowerCase() === name.toLowerCase();
}

/** The stage that `COPY --from=NAME` or a mount means, by name or number. */
export function findStage(graph: StageGraph, name: string): Stage | null {
  return graph.stages.findLast((stage) => isNamed(stage, name)) ?? graph.stages[Number(name || NaN)] ?? null;
}

/** The stage and those that it builds on, itself first. */
export function lineage(stage: Stage): readonly Stage[] {
  return stage.parent ? [stage, ...lineage(stage.parent)] : [stage];
}

/** Every instruction in effect in a stage, the earliest first. */
export function effectiveInstructions(stage: Stage): readonly Instruction[] {
  return lineage(stage)
    .toReversed()
    .flatMap(({ instructions }) => instructions);
}

/** The image at the root of a stage, such as `alpine:3.24`. */
export function rootImage(stage: Stage): string {
  return lineage(stage).at(-1)?.resolved ?? "";
}

export function rootKnowledge(stage: Stage): ImageKnowledge {
  return knowledgeOf(rootImage(stage));
}

/** The commands of every RUN that is in effect in a stage. */
export function commandsIn(stage: Stage): readonly Command[] {
  return effectiveInstructions(stage)
    .filter(({ keyword }) => keyword === "RUN")
    .flatMap((run) => runCommands(run));
}

/** The commands of one RUN, whichever form it has. */
export function runCommands(run: Instruction): readonly Command[] {
  return run.exec ? commandsOf(run.exec.join(" ")) : commandsOf(scriptOf(run));
}

/** The last instruction of that keyword in effect, with the stage that it stands in. */
export function lastOf(stage: Stage, keyword: string): Instruction | null {
  return effectiveInstructions(stage).findLast((instruction) => instruction.keyword === keyword) ?? null;
}

/** Whether a shell is there; null where that cannot be known. */
export function hasShell(stage: Stage): boolean | null {
  const known = rootKnowledge(stage).hasShell;
  if (known !== false) return known;
  return effectiveInstructions(stage).some(mayBringShell) ? null : false;
}

/** A file called like a shell, or a directory of programs. */
const SHELL = /\/((ba|a|da)?sh|busybox|bin|\*)\/?$/;

/** A whole file system or a file called like a shell is copied into the image. */
function mayBringShell(instruction: Instruction): boolean {
  if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") return false;
  const paths = instruction.exec ?? splitWords(instruction.text).map(unquote);
  const target = paths.at(-1) ?? "";
  const sources = paths.slice(0, -1);
  if (instruction.keyword === "ADD" && sources.some((source) => /\.tar(\.\w+)?$|\.tgz$/.test(source)))
    return true;
  if (target === "/" && flagOf(instruction, "from") !== null && sources.includes("/")) return true;
  if (/^\/(usr\/)?bin\/?$/.test(target)) return sources.some((source) => SHELL.test(source));
  return SHELL.test(target);
}

/** ENV values in effect, the latest wins. */
export function environmentOf(stage: Stage): ReadonlyMap<string, string> {
  const pairs = effectiveInstructions(stage)
    .filter(({ keyword }) => keyword === "ENV")
    .flatMap(({ text }) => keyValues(text) ?? [])
    .map(({ key, value }) => [key, unquote(value)] as const);
  return new Map(pairs);
}
