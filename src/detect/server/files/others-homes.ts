/** Directories in which other programs keep their settings: a command of this one may write there for them. */
import type { Write } from "../../../types/project.ts";

/** `~/.shop`, `~/.config/shop`, `~/.local/share/shop`: by the XDG Base Directory Specification and before it. */
const HIDDEN = /^(?:~\/)?\.(?:(?:config|cache|local\/(?:share|state))\/)?([\w-]+)/;

/** OpenSSH's is read by servers for Git and the like. */
const SHARED = /^ssh$/;

function ownerOf({ path }: Write): string | null {
  const name = HIDDEN.exec(path)?.[1] ?? null;
  return name === null || SHARED.test(name) ? null : name;
}

/**
 * The directories without those that are called like another program, where the program has one of its own name.
 * @param importPath of the main package: the program is called like a part of it
 */
export function withoutOthersHomes(writes: readonly Write[], importPath: string): readonly Write[] {
  const names = importPath.split("/").slice(1);
  const isOwn = (one: Write) => names.includes(ownerOf(one) ?? "");
  return writes.some(isOwn) ? writes.filter((one) => ownerOf(one) === null || isOwn(one)) : writes;
}
