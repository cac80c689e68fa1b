/** Probes of controller-runtime's manager, which listens by itself where it is given an address for them. */

import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { field } from "../flow/literals.ts";
import { type CallSite, place } from "../flow/program.ts";
import { packageOf, typeName } from "../flow/types.ts";
import type { Route } from "../routes/router.ts";

/** The call that adds a check, the option that names its path, and the path without that. */
const PROBES = [
  ["AddHealthzCheck", "LivenessEndpointName", "/healthz"],
  ["AddReadyzCheck", "ReadinessEndpointName", "/readyz"],
] as const;

/** Flux's helper, which adds a check of either kind. */
function addsBoth({ call: { callee }, scope }: CallSite): boolean {
  const from = packageOf(callee, scope);
  return from !== null && /fluxcd\/pkg\/runtime\/probes$/.test(from);
}

/** Without a check the manager answers nothing on the path. Its router is known by where the address is given. */
export function managerProbes(analysis: Analysis): Route[] {
  const { calls, composites } = analysis.program;
  const options = (composites.get("Options") ?? []).filter(({ type, scope, guards }) => {
    const name = type && typeName({ expression: type, file: scope.file });
    return (
      /controller-runtime(\/pkg\/manager)?\.Options$/.test(name ?? "") && !isOff(analysis, guards, scope)
    );
  });
  return options.flatMap(({ composite, scope }) => {
    const address = field(composite, "HealthProbeBindAddress");
    if (!address) return [];
    const at = "at" in address ? address.at : composite.at;
    const router = { prefix: "", root: place(scope.file, at), behindAuth: false };
    return PROBES.flatMap(([adds, option, usual]) => {
      const both = (calls.get("SetupChecks") ?? []).filter(addsBoth);
      const sites = [...(calls.get(adds) ?? []), ...both];
      const site = sites.find((one) => !isOff(analysis, one.guards, one.scope));
      const named = field(composite, option);
      const path = named ? textOf(analysis, named, scope) : usual;
      return site && path ? [{ path, router, evidence: place(site.scope.file, site.call.at) }] : [];
    });
  });
}
