import type { ProcessResult, System } from "../../system/system.ts";
import { type Docker, parseJson } from "../docker.ts";
import { OWNER_LABEL, ownerOf } from "../leftovers.ts";
import type { VerifyRequest } from "../request.ts";
import type { HealthLimits } from "./health-limits.ts";

export interface Container {
  readonly id: string;
}

/** Flags that make the container as confined as production can be. */
export function runFlags(
  { runEnv, expectation }: Pick<VerifyRequest, "runEnv" | "expectation">,
  ports: readonly string[],
  health: HealthLimits | null,
): string[] {
  return [
    "--read-only",
    "--cap-drop=ALL",
    ...expectation.capabilities.map((capability) => `--cap-add=${capability}`),
    "--security-opt=no-new-privileges",
    "--tmpfs=/tmp",
    // Anonymous volumes take the owner of the image's directory, as named ones do.
    ...expectation.volumes.map((path) => `--volume=${path}`),
    // A random port of the loopback interface.
    ...ports.map((port) => `--publish=127.0.0.1::${port}`),
    ...runEnv.map((pair) => `--env=${pair}`),
    ...(health === null
      ? []
      : [`--health-interval=${health.interval}`, `--health-retries=${health.retries}`]),
  ];
}

/** Creates the container without starting it, so that no event is missed. */
export async function createContainer(
  docker: Docker,
  self: System["self"],
  image: string,
  flags: readonly string[],
): Promise<Container | ProcessResult> {
  const result = await docker.run([
    "create",
    "--pull=never",
    `--label=${OWNER_LABEL}=${ownerOf(self)}`,
    ...flags,
    image,
  ]);
  return result.exitCode === 0 ? { id: result.stdout.trim().split("\n").at(-1) ?? "" } : result;
}

/** The part of `docker inspect` that is looked at. */
export interface ContainerState {
  readonly Created: string;
  readonly State: {
    readonly Running: boolean;
    readonly ExitCode: number;
    readonly OOMKilled: boolean;
    readonly Error: string;
    readonly StartedAt: string;
    readonly FinishedAt: string;
    readonly Health?: {
      readonly Status: string;
      readonly Log: readonly { readonly ExitCode: number; readonly Output: string }[] | null;
    };
  };
  readonly NetworkSettings: {
    readonly Ports: Readonly<Record<string, readonly { readonly HostPort: string }[] | null>>;
  };
}

export async function inspectContainer(docker: Docker, { id }: Container): Promise<ContainerState | null> {
  return parseJson<ContainerState>(await docker.run(["container", "inspect", "--format", "{{json .}}", id]));
}

/** The last lines that the service wrote, standard output and error together. */
export async function containerLog(docker: Docker, { id }: Container): Promise<readonly string[]> {
  const result = await docker.run(["logs", "--tail", "20", id]);
  return `${result.stdout}\n${result.stderr}`.split("\n").filter((line) => line.trim() !== "");
}
