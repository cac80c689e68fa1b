/** What the repository's own Docker files, compose files and Procfile say of the main. */
import { posix } from "node:path";
import type { FileSystem } from "../../../system/system.ts";
import type { Evidence, Repository } from "../../../types.ts";
import type { Reach } from "../../reach.ts";
import { readCompose } from "./compose.ts";
import { assignments, commandWords, expand, type Instruction, readDockerfile } from "./dockerfile.ts";

export interface Said<Fact> {
  readonly fact: Fact;
  readonly evidence: Evidence;
}

export interface DockerEvidence {
  /** Of the last stages, best file first. */
  readonly ports: readonly Said<{ port: number; protocol: "tcp" | "udp" }>[];
  readonly environment: ReadonlyMap<string, Said<string>>;
  /** Everything after the binary in ENTRYPOINT and CMD, or a compose file's or Procfile's command. */
  readonly commands: readonly Said<readonly string[]>[];
  readonly healthCommands: readonly Said<string>[];
  /** Absolute paths that the last stage declares as volumes. */
  readonly volumes: readonly Said<string>[];
}

interface Input {
  readonly reach: Reach;
  readonly repository: Repository;
  readonly files: FileSystem;
}

function directoryName(path: string): string {
  return path === "." ? "" : posix.basename(path);
}

/** Less is better; null for a file that is about something else. */
function relevance({ reach, repository }: Input, path: string, text: string): number | null {
  const directory = posix.dirname(path);
  const main = reach.main.directory;
  const above = directory === "." || main === directory || main.startsWith(`${directory}/`);
  const own = directory !== "." && (main === directory || main.startsWith(`${directory}/`));
  const others = repository.mains
    .map((one) => one.path.replace(/^\.\//, ""))
    .filter((one) => one !== main && one !== "." && one !== reach.module.directory);
  const mentions = (one: string) =>
    new RegExp(`(^|[\\s/"'])${one.replace(/\W/g, "\\$&")}(?=$|[\\s/"'])`, "m").test(text);
  const mentionsMain = main !== "." && (mentions(main) || mentions(directoryName(main)));
  if (!/go(lang)?[: ]|go build|go install|make|\.\/|COPY/.test(text)) return null;
  if (!mentionsMain && others.some(mentions)) return null;
  if (!above && !mentionsMain) return null;
  const builds = /golang|\bgo (build|install)/.test(text);
  if (!builds && /\b(node|python|nginx|php|ruby|openjdk|dotnet)(:|\/|-alpine)/.test(text)) return null;
  const development = /dev|debug|test|\bci\b|build|lint/i.test(
    posix.basename(path).replace(/^buildx?\./, ""),
  );
  return (
    (own ? -4 : 0) + (mentionsMain ? -2 : 0) + (builds ? -1 : 0) + (development ? 6 : 0) + (above ? 0 : 2)
  );
}

function variablesOf(instructions: readonly Instruction[]): Map<string, string> {
  const variables = new Map<string, string>();
  for (const { name, text } of instructions) {
    if (name !== "ENV" && name !== "ARG") continue;
    for (const [key, value] of assignments(text)) variables.set(key, expand(value, variables));
  }
  return variables;
}

const WRAPPERS =
  /^(tini|dumb-init|\/sbin\/tini|\/usr\/bin\/(tini|dumb-init)|--|-g|sh|\/bin\/sh|-c|exec|su-exec|gosu)$/;

/** The words after the binary; null when a shell or a script stands between. */
export function afterBinary(words: readonly string[]): readonly string[] | null {
  const start = words.findIndex((word) => !WRAPPERS.test(word));
  const binary = words[start];
  if (binary === undefined || /\.sh$/.test(binary) || /^(go|air|make|dlv|task|npm|reflex)$/.test(binary))
    return null;
  return words.slice(start + 1).flatMap((word) => (word === "" ? [] : [word]));
}

function commandOf(instructions: readonly Instruction[], path: string): Said<readonly string[]> | null {
  const entrypoint = instructions.findLast(({ name }) => name === "ENTRYPOINT");
  const command = instructions.findLast(({ name }) => name === "CMD");
  const place = command ?? entrypoint;
  if (!place) return null;
  const head = entrypoint ? commandWords(entrypoint.text) : [];
  const tail = command ? commandWords(command.text) : [];
  if (!head || !tail) return null;
  const variables = variablesOf(instructions);
  const words = afterBinary([...head, ...tail].map((word) => expand(word, variables)));
  return words && { fact: words, evidence: `${path}:${place.line}` };
}

/** Read once; files about another main or another language are left out. */
export function readDockerEvidence(input: Input): DockerEvidence {
  const { repository, files } = input;
  const { root } = repository;
  const dockerfiles = repository.existingFiles
    .filter((path) => /(dockerfile|containerfile)/i.test(posix.basename(path)) && !path.endsWith("ignore"))
    .flatMap((path) => {
      const text = files.readText(posix.join(root, path));
      const rank = text === null ? null : relevance(input, path, text);
      return text === null || rank === null ? [] : [{ path, text, rank }];
    })
    .sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1));

  const ports: Said<{ port: number; protocol: "tcp" | "udp" }>[] = [];
  const environment = new Map<string, Said<string>>();
  const commands: Said<readonly string[]>[] = [];
  const healthCommands: Said<string>[] = [];
  const volumes: Said<string>[] = [];
  for (const { path, text } of dockerfiles) {
    const all = readDockerfile(text);
    const last = Math.max(...all.map(({ stage }) => stage));
    const variables = variablesOf(all);
    const final = all.filter(({ stage }) => stage === last);
    for (const { name, text: content, line } of final) {
      const evidence = `${path}:${line}`;
      if (name === "EXPOSE") {
        for (const word of expand(content, variables).split(/\s+/)) {
          const match = /^(\d+)(?:\/(tcp|udp))?$/.exec(word);
          if (match)
            ports.push({
              fact: { port: Number(match[1]), protocol: match[2] === "udp" ? "udp" : "tcp" },
              evidence,
            });
        }
      } else if (name === "ENV") {
        for (const [key, value] of assignments(content)) {
          if (!environment.has(key)) environment.set(key, { fact: expand(value, variables), evidence });
        }
      } else if (name === "VOLUME") {
        for (const word of commandWords(expand(content, variables)) ?? []) {
          if (word.startsWith("/")) volumes.push({ fact: word.replace(/\/$/, ""), evidence });
        }
      } else if (name === "HEALTHCHECK") {
        healthCommands.push({ fact: content, evidence });
      }
    }
    const command = commandOf(final, path);
    if (command) commands.push(command);
  }
  const compose = readCompose(input);
  for (const [name, said] of compose.environment) if (!environment.has(name)) environment.set(name, said);
  commands.push(...compose.commands, ...procfileCommands(input));
  ports.push(...compose.ports);
  return { ports, environment, commands, healthCommands, volumes };
}

function procfileCommands({ reach, repository, files }: Input): Said<readonly string[]>[] {
  const places = [...new Set([reach.main.directory, reach.module.directory, "."])];
  return places.flatMap((directory) => {
    const path = posix.join(directory, "Procfile");
    const text = files.readText(posix.join(repository.root, path));
    return (text ?? "").split("\n").flatMap((line, index) => {
      const command = /^(web|app|server|api):\s*(.+)$/.exec(line)?.[2];
      const words = command === undefined ? null : commandWords(command.trim());
      const rest = words && afterBinary(words);
      return rest ? [{ fact: rest, evidence: `${path}:${index + 1}` }] : [];
    });
  });
}
