/** Which scripts of a package.json may make files, the likely ones first. */
import type { NodePackage } from "./package-json.ts";
import type { ScriptCall } from "./script-calls.ts";

type Scripts = Pick<NodePackage, "scripts">;

/** The scripts that a word of a command line names: `build`, `build:*`. */
function namedBy(found: Scripts, word: string): string[] {
  if (!word.endsWith("*")) return Object.hasOwn(found.scripts, word) ? [word] : [];
  const prefix = word.replace(/\*+$/, "");
  return Object.keys(found.scripts).filter((name) => name.startsWith(prefix));
}

/** A script with the scripts that it runs put in their places. */
export function expandScript(found: Scripts, script: string, depth = 0): string {
  const text = found.scripts[script] ?? "";
  if (depth > 4) return text;
  const called = [
    ...text.matchAll(
      /\b(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?([\w:*-]+)|\b(?:run-[sp]|npm-run-all)\s+([^&|;]+)/g,
    ),
  ];
  const names = called.flatMap(([, one, several]) => (several ?? one ?? "").split(/[\s"'\\{}]+/));
  const below = names.flatMap((name) => namedBy(found, name)).filter((name) => name !== script);
  return [text, ...below.map((name) => expandScript(found, name, depth + 1))].join(" && ");
}

/** What slim images of Node.js leave out. */
const COMPILERS = /(^|[;&|("'])\s*(\w+=\S+\s+)*(make|cmake|python[23]?|gcc|g\+\+)\s/;
/** Scripts of its own that a package manager runs when it installs. */
const INSTALLS = ["preinstall", "install", "postinstall", "prepare"];

/** Whether one of the scripts, or what installing runs, calls make and the like. */
export function runsCompilers(found: Scripts, scripts: readonly string[]): boolean {
  return [...INSTALLS, ...scripts.flatMap((one) => [`pre${one}`, one, `post${one}`])].some((name) =>
    COMPILERS.test(`${expandScript(found, name)} `),
  );
}

const NAMES = [
  "build",
  "build:prod",
  "build:production",
  "production",
  "prod",
  "release",
  "export",
  "generate",
  "dist",
  "bundle",
  "compile",
];

const BUNDLES =
  /\b(webpack|rspack|esbuild|rollup|browserify)\b|\b(vite|vp|parcel|next|ng|vue-cli-service|react-scripts|craco|react-app-rewired|rsbuild|astro|gatsby|quasar|svelte-kit|umi|max|ember|farm|docusaurus)\s+build\b|\bnuxi?t?\s+(build|generate)\b/;
const SERVES = /\b(serve|dev-server|start|preview|analyze)\b|--serve\b/;

/** Programs that look at sources, put them right, or tidy up. */
const CHECKS =
  /^(prettier|eslint|stylelint|tslint|biome|oxlint|dprint|standard|xo|gts|jest|vitest|mocha|ava|karma|cypress|playwright|nyc|c8|svelte-check|depcheck|ncu|npm-check-updates|husky|lint-staged|sort-package-json|rimraf|rm|del-cli|mkdir|echo|export|cd|exit|true)$/;
/** Servers that a developer leaves running: an image that waits for one is never built. */
const STAYS =
  /^(\S*\/)?((vue-cli-service|webpack|rspack|ng|parcel|vite|vp|astro|umi|max|rsbuild|quasar|nuxi?t?|next|gatsby|react-scripts|craco|react-app-rewired)\s+(serve|server|dev|develop|start|preview)\b|webpack-dev-server\b|nodemon\b|vite$)/;
const MANAGERS = /^(npm|pnpm|yarn|bun)$/;
const RUNNERS = /^(npx|bunx|pnpx|exec|dlx|cross-env|env-cmd|dotenv|--|\w+=\S*)$/;

/** A command that leaves nothing behind for a program: `prettier --write src`, `npm run lint`, `vite dev`. */
function isErrand(found: NodePackage, command: string): boolean {
  const words = command.split(/\s+/).filter((word) => word !== "" && !RUNNERS.test(word));
  const isManager = MANAGERS.test(words[0] ?? "");
  const [first = ""] = isManager ? words.slice(words[1] === "run" ? 2 : 1) : words;
  // What it calls stands beside it.
  if (isManager && (namedBy(found, first).length > 0 || /^(ci|i|install|add|audit)$/.test(first)))
    return true;
  return (
    /^(|run-[sp]|npm-run-all)$/.test(first) ||
    CHECKS.test(first.replace(/^.*\//, "")) ||
    STAYS.test(words.join(" ")) ||
    /\s--(fix|write|check|noEmit|watch)\b/.test(command)
  );
}

const makesFiles = (found: NodePackage, text: string): boolean =>
  text.split(/&&|\|\||[;&|]/).some((one) => !isErrand(found, one));

/** Whether a script may make files that others need, by its name and its commands. */
export const mayBuild = (found: NodePackage, name: string): boolean =>
  !/dev|watch|test|coverage|lint|storybook/.test(name) && makesFiles(found, expandScript(found, name));

/** Whether a script makes pages about the project, such as `docs:build`, by its name. */
export const isAboutDocs = (script: string): boolean => /(^|[:_-])docs?([:_-]|$)/.test(script);

/**
 * Scripts that may make files: what the repository's own build runs, then by their names, then by
 * the bundler that they start.
 * @param calls of scripts of this package.json
 */
export function buildScripts(found: NodePackage, calls: readonly ScriptCall[]): string[] {
  const called = calls.map(({ script }) => script);
  const ranked = Object.keys(found.scripts).flatMap((name, index) => {
    const text = expandScript(found, name);
    if (!mayBuild(found, name)) return [];
    const call = called.indexOf(name);
    const usual = NAMES.indexOf(name);
    const bundles = BUNDLES.test(text) && !SERVES.test(text);
    if (call < 0 && usual < 0 && !bundles && !/build|css|js|assets|release/.test(name)) return [];
    const kind = usual >= 0 ? usual : NAMES.length + (bundles ? 0 : 1);
    return [{ name, index, rank: [Number(isAboutDocs(name)), call < 0 ? called.length : call, kind, index] }];
  });
  return ranked.sort((a, b) => compare(a.rank, b.rank)).map(({ name }) => name);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((one, index) => one !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
