/** Variables of the author's image that the code reads: without them the program runs otherwise than there. */
import { posix } from "node:path";
import type { EnvironmentVariable, GivenSetting, RuntimeFile } from "../../../types/project.ts";
import type { Program } from "../flow/program.ts";
import type { Copy } from "./copies.ts";
import { readsSetting } from "./directories.ts";
import type { DockerEvidence } from "./evidence.ts";
import type { Said } from "./said.ts";

/** Secrets, stamps of a build, what the system has, and what decides where the program listens. */
const NOT_OURS =
  /PASS|PWORD|SECRET|TOKEN|KEY|CREDENTIAL|AUTH|DSN|SALT|PRIVATE|VERSION|COMMIT|REVISION|BUILD|SHA$|(^|_)DATE$|^(GO|CGO_|LC_)|^(LANG|PATH|HOME|TZ|USER)$|PORT|ADDR|LISTEN|BIND/i;

/** Of the variables of an image those that name one of several things: `ENV SHOP_MODE=live`. */
export function namedWords(given: ReadonlyMap<string, Said<string>>): ReadonlyMap<string, string> {
  return new Map(
    [...given].flatMap(([name, { fact }]) =>
      /^[a-z][\w-]*$/i.test(fact) && !NOT_OURS.test(name) ? [[name, fact]] : [],
    ),
  );
}

/** An address, or a port alone. */
const ADDRESS = /^((127\.0\.0\.1|localhost|0\.0\.0\.0)?:)?\d+$/;

/** `ENV HEALTH_ADDR=127.0.0.1:9999`: where the program answers the words with which it is asked whether it lives. */
export function checkVariables(
  program: Program,
  { check, ownEnvironment }: Pick<DockerEvidence, "check" | "ownEnvironment">,
): readonly GivenSetting[] {
  return check === null
    ? []
    : [...ownEnvironment].flatMap(([name, { fact }]) =>
        /HEALTH/i.test(name) && ADDRESS.test(fact) && readsSetting(program, name)
          ? [{ setBy: `env:${name}`, value: fact }]
          : [],
      );
}

/** The host of an address or of a variable that is for one. */
function hostOf(name: string, value: string): string | null {
  const url = /^[a-z][\w+.-]*:\/\/(?:[^/@]*@)?([^/:?]*)/i.exec(value)?.[1];
  if (url !== undefined) return url;
  return /(^|_)(HOST(NAME)?|SERVERS?|BROKERS?|ENDPOINT|UR[IL])$/i.test(name) || /^[\w-]+:\d+$/.test(value)
    ? value.replace(/:\d+$/, "")
    : null;
}

/** Names of one network, such as `db` and `localhost`, lead nowhere in another; what has a user in it is a secret. */
function isElsewhere(name: string, value: string): boolean {
  const host = hostOf(name, value);
  return /:\/\/[^/]*@/.test(value) || (host !== null && (!host.includes(".") || host.startsWith("127.")));
}

/** What chooses one of several kinds, with what the variables of all of them begin with: `STORAGE_TYPE`. */
const CHOICE = /^(.+_)(TYPE|KIND|DRIVER|BACKEND|ENGINE|PROVIDER|ADAPTER)$/;

function isPath(value: string): boolean {
  return !/^[a-z][\w+.-]*:\/\//i.test(value) && (value.includes("/") || /\.[a-z]\w{1,4}$/i.test(value));
}

interface Held {
  readonly beside: readonly Copy[];
  readonly runtimeFiles: readonly RuntimeFile[];
}

/** The value for our image; null for a path that only the author's image has. */
function portable(value: string, fallback: string | null, { beside, runtimeFiles }: Held): string | null {
  if (!/^[\w.,:=+@%/ -]+$/.test(value)) return null;
  const isIn = (path: string, other: string) => path === other || path.startsWith(`${other}/`);
  // A directory is there where anything in it is.
  const isThere = (path: string) =>
    runtimeFiles.some(({ destination }) => isIn(path, destination) || isIn(destination, path));
  const copied = beside.find(({ target }) => target === value)?.relative ?? null;
  if (copied !== null) return isThere(copied) ? copied : null;
  // In place of a path stands a path, also where it is one word.
  const isOne = isPath(value) || (fallback !== null && isPath(fallback));
  return !isOne || isThere(posix.normalize(value)) ? value : null;
}

/**
 * Such as `ENV SHOP_MODE=live`, where the code asks for it and has no such default itself.
 * @param given ENV of the last stages of the best file, with plain values
 * @param settled variables that other facts decide on
 */
export function carriedVariables(
  environment: readonly EnvironmentVariable[],
  given: ReadonlyMap<string, Said<string>>,
  held: Held,
  settled: readonly (string | null)[],
): readonly GivenSetting[] {
  const isSettled = (name: string) => settled.includes(`env:${name}`);
  const lost = [...given].flatMap(([name, { fact }]) =>
    isPath(fact) && !isSettled(name) && portable(fact, null, held) === null ? [name] : [],
  );
  // A kind that needs a path to work with is of no use without it.
  const lacksPath = (name: string): boolean => {
    const kinds = CHOICE.exec(name)?.[1];
    return kinds !== undefined && lost.some((one) => one.startsWith(kinds));
  };
  return environment.flatMap(({ name, default: fallback }) => {
    const said = given.get(name)?.fact ?? "";
    if (said === "" || said === fallback || isElsewhere(name, said)) return [];
    // The name of a file that the image holds is no stamp and no secret.
    if (NOT_OURS.test(name) && !held.runtimeFiles.some(({ destination }) => destination === said)) return [];
    if (isSettled(name) || lacksPath(name)) return [];
    const value = portable(said, fallback, held);
    return value === null ? [] : [{ setBy: `env:${name}`, value }];
  });
}
