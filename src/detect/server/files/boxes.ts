/** Directories that go.rice and packr find by the place of the code that asks for them. */
import { posix } from "node:path";
import type { RuntimeFile } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { place } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";

const RICE = "github.com/GeertJohan/go.rice";
const PACKR = "github.com/gobuffalo/packr/v2";

/** Calls that look for a box, and which argument is its directory. */
const FINDERS: readonly (readonly [name: string, library: string, index: number])[] = [
  ["FindBox", RICE, 0],
  ["MustFindBox", RICE, 0],
  ["New", PACKR, 1],
  ["NewBox", PACKR, 0],
];
/** What either library's command leaves in the package whose boxes it put into the code. */
const EMBEDDED = /RegisterEmbeddedBox\(|\/packrd"/;

/**
 * A box that the library's command did not put into the code is looked for beside the source
 * file of the caller. Under -trimpath that file's path begins with the package's import path,
 * so that the directory is found below the working directory. It may have to be made first.
 */
export function findBoxes({ program }: Analysis): readonly RuntimeFile[] {
  return FINDERS.flatMap(([name, library, index]) =>
    (program.calls.get(name) ?? []).flatMap(({ call, scope }) => {
      const { callee, args } = call;
      const box = args[index];
      const path = packageOf(callee, scope);
      const text = path === library && box?.kind === "string" ? box.value : null;
      const { directory, importPath } = scope.file.package;
      if (text === null) return [];
      const embedded = program.files.some(
        (file) => file.package === scope.file.package && EMBEDDED.test(file.text),
      );
      if (embedded) return [];
      const source = posix.join(directory, text);
      if (source.startsWith("..")) return [];
      return [{ source, destination: posix.join(importPath, text), evidence: place(scope.file, call.at) }];
    }),
  );
}
