import { UserError } from "../errors.ts";
import type { Answers } from "../types/answers.ts";
import type { Digests } from "../types/files.ts";
import type { Project } from "../types/project.ts";
import { type AccessPlan, planAccess } from "./access.ts";
import { type BuildPlan, planBuild } from "./build.ts";
import { type ComposePlan, planCompose } from "./compose.ts";
import { type DevelopmentPlan, planDevelopment } from "./development.ts";
import { type AttachConfiguration, planEditor } from "./editor.ts";
import { type FrontEndPlan, planFrontEnd } from "./front-end.ts";
import { planGenerate } from "./generate.ts";
import { type HealthPlan, planHealth } from "./health.ts";
import { type IgnorePlan, planIgnore } from "./ignore.ts";
import { type ImagesPlan, planImages } from "./images.ts";
import { impossible } from "./impossible.ts";
import { environmentMap } from "./ports.ts";
import { type ProductionPlan, planProduction } from "./production.ts";
import { planSource, type SourcePlan } from "./source.ts";

/** Everything that the generated files say, decided. */
export interface Plan {
  readonly service: string;
  /** Comments teach, and not only say what is special. */
  readonly full: boolean;
  readonly layout: Answers["layout"];
  readonly images: ImagesPlan;
  readonly source: SourcePlan;
  readonly access: AccessPlan | null;
  readonly frontEnd: FrontEndPlan | null;
  readonly build: BuildPlan;
  readonly health: HealthPlan | null;
  readonly production: ProductionPlan;
  readonly development: DevelopmentPlan;
  readonly compose: ComposePlan;
  readonly ignore: IgnorePlan;
  readonly editor: AttachConfiguration | null;
  /** Variables without which the service does not start and that the image does not set. */
  readonly requiredVariables: readonly string[];
}

function requiredVariables(project: Project, answers: Answers): readonly string[] {
  const set = environmentMap(answers.env);
  return project.environment
    .filter((variable) => variable.required && !set.has(variable.name))
    .map(({ name }) => name);
}

/**
 * Decides what the files say. Pure: the same values give the same plan.
 *
 * @param digests by reference as `imageReferences` gives them; used with `pin` digest.
 * @param required files that must reach the engine, with those below asset directories.
 * @throws UserError (exit 2) for answers that no image can satisfy together.
 */
export function makePlan(
  project: Project,
  answers: Answers,
  digests: Digests,
  required: readonly string[],
): Plan {
  const conflict = impossible(project, answers);
  if (conflict !== null) {
    const flag = `--${conflict.key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new UserError("impossible-answer", conflict.message, 2, { flag });
  }
  const source = planSource(project);
  const access = planAccess(project, answers);
  const frontEnd = planFrontEnd(project, answers);
  const generate = planGenerate(project, answers);
  const build = planBuild(project, answers, source, access, frontEnd, generate);
  const production = planProduction(project, answers, frontEnd);
  const health = planHealth(project, answers);
  return {
    service: answers.service,
    full: answers.comments === "full",
    layout: answers.layout,
    images: planImages(project, answers, digests),
    source,
    access,
    frontEnd,
    build,
    health,
    production,
    development: planDevelopment(project, answers, source, access, frontEnd, generate, production),
    compose: planCompose(project, answers, access, production, health, build.fileCapabilities),
    ignore: planIgnore(project, answers, required, frontEnd, generate),
    editor: planEditor(answers),
    requiredVariables: requiredVariables(project, answers),
  };
}
