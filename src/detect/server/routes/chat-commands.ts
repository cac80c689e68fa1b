/** Commands of chats, which libraries for bots take as routers take paths: `bot.Handle("/ping", pong)`. */
import type { Analysis } from "../flow/context.ts";
import type { Scope } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { importOf, splitName, typeName } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";

const BOTS = /(^|\/)(telebot(\.v\d+)?|tbot)(\/v\d+)?$/;

/** Whether a registration tells a bot of a command: what a file of bots calls so is a router only where its type says so. */
export function isChatCommand({ program }: Analysis, callee: Expression, scope: Scope): boolean {
  if (callee.kind !== "selector" || ![...scope.file.importPaths].some((path) => BOTS.test(path)))
    return false;
  if (importOf(callee.base, scope) !== null) return false;
  const type = typeOf(program, callee.base, scope);
  const name = type && typeName(type);
  if (name === null) return true;
  const [path] = splitName(name);
  return BOTS.test(path) || program.packages.has(path);
}
