/** POSIX paths relative to the directory that the command was given; `.` is that directory. */

export function join(directory: string, rest: string): string {
  // One plain name is what thousands of calls on a large tree add.
  if (!rest.includes("/") && rest !== "" && rest !== "." && rest !== "..") {
    return directory === "." ? rest : `${directory}/${rest}`;
  }
  return normalize(directory === "." ? rest : `${directory}/${rest}`);
}

/** Resolves `.` and `..`; a path that leaves the directory keeps its leading `..`. */
export function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  const joined = parts.join("/");
  if (path.startsWith("/")) return `/${joined}`;
  return joined === "" ? "." : joined;
}

export function dirname(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether `path` is `directory` or lies below it. */
export function isWithin(path: string, directory: string): boolean {
  return directory === "." || path === directory || path.startsWith(`${directory}/`);
}

/** The path of something below `directory`, seen from there. */
export function relativeTo(path: string, directory: string): string {
  if (directory === ".") return path;
  return path === directory ? "." : path.slice(directory.length + 1);
}

/** Whether a normalised path leads out of the directory, or is absolute. */
export function leaves(path: string): boolean {
  return path === ".." || path.startsWith("../") || path.startsWith("/") || /^[A-Za-z]:/.test(path);
}

/** The directory and those above it, up to and with `.`. */
export function ancestors(directory: string): string[] {
  const found: string[] = [];
  for (let at = directory; ; at = dirname(at)) {
    found.push(at);
    if (at === ".") return found;
  }
}

/** Where something inside the directory is on the machine. */
export function absolute(root: string, path: string): string {
  if (path === ".") return root;
  return root.endsWith("/") ? root + path : `${root}/${path}`;
}
