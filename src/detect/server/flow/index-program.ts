import type { Reach, ReachedPackage } from "../../reach.ts";
import type { Parameter } from "../go/ast.ts";
import { parseGo, parseTypesOnly } from "../go/parse.ts";
import { append, type Indexes } from "./assign.ts";
import { importNames } from "./imports.ts";
import { indexFunction, indexValue, newScope } from "./index-scope.ts";
import { LateScope } from "./late-scope.ts";
import {
  type Definition,
  lastName,
  type NamedFunction,
  type NamedType,
  type Package,
  type Program,
  type SourceFile,
} from "./program.ts";
import { silentPackages } from "./silent.ts";
import { recordFields, recordStruct } from "./structs.ts";

/** Code that a tool made of an interface description: types and stubs, no decisions. */
const STAND_INS =
  /(^|[_/-])(mocks?|fakes?|stubs?|test_?utils?|test_?helpers?|testing)(_\w+)?(\/|\.go$)|_(mock|fake|stub|testutil)s?\.go$/;
const GENERATED_STUBS =
  /(\.pb\.gw|_grpc\.pb|\.connect|_mock|_easyjson|\.pb\.validate|_string|\.deepcopy)\.go$/;

/** A package whose files are read when something asks for what they declare. */
class ReachedOnDemand implements Package {
  readonly importPath: string;
  readonly directory: string;
  readonly name: string;
  /** What is there to be filled in while the files are read. */
  readonly #declared = {
    values: new Map<string, Definition[]>(),
    constants: new Set<string>(),
    types: new Map<string, NamedType>(),
    functions: new Map<string, NamedFunction>(),
    methods: new Map<string, NamedFunction>(),
  };
  #unread: (() => void) | null;

  constructor({ importPath, directory, name }: ReachedPackage, readFiles: () => void) {
    this.importPath = importPath;
    this.directory = directory;
    this.name = name;
    this.#unread = readFiles;
  }

  get isRead(): boolean {
    return this.#unread === null;
  }

  read() {
    const read = this.#unread;
    this.#unread = null;
    read?.();
    return this.#declared;
  }

  get values() {
    return this.read().values;
  }
  get constants() {
    return this.read().constants;
  }
  get types() {
    return this.read().types;
  }
  get functions() {
    return this.read().functions;
  }
  get methods() {
    return this.read().methods;
  }
}

/** Reads every file in reach once, those of silent packages on demand. Code that cannot be read is left out. */
export function indexProgram(reach: Reach): Program {
  const indexes: Indexes = {
    calls: new Map(),
    composites: new Map(),
    fieldValues: new Map(),
    entryValues: new Map(),
    conditions: [],
    conditionsIn: new Map(),
    switches: [],
    guards: [],
    until: null,
    methods: new Map(),
    literals: new Map(),
    choices: new Map(),
    conditional: new Map(),
    structs: new Map(),
    owners: new Map(),
  };
  const packages = new Map<string, ReachedOnDemand>();
  const files: SourceFile[] = [];
  const nameOf = new Map(reach.packages.map(({ importPath, name }) => [importPath, name]));
  const silent = silentPackages(reach.packages);

  for (const reached of reach.packages) {
    const own: SourceFile[] = [];
    const target = new ReachedOnDemand(reached, () => {
      for (const file of own) if (!GENERATED_STUBS.test(file.path)) readFile(file, indexes);
    });
    packages.set(reached.importPath, target);
    for (const { path, text, imports } of reached.files) {
      own.push({
        path,
        text,
        package: target,
        imports: importNames(imports, (importPath) => nameOf.get(importPath) ?? null),
        importPaths: new Set(imports.map((one) => one.path)),
      });
    }
    files.push(...own);
  }
  const main = packages.get(reach.main.importPath);
  if (!main) throw new Error("what is reached begins with its main package");
  for (const one of packages.values()) if (one === main || !silent.has(one.importPath)) one.read();
  const unread = files.filter((file) => !packages.get(file.package.importPath)?.isRead);
  let ownersOf: ReadonlyMap<string, ReadonlySet<ReachedOnDemand>> | null = null;
  return {
    main,
    packages,
    files,
    externalImports: reach.externalImports,
    ...indexes,
    methodsNamed: (name) => {
      ownersOf ??= methodOwners(unread, packages);
      for (const owner of ownersOf.get(name) ?? []) if (!owner.isRead) owner.read();
      return indexes.methods.get(name) ?? [];
    },
  };
}

/** By the names of methods, the packages that declare one. */
function methodOwners(
  files: readonly SourceFile[],
  packages: ReadonlyMap<string, ReachedOnDemand>,
): ReadonlyMap<string, ReadonlySet<ReachedOnDemand>> {
  const owners = new Map<string, Set<ReachedOnDemand>>();
  for (const file of files) {
    const owner = packages.get(file.package.importPath);
    for (const [, name = ""] of owner ? file.text.matchAll(/^func \(.*?\) (\w+)\(/gm) : []) {
      const known = owners.get(name) ?? new Set();
      if (owner) owners.set(name, known.add(owner));
    }
  }
  return owners;
}

/** `t *testing.T`, `tb testing.TB`: only tests have one to hand over. */
function isOfTests({ type }: Parameter, { imports }: SourceFile): boolean {
  const named = type.kind === "unary" ? type.operand : type;
  return named.kind === "selector" && imports.get(lastName(named.base)) === "testing";
}

function readFile(file: SourceFile, indexes: Indexes): void {
  const generated = file.path.endsWith(".pb.go");
  // Of what protoc has made, configuration messages alone matter (kratos keeps its settings in one).
  if (generated && !/^\t(\w*Addr(ess)?|\w*Port|Listen)\s/m.test(file.text)) return;
  const tree = generated ? parseTypesOnly(file.text) : parseGo(file.text, file.imports);
  const top = newScope(file, null, null);
  const owner = file.package;
  for (const declaration of tree.types) {
    owner.types.set(declaration.name, { declaration, file });
    if (declaration.type.kind === "struct") {
      recordFields(indexes, `${owner.importPath}.${declaration.name}`, declaration.type.fields, file);
    }
  }
  for (const { constant, names, type, values } of tree.values) {
    recordStruct(indexes, type, file);
    names.forEach((name, index) => {
      const shared = values.length === 1 && names.length > 1;
      const value = (shared ? values[0] : values[index]) ?? null;
      const definition = { value, result: shared ? index : 0, type, scope: top, at: name.at };
      const known = owner.values.get(name.name);
      // The declaration comes first whatever was assigned in files read before.
      if (known) known.unshift(definition);
      else owner.values.set(name.name, [definition]);
      if (constant) owner.constants.add(name.name);
    });
    for (const value of values) indexValue(indexes, top, value);
  }
  if (STAND_INS.test(file.path)) return;
  for (const declaration of tree.functions) {
    if (declaration.parameters.some((one) => isOfTests(one, file))) continue;
    const scope = declaration.calculates
      ? new LateScope(indexes, file, declaration, top)
      : newScope(file, declaration, top);
    const named = { declaration, scope };
    if (declaration.receiver) append(indexes.methods, declaration.name, named);
    if (declaration.receiver)
      owner.methods.set(`${lastName(declaration.receiver.type)}.${declaration.name}`, named);
    else if (declaration.name !== "init" && declaration.name !== "_")
      owner.functions.set(declaration.name, named);
    if (!declaration.calculates) indexFunction(indexes, scope, declaration.body);
  }
}
