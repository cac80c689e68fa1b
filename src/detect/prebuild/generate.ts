/** Embedded files and code that `go generate` makes with Go alone. */
import type { GoStep } from "../../types/prebuild.ts";
import type { Embed } from "../../types/project.ts";
import type { Layout } from "../layout.ts";
import { relativeTo } from "../paths.ts";
import type { GraphPackage } from "../reach.ts";
import { generateLines, generatorNaming } from "./commands.ts";
import type { MissingCode } from "./missing-code.ts";

/** Nothing has to be installed for these: `go run ./gen`, `go run example.com/gen@v1`, `go tool gen`. */
const GO_ALONE = /^go (run|tool)\s/;

/**
 * `go generate` in the packages that lack what they embed or are made of, or whose generator names
 * it, where each of their directives needs nothing but Go; null where there is no such package.
 * @param moduleDirectory where the command runs
 */
export function generateStep(
  layout: Layout,
  packages: readonly GraphPackage[],
  embeds: readonly Embed[],
  code: readonly MissingCode[],
  moduleDirectory: string,
): GoStep | null {
  const lines = generateLines(packages);
  const lacking = [
    ...embeds.flatMap((embed) =>
      embed.missing.map((path) => ({
        directory: generatorNaming(layout, lines, path)?.directory ?? embed.package,
        outputs: [path],
      })),
    ),
    ...code.map(({ directory, path }) => ({ directory, outputs: [path] })),
  ];
  const made = lacking.flatMap(({ directory, outputs }) => {
    const own = lines.filter((line) => line.directory === directory);
    const [first] = own;
    const isMade = first && own.every(({ text }) => GO_ALONE.test(text));
    return isMade ? [{ directory, outputs, evidence: first.evidence }] : [];
  });
  const [first] = made;
  if (!first) return null;
  const directories = new Set(made.map(({ directory }) => relativeTo(directory, moduleDirectory)));
  return {
    directory: moduleDirectory,
    command: `go generate ${[...directories].map((one) => (one === "." ? "." : `./${one}`)).join(" ")}`,
    outputs: [...new Set(made.flatMap(({ outputs }) => outputs))],
    evidence: first.evidence,
  };
}
