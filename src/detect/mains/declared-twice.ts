/** Programs in one directory: each file is run by its name, and Go builds none of them together. */
import type { Warning } from "../../types/project.ts";
import type { GoPackage } from "../go-source/package.ts";
import { parseGo } from "../server/go/parse.ts";
import { lineAt } from "./find.ts";

/** @param main the package of the main that is built */
export function declaredTwice(main: GoPackage | undefined): readonly Warning[] {
  // What is for one setting of cgo alone has its counterpart for the other.
  const files = main?.files.filter(({ cgoOnly, cgoOffOnly }) => !cgoOnly && !cgoOffOnly) ?? [];
  const places = files.flatMap((file) => {
    const text = file.text();
    if (!/^func\s+main\b/m.test(text)) return [];
    const found = parseGo(text).functions.find(({ name, receiver }) => name === "main" && receiver === null);
    return found ? [`${file.path}:${lineAt(text, found.at)}`] : [];
  });
  const [first, second] = places;
  if (first === undefined || second === undefined) return [];
  const message = `func main is declared at ${first} and at ${second}, and Go builds neither beside the other: move one to a directory of its own`;
  return [{ code: "main-twice", message, evidence: second, blocksBuild: true }];
}
