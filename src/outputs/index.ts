import { airConfiguration } from "./air.ts";
import { dockerCompose } from "./compose.ts";
import { dockerfile } from "./dockerfile.ts";
import { dockerfileDev } from "./dockerfile-dev.ts";
import { dockerignore } from "./dockerignore.ts";
import { entrypointScript } from "./entrypoint.ts";
import { launchConfiguration } from "./launch.ts";
import type { Output } from "./output.ts";

/** In the order in which a reader meets them. */
export const outputs: readonly Output[] = [
  dockerfile,
  dockerfileDev,
  dockerCompose,
  dockerignore,
  airConfiguration,
  entrypointScript,
  launchConfiguration,
];

export type { Output } from "./output.ts";
