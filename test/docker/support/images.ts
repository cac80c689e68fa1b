import { readFileSync } from "node:fs";
import { DockerfileParser } from "dockerfile-ast";

/** Images that a Dockerfile takes from elsewhere, with the defaults of its build arguments filled in. */
export function imagesOf(dockerfile: string): readonly string[] {
  const parsed = DockerfileParser.parse(readFileSync(dockerfile, "utf8"));
  const defaults = new Map(
    parsed.getInitialARGs().flatMap((argument) => {
      const property = argument.getProperty();
      return property ? [[property.getName(), property.getValue() ?? ""] as const] : [];
    }),
  );
  const stages = new Set(parsed.getFROMs().map((from) => from.getBuildStage()));
  const references = parsed
    .getFROMs()
    .map((from) => from.getImage() ?? "")
    .map((image) => image.replace(/\$\{(\w+)\}/g, (_, name: string) => defaults.get(name) ?? ""));
  return [...new Set(references)].filter((image) => image !== "scratch" && !stages.has(image));
}
