/** Programs that talk to Kubernetes, and end where they are told of no cluster. */
import type { Warning } from "../../../types/project.ts";
import { commandsRunning, isAside } from "../flow/aside.ts";
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { isOn } from "../flow/guards.ts";
import {
  type CallSite,
  type Guard,
  isInit,
  isMain,
  lastName,
  outermostFunction,
  place,
} from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import { isUnused } from "../flow/unused.ts";

/** Calls that look for a cluster, by import path; all but the first take a kubeconfig as well. */
const LOOKS: readonly (readonly [path: RegExp, call: RegExp])[] = [
  [/^k8s\.io\/client-go\/rest$/, /^InClusterConfig$/],
  [/^k8s\.io\/client-go\/tools\/clientcmd$/, /^BuildConfigFromFlags$/],
  [/^sigs\.k8s\.io\/controller-runtime(\/pkg\/client\/config)?$/, /^GetConfig(OrDie)?$/],
];
const NAMES = ["InClusterConfig", "BuildConfigFromFlags", "GetConfig", "GetConfigOrDie"];
const IN_CLUSTER = "InClusterConfig";

/** Functions that call each other between main and such a call. */
const DEEPEST = 6;

function looks({ program }: Analysis): readonly CallSite[] {
  return NAMES.flatMap((name) =>
    (program.calls.get(name) ?? []).filter(({ call, scope }) => {
      const from = packageOf(call.callee, scope) ?? "";
      return LOOKS.some(([path, names]) => path.test(from) && names.test(name));
    }),
  );
}

/** `if exists(path) { ... } else { ... }` around two of the calls: what the condition asks decides on neither. */
function eitherWay(site: CallSite, together: readonly CallSite[]): CallSite {
  const isBoth = ({ condition, negated }: Guard) =>
    together.some(({ guards }) =>
      guards.some((one) => one.condition === condition && one.negated !== negated && !one.early),
    );
  return { ...site, guards: site.guards.filter((guard) => !isBoth(guard)) };
}

/** `providers[name].Start()`: which of them does is a matter of the name. */
function isPicked({ call: { callee } }: CallSite): boolean {
  return callee.kind === "selector" && callee.base.kind === "index";
}

/** Whether the code runs on every start: of what an interface, a table or an unknown setting leads to nothing tells. */
export function runsAlways(analysis: Analysis, { scope, guards }: CallSite, depth = 0): boolean {
  if (depth > DEEPEST || isUnused(analysis, scope) || isAside(analysis, scope)) return false;
  if (!isOn(analysis, guards)) return false;
  const outer = outermostFunction(scope);
  // What init hands to a table of drivers, as a function literal, runs only where it is chosen.
  if (isInit(outer)) return scope.node === outer.node;
  if (isMain(outer) || commandsRunning(analysis, outer).length > 0) return true;
  return callersOf(analysis, outer).some(
    (caller) => !isPicked(caller) && runsAlways(analysis, caller, depth + 1),
  );
}

/**
 * Of one function it is enough that one of the calls runs and that one ends the program: `if config == "" { ... } else
 * { ... }` tests the error of both behind them.
 */
export function clusterWarning(analysis: Analysis): readonly Warning[] {
  const all = looks(analysis);
  for (const { call, scope } of all) {
    const together = all.filter((one) => outermostFunction(one.scope) === outermostFunction(scope));
    const ends = together.some(
      (one) => lastName(one.call.callee) === "GetConfigOrDie" || endsProgram(analysis, one),
    );
    if (!ends || !together.some((one) => runsAlways(analysis, eitherWay(one, together)))) continue;
    const other = together.some((one) => lastName(one.call.callee) !== IN_CLUSTER);
    return [
      {
        code: "cluster-required",
        message: `the program ends where it finds no Kubernetes cluster: run it in one${other ? ", or give it a kubeconfig" : ""}`,
        evidence: place(scope.file, call.at),
        blocksBuild: false,
      },
    ];
  }
  return [];
}
