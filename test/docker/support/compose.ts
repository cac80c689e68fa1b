import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { output, run } from "./process.ts";

/** A compose project of a test; taken down with everything it made at the end of the block that uses it. */
export class ComposeProject implements AsyncDisposable {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Runs docker compose in the project's directory, as a user would type it. */
  async compose(args: readonly string[], options: { readonly timeout?: number } = {}): Promise<string> {
    try {
      return await output("docker", ["compose", ...args], { cwd: this.#directory, ...options });
    } catch (error) {
      const logs = await run("docker", ["compose", "--profile=*", "logs", "--no-color", "--tail=60"], {
        cwd: this.#directory,
      });
      throw new Error(`${error instanceof Error ? error.message : error}\n${logs.stdout}`);
    }
  }

  async container(service: string): Promise<string> {
    return (await this.compose(["ps", "--quiet", service])).trim();
  }

  /**
   * The command lines that run in a service's container, sorted; a zombie is
   * `[name] <defunct>`. Delve's telemetry comes and goes by itself.
   */
  async processes(service: string): Promise<readonly string[]> {
    const listed = await output("docker", ["top", await this.container(service), "-eo", "pid,args"]);
    return listed
      .split("\n")
      .slice(1)
      .map((line) => line.trim().replace(/^\d+\s+/, ""))
      .filter((line) => !line.includes("** telemetry **"))
      .sort();
  }

  /** Addresses of the host on which ports of a service are published. */
  async publishedOn(service: string): Promise<readonly string[]> {
    const ports = await output("docker", [
      "inspect",
      "--format={{json .NetworkSettings.Ports}}",
      await this.container(service),
    ]);
    const bindings = Object.values(JSON.parse(ports) as Record<string, { HostIp: string }[] | null>);
    return [...new Set(bindings.flatMap((binding) => binding?.map(({ HostIp }) => HostIp) ?? []))];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await run(
      "docker",
      ["compose", "--profile=*", "down", "--volumes", "--remove-orphans", "--rmi=local", "--timeout=2"],
      { cwd: this.#directory },
    );
  }
}

/** Every path below a directory with its owner, `uid:gid path`. */
export function owners(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((path) => {
      const { uid, gid } = lstatSync(join(directory, path));
      return `${uid}:${gid} ${path}`;
    })
    .sort();
}
