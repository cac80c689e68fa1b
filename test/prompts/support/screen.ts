import xterm from "@xterm/headless";
import pty from "node-pty";
import { command } from "../../cli/support/rerun.ts";

export interface Exit {
  readonly exitCode: number;
  readonly signal: number;
}

export interface ScreenOptions {
  readonly columns: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Nothing listens there: no engine answers. */
const NO_ENGINE = "tcp://127.0.0.1:1";

/** The command on a terminal, as a person sees it. */
export class Screen {
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  readonly #process: pty.IPty;
  #ended: Exit | null = null;
  #changed: () => void = () => {};
  #hidden = false;

  constructor(folder: string, args: readonly string[], { columns, environment = {} }: ScreenOptions) {
    this.#terminal = new xterm.Terminal({
      cols: columns,
      rows: 40,
      scrollback: 5000,
      allowProposedApi: true,
    });
    const { CI: _, NO_COLOR: __, ...inherited } = process.env;
    this.#process = pty.spawn(process.execPath, [command, ...args], {
      cols: columns,
      rows: 40,
      cwd: folder,
      name: "xterm-256color",
      env: { ...inherited, DOCKER_HOST: NO_ENGINE, ...environment },
    });
    this.#process.onData((data) => {
      // DECTCEM: the last one counts.
      const [hide, show] = [data.lastIndexOf("\u001b[?25l"), data.lastIndexOf("\u001b[?25h")];
      if (hide !== show) this.#hidden = hide > show;
      this.#terminal.write(data, () => this.#changed());
    });
    this.#process.onExit((exit) => {
      this.#ended = { exitCode: exit.exitCode, signal: exit.signal ?? 0 };
      this.#terminal.write("", () => this.#changed());
    });
  }

  /** Everything printed, as it stands, lines joined that the terminal has wrapped. */
  get text(): string {
    const { active } = this.#terminal.buffer;
    let text = "";
    for (let row = 0; row < active.length; row++) {
      const line = active.getLine(row);
      if (line) text += `${line.isWrapped || row === 0 ? "" : "\n"}${line.translateToString(true)}`;
    }
    return text.trimEnd();
  }

  get exit(): Exit | null {
    return this.#ended;
  }

  get cursorIsVisible(): boolean {
    return !this.#hidden;
  }

  /** Questions that have been answered. */
  get answered(): number {
    return [...this.text.matchAll(/^✔ /gm)].length;
  }

  /** A question waits for an answer. */
  get asks(): boolean {
    return /^\? /m.test(this.text.slice(this.text.lastIndexOf("✔ ") + 1));
  }

  /** Waits for what a person would wait for; the test's own timeout ends it. */
  async until(isThere: (screen: Screen) => boolean): Promise<void> {
    while (!isThere(this)) {
      if (this.#ended !== null) {
        // What was printed last may still be on its way to the screen.
        await new Promise<void>((resolve) => this.#terminal.write("", resolve));
        if (isThere(this)) return;
        throw new Error(`ended with ${this.#ended.exitCode} on the screen:\n${this.text}`);
      }
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  type(keys: string): void {
    this.#process.write(keys);
  }

  /** Waits for the next question; false when the command has ended instead. */
  async next(answered: number): Promise<boolean> {
    await this.until((screen) => screen.exit !== null || (screen.answered >= answered && screen.asks));
    return this.exit === null;
  }

  /** Enter on every question, until the command ends. Returns how many there were. */
  async enterAll(): Promise<number> {
    let answered = 0;
    while (await this.next(answered)) {
      this.type("\r");
      answered += 1;
    }
    return answered;
  }

  /** Answers with keys and waits for the next question or the end. */
  async answer(keys: string): Promise<void> {
    const before = this.answered;
    this.type(keys);
    await this.next(before + 1);
  }

  async end(): Promise<Exit> {
    await this.until((screen) => screen.exit !== null);
    return this.#ended ?? { exitCode: -1, signal: 0 };
  }

  kill(signal: string): void {
    this.#process.kill(signal);
  }
}

export const keys = {
  enter: "\r",
  down: "\u001b[B",
  up: "\u001b[A",
  space: " ",
  interrupt: "\u0003",
} as const;
