import { closest, distance } from "fastest-levenshtein";
import { flagOf, type Instruction, mountsOf } from "../dockerfile/model.ts";
import { findStage, type StageGraph } from "../dockerfile/stages.ts";
import { splitWords, unquote } from "../dockerfile/words.ts";
import { each, type Finding, type Rule } from "./rule.ts";

const KEYWORDS = [
  "ADD",
  "ARG",
  "CMD",
  "COPY",
  "ENTRYPOINT",
  "ENV",
  "EXPOSE",
  "FROM",
  "HEALTHCHECK",
  "LABEL",
  "MAINTAINER",
  "ONBUILD",
  "RUN",
  "SHELL",
  "STOPSIGNAL",
  "USER",
  "VOLUME",
  "WORKDIR",
];

/** Images that people copy from without a tag; any other bare name is taken for a stage. */
const BARE_IMAGES = new Set([
  "alpine",
  "busybox",
  "caddy",
  "composer",
  "debian",
  "golang",
  "nginx",
  "node",
  "ubuntu",
]);

/** Paths of the context that a COPY, ADD or bind mount takes. */
export function contextSources(instruction: Instruction): string[] {
  if (instruction.keyword === "RUN") {
    return mountsOf(instruction)
      .filter((mount) => (mount.get("type") ?? "bind") === "bind" && !mount.has("from"))
      .map((mount) => mount.get("source") ?? mount.get("src") ?? ".");
  }
  if (flagOf(instruction, "from") !== null) return [];
  const words = instruction.exec ?? splitWords(instruction.text).map(unquote);
  return words.slice(0, -1).filter((source) => !source.startsWith("<<") && !/^\w+:\/\/|^git@/.test(source));
}

export const structureRules: readonly Rule[] = [
  {
    code: "unknown-instruction",
    severity: "error",
    find: ({ file }) =>
      file.instructions
        .filter(({ keyword }) => !KEYWORDS.includes(keyword))
        .map(({ line, written, keyword }) => {
          const near = closest(keyword, KEYWORDS);
          const hint = distance(keyword, near) <= 3 ? `: did you mean ${near}?` : "";
          return { line, message: `${written} is no Dockerfile instruction${hint}` };
        }),
  },
  {
    code: "empty-instruction",
    severity: "error",
    find: ({ file }) =>
      file.instructions
        .filter(({ keyword, text }) => KEYWORDS.includes(keyword) && text === "")
        .map(({ line, keyword }) => ({ line, message: `${keyword} needs an argument` })),
  },
  {
    code: "no-stage",
    severity: "error",
    find: ({ graph }) => (graph.stages.length === 0 ? [{ line: 1, message: "There is no FROM" }] : []),
  },
  {
    code: "unknown-stage",
    severity: "error",
    find: (subject) =>
      subject.graph.stages.flatMap((stage) => [
        ...unknownParent(subject.graph, stage.index),
        ...stage.instructions.flatMap((instruction) =>
          referencedStages(instruction)
            .filter((name) => isMissing(subject.graph, name))
            .map((name) => ({ line: instruction.line, message: describe(subject.graph, name) })),
        ),
      ]),
  },
  {
    // `docker build .` takes the last stage, whatever is proven of the one with the name.
    code: "final-stage",
    severity: "error",
    find: ({ graph, targets }) => {
      const production = targets.find(({ role }) => role === "production")?.stage;
      const last = graph.stages.at(-1);
      if (!production || !last || last === production) return [];
      const name = production.name ?? `stage ${production.index}`;
      return [
        {
          line: last.from.line,
          message: `The last stage is what "docker build ." makes, and the service is in ${name}: move this stage above it`,
        },
      ];
    },
  },
  {
    code: "not-in-context",
    severity: "error",
    find: each(["COPY", "ADD", "RUN"], (instruction, { inContext }) => {
      const missing = contextSources(instruction).find(
        (source) => !source.includes("$") && !inContext(source),
      );
      return missing === undefined
        ? null
        : `${missing} is not in the build context: it is not there, or .dockerignore leaves it out`;
    }),
  },
];

function referencedStages(instruction: Instruction): string[] {
  const fromFlag = instruction.keyword === "COPY" ? flagOf(instruction, "from") : null;
  const mounts = instruction.keyword === "RUN" ? mountsOf(instruction).map((mount) => mount.get("from")) : [];
  return [fromFlag, ...mounts].filter((name): name is string => name !== null && name !== undefined);
}

/** A bare name can only be a stage; what has a tag, a digest or a registry is an image. */
function isMissing(graph: StageGraph, name: string): boolean {
  return (
    !/[:/@.$]/.test(name) && !BARE_IMAGES.has(name) && name !== "scratch" && findStage(graph, name) === null
  );
}

function describe(graph: StageGraph, name: string): string {
  const names = graph.stages.flatMap((stage) => stage.name ?? []);
  const near = names.length > 0 ? closest(name, names) : null;
  const hint =
    near !== null && distance(name, near) <= Math.max(2, name.length / 2)
      ? `did you mean ${near}?`
      : `stages here: ${names.join(", ") || "none has a name"}`;
  return `There is no stage ${name}: ${hint}`;
}

/** `FROM buld` that is one slip away from a stage; another bare name may well be an image. */
function unknownParent(graph: StageGraph, index: number): Finding[] {
  const stage = graph.stages[index];
  if (!stage || stage.parent || /[:/@.$]/.test(stage.image) || BARE_IMAGES.has(stage.resolved)) return [];
  const names = graph.stages.slice(0, index).flatMap(({ name }) => name ?? []);
  const isClose = names.some((name) => distance(name, stage.resolved) <= 2);
  const isLater = graph.stages.some(({ name }) => name === stage.resolved);
  if (isLater) {
    return [
      {
        line: stage.from.line,
        message: `The stage ${stage.resolved} comes later: a stage builds on earlier ones`,
      },
    ];
  }
  return isClose ? [{ line: stage.from.line, message: describe(graph, stage.resolved) }] : [];
}
