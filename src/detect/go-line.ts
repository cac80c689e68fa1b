/**
 * Modules that name a newer Go than go.mod does: `go build` refuses until somebody raises the line, which older
 * releases of Go did not ask for.
 */
import type { Evidence } from "../types/project.ts";
import type { GoBuildContext } from "./build-context.ts";
import { isOlder } from "./cgo/version.ts";

/** The first release of each whose go.mod names Go 1.23, as the module proxy has them. */
const SINCE: Readonly<Record<string, string>> = {
  "golang.org/x/crypto": "v0.34.0",
  "golang.org/x/net": "v0.36.0",
  "golang.org/x/sync": "v0.12.0",
  "golang.org/x/sys": "v0.31.0",
  "golang.org/x/term": "v0.30.0",
  "golang.org/x/text": "v0.23.0",
};

export function needingNewerGo({
  module,
  requires,
  replaced,
  workspace,
}: GoBuildContext): readonly { readonly what: string; readonly evidence: Evidence }[] {
  const version = module.mod.goVersion;
  // In a workspace it is go.work that names the Go which counts.
  if (version === null || workspace !== null || !isOlder(`${version}.0`, "1.23.0")) return [];
  return requires.flatMap((one) => {
    const since = Object.hasOwn(SINCE, one.path) ? SINCE[one.path] : undefined;
    if (since === undefined || replaced.has(one.path) || isOlder(one.version, since)) return [];
    return [{ what: `${one.path} ${one.version}`, evidence: `${one.file}:${one.line}` }];
  });
}
