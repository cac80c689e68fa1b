/** The words with which the author's image starts the program, for ours. */
import { posix } from "node:path";
import { fileOf } from "../../../evidence.ts";
import { packagesOf } from "../../../images/programs.ts";
import type { Evidence, RuntimeFile, Warning } from "../../../types/project.ts";
import { CONTAINER_FILE } from "../../layout.ts";
import type { ServerInput } from "../analysis.ts";
import { type Copy, fileInside } from "../docker/copies.ts";
import { type Instruction, readDockerfile } from "../docker/dockerfile.ts";
import { emptyDirectories } from "../docker/empty-directories.ts";
import type { DockerEvidence } from "../docker/evidence.ts";
import type { Said } from "../docker/said.ts";
import { inRepository } from "../files/paths.ts";
import { isConfigFlag } from "./config-flag.ts";
import { insteadOfTemplate } from "./rendered-config.ts";

/** A database file of the author's image: it is made by the program, so it may lie elsewhere. */
const DATA = /^\/(?:[\w.-]+\/)*[\w.-]+\.(?:db|sqlite3?|bolt)$/;
const CONFIG = /^[\w./-]+\.(ya?ml|toml|json|conf|ini|hcl|cfg|properties)$/;

/** What is added to the name of a file that is there to be copied. */
const SAMPLES = [".dist", ".example", ".sample", ".default"];

/** A configuration file of that name in the repository, where the way that it took into the image is not in sight. */
function sameName(
  input: ServerInput,
  path: string,
  isCopied: boolean,
): Pick<Copy, "source" | "relative" | "evidence"> | null {
  if (!path.startsWith("/") || !CONFIG.test(path)) return null;
  const segments = path.split("/").slice(1);
  // `/app/deploy/shop.yml` in a working directory that was mounted, then the name alone.
  const ends = segments.slice(0, -1).map((_, from) => segments.slice(from).join("/"));
  const usual = ["", "config", "configs", "conf"].map((one) => posix.join(one, posix.basename(path)));
  const all = [...ends, ...usual];
  // What others are meant to start from is copied under the plain name, which is not in sight either.
  const samples = (isCopied ? SAMPLES : [".dist"]).flatMap((ending) => all.map((one) => one + ending));
  for (const candidate of [...all, ...samples]) {
    const seen = inRepository(input, candidate);
    if (seen?.kind === "file") return { source: seen.source, relative: null, evidence: `${seen.source}:1` };
  }
  return null;
}

/** Configuration files that the author's image puts right into a directory which the words name: where they lie in ours. */
function filesInto(docker: DockerEvidence, directory: string): readonly RuntimeFile[] {
  const inside = docker.copies.filter(({ target }) => posix.dirname(target) === directory);
  if (!directory.startsWith("/") || !inside.every(({ source }) => CONFIG.test(source))) return [];
  // Beside the program, whose name a directory below /etc often has.
  const [home = "."] = new Set(inside.map(({ source }) => posix.dirname(source)));
  return inside.map(({ source, target, evidence }) => ({
    source,
    destination: posix.join(home === "." ? "config" : home, posix.basename(target)),
    evidence,
  }));
}

interface PortedWords {
  readonly words: readonly string[];
  readonly files: readonly RuntimeFile[];
  /** Volumes of the author's image that the words name. */
  readonly volumes: readonly string[];
  readonly warnings: readonly Warning[];
}

/** `--command /bin/sh`: what the program is told to run, which a base with its package has at the same place. */
function isProgram(path: string): boolean {
  return /^(\/usr)?\/s?bin\/[\w-]+$/.test(path) && packagesOf(posix.basename(path)) !== null;
}

/** With `${NAME:-default}` replaced; null where only a shell knows the value, or takes apart what it holds. */
function withoutVariables(word: string): string | null {
  const filled = word.replace(/\$\{\w+:?-([^}]*)\}/g, "$1").trim();
  return filled === "" || /\$[\w{@*(]|\p{Cc}/u.test(filled) ? null : filled;
}

/**
 * The words of the author's own image for ours: a file that it copies from the
 * repository is named where it lands beside the program, other paths that only
 * that image has are left out with their flags.
 * @param own flags by which the code's own configuration is given, or without which it is taken
 */
export function portedWords(
  input: ServerInput,
  docker: DockerEvidence,
  { fact: words, evidence }: Said<readonly string[]>,
  own: readonly string[],
): PortedWords {
  const instructions = instructionsAround(input, evidence);
  const kept: string[] = [];
  const files: RuntimeFile[] = [];
  const volumes: string[] = [];
  const warnings: Warning[] = [];
  const gone: string[] = [];
  const drop = (): void => {
    if (/^-/.test(kept.at(-1) ?? "") && !kept.at(-1)?.includes("=")) kept.pop();
  };
  const isOwn = (flag: string): boolean => own.includes(flagOf(flag, kept.at(-1)));
  const leaveOut = (flag: string, path: string): void => {
    if (CONFIG.test(path) && !isOwn(flag) && isMadeBy(/^(COPY|ADD|RUN)$/, instructions, path))
      warnings.push(leftOut(path, evidence));
    if (flag === "") drop();
  };
  const landing = (path: string): RuntimeFile | null => {
    const copied =
      docker.copies.find(({ target, relative }) => target === path || relative === posix.normalize(path)) ??
      sameName(input, path, isMadeBy(/^(COPY|ADD)$/, instructions, path)) ??
      fileInside(input, docker.copies, path);
    if (!copied) return null;
    const system = copied.relative === null || /^(etc|opt|usr|var)\//.test(copied.relative);
    const template = CONFIG.test(path) ? insteadOfTemplate(input, copied.source) : null;
    if (template) warnings.push(template.warning);
    const source = template?.plain ?? copied.source;
    const name = template?.plain ? posix.basename(source) : posix.basename(path);
    const destination = system ? name : posix.join(posix.dirname(copied.relative ?? path), name);
    return { source, destination, evidence: copied.evidence };
  };
  // `-config=/etc/kernel.json,/etc/disk.json` names several files.
  const landedIn = (path: string): readonly RuntimeFile[] | null => {
    const found = path.split(",").map(landing);
    const all = found.filter((one) => one !== null);
    return all.length === found.length ? all : null;
  };
  for (const written of words) {
    const word = withoutVariables(written);
    const [, flag = "", path = ""] = /^(-{1,2}[\w.-]+=)?(.*)$/.exec(word ?? written) ?? [];
    if (word === null) {
      if (flag === "") drop();
      continue;
    }
    const directory = path.replace(/\/$/, "");
    const into = filesInto(docker, directory);
    const landed = landedIn(path);
    if (landed) {
      files.push(...landed);
      kept.push(flag + landed.map(({ destination }) => destination).join(","));
    } else if (into[0]) {
      files.push(...into);
      warnings.push(...into.flatMap(({ source }) => insteadOfTemplate(input, source)?.warning ?? []));
      kept.push(flag + posix.dirname(into[0].destination));
    } else if (isLeft(instructions, docker, directory) && !isOwn(flag)) {
      kept.push(flag + path);
      volumes.push(directory);
    } else if (DATA.test(path)) {
      kept.push(`${flag}data/${posix.basename(path)}`);
    } else if (isProgram(path)) {
      kept.push(flag + path);
    } else if (path.startsWith("/") && path.length > 1) {
      gone.push(posix.basename(directory));
      const made = docker.made.find(({ target }) => target === directory);
      if (made) warnings.push(unmade(flag === "" ? (kept.at(-1) ?? "") : flag, path, made));
      leaveOut(flag, path);
    } else if (CONFIG.test(path) && input.files.facts(posix.join(input.repository.root, path)) === null) {
      leaveOut(flag, path);
    } else {
      kept.push(word);
    }
  }
  return { words: withoutChoice(input, kept, gone), files, volumes, warnings };
}

/**
 * Without `-c prod` beside `-d /opt/configs`, which only that image has, where configs/ of the repository has no such
 * thing: what the code takes by default is there.
 * @param gone names of directories that were left out
 */
function withoutChoice(input: ServerInput, words: readonly string[], gone: readonly string[]): string[] {
  const isAbsent = (word: string) =>
    /^\w+$/.test(word) &&
    gone.some((name) => {
      const whole = inRepository(input, name);
      if (whole?.kind !== "directory") return false;
      const entries = input.files.readDirectory(posix.join(input.repository.root, whole.source)) ?? [];
      return entries.every((entry) => posix.parse(entry.name).name !== word);
    });
  const chosen = words.findIndex(
    (word, at) => /^-/.test(word) && isConfigFlag(word.replace(/^-+/, "")) && isAbsent(words[at + 1] ?? ""),
  );
  return words.filter((_, at) => chosen < 0 || (at !== chosen && at !== chosen + 1));
}

/** Whether the Dockerfile that the words stand in brings the file: the program itself may well make others. */
function isMadeBy(names: RegExp, instructions: readonly Instruction[], path: string): boolean {
  return instructions.some(({ name, text }) => names.test(name) && text.includes(posix.basename(path)));
}

/** The instructions of the Dockerfile that the evidence lies in. */
function instructionsAround({ files, repository }: ServerInput, evidence: Evidence): readonly Instruction[] {
  const file = fileOf(evidence);
  if (!CONTAINER_FILE.test(posix.basename(file))) return [];
  return readDockerfile(files.readText(posix.join(repository.root, file)) ?? "");
}

function leftOut(path: string, evidence: Evidence): Warning {
  const message = `the author's image starts the program with ${path}, which is not in the repository: mount one, and name it with --args`;
  return { code: "config-missing", message, evidence, blocksBuild: false };
}

/** A directory that a stage of the author's image makes: whoever wants it has to make it and to name it. */
function unmade(flag: string, path: string, { source, evidence }: Copy): Warning {
  const place = posix.basename(path);
  const words = /^-.*[^=]$/.test(flag) ? `${flag} ${place}` : `${flag}${place}`;
  const message = `the author's image starts the program with ${path}, which its build makes of ${source}: ours starts without; make ${source} before you build, and give --assets ${source}:${place} and --args for ${words}`;
  return { code: "served-missing", message, evidence, blocksBuild: false };
}

/** The flag that a word is given to: `-conf=` in front of it, or `-conf` before. */
function flagOf(given: string, before = ""): string {
  return given === "" ? before : given.replace(/=$/, "");
}

/**
 * What is declared as a volume is empty there as well: `shop /data`, `shop --state=/data`. So is what the image makes
 * and puts nothing into.
 */
function isLeft(instructions: readonly Instruction[], docker: DockerEvidence, path: string): boolean {
  if (!path.startsWith("/") || /^\/((root|home)(\/|$)|(app)?$)/.test(path)) return false;
  if (docker.volumes.some(({ fact }) => fact === path)) return true;
  return emptyDirectories(instructions).includes(path);
}
