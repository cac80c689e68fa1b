/*! @license compose-spec.json: The Compose Specification, Copyright 2020 The Compose Specification Authors, Apache License 2.0: see LICENSE-Apache-2.0 */
import { type OutputUnit, type Schema, Validator } from "@cfworker/json-schema";
import { closest, distance } from "fastest-levenshtein";
import type { Check } from "../../types/verdict.ts";
import { failed } from "../checks.ts";
import schema from "./compose-spec.json" with { type: "json" };
import type { ComposeDocument } from "./document.ts";

/** Compares with the schema of the Compose Specification, one check for each place that differs. */
export function checkSchema(document: ComposeDocument): readonly Check[] {
  const { errors } = new Validator(schema as unknown as Schema, "7", false).validate(document.value);
  const leaves = errors.filter(({ keyword }) => !WRAPPERS.has(keyword));
  const deepest = leaves.filter(
    ({ instanceLocation: at }) => !leaves.some((other) => other.instanceLocation.startsWith(`${at}/`)),
  );
  const places = [...new Set(deepest.map(({ instanceLocation }) => instanceLocation))];
  return places.map((place) => {
    const keys = keysOf(place);
    const message = describe(
      keys,
      deepest.filter(({ instanceLocation }) => instanceLocation === place),
    );
    return failed("compose-schema", message, { file: document.path, line: document.lineOf(keys) });
  });
}

/** Keywords that only say that something inside failed. */
const WRAPPERS = new Set([
  "properties",
  "patternProperties",
  "additionalProperties",
  "$ref",
  "oneOf",
  "anyOf",
  "allOf",
  "items",
]);

/** `#/services/web/ports/0`, with the escapes of JSON Pointer. */
function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"));
}

function describe(keys: readonly string[], errors: readonly OutputUnit[]): string {
  const name = keys.at(-1) ?? "the file";
  if (errors.some(({ keyword }) => keyword === "false")) {
    const near = closest(name, KNOWN_KEYS);
    const hint = distance(name, near) <= 2 ? `: did you mean ${near}?` : "";
    return `Compose knows no key ${name} here${hint}`;
  }
  const types = errors.flatMap(({ keyword, error }) =>
    keyword === "type" ? (error.match(/Expected (.*)\.$/)?.[1] ?? []) : [],
  );
  return types.length > 0
    ? `${name} should be ${[...new Set(types)].join(" or ").replaceAll('"', "")}`
    : `${name}: ${errors[0]?.error ?? "not as the Compose Specification says"}`;
}

/** Every key that the specification names anywhere. */
const KNOWN_KEYS = [...keysIn(schema)];

function keysIn(part: unknown): Set<string> {
  if (typeof part !== "object" || part === null) return new Set();
  const own =
    "properties" in part && typeof part.properties === "object" ? Object.keys(part.properties ?? {}) : [];
  return new Set([...own, ...Object.values(part).flatMap((value) => [...keysIn(value)])]);
}
