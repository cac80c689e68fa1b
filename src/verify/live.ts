import type { System } from "../system/system.ts";
import { type BuildProgress, countSteps, currentStep } from "./build/progress.ts";

/** Shows on a terminal what goes on. */
interface LiveView {
  /** How far a build is. */
  show(progress: BuildProgress): void;
  end(): void;
}

const SILENT: LiveView = { show: () => {}, end: () => {} };

/** Stage, step, elapsed time and cache hits in one line; nothing without a terminal. */
export function liveView(
  { terminal, now }: Pick<System, "terminal" | "now">,
  title: string,
  quiet: boolean,
): LiveView {
  if (quiet || !terminal.interactive) return SILENT;
  const started = now();
  const spinner = terminal.spinner(title);
  let cached = 0;
  const tail = () => `${seconds(now() - started)}${cached > 0 ? `, ${cached} from the cache` : ""}`;
  spinner.update(title, tail);
  return {
    show: (progress) => {
      cached = countSteps(progress).cached;
      const step = currentStep(progress);
      spinner.update(shorten(step === null ? title : `${title}: ${step}`, terminal.columns - 36), tail);
    },
    end: () => spinner.clear(),
  };
}

function seconds(value: number): string {
  return value < 60 ? `${Math.floor(value)} s` : `${Math.floor(value / 60)} min ${Math.floor(value % 60)} s`;
}

/** The line must not wrap, or the terminal keeps a copy of every frame. */
function shorten(text: string, columns: number): string {
  const room = Math.max(columns, 20);
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}
