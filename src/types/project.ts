/**
 * What is known of a Go project. Paths are POSIX and relative to the directory that the command was
 * given, unless a comment says otherwise.
 */
import type { CompanionName } from "../companions.ts";
import type { GoStep, Prebuild } from "./prebuild.ts";
import type { MainPackage } from "./repository.ts";

/** Where a fact was seen: `cmd/server/main.go:12`. */
export type Evidence = string;

export interface Port {
  readonly port: number;
  readonly protocol: "tcp" | "udp";
  readonly bind: "all" | "loopback";
  readonly purpose: "main" | "metrics" | "admin" | "grpc";
  /** `env:PORT`, `flag:-addr`, `file:config.yml`, `literal`; null where not seen. */
  readonly setBy: string | null;
  readonly evidence: Evidence;
}

export interface Health {
  readonly type: "http" | "grpc" | "command";
  readonly scheme: "http" | "https";
  /** Route for http, service name for grpc (may be ""), command line for command. */
  readonly path: string;
  readonly port: number | null;
  readonly evidence: Evidence;
  /** Its certificate comes by ACME, for the public name alone: what asks 127.0.0.1 gets none. */
  readonly byName?: true;
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly required: boolean;
  readonly default: string | null;
  readonly evidence: Evidence;
}

export interface Embed {
  /** Directory of the package that embeds. */
  readonly package: string;
  readonly patterns: readonly string[];
  /** Paths that the patterns need and that are not there. */
  readonly missing: readonly string[];
  readonly evidence: Evidence;
}

export interface RuntimeFile {
  readonly source: string;
  /** Relative to the working directory of the service. */
  readonly destination: string;
  readonly evidence: Evidence;
}

/** A setting, `env:ADDR` or `flag:-addr`, and the value to give it in a container. */
export interface GivenSetting {
  readonly setBy: string;
  readonly value: string;
  /** A flag that is read only in front of the command. */
  readonly leads?: true;
}

/** A directory that the service writes to: relative to its working directory, or absolute. */
export interface Write {
  readonly path: string;
  /** The name of a file that the service writes right into its working directory, and that is kept in `path`; null for a directory. */
  readonly file: string | null;
  readonly evidence: Evidence;
}

/** A value of GOEXPERIMENT. */
export interface Experiment {
  readonly name: string;
  readonly evidence: Evidence;
}

export interface BuildTags {
  readonly tags: readonly string[];
  readonly required: boolean;
  readonly evidence: Evidence;
}

export interface CgoReason {
  readonly package: string;
  readonly evidence: Evidence;
}

/** Package names by distribution; Debian's are those of trixie. */
export interface DistributionPackages {
  readonly alpine: readonly string[];
  readonly debian: readonly string[];
}

export interface Cgo {
  readonly needed: boolean;
  readonly reasons: readonly CgoReason[];
  readonly buildPackages: DistributionPackages;
  readonly runtimePackages: DistributionPackages;
  /** Build tags that the cgo modules need on musl, such as confluent-kafka-go's `musl`. */
  readonly muslTags: readonly string[];
  /** Set when the code needs glibc, so that musl bases are refused: the reason. */
  readonly glibcOnly: string | null;
}

/** A program of others that the service starts, and that its author's image installs or the code ends without. */
export interface Program {
  readonly name: string;
  /** What brings it, on each distribution; null where that is not known. */
  readonly packages: Readonly<Record<keyof DistributionPackages, string>> | null;
  readonly installed: {
    readonly package: string;
    readonly distribution: keyof DistributionPackages;
    /** A line of the image, or of the code where only that asks for it. */
    readonly evidence: Evidence;
  };
  /** Where the code starts it. */
  readonly evidence: Evidence;
}

/** A Linux capability without its prefix, `NET_RAW`, that the author's image gives to the program. */
export interface Capability {
  readonly name: string;
  readonly evidence: Evidence;
}

/** A backing service that the code talks to. */
export interface Companion {
  readonly name: CompanionName;
  /** Environment variable that takes the connection URL or address; null where none was seen. */
  readonly variable: string | null;
  readonly evidence: Evidence;
}

export interface Warning {
  /** kebab-case, stable: `loopback-bind`, `embed-missing`. */
  readonly code: string;
  readonly message: string;
  readonly evidence: Evidence | null;
  /** The repository cannot be built as it stands. */
  readonly blocksBuild: boolean;
  /** Of a port on loopback: what opens it, to any address on all interfaces where there is no value. */
  readonly opening?: Opening;
}

export interface Opening {
  readonly port: number;
  readonly setBy: string;
  readonly value: string | null;
}

/** Everything known of the project for one selected main package. */
export interface Project {
  /** Absolute path of the directory. */
  readonly root: string;
  readonly moduleDirectory: string;
  readonly modulePath: string;
  /** `1.26` or `1.26.3`, as the go directive says; null when go.mod has none. */
  readonly goVersion: string | null;
  /** `go1.26.5`. */
  readonly toolchain: string | null;
  readonly workspace: boolean;
  readonly workspaceModules: readonly string[];
  /** Go refuses to build the module with the go.work above it: with GOWORK=off alone it does. */
  readonly workspaceOff: boolean;
  readonly vendored: boolean;
  /** A vendor directory is there that Go would take and then refuse: it is told to leave it. */
  readonly idleVendor: boolean;
  readonly goSum: "present" | "empty" | "absent";
  /** go.sum or go.mod lacks what the go command can add while it builds: it is told to. */
  readonly incompleteSums: boolean;
  readonly mains: readonly MainPackage[];
  readonly suggestedMain: string | null;
  /** The main that every fact below speaks of. */
  readonly main: string;
  readonly arguments: { readonly needed: readonly string[]; readonly evidence: Evidence } | null;
  readonly cgo: Cgo;
  readonly ports: readonly Port[];
  /** What opens a first port that listens on loopback. */
  readonly rebind: GivenSetting | null;
  /** Where the code gives no port: the variable that it takes its only one from, and a value to give it. */
  readonly unsetPort: GivenSetting | null;
  /** What moves a file that the program writes into the working directory to a directory below it, and what the author's image tells it by variables. */
  readonly relocations: readonly GivenSetting[];
  readonly health: readonly Health[];
  readonly environment: readonly EnvironmentVariable[];
  readonly embeds: readonly Embed[];
  readonly prebuild: Prebuild | null;
  /** What Go makes besides, after `prebuild`, where that is a step of Node.js. */
  readonly generate: GoStep | null;
  readonly runtimeFiles: readonly RuntimeFile[];
  readonly writes: readonly Write[];
  /** The file of variables, `.env`, without which the program ends; relative to its working directory, null without one. */
  readonly dotenv: string | null;
  /** An empty one will do: the program only sets variables from it, and the container has them from elsewhere. */
  readonly emptyDotenv: boolean;
  /** Names under which the program would take itself for a file that it looks for in its working directory. */
  readonly bareNames: readonly string[];
  readonly programs: readonly Program[];
  /** The account that the program looks up by its name and ends without; null where any will do. */
  readonly account: string | null;
  readonly capabilities: readonly Capability[];
  readonly buildTags: readonly BuildTags[];
  /** Without these the code does not compile: `jsonv2`. */
  readonly experiments: readonly Experiment[];
  /** It links only where Go's linker does not check what modules take of the standard library. */
  readonly linknames: boolean;
  /** GOPRIVATE patterns. */
  readonly privateModules: readonly string[];
  /** What the repository's own build calls the program; null where it does not say. */
  readonly binary: string | null;
  /** Import path qualified: `main.version`, `example.com/shop/internal/build.Version`. */
  readonly versionVariables: readonly string[];
  readonly commitVariables: readonly string[];
  readonly companions: readonly Companion[];
  /** Whether something in reach handles SIGTERM; null where it could not be told. */
  readonly handlesSigterm: boolean | null;
  readonly existingFiles: readonly string[];
  /** Every go.mod, go.sum, go.work and go.work.sum that `go mod download` reads, those there are. */
  readonly moduleFiles: readonly string[];
  /** `go mod download` fails where `go build` would not: leave the download to the build step. */
  readonly downloadInBuild: boolean;
  /** Where compiled programs lie, other than those that git ignores, and where the repository's own builds put them. */
  readonly compiledPrograms: readonly string[];
  /** Every file that building the main reads: Go and assembly files, embedded files, module files, vendor/modules.txt. */
  readonly buildFiles: readonly string[];
  /** Directories in reach that hold Go files; an allow-list names these. */
  readonly goDirectories: readonly string[];
  /** Extensions, without the dot, of embedded and run-time files: what a development watcher looks at. */
  readonly assetExtensions: readonly string[];
  readonly warnings: readonly Warning[];
}
