import { isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import type { Check } from "../../types/verdict.ts";
import { failed } from "../checks.ts";

/** A YAML file as a value, with the line that each part stands on. */
export interface ComposeDocument {
  readonly path: string;
  readonly value: unknown;
  /** Of the key at this path of keys and indexes, else of the nearest part around it. */
  lineOf(keys: readonly string[]): number;
}

/** Reads a compose file; the checks say what is wrong with its YAML. */
export function readCompose(
  path: string,
  text: string,
): { readonly document: ComposeDocument | null; readonly checks: readonly Check[] } {
  const counter = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: counter, merge: true });
  if (parsed.errors.length > 0) {
    const checks = parsed.errors.map(({ message, pos }) =>
      failed("yaml", explain(message), { file: path, line: counter.linePos(pos[0]).line }),
    );
    return { document: null, checks };
  }
  const lineOf = (keys: readonly string[]): number => {
    const offset = offsetOf(parsed.contents, keys);
    return offset === null ? 1 : counter.linePos(offset).line;
  };
  return { document: { path, value: parsed.toJS(), lineOf }, checks: [] };
}

/** The parser's message without its drawing of the place. */
function explain(message: string): string {
  const first = (message.split("\n")[0] ?? message).replace(/ at line \d+, column \d+:?$/, "");
  return /tabs/i.test(first) ? "A tab in the indentation: YAML wants spaces" : first;
}

function offsetOf(contents: unknown, keys: readonly string[]): number | null {
  let node = contents;
  let offset = (node as Node | null)?.range?.[0] ?? null;
  for (const key of keys) {
    const items: readonly unknown[] = isMap(node) ? node.items : itemsOf(node);
    const pair = items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === key);
    const next = isPair(pair) ? pair.value : items[Number(key)];
    const start = isPair(pair) ? (pair.key as Node).range?.[0] : (next as Node | undefined)?.range?.[0];
    if (start === undefined) return offset;
    offset = start;
    node = next;
  }
  return offset;
}

function itemsOf(node: unknown): readonly unknown[] {
  return typeof node === "object" && node !== null && "items" in node && Array.isArray(node.items)
    ? node.items
    : [];
}
