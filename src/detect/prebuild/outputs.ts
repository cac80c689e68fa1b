/** Where the scripts of a package.json write, by their options, the tool's configuration, or its default. */
import { join, leaves, normalize } from "../paths.ts";
import type { Sources } from "../sources.ts";
import type { NodePackage } from "./package-json.ts";
import { expandScript } from "./scripts.ts";

export interface ScriptOutput {
  readonly script: string;
  /** Directories or files, relative to the root. */
  readonly outputs: readonly string[];
}

interface Tool {
  readonly command: RegExp;
  /** Configuration files, and the key of the output in them. */
  readonly config: RegExp | null;
  readonly key: RegExp | null;
  readonly defaults: readonly string[];
}

/** Defaults as each tool documents them. */
const TOOLS: readonly Tool[] = [
  {
    command: /\bsvelte-kit\b/,
    config: /^svelte\.config\.[cm]?[jt]s$/,
    key: /\bpages\s*:/,
    defaults: ["build"],
  },
  {
    command: /\bvite(\s+build|\s*$|\s+-)/,
    config: /^vite\.config\.[cm]?[jt]s$/,
    key: /\boutDir\s*:/,
    defaults: ["dist"],
  },
  { command: /\brsbuild\b/, config: /^rsbuild\.config\.[cm]?[jt]s$/, key: /\broot\s*:/, defaults: ["dist"] },
  {
    command: /\bvue-cli-service\b/,
    config: /^vue\.config\.[cm]?js$/,
    key: /\boutputDir\s*:/,
    defaults: ["dist"],
  },
  {
    command: /\b(webpack|rspack)\b/,
    config: /^(webpack|rspack)\.(config|prod|common)[\w.]*\.[cm]?[jt]s$/,
    key: /\bpath\s*:/,
    defaults: ["dist"],
  },
  { command: /\b(react-scripts|craco|react-app-rewired)\b/, config: null, key: null, defaults: ["build"] },
  { command: /\bng\s+build\b/, config: /^angular\.json$/, key: /"outputPath"\s*:/, defaults: ["dist"] },
  { command: /\bnext\b/, config: /^next\.config\.[cm]?[jt]s$/, key: /\bdistDir\s*:/, defaults: ["out"] },
  {
    command: /\bnuxi?t?\s+(generate|build)\b/,
    config: null,
    key: null,
    defaults: [".output/public", "dist"],
  },
  { command: /\bastro\b/, config: /^astro\.config\.[cm]?[jt]s$/, key: /\boutDir\s*:/, defaults: ["dist"] },
  { command: /\bgatsby\b/, config: null, key: null, defaults: ["public"] },
  { command: /\bquasar\b/, config: null, key: null, defaults: ["dist/spa"] },
  { command: /\b(docusaurus)\b/, config: null, key: null, defaults: ["build"] },
  {
    // A script of the project's own that calls esbuild's functions.
    command: /\b(node|bun|tsx)\s+(\.\/)?((es)?build|esbuild\.config)\.[cm]?[jt]s\b/,
    config: /^((es)?build|esbuild\.config)\.[cm]?[jt]s$/,
    key: /\bout(dir|file)\s*:/,
    defaults: [],
  },
  {
    command: /\bparcel\s+build\b/,
    config: /^package\.json$/,
    key: /"distDir"\s*:/,
    defaults: ["dist"],
  },
  { command: /\b(umi|max|ember|farm)\s+build\b/, config: null, key: null, defaults: ["dist"] },
];

const OPTION =
  /(?:--out-?[dD]ir|--out-?file|--output(?:-path|-dir)?|--dest(?:ination)?|--dist-dir|-o|-d)(?:\s+|=)["']?([\w@./-]+)/g;

/** The path that an expression builds: `path.resolve(__dirname, "../dist")`, `'../dist'`, or a constant of the file. */
function pathOfExpression(text: string, expression: string): string | null {
  const literals = [...expression.matchAll(/["'`]([^"'`$]*)["'`]/g)].map(([, literal]) => literal ?? "");
  if (literals.length > 0) return literals.join("/");
  const name = /^\s*([A-Za-z_$][\w$]*)\s*[,\n}]/.exec(expression)?.[1];
  const value =
    name &&
    new RegExp(`\\b(?:const|let|var)\\s+${name.replace(/\$/g, "\\$")}\\s*=([^;\\n]*)`).exec(text)?.[1];
  return value ? pathOfExpression(text, value) : null;
}

function configured(sources: Sources, directory: string, tool: Tool): string | null {
  const { config, key } = tool;
  if (!config || !key) return null;
  for (const name of sources.directory(directory)?.files ?? []) {
    if (!config.test(name)) continue;
    const text = (sources.text(join(directory, name)) ?? "").replace(/^\s*\/\/.*$/gm, "");
    const at = key.exec(text);
    if (!at) continue;
    const expression = /^[^\n]*?(?:\([^)]*\)|[,\n}])/.exec(text.slice(at.index + at[0].length))?.[0] ?? "";
    const written = pathOfExpression(text, expression);
    if (written === null) continue;
    // Vite's outDir is relative to its root, unless it was made absolute.
    const root = /\broot\s*:\s*["'`]([^"'`]+)["'`]/.exec(text)?.[1];
    return /resolve|join|__dirname|import\.meta/.test(expression) || !root ? written : `${root}/${written}`;
  }
  return null;
}

/** What one script writes; empty when it could not be told. */
export function outputsOf(sources: Sources, found: NodePackage, script: string): ScriptOutput {
  const text = expandScript(found, script);
  const inside = (paths: readonly string[]) =>
    paths.map((path) => normalize(`${found.directory}/${path}`)).filter((path) => !leaves(path));
  const options = [...text.matchAll(OPTION)].map(([, path]) => path ?? "");
  const buildPath = /\bBUILD_PATH=["']?([\w./-]+)/.exec(text)?.[1];
  const explicit = inside([...options, ...(buildPath ? [buildPath] : [])]);
  if (explicit.length > 0) return { script, outputs: explicit };
  for (const tool of TOOLS) {
    if (!tool.command.test(text)) continue;
    const path = configured(sources, found.directory, tool);
    return { script, outputs: inside(path === null ? tool.defaults : [path]) };
  }
  return { script, outputs: [] };
}
