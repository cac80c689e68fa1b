// Adds up what several test runs counted, as the last line of a CI run.
import { readFileSync } from "node:fs";

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const file of process.argv.slice(2).filter((name) => !name.includes("*"))) {
  const run = JSON.parse(readFileSync(file, "utf8"));
  counts.passed += run.numPassedTests;
  counts.failed += run.numFailedTests;
  counts.skipped += run.numPendingTests + run.numTodoTests;
}
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
