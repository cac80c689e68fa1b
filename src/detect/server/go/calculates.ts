/** Bodies that only calculate: they say how the service runs no more than packages that do. */
import { code, Kind, type Tokens } from "./tokens.ts";

const C = Object.fromEntries(
  "( [ ] { . : , := == else case default var".split(" ").map((one) => [one, code(one)]),
);
/** What else starts code, waits, declares a type or leaves the order of the lines. */
const SPEAKS = new Set("func go defer select chan type struct interface const goto <-".split(" ").map(code));
const ASSIGNS = new Set("= += -= *= /= |= &= %= ^= <<= >>= &^=".split(" ").map(code));
const HEADS = new Set(["if", "for", "switch"].map(code));
const ENDS = new Set([")", "]", "}"].map(code));
const STARTS = new Set([";", "{", "}", ":", "if", "for", "switch", "else"].map(code));
const BUILT_IN = new Set(
  "append cap clear copy delete len make max min new bool byte rune string float32 float64 int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64".split(
    " ",
  ),
);
/** Not all that `silent.ts` has: the errors of strconv, time and the like may end the program in code that calls them. */
const PURE = /^(bytes|cmp|errors|maps|math|slices|sort|strings|unicode)\.|^fmt\.Errorf$/;
const ERROR = /^errors\.|^fmt\.Errorf$/;

/**
 * Whether a body calls nothing but built-in functions and those of packages that calculate, has
 * neither literals of types nor fields, and gives a value to no variable but its own.
 * @param open index of the token that opens the body
 * @param close index of the token that closes it
 * @param imports import path by the name in the file
 * @param parameters names that the function has besides those that its body defines
 */
export function calculates(
  tokens: Tokens,
  open: number,
  close: number,
  imports: ReadonlyMap<string, string>,
  parameters: readonly string[],
): boolean {
  const own = new Set(["_", ...parameters]);
  const textAt = (at: number): string => tokens.text.slice(tokens.starts[at], tokens.ends[at]);
  const codeAt = (at: number): number => tokens.codes[at] ?? 0;
  const isName = (at: number): boolean => tokens.kinds[at] === Kind.name;
  let inHead = false;
  let inCase = false;
  let brackets = 0;
  let finds = false;
  let fails = false;
  /** Names in front of an assignment, those of indexes aside. */
  const targets = (end: number): string[] => {
    const names: string[] = [];
    let depth = 0;
    for (let at = end - 1; at > open && (depth > 0 || !STARTS.has(codeAt(at))); at--) {
      if (codeAt(at) === C["]"]) depth++;
      else if (codeAt(at) === C["["]) depth--;
      else if (depth === 0 && isName(at)) names.push(textAt(at));
    }
    return names;
  };
  for (let at = open + 1; at < close; at++) {
    const token = codeAt(at);
    if (token === 0) continue;
    if (SPEAKS.has(token)) return false;
    if (HEADS.has(token)) inHead = true;
    else if (token === C.case || token === C.default) inCase = true;
    else if (token === C["["]) brackets++;
    else if (token === C["]"]) brackets--;
    else if (token === C["{"]) {
      if (!inHead && codeAt(at - 1) !== C.else) return false;
      inHead = false;
    } else if (token === C[":"]) {
      if (!inCase && brackets === 0) return false;
      if (brackets === 0) inCase = false;
    } else if (token === C["."]) {
      const path = isName(at - 1) && codeAt(at - 2) !== C["."] ? imports.get(textAt(at - 1)) : undefined;
      const called = `${path}.${textAt(at + 1)}`;
      if (path === undefined || !PURE.test(called)) return false;
      fails ||= ERROR.test(called);
    } else if (token === C["=="]) {
      finds ||= textAt(at + 1) === '""';
    } else if (token === C["("]) {
      if (ENDS.has(codeAt(at - 1))) return false;
      if (isName(at - 1) && codeAt(at - 2) !== C["."] && !BUILT_IN.has(textAt(at - 1))) return false;
    } else if (token === C.var) {
      for (let name = at + 1; isName(name); name += 2) {
        own.add(textAt(name));
        if (codeAt(name + 1) !== C[","]) break;
      }
    } else if (token === C[":="]) for (const name of targets(at)) own.add(name);
    else if (ASSIGNS.has(token) && !targets(at).every((name) => own.has(name))) return false;
  }
  return !(finds && fails);
}
