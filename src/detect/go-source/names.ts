/** Names in the text of a Go file, told without parsing it. */

/** Comments and texts are no code. */
export const plainCode = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'/g, " ");

/** In what a line could declare a name: at the top, in a group, as a variable or a parameter. */
const DECLARATIONS = [
  /\b(?:func|type|var|const)\s+(\w+)/g,
  /^\s+(\w+)(?=\s)/gm,
  /\b(\w+)\s*(?::?=|,)/g,
  /[(,]\s*(\w+)(?=\s)/g,
];

/** The names that some line could declare, in code without comments and texts. */
export function declaredNames(code: string): ReadonlySet<string> {
  return new Set(
    DECLARATIONS.flatMap((declaration) => [...code.matchAll(declaration)].map(([, name = ""]) => name)),
  );
}
