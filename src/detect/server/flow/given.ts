/** What the code gives to a field of a struct. */
import type { Expression } from "../go/ast.ts";
import { isAside } from "./aside.ts";
import { overwrites } from "./bindings.ts";
import { ownerOf, ownerType } from "./callers.ts";
import { weighed } from "./conditional.ts";
import type { Analysis } from "./context.ts";
import { holds } from "./guards.ts";
import { elementOf, instanceOf } from "./instances.ts";
import { overridesFirst } from "./overrides.ts";
import { type FieldSite, type FieldValue, guardsOf, outermostFunction } from "./program.ts";
import { isOfNamedStage } from "./stages.ts";
import { findsFailure } from "./tested-errors.ts";
import { findField, structKey, typeName } from "./types.ts";
import { isUnused } from "./unused.ts";
import { conjuncts, someExpression } from "./walk.ts";

/** What literals without field names give a field: `&service{address, port}`. */
function positional({ program }: Analysis, { owner, field }: FieldSite): readonly FieldValue[] {
  const place = program.structs.get(owner)?.findIndex((one) => one.field === field) ?? -1;
  return (program.composites.get(owner.slice(owner.lastIndexOf(".") + 1)) ?? []).flatMap(
    ({ composite, type, scope }) => {
      const element = composite.elements[place];
      if (!element || element.key || !type) return [];
      const same = structKey(program, { expression: type, file: scope.file }) === owner;
      return same ? [{ type, base: null, value: element.value, result: 0, scope }] : [];
    },
  );
}

/** What literals give a field to which a flag's default is written afterwards. */
function overwritten(
  analysis: Analysis,
  given: readonly FieldValue[],
  name: string,
): ReadonlySet<Expression> {
  const gone = new Set<Expression>();
  for (const { base, value, scope } of given) {
    if (!base || !overwrites(value)) continue;
    const instance = instanceOf(analysis, base, { scope, frame: null });
    const element = instance && elementOf(analysis, instance, name);
    if (element) gone.add(element);
  }
  return gone;
}

/** What a field is given in place of something that failed comes behind what it is given otherwise. */
function failuresLast({ program }: Analysis, given: readonly FieldValue[]): readonly FieldValue[] {
  const isInstead = ({ value }: FieldValue) =>
    guardsOf(program, value).some(({ condition, negated }) => !negated && findsFailure(condition));
  return [...given.filter((one) => !isInstead(one)), ...given.filter(isInstead)];
}

/**
 * `if key != "" { kind = "mail" } else { kind = "queue" }`: of several words, those last that are given only where
 * something is set. Null while that is worked out, which may lead back here.
 */
function unsetFirst(
  analysis: Analysis,
  name: string,
  given: readonly FieldValue[],
): readonly FieldValue[] | null {
  const { program } = analysis;
  const isOwn = (inner: Expression) => inner.kind === "selector" && inner.name === name;
  // `if kind == ""` around all of them asks for the field itself.
  const around = ({ value }: FieldValue) =>
    guardsOf(program, value).filter(({ condition }) => !someExpression(condition, isOwn));
  const words = given.filter((one) => one.value.kind === "string" && around(one).length > 0);
  if (words.length < 2) return given;
  const off = weighed(analysis, words, (one) =>
    around(one).some(
      ({ condition, negated, scope }) => holds(analysis, condition, { scope, frame: null }) === negated,
    ),
  );
  return off && [...given.filter((one) => !off.includes(one)), ...off];
}

/** `cfg.Cert != "" && cfg.Key != ""`. */
function asksForTexts(condition: Expression): boolean {
  return conjuncts(condition).every(
    (one) =>
      one.kind === "binary" && one.operator === "!=" && one.right.kind === "string" && one.right.value === "",
  );
}

/** Without what is written out for where others are set that nobody sets: `if cfg.Cert != "" { cfg.Port = 443 }`. Null as above. */
function withoutUnset(analysis: Analysis, given: readonly FieldValue[]): readonly FieldValue[] | null {
  const { program } = analysis;
  const around = ({ value }: FieldValue) =>
    guardsOf(program, value).filter(({ condition, negated }) => !negated && asksForTexts(condition));
  const written = given.filter((one) => /^(number|string)$/.test(one.value.kind) && around(one).length > 0);
  if (written.length === 0) return given;
  const off = weighed(analysis, written, (one) =>
    around(one).some(({ condition, scope }) => holds(analysis, condition, { scope, frame: null }) === false),
  );
  return off && given.filter((one) => !off.includes(one));
}

/** Texts that are given for the stage which is named come before others. Null as above. */
function stageFirst(analysis: Analysis, given: readonly FieldValue[]): readonly FieldValue[] | null {
  const { program } = analysis;
  const texts = given.filter(({ value }) => value.kind === "string" && guardsOf(program, value).length > 0);
  if (texts.length === 0 || given.length < 2) return given;
  const named = weighed(analysis, texts, ({ value, scope }) =>
    isOfNamedStage(analysis, guardsOf(program, value), { scope, frame: null }),
  );
  return named && [...named, ...given.filter((one) => !named.includes(one))];
}

/**
 * Constants of `var DefaultConfig = &Config{...}` and `func DefaultConfig() Config` behind what flags give another such
 * struct: where a program has flags, those make the one that it is started with.
 */
function flagsFirst(given: readonly FieldValue[]): readonly FieldValue[] {
  const isOfDefaults = ({ value, base, scope }: FieldValue) => {
    const { node } = outermostFunction(scope);
    const named = node === null || (node.kind === "declaration" && /^(new)?default/i.test(node.name));
    return base === null && named && /^(string|number)$/.test(value.kind);
  };
  const isOfFlag = ({ value }: FieldValue) =>
    overwrites(value) || (value.kind === "unary" && value.operator === "*");
  if (!given.some(isOfFlag)) return given;
  return [...given.filter((one) => !isOfDefaults(one)), ...given.filter(isOfDefaults)];
}

/** Without what another command than the one that serves gives the field, unless nothing else does. */
function ofServing(analysis: Analysis, given: readonly FieldValue[]): readonly FieldValue[] {
  const own = given.length < 2 ? given : given.filter(({ scope }) => !isAside(analysis, scope));
  return own.length > 0 ? own : given;
}

/** What the code gives to this very field, out of all fields of that name, likeliest first. */
export function givenTo(analysis: Analysis, site: FieldSite): readonly FieldValue[] {
  const { program, memo } = analysis;
  const { name } = site.field;
  const known = memo.given.get(site);
  if (known) return known;
  const named = (program.fieldValues.get(name) ?? []).filter((one) => {
    const owner = ownerOf(analysis, one);
    return owner !== null && (owner === site.owner || findField(program, owner, name) === site);
  });
  const gone = overwritten(analysis, named, name);
  const all = [...named, ...positional(analysis, site)].filter(
    ({ value, scope }) => !gone.has(value) && !isUnused(analysis, scope),
  );
  const given = flagsFirst(failuresLast(analysis, overridesFirst(analysis, ofServing(analysis, all))));
  const unset = unsetFirst(analysis, name, given);
  const set = unset && withoutUnset(analysis, unset);
  const ordered = set && stageFirst(analysis, set);
  if (!ordered) return given;
  memo.given.set(site, ordered);
  return ordered;
}

/** What the code in reach gives to a field of another module's struct, if it does so in one place. */
export function givenToForeign({ program, memo }: Analysis, owner: string, name: string): FieldValue | null {
  const key = `${owner}.${name}`;
  const known = memo.foreign.get(key);
  if (known !== undefined) return known;
  const [only = null, ...others] = (program.fieldValues.get(name) ?? []).filter((one) => {
    const type = ownerType(program, one);
    return type !== null && typeName(type) === owner;
  });
  const given = others.length === 0 ? only : null;
  memo.foreign.set(key, given);
  return given;
}
