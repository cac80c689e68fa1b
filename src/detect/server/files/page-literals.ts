/** Pages that the code names in texts, where a list of them cannot be followed to the call that reads them. */
import type { Analysis } from "../flow/context.ts";
import { place } from "../flow/program.ts";
import type { OpenedPath } from "./opened-paths.ts";

const PAGE = /["`]((?:\.{1,2}\/)*[\w-][\w./-]*\.(?:html?|gohtml|tmpl|tpl|gotmpl))["`]/g;

/** Every path of a page in the texts of the code; which of them are files is for others to see. */
export function pageLiterals({ program }: Analysis): readonly OpenedPath[] {
  return program.files.flatMap((file) =>
    [...file.text.matchAll(PAGE)].map(({ 1: text = "", index }) => ({
      text,
      evidence: place(file, index),
      other: true,
    })),
  );
}
