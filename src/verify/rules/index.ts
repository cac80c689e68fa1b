import { secretIn } from "../secrets.ts";
import { buildkitRules } from "./buildkit.ts";
import { buildkitStageRules } from "./buildkit-stages.ts";
import { hadolintCommandRules } from "./hadolint-commands.ts";
import { hadolintFileRules } from "./hadolint-files.ts";
import { hadolintPackageRules } from "./hadolint-packages.ts";
import { libcRule } from "./libc.ts";
import { each, type Rule } from "./rule.ts";
import { runtimeRules } from "./runtime.ts";
import { structureRules } from "./structure.ts";
import { undefinedVar } from "./undefined-var.ts";
import { wrongMain } from "./wrong-main.ts";

/** Every rule for Dockerfiles. A new one is one entry here or in one of the lists. */
export const rules: readonly Rule[] = [
  ...structureRules,
  ...buildkitStageRules,
  ...buildkitRules,
  undefinedVar,
  ...hadolintFileRules,
  ...hadolintPackageRules,
  ...hadolintCommandRules,
  ...runtimeRules,
  libcRule,
  wrongMain,
  {
    code: "secret-value",
    severity: "error",
    find: each(["ARG", "ENV", "LABEL", "RUN", "COPY"], ({ text, heredocs }) => {
      const kind = secretIn([text, ...heredocs.map((heredoc) => heredoc.text)].join("\n"));
      return kind ? `There is ${kind} in the image: pass it with --mount=type=secret or at run time` : null;
    }),
  },
];
