/** Build constraints. Source: go/build/constraint and https://pkg.go.dev/cmd/go#hdr-Build_constraints. */

export type Constraint =
  | { readonly kind: "tag"; readonly tag: string }
  | { readonly kind: "not"; readonly of: Constraint }
  | { readonly kind: "and" | "or"; readonly left: Constraint; readonly right: Constraint };

export function evaluate(constraint: Constraint, isSet: (tag: string) => boolean): boolean {
  switch (constraint.kind) {
    case "tag":
      return isSet(constraint.tag);
    case "not":
      return !evaluate(constraint.of, isSet);
    case "and":
      return evaluate(constraint.left, isSet) && evaluate(constraint.right, isSet);
    case "or":
      return evaluate(constraint.left, isSet) || evaluate(constraint.right, isSet);
  }
}

/** Every tag that a constraint names. */
export function tagsOf(constraint: Constraint): string[] {
  if (constraint.kind === "tag") return [constraint.tag];
  if (constraint.kind === "not") return tagsOf(constraint.of);
  return [...tagsOf(constraint.left), ...tagsOf(constraint.right)];
}

/** A constraint that never holds: what Go makes of a line that it cannot read. */
const NEVER: Constraint = {
  kind: "and",
  left: { kind: "tag", tag: "ignore" },
  right: { kind: "not", of: { kind: "tag", tag: "ignore" } },
};

/** The expression after `//go:build`. */
export function parseGoBuild(text: string): Constraint {
  const tokens = text.replace(/\/\/.*$/, "").match(/&&|\|\||[!()]|[\p{L}\p{N}_.]+|\S/gu) ?? [];
  let at = 0;
  const chain = (operator: "&&" | "||", next: () => Constraint | null): Constraint | null => {
    let left = next();
    while (left && tokens[at] === operator) {
      at += 1;
      const right = next();
      left = right && { kind: operator === "&&" ? "and" : "or", left, right };
    }
    return left;
  };
  const or = (): Constraint | null => chain("||", and);
  const and = (): Constraint | null => chain("&&", unary);
  const unary = (): Constraint | null => {
    const token = tokens[at];
    at += 1;
    if (token === "!") {
      const of = unary();
      return of && { kind: "not", of };
    }
    if (token === "(") {
      const inner = or();
      if (tokens[at] !== ")") return null;
      at += 1;
      return inner;
    }
    return token !== undefined && /^[\p{L}\p{N}_.]+$/u.test(token) ? { kind: "tag", tag: token } : null;
  };
  const parsed = or();
  return parsed && at === tokens.length ? parsed : NEVER;
}

/** Old `// +build` lines: lines are ANDed, options in a line ORed, terms in an option ANDed. */
export function parsePlusBuild(lines: readonly string[]): Constraint {
  const all = (parts: readonly Constraint[], kind: "and" | "or") =>
    parts.reduce<Constraint | null>((left, right) => (left ? { kind, left, right } : right), null) ?? NEVER;
  const term = (text: string): Constraint => {
    if (text.startsWith("!")) return { kind: "not", of: { kind: "tag", tag: text.slice(1) } };
    return { kind: "tag", tag: text };
  };
  return all(
    lines.map((line) =>
      all(
        line
          .trim()
          .split(/\s+/)
          .filter((option) => option !== "")
          .map((option) => all(option.split(",").map(term), "and")),
        "or",
      ),
    ),
    "and",
  );
}
