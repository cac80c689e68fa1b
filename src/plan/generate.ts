import { posix } from "node:path";
import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";
import { SOURCE_ROOT } from "./source.ts";

/** The command, of Go alone, that runs in the build stage before `go build`. */
export interface GeneratePlan {
  readonly command: string;
  /** Absolute, in the container. */
  readonly workdir: string;
  /** Directory below the context: `db`, `.`. */
  readonly directory: string;
  /** Without the dot, of files that it reads, for a watcher: `templ`. */
  readonly extensions: readonly string[];
}

const READS: readonly (readonly [program: RegExp, extension: string])[] = [
  [/\btempl(@\S+)? generate\b/, "templ"],
  [/\bsqlc(@\S+)? generate\b/, "sql"],
];

/** null when nothing is to be made, or Node.js makes it all. */
export function planGenerate(
  { prebuild, generate, moduleDirectory }: Project,
  answers: Answers,
): GeneratePlan | null {
  const isSecond = prebuild !== null && prebuild.packageManager !== null;
  const command = isSecond ? answers.generate : answers.prebuild;
  if (command === "") return null;
  const step = isSecond ? generate : prebuild;
  const directory = posix.normalize(step?.directory ?? moduleDirectory);
  const extensions = READS.filter(([program]) => program.test(command)).map(([, extension]) => extension);
  return { command, workdir: posix.join(SOURCE_ROOT, directory), directory, extensions };
}
