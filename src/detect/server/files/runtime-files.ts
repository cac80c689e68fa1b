/** Files of the repository that the program opens while it runs. */
import { posix } from "node:path";
import type { RuntimeFile } from "../../../types/project.ts";
import { embedDirectives } from "../../embed/directives.ts";
import type { ServerInput } from "../analysis.ts";
import type { Copy } from "../docker/copies.ts";
import type { DockerEvidence } from "../docker/evidence.ts";
import type { Analysis } from "../flow/context.ts";
import type { OpenedPath } from "./opened-paths.ts";
import { aboveApp, cleanPath, fixedPart, inApp, inRepository } from "./paths.ts";
import { rootMarker } from "./root-marker.ts";
import { inWholeDirectories } from "./whole-directories.ts";

/** Files for building, and secrets. */
const SECRET =
  /(^|\/)(go\.(mod|sum|work)|package(-lock)?\.json|Makefile|Dockerfile)$|(^|\/)\.env(\.|$)|\.(pem|key|p12|pfx|crt)$|(^|\/)id_(rsa|ed25519)$/;

/** Files and directories, none inside another, secrets and `.env` files left out. */
export function findRuntimeFiles(
  input: ServerInput,
  analysis: Analysis,
  { copies, beside }: Pick<DockerEvidence, "copies" | "beside">,
  opened: readonly OpenedPath[],
  boxes: readonly RuntimeFile[],
): readonly RuntimeFile[] {
  const found: RuntimeFile[] = [];
  const add = (source: string, destination: string, evidence: string): void => {
    if (found.some((one) => one.destination === destination || one.destination === inApp(destination)))
      return;
    found.push({ source, destination: inApp(destination), evidence });
  };
  for (const { text, evidence, other, ending, unsure, below = [] } of opened) {
    const path = cleanPath(text);
    const copied = path?.startsWith("/") ? copyAt(copies, path) : null;
    if (copied && !SECRET.test(copied.source)) add(copied.source, copied.target, copied.evidence);
    const isAbove = path?.startsWith("../") && !unsure && below.length === 0;
    const above = path !== null && isAbove ? seenAbove(input, path, other === true) : null;
    if (above && !SECRET.test(above.source)) add(above.source, above.destination, evidence);
    if (path === null || path.startsWith("/") || path.startsWith("..")) continue;
    const fixed = fixedPart(path);
    if (fixed === "" || fixed.startsWith(".") || SECRET.test(fixed)) continue;
    const seen = inRepository(input, fixed);
    if (!seen || seen.source.endsWith(".go") || holdsOnlyGo(input, seen)) continue;
    if (other && seen.kind !== "file") continue;
    if (ending !== undefined && !holdsFiles(input, seen.source, ending)) continue;
    // On the disk it is there for development: what is embedded serves everywhere else.
    if (unsure && isEmbedded(input, seen.source)) continue;
    add(copiedTo(copies, fixed, seen) ?? seen.source, fixed, evidence);
  }
  for (const { source, target, relative, evidence } of copies) {
    const kind = input.files.facts(posix.join(input.repository.root, source))?.kind ?? "file";
    if (SECRET.test(source) || holdsOnlyGo(input, { source, kind })) continue;
    // The end of a path that the code puts together looks like a path from the root.
    if (relative !== null && found.some((one) => one.source === source && one.destination === relative))
      continue;
    const taken = found.some(({ destination }) => destination === inApp(target));
    const searched = kind === "file" && !found.some((one) => one.source === source);
    // Beside a file that the program opens there, such as what that one names.
    const isBeside =
      kind === "file" &&
      /^\/[^/]+\/[^/]+\//.test(target) &&
      !RENDERED.test(source) &&
      found.some(({ destination }) => posix.dirname(destination) === posix.dirname(target));
    if (taken || isBeside || isNamedWhole(analysis, target) || (searched && isInNamed(analysis, target)))
      add(source, target, evidence);
    else if (relative !== null && mentioned(analysis, relative)) add(source, relative, evidence);
  }
  const isIn = (path: string, other: string) => path === other || path.startsWith(`${other}/`);
  for (const { source, relative, evidence } of beside) {
    const there = found.some((one) => isIn(source, one.source) || isIn(relative ?? "", one.destination));
    if (relative !== null && !there) add(source, relative, evidence);
  }
  const isThere = ({ source }: RuntimeFile) =>
    input.files.facts(posix.join(input.repository.root, source))?.kind === "directory";
  const marker = rootMarker(input, analysis);
  found.push(...boxes.filter(isThere), ...(marker ? [marker] : []));
  const outermost = found.filter(
    ({ destination }) => !found.some((outer) => destination.startsWith(`${outer.destination}/`)),
  );
  return inWholeDirectories(input, outermost);
}

/** Files above the working directory. What leads back to the main or to sources is what a generator of code opens. */
function seenAbove(
  input: ServerInput,
  path: string,
  fileAlone: boolean,
): Pick<RuntimeFile, "source" | "destination"> | null {
  const { files, repository, reach } = input;
  const above = aboveApp(input, fixedPart(path));
  const factsOf = (place: string) => files.facts(posix.join(repository.root, place));
  const source = above?.places.find((place) => factsOf(place) !== null);
  if (above === null || source === undefined) return null;
  const leadsBack = reach.main.directory !== "." && source.startsWith(`${reach.main.directory}/`);
  if (leadsBack || (fileAlone && factsOf(source)?.kind !== "file")) return null;
  const entries = files.readDirectory(posix.join(repository.root, source)) ?? [];
  const isCode = [source, ...entries.map(({ name }) => name)].some((one) => one.endsWith(".go"));
  return isCode ? null : { source, destination: above.destination };
}

/** What a script of the author's image makes another file of. */
const RENDERED = /\.(in|j2|tmpl|tpl|template)$/;

/** What the author's image has at an absolute path, or around it. */
function copyAt(copies: readonly Copy[], path: string): Copy | null {
  return copies.find(({ target }) => path === target || path.startsWith(`${target}/`)) ?? null;
}

/** `COPY config/docker.yml config/local.yml`: the other file that the author's image has by that name. */
function copiedTo(
  copies: readonly Copy[],
  path: string,
  { source, kind }: { source: string; kind: string },
): string | null {
  const copied = kind === "file" ? copies.find(({ relative }) => relative === path) : undefined;
  return copied && copied.source !== source && !SECRET.test(copied.source) ? copied.source : null;
}

/** The code opens it by the absolute path that it has in the author's image. */
function isNamedWhole({ program }: Analysis, target: string): boolean {
  return program.files.some(({ text }) => text.includes(`"${target}"`) || text.includes(`"${target}/`));
}

/** `"/config"` among the directories that the code looks into, of a file that the author's image has in it. */
function isInNamed({ program }: Analysis, target: string): boolean {
  const directory = posix.dirname(target);
  return directory !== "/" && program.files.some(({ text }) => text.includes(`"${directory}"`));
}

/** What the author's image holds counts when the code speaks of it. */
function mentioned({ program }: Analysis, path: string): boolean {
  const name = posix.basename(path);
  const spoken = [`"${path}`, `"./${path}`, `/${path}`, ...(name.includes(".") ? [`${name}"`] : [])];
  return program.files.some(({ text }) => spoken.some((one) => text.includes(one)));
}

/** Whether files of the directory itself end so. */
function holdsFiles({ files, repository }: ServerInput, source: string, ending: string): boolean {
  const entries = files.readDirectory(posix.join(repository.root, source)) ?? [];
  return entries.some(({ name, kind }) => kind === "file" && name.endsWith(ending));
}

/** Whether the program in reach embeds the whole directory. */
function isEmbedded({ reach }: ServerInput, source: string): boolean {
  return reach.packages.some(({ directory, files }) =>
    files.some(({ text }) =>
      embedDirectives(text)
        .flatMap(({ patterns }) => patterns)
        .map((pattern) => posix.join(directory, pattern.replace(/^all:/, "").replace(/\/\*$/, "")))
        .some((embedded) => source === embedded || source.startsWith(`${embedded}/`)),
    ),
  );
}

/** Directories below one of code that are looked into. */
const DEEPEST = 6;

/** A package's directory has the name of a path by chance; so has one of packages. */
function holdsOnlyGo(
  input: ServerInput,
  { source, kind }: { source: string; kind: string },
  depth = 0,
): boolean {
  if (kind !== "directory" || depth > DEEPEST) return false;
  const entries = input.files.readDirectory(posix.join(input.repository.root, source)) ?? [];
  return (
    entries.length > 0 &&
    entries.every(
      (entry) =>
        (entry.kind === "file" && /\.(go|proto)$/.test(entry.name)) ||
        holdsOnlyGo(input, { source: posix.join(source, entry.name), kind: entry.kind }, depth + 1),
    )
  );
}
