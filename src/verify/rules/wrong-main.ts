import { type Command, operands } from "../dockerfile/shell.ts";
import { runCommands } from "../dockerfile/stages.ts";
import { each, type Rule } from "./rule.ts";

/** Flags of `go build` whose value is the next argument. */
const WITH_VALUE = [
  "-o",
  "-tags",
  "-ldflags",
  "-gcflags",
  "-asmflags",
  "-mod",
  "-p",
  "-pkgdir",
  "-overlay",
  "-C",
];

/** Package directories that a `go build` names relative to the module: `cmd/server`. */
function packagesBuilt(command: Command): string[] {
  if (command.name !== "go" || command.args[0] !== "build") return [];
  return operands(command, WITH_VALUE)
    .filter((operand) => operand.startsWith("./") && !/\.go$|\.\.\.|\$/.test(operand))
    .map((operand) => operand.replace(/^\.\//, "").replace(/\/$/, ""))
    .filter((operand) => operand !== "");
}

/**
 * `go build` of a directory without a main package writes an archive that no kernel
 * runs, or fails. The module may lie deeper than the context, so ends are compared.
 */
export const wrongMain: Rule = {
  code: "wrong-main",
  severity: "error",
  find: each(["RUN"], (run, { mains }) => {
    if (mains.length === 0) return null;
    const isMain = (directory: string) =>
      mains.some((main) => main === `./${directory}` || main.endsWith(`/${directory}`));
    const wrong = runCommands(run)
      .flatMap(packagesBuilt)
      .find((directory) => !isMain(directory));
    return wrong === undefined
      ? null
      : `./${wrong} is no main package of this directory; those are ${mains.join(", ")}`;
  }),
};
