/** Programs that keep their settings in a table by the name of the variable or of the setting. */
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { lastName, place, type Scope } from "../flow/program.ts";
import { setBy } from "../flow/value.ts";
import type { Composite, Expression } from "../go/ast.ts";
import { parseAddress, parsePort } from "./address.ts";
import type { OpenPort } from "./open-port.ts";

const NAMES =
  /^((APP|SERVER|HTTP|WEB|API|SERVICE)_)?(LISTEN(_ADDR(ESS)?|_PORT)?|BIND(_ADDR(ESS)?)?|PORT|ADDR(ESS)?)$/;

/** Settings that have a default and a flag beside each other. */
const SETTINGS = /^((app|server|http|web|api|service|listen)[._-])?(port|addr(ess)?|listen|bind)$/;

function field(composite: Composite, name: RegExp): Expression | null {
  return composite.elements.find(({ key }) => key?.kind === "name" && name.test(key.name))?.value ?? null;
}

/** What sets the entry from outside, where it holds a flag. */
function flagOf(analysis: Analysis, expression: Expression, scope: Scope): string | null {
  const literal = expression.kind === "unary" ? expression.operand : expression;
  if (literal.kind !== "composite" || !/Flag$/.test(lastName(literal.type))) return null;
  const value = valueIn(analysis, literal, scope);
  return value && setBy(value);
}

/** `"port": {Default: 8080, CLIFlag: cli.IntFlag{Name: "port", EnvVar: "PORT"}}`. */
function setting(analysis: Analysis, value: Expression, scope: Scope): OpenPort[] {
  const literal = value.kind === "unary" ? value.operand : value;
  if (literal.kind !== "composite") return [];
  const fallback = field(literal, /^default/i);
  const source = literal.elements
    .map((one) => flagOf(analysis, one.value, scope))
    .find((one) => one !== null);
  if (!fallback || !source) return [];
  return entry(source, fallback, scope);
}

/** The first text or number in a literal that is a port or an address. */
function firstPort(expression: Expression, depth = 0): { text: string; at: number } | null {
  if (depth > 4) return null;
  if (expression.kind === "string" || expression.kind === "number") {
    const text = expression.kind === "string" ? expression.value : expression.text;
    return (parseAddress(text) ?? parsePort(text)) ? { text, at: expression.at } : null;
  }
  if (expression.kind === "unary") return firstPort(expression.operand, depth + 1);
  if (expression.kind !== "composite") return null;
  for (const { value } of expression.elements) {
    const found = firstPort(value, depth + 1);
    if (found) return found;
  }
  return null;
}

function entry(setBy: string, value: Expression, scope: Scope): OpenPort[] {
  const found = firstPort(value);
  const address = found && parseAddress(found.text);
  const port = address?.port ?? (found && parsePort(found.text));
  if (!found || !port) return [];
  const evidence = place(scope.file, found.at);
  const bind = address?.bind ?? "all";
  return [
    {
      port: { port, protocol: "tcp", bind, purpose: "main", setBy, evidence },
      listener: null,
    },
  ];
}

function named(analysis: Analysis, name: string, value: Expression, scope: Scope): OpenPort[] {
  if (NAMES.test(name)) return entry(`env:${name}`, value, scope);
  return SETTINGS.test(name) ? setting(analysis, value, scope) : [];
}

/** `map[string]option{"LISTEN_ADDR": {value: "127.0.0.1:8080"}}`. */
export function optionTablePorts(analysis: Analysis): OpenPort[] {
  const found = (analysis.program.composites.get("") ?? []).flatMap(({ composite, type, scope }) =>
    type?.kind !== "container"
      ? []
      : composite.elements.flatMap(({ key, value }) =>
          key?.kind !== "string" ? [] : named(analysis, key.value, value, scope),
        ),
  );
  // An address says more than a port, which here often stands for "none".
  return found
    .sort(
      (a, b) =>
        Number(/ADDR|LISTEN/.test(b.port.setBy ?? "")) - Number(/ADDR|LISTEN/.test(a.port.setBy ?? "")),
    )
    .slice(0, 1);
}
