import type { Reconciled } from "./change.ts";
import { ignoreMatcher, measureContext, requiredFiles } from "./context.ts";
import { resolveDigests } from "./digests.ts";
import { type Disk, inspect } from "./disk.ts";
import { imageReferences } from "./images/references.ts";
import type { Situation } from "./inputs.ts";
import { makePlan, type Plan } from "./plan/index.ts";
import { pathsToInspect, reconcile } from "./reconcile.ts";
import { render } from "./render.ts";
import type { SavedState } from "./state.ts";
import type { System } from "./system/system.ts";
import type { Answers } from "./types/answers.ts";
import type { Digests, RenderedFile } from "./types/files.ts";
import type { Project } from "./types/project.ts";
import type { BuildContext } from "./types/verdict.ts";

export type ReadTemplate = (name: string) => string;

/** Everything that answers lead to, before anything is written. */
export interface Outcome {
  /** What was detected, for the reader. */
  readonly project: Project;
  /** What the files are made from, see {@link Situation}. */
  readonly lasting: Project;
  readonly answers: Answers;
  readonly digests: Digests;
  readonly plan: Plan;
  readonly generated: readonly RenderedFile[];
  readonly disk: Disk;
  readonly changes: readonly Reconciled[];
}

/**
 * Plans, renders and compares with the disk. Asks a registry where answers pin digests.
 *
 * @throws UserError exit 2 for answers that cannot be together, exit 1 where a registry or the disk fails.
 */
export async function generate(
  system: Pick<System, "files" | "processes">,
  readTemplate: ReadTemplate,
  state: SavedState,
  { project, lasting, resolution: { answers } }: Situation,
): Promise<Outcome> {
  const references = answers.pin === "digest" ? imageReferences(lasting, answers) : [];
  const digests = await resolveDigests(system.processes, references, state.lock?.digests ?? {});
  const required = requiredFiles(system.files, lasting, answers);
  const plan = makePlan(lasting, answers, digests, required);
  const generated = render(plan, readTemplate);
  const disk = inspect(system.files, project.root, pathsToInspect(generated, state.lock));
  return {
    project,
    lasting,
    answers,
    digests,
    plan,
    generated,
    disk,
    changes: reconcile(generated, state.lock, disk),
  };
}

/** What an engine will receive once the changes are written. */
export function contextOf(
  files: System["files"],
  { project, answers }: Pick<Outcome, "project" | "answers">,
  changes: readonly Reconciled[],
): BuildContext {
  const ignore = changes.find((change) => change.path === ".dockerignore");
  const text = (ignore?.status === "conflict" ? ignore.generated : ignore?.after) ?? "";
  const onDisk = measureContext(files, project.root, text, requiredFiles(files, project, answers));
  const decide = ignoreMatcher(text);
  const sent = changes.filter(({ path, before, after }) => after !== before && !decide(path).ignored);
  return {
    ...onDisk,
    files: onDisk.files + sum(sent, ({ before, after }) => Number(after !== null) - Number(before !== null)),
    bytes: onDisk.bytes + sum(sent, ({ before, after }) => byteLength(after) - byteLength(before)),
  };
}

const byteLength = (text: string | null): number => (text === null ? 0 : Buffer.byteLength(text));

const sum = <Item>(items: readonly Item[], value: (item: Item) => number): number =>
  items.reduce((total, item) => total + value(item), 0);
