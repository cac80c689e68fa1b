/**
 * Hosts of Go modules that publish what a client has to know of them.
 *
 * Host keys: https://docs.github.com/authentication (GitHub's SSH key
 * fingerprints), https://docs.gitlab.com/user/gitlab_com (known_hosts entries),
 * https://bitbucket.org/site/ssh. User names for tokens: the same documentation.
 */
const forges: Readonly<Record<string, { readonly hostKey: string; readonly tokenUser: string }>> = {
  "github.com": {
    hostKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
    tokenUser: "x-access-token",
  },
  "gitlab.com": {
    hostKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn/nOeHHE5UOzRdf",
    tokenUser: "oauth2",
  },
  "bitbucket.org": {
    hostKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIazEu89wgQZ4bqs3d63QSMzYVa0MuJ2e2gKTKqu+UUO",
    tokenUser: "x-token-auth",
  },
};

/** A line of known_hosts; null for a host whose keys are not published. */
export function knownHost(host: string): string | null {
  const key = forges[host]?.hostKey;
  return key === undefined ? null : `${host} ${key}`;
}

/** The user name that goes with an access token. Most other servers take any. */
export function tokenUser(host: string): string {
  return forges[host]?.tokenUser ?? "oauth2";
}

/**
 * Hosts of GOPRIVATE patterns, with their wildcards. Without patterns the module's
 * own host is taken when it is a known forge, else GitHub.
 */
export function moduleHosts(patterns: readonly string[], modulePath: string): readonly string[] {
  const own = hostOf(modulePath);
  if (patterns.length === 0) return [own in forges ? own : "github.com"];
  return [...new Set(patterns.map(hostOf).filter((host) => /^[a-z0-9.*-]+(?::\d+)?$/i.test(host)))];
}

const hostOf = (path: string): string => path.split("/")[0] ?? "";
