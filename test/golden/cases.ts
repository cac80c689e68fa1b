import type { Answers } from "../../src/types/answers.ts";
import type { GoStep } from "../../src/types/prebuild.ts";
import type { Project } from "../../src/types/project.ts";
import { defaults, orders, webPrebuild } from "./values.ts";

export interface Case {
  readonly name: string;
  readonly project: Project;
  readonly answers: Answers;
}

const make = (name: string, answers: Partial<Answers>, project: Partial<Project> = {}): Case => ({
  name,
  project: { ...orders, ...project },
  answers: { ...defaults, ...answers },
});

const sqlite: Partial<Project> = {
  cgo: {
    ...orders.cgo,
    needed: true,
    reasons: [{ package: "github.com/mattn/go-sqlite3", evidence: "go.mod:6" }],
  },
  writes: [{ path: "data", file: null, evidence: "internal/store/store.go:12" }],
};

const workspace: Partial<Project> = {
  workspace: true,
  workspaceModules: ["libs/money", "services/orders"],
  moduleDirectory: "services/orders",
  main: "./services/orders/cmd/orders",
  moduleFiles: [
    "go.work",
    "go.work.sum",
    "libs/money/go.mod",
    "services/orders/go.mod",
    "services/orders/go.sum",
  ],
  buildFiles: [
    "go.work",
    "go.work.sum",
    "libs/money/go.mod",
    "libs/money/money.go",
    "services/orders/cmd/orders/main.go",
    "services/orders/go.mod",
    "services/orders/go.sum",
  ],
  goDirectories: ["libs/money", "services/orders/cmd/orders"],
};

const frontEnd: Partial<Project> = {
  prebuild: webPrebuild,
  goDirectories: [...orders.goDirectories, "web"],
  buildFiles: [...orders.buildFiles, "web/embed.go"],
};

const secondFrontEnd: Partial<Project> = {
  ...frontEnd,
  prebuild: {
    ...webPrebuild,
    outputs: ["web/dist", "web/styles/app.css", "admin/dist"],
    further: [
      { ...webPrebuild, command: "npm run build:css", outputs: ["web/styles/app.css"] },
      {
        ...webPrebuild,
        directory: "admin",
        lockFile: "admin/package-lock.json",
        skippedDownloads: [],
        installReads: [],
        outputs: ["admin/dist"],
      },
    ],
  },
};

const templates: GoStep = {
  directory: ".",
  command: "go run github.com/a-h/templ/cmd/templ@v0.3.1020 generate",
  outputs: ["web/page_templ.go"],
  evidence: "web/page.templ:1",
};

const servedFrontEnd: Partial<Project> = {
  prebuild: {
    ...webPrebuild,
    staleLock: true,
    nodeVersion: "18.20.4",
    legacyHashes: true,
    outputs: ["internal/ui/pages"],
    committed: ["internal/ui/pages/api/openapi.yml", "internal/ui/pages/not-embedded.txt"],
    served: [{ source: "web/dist", destination: "public", evidence: "cmd/orders/main.go:31" }],
  },
  buildFiles: [...orders.buildFiles, "internal/ui/pages/api/openapi.yml"],
};

const grpc: Partial<Project> = {
  ports: [
    {
      port: 9090,
      protocol: "tcp",
      bind: "all",
      purpose: "grpc",
      setBy: "env:LISTEN_ADDR",
      evidence: "main.go:20",
    },
  ],
  environment: [{ name: "LISTEN_ADDR", required: false, default: ":9090", evidence: "main.go:19" }],
  health: [{ type: "grpc", scheme: "http", path: "orders.v1.Orders", port: 9090, evidence: "main.go:31" }],
};

/** Each shows what its name says and, where that costs nothing, further answers besides. */
export const cases: readonly Case[] = [
  make("defaults", {}),
  make("scratch-full-comments", { base: "scratch", comments: "full", args: ["serve", "--verbose"] }),
  make(
    "alpine-entrypoint",
    {
      base: "alpine",
      entrypoint: true,
      packages: ["mailcap"],
      assets: ["templates", "configs/orders.yml:config.yml"],
      env: ["GREETING=hello $USER", "TZ=Europe/Berlin"],
      healthPort: 8080,
    },
    {
      environment: [
        ...orders.environment,
        { name: "DATABASE_URL", required: true, default: null, evidence: "main.go:20" },
        { name: "SESSION_KEY", required: true, default: null, evidence: "main.go:21" },
      ],
    },
  ),
  make(
    "debian-cgo-netrc",
    {
      base: "debian",
      cgo: true,
      cgoPackages: ["build:libpcap-dev", "run:libpcap0.8t64"],
      capabilities: ["NET_RAW"],
      mounts: ["cache", "secret"],
      privateModules: ["git.example.com/*"],
      comments: "full",
    },
    {
      cgo: {
        ...orders.cgo,
        needed: true,
        reasons: [{ package: "github.com/google/gopacket", evidence: "go.mod:5" }],
      },
    },
  ),
  make("distroless-cgo-volume", { cgo: true, volumes: ["data", "orders.db:data"] }, sqlite),
  make(
    "database-in-volume",
    { cgo: true, assets: ["orders.db:data/orders.db"], volumes: ["orders.db:data"] },
    sqlite,
  ),
  make("scratch-cgo-static", { base: "scratch", cgo: true, volumes: ["data", "/var/lib/orders"] }, sqlite),
  make("stages-layers-allowlist", { layout: "stages", mounts: [], ignore: "allowlist", comments: "full" }),
  make(
    "workspace-ssh-token",
    {
      main: "./services/orders/cmd/orders",
      mounts: ["cache", "secret", "ssh"],
      secretKind: "token",
      privateModules: ["github.com/example/*", "git.example.com/*"],
      base: "alpine",
    },
    workspace,
  ),
  make("front-end", { prebuild: "npm run build" }, frontEnd),
  make("front-end-second", { prebuild: "npm run build" }, secondFrontEnd),
  make(
    "front-end-generate",
    { prebuild: "npm run build", generate: templates.command },
    { ...frontEnd, generate: templates },
  ),
  make("replaced-directory", {}, { moduleFiles: ["go.mod", "go.sum", "shared/go.mod"] }),
  make("workspace-off", { mounts: [] }, { workspaceOff: true }),
  make(
    "experiments",
    { goVersion: "1.26" },
    { experiments: [{ name: "jsonv2", evidence: "web/json.go:5" }] },
  ),
  make("linknames", {}, { linknames: true }),
  make("front-end-served", { prebuild: "npm run build" }, servedFrontEnd),
  make(
    "vendored-companions",
    {
      companions: ["postgres", "redis"],
      editor: "vscode",
      poll: true,
      debugPort: 40000,
      ports: ["8080", "18080"],
    },
    {
      vendored: true,
      companions: [
        { name: "postgres", variable: "DATABASE_URL", evidence: "main.go:20" },
        { name: "redis", variable: "REDIS_ADDR", evidence: "main.go:22" },
      ],
      buildFiles: [...orders.buildFiles, "vendor/modules.txt", "CHANGELOG.md", "certs/root.pem"],
    },
  ),
  make(
    "mirror-digest-grpc",
    {
      registry: ["mirror.example.com/hub"],
      pin: "digest",
      base: "alpine",
      ports: ["9090"],
      healthcheck: "grpc",
      healthPath: "orders.v1.Orders",
      healthPort: 9090,
    },
    grpc,
  ),
  make("root-udp-command", {
    base: "alpine",
    userName: "root",
    ports: ["53/udp", "53"],
    healthcheck: "command",
    healthCommand: '["/app/orders", "health"]',
    capabilities: ["NET_BIND_SERVICE"],
    healthInterval: "1m",
    healthTimeout: "10s",
    healthStartPeriod: "30s",
    healthStartInterval: "2s",
    healthRetries: 5,
  }),
  make("tcp-minor", {
    healthcheck: "tcp",
    healthPath: "",
    pin: "minor",
    versionVariable: "",
    commitVariable: "",
  }),
  make("dotenv", { volumes: ["data"] }, { dotenv: ".env" }),
  make("dotenv-empty", { base: "alpine" }, { dotenv: "config/.env", emptyDotenv: true }),
];
