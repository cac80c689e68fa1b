/** Options of jawher/mow.cli: `app.String(cli.StringOpt{Name: "a addr", EnvVar: "ADDR"})`, `app.StringOpt("addr", ":80", "")`. */
import type { Context } from "../flow/context.ts";
import { lastName, place } from "../flow/program.ts";
import { HOLE, isKnown, type Value } from "../flow/value.ts";
import type { Call, Composite, Expression } from "../go/ast.ts";

type Evaluate = (expression: Expression | undefined) => Value | null;

const KIND = "(?:String|Int|Bool|Float64|Strings|Ints|Floats64)";
const LITERAL = new RegExp(`^${KIND}(?:Opt|Arg)$`);
const TAKES_LITERAL = new RegExp(`^${KIND}$`);

const usesIt = ({ scope: { file } }: Context) => file.importPaths.has("github.com/jawher/mow.cli");

/** Of `p port` the longest. */
function flagOf(names: string): string {
  const [long = ""] = names.split(/\s+/).sort((a, b) => b.length - a.length);
  return long.length === 1 ? `-${long}` : `--${long}`;
}

function option(
  { scope }: Context,
  at: number,
  name: Value | null,
  given: Value | null,
  variables: Value | null,
  isFlag: boolean,
): Value | null {
  if (!isKnown(name) || name.text === "") return null;
  const names = isKnown(variables) ? variables.text.split(/\s+/).filter((one) => one !== "") : [];
  const sources = [
    ...names.map((one) => `env:${one}`),
    ...(isFlag ? [`flag:${flagOf(name.text)}`] : []),
    ...(given?.sources ?? []),
  ];
  const evidence = given?.evidence ?? place(scope.file, at);
  return { ...(given ?? { text: HOLE, numeric: false }), sources, evidence };
}

export function mowLiteral(literal: Composite, context: Context, value: Evaluate): Value | null {
  const type = lastName(literal.type);
  if (!LITERAL.test(type) || !usesIt(context)) return null;
  const field = (name: string) =>
    literal.elements.find(({ key }) => key?.kind === "name" && key.name === name)?.value;
  const given = field("Value");
  const fallback = given ? value(given) : { text: "", numeric: false, sources: [], evidence: null };
  return option(
    context,
    literal.at,
    value(field("Name")),
    fallback,
    value(field("EnvVar")),
    type.endsWith("Opt"),
  );
}

export function mowCall({ callee, args, at }: Call, context: Context, value: Evaluate): Value | null {
  const name = lastName(callee);
  const [first, second] = args;
  if (callee.kind !== "selector" || !usesIt(context)) return null;
  if (args.length === 1 && first?.kind === "composite" && TAKES_LITERAL.test(name)) return value(first);
  if (args.length !== 3 || !LITERAL.test(name)) return null;
  return option(context, at, value(first), value(second), null, name.endsWith("Opt"));
}
