/** Files that are served by the name of their route. */
import { posix } from "node:path";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { lastName, place } from "../flow/program.ts";
import type { Expression } from "../go/ast.ts";
import type { OpenedPath } from "./opened-paths.ts";

/** `Handle("/swagger.yaml", http.FileServer(http.Dir("./")))`: of what is served the file that the route names. */
export function routedFiles(analysis: Analysis): OpenedPath[] {
  return (analysis.program.calls.get("Handle") ?? []).flatMap(({ call, scope, guards }) => {
    const [route, handler] = call.args;
    const served = handler && argumentOf(handler, "FileServer");
    const directory = textOf(analysis, served && argumentOf(served, "Dir"), scope);
    const path = /^(?:[A-Z]+ )?(\/.*\.\w+)$/.exec(textOf(analysis, route, scope) ?? "")?.[1];
    if (directory === null || path === undefined || isOff(analysis, guards, scope)) return [];
    return [{ text: posix.join(directory, path), evidence: place(scope.file, call.at), other: true }];
  });
}

/** The first argument, where the expression is a call of that name. */
function argumentOf(expression: Expression, name: string): Expression | undefined {
  return expression.kind === "call" && lastName(expression.callee) === name ? expression.args[0] : undefined;
}
