import { posix } from "node:path";
import { baseImage } from "../images/index.ts";
import { cgoRuntimePackages } from "../images/packages.ts";
import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";
import { type Account, planAccount } from "./account.ts";
import type { FrontEndPlan } from "./front-end.ts";
import { type PortPlan, parsePort, portText } from "./ports.ts";
import { SOURCE_ROOT } from "./source.ts";
import { APP_DIRECTORY, type LinkPlan, planLinks, planVolumes, type VolumePlan } from "./volumes.ts";

export interface ProductionPlan {
  readonly describes: string;
  readonly account: Account;
  /** Lines of /etc/passwd and /etc/group; null where the base has its own, to be extended. */
  readonly accountFiles: { readonly passwd: readonly string[]; readonly group: readonly string[] } | null;
  /** Commands that create the user with the base's own tools. */
  readonly accountCommands: readonly string[];
  readonly packageManager: "apk" | "apt" | null;
  readonly packages: readonly string[];
  /** A stage makes the files and directories that the base lacks and has no shell to make. */
  readonly rootStage: { readonly certificates: boolean; readonly temporary: boolean } | null;
  readonly volumes: readonly VolumePlan[];
  readonly links: readonly LinkPlan[];
  /** `owner`: of files in a volume, which the service writes to as well; null for others. */
  readonly assets: readonly {
    readonly source: string;
    readonly destination: string;
    readonly owner: string | null;
  }[];
  /** What the stage of the front end makes for the image, absolute in both. */
  readonly made: readonly { readonly source: string; readonly destination: string }[];
  /** A file of variables that has to be there, and may be empty: absolute; null without one. */
  readonly emptyDotenv: string | null;
  readonly script: boolean;
  readonly ports: readonly PortPlan[];
  /** `8080 53/udp`; "" without ports. */
  readonly expose: string;
  /** `NAME="value"`, as ENV takes it. */
  readonly environment: readonly string[];
  /** ENV names of version and commit, unless the answers set them. */
  readonly versionEnvironment: readonly string[];
  readonly entrypoint: string;
  /** null without default arguments. */
  readonly command: string | null;
}

/** `$`, quotes and backslashes as ENV takes them inside double quotes. */
const quoted = (value: string): string => `"${value.replace(/[\\"$]/g, (character) => `\\${character}`)}"`;

export function environmentLine(pair: string): string {
  const equals = pair.indexOf("=");
  const value = pair.slice(equals + 1);
  return `${pair.slice(0, equals)}=${/^[\w.,:/@%+-]+$/.test(value) ? value : quoted(value)}`;
}

const words = (list: readonly string[]): string => `[${list.map((word) => JSON.stringify(word)).join(", ")}]`;

/** `SRC[:DEST]`, DEST relative to /app and the same as SRC below its module unless told. */
export function planAsset(text: string): { readonly source: string; readonly destination: string } {
  const [source = "", destination = source] = text.split(":");
  return {
    source: posix.normalize(source).replace(/\/$/, ""),
    destination: posix.resolve(APP_DIRECTORY, destination),
  };
}

function passwdLine(name: string, uid: number, gid: number, home: string): string {
  return `${name}:x:${uid}:${gid}:${name}:${home}:/sbin/nologin`;
}

function accountFiles(account: Account, answers: Answers): ProductionPlan["accountFiles"] {
  const base = baseImage(answers.base);
  if (base.accountsBy !== "files") return null;
  // A base with files of its own has root in them.
  if (account.root && base.image(answers.cgo) !== null) return null;
  const { users, groups } = base.accounts;
  const homes: Readonly<Record<string, string>> = { root: "/root" };
  return {
    passwd: [
      ...Object.entries(users).map(([name, id]) => passwdLine(name, id, id, homes[name] ?? "/nonexistent")),
      ...(account.createUser ? [passwdLine(account.user, account.uid, account.gid, APP_DIRECTORY)] : []),
    ],
    group: [
      ...Object.entries(groups).map(([name, id]) => `${name}:x:${id}:`),
      ...(account.createGroup ? [`${account.group}:x:${account.gid}:`] : []),
    ],
  };
}

function accountCommands(account: Account, answers: Answers): readonly string[] {
  const { user, group, uid, gid, createUser, createGroup } = account;
  switch (baseImage(answers.base).accountsBy) {
    case "files":
      return [];
    case "adduser":
      return [
        ...(createGroup ? [`addgroup -S -g ${gid} ${group}`] : []),
        ...(createUser
          ? [`adduser -S -D -H -u ${uid} -G ${group} -h ${APP_DIRECTORY} -s /sbin/nologin ${user}`]
          : []),
      ];
    case "useradd":
      return [
        ...(createGroup ? [`groupadd --system --gid ${gid} ${group}`] : []),
        ...(createUser
          ? [
              `useradd --system --uid ${uid} --gid ${group} --home-dir ${APP_DIRECTORY} --no-create-home --shell /usr/sbin/nologin ${user}`,
            ]
          : []),
      ];
  }
}

/** The volumes that lie in assets, with their places in the sources: while one develops, compose mounts those. */
export function volumesInAssets({
  volumes,
  assets,
}: ProductionPlan): readonly (VolumePlan & { readonly source: string; readonly asset: string })[] {
  return volumes.flatMap((volume) => {
    const asset = assets.find(({ destination }) => isWithin(volume.path, destination));
    if (!asset) return [];
    const below = posix.relative(asset.destination, volume.path);
    return [{ ...volume, source: posix.join(asset.source, below), asset: asset.destination }];
  });
}

const isWithin = (path: string, directory: string): boolean =>
  path === directory || path.startsWith(`${directory}/`);

export function planProduction(
  project: Project,
  answers: Answers,
  frontEnd: FrontEndPlan | null,
): ProductionPlan {
  const base = baseImage(answers.base);
  const account = planAccount(answers, base);
  const volumes = planVolumes(answers.volumes);
  const links = planLinks(answers.volumes);
  const ports = answers.ports.map(parsePort);
  const own = new Set(answers.env.map((pair) => pair.split("=")[0]));
  const needsRoot = base.accountsBy === "files" && (base.lacks.certificates || volumes.length > 0);
  const program = `${APP_DIRECTORY}/${answers.service}`;
  const installDirectories = `install -d -o ${account.user} -g ${account.group} ${volumes.map(({ path }) => path).join(" ")}`;
  return {
    describes: answers.cgo ? base.describes.cgo : base.describes.static,
    account,
    accountFiles: accountFiles(account, answers),
    accountCommands: [
      ...accountCommands(account, answers),
      ...(base.accountsBy !== "files" && volumes.length > 0 ? [installDirectories] : []),
      ...(base.accountsBy !== "files" ? links.map(({ path, target }) => `ln -s ${target} ${path}`) : []),
    ],
    packageManager: base.packageManager,
    packages:
      base.packageManager === null
        ? []
        : [...new Set([...base.packages, ...cgoRuntimePackages(answers), ...answers.packages])].toSorted(),
    rootStage: needsRoot
      ? { certificates: base.lacks.certificates, temporary: base.lacks.temporaryDirectory }
      : null,
    volumes,
    links,
    assets: answers.assets.map(planAsset).map((asset) => {
      const isWritten = !account.root && volumes.some(({ path }) => isWithin(asset.destination, path));
      return { ...asset, owner: isWritten ? `${account.uid}:${account.gid}` : null };
    }),
    made: (frontEnd?.served ?? []).map(({ source, destination }) => ({
      source: posix.join(SOURCE_ROOT, source),
      destination,
    })),
    emptyDotenv:
      project.dotenv !== null && project.emptyDotenv ? posix.join(APP_DIRECTORY, project.dotenv) : null,
    script: answers.entrypoint,
    ports,
    expose: ports.map(portText).join(" "),
    environment: answers.env.map(environmentLine),
    versionEnvironment: [
      ...(own.has("APP_VERSION") ? [] : ["APP_VERSION=$VERSION"]),
      ...(own.has("GIT_COMMIT") ? [] : ["GIT_COMMIT=$GIT_COMMIT"]),
    ],
    entrypoint: words(answers.entrypoint ? ["/usr/local/bin/docker-entrypoint.sh", program] : [program]),
    command: answers.args.length === 0 ? null : words(answers.args),
  };
}
