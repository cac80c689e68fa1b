/** Structs that go-playground/validator looks at, once they are filled. */
import type { Analysis } from "../flow/context.ts";
import { isOff } from "../flow/guards.ts";
import type { CallSite, FieldSite } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { structKey } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";

const VALIDATORS = /go-playground\/validator/;

export function ofValidator({ scope }: CallSite): boolean {
  return [...scope.file.importPaths].some((path) => VALIDATORS.test(path));
}

/** Calls of a validator, with how many arguments stand before what is validated. */
const CALLS: Readonly<Record<string, number>> = {
  Struct: 0,
  StructExcept: 0,
  StructCtx: 1,
  StructExceptCtx: 1,
};

/** What is validated, and which of its fields are left out. */
interface Validated {
  /** Null for a struct that is not in sight. */
  readonly key: string | null;
  readonly left: readonly Expression[];
  readonly runs: boolean;
}

function validated(analysis: Analysis): readonly Validated[] {
  const { program } = analysis;
  return Object.entries(CALLS).flatMap(([name, before]) =>
    (program.calls.get(name) ?? []).filter(ofValidator).map(({ call, scope, guards }) => {
      const [struct, ...left] = call.args.slice(before);
      const type = struct && typeOf(program, struct, scope);
      const key = type ? structKey(program, type) : null;
      return { key, left, runs: !isOff(analysis, guards, scope) };
    }),
  );
}

/**
 * Whether every validator in sight is for other structs, or does not run: `required` in a tag demands nothing then.
 * @returns an answer for the fields that lead to a field, itself last
 */
export function neverValidated(analysis: Analysis): (way: readonly FieldSite[]) => boolean {
  const all = validated(analysis);
  return (way) =>
    all.length > 0 &&
    all.every(({ key, left, runs }) => {
      if (key === null) return false;
      const field = way.find(({ owner }) => owner === key)?.field.name;
      const isLeft = left.some((one) => one.kind === "string" && one.value === field);
      return field === undefined || isLeft || !runs;
    });
}
