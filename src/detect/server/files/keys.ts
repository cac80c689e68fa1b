/** Private keys: those that a server needs and no image holds, and those that an image would hold. */
import { posix } from "node:path";
import type { FileSystem } from "../../../system/system.ts";
import type { RuntimeFile, Warning, Write } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff, isSurelyOn } from "../flow/guards.ts";
import { type CallSite, place } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { packageOf } from "../flow/types.ts";
import { isKnown } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { cleanPath, fixedPart, inApp } from "./paths.ts";

/** Calls that read a certificate and its key from files, the key last. */
const READERS = ["ServeTLS", "StartTLS", "RunTLS", "ListenTLS", "LoadX509KeyPair", "NewServerTLSFromFile"];

/** Calls that read any file. */
const FILES = ["ReadFile", "Open"];

/** Calls that take a handler last where they take an address first. */
const SERVERS = ["ListenAndServeTLS", "ListenAndServeQUIC"];

/** Of `http.ListenAndServeTLS(addr, cert, key, handler)` as of `server.ListenAndServeTLS(cert, key)`. */
function keyArgument(name: string, { call }: CallSite): Expression | undefined {
  return SERVERS.includes(name) && call.args.length > 2 ? call.args[2] : call.args.at(-1);
}

/** `keys/app.pem`, `id_rsa`: what no image holds, public keys by such a name among them. */
const KEY = /(\.(pem|key|p12|pfx)|(^|\/)id_(rsa|dsa|ecdsa|ed25519))$/;

/** The path of a key that the program reads like any file, such as the one that signs its tokens, and ends without. */
function signingKey(analysis: Analysis, site: CallSite): string | null {
  const { call, scope, guards } = site;
  const from = packageOf(call.callee, scope);
  if (from === null || !/^(os|io\/ioutil)$/.test(from)) return null;
  const value = valueIn(analysis, call.args[0], scope);
  const path = isKnown(value) && KEY.test(value.text) ? cleanPath(value.text) : null;
  if (path === null || path.startsWith("..") || isOff(analysis, guards, scope)) return null;
  // `base + ".key"` of a path that a file of the user's gives.
  if (/^\.\w+$/.test(posix.basename(path))) return null;
  return endsProgram(analysis, site) ? inApp(path) : null;
}

/** The path of the key, where the code is known to read it and nobody sets anything. */
function keyPath(analysis: Analysis, name: string, site: CallSite): string | null {
  const { call, scope, guards } = site;
  // Inside a function in reach the real call is met by itself.
  if (call.args.length < 2 || calledFunction(analysis.program, call.callee, scope)) return null;
  const value = valueIn(analysis, keyArgument(name, site), scope);
  const path = isKnown(value) ? cleanPath(value.text) : null;
  if (
    path === null ||
    path === "/" ||
    !/[./]/.test(path) ||
    path.startsWith("..") ||
    fixedPart(path) !== path
  )
    return null;
  return isSurelyOn(analysis, guards, scope) ? inApp(path) : null;
}

/**
 * The first key that a server reads and that nothing brings: keys are left out of the image.
 * @param writes a program that writes there makes the key by itself
 */
export function missingKey(
  analysis: Analysis,
  held: readonly RuntimeFile[],
  writes: readonly Write[],
): readonly Warning[] {
  for (const name of [...SERVERS, ...READERS, ...FILES]) {
    const isPlain = FILES.includes(name);
    for (const site of analysis.program.calls.get(name) ?? []) {
      const path = isPlain ? signingKey(analysis, site) : keyPath(analysis, name, site);
      const isIn = (directory: string) => path === directory || path?.startsWith(`${directory}/`);
      // What lies there the program itself puts there, such as a key out of a variable.
      if (path === null || path.startsWith("/tmp/")) continue;
      if (held.some(({ destination }) => isIn(destination))) continue;
      if (writes.some((write) => write.file === path || isIn(write.path))) continue;
      const directory = posix.dirname(posix.resolve("/app", path));
      const mount = directory === "/app" ? `mount it at /app/${path}` : `mount its directory at ${directory}`;
      return [
        {
          code: isPlain ? "key-missing" : "tls-key",
          message: `the program reads the ${isPlain ? "" : "private "}key ${path}, which the image leaves out as it does all keys: ${mount}`,
          evidence: place(site.scope.file, site.call.at),
          blocksBuild: false,
        },
      ];
    }
  }
  return [];
}

function privateKeys(files: FileSystem, root: string, path: string, depth = 0): string[] {
  const entries = depth > 6 ? null : files.readDirectory(posix.join(root, path));
  return (entries ?? []).flatMap(({ name, kind }) => {
    const inside = posix.join(path, name);
    if (kind === "directory") return privateKeys(files, root, inside, depth + 1);
    if (kind !== "file" || !/\.(pem|key)$|^id_(rsa|dsa|ecdsa|ed25519)$/.test(name)) return [];
    const text = files.readText(posix.join(root, inside)) ?? "";
    return /^-----BEGIN [A-Z ]*PRIVATE KEY-----/m.test(text) ? [inside] : [];
  });
}

/** Keys in directories that the image takes because the program reads them. */
export function heldKeys(
  { files, repository }: Pick<ServerInput, "files" | "repository">,
  held: readonly RuntimeFile[],
): readonly Warning[] {
  return held.flatMap(({ source, destination, evidence }) => {
    const [key, ...others] = privateKeys(files, repository.root, source);
    if (key === undefined) return [];
    const more = others.length > 0 ? ` and ${others.length} more` : "";
    const at = posix.resolve("/app", destination);
    return [
      {
        code: "private-key",
        message: `the program reads ${source}, and with it the private key ${key}${more} goes into the image, for whoever has that: leave ${source} out of --assets and mount it at ${at}, unless the key protects nothing`,
        evidence,
        blocksBuild: false,
      },
    ];
  });
}
