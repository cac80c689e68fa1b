import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";
import { knownHost, moduleHosts, tokenUser } from "./forges.ts";

/** A file of secrets that a step mounts. */
interface BuildSecret {
  readonly id: "netrc" | "git_token" | "known_hosts";
  readonly target: string;
  /** How `docker build --secret` is given it. */
  readonly option: string;
}

/** How the build reaches private modules. Nothing in it is a secret. */
export interface AccessPlan {
  /** Value of GOPRIVATE; "" when every module is public. */
  readonly goPrivate: string;
  readonly secrets: readonly BuildSecret[];
  readonly ssh: boolean;
  /** Lines of /etc/gitconfig in the build stage; none with a netrc. */
  readonly gitConfig: readonly string[];
  /** Lines of /etc/ssh/ssh_known_hosts. */
  readonly knownHosts: readonly string[];
  /** Go asks git's helper for the password, too, where a server wants one for `?go-get=1`. */
  readonly askGit: boolean;
  /** What the Alpine image of Go lacks for it. */
  readonly alpinePackages: readonly string[];
}

const netrc: BuildSecret = { id: "netrc", target: "/root/.netrc", option: 'id=netrc,src="$HOME/.netrc"' };
const token: BuildSecret = {
  id: "git_token",
  target: "/run/secrets/git_token",
  option: "id=git_token,env=GIT_TOKEN",
};
const hosts: BuildSecret = {
  id: "known_hosts",
  target: "/root/.ssh/known_hosts",
  option: 'id=known_hosts,src="$HOME/.ssh/known_hosts"',
};

const byToken = (host: string): readonly string[] => [
  `[credential "https://${host}"]`,
  `    username = ${tokenUser(host)}`,
  `    helper = "!f() { echo \\"password=$(cat ${token.target})\\"; }; f"`,
];

const bySsh = (host: string): readonly string[] => [
  `[url "ssh://git@${host}/"]`,
  `    insteadOf = https://${host}/`,
];

/** null without a secret or ssh mount, and for vendored modules, which are all there. */
export function planAccess(project: Project, answers: Answers): AccessPlan | null {
  const secret = answers.mounts.includes("secret");
  const ssh = answers.mounts.includes("ssh");
  if (project.vendored || !(secret || ssh)) return null;
  const servers = moduleHosts(answers.privateModules, project.modulePath);
  // git matches `*` in the URL of a credential, but not in insteadOf.
  const sshServers = servers.filter((host) => !host.includes("*"));
  const withToken = secret && answers.secretKind === "token";
  // Host keys that nobody publishes come from whoever builds: asking the host itself would trust anyone.
  const unknownHost = ssh && servers.some((host) => knownHost(host) === null);
  return {
    goPrivate: answers.privateModules.join(","),
    secrets: [...(secret ? [withToken ? token : netrc] : []), ...(unknownHost ? [hosts] : [])],
    ssh,
    gitConfig: [...(withToken ? servers.flatMap(byToken) : []), ...(ssh ? sshServers.flatMap(bySsh) : [])],
    knownHosts: ssh ? sshServers.map(knownHost).filter((line) => line !== null) : [],
    askGit: withToken,
    alpinePackages: ssh ? ["git", "openssh-client"] : ["git"],
  };
}

/** `type=secret,...` and `type=ssh` as a RUN mounts them. */
export function accessMounts(access: AccessPlan | null): readonly string[] {
  if (access === null) return [];
  return [
    ...access.secrets.map(({ id, target }) =>
      target === `/run/secrets/${id}`
        ? `type=secret,id=${id},required=true`
        : `type=secret,id=${id},target=${target},required=true`,
    ),
    ...(access.ssh ? ["type=ssh,required=true"] : []),
  ];
}

/** Assignments in front of a go command. */
export function accessEnvironment(access: AccessPlan | null, workdir: string): readonly string[] {
  if (access === null) return [];
  return [
    ...(access.goPrivate === "" ? [] : [`GOPRIVATE="${access.goPrivate}"`]),
    ...(access.askGit ? [`GOAUTH="git ${workdir}"`] : []),
  ];
}
