import { UserError } from "../errors.ts";
import { isInCode } from "../evidence.ts";
import type { System } from "../system/system.ts";
import type { Prebuild } from "../types/prebuild.ts";
import type { Project, RuntimeFile } from "../types/project.ts";
import type { MainKind, Repository } from "../types/repository.ts";
import { openBuildContext } from "./build-context.ts";
import { goDirectories, moduleFiles, packageFiles } from "./build-files.ts";
import { describeCgo } from "./cgo/describe.ts";
import { isOlder } from "./cgo/version.ts";
import { compiledPrograms } from "./compiled-programs.ts";
import { describeCoverage, listsOnlyDirect } from "./coverage.ts";
import { describeEmbeds } from "./embed/describe.ts";
import { describeExperiments } from "./experiments.ts";
import { vendorSources, walkExternal } from "./external.ts";
import { layoutOf } from "./layout-memory.ts";
import { takesLinknames } from "./linknames.ts";
import { declaredTwice } from "./mains/declared-twice.ts";
import { mainDirectory, mainPath } from "./mains/find.ts";
import { basename, isWithin, join } from "./paths.ts";
import { describePrebuild } from "./prebuild/describe.ts";
import { type BuildSteps, goStepOf } from "./prebuild/go-step.ts";
import { schemaCode } from "./prebuild/gqlgen.ts";
import { tagChoices, withoutMade } from "./prebuild/missing-packages.ts";
import { queryCode } from "./prebuild/sqlc.ts";
import { apiDocumentation } from "./prebuild/swag.ts";
import { templateCode } from "./prebuild/templ.ts";
import { describePrivateModules } from "./private-modules.ts";
import { type Graph, reachOf, walkGraph } from "./reach.ts";
import type { SelectedMain } from "./selected-main.ts";
import { describeServer } from "./server/index.ts";
import { filesIn } from "./sources.ts";

/** The newest of versions like `1.26`, `1.26.3`; null when there is none. */
function newest(versions: readonly (string | null | undefined)[]): string | null {
  const known = versions.filter((version) => typeof version === "string");
  const plain = (version: string) => `${version.replace(/^go/, "")}.0`;
  return known.reduce<string | null>(
    (best, one) => (best !== null && !isOlder(plain(best), plain(one)) ? best : one),
    null,
  );
}

/** Whether a step makes what the image has in that place: the sources of a page lie in the tree under its name. */
function isServed(prebuild: Prebuild | null, { destination }: RuntimeFile): boolean {
  return prebuild?.served.some((made) => isWithin(destination, made.destination)) ?? false;
}

/** Files beside Dockerfiles that may say how the module is built. */
function ownBuilds(module: string): readonly string[] {
  const names = ["Makefile", ".goreleaser.yml", ".goreleaser.yaml"];
  return [...new Set([module, "."])].flatMap((directory) => names.map((name) => join(directory, name)));
}

/** Files and directories that building reads. */
function describeBuildFiles(
  { layout, context, graph, vendored, main }: SelectedMain,
  embedded: readonly string[],
): Pick<Project, "moduleFiles" | "buildFiles" | "goDirectories"> {
  const { sources } = layout;
  const packages = [...graph.packages, ...vendored];
  const modules = moduleFiles(layout, context);
  const files = [
    ...modules,
    ...(context.vendor ? [join(context.vendor.directory, "modules.txt")] : []),
    ...packages.flatMap((found) => packageFiles(sources, found)),
    ...embedded,
    ...describeEmbeds(sources, vendored).files,
    // Profile-guided optimisation is on by itself where this file lies.
    ...filesIn(sources, main, (name) => name === "default.pgo"),
  ];
  return {
    moduleFiles: modules,
    buildFiles: [...new Set(files)].sort(),
    goDirectories: goDirectories(context, packages),
  };
}

function extensions(paths: readonly string[]): string[] {
  const found = paths.map((path) => /[^.]\.([A-Za-z0-9]+)$/.exec(basename(path))?.[1]);
  return found.filter((extension) => extension !== undefined);
}

/** A program that ends by itself is asked for its health by nobody: its command of that name is about something else. */
function healthOf(health: Project["health"], kind: MainKind | undefined): Project["health"] {
  return kind === "tool"
    ? health.filter(({ type, evidence }) => type !== "command" || !isInCode(evidence))
    : health;
}

/**
 * Everything known of the project for one of its mains.
 * @param selection `main` as Repository lists it; `tags` null for those that the project requires;
 * `known` steps that were known before, for where their evidence is gone;
 * `compiledPrograms` those that were known before
 * @throws UserError exit 2: no such main, a replacement outside the directory
 */
export async function describeProject(
  system: Pick<System, "files" | "processes" | "environment" | "turn">,
  repository: Repository,
  selection: {
    readonly main: string;
    readonly tags: readonly string[] | null;
    readonly known?: BuildSteps;
    readonly compiledPrograms?: readonly string[];
  },
): Promise<Project> {
  const layout = layoutOf(repository, system.files);
  const main = mainDirectory(selection.main);
  if (!repository.mains.some(({ path }) => path === mainPath(main))) {
    throw new UserError("unknown-main", `${selection.main} is not a main package`, 2, {
      flag: "--main",
      choices: repository.mains.map(({ path }) => path),
    });
  }
  const context = openBuildContext(layout, main);
  const vendor = vendorSources(layout, context);
  const vendoredOf = ({ external }: Graph, tags: readonly string[]) =>
    vendor ? walkExternal(vendor, external, tags) : [];
  const look = async (tags: readonly string[]) => {
    const graph = walkGraph(layout, context, main, tags);
    const vendored = () => vendoredOf(graph, tags).map(({ directory }) => directory);
    const alternatives = () => tagChoices(layout.sources, context, graph);
    const reach = reachOf(context, graph, tags);
    const input = { reach, repository, files: system.files, vendored, alternatives };
    const { facts, reads } = await describeServer(input, system.turn);
    return { tags, graph, server: facts, reads };
  };
  let { tags, graph, server, reads } = await look(selection.tags ?? []);
  const required = server.buildTags.filter((one) => one.required).flatMap((one) => one.tags);
  if (selection.tags === null && required.length > 0) ({ tags, graph, server, reads } = await look(required));

  const vendored = vendoredOf(graph, tags);
  const selected: SelectedMain = { layout, context, graph, vendored, main, tags };
  const code = [
    queryCode(layout, context, graph),
    schemaCode(layout.sources, context, graph),
    templateCode(layout, context, graph),
    apiDocumentation(layout, context, graph),
  ].filter((step) => step !== null);
  const embedding = describeEmbeds(layout.sources, graph.packages);
  const {
    prebuild,
    generate,
    warnings: embedWarnings,
  } = describePrebuild(
    layout,
    graph.packages,
    { embeds: embedding.embeds, reads, code },
    context,
    selection.known ?? { prebuild: null, generate: null },
  );
  const made = goStepOf({ prebuild, generate });
  const { cgo, warnings: cgoWarnings } = await describeCgo(system, selected);
  const coverage = describeCoverage(layout, context, withoutMade(graph, context, made));
  const privateModules = describePrivateModules(layout, context, system.environment);
  const { workspace, module } = context;
  const described = repository.modules.find(({ directory }) => directory === module.directory);
  return {
    root: repository.root,
    moduleDirectory: module.directory,
    modulePath: module.mod.path,
    goVersion: newest([module.mod.goVersion, workspace?.work.goVersion]),
    toolchain: newest([module.mod.toolchain, workspace?.work.toolchain].filter((one) => one !== "default")),
    workspace: workspace !== null,
    workspaceModules: workspace?.members ?? [],
    workspaceOff: context.foreignWorkspace !== null,
    vendored: context.vendor !== null,
    idleVendor: context.staleVendor !== null,
    goSum: described?.goSum ?? "absent",
    incompleteSums: coverage.incompleteSums,
    mains: repository.mains,
    suggestedMain: repository.suggestedMain,
    main: mainPath(main),
    cgo,
    ...server,
    health: healthOf(server.health, repository.mains.find(({ path }) => path === mainPath(main))?.kind),
    runtimeFiles: server.runtimeFiles.filter((file) => !isServed(prebuild, file)),
    embeds: embedding.embeds,
    prebuild,
    generate,
    privateModules: privateModules.patterns,
    experiments: describeExperiments(
      layout.sources,
      [...graph.packages, ...vendored],
      [...repository.existingFiles, ...ownBuilds(module.directory)],
    ),
    linknames: takesLinknames(context, [...graph.packages, ...vendored]),
    existingFiles: repository.existingFiles,
    ...describeBuildFiles(selected, embedding.files),
    downloadInBuild: listsOnlyDirect(context),
    compiledPrograms: compiledPrograms(layout, selection.compiledPrograms ?? []),
    assetExtensions: [...new Set([...extensions(embedding.files), ...server.assetExtensions])].sort(),
    warnings: [
      ...declaredTwice(graph.packages.find(({ directory }) => directory === main)),
      ...coverage.warnings,
      ...embedWarnings,
      ...cgoWarnings,
      ...privateModules.warnings,
      ...server.warnings,
    ],
  };
}
