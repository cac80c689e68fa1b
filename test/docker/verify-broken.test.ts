import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { engineOrSkip, provide } from "./engine.ts";
import { BreakableEngine } from "./support/breakable-engine.ts";
import { generate } from "./support/generator.ts";
import { leftovers, productionOnly, type Verification, verification } from "./support/verification.ts";
import { WorkingCopy } from "./support/working-copy.ts";

// One good set, broken in one place at a time. What can be seen without an engine
// is in test/unit/verify/static.test.ts.

/** A generated set for a service that answers on /healthz. */
async function goodSet(service = "stdlib-http", ...flags: readonly string[]): Promise<WorkingCopy> {
  const copy = new WorkingCopy(service);
  await generate(copy.path, ...flags);
  provide(copy.file("Dockerfile"));
  return copy;
}

function edit(copy: WorkingCopy, file: string, from: string | RegExp, to: string): void {
  const before = readFileSync(copy.file(file), "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(copy.file(file), after);
}

/** Number of the first line of a file with this text. */
function lineOf(copy: WorkingCopy, file: string, text: string): number {
  const lines = readFileSync(copy.file(file), "utf8").split("\n");
  return lines.findIndex((line) => line.includes(text)) + 1;
}

function isRefused(result: Verification): void {
  expect(result.ok).toBe(false);
  expect(result.exitCode).toBe(1);
  expect(result.stderr).not.toMatch(/\n\s+at /);
}

engineOrSkip("broken on purpose", () => {
  describe("the build", () => {
    test("compile error: the place in the Go file, and the step", async () => {
      using copy = await goodSet();
      edit(copy, "main.go", "func main() {", 'func main() {\n\tvar x int = "text"');
      productionOnly(copy);
      const result = await verification(copy.path, "build");
      isRefused(result);
      const line = lineOf(copy, "main.go", "var x int");
      expect(result.errors).toContain(`main.go:${line} go-compile`);
      const step = result.checks.find(({ file, ok }) => file === "Dockerfile" && !ok);
      expect(step?.output.join("\n")).toContain(`main.go:${line}`);
      expect(step?.line).toBeGreaterThan(1);
    });

    test("wrong main", async () => {
      using copy = await goodSet();
      edit(copy, "Dockerfile", /-o \/out\/greeter \./, "-o /out/greeter ./cmd/nothing");
      productionOnly(copy);
      const result = await verification(copy.path, "build");
      isRefused(result);
      expect(result.errors.filter((error) => !/^Dockerfile:\d+ wrong-main$/.test(error))).toEqual([]);
      expect(result.errors.length).toBeGreaterThan(0);
    });

    test("an embedded file that .dockerignore leaves out", async () => {
      using copy = await goodSet("embed-assets");
      edit(copy, ".dockerignore", /$/, "\n**/*.js\n");
      const line = lineOf(copy, ".dockerignore", "**/*.js");
      productionOnly(copy);
      const result = await verification(copy.path, "static");
      isRefused(result);
      expect(result.errors).toContain(`.dockerignore:${line} required-file-ignored`);
    });

    test("a full disk", async () => {
      using copy = await goodSet();
      const fill =
        "RUN --mount=type=tmpfs,target=/full,size=65536 dd if=/dev/zero of=/full/file bs=64k count=2\n";
      edit(copy, "Dockerfile", "ARG TARGETOS", `${fill}ARG TARGETOS`);
      productionOnly(copy);
      const result = await verification(copy.path, "build");
      isRefused(result);
      expect(result.errors).toEqual([`Dockerfile:${lineOf(copy, "Dockerfile", "dd if")} disk-full`]);
    });

    test("a missing base image", async () => {
      using copy = await goodSet();
      edit(copy, "Dockerfile", /FROM gcr\S+/, "FROM 127.0.0.1:1/nothing:1.0");
      productionOnly(copy);
      const result = await verification(copy.path, "build");
      isRefused(result);
      expect(result.errors).toEqual([`Dockerfile:${lineOf(copy, "Dockerfile", "127.0.0.1:1")} registry`]);
    });

    test("a required secret that is not there", async () => {
      using copy = await goodSet();
      const secret = "RUN --mount=type=secret,id=nowhere_token,required=true true\n";
      edit(copy, "Dockerfile", "ARG TARGETOS", `${secret}ARG TARGETOS`);
      productionOnly(copy);
      const result = await verification(copy.path, "build");
      isRefused(result);
      expect(result.errors).toContain(
        `Dockerfile:${lineOf(copy, "Dockerfile", "nowhere_token")} secret-missing`,
      );
    });
  });

  describe("the run", () => {
    /** Replaces what /healthz and the server do, and verifies. */
    async function run(change: (copy: WorkingCopy) => void, ...flags: string[]) {
      const copy = await goodSet("stdlib-http", ...flags);
      productionOnly(copy);
      change(copy);
      return { copy, result: await verification(copy.path, "run") };
    }

    test("a health path that answers 500", async () => {
      const { copy, result } = await run((set) =>
        edit(set, "main.go", 'fmt.Fprintln(w, "ok")', 'http.Error(w, "no", http.StatusInternalServerError)'),
      );
      using _ = copy;
      isRefused(result);
      expect(result.errors).toEqual([`Dockerfile:${lineOf(copy, "Dockerfile", "HEALTHCHECK")} unhealthy`]);
      expect(result.checks.find(({ code }) => code === "unhealthy")?.message).toContain("500");
    });

    test("the wrong port", async () => {
      const { copy, result } = await run((set) =>
        edit(set, "main.go", 'Addr: ":" + port', 'Addr: ":1" + port'),
      );
      using _ = copy;
      isRefused(result);
      expect(result.errors).toContain(`Dockerfile:${lineOf(copy, "Dockerfile", "HEALTHCHECK")} unhealthy`);
      expect(result.errors).toContain(`Dockerfile:${lineOf(copy, "Dockerfile", "EXPOSE")} port-unreachable`);
      expect(result.checks.find(({ code }) => code === "unhealthy")?.message).toContain("connection refused");
    });

    test("a service that listens on the loopback interface only, which its health check does not see", async () => {
      const { copy, result } = await run((set) =>
        edit(set, "main.go", 'Addr: ":" + port', 'Addr: "127.0.0.1:" + port'),
      );
      using _ = copy;
      isRefused(result);
      expect(result.errors).toEqual([`Dockerfile:${lineOf(copy, "Dockerfile", "EXPOSE")} port-unreachable`]);
    });

    test("a service that ignores SIGTERM", async () => {
      const { copy, result } = await run((set) => {
        edit(
          set,
          "main.go",
          "ctx, stop := signal.NotifyContext",
          "signal.Ignore(syscall.SIGTERM)\n\tctx, stop := signal.NotifyContext",
        );
        edit(set, "main.go", "os.Interrupt, syscall.SIGTERM)", "os.Interrupt)");
      });
      using _ = copy;
      isRefused(result);
      expect(result.errors).toEqual([
        `Dockerfile:${lineOf(copy, "Dockerfile", "ENTRYPOINT")} ignores-sigterm`,
      ]);
    });

    test("a service without a SIGTERM handler is warned about, and passes", async () => {
      const { copy, result } = await run((set) =>
        edit(set, "main.go", "os.Interrupt, syscall.SIGTERM)", "os.Interrupt, syscall.SIGHUP)"),
      );
      using _ = copy;
      expect(result.errors).toEqual([]);
      expect(result.checks.find(({ code }) => code === "stop-exit-code")?.severity).toBe("warning");
      expect(result.exitCode).toBe(0);
    });

    test("a service that exits at once, with its own log", async () => {
      const { copy, result } = await run((set) =>
        edit(
          set,
          "main.go",
          "mux := http.NewServeMux()",
          'slog.Error("DATABASE_URL is not set")\n\tos.Exit(3)\n\tmux := http.NewServeMux()',
        ),
      );
      using _ = copy;
      isRefused(result);
      const check = result.checks.find(({ code }) => code === "service-exited");
      expect(check).toMatchObject({ file: "Dockerfile", line: lineOf(copy, "Dockerfile", "ENTRYPOINT") });
      expect(check?.message).toMatch(/exit code 3.*--run-env/);
      expect(check?.output.join("\n")).toContain("DATABASE_URL is not set");
    });

    test("a program that is not in the image", async () => {
      const { copy, result } = await run((set) =>
        edit(set, "Dockerfile", 'ENTRYPOINT ["/app/greeter"', 'ENTRYPOINT ["/app/gone"'),
      );
      using _ = copy;
      isRefused(result);
      expect(result.errors).toEqual([`Dockerfile:${lineOf(copy, "Dockerfile", "ENTRYPOINT")} not-started`]);
    });
  });

  describe("the engine", () => {
    test("does not answer", async () => {
      using copy = await goodSet();
      const before = process.env.DOCKER_HOST;
      process.env.DOCKER_HOST = "unix:///nowhere/docker.sock";
      try {
        const result = await verification(copy.path, "build");
        isRefused(result);
        expect(result.errors).toEqual(["null engine"]);
        expect(result.checks.find(({ code }) => code === "engine")?.message).toContain(
          "/nowhere/docker.sock",
        );
      } finally {
        if (before === undefined) delete process.env.DOCKER_HOST;
        else process.env.DOCKER_HOST = before;
      }
    });

    test("goes away in the middle of a build", async () => {
      using copy = await goodSet();
      const wait = "RUN echo reached-$((40+2)) && sleep 600\n";
      edit(copy, "Dockerfile", "ARG TARGETOS", `${wait}ARG TARGETOS`);
      await using engine = await BreakableEngine.open("reached-42");
      const result = await verification(copy.path, "build");
      isRefused(result);
      expect(engine.isBroken).toBe(true);
      expect(result.errors).toEqual([`Dockerfile:${lineOf(copy, "Dockerfile", "reached-")} engine-lost`]);
    });
  });

  test("nothing is left", async () => {
    expect(await leftovers()).toEqual([]);
  });
});
