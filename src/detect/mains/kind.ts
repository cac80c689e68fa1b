/** What a main package is for, by where it stands, what it is called and what it reaches. */
import { UserError } from "../../errors.ts";
import type { MainKind } from "../../types/repository.ts";
import { type GoBuildContext, openBuildContext, resolveImport } from "../build-context.ts";
import { moduleName } from "../go-mod/go-mod.ts";
import type { GoPackage } from "../go-source/package.ts";
import type { Layout } from "../layout.ts";
import { loadPackage } from "../packages.ts";
import { basename, relativeTo } from "../paths.ts";
import { binaryName } from "./build-targets.ts";
import type { FoundMain } from "./find.ts";
import { callsServer } from "./server-use.ts";
import { type Signal, signalOf, strongestOf } from "./signals.ts";

/** Directory names that say it, wherever they stand in the path. */
const PLACES: readonly (readonly [MainKind, ReadonlySet<string>])[] = [
  ["test", words("test tests testing e2e integration testutil testutils mock mocks fake fakes stress fuzz")],
  ["test", words("loadtest benchmark benchmarks bench smoke acceptance conformance testonly dummy dummies")],
  ["example", words("example examples demo demos sample samples tutorial tutorials playground quickstart")],
  ["example", words("snippets cookbook")],
  ["tool", words("tool tools hack script scripts ci gen generate generator generators codegen misc contrib")],
  ["tool", words("devtools magefiles magefile release packaging docs doc internal-tools utils util")],
  ["tool", words("unmaintained unsupported obsolete attic")],
  // What others wrote is built beside the repository's own programs.
  ["tool", words("third_party thirdparty third-party")],
];

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

const TOOL_NAME =
  /^(create|add|delete|remove|list|get|set|show|print|upload|download|fetch|resolve|reset|purge|backfill)[-_](?!.*(server|service|api|daemon|worker|bot)$)|(^|[-_])(gen|generate|generator|codegen|cli|ctl|client|migrate|migrator|migrations?|seed|seeder|bench|benchmark|lint|linter|dump|importer|exporter-gen|convert|converter|keygen|healthcheck|check|checker|validate|verify|probe|debug|test|tester|tools?|util|utils|(cli|gen)?docs?|plugin|e2e|example|demo)($|[-_])|[a-z](ctl|cli|gen|tool)$|^(protoc|kubectl)-/;

/** What works until it is told to end. */
const WORKER_NAME =
  /(^|[-_])(workers?|consumers?|daemon|scheduler|cron|processor|poller|watcher|bot)($|[-_])|[a-z](worker|consumer|daemon)$/;

/** A command that controls the service from a desk, and listens at most for the end of a login. */
const CONTROLS = /^kubectl[-_]|[a-z]ctl$|[a-z][-_]?cli$/;

/** What opens windows: no container shows any. */
const WINDOWS =
  /^(fyne\.io\/fyne|gioui\.org|github\.com\/(wailsapp\/wails|webview\/webview|AllenDang\/giu|lxn\/walk|gotk3\/gotk3|diamondburned\/gotk4|therecipe\/qt|mappu\/miqt|hajimehoshi\/ebiten))(\/|$)/;

/** Packages that most likely listen are looked at first, so that the look ends early. */
const LIKELY = /server|http|api|grpc|rest|web|app|cmd|serve|transport|daemon|router|run|start|main/;

/** Signals of whole packages, shared between the mains of one repository. */
export interface SignalIndex {
  strongest(found: GoPackage): Signal;
}

export function openSignalIndex(): SignalIndex {
  const known = new Map<string, Signal>();
  return {
    strongest: (found) => {
      let signal = known.get(found.directory);
      if (signal === undefined) {
        signal = strongestOf(found.files.map(signalOf));
        known.set(found.directory, signal);
      }
      return signal;
    },
  };
}

/** null for a main whose module cannot be built from here: that counts when it is selected. */
function contextOf(layout: Layout, directory: string): GoBuildContext | null {
  try {
    return openBuildContext(layout, directory);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** The strongest signal in the import graph of a main, and whether the main package itself gives it. */
function signalInReach(
  layout: Layout,
  index: SignalIndex,
  main: FoundMain,
): { readonly signal: Signal; readonly own: boolean } {
  const own = index.strongest(main.found);
  if (own === "listens") return { signal: own, own: true };
  const context = contextOf(layout, main.directory);
  if (!context) return { signal: own, own: own !== null };
  const noTags = new Set<string>();
  let strongest: Signal = own;
  // Two sets: a module may be called like its directory, so that `cart/app` is an import path and a directory.
  const seen = new Set([main.directory]);
  const imported = new Set<string>();
  const first = [main.found];
  const later: GoPackage[] = [];
  for (let found = first.pop(); found; found = first.pop() ?? later.pop()) {
    const signal = index.strongest(found);
    if (signal === "listens") return { signal, own: false };
    strongest = strongestOf([strongest, signal]);
    for (const { header } of found.files) {
      for (const { path } of header.imports) {
        if (imported.has(path)) continue;
        imported.add(path);
        const resolution = resolveImport(layout, context, path, (directory) => {
          return layout.sources.directory(directory)?.files.some((name) => name.endsWith(".go")) ?? false;
        });
        if (resolution.kind !== "local" || seen.has(resolution.directory)) continue;
        seen.add(resolution.directory);
        const next = loadPackage(layout.sources, resolution.directory, noTags);
        if (next) (LIKELY.test(basename(resolution.directory)) ? first : later).push(next);
      }
    }
  }
  return { signal: strongest, own: own !== null };
}

function placeOf(directory: string): MainKind | null {
  const segments = directory.split("/");
  return PLACES.find(([, names]) => segments.some((one) => names.has(one.toLowerCase())))?.[0] ?? null;
}

export const isOfTests = ({ directory }: FoundMain): boolean => placeOf(directory) === "test";

/** Above others, a directory of this name holds all programs of some repositories, as cmd does. */
function isCli(directory: string): boolean {
  return basename(directory) === "cli";
}

/** What lies inside the module, without an image that is made of it, is there for the others. */
function isInternal({ deployed }: Uses, main: FoundMain): boolean {
  const segments = relativeTo(main.directory, main.module.directory).split("/");
  return segments.includes("internal") && !segments.includes("cmd") && !deployed.includes(main);
}

/** What the repository's own files do with its mains. */
interface Uses {
  /** Directories that `go generate` or a `tool` line runs. */
  readonly helpers: ReadonlySet<string>;
  /** Mains that its images are made of. */
  readonly deployed: readonly FoundMain[];
  /** Mains that its images start. */
  readonly started: readonly FoundMain[];
  /** Mains that its images start and check: they stay up, whatever library they stand still in. */
  readonly checked: readonly FoundMain[];
  /** The main that is all that the repository is for: it has no other but of tests, and its module is no library. */
  readonly sole: FoundMain | null;
  /** The repository's one main, beside a library too. */
  readonly only: FoundMain | null;
}

/** What lies in a directory called cli, without an image that is made of it, is beside a library or a service. */
function isCliBeside({ deployed, sole }: Uses, main: FoundMain): boolean {
  return isCli(main.directory) && !deployed.includes(main) && main !== sole;
}

/** Whether a main is made for the repository's own development rather than to be shipped. */
export function isHelper(uses: Uses, main: FoundMain): boolean {
  if (isCliBeside(uses, main) || placeOf(main.directory) !== null) return true;
  return isGenerator(uses, main) || isInternal(uses, main);
}

/** What go generate runs is a helper, unless there is nothing else: some start their own program that way. */
function isGenerator({ helpers, only }: Uses, main: FoundMain): boolean {
  return helpers.has(main.directory) && main !== only;
}

/** By its name it works on, and main hands out a context that a signal ends: the loop may stand anywhere. */
function isNamedWorker({ found }: FoundMain, name: string): boolean {
  return (
    WORKER_NAME.test(name) && found.files.some((file) => /\bsignal\.Notify(Context)?\(/.test(file.text()))
  );
}

/** A program for a desktop beside the service that it talks to, and may bring along. */
function isDesktop({ deployed, only }: Uses, main: FoundMain): boolean {
  if (main === only || deployed.includes(main)) return false;
  return main.found.files.some(({ header }) => header.imports.some(({ path }) => WINDOWS.test(path)));
}

/** `cmd/shop-bench` beside `cmd/shop`, though it listens as well: it is there to try the others. */
function isTrial({ started, only }: Uses, main: FoundMain): boolean {
  const named = binaryName(main) !== moduleName(main.module.mod.path);
  return (
    named &&
    main !== only &&
    !started.includes(main) &&
    /[-_](bench(mark)?|loadtest|test)$/.test(basename(main.directory))
  );
}

/** Functions for C behind a main that does nothing, as `-buildmode=c-shared` wants it: no program to start. */
function isLibraryForC({ found }: FoundMain): boolean {
  if (found.files.every(({ header }) => header.importsC === null)) return false;
  const texts = found.files.map((file) => file.text());
  const idle = texts.some((text) => /^func\s+main\s*\(\s*\)\s*\{\s*(\/\/.*\s*)*\}/m.test(text));
  return idle && texts.some((text) => /^\/\/export \w/m.test(text));
}

export function kindOf(layout: Layout, index: SignalIndex, uses: Uses, main: FoundMain): MainKind {
  const { started } = uses;
  const place = placeOf(main.directory);
  if (place) return place;
  const cli = isCli(main.directory);
  if (isCliBeside(uses, main)) return "tool";
  if (isGenerator(uses, main) || isLibraryForC(main)) return "tool";
  const { signal, own } = signalInReach(layout, index, main);
  const name = binaryName(main).toLowerCase();
  if (signal === null) return uses.checked.includes(main) || isNamedWorker(main, name) ? "worker" : "tool";
  const named = binaryName(main) !== moduleName(main.module.mod.path);
  const controls = named && CONTROLS.test(name) && main !== uses.only && !started.includes(main);
  if (own && signal === "listens" && !controls) return isTrial(uses, main) ? "test" : "service";
  // A program deep inside the module, or called like a tool, may import the server that it serves.
  if (isInternal(uses, main) || isDesktop(uses, main)) return "tool";
  // Of a module for testing webhooks, the program of that name is what the module is for.
  if (named && TOOL_NAME.test(name)) {
    // An image of its own that starts the server it calls: whatever it is called, that is a service.
    const shipped = cli || started.includes(main);
    if (!shipped || signal !== "listens" || !callsServer(layout, main)) return "tool";
  }
  return signal === "waits" ? "worker" : "service";
}
