/** What configuration files that the program is started with say of ports that only the author's image exposes. */
import { posix } from "node:path";
import type { Port, RuntimeFile } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";
import type { ConfigFile } from "../settings/config-files.ts";
import { readConfigValues } from "../settings/config-values.ts";
import { parsePort } from "./address.ts";
import type { OpenPort } from "./open-port.ts";

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/;
/** Beside the port of the same section. */
const HOST = /(^|\.)(host|hostname|address|addr|bind|listen|ip)$/;

/** The same port bound to loopback where a file that the program reads has it beside such a host. */
export function asConfigured(port: Port, files: readonly ConfigFile[]): Port {
  for (const { path, named, values } of files) {
    if (!named) continue;
    for (const [key, { text, line }] of values) {
      if (!/(^|\.)port$/.test(key) || text !== String(port.port)) continue;
      const section = key.replace(/port$/, "");
      const host = [...values].find(
        ([other]) =>
          other.startsWith(section) && HOST.test(other) && !other.slice(section.length).includes("."),
      );
      if (host && LOOPBACK.test(host[1].text))
        return { ...port, bind: "loopback", setBy: `file:${path}`, evidence: `${path}:${line}` };
    }
  }
  return port;
}

/**
 * The port that a file of the arguments has by that name at its top, where neither code nor setting gives one:
 * the author's image may have started with another file.
 */
export function givenByFile(
  { files, repository }: ServerInput,
  ports: readonly OpenPort[],
  given: readonly RuntimeFile[],
): readonly OpenPort[] {
  if (ports.some(({ port, listener }) => listener !== null || port.setBy !== null)) return ports;
  for (const { source } of given) {
    const path = posix.join(repository.root, source);
    const text = files.facts(path)?.kind === "file" ? files.readText(path) : null;
    const value = text === null ? undefined : readConfigValues(source, text).get("port");
    const number = parsePort(value?.text ?? "");
    if (!value || number === null) continue;
    const port: Port = {
      port: number,
      protocol: "tcp",
      bind: "all",
      purpose: "main",
      setBy: `file:${source}`,
      evidence: `${source}:${value.line}`,
    };
    return [{ port, listener: null }];
  }
  return ports;
}
