/** Exit codes: see the README. */
export type ExitCode = 1 | 2 | 130;

/**
 * Something that the reader can mend, in one line: what, where, what to do.
 * The only error that reaches the terminal; anything else is a defect of this tool.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: string;
  readonly exitCode: ExitCode;
  /** The flag as it is typed (`--main`), when one is at fault or would help. */
  readonly flag: string | null;
  /** What could have been given instead. */
  readonly choices: readonly string[];

  /** @param code kebab-case and stable, for `--json`: `unknown-flag`. */
  constructor(
    code: string,
    message: string,
    exitCode: ExitCode,
    details: { readonly flag?: string; readonly choices?: readonly string[] } = {},
  ) {
    super(message);
    this.code = code;
    this.exitCode = exitCode;
    this.flag = details.flag ?? null;
    this.choices = details.choices ?? [];
  }
}

/** Ctrl-C. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";
}
