/** `//go:embed` lines. Source: go/build's parseGoEmbed and findEmbed. */

interface EmbedDirective {
  readonly patterns: readonly string[];
  /** 1-based. */
  readonly line: number;
}

/** Comments, strings and runes, so that a directive inside one of them does not count. */
const TOKENS = /`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** Patterns are separated by spaces and may be quoted. */
function splitPatterns(text: string): string[] {
  const words = text.match(/"(?:\\.|[^"\\])*"|`[^`]*`|[^\s"`]+/g) ?? [];
  return words.map((word) => {
    if (word.startsWith("`")) return word.slice(1, -1);
    if (!word.startsWith('"')) return word;
    try {
      return String(JSON.parse(word));
    } catch {
      return word.slice(1, -1);
    }
  });
}

/** The directives of a file that imports "embed"; others may not have any. */
export function embedDirectives(text: string): EmbedDirective[] {
  if (!text.includes("//go:embed")) return [];
  const found: EmbedDirective[] = [];
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(TOKENS)) {
    const directive = /^\/\/go:embed[ \t]+(.*)$/.exec(match[0].trimEnd());
    if (!directive) continue;
    for (let i = text.indexOf("\n", counted); i >= 0 && i < match.index; i = text.indexOf("\n", i + 1))
      line += 1;
    counted = match.index;
    found.push({ patterns: splitPatterns(directive[1] ?? ""), line });
  }
  return found;
}
