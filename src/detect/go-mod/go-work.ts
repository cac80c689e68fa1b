/** go.work. Source: https://go.dev/ref/mod#go-work-file. */
import { type Replacement, readReplacement, versionWord } from "./go-mod.ts";
import { readDirectives, syntaxError } from "./syntax.ts";

export interface GoWork {
  readonly goVersion: string | null;
  readonly toolchain: string | null;
  readonly uses: readonly { readonly directory: string; readonly line: number }[];
  readonly replaces: readonly Replacement[];
}

/** @throws UserError (exit 2), FILE:LINE and the reason. */
export function parseGoWork(file: string, text: string): GoWork {
  let goVersion: string | null = null;
  let toolchain: string | null = null;
  const uses: { directory: string; line: number }[] = [];
  const replaces: Replacement[] = [];
  for (const directive of readDirectives(file, text)) {
    const [word, ...rest] = directive.words;
    if (directive.verb === "go") goVersion = versionWord(file, directive);
    else if (directive.verb === "toolchain") toolchain = versionWord(file, directive);
    else if (directive.verb === "replace") replaces.push(readReplacement(file, directive));
    else if (directive.verb === "use") {
      if (word === undefined || rest.length > 0)
        throw syntaxError(file, directive.line, "use takes one directory");
      uses.push({ directory: word, line: directive.line });
    } else if (directive.verb !== "godebug") {
      throw syntaxError(file, directive.line, `unknown directive: ${directive.verb}`);
    }
  }
  return { goVersion, toolchain, uses, replaces };
}
