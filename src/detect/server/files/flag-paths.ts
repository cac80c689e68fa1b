/** Files and directories that flags name by default: who opens them may be a library whose code is not in sight. */
import type { Analysis } from "../flow/context.ts";
import { field } from "../flow/literals.ts";
import { place } from "../flow/program.ts";
import { flagArguments, TEXT_FLAGS } from "../settings/flag-calls.ts";
import type { OpenedPath } from "./opened-paths.ts";

/** A path of the working directory by the look of it: `config/api` may be a name of anything. */
const OWN_PATH = /^\.\/\w[\w./-]*$/;

/** `flag.String("api", "./config/api", "")`, and the same of urfave/cli. */
export function flagPaths({ program: { calls, composites } }: Analysis): readonly OpenedPath[] {
  const ofCalls = TEXT_FLAGS.flatMap((name) => calls.get(name) ?? []).map(({ call, scope }) => ({
    value: flagArguments(call)?.fallback,
    scope,
    at: call.at,
  }));
  const ofLiterals = ["StringFlag", "PathFlag"]
    .flatMap((type) => composites.get(type) ?? [])
    .map(({ composite, scope }) => ({ value: field(composite, "Value"), scope, at: composite.at }));
  return [...ofCalls, ...ofLiterals].flatMap(({ value, scope, at }) => {
    if (value?.kind !== "string" || !OWN_PATH.test(value.value)) return [];
    // A program that embeds the directory may need none on the disk.
    return [{ text: value.value, evidence: place(scope.file, at), unsure: true }];
  });
}
