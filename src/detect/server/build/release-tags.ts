/** GoReleaser's own list of build tags, as the flag that it becomes. */
import type { BuildLine } from "./scripts.ts";

const INLINE = /^\s*(?:-\s+)?tags:\s*\[([^\]]*)\]\s*$/;
const LIST = /^\s*(?:-\s+)?tags:\s*$/;
const ITEM = /^\s*-\s+["']?([\w.]+)["']?\s*$/;

/** The tags that follow a line, one on each. */
function itemsAfter(lines: readonly BuildLine[], index: number): readonly string[] {
  const items: string[] = [];
  for (const { text } of lines.slice(index + 1)) {
    const item = ITEM.exec(text)?.[1];
    if (item === undefined) break;
    items.push(item);
  }
  return items;
}

/** `tags: [a, b]` below `builds:` reads as `-tags=a,b`; elsewhere tags are those of images. */
export function withTagLists(lines: readonly BuildLine[]): readonly BuildLine[] {
  let section = "";
  return lines.map((line, index) => {
    section = /^(\w+):/.exec(line.text)?.[1] ?? section;
    if (section !== "builds") return line;
    const inline = INLINE.exec(line.text)?.[1]?.split(/[\s,"']+/);
    const tags = (inline ?? (LIST.test(line.text) ? itemsAfter(lines, index) : [])).filter(
      (tag) => tag !== "",
    );
    return tags.length === 0 ? line : { ...line, text: `-tags=${tags.join(",")}` };
  });
}
