import fc from "fast-check";
import { expect, test } from "vitest";
import { textOf } from "../../src/text.ts";
import type { RenderedFile } from "../../src/types/files.ts";
import { act, action, expectNothingLost, expectNothingMissed } from "./support/edits.ts";
import { emptySet, rendered, run } from "./support/set.ts";

/** Answers in miniature: which variant each part of the files has; 0 leaves it out. */
type Variants = readonly number[];

const PARTS = 9;
const SCRIPT = "docker-entrypoint.sh";

/** Lines as templates have them: some unique, some the same in every part. */
function part(name: number, variant: number): string[] {
  const own = Array.from(
    { length: variant },
    (_, index) => `RUN step-${name} --variant ${variant} --line ${index}`,
  );
  return variant === 0 ? [] : [`# Part ${name}`, ...own, `ENV PART_${name}=1`, ""];
}

function generate(variants: Variants): readonly RenderedFile[] {
  const parts = variants.map((variant, name) => part(name, variant));
  const dockerfile = rendered("Dockerfile", textOf(["FROM golang", ...parts.flat(), 'CMD ["app"]']));
  const script = rendered(SCRIPT, textOf(["#!/bin/sh", ...(parts[0] ?? []), 'exec "$@"']), 0o755);
  return variants[PARTS - 1] === 0 ? [dockerfile] : [dockerfile, script];
}

const variants = fc.array(fc.nat(3), { minLength: PARTS, maxLength: PARTS });
/** Most runs change one answer, some all of them. */
const answers: fc.Arbitrary<Variants | { at: number; to: number }> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ at: fc.nat(PARTS - 1), to: fc.nat(3) }) },
  { weight: 1, arbitrary: variants },
);
const round = fc.record({
  actions: fc.array(action, { maxLength: 4 }),
  answers,
  policy: fc.constantFrom("abort" as const, "merge" as const, "keep" as const),
});

test("10,000 rounds of edits and new answers lose no line that a person wrote", { timeout: 120_000 }, () => {
  let rounds = 0;
  const seen = new Set<string>();
  const property = fc.property(variants, fc.array(round, { minLength: 5, maxLength: 5 }), (start, all) => {
    let current: Variants = start;
    let { set } = run(emptySet, generate(start));
    for (const { actions, answers: change, policy } of all) {
      rounds++;
      current = "to" in change ? current.with(change.at, change.to) : change;
      const before = actions.reduce(act, set);
      const { changes, set: after } = run(before, generate(current), policy);
      for (const { status } of changes) seen.add(status);
      expectNothingLost(before, after);
      expectNothingMissed(changes);
      const silent = changes.filter((file) => file.after === file.before && file.mode === file.modeBefore);
      for (const { status } of silent) expect(["unchanged", "keep", "conflict", "orphan"]).toContain(status);

      // The same again finds nothing to do.
      expect(run(after, generate(current), policy).set).toEqual(after);
      set = after;
    }
  });
  fc.assert(property, { numRuns: 2000 });
  expect(rounds).toBeGreaterThanOrEqual(10_000);
  expect([...seen].sort()).toEqual([
    "conflict",
    "create",
    "keep",
    "merge",
    "orphan",
    "remove",
    "unchanged",
    "update",
  ]);
});

test("without edits every file becomes what is generated, whatever it was before", () => {
  fc.assert(
    fc.property(variants, fc.array(variants, { minLength: 1, maxLength: 5 }), (start, all) => {
      let { set } = run(emptySet, generate(start));
      for (const next of all) ({ set } = run(set, generate(next)));
      expect(set).toEqual(run(emptySet, generate(all.at(-1) ?? start)).set);
    }),
    { numRuns: 300 },
  );
});
