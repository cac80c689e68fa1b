/** Calls of libraries that read nothing but configuration. */
import type { Analysis } from "../flow/context.ts";
import type { CallSite } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";

/** Their functions, and the argument that is the file. */
const LIBRARIES: Readonly<Record<string, readonly (readonly [from: RegExp, argument: number])[]>> = {
  DecodeFile: [[/^github\.com\/BurntSushi\/toml$/, 0]],
  LoadFile: [[/^github\.com\/pelletier\/go-toml$/, 0]],
  Load: [
    [/^(gopkg\.in|github\.com\/go-ini)\/ini(\.v1)?$/, 0],
    [/^github\.com\/jinzhu\/configor$/, 1],
  ],
  MapTo: [[/^(gopkg\.in|github\.com\/go-ini)\/ini(\.v1)?$/, 1]],
  LoadConfigFile: [[/^github\.com\/unknwon\/goconfig$/i, 0]],
  ReadFileInto: [[/^(gopkg\.in\/gcfg\.v1|github\.com\/go-gcfg\/gcfg)/, 1]],
  GetConf: [[/^github\.com\/tkanos\/gonfig$/, 0]],
};

export interface LibraryRead {
  readonly site: CallSite;
  readonly path: Expression | undefined;
}

export function libraryReads({ program }: Analysis): readonly LibraryRead[] {
  return Object.entries(LIBRARIES).flatMap(([name, libraries]) =>
    (program.calls.get(name) ?? []).flatMap((site) => {
      const from = packageOf(site.call.callee, site.scope) ?? "";
      const argument = libraries.find(([path]) => path.test(from))?.[1];
      return argument === undefined ? [] : [{ site, path: site.call.args[argument] }];
    }),
  );
}
