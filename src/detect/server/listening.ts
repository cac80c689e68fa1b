/** Where the started program listens, and what opens it to the outside. */
import type { Project, Warning } from "../../types/project.ts";
import type { ServerInput } from "./analysis.ts";
import { readsSetting } from "./docker/directories.ts";
import type { DockerEvidence } from "./docker/evidence.ts";
import type { Analysis } from "./flow/context.ts";
import { withArguments } from "./ports/arguments.ts";
import { givenByFile } from "./ports/exposed-files.ts";
import type { OpenPort } from "./ports/open-port.ts";
import { rebindByFlag, rebindByImage, rebindOf, servedPort } from "./ports/rebind.ts";
import { portsWithoutSamples } from "./ports/sampled.ts";
import { inOpenStage, type Stage } from "./ports/staged.ts";
import { areBeside, unknownWarning } from "./ports/unknown.ts";
import { type Unset, unsetOnLoopback, unsetPort } from "./ports/unset.ts";
import type { Started } from "./started.ts";

export interface Listening {
  /** Of the program in the stage, such as production, in which it is open to the outside. */
  readonly analysis: Analysis;
  /** Null where it is in any, or in none. */
  readonly stage: Stage | null;
  readonly ports: readonly OpenPort[];
  /** The variable that decides on the port, and that nothing gives a value. */
  readonly unset: Unset | null;
  /** Said where the port of the service is not in sight. */
  readonly unknown: readonly Warning[];
  /** The port that the service is asked on. */
  readonly served: OpenPort | undefined;
  /** What opens that port where it is on loopback. */
  readonly opening: Project["rebind"];
}

/** @param said the words that the image starts the program with, spelled out */
export function findListening(
  input: ServerInput,
  docker: DockerEvidence,
  { analysis: plain, files }: Pick<Started, "analysis" | "files">,
  said: readonly string[],
): Listening {
  const { analysis, ports, stage } = inOpenStage(plain, (one) =>
    withArguments(givenByFile(input, portsWithoutSamples(one, docker), files), said, docker),
  );
  const unset = unsetPort(analysis, ports);
  const unknown = areBeside(ports) && !unset ? unknownWarning(analysis, ports) : [];
  const served = servedPort(ports, unset !== null || unknown.length > 0) ?? unsetOnLoopback(unset);
  const isRead = (variable: string) => readsSetting(analysis.program, variable);
  const opening =
    rebindOf(served) ??
    rebindByImage(served, docker.imageEnvironment, isRead) ??
    rebindByFlag(analysis, served);
  return { analysis, stage, ports, unset, unknown, served, opening };
}
