import { rmSync, writeFileSync } from "node:fs";
import { createGoDockerfile } from "./generator.ts";
import { output, type Ran } from "./process.ts";
import type { WorkingCopy } from "./working-copy.ts";

export interface Found {
  readonly code: string;
  readonly ok: boolean;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly output: readonly string[];
}

export interface Verification extends Ran {
  readonly ok: boolean;
  readonly checks: readonly Found[];
  /** The errors as a reader sees them: `Dockerfile:12 root-user`. */
  readonly errors: readonly string[];
  readonly image: Readonly<Record<string, unknown>> | null;
}

/** `--verify-only LEVEL --json` in a directory. */
export async function verification(
  directory: string,
  level: "static" | "build" | "run",
  ...flags: readonly string[]
): Promise<Verification> {
  const ran = await createGoDockerfile(directory, "--verify-only", level, "--json", ...flags);
  const document = JSON.parse(ran.stdout) as {
    verification: { ok: boolean; checks: readonly Found[]; image: Verification["image"] };
  };
  const { ok, checks, image } = document.verification;
  const errors = checks
    .filter((check) => !check.ok && check.severity === "error")
    .map(({ file, line, code }) => `${file}${line === null ? "" : `:${line}`} ${code}`);
  return { ...ran, ok, checks, errors, image };
}

/** Containers and images of verifications that have ended, also of other tests on the same engine. */
export async function leftovers(): Promise<readonly string[]> {
  const label = "create-go-dockerfile.verification";
  const containers = ["ps", "--all", `--filter=label=${label}`, `--format={{.ID}} {{.Label "${label}"}}`];
  const images = ["images", "--format={{.Repository}}:{{.Tag}} {{.Tag}}", "create-go-dockerfile/*"];
  const listed = `${await output("docker", containers)}\n${await output("docker", images)}`;
  return listed.split("\n").filter((line) => {
    const owner = Number(/-(\d+)$/.exec(line)?.[1] ?? 0);
    return owner > 0 && !isRunning(owner);
  });
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

/** Takes the development image out of a set, where a test is about the production one. */
export function productionOnly(copy: WorkingCopy): void {
  rmSync(copy.file("Dockerfile.dev"));
  writeFileSync(copy.file("docker-compose.yml"), "services: {}\n");
}
