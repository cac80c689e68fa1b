import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { files } from "../../../src/system/files.ts";
import { processes } from "../../../src/system/processes.ts";
import type { Check } from "../../../src/types/verdict.ts";
import { type VerifyOptions, verifyRequest } from "../../../src/verify/index.ts";
import { audit } from "../../../src/verify/static/index.ts";

const made: string[] = [];
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

/** A directory of these files, removed after the tests; a path that ends in `*` is executable. */
export function directoryOf(contents: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), "verify-"));
  made.push(root);
  for (const [name, content] of Object.entries(contents)) {
    const path = join(root, name.replace(/\*$/, ""));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    if (name.endsWith("*")) chmodSync(path, 0o755);
  }
  return root;
}

export function optionsFor(root: string): VerifyOptions {
  return {
    root,
    level: "static",
    answers: null,
    project: null,
    generated: null,
    builder: null,
    platforms: [],
    runEnv: [],
    quiet: true,
  };
}

/** What is said of these files without an engine. */
export async function auditFiles(
  contents: Readonly<Record<string, string | Uint8Array>>,
  requiredFiles: readonly string[] = [],
  mains: readonly string[] = [],
) {
  const root = directoryOf(contents);
  const request = { ...verifyRequest(files, optionsFor(root)), requiredFiles, mains };
  return audit({ files, processes, platform: "linux" }, request);
}

/** The checks that are not ok, as a reader sees them: `Dockerfile:3 no-shell`. */
export function problems(checks: readonly Check[]): string[] {
  return checks
    .filter(({ ok }) => !ok)
    .map(({ code, file, line }) => `${file}${line === null ? "" : `:${line}`} ${code}`);
}

/** A Dockerfile that no rule finds anything in, with the other files of its set. */
export const good = {
  "go.mod": "module example.com/shop\n\ngo 1.26\n",
  "main.go": "package main\n\nfunc main() {}\n",
  ".dockerignore": "**/.git\n**/.env\n**/.env.*\n!**/.env.example\n**/*.pem\n**/*.key\n**/node_modules\n",
  Dockerfile: `# syntax=docker/dockerfile:1
ARG GO_VERSION=1.26.8
FROM --platform=$BUILDPLATFORM golang:\${GO_VERSION}-alpine3.24 AS build
WORKDIR /src
ARG TARGETOS TARGETARCH
RUN --mount=type=bind,target=. \\
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/shop .

FROM scratch AS production
WORKDIR /app
COPY --link --from=build /out/shop /app/
USER 10001:10001
EXPOSE 8080
HEALTHCHECK CMD ["/app/shop", "health"]
ENTRYPOINT ["/app/shop"]
`,
  "docker-compose.yml": `name: shop
services:
  shop:
    build:
      context: .
      target: production
    ports:
      - "127.0.0.1:8080:8080"
    env_file:
      - path: .env
        required: false
`,
} as const;
