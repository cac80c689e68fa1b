/** A message of the Go tools with its place: `cmd/orders/main.go:49:13: cannot use ...`. */
interface GoError {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Messages shown of one build; the first ones are those that matter. */
const SHOWN = 10;

/**
 * Finds what the compiler says, with paths as the project has them: go prints them
 * relative to the directory of the module, which may be deeper.
 */
export function goErrors(output: readonly string[], projectFiles: readonly string[]): readonly GoError[] {
  const found = output.flatMap((text): GoError[] => {
    const match = /^(?:vet: )?(\.{0,2}\/?[\w./@+-]+\.go):(\d+)(?::\d+)?: (.+)$/.exec(text.trim());
    if (!match || match[1]?.startsWith("/")) return [];
    return [
      { file: projectPath(match[1] ?? "", projectFiles), line: Number(match[2]), message: match[3] ?? "" },
    ];
  });
  return found.slice(0, SHOWN);
}

function projectPath(printed: string, projectFiles: readonly string[]): string {
  const plain = printed.replace(/^(\.\.?\/)+/, "");
  if (projectFiles.includes(plain)) return plain;
  const deeper = projectFiles.filter((path) => path.endsWith(`/${plain}`));
  return deeper.length === 1 ? (deeper[0] ?? plain) : plain;
}
