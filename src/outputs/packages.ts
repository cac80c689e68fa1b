const WIDTH = 88;

/** Packages of an install command: in its line while they fit, otherwise a line each. */
export function packageList(packages: readonly string[], indent: string): string {
  const line = packages.join(" ");
  return line.length <= WIDTH - indent.length
    ? line
    : packages.map((name) => `\\\n${indent}${name}`).join(" ");
}
