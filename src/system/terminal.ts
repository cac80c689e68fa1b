import type { Ora } from "ora";
import type { Spinner, Terminal } from "./system.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Starts at once in the reader's eyes; ora itself is loaded only now. */
function spin(text: string, color: boolean): Spinner {
  let current = text;
  let currentTail = () => "";
  let spinner: Ora | null = null;
  let ended = false;
  void import("ora").then(({ default: ora }) => {
    if (ended) return;
    // stdin stays alone: ora would otherwise hide what is typed and hold Ctrl-C back.
    spinner = ora({
      text: current,
      discardStdin: false,
      color: color ? "cyan" : false,
      // On a terminal that says it is 0 columns wide, as one made by a program may be, ora counts for ever.
      ...(process.stderr.columns === 0 && { isEnabled: false }),
    }).start();
    spinner.suffixText = () => currentTail();
  });
  const end = (show: (running: Ora) => void, line: string) => {
    ended = true;
    if (spinner !== null) show(spinner);
    else process.stderr.write(line);
  };
  return {
    update: (next, tail = () => "") => {
      current = next;
      currentTail = tail;
      if (spinner !== null) spinner.text = next;
    },
    succeed: (last) => end((running) => running.succeed(last), `✔ ${last}\n`),
    fail: (last) => end((running) => running.fail(last), `✖ ${last}\n`),
    clear: () => end((running) => running.stop(), ""),
  };
}

/** The real terminal. NO_COLOR (https://no-color.org), TERM=dumb and CI are honoured. */
export function openTerminal(environment: Environment): Terminal {
  const isSet = (name: string) => (environment[name] ?? "") !== "";
  const color =
    process.stdout.isTTY === true && !isSet("NO_COLOR") && !isSet("CI") && environment.TERM !== "dumb";
  // A reader that has seen enough, such as `| head`, ends neither the run nor what it writes.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  return {
    interactive: process.stdin.isTTY === true && process.stdout.isTTY === true && !isSet("CI"),
    get columns() {
      return process.stdout.columns || 80;
    },
    color,
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
    spinner: (text) => spin(text, color),
  };
}
