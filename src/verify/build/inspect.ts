import type { ImageFacts } from "../../types/verdict.ts";
import { type Docker, parseJson } from "../docker.ts";

/** The part of `docker image inspect` that is looked at. Durations are nanoseconds. */
export interface ImageInspect {
  readonly Id: string;
  readonly Size: number;
  readonly Os: string;
  readonly Architecture: string;
  readonly Config: {
    readonly User?: string;
    readonly Env?: readonly string[] | null;
    readonly Labels?: Readonly<Record<string, string>> | null;
    readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
    readonly Entrypoint?: readonly string[] | null;
    readonly Cmd?: readonly string[] | null;
    readonly Healthcheck?: {
      readonly Test?: readonly string[];
      readonly Interval?: number;
      readonly Timeout?: number;
      readonly StartPeriod?: number;
      readonly Retries?: number;
    } | null;
  };
}

/** A layer or an instruction without one, the newest first. */
export interface HistoryEntry {
  readonly CreatedBy: string;
  /** Bytes, as text. */
  readonly Size: string;
}

/** null when the engine does not have the image. */
export async function inspectImage(docker: Docker, tag: string): Promise<ImageInspect | null> {
  return parseJson<ImageInspect>(await docker.run(["image", "inspect", "--format", "{{json .}}", tag]));
}

/** `docker history`, the newest entry first. */
export async function imageHistory(docker: Docker, tag: string): Promise<readonly HistoryEntry[]> {
  const result = await docker.run(["history", "--no-trunc", "--human=false", "--format", "{{json .}}", tag]);
  return result.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as HistoryEntry);
}

/** Layers with something in them, as they lie on each other: the base first. */
export function layersOf(history: readonly HistoryEntry[]): ImageFacts["layers"] {
  return history
    .map(({ CreatedBy, Size }) => ({ instruction: plainInstruction(CreatedBy), bytes: Number(Size) }))
    .filter(({ bytes }) => bytes > 0)
    .toReversed();
}

function plainInstruction(createdBy: string): string {
  return createdBy
    .replace(/ # buildkit$/, "")
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, "")
    .replace(/^(RUN )?(\|\d+ .*? )?\/bin\/sh -c /, "RUN ")
    .replace(/\s+/g, " ");
}

/** The check as it would stand in a Dockerfile; null without one. */
export function healthText({ Config: { Healthcheck } }: ImageInspect): string | null {
  const [kind, ...command] = Healthcheck?.Test ?? [];
  if (kind === undefined || kind === "NONE") return null;
  return kind === "CMD-SHELL" ? command.join(" ") : JSON.stringify(command);
}
