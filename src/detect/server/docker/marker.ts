/** Variables by which the author's image tells the program that it runs in a container. */
import type { GivenSetting } from "../../../types/project.ts";
import type { Program } from "../flow/program.ts";
import type { Said } from "./said.ts";

const NAME = /(^|_)(docker|container(ized)?)(_|$)/i;
const ON = /^(1|true|yes|on|y|t)$/i;

/**
 * Such as `ENV SHOP_IN_DOCKER=1`, where the code asks for it: programs listen on all interfaces by
 * it, or look for their files elsewhere.
 * @param environment ENV of the last stages
 */
export function containerMarkers(
  { files }: Program,
  environment: ReadonlyMap<string, Said<string>>,
): readonly GivenSetting[] {
  return [...environment].flatMap(([name, { fact }]) => {
    if (!NAME.test(name) || !ON.test(fact)) return [];
    const asked = files.some(({ text }) => text.includes(`"${name}"`));
    return asked ? [{ setBy: `env:${name}`, value: fact }] : [];
  });
}
