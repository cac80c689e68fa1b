/** What the author's image takes from a stage that makes it, as in `COPY --from=web /web/dist /public`. */
import { posix } from "node:path";
import { ancestors } from "../../paths.ts";
import { binaryNames } from "./commands.ts";
import { broughtAs, type Copy, copyLines, copyTo, workingDirectory } from "./copies.ts";
import type { Instruction } from "./dockerfile.ts";
import type { DockerInput } from "./said.ts";
import { stagesOfName } from "./stages.ts";

/** `/web/dist/.` and `/web/dist/*` are what lies in the directory. */
const plain = (path: string): string => path.replace(/\/(\.|\*)?$/, "");

/** Where a path of a stage lies in the repository, by the directories that the stage copied; null for elsewhere. */
function inContext(
  { repository, files }: DockerInput,
  all: readonly Instruction[],
  stage: string,
  made: string,
  dockerfile: string,
): string | null {
  let best: { readonly target: string; readonly source: string } | null = null;
  for (const { from, given, target, workdir } of copyLines(all, stagesOfName(all, stage))) {
    const into = posix.resolve(workdir, target);
    const inside = into === "/" || made.startsWith(`${into}/`);
    if (from !== null || given.length > 1 || !inside || (best && best.target.length > into.length)) continue;
    const source = [".", posix.dirname(dockerfile)]
      .map((base) => posix.join(base, plain(given[0] ?? "").replace(/^\//, "")))
      .find((path) => files.facts(posix.join(repository.root, path))?.kind === "directory");
    if (source !== undefined) best = { target: into, source };
  }
  return best && posix.join(best.source, posix.relative(best.target, made));
}

/** `dist` of `/src/dist` in a stage with `COPY web/app /src/web/app`: what its build puts beside what it copied. */
function besideContext(all: readonly Instruction[], stage: string, made: string): string | null {
  for (const { from, given, target, workdir } of copyLines(all, stagesOfName(all, stage))) {
    const source = `/${plain(given[0] ?? "").replace(/^\.?\//, "")}`;
    const into = posix.resolve(workdir, target);
    const root = into.endsWith(source) ? into.slice(0, -source.length) : "";
    if (from === null && given.length === 1 && root !== "" && made.startsWith(`${root}/`))
      return made.slice(root.length + 1);
  }
  return null;
}

/** Whether the path lies in a package of Node.js, whose build may make it. */
function inPackage({ repository, files }: DockerInput, path: string): boolean {
  return ancestors(posix.dirname(path)).some(
    (above) => files.facts(posix.join(repository.root, above, "package.json"))?.kind === "file",
  );
}

const NODE_IMAGE = /node|bun|deno/i;
const NODE_TOOL = /\b(npm|npx|yarn|pnpm|bun|bunx|node|deno)\s/;

/** Whether a stage may build what a package of Node.js makes; in any other a path of the checkout is what was copied. */
function usesNode(all: readonly Instruction[], stage: string): boolean {
  const stages = stagesOfName(all, stage);
  return all.some(
    (one) =>
      stages.has(one.stage) &&
      ((one.name === "FROM" && NODE_IMAGE.test(one.text)) ||
        (one.name === "RUN" && NODE_TOOL.test(one.text))),
  );
}

/** What builds of Node.js call the directory that they fill; any other may be anything that its author has there. */
const FILLED = /(^|\/)(dist|build|out|www|bundle)(\/|$)/;

/** `COPY build/client client/` of what is not in the repository: its author builds it beside the image. */
function builtBefore(input: DockerInput, given: string): string | null {
  const path = posix.normalize(plain(given).replace(/^\.?\//, ""));
  if (path === "." || path.startsWith("..") || /[$*?[]/.test(path)) return null;
  const isThere = input.files.facts(posix.join(input.repository.root, path)) !== null;
  const isDirectory = FILLED.test(path) && posix.extname(path) === "";
  return isDirectory && !isThere && inPackage(input, path) ? path : null;
}

/** What has an ending is no directory. */
const FILE = /\.\w+$/;

/** Directories that the image holds of other stages, under the path at which the repository's own build makes them. */
export function madeOf(
  input: DockerInput,
  all: readonly Instruction[],
  stages: ReadonlySet<number>,
  path: string,
): Copy[] {
  const home = workingDirectory(all, stages);
  return copyLines(all, stages).flatMap(({ from, given, target, workdir, line }): Copy[] => {
    const [only] = given;
    if (only === undefined || given.length > 1) return [];
    if (from === null) {
      const built = builtBefore(input, only);
      const copy = built && copyTo(home, built, posix.resolve(workdir, target), `${path}:${line}`);
      return copy ? [{ ...copy, stage: from }] : [];
    }
    // A file that the stage only took in is made by nobody.
    const brought = broughtAs(all, from, only);
    if (brought !== null && FILE.test(brought)) return [];
    const inside = inContext(input, all, from, posix.resolve("/", plain(only)), path);
    const beside = inside === null && usesNode(all, from) ? besideContext(all, from, plain(only)) : null;
    const source = inside ?? beside;
    if (source === null || source.startsWith("..") || (!beside && !inPackage(input, source))) return [];
    const isThere = input.files.facts(posix.join(input.repository.root, source)) !== null;
    const isFile = FILE.test(source);
    if ((isThere || isFile) && !usesNode(all, from)) return [];
    const named = posix.resolve(workdir, target);
    // `COPY --from=build /src/shop /app`: the program itself.
    if (named === home && binaryNames(input).includes(posix.basename(source))) return [];
    // `COPY --from=ui /ui/pages.js /app/`: a file goes by its name into a directory.
    const isInside = isFile && (named === home || target.endsWith("/"));
    const into = isInside ? posix.join(named, posix.basename(source)) : named;
    const copy = copyTo(home, source, into, `${path}:${line}`);
    // `COPY --from=ui /ui/build/ /app/`: what is made lies beside the program.
    return copy ? [{ ...copy, relative: into === home ? "." : copy.relative, stage: from }] : [];
  });
}
