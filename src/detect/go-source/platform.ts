/**
 * Which files `go build` takes on linux, by name and by tag.
 * Source: go/build's goodOSArchFile and matchTag, internal/syslist.
 */

import { goLines } from "../../images/catalog.ts";

const KNOWN_OS = new Set(
  "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos".split(
    " ",
  ),
);
const KNOWN_ARCH = new Set(
  "386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm".split(
    " ",
  ),
);

/**
 * What a build is for. The architecture, cgo and the Go line are answers that come
 * later: a fact has to hold for each of them.
 */
interface Target {
  readonly architecture: "amd64" | "arm64";
  readonly cgo: boolean;
  /** 27 for Go 1.27: the tags go1.1 to go1.27 are set. */
  readonly minor: number;
}

export const TARGETS: readonly Target[] = goLines
  .map(({ line }) => Number(line.split(".")[1]))
  .flatMap((minor) =>
    [false, true].flatMap((cgo) =>
      (["amd64", "arm64"] as const).map((architecture) => ({ architecture, cgo, minor })),
    ),
  );

/** Whether a build for some other system or processor sets the tag by itself. */
export const isPlatform = (tag: string): boolean => KNOWN_OS.has(tag) || KNOWN_ARCH.has(tag);

/** Tags that hold on a target beside the selected ones. */
export function isTagSet(tag: string, target: Target, tags: ReadonlySet<string>): boolean {
  if (tags.has(tag)) return true;
  if (tag === "linux" || tag === "unix" || tag === "gc" || tag === target.architecture) return true;
  if (tag === "cgo") return target.cgo;
  const release = /^go1\.(\d+)$/.exec(tag);
  if (release) return Number(release[1]) <= target.minor;
  return tag === (target.architecture === "amd64" ? "amd64.v1" : "arm64.v8.0");
}

/** The GOOS and GOARCH that a file's name asks for: `poll_linux_arm64.go`. */
function platformOfName(name: string): { os: string | null; architecture: string | null } {
  const stem = name.split(".", 1)[0] ?? "";
  const underscore = stem.indexOf("_");
  if (underscore < 0) return { os: null, architecture: null };
  const parts = stem.slice(underscore).split("_");
  if (parts.at(-1) === "test") parts.pop();
  const last = parts.at(-1) ?? "";
  const before = parts.length >= 2 ? (parts.at(-2) ?? "") : "";
  if (KNOWN_OS.has(before) && KNOWN_ARCH.has(last)) return { os: before, architecture: last };
  if (KNOWN_OS.has(last)) return { os: last, architecture: null };
  return { os: null, architecture: KNOWN_ARCH.has(last) ? last : null };
}

/** Whether the name alone lets a file into a linux build of that architecture. */
export function isNameBuilt(name: string, architecture: string): boolean {
  const asked = platformOfName(name);
  return (
    (asked.os === null || asked.os === "linux") &&
    (asked.architecture === null || asked.architecture === architecture)
  );
}
