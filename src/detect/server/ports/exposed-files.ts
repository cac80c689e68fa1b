/** What the configuration files of the author's image say of ports that it exposes. */
import type { Port } from "../../../types/project.ts";
import type { ConfigFile } from "../settings/config-files.ts";

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
