/** Modules that cannot be had without credentials, where the repository or the environment says so. */
import type { Evidence, Warning } from "../types/project.ts";
import type { GoBuildContext } from "./build-context.ts";
import { CONTAINER_FILE, type Layout } from "./layout.ts";
import { basename, join } from "./paths.ts";
import { filesIn } from "./sources.ts";

interface PrivateModules {
  /** GOPRIVATE patterns. */
  readonly patterns: readonly string[];
  readonly warnings: readonly Warning[];
}

/** `*` matches within one element, and a pattern matches every path below it (`go help goprivate`). */
function matches(pattern: string, modulePath: string): boolean {
  const source = pattern
    .split("/")
    .map((element) =>
      element
        .replace(/[.+^${}()|\\]/g, "\\$&")
        .replace(/\*/g, "[^/]*")
        .replace(/\?/g, "[^/]"),
    )
    .join("/");
  try {
    return new RegExp(`^${source}(/|$)`).test(modulePath);
  } catch {
    return false;
  }
}

/** Names that no public resolver knows (RFC 6762, RFC 9476 and common practice). */
const INTERNAL_HOST = /\.(internal|local|localdomain|lan|corp|intra|intranet|home|private)$/;

/** Hosts that look like a company's own forge. Whether they answer without a password cannot be seen. */
const OWN_FORGE = /^(git|gitlab|gitea|bitbucket|github|ghe|stash|scm)\./;
const PUBLIC_FORGE =
  /^(github\.com|gitlab\.com|bitbucket\.org|gitea\.com|git\.sr\.ht|gitlab\.freedesktop\.org|git\.torproject\.org)$/;

function hostOf(modulePath: string): string {
  return modulePath.split("/", 1)[0] ?? "";
}

/** Files that build nothing which is deployed; what tests need may be more. */
const NO_BUILD = /^(package\.json|\.air\.toml|Dockerfile[._-]tests?)$/i;

/** Files where GOPRIVATE is set: build files, and those of CI services. */
function settingFiles(layout: Layout): string[] {
  const { sources } = layout;
  const ci =
    /^(\.gitlab-ci\.ya?ml|\.drone\.ya?ml|\.travis\.ya?ml|azure-pipelines\.ya?ml|\.envrc|\.env\.example|cloudbuild\.ya?ml|bitbucket-pipelines\.yml|Jenkinsfile)$/;
  return [
    ...layout.evidenceFiles.filter((path) => !NO_BUILD.test(basename(path))),
    ...filesIn(sources, ".", (name) => ci.test(name)),
    ...filesIn(sources, ".github/workflows", (name) => /\.ya?ml$/.test(name)),
    ...filesIn(sources, ".circleci", (name) => /\.ya?ml$/.test(name)),
  ].map((path) => join(".", path));
}

const DOWNLOADS = /\bgo\s+(mod\s+download|build|install)\b/;
/** Ways to hand over credentials, or to go without the network. */
const CREDENTIALS =
  /type=(secret|ssh)\b|netrc|insteadOf|GOPRIVATE|GONOSUMDB|TOKEN|PASSW|\.ssh\b|id_rsa|vendor/i;

/** Whether the author's images are built without credentials, so that whoever named modules as private wants no proxy. */
function isBuiltWithout({ sources, evidenceFiles }: Layout): boolean {
  const texts = evidenceFiles
    .filter((path) => CONTAINER_FILE.test(basename(path)))
    .map((path) => sources.text(path) ?? "")
    .filter((text) => DOWNLOADS.test(text));
  return texts.length > 0 && !texts.some((text) => CREDENTIALS.test(text));
}

/** `if [ ! -z "$TOKEN" ]; then GOPRIVATE=... ; fi`: whoever has no credentials builds without. */
const ONLY_WITH = /\bif\s+\[+\s+(?:-n|!\s*-z)\s+["']?\$[\s\S]*?\bfi\b/g;

/** The text without such blocks, line by line where it was. */
function unconditional(text: string): string {
  return text.replace(ONLY_WITH, (block) => block.replace(/[^\n]/g, ""));
}

/** Patterns that a line sets, without those that come from a variable. */
function patternsIn(line: string): string[] {
  const set = /\b(?:GOPRIVATE|GONOSUMDB|GONOSUMCHECK|GONOPROXY)\s*[:?]?[=:\s]\s*["']?([^\s"'#;&]+)/.exec(
    line,
  )?.[1];
  const rewritten = /url\s*[."]+(?:https:\/\/|ssh:\/\/)?(?:[^@"\s]*@)([\w.-]+)[:/]([\w.-]+\/?)"?/.exec(line);
  const owner = rewritten ? [`${rewritten[1]}/${(rewritten[2] ?? "").replace(/\/$/, "")}`] : [];
  return [...(set?.split(",") ?? []), ...owner].filter((pattern) =>
    /^[\w.*?[\]/-]+\.[\w.*?[\]/-]+$/.test(pattern),
  );
}

/**
 * Patterns count only when go.mod requires a module of theirs. Nothing is private
 * when vendored, nor what files say where the author's images are built without
 * credentials. A host that merely looks like a company's own gets a warning.
 */
export function describePrivateModules(
  layout: Layout,
  context: GoBuildContext,
  environment: Readonly<Record<string, string | undefined>>,
): PrivateModules {
  const local = new Set(context.local.map(({ mod }) => mod.path));
  const required = context.requires.filter(({ path }) => !local.has(path));
  if (context.vendor || required.length === 0) return { patterns: [], warnings: [] };
  const seen = new Map<string, Evidence>();
  const consider = (pattern: string, evidence: Evidence) => {
    if (seen.has(pattern) || !required.some(({ path }) => matches(pattern, path))) return;
    seen.set(pattern, evidence);
  };
  for (const file of isBuiltWithout(layout) ? [] : settingFiles(layout)) {
    const text = unconditional(layout.sources.text(file) ?? "");
    if (!/GOPRIVATE|GONOSUMDB|GONOPROXY|insteadOf/i.test(text)) continue;
    for (const [index, line] of text.split("\n").entries()) {
      for (const pattern of patternsIn(line)) consider(pattern, `${file}:${index + 1}`);
    }
  }
  for (const pattern of environment.GOPRIVATE?.split(",") ?? []) consider(pattern, "GOPRIVATE");
  for (const { path, file, line } of required) {
    if (INTERNAL_HOST.test(hostOf(path))) consider(hostOf(path), `${file}:${line}`);
  }
  const own = hostOf(context.module.mod.path);
  const doubtful = required.find(
    ({ path }) =>
      hostOf(path) === own &&
      OWN_FORGE.test(own) &&
      !PUBLIC_FORGE.test(own) &&
      ![...seen.keys()].some((pattern) => matches(pattern, path)),
  );
  const warnings: Warning[] = doubtful
    ? [
        {
          code: "private-module-unsure",
          message: `${doubtful.path} may need credentials: name it with --private-modules ${own} if it does`,
          evidence: `${doubtful.file}:${doubtful.line}`,
          blocksBuild: false,
        },
      ]
    : [];
  return { patterns: [...seen.keys()], warnings };
}
