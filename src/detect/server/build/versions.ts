/** String variables that the linker may set to the version and the commit. */
import type { Definition, Package, Program } from "../flow/program.ts";
import type { BuildLine } from "./scripts.ts";

export interface VersionVariables {
  readonly version: readonly string[];
  readonly commit: readonly string[];
}

const LINKED = /-X[\s=]+['"\\]*([^\s'"=\\]+?)\.([A-Za-z_]\w*)=\s*(['"\\]*(?:\$\([^)]*\)|[^\s'"])*)/g;
const COMMIT = /commit|sha\b|sha1|revision|githash|git_?hash|gitref|gitsha|^rev$|^hash$/i;
const OTHER =
  /date|time|branch|user|host|builder|go_?version|treestate|tree_state|platform|arch|dirty|state|name|author|year/i;
const VERSION = /version|^tag$|tag$|release/i;
/** Names that may be about something else beside a version. */
const WEAK = /^ver$|Ver$|[bB]uild_?[nN]um(ber)?$/;
const VERSION_NAMES =
  /^(version|Version|VERSION|appVersion|AppVersion|buildVersion|BuildVersion|gitVersion|GitVersion)$/;
const COMMIT_NAMES =
  /^(commit|Commit|COMMIT|gitCommit|GitCommit|commitHash|CommitHash|commitSHA|CommitSHA|gitSHA|GitSHA|gitSha|GitSha|revision|Revision|REVISION|gitHash|GitHash|gitRevision|GitRevision|buildCommit|BuildCommit|sha|SHA)$/;
const PACKAGES =
  /^(version|versions|buildinfo|build|info|meta|main|app|config|internal|cmd|cli|common|constants?|global|globals|release)$/;
/** What people write where the linker is to put the real value. */
const PLACEHOLDER =
  /^(|dev|devel|development|\(devel\)|unknown|unset|undefined|none|n\/a|na|local|latest|master|main|head|snapshot|dirty|untracked|unversioned|source|dev-build|devbuild|0\.0\.0\S*|v0\.0\.0\S*|v?0\.0|0|x\.x\.x|not[ _-]?set|not[ _-]?available|\?+|<\w+>)$/i;

/** `//go:embed version.txt` right above: the compiler gives the value, and the linker another one in vain. */
function isEmbedded({ scope, at }: Definition): boolean {
  return /^\/\/go:embed\s[^\n]*\n(\/\/[^\n]*\n|\s*\n)*(var\s+)?[^\n]*(?![\s\S])/m.test(
    scope.file.text.slice(Math.max(0, at - 400), at),
  );
}

/** Go's linker sets package-level strings whose declaration gives no value or a constant one. */
function settable(owner: Package, name: string): { readonly text: string } | null {
  const [definition] = owner.values.get(name) ?? [];
  if (!definition || owner.constants.has(name) || definition.scope.node !== null) return null;
  if (isEmbedded(definition)) return null;
  const { value, type } = definition;
  const isString = type === null || (type.kind === "name" && type.name === "string");
  if (!isString) return null;
  if (value === null) return type === null ? null : { text: "" };
  const constant =
    value.kind === "name" && owner.constants.has(value.name) ? owner.values.get(value.name) : null;
  const given = constant?.[0]?.value ?? value;
  return given.kind === "string" ? { text: given.value } : null;
}

/** Packages that a path of `-X` can mean; with a variable that is not known, those that end alike. */
function packagesFor(program: Program, path: string): Package[] {
  if (path === "main") return [program.main];
  const exact = program.packages.get(path);
  if (exact) return [exact];
  const rest =
    /^.*[})]\/?(.*)$/.exec(path)?.[1] ?? (path.startsWith("$") ? path.replace(/^\$\w+\/?/, "") : null);
  if (rest === null) return [];
  return [...program.packages.values()].filter(
    ({ importPath }) => rest !== "" && importPath.endsWith(`/${rest}`),
  );
}

function kindOf(name: string, value: string): "version" | "commit" | null {
  if (COMMIT.test(name)) return "commit";
  if (OTHER.test(name)) return null;
  if (VERSION.test(name) || WEAK.test(name)) return "version";
  if (/rev-parse|commit|sha\b/i.test(value)) return "commit";
  return /version|describe|\btag\b/i.test(value) ? "version" : null;
}

function qualified(program: Program, owner: Package, name: string): string {
  return `${owner === program.main ? "main" : owner.importPath}.${name}`;
}

/**
 * First what build files set with `-X` and is there to be set, else variables with a usual name and a placeholder.
 * @param external packages of other modules that the program imports: what the build sets there is taken at its word
 */
export function findVersionVariables(
  program: Program,
  lines: readonly BuildLine[],
  external: ReadonlyMap<string, unknown>,
): VersionVariables {
  const found = { version: new Set<string>(), commit: new Set<string>() };
  for (const { text } of lines) {
    if (!text.includes("-X")) continue;
    for (const [, path = "", name = "", value = ""] of text.matchAll(LINKED)) {
      const kind = kindOf(name, value);
      const owners = packagesFor(program, path).filter((owner) => settable(owner, name) !== null);
      const [owner] = owners;
      if (kind && owner && owners.length === 1) found[kind].add(qualified(program, owner, name));
      else if (kind && external.has(path)) found[kind].add(`${path}.${name}`);
    }
  }
  for (const owner of program.packages.values()) {
    if (owner !== program.main && !PACKAGES.test(owner.name)) continue;
    for (const name of owner.values.keys()) {
      const kind = VERSION_NAMES.test(name) ? "version" : COMMIT_NAMES.test(name) ? "commit" : null;
      if (!kind || found[kind].size > 0) continue;
      const value = settable(owner, name);
      if (value && PLACEHOLDER.test(value.text)) found[kind].add(qualified(program, owner, name));
    }
  }
  const isWeak = (name: string) => WEAK.test(name.slice(name.lastIndexOf(".") + 1));
  return {
    version: [...found.version].sort((a, b) => Number(isWeak(a)) - Number(isWeak(b))),
    commit: [...found.commit],
  };
}
