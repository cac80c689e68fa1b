import type { Instruction } from "../dockerfile/model.ts";
import { type Command, hasFlag, operands } from "../dockerfile/shell.ts";
import { runCommands } from "../dockerfile/stages.ts";
import { each, type Rule } from "./rule.ts";

// Rules of hadolint 2.15 about apt and apk: https://github.com/hadolint/hadolint

function installs(run: Instruction, tool: string, verb: string): readonly Command[] {
  return runCommands(run).filter(({ name, args }) => name === tool && args.includes(verb));
}

function hasCacheMount(run: Instruction, target: string): boolean {
  return run.flags.some(
    ({ name, value }) => name === "mount" && /type=(cache|tmpfs)/.test(value) && value.includes(`=${target}`),
  );
}

/** Packages that an `apt-get install` or `apk add` names. */
export function packagesOf(command: Command): string[] {
  const withValue = ["-t", "--target-release", "--virtual", "--repository", "-X", "-o"];
  return operands(command, withValue).filter((arg) => arg !== "install" && arg !== "add");
}

export const hadolintPackageRules: readonly Rule[] = [
  {
    code: "DL3008",
    severity: "warning",
    find: each(["RUN"], (run) => {
      const loose = installs(run, "apt-get", "install")
        .flatMap(packagesOf)
        .find((name) => !/[=/$]|\.deb$/.test(name));
      return loose ? `Pin the version: apt-get install ${loose}=<version>` : null;
    }),
  },
  {
    code: "DL3009",
    severity: "warning",
    find: each(["RUN"], (run) => {
      const commands = runCommands(run);
      const updates = commands.some(
        ({ name, args }) => /^apt(-get|itude)?$/.test(name) && args.includes("update"),
      );
      const removes = commands.some(
        ({ name, args }) => name === "rm" && args.some((arg) => arg.startsWith("/var/lib/apt/lists")),
      );
      return updates && !removes && !hasCacheMount(run, "/var/lib/apt")
        ? "Delete the lists in the same step: rm -rf /var/lib/apt/lists/*"
        : null;
    }),
  },
  {
    code: "DL3014",
    severity: "warning",
    find: each(["RUN"], (run) =>
      installs(run, "apt-get", "install").some(
        (command) => !hasFlag(command, "y", "yes", "assume-yes") && !command.args.includes("-qq"),
      )
        ? "Nobody answers during a build: apt-get install -y"
        : null,
    ),
  },
  {
    code: "DL3015",
    severity: "warning",
    find: each(["RUN"], (run) =>
      installs(run, "apt-get", "install").some(
        (command) =>
          !hasFlag(command, "no-install-recommends") &&
          !command.args.some((arg) => arg.includes("APT::Install-Recommends=")),
      )
        ? "Leave out what is only recommended: apt-get install --no-install-recommends"
        : null,
    ),
  },
  {
    code: "DL3018",
    severity: "warning",
    find: each(["RUN"], (run) => {
      const loose = installs(run, "apk", "add")
        .flatMap(packagesOf)
        .find((name) => !/[=~<>$]|\.apk$/.test(name));
      return loose ? `Pin the version: apk add ${loose}=<version>` : null;
    }),
  },
  {
    code: "DL3019",
    severity: "warning",
    find: each(["RUN"], (run) =>
      installs(run, "apk", "add").some((command) => !hasFlag(command, "no-cache")) &&
      !hasCacheMount(run, "/var/cache/apk")
        ? "Leave no index in the layer: apk add --no-cache"
        : null,
    ),
  },
];
