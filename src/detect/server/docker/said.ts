import type { FileSystem } from "../../../system/system.ts";
import type { Evidence } from "../../../types/project.ts";
import type { Repository } from "../../../types/repository.ts";
import type { Reach } from "../../reach.ts";

/** What a file says, and where. */
export interface Said<Fact> {
  readonly fact: Fact;
  readonly evidence: Evidence;
}

export interface DockerInput {
  readonly reach: Reach;
  readonly repository: Repository;
  readonly files: FileSystem;
}
