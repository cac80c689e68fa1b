/** What wire makes of its injectors, `//go:build wireinject`, where the package calls one and nobody committed it. */
import type { GoStep } from "../../types/prebuild.ts";
import type { GoBuildContext } from "../build-context.ts";
import { basename, join, relativeTo } from "../paths.ts";
import type { GraphPackage } from "../reach.ts";
import type { Sources } from "../sources.ts";
import type { MissingCode } from "./missing-code.ts";

/** No build has these, whatever they hold. */
const TEST = /_test\.go$/;
const TAGGED = /^\/\/\s*(?:go:build|\+build)\s+wireinject\b/m;
const OUTPUT = "wire_gen.go";
const MODULE = "github.com/google/wire";
/** Go 1.25 and newer do not compile 0.6, and 0.5 does not read what they compile. */
const OLD = /^v0\.[0-6]\./;
const FIRST = "v0.7.0";

const functionsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^func (\w+)\(/gm)].map(([, name = ""]) => name);

/** At most one for each package. */
export function missingInjectors(
  sources: Sources,
  packages: readonly GraphPackage[],
): readonly MissingCode[] {
  return packages.flatMap(({ directory, files }) => {
    const names = sources.directory(directory)?.files ?? [];
    const own = new Set(files.map(({ path }) => basename(path)));
    const candidates = names.filter((name) => name.endsWith(".go") && !TEST.test(name) && !own.has(name));
    if (candidates.length === 0 || names.includes(OUTPUT)) return [];
    const texts = files.map((file) => file.text());
    const declared = new Set(texts.flatMap(functionsOf));
    const injecting = candidates.find((name) => {
      const text = sources.text(join(directory, name)) ?? "";
      const wanted = TAGGED.test(text) ? functionsOf(text).filter((one) => !declared.has(one)) : [];
      return wanted.some((one) => texts.some((code) => new RegExp(`\\b${one}\\(`).test(code)));
    });
    if (injecting === undefined) return [];
    const evidence = `${join(directory, injecting)}:1`;
    return [{ path: join(directory, OUTPUT), directory, text: "wire", evidence }];
  });
}

/** The step that makes it with Go alone, by the version that go.mod requires; null where nothing is missing. */
export function injectorStep(
  { module, requires, replaced }: GoBuildContext,
  missing: readonly MissingCode[],
): GoStep | null {
  const [first] = missing;
  const version = requires.find(({ path }) => path === MODULE && !replaced.has(path))?.version;
  if (!first || version === undefined) return null;
  const packages = missing.map(({ directory }) => `./${relativeTo(directory, module.directory)}`);
  const tool = `${MODULE}/cmd/wire@${OLD.test(version) ? FIRST : version}`;
  return {
    directory: module.directory,
    command: ["go run", tool, "gen", ...packages].join(" "),
    outputs: missing.map(({ path }) => path),
    evidence: first.evidence,
  };
}
