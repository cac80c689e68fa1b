/** Variables that a validator demands of a struct which the code itself fills from them. */
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { evaluateField } from "../flow/evaluate-fields.ts";
import { isOff } from "../flow/guards.ts";
import { type CallSite, lastName } from "../flow/program.ts";
import { newSteps } from "../flow/steps.ts";
import { typeOf } from "../flow/type-of.ts";
import { structKey } from "../flow/types.ts";
import { ofValidator } from "../settings/validators.ts";

/** Rules that an empty text does not pass, unless `omitempty` lets it be. */
const DEMANDS = /\bvalidate:"(?![^"]*\bomitempty\b)[^"]*\b(required|url|uri|http_url|email)\b/;

/** Of `validate.Struct(Env{Key: os.Getenv("KEY")})` what the tags of Env demand, where an error ends the program. */
export function validatedNames(analysis: Analysis): readonly string[] {
  const { program } = analysis;
  const sites = (program.calls.get("Struct") ?? []).filter(
    (site) => ofValidator(site) && !isOff(analysis, site.guards, site.scope) && endsProgram(analysis, site),
  );
  return [...new Set(sites.flatMap((site) => demandedFields(analysis, site)))];
}

function demandedFields(analysis: Analysis, { call, scope }: CallSite): readonly string[] {
  const { program } = analysis;
  const [argument] = call.args;
  const type = argument && typeOf(program, argument, scope);
  const key = type && structKey(program, type);
  return (program.structs.get(key ?? "") ?? []).flatMap(({ owner, field }) => {
    if (!DEMANDS.test(field.tag) || lastName(field.type) !== "string") return [];
    const value = evaluateField(analysis, owner, field.name, { scope, frame: null }, newSteps(analysis));
    const [source, ...more] = value?.text === "" ? value.sources : [];
    return source?.startsWith("env:") && more.length === 0 ? [source.slice(4)] : [];
  });
}
