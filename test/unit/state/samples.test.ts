import fs from "node:fs";
import { expect, test } from "vitest";
import { answerKeys } from "../../../src/questions/index.ts";
import { parseAnswersFile } from "../../../src/state/answers.ts";
import { parseLock } from "../../../src/state/lock.ts";
import { SCHEMA_VERSION } from "../../../src/state/schema.ts";

// Written by the version that first had the schema. They are never changed: what people committed isn't either.
const sample = (name: string) => fs.readFileSync(new URL(`samples/${name}`, import.meta.url), "utf8");
const versions = Array.from({ length: SCHEMA_VERSION }, (_, index) => index + 1);

test.each(versions)("answers of schema %i are read", (version) => {
  const [service] = parseAnswersFile(sample(`schema-${version}.answers`), "saved.json", answerKeys).services;
  expect(service?.values).toMatchObject({ base: "alpine", entrypoint: true, uid: 10001, ports: ["8080"] });
});

test.each(versions)("a lock file of schema %i is read", (version) => {
  const lock = parseLock(sample(`schema-${version}.lock`), "saved.lock");
  expect(lock.files.Dockerfile).toMatchObject({ mode: 0o644, kept: false, accepted: expect.any(String) });
  expect(lock.files.Dockerfile?.text).toMatch(/^FROM alpine:/m);
  expect(lock.files["docker-entrypoint.sh"]?.mode).toBe(0o755);
  expect(lock.facts[0]).toMatchObject({
    main: expect.any(String),
    ports: [expect.objectContaining({ port: 8080 })],
  });
});
