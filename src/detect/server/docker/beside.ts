/** What the author's image holds beside the program on purpose, whether or not the code in sight speaks of it. */
import { posix } from "node:path";
import type { Copy } from "./copies.ts";
import { commandWords, type Instruction } from "./dockerfile.ts";
import type { DockerInput } from "./said.ts";
import { stagesOfName } from "./stages.ts";

/** A stage that compiles takes files in for that. */
const COMPILES = /\bgo\s+(build|install|mod|get|run|test|generate)\b|\b(make|task|just|mage|npm|yarn|pnpm)\s/;
const GO_IMAGE = /(^|\/)golang(:|@|\s|$)/;

/** Documents, tests, scripts and what is hidden. */
const ASIDE =
  /(^|\/)(\..*|docs?|tests?|testdata|examples?|samples?|scripts?|hack|vendor|node_modules|Dockerfile.*|.*compose\.ya?ml)(\/|$)|licen[cs]e|attribution|readme|changelog|copying|authors/i;
const SECRET =
  /secret|credential|password|service[-_]?account|private|id_(rsa|ed25519)|\.(pem|key|p12|pfx|crt|jks)$/i;
const SCRIPT = /\.(go|sh|bash|py|rb|pl|so|a|exe|apk|deb|rpm|service|md|db|sqlite3?)$/;
/** At the root of a disk these are the system's. */
const OF_SYSTEM = /^\/(etc|opt|usr|var|root|home|tmp|run|srv|mnt|bin|lib\w*)(\/|$)/;

const MOST_ENTRIES = 2000;

/** Files below a path; the walk ends early in a tree that is too large to be looked at. */
function filesBelow({ files, repository }: DockerInput, path: string): readonly string[] {
  const found: string[] = [];
  const open = [path];
  for (let next = open.pop(); next !== undefined && found.length < MOST_ENTRIES; next = open.pop()) {
    for (const { name, kind } of files.readDirectory(posix.join(repository.root, next)) ?? []) {
      if (kind === "directory") open.push(posix.join(next, name));
      else if (kind === "file") found.push(posix.join(next, name));
    }
  }
  return found;
}

/** The path itself, or the directories in it that hold no Go code. */
function withoutCode(input: DockerInput, copy: Copy): readonly Copy[] {
  const { files, repository } = input;
  if (ASIDE.test(copy.source) || SECRET.test(copy.source)) return [];
  const entries = files.readDirectory(posix.join(repository.root, copy.source));
  // A file without an extension is as a rule a program.
  if (!entries) return SCRIPT.test(copy.source) || posix.extname(copy.source) === "" ? [] : [copy];
  const below = filesBelow(input, copy.source);
  if (!below.some((file) => file.endsWith(".go")))
    return below.every((file) => SCRIPT.test(file)) ? [] : [copy];
  return entries
    .filter(({ kind }) => kind === "directory")
    .flatMap(({ name }) =>
      withoutCode(input, {
        ...copy,
        source: posix.join(copy.source, name),
        target: posix.join(copy.target, name),
        relative: copy.relative === null ? null : posix.join(copy.relative, name),
      }),
    );
}

/** Where our image has it: as seen from the working directory, in which ours is `/app`. */
function ownPlace({ target, relative }: Copy): string | null {
  const inRoot = relative !== null && target === `/${relative}`;
  if (!inRoot) return relative;
  return OF_SYSTEM.test(target) ? null : relative.replace(/^app\/(?=.)/, "");
}

/** Whether the stage works on the repository as it is: another tool's stage makes something of it. */
function isOfGo(all: readonly Instruction[], stage: string | null): boolean {
  if (stage === null) return true;
  const stages = stagesOfName(all, stage);
  return all.some(
    (one) => stages.has(one.stage) && one.name === "FROM" && (GO_IMAGE.test(one.text) || /go/.test(one.text)),
  );
}

const SETTINGS = /^(config|configuration|settings|app|application)\.(ya?ml|toml|json|ini|conf)$/;

/** Configuration files in the directories that are beside the program. */
export function settingsBeside(
  { files, repository }: Pick<DockerInput, "files" | "repository">,
  beside: readonly Copy[],
): readonly string[] {
  return beside.flatMap(({ source }) =>
    (files.readDirectory(posix.join(repository.root, source)) ?? [])
      .filter(({ name, kind }) => kind === "file" && SETTINGS.test(name))
      .map(({ name }) => posix.join(source, name)),
  );
}

/**
 * Files and directories that the image of this main takes from the repository into its working
 * directory, where a library may read them. `relative` is their place in ours.
 */
export function besideProgram(
  input: DockerInput,
  all: readonly Instruction[],
  stages: ReadonlySet<number>,
  copies: readonly Copy[],
): readonly Copy[] {
  const final = all.filter(({ stage }) => stages.has(stage));
  if (final.some(({ name, text }) => name === "RUN" && COMPILES.test(text))) return [];
  const started = new Set(
    final
      .filter(({ name }) => name === "ENTRYPOINT" || name === "CMD")
      .flatMap(({ text }) => commandWords(text) ?? [])
      .map((word) => posix.basename(word)),
  );
  return copies
    .filter(({ stage, target }) => isOfGo(all, stage) && !started.has(posix.basename(target)))
    .flatMap((copy) => withoutCode(input, copy))
    .flatMap((copy) => {
      const relative = ownPlace(copy);
      return relative === null ? [] : [{ ...copy, relative }];
    });
}
