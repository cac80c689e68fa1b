/** Flags without which the program ends at once: cobra, urfave/cli, kingpin, and checks of the program's own. */

import { keyPairs } from "../environment/refused-empty.ts";
import { unlessLetOff } from "../environment/required.ts";
import { libraryReads } from "../files/library-readers.ts";
import type { Analysis } from "../flow/context.ts";
import { comesToEnd, mayComeToEnd } from "../flow/ending.ts";
import { endsProgram, isFatalHere } from "../flow/errors.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { isOff, isOn } from "../flow/guards.ts";
import { field, listed, literalOf } from "../flow/literals.ts";
import { type CallSite, lastName, place, type Scope, type SwitchSite } from "../flow/program.ts";
import { lookUp, packageOf } from "../flow/types.ts";
import { isNone } from "../flow/value.ts";
import { mentions, someExpression } from "../flow/walk.ts";
import type { Call, Composite, Expression, Switch } from "../go/ast.ts";
import { chainOf } from "../settings/kingpin.ts";
import { demandedOptions } from "./docopt.ts";
import { handedToAround, isOfOthers, isOfRunning } from "./kingpin.ts";
import { marked } from "./marked-flags.ts";
import { isInstead, isReached, isRunning } from "./running.ts";
import { usesUrfave } from "./urfave.ts";

export interface Required {
  /** With its dashes; null for an argument without a flag. */
  readonly flag: string | null;
  readonly evidence: string;
}

/** Lists of flags that urfave/cli takes for what runs: those of the App, of the root and of the command. */
function listsInForce(analysis: Analysis): { list: Expression; scope: Scope }[] {
  const { composites, fieldValues, calls } = analysis.program;
  const started = (calls.get("Run") ?? []).flatMap(({ call, scope }) =>
    call.callee.kind === "selector" ? (literalOf(analysis, call.callee.base, scope) ?? []) : [],
  );
  const inForce = [...(composites.get("App") ?? []), ...(composites.get("Command") ?? [])].filter(
    ({ composite, type, scope }) =>
      usesUrfave(scope) &&
      (lastName(type) === "App" || started.includes(composite) || isRunning(analysis, composite)),
  );
  const written = inForce.flatMap(({ composite, scope }) => {
    const list = field(composite, "Flags");
    return list ? [{ list, scope }] : [];
  });
  const assigned = (fieldValues.get("Flags") ?? []).flatMap(({ base, value, scope }) =>
    base !== null && usesUrfave(scope) && isApp(analysis, base, scope, inForce)
      ? [{ list: value, scope }]
      : [],
  );
  return [...written, ...assigned];
}

function isApp(
  analysis: Analysis,
  base: Expression,
  scope: Scope,
  inForce: readonly { readonly composite: Composite }[],
): boolean {
  const literal = literalOf(analysis, base, scope);
  if (literal) return inForce.some(({ composite }) => composite === literal);
  const given = base.kind === "name" ? (lookUp(base.name, scope)?.definitions ?? []) : [];
  return given.some(({ value }) => value?.kind === "call" && lastName(value.callee) === "NewApp");
}

/** `&cli.StringFlag{Name: "key", Required: true}` that no variable sets. */
function literals(analysis: Analysis): Required[] {
  return listsInForce(analysis).flatMap(({ list, scope }) =>
    listed(list, scope).flatMap(({ expression, scope: where }) => {
      const flag = literalOf(analysis, expression, where);
      const must = flag && field(flag, "Required");
      if (!flag || must?.kind !== "name" || must.name !== "true" || field(flag, "FilePath")) return [];
      const at = [...analysis.program.composites.values()].flat().find(({ composite }) => composite === flag);
      const value = at && valueIn(analysis, flag, at.scope);
      const [name] = (at && textOf(analysis, field(flag, "Name"), at.scope)?.split(",")) ?? [];
      if (!at || !name || value?.sources.some((source) => source.startsWith("env:"))) return [];
      return [{ flag: `--${name.trim()}`, evidence: place(at.scope.file, flag.at) }];
    }),
  );
}

/** `kingpin.Flag("key", "").Required().String()` that no variable sets, and the same of an argument. */
function chains(analysis: Analysis): Required[] {
  return (analysis.program.calls.get("Required") ?? []).flatMap(({ call, scope, guards }) => {
    const links = chainOf(call);
    const defined = links.get("Flag") ?? links.get("Arg");
    if (!defined || isSetByVariable(analysis, call) || isOff(analysis, guards, scope)) return [];
    if (!isOfRunning(analysis, defined, scope)) return [];
    const name = textOf(analysis, defined.args[0], scope);
    if (name === null) return [];
    return [{ flag: links.has("Flag") ? `--${name}` : null, evidence: place(scope.file, defined.at) }];
  });
}

/** `Envar` may stand behind `Required` as well as before it. */
function isSetByVariable(analysis: Analysis, required: Call): boolean {
  const isIn = ({ call }: CallSite): boolean =>
    chainOf(call).get("Required") === required || chainOf(required).get("Envar") === call;
  return (analysis.program.calls.get("Envar") ?? []).some(isIn);
}

/** `cmd.Action(func(...) error { ... })` of a command of kingpin that does not run. */
function isOfOther(analysis: Analysis, scope: Scope): boolean {
  return handedToAround(scope, /^(PreAction|Action|Setup)$/).some(
    (site) => !isOfRunning(analysis, site.call, site.scope),
  );
}

/** Whether the program comes by for certain, however it is started. */
function isAsked(analysis: Analysis, { scope, guards }: Pick<SwitchSite, "scope" | "guards">): boolean {
  if (!isOn(analysis, guards) || isOff(analysis, guards, scope) || isOfOther(analysis, scope)) return false;
  return !isInstead(analysis, guards) && isReached(analysis, scope);
}

/** The flag that is empty unless somebody gives it, and that alone decides on the value. */
function emptyFlag(analysis: Analysis, tested: Expression, scope: Scope): string | null {
  const value = valueIn(analysis, tested, scope);
  const [source = ""] = value && isNone(value) && value.sources.length === 1 ? value.sources : [];
  const flag = source.slice("flag:".length);
  return source.startsWith("flag:") && !isOfOthers(analysis, flag.replace(/^-*/, "")) ? flag : null;
}

/** `if key == "" { key = random() }` before it: what the flag leaves empty is something else by then. */
function isGivenAnother(tested: Expression, scope: Scope): boolean {
  if (tested.kind !== "name") return false;
  const { name, at } = tested;
  const before = (lookUp(name, scope)?.definitions ?? []).filter(
    (one) => one.at < at && one.value !== null && !mentions(one.value, name),
  );
  return before.length > 1;
}

/** `if *key == "" { log.Fatal("-key is required") }`, or `problems = append(problems, "no -key")` that end it later. */
function checked(analysis: Analysis): Required[] {
  return analysis.program.conditions.flatMap((site) => {
    const { statement, scope } = site;
    const missing = unlessLetOff(analysis, statement.condition, scope).filter(
      (tested) => !isGivenAnother(tested, scope),
    );
    if (missing.length === 0 || !mayComeToEnd(analysis, site)) return [];
    const found = missing.flatMap((tested) => {
      const flag = emptyFlag(analysis, tested, scope);
      return flag === null ? [] : [{ flag, evidence: place(scope.file, statement.condition?.at ?? 0) }];
    });
    const ends = () => isFatalHere(analysis, statement.then, scope) || comesToEnd(analysis, site);
    return found.length > 0 && isAsked(analysis, site) && ends() ? found : [];
  });
}

/** `if *path != "" { load(*path) }` anywhere: the code knows what to do without the flag. */
function isWeighed(analysis: Analysis, flag: string): boolean {
  return analysis.program.conditions.some(({ statement: { condition }, scope }) =>
    someExpression(
      condition,
      (inner) => /^(name|selector|unary)$/.test(inner.kind) && emptyFlag(analysis, inner, scope) === flag,
    ),
  );
}

/** `os.ReadFile(*path)` of a flag that nobody gives: an empty path is no file, and the program ends without one. */
function opened(analysis: Analysis): Required[] {
  const ofFiles = ["ReadFile", "Open"]
    .flatMap((name) => analysis.program.calls.get(name) ?? [])
    .filter(({ call, scope }) => /^(os|io\/ioutil)$/.test(packageOf(call.callee, scope) ?? ""))
    .map((site) => ({ site, path: site.call.args[0] }));
  const ofKeys = keyPairs(analysis).map(({ site, argument }) => ({ site, path: argument }));
  return [...ofFiles, ...libraryReads(analysis), ...ofKeys].flatMap(({ site, path }) => {
    const { call, scope } = site;
    const flag = path ? emptyFlag(analysis, path, scope) : null;
    if (flag === null || !isAsked(analysis, site) || !endsProgram(analysis, site)) return [];
    return isWeighed(analysis, flag) ? [] : [{ flag, evidence: place(scope.file, call.at) }];
  });
}

/** What runs for the empty text: its own case, or the default where the others are for words alone. */
function caseOfNothing({ cases }: Switch): Switch["cases"][number] | undefined {
  const values = cases.flatMap((one) => one.values);
  const own = cases.find((one) => one.values.some((value) => value.kind === "string" && value.value === ""));
  const isPlain = values.every(({ kind }) => kind === "string");
  return own ?? (isPlain ? cases.find((one) => one.values.length === 0) : undefined);
}

/** `switch *kind { case "memory": ... default: log.Fatal("unknown kind") }`. */
function chosen(analysis: Analysis): Required[] {
  return analysis.program.switches.flatMap((site) => {
    const { statement, scope } = site;
    const tag = statement.header.at(-1);
    const taken = caseOfNothing(statement);
    if (tag?.kind !== "expression" || !taken || !isFatalHere(analysis, taken.body, scope)) return [];
    const flag = emptyFlag(analysis, tag.value, scope);
    if (flag === null || !isAsked(analysis, site)) return [];
    return [{ flag, evidence: place(scope.file, tag.value.at) }];
  });
}

/** Whether the condition is about a flag and is false as long as nobody gives it. */
function isUngiven(analysis: Analysis, condition: Expression, scope: Scope): boolean {
  const isOfFlag = someExpression(
    condition,
    (inner) => valueIn(analysis, inner, scope)?.sources.some((source) => source.startsWith("flag:")) ?? false,
  );
  return isOfFlag && isOn(analysis, [{ condition, negated: true, scope }]);
}

/** `switch { case *mainnet: ... case *testnet: ... default: log.Fatal("which network?") }`: any of several flags. */
function oneOfSeveral(analysis: Analysis): Required[] {
  return analysis.program.switches.flatMap((site) => {
    const { statement, scope } = site;
    const values = statement.cases.flatMap((one) => one.values);
    const otherwise = statement.cases.find((one) => one.values.length === 0);
    if (statement.header.at(-1)?.kind === "expression" || values.length === 0 || !otherwise) return [];
    if (!isFatalHere(analysis, otherwise.body, scope)) return [];
    if (!values.every((value) => isUngiven(analysis, value, scope)) || !isAsked(analysis, site)) return [];
    return [{ flag: null, evidence: place(scope.file, values[0]?.at ?? 0) }];
  });
}

/** In every way in which the code may ask for one. */
export function requiredFlags(analysis: Analysis): readonly Required[] {
  return [
    ...marked(analysis),
    ...literals(analysis),
    ...chains(analysis),
    ...checked(analysis),
    ...chosen(analysis),
    ...oneOfSeveral(analysis),
    ...opened(analysis),
    ...demandedOptions(analysis),
  ];
}
