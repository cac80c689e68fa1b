import type { Project } from "../../../../src/types/project.ts";
import { detect, type Tree } from "../tree.ts";

/** A module of these files; where no go.mod is among them, a plain one. */
export const service = (tree: Tree, main?: string): Promise<Project> =>
  detect({ "go.mod": "module example.com/shop\n\ngo 1.26\n", "go.sum": "x\n", ...tree }, main);

/** A main.go with these imports and declarations. */
export function mainFile(imports: readonly string[], code: string): string {
  const lines = imports.map((path) => (path.includes(" ") ? `\t${path}` : `\t"${path}"`));
  return `package main\n\nimport (\n${lines.join("\n")}\n)\n\n${code}\n`;
}
