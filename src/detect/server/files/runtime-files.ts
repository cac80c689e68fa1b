/** Files of the repository that the program opens while it runs. */
import { posix } from "node:path";
import type { RuntimeFile } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";
import type { Copy } from "../docker/copies.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { type CallSite, lastName, place } from "../flow/program.ts";
import { importOf } from "../flow/types.ts";
import { isKnown, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { findBoxes } from "./boxes.ts";
import { cleanPath, fixedPart, inApp, inRepository } from "./paths.ts";

/** Calls that read a path, and at which arguments it may stand. */
const READS: Readonly<Record<string, readonly number[]>> = {
  ReadFile: [0],
  Open: [0],
  OpenFile: [0],
  ReadDir: [0],
  OpenRoot: [0],
  DirFS: [0],
  Dir: [0],
  Walk: [0],
  WalkDir: [0],
  Glob: [0],
  ParseFiles: [0, 1, 2, 3, 4, 5, 6, 7],
  ParseGlob: [0],
  LoadHTMLGlob: [0],
  LoadHTMLFiles: [0, 1, 2, 3],
  Static: [0, 1],
  StaticFile: [1],
  StaticFS: [1],
  StaticWeb: [1],
  HandleDir: [1],
  ServeFile: [2, 0],
  ServeFiles: [1],
  File: [0, 1],
  SendFile: [0],
  FileServer: [0],
  LocalFile: [0],
  New: [0],
  NewFileSystem: [0],
  NewWithDatabaseInstance: [0],
  NewWithInstance: [0, 1],
  NewEnforcer: [0, 1],
  NewFileAdapter: [0],
  NewAdapter: [0],
  NewSource: [0],
  Up: [1, 0],
  UpContext: [2],
  Load: [0, 1],
  MustLoad: [0],
  LoadFile: [0],
  LoadConfig: [0],
  LoadMessageFile: [0],
  MustLoadMessageFile: [0],
  LoadTranslations: [0],
  LoadX509KeyPair: [0, 1],
  FromFile: [0],
  DecodeFile: [0],
  ReadConfig: [0],
  SetConfigFile: [0],
  Provider: [0],
  NewLocalFileSystem: [0],
  HTML: [0],
  Django: [0],
};
/** Of these a single word is a directory; elsewhere it may be a name of anything. */
const DIRECTORIES =
  /^(Dir|DirFS|OpenRoot|ReadDir|Walk|WalkDir|Static\w*|HandleDir|LoadHTMLGlob|ServeFiles|NewFileSystem|NewLocalFileSystem)$/;
const EMBEDDED = /^(embed|io\/fs)$/;
/** Files for building, and secrets. */
const SECRET =
  /(^|\/)(go\.(mod|sum|work)|package(-lock)?\.json|Makefile|Dockerfile)$|(^|\/)\.env(\.|$)|\.(pem|key|p12|pfx|crt)$|(^|\/)id_(rsa|ed25519)$/;

interface Candidate {
  readonly text: string;
  readonly evidence: string;
  /** One of several that the code may give. Only files: a directory is easily met by chance. */
  readonly other?: boolean;
}

function candidates(analysis: Analysis): Candidate[] {
  const found: Candidate[] = [];
  for (const [name, indices] of Object.entries(READS)) {
    for (const { call, scope, guards } of analysis.program.calls.get(name) ?? []) {
      const path = call.callee.kind === "selector" ? importOf(call.callee.base, scope) : null;
      if (path !== null && (EMBEDDED.test(path) || /(^|\/)x?errors$/.test(path) || path === "database/sql"))
        continue;
      for (const index of indices) {
        const argument = call.args[index];
        if (!argument || !mayBePath(argument)) continue;
        const value = valueIn(analysis, argument, scope);
        const texts = waysOf(value).filter(
          (text) => text.length <= 200 && (/[./]/.test(text) || DIRECTORIES.test(name)),
        );
        if (texts.length === 0 || isOff(analysis, guards, scope)) continue;
        const evidence = place(scope.file, call.at);
        // Of a directory that is a setting of its own more than this file may be read.
        const [first] = value?.parts ?? [];
        if (first && first.sources.length > 0 && isKnown(first)) found.push({ text: first.text, evidence });
        found.push(...texts.map((text) => ({ text, evidence, other: text !== value?.text })));
      }
    }
  }
  found.push(...inFields(analysis));
  found.push(...localFileSystems(analysis));
  for (const site of analysis.program.calls.get("AddConfigPath") ?? [])
    found.push(...viperFile(analysis, site));
  for (const { composite, scope } of analysis.program.composites.get("FileMigrationSource") ?? []) {
    const directory = composite.elements.find(({ key }) => key !== null && lastName(key) === "Dir")?.value;
    const text = textOf(analysis, directory, scope);
    if (text !== null) found.push({ text, evidence: place(scope.file, composite.at) });
  }
  return found;
}

/** Files that libraries are given in a field: the description that a page shows, the root of what is served. */
function inFields(analysis: Analysis): Candidate[] {
  const { program } = analysis;
  const files = ["FilePath", "Filepath", "FileName", "Filename", "SpecFile"].flatMap((name) =>
    (program.fieldValues.get(name) ?? []).map((given) => ({ ...given, other: true })),
  );
  const roots = (program.fieldValues.get("Root") ?? [])
    .filter(({ type }) => lastName(type) === "StaticConfig")
    .map((given) => ({ ...given, other: false }));
  return [...files, ...roots].flatMap(({ value, type, scope, other }) => {
    // Generated code tells in an error from which template it was made.
    const opened = type?.kind === "selector" && !/Err(or)?$/.test(type.name);
    const text = opened ? textOf(analysis, value, scope) : null;
    if (text === null || /\.log$/.test(text)) return [];
    return [{ text, evidence: place(scope.file, value.at), other }];
  });
}

/** stuffbin's `NewLocalFS("./", "./static/pages:/pages")`: what is on disk, and its name in the program. */
function localFileSystems(analysis: Analysis): Candidate[] {
  return (analysis.program.calls.get("NewLocalFS") ?? []).flatMap(({ call, scope, guards }) => {
    const path = call.callee.kind === "selector" ? importOf(call.callee.base, scope) : null;
    if (path !== "github.com/knadh/stuffbin" || isOff(analysis, guards, scope)) return [];
    const texts = call.args.slice(1).flatMap((argument) => textOf(analysis, argument, scope) ?? []);
    return texts.map((text) => ({ text: text.split(":")[0] ?? "", evidence: place(scope.file, call.at) }));
  });
}

/** Every path that the code may give: which one it is may hang on the environment. */
function waysOf(value: Value | null): readonly string[] {
  return isKnown(value) ? [value.text, ...(value.others ?? [])] : [];
}

function mayBePath({ kind }: Expression): boolean {
  return kind !== "function" && kind !== "number" && kind !== "composite";
}

/** `AddConfigPath("config")` and `SetConfigName("app")` together: the files that viper would try. */
function viperFile(analysis: Analysis, { call, scope }: CallSite): Candidate[] {
  const directory = textOf(analysis, call.args[0], scope);
  if (directory === null || directory.startsWith("/") || directory.startsWith("$")) return [];
  const evidence = place(scope.file, call.at);
  const names = (analysis.program.calls.get("SetConfigName") ?? []).flatMap(({ call: one, scope: where }) =>
    waysOf(valueIn(analysis, one.args[0], where)),
  );
  return names.flatMap((name) =>
    [".yaml", ".yml", ".json", ".toml", ".env", ".ini", ""].map((ending) => ({
      text: posix.join(directory, name + ending),
      evidence,
    })),
  );
}

/** Files and directories, none inside another, secrets and `.env` files left out. */
export function findRuntimeFiles(
  input: ServerInput,
  analysis: Analysis,
  copies: readonly Copy[],
): readonly RuntimeFile[] {
  const found: RuntimeFile[] = [];
  const add = (source: string, destination: string, evidence: string): void => {
    if (found.some((one) => one.destination === destination || one.destination === inApp(destination)))
      return;
    found.push({ source, destination: inApp(destination), evidence });
  };
  for (const { text, evidence, other } of candidates(analysis)) {
    const path = cleanPath(text);
    const copied = path?.startsWith("/") ? copyAt(copies, path) : null;
    if (copied && !SECRET.test(copied.source)) add(copied.source, copied.target, copied.evidence);
    if (path === null || path.startsWith("/") || path.startsWith("..")) continue;
    const fixed = fixedPart(path);
    if (fixed === "" || fixed.startsWith(".") || SECRET.test(fixed)) continue;
    const seen = inRepository(input, fixed);
    if (!seen || seen.source.endsWith(".go") || holdsOnlyGo(input, seen)) continue;
    if (other && seen.kind !== "file") continue;
    add(seen.source, fixed, evidence);
  }
  for (const { source, target, relative, evidence } of copies) {
    const kind = input.files.facts(posix.join(input.repository.root, source))?.kind ?? "file";
    if (SECRET.test(source) || holdsOnlyGo(input, { source, kind })) continue;
    // The end of a path that the code puts together looks like a path from the root.
    if (relative !== null && found.some((one) => one.source === source && one.destination === relative))
      continue;
    const taken = found.some(({ destination }) => destination === inApp(target));
    if (taken || isNamedWhole(analysis, target)) add(source, target, evidence);
    else if (relative !== null && mentioned(analysis, relative)) add(source, relative, evidence);
  }
  found.push(...findBoxes(input, analysis));
  return found.filter(
    ({ destination }) => !found.some((outer) => destination.startsWith(`${outer.destination}/`)),
  );
}

/** What the author's image has at an absolute path, or around it. */
function copyAt(copies: readonly Copy[], path: string): Copy | null {
  return copies.find(({ target }) => path === target || path.startsWith(`${target}/`)) ?? null;
}

/** The code opens it by the absolute path that it has in the author's image. */
function isNamedWhole({ program }: Analysis, target: string): boolean {
  return program.files.some(({ text }) => text.includes(`"${target}"`) || text.includes(`"${target}/`));
}

/** What the author's image holds counts when the code speaks of it. */
function mentioned({ program }: Analysis, path: string): boolean {
  const name = posix.basename(path);
  const spoken = [`"${path}`, `"./${path}`, `/${path}`, ...(name.includes(".") ? [`${name}"`] : [])];
  return program.files.some(({ text }) => spoken.some((one) => text.includes(one)));
}

/** A package's directory has the name of a path by chance. */
function holdsOnlyGo(
  { files, repository }: ServerInput,
  { source, kind }: { source: string; kind: string },
): boolean {
  if (kind !== "directory") return false;
  const entries = files.readDirectory(posix.join(repository.root, source)) ?? [];
  return entries.length > 0 && entries.every((entry) => entry.kind === "file" && entry.name.endsWith(".go"));
}
