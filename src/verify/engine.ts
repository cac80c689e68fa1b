import type { System } from "../system/system.ts";
import type { Check } from "../types/verdict.ts";
import { failed, type Place } from "./checks.ts";
import { type Docker, lastLine, parseJson } from "./docker.ts";

/** What an engine says of itself. */
export interface Engine {
  /** `linux/amd64`. */
  readonly platform: string;
  /** Its published ports are those of this machine. */
  readonly isLocal: boolean;
}

interface Version {
  readonly Server: { readonly Os: string; readonly Arch: string } | null;
}

/** The engine and builder that the client reaches, or the one check that says why there is none. */
export async function findEngine(
  docker: Docker,
  environment: System["environment"],
  builder: string | null,
): Promise<Engine | Check> {
  const version = await docker.run(["version", "--format", "{{json .}}"], { timeoutSeconds: 30 });
  if (version.notFound) {
    return failed("engine", "There is no docker command: install Docker, or verify with --verify static");
  }
  const server = parseJson<Version>({ ...version, exitCode: 0 })?.Server;
  if (!server) return failed("engine", `The Docker engine does not answer: ${reason(version.stderr)}`);
  const buildx = await docker.run(["buildx", "version"], { timeoutSeconds: 30 });
  if (buildx.exitCode !== 0) {
    return failed(
      "engine",
      "The docker command has no buildx, which builds images: install docker-buildx-plugin",
    );
  }
  const found =
    builder === null ? null : await docker.run(["buildx", "inspect", builder], { timeoutSeconds: 60 });
  if (found && found.exitCode !== 0) {
    return failed(
      "builder",
      `--builder ${builder}: ${lastLine(found.stderr)}; docker buildx ls lists those that there are`,
    );
  }
  return { platform: `${server.Os}/${server.Arch}`, isLocal: await isLocal(docker, environment) };
}

function reason(stderr: string): string {
  const line = lastLine(stderr).replace(/ Is the docker daemon running\?$/, "");
  return `${line || "no reason given"} Start it, or set DOCKER_HOST or the docker context`;
}

/** DOCKER_HOST wins over the context, as in the client. */
async function isLocal(docker: Docker, environment: System["environment"]): Promise<boolean> {
  const host =
    environment.DOCKER_HOST ||
    (
      await docker.run(["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"], {
        timeoutSeconds: 30,
      })
    ).stdout;
  return !/^(ssh|tcp|http):\/\/(?!localhost|127\.|\[::1\])/.test(host.trim());
}

/** Messages of a client whose engine went away in the middle. */
const LOST =
  /error reading from server|Cannot connect to the Docker daemon|connection reset by peer|code = Unavailable|failed to receive status|closing transport|unexpected EOF|error during connect|use of closed network connection|broken pipe/i;

/** A check when the docker command itself says that its engine went away; else null. */
export function engineLost(stderr: string, at: Place = {}): Check | null {
  return LOST.test(stderr)
    ? failed("engine-lost", `The Docker engine went away in the middle: ${lastLine(stderr)}`, at)
    : null;
}

/** A check when a step or the engine found no disk space; else null. */
export function diskFull(text: string, at: Place = {}): Check | null {
  return /no space left on device/i.test(text)
    ? failed("disk-full", "The engine's disk is full: make room, for instance with docker system prune", at)
    : null;
}

/** Thrown out of a series of commands that are of no use without their engine. */
export class EngineLostError extends Error {
  override readonly name = "EngineLostError";
  readonly check: Check;

  constructor(check: Check) {
    super(check.message);
    this.check = check;
  }
}

/** The same docker command, which throws an EngineLostError when its engine is gone. */
export function needingEngine(docker: Docker): Docker {
  return {
    ...docker,
    run: async (args, options) => {
      const result = await docker.run(args, options);
      const lost = result.exitCode === 0 ? null : engineLost(result.stderr);
      if (lost) throw new EngineLostError(lost);
      return result;
    },
  };
}
