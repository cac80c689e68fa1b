/** Paths that the program opens to read: in calls, and in fields of libraries. */
import { posix } from "node:path";
import type { Evidence } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { isOff, isSurelyOn } from "../flow/guards.ts";
import { namesIn } from "../flow/names.ts";
import { type CallSite, lastName, place } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { importOf, packageOf } from "../flow/types.ts";
import { HOLE, isKnown, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { belowUnsetField } from "./below-settings.ts";
import { isInFileSystem, partsOfDisk } from "./file-systems.ts";
import { migrationDirectories } from "./migrations.ts";
import { pageLiterals } from "./page-literals.ts";
import { listedPaths } from "./path-lists.ts";
import { DIRECTORIES, READS } from "./reading-calls.ts";
import { routedFiles } from "./routed-files.ts";

/** Reading calls of which one argument may be a list of paths. */
const LISTS = /^(ParseFiles|LoadHTMLFiles)$/;
/** Methods of file systems, which may be embedded, and calls that write as well. */
const ELSEWHERE = /^(Open|OpenFile|ReadFile)$/;
/** `l10n/` and a name that is not in sight, with the ending of all those files. */
const ONE_OF_MANY = /^(?!\/|\.\.)[^\uFFFF]*[^\uFFFF/.]\/[^\uFFFF/]*\uFFFF[^\uFFFF/]*(\.\w+)$/;
/** `pages/` and a name that is not in sight: of a list of pages, or of what requests ask for, any of the directory. */
const ANY_OF = /^(?!\/|\.\.)[^\uFFFF]*[^\uFFFF/.]\/\uFFFF$/;
/** Calls that answer a request with the file that it asks for. */
const SERVES = /^(ServeFile|SendFile|File)$/;
const EMBEDDED = /^(embed|io\/fs)$/;

/** A path that the code opens, as it is written there. */
export interface OpenedPath {
  readonly text: string;
  readonly evidence: Evidence;
  /** One of several that the code may give. Only files: a directory is easily met by chance. */
  readonly other?: boolean;
  /** It is one of the files of a directory that end so. */
  readonly ending?: string;
  /** What sets the directory in front of it. */
  readonly below?: readonly string[];
  /** A directory that is opened as a whole, such as one of pages. */
  readonly whole?: boolean;
  /** A condition stands around it, and nothing shows that it holds. */
  readonly unsure?: boolean;
}

/** `db/db_` is where names begin: the code adds what it is that follows, such as the kind of database. */
const completed = (text: string): string => (/\/[\w.]+[_-]$/.test(text) ? text + HOLE : text);

/** `os.O_CREATE|os.O_WRONLY|os.O_APPEND`: what is there is not read. */
function writesOnly(flags: Expression | undefined): boolean {
  return flags !== undefined && /\bO_WRONLY\b/.test(namesIn(flags));
}

/** Every path that the code in reach opens to read. */
export function openedPaths(analysis: Analysis): readonly OpenedPath[] {
  const found: OpenedPath[] = [];
  let isListLost = false;
  for (const [name, indices] of Object.entries(READS)) {
    for (const { call, scope, guards } of analysis.program.calls.get(name) ?? []) {
      const path = packageOf(call.callee, scope);
      if (path !== null && (EMBEDDED.test(path) || /(^|\/)x?errors$/.test(path) || path === "database/sql"))
        continue;
      // `filepath.Dir` only cuts a path.
      if (name === "Dir" && path !== null && /^path(\/filepath)?$/.test(path)) continue;
      if (name === "OpenFile" && writesOnly(call.args[1])) continue;
      const given = indices.flatMap((index) => call.args[index] ?? []);
      const places = LISTS.test(name)
        ? given.flatMap((argument) => listedPaths(analysis, argument, scope))
        : given.map((expression) => ({ expression, scope }));
      for (const { expression: argument, scope: where } of places) {
        if (!mayBePath(argument)) continue;
        const value = valueIn(analysis, argument, where);
        const evidence = place(scope.file, call.at);
        const ending =
          ELSEWHERE.test(name) && path !== "os" ? undefined : ONE_OF_MANY.exec(value?.text ?? "")?.[1];
        if (isInFileSystem(analysis, call, scope)) continue;
        isListLost ||= LISTS.test(name) && !value && !isOff(analysis, guards, scope);
        if (value && ending !== undefined && name !== "OpenFile" && !isOff(analysis, guards, scope))
          found.push({ text: value.text, evidence, ending });
        const anyOf = LISTS.test(name) || SERVES.test(name);
        if (value && anyOf && ANY_OF.test(value.text) && !isOff(analysis, guards, scope))
          found.push({ text: value.text, evidence });
        const unset = belowUnsetField(analysis, argument, where);
        const texts = (unset === null ? waysOf(value) : [unset])
          .map(completed)
          .filter((text) => text.length <= 200 && (/[./]/.test(text) || DIRECTORIES.test(name)));
        if (texts.length === 0 || isOff(analysis, guards, scope)) continue;
        // Of a directory that is a setting of its own more than this file may be read.
        const [first] = value?.parts ?? [];
        if (first && first.sources.length > 0 && isKnown(first)) found.push({ text: first.text, evidence });
        const whole = DIRECTORIES.test(name);
        const below = first?.sources ?? [];
        const unsure = whole && guards.length > 0 && !isSurelyOn(analysis, guards, scope);
        found.push(
          ...texts.map((text) => ({
            text,
            evidence,
            other: unset === null && text !== completed(value?.text ?? ""),
            whole,
            below,
            unsure,
          })),
        );
      }
    }
  }
  if (isListLost) found.push(...pageLiterals(analysis));
  found.push(...givenToLibraries(analysis));
  found.push(...conventional(analysis), ...inFields(analysis));
  found.push(...localFileSystems(analysis), ...routedFiles(analysis));
  found.push(...migrationDirectories(analysis), ...partsOfDisk(analysis));
  for (const site of analysis.program.calls.get("AddConfigPath") ?? [])
    found.push(...viperFile(analysis, site));
  for (const { composite, scope } of analysis.program.composites.get("FileMigrationSource") ?? []) {
    const directory = composite.elements.find(({ key }) => key !== null && lastName(key) === "Dir")?.value;
    const text = textOf(analysis, directory, scope);
    if (text !== null) found.push({ text, evidence: place(scope.file, composite.at) });
  }
  return found;
}

/** A file of the working directory, and any path of it. */
const OWN_FILE = /^\.\/\w[\w./-]*\.\w+$/;
const OWN_PATH = /^\.\/\w/;

/**
 * `marmoset.LoadViews("./app/views")` of the main, `engine.AddConfig("./config.yml")` anywhere: what the code of
 * another module is given by such a name it opens.
 */
function givenToLibraries({ program }: Analysis): OpenedPath[] {
  return [...program.calls].flatMap(([name, sites]) =>
    sites.flatMap(({ call, scope }) => {
      const { callee } = call;
      if (Object.hasOwn(READS, name) || callee.kind !== "selector") return [];
      const path = importOf(callee.base, scope);
      const isOther = path !== null && /^[\w-]+\.[\w.]+\//.test(path) && !program.packages.has(path);
      const isMethod = path === null && calledFunction(program, callee, scope) === null;
      const wanted = isOther && scope.file.package === program.main ? OWN_PATH : OWN_FILE;
      return (isOther || isMethod ? call.args : []).flatMap((argument) =>
        argument.kind === "string" && wanted.test(argument.value)
          ? [{ text: argument.value, evidence: place(scope.file, call.at) }]
          : [],
      );
    }),
  );
}

/** What frameworks open by names of their own where nothing gives them others. */
function conventional({ program }: Analysis): OpenedPath[] {
  const started = (program.calls.get("Run") ?? []).find(({ call, scope }) => {
    const path = packageOf(call.callee, scope);
    return path !== null && /^github\.com\/(astaxie|beego)\/beego(\/|$)/.test(path);
  });
  const beego = started && place(started.scope.file, started.call.at);
  const connected = (program.calls.get("Connect") ?? []).find(({ call, scope }) => {
    const path = packageOf(call.callee, scope);
    return path !== null && /^github\.com\/gobuffalo\/pop(\/|$)/.test(path);
  });
  const pop = connected && place(connected.scope.file, connected.call.at);
  const named = (texts: readonly string[], evidence: string | undefined) =>
    evidence === undefined ? [] : texts.map((text) => ({ text, evidence }));
  return [
    ...named(["conf/app.conf", "views", "static"], beego),
    ...named(["database.yml", "config/database.yml"], pop),
  ];
}

/** Packages that render pages of a directory: `render.Options{Directory: "pages"}`, `goview.Config{Root: "views"}`. */
const PAGES = /(^|\/)(render|goview|pongo2gin|macaron)(\.v\d+|\/v\d+)?$/;

/** Packages that serve the files below a root: `&fasthttp.FS{Root: "public"}`, `&app.FS{Root: "public"}` of hertz. */
const FILE_SERVERS = /^github\.com\/(valyala\/fasthttp|cloudwego\/hertz\/pkg\/app)$/;

/** Files that libraries are given in a field: the description that a page shows, the root of what is served or rendered. */
function inFields(analysis: Analysis): OpenedPath[] {
  const { program } = analysis;
  const files = ["FilePath", "Filepath", "FileName", "Filename", "SpecFile"].flatMap((name) =>
    (program.fieldValues.get(name) ?? []).map((given) => ({ ...given, other: true })),
  );
  const roots = (program.fieldValues.get("Root") ?? [])
    .filter(({ type, scope }) => {
      const path = type?.kind === "selector" ? importOf(type.base, scope) : null;
      return lastName(type) === "StaticConfig" || (lastName(type) === "FS" && FILE_SERVERS.test(path ?? ""));
    })
    .map((given) => ({ ...given, other: false }));
  const pages = ["Directory", "TemplateDir", "Root"].flatMap((name) =>
    (program.fieldValues.get(name) ?? []).flatMap((given) => {
      const { type, scope } = given;
      const path = type?.kind === "selector" ? importOf(type.base, scope) : null;
      return path !== null && PAGES.test(path) ? [{ ...given, other: false }] : [];
    }),
  );
  return [...files, ...roots, ...pages].flatMap(({ value, type, scope, other }) => {
    // Generated code tells in an error from which template it was made, and a box what it holds.
    const opened = type?.kind === "selector" && !/Err(or)?$|^EmbeddedFile$/.test(type.name);
    const text = opened ? textOf(analysis, value, scope) : null;
    if (text === null || /\.log$/.test(text)) return [];
    return [{ text, evidence: place(scope.file, value.at), other, whole: !other }];
  });
}

/** stuffbin's `NewLocalFS("./", "./static/pages:/pages")`: what is on disk, and its name in the program. */
function localFileSystems(analysis: Analysis): OpenedPath[] {
  return (analysis.program.calls.get("NewLocalFS") ?? []).flatMap(({ call, scope, guards }) => {
    const path = packageOf(call.callee, scope);
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
function viperFile(analysis: Analysis, { call, scope }: CallSite): OpenedPath[] {
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
      other: true,
    })),
  );
}
