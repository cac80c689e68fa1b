import { baseImage } from "../images/index.ts";
import type { Project } from "../types/project.ts";
import { checkEach, checkVariable } from "./checks.ts";
import { always, type Draft, question } from "./question.ts";

/** What a variable is given for a port: its name alone tells that it takes an address, which a number is not. */
function portPair(name: string, port: string | number | undefined): string {
  const colon = /ADDR|LISTEN|BIND/.test(name) && !name.includes("PORT") ? ":" : "";
  return `${name}=${colon}${port}`;
}

/** A port variable that the code reads without a fallback gets the port that was answered, any further one its own. */
function portVariables(project: Project, draft: Draft): string[] {
  const bare = new Set(
    project.environment.filter((variable) => variable.default === null).map(({ name }) => name),
  );
  const [main, ...others] = project.ports.flatMap(({ setBy, port }) =>
    setBy?.startsWith("env:") ? [{ name: setBy.slice("env:".length), port }] : [],
  );
  const answered = (draft.ports ?? []).find((text) => !text.endsWith("/udp"));
  const { unsetPort } = project;
  const isKept = ({ name, port }: { readonly name: string; readonly port: number }) =>
    name !== main?.name && bare.has(name) && (draft.ports ?? [String(port)]).includes(String(port));
  const further = others.filter(isKept).map(({ name, port }) => portPair(name, port));
  if (unsetPort && answered !== undefined)
    return [`${unsetPort.setBy.replace("env:", "")}=${unsetPort.value.replace(/\d+/, answered)}`, ...further];
  if (main === undefined || !bare.has(main.name)) return further;
  return [portPair(main.name, answered ?? main.port), ...further];
}

/**
 * What is set so that the service works in a container: a service on loopback is reached by
 * nobody outside, and the directory of the program is read-only.
 */
function adapted(project: Project, kind: "env" | "flag"): { text: string; leads: boolean }[] {
  const settings = [...(project.rebind ? [project.rebind] : []), ...project.relocations];
  return settings
    .filter(({ setBy }) => setBy.startsWith(`${kind}:`))
    .map(({ setBy, value, leads = false }) => ({ text: `${setBy.slice(kind.length + 1)}=${value}`, leads }));
}

/** Go's own flag package reads no flag behind a directory that is named without one: `shop -port=80 /data`. */
function withFlags(words: readonly string[], flags: readonly string[]): string[] {
  const isPath = (word: string, index: number) =>
    word.startsWith("/") && !(words[index - 1]?.startsWith("-") ?? false);
  const at = words.findIndex(isPath);
  return at < 0 ? [...words, ...flags] : [...words.slice(0, at), ...flags, ...words.slice(at)];
}

function defaultArgs(project: Project): string[] {
  const flags = adapted(project, "flag");
  const of = (leading: boolean) => flags.filter(({ leads }) => leads === leading).map(({ text }) => text);
  return [...of(true), ...withFlags(project.arguments?.needed ?? [], of(false))];
}

function defaultEnv(project: Project, draft: Draft): string[] {
  const given = adapted(project, "env").map(({ text }) => text);
  const names = given.map((pair) => pair.slice(0, pair.indexOf("=")));
  return [
    ...given,
    ...portVariables(project, draft).filter((pair) => !names.some((name) => pair.startsWith(`${name}=`))),
  ];
}

export const startQuestions = [
  question({
    key: "entrypoint",
    flag: "entrypoint",
    section: "Start",
    kind: "yes-no",
    message: "Start through a script, docker-entrypoint.sh",
    help: "start through docker-entrypoint.sh, a script to fill in, on a base with a shell",
    direct: always,
    default: () => false,
    when: ({ base }) => baseImage(base).shell,
  }),
  question({
    key: "args",
    flag: "args",
    section: "Start",
    kind: "items",
    placeholder: "ARGUMENT",
    message: "Arguments that the service starts with",
    help: "an argument that the service starts with (CMD); repeat it for more",
    direct: (project) => project.arguments !== null || adapted(project, "flag").length > 0,
    default: defaultArgs,
    seen: (project) => project.arguments?.evidence ?? null,
  }),
  question({
    key: "env",
    flag: "env",
    section: "Start",
    kind: "items",
    placeholder: "NAME=VALUE",
    message: "Environment variables in the image",
    help: "an environment variable in the image, never a secret; repeat it for more",
    direct: (project) => adapted(project, "env").length > 0,
    default: defaultEnv,
    validate: (value) => {
      const names = value.map((pair) => pair.slice(0, pair.indexOf("=")));
      const twice = names.find((name, index) => names.indexOf(name) < index);
      return twice !== undefined ? `has ${twice} twice` : checkEach(value, checkVariable);
    },
  }),
];
