import fc from "fast-check";
import { expect, test } from "vitest";
import type { Reconciled } from "../../src/change.ts";
import { canonical, linesOf, textOf } from "../../src/text.ts";
import type { RenderedFile } from "../../src/types.ts";
import { edit, emptySet, type FileSet, rendered, run, withoutFile } from "./support/set.ts";

/** Answers in miniature: which variant each part of the files has; 0 leaves it out. */
type Variants = readonly number[];

const PARTS = 9;
const SCRIPT = "run.sh";

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

const position = fc.nat(60);
const path = fc.constantFrom("Dockerfile", "Dockerfile", SCRIPT);
const line = fc.constantFrom(
  "RUN apk add curl",
  "ENV MINE=1",
  "",
  "    indented",
  "# Part 3",
  "RUN step-2 --variant 1",
);

const action = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("insert"), path, at: position, line }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("change"), path, at: position, line }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("delete"),
      path,
      at: position,
      count: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("duplicate"), path, at: position }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("crlf"), path }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("mode"), path, mode: fc.constantFrom(0o644, 0o755, 0o600) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("trim"), path }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("remove"), path }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("lose the lock") }) },
);

type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

function splice(text: string, at: number, count: number, ...inserted: string[]): string {
  const lines = text.split("\n");
  lines.splice(at % lines.length, count, ...inserted);
  return lines.join("\n");
}

function act(set: FileSet, what: Action): FileSet {
  if (!("path" in what)) return { ...set, lock: null };
  const { path: file } = what;
  const present = set.disk[file];
  if (!present) return set;
  if (what.do === "remove") return withoutFile(set, file);
  if ("mode" in what) return edit(set, file, (text) => text, what.mode);
  if ("count" in what) return edit(set, file, (text) => splice(text, what.at, what.count));
  if ("line" in what) {
    return edit(set, file, (text) => splice(text, what.at, what.do === "insert" ? 0 : 1, what.line));
  }
  if ("at" in what) {
    return edit(set, file, (text) =>
      splice(text, what.at, 0, text.split("\n")[what.at % text.split("\n").length] ?? ""),
    );
  }
  if (what.do === "trim") return edit(set, file, (text) => text.trimEnd());
  return edit(set, file, (text) => text.replace(/\r?\n/g, text.includes("\r") ? "\n" : "\r\n"));
}

function count(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of linesOf(canonical(text))) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/** What a person added: every line of `before` more often than it was generated is as often in `after`. */
function expectNothingLost(before: FileSet, after: FileSet): void {
  for (const [file, { text }] of Object.entries(before.disk)) {
    const generated = count(before.lock?.files[file]?.text ?? "");
    const left = count(after.disk[file]?.text ?? "");
    for (const [one, times] of count(text)) {
      const added = times - (generated.get(one) ?? 0);
      if (added > 0) expect(left.get(one) ?? 0, `${file}: ${one}`).toBeGreaterThanOrEqual(added);
    }
  }
}

/** What is new in a merged file is there, beside the edits. */
function expectNothingMissed(changes: readonly Reconciled[]): void {
  for (const { path: file, after, base, generated } of changes.filter(({ status }) => status === "merge")) {
    const last = count(base ?? "");
    const merged = count(after ?? "");
    for (const [one, times] of count(generated ?? "")) {
      const added = times - (last.get(one) ?? 0);
      if (added > 0) expect(merged.get(one) ?? 0, `${file}: ${one}`).toBeGreaterThanOrEqual(added);
    }
  }
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
