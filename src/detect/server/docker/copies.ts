/** What the author's image holds of the repository. */
import { posix } from "node:path";
import type { Evidence } from "../../../types/project.ts";
import { isWithin } from "../../paths.ts";
import { commandWords, type Instruction } from "./dockerfile.ts";
import { madeDirectories } from "./made-directories.ts";
import type { DockerInput } from "./said.ts";
import { shellCopies } from "./shell-copies.ts";
import { parents, stagesOfName } from "./stages.ts";

export interface Copy {
  readonly source: string;
  /** Absolute in the author's image. */
  readonly target: string;
  /** The same as the program sees it from its working directory; null when it is elsewhere. */
  readonly relative: string | null;
  /** The stage or image that it is taken from; null for the context. */
  readonly stage: string | null;
  readonly evidence: Evidence;
}

/** Directories of the system and of other tools, not of the program. */
const SYSTEM =
  /^\/(usr\/(local\/)?s?bin|s?bin|etc\/(ssl|passwd|group|nsswitch|pki|ca-cert)|usr\/(share|lib|local\/go)|lib|go\/|proc|sys)/;
const NEVER =
  /\.(go|sh|mod|sum|env)$|_test\.\w+$|(^|\/)(package(-lock)?\.json|Makefile)$|(^|\/)(LICENSE|NOTICE|README)|(^|\/)\.env$/;

/** A COPY or ADD of the stages that make the image. */
interface CopyLine {
  /** The stage or image that it takes the files of; null for the context. */
  readonly from: string | null;
  readonly given: readonly string[];
  readonly target: string;
  readonly workdir: string;
  /** Working directories of the file so far. */
  readonly workdirs: readonly string[];
  readonly line: number;
}

/** What the stages copy, with the working directory that each line is in. */
export function copyLines(all: readonly Instruction[], stages: ReadonlySet<number>): readonly CopyLine[] {
  const before = parents(all);
  const workdirs = new Map<number, string>();
  return all.flatMap(({ name, text, line, stage }) => {
    const workdir = workdirs.get(stage) ?? workdirs.get(before.get(stage) ?? -1) ?? "/";
    if (name === "WORKDIR") workdirs.set(stage, posix.resolve(workdir, text.replace(/["']/g, "")));
    if ((name !== "COPY" && name !== "ADD") || !stages.has(stage)) return [];
    const from = /--from=(\S+)/.exec(text)?.[1] ?? null;
    const words = text.replace(/--[\w-]+(=\S+)?\s+/g, "");
    const paths = words.startsWith("[") ? (commandWords(words) ?? []) : words.split(/\s+/);
    const target = paths.at(-1);
    if (target === undefined || paths.length < 2) return [];
    return [{ from, given: paths.slice(0, -1), target, workdir, workdirs: [...workdirs.values()], line }];
  });
}

/** `COPY templates ./templates`, `COPY --from=build /src/config.yml /etc/app/`: what the repository has the source of. */
export function copiesOf(
  input: DockerInput,
  all: readonly Instruction[],
  stages: ReadonlySet<number>,
  path: string,
): Copy[] {
  const { repository, files, reach } = input;
  const copies: Copy[] = [];
  const kindOf = (source: string) => files.facts(posix.join(repository.root, source))?.kind;
  const home = workingDirectory(all, stages);
  const lines = copyLines(all, stages);
  const directories = madeDirectories(
    all.filter(({ stage }) => stages.has(stage)),
    lines.map(({ workdir, target }) => posix.resolve(workdir, target)),
  );
  for (const { from, given: patterns, target, workdir, workdirs, line } of lines) {
    const paths = from === null ? patterns.flatMap((one) => matching(input, one, path)) : patterns;
    for (const given of paths) {
      for (const { context, inside } of from === null ? [] : broughtInto(all, from, given)) {
        const source = locate(input, context, path);
        if (source === null || NEVER.test(source)) continue;
        const kind = kindOf(source);
        if (kind !== "file" && (kind !== "directory" || holdsSources(input, source))) continue;
        const copy = copyTo(home, source, posix.resolve(workdir, target, inside), `${path}:${line}`);
        if (copy) copies.push({ ...copy, stage: from });
      }
      const inStage = () => inGoPath(input, given) ?? inBuilder(given, workdirs);
      const context = from === null ? given : (broughtAs(all, from, given) ?? inStage());
      const source = locate(input, context, path);
      if (source === null) continue;
      const kind = kindOf(source);
      if (kind !== "file" && kind !== "directory") continue;
      if (source === reach.module.directory || NEVER.test(source)) continue;
      if (holdsSources(input, source)) {
        for (const name of besideCode(input, source)) {
          const inside = posix.join(source, name);
          const copy = copyTo(home, inside, posix.resolve(workdir, target, name), `${path}:${line}`);
          if (copy) copies.push({ ...copy, stage: from });
        }
        continue;
      }
      // What is a directory already takes the file in: `COPY logo.png .` in the working directory.
      const named = posix.resolve(workdir, target);
      const isDirectory = /(^|\/)\.?$/.test(target) || workdirs.includes(named) || directories.has(named);
      const into = kind === "file" && (isDirectory || paths.length > 1);
      const absolute = posix.resolve(workdir, into ? posix.join(target, posix.basename(given)) : target);
      const copy = copyTo(home, source, absolute, `${path}:${line}`);
      if (copy) copies.push({ ...copy, stage: from });
    }
  }
  return copies;
}

/** `/go/src/example.com/shop/shop.toml`: a builder that has the repository by its own path, whoever brought it there. */
function inGoPath({ reach: { module } }: DockerInput, path: string): string | null {
  const root = `/go/src/${module.path}/`;
  return path.startsWith(root) ? posix.join(module.directory, path.slice(root.length)) : null;
}

/** @returns null for what is put among the files of the system */
export function copyTo(
  home: string,
  source: string,
  target: string,
  evidence: Evidence,
): Omit<Copy, "stage"> | null {
  const inside = posix.relative(home, target);
  const outside = home === "/" || inside.startsWith("..");
  if (target === "/" || (outside && SYSTEM.test(target))) return null;
  return { source, target, relative: inside.startsWith("..") || inside === "" ? null : inside, evidence };
}

/** What lies in a directory that the author's image copies whole: `COPY conf/ /etc/shop/`, `-conf /etc/shop/shop.yml`. */
export function fileInside(
  { files, repository }: Pick<DockerInput, "files" | "repository">,
  copies: readonly Copy[],
  path: string,
): Pick<Copy, "source" | "relative" | "evidence"> | null {
  return (
    copies
      .filter(({ target }) => path.startsWith(`${target}/`))
      .map(({ source, target, relative, evidence }) => {
        const inside = posix.relative(target, path);
        return {
          source: posix.join(source, inside),
          relative: relative && posix.join(relative, inside),
          evidence,
        };
      })
      .find(({ source }) => files.facts(posix.join(repository.root, source))?.kind === "file") ?? null
  );
}

/** Where the program is started: what the stages say last, which often comes after the copies. */
export function workingDirectory(all: readonly Instruction[], stages: ReadonlySet<number>): string {
  return all
    .filter(({ stage, name }) => stages.has(stage) && name === "WORKDIR")
    .reduce((before, { text }) => posix.resolve(before, text.replace(/["']/g, "")), "/");
}

/** Go code or another program's sources: copied to be built, not to be read. */
function holdsSources({ files, repository }: DockerInput, source: string): boolean {
  const entries = files.readDirectory(posix.join(repository.root, source)) ?? [];
  // `rpc/v2/go.mod`: a directory of modules that go.mod takes in place of others.
  if (repository.modules.some(({ directory }) => isWithin(directory, source))) return true;
  return entries.some(({ name }) => /\.go$|^(go\.mod|package\.json)$/.test(name));
}

/** Directories beside the code of the main, where the program is built and taken from with all that is there. */
function besideCode(input: DockerInput, source: string): readonly string[] {
  const { files, repository, reach } = input;
  if (source !== reach.main.directory) return [];
  return (files.readDirectory(posix.join(repository.root, source)) ?? [])
    .filter(({ name, kind }) => kind === "directory" && !holdsSources(input, posix.join(source, name)))
    .map(({ name }) => name);
}

/** What a stage took from the context under another name: `COPY shop.sample.json /src/shop.json`, or `RUN cp` of one. */
export function broughtAs(all: readonly Instruction[], stage: string, path: string): string | null {
  const stages = stagesOfName(all, stage);
  for (const { from, given, target, workdir } of copyLines(all, stages)) {
    const [only] = given;
    const named = given.length === 1 && !target.endsWith("/") && posix.resolve(workdir, target) === path;
    if (from === null && only !== undefined && named) return only;
  }
  const copied = shellCopies(all, stages).find(({ target }) => target === path);
  return copied ? takenIn(all, stages, copied.source) : null;
}

/** What lies in a directory of a stage since it was copied there by its name, by its path below the directory. */
function broughtInto(
  all: readonly Instruction[],
  stage: string,
  directory: string,
): readonly { readonly context: string; readonly inside: string }[] {
  const stages = stagesOfName(all, stage);
  const copied = copyLines(all, stages).flatMap(({ from, given, target, workdir }) => {
    const [context] = given;
    const named = from === null && given.length === 1 && !target.endsWith("/");
    return named && context !== undefined ? [{ context, target: posix.resolve(workdir, target) }] : [];
  });
  const byShell = shellCopies(all, stages).flatMap(({ source, target }) => {
    const context = takenIn(all, stages, source);
    return context === null ? [] : [{ context, target }];
  });
  return [...copied, ...byShell].flatMap(({ context, target }) =>
    target.startsWith(`${directory}/`) ? [{ context, inside: posix.relative(directory, target) }] : [],
  );
}

/** Where in the context a path of the stage is from, by the directories that the stage copied. */
function takenIn(all: readonly Instruction[], stages: ReadonlySet<number>, path: string): string | null {
  const lines = copyLines(all, stages).flatMap(({ from, given, target, workdir }) => {
    const into = posix.resolve(workdir, target);
    const [only] = given;
    const holds = from === null && given.length === 1 && path.startsWith(`${into === "/" ? "" : into}/`);
    return holds && only !== undefined ? [{ into, only }] : [];
  });
  const [nearest] = lines.sort((a, b) => b.into.length - a.into.length);
  return nearest ? posix.join(nearest.only, posix.relative(nearest.into, path)) : null;
}

/** A path of the build stage as one of the context, whose files lie in its working directory. */
function inBuilder(path: string, workdirs: readonly string[]): string {
  const base = workdirs.find((workdir) => workdir !== "/" && path.startsWith(`${workdir}/`));
  if (base !== undefined) return path.slice(base.length + 1);
  return path.replace(/^\/(app|src|build|workspace|go\/src\/\w+)\//, "");
}

/** `data/*.txt` as the files that it stands for; `data/*` stands for the directory. */
function matching(input: DockerInput, pattern: string, dockerfile: string): readonly string[] {
  const name = posix.basename(pattern);
  if (!/[*?]/.test(name) || name === "*") return [pattern];
  const below = posix.dirname(pattern);
  const directory = below === "." ? "." : locate(input, below, dockerfile);
  const literal = name.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const form = new RegExp(`^${literal.replace(/\*/g, ".*").replace(/\?/g, ".")}$`);
  const entries =
    directory === null ? [] : (input.files.readDirectory(posix.join(input.repository.root, directory)) ?? []);
  return entries.filter((one) => form.test(one.name)).map((one) => posix.join(below, one.name));
}

/** The path in the repository: the context is its root or the directory of the Docker file. */
function locate({ repository, files, reach }: DockerInput, path: string, dockerfile: string): string | null {
  const plain = path.replace(/^\.?\//, "").replace(/\/(\*|\.)?$/, "");
  if (plain === "" || plain === "." || plain.startsWith("..") || /[*?$]/.test(plain)) return null;
  for (const base of [".", posix.dirname(dockerfile), reach.module.directory]) {
    const candidate = posix.join(base, plain);
    if (!candidate.startsWith("..") && files.facts(posix.join(repository.root, candidate))) return candidate;
  }
  return null;
}
