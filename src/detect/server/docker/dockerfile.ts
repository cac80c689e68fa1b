/** As much of a Dockerfile as says how its author runs the service. */
import { posix } from "node:path";

export interface Instruction {
  /** In capitals. */
  readonly name: string;
  /** Continuation lines joined. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** From 0; ARGs before the first FROM have -1. */
  readonly stage: number;
}

/** Never fails: what is not an instruction is left out. */
export function readDockerfile(text: string): readonly Instruction[] {
  const instructions: Instruction[] = [];
  const lines = text.split(/\r?\n/);
  let stage = -1;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const match = /^\s*([A-Za-z]+)\s+(.*)$/.exec(line);
    if (!match || line.trimStart().startsWith("#")) continue;
    const first = at;
    let content = match[2] ?? "";
    while (/\\\s*$/.test(content) && at + 1 < lines.length) {
      const next = lines[++at] ?? "";
      content = /^\s*#/.test(next) ? content : content.replace(/\\\s*$/, " ") + next.trim();
    }
    const heredoc = /<<-?\s*["']?(\w+)["']?/.exec(content);
    if (heredoc?.[1] !== undefined) {
      while (at + 1 < lines.length && lines[++at]?.trim() !== heredoc[1]) content += `\n${lines[at]}`;
    }
    const name = (match[1] ?? "").toUpperCase();
    if (name === "FROM") stage++;
    instructions.push({ name, text: content.trim(), line: first + 1, stage });
  }
  return instructions;
}

/** `CMD ["a", "b"]` or the words of a shell form without operators; null for anything else. */
export function commandWords(text: string): string[] | null {
  if (text.startsWith("[")) {
    try {
      const words: unknown = JSON.parse(text);
      return Array.isArray(words) && words.every((word) => typeof word === "string") ? words : null;
    } catch {
      return null;
    }
  }
  if (/[|&;<>`(]/.test(text)) return null;
  const words = text.match(/("[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}

/** The file name of the program that ENTRYPOINT starts, or CMD where there is none; "" where neither names one. */
export function startedProgram(own: readonly Instruction[]): string {
  const start =
    own.findLast(({ name }) => name === "ENTRYPOINT") ?? own.findLast(({ name }) => name === "CMD");
  return posix.basename(commandWords(start?.text ?? "")?.[0] ?? "");
}

/** `ENV A=1 B="2 3"` and the old `ENV A 1`; ARG with a default as well. */
export function assignments(text: string): [name: string, value: string][] {
  const old = /^(\w+)\s+([^=].*)$/.exec(text);
  if (old?.[1] !== undefined && !/^\w+=/.test(text))
    return [[old[1], (old[2] ?? "").replace(/^"(.*)"$/, "$1")]];
  return [...text.matchAll(/(\w+)=("([^"]*)"|'([^']*)'|\S*)/g)].map((match) => [
    match[1] ?? "",
    match[3] ?? match[4] ?? match[2] ?? "",
  ]);
}

/** With `${NAME}`, `$NAME` and `${NAME:-default}` replaced; an unknown name leaves nothing. */
export function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$\{(\w+)(?::?-([^}]*))?\}|\$(\w+)/g,
    (_, braced?: string, fallback?: string, bare?: string) => {
      return variables.get(braced ?? bare ?? "") ?? fallback ?? "";
    },
  );
}

/** What the official image of Go sets. */
const OF_GO = new Map([["GOPATH", "/go"]]);

/** ENV and ARG values, each with those before it put in; one that a build has to give, `ENV KEY=$KEY`, is none. */
export function variablesOf(instructions: readonly Instruction[]): Map<string, string> {
  const variables = new Map(OF_GO);
  for (const { name, text } of instructions) {
    if (name !== "ENV" && name !== "ARG") continue;
    for (const [key, value] of assignments(text)) {
      const expanded = expand(value, variables);
      if (expanded !== "" || value === "") variables.set(key, expanded);
    }
  }
  return variables;
}

/** With the variables whose values the file gives put into directories and copies: `WORKDIR $GOPATH/src/shop`. */
export function withPlaces(instructions: readonly Instruction[]): readonly Instruction[] {
  const variables = variablesOf(instructions);
  return instructions.map((one) => {
    if (!/^(WORKDIR|COPY|ADD)$/.test(one.name)) return one;
    const text = one.text.replace(
      /\$(?:\{(\w+)\}|(\w+))/g,
      (written, braced?: string, bare?: string) => variables.get(braced ?? bare ?? "") ?? written,
    );
    return { ...one, text };
  });
}
