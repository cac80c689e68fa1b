/** Programs that keep their settings in a table by the name of the variable. */

import type { Analysis } from "../flow/context.ts";
import { place, type Scope } from "../flow/program.ts";
import type { Expression } from "../go/ast.ts";
import { parseAddress, parsePort } from "./address.ts";
import type { OpenPort } from "./open-port.ts";

const NAMES =
  /^((APP|SERVER|HTTP|WEB|API|SERVICE)_)?(LISTEN(_ADDR(ESS)?|_PORT)?|BIND(_ADDR(ESS)?)?|PORT|ADDR(ESS)?)$/;

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

function entry(name: string, value: Expression, scope: Scope): OpenPort[] {
  const found = firstPort(value);
  const address = found && parseAddress(found.text);
  const port = address?.port ?? (found && parsePort(found.text));
  if (!found || !port) return [];
  const evidence = place(scope.file, found.at);
  const bind = address?.bind ?? "all";
  return [
    {
      port: { port, protocol: "tcp", bind, purpose: "main", setBy: `env:${name}`, evidence },
      listener: null,
    },
  ];
}

/** `map[string]option{"LISTEN_ADDR": {value: "127.0.0.1:8080"}}`. */
export function optionTablePorts(analysis: Analysis): OpenPort[] {
  const found = (analysis.program.composites.get("") ?? []).flatMap(({ composite, type, scope }) =>
    type?.kind !== "container"
      ? []
      : composite.elements.flatMap(({ key, value }) =>
          key?.kind === "string" && NAMES.test(key.value) ? entry(key.value, value, scope) : [],
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
