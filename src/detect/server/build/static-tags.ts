/** Build tags without which a program needs the C library at run time, although it is built without cgo. */
import type { BuildTags } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";

/**
 * Codecs that look for a shared library first, and for that are linked with the dynamic loader. Under
 * the tag they are what they fall back to otherwise: WebAssembly. From their READMEs and constraints, read 2026-11-28.
 */
const CODECS = /^github\.com\/gen2brain\/(avif|heic|jpegxl|webp)(\/|$)/;

export function staticTags({ reach }: ServerInput): readonly BuildTags[] {
  for (const [path, evidence] of reach.externalImports)
    if (CODECS.test(path)) return [{ tags: ["nodynamic"], required: true, evidence }];
  return [];
}
