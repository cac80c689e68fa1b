/** A server of GoFrame. Addresses that the code gives it: they take the place of what its configuration file says. */
import type { Evidence } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { onPort } from "../flow/ip-addresses.ts";
import { type CallSite, place } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import type { Value } from "../flow/value.ts";

export const GOFRAME = /gogf\/gf/;

interface Given {
  readonly site: CallSite;
  readonly address: Value;
}

/** `s.SetPort(8000, 8443)`, which is one listener for each, and `s.SetAddr(":8000")`. */
export function addressesOfGoframe(analysis: Analysis): readonly Given[] {
  return ["SetPort", "SetAddr"].flatMap((name) =>
    (analysis.program.calls.get(name) ?? []).flatMap((site) => {
      const { call, scope, guards } = site;
      const isOf = [...scope.file.importPaths].some((path) => GOFRAME.test(path));
      if (!isOf || isOff(analysis, guards, scope)) return [];
      return call.args.flatMap((argument) => {
        const value = valueIn(analysis, argument, scope);
        if (!value) return [];
        return [{ site, address: name === "SetAddr" ? value : onPort(null, value) }];
      });
    }),
  );
}

/** Calls that may give it an address which cannot be followed. */
const SETTERS = [
  "SetPort",
  "SetAddr",
  "SetConfig",
  "SetConfigWithMap",
  "SetAdapter",
  "SetFileName",
  "SetContent",
];

/**
 * Where a server is made that takes any free port unless it is told one, as those of the second version do. Files that
 * are packed into the program may tell it.
 */
export function serverOfGoframe({ program: { calls, files } }: Analysis): Evidence | null {
  const isPacked = files.some(({ importPaths }) => [...importPaths].some((path) => /\/os\/gres$/.test(path)));
  if (isPacked || SETTERS.some((name) => calls.has(name))) return null;
  const isOf = ({ call, scope }: CallSite) =>
    /gogf\/gf\/v2\/frame\/g$/.test(packageOf(call.callee, scope) ?? "");
  const site = (calls.get("Server") ?? []).find(isOf);
  return site ? place(site.scope.file, site.call.at) : null;
}
