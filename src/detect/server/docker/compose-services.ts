/** Which services of a compose file run the main. */
import { posix } from "node:path";
import { isMap, isScalar, isSeq, type YAMLMap } from "yaml";
import { binaryNames, scriptWords } from "./commands.ts";
import { commandWords, type Instruction, readDockerfile } from "./dockerfile.ts";
import { directoryName, relevance } from "./relevance.ts";
import type { DockerInput } from "./said.ts";
import { imageStages } from "./stages.ts";

/** Text or list of texts; the values of a map as `KEY=value`. */
export function texts(node: unknown): { text: string; offset: number }[] {
  if (isScalar(node)) return [{ text: String(node.value ?? ""), offset: node.range?.[0] ?? 0 }];
  if (isSeq(node)) return node.items.flatMap(texts);
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => {
    const text = isScalar(value) ? String(value.value ?? "") : "";
    return isScalar(key) ? [{ text: `${key.value}=${text}`, offset: key.range?.[0] ?? 0 }] : [];
  });
}

/** Words of a command or entrypoint; none where it is not there, null where a shell is needed. */
export function wordsOf(node: unknown): readonly string[] | null {
  return isScalar(node) ? commandWords(String(node.value ?? "")) : texts(node).map(({ text }) => text);
}

const has = (service: YAMLMap, key: string): boolean => service.get(key, true) !== undefined;

/** Whether the image starts what an application's image below it starts: neither has a command of its own. */
function leavesBase(service: YAMLMap, final: readonly Instruction[]): boolean {
  if (has(service, "command") || has(service, "entrypoint")) return false;
  if (final.some(({ name }) => name === "ENTRYPOINT" || name === "CMD")) return false;
  const from = final.find(({ name }) => name === "FROM")?.text ?? "";
  // Somebody starts the program by hand in an image that has Go.
  return !/(^|[-/ ])go(lang)?([-:@ ]|$)/.test(from);
}

/** Whether the Dockerfile that it is built with is about the main, as far as that is in sight. */
function fits(input: DockerInput, service: YAMLMap, path: string): boolean {
  const text = input.files.readText(posix.join(input.repository.root, path));
  if (text === null) return true;
  if (relevance(input, path, text) === null) return false;
  const all = readDockerfile(text);
  const stages = imageStages(input, all, path);
  return !leavesBase(
    service,
    all.filter(({ stage }) => stages.has(stage)),
  );
}

/** Whether it starts the program of another main of the repository. */
function startsOtherMain(input: DockerInput, service: YAMLMap): boolean {
  const said = ["entrypoint", "command"].map((key) => service.get(key, true)).find((node) => node);
  const words = wordsOf(said);
  const program = posix.basename((words && scriptWords(words))?.[0] ?? "");
  return (
    !binaryNames(input).includes(program) &&
    input.repository.mains.some((one) => directoryName(posix.normalize(one.path)) === program)
  );
}

/** Whether a service is built from this repository's Go code: its `build` covers the main and makes its image. */
export function buildsMain(input: DockerInput, service: YAMLMap, path: string): boolean {
  const build = service.get("build", true);
  if (!build) return false;
  const context = isMap(build) ? build.get("context") : isScalar(build) ? build.value : null;
  const directory = posix.join(posix.dirname(path), typeof context === "string" ? context : ".");
  const normal = posix.normalize(directory).replace(/\/$/, "");
  const main = input.reach.main.directory;
  if (normal !== "." && main !== normal && !main.startsWith(`${normal}/`)) return false;
  const named = isMap(build) ? build.get("dockerfile") : null;
  const dockerfile = posix.join(normal, typeof named === "string" ? named : "Dockerfile");
  return fits(input, service, dockerfile) && !startsOtherMain(input, service);
}

/** Whether a service runs the image that is published of the module: `ghcr.io/acme/shop:latest` of `github.com/acme/shop`. */
export function runsPublished({ reach }: DockerInput, service: YAMLMap): boolean {
  const image = service.get("image");
  const [, owner = "", name = ""] = reach.module.path.split("/");
  if (typeof image !== "string" || has(service, "build") || name === "") return false;
  const { directory } = reach.main;
  if (directory !== reach.module.directory && posix.basename(directory) !== name) return false;
  const path = image.replace(/@.*$/, "").replace(/:[^/]*$/, "");
  return path.split("/").slice(-2).join("/").toLowerCase() === `${owner}/${name}`.toLowerCase();
}
