import { debianSuite, goLines, newestGo } from "../images/catalog.ts";
import { compareGoVersions, defaultGoLine, goLine } from "../images/go-version.ts";
import { baseImage, bases } from "../images/index.ts";
import { packageFamily } from "../images/packages.ts";
import { isEssential } from "../images/programs.ts";
import type { Project } from "../types/project.ts";
import { always, type Draft, never, question } from "./question.ts";

const pins = [
  { value: "minor", label: `minor version, follows patches: ${newestGo.line}` },
  { value: "patch", label: `patch and system version: ${newestGo.patch}-${debianSuite}` },
  { value: "digest", label: "the exact image, asked from the registry: @sha256:..." },
] as const;

function checkGoVersion(version: string, { goVersion }: Project): string | null {
  if (!/^1\.\d{1,3}(\.\d{1,3}|rc\d{1,2})?$/.test(version))
    return `is not a Go version such as ${newestGo.line}: ${version}`;
  const oldest = goLines[0].line;
  if (compareGoVersions(goLine(version), oldest) < 0) {
    return `is ${oldest} or newer, as older ones get no fixes: ${version}`;
  }
  // `1.26` stands for its newest patch.
  const needed = goVersion !== null && goLine(version) === version ? goLine(goVersion) : goVersion;
  return needed !== null && compareGoVersions(version, needed) < 0
    ? `is older than go ${goVersion} in go.mod: ${version}`
    : null;
}

/** `mirror.example.com/hub`, or `docker.io=mirror.example.com/hub` for the images of one registry. */
function checkMirrors(mirrors: readonly string[]): string | null {
  const reference = /^(?:[a-z0-9.-]+(?::\d+)?=)?[a-zA-Z0-9.-]+(?::\d+)?(?:\/[a-z0-9._/-]*[a-z0-9])?$/;
  const wrong = mirrors.find((mirror) => !reference.test(mirror));
  if (wrong !== undefined)
    return `takes a prefix such as mirror.example.com/hub, or docker.io=PREFIX: ${wrong}`;
  return mirrors.length > 1 && mirrors.some((mirror) => !mirror.includes("="))
    ? "takes one prefix for all registries, or REGISTRY=PREFIX for each"
    : null;
}

/** What cgo needs to compile and to run, as the base's distribution calls it. */
function defaultCgoPackages({ cgo: seen }: Project, { cgo, base = "distroless" }: Draft): string[] {
  if (!cgo) return [];
  const family = packageFamily(base);
  return [
    ...seen.buildPackages[family].map((name) => `build:${name}`),
    ...seen.runtimePackages[family].map((name) => `run:${name}`),
  ];
}

/** There is no package manager to add what cgo code needs to run. */
const isLackedByDistroless = (name: string) => !baseImage("distroless").sharedLibraries.includes(name);

export const imageQuestions = [
  question({
    key: "goVersion",
    flag: "go-version",
    section: "Images",
    kind: "text",
    placeholder: "VERSION",
    message: "Go version to build with",
    help: `Go version to build with, such as ${newestGo.line}`,
    direct: never,
    default: (project) => defaultGoLine(project.goVersion, project.toolchain),
    seen: ({ goVersion, moduleDirectory }) =>
      goVersion === null ? null : moduleDirectory === "." ? "go.mod" : `${moduleDirectory}/go.mod`,
    validate: checkGoVersion,
  }),
  question({
    key: "base",
    flag: "base",
    section: "Images",
    kind: "choice",
    message: "Base image of production",
    help: "base image of the production image",
    direct: always,
    options: bases.map(({ name, bestFor }) => ({ value: name, label: bestFor })),
    default: ({ cgo, programs }) =>
      (cgo.needed && cgo.runtimePackages.debian.some(isLackedByDistroless)) ||
      programs.some(({ packages }) => packages !== null)
        ? "debian"
        : "distroless",
    seen: ({ programs }) => programs.find(({ packages }) => packages !== null)?.evidence ?? null,
  }),
  question({
    key: "pin",
    flag: "pin",
    section: "Images",
    kind: "choice",
    message: "How exactly base images are named",
    help: "how exactly base images are named; a digest stays until its tag changes, for a newer one run with --pin patch and with --pin digest again",
    direct: never,
    options: pins,
    default: () => "patch",
  }),
  question({
    key: "registry",
    flag: "registry",
    section: "Images",
    kind: "list",
    placeholder: "PREFIX",
    message: "Registry that mirrors the base images",
    help: "prefix of a registry that mirrors the base images, or REGISTRY=PREFIX for each",
    direct: never,
    default: () => [],
    validate: checkMirrors,
  }),
  question({
    key: "cgo",
    flag: "cgo",
    section: "Images",
    kind: "yes-no",
    message: "Build with cgo, because of C code",
    help: "build with cgo, for packages that hold C code",
    direct: always,
    default: (project) => project.cgo.needed,
    seen: (project) => project.cgo.reasons[0]?.evidence ?? null,
  }),
  question({
    key: "cgoPackages",
    flag: "cgo-packages",
    section: "Images",
    kind: "list",
    placeholder: "LIST",
    message: "Packages that cgo needs",
    help: "packages that cgo needs, build:NAME to compile and run:NAME to run",
    direct: always,
    default: defaultCgoPackages,
    when: ({ cgo }) => cgo,
    validate: (value) => {
      const wrong = value.find((name) => !/^(build|run):[a-z0-9][a-z0-9+._-]*$/.test(name));
      return wrong === undefined ? null : `takes build:NAME and run:NAME: ${wrong}`;
    },
  }),
  question({
    key: "packages",
    flag: "packages",
    section: "Images",
    kind: "list",
    placeholder: "LIST",
    message: "Further packages in the production image",
    help: "further packages in the production image, on alpine and debian",
    direct: never,
    default: ({ programs }, { base = "distroless" }) =>
      baseImage(base).packageManager === null
        ? []
        : [...new Set(programs.flatMap(({ packages }) => packages?.[packageFamily(base)] ?? []))]
            .filter((name) => !isEssential(name, packageFamily(base)))
            .toSorted(),
    seen: ({ programs }) => programs.find(({ packages }) => packages !== null)?.evidence ?? null,
    when: ({ base }) => baseImage(base).packageManager !== null,
    validate: (value) => {
      const wrong = value.find((name) => !/^[a-z0-9][a-z0-9+._-]*$/.test(name));
      return wrong === undefined ? null : `takes package names: ${wrong}`;
    },
  }),
];
