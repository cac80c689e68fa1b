import { distance } from "fastest-levenshtein";
import { effectiveInstructions, lineage, rootKnowledge } from "../dockerfile/stages.ts";
import { variablesOf } from "../dockerfile/words.ts";
import { definedNames } from "./buildkit.ts";
import { PLATFORM_ARGS } from "./buildkit-stages.ts";
import { eachStage, type Finding, type Rule } from "./rule.ts";

/** Instructions in which Docker, not a shell, expands variables. */
const EXPANDING = new Set([
  "ADD",
  "COPY",
  "ENV",
  "EXPOSE",
  "LABEL",
  "STOPSIGNAL",
  "USER",
  "VOLUME",
  "WORKDIR",
  "ARG",
]);

/**
 * Variables that every stage knows without an ARG: proxies, and those of
 * BuildKit's nonEnvArgs (frontend/dockerfile/dockerfile2llb/convert.go).
 */
const ALWAYS = new Set([
  "PATH",
  ...["http", "https", "ftp", "no", "all"].flatMap((kind) => [
    `${kind}_proxy`,
    `${kind.toUpperCase()}_PROXY`,
  ]),
]);

/** What the base image defines is not known offline, apart from these. */
const FROM_BASE = new Set([
  "PATH",
  "GOPATH",
  "GOLANG_VERSION",
  "GOTOOLCHAIN",
  "NODE_VERSION",
  "YARN_VERSION",
  "SSL_CERT_FILE",
]);

export const undefinedVar: Rule = {
  code: "UndefinedVar",
  severity: "error",
  find: eachStage((stage): Finding[] => {
    // An image of which nothing is known may define anything.
    if (rootKnowledge(stage).hasShell === null) return [];
    // ARGs are known from their line on and in stages that build on this one, ENVs too.
    const inherited = lineage(stage)
      .slice(1)
      .flatMap(({ instructions }) => instructions);
    const known = new Set([...ALWAYS, ...FROM_BASE, ...inherited.flatMap(names)]);
    return effectiveInstructions(stage).flatMap((instruction) => {
      if (!stage.instructions.includes(instruction)) return [];
      const text = [instruction.text, ...instruction.flags.map(({ value }) => value)].join(" ");
      const heredocs =
        instruction.keyword === "RUN" ? [] : instruction.heredocs.filter(({ quoted }) => !quoted);
      const used = EXPANDING.has(instruction.keyword)
        ? [text, ...heredocs.map((heredoc) => heredoc.text)].flatMap(variablesOf)
        : [];
      const missing = used.find(({ name, hasFallback }) => !hasFallback && !known.has(name));
      for (const name of names(instruction)) known.add(name);
      return missing ? [{ line: instruction.line, message: describe(missing.name, known) }] : [];
    });
  }),
};

function names(instruction: Parameters<typeof definedNames>[0]): string[] {
  return instruction.keyword === "ARG" || instruction.keyword === "ENV" ? definedNames(instruction) : [];
}

function describe(name: string, known: ReadonlySet<string>): string {
  const near = [...known, ...PLATFORM_ARGS].find((candidate) => distance(candidate, name) <= 2);
  return `Usage of undefined variable '$${name}'${near ? ` (did you mean $${near}?)` : ""}`;
}
