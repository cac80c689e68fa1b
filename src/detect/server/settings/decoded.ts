import { type CallSite, lastName, type Program } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { structKey } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";

/** Calls that fill a struct from files, variables or flags: viper, env, envconfig, cleanenv, kong, yaml and so on. */
const DECODERS =
  /^(\w*[Uu]nmarshal\w*|\w*[Dd]ecode\w*|Process\w*|MustProcess|Parse|ParseWithOptions|ParseAs\w*|MustParse|ReadConfig|ReadEnv|Scan|Load\w*|MustLoad\w*|Init|ParseArgs|NewParser|Populate|New|ExposeFlags|MapTo|StrictMapTo)$/;

function targetOf(argument: Expression): Expression | null {
  return argument.kind === "unary" && argument.operator === "&" ? argument.operand : null;
}

/** Keys of the structs that a call of that kind fills; of those calls alone that count. */
export function decodedStructs(
  program: Program,
  counts: (site: CallSite) => boolean = () => true,
): ReadonlySet<string> {
  const decoded = new Set<string>();
  for (const [name, sites] of program.calls) {
    if (!DECODERS.test(name)) continue;
    for (const site of sites) {
      const { call, scope } = site;
      if (
        name === "New" &&
        !/kong|config|flags/.test(lastName(call.callee) + [...scope.file.importPaths].join(" "))
      )
        continue;
      // The generic env.ParseAs[Config]() names the type instead.
      const generic = call.callee.kind === "index" ? (call.callee.index[0] ?? null) : null;
      const types = generic
        ? [{ expression: generic, file: scope.file }]
        : call.args.map((argument) => {
            const target = targetOf(argument) ?? (argument.kind === "name" ? argument : null);
            return target && typeOf(program, target, scope);
          });
      const keys = types.flatMap((type) => (type && structKey(program, type)) || []);
      // Asked last: whether code is used takes a look at all of it.
      if (keys.length > 0 && counts(site)) for (const key of keys) decoded.add(key);
    }
  }
  return decoded;
}
