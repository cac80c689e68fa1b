/** Paths that the code makes of where its own sources lie. */

/**
 * Where such a path lies in the module: in a program that is built with -trimpath it begins with the module's.
 * A module that is called like a directory tells nothing apart.
 */
export function inModule(modulePath: string, path: string): string {
  const isOwn = /^[^/]+\.[^/]+\//.test(modulePath) && path.startsWith(`${modulePath}/`);
  return isOwn ? path.slice(modulePath.length + 1) : path;
}
