import type { BaseImage } from "../images/index.ts";
import { bases } from "../images/index.ts";
import { wrap } from "../report/layout.ts";

/** Columns of the table, for every width of a terminal; what is cut here stands in the description. */
const COLUMNS: readonly { readonly title: string; readonly cell: (base: BaseImage) => string }[] = [
  { title: "base", cell: ({ name }) => name },
  { title: "size", cell: ({ size }) => size.split(",")[0] ?? size },
  { title: "shell", cell: ({ shell }) => (shell ? "yes" : "no") },
  { title: "libc", cell: ({ libc }) => libc },
  { title: "security", cell: ({ security }) => security.split(":")[0] ?? security },
  { title: "debugging", cell: ({ debugging }) => debugging.split(":")[0] ?? debugging },
];

/** Left of the table are a cursor and a space. */
const CURSOR = 2;

function row(cells: readonly string[]): string {
  const widths = COLUMNS.map(({ title, cell }) =>
    Math.max(title.length, ...bases.map((base) => cell(base).length)),
  );
  return cells.map((text, index) => text.padEnd(widths[index] ?? 0)).join("  ");
}

const cellsOf = (base: BaseImage) => row(COLUMNS.map(({ cell }) => cell(base)));

function hasRoomForUse(columns: number): boolean {
  return bases.every((base) => CURSOR + cellsOf(base).length + 2 + base.bestFor.length <= columns);
}

/** The line above the choices. */
export function baseHeading(columns: number): string {
  const titles = row(COLUMNS.map(({ title }) => title));
  return ` ${hasRoomForUse(columns) ? `${titles}  best for` : titles.trimEnd()}`;
}

/** A base as one row, with what it is best for where the terminal has the room. */
export function baseRow(base: BaseImage, columns: number): string {
  const cells = cellsOf(base);
  return hasRoomForUse(columns) ? `${cells}  ${base.bestFor}` : cells.trimEnd();
}

/** Everything about the base under the cursor. */
export function baseDescription(base: BaseImage, columns: number): string {
  const { bestFor, size, security, debugging } = base;
  const lines = [`Best for ${bestFor}.`, `Size: ${size}. Security: ${security}. Debugging: ${debugging}.`];
  return lines.flatMap((line) => wrap(line, columns - 1)).join("\n");
}
