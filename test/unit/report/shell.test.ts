import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandLine, splitWords } from "../../../src/report/shell.ts";

describe("a command line", () => {
  it("is read back by a shell word for word", () => {
    const words = fc.sample(
      fc.array(
        fc.string({ maxLength: 12 }).filter((text) => !text.includes("\0")),
        { minLength: 1, maxLength: 6 },
      ),
      60,
    );
    const script = words.map((line) => `printf '%s\\0' ${commandLine(line)}; printf '\\0'`).join("\n");
    const printed = execFileSync("sh", ["-c", script], { encoding: "utf8" });
    expect(printed).toBe(words.map((line) => `${line.join("\0")}\0\0`).join(""));
  });

  it("is read back by splitWords", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(splitWords(commandLine(words))).toEqual(words);
      }),
    );
  });

  it.each([
    [`code --wait`, ["code", "--wait"]],
    [`a "b c" 'd e' f\\ g`, ["a", "b c", "d e", "f g"]],
    [`x"y"'z'`, ["xyz"]],
    [`""`, [""]],
    [`"open`, [`"open`]],
  ])("of a person is split: %s", (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });
});
