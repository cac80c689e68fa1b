import type { Instruction } from "../dockerfile/model.ts";
import { effectiveInstructions } from "../dockerfile/stages.ts";
import { keyValues, splitWords, unquote } from "../dockerfile/words.ts";
import { each, eachStage, type Finding, instructionsOf, type Rule } from "./rule.ts";

// The rules of `docker build --check` about single instructions:
// https://docs.docker.com/reference/build-checks/

/** github.com/moby/buildkit, frontend/dockerfile/dockerfile2llb/validations.go. */
const SECRET_NAME =
  /(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)/i;
const PUBLIC_NAME = /(?:_|^)(?:public|file|version)(?:_|$)/i;

/** Names that an ARG or ENV defines. */
export function definedNames({ keyword, text }: Instruction): string[] {
  if (keyword === "ARG") return splitWords(text).map((word) => word.replace(/=.*$/s, ""));
  return keyValues(text)?.map(({ key }) => key) ?? splitWords(text).slice(0, 1);
}

/** Port as BuildKit splits it: `[ip:]host:container/protocol`. */
function ports(text: string): string[] {
  return splitWords(text).map(unquote);
}

export const buildkitRules: readonly Rule[] = [
  {
    code: "NoEmptyContinuation",
    severity: "warning",
    find: ({ file }) =>
      file.instructions.flatMap(({ line, endLine, heredocs }) =>
        heredocs.length === 0 && file.lines.slice(line - 1, endLine).some((text) => text.trim() === "")
          ? [{ line: endLine, message: "Empty continuation line" }]
          : [],
      ),
  },
  {
    code: "ConsistentInstructionCasing",
    severity: "warning",
    find: ({ file }) => {
      const isLower = ({ written }: Instruction) => written === written.toLowerCase();
      const isUpper = ({ written }: Instruction) => written === written.toUpperCase();
      const lower = file.instructions.filter(isLower).length;
      const wantsLower = lower > file.instructions.filter(isUpper).length;
      return file.instructions
        .filter((instruction) => !(wantsLower ? isLower(instruction) : isUpper(instruction)))
        .map(({ line, written }) => ({
          line,
          message: `Command '${written}' should match the case of the command majority (${wantsLower ? "lowercase" : "uppercase"})`,
        }));
    },
  },
  {
    code: "JSONArgsRecommended",
    severity: "error",
    find: eachStage((stage) => {
      if (effectiveInstructions(stage).some(({ keyword }) => keyword === "SHELL")) return [];
      return stage.instructions
        .filter(({ keyword, exec }) => (keyword === "CMD" || keyword === "ENTRYPOINT") && exec === null)
        .map(({ line, keyword }) => ({
          line,
          message: `JSON arguments recommended for ${keyword} to prevent unintended behavior related to OS signals`,
        }));
    }),
  },
  {
    code: "MaintainerDeprecated",
    severity: "warning",
    find: each(["MAINTAINER"], () => "Maintainer instruction is deprecated in favor of using label"),
  },
  {
    code: "WorkdirRelativePath",
    severity: "error",
    find: eachStage((stage) => {
      const first = effectiveInstructions(stage).find(({ keyword }) => keyword === "WORKDIR");
      return first && stage.instructions.includes(first) && !/^["']?[/$]/.test(first.text)
        ? [
            {
              line: first.line,
              message: `Relative workdir "${first.text}" can have unexpected results if the base image changes`,
            },
          ]
        : [];
    }),
  },
  {
    code: "MultipleInstructionsDisallowed",
    severity: "error",
    find: eachStage(({ instructions }) =>
      ["CMD", "ENTRYPOINT", "HEALTHCHECK"].flatMap((name): Finding[] =>
        instructions
          .filter(({ keyword }) => keyword === name)
          .slice(0, -1)
          .map(({ line }) => ({
            line,
            message: `Multiple ${name} instructions should not be used in the same stage because only the last one will be used`,
          })),
      ),
    ),
  },
  {
    code: "LegacyKeyValueFormat",
    severity: "warning",
    find: each(["ENV", "LABEL"], ({ text, keyword }) =>
      text !== "" && keyValues(text) === null
        ? `"${keyword} key=value" should be used instead of legacy "${keyword} key value" format`
        : null,
    ),
  },
  {
    code: "SecretsUsedInArgOrEnv",
    severity: "error",
    find: (subject) =>
      instructionsOf(subject, "ARG", "ENV").flatMap((instruction) =>
        definedNames(instruction)
          .filter((name) => SECRET_NAME.test(name) && !PUBLIC_NAME.test(name))
          .map((name) => ({
            line: instruction.line,
            message: `Do not use ARG or ENV instructions for sensitive data (${instruction.keyword} "${name}")`,
          })),
      ),
  },
  {
    code: "CopyIgnoredFile",
    severity: "error",
    find: each(["COPY", "ADD"], ({ keyword, text, exec, flags }, { decide, hasExceptions }) => {
      if (!decide || hasExceptions || flags.some(({ name }) => name === "from")) return null;
      const sources = (exec ?? splitWords(text).map(unquote)).slice(0, -1);
      const ignored = sources
        .map((source) => source.replace(/^\.?\/+/, "").replace(/\/$/, ""))
        .find((source) => /^[^$<*?[]+$/.test(source) && source !== "." && decide(source).ignored);
      const verb = keyword === "ADD" ? "Add" : "Copy";
      return ignored === undefined
        ? null
        : `Attempting to ${verb} file "${ignored}" that is excluded by .dockerignore`;
    }),
  },
  {
    code: "ExposeProtoCasing",
    severity: "warning",
    find: each(["EXPOSE"], ({ text }) => {
      const port = ports(text).find((spec) => /\/.*[A-Z]/.test(spec) && !spec.includes("$"));
      return port ? `Defined protocol '${port}' in EXPOSE instruction should be lowercase` : null;
    }),
  },
  {
    code: "ExposeInvalidFormat",
    severity: "error",
    find: each(["EXPOSE"], ({ text }) => {
      const port = ports(text).find((spec) => spec.replace(/\$\{[^}]*\}/g, "").includes(":"));
      return port
        ? `EXPOSE instruction should not define an IP address or host-port mapping, found '${port}'`
        : null;
    }),
  },
  {
    code: "InvalidDefinitionDescription",
    severity: "warning",
    // An experimental check: BuildKit runs it only when the file asks for it.
    find: (subject) =>
      /experimental=(all|.*InvalidDefinitionDescription)/.test(subject.file.directives.get("check") ?? "")
        ? instructionsOf(subject, "FROM", "ARG").flatMap((instruction) =>
            undescribed(instruction, subject.file),
          )
        : [],
  },
];

function undescribed(
  instruction: Instruction,
  file: { readonly comments: readonly { line: number; text: string }[] },
) {
  const name = instruction.keyword === "ARG" ? definedNames(instruction)[0] : splitWords(instruction.text)[2];
  const above = file.comments.find(({ line }) => line === instruction.line - 1);
  return above && name && !above.text.startsWith(`${name} `)
    ? [
        {
          line: instruction.line,
          message: `Comment for ${instruction.keyword === "ARG" ? "build argument" : "build stage"} should follow the format: \`# ${name} <description>\``,
        },
      ]
    : [];
}
