/** A variable that names the configuration file without which the program ends. */
import { posix } from "node:path";
import type { GivenSetting, RuntimeFile } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";
import { CONFIG, configFile, fatalWhenEmpty, isConfigFlag } from "../arguments/config-flag.ts";
import type { DockerEvidence } from "../docker/evidence.ts";
import { inRepository } from "../files/paths.ts";
import type { Analysis } from "../flow/context.ts";
import { environmentReads } from "./reads.ts";

const NAME = /(^|_)(CONF|CONFIG|CFG|CONFIGURATION|SETTINGS)(_?(FILE|PATH|LOCATION)){0,2}$/;

export interface ConfigVariable {
  readonly setting: GivenSetting;
  readonly file: RuntimeFile;
}

/** `/app/config/shop.yaml` of another image or machine, by the longest of its ends that the repository has. */
function namedFile(input: ServerInput, path: string): Pick<RuntimeFile, "source" | "destination"> | null {
  const segments = posix.normalize(path).split("/");
  for (let from = 0; from < segments.length; from++) {
    const destination = segments.slice(from).join("/");
    const seen = CONFIG.test(destination) ? inRepository(input, destination) : null;
    if (seen?.kind === "file") return { source: seen.source, destination };
  }
  return null;
}

/**
 * The file of the repository that such a variable is set to in the image: the one that other files of the repository
 * set it to, else the best of them. null where the program starts without, or an argument names one.
 * @param words arguments that the program is started with
 */
export function configVariable(
  input: ServerInput,
  analysis: Analysis,
  docker: Pick<DockerEvidence, "environment">,
  words: readonly string[],
): ConfigVariable | null {
  const namesFile = (word: string) =>
    CONFIG.test(word) || (word.startsWith("-") && isConfigFlag(word.replace(/^-+|=.*$/g, "")));
  if (words.some(namesFile)) return null;
  for (const { name, evidence } of environmentReads(analysis)) {
    if (!NAME.test(name)) continue;
    const said = namedFile(input, docker.environment.get(name)?.fact ?? "");
    const file = said ? { ...said, evidence } : configFile(input, analysis, evidence);
    // Asked last: every condition of the program is looked at.
    if (file && fatalWhenEmpty(analysis, `env:${name}`))
      return { setting: { setBy: `env:${name}`, value: file.destination }, file };
  }
  return null;
}
