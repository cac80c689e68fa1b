import type { GoImport } from "../../go-source/header.ts";

/** The names that a package of this path is likely to have; Go itself reads it in the package's clause. */
function likelyNames(path: string): string[] {
  const segments = path.split("/");
  let last = segments.at(-1) ?? path;
  if (/^v\d+$/.test(last) && segments.length > 1) last = segments.at(-2) ?? last;
  last = last.replace(/\.v\d+$/, "");
  // `go-micro.dev/v5`: the host alone is the name.
  if (last === segments[0] && segments.length > 1) last = last.replace(/\.\w+$/, "");
  const bare = last.replace(/^go[-.]/, "").replace(/[-.]go(lang)?$/, "");
  return [last, bare, last.replaceAll("-", ""), last.replaceAll("-", "_"), bare.replaceAll("-", "")];
}

/** Import path by the name in the file. `nameOf` knows the names of packages in reach. */
export function importNames(
  imports: readonly GoImport[],
  nameOf: (path: string) => string | null,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { path, name } of imports) {
    const known = name ?? nameOf(path);
    if (known !== null) names.set(known, path);
  }
  for (const { path, name } of imports) {
    if (name !== null || nameOf(path) !== null) continue;
    for (const likely of likelyNames(path)) if (!names.has(likely)) names.set(likely, path);
  }
  return names;
}
