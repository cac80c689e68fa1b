/** Functions that fill the router that they are handed: `r.Route("/orders", orders.Routes)` of chi, fiber, iris. */
import { append } from "../flow/assign.ts";
import type { Analysis } from "../flow/context.ts";
import { type CallSite, lastName, type Program, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import type { Expression, FunctionDeclaration } from "../go/ast.ts";

const FILL = ["Route", "RouteFunc", "Group", "WithGroup", "PartyFunc"];
const ROUTER = /^(Router|Mux|Routes|Group|RouterGroup|Party)$/;

/** Whether an argument is such a function, and no handler. */
export function fillsRouter(program: Program, argument: Expression | undefined, scope: Scope): boolean {
  if (!argument) return false;
  const own = argument.kind === "function" ? argument : calledFunction(program, argument, scope)?.declaration;
  const [only, ...others] = own?.parameters ?? [];
  return only !== undefined && others.length === 0 && ROUTER.test(lastName(only.type));
}

/** A call that hands a router to a function, and what stands for the function in it. */
export interface Filling extends CallSite {
  readonly by: Expression;
}

/** The calls that hand a router to a declared function. */
export function fillingsBy(analysis: Analysis, node: FunctionDeclaration): readonly Filling[] {
  const { memo, program } = analysis;
  memo.fillings ??= allFillings(program);
  return memo.fillings.get(node) ?? [];
}

function allFillings(program: Program): ReadonlyMap<FunctionDeclaration, readonly Filling[]> {
  const found = new Map<FunctionDeclaration, Filling[]>();
  for (const site of FILL.flatMap((name) => program.calls.get(name) ?? [])) {
    for (const by of site.call.args) {
      const declared = /^(name|selector)$/.test(by.kind) ? calledFunction(program, by, site.scope) : null;
      if (declared && fillsRouter(program, by, site.scope))
        append(found, declared.declaration, { ...site, by });
    }
  }
  return found;
}
