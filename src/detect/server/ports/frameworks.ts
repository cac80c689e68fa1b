/** Ports that a framework takes when the code names none, from each framework's documentation. */
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { onPort } from "../flow/ip-addresses.ts";
import { type CallSite, lastName, type Program, place, type Scope } from "../flow/program.ts";
import { calledFunction, typeOf } from "../flow/type-of.ts";
import { embeddedTypes, importOf, lookUp, packageOf, splitName, typeName } from "../flow/types.ts";
import { concatenate, known } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { pocketbaseOf } from "../pocketbase.ts";
import { lookUpKey } from "../settings/config-files.ts";
import { BEEGO, calledListener, settingsOfFrameworks } from "./framework-settings.ts";
import { addressesOfGoframe, GOFRAME } from "./goframe.ts";
import type { Listener } from "./open-port.ts";

interface Convention {
  /** Import path of the framework, in the file or, for a method, anywhere in reach. */
  readonly path: RegExp;
  readonly call: string;
  /** How many arguments the call has when the default holds; null where none of them is an address. */
  readonly args: number | null;
  readonly port: string;
  readonly variable: string | null;
  /** The host where it is not all of them, and its variable. */
  readonly host?: readonly [text: string, variable: string];
}

const CONVENTIONS: readonly Convention[] = [
  { path: /gin-gonic\/gin$/, call: "Run", args: 0, port: "8080", variable: "PORT" },
  { path: /(urfave|codegangsta)\/negroni/, call: "Run", args: 0, port: "8080", variable: "PORT" },
  { path: /go-martini\/martini/, call: "Run", args: 0, port: "3000", variable: "PORT" },
  { path: BEEGO, call: "Run", args: 0, port: "8080", variable: null },
  {
    // Unless GO_ENV says that it is not for development.
    ...{ path: /gobuffalo\/buffalo(\.|$)/, call: "Serve", args: 0, port: "3000", variable: "PORT" },
    host: ["127.0.0.1", "ADDR"],
  },
  { path: /(^|\/)(go-)?macaron(\.v\d+)?$/, call: "Run", args: 0, port: "4000", variable: "PORT" },
  { path: /zenazn\/goji$/, call: "Serve", args: 0, port: "8000", variable: "PORT" },
  { path: /flamego\/flamego$/, call: "Run", args: 0, port: "2830", variable: null },
  // An API server of Kubernetes, whose --secure-port nobody gives.
  { path: /acme\/webhook\/cmd$/, call: "RunWebhookServer", args: null, port: "443", variable: null },
  { path: /gizmo\/server(\/kit)?$/, call: "Run", args: null, port: "", variable: "HTTP_PORT" },
  { path: /gofr-dev\/gofr|gofr\.dev/, call: "Run", args: 0, port: "8000", variable: "HTTP_PORT" },
];

/** Keys of the file that a framework reads by itself. */
const FILE_KEYS: readonly {
  readonly path: RegExp;
  readonly host: string | null;
  readonly keys: readonly string[];
}[] = [
  { path: BEEGO, host: "httpaddr", keys: ["httpport"] },
  { path: /zeromicro\/go-zero\/rest|tal-tech\/go-zero\/rest/, host: "Host", keys: ["Port"] },
  { path: /(zeromicro|tal-tech)\/go-zero\/zrpc/, host: null, keys: ["ListenOn"] },
  { path: GOFRAME, host: null, keys: ["server.address"] },
];

/** Whether the function or method is the framework's; where its type is not in sight, by what the file imports. */
export function isOf({ program }: Analysis, callee: Expression, scope: Scope, path: RegExp): boolean {
  if (callee.kind !== "selector") return false;
  const imported = importOf(callee.base, scope);
  if (imported !== null) return path.test(imported);
  const type = typeOf(program, callee.base, scope);
  const name = type && typeName(type);
  if (name !== null) {
    const types = calledFunction(program, callee, scope) ? [] : embeddedTypes(program, name);
    return [name, ...types].some((one) => path.test(splitName(one)[0]));
  }
  const maker = makerOf(program, callee.base, scope);
  return maker === null ? [...scope.file.importPaths].some((one) => path.test(one)) : path.test(maker);
}

/** Names of what serves, whichever module made it. */
const SERVING = /^(r|e|g|app|api|srv|server|web|http)$|router|engine/i;

/** Import path of the other module's package that gives the variable its value: `queue := sdk.Runtime.Queue()`. */
function makerOf(program: Program, base: Expression, scope: Scope): string | null {
  if (base.kind !== "name" || SERVING.test(base.name)) return null;
  const [made, ...others] = lookUp(base.name, scope)?.definitions ?? [];
  if (made?.value?.kind !== "call" || others.length > 0) return null;
  let root: Expression = made.value;
  while (root.kind === "call" || root.kind === "selector")
    root = root.kind === "call" ? root.callee : root.base;
  const path = importOf(root, made.scope);
  return path !== null && program.packages.has(path) ? null : path;
}

/** Whether the framework's own file gives it a port. */
function isInFile({ settings }: Analysis, path: RegExp): boolean {
  const keys = FILE_KEYS.find((one) => one.path.source === path.source)?.keys ?? [];
  return keys.some((key) => lookUpKey(settings.configFiles(), key) !== null);
}

function conventional(analysis: Analysis): Listener[] {
  return CONVENTIONS.flatMap(({ path, call: name, args, port, variable, host }) =>
    (analysis.program.calls.get(name) ?? []).flatMap((site) => {
      const { call, scope, guards } = site;
      if ((args !== null && call.args.length !== args) || isOff(analysis, guards, scope)) return [];
      if (!isOf(analysis, call.callee, scope, path) || isInFile(analysis, path)) return [];
      const at = place(scope.file, call.at);
      // The framework puts the colon itself, so that the variable is the number alone.
      const number = known(port, at, variable ? [`env:${variable}`] : []);
      const bind = host ? known(host[0], at, [`env:${host[1]}`]) : known("", null);
      const address = onPort(bind, number);
      return [{ ...calledListener(site, address, lastName(call.callee)), usual: true }];
    }),
  );
}

/** Where in the file the settings of a server lie: `rest.MustNewServer(c.Server)`; an embedded struct has no key. */
const sectionOf = ({ call: { args } }: CallSite) => (args[0]?.kind === "selector" ? `${args[0].name}.` : "");

function fromFile(analysis: Analysis): Listener[] {
  const { program, settings } = analysis;
  return FILE_KEYS.flatMap(({ path, host, keys }) => {
    const site = ["Run", "MustNewServer", "NewServer", "Server"]
      .flatMap((name) => program.calls.get(name) ?? [])
      .find(({ call, scope }) => {
        const base = packageOf(call.callee, scope);
        return base !== null ? path.test(base) : false;
      });
    if (!site || (path === GOFRAME && addressesOfGoframe(analysis).length > 0)) return [];
    const files = settings.configFiles();
    return keys.flatMap((key) => {
      const below = [sectionOf(site), ""].find((section) => lookUpKey(files, section + key) !== null);
      const port = below === undefined ? null : lookUpKey(files, below + key);
      if (!port) return [];
      const bind = host === null ? null : lookUpKey(files, below + host);
      const address = port.text.includes(":") ? port : onPort(bind, port);
      return [calledListener(site, address, String(path).includes("zrpc") ? "grpc" : "")];
    });
  });
}

/** `kingpinflag.AddFlags(app, ":9100")` of the Prometheus exporter toolkit. */
function exporterToolkit(analysis: Analysis): Listener[] {
  return (analysis.program.calls.get("AddFlags") ?? []).flatMap((site) => {
    const { call, scope } = site;
    const path = packageOf(call.callee, scope);
    const value = path?.includes("exporter-toolkit") ? valueIn(analysis, call.args[1], scope) : null;
    if (!value) return [];
    const address = { ...value, sources: ["flag:--web.listen-address"] };
    return [{ ...calledListener(site, address, ""), handler: null, bare: true }];
  });
}

/** `&web.FlagConfig{WebListenAddresses: &[]string{addr}}` of the same toolkit. */
function exporterAddresses(analysis: Analysis): Listener[] {
  return (analysis.program.composites.get("FlagConfig") ?? []).flatMap(({ composite, scope, guards }) => {
    const toolkit = [...scope.file.importPaths].some((path) => path.includes("exporter-toolkit"));
    if (!toolkit || isOff(analysis, guards, scope)) return [];
    const given = composite.elements.find(({ key }) => key && lastName(key) === "WebListenAddresses")?.value;
    const list = given?.kind === "unary" ? given.operand : given;
    const first = list?.kind === "composite" ? list.elements[0]?.value : undefined;
    const address = valueIn(analysis, first, scope);
    if (!address) return [];
    const at = place(scope.file, composite.at);
    const listens = { address, at, protocol: "tcp" as const, tls: false, handler: null, bare: true };
    return [{ ...listens, hints: "http", scope }];
  });
}

/** macaron's and flamego's `m.Run("0.0.0.0", 8080)` and `m.Run(8080)`. */
function hostsAndPorts(analysis: Analysis): Listener[] {
  return (analysis.program.calls.get("Run") ?? []).flatMap((site) => {
    const { call, scope, guards } = site;
    const [first, second] = call.args;
    if (!first || isOff(analysis, guards, scope)) return [];
    if (!isOf(analysis, call.callee, scope, /(macaron(\.v\d+)?|flamego\/flamego)$/)) return [];
    const port = valueIn(analysis, second ?? first, scope);
    const host = second ? valueIn(analysis, first, scope) : known("", null);
    return port && !port.text.includes(":")
      ? [calledListener(site, concatenate([host, known(":", null), port]), "")]
      : [];
  });
}

/** Of fuego's server, where no option says another one. */
function fuego(analysis: Analysis): Listener[] {
  const { calls } = analysis.program;
  if (["WithAddr", "WithPort", "WithListener"].some((name) => calls.has(name))) return [];
  return (calls.get("NewServer") ?? []).flatMap((site) => {
    const { call, scope, guards } = site;
    const path = packageOf(call.callee, scope);
    if (path === null || !/go-fuego\/fuego$/.test(path) || isOff(analysis, guards, scope)) return [];
    const address = known("localhost:9999", place(scope.file, call.at));
    return [{ ...calledListener(site, address, "http"), handler: null }];
  });
}

/** hertz and kitex servers without an address. */
function cloudwego(analysis: Analysis): Listener[] {
  const addressed = ["WithHostPorts", "WithServiceAddr"].some((name) => analysis.program.calls.has(name));
  return ["Default", "New", "NewServer"].flatMap((name) =>
    (analysis.program.calls.get(name) ?? []).flatMap((site) => {
      const { callee } = site.call;
      const path = packageOf(callee, site.scope);
      if (addressed || path === null || !/cloudwego\/(hertz\/pkg\/app|kitex)\/server$/.test(path)) return [];
      return [
        { ...calledListener(site, known(":8888", place(site.scope.file, site.call.at)), ""), handler: null },
      ];
    }),
  );
}

/** On a flag of its `serve` command. */
function pocketbase(analysis: Analysis): Listener[] {
  const made = pocketbaseOf(analysis);
  if (!made) return [];
  const address = known("127.0.0.1:8090", made.evidence, ["flag:--http"]);
  return [{ ...calledListener(made.site, address, "http"), handler: null }];
}

export function frameworkListeners(analysis: Analysis): Listener[] {
  const told = settingsOfFrameworks(analysis);
  const goframe = addressesOfGoframe(analysis).map(({ site, address }) => calledListener(site, address, ""));
  const others = [fromFile, exporterToolkit, exporterAddresses, hostsAndPorts, fuego, cloudwego, pocketbase];
  return [
    ...told,
    ...(told.length > 0 ? [] : conventional(analysis)),
    ...others.flatMap((find) => find(analysis)),
    ...goframe,
  ];
}
