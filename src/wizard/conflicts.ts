import type { Reconciled } from "../change.ts";
import { conflictText, type Resolution, resolve, resolveWith } from "../conflicts.ts";
import { unifiedDiff } from "../diff.ts";
import { painter } from "../report/colors.ts";
import { paintDiff } from "../report/files.ts";
import { splitWords } from "../report/shell.ts";
import type { Choice, System } from "../system/system.ts";

type Action = Resolution | "diff" | "edit" | "abort";

const EVERYWHERE: Readonly<Record<Resolution, string>> = {
  keep: "Keep yours in the other files too?",
  overwrite: "Take the new ones of the other files too?",
  merge: "Merge the other files so too?",
};

function actions({ mergeable, before }: Reconciled): Choice<Action>[] {
  const merging: Choice<Action>[] = [
    { value: "merge", name: "Merge, with markers around what overlaps", short: "merge" },
    { value: "edit", name: "Merge in your editor", short: "edit" },
  ];
  return [
    { value: "keep", name: before === null ? "Leave it out" : "Keep yours", short: "keep" },
    ...(mergeable && before !== null ? merging : []),
    { value: "overwrite", name: "Take the new one", short: "take the new one" },
    { value: "diff", name: "Show the difference", short: "show the difference" },
    { value: "abort", name: "Stop, and write nothing", short: "stop" },
  ];
}

/** Opens the merge in $VISUAL or $EDITOR; null when the editor failed. */
async function edit(
  { files, processes, environment, platform }: System,
  file: Reconciled,
): Promise<Reconciled | null> {
  const editor = environment.VISUAL || environment.EDITOR || (platform === "win32" ? "notepad" : "vi");
  const [command = "vi", ...args] = splitWords(editor);
  const directory = files.makeTemporaryDirectory();
  const path = `${directory}/${file.path.replaceAll("/", "-")}`;
  try {
    files.createFlushed(path, conflictText(file), 0o600);
    const exitCode = await processes.runInteractive(command, [...args, path]);
    const text = exitCode === 0 ? files.readText(path) : null;
    return text === null ? null : resolveWith(file, text);
  } finally {
    files.removeDirectory(directory);
  }
}

async function ask(system: System, file: Reconciled): Promise<Reconciled | Resolution | "abort"> {
  const { prompts, terminal } = system;
  const paint = painter(terminal.color);
  for (;;) {
    const action = await prompts.select<Action>({
      message: `${file.path}: ${file.note ?? "conflict"}`,
      choices: actions(file),
      default: "keep",
    });
    if (action === "diff") {
      terminal.out(paintDiff(unifiedDiff(file.before, file.generated, file.path), paint));
    } else if (action === "edit") {
      const edited = await edit(system, file);
      if (edited !== null && edited.status !== "conflict") return edited;
      terminal.out(
        edited === null ? "The editor ended with an error.\n" : `${edited.note}, nothing is decided yet.\n`,
      );
    } else {
      return action;
    }
  }
}

/**
 * Asks what to do about each conflict.
 *
 * @returns `files` as they were when the user stops: conflicts left open, nothing to be written.
 */
export async function resolveConflicts(
  system: System,
  files: readonly Reconciled[],
): Promise<readonly Reconciled[]> {
  const resolved: Reconciled[] = [];
  let everywhere: Resolution | null = null;
  let open = files.filter(({ status }) => status === "conflict").length;
  for (const file of files) {
    if (file.status !== "conflict") {
      resolved.push(file);
      continue;
    }
    const answer: Reconciled | Resolution | "abort" = everywhere ?? (await ask(system, file));
    if (answer === "abort") return files;
    open -= 1;
    if (typeof answer !== "string") {
      resolved.push(answer);
      continue;
    }
    resolved.push(resolve(file, answer));
    if (open > 0 && everywhere === null) {
      const same = await system.prompts.confirm({ message: EVERYWHERE[answer], default: false });
      everywhere = same ? answer : null;
    }
  }
  return resolved;
}
