/** Arguments that main takes without looking how many there are: where none is, it panics. */
import type { Analysis } from "../flow/context.ts";
import { place } from "../flow/program.ts";
import { eachIn } from "../flow/walk.ts";
import type { Statement } from "../go/ast.ts";
import type { Required } from "./required-flags.ts";

/** Statements that run before the first condition, loop or choice. */
function straight(body: readonly Statement[]): readonly Statement[] {
  const end = body.findIndex(({ kind }) => !/^(assign|declare|expression)$/.test(kind));
  return end < 0 ? body : body.slice(0, end);
}

/** `name := os.Args[1]` at the beginning of main. */
export function unguarded({ program }: Analysis, words: readonly string[]): readonly Required[] {
  const main = program.main.functions.get("main");
  if (!main || words.length > 0) return [];
  const { file } = main.scope;
  const found: Required[] = [];
  eachIn(straight(main.declaration.body), (expression) => {
    if (expression.kind !== "index") return;
    // A slice of all arguments may be empty.
    const isOne = /^(os\s*\.\s*)?Args\s*\[\s*[1-9]\d*\s*\]/.test(file.text.slice(expression.base.at));
    if (isOne) found.push({ flag: null, evidence: place(file, expression.at) });
  });
  return found.slice(0, 1);
}
