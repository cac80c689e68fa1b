import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The engine of the tests behind a socket of its own, which hangs up for good as
 * soon as the engine sends a certain text. DOCKER_HOST names it while it is open.
 */
export class BreakableEngine implements AsyncDisposable {
  isBroken = false;
  readonly #directory = mkdtempSync(join(tmpdir(), "engine-"));
  readonly #sockets = new Set<Socket>();
  readonly #host = process.env.DOCKER_HOST;
  readonly #server: Server;

  private constructor(marker: string) {
    this.#server = createServer((client) => this.#relay(client, marker));
  }

  static async open(marker: string): Promise<BreakableEngine> {
    const engine = new BreakableEngine(marker);
    const path = join(engine.#directory, "docker.sock");
    await new Promise<void>((resolve) => engine.#server.listen(path, resolve));
    process.env.DOCKER_HOST = `unix://${path}`;
    return engine;
  }

  #relay(client: Socket, marker: string): void {
    if (this.isBroken) {
      client.destroy();
      return;
    }
    const upstream = connect((this.#host ?? "unix:///var/run/docker.sock").replace("unix://", ""));
    for (const socket of [client, upstream]) {
      this.#sockets.add(socket);
      socket.on("error", () => {});
    }
    client.pipe(upstream);
    upstream.on("data", (data: Buffer) => {
      if (data.includes(marker)) this.#break();
      else client.write(data);
    });
    upstream.on("end", () => client.end());
  }

  #break(): void {
    this.isBroken = true;
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#host === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = this.#host;
    this.#break();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
