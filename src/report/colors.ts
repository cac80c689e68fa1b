/** Paints with the terminal's own colours, or not at all. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  red(text: string): string;
}

/** SGR parameters, ECMA-48 8.3.117. */
const wrapIn = (start: number, end: number, on: boolean) => (text: string) =>
  on ? `\u001b[${start}m${text}\u001b[${end}m` : text;

export function painter(color: boolean): Paint {
  return {
    bold: wrapIn(1, 22, color),
    dim: wrapIn(2, 22, color),
    green: wrapIn(32, 39, color),
    yellow: wrapIn(33, 39, color),
    red: wrapIn(31, 39, color),
  };
}
