import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ignoreMatcher } from "../../../src/context/matcher.ts";
import { contextFiles } from "../../../src/context/walk.ts";
import { goPrebuild } from "../../../src/detect/prebuild/go-step.ts";
import { render } from "../../../src/render.ts";
import type { FileSystem } from "../../../src/system/system.ts";
import type { Answers } from "../../../src/types/answers.ts";
import type { Project } from "../../../src/types/project.ts";
import { defaults, orders, planOf } from "../../golden/values.ts";
import { readTemplate } from "../templates.ts";

function ignoreFile(
  project: Partial<Project>,
  answers: Partial<Answers>,
  required?: readonly string[],
): string {
  const plan = planOf({ ...orders, ...project }, { ...defaults, ...answers }, {}, required);
  return render(plan, readTemplate).find(({ path }) => path === ".dockerignore")?.text ?? "";
}

const dropped = (text: string, paths: readonly string[]) => {
  const decide = ignoreMatcher(text);
  return paths.filter((path) => decide(path).ignored);
};

const name = fc.constantFrom(
  ...[
    "bin",
    "dist",
    "tmp",
    "docs",
    "testdata",
    "orders",
    "node_modules",
    "vendor",
    ".well-known",
    "web",
    "a",
  ],
);
const file = fc.constantFrom(
  ...[
    "main.go",
    "README.md",
    "root.pem",
    "server.key",
    ".env",
    ".env.production",
    "index.html",
    "x.log",
    "Dockerfile.tmpl",
  ],
  ...[
    "compose.yaml",
    "seed.db",
    ".gitignore",
    "LICENSE",
    "coverage.html",
    "id_rsa.pub",
    "tool.exe",
    ".gitkeep",
  ],
);
const path = fc
  .tuple(fc.array(name, { maxLength: 3 }), file)
  .map(([parts, last]) => [...parts, last].join("/"));

describe.each(["denylist", "allowlist"] as const)("%s", (ignore) => {
  test("lets every required file through, wherever it lies and whatever it is called", () => {
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 12 }), (files) => {
        const required = [...orders.buildFiles, ...files];
        expect(dropped(ignoreFile({}, { ignore }, required), required)).toEqual([]);
      }),
    );
  });

  test("keeps secrets, repositories and tests out", () => {
    const unwanted = [
      ".git/config",
      "cmd/.git",
      ".env",
      "cmd/orders/.env",
      ".env.production",
      "internal/server.key",
      "internal/tls/server.pem",
      ".ssh/id_ed25519",
      "internal/id_rsa",
      ".netrc",
      "cmd/orders/main_test.go",
      "internal/node_modules/x/index.js",
      "internal/debug.log",
    ];
    expect(dropped(ignoreFile({}, { ignore }), unwanted)).toEqual(unwanted);
  });

  test("a required secret does not let its neighbours through", () => {
    const text = ignoreFile({}, { ignore }, [...orders.buildFiles, "internal/tls/root.pem"]);
    expect(dropped(text, ["internal/tls/root.pem", "internal/tls/server.pem"])).toEqual([
      "internal/tls/server.pem",
    ]);
  });

  test("leaves compiled programs out, and none that the build or the image takes", () => {
    const compiledPrograms = ["bin2/app", "cmd/orders/orders-linux", "internal/agent", "web/tool"];
    const required = [...orders.buildFiles, "internal/agent", "web/tool"];
    const text = ignoreFile({ compiledPrograms }, { ignore, assets: ["web/tool"] }, required);
    expect(dropped(text, compiledPrograms)).toEqual(["bin2/app", "cmd/orders/orders-linux"]);
  });

  test("lets the entrypoint script through", () => {
    const text = ignoreFile({}, { ignore, base: "alpine", entrypoint: true });
    expect(dropped(text, ["docker-entrypoint.sh"])).toEqual([]);
  });
});

describe("denylist", () => {
  test("leaves out the program that go build makes of a later major version of the module", () => {
    const text = ignoreFile({ modulePath: "example.com/shop/v2", main: "." }, {});
    expect(dropped(text, ["shop", "v2/handlers/orders.go"])).toEqual(["shop"]);
  });

  test("a Go package is not taken for build output", () => {
    const text = ignoreFile({ goDirectories: ["bin", "dist"] }, {}, ["bin/run.go", "dist/pack.go", "go.mod"]);
    expect(dropped(text, ["bin/run.go", "bin/new.go", "dist/pack.go"])).toEqual([]);
  });

  test("what the image makes itself is left out", () => {
    const prebuild = {
      ...goPrebuild({
        directory: "web",
        command: "npm run build",
        outputs: ["web/dist"],
        evidence: "web/package.json:1",
      }),
      packageManager: "npm" as const,
      served: [{ source: "web/docs", destination: "docs", evidence: "main.go:1" }],
    };
    const text = ignoreFile({ prebuild }, { prebuild: "npm run build" });
    expect(dropped(text, ["web/dist/index.html", "web/docs/a.html", "web/package.json"])).toEqual([
      "web/dist/index.html",
      "web/docs/a.html",
    ]);
    const kept = { ...prebuild, committed: ["web/docs/a.html"] };
    const started = ignoreFile({ prebuild: kept }, { prebuild: "npm run build" });
    expect(dropped(started, ["web/dist/index.html", "web/docs/a.html"])).toEqual(["web/dist/index.html"]);
  });
});

test("a compiled program that a line leaves out anyway has none of its own", () => {
  const text = ignoreFile({ compiledPrograms: ["bin/app", "tools/gen"] }, {});
  expect(text).toContain("\ntools/gen\n");
  expect(text).not.toContain("bin/app");
});

describe("allowlist", () => {
  test("is nothing but what the service needs", () => {
    const text = ignoreFile({}, { ignore: "allowlist", assets: ["templates"] });
    const unwanted = ["README.md", "docs/index.md", "deploy/values.yaml", "main_test.go"];
    expect(dropped(text, unwanted)).toEqual(unwanted);
    expect(dropped(text, ["templates/a/b.html", "cmd/new/file.go"])).toEqual([]);
  });

  test("has root sources of any name", () => {
    const text = ignoreFile({ goDirectories: ["."] }, { ignore: "allowlist" }, ["main.go", "go.mod"]);
    expect(dropped(text, ["main.go", "other.go"])).toEqual([]);
  });
});

test.each(["denylist", "allowlist"] as const)("no %s has an engine list what is in .git", (ignore) => {
  const listed: string[] = [];
  const readDirectory = (path: string) => {
    listed.push(path);
    return path === "/shop"
      ? [".git", "node_modules"].map((name) => ({ name, kind: "directory" as const }))
      : [];
  };
  contextFiles({ readDirectory } as Partial<FileSystem> as FileSystem, "/shop", ignoreFile({}, { ignore }));
  expect(listed).toEqual(["/shop"]);
});
