import type { Plan } from "../plan/index.ts";

/** What a stage that downloads private modules is set up with. */
export function accessFiles({ access }: Plan): {
  readonly gitConfig: readonly string[];
  readonly knownHosts: readonly string[];
} {
  return { gitConfig: access?.gitConfig ?? [], knownHosts: access?.knownHosts ?? [] };
}
