/** Names that the program must not have, since it would take itself for a file that it looks for beside itself. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";

/** The working directory, where the program lies in the image. */
const HERE = /^(\.\/?|\$PWD)?$/;
const VIPER = "github.com/spf13/viper";

/** Of `SetConfigName("shop")` with a type viper takes `shop.yaml`, and where there is none a file `shop` as well. */
export function bareNames(analysis: Analysis): readonly string[] {
  const textsOf = (name: string) =>
    (analysis.program.calls.get(name) ?? []).flatMap(({ call, scope }) =>
      scope.file.importPaths.has(VIPER) ? (textOf(analysis, call.args[0], scope) ?? []) : [],
    );
  const isHere = textsOf("AddConfigPath").some((directory) => HERE.test(directory));
  return isHere && textsOf("SetConfigType").length > 0 ? [...new Set(textsOf("SetConfigName"))] : [];
}
