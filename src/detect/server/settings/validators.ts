/** Structs that go-playground/validator looks at, once they are filled. */
import type { Analysis } from "../flow/context.ts";
import { isOff } from "../flow/guards.ts";
import type { CallSite, FieldSite } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { structKey } from "../flow/types.ts";

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

/**
 * Whether every validator in sight is for other structs, or does not run: `required` in a tag demands nothing then.
 * @param way the fields that lead to a field, itself last
 */
export function isNeverValidated(analysis: Analysis, way: readonly FieldSite[]): boolean {
  const { program } = analysis;
  const sites = Object.entries(CALLS).flatMap(([name, before]) =>
    (program.calls.get(name) ?? [])
      .filter(ofValidator)
      .map((site) => ({ site, args: site.call.args.slice(before) })),
  );
  const isForOther = ({ site: { guards, scope }, args: [validated, ...left] }: (typeof sites)[number]) => {
    const type = validated && typeOf(program, validated, scope);
    const key = type && structKey(program, type);
    if (!key) return false;
    const field = way.find(({ owner }) => owner === key)?.field.name;
    const isLeft = left.some((one) => one.kind === "string" && one.value === field);
    return field === undefined || isLeft || isOff(analysis, guards, scope);
  };
  return sites.length > 0 && sites.every(isForOther);
}
