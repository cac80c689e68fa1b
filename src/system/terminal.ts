import ora from "ora";
import type { Spinner, Terminal } from "./system.ts";

type Environment = Readonly<Record<string, string | undefined>>;

function spin(text: string, color: boolean): Spinner {
  // stdin stays alone: ora would otherwise hide what is typed and hold Ctrl-C back.
  const spinner = ora({ text, discardStdin: false, color: color ? "cyan" : false }).start();
  return {
    update: (next) => {
      spinner.text = next;
    },
    succeed: (last) => void spinner.succeed(last),
    fail: (last) => void spinner.fail(last),
    clear: () => void spinner.stop(),
  };
}

/** The real terminal. NO_COLOR (https://no-color.org), TERM=dumb and CI are honoured. */
export function openTerminal(environment: Environment): Terminal {
  const isSet = (name: string) => (environment[name] ?? "") !== "";
  const color = process.stdout.isTTY === true && !isSet("NO_COLOR") && environment.TERM !== "dumb";
  return {
    interactive: process.stdin.isTTY === true && process.stdout.isTTY === true && !isSet("CI"),
    get columns() {
      return process.stdout.columns ?? 80;
    },
    color,
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
    spinner: (text) => spin(text, color),
  };
}
