/** What the author's image does and has in the stage that runs the script: earlier scripts, files beside the package. */
import type { Layout } from "../layout.ts";
import { basename, dirname, isWithin, normalize } from "../paths.ts";
import { type Instruction, readDockerfile } from "../server/docker/dockerfile.ts";
import { everyFileBelow, type Sources } from "../sources.ts";
import type { NodePackage } from "./package-json.ts";
import { isAbout, type ScriptCall, scriptCallsOf } from "./script-calls.ts";
import { expandScript, mayBuild } from "./scripts.ts";

export interface AuthorStage {
  /** Scripts of the package that run before it, such as `generate`. */
  readonly before: readonly string[];
  /** Files of the repository outside the package; null for those of an earlier run. */
  readonly beside: readonly string[] | null;
  /** It installs what packages are compiled with. */
  readonly compiles: boolean;
}

const INSTALLS = /\b(apk\s(?:.*\s)?add|apt(?:-get)?\s(?:.*\s)?install)\s/;
const COMPILERS = /\s(make|python[23]?|g\+\+|build-base|build-essential)(\s|$)/;

/** More than a few files are sources of something else. */
const MOST = 100;

function scriptsBefore(found: NodePackage, script: string, calls: readonly ScriptCall[]): readonly string[] {
  const own = calls.filter((call) => isAbout(call, found)).map((call) => call.script);
  const called = expandScript(found, script);
  return [...new Set(own.slice(0, own.indexOf(script)))].filter(
    (name) => mayBuild(found, name) && !new RegExp(`\\brun ${name}\\b`).test(called),
  );
}

/** Paths of the context that a stage copies, or mounts for a command. */
function takenBy({ name, text }: Instruction): readonly string[] {
  if (name === "RUN")
    return [...text.matchAll(/--mount=(\S*type=bind\S*)/g)].flatMap(([, options = ""]) => {
      const source = /(?:^|,)(?:source|src)=([^,]+)/.exec(options)?.[1];
      return source === undefined || /(^|,)from=/.test(options) ? [] : [source];
    });
  if (!/^(COPY|ADD)$/.test(name) || /--from=|[[\]"'*?$]/.test(text)) return [];
  return text
    .split(/\s+/)
    .filter((word) => !word.startsWith("--"))
    .slice(0, -1);
}

/** The file, or those of a directory that is small enough to be meant; Go needs no stage for its own. */
export function filesAt(sources: Sources, path: string): readonly string[] {
  const isFile = sources.directory(dirname(path))?.files.includes(basename(path)) ?? false;
  const files = isFile ? [path] : everyFileBelow(sources, path);
  const meant = files.filter((file) => /^[\w./@+-]+$/.test(file) && !/\.go$/.test(file));
  return meant.length > MOST ? [] : meant;
}

/**
 * Nothing of a stage that has more of the repository than ours: what its scripts need of that is not in sight.
 * @param known the calls of an earlier run, whose own Dockerfile is no evidence
 */
export function authorStage(
  { sources, evidenceFiles }: Layout,
  found: NodePackage,
  script: string,
  known: readonly ScriptCall[],
): AuthorStage {
  const isIt = (call: ScriptCall) => call.script === script && isAbout(call, found);
  if (known.some(isIt)) return { before: scriptsBefore(found, script, known), beside: null, compiles: false };
  for (const file of evidenceFiles.filter((path) => /dockerfile/i.test(basename(path)))) {
    const all = readDockerfile(sources.text(file) ?? "");
    const run = all.find(({ name, text }) => name === "RUN" && scriptCallsOf(text).some(isIt));
    if (!run) continue;
    const stage = all.filter((one) => one.stage === run.stage);
    const taken = stage.flatMap(takenBy).map((path) => normalize(path.replace(/^\//, "")));
    if (taken.some((path) => path !== found.lockDirectory && isWithin(found.lockDirectory, path))) break;
    const outside = taken.filter((path) => !isWithin(path, found.lockDirectory));
    const calls = stage.flatMap(({ name, text }) => (name === "RUN" ? scriptCallsOf(text) : []));
    return {
      before: scriptsBefore(found, script, calls),
      beside: [...new Set(outside.flatMap((path) => filesAt(sources, path)))],
      compiles: stage.some(({ name, text }) => name === "RUN" && INSTALLS.test(text) && COMPILERS.test(text)),
    };
  }
  return { before: [], beside: [], compiles: false };
}
