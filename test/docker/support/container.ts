import { execa } from "execa";
import { output, run } from "./process.ts";

/** As strict as a cluster would run it. */
const hardened = ["--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--tmpfs=/tmp"];

/** A running container of a test; removed with its anonymous volumes at the end of the block that uses it. */
export class Container implements AsyncDisposable {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  /** Starts an image without rights, with `port` on a free port of the loopback. */
  static async start(image: string, options: readonly string[], port: number | null): Promise<Container> {
    const published = port === null ? [] : [`--publish=127.0.0.1::${port}`];
    const id = await output("docker", ["run", "--detach", ...hardened, ...published, ...options, image]);
    return new Container(id.trim());
  }

  async inspect<Value>(template: string): Promise<Value> {
    return JSON.parse(await output("docker", ["inspect", `--format={{json ${template}}}`, this.id])) as Value;
  }

  /** Resolves once the health check passes; an error with the log when the service ends or is unhealthy. */
  async healthy(): Promise<void> {
    const filters = ["event=health_status", "event=die", `container=${this.id}`];
    const events = execa(
      "docker",
      ["events", "--since=1", "--format={{.Action}}", ...filters.map((filter) => `--filter=${filter}`)],
      { timeout: 120_000, reject: false },
    );
    for await (const action of events) {
      if (action === "health_status: healthy") {
        events.kill();
        return;
      }
      if (/unhealthy|die/.test(action)) events.kill();
    }
    const checks = await this.inspect<{ Log: readonly { Output: string }[] } | null>(".State.Health");
    throw new Error(`not healthy: ${JSON.stringify(checks?.Log.at(-1))}\n${await this.logs()}`);
  }

  /** Resolves once a line of the log matches; an error with the log when the service ends before. */
  async logged(line: RegExp): Promise<void> {
    const following = execa("docker", ["logs", "--follow", this.id], {
      all: true,
      timeout: 60_000,
      reject: false,
    });
    for await (const text of following.iterable({ from: "all" })) {
      if (!line.test(text)) continue;
      following.kill();
      return;
    }
    throw new Error(`no line of the log matches ${line}:\n${await this.logs()}`);
  }

  /** Resolves once something in the container listens on the port; an error with the log when it ends before. */
  async listens(port: number): Promise<void> {
    const pid = await this.inspect<number>(".State.Pid");
    const listening = new RegExp(
      `:${port.toString(16).toUpperCase().padStart(4, "0")} [0-9A-F]+:0000 0A`,
      "m",
    );
    for (;;) {
      const sockets = await run("cat", [`/proc/${pid}/net/tcp`, `/proc/${pid}/net/tcp6`]);
      if (listening.test(sockets.stdout)) return;
      if (sockets.exitCode !== 0)
        throw new Error(`ended before it listened on ${port}:\n${await this.logs()}`);
    }
  }

  async logs(): Promise<string> {
    const { stdout, stderr } = await run("docker", ["logs", this.id]);
    return stdout + stderr;
  }

  /** `127.0.0.1:49153` for a port of the service. */
  async address(port: number): Promise<string> {
    return (await output("docker", ["port", this.id, `${port}/tcp`])).trim();
  }

  /** SIGTERM, and SIGKILL after two seconds; gives the exit code, 137 for a service that had to be killed. */
  async stop(): Promise<number> {
    await output("docker", ["stop", "--timeout=2", this.id]);
    return this.inspect<number>(".State.ExitCode");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await run("docker", ["rm", "--force", "--volumes", this.id]);
  }
}
