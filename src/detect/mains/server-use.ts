/** Whether a main calls the server that it reaches, or only imports its package for something else. */
import { openBuildContext } from "../build-context.ts";
import type { Layout } from "../layout.ts";
import { basename } from "../paths.ts";
import { type GraphPackage, walkGraph } from "../reach.ts";
import type { FoundMain } from "./find.ts";
import { reachedCode } from "./reached-code.ts";
import { signalOf } from "./signals.ts";

/** Whether the file is part of a server: it listens, or makes a router for what does. */
function isOfServer(file: GraphPackage["files"][number]): boolean {
  return /^(listens|routes)$/.test(signalOf(file) ?? "");
}

/** Exported names by which the code that listens can be started from another package. */
function entryNames(found: GraphPackage): string[] {
  const listening = found.files.filter(isOfServer).map((file) => file.text());
  const names = new Set<string>();
  const types = new Set<string>();
  for (const text of listening) {
    for (const [, receiver, name] of text.matchAll(/^func (?:\(\s*\w*\s*\*?(\w+)[^)]*\) )?(\w+)/gm)) {
      if (receiver) types.add(receiver);
      else if (name && /^[A-Z]/.test(name)) names.add(name);
    }
    for (const [, name] of text.matchAll(/^type ([A-Z]\w*)/gm)) if (name) types.add(name);
  }
  for (const type of types) {
    if (/^[A-Z]/.test(type)) names.add(type);
    const maker = new RegExp(`^func ([A-Z]\\w*)\\([^\\n]*\\)[^\\n{]*\\b${type}\\b`, "gm");
    for (const file of found.files)
      for (const [, name] of file.text().matchAll(maker)) if (name) names.add(name);
  }
  return [...names, ...callersInside(found, names), ...handedInside(found, names)];
}

/** Exported functions in files of the package that speak of those names: `Execute` beside `NewServeCommand`. */
function callersInside({ files }: GraphPackage, names: ReadonlySet<string>): string[] {
  if (names.size === 0) return [];
  // Behind a dot stands what another package calls so: `errors.New(`.
  const mentions = new RegExp(`(?<![\\w.])(${[...names].join("|")})\\(`);
  return files
    .filter((file) => !isOfServer(file) && mentions.test(file.text()))
    .flatMap((file) => [...file.text().matchAll(/^func ([A-Z]\w*)\(/gm)].map(([, name = ""]) => name));
}

/** Libraries that call what they are handed. */
const CONTAINERS = /^(go\.uber\.org\/(fx|dig)|github\.com\/google\/wire)$/;

/** `var Module = fx.Module("http", fx.Invoke(RunServer))`: exported variables of files that hand those names over. */
function handedInside({ files }: GraphPackage, names: ReadonlySet<string>): string[] {
  if (names.size === 0) return [];
  const mentions = new RegExp(`(?<![\\w.])(${[...names].join("|")})\\b`);
  return files
    .filter(
      (file) => file.header.imports.some(({ path }) => CONTAINERS.test(path)) && mentions.test(file.text()),
    )
    .flatMap((file) =>
      [...file.text().matchAll(/^(?:var |\t)([A-Z]\w*)\s*=/gm)].map(([, name = ""]) => name),
    );
}

/** The name by which a file speaks of an imported package. */
function localName(importer: GraphPackage["files"][number], found: GraphPackage): string | null {
  const one = importer.header.imports.find(({ path }) => path === found.importPath);
  return one ? (one.name ?? found.name ?? basename(found.directory)) : null;
}

/**
 * What starts a server that was made: without it, a router is but part of what several programs share. Libraries that
 * shut one down gracefully are handed its router.
 */
const STARTS =
  /(?<!\b\w*([tT]racer|[tT]imer|[sS]pan))\.(Listen|Serve(?!HTTP\()|Run|Start|Spin)([A-Z]\w*)?\(|\w\.Server\{|\bbootstrap\.Bootstrap\(|\.\w*Graceful\w*\([^()\n]*\b\w*([eE]ngine|[rR]outer|[mM]ux|[hH]andler)\b/;

function startsOne({ directory }: FoundMain, packages: readonly GraphPackage[]): boolean {
  for (const text of reachedCode(directory, packages)) if (STARTS.test(text)) return true;
  return false;
}

/** True as well where a name cannot be followed: a dot or blank import. */
export function callsServer(layout: Layout, main: FoundMain): boolean {
  const graph = walkGraph(layout, openBuildContext(layout, main.directory), main.directory, []);
  if (!startsOne(main, graph.packages)) return false;
  return graph.packages.some((found) => {
    if (!found.files.some(isOfServer)) return false;
    if (found.directory === main.directory) return true;
    const names = entryNames(found);
    return graph.packages.some(({ files }) =>
      files.some((file) => {
        const name = localName(file, found);
        if (name === null) return false;
        if (name === "." || name === "_" || names.length === 0) return true;
        return new RegExp(`\\b${name}\\.(${names.join("|")})\\b`).test(file.text());
      }),
    );
  });
}
