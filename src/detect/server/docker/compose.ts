import { posix } from "node:path";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from "yaml";
import type { FileSystem } from "../../../system/system.ts";
import type { Repository } from "../../../types.ts";
import type { Reach } from "../../reach.ts";
import { commandWords } from "./dockerfile.ts";
import type { Said } from "./said.ts";

interface ComposeEvidence {
  readonly ports: readonly Said<{ port: number; protocol: "tcp" | "udp" }>[];
  readonly environment: ReadonlyMap<string, Said<string>>;
  readonly commands: readonly Said<readonly string[]>[];
}

const BINARY = /^(\.\/[\w-]+|(\/[\w-]+)*\/s?bin\/[\w.-]+)$/;

/** Text or list of texts; the values of a map as `KEY=value`. */
function texts(node: unknown): { text: string; offset: number }[] {
  if (isScalar(node)) return [{ text: String(node.value ?? ""), offset: node.range?.[0] ?? 0 }];
  if (isSeq(node)) return node.items.flatMap(texts);
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => {
    const text = isScalar(value) ? String(value.value ?? "") : "";
    return isScalar(key) ? [{ text: `${key.value}=${text}`, offset: key.range?.[0] ?? 0 }] : [];
  });
}

/** Whether a service is built from this repository's Go code: its `build` covers the main. */
function buildsMain(service: YAMLMap, path: string, reach: Reach): boolean {
  const build = service.get("build", true);
  if (!build) return false;
  const context = isMap(build) ? build.get("context") : isScalar(build) ? build.value : null;
  const directory = posix.join(posix.dirname(path), typeof context === "string" ? context : ".");
  const normal = posix.normalize(directory).replace(/\/$/, "");
  const main = reach.main.directory;
  return normal === "." || main === normal || main.startsWith(`${normal}/`);
}

/** The services of compose files that are built from the main's directory or one above it. */
export function readCompose(input: {
  readonly reach: Reach;
  readonly repository: Repository;
  readonly files: FileSystem;
}): ComposeEvidence {
  const { reach, repository, files } = input;
  const ports: Said<{ port: number; protocol: "tcp" | "udp" }>[] = [];
  const environment = new Map<string, Said<string>>();
  const commands: Said<readonly string[]>[] = [];
  for (const path of repository.existingFiles) {
    if (!/compose.*\.ya?ml$/.test(posix.basename(path))) continue;
    const text = files.readText(posix.join(repository.root, path)) ?? "";
    const lineCounter = new LineCounter();
    const document = parseDocument(text, { lineCounter, logLevel: "silent" });
    const services = document.errors.length === 0 ? document.get("services", true) : null;
    if (!isMap(services)) continue;
    const built = services.items.filter(({ value }) => isMap(value) && buildsMain(value, path, reach));
    const own = built.filter(
      ({ key }) => isScalar(key) && String(key.value) === posix.basename(reach.main.directory),
    );
    // Several services of one context: only one named like the main can be told.
    for (const { value } of built.length === 1 ? built : own) {
      if (!isMap(value)) continue;
      const evidence = (offset: number) => `${path}:${lineCounter.linePos(offset).line}`;
      for (const { text: entry, offset } of texts(value.get("ports", true))) {
        const match = /(?:^|:)(\d+)(?:\/(tcp|udp))?$/.exec(entry);
        if (match) {
          const fact = {
            port: Number(match[1]),
            protocol: match[2] === "udp" ? ("udp" as const) : ("tcp" as const),
          };
          ports.push({ fact, evidence: evidence(offset) });
        }
      }
      for (const { text: entry, offset } of texts(value.get("environment", true))) {
        const [, name, content = ""] = /^(\w+)=(.*)$/s.exec(entry) ?? [];
        if (name !== undefined && !environment.has(name)) {
          environment.set(name, { fact: content, evidence: evidence(offset) });
        }
      }
      const command = value.get("command", true);
      const words = isScalar(command)
        ? commandWords(String(command.value))
        : texts(command).map((one) => one.text);
      const offset = isScalar(command) || isSeq(command) ? (command.range?.[0] ?? 0) : 0;
      if (
        words &&
        words.length > 0 &&
        !/^(go|air|make|sh|bash|\/bin\/(ba)?sh|dlv|npm)$/.test(words[0] ?? "")
      ) {
        // Where the image has no entrypoint, the program itself leads.
        const rest = BINARY.test(words[0] ?? "") ? words.slice(1) : words;
        if (rest.length > 0) commands.push({ fact: rest, evidence: evidence(offset) });
      }
    }
  }
  return { ports, environment, commands };
}
