import { posix } from "node:path";
import { compareGoVersions, goLine } from "../images/go-version.ts";
import { baseImage } from "../images/index.ts";
import { cgoBuildPackages } from "../images/packages.ts";
import { goTagSuffix } from "../images/references.ts";
import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";
import { type AccessPlan, accessEnvironment, accessMounts } from "./access.ts";
import type { FrontEndPlan } from "./front-end.ts";
import type { GeneratePlan } from "./generate.ts";
import { SOURCE_ROOT, type SourcePlan } from "./source.ts";

/** Capabilities that a non-root process gets through its file; ports below 1024 are open to all in a container. */
const needsFileCapability = (name: string): boolean => name !== "NET_BIND_SERVICE";

/** How the program is compiled. */
export interface BuildPlan {
  /** `--platform=$BUILDPLATFORM `, or "" where cgo compiles on the target's own platform. */
  readonly platform: string;
  readonly cgo: boolean;
  /** Installed in the build stage, with its distribution's tool. */
  readonly packages: readonly string[];
  /** The download step: values of --mount, assignments. */
  readonly download: { readonly mounts: readonly string[]; readonly environment: readonly string[] };
  /** Sources are copied into layers instead of mounted. */
  readonly layers: boolean;
  /** The compile step. */
  readonly mounts: readonly string[];
  readonly environment: readonly string[];
  /** The assignment that has Go leave out a go.work which does not use the module; else empty. */
  readonly workspaceOff: readonly string[];
  /** The assignment of the experiments that the code needs; else empty. */
  readonly experiments: readonly string[];
  /** Commands in front of `go build`, and whether they run in another directory. */
  readonly before: readonly string[];
  readonly changesDirectory: boolean;
  /** ARG names, in one line. */
  readonly arguments: readonly string[];
  /** With a leading space each: `-trimpath`, `-tags=...`. */
  readonly flags: readonly string[];
  readonly tags: readonly string[];
  readonly linker: string;
  /** Assignments that choose the platform, for other programs built beside it. */
  readonly target: readonly string[];
  readonly targetArguments: readonly string[];
  /** `cap_net_raw+ep`; "" when no capability is in the file. */
  readonly fileCapabilities: string;
}

/** Tags with which a module that uses C links statically, by module. */
const staticTags: Readonly<Record<string, string>> = {
  // dlopen does not work in a static program.
  "github.com/mattn/go-sqlite3": "sqlite_omit_load_extension",
};

function buildTags(project: Project, answers: Answers): readonly string[] {
  const base = baseImage(answers.base);
  const linked = answers.cgo && base.staticCgo;
  const tags = [
    ...answers.tags,
    ...(answers.cgo && base.builder === "alpine" ? project.cgo.muslTags : []),
    ...(linked ? ["netgo", "osusergo"] : []),
    ...(linked ? project.cgo.reasons.map((reason) => staticTags[reason.package] ?? "") : []),
    ...(base.lacks.timeZones ? ["timetzdata"] : []),
  ];
  return [...new Set(tags.filter((tag) => tag !== ""))];
}

function linkerFlags({ linknames }: Project, answers: Answers): string {
  const linked = answers.cgo && baseImage(answers.base).staticCgo;
  return [
    "-s -w",
    ...(linknames ? ["-checklinkname=0"] : []),
    ...(linked ? ["-linkmode=external -extldflags=-static"] : []),
    ...(answers.versionVariable === "" ? [] : [`-X ${answers.versionVariable}=$VERSION`]),
    ...(answers.commitVariable === "" ? [] : [`-X ${answers.commitVariable}=$GIT_COMMIT`]),
  ].join(" ");
}

/** Go 1.27 has encoding/json/v2 without one: https://go.dev/doc/go1.27#library. */
const settled: Readonly<Record<string, string>> = { jsonv2: "1.27" };

function experiments(project: Project, { goVersion }: Answers): readonly string[] {
  const names = project.experiments
    .map(({ name }) => name)
    .filter((name) => compareGoVersions(goLine(goVersion), settled[name] ?? "2") < 0);
  return names.length === 0 ? [] : [`GOEXPERIMENT=${names.join(",")}`];
}

export function planBuild(
  project: Project,
  answers: Answers,
  source: SourcePlan,
  access: AccessPlan | null,
  frontEnd: FrontEndPlan | null,
  generate: GeneratePlan | null,
): BuildPlan {
  const base = baseImage(answers.base);
  const cached = answers.mounts.includes("cache");
  const capabilities = answers.userName === "root" ? [] : answers.capabilities.filter(needsFileCapability);
  const alpine = base.builder === "alpine";
  // Modules of others on this builder may not be read, so a private cache has an id of its own.
  const moduleCache = `type=cache,${access === null ? "" : `id=${answers.service}-mod,`}target=/go/pkg/mod`;
  // Go's cache does not know which C library an object was compiled against.
  const buildCache = `type=cache,${answers.cgo ? `id=go-build-${goTagSuffix(answers)},` : ""}target=/root/.cache/go-build`;
  const moduleMounts = cached && source.dependencies ? [moduleCache] : [];
  const secrets = accessMounts(access);
  const workspaceOff = project.workspaceOff ? ["GOWORK=off"] : [];
  const goEnvironment = [...accessEnvironment(access, source.workdir), ...workspaceOff];
  const experimental = experiments(project, answers);
  const target = answers.cgo
    ? ["CGO_ENABLED=1"]
    : ["CGO_ENABLED=0", "GOOS=$TARGETOS", "GOARCH=$TARGETARCH", `GOARM=\${TARGETVARIANT#v}`];
  const targetArguments = answers.cgo ? [] : ["TARGETOS", "TARGETARCH", "TARGETVARIANT"];
  const made = frontEnd?.outputs ?? [];
  const context = source.module === "." ? "." : SOURCE_ROOT;
  // Mount points, what a command makes, and checksums that Go adds to go.sum or go.work.sum need a
  // writable tree; what is written there is dropped.
  const adds = source.workspace || project.incompleteSums;
  const writable = made.length > 0 || generate || adds ? ",rw" : "";
  const tags = buildTags(project, answers);
  return {
    platform: answers.cgo ? "" : "--platform=$BUILDPLATFORM ",
    cgo: answers.cgo,
    packages: [
      ...new Set([
        ...cgoBuildPackages(answers),
        ...(alpine && access !== null ? access.alpinePackages : []),
        ...(capabilities.length > 0 ? [alpine ? "libcap-setcap" : "libcap2-bin"] : []),
      ]),
    ].toSorted(),
    download: {
      mounts: [...moduleMounts, ...(cached ? bindFiles(source) : []), ...secrets],
      environment: goEnvironment,
    },
    layers: !cached,
    mounts: [
      ...moduleMounts,
      ...(cached ? [buildCache, `type=bind,target=${context}${writable}`] : []),
      ...(cached ? made.map((output) => bindOutput(output)) : []),
      // Layers keep what was downloaded; a cache may have been emptied in between.
      ...(cached || project.downloadInBuild ? secrets : []),
    ],
    environment: [...(cached || project.downloadInBuild ? goEnvironment : workspaceOff), ...experimental],
    experiments: experimental,
    workspaceOff,
    changesDirectory: generate !== null && generate.workdir !== source.workdir,
    before: generate
      ? [...[...workspaceOff, ...experimental].map((one) => `export ${one}`), inDirectory(generate, source)]
      : [],
    arguments: [
      ...targetArguments,
      ...(answers.versionVariable === "" ? [] : ["VERSION"]),
      ...(answers.commitVariable === "" ? [] : ["GIT_COMMIT"]),
    ],
    flags: ["-trimpath", ...source.modules, ...(tags.length > 0 ? [`-tags=${tags.join(",")}`] : [])],
    tags,
    linker: linkerFlags(project, answers),
    target,
    targetArguments,
    fileCapabilities:
      capabilities.length === 0
        ? ""
        : `${capabilities.map((name) => `cap_${name.toLowerCase()}`).join(",")}+ep`,
  };
}

/**
 * `go mod download` writes to go.mod a newer go line where the dependencies have one, `go 1.22.0` for
 * `go 1.22`, to go.sum the checksum of each go.mod that it reads, and in a workspace to go.work.sum
 * whatever the other modules lack. No build asks for these: what is written is dropped.
 */
const bindFiles = ({ moduleFiles }: SourcePlan): readonly string[] =>
  moduleFiles.map(({ source, target }) => `type=bind,source=${source},target=${target},rw`);

const bindOutput = (output: string): string => {
  const path = posix.join(SOURCE_ROOT, output);
  return `type=bind,from=frontend,source=${path},target=${path}`;
};

function inDirectory({ command, workdir }: GeneratePlan, source: SourcePlan): string {
  return workdir === source.workdir ? command : `(cd ${workdir} && ${command})`;
}
