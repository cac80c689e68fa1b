/** A word as a POSIX shell reads it back; simple words stay as they are. */
export function quote(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command line for a POSIX shell. */
export function commandLine(words: readonly string[]): string {
  return words.map(quote).join(" ");
}

/** Words of a line as a POSIX shell splits it, quotes and backslashes taken off; nothing is expanded. */
export function splitWords(line: string): string[] {
  const part = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)|(\s+)|(.)/gs;
  const words: string[] = [];
  let word: string | null = null;
  for (const [, single, double, escaped, plain, space, stray] of line.matchAll(part)) {
    if (space !== undefined) {
      if (word !== null) words.push(word);
      word = null;
      continue;
    }
    const text = single ?? double?.replaceAll(/\\(["\\$`])/g, "$1") ?? escaped ?? plain ?? stray ?? "";
    word = (word ?? "") + text;
  }
  return word === null ? words : [...words, word];
}
