import { posix } from "node:path";
import { inModule } from "../own-sources.ts";
import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";
import type { AccessPlan } from "./access.ts";
import { type CompanionPlan, planCompanions } from "./companions.ts";
import type { HealthPlan } from "./health.ts";
import { portVariable, productionHostPorts } from "./ports.ts";
import { type ProductionPlan, volumesInAssets } from "./production.ts";
import { APP_DIRECTORY } from "./volumes.ts";

/** A variable of a service: the value as text, `$` not yet doubled. */
interface ComposeVariable {
  readonly name: string;
  readonly value: string;
}

export interface ComposePlan {
  readonly companions: readonly CompanionPlan[];
  /** `127.0.0.1:8080:8080`, as `ports` takes it. */
  readonly developmentPorts: readonly string[];
  readonly productionPorts: readonly string[];
  /** Of both services. */
  readonly environment: readonly ComposeVariable[];
  /** Of development alone, where modules are downloaded while it runs. */
  readonly goPrivate: string;
  readonly readsPort: boolean;
  /** Sources of the tree where the program looks for them: `./templates:/app/templates:ro`, writable where it writes there. */
  readonly assetMounts: readonly string[];
  /** `data:/app/data`; the production service has volumes of its own. */
  readonly developmentVolumes: readonly string[];
  readonly productionVolumes: readonly string[];
  /** The service's variables, where that file is there. */
  readonly envFile: string;
  /** A file of variables that the program reads itself, mounted where it looks for it. */
  readonly dotenv: { readonly source: string; readonly target: string } | null;
  readonly volumeNames: readonly string[];
  readonly secrets: readonly ComposeSecret[];
  readonly ssh: boolean;
  readonly capabilities: readonly string[];
  /** A capability in the file of the program is void under no-new-privileges. */
  readonly noNewPrivileges: boolean;
  readonly health: HealthPlan | null;
}

interface ComposeSecret {
  readonly id: string;
  /** `file` or `environment` with its value. */
  readonly from: { readonly key: "file" | "environment"; readonly value: string };
  /** In the development container. */
  readonly developmentTarget: string | null;
}

const secretSources: Readonly<Record<string, Pick<ComposeSecret, "from" | "developmentTarget">>> = {
  netrc: { from: { key: "file", value: "~/.netrc" }, developmentTarget: "/home/dev/.netrc" },
  git_token: { from: { key: "environment", value: "GIT_TOKEN" }, developmentTarget: null },
  known_hosts: {
    from: { key: "file", value: "~/.ssh/known_hosts" },
    developmentTarget: "/etc/ssh/ssh_known_hosts2",
  },
};

function planSecrets(access: AccessPlan | null): readonly ComposeSecret[] {
  return (access?.secrets ?? []).map(({ id }) => ({
    id,
    from: { key: "file", value: "" },
    developmentTarget: null,
    ...secretSources[id],
  }));
}

/** What the service listens on stays what is published, whatever .env says. */
function portVariables(project: Project, answers: Answers): readonly ComposeVariable[] {
  return answers.ports
    .filter((port) => !port.endsWith("/udp"))
    .flatMap((port) => {
      const variable = portVariable(project, answers, Number(port));
      return variable === null ? [] : [{ name: variable.name, value: variable.address ? `:${port}` : port }];
    });
}

/** Where it lies in the repository. */
function dotenvIn({ moduleDirectory, modulePath }: Project, path: string): string {
  return posix.join(moduleDirectory, inModule(modulePath, path));
}

export function planCompose(
  project: Project,
  answers: Answers,
  access: AccessPlan | null,
  production: ProductionPlan,
  health: HealthPlan | null,
  fileCapabilities: string,
): ComposePlan {
  const companions = planCompanions(project, answers);
  const ports = portVariables(project, answers);
  const hostPorts = productionHostPorts(production.ports, answers.debugPort);
  const suffix = (protocol: string) => (protocol === "udp" ? "/udp" : "");
  const variables = [...ports, ...companions.flatMap(({ connections }) => connections)];
  const volumes = production.volumes;
  // A mount point below a read-only mount cannot be made where the sources lack it.
  const bound = volumesInAssets(production);
  const own = volumes.filter(({ path }) => !bound.some((one) => one.path === path));
  const mode = (directory: string) =>
    bound.some(({ path }) => path === directory || path.startsWith(`${directory}/`)) ? "" : ":ro";
  return {
    companions,
    developmentPorts: [
      ...production.ports.map(({ port, protocol }) => `127.0.0.1:${port}:${port}${suffix(protocol)}`),
      `127.0.0.1:${answers.debugPort}:${answers.debugPort}`,
    ],
    productionPorts: production.ports.map(
      ({ port, protocol }, index) => `127.0.0.1:${hostPorts[index]}:${port}${suffix(protocol)}`,
    ),
    environment: variables.filter(
      ({ name }, index) => variables.findIndex((other) => other.name === name) === index,
    ),
    goPrivate: access?.goPrivate ?? "",
    readsPort: ports.length > 0,
    assetMounts: production.assets.map(
      ({ source, destination, owner }) => `./${source}:${destination}${owner ? "" : mode(destination)}`,
    ),
    developmentVolumes: own.map(({ name, path }) => `${name}:${path}`),
    productionVolumes: volumes.map(({ name, path }) => `${name}-production:${path}`),
    envFile: project.emptyDotenv ? dotenvIn(project, project.dotenv ?? ".env") : ".env",
    dotenv:
      project.dotenv === null || project.emptyDotenv
        ? null
        : {
            source: `./${dotenvIn(project, project.dotenv)}`,
            target: posix.join(APP_DIRECTORY, project.dotenv),
          },
    volumeNames: [
      "go-mod",
      "go-build",
      ...volumes.flatMap((volume) => [
        ...(own.includes(volume) ? [volume.name] : []),
        `${volume.name}-production`,
      ]),
      ...companions.filter(({ data }) => data !== null).map(({ name }) => `${name}-data`),
    ],
    secrets: planSecrets(access),
    ssh: access?.ssh ?? false,
    capabilities: answers.capabilities,
    noNewPrivileges: fileCapabilities === "",
    health,
  };
}
