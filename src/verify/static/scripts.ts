import { join } from "node:path";
import type { System } from "../../system/system.ts";
import type { Check } from "../../types/verdict.ts";
import { failed, passed } from "../checks.ts";
import { flagOf, type Instruction, scriptOf } from "../dockerfile/model.ts";
import { contextSources } from "../rules/structure.ts";
import type { ReadDockerfile } from "./dockerfile.ts";

interface CopiedScript {
  readonly path: string;
  readonly dockerfile: ReadDockerfile;
  readonly copy: Instruction;
}

/** Scripts that a Dockerfile copies from the context: their line endings, mode and syntax. */
export async function auditScripts(
  system: Pick<System, "files" | "processes" | "platform">,
  root: string,
  dockerfiles: readonly ReadDockerfile[],
): Promise<readonly Check[]> {
  const scripts = dockerfiles.flatMap((dockerfile) => copiedScripts(system, root, dockerfile));
  const checks = await Promise.all(scripts.map((script) => auditScript(system, root, script)));
  return checks.flat();
}

function copiedScripts(
  { files }: Pick<System, "files">,
  root: string,
  dockerfile: ReadDockerfile,
): CopiedScript[] {
  const copies = dockerfile.file.instructions.filter(({ keyword }) => keyword === "COPY");
  return copies.flatMap((copy) =>
    contextSources(copy)
      .filter((path) => /\.sh$/.test(path) || files.facts(join(root, path))?.kind === "file")
      .filter((path) => files.readHead(join(root, path), 2) === "#!")
      .map((path) => ({ path, dockerfile, copy })),
  );
}

async function auditScript(
  { files, processes, platform }: Pick<System, "files" | "processes" | "platform">,
  root: string,
  { path, dockerfile, copy }: CopiedScript,
): Promise<readonly Check[]> {
  const absolute = join(root, path);
  const text = files.readText(absolute) ?? "";
  const crlf = text.split("\n").findIndex((line) => line.endsWith("\r"));
  if (crlf !== -1) {
    const message = `Windows line endings: the kernel looks for an interpreter whose name ends in \\r. Save with LF, and add "*.sh text eol=lf" to .gitattributes`;
    return [failed("script-crlf", message, { file: path, line: crlf + 1 })];
  }
  const mode = files.facts(absolute)?.mode ?? 0;
  // Windows has no such mode; Docker sets it there by itself.
  const isExecutable = (mode & 0o111) !== 0 || platform === "win32" || setsMode(copy, dockerfile, path);
  if (!isExecutable) {
    const message = `${path} is not executable in the image: COPY --chmod=0755, or chmod +x ${path}`;
    return [failed("script-mode", message, { file: dockerfile.path, line: copy.line })];
  }
  const shell = /^#!\s*\S*?(\w+)(?:\s+(\w+))?\s*$/.exec(text.split("\n")[0] ?? "");
  const name = shell?.[1] === "env" ? shell[2] : shell?.[1];
  if (name !== "sh" && name !== "bash") return [passed("script", "LF, executable", { file: path })];
  const result = await processes.run(name, ["-n", absolute], { timeoutSeconds: 5 });
  if (result.notFound || result.exitCode === null)
    return [passed("script", "LF, executable", { file: path })];
  return result.exitCode === 0
    ? [passed("script", `LF, executable, ${name} -n`, { file: path })]
    : [failed("script-syntax", ...syntaxError(result.stderr, path))];
}

function setsMode(copy: Instruction, { file }: ReadDockerfile, path: string): boolean {
  const chmod = flagOf(copy, "chmod");
  if (chmod !== null) return /x/.test(chmod) || (Number.parseInt(chmod, 8) & 0o111) !== 0;
  const name = path.slice(path.lastIndexOf("/") + 1);
  return file.instructions.some(
    (run) => run.keyword === "RUN" && /chmod/.test(scriptOf(run)) && scriptOf(run).includes(name),
  );
}

/** dash says `FILE: 3: Syntax error: ...`, bash `FILE: line 3: ...`. */
function syntaxError(stderr: string, path: string): [string, { file: string; line?: number }] {
  const first = stderr.split("\n")[0] ?? "";
  const match = /: (?:line )?(\d+): (.*)$/.exec(first);
  return match ? [match[2] ?? first, { file: path, line: Number(match[1]) }] : [first, { file: path }];
}
