import type { FileSystem } from "../../system/system.ts";
import type { Project, Repository } from "../../types.ts";
import type { Reach } from "../reach.ts";

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
export function describeServer(_input: {
  readonly reach: Reach;
  readonly repository: Repository;
  readonly files: FileSystem;
}): ServerFacts {
  return {
    arguments: null,
    ports: [],
    health: [],
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
