/** Commands of a program of subcommands, and which of them serves. */
import { RUNS } from "../flow/aside.ts";
import type { Analysis } from "../flow/context.ts";
import { endsAtOnce, MADE_ERROR } from "../flow/fatal.ts";
import { field, literalOf } from "../flow/literals.ts";
import { lastName, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import type { Composite, Expression, Statement } from "../go/ast.ts";

export interface Needed {
  readonly words: readonly string[];
  readonly evidence: string;
}

/** Best first. */
export const SERVES = [
  "serve",
  "server",
  "serve-http",
  "http",
  "start",
  "run",
  "web",
  "api",
  "daemon",
  "up",
  "listen",
  "service",
  "start-server",
  "run-server",
  "app",
  "standalone",
  "all",
  "agent",
];
/** Never the one that serves, nor one above it. */
export const OTHER =
  /^(version|help|completion|migrate\w*|init|config|health\w*|gen\w*|docs?|seed|validate|check|client|worker|user\w*|admin|db|import|export|backup|restore|test|debug|ping|status|stop|create\w*|list|dump|env|revoke|renew|delete|destroy|remove|reset|(un)?install|update|upgrade|scan|lint|fmt|format)$/;

export interface Command {
  readonly composite: Composite;
  readonly scope: Scope;
  readonly name: string;
  readonly runs: boolean;
}

const HELPS = /^(Help|Usage|HelpFunc|UsageFunc|ShowAppHelp|ShowAppHelpAndExit)$/;
const SAYS =
  /^(F?[Pp]rint(f|ln)?|(Info|Warn|Error)(f|ln)?|([Pp]rint|[Ss]how)(Logo|Banner|Title|Header|Welcome|Version|Help|Usage))$/;

interface Body {
  readonly statements: readonly Statement[];
  readonly scope: Scope | null;
}

/** What a command runs: a function in its place, or one that is declared elsewhere; null where it is not in sight. */
function bodyOf({ program }: Analysis, run: Expression, scope: Scope | undefined): Body | null {
  if (run.kind === "function") return { statements: run.body, scope: program.literals.get(run) ?? null };
  const declared = scope && run.kind === "name" ? calledFunction(program, run, scope) : null;
  return declared ? { statements: declared.declaration.body, scope: declared.scope } : null;
}

/** Every statement but the conditions around them. */
function stepsOf(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((one) =>
    one.kind === "if" ? stepsOf([...(one.init ? [one.init] : []), ...one.then, ...one.otherwise]) : [one],
  );
}

/** A function that does nothing but say how the program is used, or greet, and end; also where saying so fails. */
function onlyHelps({ statements, scope }: Body): boolean {
  const called = stepsOf(statements).flatMap((one) => {
    // `log.Fatal(serve())` does something first.
    const isCall = one.kind === "expression" && one.value.kind === "call";
    const does = isCall && one.value.args.some(({ kind }) => kind === "call");
    if (!does && endsAtOnce([one], scope)) return [];
    const isValue = one.kind === "return" || one.kind === "assign";
    const value = one.kind === "expression" ? one.value : isValue ? one.values[0] : null;
    // A text, or an end with nothing.
    if (value === undefined || value?.kind === "string" || (value?.kind === "name" && value.name === "nil"))
      return [];
    // `return flag.ErrHelp`
    if (value?.kind === "selector" && value.name === "ErrHelp") return ["Help"];
    if (value?.kind !== "call") return [""];
    // `return errors.New("which protocol?")`
    if (one.kind === "return" && MADE_ERROR.test(lastName(value.callee))) return ["Help"];
    // `cmd.HelpFunc()(cmd, args)`
    return [lastName(value.callee.kind === "call" ? value.callee.callee : value.callee)];
  });
  return called.length > 0 && called.every((name) => HELPS.test(name) || SAYS.test(name));
}

/** Whether a command does something by itself: a Run in the literal or assigned to it. */
export function runs(analysis: Analysis, composite: Composite): boolean {
  // What is hidden from the help is started by the program itself, such as a plugin.
  if (field(composite, "Hidden")) return false;
  const { composites, fieldValues } = analysis.program;
  const run = field(composite, ...RUNS);
  const site = run && composites.get("Command")?.find((one) => one.composite === composite);
  const assigned = RUNS.flatMap((name) => fieldValues.get(name) ?? []).filter(
    ({ base, scope }) => base !== null && literalOf(analysis, base, scope) === composite,
  );
  const given = run ? [{ value: run, scope: site?.scope }] : assigned;
  return given.some(({ value, scope }) => {
    const body = bodyOf(analysis, value, scope);
    return body === null || !onlyHelps(body);
  });
}

/** The one that serves by its name. */
export function named<One extends Pick<Command, "name" | "runs">>(commands: readonly One[]): One | null {
  for (const name of SERVES) {
    const found = commands.find((command) => command.name === name && command.runs);
    if (found) return found;
  }
  return null;
}

/** `api-server`, `http_server`, `webserver`, `serve-api`, `runserver`, `app:start`. */
const SERVER =
  /^(api|web|http|rest|app|main)[-_]?server$|^(serve|start|run)([-_:](api|web|http|rest|app|all)|[-_]?server)$|^(api|web|http|rest|app|server|service):(start|serve|run|up|listen)$/i;

/** That one; else the only one that is called a server of something, or that may serve at all. */
export function best(commands: readonly Command[]): Command | null {
  const left = commands.filter(({ name, runs: does }) => does && name !== "" && !OTHER.test(name));
  const servers = left.filter(({ name }) => SERVER.test(name));
  const [only = null, ...others] = servers.length > 0 ? servers : left;
  return named(commands) ?? (others.length === 0 ? only : null);
}
