/**
 * Programs of others that services start, and the package that each comes with. Debian's names
 * were asked of trixie's index; Alpine's are those of its stable branches.
 */
import type { GoSuite } from "./catalog.ts";

interface Source {
  readonly debian: string;
  readonly alpine: string;
  /** What else an image may install it by: packages with a version in their name. */
  readonly also?: RegExp;
}

/** Both distributions call the package so. */
const same = (name: string, also?: RegExp): Source => ({ debian: name, alpine: name, ...(also && { also }) });

const IMAGEMAGICK = same("imagemagick", /^imagemagick/);
const POSTGRESQL: Source = {
  debian: "postgresql-client",
  alpine: "postgresql-client",
  also: /^postgresql\d*-client/,
};
const MARIADB = same("mariadb-client", /^(default-)?mysql-client/);
const DNS: Source = { debian: "bind9-dnsutils", alpine: "bind-tools", also: /^dnsutils$/ };
const SSH = same("openssh-client", /^openssh/);

const SOURCES: Readonly<Record<string, Source>> = {
  "arp-scan": same("arp-scan"),
  bash: same("bash"),
  convert: IMAGEMAGICK,
  curl: same("curl"),
  dig: DNS,
  dot: same("graphviz"),
  exiftool: { debian: "libimage-exiftool-perl", alpine: "exiftool" },
  ffmpeg: same("ffmpeg"),
  ffprobe: same("ffmpeg"),
  git: same("git"),
  gpg: same("gnupg"),
  gs: same("ghostscript"),
  ip: same("iproute2"),
  iptables: same("iptables"),
  magick: IMAGEMAGICK,
  mpv: same("mpv"),
  mysqldump: MARIADB,
  nft: same("nftables"),
  nmap: same("nmap"),
  nslookup: DNS,
  nsupdate: DNS,
  openssl: same("openssl"),
  pdftoppm: same("poppler-utils"),
  pdftotext: same("poppler-utils"),
  pg_dump: POSTGRESQL,
  pg_restore: POSTGRESQL,
  ping: { debian: "iputils-ping", alpine: "iputils" },
  psql: POSTGRESQL,
  rclone: same("rclone"),
  "redis-server": { debian: "redis-server", alpine: "redis" },
  restic: same("restic"),
  rsync: same("rsync"),
  sh: { debian: "dash", alpine: "busybox" },
  smartctl: same("smartmontools"),
  sqlite3: { debian: "sqlite3", alpine: "sqlite" },
  ssh: SSH,
  "ssh-keygen": SSH,
  tesseract: same("tesseract-ocr"),
  wg: same("wireguard-tools", /^wireguard-tools/),
  wget: same("wget"),
  "yt-dlp": same("yt-dlp"),
};

const sourceOf = (program: string): Source | null =>
  Object.hasOwn(SOURCES, program) ? (SOURCES[program] ?? null) : null;

/** The package that a program comes with, by distribution; null for a program that is not known. */
export function packagesOf(program: string): Readonly<Record<GoSuite, string>> | null {
  const source = sourceOf(program);
  return source && { debian: source.debian, alpine: source.alpine };
}

/** Packages that every image of a distribution has: https://www.debian.org/doc/debian-policy/ch-binary.html#essential-packages */
const ESSENTIAL: Readonly<Record<GoSuite, readonly string[]>> = {
  debian: ["bash", "dash"],
  alpine: ["busybox"],
};

export function isEssential(name: string, distribution: GoSuite): boolean {
  return ESSENTIAL[distribution].includes(name);
}

/** Whether an image that installs the package has the program. */
export function comesWith(program: string, installed: string): boolean {
  const source = sourceOf(program);
  return (
    installed === program ||
    installed === source?.debian ||
    installed === source?.alpine ||
    source?.also?.test(installed) === true
  );
}
