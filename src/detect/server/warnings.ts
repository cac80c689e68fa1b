import type { Project, Warning, Write } from "../../types/project.ts";
import type { Said } from "./docker/said.ts";
import { isKnown, setBy } from "./flow/value.ts";
import type { OpenPort } from "./ports/open-port.ts";

const LOOPBACK_HOST = /localhost|127(\.\d+){3}|\[?::1\]?/;

/**
 * The port that people meet the service on; of an exporter that for metrics.
 * @param elsewhere whether the service has another one that is not in sight: then that for metrics may stay on loopback
 */
export function servedPort(ports: readonly OpenPort[], elsewhere: boolean): OpenPort | undefined {
  const [only, ...others] = ports;
  const exported = !elsewhere && others.length === 0 && only?.port.purpose === "metrics" ? only : undefined;
  return ports.find(({ port }) => port.purpose === "main" || port.purpose === "grpc") ?? exported;
}

/**
 * What opens the port of the service to the outside of a container, where it listens on loopback:
 * the setting that decides on the host part of the address, and its default with another host.
 */
export function rebindOf(open: OpenPort | undefined): Project["rebind"] {
  if (open?.port.bind !== "loopback") return null;
  const address = open.listener?.address;
  const host = [...(address?.parts ?? []), address].find((part) => part && LOOPBACK_HOST.test(part.text));
  const source = host ? setBy(host) : null;
  if (!host || !isKnown(host) || !/^(env|flag):/.test(source ?? "") || source === null) return null;
  const form = host.forms?.find((one) => one.source === source && one.text !== host.text);
  // `":" + port` in place of the whole address: the setting is the port alone.
  if (form) return /^:\uFFFF?$/.test(form.text) ? { setBy: source, value: String(open.port.port) } : null;
  return { setBy: source, value: host.text.replace(LOOPBACK_HOST, "0.0.0.0") };
}

/** What follows the words that SHOP_HOST and SHOP_PORT have in common. */
const HOST_WORDS = /^((listen|bind)_?)?(host(name)?|addr(ess)?|ip|listen|bind)$/i;

/**
 * The same as the author's image does it, where the code shows no more than the variable: `ENV LISTEN_ADDR=0.0.0.0:8080`,
 * or `ENV SHOP_HOST=0.0.0.0` beside SHOP_PORT.
 * @param isRead whether the code reads a variable
 */
export function rebindByImage(
  open: OpenPort | undefined,
  environment: ReadonlyMap<string, Said<string>>,
  isRead: (variable: string) => boolean,
): Project["rebind"] {
  const setBy = open?.port.setBy ?? "";
  if (open?.port.bind !== "loopback" || !setBy.startsWith("env:")) return null;
  const variable = setBy.slice("env:".length);
  const value = environment.get(variable)?.fact ?? "";
  const [, port] = /^(?:0\.0\.0\.0|\[::\])?:(\d+)$/.exec(value) ?? [];
  if (Number(port) === open.port.port) return { setBy, value };
  const common = variable.replace(/[^_]*$/, "");
  const [host] = [...environment].find(
    ([name, { fact }]) =>
      /^(0\.0\.0\.0|::)$/.test(fact) &&
      name.startsWith(common) &&
      HOST_WORDS.test(name.slice(common.length)) &&
      isRead(name),
  ) ?? [null];
  return host === null ? null : { setBy: `env:${host}`, value: "0.0.0.0" };
}

/** A further port of the service, or a page for administration that people are to open, which a setting puts on loopback; profiles stay there. */
function forPeople({ port, listener }: OpenPort): boolean {
  if (port.bind !== "loopback" || !/^(env|flag|file):/.test(port.setBy ?? "")) return false;
  if (port.purpose === "main" || port.purpose === "grpc") return true;
  if (port.purpose !== "admin") return false;
  const around = `${port.setBy} ${listener?.hints ?? ""}`;
  return /admin|management|mgmt|console/i.test(around) && !/pprof|debug|profil|expvar/i.test(around);
}

function named(source: string | null): string | null {
  if (source?.startsWith("env:")) return `the variable ${source.slice(4)}`;
  if (source?.startsWith("flag:")) return `the flag ${source.slice(5)}`;
  return source?.startsWith("file:") ? `it in ${source.slice(5)}` : null;
}

/** Whether the setting is the number alone, so that no address fits in it. */
function isNumberAlone({ port, listener }: OpenPort): boolean {
  const { parts = [] } = listener?.address ?? {};
  return parts.some(({ text, sources }) => /^\d*$/.test(text) && sources.includes(port.setBy ?? ""));
}

/** The file that has the host in a setting of its own, beside the number of the port. */
function fileOfHost(open: OpenPort): string | undefined {
  const { port, listener } = open;
  const host = listener?.address.parts?.find(({ text }) => LOOPBACK_HOST.test(text));
  const source = listener === null ? port.setBy : host && isNumberAlone(open) ? setBy(host) : null;
  return /^file:(.*)/.exec(source ?? "")?.[1];
}

/** What opens it: a setting, a file, or nothing but other code. */
function remedyOf(open: OpenPort, rebind: Project["rebind"]): string {
  const { port } = open;
  const setter = named(rebind?.setBy ?? (isNumberAlone(open) ? null : port.setBy));
  const file = fileOfHost(open);
  if (file !== undefined) return `unless you set its host in ${file} to 0.0.0.0`;
  return setter
    ? `unless you set ${setter} to ${rebind?.value ?? `an address such as 0.0.0.0:${port.port}`}`
    : "so listen on all interfaces in the code";
}

function loopback({ port }: OpenPort, remedy: string): Warning {
  return {
    code: "loopback-bind",
    message: `port ${port.port} is bound to loopback, where nothing outside the container reaches it, ${remedy}`,
    evidence: port.evidence,
    blocksBuild: false,
  };
}

function noHandler(evidence: string): Warning {
  return {
    code: "no-sigterm-handler",
    message:
      "nothing handles SIGTERM: requests under way are cut off when the container stops, and the exit code is 2",
    evidence,
    blocksBuild: false,
  };
}

function outside({ path, evidence }: Write): Warning {
  return {
    code: "writes-outside",
    message: `the program writes to ${path}, outside its working directory, where the container's user may not write`,
    evidence,
    blocksBuild: false,
  };
}

/** Nothing moves these: a variable or flag that did would be among the settings of the image. */
function beside({ evidence }: Write): Warning {
  return {
    code: "writes-beside",
    message:
      "the program may write files right into its working directory, which holds the program and is read-only: keep such a file in a volume with --volumes FILE:data, or have it write into a directory of its own",
    evidence,
    blocksBuild: false,
  };
}

/** What the reader should know before the service runs in a container. */
export function serverWarnings(input: {
  readonly served: OpenPort | undefined;
  readonly ports: readonly OpenPort[];
  readonly rebind: Project["rebind"];
  readonly handlesSigterm: boolean | null;
  readonly writes: readonly Write[];
  readonly mainEvidence: string;
}): readonly Warning[] {
  const first = input.served;
  return [
    ...(first?.port.bind === "loopback" ? [loopback(first, remedyOf(first, input.rebind))] : []),
    // Whoever changes the arguments should know.
    ...(first?.openedBy ? [loopback(first, `unless it is started with ${first.openedBy}`)] : []),
    ...input.ports
      .filter((open) => open !== first && forPeople(open))
      .map((open) => loopback(open, remedyOf(open, rebindOf(open)))),
    ...(input.handlesSigterm === false ? [noHandler(input.mainEvidence)] : []),
    ...input.writes.filter(({ path }) => path.startsWith("..")).map(outside),
    ...input.writes.filter(({ path }) => path === ".").map(beside),
  ];
}
