import { buildOptions, runOptions } from "../outputs/commands.ts";
import type { Plan } from "../plan/index.ts";
import { quote } from "./shell.ts";

/** A command and what it does. */
export interface NextStep {
  readonly title: string;
  readonly command: string;
}

/**
 * The commands that a reader wants once the files are there.
 *
 * @param isBeside another compose file is there, which Compose would take.
 */
export function nextSteps(plan: Plan, directory: string, isBeside: boolean): readonly NextStep[] {
  const { service } = plan;
  const enter = directory === "." ? [] : [{ title: "Go there", command: `cd ${quote(directory)}` }];
  const compose = isBeside ? "docker compose -f docker-compose.yml" : "docker compose";
  return [
    ...enter,
    { title: "Develop, rebuilding on save", command: `${compose} up --build` },
    {
      title: "Build the production image",
      command: ["docker build -t", service, ...buildOptions(plan), "."].join(" "),
    },
    {
      title: "Run it as strictly as in production",
      command: ["docker run --rm", ...runOptions(plan), service].join(" "),
    },
  ];
}
