import { type Command, hasFlag, operands } from "../dockerfile/shell.ts";
import { runCommands } from "../dockerfile/stages.ts";
import { each, eachStage, type Rule } from "./rule.ts";

// Rules of hadolint 2.15 about what RUN calls: https://github.com/hadolint/hadolint
// (the wording is ours). Package pins, DL3008 and DL3018, are in packages.

/** A finding when any command of a RUN is one that should not be there. */
function calls(test: (command: Command) => boolean, message: string): Rule["find"] {
  return each(["RUN"], (run) => (runCommands(run).some(test) ? message : null));
}

const POINTLESS = new Set(["free", "kill", "mount", "ps", "service", "shutdown", "ssh", "top", "vim"]);

export const hadolintCommandRules: readonly Rule[] = [
  {
    code: "DL3001",
    severity: "warning",
    find: each(["RUN"], (run) => {
      const command = runCommands(run).find(({ name }) => POINTLESS.has(name));
      return command ? `\`${command.name}\` makes no sense in a build` : null;
    }),
  },
  {
    code: "DL3003",
    severity: "warning",
    find: calls(({ name }) => name === "cd", "Use WORKDIR to switch to a directory"),
  },
  {
    code: "DL3004",
    severity: "error",
    find: calls(
      ({ name }) => name === "sudo",
      "Do not use sudo: a build step runs as the user that USER names",
    ),
  },
  {
    code: "DL3027",
    severity: "warning",
    find: calls(({ name }) => name === "apt", "Use apt-get: apt is made for people at a terminal"),
  },
  {
    code: "DL3046",
    severity: "warning",
    find: calls(
      (command) =>
        command.name === "useradd" &&
        !hasFlag(command, "l", "no-log-init") &&
        command.args.some(
          (arg, index) => /^(-u|--uid)$/.test(command.args[index - 1] ?? "") && arg.length > 5,
        ),
      "useradd with a high UID needs --no-log-init, or the image gets a huge sparse file",
    ),
  },
  {
    code: "DL3047",
    severity: "warning",
    find: calls(
      (command) =>
        command.name === "wget" &&
        !hasFlag(command, "progress", "q", "quiet", "o", "output-file", "a", "append-output", "no-verbose") &&
        !command.args.includes("-nv"),
      "wget without --progress=dot:giga or -q fills the build log",
    ),
  },
  {
    code: "DL3062",
    severity: "warning",
    find: each(["RUN"], (run) => {
      const unpinned = runCommands(run).flatMap(goPackages).find(isUnpinned);
      return unpinned ? `Pin the version: go install ${unpinned.replace(/@.*$/, "")}@<version>` : null;
    }),
  },
  {
    code: "DL4001",
    severity: "warning",
    find: eachStage((stage) => {
      const runs = stage.instructions.filter(({ keyword }) => keyword === "RUN");
      const users = (tool: string) =>
        runs.filter((run) => runCommands(run).some(({ name }) => name === tool));
      const [wget] = users("wget").slice(-1);
      const [curl] = users("curl").slice(-1);
      return wget && curl
        ? [{ line: Math.max(wget.line, curl.line), message: "Use either wget or curl, not both" }]
        : [];
    }),
  },
  {
    code: "DL4005",
    severity: "warning",
    find: calls(
      (command) => command.name === "ln" && command.args.includes("/bin/sh"),
      "Use SHELL to change the default shell",
    ),
  },
  {
    code: "DL4006",
    severity: "warning",
    find: eachStage((stage) => {
      let pipefail = false;
      return stage.instructions.flatMap((instruction) => {
        if (instruction.keyword === "SHELL") pipefail = instruction.text.includes("pipefail");
        const script = instruction.keyword === "RUN" ? runCommands(instruction) : [];
        const setsIt = script.some(({ name, args }) => name === "set" && args.includes("pipefail"));
        return !pipefail && !setsIt && script.some(({ piped }) => piped)
          ? [
              {
                line: instruction.line,
                message: "A failure in front of a pipe goes unseen: set -o pipefail through SHELL",
              },
            ]
          : [];
      });
    }),
  },
];

/** Build flags of the go command that take a value (`go help build`). */
const GO_VALUES = (
  "-C -p -covermode -coverpkg -asmflags -buildmode -compiler -gccgoflags -gcflags -installsuffix " +
  "-ldflags -mod -modfile -o -overlay -pgo -pkgdir -tags -toolexec"
).split(" ");

function goPackages(command: Command): string[] {
  if (command.name !== "go") return [];
  const [verb, ...rest] = operands(command, GO_VALUES);
  if (verb === "run") return rest.slice(0, 1);
  return verb === "install" || verb === "get" ? rest.filter((arg) => arg !== "tool") : [];
}

function isUnpinned(name: string): boolean {
  if (/^[./$]/.test(name)) return false;
  return !name.includes("@") || /@(latest|none)$/.test(name);
}
