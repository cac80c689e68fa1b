/** What a build has to be told for the main, in a Dockerfile that builds whichever program it is told. */
import { posix } from "node:path";
import { isMap, isScalar, parseDocument } from "yaml";
import { buildCommands } from "./built-mains.ts";
import { texts } from "./compose-services.ts";
import type { DockerInput } from "./said.ts";

/** Behind a slash: `$FLAGS` alone is told to the compiler. */
const TARGET = /^["']?([\w./-]*\/)\$(?:\{(\w+)\}|(\w+))([\w./-]*)["']?$/;

/** `SERVICE` is `orders` where `go build ./cmd/${SERVICE}` is told to build `cmd/orders`. */
function byTarget({ reach }: DockerInput, path: string, text: string): [name: string, value: string][] {
  const main = reach.main.directory;
  const places = new Set([".", posix.dirname(path), reach.module.directory]);
  return buildCommands(text).flatMap((words) =>
    words.split(/\s+/).flatMap((word) => {
      const [, before, braced, bare, after = ""] = TARGET.exec(word) ?? [];
      const name = braced ?? bare;
      if (before === undefined || name === undefined) return [];
      const end = after.replace(/\/?([\w-]+\.go)?$/, "");
      return [...places].flatMap((place): [string, string][] => {
        // A mark in place of the variable: what stands around it is made plain with it.
        const [start = "", rest = ""] = posix.join(place, `${before}\0${end}`).split("\0");
        const value = main.slice(start.length, main.length - rest.length);
        return value !== "" && main === `${start}${value}${rest}` ? [[name, value]] : [];
      });
    }),
  );
}

/** Whether a word is a part of the path of the main, and not of every other one. */
function isOfMain({ reach, repository }: DockerInput, word: string): boolean {
  const parts = (path: string) => path.split("/");
  const others = repository.mains.map(({ path }) => posix.normalize(path));
  const isShared = others.length > 1 && others.every((one) => parts(one).includes(word));
  return parts(reach.main.directory).includes(word) && !isShared;
}

/** `args: { SERVICE: orders }` of a service of a compose file that is built with the Dockerfile. */
function byCompose(input: DockerInput, dockerfile: string): [name: string, value: string][] {
  const { repository, files } = input;
  return repository.existingFiles
    .filter((path) => /compose.*\.ya?ml$/.test(posix.basename(path)))
    .flatMap((path) => {
      const text = files.readText(posix.join(repository.root, path)) ?? "";
      if (!/^\s*args:/m.test(text)) return [];
      const document = parseDocument(text, { logLevel: "silent" });
      const services = document.errors.length === 0 ? document.get("services", true) : null;
      return (isMap(services) ? services.items : []).flatMap(({ value: service }) => {
        const build = isMap(service) ? service.get("build", true) : null;
        if (!isMap(build)) return [];
        const [context, named] = ["context", "dockerfile"].map((key) => {
          const node = build.get(key, true);
          return isScalar(node) && typeof node.value === "string" ? node.value : null;
        });
        const file = posix.join(posix.dirname(path), context ?? ".", named ?? "Dockerfile");
        if (posix.normalize(file) !== dockerfile) return [];
        return texts(build.get("args", true)).flatMap(({ text: one }): [string, string][] => {
          const [, name = "", value = ""] = /^(\w+)=(.*)$/.exec(one) ?? [];
          return isOfMain(input, value) ? [[name, value]] : [];
        });
      });
    });
}

/** The Dockerfile with what makes it that of the main as defaults: a name that may be several things is left as it is. */
export function withBuildArguments(input: DockerInput, path: string, text: string): string {
  const names = new Set([...text.matchAll(/^\s*ARG\s+(\w+)/gim)].map(([, name = ""]) => name));
  if (names.size === 0) return text;
  const told = [...byTarget(input, path, text), ...byCompose(input, path)].filter(([name]) =>
    names.has(name),
  );
  let filled = text;
  for (const name of new Set(told.map(([one]) => one))) {
    const values = new Set(told.flatMap(([one, value]) => (one === name ? [value] : [])));
    const [value = ""] = values;
    if (values.size === 1)
      filled = filled.replace(new RegExp(`^(\\s*ARG\\s+${name})\\b.*$`, "gim"), `$1=${value}`);
  }
  return filled;
}
