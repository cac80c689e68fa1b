import type { FileSystem } from "../system/system.ts";
import type { AnswerValue } from "./question.ts";

/** What is wrong with run-time files that are not in the directory; null when all are there. */
export function missingAsset(files: FileSystem, root: string, value: AnswerValue): string | null {
  const assets = Array.isArray(value) ? (value as string[]) : [];
  const sources = assets.map((asset) => asset.split(":")[0] ?? asset);
  const missing = sources.find((source) => files.realPath(`${root}/${source}`) === null);
  return missing === undefined ? null : `names what is not in the directory: ${missing}`;
}
