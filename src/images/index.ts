import type { BaseName } from "../types/answers.ts";
import { alpine } from "./alpine.ts";
import type { BaseImage } from "./base-image.ts";
import { debian } from "./debian.ts";
import { distroless } from "./distroless.ts";
import { scratch } from "./scratch.ts";

/** In the order in which the prompt shows them: smallest first. */
export const bases = [scratch, distroless, alpine, debian] as const satisfies readonly BaseImage[];

export function baseImage(name: BaseName): BaseImage {
  return bases.find((base) => base.name === name) ?? distroless;
}

export type { BaseImage } from "./base-image.ts";
