import type { Project } from "../../types.ts";
import { analyse, type ServerInput } from "./analysis.ts";
import { readDockerEvidence } from "./docker/evidence.ts";
import { findHealth } from "./health/index.ts";
import { findPorts } from "./ports/index.ts";

/** The part of a project that the code of its main decides. */
export type ServerFacts = Pick<
  Project,
  | "arguments"
  | "ports"
  | "health"
  | "environment"
  | "runtimeFiles"
  | "writes"
  | "buildTags"
  | "versionVariables"
  | "commitVariables"
  | "companions"
  | "handlesSigterm"
  | "assetExtensions"
  | "warnings"
>;

/** What the code in reach says about the running service; every fact with the place it was seen. */
export function describeServer(input: ServerInput): ServerFacts {
  const analysis = analyse(input);
  const docker = readDockerEvidence(input);
  const ports = findPorts(analysis, docker);
  return {
    arguments: null,
    ports: ports.map(({ port }) => port),
    health: findHealth(analysis, ports),
    environment: [],
    runtimeFiles: [],
    writes: [],
    buildTags: [],
    versionVariables: [],
    commitVariables: [],
    companions: [],
    handlesSigterm: null,
    assetExtensions: [],
    warnings: [],
  };
}
