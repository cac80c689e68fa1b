import type { Project } from "../types/project.ts";
import { checkServiceName } from "./checks.ts";
import { always, question } from "./question.ts";

/** Directory names that say what a program is, not whose. */
const GENERIC =
  /^(cmd|server|main|app|src|services?|apps|bin|cli|docker|examples?|build|out|output|binary|dist|target|program|entrypoint)$/;
/** Those that say which part of several a program is: a name, where the repository's build has no better one. */
const PART = /^(api|web|http|proxy|backend|daemon|edition|gateway|standalone)$/;

function toServiceName(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, 63)
    .replace(/-+$/, "");
}

const elementsOf = (modulePath: string): string[] =>
  modulePath.split("/").filter((element) => !/^v\d+$/.test(element));

/** The last element that tells a name: `shop` of example.com/shop/cmd; null of example.com/acme/server. */
function moduleName(modulePath: string): string | null {
  const elements = elementsOf(modulePath);
  // Behind a host stands an owner, who has other programs too.
  const named = elements.slice(elements.length > 2 && elements[0]?.includes(".") ? 2 : 0);
  return named.findLast((element) => !GENERIC.test(element)) ?? null;
}

/** `./services/billing/cmd/server` is billing, `./cmd/server` of example.com/shop/v2 is shop. */
export function defaultService({
  main,
  mains,
  moduleDirectory,
  modulePath,
  binary,
  runtimeFiles,
  writes,
  bareNames,
}: Project): string {
  const inner = moduleDirectory === "." ? main : main.replace(`./${moduleDirectory}`, ".");
  const segments = inner.split("/").filter((segment) => segment !== "." && !GENERIC.test(segment));
  const module = moduleName(modulePath);
  const own = segments.at(-1) ?? null;
  // Of several services each has its part for a name; one alone may be called like the module.
  const isAlone = mains.filter(({ kind }) => kind === "service" || kind === "worker").length <= 1;
  const names = own === null ? [module, binary] : [own, binary, isAlone ? module : null];
  const best = names.find((one) => one !== null && !GENERIC.test(one) && !PART.test(one));
  const name = toServiceName(best ?? own ?? module ?? elementsOf(modulePath).at(-1) ?? "");
  if (checkServiceName(name) !== null) return "app";
  // The program lies in the directory where it looks for its files, which is its home too: web/ or ~/web and the
  // program web cannot both be there.
  const files = [
    ...runtimeFiles.map(({ destination }) => destination),
    ...writes.map(({ path }) => path),
    ...bareNames,
  ];
  const taken = new Set(files.map((path) => path.replace(/^[.~]\//, "").split("/")[0]));
  const bare = name.replace(/-(service|server)$/, "");
  return [name, `${bare}-service`, `${bare}-server`].find((one) => !taken.has(one)) ?? "app";
}

/** `cmd/server/` and `./cmd/server` are the same directory. */
export function normalizeMain(text: string): string {
  const inner = text
    .split("/")
    .filter((segment) => segment !== "" && segment !== ".")
    .join("/");
  return inner === "" ? "." : `./${inner}`;
}

export const serviceQuestions = [
  question({
    key: "service",
    flag: "service",
    section: "Service",
    kind: "text",
    placeholder: "NAME",
    message: "Name of the service",
    help: "name of the image, of the binary in it and of the service in compose",
    direct: always,
    default: defaultService,
    validate: checkServiceName,
  }),
  question({
    key: "main",
    flag: "main",
    section: "Service",
    kind: "choice",
    placeholder: "DIRECTORY",
    message: "Main package to build",
    help: "directory of the main package to build, such as ./cmd/server",
    direct: (project) => project.mains.length > 1,
    options: ({ mains }) =>
      mains.map(({ path, kind, evidence }) => ({ value: path, label: `${kind}, ${evidence}` })),
    default: ({ main }) => main,
    seen: (project) => project.mains.find(({ path }) => path === project.main)?.evidence ?? null,
    normalize: normalizeMain,
  }),
];
