/**
 * Packages that cannot say how the service runs: they and all that they import
 * calculate, and neither listen nor open files nor read settings. They are read
 * only when other code leads there, so that a large repository costs little.
 */
import { isStandard } from "../../standard-library.ts";

/** Of the standard library (`go list std`), what touches neither network, files, flags, environment nor processes. */
const CALCULATES =
  /^(bufio|bytes|cmp|errors|fmt|html|io|iter|log|maps|math|path|reflect|regexp|slices|sort|strconv|strings|sync|time|unicode|unique|unsafe|(container|encoding|hash|index|math|regexp|sync|text|unicode)\/(?!template).*|compress\/.*|context|crypto(\/(?!tls|x509).*)?|database\/sql(\/driver)?|log\/slog|net\/(url|netip|textproto)|image(\/.*)?)$/;

/** Names under which fields and constants decide on the service, wherever they are declared. */
const SPEAKS =
  /Port\b|Addr|Listen|Host\b|Bind|Health|Config|Setting|Option|Flag|Environ|(?:env|envconfig|default|mapstructure|koanf|yaml|toml|ini|hcl|flag|arg|cli):"/;

interface Candidate {
  readonly importPath: string;
  readonly files: readonly {
    readonly text: string;
    readonly imports: readonly { readonly path: string }[];
    readonly cgoOnly: boolean;
  }[];
}

/** Import paths of the packages that are silent, out of all packages in reach. */
export function silentPackages(packages: readonly Candidate[]): ReadonlySet<string> {
  const local = new Set(packages.map(({ importPath }) => importPath));
  const importers = new Map<string, string[]>();
  const loud: string[] = [];
  for (const { importPath, files } of packages) {
    const imports = new Set(files.flatMap((file) => file.imports.map(({ path }) => path)));
    let calculates = !files.some(({ cgoOnly }) => cgoOnly);
    for (const path of imports) {
      if (local.has(path)) {
        const known = importers.get(path);
        if (known) known.push(importPath);
        else importers.set(path, [importPath]);
      } else if (!isStandard(path) || !CALCULATES.test(path)) calculates = false;
    }
    if (!calculates) loud.push(importPath);
  }
  const silent = new Set(local);
  for (const importPath of loud) {
    if (!silent.delete(importPath)) continue;
    loud.push(...(importers.get(importPath) ?? []));
  }
  for (const { importPath, files } of packages) {
    if (silent.has(importPath) && files.some(({ text }) => SPEAKS.test(text))) silent.delete(importPath);
  }
  return silent;
}
