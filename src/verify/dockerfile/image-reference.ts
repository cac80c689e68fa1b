/** The parts of `registry/name:tag@digest`. */
interface ImageReference {
  /** Without tag and digest: `gcr.io/distroless/static-debian13`. */
  readonly name: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

export function parseReference(reference: string): ImageReference {
  const [withTag = "", digest = null] = reference.split("@");
  const colon = withTag.indexOf(":", withTag.lastIndexOf("/") + 1);
  return colon === -1
    ? { name: withTag, tag: null, digest }
    : { name: withTag.slice(0, colon), tag: withTag.slice(colon + 1), digest };
}

type Libc = "none" | "glibc" | "musl";

/** What the name of a public image tells; null where it tells nothing. */
export interface ImageKnowledge {
  readonly hasShell: boolean | null;
  readonly libc: Libc | null;
  /** Debian's suite, which decides on the version of glibc. */
  readonly suite: string | null;
  /** Commands that are there beyond those of a small base: those that health checks call. */
  readonly tools: readonly string[];
  /** Runs as root unless told otherwise. */
  readonly isRoot: boolean | null;
}

const UNKNOWN: ImageKnowledge = { hasShell: null, libc: null, suite: null, tools: [], isRoot: null };

/** Debian releases, oldest first. */
export const SUITES = ["bullseye", "bookworm", "trixie", "forky"];
const SUITE_OF_NUMBER: Readonly<Record<string, string>> = {
  "11": "bullseye",
  "12": "bookworm",
  "13": "trixie",
};

function suiteOf(text: string): string | null {
  const named = SUITES.find((suite) => text.includes(suite));
  const number = /(?:^|debian)(1[123])(?:\D|$)/.exec(text)?.[1];
  return named ?? (number ? (SUITE_OF_NUMBER[number] ?? null) : null);
}

/**
 * Facts of well-known public images, by the last part of their name, so that a
 * mirror in front makes no difference.
 */
export function knowledgeOf(reference: string): ImageKnowledge {
  if (reference === "scratch") return { ...UNKNOWN, hasShell: false, libc: "none", isRoot: true };
  const { name, tag } = parseReference(reference);
  const last = name.slice(name.lastIndexOf("/") + 1);
  const version = tag ?? "latest";
  if (/(^|\/)distroless\//.test(name)) return distroless(last, version);
  const isAlpine = last === "alpine" || /alpine/.test(version);
  const base = { hasShell: true, isRoot: true, suite: null };
  if (last === "busybox")
    return { ...base, libc: /musl/.test(version) ? "musl" : "glibc", tools: ["wget", "nc"] };
  if (isAlpine && /^(alpine|golang|node|python|nginx|caddy|redis|postgres)$/.test(last)) {
    return { ...base, libc: "musl", tools: ["wget", "nc"] };
  }
  if (last === "debian") return { ...base, libc: "glibc", suite: suiteOf(version), tools: [] };
  if (last === "ubuntu") return { ...base, libc: "glibc", tools: [] };
  if (/^(golang|node|python|buildpack-deps)$/.test(last)) {
    const suite = suiteOf(version) ?? (last === "golang" ? "trixie" : null);
    return { ...base, libc: "glibc", suite, tools: /slim/.test(version) ? [] : ["wget", "curl"] };
  }
  return UNKNOWN;
}

/** https://github.com/GoogleContainerTools/distroless: only the debug tags hold a shell (busybox). */
function distroless(name: string, tag: string): ImageKnowledge {
  const isDebug = tag.startsWith("debug");
  return {
    hasShell: isDebug,
    libc: name.startsWith("static") ? "none" : "glibc",
    suite: suiteOf(name),
    tools: isDebug ? ["wget", "nc"] : [],
    isRoot: !tag.includes("nonroot"),
  };
}
