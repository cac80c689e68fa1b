import type { Project } from "../types.ts";
import type { Draft } from "./question.ts";

/** What the base and its build image call the packages that cgo needs. */
export function defaultCgoPackages(project: Project, draft: Draft): string[] {
  if (!draft.cgo) return [];
  const distribution = draft.base === "alpine" || draft.base === "scratch" ? "alpine" : "debian";
  const { buildPackages, runtimePackages } = project.cgo;
  return [
    ...buildPackages[distribution].map((name) => `build:${name}`),
    ...runtimePackages[distribution].map((name) => `run:${name}`),
  ];
}
