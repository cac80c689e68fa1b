/** Samples of configuration files lie in the repository to be copied and changed: no image holds them. */
import { posix } from "node:path";
import { fileOf } from "../../../evidence.ts";
import type { Analysis } from "../flow/context.ts";
import { type ConfigFile, EXAMPLE } from "./config-files.ts";
import { withFiles } from "./with-files.ts";

const TEMPLATE = /(^|[._-])(template|tpl)([._-]|$)/;

/** What the code or the author's image names is read, whatever it is called, and no image holds a `.env`. */
export function isSample({ path, named }: Pick<ConfigFile, "path" | "named">): boolean {
  const name = posix.basename(path);
  return (!named && (EXAMPLE.test(name) || TEMPLATE.test(name))) || name === ".env";
}

/** Whether what stands there is given by a sample alone: one that the code names has to be mounted. */
export function isOfSample({ settings }: Analysis, evidence: string): boolean {
  const path = fileOf(evidence);
  return settings.configFiles().some((one) => one.path === path && !one.named && isSample(one));
}

/** The same program without what its samples give: they may say the port, not that a variable has a value. */
export function withoutSamples(analysis: Analysis): Analysis {
  const all = analysis.settings.configFiles();
  const kept = all.filter((file) => !isSample(file));
  return kept.length === all.length ? analysis : withFiles(analysis, kept);
}
