import type { Project } from "../types/project.ts";
import { checkServiceName } from "./checks.ts";
import { always, question } from "./question.ts";

/** Directory names that say what a program is, not whose. */
const GENERIC = new Set(["cmd", "server", "main", "app", "src", "service", "services", "apps", "bin"]);

function toServiceName(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, "-")
    .replaceAll(/[_-]*-[_-]*|_{2,}/g, "-")
    .replaceAll(/^[_-]+|[_-]+$/g, "")
    .slice(0, 63)
    .replace(/[_-]+$/, "");
}

/** `./services/billing/cmd/server` is billing, `./cmd/server` of example.com/shop/v2 is shop. */
export function defaultService({ main, moduleDirectory, modulePath, runtimeFiles, writes }: Project): string {
  const inner = moduleDirectory === "." ? main : main.replace(`./${moduleDirectory}`, ".");
  const segments = inner.split("/").filter((segment) => segment !== "." && !GENERIC.has(segment));
  const elements = modulePath.split("/").filter((element) => !/^v\d+$/.test(element));
  const name = toServiceName(segments.at(-1) ?? elements.at(-1) ?? "");
  if (checkServiceName(name) !== null) return "app";
  // The program lies in the directory where it looks for its files: web/ and the program web cannot both be there.
  const files = [...runtimeFiles.map(({ destination }) => destination), ...writes.map(({ path }) => path)];
  const taken = files.some((path) => path.replace(/^\.\//, "").split("/")[0] === name);
  return taken ? `${name}-service` : name;
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
