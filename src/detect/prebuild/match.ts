/** Which script of which package.json makes a path. */
import type { Layout } from "../layout.ts";
import { ancestors, basename, dirname, isWithin, join, relativeTo } from "../paths.ts";
import { everyFileBelow, type Sources } from "../sources.ts";
import { bringsTo } from "./brought.ts";
import {
  copies,
  copiesOther,
  fromRoot,
  type GenerateLine,
  ownLines,
  type SeenCommand,
  spreads,
} from "./commands.ts";
import { isGitIgnored } from "./gitignore.ts";
import { outputsOf, type ScriptOutput } from "./outputs.ts";
import { type NodePackage, readNodePackage } from "./package-json.ts";
import { restOfRecipe } from "./recipe.ts";
import { isAbout, type ScriptCall } from "./script-calls.ts";
import { buildScripts, expandScript, isAboutDocs } from "./scripts.ts";

/** A package.json with what its scripts write, and the calls of them. */
export interface NodeBuild {
  readonly found: NodePackage;
  readonly scripts: readonly ScriptOutput[];
  readonly calls: readonly ScriptCall[];
  /** Lines that may bring what the scripts make to where it is embedded. */
  readonly lines: readonly SeenCommand[];
}

/** Whether the scripts do no more than go to another package.json: `cd web && yarn install && yarn build`. */
function leadsElsewhere(sources: Sources, { found, scripts }: NodeBuild): boolean {
  return (
    scripts.length > 0 &&
    scripts.every(({ script }) => {
      const inner = /(?:^|[\s;&|])cd\s+["']?([\w./-]+)/.exec(expandScript(found, script))?.[1];
      return (
        inner !== undefined && sources.directory(join(found.directory, inner))?.files.includes("package.json")
      );
    })
  );
}

/** Every package.json of the repository that has scripts, those that leave it to another one last. */
export function nodeBuilds(
  layout: Layout,
  calls: readonly ScriptCall[],
  generated: readonly GenerateLine[],
): NodeBuild[] {
  const { sources, evidenceFiles } = layout;
  const lines = [...generated.map(fromRoot), ...ownLines(layout)];
  const builds = evidenceFiles.flatMap((path) => {
    const found = basename(path) === "package.json" ? readNodePackage(sources, path) : null;
    if (!found) return [];
    const own = calls.filter((call) => isAbout(call, found));
    const scripts = buildScripts(found, own).map((script) => outputsOf(sources, found, script));
    return [{ found, scripts, calls: own, lines }];
  });
  const last = new Set(builds.filter((build) => leadsElsewhere(sources, build)));
  return [...builds.filter((build) => !last.has(build)), ...last];
}

/** A path that is embedded or read and that another tool has to make. */
export interface Target {
  readonly path: string;
  /** What was committed satisfies the pattern without it: a placeholder, or icons that lie there as well. */
  readonly placeholder: boolean;
  /** Directory of the Go package that embeds it; null where it is read. */
  readonly owner: string | null;
  /** It is that directory itself, of which only what says so writes to it is known to make a part. */
  readonly beside?: boolean;
}

export interface Match {
  readonly found: NodePackage;
  readonly script: string;
  /** What the script itself makes. */
  readonly made: string;
  /** Directory outside the package that is there when its author runs the script. */
  readonly prepare: string | null;
  /** Shell command after the script that brings its output to where it is embedded. */
  readonly copy: string | null;
  readonly outputs: readonly string[];
}

/** Files that keep a directory in git, or a pattern matched. */
const STAND_IN = /^(\.|README|placeholder|empty)/i;
const ICON = /^(favicon|icon|logo)\b.*\.(ico|png|svg)$/i;

/** The names of the files in a directory that holds nothing but stand-ins; null for any other. */
export function standIns(sources: Sources, directory: string): readonly string[] | null {
  const names = everyFileBelow(sources, directory).map(basename);
  return names.length > 0 && names.every((name) => STAND_IN.test(name)) ? names : null;
}

/** A built page has scripts or styles; what only holds a page and a note is there to make the pattern match. */
export function isPlaceholder(sources: Sources, directory: string): boolean {
  const names = everyFileBelow(sources, directory).map(basename);
  const real = names.filter((name) => !STAND_IN.test(name) && !ICON.test(name));
  return names.length > 0 && real.length <= 1 && !real.some((name) => SCRIPT_OR_STYLE.test(name));
}

const SCRIPT_OR_STYLE = /\.(m?js|css)$/;

/**
 * Whether a whole build was committed, with its scripts or styles: what git might leave out inside it does not have
 * to be made.
 */
function isCommitted(sources: Sources, output: string): boolean {
  const files = everyFileBelow(sources, output);
  return (
    files.some((path) => SCRIPT_OR_STYLE.test(path)) &&
    !isGitIgnored(sources, output) &&
    !isPlaceholder(sources, output)
  );
}

/** Files that were put below the outputs on purpose; a page that stands in for the one that is made is none. */
export function committedWithin(sources: Sources, outputs: readonly string[]): readonly string[] {
  return outputs.flatMap((output) =>
    everyFileBelow(sources, output).filter(
      (path) =>
        /^[\w./@+-]+$/.test(path) &&
        path !== `${output}/index.html` &&
        !STAND_IN.test(basename(path)) &&
        !isGitIgnored(sources, path),
    ),
  );
}

/** One of the files that a path which is made as well holds on purpose, so that the step starts from them. */
export function startsFrom(sources: Sources, path: string): readonly string[] {
  const isFile = sources.directory(dirname(path))?.files.includes(basename(path)) ?? false;
  const files = isFile ? [path] : everyFileBelow(sources, path);
  const first = files.find((one) => !STAND_IN.test(basename(one)) && !isGitIgnored(sources, one));
  return first === undefined ? [] : [first];
}

/** A placeholder is filled by what is made inside it only where git leaves that out. */
function covers(sources: Sources, output: string, { path, placeholder }: Target): boolean {
  if (isWithin(path, output)) return path === output || !placeholder || !isCommitted(sources, output);
  return isWithin(output, path) && (!placeholder || isGitIgnored(sources, output));
}

/** Whether the code that embeds it lies in what the tool writes to, which so is not all made: `outDir: ""`. */
function isAmongCode(output: string, { path, owner }: Target): boolean {
  return owner !== null && path !== output && isWithin(owner, output);
}

/** `dist/app.js`, where the whole of `dist` has to be made: the styles beside it are made too, by whatever option. */
function isOneOfSeveral(sources: Sources, output: string, { path }: Target): boolean {
  return output !== path && isWithin(output, path) && /\.\w+$/.test(output) && !sources.directory(path);
}

/** A directory name that build tools give to what they make. */
export const MADE = /^(dist|build|out|public|www|static|assets|bundle|generated)$/;

/** The first script that makes the path, or whose output a build file brings there. */
export function matchPackage(
  layout: Layout,
  { found, scripts, calls, lines }: NodeBuild,
  target: Target,
): Match | null {
  const { sources } = layout;
  for (const { script, outputs } of scripts) {
    const all = outputs.filter((path) => covers(sources, path, target));
    // What lies inside another one comes with it.
    const covering = all.filter((path) => !all.some((other) => other !== path && isWithin(path, other)));
    const [made] = covering;
    if (made === undefined) continue;
    const narrow = covering.map((path) =>
      isAmongCode(path, target) || isOneOfSeveral(sources, path, target) ? target.path : path,
    );
    return { found, script, prepare: null, copy: null, made, outputs: [...new Set(narrow)] };
  }
  if (target.beside) return null;
  const brings = scripts.find(({ script }) => bringsTo(sources, found, script, target.path));
  if (brings) return itself(sources, found, brings.script, target.path);
  const isOther = (path: string) =>
    sources.directory(dirname(path))?.files.includes("package.json") === true &&
    dirname(path) !== found.directory;
  // Then a line that only has a directory of that name, `COPY --from=web /web/dist dist`, is about that package too.
  const isOfOther = lines.some(({ text }) => copiesOther(text, target.path, isOther));
  const isForeign = isOfOther ? () => true : isOther;
  for (const { script, outputs } of scripts) {
    for (const output of outputs) {
      const exact = lines.filter(({ text }) => copies(text, output, target.path, isForeign));
      const among = exact.length > 0 ? null : besideCode(target);
      const bringing =
        among === null ? exact : lines.filter(({ text }) => spreads(text, output, among, isForeign));
      if (bringing.length === 0) continue;
      const rest = bringing
        .map((line) => restOfRecipe(sources, line, found, script))
        .find((one) => one !== null);
      const from = relativeToDirectory(output, found.directory);
      const to = relativeToDirectory(among ?? target.path, found.directory);
      const copy = rest ? `mkdir -p ${dirname(to)} && ${rest}` : `mkdir -p ${to} && cp -R ${from}/. ${to}/`;
      return { found, script, prepare: null, copy, made: output, outputs: [target.path] };
    }
  }
  const generates = calls.find(({ owner }) => owner !== null && owner === target.owner);
  if (generates && scripts.some(({ script }) => script === generates.script))
    return itself(sources, found, generates.script, target.path);
  const guess = scripts.find(({ script, outputs }) => outputs.length === 0 && !isAboutDocs(script));
  const inside = isWithin(target.path, found.directory) && MADE.test(basename(target.path));
  return guess && inside && !target.placeholder ? itself(sources, found, guess.script, target.path) : null;
}

/** The package's directory, where what it embeds lies right beside its code. */
function besideCode({ path, owner }: Target): string | null {
  return owner !== null && owner !== "." && dirname(path) === owner ? owner : null;
}

/** A script that writes to the path by itself. */
function itself(sources: Sources, found: NodePackage, script: string, path: string): Match {
  const above = ancestors(path).find((directory) => sources.directory(directory) !== null) ?? ".";
  const isOutside = !isWithin(path, found.directory) && !isWithin(found.directory, above);
  const prepare = isOutside ? relativeToDirectory(above, found.directory) : null;
  return { found, script, prepare, copy: null, made: path, outputs: [path] };
}

/** `../x/dist` for `x/dist` seen from `web`. */
function relativeToDirectory(path: string, from: string): string {
  if (isWithin(path, from)) return relativeTo(path, from);
  return `../${relativeToDirectory(path, dirname(from))}`;
}
