import type { Evidence } from "../../../types.ts";

/** Stands in a text for a part that the code does not show. */
export const HOLE = "\uFFFF";

/** What a text or number is when nobody sets anything, and what sets it. */
export interface Value {
  /** With `HOLE` for unknown parts; "" is the empty string. */
  readonly text: string;
  readonly numeric: boolean;
  /** `env:PORT`, `flag:-port`, `file:config.yml`, in the order they were seen. */
  readonly sources: readonly string[];
  /** Where the text was seen; null when no part of it was. */
  readonly evidence: Evidence | null;
  /** What the text was put together from. */
  readonly parts?: readonly Value[];
}

export const UNKNOWN: Value = { text: HOLE, numeric: false, sources: [], evidence: null };

export function known(text: string, evidence: Evidence | null, sources: readonly string[] = []): Value {
  return { text, numeric: false, sources, evidence };
}

export function isKnown(value: Value | null): value is Value {
  return value !== null && !value.text.includes(HOLE);
}

function rank({ text }: Value): number {
  if (text === "" || text === "0") return 1;
  return text.includes(HOLE) ? (text === HOLE ? 0 : 2) : 3;
}

/** Several possible values: the first of those that say most, and everything that may set it. */
export function merge(values: readonly (Value | null)[]): Value | null {
  let best: Value | null = null;
  const sources: string[] = [];
  for (const value of values) {
    if (!value) continue;
    for (const source of value.sources) if (!sources.includes(source)) sources.push(source);
    if (!best || rank(value) > rank(best)) best = value;
  }
  return best && { ...best, sources };
}

/** How much a part of an address looks like its port. */
function portLikeness({ text }: Value): number {
  if (/^\d+$/.test(text)) return 100 + text.length;
  return /:\d+$/.test(text) ? 50 : text.replace(/\D/g, "").length;
}

/** One text after the other. The evidence is that of the part which looks most like a port. */
export function concatenate(parts: readonly (Value | null)[]): Value {
  const values = parts.map((part) => part ?? UNKNOWN);
  const ordered = [...values].sort((one, other) => portLikeness(other) - portLikeness(one));
  const place = ordered.find((value) => value.evidence !== null);
  const port = ordered[0] ?? UNKNOWN;
  return {
    text: values
      .map(({ text }) => text)
      .join("")
      .replace(/\uFFFF+/g, HOLE),
    numeric: false,
    // Of `host + ":" + port` it is the port that a reader asks for.
    sources: [
      ...new Set([
        ...(portLikeness(port) > 0 ? port.sources : []),
        ...values.flatMap(({ sources }) => sources),
      ]),
    ],
    evidence: place?.evidence ?? null,
    parts: values.flatMap((value) => value.parts ?? [value]),
  };
}

/** The source that is easiest to set in a container: a variable, then a flag, then a file. */
export function setBy(value: Value): string | null {
  for (const kind of ["env:", "flag:", "file:"]) {
    const source = value.sources.find((one) => one.startsWith(kind));
    if (source) return source;
  }
  return value.evidence === null ? null : "literal";
}
