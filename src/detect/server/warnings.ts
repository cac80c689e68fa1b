import type { Port, Warning, Write } from "../../types.ts";
import { setBy } from "./flow/value.ts";
import type { OpenPort } from "./ports/index.ts";

function named(source: string | null): string | null {
  if (source?.startsWith("env:")) return `the variable ${source.slice(4)}`;
  if (source?.startsWith("flag:")) return `the flag ${source.slice(5)}`;
  return source?.startsWith("file:") ? `it in ${source.slice(5)}` : null;
}

/** What decides on the host part of an address: its own source where the address is put together. */
function hostSetter({ port, listener }: OpenPort): string | null {
  const parts = listener?.address.parts ?? [];
  const host = parts.find(({ text }) => /localhost|127\.|::1/.test(text));
  return named(host ? setBy(host) : port.setBy);
}

function loopback(open: OpenPort): Warning {
  const { port, evidence } = open.port;
  const setter = hostSetter(open);
  const remedy = setter
    ? `set ${setter} to an address such as 0.0.0.0:${port}`
    : "listen on all interfaces in the code";
  return {
    code: "loopback-bind",
    message: `port ${port} is bound to loopback, where nothing outside the container reaches it; ${remedy}`,
    evidence,
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

/** What the reader should know before the service runs in a container. */
export function serverWarnings(input: {
  readonly ports: readonly OpenPort[];
  readonly handlesSigterm: boolean | null;
  readonly writesOutside: readonly Write[];
  readonly mainEvidence: string;
}): readonly Warning[] {
  const reachable = (port: Port): boolean => port.bind === "all";
  const served = input.ports.filter(({ port }) => port.purpose === "main" || port.purpose === "grpc");
  const [first] = served;
  return [
    ...(first && !reachable(first.port) ? [loopback(first)] : []),
    ...(input.handlesSigterm === false ? [noHandler(input.mainEvidence)] : []),
    ...input.writesOutside.map(outside),
  ];
}
