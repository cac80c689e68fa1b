import { splitWords, variablesOf } from "../dockerfile/words.ts";
import { each, eachStage, type Rule } from "./rule.ts";

// The rules of `docker build --check` about stages and FROM:
// https://docs.docker.com/reference/build-checks/

/** Arguments that BuildKit sets by itself, also before the first FROM. */
export const PLATFORM_ARGS = new Set(
  ["BUILD", "TARGET"].flatMap((side) =>
    ["PLATFORM", "OS", "ARCH", "VARIANT"].map((part) => `${side}${part}`),
  ),
);

const RESERVED = new Set(["scratch", "context"]);

export const buildkitStageRules: readonly Rule[] = [
  {
    code: "StageNameCasing",
    severity: "warning",
    find: eachStage(({ name, from }) =>
      name !== null && name !== name.toLowerCase()
        ? [{ line: from.line, message: `Stage name '${name}' should be lowercase` }]
        : [],
    ),
  },
  {
    code: "FromAsCasing",
    severity: "warning",
    find: each(["FROM"], ({ written, text }) => {
      const as = splitWords(text)[1] ?? "";
      const isUpper = (word: string) => word === word.toUpperCase();
      return as.toUpperCase() === "AS" && isUpper(as) !== isUpper(written)
        ? `'${as}' and '${written}' keywords' casing do not match`
        : null;
    }),
  },
  {
    code: "DuplicateStageName",
    severity: "error",
    find: eachStage((stage, { graph }) =>
      stage.name !== null && graph.stages.slice(0, stage.index).some(({ name }) => name === stage.name)
        ? [
            {
              line: stage.from.line,
              message: `Duplicate stage name "${stage.name}", stage names should be unique`,
            },
          ]
        : [],
    ),
  },
  {
    code: "ReservedStageName",
    severity: "error",
    find: eachStage(({ name, from }) =>
      name !== null && RESERVED.has(name)
        ? [
            {
              line: from.line,
              message: `Stage name should not use the same name as reserved stage "${name}"`,
            },
          ]
        : [],
    ),
  },
  {
    code: "UndefinedArgInFrom",
    severity: "error",
    find: each(["FROM"], ({ text, flags }, { graph }) => {
      const used = variablesOf(`${text} ${flags.map(({ value }) => value).join(" ")}`);
      const missing = used.find(({ name }) => !graph.globalArgs.has(name) && !PLATFORM_ARGS.has(name));
      return missing ? `FROM argument '${missing.name}' is not declared` : null;
    }),
  },
  {
    code: "InvalidDefaultArgInFrom",
    severity: "error",
    find: eachStage(({ image, resolved, from }, { graph }) => {
      const declared = variablesOf(image).every(({ name }) => graph.globalArgs.has(name));
      const isValid = /^[a-z0-9][\w./-]*(:\d+\/[\w./-]+)?(:\w[\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/.test(
        resolved,
      );
      return declared && image.includes("$") && !isValid
        ? [
            {
              line: from.line,
              message: `Default value for ARG ${image} results in empty or invalid base image name`,
            },
          ]
        : [];
    }),
  },
  {
    code: "RedundantTargetPlatform",
    severity: "warning",
    find: each(["FROM"], ({ flags }) => {
      const platform = flags.find(({ name }) => name === "platform")?.value ?? "";
      return /^\$\{?TARGETPLATFORM\}?$/.test(platform)
        ? `Setting platform to predefined ${platform} in FROM is redundant as this is the default behavior`
        : null;
    }),
  },
  {
    code: "FromPlatformFlagConstDisallowed",
    severity: "warning",
    find: eachStage(({ from, name }) => {
      const platform = from.flags.find((flag) => flag.name === "platform")?.value ?? "";
      const [os = "", arch = ""] = platform.split("/");
      const isNamedSo = name !== null && (name.includes(os) || (arch !== "" && name.includes(arch)));
      return platform !== "" && !platform.includes("$") && !isNamedSo
        ? [{ line: from.line, message: `FROM --platform flag should not use constant value "${platform}"` }]
        : [];
    }),
  },
];
