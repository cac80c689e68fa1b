/** `golang` → `docker.io` and `library/golang`; `gcr.io/distroless/cc` → `gcr.io` and the rest. */
function split(repository: string): { readonly host: string; readonly path: string } {
  const slash = repository.indexOf("/");
  const first = slash === -1 ? "" : repository.slice(0, slash);
  if (/[.:]/.test(first) || first === "localhost") return { host: first, path: repository.slice(slash + 1) };
  return { host: "docker.io", path: slash === -1 ? `library/${repository}` : repository };
}

/**
 * The name of an image under the mirror of its registry. Mirrors keep the path of
 * the public registry, with `library/` for the official images.
 *
 * @param registry one prefix for all registries, or `docker.io=PREFIX` pairs.
 */
export function mirrored(repository: string, registry: readonly string[]): string {
  const { host, path } = split(repository);
  for (const entry of registry) {
    const equals = entry.indexOf("=");
    const prefix = entry.slice(equals + 1).replace(/\/+$/, "");
    if (equals === -1 || entry.slice(0, equals) === host) return `${prefix}/${path}`;
  }
  return repository;
}
