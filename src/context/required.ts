import { join } from "node:path";
import type { FileSystem } from "../system/system.ts";
import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";

/**
 * What building the main and running it reads from the context, sorted: its build
 * files, the assets of the answers (else those detected) and the entrypoint script.
 * What the commands before the build make is left out when they run in the image, but for what they start from.
 */
export function requiredFiles(
  files: Pick<FileSystem, "readDirectory">,
  project: Project,
  answers: Pick<Answers, "assets" | "prebuild" | "generate" | "entrypoint"> | null,
): readonly string[] {
  const made = [
    ...(answers?.prebuild ? madeBy(project) : []),
    ...(answers?.generate ? (project.generate?.outputs ?? []) : []),
  ];
  const kept = project.prebuild?.committed ?? [];
  const assets = answers
    ? answers.assets.map((asset) => asset.split(":")[0] ?? asset)
    : project.runtimeFiles.map((file) => file.source);
  const all = [
    ...project.buildFiles,
    ...assets.flatMap((asset) => filesUnder(files, project.root, asset)),
    ...(answers?.entrypoint ? ["docker-entrypoint.sh"] : []),
  ].filter(
    (path) => kept.includes(path) || !made.some((output) => path === output || path.startsWith(`${output}/`)),
  );
  return [...new Set(all)].sort();
}

function madeBy({ prebuild }: Project): readonly string[] {
  return prebuild ? [...prebuild.outputs, ...prebuild.served.map(({ source }) => source)] : [];
}

function filesUnder(files: Pick<FileSystem, "readDirectory">, root: string, path: string): string[] {
  const plain = path.replace(/^\.\//, "").replace(/\/$/, "");
  const entries = files.readDirectory(join(root, plain));
  if (entries === null) return [plain];
  return entries.flatMap(({ name, kind }) =>
    kind === "directory" ? filesUnder(files, root, `${plain}/${name}`) : [`${plain}/${name}`],
  );
}
