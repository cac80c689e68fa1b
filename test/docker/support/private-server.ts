import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { provide } from "../engine.ts";
import { Container } from "./container.ts";
import { imagesOf } from "./images.ts";
import { canary, type Keys } from "./keys.ts";
import { output, run } from "./process.ts";

const context = fileURLToPath(new URL("git-server", import.meta.url));
const host = "git.example.test";

/** The registry prefix under which `trust` puts images. */
export const mirror = "mirror.example.test/hub";

/** A git server with one private module, https and ssh, reached by builds under its name. */
export class PrivateServer implements AsyncDisposable {
  readonly #container: Container;
  readonly #address: string;
  readonly #mirrored: string[] = [];
  readonly #directory = mkdtempSync(join(tmpdir(), "go-service-server-"));

  private constructor(container: Container, address: string) {
    this.#container = container;
    this.#address = address;
  }

  /** With `discovery` only for who has a password, or public. */
  static async start(keys: Keys, discovery: "private" | "public"): Promise<PrivateServer> {
    provide(join(context, "Dockerfile"));
    const image = (await output("docker", ["build", "--quiet", context])).trim();
    const publicKey = readFileSync(`${keys.ssh}.pub`, "utf8").trim();
    const environment = [
      `GIT_PASSWORD=${canary}`,
      `GIT_PUBLIC_KEY=${publicKey}`,
      `GIT_DISCOVERY=${discovery}`,
    ];
    const started = await output("docker", [
      ...["run", "--detach"],
      ...environment.map((pair) => `--env=${pair}`),
      image,
    ]);
    const container = new Container(started.trim());
    await container.logged(/ready/);
    const address = await container.inspect<string>(".NetworkSettings.Networks.bridge.IPAddress");
    return new PrivateServer(container, address);
  }

  /** For `docker build`: the server under its name. */
  get hosts(): string {
    return `--add-host=${host}:${this.#address}`;
  }

  /** A netrc for the server. */
  get netrc(): string {
    const file = join(this.#directory, "netrc");
    writeFileSync(file, `machine ${host} login ci password ${canary}\n`, { mode: 0o600 });
    return file;
  }

  /** A known_hosts file with the server's key. */
  async knownHosts(): Promise<string> {
    return this.#copyOut("/known_hosts");
  }

  /**
   * Puts the images of a Dockerfile that is generated for the registry `mirror`
   * under these names, the Go image with the server's certificate in it.
   */
  async trust(dockerfile: string): Promise<void> {
    const certificate = await this.#copyOut("/ca.pem");
    for (const mirrored of imagesOf(dockerfile)) {
      const name = mirrored.replace(`${mirror}/`, "").replace(/^library\//, "");
      const image = name.startsWith("distroless/") ? `gcr.io/${name}` : name;
      const trusting = join(this.#directory, "Dockerfile");
      const trust = image.startsWith("golang:")
        ? "COPY ca.pem /tmp/\nRUN cat /tmp/ca.pem >>/etc/ssl/certs/ca-certificates.crt\n"
        : "LABEL mirrored=true\n";
      writeFileSync(trusting, `FROM ${image}\n${trust}`);
      provide(trusting);
      await output("docker", ["build", "--quiet", `--tag=${mirrored}`, dirname(certificate)]);
      this.#mirrored.push(mirrored);
    }
  }

  async #copyOut(path: string): Promise<string> {
    const file = join(this.#directory, path.slice(1));
    await output("docker", ["cp", `${this.#container.id}:${path}`, file]);
    return file;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#container[Symbol.asyncDispose]();
    await run("docker", ["image", "rm", "--force", ...this.#mirrored]);
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
