/** Build tags that the program does not compile without, or has only a stand-in without. */
import { declaredNames, plainCode } from "../../go-source/names.ts";
import type { ReachedPackage } from "../../reach.ts";
import type { ServerInput } from "../analysis.ts";
import { constraintOf, type PackageFile } from "./package-files.ts";

const isTag = (constraint: string): boolean => /^[\w.]+$/.test(constraint);

/** Names at the top of a file, one to a declaration: `var Netgo = true`. */
function declared(text: string): string[] {
  const found = [...plainCode(text).matchAll(/^(?:func|type|var|const)\s+([A-Za-z]\w*)/gm)];
  return found.map(([, name]) => name ?? "").filter((name) => name !== "init" && name !== "main");
}

/** Whether code that is compiled in any case uses a name of the package. */
function isUsed(packages: readonly ReachedPackage[], of: ReachedPackage, name: string): boolean {
  return packages.some((one) =>
    one.files.some(({ text, imports }) => {
      const inside = one.directory === of.directory;
      const used = imports.find(({ path }) => path === of.importPath);
      if ((!inside && !used) || !text.includes(name) || constraintOf(text) !== "") return false;
      const before = inside ? "(?<![.\\w])" : `\\b${used?.name ?? of.name}\\.`;
      return new RegExp(`${before}${name}\\b`).test(plainCode(text));
    }),
  );
}

/** Tags of files that alone declare what code without a constraint uses: `_ = buildtags.Netgo`. */
export function compilingTags({ reach }: ServerInput, files: readonly PackageFile[]): ReadonlySet<string> {
  const needed = files.filter((file) => {
    const of = reach.packages.find(({ directory }) => directory === file.directory);
    if (!of || !isTag(file.constraint)) return false;
    const others = files.filter((other) => other.directory === file.directory && other !== file);
    return declared(file.text).some(
      (name) =>
        isUsed(reach.packages, of, name) &&
        !others.some(({ text }) => text.includes(name) && declaredNames(plainCode(text)).has(name)),
    );
  });
  return new Set(needed.map(({ constraint }) => constraint));
}

/** Tags with which a package embeds files, and without which it has a stand-in for them. */
export function embeddingTags(files: readonly PackageFile[]): ReadonlySet<string> {
  const embedding = files.filter(({ directory, constraint, text }) => {
    if (!isTag(constraint) || !/^\/\/go:embed\s/m.test(text)) return false;
    return files.some((other) => other.directory === directory && other.constraint === `!${constraint}`);
  });
  return new Set(embedding.map(({ constraint }) => constraint));
}
