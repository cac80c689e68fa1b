import { type ContextFile, type Decision, ignoreMatcher } from "../../context.ts";
import type { Check } from "../../types/verdict.ts";
import { failed, passed, warned } from "../checks.ts";
import { type Dockerfile, parseDockerfile } from "../dockerfile/model.ts";
import { findStage, type Stage, type StageGraph, stageGraph } from "../dockerfile/stages.ts";
import type { ImageTarget, VerifyRequest } from "../request.ts";
import { rules } from "../rules/index.ts";
import { isWaived } from "../rules/pragmas.ts";
import type { Target } from "../rules/rule.ts";

/** A Dockerfile as read, with the stages to be built. */
export interface ReadDockerfile {
  readonly path: string;
  readonly file: Dockerfile;
  readonly graph: StageGraph;
  readonly targets: readonly Target[];
}

/** The context that a Dockerfile is built with. */
export interface KnownContext {
  readonly dockerignore: { readonly path: string; readonly text: string } | null;
  readonly sent: readonly ContextFile[];
}

export function readDockerfile(path: string, text: string, images: readonly ImageTarget[]): ReadDockerfile {
  const file = parseDockerfile(text);
  const graph = stageGraph(file);
  const targets = images
    .filter(({ dockerfile }) => dockerfile === path)
    .flatMap(({ role, target }) => {
      const stage = targetStage(graph, target);
      return stage ? [{ role, stage }] : [];
    });
  return { path, file, graph, targets };
}

/** The stage that is built: the named one, else the last. */
export function targetStage(graph: StageGraph, target: string | null): Stage | null {
  return (target === null ? graph.stages.at(-1) : findStage(graph, target)) ?? null;
}

/** Applies every rule. One check that is ok when none finds anything. */
export function auditDockerfile(
  read: ReadDockerfile,
  context: KnownContext,
  { expectation, mains }: Pick<VerifyRequest, "expectation" | "mains">,
): readonly Check[] {
  const waived = isWaived(read.file);
  const ignored = context.dockerignore?.text ?? null;
  const subject = {
    ...read,
    decide: ignored === null ? null : decider(ignored),
    hasExceptions: /^\s*!/m.test(ignored ?? ""),
    inContext: contextLookup(context.sent),
    rootAllowed: expectation.rootAllowed,
    mains,
  };
  const found = rules.flatMap((rule) =>
    [...rule.find(subject)]
      .filter(({ line }) => !waived(rule.code, line))
      .map(({ line, message }) =>
        (rule.severity === "error" ? failed : warned)(rule.code, message, { file: read.path, line }),
      ),
  );
  const isFine = found.every(({ severity }) => severity === "warning");
  return isFine
    ? [...found, passed("dockerfile", `${rules.length} rules`, { file: read.path })]
    : found.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function decider(text: string): (path: string) => Decision {
  return ignoreMatcher(text);
}

/** Answers whether a source of COPY means anything that is sent. */
function contextLookup(sent: readonly ContextFile[]): (source: string) => boolean {
  const paths = new Set(sent.map(({ path }) => path));
  return (source) => {
    const plain = source.replace(/^(\.?\/)+/, "").replace(/\/(\.)?$/, "");
    if (plain === "" || plain === ".") return sent.length > 0;
    if (paths.has(plain)) return true;
    if (!/[*?[]/.test(plain)) return sent.some(({ path }) => path.startsWith(`${plain}/`));
    // A glob that means nothing is fine for BuildKit as long as another source does.
    return true;
  };
}
