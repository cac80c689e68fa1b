import type { Output } from "./output.ts";

export const entrypointScript: Output = {
  path: "docker-entrypoint.sh",
  template: "docker-entrypoint.sh",
  mode: 0o755,
  when: ({ production }) => production.script,
  data: ({ requiredVariables }) => ({ required: requiredVariables.join(" ") }),
};
