import type { Instruction } from "../dockerfile/model.ts";
import { type Command, commandsOf } from "../dockerfile/shell.ts";
import { commandsIn, hasShell, lastOf, rootImage, rootKnowledge, type Stage } from "../dockerfile/stages.ts";
import { execForm } from "../dockerfile/words.ts";
import { packagesOf } from "./hadolint-packages.ts";
import { eachStage, type Finding, type Rule, type Subject } from "./rule.ts";

/** What a HEALTHCHECK runs; null for NONE. */
function healthCommand(
  check: Instruction,
): { readonly exec: readonly string[] | null; readonly text: string } | null {
  const match = /^CMD\s+(.*)$/is.exec(check.text);
  return match ? { exec: execForm(match[1] ?? ""), text: match[1] ?? "" } : null;
}

const SHELLS = /^(?:\/(?:usr\/)?bin\/)?(?:ba|a|da)?sh$/;

/** Instructions of a stage that need a shell to run. */
function shellUsers(stage: Stage): Instruction[] {
  return stage.instructions.filter((instruction) => {
    const { keyword, exec, text } = instruction;
    if (keyword === "HEALTHCHECK") {
      const command = healthCommand(instruction);
      return command !== null && needsShell(command.exec);
    }
    if (keyword === "RUN") return exec === null || needsShell(exec);
    return (keyword === "CMD" || keyword === "ENTRYPOINT") && text !== "" && needsShell(exec);
  });
}

function needsShell(exec: readonly string[] | null): boolean {
  return exec === null || SHELLS.test(exec[0] ?? "") || /\.sh$/.test(exec[0] ?? "");
}

const HEALTH_TOOLS = ["wget", "curl", "nc"];

function missingHealthTool(stage: Stage, check: Instruction): string | null {
  const command = healthCommand(check);
  const { tools, hasShell: isKnown } = rootKnowledge(stage);
  if (command === null || isKnown === null || hasShell(stage) === null) return null;
  const called: readonly Command[] = commandsOf(command.exec?.join(" ") ?? command.text);
  const installed = commandsIn(stage)
    .filter(({ name }) => name === "apk" || name === "apt-get" || name === "apt")
    .flatMap(packagesOf);
  const missing = called.find(
    ({ name }) => HEALTH_TOOLS.includes(name) && !tools.includes(name) && !installed.includes(name),
  );
  return missing?.name ?? null;
}

function isRoot(user: string): boolean {
  return /^["']?(root|0)(:|["']?$)/.test(user);
}

function rootFindings({ targets, rootAllowed }: Subject): Finding[] {
  if (rootAllowed) return [];
  return targets
    .filter(({ role }) => role === "production")
    .flatMap(({ stage }): Finding[] => {
      const user = lastOf(stage, "USER");
      if (user) {
        return isRoot(user.text)
          ? [
              {
                line: user.line,
                message: "The service runs as root: name another user, such as USER 10001:10001",
              },
            ]
          : [];
      }
      return rootKnowledge(stage).isRoot === false
        ? []
        : [
            {
              line: stage.from.line,
              message: `No USER, so the service runs as root on ${rootImage(stage)}: add USER 10001:10001`,
            },
          ];
    });
}

export const runtimeRules: readonly Rule[] = [
  {
    code: "no-shell",
    severity: "error",
    find: eachStage((stage) =>
      hasShell(stage) === false
        ? shellUsers(stage).map(({ line, keyword }) => ({
            line,
            message:
              keyword === "RUN"
                ? `RUN needs a shell, and ${rootImage(stage)} has none: do it in a build stage and COPY the result`
                : `${keyword} goes through a shell, and ${rootImage(stage)} has none: write it as a JSON array that names a program of the image`,
          }))
        : [],
    ),
  },
  {
    code: "health-tool",
    severity: "error",
    find: eachStage((stage) =>
      stage.instructions.flatMap((check): Finding[] => {
        const tool = check.keyword === "HEALTHCHECK" ? missingHealthTool(stage, check) : null;
        return tool
          ? [
              {
                line: check.line,
                message: `The health check calls ${tool}, which ${rootImage(stage)} does not have: copy a small probe into the image and call that`,
              },
            ]
          : [];
      }),
    ),
  },
  { code: "root-user", severity: "error", find: rootFindings },
];
