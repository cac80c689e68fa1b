/** Configuration files that the author's image chooses by a word: `ENV APP_ENV=prod` beside `config/prod.yaml`. */
import { posix } from "node:path";
import type { DockerInput } from "./said.ts";

const DIRECTORIES = ["", "config", "configs", "conf", "etc", "cfg", "settings"];
const FORMAT = /\.(ya?ml|toml|json|ini|conf)$/;

/** `prod.yaml`, `config.prod.yaml`, `application-prod.yml`. */
function isFor(file: string, word: string): boolean {
  const name = file.replace(FORMAT, "").toLowerCase();
  return (
    FORMAT.test(file) &&
    name.replace(/^(config(uration)?|settings|app(lication)?)[._-]/, "") === word.toLowerCase()
  );
}

/**
 * Those of the main's module, for variables that the code reads by name.
 * @param words what the image sets variables to
 */
export function chosenFiles(
  { files, reach, repository }: DockerInput,
  words: ReadonlyMap<string, string>,
): readonly string[] {
  const chosen = [...words].flatMap(([name, word]) => {
    const isRead = reach.packages.some((one) => one.files.some(({ text }) => text.includes(`"${name}"`)));
    return isRead ? [word] : [];
  });
  if (chosen.length === 0) return [];
  const bases = [...new Set([reach.module.directory, reach.main.directory])];
  return bases.flatMap((base) =>
    DIRECTORIES.flatMap((directory) =>
      (files.readDirectory(posix.join(repository.root, base, directory)) ?? [])
        .filter(({ name, kind }) => kind === "file" && chosen.some((word) => isFor(name, word)))
        .map(({ name }) => posix.join(base, directory, name)),
    ),
  );
}
