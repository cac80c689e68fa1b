/** What runs by itself when packages are installed. */
import { basename, dirname, leaves, normalize } from "../paths.ts";
import type { Sources } from "../sources.ts";
import type { NodePackage } from "./package-json.ts";
import { expandScript } from "./scripts.ts";

const HOOKS = ["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare"];

const CALLS = /(^|\s)(node|tsx|ts-node|sh|bash|bun|deno)\s+(run\s+)?[\w./-]+\.\w+|(^|[\s;&])\.\//;

/** Whether a script of the installation calls a file of the sources, or names one: `bin/update.sh`. */
export function installCallsSources(
  sources: Sources,
  found: Pick<NodePackage, "directory" | "scripts">,
): boolean {
  const isFile = (word: string) => {
    const path = normalize(`${found.directory}/${word}`);
    const names = leaves(path) ? [] : (sources.directory(dirname(path))?.files ?? []);
    return word !== "package.json" && names.includes(basename(path));
  };
  return HOOKS.some((hook) => {
    const text = expandScript(found, hook);
    return CALLS.test(text) || text.split(/[\s"'`=;&|()]+/).some((word) => word !== "" && isFile(word));
  });
}
