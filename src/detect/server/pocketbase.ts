/**
 * PocketBase is a whole server as a library (https://pocketbase.io/docs/go-overview):
 * a program that makes one takes its commands, address, routes and data directory.
 */
import type { Analysis } from "./flow/context.ts";
import { valueIn } from "./flow/evaluate.ts";
import { isOff } from "./flow/guards.ts";
import { type CallSite, lastName, place } from "./flow/program.ts";
import { packageOf } from "./flow/types.ts";
import { known, type Value } from "./flow/value.ts";

interface PocketBase {
  readonly site: CallSite;
  readonly evidence: string;
}

/** Where the program makes its server; null where it makes none. */
export function pocketbaseOf(analysis: Analysis): PocketBase | null {
  for (const name of ["New", "NewWithConfig"]) {
    for (const site of analysis.program.calls.get(name) ?? []) {
      const { call, scope, guards } = site;
      const path = packageOf(call.callee, scope);
      if (path !== "github.com/pocketbase/pocketbase" || isOff(analysis, guards, scope)) continue;
      return { site, evidence: place(scope.file, call.at) };
    }
  }
  return null;
}

/** `pb_data` beside the program, or what its Config says; null where that is not in sight. */
export function pocketbaseData(analysis: Analysis, { site, evidence }: PocketBase): Value | null {
  const [config] = site.call.args;
  if (config === undefined) return known("pb_data", evidence);
  if (config.kind !== "composite") return null;
  const given = config.elements.find(({ key }) => key !== null && lastName(key) === "DefaultDataDir")?.value;
  return given ? valueIn(analysis, given, site.scope) : known("pb_data", evidence);
}
