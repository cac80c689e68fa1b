import type { Plan } from "../plan/index.ts";

/** Options of `docker build`, each with its value. */
export function buildOptions({ access }: Pick<Plan, "access">): readonly string[] {
  return [
    '--build-arg VERSION="$(git describe --tags --always)"',
    ...(access?.secrets.map(({ option }) => `--secret ${option}`) ?? []),
    ...(access?.ssh ? ["--ssh default"] : []),
  ];
}

/** Options of `docker run` under which the service works and may nothing else. */
export function runOptions(
  plan: Pick<Plan, "production" | "compose" | "service" | "requiredVariables">,
): readonly string[] {
  const { production, compose, service, requiredVariables } = plan;
  return [
    ...production.ports.map(({ port, protocol }) => `-p ${port}:${port}${protocol === "udp" ? "/udp" : ""}`),
    ...production.volumes.map(({ name, path }) => `-v ${service}-${name}:${path}`),
    ...requiredVariables.map((name) => `-e ${name}`),
    [
      "--read-only --tmpfs /tmp --cap-drop ALL",
      ...compose.capabilities.map((name) => `--cap-add ${name}`),
    ].join(" "),
  ];
}
