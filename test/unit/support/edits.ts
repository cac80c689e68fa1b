import fc from "fast-check";
import { expect } from "vitest";
import type { Reconciled } from "../../../src/change.ts";
import { canonical, linesOf } from "../../../src/text.ts";
import { edit, type FileSet, withoutFile } from "./set.ts";

const position = fc.nat(90);
const path = fc.constantFrom("Dockerfile", "Dockerfile", "docker-entrypoint.sh");
const line = fc.constantFrom(
  "RUN apk add curl",
  "ENV MINE=1",
  "",
  "    indented",
  "# Part 3",
  "RUN step-2 --variant 1",
);

export const action = fc.oneof(
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

export type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

function splice(text: string, at: number, count: number, ...inserted: string[]): string {
  const lines = text.split("\n");
  lines.splice(at % lines.length, count, ...inserted);
  return lines.join("\n");
}

/** What a person does to a set between two runs. */
export function act(set: FileSet, what: Action): FileSet {
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
export function expectNothingLost(before: FileSet, after: FileSet): void {
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
export function expectNothingMissed(changes: readonly Reconciled[]): void {
  for (const { path: file, after, base, generated } of changes.filter(({ status }) => status === "merge")) {
    const last = count(base ?? "");
    const merged = count(after ?? "");
    for (const [one, times] of count(generated ?? "")) {
      const added = times - (last.get(one) ?? 0);
      if (added > 0) expect(merged.get(one) ?? 0, `${file}: ${one}`).toBeGreaterThanOrEqual(added);
    }
  }
}
