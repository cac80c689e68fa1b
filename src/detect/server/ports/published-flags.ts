/** Ports of flags that the author's image publishes, where the way from the flag to the listener is not in sight. */
import type { DockerEvidence } from "../docker/evidence.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { newSteps } from "../flow/steps.ts";
import { setBy } from "../flow/value.ts";
import { flagArguments } from "../settings/flag-calls.ts";
import { parseAddress, parsePort } from "./address.ts";
import type { OpenPort } from "./open-port.ts";
import { purposeOfName } from "./purpose.ts";

const DEFINES = /^(String|Int|Uint)(16|32|64)?(Var)?P?$/;
const NAME = /(^|[._-])(port|addr|address|listen|bind)([._-]|$)/i;
/** Addresses that the program calls, not its own. */
const REMOTE =
  /upstream|remote|outgoing|outbound|dial|backend|target|client|advertise|redis|consul|register/i;

/** Whether the way is in sight after all, and leads to what is off: `if *production { http.ListenAndServe(*redirect, mux) }`. */
function isForOff(analysis: Analysis, source: string): boolean {
  return ["Listen", "ListenAndServe", "ListenAndServeTLS"].some((name) =>
    (analysis.program.calls.get(name) ?? []).some(
      ({ call, scope, guards }) =>
        call.args.some((argument) => valueIn(analysis, argument, scope)?.sources.includes(source)) &&
        isOff(analysis, guards, scope),
    ),
  );
}

/** `--http-addr` beside `--http-enabled` or `--http`, which is off unless somebody turns it on. */
function isSwitchedOff(analysis: Analysis, word: string): boolean {
  const [, about, separator] = /^(.*)([-._])\w+$/.exec(word) ?? [];
  return [`${separator}enabled`, `${separator}enable`, ""].some(
    (end) =>
      about !== undefined &&
      analysis.settings.flag(analysis, about + end, newSteps(analysis))?.text === "false",
  );
}

/** EXPOSE alone may be old, and a flag alone may be off: together they say that the program listens. */
export function publishedFlags(
  analysis: Analysis,
  docker: DockerEvidence,
  seen: readonly OpenPort[],
): OpenPort[] {
  const open = docker.ports.filter(({ fact }) => !seen.some(({ port }) => port.port === fact.port));
  if (open.length === 0) return [];
  const found: OpenPort[] = [];
  for (const [name, sites] of analysis.program.calls) {
    if (!DEFINES.test(name)) continue;
    for (const { call, scope, guards } of sites) {
      const flag = flagArguments(call);
      const word = flag && textOf(analysis, flag.name, scope);
      // What is for metrics alone is often off, and published for those who turn it on.
      if (!word || !NAME.test(word) || REMOTE.test(word) || purposeOfName(word) !== null) continue;
      const value = valueIn(analysis, call, scope);
      const source = value && setBy(value);
      if (!value?.evidence || !source || isOff(analysis, guards, scope)) continue;
      if (isSwitchedOff(analysis, word)) continue;
      const port = parseAddress(value.text)?.port ?? parsePort(value.text);
      const said = open.filter(({ fact }) => fact.port === port);
      if (said.length === 0) continue;
      // Nobody publishes what is on loopback: that is where a client finds the service.
      if (parseAddress(value.text)?.bind === "loopback" || isForOff(analysis, source)) continue;
      const { evidence } = value;
      for (const { fact } of said)
        found.push({
          port: { ...fact, bind: "all", purpose: "main", setBy: source, evidence },
          listener: null,
        });
    }
  }
  return found;
}
