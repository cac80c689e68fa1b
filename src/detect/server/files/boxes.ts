/** Directories that go.rice finds by the place of the code that asks for them. */
import { posix } from "node:path";
import type { RuntimeFile } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { place } from "../flow/program.ts";
import { importOf } from "../flow/types.ts";

const RICE = "github.com/GeertJohan/go.rice";

/**
 * A box that `rice embed-go` did not put into the code is looked for beside the source file
 * of the caller. Under -trimpath that file's path begins with the package's import path,
 * so that the directory is found below the working directory. It may have to be made first.
 */
export function findBoxes({ program }: Analysis): readonly RuntimeFile[] {
  return ["FindBox", "MustFindBox"].flatMap((name) =>
    (program.calls.get(name) ?? []).flatMap(({ call, scope }) => {
      const { callee, args } = call;
      const [box] = args;
      const path = callee.kind === "selector" ? importOf(callee.base, scope) : null;
      const text = path === RICE && box?.kind === "string" ? box.value : null;
      const { directory, importPath } = scope.file.package;
      const embedded = program.files.some(
        (file) => file.package === scope.file.package && file.text.includes("RegisterEmbeddedBox("),
      );
      if (text === null || embedded) return [];
      const source = posix.join(directory, text);
      if (source.startsWith("..")) return [];
      return [{ source, destination: posix.join(importPath, text), evidence: place(scope.file, call.at) }];
    }),
  );
}
