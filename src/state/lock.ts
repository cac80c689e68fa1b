import type { Node } from "jsonc-parser";
import { isInside } from "../disk.ts";
import { sha256 } from "../text.ts";
import type { Answers } from "../types/answers.ts";
import type { Digests } from "../types/files.ts";
import type { ServiceAnswers } from "./answers.ts";
import type { Facts } from "./facts.ts";
import { type JsonDocument, plainValue, toJson } from "./json.ts";
import { pack, unpack } from "./packed.ts";
import { type Migrations, openSaved, required, SCHEMA_VERSION } from "./schema.ts";

/** A generated file as last generated. */
export interface LockedFile {
  readonly mode: number;
  readonly text: string;
  /** The user chose to keep the file as it was when `text` was offered. */
  readonly kept: boolean;
  /**
   * SHA-256 of what was left on disk, as {@link canonical} text, when that is not `text`;
   * "absent" for a file kept away; null when it is `text`.
   */
  readonly accepted: string | null;
}

/** `.create-go-dockerfile.lock`: what made the files and is not an answer. */
export interface Lock {
  readonly toolVersion: string;
  /** {@link answersDigest} of each service, in their order. */
  readonly answers: readonly string[];
  /** Of each service, in the order of the answers. */
  readonly facts: readonly Facts[];
  readonly digests: Digests;
  /** By path, relative and POSIX. */
  readonly files: Readonly<Record<string, LockedFile>>;
}

const KEYS = ["schemaVersion", "toolVersion", "answers", "facts", "digests", "files"];
const FILE_KEYS = ["mode", "sha256", "kept", "accepted", "text"];

const migrations: Migrations = {};

/** To tell that answers were edited since the files were made. */
export function answersDigest(answers: Answers | ServiceAnswers["values"]): string {
  return sha256(JSON.stringify(Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1))));
}

function lockedFile(document: JsonDocument, node: Node, path: string): LockedFile {
  const members = document.members(node, FILE_KEYS);
  const lines = required(document, node, "text", "array");
  const text = unpack((plainValue(lines) as unknown[]).map(String));
  if (text === null || sha256(text) !== plainValue(required(document, node, "sha256", "string"))) {
    return document.fail(
      lines,
      `the saved text of ${path} is damaged: restore the file, or delete it and run again`,
    );
  }
  const accepted = members.get("accepted");
  return {
    mode: Number.parseInt(String(plainValue(required(document, node, "mode", "string"))), 8),
    text,
    kept: members.has("kept") && plainValue(required(document, node, "kept", "boolean")) === true,
    accepted: accepted ? String(plainValue(accepted)) : null,
  };
}

function lockedDigests(document: JsonDocument, node: Node): Digests {
  const digests = [...document.members(node, null)].map(([reference, member]) => {
    const digest = String(plainValue(member));
    // It goes into a FROM as it is.
    if (!/^sha256:[0-9a-f]{64}$/.test(digest)) document.fail(member, `"${digest}" is no digest, sha256:...`);
    return [reference, digest] as const;
  });
  return Object.fromEntries(digests);
}

/** @throws UserError exit 2, `FILE:LINE: ...`. */
export function parseLock(text: string, file: string): Lock {
  const document = openSaved(text, file, migrations);
  const { root } = document;
  document.members(root, KEYS);
  const files = document.members(required(document, root, "files", "object"), null);
  for (const [path, node] of files) {
    // A lock file can come from anybody, and what it names may be removed.
    if (!isInside(path)) document.fail(node, `"${path}" is not a path inside the directory`);
  }
  return {
    toolVersion: String(plainValue(required(document, root, "toolVersion", "string"))),
    answers: plainValue(required(document, root, "answers", "array")) as string[],
    facts: plainValue(required(document, root, "facts", "array")) as Facts[],
    digests: lockedDigests(document, required(document, root, "digests", "object")),
    files: Object.fromEntries([...files].map(([path, node]) => [path, lockedFile(document, node, path)])),
  };
}

const sorted = <Value>(record: Readonly<Record<string, Value>>): [string, Value][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** The text of `.create-go-dockerfile.lock`. The same for the same lock, but for the compression of another Node. */
export function serialiseLock(lock: Lock): string {
  const files = sorted(lock.files).map(([path, { mode, text, kept, accepted }]) => [
    path,
    {
      mode: mode.toString(8).padStart(4, "0"),
      sha256: sha256(text),
      ...(kept && { kept }),
      ...(accepted !== null && { accepted }),
      text: pack(text),
    },
  ]);
  return toJson({
    schemaVersion: SCHEMA_VERSION,
    toolVersion: lock.toolVersion,
    answers: lock.answers,
    facts: lock.facts,
    digests: Object.fromEntries(sorted(lock.digests)),
    files: Object.fromEntries(files),
  });
}
