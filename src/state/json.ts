import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { UserError } from "../errors.ts";
import { didYouMean } from "../similar.ts";

/** A parsed JSON text whose errors know their line. */
export interface JsonDocument {
  readonly root: Node;
  /** Line of a node, from 1. */
  line(node: Node): number;
  /** @throws UserError exit 2, `FILE:LINE: message`. */
  fail(node: Node, message: string): never;
  /**
   * The members of an object by key.
   *
   * @param known the keys that may be there; null: any.
   * @throws UserError exit 2 when the node is no object, or on a key twice or unknown.
   */
  members(node: Node, known: readonly string[] | null): ReadonlyMap<string, Node>;
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

function wordsFor(text: string, error: ParseError): string {
  // Both sides of a git merge at once: say so, "unexpected token" would not help.
  if (/^(<{7}|={7}|>{7})( |$)/m.test(text)) return "has conflict markers of a git merge: keep one side";
  const code = printParseErrorCode(error.error);
  const words =
    code === "InvalidCommentToken"
      ? "comments are not allowed"
      : code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return `is not valid JSON (${words})`;
}

/**
 * Parses strict JSON: no comments, since they would be lost when it is written again.
 *
 * @param file how errors name the text.
 * @throws UserError exit 2, code `broken-file`.
 */
export function openJson(text: string, file: string): JsonDocument {
  const stop = (offset: number, message: string): never => {
    throw new UserError("broken-file", `${file}:${lineAt(text, offset)}: ${message}`, 2);
  };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors[0];
  if (first) stop(first.offset, wordsFor(text, first));
  if (!root) return stop(0, "is empty, expected a JSON object");

  const fail = (node: Node, message: string): never => stop(node.offset, message);
  return {
    root,
    fail,
    line: (node) => lineAt(text, node.offset),
    members: (node, known) => {
      if (node.type !== "object") return fail(node, "expected a JSON object");
      const members = new Map<string, Node>();
      for (const { children: [key, value] = [] } of node.children ?? []) {
        if (!key || !value) continue;
        const name = String(getNodeValue(key));
        if (members.has(name)) fail(key, `"${name}" stands twice`);
        if (known && !known.includes(name)) fail(key, `unknown key "${name}"${didYouMean(name, known)}`);
        members.set(name, value);
      }
      return members;
    },
  };
}

/** The plain value of a node. getNodeValue makes objects without a prototype, equal to no others. */
export const plainValue = (node: Node): unknown => JSON.parse(JSON.stringify(getNodeValue(node)));

/** `value` as it is saved: two spaces, a newline at the end. */
export const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
