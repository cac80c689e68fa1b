/** Programs of others that the service runs, and that the author's image installs for it. */
import { comesWith, packagesOf } from "../../../images/programs.ts";
import type { Program } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { place } from "../flow/program.ts";
import { importOf } from "../flow/types.ts";
import type { Instruction } from "./dockerfile.ts";
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

/** `RUN apk add --no-cache ffmpeg git`, `RUN apt-get install -y ffmpeg`, `FROM alpine/git`. */
export function installedBy({ name, text, line }: Instruction, path: string): readonly Said<Installed>[] {
  const image = name === "FROM" ? namesake(text) : null;
  if (image) return [{ fact: image, evidence: `${path}:${line}` }];
  if (name !== "RUN") return [];
  return [...text.matchAll(/\b(apk\b[^&|;]*?\badd|apt(?:-get)?\b[^&|;]*?\binstall)\b([^&|;]*)/g)].flatMap(
    ([, command = "", words = ""]) =>
      words
        .split(/\s+/)
        .filter((word) => /^[a-z][\w+.-]*$/.test(word))
        .map((word) => ({
          fact: {
            name: word,
            distribution: command.startsWith("apk") ? ("alpine" as const) : ("debian" as const),
          },
          evidence: `${path}:${line}`,
        })),
  );
}

/** The program that a call of os/exec starts or looks for. */
const STARTS: Readonly<Record<string, number>> = { Command: 0, CommandContext: 1, LookPath: 0 };

/** What the code runs of what the image installs, in the order of the calls: a base without packages has none of it. */
export function findPrograms(analysis: Analysis, installs: readonly Said<Installed>[]): readonly Program[] {
  if (installs.length === 0) return [];
  const programs = new Map<string, Program>();
  for (const [call, index] of Object.entries(STARTS)) {
    for (const { call: found, scope, guards } of analysis.program.calls.get(call) ?? []) {
      const base = found.callee.kind === "selector" ? importOf(found.callee.base, scope) : null;
      const name = base === "os/exec" ? textOf(analysis, found.args[index], scope) : null;
      if (name === null || programs.has(name) || isOff(analysis, guards, scope)) continue;
      const said = installs.find(({ fact }) => comesWith(name, fact.name));
      if (!said) continue;
      programs.set(name, {
        name,
        packages: packagesOf(name),
        installed: {
          package: said.fact.name,
          distribution: said.fact.distribution,
          evidence: said.evidence,
        },
        evidence: place(scope.file, found.at),
      });
    }
  }
  return [...programs.values()];
}
