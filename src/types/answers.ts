/** What people decide. */
import type { bases } from "../images/index.ts";

/** `scratch`, `distroless` and so on: the names in the list of base images. */
export type BaseName = (typeof bases)[number]["name"];

/** Saved, in this order, in .create-go-dockerfile.json. Lists hold what the flags take. */
export interface Answers {
  readonly service: string;
  readonly main: string;
  readonly goVersion: string;
  readonly base: BaseName;
  readonly pin: "minor" | "patch" | "digest";
  /** `[]`, `["mirror.example.com/hub"]` for all, or `["docker.io=mirror.example.com/hub", ...]`. */
  readonly registry: readonly string[];
  readonly cgo: boolean;
  /** `build:gcc`, `run:libvips42t64`: names of the distribution that the base and builder use. */
  readonly cgoPackages: readonly string[];
  readonly packages: readonly string[];
  readonly userName: string;
  readonly groupName: string;
  readonly uid: number;
  readonly gid: number;
  /** `8080`, `53/udp`. */
  readonly ports: readonly string[];
  readonly healthcheck: "none" | "http" | "grpc" | "tcp" | "command";
  readonly healthPath: string;
  readonly healthPort: number | null;
  /** A JSON array as text, or a shell string; "" when the check is another one. */
  readonly healthCommand: string;
  readonly healthInterval: string;
  readonly healthTimeout: string;
  readonly healthStartPeriod: string;
  readonly healthStartInterval: string;
  readonly healthRetries: number;
  readonly mounts: readonly ("cache" | "secret" | "ssh")[];
  readonly secretKind: "netrc" | "token";
  readonly privateModules: readonly string[];
  readonly entrypoint: boolean;
  readonly args: readonly string[];
  /** `NAME=value`. */
  readonly env: readonly string[];
  /** `main.version`; "" for none. */
  readonly versionVariable: string;
  readonly commitVariable: string;
  readonly tags: readonly string[];
  /** `SRC[:DEST]`, DEST relative to /app. */
  readonly assets: readonly string[];
  /** Relative to /app, or absolute; `shop.db:data` keeps the file shop.db of /app in data. */
  readonly volumes: readonly string[];
  readonly capabilities: readonly string[];
  /** The command that makes files which are embedded or read at run time, run in `project.prebuild.directory`; "" for none. */
  readonly prebuild: string;
  /** The command of Go alone that makes what the code lacks besides, run in `project.generate.directory`; "" for none. */
  readonly generate: string;
  readonly companions: readonly string[];
  readonly ignore: "allowlist" | "denylist";
  readonly layout: "separate" | "stages";
  readonly debugPort: number;
  readonly poll: boolean;
  readonly editor: "none" | "vscode";
  readonly comments: "full" | "brief";
}

/** Two answers, or an answer and the code, that no image can satisfy together. */
export interface Impossible {
  /** The answer to change. */
  readonly key: keyof Answers;
  /** The reason and the nearest possible combination. */
  readonly message: string;
}
