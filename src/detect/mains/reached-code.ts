/** The code of a main's packages that its own names lead to, as far as names alone tell it. */
import type { GraphPackage } from "../reach.ts";

type SourceFile = GraphPackage["files"][number];

interface Piece {
  /** Of a function or method; null for what stands outside of them. */
  readonly name: string | null;
  readonly text: string;
}

const known = new WeakMap<SourceFile, readonly Piece[]>();

/** The functions of a file as gofmt lays them out, and the rest of it. */
function piecesOf(file: SourceFile): readonly Piece[] {
  const seen = known.get(file);
  if (seen) return seen;
  const text = file.text().replace(/^\s*\/\/.*$/gm, "");
  const functions = /^func (?:\([^)]*\) ?)?(\w+)(?:[^\n]*\}$|[\s\S]*?\n\}$)/gm;
  const pieces: Piece[] = [...text.matchAll(functions)].map(([whole, name = ""]) => ({ name, text: whole }));
  const rest = text
    .replace(functions, "")
    .replace(/^(type \w+ (struct|interface) \{[\s\S]*?\n\}|import \([\s\S]*?\n\))$/gm, "");
  const all = [...pieces, { name: null, text: rest }];
  known.set(file, all);
  return all;
}

/**
 * Texts that may run: what stands outside of functions, `init`, and every function whose name those speak of.
 * Exported names are not told apart by package or type, so that it is rather more than less.
 */
export function* reachedCode(main: string, packages: readonly GraphPackage[]): Generator<string> {
  const waiting = new Map<string, (Piece & { readonly home: string })[]>();
  const pending: (Piece & { readonly home: string })[] = [];
  const keyOf = (name: string, home: string): string => (/^[a-z_]/.test(name) ? `${home} ${name}` : name);
  for (const { directory: home, files } of packages) {
    for (const { name, text } of files.flatMap(piecesOf)) {
      const starts = name === null || name === "init" || (name === "main" && home === main);
      const key = keyOf(name ?? "", home);
      if (starts) pending.push({ name, text, home });
      else waiting.set(key, [...(waiting.get(key) ?? []), { name, text, home }]);
    }
  }
  for (let piece = pending.pop(); piece; piece = pending.pop()) {
    yield piece.text;
    for (const [name] of piece.text.matchAll(/\b[A-Za-z_]\w*/g)) {
      const key = keyOf(name, piece.home);
      pending.push(...(waiting.get(key) ?? []));
      waiting.delete(key);
    }
  }
}
