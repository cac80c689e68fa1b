import type { Plan } from "../plan/index.ts";

/** A generated file as data: the renderer knows no file by name. */
export interface Output {
  readonly path: string;
  /** Name below templates/, without `.ejs`. */
  readonly template: string;
  readonly mode: 0o644 | 0o755;
  readonly when: (plan: Plan) => boolean;
  /** What the template loops over. */
  readonly data: (plan: Plan) => Readonly<Record<string, unknown>>;
  /** For a file that belongs to others as well: puts this tool's part into their text. */
  readonly mergeInto?: (plan: Plan) => (existing: string) => string | null;
}
