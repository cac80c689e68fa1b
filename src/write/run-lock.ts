import path from "node:path";
import { UserError } from "../errors.ts";
import { errorCode, fileError } from "../file-error.ts";
import type { System } from "../system/system.ts";

/** There while a run writes, and it alone; names the process that made it. */
export const RUN_LOCK = ".create-go-dockerfile.running";

/** A write takes some hundredths of a second: longer than this and it is stuck or gone. */
const PATIENCE = { attempts: 50, seconds: 0.1 };

type Ports = Pick<System, "files" | "self">;

interface Holder {
  readonly id: number | null;
  readonly host: string | null;
}

function parseHolder(text: string): Holder {
  try {
    const { id, host } = JSON.parse(text) as Partial<Holder>;
    return { id: id ?? null, host: host ?? null };
  } catch {
    // Killed between making the file and writing into it.
    return { id: null, host: null };
  }
}

/** Process ids mean something on their own host only; our own id there is that of a predecessor. */
function isGone({ id, host }: Holder, { self }: Ports): boolean {
  return host === self.host && id !== null && (id === self.id || !self.isRunning(id));
}

function tryToTake({ files, self }: Ports, file: string): boolean {
  try {
    files.createFlushed(file, JSON.stringify({ id: self.id, host: self.host }), 0o644);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw fileError(error, "the directory", "cannot be written");
  }
}

async function take(ports: Ports, file: string): Promise<void> {
  const { files, self } = ports;
  for (let attempt = 0; !tryToTake(ports, file); attempt++) {
    const text = files.readText(file);
    if (text === null) continue;
    const holder = parseHolder(text);
    const isPatient = attempt < PATIENCE.attempts;
    const isElsewhere = holder.host !== self.host;
    if (isGone(holder, ports) || (isElsewhere && !isPatient)) {
      // Whoever waited beside us may have taken it over since it was read.
      if (files.readText(file) === text) files.remove(file);
    } else if (isPatient) await self.pause(PATIENCE.seconds);
    else {
      throw new UserError(
        "busy",
        `${RUN_LOCK}: process ${holder.id} writes in this directory: wait for it, or remove the file if it is something else`,
        1,
      );
    }
  }
}

/**
 * Runs `action` while no other run writes in `root`; waits up to 5 s for one that does. What a
 * killed run left is taken over at once on the same host, else after that wait.
 *
 * @throws UserError exit 1 when the other run goes on.
 */
export async function alone<Result>(ports: Ports, root: string, action: () => Result): Promise<Result> {
  const { files } = ports;
  const file = path.join(root, RUN_LOCK);
  await take(ports, file);
  const mine = files.readText(file);
  const release = () => {
    try {
      if (mine !== null && files.readText(file) === mine) files.remove(file);
    } catch (error) {
      throw fileError(error, RUN_LOCK, "cannot be removed");
    }
  };
  try {
    return action();
  } finally {
    release();
  }
}
