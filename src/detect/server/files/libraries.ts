/** What libraries write by themselves, as their documentation says: below the user's own directory or beside the program. */
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { lastName, place } from "../flow/program.ts";
import { importOf, packageOf } from "../flow/types.ts";
import { isKnown, known } from "../flow/value.ts";
import { pocketbaseData, pocketbaseOf } from "../pocketbase.ts";
import type { WrittenPath } from "./paths.ts";

/** Functions of github.com/adrg/xdg that give the path of a file and make the directories above it. */
const XDG: Readonly<Record<string, string>> = {
  DataFile: "~/.local/share",
  ConfigFile: "~/.config",
  CacheFile: "~/.cache",
  StateFile: "~/.local/state",
};

function xdgFiles(analysis: Analysis): WrittenPath[] {
  return Object.entries(XDG).flatMap(([name, directory]) =>
    (analysis.program.calls.get(name) ?? []).flatMap(({ call, scope, guards }) => {
      const path = packageOf(call.callee, scope);
      if (path !== "github.com/adrg/xdg" || isOff(analysis, guards, scope)) return [];
      const file = call.args[0] ? valueIn(analysis, call.args[0], scope) : null;
      if (!file) return [];
      const evidence = place(scope.file, call.at);
      const text = `${directory}/${file.text}`;
      return [{ text, value: known(text, evidence), directory: false, evidence }];
    }),
  );
}

/** A node of tailscale.com/tsnet keeps its state in os.UserConfigDir, unless its Dir says another place. */
function tailnetNodes(analysis: Analysis): WrittenPath[] {
  return (analysis.program.composites.get("Server") ?? []).flatMap(({ composite, scope, guards }) => {
    const { type } = composite;
    if (type?.kind !== "selector" || importOf(type.base, scope) !== "tailscale.com/tsnet") return [];
    if (isOff(analysis, guards, scope)) return [];
    const directory = composite.elements.find(({ key }) => key !== null && lastName(key) === "Dir")?.value;
    const given = directory ? valueIn(analysis, directory, scope) : known("", null);
    if (given === null) return [];
    const evidence = place(scope.file, composite.at);
    const value = given.text === "" ? known("~/.config", evidence) : given;
    return [{ text: value.text, value, directory: true, evidence }];
  });
}

function pocketbaseFiles(analysis: Analysis): WrittenPath[] {
  const made = pocketbaseOf(analysis);
  const value = made && pocketbaseData(analysis, made);
  return value ? [{ text: value.text, value, directory: true, evidence: made.evidence }] : [];
}

/** Files among `cfg.OutputPaths = []string{"stdout", "logs/shop.log"}` of zap: https://pkg.go.dev/go.uber.org/zap#Config */
function zapFiles(analysis: Analysis): WrittenPath[] {
  return ["OutputPaths", "ErrorOutputPaths"].flatMap((name) =>
    (analysis.program.fieldValues.get(name) ?? []).flatMap(({ value: list, scope }) => {
      if (list.kind !== "composite" || !scope.file.importPaths.has("go.uber.org/zap")) return [];
      return list.elements.flatMap(({ value: one }) => {
        const value = valueIn(analysis, one, scope);
        const isFile = isKnown(value) && !/^std(out|err)$|:/.test(value.text);
        return isFile
          ? [{ text: value.text, value, directory: false, evidence: place(scope.file, list.at) }]
          : [];
      });
    }),
  );
}

/** Files and directories, each with its place in the code. */
export function libraryPaths(analysis: Analysis): readonly WrittenPath[] {
  return [xdgFiles, tailnetNodes, pocketbaseFiles, zapFiles].flatMap((find) => find(analysis));
}
