/** Whether the program ends on SIGTERM by itself: as process 1 nothing else ends it in order. */

import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { literalOf } from "../flow/literals.ts";
import { namesIn } from "../flow/names.ts";
import { type CallSite, outermostFunction, type Scope } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";

/** Calls of frameworks that wait for SIGTERM, by import path; from their sources. */
const FRAMEWORKS: readonly (readonly [path: RegExp, call: RegExp])[] = [
  [/^go\.uber\.org\/fx$/, /^New$/],
  [/go-kratos\/kratos\/v2$/, /^New$/],
  [/(zeromicro|tal-tech)\/go-zero\//, /^(MustNewServer|NewServer|NewServiceGroup)$/],
  [/cloudwego\/(hertz|kitex)/, /^(New|Default|NewServer)$/],
  [/kataras\/iris/, /^(New|Default)$/],
  [/sigs\.k8s\.io\/controller-runtime/, /^SetupSignalHandler$/],
  [/k8s\.io\/apiserver\/pkg\/server$/, /^Setup(Signal\w+)$/],
  [/knative\.dev\/pkg\/signals$/, /^(NewContext|SetupSignalHandler)$/],
  [/cert-manager\/pkg\/acme\/webhook\/cmd$/, /^RunWebhookServer$/],
  [/oklog\/run$/, /^SignalHandler$/],
  [/go\.temporal\.io\/sdk\/worker$/, /^InterruptCh$/],
  [/hibiken\/asynq$/, /^NewServer$/],
  [/(go-micro\.dev|asim\/go-micro|micro\/go-micro)/, /^New(Service|Function)$/],
  [/fvbock\/endless|facebookgo\/grace|tylerb\/graceful|ory\/graceful|cloudflare\/tableflip/, /./],
  [/judwhite\/go-svc/, /^Run$/],
  [/kardianos\/service$/, /^New$/],
  [/danielgtaylor\/huma\/v2\/humacli$/, /^New$/],
  [/pocketbase\/pocketbase$/, /^New/],
  [/gofr\.dev|gofr-dev\/gofr/, /^New$/],
  [/gobuffalo\/buffalo$/, /^New$/],
  [/gogf\/gf/, /^Server$/],
  [/caddyserver\/caddy\/v2\/cmd$/, /^Main$/],
  [/coredns\/caddy|coredns\/coredns/, /./],
  [/dapr\/go-sdk\/service/, /^NewService/],
  [/ThreeDotsLabs\/watermill\/message\/router\/plugin$/, /^SignalsHandler$/],
  [/tidwall\/evio|panjf2000\/gnet/, /^Run$/],
];
/** Names of functions that may have one. */
const WAITS =
  /graceful|wait(for|on|until)?(os)?(signal|interrupt|shutdown|term|exit)|(handle|trap|catch|setup|contextwith)sig(nal|int|term)|daemon/i;
/** Names of modules that may bring a handler of their own. */
const MAYBE =
  /graceful|shutdown|signals?$|lifecycle|go-svc|servicekit|\/runner|daemon|\/mxmain$|mautrix\/bridge$/i;

function isTerm(analysis: Analysis, { call, scope }: CallSite): boolean {
  const path = packageOf(call.callee, scope);
  if (path !== "os/signal") return false;
  const signals = call.args.slice(1);
  // Without a list all signals are meant; a list kept elsewhere is looked for by its name alone.
  if (signals.length === 0) return true;
  if (signals.some((signal) => /\bSIGTERM\b/.test(namesIn(signal)))) return true;
  if (signals.some((signal) => signal.kind === "name" && mentionsTerm(analysis, signal.name))) return true;
  if (signals.some((signal) => listsTerm(analysis, signal, scope))) return true;
  // A helper that is given them: `HandleSignals(os.Interrupt, syscall.SIGTERM)`.
  return callersOf(analysis, outermostFunction(scope)).some((caller) =>
    caller.call.args.some((argument) => /\bSIGTERM\b/.test(namesIn(argument))),
  );
}

/** `shutdown.Signals...`, or what a function gives back. */
function listsTerm(analysis: Analysis, list: Expression, scope: Scope): boolean {
  const literal = literalOf(analysis, list, scope);
  return literal?.elements.some(({ value }) => /\bSIGTERM\b/.test(namesIn(value))) ?? false;
}

/** A call of another module that says by its name that it waits for the end: `routing.GracefulShutdown(server)`. */
function mayWaitElsewhere({ program: { calls, externalImports } }: Analysis): boolean {
  for (const [name, sites] of calls) {
    if (!WAITS.test(name)) continue;
    for (const { call, scope } of sites) {
      const path = packageOf(call.callee, scope);
      if (path !== null && externalImports.has(path)) return true;
    }
  }
  return false;
}

function mentionsTerm({ program }: Analysis, name: string): boolean {
  return program.files.some(({ text }) => {
    const at = text.search(new RegExp(`\\b${name}\\b\\s*(=|:=)`));
    return at >= 0 && /\bSIGTERM\b/.test(text.slice(at, at + 300));
  });
}

/** null where a module outside may handle it. */
export function findSigtermHandler(analysis: Analysis): boolean | null {
  const { calls, externalImports, files } = analysis.program;
  const own = ["Notify", "NotifyContext"].some((name) =>
    (calls.get(name) ?? []).some((site) => isTerm(analysis, site)),
  );
  if (own) return true;
  for (const [path, call] of FRAMEWORKS) {
    const using = files.filter(({ importPaths }) => [...importPaths].some((one) => path.test(one)));
    if (using.length === 0) continue;
    for (const [name, sites] of calls) {
      if (call.test(name) && sites.some(({ call: one, scope }) => comesFrom(one, scope, path))) return true;
    }
  }
  // A dot that was not followed: a list of signals under another name.
  if (
    calls.has("Notify") &&
    files.some(({ text }) => text.includes("syscall.SIGTERM") && text.includes("signal.Notify"))
  )
    return true;
  if (mayWaitElsewhere(analysis)) return null;
  return [...externalImports.keys()].some((path) => MAYBE.test(path)) ? null : false;
}

function comesFrom(call: CallSite["call"], scope: CallSite["scope"], path: RegExp): boolean {
  const base = packageOf(call.callee, scope);
  return base !== null && path.test(base);
}
