import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportHtml } from "../../src/verify/index.ts";
import { verdict } from "../unit/verify/verdict.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const isThere = existsSync(executablePath);
if (!isThere && process.env.CI) throw new Error(`CI is set, but there is no browser at ${executablePath}`);
const title = isThere ? "the report in a browser" : `the report (skipped, no browser at ${executablePath})`;

describe.skipIf(!isThere)(title, () => {
  let browser: Browser;
  let directory = "";
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "report-"));
    writeFileSync(join(directory, "report.html"), reportHtml(verdict, "shop"));
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  async function open(colorScheme: "light" | "dark", width: number) {
    const page = await browser.newPage({
      colorScheme,
      viewport: { width, height: 800 },
      javaScriptEnabled: true,
    });
    const asked: string[] = [];
    const errors: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(pathToFileURL(join(directory, "report.html")).href);
    return { page, asked, errors };
  }

  test("shows what is wrong, the image and its layers, and asks for nothing else", async () => {
    const { page, asked, errors } = await open("light", 1000);
    expect(await page.title()).toBe("shop: not ready");
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("not ready");
    expect(await page.locator("li.bad code").first().textContent()).toBe("Dockerfile:42");
    expect(await page.getByRole("row", { name: /^size/ }).textContent()).toContain("10 MB");
    const widths = await page
      .locator(".bar div")
      .evaluateAll((bars) => bars.map((bar) => (bar as unknown as { clientWidth: number }).clientWidth));
    expect(widths).toHaveLength(4);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    expect(widths[0]).toBeGreaterThan(100);
    expect(asked).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  test.each(["light", "dark"] as const)("is readable in %s, also on a narrow screen", async (scheme) => {
    const { page } = await open(scheme, 380);
    const luminance = async (property: string) => {
      const color = await page.locator("body").evaluate((body, name) => {
        const view = globalThis as unknown as {
          getComputedStyle(element: unknown): Record<string, string>;
        };
        return view.getComputedStyle(body)[name] ?? "";
      }, property);
      const [red = 0, green = 0, blue = 0] = (color.match(/\d+/g) ?? []).map(Number);
      return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    };
    const contrast = (await luminance("color")) - (await luminance("backgroundColor"));
    expect(scheme === "dark" ? contrast : -contrast).toBeGreaterThan(0.6);
    const overflow = await page.locator("html").evaluate((element) => {
      const root = element as unknown as { scrollWidth: number; clientWidth: number };
      return root.scrollWidth - root.clientWidth;
    });
    expect(overflow).toBe(0);
  });
});
