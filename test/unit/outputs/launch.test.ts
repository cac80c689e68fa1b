import { parse } from "jsonc-parser";
import { describe, expect, test } from "vitest";
import { mergeLaunchConfiguration } from "../../../src/outputs/launch.ts";
import { planEditor } from "../../../src/plan/editor.ts";
import { defaults } from "../../golden/values.ts";

const configuration = planEditor({ ...defaults, editor: "vscode" });
if (configuration === null) throw new Error("no editor");

describe("mergeLaunchConfiguration", () => {
  test("adds to what is there and keeps its comments", () => {
    const existing = `{
  // ours
  "version": "0.2.0",
  "configurations": [
    { "name": "Run", "type": "go", "request": "launch" }, // by hand
  ],
}
`;
    const merged = mergeLaunchConfiguration(existing, configuration) ?? "";
    expect(merged).toContain("// ours");
    expect(merged).toContain("// by hand");
    expect(parse(merged).configurations.map(({ name }: { name: string }) => name)).toEqual([
      "Run",
      configuration.name,
    ]);
    expect(parse(merged).configurations[1]).toEqual(configuration);
  });

  test("changes nothing the second time", () => {
    const once = mergeLaunchConfiguration('{ "configurations": [] }\n', configuration) ?? "";
    expect(mergeLaunchConfiguration(once, configuration)).toBe(once);
  });

  test("brings its own configuration up to date and leaves further settings", () => {
    const existing = JSON.stringify({
      version: "0.2.0",
      configurations: [{ ...configuration, port: 1, trace: "verbose" }],
    });
    const merged = parse(mergeLaunchConfiguration(existing, configuration) ?? "");
    expect(merged.configurations).toEqual([{ ...configuration, trace: "verbose" }]);
  });

  test("an empty object becomes a launch.json", () => {
    expect(parse(mergeLaunchConfiguration("{}", configuration) ?? "")).toEqual({
      version: "0.2.0",
      configurations: [configuration],
    });
  });

  test.each(["[]", "{", '{ "configurations": {} }', ""])("null for %j", (existing) => {
    expect(mergeLaunchConfiguration(existing, configuration)).toBeNull();
  });
});
