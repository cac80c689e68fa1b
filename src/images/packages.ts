import type { Answers, BaseName } from "../types/answers.ts";
import type { GoSuite } from "./catalog.ts";
import { baseImage } from "./index.ts";

/** Which distribution's package names a base needs, to build and to run. */
export function packageFamily(base: BaseName): GoSuite {
  return baseImage(base).builder;
}

/** What the alpine image of Go lacks to compile C; the Debian one has a compiler. */
const alpineCompiler = ["gcc", "musl-dev"] as const;

/** The names behind `build:` or `run:`. */
export function answeredPackages(
  answers: Pick<Answers, "cgo" | "cgoPackages">,
  kind: "build" | "run",
): readonly string[] {
  if (!answers.cgo) return [];
  return answers.cgoPackages
    .filter((entry) => entry.startsWith(`${kind}:`))
    .map((entry) => entry.slice(kind.length + 1));
}

/** What the build stage installs to compile with cgo: the compiler where the image has none, and the answers' own. */
export function cgoBuildPackages(answers: Pick<Answers, "base" | "cgo" | "cgoPackages">): readonly string[] {
  if (!answers.cgo) return [];
  const compiler = packageFamily(answers.base) === "alpine" ? alpineCompiler : [];
  return [...new Set([...compiler, ...answeredPackages(answers, "build")])].toSorted();
}

/** What the production image installs for cgo, without what the base holds already. */
export function cgoRuntimePackages(
  answers: Pick<Answers, "base" | "cgo" | "cgoPackages">,
): readonly string[] {
  const present = new Set(baseImage(answers.base).sharedLibraries);
  return answeredPackages(answers, "run").filter((name) => !present.has(name));
}
