/** Commands with which the repository's own image builds the main, those that it has make run included. */
import { posix } from "node:path";
import { relevance, showsOneWay } from "../docker/relevance.ts";
import type { DockerInput } from "../docker/said.ts";
import { joinLines, makeTargets, recipesOf } from "./makefile.ts";
import { type BuildLine, readBuildFile } from "./scripts.ts";

/** Ranks from here on are those of files for development, debugging and CI. */
const DEVELOPMENT = 2;
const ASIDE = /dev|debug|test|local|e2e|\bci\b|lint/i;
const MAKEFILES = ["GNUmakefile", "makefile", "Makefile"];

interface OwnFile {
  readonly path: string;
  /** Less is better; null where the file has to name the main to be about it. */
  readonly rank: number | null;
}

/** Dockerfiles for deployment, what says most of the main first. */
function ownDockerfiles(input: DockerInput): readonly OwnFile[] {
  const { repository, files } = input;
  return repository.existingFiles
    .filter((path) => /(dockerfile|containerfile)/i.test(posix.basename(path)) && !path.endsWith("ignore"))
    .flatMap((path) => {
      const text = files.readText(posix.join(repository.root, path));
      const rank = text === null ? null : relevance(input, path, text);
      const isAside = rank === null ? showsOneWay(input, path) || ASIDE.test(path) : rank >= DEVELOPMENT;
      return isAside ? [] : [{ path, rank }];
    })
    .sort((a, b) => (a.rank ?? 1) - (b.rank ?? 1) || (a.path < b.path ? -1 : 1));
}

/** One command of several: what stands in `$(...)` and backquotes is part of it. */
const COMMAND = /(?:`[^`]*`|\$\([^()]*\)|[^;&|]|(?<!&)&(?!&))+/g;

function commandsOf(lines: readonly BuildLine[]): readonly BuildLine[] {
  return lines.flatMap(({ text, evidence }) =>
    (text.match(COMMAND) ?? []).map((part) => ({ text: part.trim(), evidence })),
  );
}

const VALUES = /\s-(o|tags|ldflags|gcflags)(=|\s+)("[^"]*"|'[^']*'|\S+)/g;

/** Whether a command names this main; null where it names no main at all. */
export function isAboutMain(
  { reach, repository }: DockerInput,
  file: string,
  command: string,
): boolean | null {
  const { module } = reach;
  const places = [".", posix.dirname(file), module.directory];
  const packages = command.replace(VALUES, " ").split(/[\s"']+/);
  const named = packages.flatMap((word) => {
    if (word.startsWith(`${module.path}/`))
      return [posix.join(module.directory, word.slice(module.path.length + 1))];
    if (!word.startsWith("./") && !word.startsWith("../") && !word.endsWith(".go")) return [];
    return places.map((place) => posix.join(place, word.endsWith(".go") ? posix.dirname(word) : word));
  });
  if (named.includes(reach.main.directory)) return true;
  const others = repository.mains.map(({ path }) => posix.normalize(path));
  return named.some((path) => path !== "." && others.includes(path)) ? false : null;
}

/** What a Dockerfile runs, with the recipes that it has make run, and the file that each stands in. */
function runsOf(input: DockerInput, dockerfile: string): readonly (BuildLine & { readonly file: string })[] {
  const { reach } = input;
  const places = new Set([posix.dirname(dockerfile), ".", reach.module.directory, reach.main.directory]);
  const runs = joinLines(readBuildFile(input, dockerfile)).filter(({ text }) => /^\s*RUN\s/i.test(text));
  return commandsOf(runs).flatMap((command) => {
    const targets = makeTargets(command.text);
    if (targets === null) return [{ ...command, file: dockerfile }];
    for (const place of places)
      for (const name of MAKEFILES) {
        const file = posix.join(place, name);
        const recipes = commandsOf(recipesOf(readBuildFile(input, file), targets));
        if (recipes.length > 0) return recipes.map((one) => ({ ...one, file }));
      }
    return [];
  });
}

/** Each `go build` and `go install` by itself, with variables in their places; none without a Dockerfile. */
export function imageBuilds(input: DockerInput): readonly BuildLine[] {
  for (const { path, rank } of ownDockerfiles(input)) {
    const builds = runsOf(input, path).filter(({ text, file }) => {
      const named = /\bgo (build|install)\b/.test(text) ? isAboutMain(input, file, text) : false;
      return named ?? rank !== null;
    });
    if (builds.length > 0) return builds;
  }
  return [];
}
