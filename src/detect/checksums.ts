/** What go.sum has checksums of. */
import type { GoBuildContext } from "./build-context.ts";
import { isOlder } from "./cgo/version.ts";
import type { Layout } from "./layout.ts";
import { join } from "./paths.ts";

/** A module, and the newest version that go.sum names without a checksum of its content. */
export interface Unchecked {
  readonly path: string;
  readonly version: string;
}

export interface Checksums {
  /** Module paths with a checksum of their content: `path version h1:...`. */
  readonly paths: ReadonlySet<string>;
  /** Modules of which an older version has that checksum and the newest has not, and those imported on linux alone. */
  readonly outdated: readonly Unchecked[];
}

/** Modules that tests and tools alone import, which no build of a program takes. */
const FOR_TESTS =
  /^golang\.org\/x\/(lint|tools)$|^github\.com\/(stretchr|davecgh\/go-spew|pmezard|kr|niemeyer|onsi|smarty(streets)?|jtolds|google\/(pprof|go-cmp)|rogpeppe\/go-internal)(\/|$)|^gopkg\.in\/(check|tomb)\.v1$|^gotest\.tools(\/|$)/;

/** What testify alone brought along, where its own content is as old. */
const TESTIFY = "github.com/stretchr/testify";
const OF_TESTIFY = "gopkg.in/yaml.v3";

/**
 * What a module imports on linux alone: on another system the go command of the author never fetched its content.
 * https://pkg.go.dev/google.golang.org/grpc/internal/channelz?tab=imports&GOOS=linux
 */
const ON_LINUX: readonly (readonly [importer: string, imported: string])[] = [
  ["google.golang.org/grpc", "golang.org/x/sys"],
];

/** Whether `a` comes before `b`. Dates in pseudo-versions are of one length, so that texts compare. */
function precedes(a: string, b: string): boolean {
  if (isOlder(a, b) || isOlder(b, a)) return isOlder(a, b);
  const [left, right] = [a, b].map((version) => version.replace("+incompatible", "").split("-").slice(1));
  const [one, other] = [left?.join("-") ?? "", right?.join("-") ?? ""];
  return one !== "" && (other === "" || one < other);
}

/**
 * Before go 1.16 the go command added checksums while it built, so that a go.sum of that time may lack those
 * of a version that a later change of go.mod selected. It names that version all the same: `VERSION/go.mod`.
 */
function withoutContent(named: ReadonlyMap<string, Set<string>>, paths: ReadonlyMap<string, Set<string>>) {
  const unfetched = ON_LINUX.filter(([importer, imported]) => paths.has(importer) && !paths.has(imported));
  const known = [...paths, ...unfetched.map(([, imported]) => [imported, new Set<string>()] as const)];
  const outdated = known.flatMap(([path, versions]) => {
    const [first, ...rest] = named.get(path) ?? [];
    if (first === undefined) return [];
    const newest = rest.reduce((a, b) => (precedes(a, b) ? b : a), first);
    return [...versions].some((version) => !precedes(version, newest)) ? [] : [{ path, version: newest }];
  });
  const isOld = outdated.some(({ path }) => path === TESTIFY);
  return outdated.filter(({ path }) => !FOR_TESTS.test(path) && !(isOld && path === OF_TESTIFY));
}

export function checksums(layout: Layout, { workspace, local }: GoBuildContext): Checksums {
  const files = [
    ...local.map(({ directory }) => join(directory, "go.sum")),
    ...(workspace ? [join(workspace.directory, "go.work.sum")] : []),
  ];
  const [content, named] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  for (const line of files.flatMap((file) => (layout.sources.text(file) ?? "").split("\n"))) {
    const [path, version] = line.split(" ");
    if (!path || !version) continue;
    const versions = version.endsWith("/go.mod") ? named : content;
    versions.set(path, (versions.get(path) ?? new Set()).add(version.replace(/\/go\.mod$/, "")));
  }
  return { paths: new Set(content.keys()), outdated: withoutContent(named, content) };
}
