import { join } from "node:path";
import type { System } from "../../system/system.ts";
import type { Check } from "../../types/verdict.ts";
import { failed, warned } from "../checks.ts";
import { type Instruction, mountsOf } from "../dockerfile/model.ts";
import type { ReadDockerfile } from "../static/dockerfile.ts";

/** Flags that hand a build what its secret and ssh mounts ask for, and what could not be found. */
interface Credentials {
  readonly flags: readonly string[];
  readonly checks: readonly Check[];
}

interface Need {
  readonly type: "secret" | "ssh";
  readonly id: string;
  readonly isRequired: boolean;
  readonly line: number;
}

/** Looks for the credentials that a Dockerfile mounts; nothing is read, only where it lies is passed on. */
export function findCredentials(
  system: Pick<System, "files" | "environment">,
  dockerfile: ReadDockerfile,
): Credentials {
  const needs = dockerfile.file.instructions.filter(({ keyword }) => keyword === "RUN").flatMap(needsOf);
  const isFirst = (need: Need, index: number) =>
    needs.findIndex(({ id, type }) => id === need.id && type === need.type) === index;
  const first = needs.filter(isFirst);
  const found = first.map((need) => ({ need, flag: flagFor(system, need) }));
  return {
    flags: found.flatMap(({ flag }) => flag ?? []),
    checks: found
      .filter(({ flag }) => flag === null)
      .map(({ need }) => {
        const at = { file: dockerfile.path, line: need.line };
        const isNeeded = needs.some(
          ({ id, type, isRequired }) => id === need.id && type === need.type && isRequired,
        );
        return (isNeeded ? failed : warned)(`${need.type}-missing`, missing(need), at);
      }),
  };
}

function needsOf(run: Instruction): Need[] {
  return mountsOf(run).flatMap((mount): Need[] => {
    const type = mount.get("type");
    if (type !== "secret" && type !== "ssh") return [];
    const target = mount.get("target") ?? mount.get("dst") ?? "";
    const id = mount.get("id") ?? (type === "ssh" ? "default" : target.slice(target.lastIndexOf("/") + 1));
    return [{ type, id, isRequired: mount.get("required") === "true", line: run.line }];
  });
}

/** A netrc from the home directory; another secret from the variable of its name. */
function flagFor(
  { files, environment }: Pick<System, "files" | "environment">,
  { type, id }: Need,
): string[] | null {
  if (type === "ssh") return environment.SSH_AUTH_SOCK ? ["--ssh", id] : null;
  const variable = [id, id.toUpperCase()].find((name) => environment[name]);
  if (variable !== undefined) return ["--secret", `id=${id},env=${variable}`];
  const netrc = join(environment.HOME ?? environment.USERPROFILE ?? "", ".netrc");
  return id === "netrc" && files.facts(netrc) !== null ? ["--secret", `id=netrc,src=${netrc}`] : null;
}

function missing({ type, id }: Need): string {
  if (type === "ssh")
    return "The step needs the ssh agent, and SSH_AUTH_SOCK is not set: start one with ssh-add";
  return id === "netrc"
    ? "The step needs the secret netrc, and there is no ~/.netrc"
    : `The step needs the secret ${id}, and the variable ${id.toUpperCase()} is not set`;
}
