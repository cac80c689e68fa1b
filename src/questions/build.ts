import type { Project } from "../types/project.ts";
import { never, question } from "./question.ts";

/** The linker takes `-X importpath.name=value`. */
function checkVariableName(text: string): string | null {
  return text === "" || /^[\w./~-]+\.[\p{L}_][\p{L}\p{N}_]*$/u.test(text)
    ? null
    : `takes an import path and a name, such as main.version: ${text}`;
}

/** The tags without which the service is not what its author runs. */
export function requiredTags({ buildTags }: Pick<Project, "buildTags">): readonly string[] {
  return [...new Set(buildTags.filter(({ required }) => required).flatMap(({ tags }) => tags))];
}

export const buildQuestions = [
  question({
    key: "versionVariable",
    flag: "version-variable",
    section: "Build",
    kind: "text",
    optional: true,
    placeholder: "NAME",
    message: "Variable that holds the version",
    help: "Go variable that the linker sets to the version, such as main.version",
    direct: never,
    default: (project) => project.versionVariables[0] ?? "",
    validate: checkVariableName,
  }),
  question({
    key: "commitVariable",
    flag: "commit-variable",
    section: "Build",
    kind: "text",
    optional: true,
    placeholder: "NAME",
    message: "Variable that holds the commit",
    help: "Go variable that the linker sets to the commit, such as main.commit",
    direct: never,
    default: (project) => project.commitVariables[0] ?? "",
    validate: checkVariableName,
  }),
  question({
    key: "tags",
    flag: "tags",
    section: "Build",
    kind: "list",
    placeholder: "TAGS",
    message: "Build tags",
    help: "build tags, as go build -tags takes them",
    direct: (project) => project.buildTags.length > 0,
    default: requiredTags,
    seen: (project) => project.buildTags[0]?.evidence ?? null,
    validate: (value) => {
      const wrong = value.find((tag) => !/^[\p{L}\p{N}_.]+$/u.test(tag));
      return wrong === undefined ? null : `takes letters, digits, _ and dots: ${wrong}`;
    },
  }),
];
