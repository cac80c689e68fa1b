/** Where the scripts of a package.json write, by their options, the tool's configuration, or its default. */
import { dirname, leaves, normalize, relativeTo } from "../paths.ts";
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
  /** The key stands once for each of several outputs. */
  readonly several?: true;
  /** What one of the configuration files has to speak of. */
  readonly speaksOf?: RegExp;
}

/** The word after it names a package or a directory: `bun --filter next build`. */
const NAMING = "(?:--filter|-F|--workspace|-w|--prefix|--cwd|-C|--dir|workspace|cd)\\s+";

/**
 * A tool as a word of a command: `next`, `node_modules/.bin/next`, `npx next@14`; not `my-next-app`,
 * `build:next`, `next.config.js` or `./next`.
 * @param rest expression of what has to follow
 */
const program = (names: string, rest = ""): RegExp =>
  new RegExp(
    `(?<![^\\s"'(;&|])(?<!${NAMING})(?:\\S*/\\.?bin/)?(?:${names})(?:\\.[cm]?js)?(?![\\w./:-])${rest}`,
  );

const VITE = program("vite|vp", "(?:\\s+build|\\s*$|\\s+-)");

/** Defaults as each tool documents them. */
const TOOLS: readonly Tool[] = [
  {
    command: program("svelte-kit"),
    config: /^svelte\.config\.[cm]?[jt]s$/,
    key: /\bpages\s*:/,
    defaults: ["build"],
  },
  {
    // SvelteKit builds by Vite; where its pages go, the adapter says.
    command: VITE,
    config: /^(svelte|vite)\.config\.[cm]?[jt]s$/,
    key: /\bpages\s*:/,
    defaults: ["build"],
    speaksOf: /@sveltejs\/adapter-static/,
  },
  {
    command: VITE,
    config: /^vite\.config\.[cm]?[jt]s$/,
    key: /\boutDir\s*:/,
    defaults: ["dist"],
  },
  {
    command: program("rsbuild"),
    config: /^rsbuild\.config\.[cm]?[jt]s$/,
    key: /\broot\s*:/,
    defaults: ["dist"],
  },
  {
    command: program("vue-cli-service"),
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
  {
    command: program("react-scripts(?:-ts)?|craco|react-app-rewired"),
    config: null,
    key: null,
    defaults: ["build"],
  },
  {
    command: program("ng", "\\s+build\\b"),
    config: /^angular\.json$/,
    key: /"outputPath"\s*:/,
    defaults: ["dist"],
  },
  { command: program("next"), config: /^next\.config\.[cm]?[jt]s$/, key: /\bdistDir\s*:/, defaults: ["out"] },
  {
    command: program("nuxi?t?", "\\s+(?:generate|build)\\b"),
    config: null,
    key: null,
    defaults: [".output/public", "dist"],
  },
  {
    command: program("astro"),
    config: /^astro\.config\.[cm]?[jt]s$/,
    key: /\boutDir\s*:/,
    defaults: ["dist"],
  },
  { command: program("gatsby"), config: null, key: null, defaults: ["public"] },
  { command: program("quasar"), config: null, key: null, defaults: ["dist/spa"] },
  { command: program("docusaurus"), config: null, key: null, defaults: ["build"] },
  {
    // A script of the project's own that calls esbuild's functions.
    command: /\b(node|bun|tsx)\s+(\.\/)?((es)?build|esbuild\.config)\.[cm]?[jt]s\b/,
    config: /^((es)?build|esbuild\.config)\.[cm]?[jt]s$/,
    key: /\bout(dir|file)\s*:/,
    defaults: [],
  },
  {
    command: program("parcel", "\\s+build\\b"),
    config: /^package\.json$/,
    key: /"distDir"\s*:/,
    defaults: ["dist"],
    several: true,
  },
  // Of pages without a server, `ssr: false`; the other half would need Node.js to run.
  {
    command: program("react-router(?=\\s+build\\b)|remix(?=\\s+vite:build\\b)"),
    config: null,
    key: null,
    defaults: ["build/client"],
  },
  { command: program("umi|max|ember|farm", "\\s+build\\b"), config: null, key: null, defaults: ["dist"] },
];

/** The option that tells a bundler or a compiler of styles what to write. */
export const OUTPUT =
  /(?:--out-?[dD]ir|--out-?file|--output(?:-path|-dir)?|--dest(?:ination)?|--dist-dir|-o|-d)(?:\s+|=)["']?([\w@./-]+)/g;

/** The path that an expression builds: `path.resolve(__dirname, "../dist")`, `'../dist'`, or a constant of the file. */
function pathOfExpression(text: string, expression: string): string | null {
  // `process.env["OUT"] ?? "../dist"`: nobody sets it in the image.
  const unset = expression.split(/\?\?|\|\|/).at(-1) ?? "";
  const literals = [...unset.matchAll(/["'`]([^"'`$]*)["'`]/g)].map(([, literal]) => literal ?? "");
  if (literals.length > 0) return literals.join("/");
  const name = /^\s*([A-Za-z_$][\w$]*)\s*[,\n}]/.exec(unset)?.[1];
  const value =
    name &&
    new RegExp(`\\b(?:const|let|var)\\s+${name.replace(/\$/g, "\\$")}\\s*=([^;\\n]*)`).exec(text)?.[1];
  return value ? pathOfExpression(text, value) : null;
}

/** A file that an option of the script names: `webpack --config webpack.prod.js`. */
const CONFIG_OPTION = /\s(?:--config|-c)(?:\s+|=)["']?([\w@./-]+\.[cm]?[jt]s)/;

/** Configuration files of the tool, the one that the script names first. */
function configFiles(sources: Sources, directory: string, config: RegExp, text: string): string[] {
  const named = CONFIG_OPTION.exec(text)?.[1];
  const usual = (sources.directory(directory)?.files ?? []).filter((name) => config.test(name));
  return [...new Set([...(named ? [named] : []), ...usual])].map((name) => normalize(`${directory}/${name}`));
}

/** What the first file that says it gives as the output; several where it has several. */
function configured(sources: Sources, directory: string, tool: Tool, script: string): readonly string[] {
  const { config, key } = tool;
  if (!config || !key) return [];
  for (const file of configFiles(sources, directory, config, script)) {
    const text = (sources.text(file) ?? "")
      .replace(/^\s*\/\/.*$/gm, "")
      // `{ outDir, emptyOutDir: true }` takes the constant of that name.
      .replace(/\b(outDir|outputDir|distDir)(?=\s*[,}])/g, "$1: $1");
    // Vite's outDir is relative to its root, unless it was made absolute.
    const root = /\broot\s*:\s*["'`]([^"'`]+)["'`]/.exec(text)?.[1];
    const keys = [...text.matchAll(new RegExp(key, "g"))];
    const written = keys.slice(0, tool.several ? keys.length : 1).flatMap((at) => {
      const expression = /^[^\n]*?(?:\([^)]*\)|[,\n}])/.exec(text.slice(at.index + at[0].length))?.[0] ?? "";
      const path = pathOfExpression(text, expression);
      if (path === null) return [];
      const isAbsolute = /resolve|join|__dirname|import\.meta/.test(expression);
      if (!isAbsolute && root) return [`${root}/${path}`];
      return /__dirname|import\.meta/.test(expression)
        ? [`${relativeTo(dirname(file), directory)}/${path}`]
        : [path];
    });
    if (written.length > 0) return written;
  }
  return [];
}

/** Whether the package's configuration speaks of the tool, where its command is another one's as well. */
function isUsed(sources: Sources, directory: string, { config, speaksOf }: Tool): boolean {
  if (!config || !speaksOf) return true;
  return configFiles(sources, directory, config, "").some((file) => speaksOf.test(sources.text(file) ?? ""));
}

/** What one script writes; empty when it could not be told. */
export function outputsOf(sources: Sources, found: NodePackage, script: string): ScriptOutput {
  const text = expandScript(found, script);
  const inside = (paths: readonly string[]) =>
    paths.map((path) => normalize(`${found.directory}/${path}`)).filter((path) => !leaves(path));
  const said = (command: string) => [...command.matchAll(OUTPUT)].map(([, path]) => path ?? "");
  const buildPath = /\bBUILD_PATH=["']?([\w./-]+)/.exec(text)?.[1];
  const options = [...said(text), ...(buildPath ? [buildPath] : [])];
  // What one command says by an option, another of the same script may say in its configuration.
  const commands = text.split(/&&|;/).filter((command) => options.length === 0 || said(command).length === 0);
  for (const tool of TOOLS) {
    const own = options.length === 0 ? text : commands.find((command) => tool.command.test(command));
    if (own === undefined || !tool.command.test(own) || !isUsed(sources, found.directory, tool)) continue;
    const written = configured(sources, found.directory, tool, own);
    if (options.length > 0) return { script, outputs: [...new Set(inside([...options, ...written]))] };
    return { script, outputs: inside(written.length > 0 ? written : tool.defaults) };
  }
  return { script, outputs: inside(options) };
}
