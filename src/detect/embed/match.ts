/** What an embed pattern takes. Source: resolveEmbed in cmd/go/internal/load/pkg.go, path.Match. */
import { join } from "../paths.ts";
import type { Sources } from "../sources.ts";

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** `path.Match` for one element of a path; null for a malformed pattern. */
export function elementPattern(glob: string): RegExp | null {
  let source = "";
  for (let i = 0; i < glob.length; i += 1) {
    const character = glob.charAt(i);
    if (character === "*") source += "[^/]*";
    else if (character === "?") source += "[^/]";
    else if (character === "[") {
      const close = glob.indexOf("]", i + 2);
      if (close < 0) return null;
      const negated = glob.charAt(i + 1) === "^";
      const inside = glob.slice(i + (negated ? 2 : 1), close);
      // Ranges keep their dash.
      source += `[${negated ? "^" : ""}${inside.replace(/[\\\]^[]/g, "\\$&")}]`;
      i = close;
    } else if (character === "\\") {
      i += 1;
      source += literally(glob.charAt(i));
    } else source += literally(character);
  }
  try {
    return new RegExp(`^${source}$`, "u");
  } catch {
    return null;
  }
}

/** Names that a module archive cannot hold, and version control. */
const BAD = new Set([".git", ".hg", ".bzr", ".svn", ".fossil", ""]);

/** Regular files below a directory, without those of nested modules. */
function filesBelow(sources: Sources, directory: string, all: boolean): string[] {
  const listing = sources.directory(directory);
  if (!listing) return [];
  const hidden = (name: string) => BAD.has(name) || (!all && /^[._]/.test(name));
  const files = listing.files
    .filter((name) => !hidden(name) && !listing.links.includes(name))
    .map((name) => join(directory, name));
  const below = listing.directories
    .filter((name) => !hidden(name))
    .map((name) => join(directory, name))
    .filter((path) => !sources.directory(path)?.files.includes("go.mod"))
    .flatMap((path) => filesBelow(sources, path, all));
  return [...files, ...below];
}

/** The part of a pattern before its first wildcard: `dist` of `all:dist/*.js`, "" of `*.js`. */
export function plainPrefix(pattern: string): string {
  const elements = pattern.replace(/^all:/, "").split("/");
  const wild = elements.findIndex((element) => /[*?[\\]/.test(element));
  return (wild < 0 ? elements : elements.slice(0, wild)).join("/");
}

/** Files that a pattern embeds from a package's directory; empty when Go would say "no matching files". */
export function embeddedFiles(sources: Sources, directory: string, pattern: string): string[] {
  const all = pattern.startsWith("all:");
  const elements = (all ? pattern.slice(4) : pattern).split("/");
  let matches = [directory];
  for (const [index, element] of elements.entries()) {
    const glob = elementPattern(element);
    if (!glob) return [];
    const last = index === elements.length - 1;
    matches = matches.flatMap((parent) => {
      const listing = sources.directory(parent);
      if (!listing) return [];
      const files = last ? listing.files.filter((name) => !listing.links.includes(name)) : [];
      return [...listing.directories, ...files]
        .filter((name) => glob.test(name))
        .map((name) => join(parent, name));
    });
  }
  return [
    ...new Set(
      matches.flatMap((path) => (sources.directory(path) ? filesBelow(sources, path, all) : [path])),
    ),
  ];
}
