import type { FrontEndPlan } from "../plan/front-end.ts";
import type { Plan } from "../plan/index.ts";

/** One of the commands, with what is copied and installed before it. */
function stepData(
  { command, workdir, directory, node, hasSources }: FrontEndPlan["further"][number],
  layers: boolean,
): Readonly<Record<string, unknown>> {
  const below = (name: string) => (directory === "." ? name : `${directory}/${name}`);
  return {
    workdir,
    manifests: hasSources ? "" : (node?.manifests ?? []).map(below).join(" "),
    directories: (node?.directories ?? []).map((name) => ({ from: `${below(name)}/`, to: `./${name}/` })),
    cache: layers ? null : node?.cache,
    install: node?.install,
    variables: node?.variables ?? [],
    legacyHashes: node?.legacyHashes,
    sources: hasSources ? "" : directory === "." ? "." : `${directory}/`,
    command,
  };
}

/** Data of partials/front-end; null when no stage of its own is needed. */
export function frontEndStage({ frontEnd, images, build }: Plan): Readonly<Record<string, unknown>> | null {
  if (frontEnd === null || images.frontEnd === null) return null;
  const committed = frontEnd.committed.map(({ files, destination }) => ({
    files: files.join(" "),
    destination,
  }));
  const steps = [frontEnd, ...frontEnd.further].map((step, index, all) => ({
    ...stepData(step, build.layers),
    isElsewhere: step.workdir !== all[index - 1]?.workdir,
    committed: index === 0 ? committed : [],
  }));
  return {
    image: images.frontEnd,
    purpose: [
      ...(frontEnd.outputs.length > 0 || frontEnd.served.length === 0 ? ["embeds"] : []),
      ...(frontEnd.served.length > 0 ? ["reads when it runs"] : []),
    ].join(" or "),
    steps,
  };
}
