import type { GoBuildContext } from "./build-context.ts";
import type { ExternalPackage } from "./external.ts";
import type { Layout } from "./layout.ts";
import type { Graph } from "./reach.ts";

/** One main with everything that its build reads: what the facts about it are taken from. */
export interface SelectedMain {
  readonly layout: Layout;
  readonly context: GoBuildContext;
  readonly graph: Graph;
  /** Vendored packages in reach; empty without a vendor directory. */
  readonly vendored: readonly ExternalPackage[];
  /** Directory of the main. */
  readonly main: string;
  readonly tags: readonly string[];
}
