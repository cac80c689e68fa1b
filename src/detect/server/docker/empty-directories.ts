/** Directories that an image makes and leaves to the program. */
import { posix } from "node:path";
import { isWithin } from "../../paths.ts";
import { copyLines, workingDirectory } from "./copies.ts";
import type { Instruction } from "./dockerfile.ts";
import { madeDirectories } from "./made-directories.ts";
import { stagesOfName } from "./stages.ts";

/** `RUN mkdir -p /var/lib/shop` in the last stage, where nothing is copied into it. */
export function emptyDirectories(instructions: readonly Instruction[]): readonly string[] {
  const last = instructions.at(-1)?.stage ?? 0;
  const own = instructions.filter(({ stage }) => stage === last);
  const targets = copyLines(instructions, new Set([last])).map(({ workdir, target }) =>
    posix.resolve(workdir, target),
  );
  return [...madeDirectories(own, [])].filter((path) => !targets.some((target) => isWithin(target, path)));
}

/** Where programs keep data; what an image makes below `/etc` is there to be configured. */
const FOR_DATA = /^\/(data|srv|mnt|var\/(lib|opt|cache|log))(\/|$)/;

/** Whether a command of a RUN only makes directories or says whose they are. */
const PREPARES = /^\s*(mkdir|chown|chmod|install\s+-d)\b/;

/** Whether a RUN may put something into the directory. */
function isFilled(own: readonly Instruction[], path: string): boolean {
  return own.some(
    ({ name, text }) =>
      name === "RUN" && text.split(/&&|[;\n]/).some((one) => one.includes(path) && !PREPARES.test(one)),
  );
}

/**
 * `RUN mkdir -p data && chown app data` below the working directory: what is given to the user that the program runs
 * as, and filled by nobody, is there to be written.
 */
function givenAway(all: readonly Instruction[], stages: ReadonlySet<number>) {
  const home = workingDirectory(all, stages);
  const own = all.filter(({ stage }) => stages.has(stage));
  const targets = copyLines(all, stages).map((one) => posix.resolve(one.workdir, one.target));
  return own.flatMap((run, index) => {
    if (run.name !== "RUN" || !/\bchown\b/.test(run.text)) return [];
    const before = own.slice(0, index).filter(({ name }) => name === "WORKDIR");
    const workdir = workingDirectory(before, stages);
    const owned = run.text
      .split(/&&|[;\n]/)
      .filter((command) => /^\s*chown\b/.test(command))
      .flatMap((command) => command.trim().split(/\s+/).slice(2))
      .map((path) => posix.resolve(workdir, path));
    return [...madeDirectories([...before, run], [])]
      .filter((path) => home !== "/" && path !== home && isWithin(path, home))
      .filter((path) => owned.includes(path) && !targets.some((target) => isWithin(target, path)))
      .map((path) => ({ path, line: run.line }));
  });
}

/**
 * Directories for data that the image makes for the program to write to, also where it takes them of a stage that
 * makes them: an image without a shell cannot.
 * @param stages of the image
 */
export function dataDirectories(
  all: readonly Instruction[],
  stages: ReadonlySet<number>,
): readonly { readonly path: string; readonly line: number }[] {
  const brought = copyLines(all, stages).flatMap(({ from, given, target, workdir, line }) => {
    const [only, ...others] = given;
    if (from === null || only === undefined || others.length > 0) return [];
    const source = stagesOfName(all, from);
    const own = all.filter(({ stage }) => source.has(stage));
    const path = posix.resolve("/", only);
    const copies = copyLines(all, source).map((one) => posix.resolve(one.workdir, one.target));
    const isEmpty = !copies.some((one) => isWithin(one, path)) && !isFilled(own, path);
    return isEmpty && madeDirectories(own, []).has(path)
      ? [{ path: posix.resolve(workdir, target), line }]
      : [];
  });
  return [...brought.filter(({ path }) => FOR_DATA.test(path)), ...givenAway(all, stages)];
}
