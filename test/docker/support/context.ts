import { output } from "./process.ts";

/**
 * The files that the engine gets of a directory: a build that copies its whole
 * context hands it back as a tar archive.
 */
export async function receivedByEngine(directory: string): Promise<readonly string[]> {
  const archive = ["--file=-", "--output=type=tar,dest=-", directory];
  const command = `docker build --quiet "$@" | tar --list`;
  const listed = await output("sh", ["-c", command, "sh", ...archive], { input: "FROM scratch\nCOPY . /\n" });
  return listed
    .split("\n")
    .map((path) => path.replace(/^\.?\//, ""))
    .filter((path) => path !== "" && !path.endsWith("/"));
}
