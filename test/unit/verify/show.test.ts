import { describe, expect, test } from "vitest";
import { picture, reportHtml } from "../../../src/verify/index.ts";
import { proposedStartPeriod } from "../../../src/verify/run/start.ts";
import { verdict } from "./verdict.ts";

describe("the picture", () => {
  test.each([60, 80, 120])("fits %i columns", (columns) => {
    const lines = picture(verdict, columns).split("\n");
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    expect(lines.at(-1)).toBe("");
  });

  test("says what was measured", () => {
    const text = picture(verdict, 120);
    for (const part of [
      "10 MB",
      "gcr.io/distroless/static-debian13:nonroot",
      "sha256:aaaa",
      "10001:10001",
      "8080/tcp",
      '["/app/healthcheck"]',
      "310 kB in 42 files",
      "1 min 23 s (2 of 10 steps from the cache), 0.8 s with nothing changed",
      "healthy after 4.2 s, so --health-start-period 15s is enough",
      "0.5 s after SIGTERM, exit code 2",
    ]) {
      expect(text).toContain(part);
    }
  });

  test("draws the largest layer first, and bars by size", () => {
    const bars = picture(verdict, 80)
      .split("\n")
      .filter((line) => /[█▏▎▍▌▋▊▉]/.test(line))
      .map((line) => line.replace(/[^█]/g, "").length);
    expect(bars).toEqual(bars.toSorted((a, b) => b - a));
    expect(bars[0]).toBeGreaterThan(2 * (bars[1] ?? 0));
  });

  test("is nothing without an image", () => {
    expect(picture({ ...verdict, image: null }, 80)).toBe("");
  });
});

describe("the page", () => {
  const html = reportHtml(verdict, "shop & co");

  test("is self-contained: no script, nothing from elsewhere", () => {
    expect(html).not.toMatch(/<script|src=|href=|@import|url\(/i);
  });

  test("escapes what others wrote", () => {
    expect(html).toContain("shop &amp; co");
    expect(html).toContain("&lt;b&gt;500&lt;/b&gt;");
    expect(html).toContain("panic: &amp; so on");
    expect(html).toContain("COPY &lt;&lt;EOF /etc/passwd");
  });

  test("names places, and says that it is not ready", () => {
    expect(html).toContain("<code>Dockerfile:42</code>");
    expect(html).toContain("not ready");
    expect(reportHtml({ ...verdict, ok: true }, "shop")).toContain("<title>shop: ready</title>");
  });
});

test.each([
  [0.4, "5s"],
  [1.7, "10s"],
  [4.2, "15s"],
])("after a start of %f s the start period %s is proposed", (seconds, period) => {
  expect(proposedStartPeriod(seconds)).toBe(period);
});
