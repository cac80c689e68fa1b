/** Whether go.mod, go.sum and vendor hold what the code imports: every read-only build fails where they do not. */
import type { Evidence, Warning } from "../types/project.ts";
import type { GoBuildContext } from "./build-context.ts";
import { isOlder } from "./cgo/version.ts";
import { checksums } from "./checksums.ts";
import { vendorSources } from "./external.ts";
import { needingNewerGo } from "./go-line.ts";
import type { Layout } from "./layout.ts";
import { selectingTags } from "./packages.ts";
import { isWithin, join } from "./paths.ts";
import { generatorOf } from "./prebuild/code-generators.ts";
import { buildLines, commandNaming } from "./prebuild/commands.ts";
import type { Graph } from "./reach.ts";

/** Before go 1.17, modules of modules do not stand in go.mod. */
export function listsOnlyDirect(context: GoBuildContext): boolean {
  return isOlder(`${context.module.mod.goVersion ?? "1.16"}.0`, "1.17.0");
}

/** Other path under which a module is fetched. */
function fetchedAs(context: GoBuildContext, path: string): string {
  const replaces = [
    ...(context.workspace?.work.replaces ?? []),
    ...context.local.flatMap(({ mod }) => mod.replaces),
  ];
  return (
    replaces.find(({ old, target }) => old.path === path && target.version !== null)?.target.path ?? path
  );
}

/** One warning for the first of a kind, with how many more there are. */
function several(
  found: readonly { readonly what: string; readonly evidence: Evidence }[],
  say: (what: string) => string,
  code: string,
  blocksBuild = true,
): Warning[] {
  const [first, ...rest] = found;
  if (!first) return [];
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : "";
  return [{ code, message: say(`${first.what}${more}`), evidence: first.evidence, blocksBuild }];
}

interface Uncovered {
  readonly warnings: Warning[];
  /** The go command can add what is missing while it builds, but in a workspace. */
  readonly addable: boolean;
}

/** Whether the module that is built imports it itself, and no module that a directory stands in for. */
function importsItself({ module, local, workspace }: GoBuildContext, evidence: Evidence): boolean {
  const inner = local.filter(
    ({ directory }) => directory !== module.directory && isWithin(directory, module.directory),
  );
  const isIn = ({ directory }: { readonly directory: string }) => isWithin(evidence, directory);
  return workspace === null && isIn(module) && !inner.some(isIn);
}

function uncovered(layout: Layout, context: GoBuildContext, graph: Graph): Uncovered {
  const { paths: sums, outdated } = checksums(layout, context);
  const noModule: { what: string; evidence: Evidence }[] = [];
  const noSum: { what: string; evidence: Evidence }[] = [];
  const implied: { what: string; evidence: Evidence }[] = [];
  const missing = new Set(context.missingReplacements.map(({ path }) => path));
  for (const [path, { evidence }] of graph.external) {
    const provider = context.requires
      .map((require) => require.path)
      .filter((module) => isWithin(path, module))
      .sort((a, b) => b.length - a.length)[0];
    if (provider !== undefined && missing.has(provider)) continue;
    if (provider !== undefined) {
      if (!sums.has(fetchedAs(context, provider))) noSum.push({ what: provider, evidence });
    } else if (!listsOnlyDirect(context) || ![...sums].some((module) => isWithin(path, module))) {
      noModule.push({ what: path, evidence });
    } else if (importsItself(context, evidence)) {
      // Some module that go.mod lists needs it: Go before 1.16 added the line, later ones refuse.
      implied.push({ what: path, evidence });
    }
  }
  const { file } = context.module;
  // What go.mod does not list is not known to be imported: worth a flag that adds checksums, and no refusal.
  const addedByGo =
    context.workspace === null && isOlder(`${context.module.mod.goVersion ?? "1.15"}.0`, "1.16.0");
  if (addedByGo && noSum.length === 0)
    noSum.push(
      ...outdated.map(({ path, version }) => ({ what: `${path} ${version}`, evidence: `${file}:1` })),
    );
  const newer = needingNewerGo(context);
  const lacks = noSum.length + implied.length + newer.length > 0;
  const addable = lacks && noModule.length === 0 && context.workspace === null;
  const remedy = addable
    ? `: the image is built with -mod=mod, which adds what is missing; run "go mod tidy"`
    : `; run "go mod tidy"`;
  const warnings = [
    ...several(
      noModule,
      (what) => `no module in ${file} provides ${what}; run "go mod tidy"`,
      "go-mod-incomplete",
    ),
    ...several(
      implied,
      (what) => `${file} does not list the module of ${what}${remedy}`,
      "go-mod-incomplete",
      !addable,
    ),
    ...several(
      newer,
      (what) => `${what} needs Go 1.23, and ${file} names Go ${context.module.mod.goVersion}${remedy}`,
      "go-line-old",
      !addable,
    ),
    ...several(noSum, (what) => `go.sum has no entry for ${what}${remedy}`, "go-sum-incomplete", !addable),
  ];
  return { warnings, addable };
}

function vendorProblems(layout: Layout, context: GoBuildContext, graph: Graph): Warning[] {
  const { vendor } = context;
  const vendored = vendorSources(layout, context);
  if (!vendor || !vendored) return [];
  const command = context.workspace ? "go work vendor" : "go mod vendor";
  const absent = [...graph.external]
    .filter(([path]) => vendored.locate(path) === null)
    .map(([what, { evidence }]) => ({ what, evidence }));
  return several(
    absent,
    (what) => `${vendor.directory} does not hold ${what}; run "${command}"`,
    "vendor-inconsistent",
  );
}

/** The image is built of the modules that go.mod names in place of such a directory. */
function staleVendor({ staleVendor: stale }: GoBuildContext): Warning[] {
  if (!stale) return [];
  const message = `${stale.reason}: the image is built with -mod=readonly, without it; run "go mod vendor"`;
  return [{ code: "vendor-inconsistent", message, evidence: stale.place, blocksBuild: false }];
}

/** Go builds nothing in such a workspace. */
function outdatedWorkspace({ workspace, newerMember: newer }: GoBuildContext): Warning[] {
  if (!workspace || !newer) return [];
  const message = `${workspace.file} names an older Go than ${newer.file}, and Go refuses to build with it; run "go work use"`;
  return [{ code: "go-work-outdated", message, evidence: `${workspace.file}:1`, blocksBuild: true }];
}

/** What keeps the main from being built as the repository stands, and whether the build has to add checksums. */
export function describeCoverage(
  layout: Layout,
  context: GoBuildContext,
  graph: Graph,
): { readonly warnings: readonly Warning[]; readonly incompleteSums: boolean } {
  const all = [...graph.missing].map(([what, { evidence }]) => ({ what, evidence }));
  const { module } = context;
  const directoryOf = (what: string) => join(module.directory, what.slice(module.mod.path.length + 1));
  const tagged = all.flatMap(({ what, evidence }) => {
    const tags = selectingTags(layout.sources, directoryOf(what));
    return tags.length > 0 ? [{ what, evidence, tags: tags.join(", ") }] : [];
  });
  const missing = all.filter(({ what }) => !tagged.some((one) => one.what === what));
  const first = missing[0]?.what.slice(module.mod.path.length + 1) ?? "";
  const path = join(module.directory, first);
  const made =
    first === ""
      ? null
      : (commandNaming(buildLines(layout), path) ?? generatorOf(layout, [module.directory, "."], path));
  const hint = made ? ` ("${made.text}" in ${made.evidence} seems to make it)` : "";
  const { warnings, addable } = context.vendor
    ? { warnings: vendorProblems(layout, context, graph), addable: false }
    : uncovered(layout, context, graph);
  const before = [
    ...several(
      missing,
      (what) => `package ${what} is not in the repository${hint}; generate or commit it`,
      "package-missing",
    ),
    ...several(
      tagged,
      (what) =>
        `package ${what} has code only for some build tags: name one with --tags (${tagged[0]?.tags ?? ""})`,
      "tag-missing",
    ),
    ...context.missingReplacements.map(({ path: replaced, target, place }) => ({
      code: "replacement-missing",
      message: `${replaced} is replaced by ${target}, which has no go.mod`,
      evidence: place,
      blocksBuild: true,
    })),
    ...staleVendor(context),
    ...outdatedWorkspace(context),
  ];
  return { warnings: [...before, ...warnings], incompleteSums: addable };
}
