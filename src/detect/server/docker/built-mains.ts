/** The mains that a Dockerfile builds, by the directories that it names or copies. */
import { posix } from "node:path";
import { isWithin } from "../../paths.ts";
import { copyLines } from "./copies.ts";
import { readDockerfile } from "./dockerfile.ts";
import type { DockerInput } from "./said.ts";

const COMMAND = /\bgo\s+(?:build|install)\b((?:\\\r?\n|[^&|;\n])*)/g;

/** What `go build -o /out/shop ./cmd/shop` names, without flags, their values and files. */
function targets(words: string): readonly string[] {
  return words
    .replace(/\\\r?\n/g, " ")
    .replace(/"[^"]*"|'[^']*'/g, (quoted) => (quoted.includes(" ") ? "" : quoted.slice(1, -1)))
    .replace(/\s-o[ =]?\s*\S+/g, " ")
    .split(/\s+/)
    .filter((word) => /^(\.\/)?[\w.-]+(\/[\w.-]+)*\/?$/.test(word) && !word.startsWith("-"))
    .map((word) => posix.normalize(word.replace(/(^|\/)[\w-]+\.go$/, "") || ".").replace(/\/$/, ""));
}

/** The words of each command that builds, without those for the file that it makes. */
export function buildCommands(text: string): readonly string[] {
  return [...text.matchAll(COMMAND)].map(([, words = ""]) =>
    words.replace(/\\\r?\n/g, " ").replace(/\s-o[ =]?\s*\S+/g, " "),
  );
}

/**
 * Whether every build of the file names another main than this one. A build of `.` depends on the
 * working directory, and one of `./...` or of a variable may be of any.
 */
export function buildsOthers({ reach, repository }: DockerInput, path: string, text: string): boolean {
  const main = reach.main.directory;
  const mains = repository.mains.map((one) => posix.normalize(one.path));
  const places = [".", posix.dirname(path), reach.module.directory];
  const built = [...text.matchAll(COMMAND)].map(([, words = ""]) =>
    /[$`]|\.\.\./.test(words.replace(/"[^"]*"|'[^']*'/g, "")) ? [] : targets(words),
  );
  const isOther = (target: string): boolean =>
    target !== "." &&
    main !== target &&
    !main.endsWith(`/${target}`) &&
    places.some((place) => mains.includes(posix.join(place, target))) &&
    !places.some((place) => posix.join(place, target) === main);
  return built.length > 0 && built.every((some) => some.some(isOther) && some.every(isOther));
}

/**
 * Whether the file builds whichever program a build names, `go build ./cmd/${BIN}`, and another one where it names none;
 * or that of whichever context it is given: `go build ./cmd` where several services have one.
 */
export function buildsAny({ reach, repository }: DockerInput, text: string): boolean {
  const builds = buildCommands(text);
  const names = builds.flatMap((words) => /(?:^|\s)["']?[\w./-]*\/\$\{?(\w+)/.exec(words)?.[1] ?? []);
  const own = posix.basename(reach.main.directory);
  const isDefault = (name: string) => new RegExp(`^\\s*ARG\\s+${name}=["']?${own}["']?\\s*$`, "m").test(text);
  const alike = (target: string) => repository.mains.filter(({ path }) => path.endsWith(`/${target}`));
  return (
    names.some((name) => !isDefault(name)) ||
    builds.flatMap(targets).some((target) => target !== "." && alike(target).length > 1)
  );
}

/**
 * Whether the file takes the sources of other modules alone: `COPY orders/. /app` beside a module called `carts`,
 * whatever it builds there.
 */
export function copiesOthers({ reach, repository }: DockerInput, text: string): boolean {
  const own = reach.module.directory;
  const others = repository.modules
    .map(({ directory }) => directory)
    .filter((one) => one !== "." && !isWithin(reach.main.directory, one) && !isWithin(own, one));
  if (others.length === 0) return false;
  const all = readDockerfile(text);
  const given = copyLines(all, new Set(all.map(({ stage }) => stage)))
    .filter(({ from }) => from === null)
    .flatMap((line) => line.given.map((one) => posix.normalize(one.replace(/^\//, "./")).replace(/\/$/, "")));
  const isOther = (path: string) => others.some((one) => isWithin(path, one));
  const isOwn = (path: string) => !isOther(path) && (isWithin(path, own) || isWithin(own, path));
  return given.some(isOther) && !given.some(isOwn);
}

const FETCHES = /\bgit\s+(?:clone|fetch|remote\s+add)\b[^&|;\n]*?((?:https?|ssh|git):\/\/\S+|git@\S+)/g;

/** Whether the file takes nothing of the repository, but scripts to start with, and builds what it fetches of another one. */
export function buildsFetched({ reach }: DockerInput, text: string): boolean {
  const all = readDockerfile(text);
  const takes = copyLines(all, new Set(all.map(({ stage }) => stage))).some(
    ({ from, given }) => from === null && !given.every((one) => /\.sh["']?$/.test(one)),
  );
  if (takes || /--mount=type=bind(?!\S*from=)/.test(text)) return false;
  const fetched = [...text.matchAll(FETCHES)].map(([, url = ""]) => url.replace(/(\.git)?["']?$/, ""));
  const own = reach.module.path.split("/");
  return fetched.length > 0 && !fetched.some((url) => own.includes(posix.basename(url)));
}
