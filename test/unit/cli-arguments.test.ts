import { describe, expect, it } from "vitest";
import { parseCommandLine } from "../../src/arguments.ts";
import { UserError } from "../../src/errors.ts";
import { helpText } from "../../src/help.ts";
import { commandFlags } from "../../src/options.ts";
import { questions } from "../../src/questions/index.ts";

function refusal(argv: readonly string[]): UserError {
  try {
    parseCommandLine(argv);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("was not refused");
}

describe("the command line", () => {
  it("has answers and options, in any order", () => {
    const { options, answers } = parseCommandLine([
      "--base=alpine",
      "shop",
      "-y",
      "--no-cgo",
      "--platform",
      "linux/arm64,linux/amd64",
    ]);
    expect(options).toMatchObject({
      directory: "shop",
      yes: true,
      platforms: ["linux/arm64", "linux/amd64"],
    });
    expect(answers.get("base")?.value).toBe("alpine");
    expect(answers.get("cgo")?.value).toBe(false);
  });

  it("has lists that are repeated or separated by commas", () => {
    const { answers } = parseCommandLine([
      "--ports",
      "80,81",
      "--ports",
      "82",
      "--args",
      "a,b",
      "--args=--c",
    ]);
    expect(answers.get("ports")?.value).toEqual(["80", "81", "82"]);
    expect(answers.get("args")?.value).toEqual(["a,b", "--c"]);
  });

  it("takes the last of a flag that is given twice", () => {
    const { answers } = parseCommandLine([
      "--cgo",
      "--no-cgo",
      "--base",
      "alpine",
      "--base",
      "debian",
      "--no-poll",
      "--poll",
    ]);
    expect(answers.get("cgo")?.value).toBe(false);
    expect(answers.get("poll")?.value).toBe(true);
    expect(answers.get("base")?.value).toBe("debian");
  });

  it("implies --yes by --json", () => {
    expect(parseCommandLine(["--json"]).options.yes).toBe(true);
  });

  it.each([
    [["--bsae", "alpine"], "unknown-flag", "did you mean --base?"],
    [["--verfy=run"], "unknown-flag", "did you mean --verify?"],
    [["-x"], "unknown-flag", "-x"],
    [["--base"], "missing-value", "--base needs a value"],
    [["--base", "--json"], "missing-value", "--base=--json"],
    [["--cgo=maybe"], "invalid-flag", "--cgo takes no value"],
    [["--yes=no"], "invalid-flag", "--yes takes no value"],
    [["--uid", "abc"], "invalid-answer", "--uid is not a whole number: abc"],
    [["--verify", "all"], "invalid-flag", "none, static, build, run"],
    [["--on-conflict", "overwrit"], "invalid-flag", "did you mean overwrite?"],
    [["--run-env", "PORT"], "invalid-flag", "NAME=VALUE"],
    [["--platform", "arm64"], "invalid-flag", "linux/arm64"],
    [["a", "b"], "invalid-argument", "b"],
    [["--verify-only", "static", "--dry-run"], "invalid-flag", "--dry-run"],
    [["--json", "--on-conflict", "ask"], "invalid-flag", "never asks"],
  ])("is refused: %j", (argv, code, words) => {
    const error = refusal(argv);
    expect(error).toMatchObject({ code, exitCode: 2 });
    expect(error.message).toContain(words);
    expect(error.message).not.toContain("\n");
  });
});

describe("the help", () => {
  it("names every flag", () => {
    const text = helpText(80);
    for (const { flag } of questions) expect(text).toContain(`--${flag}`);
    for (const { name } of commandFlags) expect(text).toContain(`--${name}`);
  });

  it.each([60, 80, 120])("fits %i columns", (columns) => {
    for (const line of helpText(columns).split("\n")) expect(line.length).toBeLessThanOrEqual(columns);
  });
});
