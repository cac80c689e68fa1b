/** Paths that the program embeds and that another tool has to make. */
import type { Embed } from "../../types/project.ts";
import { plainPrefix } from "../embed/match.ts";
import { dirname, join } from "../paths.ts";
import type { Sources } from "../sources.ts";
import { isGitIgnored } from "./gitignore.ts";
import { isPlaceholder, type Target } from "./match.ts";

/** Where builds put what they make, in a directory that holds other files too. */
const INNER = ["dist", "build", "out", "public", "static"];

/** Directories that the patterns embed and that a build would fill. */
export function embeddedTargets(sources: Sources, embeds: readonly Embed[]): Target[] {
  const targets = new Map<string, Target>();
  for (const embed of embeds) {
    const owner = embed.package;
    for (const path of embed.missing) targets.set(path, { path, placeholder: false, owner });
    for (const pattern of embed.patterns) {
      const prefix = plainPrefix(pattern);
      const named = join(embed.package, prefix);
      const path = sources.directory(named) ? named : dirname(named);
      if (prefix === "" || path === embed.package || targets.has(path) || targets.has(named)) continue;
      const made = isGitIgnored(sources, path) || isGitIgnored(sources, `${path}/assets`);
      const placeholder = isPlaceholder(sources, path);
      if (made || placeholder) targets.set(path, { path, placeholder, owner });
      const inner = INNER.map((name) => join(path, name)).filter(
        (below) => sources.directory(path) !== null && isGitIgnored(sources, below),
      );
      if (!made) for (const below of inner) targets.set(below, { path: below, placeholder: true, owner });
    }
  }
  return [...targets.values(), ...besideCode(sources, embeds)];
}

/** `//go:embed *` beside the code: what git leaves out there is embedded with what it does not. */
function besideCode(sources: Sources, embeds: readonly Embed[]): Target[] {
  const whole = embeds.filter(({ package: owner, patterns }) =>
    patterns.some((pattern) => owner !== "." && join(owner, plainPrefix(pattern)) === owner),
  );
  return whole.flatMap(({ package: owner }) =>
    INNER.some((name) => isGitIgnored(sources, join(owner, name)))
      ? [{ path: owner, placeholder: true, owner, beside: true }]
      : [],
  );
}
