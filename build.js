// Bundles src/ and its packages into dist/. Code splitting keeps what a run does
// not need (prompts, spinner, parsers) out of its start-up.
import { cpSync, rmSync } from "node:fs";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });
await build({
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
  keepNames: true,
  legalComments: "linked",
  // CommonJS packages inside the bundle call require() for Node's own modules.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  chunkNames: "chunks/[name]-[hash]",
});

// Of the Compose Specification's schema and of what follows Docker's own pattern matching.
cpSync("src/verify/compose/LICENSE", "dist/LICENSE-Apache-2.0");
