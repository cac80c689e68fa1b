/** Constants of packages that are not in sight and that routes, paths, addresses and limits are made of. */

/** Of net/http, in front of patterns: `http.MethodGet + " /health"`. */
const METHOD = /^Method(Get|Head|Post|Put|Patch|Delete|Options)$/;
/** Paths of fiber's health checks: https://docs.gofiber.io/next/middleware/healthcheck. */
const PROBE = /^(?:Default)?(Liveness|Readiness|Startup)Endpoint$/;
const PROBES: Readonly<Record<string, string | undefined>> = {
  Liveness: "/livez",
  Readiness: "/readyz",
  Startup: "/startupz",
};

/** Of net. */
const ADDRESSES: Readonly<Record<string, string | undefined>> = {
  IPv4zero: "0.0.0.0",
  IPv6zero: "[::]",
  IPv6unspecified: "[::]",
  IPv6loopback: "[::1]",
};

/** Of math: the largest signed or unsigned number of that many bits, 64 where none are named. */
const LARGEST = /^Max(U?)[Ii]nt(8|16|32|64|)$/;

/** The text of a constant by the import path of its package; null for any other. */
export function knownConstant(path: string, name: string): string | null {
  // On linux, of os and path/filepath.
  if (/^(PathSeparator|Separator)$/.test(name) && /^(os|path\/filepath)$/.test(path)) return "/";
  const [, unsigned, bits = ""] = (path === "math" && LARGEST.exec(name)) || [];
  if (unsigned !== undefined) return String(2n ** (BigInt(bits || 64) - (unsigned ? 0n : 1n)) - 1n);
  if (path === "github.com/nats-io/nats.go" && name === "DefaultURL") return "nats://127.0.0.1:4222";
  if (path === "net") return ADDRESSES[name] ?? null;
  if (path === "net/http") return METHOD.exec(name)?.[1]?.toUpperCase() ?? null;
  if (/\/gofiber\/fiber\/v\d+\/middleware\/healthcheck$/.test(path))
    return PROBES[PROBE.exec(name)?.[1] ?? ""] ?? null;
  return null;
}
