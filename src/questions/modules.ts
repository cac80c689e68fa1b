import type { Answers } from "../types/answers.ts";
import { always, question } from "./question.ts";

const mounts = [
  { value: "cache", label: "keep modules and compiled packages between builds on this builder" },
  { value: "secret", label: "private modules over https, with a netrc or a token" },
  { value: "ssh", label: "private modules over ssh, with the agent's keys" },
] as const;

const secretKinds = [
  { value: "netrc", label: "a ~/.netrc file, as git and Go read it" },
  { value: "token", label: "an access token from an environment variable" },
] as const;

const hasPrivateMount = ({ mounts: chosen }: Answers) => chosen.includes("secret") || chosen.includes("ssh");

const rank = (name: string) => mounts.findIndex(({ value }) => value === name);

export const moduleQuestions = [
  question({
    key: "mounts",
    flag: "mounts",
    section: "Build",
    kind: "list",
    placeholder: "LIST",
    message: "What the build mounts",
    help: "what the build mounts, any of these; where every build starts on an empty machine leave cache out, so that layers are reused",
    direct: always,
    options: mounts,
    default: (project, draft) =>
      (draft.privateModules ?? project.privateModules).length > 0 || draft.secretKind !== undefined
        ? ["cache", "secret"]
        : ["cache"],
    normalize: (value) => [...new Set(value)].sort((a, b) => rank(a) - rank(b)),
  }),
  question({
    key: "secretKind",
    flag: "secret-kind",
    section: "Build",
    kind: "choice",
    message: "Credentials for private modules",
    help: "how the secret mount is filled, by a netrc file or by a token",
    direct: always,
    options: secretKinds,
    default: () => "netrc",
    when: (answers) => answers.mounts.includes("secret"),
  }),
  question({
    key: "privateModules",
    flag: "private-modules",
    section: "Build",
    kind: "list",
    placeholder: "PATTERNS",
    message: "Private modules (GOPRIVATE)",
    help: "patterns of private modules, as GOPRIVATE takes them",
    direct: always,
    default: (project) => [...project.privateModules],
    when: hasPrivateMount,
    validate: (value) => {
      const wrong = value.find((pattern) => !/^[\w.*?[\]/~-]+$/.test(pattern));
      return wrong === undefined ? null : `takes patterns such as github.com/acme/*: ${wrong}`;
    },
  }),
];
