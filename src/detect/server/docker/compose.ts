import { posix } from "node:path";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from "yaml";
import { moduleName } from "../../go-mod/go-mod.ts";
import { afterBinary, binaryNames, isForAnother, scriptWords } from "./commands.ts";
import { buildsMain, runsPublished, texts, wordsOf } from "./compose-services.ts";
import { showsOneWay } from "./relevance.ts";
import type { DockerInput, Said } from "./said.ts";

interface Published extends Said<{ port: number; protocol: "tcp" | "udp" }> {
  /** The service's own command names it, `--port=3004`: started in another way, the program listens elsewhere. */
  readonly byCommand?: boolean;
}

interface ComposeEvidence {
  readonly ports: readonly Published[];
  readonly environment: ReadonlyMap<string, Said<string>>;
  readonly commands: readonly Said<readonly string[]>[];
}

const BINARY = /^(\.\/[\w-]+|(\/[\w-]+)*\/s?bin\/[\w.-]+)$/;

/** A script of the repository, such as one that waits for the database: what follows is said to it. */
const SCRIPT = /\.(ba)?sh$|(^|\/)wait-for(-it)?$/;

/** What prepares the database and ends, beside the service of the same image: by its name, or by its subcommand. */
const PREPARES = /^(.+[-_])?(migrat(e|ions?|or)|seed(er)?|db-init|init-db)$/;

function onlyPrepares(name: unknown, service: YAMLMap): boolean {
  const said = wordsOf(service.get("command", true));
  const words = (said && scriptWords(said)) ?? [];
  const flags = words.findIndex((word) => word.startsWith("-"));
  const bare = flags < 0 ? words : words.slice(0, flags);
  return PREPARES.test(String(name)) || bare.some((word) => PREPARES.test(word));
}

/** `--debug web db cache`: words about the services around it, which nothing else has. */
function namesServices(words: readonly string[], services: YAMLMap): boolean {
  const names = services.items.map(({ key }) => (isScalar(key) ? String(key.value) : ""));
  return words.some((word, index) => names.includes(word) && names.includes(words[index + 1] ?? ""));
}

/** `--port=3004`, `:3004` and the number alone. */
function isPort(word: string, port: number): boolean {
  return new RegExp(`(^|[=:])${port}$`).test(word);
}

/** Whether the services are one program that is started in several ways. */
function ofOneImage(services: readonly { readonly value: unknown }[]): boolean {
  const builds = services.map(({ value }) => String(isMap(value) ? value.get("build", true) : ""));
  return new Set(builds).size === 1;
}

/** `67:67` means tcp to Compose also where the image is met over udp alone, which its author knew. */
function protocolOf(port: number, said: string | undefined, exposed: readonly Published[]): "tcp" | "udp" {
  const same = exposed.filter(({ fact }) => fact.port === port);
  const udpAlone = same.length > 0 && same.every(({ fact }) => fact.protocol === "udp");
  return said === "udp" || (said === undefined && udpAlone) ? "udp" : "tcp";
}

/**
 * What the services of compose files say that run the main.
 * @param programs names of programs that the repository's images start by their command alone
 * @param exposed what these images expose
 * @param variables those of the files that Compose takes them from
 */
export function readCompose(
  input: DockerInput,
  programs: readonly string[],
  exposed: readonly Published[],
  variables: ReadonlyMap<string, Said<string>>,
): ComposeEvidence {
  const { reach, repository, files } = input;
  const ports: Published[] = [];
  const environment = new Map<string, Said<string>>();
  const commands: Said<readonly string[]>[] = [];
  const names = binaryNames(input);
  const { main, module } = reach;
  const program =
    main.directory === module.directory ? moduleName(module.path) : posix.basename(main.directory);
  const filled = (written: string) => interpolated(written, variables);
  for (const path of repository.existingFiles) {
    if (!/compose.*\.ya?ml$/.test(posix.basename(path)) || showsOneWay(input, path)) continue;
    const text = files.readText(posix.join(repository.root, path)) ?? "";
    const lineCounter = new LineCounter();
    const document = parseDocument(text, { lineCounter, logLevel: "silent" });
    const services = document.errors.length === 0 ? document.get("services", true) : null;
    if (!isMap(services)) continue;
    const built = services.items.filter(
      ({ key, value }) =>
        isMap(value) && buildsMain(input, value, path) && !onlyPrepares(isScalar(key) && key.value, value),
    );
    const evidence = (offset: number) => `${path}:${lineCounter.linePos(offset).line}`;
    const pulled = built.length === 0 ? pulledCommand(input, services) : null;
    if (pulled) commands.push({ fact: pulled.words, evidence: evidence(pulled.offset) });
    const own = built.filter(({ key }) => isScalar(key) && String(key.value) === program);
    // Several services of one context: one named like the main, or of one image the one that is open to the outside.
    const open = ofOneImage(built) ? built.filter(({ value }) => isMap(value) && value.has("ports")) : [];
    // The same service with one database and with another is open in the same way.
    const published = new Set(
      open.map(({ value }) => (isMap(value) ? String(value.get("ports", true)) : "")),
    );
    const alike = published.size === 1 ? open.slice(0, 1) : [];
    const chosen = [built, own, open, alike].find((some) => some.length === 1) ?? own;
    for (const { value } of chosen) {
      if (!isMap(value)) continue;
      for (const { text: entry, offset } of texts(value.get("ports", true))) {
        const match = /(?:^|:)(\d+)(?:\/(tcp|udp))?$/.exec(filled(entry));
        if (match) {
          const port = Number(match[1]);
          const fact = { port, protocol: protocolOf(port, match[2], exposed) };
          const byCommand = wordsOf(value.get("command", true))?.some((word) => isPort(word, port)) ?? false;
          ports.push({ fact, evidence: evidence(offset), byCommand });
        }
      }
      for (const { text: entry, offset } of texts(value.get("environment", true))) {
        const [, name, content = ""] = /^(\w+)=(.*)$/s.exec(entry) ?? [];
        if (name !== undefined && !environment.has(name)) {
          environment.set(name, { fact: filled(content), evidence: evidence(offset) });
        }
      }
      const command = value.get("command", true);
      const entrypoint = value.get("entrypoint", true);
      const head = entrypoint ? afterBinary(wordsOf(entrypoint) ?? ["sh"]) : [];
      const said = wordsOf(command);
      const words = said && scriptWords(said);
      const isOwn = words && !isForAnother(words) && !namesServices(words, services);
      if (head && isOwn && !SCRIPT.test(words[0] ?? "")) {
        // Where neither image nor file has an entrypoint, the program itself leads.
        const [first = ""] = words;
        const named = [...programs, ...(words === said ? [] : names)].includes(posix.basename(first));
        const leads = BINARY.test(first) || named;
        // A script may well start another program.
        if (words !== said && !leads) continue;
        const rest = !entrypoint && leads ? words.slice(1) : words;
        const [node] = [command, entrypoint].filter((one) => isScalar(one) || isSeq(one));
        const fact = [...head, ...rest];
        if (fact.length > 0) commands.push({ fact, evidence: evidence(node?.range?.[0] ?? 0) });
      }
    }
  }
  return { ports, environment, commands: agreed(commands, reach.main.directory) };
}

/** `${PORT}` and `${PORT:-8080}` as Compose puts them in; what nothing gives a value is left as it is written. */
function interpolated(written: string, variables: ReadonlyMap<string, Said<string>>): string {
  return written.replace(/(?<!\$)\$\{(\w+)(?::?-([^}]*))?\}/g, (whole, name: string, fallback?: string) => {
    return variables.get(name)?.fact || (fallback ?? whole);
  });
}

/** The subcommand of the only service whose image is that of the module: how it is set up is the user's matter. */
function pulledCommand(
  input: DockerInput,
  services: YAMLMap,
): { readonly words: readonly string[]; readonly offset: number } | null {
  const pulled = services.items.flatMap(({ value }) =>
    isMap(value) && runsPublished(input, value) ? [value] : [],
  );
  const command = pulled.length === 1 ? pulled[0]?.get("command", true) : undefined;
  const words = isScalar(command) || isSeq(command) ? wordsOf(command) : null;
  if (!words || !/^[a-z][a-z-]*$/.test(words[0] ?? "") || isForAnother(words)) return null;
  return { words, offset: command?.range?.[0] ?? 0 };
}

/** Files in directories of their own, one for each way to run the program, show that no way is needed. */
function agreed(
  commands: readonly Said<readonly string[]>[],
  main: string,
): readonly Said<readonly string[]>[] {
  const above = ({ evidence }: Said<readonly string[]>): boolean => {
    const directory = posix.dirname(evidence);
    return directory === "." || main === directory || main.startsWith(`${directory}/`);
  };
  const apart = commands.filter((one) => !above(one));
  const ways = new Set(apart.map(({ fact }) => fact.join(" ")));
  return ways.size > 1 ? commands.filter(above) : commands;
}
