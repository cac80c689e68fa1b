/** What the author's image holds of the repository. */
import { posix } from "node:path";
import type { Evidence } from "../../../types/project.ts";
import { commandWords, type Instruction } from "./dockerfile.ts";
import type { DockerInput } from "./said.ts";
import { parents } from "./stages.ts";

export interface Copy {
  readonly source: string;
  /** Absolute in the author's image. */
  readonly target: string;
  /** The same as the program sees it from its working directory; null when it is elsewhere. */
  readonly relative: string | null;
  readonly evidence: Evidence;
}

/** Directories of the system and of other tools, not of the program. */
const SYSTEM =
  /^\/(usr\/(local\/)?s?bin|s?bin|etc\/(ssl|passwd|group|nsswitch|pki|ca-cert)|usr\/(share|lib|local\/go)|lib|go\/|proc|sys)/;
const NEVER =
  /\.(go|sh|mod|sum|env)$|(^|\/)(package(-lock)?\.json|Makefile)$|(^|\/)(LICENSE|NOTICE|README)|(^|\/)\.env$/;

/** `COPY templates ./templates`, `COPY --from=build /src/config.yml /etc/app/`: what the repository has the source of. */
export function copiesOf(
  input: DockerInput,
  all: readonly Instruction[],
  stages: ReadonlySet<number>,
  path: string,
): Copy[] {
  const { repository, files, reach } = input;
  const before = parents(all);
  const workdirs = new Map<number, string>();
  const copies: Copy[] = [];
  const home = workingDirectory(all, stages);
  for (const { name, text, line, stage } of all) {
    const workdir = workdirs.get(stage) ?? workdirs.get(before.get(stage) ?? -1) ?? "/";
    if (name === "WORKDIR") workdirs.set(stage, posix.resolve(workdir, text.replace(/["']/g, "")));
    if ((name !== "COPY" && name !== "ADD") || !stages.has(stage)) continue;
    const from = /--from=(\S+)/.test(text);
    const words = text.replace(/--[\w-]+(=\S+)?\s+/g, "");
    const paths = words.startsWith("[") ? (commandWords(words) ?? []) : words.split(/\s+/);
    const target = paths.at(-1);
    if (target === undefined || paths.length < 2) continue;
    for (const given of paths.slice(0, -1)) {
      const source = locate(input, from ? inBuilder(given, [...workdirs.values()]) : given, path);
      const kind = source === null ? undefined : files.facts(posix.join(repository.root, source))?.kind;
      if (source === null || (kind !== "file" && kind !== "directory")) continue;
      if (source === reach.module.directory || NEVER.test(source) || holdsSources(input, source)) continue;
      const into = kind === "file" && (target.endsWith("/") || paths.length > 2);
      const absolute = posix.resolve(workdir, into ? posix.join(target, posix.basename(given)) : target);
      const inside = posix.relative(home, absolute);
      const outside = home === "/" || inside.startsWith("..");
      if (absolute === "/" || (outside && SYSTEM.test(absolute))) continue;
      const relative = inside.startsWith("..") || inside === "" ? null : inside;
      copies.push({ source, target: absolute, relative, evidence: `${path}:${line}` });
    }
  }
  return copies;
}

/** Where the program is started: what the stages say last, which often comes after the copies. */
function workingDirectory(all: readonly Instruction[], stages: ReadonlySet<number>): string {
  return all
    .filter(({ stage, name }) => stages.has(stage) && name === "WORKDIR")
    .reduce((before, { text }) => posix.resolve(before, text.replace(/["']/g, "")), "/");
}

/** Go code or another program's sources: copied to be built, not to be read. */
function holdsSources({ files, repository }: DockerInput, source: string): boolean {
  const entries = files.readDirectory(posix.join(repository.root, source)) ?? [];
  return entries.some(({ name }) => /\.go$|^(go\.mod|package\.json)$/.test(name));
}

/** A path of the build stage as one of the context, whose files lie in its working directory. */
function inBuilder(path: string, workdirs: readonly string[]): string {
  const base = workdirs.find((workdir) => workdir !== "/" && path.startsWith(`${workdir}/`));
  if (base !== undefined) return path.slice(base.length + 1);
  return path.replace(/^\/(app|src|build|workspace|go\/src\/\w+)\//, "");
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
