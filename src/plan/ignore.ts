import { posix } from "node:path";
import { ignoreMatcher } from "../context/matcher.ts";
import { parseIgnore } from "../context/patterns.ts";
import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";
import type { FrontEndPlan } from "./front-end.ts";
import type { GeneratePlan } from "./generate.ts";
import { parseVolume } from "./volumes.ts";

/** Lines of a .dockerignore under a comment. */
interface IgnoreGroup {
  readonly title: string;
  readonly patterns: readonly string[];
}

export interface IgnorePlan {
  /** `*` and exceptions first; null for a deny-list. */
  readonly allowed: readonly string[] | null;
  readonly groups: readonly IgnoreGroup[];
  /** Required files that a pattern above would drop. */
  readonly exceptions: readonly string[];
}

/** Never let through as a whole, even where the build needs a file of that kind. */
const secrets = [
  "**/.env",
  "**/.env.*",
  "!**/.env.example",
  "**/.netrc",
  "**/_netrc",
  "**/.git-credentials",
  "**/.aws",
  "**/.ssh",
  "**/*.key",
  "**/*.p12",
  "**/*.pem",
  "**/*.pfx",
  "**/id_dsa*",
  "**/id_ecdsa*",
  "**/id_ed25519*",
  "**/id_rsa*",
];

/** Kept out by exceptions for single files, never given up. */
const strict = new Set([...secrets, "**/.git", "**/node_modules"]);

const OUTPUTS = "Build outputs, tests, tools";
const WITHIN = "Within those";

/** What `go build` leaves in the directory it is run in. */
function programs(project: Project): readonly string[] {
  // Of `example.com/shop/v2` the program is shop.
  const module = project.modulePath.replace(/\/v\d+$/, "");
  const names = [posix.basename(module), posix.basename(posix.normalize(project.main))];
  const directories = new Set(project.goDirectories.map((directory) => directory.split("/")[0]));
  return [...new Set(names)].filter((name) => /^[\w][\w.-]*$/.test(name) && !directories.has(name));
}

/** Not what the step finds there and adds to. */
function madePaths({ prebuild }: Project, { outputs, served }: FrontEndPlan): readonly string[] {
  const committed = prebuild?.committed ?? [];
  const made = served
    .map(({ source }) => source)
    .filter((source) => !committed.some((path) => path === source || path.startsWith(`${source}/`)));
  return [...new Set([...outputs, ...made])];
}

function denied(project: Project, answers: Answers, frontEnd: FrontEndPlan | null): readonly IgnoreGroup[] {
  const data = answers.volumes
    .map((item) => parseVolume(item))
    .flatMap(({ file, directory }) => [...(file === null ? [] : [file]), directory])
    .filter((path) => !path.startsWith("/"))
    .map((path) => posix.normalize(path));
  return [
    // First: an exception below `**/.git` would have the engine look for more of them inside.
    { title: "Secrets", patterns: secrets },
    {
      title: "Version control",
      patterns: ["**/.git", ".gitattributes", ".github", ".gitignore", ".gitlab-ci.yml"],
    },
    {
      title: "Docker's own files: a change there must not invalidate the build",
      patterns: [".dockerignore", "Dockerfile*", "docker-compose*.y*ml", "compose*.y*ml"],
    },
    {
      title: OUTPUTS,
      patterns: [
        "bin",
        "dist",
        ...programs(project),
        "**/*.exe",
        "**/*.log",
        "**/*.out",
        "**/*.test",
        "**/*_test.go",
        "**/testdata",
        "**/__debug_bin*",
        "coverage*",
        "tmp",
        "**/node_modules",
        ...(frontEnd ? madePaths(project, frontEnd) : []),
      ],
    },
    { title: "Data of local runs", patterns: [...new Set(["**/*.db", "**/*.sqlite*", ...data])] },
    { title: "Editors, desktop", patterns: [".idea", ".vscode", "**/.DS_Store"] },
    { title: "Documents", patterns: ["*.md", "LICENSE*"] },
    { title: "Settings of development", patterns: [".air.toml", ".create-go-dockerfile.*"] },
  ];
}

/** Within what an allow-list lets through. */
const deniedWithin: IgnoreGroup = {
  title: WITHIN,
  patterns: [
    // Without the exception for samples: an engine would look for them in all that `*` leaves out.
    ...secrets.filter((pattern) => !pattern.startsWith("!")),
    "**/.git",
    "**/*.log",
    "**/*.out",
    "**/*.test",
    "**/*_test.go",
    "**/.DS_Store",
    "**/node_modules",
  ],
};

function allowedPaths(
  project: Project,
  required: readonly string[],
  steps: readonly { readonly directory: string }[],
): readonly string[] {
  const files = [...project.moduleFiles, ...required];
  const atRoot = files.filter((path) => !path.includes("/"));
  const directories = [
    ...files.filter((path) => path.includes("/")),
    ...project.goDirectories.map((directory) => `${directory}/`),
    ...steps.map(({ directory }) => `${directory}/`),
  ]
    .map((path) => path.split("/")[0] ?? "")
    .filter((directory) => directory !== "" && directory !== ".");
  const sources = project.goDirectories.includes(".") || atRoot.some((path) => path.endsWith(".go"));
  return [
    ...new Set([
      ...atRoot.filter((path) => !path.endsWith(".go")).toSorted(),
      ...(sources ? ["*.go"] : []),
      // Whole directories: Podman and the classic builder do not look for exceptions below an ignored one.
      ...[...new Set(directories)].toSorted(),
    ]),
  ].map((path) => `!${path}`);
}

/** The directories that a path lies in, the nearest first. */
function ancestors(path: string): string[] {
  const above: string[] = [];
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    above.push(path.slice(0, end));
  }
  return above;
}

/** Drops patterns that a required directory falls under, and names the single files that the others would drop. */
function sparing(
  groups: readonly IgnoreGroup[],
  required: readonly string[],
): Pick<IgnorePlan, "groups" | "exceptions"> {
  const exceptions = new Set<string>();
  const directories = [...new Set(required.flatMap(ancestors))];
  const spare = (pattern: string): boolean => {
    const [compiled] = parseIgnore(pattern).patterns;
    if (!compiled || compiled.negated) return true;
    const inside = directories.filter((path) => compiled.matches(path)).map((path) => `${path}/`);
    const isInside = (path: string) => inside.some((directory) => path.startsWith(directory));
    const hit = required.filter((path) => compiled.matches(path) || (inside.length > 0 && isInside(path)));
    if (hit.length === 0) return true;
    const byDirectory = inside.length > 0;
    if (!strict.has(pattern) && (byDirectory || hit.length > 5)) return false;
    for (const path of hit) exceptions.add(`!${path}`);
    return true;
  };
  const kept = groups.map(({ title, patterns }) => ({ title, patterns: patterns.filter(spare) }));
  return {
    groups: kept.filter(({ patterns }) => patterns.length > 0),
    exceptions: [...exceptions].toSorted(),
  };
}

/** Adds the compiled programs that no line leaves out and that neither the build nor the image takes. */
function withoutPrograms(plan: IgnorePlan, project: Project, required: readonly string[]): IgnorePlan {
  const lines = [
    ...(plan.allowed === null ? [] : ["*", ...plan.allowed]),
    ...plan.groups.flatMap(({ patterns }) => patterns),
  ];
  const decide = ignoreMatcher(lines.join("\n"));
  const isTaken = (path: string) => required.some((file) => file === path || file.startsWith(`${path}/`));
  const left = project.compiledPrograms.filter(
    (path) => /^\w[\w./+@~-]*$/.test(path) && !isTaken(path) && !decide(path).ignored,
  );
  const groups = plan.groups.map(({ title, patterns }) => ({
    title,
    patterns: title === OUTPUTS || title === WITHIN ? [...patterns, ...left] : patterns,
  }));
  return { ...plan, groups };
}

/**
 * What the engine is not sent.
 *
 * @param required every file that the build reads and the image takes, as paths of the context.
 */
export function planIgnore(
  project: Project,
  answers: Answers,
  required: readonly string[],
  frontEnd: FrontEndPlan | null,
  generate: GeneratePlan | null,
): IgnorePlan {
  const isAllowList = answers.ignore === "allowlist";
  const groups = isAllowList ? [deniedWithin] : denied(project, answers, frontEnd);
  const steps = [frontEnd, ...(frontEnd?.further ?? []), generate].filter((step) => step !== null);
  const allowed = isAllowList ? allowedPaths(project, required, steps) : null;
  return withoutPrograms({ allowed, ...sparing(groups, required) }, project, required);
}
