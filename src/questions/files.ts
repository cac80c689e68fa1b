import { always, never, question } from "./question.ts";

const ignores = [
  { value: "denylist", label: "leave out what no build needs; new files get in" },
  { value: "allowlist", label: "let in what the build needs; new files stay out" },
] as const;

const layouts = [
  { value: "separate", label: "Dockerfile and Dockerfile.dev" },
  { value: "stages", label: "one Dockerfile with a development and a production stage" },
] as const;

export const fileQuestions = [
  question({
    key: "ignore",
    flag: "ignore",
    section: "Files",
    kind: "choice",
    message: "Style of .dockerignore",
    help: "style of .dockerignore",
    direct: never,
    options: ignores,
    default: () => "denylist",
  }),
  question({
    key: "layout",
    flag: "layout",
    section: "Files",
    kind: "choice",
    message: "Production and development image",
    help: "one Dockerfile for each image, or both in one as stages",
    direct: always,
    options: layouts,
    default: () => "separate",
  }),
];
