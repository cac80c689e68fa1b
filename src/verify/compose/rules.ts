import { posix } from "node:path";
import type { Check } from "../../types/verdict.ts";
import { failed, warned } from "../checks.ts";
import type { ComposeDocument } from "./document.ts";

/** What the rules ask about other files. */
export interface ComposeSurroundings {
  exists(path: string): boolean;
  /** Names of the stages of a Dockerfile; null when it cannot be read. */
  stagesOf(dockerfile: string): readonly string[] | null;
}

type Mapping = Readonly<Record<string, unknown>>;
type Finding = { readonly keys: readonly string[]; readonly message: string };

interface ComposeRule {
  readonly code: string;
  readonly severity: "error" | "warning";
  find(service: Mapping, name: string, file: Mapping, around: ComposeSurroundings): readonly Finding[];
}

function mapping(value: unknown): Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Mapping) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** Where a variable stands in a value it is unknown here. */
function isPlain(value: unknown): value is string {
  return typeof value === "string" && !value.includes("$");
}

/** The Dockerfile of a service, relative to the directory; null when it is built from elsewhere. */
function dockerfileOf(service: Mapping): { path: string; keys: string[] } | null {
  if (service.build === undefined) return null;
  const build = typeof service.build === "string" ? { context: service.build } : mapping(service.build);
  const context = build.context ?? ".";
  const file = build.dockerfile ?? "Dockerfile";
  if (!isPlain(context) || !isPlain(file) || build.dockerfile_inline !== undefined) return null;
  if (/^\w+:\/\/|^git@/.test(context) || posix.isAbsolute(context)) return null;
  return {
    path: posix.join(context, file),
    keys: build.dockerfile === undefined ? ["build"] : ["build", "dockerfile"],
  };
}

const composeRules: readonly ComposeRule[] = [
  {
    code: "compose-dockerfile",
    severity: "error",
    find: (service, _name, _file, around) => {
      const dockerfile = dockerfileOf(service);
      return dockerfile && !around.exists(dockerfile.path)
        ? [{ keys: dockerfile.keys, message: `${dockerfile.path} is not there` }]
        : [];
    },
  },
  {
    code: "compose-target",
    severity: "error",
    find: (service, _name, _file, around) => {
      const target = mapping(service.build).target;
      const dockerfile = dockerfileOf(service);
      const stages = dockerfile ? around.stagesOf(dockerfile.path) : null;
      return isPlain(target) && stages && !stages.includes(target.toLowerCase())
        ? [{ keys: ["build", "target"], message: `${dockerfile?.path} has no stage ${target}` }]
        : [];
    },
  },
  {
    code: "compose-depends-on",
    severity: "error",
    find: ({ depends_on }, _name, file) => {
      const names = Array.isArray(depends_on) ? depends_on.map(String) : Object.keys(mapping(depends_on));
      return names
        .filter((name) => !(name in mapping(file.services)))
        .map((name) => ({ keys: ["depends_on"], message: `There is no service ${name}` }));
    },
  },
  {
    code: "compose-env-file",
    severity: "error",
    find: ({ env_file }, _name, _file, around) =>
      list(env_file).flatMap((entry) => {
        const path = typeof entry === "string" ? entry : mapping(entry).path;
        const isRequired = typeof entry === "string" || mapping(entry).required !== false;
        return isPlain(path) && isRequired && !posix.isAbsolute(path) && !around.exists(posix.normalize(path))
          ? [
              {
                keys: ["env_file"],
                message: `${path} is not there, and Compose stops for it: add required: false`,
              },
            ]
          : [];
      }),
  },
  {
    code: "compose-volume",
    severity: "error",
    find: ({ volumes }, _name, file) =>
      list(volumes).flatMap((entry) => {
        const source = typeof entry === "string" ? entry.split(":").slice(0, -1)[0] : mapping(entry).source;
        const isNamed = isPlain(source) && /^[a-zA-Z0-9][\w.-]*$/.test(source);
        const isVolume = typeof entry === "string" || mapping(entry).type === "volume";
        return isNamed && isVolume && !(source in mapping(file.volumes))
          ? [{ keys: ["volumes"], message: `The volume ${source} is not declared under volumes at the end` }]
          : [];
      }),
  },
  {
    code: "compose-debugger",
    severity: "warning",
    // Delve runs whatever it is sent, without a password.
    find: ({ ports }) =>
      list(ports).flatMap((port) =>
        typeof port === "string" && /(?:^|:)(2345|40000)(\/tcp)?$/.test(port) && !/^(127\.|\[?::1)/.test(port)
          ? [
              {
                keys: ["ports"],
                message: `The debugger port ${port} is open to the network: write 127.0.0.1:${port}`,
              },
            ]
          : [],
      ),
  },
];

/** Applies every rule to every service. */
export function checkServices(document: ComposeDocument, around: ComposeSurroundings): readonly Check[] {
  const file = mapping(document.value);
  const found = Object.entries(mapping(file.services)).flatMap(([name, service]) =>
    composeRules.flatMap((rule) =>
      rule.find(mapping(service), name, file, around).map(({ keys, message }) =>
        (rule.severity === "error" ? failed : warned)(rule.code, `${name}: ${message}`, {
          file: document.path,
          line: document.lineOf(["services", name, ...keys]),
        }),
      ),
    ),
  );
  return [...found, ...obsoleteVersion(document, file)];
}

function obsoleteVersion(document: ComposeDocument, file: Mapping): readonly Check[] {
  return "version" in file
    ? [
        warned("compose-version", "version is obsolete and ignored: leave it out", {
          file: document.path,
          line: document.lineOf(["version"]),
        }),
      ]
    : [];
}
