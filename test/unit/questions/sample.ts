import type { AnswerValue } from "../../../src/questions/question.ts";
import type { Given } from "../../../src/questions/resolve.ts";
import type { Program, Project } from "../../../src/types/project.ts";

/** A program that the author's Alpine image installs. */
export const exiftool: Program = {
  name: "exiftool",
  packages: { alpine: "exiftool", debian: "libimage-exiftool-perl" },
  installed: { package: "exiftool", distribution: "alpine", evidence: "Dockerfile:9" },
  evidence: "photo.go:7",
};

/** An ordinary HTTP service, as detection describes one. */
export const project: Project = {
  root: "/shop",
  moduleDirectory: ".",
  modulePath: "example.com/shop",
  goVersion: "1.26",
  toolchain: null,
  workspace: false,
  workspaceModules: [],
  workspaceOff: false,
  vendored: false,
  idleVendor: false,
  incompleteSums: false,
  goSum: "present",
  mains: [
    { path: "./cmd/server", kind: "service", evidence: "cmd/server/main.go:12" },
    { path: "./cmd/migrate", kind: "tool", evidence: "cmd/migrate/main.go:9" },
  ],
  suggestedMain: "./cmd/server",
  main: "./cmd/server",
  arguments: null,
  cgo: {
    needed: false,
    reasons: [],
    buildPackages: { alpine: [], debian: [] },
    runtimePackages: { alpine: [], debian: [] },
    muslTags: [],
    glibcOnly: null,
  },
  ports: [
    {
      port: 8080,
      protocol: "tcp",
      bind: "all",
      purpose: "main",
      setBy: "env:PORT",
      evidence: "cmd/server/main.go:34",
    },
    {
      port: 9090,
      protocol: "tcp",
      bind: "loopback",
      purpose: "metrics",
      setBy: null,
      evidence: "cmd/server/main.go:50",
    },
  ],
  health: [
    { type: "http", scheme: "http", path: "/livez", port: 8080, evidence: "internal/http/routes.go:21" },
  ],
  environment: [{ name: "PORT", required: false, default: "8080", evidence: "cmd/server/main.go:34" }],
  embeds: [],
  prebuild: null,
  generate: null,
  runtimeFiles: [],
  writes: [],
  dotenv: null,
  emptyDotenv: false,
  bareNames: [],
  programs: [],
  account: null,
  binary: null,
  capabilities: [],
  buildTags: [],
  experiments: [],
  linknames: false,
  privateModules: [],
  versionVariables: ["main.version"],
  commitVariables: [],
  companions: [],
  handlesSigterm: true,
  rebind: null,
  unsetPort: null,
  relocations: [],
  existingFiles: [],
  moduleFiles: ["go.mod", "go.sum"],
  downloadInBuild: false,
  compiledPrograms: [],
  buildFiles: ["go.mod", "go.sum", "cmd/server/main.go"],
  goDirectories: ["cmd/server"],
  assetExtensions: [],
  warnings: [],
};

/** The same service with code in C, which needs a library when it runs. */
export const cgoProject: Project = {
  ...project,
  cgo: {
    needed: true,
    reasons: [{ package: "github.com/h2non/bimg", evidence: "go.mod:9" }],
    buildPackages: { alpine: ["gcc", "musl-dev", "vips-dev"], debian: ["libvips-dev"] },
    runtimePackages: { alpine: ["vips"], debian: ["libvips42t64"] },
    muslTags: [],
    glibcOnly: null,
  },
};

/** Explicit answers, as flags give them. */
export function given(values: Readonly<Record<string, AnswerValue>>): ReadonlyMap<string, Given> {
  return new Map(Object.entries(values).map(([key, value]) => [key, { value, name: `--${key}` }]));
}
