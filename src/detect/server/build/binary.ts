/** What the repository's own builds call the program: `go build -o /out/shop ./cmd/proxy`. */
import { posix } from "node:path";
import { fileOf } from "../../../evidence.ts";
import type { ServerInput } from "../analysis.ts";
import { imageBuilds, isAboutMain } from "./image-builds.ts";
import { joinLines } from "./makefile.ts";
import type { BuildLine } from "./scripts.ts";

const OUTPUT = /\sgo build\b.*?\s-o[ =]?\s*["']?([\w@.{}()$/-]+)/;
const RELEASE = /^\s*(?:-\s+)?binary:\s*["']?([\w.-]+)["']?\s*$/;

/** A name and nothing that is still to be put in: no `$(NAME)`, no `./...`. */
function nameIn(path: string): string | null {
  const name = posix.basename(path).replace(/\.exe$/, "");
  return path.endsWith("/") || !/^[A-Za-z][\w-]*$/.test(name) ? null : name;
}

const outputOf = (text: string): string | null => nameIn(OUTPUT.exec(` ${text}`)?.[1] ?? "");

/** The image's name for it first, then that of a release, then that of any command that builds this main. */
export function binaryName(input: ServerInput, lines: readonly BuildLine[]): string | null {
  const image = imageBuilds(input).map(({ text }) => outputOf(text));
  const released = lines.flatMap(({ text, evidence }) =>
    /goreleaser/.test(evidence) ? (RELEASE.exec(text)?.[1] ?? []) : [],
  );
  const alone = input.repository.mains.length === 1;
  const others = joinLines(lines).flatMap(({ text, evidence }) => {
    const file = fileOf(evidence);
    return text.split(/&&|\|\||[;|]/).flatMap((command) => {
      if (!/\bgo build\b/.test(command) || !(isAboutMain(input, file, command) ?? alone)) return [];
      return [outputOf(command)];
    });
  });
  const release = new Set(released).size === 1 ? released : [];
  return [...image, ...release, ...others].find((name) => name !== null) ?? null;
}
