/** A step of the build that Go alone does, without Node.js. */
import type { Prebuild } from "../../types/project.ts";

type GoStep = Pick<Prebuild, "directory" | "command" | "outputs" | "evidence">;

export function goStep({ directory, command, outputs, evidence }: GoStep): Prebuild {
  return {
    directory,
    command,
    packageManager: null,
    packageManagerVersion: null,
    lockFile: null,
    staleLock: false,
    nodeVersion: null,
    legacyHashes: false,
    skippedDownloads: [],
    installReads: [],
    outputs,
    committed: [],
    served: [],
    placeholder: false,
    evidence,
  };
}
