import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";

/** A port as EXPOSE and compose name it. */
export interface PortPlan {
  readonly port: number;
  readonly protocol: "tcp" | "udp";
}

/** An environment variable that decides what the program listens on. */
export interface PortVariable {
  readonly name: string;
  /** It holds an address such as `:8080`, not a number. */
  readonly address: boolean;
}

export function parsePort(text: string): PortPlan {
  const [port, protocol] = text.split("/");
  return { port: Number(port), protocol: protocol === "udp" ? "udp" : "tcp" };
}

/** `8080`, `53/udp`. */
export const portText = ({ port, protocol }: PortPlan): string =>
  protocol === "udp" ? `${port}/udp` : String(port);

const portOf = (value: string): number => Number(/(\d+)$/.exec(value)?.[1] ?? 0);

/** NAME=value pairs as a map. */
export function environmentMap(pairs: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    pairs.map((pair) => {
      const equals = pair.indexOf("=");
      return [pair.slice(0, equals), pair.slice(equals + 1)] as const;
    }),
  );
}

/** The variable that sets `port`, as the code reads it and with what the answers set it to; null when none does. */
export function portVariable(project: Project, answers: Answers, port: number): PortVariable | null {
  const answered = environmentMap(answers.env);
  for (const { name, seen } of settingVariables(project)) {
    const value = answered.get(name);
    if ((value === undefined ? seen : portOf(value)) !== port) continue;
    const known = value ?? project.environment.find((variable) => variable.name === name)?.default ?? null;
    return { name, address: known?.includes(":") ?? /ADDR|LISTEN|BIND|HOST/.test(name) };
  }
  return null;
}

/** Variables with the port that each of them sets by default; one that sets several is nobody's to set. */
function settingVariables({ ports, unsetPort }: Project): readonly { name: string; seen: number }[] {
  const all = [
    ...ports.filter(({ protocol }) => protocol === "tcp"),
    ...(unsetPort ? [{ setBy: unsetPort.setBy, port: portOf(unsetPort.value) }] : []),
  ]
    .filter(({ setBy }) => setBy?.startsWith("env:"))
    .map(({ setBy, port }) => ({ name: setBy?.slice("env:".length) ?? "", seen: port }));
  return all.filter((one) => all.every(({ name, seen }) => name !== one.name || seen === one.seen));
}

/**
 * Another port of the host for each, so that development and production run side
 * by side: 18080 for 8080, the next free one where that is taken.
 */
export function productionHostPorts(ports: readonly PortPlan[], debugPort: number): readonly number[] {
  const taken = new Set([...ports.map(({ port }) => port), debugPort]);
  // One for both protocols of a port, as DNS has them.
  const chosen = new Map<number, number>();
  return ports.map(({ port }) => {
    const known = chosen.get(port);
    if (known !== undefined) return known;
    let candidate = port + 10_000 > 65_535 ? port - 10_000 : port + 10_000;
    while (taken.has(candidate)) candidate = candidate === 65_535 ? 1024 : candidate + 1;
    taken.add(candidate);
    chosen.set(port, candidate);
    return candidate;
  });
}
