import { boundToLoopback } from "../../loopback.ts";
import type { Project, Warning, Write } from "../../types/project.ts";
import { setBy } from "./flow/value.ts";
import type { OpenPort } from "./ports/open-port.ts";
import { LOOPBACK_HOST, rebindOf } from "./ports/rebind.ts";
import type { Stage } from "./ports/staged.ts";

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

interface Remedy {
  readonly text: string;
  readonly opening?: Warning["opening"];
}

/** What opens it: a setting, a file, or nothing but other code. */
function remedyOf(open: OpenPort, rebind: Project["rebind"]): Remedy {
  const { port } = open.port;
  const setBy = rebind?.setBy ?? (isNumberAlone(open) ? null : open.port.setBy);
  const setter = named(setBy);
  const file = fileOfHost(open);
  if (file !== undefined) return { text: `unless you set its host in ${file} to 0.0.0.0` };
  if (!setBy || !setter) return { text: "so listen on all interfaces in the code" };
  return {
    text: `unless you set ${setter} to ${rebind?.value ?? `an address such as 0.0.0.0:${port}`}`,
    opening: { port, setBy, value: rebind?.value ?? null },
  };
}

function loopback({ port }: OpenPort, { text, opening }: Remedy): Warning {
  return {
    code: "loopback-bind",
    message: `${boundToLoopback(port.port)}, ${text}`,
    evidence: port.evidence,
    blocksBuild: false,
    ...(opening ? { opening } : {}),
  };
}

function closedElsewhere({ setting: { setBy, value }, closed }: Stage): Warning {
  return loopback(closed, { text: `unless ${setBy.replace("env:", "")} is ${value}, as the image sets it` });
}

/** Whoever changes the arguments should know. */
function openedByArgument(open: OpenPort, argument: string): Warning {
  const [name, value] = argument.split(/=(.*)/s);
  const opening =
    value === undefined ? {} : { opening: { port: open.port.port, setBy: `flag:${name}`, value } };
  return loopback(open, { text: `unless it is started with ${argument}`, ...opening });
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
  readonly stage: Stage | null;
  readonly handlesSigterm: boolean | null;
  readonly writes: readonly Write[];
  readonly mainEvidence: string;
}): readonly Warning[] {
  const first = input.served;
  // TCP and UDP on one number are one port to who looks at them.
  const isFirstOfNumber = ({ port }: OpenPort, at: number) =>
    input.ports.findIndex((one) => one.port.port === port.port && one.port.bind === port.bind) === at;
  return [
    ...(first?.port.bind === "loopback" ? [loopback(first, remedyOf(first, input.rebind))] : []),
    ...(input.stage ? [closedElsewhere(input.stage)] : []),
    ...(first?.openedBy ? [openedByArgument(first, first.openedBy)] : []),
    ...input.ports
      .filter((open, at) => open !== first && forPeople(open) && isFirstOfNumber(open, at))
      .map((open) => loopback(open, remedyOf(open, rebindOf(open)))),
    ...(input.handlesSigterm === false ? [noHandler(input.mainEvidence)] : []),
    ...input.writes.filter(({ path }) => path.startsWith("..")).map(outside),
    ...input.writes.filter(({ path }) => path === ".").map(beside),
  ];
}
