import { join } from "node:path";
import { contextFiles, ignoreFileOf } from "../../context.ts";
import type { System } from "../../system/system.ts";
import type { BuildContext, Check } from "../../types/verdict.ts";
import { warned } from "../checks.ts";
import { auditCompose } from "../compose/index.ts";
import type { ComposeSurroundings } from "../compose/rules.ts";
import { parseDockerfile } from "../dockerfile/model.ts";
import { stageGraph } from "../dockerfile/stages.ts";
import type { VerifyRequest } from "../request.ts";
import { auditContext } from "./context.ts";
import { auditDockerfile, type KnownContext, type ReadDockerfile, readDockerfile } from "./dockerfile.ts";
import { auditScripts } from "./scripts.ts";

export interface Audit {
  readonly checks: readonly Check[];
  readonly context: BuildContext | null;
  readonly dockerfiles: readonly ReadDockerfile[];
  /** Paths that the production image's build receives. */
  readonly contextFiles: readonly string[];
}

/** Everything that can be said of the files without an engine. */
export async function audit(
  system: Pick<System, "files" | "processes" | "platform">,
  request: VerifyRequest,
): Promise<Audit> {
  const { root } = request;
  const contexts = new Map<string, KnownContext>();
  const contextOf = (dockerfile: string): KnownContext => {
    const dockerignore = ignoreFileOf(system.files, root, dockerfile);
    const key = dockerignore?.path ?? "";
    const known = contexts.get(key) ?? {
      dockerignore,
      sent: contextFiles(system.files, root, dockerignore?.text ?? ""),
    };
    contexts.set(key, known);
    return known;
  };
  const dockerfiles = readDockerfiles(system, request);
  const audited = dockerfiles.flatMap((read) => auditDockerfile(read, contextOf(read.path), request));
  const production = request.images.find(({ role }) => role === "production");
  const measured = production
    ? auditContext(system.files, root, contextOf(production.dockerfile), request.requiredFiles)
    : null;
  const checks = [
    ...audited,
    ...(measured?.checks ?? []),
    ...composeChecks(system, request),
    ...(await auditScripts(system, root, dockerfiles)),
  ];
  const sent = production ? contextOf(production.dockerfile).sent : [];
  return {
    checks,
    context: measured?.context ?? null,
    dockerfiles,
    contextFiles: sent.map(({ path }) => path),
  };
}

function readDockerfiles(
  { files }: Pick<System, "files">,
  { root, images }: VerifyRequest,
): ReadDockerfile[] {
  const paths = [...new Set(images.map(({ dockerfile }) => dockerfile))];
  return paths.flatMap((path) => {
    const text = files.readText(join(root, path));
    return text === null ? [] : [readDockerfile(path, text, images)];
  });
}

function composeChecks(
  { files }: Pick<System, "files">,
  { root, composeFiles }: VerifyRequest,
): readonly Check[] {
  const around: ComposeSurroundings = {
    exists: (path) => files.facts(join(root, path)) !== null,
    stagesOf: (dockerfile) => {
      const content = files.readText(join(root, dockerfile));
      if (content === null) return null;
      const { stages } = stageGraph(parseDockerfile(content));
      return stages.flatMap(({ name }) => name?.toLowerCase() ?? []);
    },
  };
  const [taken, ...passedOver] = composeFiles;
  return [
    ...composeFiles.flatMap((path) => auditCompose(path, files.readText(join(root, path)) ?? "", around)),
    ...passedOver.map((file) =>
      warned("compose-passed-over", `Compose takes ${taken} and not this file`, { file }),
    ),
  ];
}
