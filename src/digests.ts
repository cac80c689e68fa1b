import { UserError } from "./errors.ts";
import type { Processes } from "./system/system.ts";
import type { Digests } from "./types/files.ts";

const OFFER = "try again when it answers, or use --pin patch";

/** Registries answer in a second or two; this is for those that never do. */
const TIMEOUT_SECONDS = 60;

/** What to tell of docker's error output: buildx's `ERROR:` line, else the first one. */
function reasonOf(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const reason = lines.findLast((line) => line.startsWith("ERROR:")) ?? lines[0] ?? "no answer";
  return reason.trim().replace(/^ERROR:\s*/, "");
}

async function resolveDigest(processes: Processes, reference: string): Promise<string> {
  // {{.Manifest.Digest}} prints a text for people, so the manifest is asked for as JSON.
  const args = ["buildx", "imagetools", "inspect", reference, "--format", "{{json .Manifest}}"];
  const result = await processes.run("docker", args, { timeoutSeconds: TIMEOUT_SECONDS });
  const fail = (reason: string) =>
    new UserError("no-digest", `no digest for ${reference}: ${reason}; ${OFFER}`, 1, {
      flag: "--pin",
      choices: ["patch", "minor"],
    });
  if (result.notFound) throw fail("docker was not found");
  if (result.exitCode === null) throw fail(`the registry did not answer in ${TIMEOUT_SECONDS} s`);
  if (result.exitCode !== 0) throw fail(reasonOf(result.stderr));
  const [digest] = /sha256:[0-9a-f]{64}/.exec(digestIn(result.stdout)) ?? [];
  if (digest === undefined) throw fail("docker buildx gave none");
  return digest;
}

/** The digest of the manifest itself, not of one of its platforms. */
function digestIn(json: string): string {
  try {
    const manifest: unknown = JSON.parse(json);
    const isObject = typeof manifest === "object" && manifest !== null && "digest" in manifest;
    return isObject ? String(manifest.digest) : "";
  } catch {
    return "";
  }
}

/**
 * The digest of every reference, tag and digest always together.
 *
 * @param known digests of the last run: they stay while the reference does, so that
 *   files change only when the answers do.
 * @throws UserError exit 1 when docker or a registry does not answer.
 */
export async function resolveDigests(
  processes: Processes,
  references: readonly string[],
  known: Digests,
): Promise<Digests> {
  const entries = await Promise.all(
    references.map(
      async (reference) =>
        [reference, known[reference] ?? (await resolveDigest(processes, reference))] as const,
    ),
  );
  return Object.fromEntries(entries);
}
