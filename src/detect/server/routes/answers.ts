/** Whether code answers a request by itself, or hands it on to the handler behind it. */
import { lastName, type Program, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { eachIn, someExpression } from "../flow/walk.ts";
import type { Call, Expression, FunctionLiteral, Parameter, Statement } from "../go/ast.ts";

const HEALTH = /health|live|alive|ready|readiness|ping|status|probe|heartbeat/i;
/** What says that there is nothing here, or no longer, or not yet. */
const REFUSES = /^(StatusNotFound|StatusGone|StatusNotImplemented|StatusMethodNotAllowed|404|405|410|501)$/;
const REFUSING = /not_?found|notimplemented|methodnotallowed/i;
/** Methods of the contexts of gin, echo and the like that answer. */
const ANSWERS =
  /^(String|JSON|JSONP|IndentedJSON|PureJSON|JSONPretty|JSONBlob|Data|HTML|HTMLBlob|XML|YAML|Blob|Stream|File|Status|NoContent|Render|Send\w*|Abort\w+|Write\w*)$/;

const WRITER = /^(ResponseWriter|Context|Ctx)$/;

function ofType(parameters: readonly Parameter[], type: RegExp): readonly string[] {
  return parameters
    .filter((one) => type.test(one.type.kind === "unknown" ? "func" : lastName(one.type)))
    .map(({ name }) => name);
}

/** Names of the parameters of the functions around that are of these types. */
function parametersOf(scope: Scope, type: RegExp): ReadonlySet<string> {
  const names = new Set<string>();
  for (let outer: Scope | null = scope; outer; outer = outer.parent)
    for (const name of ofType(outer.node?.parameters ?? [], type)) names.add(name);
  return names;
}

const writersOf = (scope: Scope) => parametersOf(scope, WRITER);
const handlersOf = (scope: Scope) => parametersOf(scope, /^(func|Handler|HandlerFunc|RequestHandler)$/);

function isNamed(expression: Expression | undefined, names: ReadonlySet<string>): boolean {
  return expression?.kind === "name" && names.has(expression.name);
}

function callsIn(statements: readonly Statement[]): Call[] {
  const calls: Call[] = [];
  eachIn(statements, (expression) => {
    if (expression.kind === "call") calls.push(expression);
  });
  return calls;
}

/** `next.ServeHTTP(w, r)`, `next(c)`, `c.Next()`, go-restful's `chain.ProcessFilter(req, resp)`. */
function handsOn({ callee, args }: Call, scope: Scope): boolean {
  if (callee.kind === "name") return handlersOf(scope).has(callee.name);
  if (callee.kind !== "selector") return false;
  const { base, name } = callee;
  if (name === "ProcessFilter") return true;
  if (name === "ServeHTTP") return !HEALTH.test(lastName(base.kind === "call" ? base.callee : base));
  return /^next$/i.test(name) && (args.length > 0 || isNamed(base, writersOf(scope)));
}

/** Whether the branch hands the request on and ends the function. */
export function letsPass(branch: readonly Statement[], scope: Scope): boolean {
  return branch.at(-1)?.kind === "return" && callsIn(branch).some((call) => handsOn(call, scope));
}

/** Whether the call writes an answer: it is one of the writer, or is handed the writer. */
function writes({ callee, args }: Call, writers: ReadonlySet<string>): boolean {
  if (args.some((argument) => isNamed(argument, writers))) return true;
  if (callee.kind !== "selector" || !ANSWERS.test(callee.name)) return false;
  const { base } = callee;
  // `c.Status(200).JSON(body)`, `c.Writer.WriteHeader(200)`, `json.NewEncoder(w).Encode(body)`.
  return someExpression(base, (inner) => isNamed(inner, writers));
}

function refuses({ callee, args }: Call): boolean {
  const named = (one: Expression) => (one.kind === "number" ? one.text : lastName(one));
  return REFUSING.test(lastName(callee)) || args.some((one) => REFUSES.test(named(one)));
}

/** Statements that run on every way through the block: not those of a condition that leaves it. */
function straight(statements: readonly Statement[]): readonly Statement[] {
  return statements.filter(
    (one) => !(one.kind === "if" && one.otherwise.length === 0 && one.then.at(-1)?.kind === "return"),
  );
}

/**
 * Whether the branch answers by itself.
 * @param closed the code after it runs only without the branch
 */
export function answersItself(branch: readonly Statement[], scope: Scope, closed: boolean): boolean {
  const calls = callsIn(straight(branch));
  if (calls.some((call) => handsOn(call, scope) || refuses(call))) return false;
  const leaves =
    branch.at(-1)?.kind === "return" || calls.some((call) => /^Abort/.test(lastName(call.callee)));
  const last = !callsIn(scope.node?.body ?? []).some((call) => handsOn(call, scope));
  if (callsIn(branch).some((call) => writes(call, writersOf(scope)))) return leaves || closed || last;
  // A handler of net/http that returns has answered with an empty page.
  return leaves && last && parametersOf(scope, /^ResponseWriter$/).size > 0;
}

/** Of `users.List` and of `list(store)`, which makes the handler. */
function nameOf(handler: Expression): string {
  return lastName(handler.kind === "call" ? handler.callee : handler);
}

/** `users.ProxyRequest`, `proxyTo(url)`: another server answers, unless the name says that it is about health. */
export function isForwarded(handler: Expression | undefined): boolean {
  const name = handler ? nameOf(handler) : "";
  return /proxy|forward/i.test(name) && !HEALTH.test(name);
}

type Handling = Pick<FunctionLiteral, "parameters" | "body">;

function handlingOf(program: Program, handler: Expression, scope: Scope): Handling | undefined {
  return handler.kind === "function" ? handler : calledFunction(program, handler, scope)?.declaration;
}

function bodyOf(program: Program, handler: Expression, scope: Scope): readonly Statement[] | undefined {
  return handlingOf(program, handler, scope)?.body;
}

/** Whether a handler keeps the connection, so that whoever asks waits for ever: a web socket, a stream of events. */
export function staysOpen(program: Program, handler: Expression | undefined, scope: Scope): boolean {
  if (!handler) return false;
  return callsIn(bodyOf(program, handler, scope) ?? []).some(
    ({ callee, args }) =>
      lastName(callee) === "Upgrade" ||
      args.some((one) => one.kind === "string" && one.value === "text/event-stream"),
  );
}

/** Whether a handler does nothing but say that there is nothing here: `http.NotFound`, or 501 in its body. */
export function isRefusal(program: Program, handler: Expression | undefined, scope: Scope): boolean {
  if (!handler) return false;
  if (REFUSING.test(nameOf(handler))) return true;
  // `http.HandlerFunc(gone)`
  if (handler.kind === "call" && handler.args.length === 1) return isRefusal(program, handler.args[0], scope);
  const body = bodyOf(program, handler, scope);
  if (!body?.every(({ kind }) => /^(expression|return|assign|declare)$/.test(kind))) return false;
  return callsIn(body).some(refuses);
}

/** What a server says of itself when it is asked whether it lives. */
const WELL =
  /^\s*(ok|okay|pong|up|alive|healthy|(i am|i'm|server is|service is) (ok|up|alive|running))[.!]*\s*$/i;

function isStraight(statements: readonly Statement[]): boolean {
  return statements.every((one) =>
    one.kind === "block" ? isStraight(one.body) : one.kind !== "if" && one.kind !== "switch",
  );
}

/** Whether a handler answers "OK" to whoever asks, and does nothing else. */
export function saysWell(program: Program, handler: Expression, scope: Scope): boolean {
  // `http.HandlerFunc(index)`
  if (handler.kind === "call") return handler.args.some((one) => saysWell(program, one, scope));
  if (!/^(function|name|selector)$/.test(handler.kind)) return false;
  const handling = handlingOf(program, handler, scope);
  if (!handling || !isStraight(handling.body)) return false;
  const writers = new Set(ofType(handling.parameters, WRITER));
  const isWell = (one: Expression) => one.kind === "string" && WELL.test(one.value);
  return callsIn(handling.body).some(
    (call) => writes(call, writers) && call.args.some((argument) => someExpression(argument, isWell)),
  );
}
