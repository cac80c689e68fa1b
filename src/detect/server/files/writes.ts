/** Directories that the program writes to when nobody sets anything. */
import { posix } from "node:path";
import type { GivenSetting, RuntimeFile, Write } from "../../../types/project.ts";
import { isOfOtherSet } from "../arguments/flag-sets.ts";
import { isOfIdle } from "../arguments/kingpin.ts";
import { isReached } from "../arguments/running.ts";
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { valuesOfCalls } from "../flow/every-call.ts";
import { isOff, isOn } from "../flow/guards.ts";
import { type CallSite, lastName, place, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { lookUp, packageOf } from "../flow/types.ts";
import { HOLE, isKnown, known, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { fileAtHome, fileBeside, givenBeside } from "./beside-program.ts";
import { isClientName } from "./client-names.ts";
import { configuredLogs } from "./configured-logs.ts";
import { heldOpeners } from "./held-openers.ts";
import { innerDirectories, listedDirectories, outermost } from "./inner-directories.ts";
import { libraryPaths } from "./libraries.ts";
import { loopedPaths } from "./looped-paths.ts";
import { withoutOthersHomes } from "./others-homes.ts";
import { cleanPath, fixedPart, inApp, type WrittenPath } from "./paths.ts";
import { type Given, isGiven, relocation } from "./relocation.ts";
import { storeUrls } from "./store-urls.ts";
import { isBelowUnset, saysNothing } from "./unset-paths.ts";
import { isToWrite, LITERALS, savesUploads, WRITERS } from "./writers.ts";

const SQL_DRIVER = /^(sqlite3?|libsql|sqlite3_\w+|duckdb)$/;
const MEMORY = /^(file:)?:memory:|mode=memory|vfs=memdb/;
/** What settings take for a file's name and is none. */
const STREAM = /^(std(in|out|err)|console|syslog|none|off|true|false|-)$/i;
/** The system's own, another system's network, where a program installs itself as a service of the machine, and what stands for a path of whoever copies a sample. */
const OWN =
  /^\/path\/|^\/net\/|^\/(var|home|opt)$|^(\/tmp|\/dev|\/proc|\/sys|\/etc\/(systemd|init|init\.d|rc\.d|conf\.d|cron\.d|logrotate\.d|sysconfig)|(\/usr)?\/lib\/systemd|\/Library)(\/|$)/;
/** Directories that hold what the image itself needs: whatever is written into them, none is a volume. */
const SYSTEM = /^\/(etc|boot|lib(64)?|s?bin|usr(\/(s?bin|lib|share|local(\/s?bin)?))?)$/;

function candidate(
  analysis: Analysis,
  site: CallSite,
  argument: Expression | undefined,
  directory: boolean,
): WrittenPath[] {
  const { call, scope, guards } = site;
  if (argument && isClientName(analysis, argument, scope)) {
    const value = known(`./${HOLE}`, place(scope.file, call.at));
    return [{ text: value.text, value, directory, evidence: place(scope.file, call.at) }];
  }
  const values = argument ? pathsOf(analysis, argument, scope) : [];
  return (
    values
      .filter((value) => !saysNothing(value) && !isIdlePidFile(analysis, site, value))
      // What nobody sets is as a rule what turns the writing on.
      .filter((value) => !isBelowUnset(value) || (isOn(analysis, guards) && isReached(analysis, scope)))
      .map((value) => ({
        text: value.text,
        value,
        directory,
        expected: !directory,
        evidence: value.evidence ?? place(scope.file, call.at),
      }))
  );
}

/** `/var/run/shop.pid`, which nobody asks for in a container, of a program that goes on where it cannot write it. */
function isIdlePidFile(analysis: Analysis, site: CallSite, { text }: Value): boolean {
  return /^\/(var\/)?run\/[^/]+\.pid$/.test(text) && !endsProgram(analysis, site);
}

/** The path; in a loop, and in a helper that several places call with paths of their own, each of them. */
function pathsOf(analysis: Analysis, argument: Expression, scope: Scope): readonly Value[] {
  const looped = loopedPaths(analysis, argument, scope);
  if (looped.length > 0) return looped;
  const each = valuesOfCalls(analysis, argument, scope).filter(isKnown);
  const distinct = each.filter(({ text }, index) => each.findIndex((one) => one.text === text) === index);
  if (distinct.length > 1) return distinct;
  const value = valueIn(analysis, argument, scope);
  const only = distinct[0] ?? value;
  return only ? [only] : [];
}

function fromCalls(analysis: Analysis): WrittenPath[] {
  const found: WrittenPath[] = heldOpeners(analysis.program).flatMap((site) =>
    isOff(analysis, site.guards, site.scope) ? [] : candidate(analysis, site, site.call.args[0], false),
  );
  for (const [name, sites] of analysis.program.calls) {
    const writers = WRITERS.filter((writer) => writer[1].test(name));
    const sql = /^(Open|Connect|MustConnect|MustOpen)$/.test(name);
    if (
      writers.length === 0 &&
      !sql &&
      name !== "OpenFile" &&
      !/^Save(Uploaded)?File$/.test(name) &&
      name !== "SetLogger" &&
      name !== "DirCache"
    )
      continue;
    for (const site of sites) {
      const { call, scope, guards } = site;
      const path = packageOf(call.callee, scope);
      const own: WrittenPath[] = [];
      for (const [from, , index, directory] of writers) {
        if (path !== null && from.test(path))
          own.push(...candidate(analysis, site, call.args[index], directory));
      }
      if (sql && call.args.length >= 2 && SQL_DRIVER.test(textOf(analysis, call.args[0], scope) ?? "")) {
        own.push(...candidate(analysis, site, call.args[1], false));
      }
      if (sql && path === "github.com/jinzhu/gorm" && textOf(analysis, call.args[0], scope) === "sqlite3") {
        own.push(...candidate(analysis, site, call.args[1], false));
      }
      if (name === "OpenFile" && path === "os" && isToWrite(call.args[1]))
        own.push(...candidate(analysis, site, call.args[0], false));
      // afero's file system of the machine, by whatever name.
      if (/^Mkdir(All)?$/.test(name) && path === null && isMachine(analysis, call.callee, scope))
        own.push(...candidate(analysis, site, call.args[0], true));
      // A service of the program's own may have a method of that name, also behind an interface.
      const saves = /^Save(Uploaded)?File$/.test(name) && [...scope.file.importPaths].some(savesUploads);
      if (saves && !calledFunction(analysis.program, call.callee, scope))
        own.push(...candidate(analysis, site, call.args[1], false));
      if (name === "SetLogger" && path?.includes("/beego")) own.push(...loggedTo(analysis, site));
      if (name === "DirCache" && path === "golang.org/x/crypto/acme/autocert") {
        own.push(...candidate(analysis, site, call.args[0], true));
      }
      if (own.length > 0 && !isOff(analysis, guards, scope)) found.push(...own);
    }
  }
  return found;
}

/** afero's of the machine itself, or one of a program that has none below another directory, with paths of its own. */
function isMachine({ program }: Analysis, callee: Expression, scope: Scope): boolean {
  const base = callee.kind === "selector" ? callee.base : null;
  const given = base?.kind === "name" ? (lookUp(base.name, scope)?.definitions ?? []) : [];
  const made = given.some(({ value }) => value?.kind === "call" && lastName(value.callee) === "NewOsFs");
  const { importPaths } = scope.file;
  return importPaths.has("github.com/spf13/afero") && (made || !program.calls.has("NewBasePathFs"));
}

/** beego's `logs.SetLogger(logs.AdapterFile, `{"filename":"logs/shop.log"}`)`. */
function loggedTo(analysis: Analysis, { call, scope }: CallSite): WrittenPath[] {
  const value = valueIn(analysis, call.args[1], scope);
  const text = /"filename"\s*:\s*"([^"]+)"/.exec(value?.text ?? "")?.[1];
  if (!value || text === undefined) return [];
  return [{ text, value, directory: false, evidence: value.evidence ?? place(scope.file, call.at) }];
}

function fromLiterals(analysis: Analysis): WrittenPath[] {
  return LITERALS.flatMap(([type, field, directory, from]) =>
    (analysis.program.composites.get(type) ?? []).flatMap(({ composite, scope, guards }) => {
      if (from && !from.test((composite.type && packageOf(composite.type, scope)) ?? "")) return [];
      const path = composite.elements.find(({ key }) => key !== null && lastName(key) === field)?.value;
      if (!path || isOff(analysis, guards, scope)) return [];
      const value = valueIn(analysis, path, scope);
      if (!isKnown(value) || value.text === "") return [];
      return [{ text: value.text, value, directory, evidence: place(scope.file, composite.at) }];
    }),
  );
}

/** The directory that must be writable; null for memory, devices and what cannot be told. */
function directoryOf({ text, directory, ...rest }: WrittenPath): string | null {
  if (MEMORY.test(text) || STREAM.test(text)) return null;
  const home = /^(?:file:|sqlite3?:)?(?:~|\$HOME|\$\{HOME\})\//.exec(text)?.[0];
  if (home !== undefined) {
    const below = directoryOf({ ...rest, directory, text: text.slice(home.length) });
    return below === null || below.startsWith("..") || below === "." ? null : `~/${below}`;
  }
  const clean = cleanPath(text);
  const path = clean && inApp(clean);
  if (path === null || OWN.test(path) || path === "/") return null;
  const fixed = fixedPart(path);
  const open = fixed !== path;
  if (fixed === "" && !path.startsWith("/"))
    return text.startsWith(`./${HOLE}`) || isBelowUnset(rest.value) ? "." : null;
  const result = directory || open ? fixed : posix.dirname(fixed);
  return result === "" || result === "/" || SYSTEM.test(result) ? null : result;
}

/** The same of what a path may be besides, as where tests take a database in memory. */
function anyDirectoryOf(path: WrittenPath): string | null {
  const others = MEMORY.test(path.text) ? (path.value.others ?? []).map((text) => ({ ...path, text })) : [];
  return [path, ...others].map(directoryOf).find((directory) => directory !== null) ?? null;
}

/** Where files of the program go that would lie beside it: no directory that holds files of the image. */
function dataDirectory(held: readonly RuntimeFile[]): string {
  const taken = (name: string) => held.some(({ destination }) => destination.split("/")[0] === name);
  return ["data", "state", "storage"].find((name) => !taken(name)) ?? "volume";
}

/** What the image brings, with those files that the program writes to in the directory where they are kept. */
export function withKept(held: readonly RuntimeFile[], writes: readonly Write[]): readonly RuntimeFile[] {
  return held.map((one) => {
    const kept = writes.find(({ file }) => file === one.destination);
    return kept ? { ...one, destination: posix.join(kept.path, one.destination) } : one;
  });
}

interface Written {
  readonly writes: readonly Write[];
  /** Those among them that have to be there inside of another. */
  readonly inner: ReadonlySet<string>;
  readonly relocations: readonly GivenSetting[];
}

/**
 * Directories, none inside another unless it has to be there, and the settings that move to one of them what would lie in
 * the working directory itself, which holds the program. A file there that nothing moves is
 * named, to be kept in that directory by a link; where its name cannot be told the path is ".".
 * Outside the working directory a path begins with "..", in the user's own with "~/".
 *
 * @param given what a flag or variable decides already
 * @param held what the image brings
 */
export function findWrites(analysis: Analysis, given: Given, held: readonly RuntimeFile[]): Written {
  const writes: Write[] = [];
  const relocations: GivenSetting[] = [];
  const data = dataDirectory(held);
  const coded = [
    ...fromCalls(analysis),
    ...fromLiterals(analysis),
    ...libraryPaths(analysis),
    ...storeUrls(analysis),
  ];
  const all = [...coded, ...configuredLogs(analysis, held), ...listedDirectories(analysis)];
  const placed = all.map((one) => ({ ...one, path: anyDirectoryOf(one) }));
  const places = new Set(placed.map(({ path }) => path));
  // `filepath.Join("backups", name)` while nobody gives the name.
  const directories = placed.filter(({ path, text }) => path !== "." || !places.has(text));
  for (const one of directories) {
    const { value, evidence } = one;
    const named = givenBeside(one, given.words, held);
    if (named !== null) writes.push({ path: data, file: named, evidence });
    if (isGiven(value, given) || isOfIdle(analysis, value) || isOfOtherSet(analysis, value)) continue;
    const { path } = one;
    const moved = path === "." ? relocation(value, data, given.holding) : null;
    if (moved) relocations.push(moved);
    const file = path === "." && moved === null ? fileBeside(one, held) : null;
    const atHome = fileAtHome(one, analysis.program.main.importPath);
    if (path !== null) writes.push({ path: moved || file !== null ? data : path, file, evidence });
    else if (atHome !== null) writes.push({ path: data, file: atHome, evidence });
  }
  const inner = innerDirectories(analysis, directories);
  const own = withoutOthersHomes(writes, analysis.program.main.importPath);
  return { writes: outermost(own, inner), inner, relocations };
}
