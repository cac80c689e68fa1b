import { developmentStage } from "./development.ts";
import { frontEndStage } from "./front-end.ts";
import type { Output } from "./output.ts";

export const dockerfileDev: Output = {
  path: "Dockerfile.dev",
  template: "Dockerfile.dev",
  mode: 0o644,
  when: ({ layout }) => layout === "separate",
  data: (plan) => ({
    syntax: plan.images.syntax,
    service: plan.service,
    full: plan.full,
    debugPort: plan.development.debugPort,
    frontEnd: frontEndStage(plan),
    versions: plan.images.development.arguments,
    development: developmentStage(plan, plan.images.development.go),
  }),
};
