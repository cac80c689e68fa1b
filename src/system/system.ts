/**
 * The ports through which everything outside the process is reached. Real
 * implementations stand beside this file; tests hand in their own.
 */

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: "file" | "directory" | "symlink" | "other";
}

export interface FileFacts {
  readonly kind: DirectoryEntry["kind"];
  readonly bytes: number;
  /** Permission bits: 0o644. Windows has no execute bit, there every file seems to have it. */
  readonly mode: number;
}

/**
 * Synchronous: detection reads thousands of small files, where a promise per
 * file costs more than the read. Paths are absolute. Errors are Node's own, with
 * their `code` (ENOENT, EACCES), unless a method says that it returns null.
 */
export interface FileSystem {
  /** UTF-8 text, null when nothing is there (ENOENT, ENOTDIR). */
  readText(path: string): string | null;
  readBytes(path: string): Uint8Array | null;
  /** The first `bytes` bytes as UTF-8, for a cheap look; null when nothing is there. */
  readHead(path: string, bytes: number): string | null;
  /** Sorted by name; null when there is no such directory. */
  readDirectory(path: string): readonly DirectoryEntry[] | null;
  /** Of the path itself, not of what a link points to; null when nothing is there. */
  facts(path: string): FileFacts | null;
  /** With all symbolic links resolved; null when nothing is there. */
  realPath(path: string): string | null;
  isWritable(path: string): boolean;
  /** Creates a new file with exactly this mode, flushes it to the disk (fsync); fails when the path exists, and leaves nothing when it fails. */
  createFlushed(path: string, content: string | Uint8Array, mode: number): void;
  /** Atomic within one directory; flushes the directory. */
  rename(from: string, to: string): void;
  remove(path: string): void;
  setMode(path: string, mode: number): void;
  makeDirectory(path: string): void;
  removeDirectory(path: string): void;
  /** A new empty directory under the system's directory for temporary files. */
  makeTemporaryDirectory(): string;
}

export interface ProcessResult {
  /** null when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The command itself was not found. */
  readonly notFound: boolean;
}

export interface ProcessOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with each complete line as it comes. */
  readonly onStdoutLine?: (line: string) => void;
  readonly onStderrLine?: (line: string) => void;
  readonly timeoutSeconds?: number;
  /** Aborting ends the process with SIGTERM, after 5 s with SIGKILL. */
  readonly signal?: AbortSignal;
}

export interface Processes {
  /** Never rejects for a process that ran or could not be found; its result says so. */
  run(command: string, args: readonly string[], options?: ProcessOptions): Promise<ProcessResult>;
  /** Hands the terminal over, as to an editor. */
  runInteractive(command: string, args: readonly string[]): Promise<number>;
}

export interface Choice<Value> {
  readonly value: Value;
  readonly name: string;
  readonly description?: string;
  /** What stands there once it is chosen; `name` when absent. */
  readonly short?: string;
  readonly checked?: boolean;
  /** Why it cannot be chosen. */
  readonly disabled?: string;
}

/** Every method rejects with CancelledError on Ctrl-C. `validate` returns null or what is wrong. */
export interface Prompts {
  input(question: {
    readonly message: string;
    readonly default?: string;
    readonly validate?: (text: string) => string | null;
  }): Promise<string>;
  select<Value>(question: {
    readonly message: string;
    readonly choices: readonly Choice<Value>[];
    readonly default?: Value;
    /** A line above the choices, as over the columns of a table. */
    readonly heading?: string;
  }): Promise<Value>;
  checkbox<Value>(question: {
    readonly message: string;
    readonly choices: readonly Choice<Value>[];
  }): Promise<readonly Value[]>;
  confirm(question: { readonly message: string; readonly default: boolean }): Promise<boolean>;
}

export interface Spinner {
  /** `tail` is asked for with every frame: what follows the text, such as the time that went by. */
  update(text: string, tail?: () => string): void;
  succeed(text: string): void;
  fail(text: string): void;
  /** Removes the line. */
  clear(): void;
}

export interface Terminal {
  /** Both standard input and standard output are terminals, and CI is not set. */
  readonly interactive: boolean;
  readonly columns: number;
  readonly color: boolean;
  out(text: string): void;
  error(text: string): void;
  /** On standard error; prints plain lines where that is no terminal. */
  spinner(text: string): Spinner;
}

/** This process among others, for the note that keeps two runs in one directory apart. */
export interface ThisProcess {
  readonly id: number;
  /** Name of the machine or container: process ids mean nothing on another one. */
  readonly host: string;
  /** Whether a process with this id runs on this host. */
  isRunning(id: number): boolean;
  pause(seconds: number): Promise<void>;
}

export interface Network {
  /** Whether a TCP connection stays open for `seconds` or sends something; false when it is refused or closed. */
  answers(host: string, port: number, seconds: number): Promise<boolean>;
}

export interface System {
  readonly files: FileSystem;
  readonly processes: Processes;
  readonly prompts: Prompts;
  readonly terminal: Terminal;
  readonly network: Network;
  readonly self: ThisProcess;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly workingDirectory: string;
  /** Everything on standard input, as UTF-8. */
  readInput(): Promise<string>;
  /** POSIX or Windows, for what a user types in a shell. */
  readonly platform: NodeJS.Platform;
  /** Seconds on a clock that only goes forward. */
  now(): number;
  /** Runs `handler` once on Ctrl-C or SIGTERM instead of ending; returns the way to take it back. */
  onInterrupt(handler: () => void): () => void;
  /** Gives way, so that a signal which came during long work is handled. */
  turn(): Promise<void>;
}
