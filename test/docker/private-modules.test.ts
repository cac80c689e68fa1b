import { afterAll, beforeAll, expect, test } from "vitest";
import { engineOrSkip } from "./engine.ts";
import { Container } from "./support/container.ts";
import { generate } from "./support/generator.ts";
import { canary, Keys } from "./support/keys.ts";
import { mirror, PrivateServer } from "./support/private-server.ts";
import { output, run } from "./support/process.ts";
import { WorkingCopy } from "./support/working-copy.ts";

const sources = new URL("support/git-server/consumer", import.meta.url);

interface Access {
  readonly name: string;
  readonly discovery: "private" | "public";
  readonly flags: readonly string[];
  /** Options of `docker build` that hand the credentials over. */
  readonly given: (keys: Keys, server: PrivateServer) => Promise<readonly string[]>;
  /** What a build without them says. */
  readonly missing: RegExp;
}

const netrc = (server: PrivateServer) => `--secret=id=netrc,src=${server.netrc}`;
const ssh = async (keys: Keys, server: PrivateServer) => [
  `--ssh=default=${keys.ssh}`,
  `--secret=id=known_hosts,src=${await server.knownHosts()}`,
];

const accesses: readonly Access[] = [
  {
    name: "a netrc",
    discovery: "private",
    flags: ["--base=distroless", "--mounts=cache,secret"],
    given: async (_, server) => [netrc(server)],
    missing: /secret netrc: not found/,
  },
  {
    name: "a token",
    discovery: "private",
    flags: ["--base=alpine", "--mounts=secret", "--secret-kind=token"],
    given: async (keys) => [`--secret=id=git_token,src=${keys.token}`],
    missing: /secret git_token: not found/,
  },
  {
    name: "ssh",
    discovery: "public",
    flags: ["--base=scratch", "--mounts=cache,ssh"],
    given: ssh,
    missing: /secret known_hosts: not found|SSH|ssh/,
  },
  {
    name: "a netrc to find the module and ssh to read it",
    discovery: "private",
    flags: ["--base=debian", "--mounts=cache,secret,ssh"],
    given: async (keys, server) => [netrc(server), ...(await ssh(keys, server))],
    missing: /secret netrc: not found/,
  },
];

engineOrSkip("private modules", () => {
  let keys: Keys;
  beforeAll(async () => {
    keys = await Keys.make();
  });
  afterAll(() => keys[Symbol.dispose]());

  test.each(accesses)("with $name", async ({ discovery, flags, given, missing }) => {
    using copy = new WorkingCopy(sources);
    await generate(copy.path, ...flags, `--registry=${mirror}`, "--private-modules=git.example.test/*");
    await using server = await PrivateServer.start(keys, discovery);
    await server.trust(copy.file("Dockerfile"));
    const image = `private-modules-${process.pid}`;
    const build = ["build", "--progress=plain", server.hosts, `--tag=${image}`];

    const refused = await run("docker", [...build, copy.path], { env: { SSH_AUTH_SOCK: "" } });
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stderr).toMatch(missing);

    try {
      const built = await run("docker", [...build, ...(await given(keys, server)), copy.path]);
      expect(built.exitCode, built.stderr).toBe(0);
      expect(built.stdout + built.stderr).not.toContain(canary);
      await using container = await Container.start(image, [], 8080);
      await container.healthy();
      const answer = await fetch(`http://${await container.address(8080)}/`);
      expect(await answer.text()).toBe("a private quote\n");
      await holdsNoCredential(image);
      await holdsNoCredential(await buildStage(copy.path, [server.hosts, ...(await given(keys, server))]));
    } finally {
      await run("docker", ["image", "rm", "--force", image]);
    }
  });
});

/** The stage that had the credentials, as an image. */
async function buildStage(directory: string, options: readonly string[]): Promise<string> {
  return (await output("docker", ["build", "--quiet", "--target=build", ...options, directory])).trim();
}

/** Neither in a layer nor in the history. */
async function holdsNoCredential(image: string): Promise<void> {
  const found = await run("sh", ["-c", 'docker save "$1" | grep --text --count "$2"', "sh", image, canary]);
  expect(found.stdout.trim()).toBe("0");
  expect(await output("docker", ["history", "--no-trunc", image])).not.toContain(canary);
}
