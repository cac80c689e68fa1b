/** Command-line flags of the standard library, pflag, cobra, urfave/cli and peterbourgon/ff. */
import type { Analysis, Context } from "../flow/context.ts";
import { namesIn } from "../flow/names.ts";
import { isNil, lastName, place, type SourceFile } from "../flow/program.ts";
import { lookUp } from "../flow/types.ts";
import { HOLE, isKnown, merge, type Value } from "../flow/value.ts";
import type { Call, Composite, Expression } from "../go/ast.ts";

type Evaluate = (expression: Expression | undefined) => Value | null;

const FLAG =
  /^(String|Int|Int32|Int64|Uint|Uint16|Uint32|Uint64|Bool|Duration|StringSlice|StringArray|IP)(Var)?(P|Long)?$/;

const OTHER_FLAG = /^(\w+)(Var)(P|Long)?$/;

/** Calls that define a flag with a text, such as a path or an address. */
export const TEXT_FLAGS = ["String", "StringVar", "StringP", "StringVarP"];

/** Where name, letter and default of a flag stand among the arguments; null when the call defines none. */
export function flagArguments(
  call: Call,
): { name: Expression; shorthand: Expression | null; fallback: Expression } | null {
  const called = lastName(call.callee);
  if (called === "Var") return ownFlag(call);
  const match = FLAG.exec(called) ?? (fillsPointer(call) ? OTHER_FLAG.exec(called) : null);
  if (!match) return null;
  const first = match[2] ? 1 : 0;
  const last = first + (match[3] === "P" ? 2 : 1);
  const name = call.args[first];
  const fallback = call.args[last];
  // The usage comes last: this tells a flag from `slog.Int("port", 80)`. goflags is told behind it how a list is read.
  const behind =
    call.args.length - last - (match[1] === "StringSlice" && call.args.length > last + 2 ? 1 : 0);
  if (!name || !fallback || behind !== 2) return null;
  return { name, shorthand: match[3] === "P" ? (call.args[first + 1] ?? null) : null, fallback };
}

/** `TextVar(&level, "level", info, "")`, and those of other types that libraries and programs add. */
function fillsPointer({ args: [target, name] }: Call): boolean {
  return target?.kind === "unary" && target.operator === "&" && name?.kind === "string";
}

/** `flag.Var(&addr, "listen", "where to listen")`: what the variable begins with is the default. */
function ownFlag({ args }: Call): ReturnType<typeof flagArguments> {
  const [target, name] = args;
  if (target?.kind !== "unary" || target.operator !== "&" || !name || args.length !== 3) return null;
  return { name, shorthand: null, fallback: target.operand };
}

/** `[]string{":8080"}` as the one value that it holds; anything else is itself. */
export function onlyElement(expression: Expression): Expression {
  if (expression.kind !== "composite" || expression.type?.kind !== "container") return expression;
  const [first, ...others] = expression.elements;
  return first && first.key === null && others.length === 0 ? first.value : expression;
}

/** A flag as a source of values, in the way of the library that the file imports: `flag:-addr`, `flag:--addr`. */
export function flagSource(name: string, file: SourceFile): string {
  const long = [...file.importPaths].some((path) => /pflag|cobra|\/ff\/v4/.test(path));
  return `flag:${long ? "--" : "-"}${name}`;
}

/**
 * `var level logLevel` of `flag.Var(&level, "level", "")`, and `o.Level` of `flag.StringVar(&o.Level, "level", o.Level, "")`,
 * which nothing but the flag gives a value.
 */
function beginsEmpty({ program }: Analysis, call: Call, target: Expression, { scope }: Context): boolean {
  if (target.kind === "name" && lastName(call.callee) === "Var") {
    const definitions = lookUp(target.name, scope)?.definitions ?? [];
    return definitions.length > 0 && definitions.every(({ value }) => value === null || value === call);
  }
  const [pointer] = call.args;
  const isItself =
    target.kind === "selector" &&
    pointer?.kind === "unary" &&
    pointer.operator === "&" &&
    namesIn(pointer.operand) === namesIn(target);
  return isItself && (program.fieldValues.get(target.name) ?? []).every(({ value }) => value === call);
}

/** `[]string{}`, and nil in its place. */
function isEmptyList(fallback: Expression): boolean {
  if (fallback.kind === "composite") return fallback.elements.length === 0;
  return isNil(fallback);
}

/** The default of a flag that the call defines, with the flag as its source. */
export function flagCall(
  analysis: Analysis,
  call: Call,
  name: string | null,
  context: Context,
  value: Evaluate,
): Value | null {
  if (name !== null && !/(^|\/)p?flag\./.test(name)) return null;
  const found = flagArguments(call);
  const flag = found && value(found.name);
  if (!found || !isKnown(flag) || !/^[\w.-]+$/.test(flag.text)) return null;
  const { file } = context.scope;
  const fallback = value(onlyElement(found.fallback));
  const evidence = place(file, call.at);
  const sources = [...(fallback?.sources ?? []), flagSource(flag.text, file)];
  if (!fallback) {
    const empty = isEmptyList(found.fallback) || beginsEmpty(analysis, call, found.fallback, context);
    const text = empty ? "" : HOLE;
    return { text, numeric: false, sources, evidence };
  }
  return { ...fallback, sources, evidence: fallback.evidence ?? evidence };
}

function field(literal: Composite, ...names: string[]): Expression | undefined {
  return literal.elements.find(({ key }) => key?.kind === "name" && names.includes(key.name))?.value;
}

function texts(expression: Expression | undefined, value: Evaluate): string[] {
  if (expression?.kind === "composite") return expression.elements.flatMap((one) => texts(one.value, value));
  if (expression?.kind === "call") return expression.args.flatMap((one) => texts(one, value));
  const text = value(expression);
  return isKnown(text) ? text.text.split(",").map((one) => one.trim()) : [];
}

/** `&cli.StringFlag{Name: "port", Value: "8080", EnvVars: []string{"PORT"}}` of urfave/cli, versions 1 to 3. */
export function flagLiteral(literal: Composite, context: Context, value: Evaluate): Value | null {
  if (!/Flag$/.test(lastName(literal.type))) return null;
  const name = value(field(literal, "Name"));
  if (!isKnown(name)) return null;
  const variables = texts(field(literal, "EnvVars", "EnvVar", "Sources"), value).filter((one) =>
    /^[A-Z]\w*$/.test(one),
  );
  const [flag = name.text] = name.text.split(",");
  const sources = [...variables.map((variable) => `env:${variable}`), `flag:--${flag.trim()}`];
  const evidence = place(context.scope.file, literal.at);
  const given = field(literal, "Value");
  const list = given?.kind === "call" && lastName(given.callee) === "NewStringSlice" ? given.args[0] : given;
  // A default that is not in sight is none that is empty.
  const unknown = { text: given ? HOLE : "", numeric: false, sources: [], evidence };
  const fallback = value(list && onlyElement(list)) ?? unknown;
  return merge([{ ...fallback, sources: [...sources, ...fallback.sources] }]);
}
