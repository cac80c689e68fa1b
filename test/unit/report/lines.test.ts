import { describe, expect, it } from "vitest";
import { makePlan } from "../../../src/plan/index.ts";
import { resolveAnswers } from "../../../src/questions/resolve.ts";
import { painter } from "../../../src/report/colors.ts";
import { resultDocument } from "../../../src/report/document.ts";
import { fileLines } from "../../../src/report/files.ts";
import { wrap } from "../../../src/report/layout.ts";
import { checkLines, warningLines } from "../../../src/report/lines.ts";
import { nextSteps } from "../../../src/report/next.ts";
import type { Answers } from "../../../src/types/answers.ts";
import type { FileChange } from "../../../src/types/files.ts";
import type { Check } from "../../../src/types/verdict.ts";
import { headerLines } from "../../../src/wizard/header.ts";
import { reviewLines } from "../../../src/wizard/review.ts";
import { exiftool, given, project } from "../questions/sample.ts";

const plain = painter(false);
const planOf = (resolved: Answers) => makePlan(project, resolved, {}, []);
const { answers } = resolveAnswers({ project, given: new Map(), saved: null });

function change(path: string, status: FileChange["status"], note: string | null = null): FileChange {
  return { path, status, before: "a\n", after: "b\n", generated: "b\n", mode: 0o644, note };
}

describe("lines for a person", () => {
  it("name each file with what happens to it, and why", () => {
    const changes = [
      change("Dockerfile", "conflict", "your edits and new content overlap in one place"),
      change(".air.toml", "create"),
    ];
    expect(fileLines(changes, 41, plain)).toBe(
      "  conflict     Dockerfile\n" +
        "               your edits and new content\n" +
        "               overlap in one place\n" +
        "  create       .air.toml\n",
    );
  });

  it("give a warning its place", () => {
    const warning = {
      code: "loopback-bind",
      message: "listens on 127.0.0.1 only",
      evidence: "main.go:9",
      blocksBuild: false,
    };
    expect(warningLines([warning], plain)).toBe("warning: listens on 127.0.0.1 only (main.go:9)\n");
  });

  it("give what is wrong its FILE:LINE, errors first, and end somewhere", () => {
    const check = (severity: Check["severity"], line: number | null): Check => ({
      code: "root-user",
      ok: false,
      severity,
      message: "runs as root",
      file: "Dockerfile",
      line,
      output: [],
    });
    expect(checkLines([check("warning", 3), check("error", 12)], plain)).toBe(
      "error: Dockerfile:12: runs as root [root-user]\nwarning: Dockerfile:3: runs as root [root-user]\n",
    );
    const many = checkLines(
      Array.from({ length: 50 }, (_, line) => check("error", line + 1)),
      plain,
    );
    expect(many.split("\n")).toHaveLength(22);
    expect(many).toContain("and 30 more");
  });

  it.each([60, 80, 120])("of the wizard fit %i columns", (columns) => {
    const text = headerLines(project, columns) + reviewLines(answers, project, columns);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(columns);
  });

  it("of the wizard name the programs that the service starts", () => {
    expect(headerLines({ ...project, programs: [exiftool] }, 80)).toContain(
      "  runs      exiftool  (photo.go:7)\n",
    );
  });

  it("carry no colour where there is none", () => {
    expect(painter(false).red("x")).toBe("x");
    expect(painter(true).red("x")).toBe("\u001b[31mx\u001b[39m");
  });

  it("break between words only", () => {
    expect(wrap("a long line of words", 7)).toEqual(["a long", "line of", "words"]);
    expect(wrap("unbreakable", 4)).toEqual(["unbreakable"]);
  });
});

describe("the next steps", () => {
  const commands = (explicit: Parameters<typeof given>[0]) => {
    const resolved = resolveAnswers({ project, given: given(explicit), saved: null });
    return nextSteps(planOf(resolved.answers), ".", false).map(({ command }) => command);
  };

  it("give a build the secrets that it needs", () => {
    expect(commands({ mounts: ["cache", "secret", "ssh"] })).toContainEqual(
      expect.stringContaining('--secret id=netrc,src="$HOME/.netrc" --ssh default .'),
    );
    expect(commands({ mounts: ["secret"], secretKind: "token" })).toContainEqual(
      expect.stringContaining("--secret id=git_token,env=GIT_TOKEN ."),
    );
  });

  it("publish every port", () => {
    expect(commands({ ports: ["8080", "53/udp"] }).at(-1)).toContain(" -p 8080:8080 -p 53:53/udp ");
  });

  it("name the compose file where another one would be taken", () => {
    const commands = nextSteps(planOf(answers), ".", true).map(({ command }) => command);
    expect(commands).toContain("docker compose -f docker-compose.yml up --build");
  });

  it("go to the directory first", () => {
    expect(nextSteps(planOf(answers), "my shop", false)[0]?.command).toBe("cd 'my shop'");
  });
});

describe("the document", () => {
  const result = {
    project,
    lasting: project,
    answers,
    plan: null,
    changes: [change("Dockerfile", "create")],
    context: null,
    verdict: null,
    warnings: [],
    error: null,
  };

  it("has every key, also where nothing was seen", () => {
    const document = JSON.parse(resultDocument(result));
    expect(Object.keys(document.project)).toEqual([
      "directory",
      "moduleDirectory",
      "modulePath",
      "goVersion",
      "toolchain",
      "workspace",
      "vendored",
      "goSum",
      "workspaceModules",
      "mains",
      "suggestedMain",
      "arguments",
      "cgo",
      "ports",
      "health",
      "environment",
      "embeds",
      "prebuild",
      "generate",
      "runtimeFiles",
      "writes",
      "buildTags",
      "experiments",
      "privateModules",
      "versionVariables",
      "commitVariables",
      "existingFiles",
    ]);
    expect(document).toMatchObject({ schemaVersion: 1, context: null, verification: null, warnings: [] });
    expect(document.files).toEqual([{ path: "Dockerfile", status: "create" }]);
  });

  it("holds no path of this machine", () => {
    expect(resultDocument({ ...result, project: { ...project, root: "/home/me/shop" } })).not.toContain(
      "/home/me",
    );
  });
});
