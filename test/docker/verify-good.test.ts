import { spawn } from "node:child_process";
import { hostname } from "node:os";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ownerOf } from "../../src/verify/leftovers.ts";
import { docker, engineOrSkip, provide } from "./engine.ts";
import { generate } from "./support/generator.ts";
import { leftovers, productionOnly, verification } from "./support/verification.ts";
import { WorkingCopy } from "./support/working-copy.ts";

/** A set on every base, with every kind of health check. The first one builds its development image, too. */
const sets: readonly (readonly [service: string, ...flags: string[]])[] = [
  ["stdlib-http", "--base=scratch", "--healthcheck=http"],
  ["grpc-health", "--base=distroless", "--healthcheck=grpc"],
  ["stdlib-http", "--base=alpine", "--healthcheck=tcp", "--entrypoint"],
  ["pure-sqlite", "--base=debian", "--healthcheck=none"],
];

const launcher = fileURLToPath(new URL("../../bin/create-go-dockerfile.js", import.meta.url));

engineOrSkip("a good set passes", () => {
  test.each(sets.map((set) => [set.join(" "), set] as const))("%s", async (_, [service, ...flags]) => {
    using copy = new WorkingCopy(service);
    await generate(copy.path, ...flags);
    provide(copy.file("Dockerfile"), copy.file("Dockerfile.dev"));
    if (service !== sets[0]?.[0] || flags[0] !== sets[0]?.[1]) productionOnly(copy);
    const result = await verification(copy.path, "run");
    expect(result.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(result).toMatchObject({ ok: true, exitCode: 0, stderr: "" });
    expect(result.image).toMatchObject({ user: "10001:10001", platform: expect.stringMatching(/^linux\//) });
    const layers = result.image?.layers as readonly { bytes: number }[];
    expect(layers.reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(1e6);
    const run = result.image?.run as { startSeconds: number | null; exitCode: number; stopSeconds: number };
    expect(run.exitCode).toBe(0);
    expect(run.startSeconds === null).toBe(flags.includes("--healthcheck=none"));
  });
});

engineOrSkip("what was started is removed", () => {
  /** Starts a verification of a service that never gets healthy, and ends it once its container runs. */
  async function interruptOnceRunning(directory: string, signal: "SIGINT" | "SIGKILL") {
    const child = spawn(process.execPath, [launcher, "--verify-only", "run", "--json"], {
      cwd: directory,
      stdio: "ignore",
    });
    const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
    const label = `label=create-go-dockerfile.verification=${ownerOf({ host: hostname(), id: child.pid ?? 0 })}`;
    const events = spawn("docker", [
      "events",
      "--since=1",
      "--filter=event=start",
      `--filter=${label}`,
      "--format={{.ID}}",
    ]);
    const container = await new Promise<string>((resolve) =>
      events.stdout.once("data", (data: Buffer) => resolve(data.toString().trim())),
    );
    events.kill();
    child.kill(signal);
    return { exitCode: await ended, container };
  }

  const isThere = (container: string) => docker("ps", "--all", "--quiet", "--no-trunc").includes(container);

  /** A service whose health check cannot succeed, so that there is time to interrupt. */
  async function hopeless(): Promise<WorkingCopy> {
    const copy = new WorkingCopy("stdlib-http");
    await generate(copy.path, "--health-path=/nowhere");
    provide(copy.file("Dockerfile"));
    productionOnly(copy);
    return copy;
  }

  test("after Ctrl-C, with exit code 130", async () => {
    using copy = await hopeless();
    const { exitCode, container } = await interruptOnceRunning(copy.path, "SIGINT");
    expect(exitCode).toBe(130);
    expect(isThere(container)).toBe(false);
    expect(await leftovers()).toEqual([]);
  });

  test("after a crash, by the next verification", async () => {
    using copy = await hopeless();
    const { container } = await interruptOnceRunning(copy.path, "SIGKILL");
    expect(isThere(container)).toBe(true);
    using other = new WorkingCopy("stdlib-http");
    await generate(other.path);
    productionOnly(other);
    await verification(other.path, "build");
    expect(isThere(container)).toBe(false);
    expect(await leftovers()).toEqual([]);
  });
});
