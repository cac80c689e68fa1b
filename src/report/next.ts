import type { Answers } from "../types.ts";
import { quote } from "./shell.ts";

/** A command and what it does. */
export interface NextStep {
  readonly title: string;
  readonly command: string;
}

/** What the build needs besides the context: secrets and the ssh agent. */
function buildFlags({ mounts, secretKind }: Answers): string {
  const secret =
    secretKind === "netrc" ? " --secret id=netrc,src=$HOME/.netrc" : " --secret id=git_token,env=GIT_TOKEN";
  return `${mounts.includes("secret") ? secret : ""}${mounts.includes("ssh") ? " --ssh default" : ""}`;
}

function publish(ports: readonly string[]): string {
  return ports.map((port) => ` -p ${port.replace(/^(\d+)/, "$1:$1")}`).join("");
}

/**
 * The commands that a reader wants once the files are there.
 *
 * @param isBeside another compose file is there, which Compose would take.
 */
export function nextSteps(answers: Answers, directory: string, isBeside: boolean): readonly NextStep[] {
  const compose = isBeside ? "docker compose -f docker-compose.yml" : "docker compose";
  const { service } = answers;
  const enter = directory === "." ? [] : [{ title: "Go there", command: `cd ${quote(directory)}` }];
  return [
    ...enter,
    { title: "Develop, rebuilding on save", command: `${compose} up --build` },
    { title: "Build the production image", command: `docker build -t ${service}${buildFlags(answers)} .` },
    {
      title: "Run it as strictly as in production",
      command: `docker run --rm${publish(answers.ports)} --read-only --tmpfs /tmp --cap-drop ALL ${service}`,
    },
  ];
}
