/** Addresses that the code tells a framework apart from starting it: by a method, in a literal, in its own variables. */
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { onPort } from "../flow/ip-addresses.ts";
import { field } from "../flow/literals.ts";
import { namesIn } from "../flow/names.ts";
import { type CallSite, lastName, place, type Scope } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import { known, type Value } from "../flow/value.ts";
import { lookUpKey } from "../settings/config-files.ts";
import type { Listener } from "./open-port.ts";

const imports = ({ file }: Scope, path: RegExp): boolean =>
  [...file.importPaths].some((one) => path.test(one));

function listener(address: Value, at: string, scope: Scope, hints = ""): Listener {
  return { address, at, protocol: "tcp", tls: false, handler: null, hints, scope };
}

/** Of a call, by whose receiver the server is known. */
export function calledListener({ call, scope }: CallSite, address: Value, hints: string): Listener {
  const base = call.callee.kind === "selector" ? call.callee.base : null;
  const handler = base && { expression: base, scope };
  return { ...listener(address, place(scope.file, call.at), scope, hints), handler };
}

interface Method {
  readonly call: string;
  readonly path: RegExp;
  readonly isNumber: boolean;
}

/** Methods that take an address, or the number of a port alone as their last argument. */
const METHODS: readonly Method[] = [
  { call: "RunOnAddr", path: /go-martini\/martini/, isNumber: false },
  { call: "Start", path: /functions-framework-go/, isNumber: true },
  { call: "StartHostPort", path: /functions-framework-go/, isNumber: true },
];

function ofMethods(analysis: Analysis): Listener[] {
  return METHODS.flatMap(({ call: name, path, isNumber }) =>
    (analysis.program.calls.get(name) ?? []).flatMap((site) => {
      const { call, scope, guards } = site;
      if (!imports(scope, path) || isOff(analysis, guards, scope)) return [];
      const value = valueIn(analysis, call.args.at(-1), scope);
      return value ? [calledListener(site, isNumber ? onPort(null, value) : value, "")] : [];
    }),
  );
}

interface Literal {
  readonly type: string;
  readonly path: RegExp;
  /** Of the whole address, or of the port; and of the host beside a port. */
  readonly fields: readonly [address: string, host?: string];
  readonly hints: string;
}

const LITERALS: readonly Literal[] = [
  { type: "RestConf", path: /go-zero\/rest$/, fields: ["Port", "Host"], hints: "" },
  { type: "RpcServerConf", path: /go-zero\/zrpc$/, fields: ["ListenOn"], hints: "grpc" },
  { type: "Options", path: /gobuffalo\/buffalo$/, fields: ["Addr"], hints: "" },
];

function ofLiterals(analysis: Analysis): Listener[] {
  return LITERALS.flatMap(({ type, path, fields: [given, host], hints }) =>
    (analysis.program.composites.get(type) ?? []).flatMap(({ composite, scope, guards }) => {
      if (!path.test((composite.type && packageOf(composite.type, scope)) ?? "")) return [];
      const value = valueIn(analysis, field(composite, given), scope);
      const bind = host === undefined ? null : valueIn(analysis, field(composite, host), scope);
      if (!value || isOff(analysis, guards, scope)) return [];
      const address = host === undefined ? value : onPort(bind, value);
      return [listener(address, place(scope.file, composite.at), scope, hints)];
    }),
  );
}

export const BEEGO = /(astaxie|beego)\/beego/;

/** `web.BConfig.Listen.HTTPPort = 9090`, with the host beside it; its own file gives the number where the code does not. */
function ofBeego(analysis: Analysis): Listener[] {
  const { fieldValues, calls } = analysis.program;
  const given = (name: string) =>
    (fieldValues.get(name) ?? []).find(
      ({ base, scope }) =>
        base && lastName(base) === "Listen" && /BConfig/.test(namesIn(base)) && imports(scope, BEEGO),
    );
  const [host, port] = [given("HTTPAddr"), given("HTTPPort")];
  const [run] = calls.get("Run") ?? [];
  const set = port ?? host;
  if (!set || !run) return [];
  const at = place(run.scope.file, run.call.at);
  const number = port
    ? valueIn(analysis, port.value, port.scope)
    : (lookUpKey(analysis.settings.configFiles(), "httpport") ?? known("8080", at));
  const bind = host ? valueIn(analysis, host.value, host.scope) : null;
  return number ? [listener(onPort(bind, number), at, run.scope)] : [];
}

export function settingsOfFrameworks(analysis: Analysis): Listener[] {
  return [ofMethods, ofLiterals, ofBeego].flatMap((find) => find(analysis));
}
