/** The port that people meet the service on, and what opens it where it is on loopback. */
import type { Project } from "../../../types/project.ts";
import type { Said } from "../docker/said.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { isKnown, setBy, type Value } from "../flow/value.ts";
import { flagArguments, TEXT_FLAGS } from "../settings/flag-calls.ts";
import type { OpenPort } from "./open-port.ts";

export const LOOPBACK_HOST = /localhost|127(\.\d+){3}|\[?::1\]?/;

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
  // `net.SplitHostPort` of one default: the setting in its place is the whole address as well.
  const isWhole = address?.parts?.some(
    (part) =>
      part !== host && /^\d+$/.test(part.text) && setBy(part) === source && part.evidence === host.evidence,
  );
  const text = isWhole && address && isKnown(address) ? address.text : host.text;
  return { setBy: source, value: text.replace(LOOPBACK_HOST, "0.0.0.0") };
}

/** Flags that say for what they are. */
const BINDS = /^flag:--?(bind|listen)[-_.]?(host(name)?|addr(ess)?|ip)?$/i;

/**
 * The same by a flag whose default is the very text that the address has, where the way from the flag to the listener is
 * not in sight: `flags.String("address", defaults.Address, "")` before `override(flags, "address", &cfg.Address)`; or by
 * the only one that says it is for this and whose default is a host on loopback.
 */
export function rebindByFlag(analysis: Analysis, open: OpenPort | undefined): Project["rebind"] {
  const address = open?.listener?.address;
  if (open?.port.bind !== "loopback" || open.port.setBy !== "literal" || !address?.evidence) return null;
  const flags = textFlags(analysis);
  const same = flags.find(({ value }) => value.evidence === address.evidence && value.text === address.text);
  const hosts = flags.filter(({ source, value }) => BINDS.test(source) && isLoopbackAlone(value.text));
  const [flag] = same ? [same] : hosts;
  if (!flag || (!same && hosts.length > 1)) return null;
  return { setBy: flag.source, value: flag.value.text.replace(LOOPBACK_HOST, "0.0.0.0") };
}

interface TextFlag {
  readonly source: string;
  readonly value: Value;
}

function textFlags(analysis: Analysis): readonly TextFlag[] {
  const sites = TEXT_FLAGS.flatMap((name) => analysis.program.calls.get(name) ?? []);
  return sites.flatMap(({ call, scope, guards }) => {
    const value = flagArguments(call) && valueIn(analysis, call, scope);
    const source = value ? setBy(value) : null;
    if (!value || !source?.startsWith("flag:") || isOff(analysis, guards, scope)) return [];
    return [{ source, value }];
  });
}

function isLoopbackAlone(text: string): boolean {
  return text.replace(LOOPBACK_HOST, "") === "";
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
