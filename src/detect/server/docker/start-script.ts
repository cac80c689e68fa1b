/** The script that an image starts in front of its program. */
import { posix } from "node:path";
import { copyLines } from "./copies.ts";
import { commandWords, type Instruction } from "./dockerfile.ts";
import type { DockerInput } from "./said.ts";
import { programAt } from "./wrappers.ts";

/** What a script starts in the end. */
export interface ScriptEnd {
  /** The program and its own words; empty where the words of the image name the program. */
  readonly words: readonly string[];
  /** Whether the words that the script is given follow. */
  readonly passesOn: boolean;
  /** Whether a shell takes each of them apart at its spaces: `exec shop $@` without quotes. */
  readonly splits: boolean;
}

/** Text of a script that the image is started by, where the repository has it; by the path in the image. */
export type ScriptText = (path: string) => string | null;

const GIVEN = /(^|\s)"?\$(?:[@*]|\{[@*]\})"?(?=\s|$)/;

/** The last line that takes the place of the script or hands its words on, else the last of all; null where it is none. */
export function endOf(script: string): ScriptEnd | null {
  const lines = script
    .replace(/\\\r?\n/g, " ")
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/;+$/, ""))
    .filter((line) => !/^(#|$|set\s|export\s|\w+=|if\s|elif\s|for\s|while\s|case\s)/.test(line));
  const last = lines.findLast((line) => /^exec\s/.test(line) || GIVEN.test(line)) ?? lines.at(-1);
  if (last === undefined) return null;
  const words = commandWords(last.replace(GIVEN, "").trim());
  return (
    words && {
      words: words.slice(programAt(words)),
      passesOn: GIVEN.test(last),
      splits: /(^|\s)\$[@*](?=\s|$)/.test(last),
    }
  );
}

/** `if [ "$1" = "" ]`, `if [ -z "$1" ]`, `if [ $# -eq 0 ]`: what follows is for a start without words. */
const WITHOUT_WORDS =
  /^if\s+(?:\[\[?|test)\s+(?:-z\s+"?\$\{?[1@*](?::?-)?\}?"?|"?\$\{?[1@*]\}?"?\s+==?\s+(?:""|'')|"?\$#"?\s+(?:-eq|==?)\s+"?0"?)(?:\s|$)/;

/** The same of a script that is given no words, where it tells that case apart; else that of any. */
export function endWithoutWords(script: string): ScriptEnd | null {
  const lines = script.split(/\r?\n/);
  const from = lines.findIndex((line) => WITHOUT_WORDS.test(line.trim()));
  const branch = from < 0 ? [] : lines.slice(from + 1);
  const to = branch.findIndex((line) => /^(else|elif|fi)\b/.test(line.trim()));
  const own = branch.slice(0, Math.max(to, 0)).filter((line) => /^exec\s/.test(line.trim()));
  return (own.length > 0 ? endOf(own.join("\n")) : null) ?? endOf(script);
}

/** A path of another stage, and what is left of it below each directory: which one the repository lies in is not told. */
function ends(path: string): string[] {
  const segments = path.split("/").filter((one) => one !== "");
  return segments.map((_, index) => segments.slice(index).join("/"));
}

/** Finds scripts by what the image copies under their name. */
export function scriptsOf(
  { repository, files, reach }: DockerInput,
  all: readonly Instruction[],
  stages: ReadonlySet<number>,
  dockerfile: string,
): ScriptText {
  return (path) => {
    const name = posix.basename(path);
    const copied = copyLines(all, stages).flatMap(({ from, given, target }) =>
      given
        .filter((one) => posix.basename(one) === name || posix.basename(target) === name)
        .flatMap((one) => (from === null ? [one] : ends(one))),
    );
    const bases = [posix.dirname(dockerfile), ".", reach.module.directory];
    for (const candidate of [...copied, name]) {
      for (const base of bases) {
        const found = posix.join(base, candidate.replace(/^\//, ""));
        const text = found.startsWith("..") ? null : files.readText(posix.join(repository.root, found));
        if (text !== null) return text;
      }
    }
    return null;
  };
}
