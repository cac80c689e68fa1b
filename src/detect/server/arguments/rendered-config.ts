/** Configuration that another program renders before the service reads it, as gomplate does behind an entrypoint. */
import { posix } from "node:path";
import type { Warning } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";
import { EXAMPLE } from "../settings/config-files.ts";

/** Packages with which a program renders templates itself. */
const RENDERERS = /^(text\/template|github\.com\/hairyhenderson\/gomplate(\/.*)?)$/;

/** A line of control, or a value without quotes, where the format has none: texts hold templates of their own. */
const UNRENDERED = /^\s*\{\{|^[^"'#\n]*[:=]\s*\{\{/m;

/** `"port": web_port,`: a word that a script at the start replaces, where JSON has none. */
const TO_REPLACE = /^\s*"[^"]*"\s*:\s*(?!(?:true|false|null)\b)[A-Za-z_]\w*\s*,?\s*$/m;

function isTemplate({ files, repository }: ServerInput, path: string): boolean {
  const text = files.readText(posix.join(repository.root, path)) ?? "";
  return UNRENDERED.test(text) || (path.endsWith(".json") && TO_REPLACE.test(text));
}

/** `config.dev.yaml` of `config.docker.yaml`: what the two have in common before the first dot, and the format. */
function siblings({ files, repository }: ServerInput, path: string): readonly string[] {
  const directory = posix.dirname(path);
  const [stem = ""] = posix.basename(path).split(".");
  return (files.readDirectory(posix.join(repository.root, directory)) ?? [])
    .filter(({ name, kind }) => kind === "file" && name.startsWith(`${stem}.`) && !EXAMPLE.test(name))
    .map(({ name }) => posix.join(directory, name))
    .filter((other) => other !== path && posix.extname(other) === posix.extname(path));
}

/**
 * What an image without the renderer starts with in place of a template: the only plain file beside it.
 * @param path of a configuration file, relative to the directory that the command was given
 * @returns null where the file is no template, or the service renders it itself
 */
export function insteadOfTemplate(
  input: ServerInput,
  path: string,
): { readonly plain: string | null; readonly warning: Warning } | null {
  const own = input.reach.packages.flatMap(({ files }) => files.flatMap(({ imports }) => imports));
  if (own.some((one) => RENDERERS.test(one.path)) || !isTemplate(input, path)) return null;
  const plain = siblings(input, path).filter((other) => !isTemplate(input, other));
  const only = plain.length === 1 ? (plain[0] ?? null) : null;
  const remedy =
    only === null ? "mount a rendered one over it" : `the image starts with ${only}, or mount a rendered one`;
  return {
    plain: only,
    warning: {
      code: "config-template",
      message: `${path} is a template, which the service does not render: ${remedy}`,
      evidence: `${path}:1`,
      blocksBuild: false,
    },
  };
}
