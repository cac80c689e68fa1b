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

/** Lines that `after` lacks of those that `text` has more often than `before` had them. */
function lost(before: string, text: string, after: string): string[] {
  const [known, left] = [count(before), count(after)];
  return [...count(text)]
    .filter(([line, times]) => {
      const added = times - (known.get(line) ?? 0);
      return added > (left.get(line) ?? 0) && added > 0;
    })
    .map(([line]) => line);
}

/** What a person added is still there, in the file or in a block with markers. */
export function expectNothingLost(before: FileSet, after: FileSet): void {
  const missing = Object.entries(before.disk).map(([file, { text }]) => [
    file,
    lost(before.lock?.files[file]?.text ?? "", text, after.disk[file]?.text ?? ""),
  ]);
  expect(missing.filter(([, lines]) => lines?.length)).toEqual([]);
}

/** What is new in a merged file is there, beside the edits. */
export function expectNothingMissed(changes: readonly Reconciled[]): void {
  const missing = changes
    .filter(({ status }) => status === "merge")
    .map(({ path: file, after, base, generated }) => [file, lost(base ?? "", generated ?? "", after ?? "")]);
  expect(missing.filter(([, lines]) => lines?.length)).toEqual([]);
}
