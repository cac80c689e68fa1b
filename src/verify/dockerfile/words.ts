/** Splits at white space outside quotes; quotes and backslashes stay in the words. */
export function splitWords(text: string): string[] {
  return text.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\]|["'\\])+/g) ?? [];
}

/** Without the quotes and backslashes that a shell would take away. */
export function unquote(word: string): string {
  return word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g, (_, double, single, escaped) =>
    double !== undefined ? double.replace(/\\(["\\$])/g, "$1") : (single ?? escaped),
  );
}

/** The strings of an exec form such as `["/app/x", "serve"]`; null for anything else. */
export function execForm(text: string): string[] | null {
  if (!text.trimStart().startsWith("[")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : null;
  } catch {
    return null;
  }
}

/** A use of a variable that Docker itself expands. */
interface VariableUse {
  readonly name: string;
  /** `${NAME:-x}`, `${NAME+x}`: being undefined is provided for. */
  readonly hasFallback: boolean;
}

const VARIABLE = /\\.|'[^']*'|\$(?:\{(\w+)([^}]*)\}|(\w+))/g;

/** Uses outside single quotes and not behind a backslash. */
export function variablesOf(text: string): VariableUse[] {
  return [...text.matchAll(VARIABLE)]
    .map(([, braced, rest, bare]) => ({
      name: braced ?? bare ?? "",
      hasFallback: /^:?[-+?]/.test(rest ?? ""),
    }))
    .filter((use) => use.name !== "" && !/^\d/.test(use.name));
}

/** Replaces variables by what `lookup` knows; null means undefined and becomes "". */
export function expand(text: string, lookup: (name: string) => string | null): string {
  return text.replace(VARIABLE, (whole, braced, rest, bare) => {
    const name = braced ?? bare;
    if (name === undefined) return whole;
    const value = lookup(name);
    const [, colon, operator, word = ""] = /^(:?)([-+])(.*)$/.exec(rest ?? "") ?? [];
    const isSet = value !== null && (colon !== ":" || value !== "");
    if (operator === "-") return isSet ? (value ?? "") : word;
    if (operator === "+") return isSet ? word : "";
    return value ?? "";
  });
}

/** `A=b C="d e"` as pairs; null for the legacy form `NAME value`. */
export function keyValues(text: string): { readonly key: string; readonly value: string }[] | null {
  const words = splitWords(text);
  if (words[0] === undefined || !words[0].includes("=")) return null;
  return words.map((word) => {
    const at = word.indexOf("=");
    return at === -1
      ? { key: word, value: "" }
      : { key: unquote(word.slice(0, at)), value: word.slice(at + 1) };
  });
}
