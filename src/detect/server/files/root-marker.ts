/** The file by which a program finds the root of its project: it climbs from its working directory until it sees it. */
import { posix } from "node:path";
import type { RuntimeFile } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";
import type { Analysis } from "../flow/context.ts";
import { isOff } from "../flow/guards.ts";
import { type CallSite, lastName, outermostFunction, place, type Scope } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import { someExpression } from "../flow/walk.ts";

const MARKER = "go.mod";

/** `filepath.Dir(dir)` in the same function. */
function climbs({ program }: Analysis, scope: Scope): boolean {
  const outer = outermostFunction(scope);
  return (program.calls.get("Dir") ?? []).some(
    ({ call, scope: where }) =>
      outermostFunction(where) === outer && /^path(\/filepath)?$/.test(packageOf(call.callee, where) ?? ""),
  );
}

/** `os.Stat(filepath.Join(dir, "go.mod"))`, or `os.ReadDir(dir)` beside a comparison with that name. */
function looksForMarker({ call, scope }: CallSite): boolean {
  const [path] = call.args;
  if (!path || packageOf(call.callee, scope) !== "os") return false;
  if (lastName(call.callee) === "ReadDir") return scope.file.text.includes(`"${MARKER}"`);
  return someExpression(path, (one) => one.kind === "string" && posix.basename(one.value) === MARKER);
}

/** Its go.mod, for the working directory of a program that climbs to one; null for every other program. */
export function rootMarker({ reach }: ServerInput, analysis: Analysis): RuntimeFile | null {
  const site = ["Stat", "ReadDir"]
    .flatMap((name) => analysis.program.calls.get(name) ?? [])
    .find(
      (one) => looksForMarker(one) && climbs(analysis, one.scope) && !isOff(analysis, one.guards, one.scope),
    );
  if (!site) return null;
  const source = posix.join(reach.module.directory, MARKER);
  return { source, destination: MARKER, evidence: place(site.scope.file, site.call.at) };
}
