/** Functions of the standard library that a module takes by `//go:linkname`, which Go's linker refuses since 1.23. */
import type { GoBuildContext } from "./build-context.ts";
import type { GoPackage } from "./go-source/package.ts";
import { isWithin } from "./paths.ts";

const NET = "golang.org/x/net";
/** Its pseudo-versions in which internal/socket takes syscall.recvmsg: first with, first without. */
const FIRST = "v0.0.0-20211123";
const MENDED = "v0.0.0-20220728";
/** Its packages that import internal/socket. */
const SOCKETS = /^golang\.org\/x\/net\/(icmp|ipv4|ipv6)$/;

/** Modules that import these, without a major version. */
const THROUGH = [
  "github.com/miekg/dns",
  "github.com/lucas-clemente/quic-go",
  "github.com/pion/mdns",
  "github.com/pion/transport",
  "github.com/hashicorp/mdns",
  "github.com/grandcat/zeroconf",
  "github.com/go-ping/ping",
  "github.com/insomniacslk/dhcp",
  "github.com/xtaci/kcp-go",
];

/**
 * Whether the program links only without the linker's check: https://go.dev/doc/go1.23#linker.
 * @param packages those in reach, with those of vendor
 */
export function takesLinknames(
  { requires, replaced }: Pick<GoBuildContext, "requires" | "replaced">,
  packages: readonly GoPackage[],
): boolean {
  const version = requires.find(({ path }) => path === NET)?.version ?? "";
  if (version < FIRST || version >= MENDED || replaced.has(NET)) return false;
  const imports = packages.flatMap(({ files }) => files.flatMap(({ header }) => header.imports));
  return (
    requires.some(({ path }) => THROUGH.some((one) => isWithin(path, one))) ||
    imports.some(({ path }) => SOCKETS.test(path))
  );
}
