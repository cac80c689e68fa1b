/** Addresses that the code gives a server of GoFrame: they take the place of what its configuration file says. */
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import type { CallSite } from "../flow/program.ts";
import { concatenate, known, type Value } from "../flow/value.ts";

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
        return [{ site, address: name === "SetAddr" ? value : concatenate([known(":", null), value]) }];
      });
    }),
  );
}
