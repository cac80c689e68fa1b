/** The program in reach, indexed by what is looked for in it. */
import type {
  Call,
  Composite,
  Expression,
  Field,
  FunctionDeclaration,
  FunctionLiteral,
  If,
  Switch,
  TypeDeclaration,
} from "../go/ast.ts";
import type { ToChoose } from "./to-choose.ts";

export interface SourceFile {
  /** Relative to the directory that the command was given. */
  readonly path: string;
  readonly text: string;
  readonly package: Package;
  /** Import path by the name that the file may use for it. */
  readonly imports: ReadonlyMap<string, string>;
  readonly importPaths: ReadonlySet<string>;
}

export interface NamedType {
  readonly declaration: TypeDeclaration;
  readonly file: SourceFile;
}

export interface NamedFunction {
  readonly declaration: FunctionDeclaration;
  readonly scope: Scope;
}

export interface Package {
  readonly importPath: string;
  readonly directory: string;
  readonly name: string;
  /** Whether its files have been read; what follows is there when it is asked for, at the price of reading them. */
  readonly isRead: boolean;
  /** Package-level variables and constants, with what is assigned to them anywhere. */
  readonly values: Map<string, Definition[]>;
  readonly constants: Set<string>;
  readonly types: Map<string, NamedType>;
  readonly functions: Map<string, NamedFunction>;
  /** By `Type.method`. */
  readonly methods: Map<string, NamedFunction>;
}

/** What a value is given for: the parameter is one of these texts. */
export interface Choice {
  readonly node: FunctionDeclaration | FunctionLiteral;
  readonly parameter: number;
  readonly texts: readonly string[];
}

/** One way in which a variable gets its value. */
export interface Definition {
  readonly value: Expression | null;
  /** Which of several results of a call. */
  readonly result: number;
  readonly type: Expression | null;
  readonly scope: Scope;
  readonly at: number;
  /** `:=` or `var` rather than `=`: in a block of its own it hides others of that name. */
  readonly defines?: boolean;
  /** Of `if v := f(); v != "" { ... }`, where the block is over. */
  readonly until?: number;
}

/** A function, a function literal, or the top of a file. */
export interface Scope {
  readonly file: SourceFile;
  readonly node: FunctionDeclaration | FunctionLiteral | null;
  readonly parent: Scope | null;
  /** What the function itself declares. Parameters are not among it. */
  readonly bindings: Map<string, Definition[]>;
  readonly returns: (readonly Expression[])[];
  /** The call that a function literal is handed to. */
  readonly handedTo: CallSite | null;
  /** The literal that has a function literal as a field: a command and its Run. */
  readonly fieldOf: Composite | null;
}

/** A condition around code, within one declared function. */
export interface Guard {
  readonly condition: Expression;
  /** The code stands in the else branch. */
  readonly negated: boolean;
  readonly scope: Scope;
  /** It stands behind a return: only a setting that is known keeps it from running. */
  readonly early?: boolean;
  /** It stands in a case of a switch that has none for nothing. */
  readonly toChoose?: ToChoose;
}

export interface CallSite {
  readonly call: Call;
  readonly scope: Scope;
  readonly guards: readonly Guard[];
}

export interface CompositeSite {
  readonly composite: Composite;
  /** The literal's type, also where Go lets it be left out. */
  readonly type: Expression | null;
  readonly scope: Scope;
  readonly guards: readonly Guard[];
}

/** A value given to a field: in a literal of `type`, or by an assignment to `base.field`. */
export interface FieldValue {
  readonly type: Expression | null;
  readonly base: Expression | null;
  readonly value: Expression;
  readonly result: number;
  readonly scope: Scope;
}

/** A value put into a map: `settings["port"] = value`. */
export interface EntryValue extends Definition {
  readonly key: Expression;
}

export interface FieldSite {
  readonly field: Field;
  /** Key of the struct that has the field: see `structKey`. */
  readonly owner: string;
  readonly file: SourceFile;
}

export interface Condition {
  readonly statement: If;
  readonly scope: Scope;
  /** The conditions around it. */
  readonly guards: readonly Guard[];
}

export interface SwitchSite {
  readonly statement: Switch;
  readonly scope: Scope;
  /** The conditions around it. */
  readonly guards: readonly Guard[];
}

export interface Program {
  readonly main: Package;
  readonly packages: ReadonlyMap<string, Package>;
  readonly files: readonly SourceFile[];
  /** By the last name of what is called: `ListenAndServe`. */
  readonly calls: ReadonlyMap<string, readonly CallSite[]>;
  /** By the last name of the type: `Server`. */
  readonly composites: ReadonlyMap<string, readonly CompositeSite[]>;
  readonly fieldValues: ReadonlyMap<string, readonly FieldValue[]>;
  /** By the last name of the map. */
  readonly entryValues: ReadonlyMap<string, readonly EntryValue[]>;
  readonly conditions: readonly Condition[];
  readonly conditionsIn: ReadonlyMap<SourceFile, readonly Condition[]>;
  readonly switches: readonly SwitchSite[];
  /** The scopes of function literals. */
  readonly literals: ReadonlyMap<FunctionLiteral, Scope>;
  /** Values that a function gives only for some of its arguments. */
  readonly choices: ReadonlyMap<Expression, Choice>;
  /** Conditions around what statements assign and give back. */
  readonly conditional: ReadonlyMap<Expression, readonly Guard[]>;
  /** Struct types at package level and inside others, by key. */
  readonly structs: ReadonlyMap<string, readonly FieldSite[]>;
  /** Keys of the structs that have a field, by its name. */
  readonly owners: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of whatever type. */
  methodsNamed(name: string): readonly NamedFunction[];
  readonly externalImports: ReadonlyMap<string, string>;
}

/** Offsets of the line ends, made when a file's first line number is asked for. */
const lineEnds = new WeakMap<SourceFile, readonly number[]>();

function lineEndsOf(file: SourceFile): readonly number[] {
  const known = lineEnds.get(file);
  if (known) return known;
  const ends: number[] = [];
  for (let at = file.text.indexOf("\n"); at >= 0; at = file.text.indexOf("\n", at + 1)) ends.push(at);
  lineEnds.set(file, ends);
  return ends;
}

/** `internal/http/server.go:12`. */
export function place(file: SourceFile, at: number): string {
  const ends = lineEndsOf(file);
  let low = 0;
  for (let high = ends.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return `${file.path}:${low + 1}`;
}

/** The declared function around a scope, or the function literal of a package's variable; at the top of a file itself. */
export function outermostFunction(scope: Scope): Scope {
  let outer = scope;
  while (outer.parent?.node) outer = outer.parent;
  return outer;
}

/** The conditions under which a value is assigned or given back; none for one that is always. */
export function guardsOf(
  { conditional }: Pick<Program, "conditional">,
  value: Expression | null | undefined,
): readonly Guard[] {
  return (value && conditional.get(value)) || [];
}

/** `func main()` of the program. */
export function isMain({ node, file }: Scope): boolean {
  const named = node?.kind === "declaration" && node.name === "main" && node.receiver === null;
  return named && file.package.name === "main";
}

/** Whether it is a function that runs before main does. */
export function isInit({ node }: Scope): boolean {
  return node?.kind === "declaration" && node.name === "init" && node.receiver === null;
}

/** The last name of a type or callee, through pointers, calls and type arguments. */
export function lastName(expression: Expression | null): string {
  switch (expression?.kind) {
    case "name":
    case "selector":
      return expression.name;
    case "unary":
      return lastName(expression.operand);
    case "index":
      return lastName(expression.base);
    default:
      return "";
  }
}

export function isNil(expression: Expression): boolean {
  return expression.kind === "name" && expression.name === "nil";
}

/** `""` or `0`. */
export function isZero(expression: Expression): boolean {
  return expression.kind === "string"
    ? expression.value === ""
    : expression.kind === "number" && expression.text === "0";
}
