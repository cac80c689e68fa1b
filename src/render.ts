// biome-ignore lint/style/noRestrictedImports: this is the file that renders
import ejs from "ejs";
import { outputs } from "./outputs/index.ts";
import type { Plan } from "./plan/index.ts";
import type { RenderedFile } from "./types/files.ts";

/** Width of a comment line, with its `# `. */
const COMMENT_WIDTH = 80;

/** `text` as lines of a comment. */
function comment(text: string): string {
  const lines: string[] = [];
  let line = "#";
  for (const word of text.split(" ")) {
    if (line !== "#" && line.length + 1 + word.length > COMMENT_WIDTH) {
      lines.push(line);
      line = "#";
    }
    line += ` ${word}`;
  }
  return [...lines, line].join("\n");
}

/**
 * The files of a plan.
 *
 * @param readTemplate text of a template by its name below templates/, without `.ejs`.
 */
export function render(plan: Plan, readTemplate: (name: string) => string): readonly RenderedFile[] {
  const options: ejs.Options & { async: false } = {
    // Dockerfiles and YAML are no HTML: `&&` stays `&&`.
    escape: String,
    async: false,
    includer: (name) => ({ template: readTemplate(name) }),
  };
  return outputs
    .filter((output) => output.when(plan))
    .map((output) => {
      const text = ejs.render(readTemplate(output.template), { ...output.data(plan), comment }, options);
      const file = { path: output.path, mode: output.mode, text };
      return output.mergeInto === undefined ? file : { ...file, mergeInto: output.mergeInto(plan) };
    });
}
