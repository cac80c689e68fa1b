/** Names in the text of a Go file, told without parsing it. */

/** Comments and texts are no code. */
export const plainCode = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'/g, " ");

/** Whether some line could declare the name: at the top, in a group, as a parameter or a variable. */
export function declares(text: string, name: string): boolean {
  return new RegExp(
    `\\b(func|type|var|const)\\s+${name}\\b|^\\s+${name}\\s|\\b${name}\\s*(:?=|,)|[(,]\\s*${name}\\s`,
    "m",
  ).test(text);
}
