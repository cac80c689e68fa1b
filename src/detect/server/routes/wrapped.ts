/** Routes of a helper that puts each path together of what its caller gives it: `"/" + group + path`. */
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { valueAtCall } from "../flow/every-call.ts";
import { implementation } from "../flow/implementers.ts";
import { type CallSite, lastName, outermostFunction, place, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { lookUp } from "../flow/types.ts";
import { isUnused } from "../flow/unused.ts";
import { HOLE } from "../flow/value.ts";
import { someExpression } from "../flow/walk.ts";
import type { Expression, Parameter } from "../go/ast.ts";

export interface WrappedPath {
  /** As it is registered, which may be behind a method. */
  readonly text: string;
  /** Where the last part of it stands: at the caller, unless the helper says it. */
  readonly evidence: string;
  /** The call of the helper, which may be a method of a router that has another one inside. */
  readonly caller?: CallSite;
}

/** A helper of more callers is asked only for those that name a path which is looked for. */
const MANY_CALLERS = 24;

/** Parameters of the function around that the text is made of, directly or by way of a variable. */
function parametersIn(expression: Expression, scope: Scope, depth = 0): readonly Parameter[] {
  const found: Parameter[] = [];
  someExpression(expression, (inner) => {
    const meant = inner.kind === "name" ? lookUp(inner.name, scope) : null;
    if (meant?.parameter) {
      if (meant.scope === outermostFunction(scope)) found.push(meant.parameter);
    } else if (depth < 2 && meant?.scope.node) {
      for (const { value, scope: where } of meant.definitions)
        if (value) found.push(...parametersIn(value, where, depth + 1));
    }
    return false;
  });
  return found;
}

/**
 * The text as the last step leaves it: of `/live`, `/v1/live` and `GET /v1/live` each is made of the one before.
 * Null where they are made of different ones.
 */
function lastStep(texts: readonly string[]): string | null {
  const parts = texts.map((text) => /^(?:([A-Z]+) )?(.*)$/s.exec(text.replace(/\/{2,}/g, "/")));
  const [method, ...others] = new Set(parts.flatMap((part) => part?.[1] ?? []));
  const paths = parts.map((part) => part?.[2] ?? "");
  const longest = [...paths].sort((a, b) => b.length - a.length)[0] ?? "";
  if (others.length > 0 || !paths.every((path) => longest.endsWith(path))) return null;
  return method === undefined ? longest : `${method} ${longest}`;
}

/** What each caller has the helper register; null where the text is not made of its parameters. */
export function wrappedPaths(
  analysis: Analysis,
  candidate: Expression,
  scope: Scope,
  wanted: (path: string) => boolean,
): readonly WrappedPath[] | null {
  const outer = outermostFunction(scope);
  const taken = parametersIn(candidate, scope);
  if (taken.length === 0) return null;
  const callers = callersOf(analysis, outer).filter((caller) => !isUnused(analysis, caller.scope));
  const isWanted = (text: string | null) => text !== null && wanted(`/${text.replace(/^\//, "")}`);
  const names = ({ call, scope: where }: CallSite): boolean =>
    call.args.some((argument) => argument.kind !== "function" && isWanted(textOf(analysis, argument, where)));
  const last = candidate.kind === "binary" ? candidate.right : candidate;
  const { node } = outer;
  const receiver = node?.kind === "declaration" ? node.receiver : null;
  // `mux.Handle(s.base+Path, h)`: which instance it is decides on the prefix alone.
  const ofInstance = taken.every((one) => one === receiver);
  const says = ofInstance || (last.kind === "string" && isWanted(last.value));
  const own = says ? place(scope.file, last.at) : null;
  return (callers.length > MANY_CALLERS ? callers.filter(names) : callers).flatMap((caller) => {
    const value = valueAtCall(analysis, candidate, scope, caller);
    const text = value && lastStep([value.text, ...(value.others ?? [])]);
    return !text || text.includes(HOLE)
      ? []
      : [
          {
            text,
            evidence: own ?? place(caller.scope.file, caller.call.at),
            ...(ofInstance ? {} : { caller }),
          },
        ];
  });
}

/** The functions of the program that register what they are given behind more, `m.r.Handle(m.base + path, h)`. */
function composers({ program, memo }: Analysis, registers: RegExp): ReadonlySet<Scope["node"]> {
  memo.composers ??= new Set(
    [...program.calls].flatMap(([name, sites]) =>
      registers.test(name) ? sites.filter(isComposing).map(({ scope }) => outermostFunction(scope).node) : [],
    ),
  );
  return memo.composers;
}

/** Before a path there may be a method; what follows the path is its handler, `r.GET(path, wrap(handlers))`. */
function isComposing({ call: { callee, args }, scope }: CallSite): boolean {
  const takesMethod = args.length > 2 && !/^(get|any|all|getfunc|handlefunc)$/i.test(lastName(callee));
  return args
    .slice(0, takesMethod ? 2 : 1)
    .some((one) => /^(binary|call)$/.test(one.kind) && parametersIn(one, scope).length > 0);
}

/** Whether a call comes to such a function: then the text of the call is no path by itself. */
export function isComposed(
  analysis: Analysis,
  { call: { callee }, scope }: CallSite,
  registers: RegExp,
): boolean {
  const all = composers(analysis, registers);
  if (all.size === 0) return false;
  const called = calledFunction(analysis.program, callee, scope) ?? implementation(analysis, callee, scope);
  return called !== null && all.has(called.declaration);
}
