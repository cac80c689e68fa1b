import type { ImageFacts, Verdict } from "../types/verdict.ts";
import { formatBytes } from "../units.ts";
import { factsOf } from "./facts.ts";

/** Width of the column of names. */
const NAMES = 10;

/** Widest bar; a wider terminal gives the room to the instructions. */
const WIDEST_BAR = 24;

/** The image as text for a terminal `columns` wide, ending in a line feed; "" when none was built. */
export function picture({ image, context }: Verdict, columns: number): string {
  if (image === null) return "";
  const facts = factsOf(image, context).flatMap(([name, value]) => lines(name, shortDigest(value), columns));
  return [...facts, "", "  layers", ...layerLines(image.layers, columns), ""].join("\n");
}

/** Twelve digits, as docker prints them; the page and the JSON document have all. */
function shortDigest(value: string): string {
  return value.replace(/(sha256:[0-9a-f]{12})[0-9a-f]{52}/, "$1");
}

/** The value wrapped at its spaces, under itself. */
function lines(name: string, value: string, columns: number): string[] {
  const room = columns - NAMES - 2;
  const rows: string[] = [];
  for (const word of value.split(" ")) {
    const row = rows.at(-1);
    if (row !== undefined && row.length + 1 + word.length <= room) rows[rows.length - 1] = `${row} ${word}`;
    else rows.push(word);
  }
  return rows.map((row, index) => shorten(`  ${(index === 0 ? name : "").padEnd(NAMES)}${row}`, columns));
}

/** The largest first, each with a bar as long as its share of the largest one. */
function layerLines(layers: ImageFacts["layers"], columns: number): string[] {
  const sorted = layers.toSorted((a, b) => b.bytes - a.bytes);
  const largest = sorted[0]?.bytes ?? 1;
  const width = Math.min(WIDEST_BAR, Math.max(6, Math.floor(columns / 4)));
  return sorted.map(({ instruction, bytes }) =>
    shorten(`  ${formatBytes(bytes).padStart(8)}  ${bar(bytes / largest, width)}  ${instruction}`, columns),
  );
}

/** Eighths of a block, so that small layers differ as well. */
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

function bar(share: number, width: number): string {
  const eighths = Math.max(1, Math.round(share * width * 8));
  const text = "█".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
  return text.padEnd(width);
}

function shorten(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;
}
