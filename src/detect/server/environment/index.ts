/** The environment variables that the main reads. */
import { fileOf } from "../../../evidence.ts";
import type { EnvironmentVariable, RuntimeFile } from "../../../types/project.ts";
import { idleFlags } from "../arguments/idle-flags.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { field } from "../flow/literals.ts";
import { place } from "../flow/program.ts";
import { isKnown, type Value } from "../flow/value.ts";
import { isOpen } from "../ports/address.ts";
import type { Listener, OpenPort } from "../ports/open-port.ts";
import { heldFiles } from "../settings/held-files.ts";
import { kingpinVariables } from "../settings/kingpin.ts";
import { isSample, withoutSamples } from "../settings/samples.ts";
import { fieldVariables } from "../settings/variables.ts";
import { defaultOf } from "./defaults.ts";
import { demandedNames } from "./demanded.ts";
import { keyedVariables } from "./keyed.ts";
import { environmentReads, VARIABLE } from "./reads.ts";
import { requiredNames } from "./required.ts";
import { validatedNames } from "./validated.ts";

/** Set by the system, the shell or the orchestrator, not by who runs the service. */
const SYSTEM =
  /^(HOME|PATH|USER|SHELL|PWD|TMPDIR|TEMP|TMP|HOSTNAME|TERM|LANG|LC_\w+|XDG_\w+|GO(PATH|ROOT|OS|ARCH|MAXPROCS|GC|MEMLIMIT)|APPDATA|USERPROFILE|KUBERNETES_\w+|NO_COLOR|COLUMNS|EDITOR|SUDO_\w+|INVOCATION_ID|JOURNAL_STREAM|NOTIFY_SOCKET|LISTEN_(FDS|PID))$/;

/** Flags of urfave/cli and mow.cli that a variable sets. */
function flagVariables(analysis: Analysis): EnvironmentVariable[] {
  const found: EnvironmentVariable[] = [];
  const idle = idleFlags(analysis);
  for (const [type, sites] of analysis.program.composites) {
    if (!/(Flag|Opt|Arg)$/.test(type)) continue;
    for (const { composite, scope } of sites) {
      const value = valueIn(analysis, composite, scope);
      const must = field(composite, "Required");
      const required = must?.kind === "name" && must.name === "true" && !idle.has(composite);
      for (const source of value?.sources ?? []) {
        if (!source.startsWith("env:")) continue;
        const fallback = isKnown(value) && value.text !== "" ? value.text : null;
        found.push({
          name: source.slice(4),
          required,
          default: fallback,
          evidence: place(scope.file, composite.at),
        });
      }
    }
  }
  return found;
}

/** The part of an address that a variable gives: the number in `":" + port`, or `:8080` as a whole. */
function textSetBy(address: Value | null, source: string): string | null {
  const parts = [...(address?.parts ?? []), ...(address ? [address] : [])];
  const part = parts.find(({ sources, text }) => sources.includes(source) && /\d/.test(text));
  return isKnown(part ?? null) ? (part?.text ?? null) : null;
}

/** By file as they are reached, then by line. */
function inOrder({ program }: Analysis, variables: readonly EnvironmentVariable[]): EnvironmentVariable[] {
  const positions = new Map(program.files.map(({ path }, index) => [path, index]));
  const position = ({ evidence }: EnvironmentVariable): [number, number] => {
    const colon = evidence.lastIndexOf(":");
    return [positions.get(evidence.slice(0, colon)) ?? 0, Number(evidence.slice(colon + 1))];
  };
  return [...variables].sort((a, b) => {
    const [fileA, lineA] = position(a);
    const [fileB, lineB] = position(b);
    return fileA - fileB || lineA - lineB;
  });
}

/** `append(env, "SHOP_SOCKETS="+list)`: the program gives it to itself, started once more as its own child. */
function isForChild({ program }: Analysis, name: string): boolean {
  return program.files.some(({ text }) => text.includes(`"${name}="`) || text.includes(`"${name}=%`));
}

/** The address comes from a file that no image holds. */
function isFromSample({ settings }: Analysis, { address }: Listener): boolean {
  const path = fileOf(address.evidence ?? "");
  return settings.configFiles().some((file) => file.path === path && isSample(file));
}

/** The variable that decides on a port, as its listener reads it; null for a port without one. */
function portVariable(
  analysis: Analysis,
  seen: ReadonlyMap<string, EnvironmentVariable>,
  { port, listener }: OpenPort,
): EnvironmentVariable | null {
  const source = port.setBy ?? "";
  const name = source.startsWith("env:") ? source.slice(4) : "";
  const plain = { name, required: false, default: null, evidence: port.evidence };
  const variable = seen.get(name) ?? (VARIABLE.test(name) && listener ? plain : null);
  // Without a listener, or where the code shows no number, the port is somebody else's word.
  if (!variable || !listener) return variable;
  const { address } = listener;
  // What it is given where another place reads it is not what the listener gets.
  if (isKnown(address) && isOpen(address.text) && address.sources.includes(source))
    return { ...variable, default: null };
  if (variable.default !== null || !/\d/.test(address.text) || isFromSample(analysis, listener))
    return variable;
  return { ...variable, required: false, default: textSetBy(address, source) ?? String(port.port) };
}

/**
 * In the order in which the code is reached; a variable is there once.
 *
 * @param runtimeFiles what the image holds of the repository
 */
export function findEnvironment(
  all: Analysis,
  ports: readonly OpenPort[],
  runtimeFiles: readonly RuntimeFile[],
): readonly EnvironmentVariable[] {
  const analysis = withoutSamples(all);
  const reads = environmentReads(analysis);
  // In small letters it is the part of a name that a tag gives, unless the code itself asks for it.
  const isWhole = (name: string) => /[A-Z]/.test(name) || reads.some((read) => read.name === name);
  const names = [
    ...requiredNames(analysis, reads),
    ...demandedNames(analysis, reads),
    ...validatedNames(analysis),
  ];
  const kingpin = kingpinVariables(analysis);
  // What only a flag of another command gives is asked for by the code of that command.
  const idle = new Set(kingpin.flatMap((one) => (one.idle ? one.name : [])));
  const isGivenElse = (name: string) =>
    reads.some((read) => read.name === name) || kingpin.some((one) => one.name === name && !one.idle);
  const isMissed = (name: string) => !isForChild(analysis, name) && (!idle.has(name) || isGivenElse(name));
  const required = new Set(names.filter((name) => isWhole(name) && isMissed(name)));
  const fields = fieldVariables(analysis, heldFiles(analysis, runtimeFiles));
  // A library that fills another struct from the same variable asks for it, whatever the first makes of it.
  const tagged = new Set(fields.flatMap((one) => (one.required ? [one.name] : [])));
  const found: EnvironmentVariable[] = [
    ...reads.map((read) => ({
      name: read.name,
      required: false,
      default: defaultOf(analysis, read),
      evidence: read.evidence,
    })),
    ...fields,
    ...keyedVariables(analysis),
    ...flagVariables(analysis),
    ...kingpin.map(({ idle: _, ...variable }) => variable),
  ];
  const byName = new Map<string, EnvironmentVariable>();
  for (const variable of found) {
    const { name } = variable;
    if (SYSTEM.test(name) || !VARIABLE.test(name)) continue;
    const before = byName.get(name);
    const fallback = tagged.has(name) ? null : (before?.default ?? variable.default);
    const must = fallback === null && (before?.required || variable.required || required.has(name));
    byName.set(name, { ...(before ?? variable), required: must, default: fallback });
  }
  for (const port of ports) {
    const variable = portVariable(all, byName, port);
    if (variable) byName.set(variable.name, variable);
  }
  return inOrder(analysis, [...byName.values()]);
}
