import type { ProcessResult, System } from "../../system/system.ts";
import { type Docker, parseJson } from "../docker.ts";
import type { VerifyRequest } from "../request.ts";
import type { HealthLimits } from "./health-limits.ts";

/** Label on every container of a verification: the process that it belongs to, `HOST:PID`. */
export const OWNER_LABEL = "create-go-dockerfile.verification";

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
  owner: string,
  image: string,
  flags: readonly string[],
): Promise<Container | ProcessResult> {
  const result = await docker.run([
    "create",
    "--pull=never",
    `--label=${OWNER_LABEL}=${owner}`,
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

/** Removes what an earlier verification of this machine left behind when it was killed. */
export async function removeLeftovers(docker: Docker, self: System["self"]): Promise<void> {
  const format = `{{.ID}} {{.Label "${OWNER_LABEL}"}}`;
  const listed = await docker.run([
    "ps",
    "--all",
    "--no-trunc",
    `--filter=label=${OWNER_LABEL}`,
    "--format",
    format,
  ]);
  const stale = listed.stdout
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([id, owner]) => id && owner && isStale(owner, self))
    .flatMap(([id]) => id ?? []);
  if (stale.length > 0) await docker.runAlways(["rm", "--force", "--volumes", ...stale]);
}

/** `HOST:PID` of this machine whose process is gone; one of another machine is none of our business. */
function isStale(owner: string, self: System["self"]): boolean {
  const at = owner.lastIndexOf(":");
  return owner.slice(0, at) === self.host && !self.isRunning(Number(owner.slice(at + 1)));
}
