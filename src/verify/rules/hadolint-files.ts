import { parseReference } from "../dockerfile/image-reference.ts";
import { flagOf } from "../dockerfile/model.ts";
import { effectiveInstructions } from "../dockerfile/stages.ts";
import { keyValues, splitWords, unquote, variablesOf } from "../dockerfile/words.ts";
import { definedNames } from "./buildkit.ts";
import { each, eachStage, type Finding, instructionsOf, type Rule } from "./rule.ts";

// Rules of hadolint 2.15 about everything but what RUN calls:
// https://github.com/hadolint/hadolint. Those that BuildKit has too (DL3012, DL3024,
// DL3063, DL3065, DL4000, DL4003, DL4004 and others) go by BuildKit's name.

const ARCHIVE = /\.(tar|tar\.\w+|tgz|tbz2?|txz|tzst|zip|gz|bz2|xz)$/;
const LABEL_KEY = /^[a-z]([a-z0-9]|[./_-](?![.-]))*[a-z0-9]$|^[a-z]$/;

function pathsOf(instruction: { readonly text: string; readonly exec: readonly string[] | null }) {
  const words = instruction.exec ?? splitWords(instruction.text).map(unquote);
  const paths = words.filter((word) => !word.startsWith("<<"));
  return { count: words.length, sources: paths.slice(0, -1), target: paths.at(-1) ?? "" };
}

/** hadolint, src/Hadolint/Rule/DL3064.hs, the parts of names that BuildKit's own rule does not look for. */
const SENSITIVE_PART = /api_key|client_key|password|private|secret|token|username/i;

export const hadolintFileRules: readonly Rule[] = [
  {
    code: "DL3000",
    severity: "error",
    find: each(["WORKDIR"], ({ text }) =>
      /^["']?(\/|\$|[a-zA-Z]:)/.test(text) ? null : "Use an absolute WORKDIR",
    ),
  },
  {
    code: "DL3002",
    severity: "warning",
    find: eachStage((stage) => {
      const last = stage.instructions.findLast(({ keyword }) => keyword === "USER");
      return last && /^["']?(root|0)(:|["']?$)/.test(last.text)
        ? [{ line: last.line, message: "The last USER of a stage should not be root" }]
        : [];
    }),
  },
  {
    code: "DL3006",
    severity: "warning",
    find: eachStage(({ image, resolved, parent, from }) => {
      const { tag, digest } = parseReference(resolved);
      const isOpen = parent === null && resolved !== "scratch" && !image.startsWith("$") && !tag && !digest;
      return isOpen ? [{ line: from.line, message: `Say which version: ${resolved}:<tag>` }] : [];
    }),
  },
  {
    code: "DL3007",
    severity: "warning",
    find: eachStage(({ resolved, from }) => {
      const { tag, digest } = parseReference(resolved);
      return tag === "latest" && !digest
        ? [{ line: from.line, message: "latest is another image tomorrow: name a release" }]
        : [];
    }),
  },
  {
    code: "DL3011",
    severity: "error",
    find: each(["EXPOSE"], ({ text }) => {
      const port = splitWords(text).find((spec) =>
        (spec.match(/\d+/g) ?? []).some((part) => Number(part) > 65_535),
      );
      return port ? `${port} is no port: they end at 65535` : null;
    }),
  },
  {
    code: "DL3020",
    severity: "error",
    find: each(["ADD"], (instruction) =>
      pathsOf(instruction).sources.some(
        (source) => !ARCHIVE.test(source) && !/^(https?|git|ssh):\/\/|^git@/.test(source),
      )
        ? "Use COPY for files and directories"
        : null,
    ),
  },
  {
    code: "DL3021",
    severity: "error",
    find: each(["COPY"], (instruction) => {
      const { count, target } = pathsOf(instruction);
      return count > 2 && !/[/$}.]$/.test(target)
        ? "COPY of several files needs a target that ends with /"
        : null;
    }),
  },
  {
    code: "DL3023",
    severity: "error",
    find: eachStage((stage) =>
      stage.instructions
        .filter(
          (copy) => copy.keyword === "COPY" && stage.name !== null && flagOf(copy, "from") === stage.name,
        )
        .map(({ line }) => ({ line, message: `A stage cannot copy from itself: --from=${stage.name}` })),
    ),
  },
  {
    code: "DL3025",
    severity: "warning",
    // CMD and ENTRYPOINT are JSONArgsRecommended. A check that reads a variable needs its shell.
    find: each(["HEALTHCHECK"], ({ text }) =>
      /^CMD\s+(?!\[)[^$|&;]*$/i.test(text)
        ? "HEALTHCHECK CMD goes through a shell: write it as a JSON array"
        : null,
    ),
  },
  {
    code: "DL3029",
    severity: "warning",
    find: each(["FROM"], (from) => {
      const platform = flagOf(from, "platform");
      return platform !== null && !/BUILDPLATFORM|TARGETPLATFORM/.test(platform)
        ? "FROM --platform binds the image to one platform: use $BUILDPLATFORM or leave it out"
        : null;
    }),
  },
  {
    code: "DL3044",
    severity: "error",
    find: (subject) => {
      const known = new Set<string>();
      return instructionsOf(subject, "ARG", "ENV").flatMap((instruction): Finding[] => {
        const own = definedNames(instruction);
        const values = instruction.keyword === "ENV" ? (keyValues(instruction.text) ?? []) : [];
        const early = own.find(
          (name) =>
            !known.has(name) &&
            values.some(
              ({ key, value }) => key !== name && variablesOf(value).some((use) => use.name === name),
            ),
        );
        for (const name of own) known.add(name);
        return early
          ? [{ line: instruction.line, message: `$${early} is not known yet inside the ENV that sets it` }]
          : [];
      });
    },
  },
  {
    code: "DL3045",
    severity: "warning",
    find: eachStage((stage) => {
      const all = effectiveInstructions(stage);
      const workdir = all.findIndex(({ keyword }) => keyword === "WORKDIR");
      return stage.instructions
        .filter((copy) => copy.keyword === "COPY" && !/^(\/|\$|[a-zA-Z]:)/.test(pathsOf(copy).target))
        .filter((copy) => workdir === -1 || all.indexOf(copy) < workdir)
        .map(({ line }) => ({ line, message: "COPY to a relative path needs a WORKDIR before it" }));
    }),
  },
  {
    code: "DL3048",
    severity: "warning",
    find: each(["LABEL"], ({ text }) => {
      const key = keyValues(text)?.find(
        (pair) =>
          !LABEL_KEY.test(pair.key) || /^(com\.docker|io\.docker|org\.dockerproject)\./.test(pair.key),
      );
      return key
        ? `${key.key} is no good label key: lower case, digits, and dots or dashes in between`
        : null;
    }),
  },
  {
    code: "DL3061",
    severity: "error",
    find: ({ graph }) =>
      graph.preamble
        .filter(({ keyword }) => keyword !== "ARG")
        .map(({ line }) => ({ line, message: "Before the first FROM only ARG may stand" })),
  },
  {
    code: "DL3064",
    severity: "warning",
    find: each(["ARG", "ENV"], (instruction) => {
      const name = definedNames(instruction).find((candidate) => SENSITIVE_PART.test(candidate));
      return name ? `${name} looks like a secret: ARG and ENV stay readable in the image` : null;
    }),
  },
  {
    code: "DL3066",
    severity: "warning",
    find: eachStage((stage, { graph }) =>
      stage.instructions
        .filter(({ keyword, text }) => keyword === "USER" && !/^["']?(\d+(:|["']?$)|\$)/.test(text))
        .filter(({ text }) => !variablesOf(text).some(({ name }) => graph.globalArgs.has(name)))
        .map(({ line }) => ({
          line,
          message: "Write USER as numbers, so that Kubernetes can check runAsNonRoot",
        })),
    ),
  },
  {
    code: "DL3067",
    severity: "warning",
    find: each(["COPY"], (copy) => {
      const { sources, target } = pathsOf(copy);
      return flagOf(copy, "from") !== null && target === "/" && sources.includes("/")
        ? "Do not copy the whole file system of another stage"
        : null;
    }),
  },
  {
    code: "DL3059",
    severity: "warning",
    find: eachStage(({ instructions }) =>
      instructions.flatMap((run, index): Finding[] => {
        const before = instructions[index - 1];
        const isPair = run.keyword === "RUN" && before?.keyword === "RUN";
        const mounts = (one: typeof run) => one.flags.map(({ value }) => value).join(" ");
        const isShort = (one: typeof run) => !/&&|;/.test(one.text) && one.heredocs.length === 0;
        return isPair && mounts(run) === mounts(before) && isShort(run) && isShort(before)
          ? [{ line: run.line, message: "Two RUN in a row could be one" }]
          : [];
      }),
    ),
  },
];
