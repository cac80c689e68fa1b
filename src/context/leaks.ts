import { join } from "node:path";
import type { FileFacts, FileSystem } from "../system/system.ts";

/** Directories that never belong in a build context; reported once, as the directory. */
const DIRECTORIES = /^(?:.*\/)?(?:\.git|node_modules|\.ssh|\.aws)(?=\/|$)/;

/** Files that hold secrets, by name. Samples and public keys do not. */
const SECRETS = [
  /^\.env(\..+)?$/,
  /^[._]netrc$/,
  /^\.git-credentials$/,
  /\.(key|pem|p12|pfx)$/,
  /^id_(rsa|dsa|ecdsa|ed25519)/,
];
const HARMLESS = /\.(example|sample|template|dist|pub)$/;

/** The part of `path` to name when it should not be in a build context; null when it may be. */
export function secretOrLitter(path: string): string | null {
  const directory = DIRECTORIES.exec(path);
  if (directory) return directory[0];
  const name = path.slice(path.lastIndexOf("/") + 1);
  return !HARMLESS.test(name) && SECRETS.some((secret) => secret.test(name)) ? path : null;
}

/** Beginnings of executables: ELF, Windows, and Mach-O of 64 bits. */
const ELF = "\u007fELF";
const WINDOWS = "MZ";
const MACH_O = [0xcf, 0xfa, 0xed, 0xfe];

/** Whether a file is a compiled program, such as one that `go build` left: what it is called says nothing. */
export function isProgram(files: FileSystem, root: string, path: string, facts: FileFacts): boolean {
  const isExecutable = (facts.mode & 0o111) !== 0 || path.endsWith(".exe");
  if (!isExecutable || facts.bytes < 4) return false;
  const head = files.readHead(join(root, path), 4) ?? "";
  if (head === ELF || head.startsWith(WINDOWS)) return true;
  // The bytes of Mach-O are no UTF-8: read them as they are.
  if (head !== "\uFFFD".repeat(4)) return false;
  const bytes = files.readBytes(join(root, path));
  return bytes !== null && MACH_O.every((byte, index) => bytes[index] === byte);
}
