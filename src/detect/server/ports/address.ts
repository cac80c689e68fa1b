import { HOLE, type Value } from "../flow/value.ts";

export interface Address {
  readonly port: number;
  readonly bind: "all" | "loopback";
}

/** As Go's net package knows them without /etc/services, and one more. */
const SERVICES: Readonly<Record<string, number>> = {
  ftp: 21,
  ftps: 990,
  gopher: 70,
  http: 80,
  https: 443,
  "http-alt": 8080,
  domain: 53,
  imap2: 143,
  imap3: 220,
  imaps: 993,
  pop3: 110,
  pop3s: 995,
  smtp: 25,
  submissions: 465,
  ssh: 22,
  telnet: 23,
};
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?|ip6-localhost)$/;

function portNumber(text: string): number | null {
  const port = SERVICES[text] ?? (/^\d{1,5}$/.test(text) ? Number(text) : 0);
  return port > 0 && port < 65_536 ? port : null;
}

/** Host and port of `:8080`, `0.0.0.0:8080`, `localhost:http`, `tcp://:8080`; null for port 0, sockets and names. */
export function parseAddress(text: string): Address | null {
  if (/^(unix|https?|fd|systemd):/.test(text) && !/^https?:\/\//.test(text)) return null;
  const plain = text.replace(/^[a-z0-9+]+:\/\//, "").replace(/\/$/, "");
  const colon = plain.lastIndexOf(":");
  if (colon < 0) return null;
  const host = plain.slice(0, colon);
  const port = portNumber(plain.slice(colon + 1));
  if (port === null || /[\s/]/.test(host)) return null;
  return { port, bind: LOOPBACK.test(host) ? "loopback" : "all" };
}

/** A port by itself, as flags and variables hold it. */
export function parsePort(text: string): number | null {
  return /^\d+$/.test(text) ? portNumber(text) : null;
}

/** The address is known but for a part that somebody sets: `:` and an unset PORT. */
export function isOpen(text: string): boolean {
  return (
    text === "" ||
    text === ":" ||
    text.endsWith(`:${HOLE}`) ||
    /^(0\.0\.0\.0|localhost|127\.0\.0\.1)?:$/.test(text)
  );
}

/** What sets the port of an address: of `host + ":" + port` that which stands behind the colon. */
export function portSources({ parts = [], sources }: Value): readonly string[] {
  const colon = parts.findLastIndex(({ text }) => text.includes(":"));
  const behind = parts.slice(colon + 1).filter((part) => part.text !== "" || part.sources.length > 0);
  return colon < 0 || behind.length === 0 ? sources : behind.flatMap((part) => part.sources);
}
