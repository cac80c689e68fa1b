import { expect, test } from "vitest";
import { unifiedDiff } from "../../src/diff.ts";

test("a change shows as a unified diff", () => {
  expect(unifiedDiff("a\nb\nc\n", "a\nB\nc\n", "deploy/Dockerfile")).toBe(
    "--- a/deploy/Dockerfile\n+++ b/deploy/Dockerfile\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n",
  );
});

test("a file that comes or goes is compared with nothing", () => {
  expect(unifiedDiff(null, "a\n", "f")).toBe("--- /dev/null\n+++ b/f\n@@ -0,0 +1,1 @@\n+a\n");
  expect(unifiedDiff("a\n", null, "f")).toBe("--- a/f\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n");
});

test("line endings and the last newline are no change", () => {
  expect(unifiedDiff("a\r\nb", "a\nb\n", "f")).toBe("");
});
