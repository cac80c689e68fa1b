import { code, Kind, type Tokens } from "./tokens.ts";

const SEMICOLON = code(";");

/** A place among tokens that moves forward. */
export class Cursor {
  readonly tokens: Tokens;
  at = 0;
  /** In the header of if, for and switch a `{` opens the block, not a composite literal. */
  inHeader = false;
  /** Nesting so far; a limit keeps generated code from overflowing the stack. */
  depth = 0;

  constructor(tokens: Tokens) {
    this.tokens = tokens;
  }

  get kind(): number {
    return this.tokens.kinds[this.at] ?? Kind.end;
  }

  get code(): number {
    return this.tokens.codes[this.at] ?? 0;
  }

  get offset(): number {
    return this.tokens.starts[this.at] ?? this.tokens.text.length;
  }

  get done(): boolean {
    return this.at >= this.tokens.count - 1;
  }

  codeAhead(distance: number): number {
    return this.tokens.codes[this.at + distance] ?? 0;
  }

  kindAhead(distance: number): number {
    return this.tokens.kinds[this.at + distance] ?? Kind.end;
  }

  text(): string {
    return this.tokens.text.slice(this.tokens.starts[this.at] ?? 0, this.tokens.ends[this.at] ?? 0);
  }

  /** The token's text, and on to the next. */
  next(): string {
    const text = this.text();
    if (!this.done) this.at++;
    return text;
  }

  take(expected: number): boolean {
    if (this.code !== expected || this.done) return false;
    this.at++;
    return true;
  }

  /** Index of the token that closes the bracket under the cursor; the end where nothing does. */
  closer(): number {
    return this.tokens.closers[this.at] || this.tokens.count - 1;
  }

  /** On to the end of the statement, over brackets, but never beyond `limit`. */
  skipStatement(limit: number): void {
    while (this.at < limit && !this.done && this.code !== SEMICOLON) {
      this.at = (this.tokens.closers[this.at] || this.at) + 1;
    }
    this.at = Math.min(this.at, limit);
  }
}
