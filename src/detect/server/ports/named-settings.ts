/** Ports by the name of a setting, for servers whose address cannot be followed to where they listen. */
import type { Port } from "../../../types/project.ts";
import { basename, dirname } from "../../paths.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { evaluateField } from "../flow/evaluate-fields.ts";
import { isOff } from "../flow/guards.ts";
import type { CallSite } from "../flow/program.ts";
import { newSteps } from "../flow/steps.ts";
import { setBy, type Value } from "../flow/value.ts";
import { isOfSample, withoutSamples } from "../settings/samples.ts";
import { parseAddress, parsePort } from "./address.ts";
import type { OpenPort } from "./open-port.ts";

const NAMES = [
  "port",
  "http.port",
  "http-port",
  "http_port",
  "server.port",
  "server-port",
  "server_port",
  "http_server.port",
  "addr",
  "address",
  "http.addr",
  "http-addr",
  "http.address",
  "http-address",
  "server.addr",
  "server.address",
  "server-address",
  "listen",
  "listen-addr",
  "listen-address",
  "listen_address",
  "web.listen-address",
  "bind",
  "bind-addr",
  "bind-address",
  "app.port",
  "p",
];
const FIELDS =
  /^(Port|HTTPPort|HttpPort|ServerPort|AppPort|Addr|Address|HTTPAddr|HttpAddr|HTTPAddress|ListenAddr|ListenAddress|BindAddr|BindAddress|ServerAddr|ServerAddress|Listen)$/;
const BACKEND =
  /db|database|redis|postgres|mysql|mongo|sql|smtp|mail|kafka|nats|cache|ldap|client|remote|proxy|upstream|amqp|rabbit|ssh/i;

/** The host of a setting that names another one's address. */
const OTHER_HOST = /server[-_.]?(addr|address|host|url)/i;

/** Settings of another host that the program calls: a client's `server_addr` and its `server_port`. */
function dialled(analysis: Analysis): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [name, sites] of analysis.program.calls) {
    if (!/^Dial/.test(name)) continue;
    for (const { call, scope } of sites) {
      for (const argument of call.args) {
        const sources = valueIn(analysis, argument, scope)?.sources ?? [];
        const outside = sources.filter((source) => /^(env|flag):/.test(source));
        if (outside.some((source) => OTHER_HOST.test(source))) for (const one of outside) found.add(one);
      }
    }
  }
  return found;
}

function toPort(value: Value | null): OpenPort | null {
  if (!value || value.evidence === null) return null;
  const address = parseAddress(value.text);
  const port = address?.port ?? parsePort(value.text);
  if (port === null) return null;
  const fact: Port = {
    port,
    protocol: "tcp",
    bind: address?.bind ?? "all",
    purpose: "main",
    setBy: setBy(value),
    evidence: value.evidence,
  };
  return { port: fact, listener: null };
}

/** A file that only lies where such files usually do is not known to be read. */
function spoken(analysis: Analysis, value: Value | null): Value | null {
  const named = analysis.settings.configFiles().filter((file) => file.named);
  const fromFile = value?.sources.every((source) => source.startsWith("file:")) ?? false;
  const read = value?.sources.some((source) => named.some(({ path }) => source === `file:${path}`));
  return fromFile && !read ? null : value;
}

/** Evidence of the weaker sort: only for a program that serves, and only one port. */
export function namedPorts(analysis: Analysis, listens: boolean, published: readonly number[]): OpenPort[] {
  const serves =
    listens ||
    ["NewServer", "ListenAndServe", "Serve", "NewRouter", "New"].some((name) => servesBy(analysis, name));
  if (!serves) return [];
  const { program, settings } = analysis;
  const others = dialled(analysis);
  const own = (value: Value | null) => (value?.sources.some((one) => others.has(one)) ? null : value);
  for (const name of NAMES) {
    const found =
      toPort(own(settings.flag(analysis, name, newSteps(analysis)))) ??
      toPort(own(spoken(analysis, settings.key(analysis, name, newSteps(analysis)))));
    if (found) return [found];
  }
  for (const [owner, fields] of program.structs) {
    if (BACKEND.test(owner.slice(owner.lastIndexOf("/") + 1)) || /acme|autocert/i.test(owner)) continue;
    for (const { field, file } of fields) {
      if (!FIELDS.test(field.name)) continue;
      const scope = {
        file,
        node: null,
        parent: null,
        bindings: new Map(),
        returns: [],
        handedTo: null,
        fieldOf: null,
      };
      const given = (where: Analysis) =>
        own(evaluateField(where, owner, field.name, { scope, frame: null }, newSteps(analysis)));
      const value = given(analysis);
      const said = value?.sources.some((source) => !BACKEND.test(source));
      // A default that nothing sets from outside in sight counts when the author's image publishes it.
      // In a package that speaks to others it is theirs, such as 25 of what sends mail on.
      const confirmed =
        value?.sources.length === 0 &&
        published.includes(toPort(value)?.port.port ?? 0) &&
        !BACKEND.test(basename(dirname(value.evidence ?? "")));
      const found = (said || confirmed) && !isOnlyCompared(analysis, field.name) ? toPort(value) : null;
      // No image holds a sample: without it the code's own default is the port.
      const plain =
        found && isOfSample(analysis, found.port.evidence) ? toPort(given(withoutSamples(analysis))) : null;
      if (found) return [plain ?? found];
    }
  }
  return [];
}

/** A port that traffic is compared with, and that the code hands to nothing: the program does not listen on it. */
function isOnlyCompared({ program }: Analysis, field: string): boolean {
  let compared = 0;
  for (const { text } of program.files) {
    for (const { index } of text.matchAll(new RegExp(`\\.${field}\\b`, "g"))) {
      const before = text.slice(Math.max(0, index - 40), index);
      const after = text.slice(index + field.length + 1, index + field.length + 9);
      if (!/(==|!=|<=?|>=?)\s*[\w.(]*$/.test(before) && !/^\)*\s*(==|!=|<=?|>=?)/.test(after)) return false;
      compared++;
    }
  }
  return compared > 0;
}

function servesBy(analysis: Analysis, name: string): boolean {
  const web =
    /^(net\/http|google\.golang\.org\/grpc|github\.com\/(gin-gonic|labstack|gofiber|go-chi|valyala\/fasthttp|gorilla))/;
  const sites = analysis.program.calls.get(name) ?? [];
  const served = ({ scope, guards }: CallSite) =>
    [...scope.file.importPaths].some((path) => web.test(path)) && !isOff(analysis, guards, scope);
  return name !== "New" && sites.some(served);
}
