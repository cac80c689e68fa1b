import type { VerifyLevel } from "./types/verdict.ts";

/** A flag that is not an answer. */
export interface CommandFlag {
  readonly name: string;
  readonly short?: string;
  /** What stands for the value in `--help`; absent for one without a value. */
  readonly placeholder?: string;
  readonly choices?: readonly string[];
  readonly repeated?: boolean;
  readonly help: string;
}

export const VERIFY_LEVELS = ["none", "static", "build", "run"] as const satisfies readonly VerifyLevel[];
export const CONFLICT_POLICIES = ["ask", "merge", "keep", "overwrite", "abort"] as const;

type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];

export const commandFlags = [
  {
    name: "yes",
    short: "y",
    help: "ask nothing: flags, then --answers, then saved answers, then what was detected",
  },
  { name: "answers", placeholder: "FILE", help: "answers from a JSON file, - for standard input" },
  { name: "dry-run", help: "write nothing, print what would change" },
  { name: "diff", help: "with --dry-run or --check, print the differences too" },
  { name: "check", help: "write nothing, exit 1 when the files are not what answers and code give" },
  {
    name: "on-conflict",
    placeholder: "WHAT",
    choices: CONFLICT_POLICIES,
    help: "what to do where an edit and a change overlap, or a file is someone else's",
  },
  {
    name: "verify",
    placeholder: "LEVEL",
    choices: VERIFY_LEVELS,
    help: "how far to prove the files, static by default",
  },
  {
    name: "verify-only",
    placeholder: "LEVEL",
    choices: ["static", "build", "run"],
    help: "prove the files as they are on disk and generate nothing",
  },
  { name: "builder", placeholder: "NAME", help: "builder for the verification, as docker buildx knows it" },
  {
    name: "platform",
    placeholder: "LIST",
    repeated: true,
    help: "platforms for the verification, such as linux/arm64",
  },
  {
    name: "run-env",
    placeholder: "NAME=VALUE",
    repeated: true,
    help: "environment of the container in --verify run; repeat it for more",
  },
  { name: "report", placeholder: "FILE.html", help: "write what the verification found as a page" },
  { name: "json", help: "print one JSON document and nothing else; implies --yes" },
  { name: "no-color", help: "no colours, as with NO_COLOR" },
  { name: "help", short: "h", help: "print this help" },
  { name: "version", short: "v", help: "print the version" },
] as const satisfies readonly CommandFlag[];

/** The command line without its answers. */
export interface Options {
  /** As typed. */
  readonly directory: string;
  readonly yes: boolean;
  /** As typed; null when not given. */
  readonly answersFile: string | null;
  readonly dryRun: boolean;
  readonly diff: boolean;
  readonly check: boolean;
  /** null: ask on a terminal, abort without one. */
  readonly onConflict: ConflictPolicy | null;
  /** null: static, and a question on a terminal when an engine answers. */
  readonly verify: VerifyLevel | null;
  readonly verifyOnly: Exclude<VerifyLevel, "none"> | null;
  readonly builder: string | null;
  readonly platforms: readonly string[];
  readonly runEnv: readonly string[];
  readonly report: string | null;
  readonly json: boolean;
  readonly color: boolean;
  readonly help: boolean;
  readonly version: boolean;
}
