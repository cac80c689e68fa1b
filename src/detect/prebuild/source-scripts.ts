/** Scripts that make sources of the package itself, where git leaves them out: `generate` for `src/gql/__generated__`. */
import { basename, dirname, join } from "../paths.ts";
import type { Sources } from "../sources.ts";
import { isGitIgnored } from "./gitignore.ts";
import { ENDINGS, ownSources } from "./outside.ts";
import type { NodePackage } from "./package-json.ts";
import { expandScript } from "./scripts.ts";

const GENERATES = /^(codegen|generate|gen|(graphql|gql|api|proto|openapi|types)[:-]?(codegen|generate|gen))$/;
const IMPORT = /\b(?:from|import|require)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;

function isThere(sources: Sources, path: string): boolean {
  const names = sources.directory(dirname(path))?.files ?? [];
  return (
    sources.directory(path) !== null || ENDINGS.some((ending) => names.includes(basename(path) + ending))
  );
}

/** Whether a source of the package imports what git leaves out and nobody has made yet. */
function lacksSources(sources: Sources, found: NodePackage): boolean {
  return ownSources(sources, found.directory).some((path) =>
    [...(sources.text(path) ?? "").matchAll(IMPORT)].some(([, asked = ""]) => {
      const place = join(dirname(path), asked);
      return !place.startsWith("..") && !isThere(sources, place) && isGitIgnored(sources, place);
    }),
  );
}

/** Those that have to run before a script which does not run them itself. */
export function sourceScripts(sources: Sources, found: NodePackage, script: string): readonly string[] {
  const called = `${expandScript(found, `pre${script}`)} && ${expandScript(found, script)}`;
  const generating = Object.keys(found.scripts).find((name) => GENERATES.test(name));
  if (generating === undefined || generating === script) return [];
  if (called.includes(found.scripts[generating] ?? "")) return [];
  return lacksSources(sources, found) ? [generating] : [];
}
