/** `u.Host` and `u.Path` of `u, err := url.Parse("http://localhost:8090/data")`: servers listen on the one, databases lie at the other. */
import type { Call, Selector } from "../go/ast.ts";
import { weighed } from "./conditional.ts";
import type { Analysis, Context } from "./context.ts";
import { contextFor, evaluate } from "./evaluate.ts";
import { isOff } from "./guards.ts";
import { qualifiedName } from "./known-calls.ts";
import { type Maker, makersOf } from "./makers.ts";
import { guardsOf } from "./program.ts";
import type { Steps } from "./steps.ts";
import { isKnown, mapText, type Value } from "./value.ts";

const HOST = /^\w+:\/\/(?:[^@/]*@)?([^/?#]+)/;

function isParse(one: Maker): one is Maker & { readonly expression: Call } {
  const { expression, scope } = one;
  return (
    expression.kind === "call" &&
    /^net\/url\.(Must)?Parse$/.test(qualifiedName(expression.callee, { scope, frame: null }) ?? "")
  );
}

/** The host with its port, null where the text names none. */
const hostOf = (text: string): string | null => {
  const host = HOST.exec(text)?.[1] ?? "";
  return /:\d+$/.test(host) ? host : null;
};

/** What stands behind scheme and host, which a path on the disk has none of. */
const pathOf = (text: string): string | null =>
  text.replace(/^\w[\w+.-]*:(?=\/)(\/\/[^/?#]*)?/, "").replace(/[?#].*$/, "") || null;

const PARTS: Readonly<Record<string, (text: string) => string | null>> = { Host: hostOf, Path: pathOf };

/** The part that the field names; null for other fields. */
export function partOfParsed(
  analysis: Analysis,
  { base, name }: Selector,
  context: Context,
  steps: Steps,
): Value | null {
  const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  if (!part) return null;
  const makers = makersOf(analysis, base, context.scope);
  if (!makers.some(isParse)) return null;
  // `case "production": serve(url)` beside `case "development": serve(url)`, which a flag chooses of.
  const isElsewhere = ({ expression, scope }: Maker) =>
    isOff(analysis, guardsOf(analysis.program, expression), scope);
  const isChoice = makers.length > 1 && makers.every(({ expression }) => expression.kind === "call");
  const off = isChoice ? weighed(analysis, makers, isElsewhere) : null;
  const [made, ...others] = makers.filter((one) => !off?.includes(one));
  if (!made || !isParse(made) || others.length > 0) return null;
  const [parsed] = made.expression.args;
  const text = parsed ? evaluate(analysis, parsed, contextFor(made.scope, context), steps) : null;
  if (!isKnown(text) || part(text.text) === null) return null;
  return mapText(text, (one) => part(one) ?? "");
}
