/** The port on which what is built like an API server of Kubernetes serves by TLS. */
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { place } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import { concatenate, known } from "../flow/value.ts";
import type { Listener } from "./open-port.ts";

const PACKAGE = /^k8s\.io\/apiserver\/pkg\/server\/options$/;
/** Options that hold those of serving among others: https://pkg.go.dev/k8s.io/apiserver/pkg/server/options */
const MAKERS = ["NewSecureServingOptions", "NewRecommendedOptions"];
const DEFAULT_PORT = "443";
const FLAG = "flag:--secure-port";

export function secureServing(analysis: Analysis): Listener[] {
  const { calls, fieldValues } = analysis.program;
  const [site] = MAKERS.flatMap((name) => calls.get(name) ?? []).filter(
    ({ call, scope, guards }) =>
      PACKAGE.test(packageOf(call.callee, scope) ?? "") && !isOff(analysis, guards, scope),
  );
  if (!site) return [];
  const at = place(site.scope.file, site.call.at);
  const [given] = (fieldValues.get("BindPort") ?? []).map(({ value, scope }) =>
    valueIn(analysis, value, scope),
  );
  const port = given ? { ...given, sources: [...given.sources, FLAG] } : known(DEFAULT_PORT, at, [FLAG]);
  const address = concatenate([known(":", null), port]);
  return [{ address, at, protocol: "tcp", tls: true, handler: null, hints: "https", scope: site.scope }];
}
