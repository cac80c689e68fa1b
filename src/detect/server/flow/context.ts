import type { Composite, Expression, FunctionDeclaration, FunctionLiteral } from "../go/ast.ts";
import type { Filling } from "../routes/filled.ts";
import type { Router } from "../routes/router.ts";
import type { ConfigFiles } from "../settings/config-files.ts";
import type { Check } from "./checkers.ts";
import type { HeldGiven } from "./instances.ts";
import type { Element } from "./literals.ts";
import type {
  CallSite,
  CompositeSite,
  FieldSite,
  FieldValue,
  NamedFunction,
  Package,
  Program,
  Scope,
  SourceFile,
} from "./program.ts";
import type { Budget, Steps } from "./steps.ts";
import type { Filled } from "./unset-fields.ts";
import type { Value } from "./value.ts";

/** A call that is being followed: its arguments stand for the function's parameters. */
export interface Frame {
  readonly node: FunctionDeclaration | FunctionLiteral;
  readonly args: readonly Expression[];
  /** What a method is called on. */
  readonly receiver?: Expression;
  /** Where the call stands. */
  readonly context: Context;
}

export interface Context {
  readonly scope: Scope;
  readonly frame: Frame | null;
}

/** What evaluation needs to know besides the program. */
export interface Analysis {
  readonly program: Program;
  readonly settings: Settings;
  readonly memo: Memo;
}

/** What was worked out before. */
export interface Memo {
  /** By name, with the number of calls of that name when they were told apart. */
  readonly callers: Map<
    string,
    { readonly of: number; readonly byFunction: ReadonlyMap<FunctionDeclaration, readonly CallSite[]> }
  >;
  /** Keys of tables under which functions stand; made when first asked for. */
  tabled: ReadonlyMap<FunctionDeclaration, readonly string[]> | null;
  /** Variables that stand for functions, by the names of these; made when first asked for. */
  functionVariables: ReadonlyMap<string, readonly string[]> | null;
  /** Names of the structs that huma's command line fills; made when first asked for. */
  humaOptions: readonly string[] | null;
  /** Functions that register paths which they put together; made when first asked for. */
  composers: ReadonlySet<Scope["node"]> | null;
  /** What calls through interfaces come to, by what is called. */
  readonly implementations: Map<Expression, NamedFunction | null>;
  readonly owners: Map<FieldValue, string | null>;
  /** What fields of a name are given, by the struct, with the number of values when they were told apart. */
  readonly givenByOwner: Map<
    string,
    { readonly of: number; readonly byOwner: ReadonlyMap<string, readonly FieldValue[]> }
  >;
  readonly given: Map<FieldSite, readonly FieldValue[]>;
  /** What variables and parameters are given for a field, by its name, with the number of values when they were told apart. */
  readonly holders: Map<string, { readonly of: number; readonly held: readonly HeldGiven[] }>;
  /** Of expressions outside every call that is being followed. */
  readonly values: Map<Expression, Value | null>;
  /** Of expressions with which an evaluation began, also where it stopped short. */
  readonly whole: Map<Expression, Value | null>;
  /** Calls by the key in their first argument, for each name of a call. */
  readonly keyed: Map<string, ReadonlyMap<string, readonly CallSite[]>>;
  /** Names of the subcommands that the service is started with; empty where it needs none. */
  served: readonly string[];
  /** How many words the service is started with, flags included; null until that is known. */
  words: number | null;
  /** Flags without a value among the arguments that the service is started with, as sources of values. */
  switches: ReadonlySet<string>;
  /** What these arguments give flags, by the flags as sources of values. */
  flags: ReadonlyMap<string, string>;
  /** Words that the author's image sets variables to, and with it ours, by name. */
  readonly imageVariables: ReadonlyMap<string, string>;
  /** The command that runs where none is named. */
  root: Composite | null;
  /** What serves is no command: all of them are there for whoever names one. */
  besideCommands: boolean;
  /** Structs whose methods run for other subcommands; made when first asked for. */
  aside: ReadonlySet<string> | null;
  /** Whether it is being found out which of several values is given under a condition that holds. */
  weighing: boolean;
  /** How often something was left open because it was being worked out: what was found meanwhile holds for then alone. */
  leftOpen: number;
  /** Of the evaluation that is under way. */
  underWay: Budget | null;
  /** Expressions with which an evaluation that is under way began. */
  readonly begun: Set<Expression>;
  /** Conditions of which is being asked whether they hold. */
  readonly asked: Set<Expression>;
  readonly routers: Map<Expression, Router>;
  /** What the code gives to fields of other modules' structs, by the type's name and the field's. */
  readonly foreign: Map<string, FieldValue | null>;
  /** Calls that hand a router to a function; made when first asked for. */
  fillings: ReadonlyMap<FunctionDeclaration, readonly Filling[]> | null;
  readonly unused: Map<FunctionDeclaration, boolean>;
  /** Names that the code uses, each after its package; made when first asked for, since it takes all of the text. */
  mentioned: ReadonlySet<string> | null;
  /** Calls of functions that end the program for an error, by file; made when first asked for. */
  checks: ReadonlyMap<SourceFile, readonly Check[]> | null;
  /** Lists by the names of their elements; made when first asked for. */
  lists: ReadonlyMap<string, readonly CompositeSite[]> | null;
  /** Types that structs hold; made when first asked for. */
  held: ReadonlySet<string> | null;
  /** Commands by the functions that they run; made when first asked for. */
  commands: ReadonlyMap<FunctionDeclaration, readonly CompositeSite[]> | null;
  /** Defaults in tables that describe settings, by key, with the number of literals when they were looked for. */
  described: { readonly of: number; readonly byKey: ReadonlyMap<string, readonly Element[]> } | null;
  /** Options of docopt with their defaults; made when first asked for. */
  options: ReadonlyMap<string, Value> | null;
  /** Packages that are imported for their effect alone; made when first asked for. */
  plugins: ReadonlySet<Package> | null;
  /** What code out of sight may fill; made when first asked for. */
  filled: Filled | null;
  /** Of struct fields, by key and name. */
  readonly fields: Map<string, Value | null>;
}

/** Values that libraries bring in under a name. */
export interface Settings {
  readonly configFiles: ConfigFiles;
  /** Command-line flags by name, for `cmd.Flags().GetString("port")` and `c.String("port")`, which may stand in a command. */
  flag(analysis: Analysis, name: string, steps: Steps, scope?: Scope): Value | null;
  /** Keys of viper, koanf and the like. */
  key(analysis: Analysis, key: string, steps: Steps): Value | null;
  /** What struct tags and configuration files say of a field, also by the one of several that hold its struct. */
  field(analysis: Analysis, owner: string, name: string, via?: FieldSite | null): Value | null;
  /** Whether several fields hold the struct with that key. */
  isShared(analysis: Analysis, key: string): boolean;
}
