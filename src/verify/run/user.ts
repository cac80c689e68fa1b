import type { Check } from "../../types/verdict.ts";
import { failed, type Place, passed, warned } from "../checks.ts";
import { type Docker, lastLine } from "../docker.ts";
import type { Expectation } from "../request.ts";
import type { Container } from "./container.ts";

/** The effective user of the container's processes, as the engine's host sees it: `10001:10001`. */
async function effectiveUser(docker: Docker, { id }: Container): Promise<string | { error: string }> {
  const top = await docker.run(["top", id, "-o", "pid,uid,gid"]);
  const match = /^\s*\d+\s+(\d+)\s+(\d+)/m.exec(top.stdout);
  return match ? `${match[1]}:${match[2]}` : { error: lastLine(top.stderr) };
}

/** Compares the user that the service really runs as with what was asked for. */
export async function checkUser(
  docker: Docker,
  container: Container,
  { user: expected, rootAllowed }: Expectation,
  configured: string,
  at: Place,
): Promise<Check> {
  const user = await effectiveUser(docker, container);
  if (typeof user !== "string") return warned("user", `Its user could not be seen: ${user.error}`, at);
  if (user.startsWith("0:") && !rootAllowed) {
    return failed("root-user", "The service runs as root: name another user, such as USER 10001:10001", at);
  }
  if (/^\d+:\d+$/.test(configured) && configured !== user) {
    return warned("user", `It runs as ${user} on the engine's host, where ${configured} was asked for`, at);
  }
  if (expected !== null && expected !== user) {
    return warned("user", `It runs as ${user}, and the answers say ${expected}`, at);
  }
  return passed("user", `runs as ${user}`, at);
}
