import { milliseconds } from "../duration.ts";
import { namesSecret } from "../secret-names.ts";

/** Checks of single values. Each returns what is wrong, to follow the value's name, or null. */

/** HEALTHCHECK refuses durations under a millisecond. */
export function checkDuration(text: string): string | null {
  const value = milliseconds(text);
  if (value === null) return `is not a duration such as 30s or 1m30s: ${text}`;
  return value < 1 ? `must be 1ms or longer: ${text}` : null;
}

/** Lower case as images and compose projects both take it; the probe owns the name `healthcheck`. */
export function checkServiceName(text: string): string | null {
  if (!/^[a-z0-9]+([_-][a-z0-9]+)*$/.test(text)) {
    return `takes lower-case letters, digits and single - or _ between them: ${text || "(empty)"}`;
  }
  if (text.length > 63) return "has more than 63 characters";
  return text === "healthcheck" ? "is the name of the health check's own binary: healthcheck" : null;
}

/** The names that useradd, adduser and groupadd all take. */
export function checkAccountName(text: string): string | null {
  if (/^[a-z_][a-z0-9_-]{0,31}$/.test(text)) return null;
  return `starts with a letter or _, then letters, digits, _ or -, 32 at most: ${text || "(empty)"}`;
}

export function checkPort(port: number): string | null {
  return Number.isInteger(port) && port >= 1 && port <= 65_535
    ? null
    : `is not a port from 1 to 65535: ${port}`;
}

/** `8080`, `53/udp`. */
export function checkExposedPort(text: string): string | null {
  const [, port] = /^(\d{1,5})(?:\/(?:tcp|udp))?$/.exec(text) ?? [];
  if (port === undefined) return `takes ports such as 8080 or 53/udp: ${text}`;
  return checkPort(Number(port));
}

/** `NAME=value`, baked into the image: nothing that looks like a secret. */
export function checkVariable(text: string): string | null {
  const [, name] = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(text) ?? [];
  if (name === undefined) return `takes NAME=value: ${text}`;
  if (namesSecret(name)) {
    return `would bake ${name} into the image for everyone to read: give it when the container starts`;
  }
  return null;
}

/** A path inside the directory: no `..`, not absolute, no Windows separators. */
export function checkInnerPath(text: string): string | null {
  if (text === "" || text.startsWith("/") || /^[A-Za-z]:/.test(text)) {
    return `takes paths relative to the directory: ${text || "(empty)"}`;
  }
  if (text.includes("\\")) return `takes paths with forward slashes: ${text}`;
  return text.split("/").includes("..") ? `cannot leave the directory: ${text}` : null;
}

/** The first thing that is wrong in a list; items may not repeat. */
export function checkEach(items: readonly string[], check: (item: string) => string | null): string | null {
  for (const [index, item] of items.entries()) {
    const problem = items.indexOf(item) < index ? `has ${item} twice` : check(item);
    if (problem !== null) return problem;
  }
  return null;
}

/** A line break or another control character would end the line that the value stands in. */
export function checkOneLine(text: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /[\u0000-\u001f\u007f]/.test(text) ? "cannot hold line breaks or control characters" : null;
}
