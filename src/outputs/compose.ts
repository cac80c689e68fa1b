import type { ComposePlan } from "../plan/compose.ts";
import type { HealthPlan } from "../plan/health.ts";
import type { Plan } from "../plan/index.ts";
import type { Output } from "./output.ts";

/** A double-quoted YAML scalar; `$` doubled, since compose puts variables in its place. */
const scalar = (text: string): string => JSON.stringify(text).replaceAll("$", "$$$$");
const list = (texts: readonly string[]): string => `[${texts.map(scalar).join(", ")}]`;

/** The first start downloads and compiles everything, on a slow machine for minutes. */
const DEVELOPMENT_START = "600s";

function health(plan: HealthPlan | null, test: readonly string[], startPeriod: string): object | null {
  return plan === null
    ? null
    : {
        test: list(test),
        interval: plan.interval,
        timeout: plan.timeout,
        startPeriod,
        startInterval: plan.startInterval,
        retries: plan.retries,
      };
}

const variables = (pairs: readonly { readonly name: string; readonly value: string }[]) =>
  pairs.map(({ name, value }) => ({ name, value: scalar(value) }));

function companions(plan: ComposePlan): readonly object[] {
  return plan.companions.map((companion) => ({
    name: companion.name,
    image: companion.image,
    command: companion.command === null ? null : list(companion.command),
    environment: variables(Object.entries(companion.environment).map(([name, value]) => ({ name, value }))),
    data: companion.data === null ? null : `${companion.name}-data:${companion.data}`,
    health: {
      test: list(companion.test),
      interval: "30s",
      timeout: "5s",
      startPeriod: "120s",
      startInterval: "1s",
      retries: 3,
    },
  }));
}

function commands({ service, development, compose }: Plan): readonly (readonly [string, string])[] {
  const token = compose.secrets.some(({ id }) => id === "git_token") ? "GIT_TOKEN=... " : "";
  return [
    [`${token}docker compose up`, `develop: rebuilds on save, debugger on ${development.debugPort}`],
    [
      `${token}docker compose up --build ${service}-production`,
      "the production image, as strict as in production",
    ],
  ];
}

function data(plan: Plan): Readonly<Record<string, unknown>> {
  const { compose } = plan;
  const lines = commands(plan);
  const goPrivate = compose.goPrivate === "" ? [] : [{ name: "GOPRIVATE", value: compose.goPrivate }];
  const agent = compose.ssh ? [{ name: "SSH_AUTH_SOCK", value: "/run/ssh-agent.sock" }] : [];
  return {
    service: plan.service,
    stages: plan.layout === "stages",
    commands: lines,
    width: Math.max(...lines.map(([command]) => command.length)),
    companions: companions(compose),
    capabilities: compose.capabilities,
    noNewPrivileges: compose.noNewPrivileges,
    ssh: compose.ssh,
    readsPort: compose.readsPort,
    development: {
      ports: compose.developmentPorts,
      volumes: [
        ...compose.assetMounts,
        ...compose.developmentVolumes,
        ...(compose.ssh ? [`\${SSH_AUTH_SOCK:-/dev/null}:/run/ssh-agent.sock`] : []),
      ],
      environment: variables([...compose.environment, ...goPrivate, ...agent]),
      secrets: compose.secrets.map(({ id, developmentTarget }) => ({ id, target: developmentTarget })),
      health: health(compose.health, compose.health?.developmentTest ?? [], DEVELOPMENT_START),
    },
    production: {
      ports: compose.productionPorts,
      volumes: compose.productionVolumes,
      environment: variables(compose.environment),
      secrets: compose.secrets.map(({ id }) => id),
      health: health(compose.health, compose.health?.productionTest ?? [], compose.health?.startPeriod ?? ""),
    },
    envFile: compose.envFile,
    dotenv: compose.dotenv,
    volumes: compose.volumeNames,
    secrets: compose.secrets.map(({ id, from }) => ({ id, ...from })),
  };
}

export const dockerCompose: Output = {
  path: "docker-compose.yml",
  template: "docker-compose.yml",
  mode: 0o644,
  when: () => true,
  data,
};
