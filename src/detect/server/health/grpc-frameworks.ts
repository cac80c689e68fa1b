/** Frameworks whose servers register gRPC's health service by themselves, from each one's source. */
import { isOlder } from "../../cgo/version.ts";
import type { Analysis } from "../flow/context.ts";
import { isOff } from "../flow/guards.ts";
import type { CallSite } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import { lookUpKey } from "../settings/config-files.ts";

/** By module. */
export type Versions = ReadonlyMap<string, string>;

interface Framework {
  readonly module: string;
  /** Of its package of servers, below the module. */
  readonly directory: string;
  readonly makes: readonly string[];
  /** Its first version that does so. */
  readonly since: string;
  /** The option that leaves it to the program. */
  readonly without: string | null;
  /** The key of its configuration that turns it off. */
  readonly key: string | null;
}

const FRAMEWORKS: readonly Framework[] = [
  {
    ...{ module: "github.com/go-kratos/kratos/v2", directory: "transport/grpc", makes: ["NewServer"] },
    ...{ since: "v2.0.0", without: "CustomHealth", key: null },
  },
  {
    ...{ module: "github.com/zeromicro/go-zero", directory: "zrpc", makes: ["MustNewServer", "NewServer"] },
    ...{ since: "v1.4.1", without: null, key: "Health" },
  },
];

/** Calls that make such servers, where the program leaves the health service on. */
export function frameworkRegistrations(analysis: Analysis, versions: Versions): readonly CallSite[] {
  const { program, settings } = analysis;
  return FRAMEWORKS.flatMap(({ module, directory, makes, since, without, key }) => {
    const version = versions.get(module);
    if (version === undefined || isOlder(version, since)) return [];
    const calls = (name: string) =>
      (program.calls.get(name) ?? []).filter(
        ({ call, scope, guards }) =>
          packageOf(call.callee, scope) === `${module}/${directory}` && !isOff(analysis, guards, scope),
      );
    if (without !== null && calls(without).length > 0) return [];
    if (key !== null && lookUpKey(settings.configFiles(), key)?.text === "false") return [];
    return makes.flatMap(calls);
  });
}
