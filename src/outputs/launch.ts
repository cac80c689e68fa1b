import { applyEdits, type JSONPath, modify, type ParseError, parse } from "jsonc-parser";
import type { AttachConfiguration } from "../plan/editor.ts";
import type { Output } from "./output.ts";

const formattingOptions = { insertSpaces: true, tabSize: 2, eol: "\n" };

const set = (text: string, path: JSONPath, value: unknown): string =>
  applyEdits(text, modify(text, path, value, { formattingOptions }));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * An editor's launch.json with this tool's configuration in it: added at the end,
 * or, where one of its name is there, brought up to date setting by setting. What
 * else the file holds stays, comments and all; null when it is no such file.
 */
export function mergeLaunchConfiguration(
  existing: string,
  configuration: AttachConfiguration,
): string | null {
  const errors: ParseError[] = [];
  const document: unknown = parse(existing, errors, { allowTrailingComma: true });
  if (errors.length > 0 || !isRecord(document)) return null;
  const { configurations = [] } = document;
  if (!Array.isArray(configurations)) return null;
  const versioned = "version" in document ? existing : set(existing, ["version"], "0.2.0");
  const index = configurations.findIndex((other) => isRecord(other) && other.name === configuration.name);
  if (index === -1) return set(versioned, ["configurations", configurations.length], configuration);
  const theirs: Readonly<Record<string, unknown>> = configurations[index];
  return Object.entries(configuration)
    .filter(([key, value]) => JSON.stringify(theirs[key]) !== JSON.stringify(value))
    .reduce((text, [key, value]) => set(text, ["configurations", index, key], value), versioned);
}

export const launchConfiguration: Output = {
  path: ".vscode/launch.json",
  template: "launch.json",
  mode: 0o644,
  when: ({ editor }) => editor !== null,
  data: ({ editor }) => ({ editor }),
  mergeInto:
    ({ editor }) =>
    (existing) =>
      editor === null ? existing : mergeLaunchConfiguration(existing, editor),
};
