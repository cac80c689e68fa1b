/** Main packages that the repository's own files build for deployment. */
import { moduleName } from "../go-mod/go-mod.ts";
import { CONTAINER_FILE, type Layout } from "../layout.ts";
import { basename, dirname, isWithin, join, normalize } from "../paths.ts";
import type { FoundMain } from "./find.ts";
import { buildsInside, buildsWorkdir, goBuildArguments, goBuilds, packagesOf } from "./go-builds.ts";

const DEVELOPMENT = /(dev|debug|test|local|ci|e2e)/i;
const RELEASE = /^\.?goreleaser.*\.ya?ml$/;
const MAKE = /^(GNU)?[Mm]akefile$/;

/** The directory that an argument of `go build` or `go run` means; `./cmd/shop/...` has the program of cmd/shop. */
export function targetDirectory(argument: string): string {
  const named = argument.replace(/(?<=[^./])\/\.\.\.$/, "");
  return normalize(named.endsWith(".go") ? dirname(named) : named);
}

/** Directories that a file's build commands could mean, seen from where they may run, or by an import path. */
function possible(argument: string, file: string, main: FoundMain): string[] {
  const { mod, directory } = main.module;
  if (argument.startsWith(`${mod.path}/`)) return [join(directory, argument.slice(mod.path.length + 1))];
  const target = targetDirectory(argument);
  return [target, join(main.module.directory, target), join(dirname(file), target)];
}

/** Dockerfiles that are not for development. */
function containerFiles(layout: Layout): string[] {
  return layout.evidenceFiles.filter(
    (path) => CONTAINER_FILE.test(basename(path)) && !DEVELOPMENT.test(basename(path)),
  );
}

/** The mains of the one module that lies below the file's directory: `web/Dockerfile` beside `web/src/go.mod`. */
function mainsBelow(file: string, mains: readonly FoundMain[]): readonly FoundMain[] {
  const directory = dirname(file);
  if (directory === ".") return [];
  const below = mains.filter(({ module }) => isWithin(module.directory, directory));
  return new Set(below.map(({ module }) => module.directory)).size === 1 ? below : [];
}

/** A file in the directory of a module, or right above one, is about the mains of that one; elsewhere it may be about any. */
function mainsAround(file: string, mains: readonly FoundMain[]): readonly FoundMain[] {
  const around = mains.filter(({ module }) => module.directory !== "." && isWithin(file, module.directory));
  const nearest = Math.max(...around.map(({ module }) => module.directory.length));
  if (around.length > 0) return around.filter(({ module }) => module.directory.length === nearest);
  const below = mainsBelow(file, mains);
  return below.length > 0 ? below : mains;
}

/** The main beside go.mod, where there is one such. */
function rootMains(mains: readonly FoundMain[]): readonly FoundMain[] {
  const roots = mains.filter(({ directory, module }) => directory === module.directory);
  return roots.length === 1 ? roots : [];
}

/** Mains that the Dockerfiles start, of those files that count. */
function startedWhere(
  layout: Layout,
  mains: readonly FoundMain[],
  counts: (text: string) => boolean,
): FoundMain[] {
  const started = containerFiles(layout).flatMap((file) => {
    const text = layout.sources.text(file) ?? "";
    return counts(text) ? startedBy(file, text, mainsAround(file, mains)) : [];
  });
  return [...new Set(started)];
}

export function startedMains(layout: Layout, mains: readonly FoundMain[]): FoundMain[] {
  return startedWhere(layout, mains, () => true);
}

/** Those whose programs an image copies by their names from a stage, whichever of them it starts. */
export function broughtMains(layout: Layout, mains: readonly FoundMain[]): FoundMain[] {
  const copied = containerFiles(layout).flatMap((file) =>
    [...(layout.sources.text(file) ?? "").matchAll(/^\s*COPY\s.*--from=.*$/gim)].flatMap(([line]) =>
      line.split(/\s+/).map(basename),
    ),
  );
  return mains.filter((main) => copied.includes(binaryName(main)));
}

/** Those that an image checks again and again while they run. */
export function checkedMains(layout: Layout, mains: readonly FoundMain[]): FoundMain[] {
  return startedWhere(layout, mains, (text) => /^\s*HEALTHCHECK\s+(?!NONE\b)/im.test(text));
}

/** Those that the words start, which are of the whole file unless of one of its stages alone. */
function startedBy(
  file: string,
  text: string,
  mains: readonly FoundMain[],
  words = startWords(text),
): FoundMain[] {
  return [
    ...new Set([
      ...startedIn(words, mains),
      ...startedAs(file, text, mains, words),
      ...copiedIn(file, text, mains, words),
    ]),
  ];
}

/** Mains that ENTRYPOINT and CMD lines start by the name that `go build -o` gives them. */
function startedAs(
  file: string,
  text: string,
  mains: readonly FoundMain[],
  words: ReadonlySet<string>,
): FoundMain[] {
  const targets = goBuilds(text)
    .filter((build) => words.has(basename(/(?:^|[\s"'])-o[\s=",']+([\w./-]+)/.exec(build)?.[1] ?? "")))
    .flatMap(packagesOf);
  return mains.filter((main) =>
    targets.some((argument) => possible(argument, file, main).includes(main.directory)),
  );
}

/** Of an image that is handed a compiled program: mains that a Makefile builds by the name that it starts. */
function madeElsewhere(
  layout: Layout,
  makefiles: readonly string[],
  text: string,
  mains: readonly FoundMain[],
): readonly FoundMain[] {
  const words = startWords(text);
  return makefiles.flatMap((file) => startedAs(file, layout.sources.text(file) ?? "", mains, words));
}

/** The last stage where it has no name: what is built without `--target`, and the images before it are for those who ask. */
function defaultStage(text: string): string {
  const last = text.split(/^(?=FROM\s)/im).at(-1) ?? text;
  return /^FROM\s.*\sAS\s/i.test(last) ? text : last;
}

/** The words of ENTRYPOINT and CMD lines, also of a shell's that go on below, without directories. */
function startWords(text: string): ReadonlySet<string> {
  const lines = text
    .replace(/\\\r?\n/g, " ")
    .split("\n")
    .filter((line) => /^\s*(ENTRYPOINT|CMD)\b/i.test(line));
  return new Set(lines.flatMap((line) => line.split(/[\s",;[\]]+/)).map(basename));
}

/**
 * The main of an image that only copies what was built before: its file lies in the main's directory and starts
 * a program of that name, such as `shop-prod`, or it lies in one called the same and copies `shop_api` for api.
 */
function copiedIn(
  file: string,
  text: string,
  mains: readonly FoundMain[],
  words: ReadonlySet<string>,
): FoundMain[] {
  const copies = [...text.matchAll(/^\s*(?:COPY|ADD)\b(.*)$/gim)].flatMap(([, rest = ""]) =>
    rest.split(/\s+/),
  );
  if (copies.length === 0 || goBuildArguments(text).length > 0) return [];
  return mains.filter(({ directory, module }) => {
    if (directory === module.directory) return false;
    const name = basename(directory);
    if (isWithin(file, directory))
      return [...words].some((word) => word === name || word.startsWith(`${name}-`));
    return (
      basename(dirname(file)) === name &&
      copies.some((word) => /[-_]$/.test(basename(word).slice(0, -name.length)) && word.endsWith(name))
    );
  });
}

/** Mains that ENTRYPOINT and CMD lines name: `go build ./cmd/...` makes all, and one is started. */
function startedIn(words: ReadonlySet<string>, mains: readonly FoundMain[]): FoundMain[] {
  return mains.filter((main) => words.has(basename(main.directory)) || words.has(binaryName(main)));
}

/** What `go build` calls the program: by its directory, or by the module where it stands in the module's own. */
export function binaryName({ directory, module }: FoundMain): string {
  return directory === module.directory ? moduleName(module.mod.path) : basename(directory);
}

/**
 * Which of the mains the Dockerfiles build, and of several in one file those that it starts; where
 * they only call make, which the Makefiles build; without a Dockerfile that tells, which
 * GoReleaser builds. Files for development do not count.
 */
export function deployedMains(layout: Layout, mains: readonly FoundMain[]): FoundMain[] {
  const containers = containerFiles(layout);
  const makefiles = layout.evidenceFiles.filter((path) => MAKE.test(basename(path)));
  const deployed = new Set<FoundMain>();
  for (const file of containers) {
    const text = layout.sources.text(file) ?? "";
    const own = goBuildArguments(text).map((argument) => ({ argument, file }));
    const around = mainsAround(file, mains);
    const inside = makefiles.filter((one) => around.some(({ module }) => isWithin(one, module.directory)));
    const made = /\bmake\b/.test(text)
      ? (around !== mains && inside.length > 0 ? inside : makefiles).flatMap((makefile) =>
          goBuildArguments(layout.sources.text(makefile) ?? "").map((argument) => ({
            argument,
            file: makefile,
          })),
        )
      : [];
    const told = own.length > 0 ? own : made;
    const inDirectories = buildsInside(text);
    const named = mains.filter(
      (main) =>
        told.some(({ argument, file: from }) => possible(argument, from, main).includes(main.directory)) ||
        inDirectories.some((path) => path === main.directory || path.endsWith(`/${main.directory}`)),
    );
    const beside = buildsWorkdir(text) ? rootMains(around).filter((main) => !named.includes(main)) : [];
    const built = [...beside, ...named];
    // What builds in ways that are not in sight still says what it starts.
    const all = built.length > 0 ? built : around;
    const byName = startedBy(file, text, all);
    const started =
      byName.length > 0 || told.length > 0 ? byName : madeElsewhere(layout, makefiles, text, around);
    const last = startWords(defaultStage(text));
    const byDefault = started.length > 1 ? startedBy(file, text, started, last) : [];
    const likely = byDefault.length > 0 ? byDefault : started;
    // A module of its own with one program, and an image beside it.
    const only = around.length === 1 && around !== mains ? around : [];
    for (const main of likely.length > 0 ? likely : built.length > 0 ? built : only) deployed.add(main);
  }
  if (deployed.size > 0) return [...deployed];
  for (const file of layout.evidenceFiles.filter((path) => RELEASE.test(basename(path)))) {
    const text = layout.sources.text(file) ?? "";
    for (const [, argument] of text.matchAll(/^\s*(?:-\s+)?main:\s*["']?([^\s"'#]+)/gm)) {
      for (const main of mains) {
        if (possible(argument ?? "", file, main).includes(main.directory)) deployed.add(main);
      }
    }
  }
  return [...deployed];
}
