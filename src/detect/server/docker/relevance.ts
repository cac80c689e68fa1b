import { posix } from "node:path";
import { moduleName } from "../../go-mod/go-mod.ts";
import { isWithin } from "../../paths.ts";
import { buildsFetched, buildsOthers, copiesOthers } from "./built-mains.ts";
import type { DockerInput } from "./said.ts";

export function directoryName(path: string): string {
  return path === "." ? "" : posix.basename(path);
}

/** A text as a regular expression has it for itself. */
const escaped = (text: string): string => text.replace(/\W/g, "\\$&");

/** What a file says from its last FROM on. */
function lastStage(text: string): string {
  return text.slice(Math.max(0, text.search(/^\s*FROM\s(?![\s\S]*^\s*FROM\s)/im)));
}

/** Whether the context brings the program by its name: made outside, maybe prepared in a stage of its own. */
function takesProgram({ reach }: DockerInput, text: string): boolean {
  const names = [directoryName(reach.main.directory), moduleName(reach.module.path)]
    .map(escaped)
    .filter((one) => one !== "");
  return new RegExp(`^\\s*(COPY|ADD)\\s(?!.*--from=)(.*[\\s/])?(${names.join("|")})\\s`, "im").test(text);
}

/** Whether a file that compiles nothing brings a program at all: from its context, by a tool or from the network. */
function bringsProgram(input: DockerInput, text: string): boolean {
  if (takesProgram(input, text)) return true;
  if (/\b(make|task|just|mage|bazel|goreleaser|curl|wget)\b|\.sh\b/.test(text)) return true;
  return /^\s*(COPY|ADD)\s(?!.*--from=)/im.test(lastStage(text));
}

const OTHER_LANGUAGE = /\b(node|python|nginx|php|ruby|openjdk|dotnet)(:|\/|-alpine)/;

/** Files of tests and examples show one way among many; they count for a main that lies with them alone. */
export function showsOneWay({ reach }: Pick<DockerInput, "reach">, path: string): boolean {
  // `docker-compose-tests.yml`, `compose.e2e.yaml`.
  if (/compose.*[-._](tests?|testing|bench(?:mark)?|e2e|integration)([-._]|$)/i.test(posix.basename(path)))
    return true;
  const aside =
    /(^|\/)((?:[\w.-]+[-_])?tests?|(?:reg|i)test|testdata|e2e|suites?|dummy|dummies|examples?|samples?|hack|contrib|benchmarks?|\.devcontainer|integration\w*)\//.exec(
      path,
    );
  return aside !== null && !reach.main.directory.startsWith(path.slice(0, aside.index + aside[0].length - 1));
}

/** `demo.Dockerfile`, `demo/Dockerfile`: the program among what shows it, unless that is all that it is. */
function isDemo({ reach }: DockerInput, path: string): boolean {
  return (
    (/(^|[-._])demo([-._]|$)/i.test(posix.basename(path)) || /(^|\/)demos?\//i.test(path)) &&
    !/demo/i.test(`${reach.main.directory} ${reach.module.path}`)
  );
}

/** Whether the image starts a program of that name. */
function starts(text: string, name: string): boolean {
  const word = escaped(name);
  return new RegExp(`^[ \\t]*(?:ENTRYPOINT|CMD)\\b.*[ \\t/"']${word}(?:["' \\t]|$)`, "m").test(text);
}

const BUILDS_ROOT = /\bgo build\b(?:[^&|;\n]*\s)?(?:\.\/?|(?:\.\/)?main\.go|(?:\.\/)?\*\.go)\s*(?:$|[&|;])/m;

/** `go build -o shop main.go`, `go build .`: the main beside go.mod, where no command goes to another one. */
function buildsRoot(text: string, others: readonly string[]): boolean {
  const goesTo = (one: string) =>
    new RegExp(`\\b(WORKDIR|cd)\\s+(\\S*/)?${escaped(one)}(?![\\w-])`).test(text);
  return BUILDS_ROOT.test(text) && !others.some(goesTo);
}

/** An image to work in: it takes no file of the repository, compiles nothing of it and starts nothing. */
function isToolbox({ reach }: DockerInput, text: string): boolean {
  const compiles = new RegExp(`\\bgo (build|run|(install|get)\\b.*\\s(\\.|${escaped(reach.module.path)}))`);
  return !/^\s*(COPY|ADD|CMD|ENTRYPOINT)\b/im.test(text) && !compiles.test(text);
}

/** Less is better; null for a file that is about something else. */
export function relevance(input: DockerInput, path: string, text: string): number | null {
  const { reach, repository } = input;
  const directory = posix.dirname(path);
  if (showsOneWay(input, path) || isDemo(input, path)) return null;
  const main = reach.main.directory;
  // Some keep it in a directory of its own beside the code, one below for each base.
  const beside =
    /^\.?(docker(files?)?|build(\/(docker|package))?|deploy(ments?)?|pack(age|aging)|scripts|etc|ci)(\/(docker|alpine|debian|distroless))*$/.test(
      posix.relative(reach.module.directory, directory),
    );
  const above = directory === "." || beside || isWithin(main, directory);
  const own = directory !== "." && isWithin(main, directory);
  const otherMains = repository.mains
    .map(({ path: one, kind }) => ({ one: one.replace(/^\.\//, ""), kind }))
    .filter(({ one }) => one !== main && one !== "." && one !== reach.module.directory);
  const others = otherMains.map(({ one }) => one);
  // What lies with another program or module is about that one, though its build may copy this one's sources.
  const elsewhere = [...others, ...repository.modules.map((one) => one.directory)].some(
    (one) => one !== "." && isWithin(directory, one) && !isWithin(main, one),
  );
  if (elsewhere || buildsOthers(input, path, text) || copiesOthers(input, text)) return null;
  if (buildsFetched(input, text)) return null;
  const mentions = (one: string) => new RegExp(`(^|[\\s/"'])${escaped(one)}(?=$|[\\s/"'])`, "m").test(text);
  const mentionsMain = main !== "." && (mentions(main) || mentions(directoryName(main)));
  // `shop-server` of `cmd/server`.
  const startsProgram = (one: string) =>
    starts(text, one) || starts(text, `${moduleName(reach.module.path)}-${one}`);
  const startsMain = main !== "." && startsProgram(directoryName(main));
  if (!startsMain && !/go(lang)?[: ]|go build|go install|make|\.\/|COPY|^\s*ADD\s/m.test(text)) return null;
  const isRoot = main === reach.module.directory && buildsRoot(text, others);
  // The program of the root has the module's name, whatever else is called like it.
  const ownName = main === reach.module.directory ? moduleName(reach.module.path) : "";
  const startsOther = otherMains.some(
    ({ one, kind }) =>
      kind !== "example" &&
      kind !== "test" &&
      directoryName(one) !== ownName &&
      startsProgram(directoryName(one)),
  );
  const builds = /golang|\b(go (build|install)|buffalo build|bee pack|revel build)\b/.test(text);
  // Where it was compiled outside, a module around gives the program its name: `shop` of `server/`.
  const startsNamed =
    !builds &&
    repository.modules.some(
      ({ directory: one, path: name }) => isWithin(main, one) && starts(text, moduleName(name)),
    );
  if (!mentionsMain && !isRoot && (startsOther || (others.some(mentions) && !startsNamed))) return null;
  if (!above && !mentionsMain) return null;
  // A stage for the page says nothing where the program itself comes from outside.
  const runs = takesProgram(input, text) ? lastStage(text) : text;
  if (!builds && OTHER_LANGUAGE.test(runs)) return null;
  if (isToolbox(input, text)) return null;
  // What neither compiles nor starts a program makes something else: packages for a store, files to take out of it.
  if (!builds && !/^\s*(CMD|ENTRYPOINT)\b/im.test(text)) return null;
  // The page about the program, served by another program's image.
  if (!builds && !bringsProgram(input, text)) return null;
  const development = /dev|debug|test|bench|integration|e2e|\bci\b|build|lint/i.test(
    posix.basename(path).replace(/^buildx?\./, ""),
  );
  return (
    (own ? -4 : 0) + (mentionsMain ? -2 : 0) + (builds ? -1 : 0) + (development ? 6 : 0) + (above ? 0 : 2)
  );
}
