/** What `make TARGET` runs. */
import type { BuildLine } from "./scripts.ts";

interface Rule {
  readonly needs: readonly string[];
  readonly recipe: readonly BuildLine[];
}

/** `build: deps` at the start of a line, and no assignment. */
const RULE = /^([^\s#:=][^:=]*?)\s*::?(?!=)\s*([^=]*)$/;

/** Lines that a backslash continues are one, at the place of the first. */
export function joinLines(lines: readonly BuildLine[]): readonly BuildLine[] {
  const joined: BuildLine[] = [];
  let open = false;
  for (const line of lines) {
    const last = open ? joined.pop() : undefined;
    open = /\\\s*$/.test(line.text);
    const text = line.text.replace(/\\\s*$/, " ");
    joined.push(last ? { ...last, text: last.text + text.trim() } : { ...line, text });
  }
  return joined;
}

function rulesOf(lines: readonly BuildLine[]): ReadonlyMap<string, Rule> {
  const rules = new Map<string, Rule>();
  let names: readonly string[] = [];
  for (const line of joinLines(lines)) {
    if (line.text.startsWith("\t")) {
      for (const name of names) {
        const { needs = [], recipe = [] } = rules.get(name) ?? {};
        rules.set(name, { needs, recipe: [...recipe, line] });
      }
      continue;
    }
    const [, targets = "", needed = ""] = RULE.exec(line.text.replace(/\s#.*$/, "")) ?? [];
    if (targets === "") continue;
    names = targets.split(/\s+/).filter((name) => !name.startsWith("."));
    const needs = needed.split(/[\s|]+/).filter((name) => name !== "");
    for (const name of names) {
      const before = rules.get(name);
      rules.set(name, { needs: [...(before?.needs ?? []), ...needs], recipe: before?.recipe ?? [] });
    }
  }
  return rules;
}

/** The targets that a `make` command names, without options and assignments. */
export function makeTargets(command: string): string[] | null {
  const words = /(?:^|[\s@(])(?:make|\$[({]MAKE[)}])(\s.*)?$/.exec(command)?.[1];
  if (words === undefined) return /(?:^|[\s@(])(?:make|\$[({]MAKE[)}])$/.test(command) ? [] : null;
  return words.split(/\s+/).filter((word) => /^[\w./-]+$/.test(word) && !word.startsWith("-"));
}

/**
 * The recipe lines of these targets, with those of what they need and call.
 * @param targets none for the first one of the file
 */
export function recipesOf(lines: readonly BuildLine[], targets: readonly string[]): readonly BuildLine[] {
  const rules = rulesOf(lines);
  const [first] = rules.keys();
  const seen = new Set<string>();
  const visit = (name: string): readonly BuildLine[] => {
    const rule = rules.get(name);
    if (seen.has(name) || !rule) return [];
    seen.add(name);
    const called = rule.recipe.flatMap(({ text }) => makeTargets(text.trim()) ?? []);
    return [...rule.needs.flatMap(visit), ...rule.recipe, ...called.flatMap(visit)];
  };
  return (targets.length > 0 ? targets : first === undefined ? [] : [first]).flatMap(visit);
}
