import type { Plan } from "../plan/index.ts";

/** Data of partials/front-end; null when no stage of its own is needed. */
export function frontEndStage({ frontEnd, images, build }: Plan): Readonly<Record<string, unknown>> | null {
  if (frontEnd === null || images.frontEnd === null) return null;
  const { directory, node } = frontEnd;
  const below = (name: string) => (directory === "." ? name : `${directory}/${name}`);
  return {
    image: images.frontEnd,
    purpose: [
      ...(frontEnd.outputs.length > 0 || frontEnd.served.length === 0 ? ["embeds"] : []),
      ...(frontEnd.served.length > 0 ? ["reads when it runs"] : []),
    ].join(" or "),
    workdir: frontEnd.workdir,
    manifests: node.manifests.map(below).join(" "),
    directories: node.directories.map((name) => ({ from: `${below(name)}/`, to: `./${name}/` })),
    cache: build.layers ? null : node.cache,
    install: node.install,
    variables: node.variables,
    legacyHashes: node.legacyHashes,
    sources: directory === "." ? "." : `${directory}/`,
    committed: frontEnd.committed.map(({ files, destination }) => ({ files: files.join(" "), destination })),
    command: frontEnd.command,
  };
}
