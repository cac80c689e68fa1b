/** Programs of others that the service runs, and that the author's image installs for it, or without which it ends. */
import { posix } from "node:path";
import { comesWith, packagesOf } from "../../../images/programs.ts";
import type { Evidence, Program, Project } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { place, type Scope } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";
import type { Instruction } from "./dockerfile.ts";
import type { DockerEvidence } from "./evidence.ts";
import type { Said } from "./said.ts";

/** A package of the author's image. */
export interface Installed {
  readonly name: string;
  readonly distribution: Program["installed"]["distribution"];
}

/** `FROM alpine/git`: an image that is made of the program of its name. */
function namesake(text: string): Installed | null {
  const name = /^(?:--\S+\s+)*(?:[\w.-]+\/)+([a-z][\w-]*)(?:[:@]\S*)?(?:\s|$)/.exec(text)?.[1];
  if (name === undefined || packagesOf(name) === null) return null;
  return { name, distribution: /alpine/.test(text) ? "alpine" : "debian" };
}

/** A package of a newer Go than Debian's. */
const GO: Installed = { name: "go", distribution: "alpine" };

/** What images of distributions and of Go hold without being told: shells, and Go itself. */
function heldBy(text: string): readonly Installed[] {
  const image = /^(?:--\S+\s+)*(?:[\w.-]+(?::\d+)?\/)*([a-z][\w-]*)(:[\w.-]+)?/.exec(text);
  const [, name = "", tag = ""] = image ?? [];
  const distribution = name === "alpine" || tag.includes("alpine") ? "alpine" : "debian";
  const shells = distribution === "alpine" ? ["busybox"] : ["dash", "bash"];
  if (!/^(alpine|debian|ubuntu|buildpack-deps|golang)$/.test(name)) return [];
  return [...shells.map((one) => ({ name: one, distribution }) as const), ...(name === "golang" ? [GO] : [])];
}

/** `COPY --from=build /usr/local/go/bin/go /usr/local/go/bin/go`: Go itself, for what runs it. */
const COPIED_GO = /--from=.*\/go\/bin(\/go)?\s/;

/**
 * `RUN apk add --no-cache ffmpeg git`, `RUN apt-get install -y ffmpeg`, `RUN clean-install ffmpeg` of Kubernetes' and
 * Bitnami's Debian, `FROM alpine/git`, `FROM golang`.
 */
export function installedBy({ name, text, line }: Instruction, path: string): readonly Said<Installed>[] {
  const evidence = `${path}:${line}`;
  if (name === "FROM") {
    const image = namesake(text);
    return (image ? [image] : heldBy(text)).map((fact) => ({ fact, evidence }));
  }
  if (name === "COPY" && COPIED_GO.test(text)) return [{ fact: GO, evidence }];
  const brought = broughtBy(name, text).map((one) => ({
    fact: { name: one, distribution: "debian" as const },
    evidence,
  }));
  if (name !== "RUN") return brought;
  const installed = [
    ...text.matchAll(/\b(apk\b[^&|;]*?\badd|apt(?:-get)?\b[^&|;]*?\binstall|clean-install)\b([^&|;]*)/g),
  ].flatMap(([, command = "", words = ""]) =>
    words
      .split(/\s+/)
      .filter((word) => /^[a-z][\w+.-]*$/.test(word))
      .map((word) => ({
        fact: {
          name: word,
          distribution: command.startsWith("apk") ? ("alpine" as const) : ("debian" as const),
        },
        evidence,
      })),
  );
  return [...installed, ...brought];
}

/** Known programs that come as they are: `COPY --from=static-ffmpeg /ffmpeg /usr/bin/`, `curl -o /usr/bin/yt-dlp`. */
function broughtBy(instruction: string, text: string): readonly string[] {
  const words = text.split(/\s+/);
  const paths =
    instruction === "RUN"
      ? [...text.matchAll(/\s(?:-[a-zA-Z]*[oO]|--output(?:-document)?)[\s=](\S*\/bin\/[\w.-]+)/g)].map(
          ([, path]) => path,
        )
      : instruction === "COPY" && /^--from=/.test(text) && /\/bin(\/|$)/.test(words.at(-1) ?? "")
        ? words.slice(1)
        : [];
  return paths.map((path = "") => posix.basename(path)).filter((one) => packagesOf(one) !== null);
}

/** The program that a call of os/exec starts or looks for. */
const STARTS: Readonly<Record<string, number>> = { Command: 0, CommandContext: 1, LookPath: 0 };

const SHELL = /^(ba|da|a)?sh$/;

/** `exec.Command("bash", "-c", "yt-dlp -x | ffmpeg -i -")`: what a shell is told to start. */
function startedByShell(analysis: Analysis, given: readonly Expression[], scope: Scope): readonly string[] {
  const [option, script] = given;
  if (!/^-[a-z]*c$/.test(textOf(analysis, option, scope) ?? "")) return [];
  const commands = valueIn(analysis, script, scope)?.text.split(/&&|\|\|?|[;\n]/) ?? [];
  return commands.flatMap((one) => /^\s*(?:\w+=\S*\s+)*([\w./-]+)(?=\s|$)/.exec(one)?.[1] ?? []);
}

/** `/bin/sh` and `sh` are one program. */
const plainName = (text: string): string => text.replace(/^(\/usr(\/local)?)?\/s?bin\/(?=[^/]+$)/, "");

/**
 * What the code runs of what the author's image holds, and all of it where there is none, in the order of the calls;
 * what it looks for and ends without, whatever the image is made of; and then what it is told to run by its arguments
 * and by variables that it reads: a base without packages has none of it.
 */
export function findPrograms(
  analysis: Analysis,
  {
    installs,
    imageEnvironment,
    isImaged,
  }: Pick<DockerEvidence, "installs" | "imageEnvironment" | "isImaged">,
  given: Project["arguments"],
  environment: Project["environment"],
): readonly Program[] {
  const programs = new Map<string, Program>();
  const add = (name: string, evidence: Evidence): void => {
    const said = installs.find(({ fact }) => comesWith(name, fact.name));
    if (!said || programs.has(name)) return;
    const { name: installed, distribution } = said.fact;
    programs.set(name, {
      name,
      packages: packagesOf(name),
      installed: { package: installed, distribution, evidence: said.evidence },
      evidence,
    });
  };
  const demand = (name: string, evidence: Evidence): void => {
    const packages = packagesOf(name);
    if (packages === null || programs.has(name)) return;
    const installed = { package: packages.debian, distribution: "debian", evidence } as const;
    programs.set(name, { name, packages, installed, evidence });
  };
  const run = isImaged ? add : demand;
  let runsAnything = false;
  for (const [call, index] of Object.entries(STARTS)) {
    for (const { call: found, scope, guards } of analysis.program.calls.get(call) ?? []) {
      const base = packageOf(found.callee, scope);
      if (base !== "os/exec" || isOff(analysis, guards, scope)) continue;
      const name = textOf(analysis, found.args[index], scope);
      const sources = valueIn(analysis, found.args[index], scope)?.sources ?? [];
      const isGiven = sources.some((source) => analysis.memo.switches.has(source));
      if (name === null || isGiven) runsAnything ||= call !== "LookPath";
      else (call === "LookPath" ? add : run)(plainName(name), place(scope.file, found.at));
      if (name !== null && SHELL.test(plainName(name)))
        for (const one of startedByShell(analysis, found.args.slice(index + 1), scope))
          run(plainName(one), place(scope.file, found.at));
      if (name !== null && call === "LookPath" && endsProgram(analysis, { call: found, scope, guards }))
        demand(plainName(name), place(scope.file, found.at));
    }
  }
  if (given && runsAnything) for (const word of given.needed) add(plainName(word), given.evidence);
  for (const { name } of environment) {
    const told = imageEnvironment.get(name);
    if (told?.fact.startsWith("/") && plainName(told.fact) !== told.fact)
      add(plainName(told.fact), told.evidence);
  }
  return [...programs.values()];
}
