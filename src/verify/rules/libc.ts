import { SUITES } from "../dockerfile/image-reference.ts";
import { flagOf, type Instruction } from "../dockerfile/model.ts";
import type { Command } from "../dockerfile/shell.ts";
import {
  commandsIn,
  environmentOf,
  findStage,
  rootImage,
  rootKnowledge,
  runCommands,
  type Stage,
  type StageGraph,
} from "../dockerfile/stages.ts";
import { packagesOf } from "./hadolint-packages.ts";
import { eachStage, type Finding, type Rule } from "./rule.ts";

/** The `go build` of a stage, with the RUN that it stands in. */
function goBuilds(stage: Stage): { readonly run: Instruction; readonly command: Command }[] {
  return stage.instructions
    .filter(({ keyword }) => keyword === "RUN")
    .flatMap((run) =>
      runCommands(run)
        .filter(({ name, args }) => name === "go" && (args[0] === "build" || args[0] === "install"))
        .map((command) => ({ run, command })),
    );
}

/**
 * Whether the program will look for a libc when it starts. Go links one in
 * dynamically with cgo, and cgo is on where nothing says otherwise and a C
 * compiler is there, which of the official images only Debian's has.
 */
function isDynamic(stage: Stage, { run, command }: { run: Instruction; command: Command }): boolean {
  const text = `${run.text} ${run.heredocs.map((heredoc) => heredoc.text).join("\n")}`;
  if (/-extldflags[= ]\S*["']?[^"']*-static|-linkmode[= ]internal/.test(text)) return false;
  const said =
    [...command.assignments].reverse().find((assignment) => assignment.startsWith("CGO_ENABLED=")) ??
    /CGO_ENABLED=\S+/.exec(text)?.[0] ??
    `CGO_ENABLED=${environmentOf(stage).get("CGO_ENABLED") ?? ""}`;
  const value = said.slice("CGO_ENABLED=".length).replace(/["';]/g, "");
  if (value === "0" || value.includes("$")) return false;
  return value === "1" || hasCompiler(stage);
}

function hasCompiler(stage: Stage): boolean {
  if (rootKnowledge(stage).libc === "glibc" && !/slim/.test(rootImage(stage))) return true;
  return commandsIn(stage)
    .filter(({ name }) => name === "apk" || name === "apt-get")
    .flatMap(packagesOf)
    .some((name) => /^(gcc|build-base|build-essential|clang)/.test(name));
}

function mismatch(builder: Stage, runtime: Stage): string | null {
  const [from, to] = [rootKnowledge(builder), rootKnowledge(runtime)];
  if (from.libc === null || to.libc === null) return null;
  const [build, base] = [rootImage(builder), rootImage(runtime)];
  if (to.libc === "none") {
    return `The program needs the libc of ${build} (cgo is on), and ${base} has none: set CGO_ENABLED=0, link statically, or take a base with ${from.libc}`;
  }
  if (from.libc !== to.libc) {
    return `The program is linked against ${from.libc} of ${build}, and ${base} has ${to.libc}: build and run on the same distribution, or set CGO_ENABLED=0`;
  }
  const isNewer = SUITES.indexOf(from.suite ?? "") > SUITES.indexOf(to.suite ?? "");
  return from.suite && to.suite && isNewer
    ? `The program is built on Debian ${from.suite}, whose glibc is newer than that of ${base}: build on ${to.suite}`
    : null;
}

function libcFindings(stage: Stage, graph: StageGraph): Finding[] {
  const builders = stage.instructions
    .filter(({ keyword }) => keyword === "COPY")
    .map((copy) => findStage(graph, flagOf(copy, "from") ?? ""))
    .filter((builder): builder is Stage => builder !== null && builder !== stage);
  return [...new Set(builders)].flatMap((builder) => {
    const dynamic = goBuilds(builder).find((build) => isDynamic(builder, build));
    const message = dynamic ? mismatch(builder, stage) : null;
    return message ? [{ line: builder.from.line, message }] : [];
  });
}

export const libcRule: Rule = {
  code: "libc-mismatch",
  severity: "error",
  find: eachStage((stage, { graph }) => libcFindings(stage, graph)),
};
