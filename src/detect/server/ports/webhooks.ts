/** The server for admission webhooks that controller-runtime's manager starts as soon as one is registered on it. */

import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { field } from "../flow/literals.ts";
import { place } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { typeName } from "../flow/types.ts";
import { concatenate, known } from "../flow/value.ts";
import type { Listener } from "./open-port.ts";

/** Options of the manager, which held the port once, and of the server that it is handed since. */
const OPTIONS = /^sigs\.k8s\.io\/controller-runtime(\/pkg\/(manager|webhook))?\.Options$/;
/** https://pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/webhook#pkg-variables */
const DEFAULT_PORT = "9443";

export function webhookListeners(analysis: Analysis): Listener[] {
  const { program } = analysis;
  const [site] = (program.calls.get("GetWebhookServer") ?? []).filter(
    ({ call, scope, guards }) =>
      calledFunction(program, call.callee, scope) === null && !isOff(analysis, guards, scope),
  );
  if (!site) return [];
  const at = place(site.scope.file, site.call.at);
  const [given] = (program.composites.get("Options") ?? []).flatMap(({ composite, type, scope }) => {
    const name = type && typeName({ expression: type, file: scope.file });
    if (!name || !OPTIONS.test(name)) return [];
    const port = field(composite, "Port");
    return port ? [valueIn(analysis, port, scope)] : [];
  });
  const address = concatenate([known(":", null), given ?? known(DEFAULT_PORT, at)]);
  return [{ address, at, protocol: "tcp", tls: true, handler: null, hints: "", scope: site.scope }];
}
