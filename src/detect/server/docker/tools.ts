/** Programs of others that the service runs, and that the author's image installs for it. */
import type { Warning } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { place } from "../flow/program.ts";
import { importOf } from "../flow/types.ts";
import type { Instruction } from "./dockerfile.ts";
import type { Said } from "./said.ts";

/** Packages that are called otherwise than the program in them. */
const PACKAGE_OF: Readonly<Record<string, RegExp>> = {
  ssh: /^openssh(-client.*)?$/,
  convert: /^imagemagick/,
  magick: /^imagemagick/,
  pdftotext: /^poppler-utils$/,
  ffprobe: /^ffmpeg$/,
  python3: /^python3/,
  psql: /^postgresql.*client$/,
  pg_dump: /^postgresql.*client$/,
  mysqldump: /^(mysql|mariadb)-client$/,
  "redis-server": /^redis(-server)?$/,
  wg: /^wireguard-tools/,
  ip: /^iproute2/,
  smartctl: /^smartmontools$/,
  gs: /^ghostscript$/,
};

export interface Installed {
  readonly name: string;
  readonly base: "alpine" | "debian";
}

/** `RUN apk add --no-cache ffmpeg git`, `RUN apt-get install -y ffmpeg`. */
export function installedBy({ name, text, line }: Instruction, path: string): readonly Said<Installed>[] {
  if (name !== "RUN") return [];
  return [...text.matchAll(/\b(apk\b[^&|;]*?\badd|apt(?:-get)?\b[^&|;]*?\binstall)\b([^&|;]*)/g)].flatMap(
    ([, command = "", words = ""]) =>
      words
        .split(/\s+/)
        .filter((word) => /^[a-z][\w+.-]*$/.test(word))
        .map((word) => ({
          fact: { name: word, base: command.startsWith("apk") ? ("alpine" as const) : ("debian" as const) },
          evidence: `${path}:${line}`,
        })),
  );
}

/** The program that a call of os/exec starts or looks for. */
const STARTS: Readonly<Record<string, number>> = { Command: 0, CommandContext: 1, LookPath: 0 };

/** A warning that names what the code runs: a base without packages has none of it. */
export function toolWarnings(analysis: Analysis, installs: readonly Said<Installed>[]): readonly Warning[] {
  if (installs.length === 0) return [];
  const lacking = new Map<string, { readonly tool: string; readonly said: Said<Installed>; at: string }>();
  for (const [call, index] of Object.entries(STARTS)) {
    for (const { call: found, scope, guards } of analysis.program.calls.get(call) ?? []) {
      const base = found.callee.kind === "selector" ? importOf(found.callee.base, scope) : null;
      const tool = base === "os/exec" ? textOf(analysis, found.args[index], scope) : null;
      const said = installs.find(
        ({ fact }) => tool !== null && (fact.name === tool || PACKAGE_OF[tool]?.test(fact.name)),
      );
      if (tool === null || !said || lacking.has(said.fact.name) || isOff(analysis, guards, scope)) continue;
      lacking.set(said.fact.name, { tool, said, at: place(scope.file, found.at) });
    }
  }
  const [first] = lacking.values();
  if (!first) return [];
  const { base } = first.said.fact;
  const all = [...lacking.values()].filter(({ said }) => said.fact.base === base);
  const tools = all.map(({ tool }) => tool).join(" and ");
  const packages = all.map(({ said }) => said.fact.name).join(",");
  return [
    {
      code: "program-missing",
      message: `the program runs ${tools}, as installed in ${first.said.evidence}, which the image has only with --base ${base} --packages ${packages}`,
      evidence: first.at,
      blocksBuild: false,
    },
  ];
}
