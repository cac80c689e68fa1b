import type { Port } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { namesIn } from "../flow/names.ts";
import { place, type Scope } from "../flow/program.ts";
import { importOf, lookUp } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";
import { type Listener, startOf } from "./open-port.ts";

/** `SMTPAddr web.listen-address` -> `smtp addr web listen address`. */
function words(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3 $2")
    .replace(/[^A-Za-z0-9]+/g, " ")
    .toLowerCase();
}

/** gRPC's stats handlers watch any server. */
const METRICS = /\b(metrics?|stats(?! handler)|prom|prometheus|telemetry|monitoring)\b/;
const ADMIN =
  /\b(pprof|debug|admin|mgmt|management|diagnostics?|diag|probes?|profiling|profiler|health|healthz|healthcheck|expvar|status(?= (listen |bind |http )?(addr|address|port)\b))\b/;
/** What such a service is about, not the port for whoever runs it: `USER_MANAGEMENT_PORT`. */
const WORK =
  /\b(user|account|identity|customer|employee|student|member|tenant|team|order|product|catalog|inventory|stock|warehouse|task|project|content|document|file|event|course|ticket|fleet|device|asset|property)s? management\b/g;
/** What speaks HTTP in front of gRPC. */
const GATEWAY = /\bgrpc (gw|gateway)\b/;
const GRPC = /\b(grpc|zrpc|kitex)\b/;

/** Whether what the call makes is handed to a gRPC server of the same file. */
function handedToGrpc(analysis: Analysis, { scope, at }: Listener): boolean {
  const { file } = scope;
  const serve = (analysis.program.calls.get("Serve") ?? []).filter((site) => site.scope.file === file);
  return serve.some(({ call, scope: where }) => {
    const base = call.callee.kind === "selector" ? call.callee.base : null;
    const [served] = call.args;
    if (!base || !served || importOf(base, where) !== null) return false;
    const isGrpc = [base, ...valuesOf(base, where)].some((one) => {
      const text = words(namesIn(one));
      return /\bgrpc\b/.test(text) && !GATEWAY.test(text);
    });
    const isThis = valuesOf(served, where).some((one) => one.kind === "call" && place(file, one.at) === at);
    return isGrpc && isThis;
  });
}

/** Whether a gRPC server serves on the listener that the call makes. */
function servesGrpc(analysis: Analysis, listener: Listener): boolean {
  const { importPaths } = listener.scope.file;
  if (importPaths.has("google.golang.org/grpc") && !importPaths.has("net/http")) return true;
  return handedToGrpc(analysis, listener);
}

/** `http.ListenAndServe` speaks HTTP/1.1, in which there is no gRPC, whatever it hands on to a server of gRPC. */
function isHttpAlone({ program }: Analysis, { hints, tls }: Listener): boolean {
  return !tls && hints.startsWith("net/http ") && !program.externalImports.has("golang.org/x/net/http2/h2c");
}

/** What the code gives a variable. */
function valuesOf(expression: Expression, scope: Scope): Expression[] {
  if (expression.kind !== "name") return [];
  return (lookUp(expression.name, scope)?.definitions ?? []).flatMap(({ value }) => (value ? [value] : []));
}

/** net/http/pprof's own documentation has it on 6060; a setting says itself what it is for. */
function listensForProfiles({ address }: Listener): boolean {
  return /:6060$/.test(address.text) && !address.sources.some((source) => /^(env|flag):/.test(source));
}

/** Whether a name is that of other things than what a server of several ports is asked on first. */
export function isSecondaryName(name: string): boolean {
  return /\b(ssh|git|sftp|ftp|ftpd|sftpd|webdav|webdavd|raft|gossip|cluster|peer|smtp|smtpd|lmtp|imap|pop3|dns|mdns|syslog|statsd|internal|redirect|challenge|acme|playground)\b/.test(
    words(name),
  );
}

/** The same of a listener, by what sets its address and by the names around it. */
export function isSecondary(listener: Listener): boolean {
  return isSecondaryName(namesAround(listener)) || isForGoAlone(listener);
}

/** `net.Listen("tcp", ":"+rpcPort)` for net/rpc: programs in Go alone speak it, and no probe does. */
function isForGoAlone(listener: Listener): boolean {
  return listener.scope.file.importPaths.has("net/rpc") && /\brpc\b/.test(words(namesAround(listener)));
}

/** Whether it is so by more than being for the inside, where probes ask. */
export function isNotForProbes(listener: Listener): boolean {
  return isSecondaryName(words(namesAround(listener)).replace(/\binternal\b/g, ""));
}

function namesAround({ address, hints }: Listener): string {
  return `${address.sources.filter((source) => !source.startsWith("file:")).join(" ")} ${hints}`;
}

/** The same of one name alone. */
export function purposeOfName(name: string): Exclude<Port["purpose"], "main"> | null {
  const text = words(name).replace(WORK, "");
  if (METRICS.test(text)) return "metrics";
  if (ADMIN.test(text)) return "admin";
  return GRPC.test(text) ? "grpc" : null;
}

/** Without the words that the program itself is called by: of `admin` the port for administration is the main one. */
function withoutOwnName({ program }: Analysis, text: string): string {
  const own = words(program.main.importPath.split("/").at(-1) ?? "")
    .split(" ")
    .filter((word) => METRICS.test(word) || ADMIN.test(word));
  return own.length === 0 ? text : text.replace(new RegExp(`\\b(${own.join("|")})\\b`, "g"), "");
}

/** What a port is for, from the names around it; null for the main one. */
export function purposeOf(analysis: Analysis, listener: Listener): Exclude<Port["purpose"], "main"> | null {
  const { address, hints } = listener;
  const { name: inPackage } = startOf(listener).file.package;
  if (listensForProfiles(listener)) return "admin";
  if (METRICS.test(inPackage)) return "metrics";
  const outside = address.sources.filter((source) => !source.startsWith("file:"));
  // What METRICS_PORT is without a value of its own, PORT sets: then that tells what the port is for.
  const plain = outside.filter((source) => /port$/i.test(source) && purposeOfName(source) === null);
  const named = words((plain.length > 0 ? plain : outside).join(" "));
  // A package that is for administration alone says more than the library that it serves with.
  const own = words(inPackage);
  const around = `${/^(admin|metrics|pprof|debug|monitoring|health|healthz|health ?check|probes?)$/.test(own) ? own : ""} ${words(hints)}`;
  for (const text of [named, around].map((one) => withoutOwnName(analysis, one))) {
    const purpose = purposeOfName(text);
    if (purpose === "grpc" && (GATEWAY.test(text) || isHttpAlone(analysis, listener))) return null;
    if (purpose) return purpose;
    // `api` is what gRPC serves as well.
    if (/\b(http|web|api|rest)\b/.test(text)) return handedToGrpc(analysis, listener) ? "grpc" : null;
  }
  return servesGrpc(analysis, listener) ? "grpc" : null;
}
