import { describe, expect, test } from "vitest";
import { rules } from "../../../src/verify/rules/index.ts";
import { BASE, examples } from "./examples.ts";
import { auditFiles, good, problems } from "./support.ts";

async function codesOf(dockerfile: string): Promise<string[]> {
  const { checks } = await auditFiles(
    {
      "main.go": "package main\n",
      "go.mod": "module m\n",
      ".dockerignore": "ignored.txt\n",
      "ignored.txt": "",
      Dockerfile: dockerfile,
    },
    [],
    ["./api/cmd/server"],
  );
  return problems(checks);
}

describe("every rule", () => {
  test.each(rules.map(({ code }) => code))("%s", async (code) => {
    const example = examples[code];
    if (!example) throw new Error(`no example for ${code}`);
    const { bad, line, cureLine = line, instead } = example;
    expect(await codesOf(bad)).toContain(`Dockerfile:${line} ${code}`);
    const cured = bad.split("\n").flatMap((text, index) => (index + 1 === cureLine ? (instead ?? []) : text));
    expect((await codesOf(cured.join("\n"))).filter((problem) => problem.endsWith(` ${code}`))).toEqual([]);
  });
});

test("a good set passes without a warning", async () => {
  const { checks } = await auditFiles(good, ["main.go", "go.mod"]);
  expect(problems(checks)).toEqual([]);
});

test("a stage that a variable names is left to Docker", async () => {
  const found = await codesOf(
    `${BASE.replace("\n", " AS base-linux\n")}FROM base-$TARGETOS\nCOPY --from=base-$TARGETOS /a /a\nUSER 1`,
  );
  expect(found.filter((problem) => problem.includes("stage"))).toEqual([]);
});

describe("comments that waive a rule", () => {
  const bad = "RUN apk add --no-cache curl";
  test("hadolint ignore speaks of the next instruction, over other comments", async () => {
    const found = await codesOf(`${BASE}# hadolint ignore=DL3018,DL3019\n# why\n${bad}\nUSER 1\n${bad}`);
    expect(found).toEqual(["Dockerfile:6 DL3018"]);
  });
  test("hadolint global ignore and check=skip speak of the file", async () => {
    const found = await codesOf(
      `# check=skip=JSONArgsRecommended\n# hadolint global ignore=DL3018\n${BASE}${bad}\nUSER 1\nCMD serve`,
    );
    expect(found).toEqual([]);
  });
});
