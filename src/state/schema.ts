import type { Node } from "jsonc-parser";
import { type JsonDocument, openJson, plainValue, toJson } from "./json.ts";

/** Of both files. Raise it when the shape of one changes; add a migration, and a sample for the tests. */
export const SCHEMA_VERSION = 1;

type Saved = Readonly<Record<string, unknown>>;

/** From the version of the key to the next one. */
export type Migrations = Readonly<Record<number, (older: Saved) => Saved>>;

function schemaVersion(document: JsonDocument): number {
  const node = document.members(document.root, null).get("schemaVersion");
  if (!node) return document.fail(document.root, '"schemaVersion" is missing');
  const version = Number(plainValue(node));
  if (node.type !== "number" || !Number.isInteger(version) || version < 1) {
    return document.fail(node, '"schemaVersion" has to be a whole number from 1');
  }
  if (version > SCHEMA_VERSION) {
    const versions = `schema ${version}, this version reads up to ${SCHEMA_VERSION}`;
    return document.fail(
      node,
      `written by a newer create-go-dockerfile (${versions}): run npx create-go-dockerfile@latest`,
    );
  }
  return version;
}

/**
 * Opens a saved file in the present shape, whichever version wrote it. Lines of errors in a
 * migrated file are those of its migrated text.
 *
 * @throws UserError exit 2, `FILE:LINE: ...`, also when a newer version wrote it.
 */
export function openSaved(text: string, file: string, migrations: Migrations): JsonDocument {
  const document = openJson(text, file);
  const version = schemaVersion(document);
  if (version === SCHEMA_VERSION) return document;
  let saved = plainValue(document.root) as Saved;
  for (let from = version; from < SCHEMA_VERSION; from++) saved = migrations[from]?.(saved) ?? saved;
  return openJson(toJson({ ...saved, schemaVersion: SCHEMA_VERSION }), file);
}

/** The member `key` of an object. @throws UserError exit 2 when it is missing or of another type. */
export function required(document: JsonDocument, parent: Node, key: string, type: Node["type"]): Node {
  const node = document.members(parent, null).get(key);
  if (!node) return document.fail(parent, `"${key}" is missing`);
  return node.type === type ? node : document.fail(node, `"${key}" has to be of type ${type}`);
}
