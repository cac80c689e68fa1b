import type { Check } from "../../types/verdict.ts";
import { failed } from "../checks.ts";
import { lastLine } from "../docker.ts";
import type { Flag } from "../dockerfile/model.ts";
import { diskFull, engineLost } from "../engine.ts";
import type { ReadDockerfile } from "../static/dockerfile.ts";
import { causeOf } from "./causes.ts";
import { goErrors } from "./go-errors.ts";
import { type BuildProgress, failedStep, runningStep } from "./progress.ts";

/** Lines of a failed step that are shown. */
const SHOWN_LINES = 20;

/** Turns a failed build into checks with places in the Dockerfile and in Go files. */
export function explainFailure(
  progress: BuildProgress,
  stderr: string,
  dockerfile: ReadDockerfile,
  projectFiles: readonly string[],
): readonly Check[] {
  const failure = failedStep(progress);
  const output = (failure?.output ?? []).filter((line) => line.trim() !== "");
  const error = errorLine(progress.rest) ?? failure?.step.error ?? lastLine(stderr);
  const step = failure?.step ?? runningStep(progress);
  const line = failingLine(progress.rest, dockerfile, step?.name ?? "");
  const at = { file: dockerfile.path, ...(line !== null && { line }) };
  const text = [...output, error].join("\n");
  const last = progress.rest.join("\n") || stderr;
  // What a step prints may speak of other connections than the one to the engine.
  const lost = failure === null ? engineLost(last, at) : null;
  const trouble = diskFull(`${text}\n${last}`, at) ?? lost;
  if (trouble) return [{ ...trouble, output: output.slice(-SHOWN_LINES) }];
  const cause = causeOf(text);
  const compiled = goErrors(output, projectFiles);
  const what = instructionText(dockerfile, line) ?? failure?.step.name ?? "the build";
  const because = cause ? `: ${cause.advice}` : compiled.length > 0 ? "" : `: ${plainError(error)}`;
  return [
    ...compiled.map(({ file, line: goLine, message }) =>
      failed(cause?.code ?? "go-compile", message, { file, line: goLine }),
    ),
    failed(cause?.code ?? (compiled.length > 0 ? "go-compile" : "build-failed"), `${what} failed${because}`, {
      ...at,
      output: output.length > 0 ? output.slice(-SHOWN_LINES) : [plainError(error)],
    }),
  ];
}

function errorLine(rest: readonly string[]): string | null {
  return rest.findLast((line) => /^ERROR: |^error: /i.test(line)) ?? null;
}

function plainError(error: string): string {
  return error
    .replace(/^ERROR: /, "")
    .replace(/^failed to build: /, "")
    .replace(/^failed to solve: /, "");
}

/** buildx prints `Dockerfile:28` above its excerpt; an older one leaves only the name of the step. */
function failingLine(rest: readonly string[], dockerfile: ReadDockerfile, step: string): number | null {
  const name = dockerfile.path.slice(dockerfile.path.lastIndexOf("/") + 1);
  for (const line of rest) {
    const match = /^(\S+):(\d+)$/.exec(line);
    if (match?.[1] === name || match?.[1] === dockerfile.path) return Number(match[2]);
  }
  const parsed = rest.map((line) => /parse error on line (\d+)/.exec(line)).find((match) => match !== null);
  if (parsed) return Number(parsed[1]);
  const squeeze = (text: string) => text.replace(/\s+/g, "");
  const wanted = squeeze(step.replace(/^\[[^\]]*\] /, ""));
  const written = dockerfile.file.instructions.find(({ keyword, flags, text }) =>
    squeeze(`${keyword}${flags.map(flagText).join("")}${text}`).startsWith(wanted),
  );
  return wanted === "" ? null : (written?.line ?? null);
}

/** As BuildKit writes it in the name of a step. */
function flagText({ name, value }: Flag): string {
  return value === "" ? `--${name}` : `--${name}=${value}`;
}

/** `RUN go build`, shortened: enough to know the instruction again. */
function instructionText(dockerfile: ReadDockerfile, line: number | null): string | null {
  const instruction = dockerfile.file.instructions.find(
    (one) => line !== null && one.line <= line && line <= one.endLine,
  );
  if (!instruction) return null;
  const text = instruction.text.replace(/\s+/g, " ").replace(/^(\w+=\S*\s+)+/, "");
  return `${instruction.keyword} ${text.length > 50 ? `${text.slice(0, 49)}…` : text}`;
}
