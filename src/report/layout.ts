/** Breaks text between words into lines of at most `columns`; a longer word stands alone. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of text.split(" ")) {
    const next = current === "" ? word : `${current} ${word}`;
    if (next.length > columns && current !== "") {
      lines.push(current);
      current = word;
    } else {
      current = next;
    }
  }
  return [...lines, current];
}

/** Text after a label, its further lines under its first one; ends in a line feed. */
export function hangingLines(label: string, text: string, columns: number): string {
  const lines = wrap(text, Math.max(20, columns - label.length));
  return `${label}${lines.join(`\n${" ".repeat(label.length)}`)}\n`;
}
