// Bundles src/ and its packages into dist/. Code splitting keeps what a run does
// not need (prompts, spinner, parsers) out of its start-up.
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ["src/cli.ts"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  // jsonc-parser's UMD build calls a require() that no bundler sees through.
  mainFields: ["module", "main"],
  minify: true,
  legalComments: "none",
  metafile: true,
  // CommonJS packages inside the bundle call require() for Node's own modules.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  chunkNames: "chunks/[name]-[hash]",
});

// Of the Compose Specification's schema and of what follows Docker's own pattern matching.
cpSync("src/verify/compose/LICENSE", "dist/LICENSE-Apache-2.0");

// Their licences ask that the text goes with every copy.
const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) =>
  Object.keys(inputs).filter((input) => inputs[input].bytesInOutput > 0),
);
const packages = bundled.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []);
const licences = [...new Set(packages)].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(`${folder}/${file}`, "utf8").trim() : ""}\n`;
});
writeFileSync("dist/LICENSES.txt", licences.join(`\n${"-".repeat(80)}\n\n`));
