import type { FunctionDeclaration } from "../go/ast.ts";
import type { Indexes } from "./assign.ts";
import { indexFunction } from "./index-scope.ts";
import type { Scope, SourceFile } from "./program.ts";

/** The scope of a function whose body is read when something asks what it defines or gives back. */
export class LateScope implements Scope {
  readonly handedTo = null;
  readonly fieldOf = null;
  readonly file: SourceFile;
  readonly node: FunctionDeclaration;
  readonly parent: Scope;
  readonly #bindings: Scope["bindings"] = new Map();
  readonly #returns: Scope["returns"] = [];
  #indexes: Indexes | null;

  constructor(indexes: Indexes, file: SourceFile, node: FunctionDeclaration, parent: Scope) {
    this.file = file;
    this.node = node;
    this.parent = parent;
    this.#indexes = indexes;
  }

  get bindings(): Scope["bindings"] {
    this.#read();
    return this.#bindings;
  }

  get returns(): Scope["returns"] {
    this.#read();
    return this.#returns;
  }

  #read(): void {
    const indexes = this.#indexes;
    if (!indexes) return;
    // What is recorded of the body comes back here.
    this.#indexes = null;
    const { guards } = indexes;
    indexes.guards = [];
    indexFunction(indexes, this, this.node.body);
    indexes.guards = guards;
  }
}
