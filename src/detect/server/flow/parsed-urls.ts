/** `u.Host` of `u, err := url.Parse("http://localhost:8090")`, which servers listen on as well. */
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

/** The host with its port; null for other fields, and where the text names no port. */
export function hostOfParsed(
  analysis: Analysis,
  { base, name }: Selector,
  context: Context,
  steps: Steps,
): Value | null {
  if (name !== "Host") return null;
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
  if (!isKnown(text) || !/:\d+$/.test(HOST.exec(text.text)?.[1] ?? "")) return null;
  return mapText(text, (one) => HOST.exec(one)?.[1] ?? "");
}
