import type { Evidence } from "../../../types/project.ts";

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
  /** A field of a table that stands first in a list: others beside it may mean something else. */
  readonly listed?: boolean;
  /** The default of a key of the configuration: what sets it is a file that is not in sight. */
  readonly preset?: boolean;
  /** What the text was put together from. */
  readonly parts?: readonly Value[];
  /** Other texts that the code gives it on other ways, `prod.yml` beside `dev.yml`. */
  readonly others?: readonly string[];
  /** Texts in its place that a setting is only a part of, with that setting: `:` and what `PORT` holds. */
  readonly forms?: readonly Form[];
}

export interface Form {
  readonly text: string;
  readonly source: string;
}

/** More ways than this are a table, not a choice. */
const MOST_OTHERS = 8;

export const UNKNOWN: Value = { text: HOLE, numeric: false, sources: [], evidence: null };

export function known(text: string, evidence: Evidence | null, sources: readonly string[] = []): Value {
  return { text, numeric: false, sources, evidence };
}

export function isKnown(value: Value | null): value is Value {
  return value !== null && !value.text.includes(HOLE);
}

/** Nothing, or the number that stands for none. */
export function isNone({ text, numeric }: Value): boolean {
  return text === "" || (numeric && text === "0");
}

function rank({ text }: Value): number {
  if (text === "" || text === "0") return 1;
  return text.includes(HOLE) ? (text === HOLE ? 0 : 2) : 3;
}

/** Several possible values: the first of those that say most, and everything that may set it. */
export function merge(values: readonly (Value | null)[]): Value | null {
  const given = values.filter((value) => value !== null);
  const [only] = given;
  if (only && given.length === 1 && !only.others) return only;
  let best: Value | null = null;
  const sources: string[] = [];
  const texts = new Set<string>();
  for (const value of given) {
    for (const source of value.sources) if (!sources.includes(source)) sources.push(source);
    for (const text of [value.text, ...(value.others ?? [])])
      if (text !== "" && !text.includes(HOLE)) texts.add(text);
    if (!best || rank(value) > rank(best)) best = value;
  }
  if (!best) return null;
  const { others: _, ...plain } = best;
  const own = plain.sources;
  const forms = given.flatMap((value) =>
    value.text === "" || value.text === HOLE || value === best
      ? []
      : value.sources.flatMap((source) => (own.includes(source) ? [] : [{ text: value.text, source }])),
  );
  // A setting of the value that counts says more than one of a value in its place: an empty variable only comes
  // before it where nothing else but a flag sets the value.
  const variable = plain.sources.some((source) => source.startsWith("env:"));
  const aside = (source: string) =>
    Number(!plain.sources.includes(source) && (variable || source.startsWith("flag:")));
  const merged = { ...plain, sources: sources.sort((a, b) => aside(a) - aside(b)) };
  return withOthers(forms.length > 0 ? { ...merged, forms } : merged, texts);
}

function withOthers(value: Value, texts: Iterable<string>): Value {
  const others = [...texts].filter((text) => text !== value.text).slice(0, MOST_OTHERS);
  return others.length > 0 ? { ...value, others } : value;
}

/** What becomes of a text and of the others in its place, which a step changes alike. */
export function mapText(value: Value, change: (text: string) => string): Value {
  const { others, ...plain } = value;
  return withOthers({ ...plain, text: change(value.text) }, (others ?? []).map(change));
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
  const join = (texts: readonly string[]): string => texts.join("").replace(/\uFFFF+/g, HOLE);
  const texts = values.map(({ text }) => text);
  const others = values.flatMap((value, index) =>
    (value.others ?? []).map((other) => join(texts.with(index, other))),
  );
  const joined: Value = {
    text: join(texts),
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
  return withOthers(
    joined,
    others.filter((text) => !text.includes(HOLE)),
  );
}

/** The source that is easiest to set in a container: a variable, then a flag, then a file. */
export function setBy(value: Value): string | null {
  for (const kind of ["env:", "flag:", "file:"]) {
    const source = value.sources.find((one) => one.startsWith(kind));
    if (source) return source;
  }
  return value.evidence === null ? null : "literal";
}
