import type { Call, Expression } from "../go/ast.ts";
import { flagArguments } from "../settings/flag-calls.ts";
import { type Definition, lastName } from "./program.ts";
import { someExpression } from "./walk.ts";

/** `flag.StringVar(&x, ...)` and its kin of every type and flag package give x its value. */
const BINDS_FLAG = /^([A-Z]\w*)?VarP?$/;

/** `parseInt(&c.Port, "APP_PORT")`: a helper that fills a field from a variable. */
function mayBindVariable({ args }: Call): boolean {
  const [first, second] = args;
  if (first?.kind !== "unary" || first.operator !== "&" || first.operand.kind !== "selector") return false;
  return second?.kind === "string"
    ? /^[A-Z][A-Z0-9_]+$/.test(second.value)
    : second?.kind === "name" || second?.kind === "selector";
}

/** What programs call their helpers that fill what is empty: `setDefaultInt(&c.Port, 8080)`. */
const FILLS = /^set(Default(String|U?[Ii]nt\d*|Bool|Duration)?|Fallback|If(Empty|Zero|Unset))$/;

/**
 * What fills the variable that is pointed to where it is empty, the first of these that is not:
 * `setter.SetDefault(&c.Addr, os.Getenv("ADDR"), ":80")`. Empty for every other call.
 */
export function fillings({ callee, args: [first, ...others] }: Call): readonly Expression[] {
  if (first?.kind !== "unary" || first.operator !== "&") return [];
  const name = lastName(callee);
  // A helper that takes more may be handed limits before the default.
  return name === "SetDefault" || (others.length === 1 && FILLS.test(name)) ? others : [];
}

/** Whether the call gives the variable that its first argument points to a value. */
export function bindsFirst(call: Call): boolean {
  if (call.args[0]?.kind !== "unary") return false;
  return BINDS_FLAG.test(lastName(call.callee)) || fillings(call).length > 0 || mayBindVariable(call);
}

/** Whether the call writes a default of its own to the variable, over what that held before. */
export function overwrites(value: Expression): boolean {
  if (value.kind !== "call" || !BINDS_FLAG.test(lastName(value.callee))) return false;
  return /^(string|number|name)$/.test(flagArguments(value)?.fallback.kind ?? "");
}

/** A variable hides a package only after its own definition: `config := config.Load()`. */
export function hides({ at, value }: Definition, name: Expression): boolean {
  if (at >= name.at) return false;
  return !someExpression(value, (inner) => inner === name);
}
