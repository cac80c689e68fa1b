import type { Decision } from "../../context/matcher.ts";
import type { Dockerfile, Instruction } from "../dockerfile/model.ts";
import type { Stage, StageGraph } from "../dockerfile/stages.ts";

/** What a rule sees of one Dockerfile. */
export interface Subject {
  readonly file: Dockerfile;
  readonly graph: StageGraph;
  /** The stages that are built, with what they are for. */
  readonly targets: readonly Target[];
  /** Decides about a path of the context; null without a .dockerignore. */
  readonly decide: ((path: string) => Decision) | null;
  /** The .dockerignore lets something through again (`!`). */
  readonly hasExceptions: boolean;
  /** Whether a file, a directory with files, or something that a glob means is in the context. */
  inContext(source: string): boolean;
  readonly rootAllowed: boolean;
  /** Directories of main packages, `./cmd/server`; [] when unknown. */
  readonly mains: readonly string[];
}

export interface Target {
  readonly role: "production" | "development";
  readonly stage: Stage;
}

export interface Finding {
  readonly line: number;
  readonly message: string;
}

export interface Rule {
  /** Stable: the name that BuildKit or hadolint gives it, or our own in kebab-case. */
  readonly code: string;
  /** An error fails the verification, a warning does not. */
  readonly severity: "error" | "warning";
  find(subject: Subject): Iterable<Finding>;
}

/** Instructions of these keywords in all stages. */
export function instructionsOf(subject: Subject, ...keywords: readonly string[]): readonly Instruction[] {
  return subject.file.instructions.filter(({ keyword }) => keywords.includes(keyword));
}

/** The findings of a rule that looks at each instruction alone: a message, or null when it is fine. */
export function each(
  keywords: readonly string[],
  problem: (instruction: Instruction, subject: Subject) => string | null,
): Rule["find"] {
  return (subject) =>
    instructionsOf(subject, ...keywords).flatMap((instruction) => {
      const message = problem(instruction, subject);
      return message === null ? [] : [{ line: instruction.line, message }];
    });
}

/** The findings of a rule that looks at each stage. */
export function eachStage(find: (stage: Stage, subject: Subject) => Iterable<Finding>): Rule["find"] {
  return (subject) => subject.graph.stages.flatMap((stage) => [...find(stage, subject)]);
}
