/**
 * As much of Go's syntax as is needed to follow a value through a program:
 * calls, literals, assignments and conditions. `at` is an offset into the text.
 */

export interface Name {
  readonly kind: "name";
  readonly name: string;
  readonly at: number;
}
export interface Text {
  readonly kind: "string";
  readonly value: string;
  readonly at: number;
}
export interface Numeral {
  readonly kind: "number";
  readonly text: string;
  readonly at: number;
}
export interface Selector {
  readonly kind: "selector";
  readonly base: Expression;
  readonly name: string;
  /** Of the name, which in a chain over several lines is the line that a reader looks for. */
  readonly at: number;
}
export interface Call {
  readonly kind: "call";
  readonly callee: Expression;
  readonly args: readonly Expression[];
  /** Of the callee's name. */
  readonly at: number;
  /** Of a go statement: the code goes on beside it. */
  readonly beside?: boolean;
}
export interface Index {
  readonly kind: "index";
  readonly base: Expression;
  /** Indices, slice bounds or type arguments. */
  readonly index: readonly Expression[];
  readonly at: number;
  /** What a loop yields second of two, which of a map is no key. */
  readonly second?: boolean;
}
export interface Element {
  readonly key: Expression | null;
  readonly value: Expression;
}
/** `http.Server{Addr: ":8080"}`; `type` is null where Go lets it be left out. */
export interface Composite {
  readonly kind: "composite";
  readonly type: Expression | null;
  readonly elements: readonly Element[];
  readonly at: number;
}
export interface Unary {
  readonly kind: "unary";
  readonly operator: string;
  readonly operand: Expression;
  readonly at: number;
}
export interface Binary {
  readonly kind: "binary";
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
  readonly at: number;
}
export interface Parameter {
  readonly name: string;
  readonly type: Expression;
}
export interface FunctionLiteral {
  readonly kind: "function";
  readonly parameters: readonly Parameter[];
  readonly results: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly at: number;
}
export interface Field {
  /** For an embedded field, its type's name. */
  readonly name: string;
  readonly embedded: boolean;
  readonly type: Expression;
  readonly tag: string;
  readonly at: number;
}
export interface StructType {
  readonly kind: "struct";
  readonly fields: readonly Field[];
  readonly at: number;
}
/** `[]T`, `[4]T`, `map[K]T`, `chan T`. */
export interface ContainerType {
  readonly kind: "container";
  readonly element: Expression;
  readonly at: number;
}
/** What a loop yields first of two: the keys of what it runs over. */
export interface Key {
  readonly kind: "key";
  readonly base: Expression;
  readonly at: number;
}
export interface Unknown {
  readonly kind: "unknown";
  readonly at: number;
}
export type Expression =
  | Name
  | Text
  | Numeral
  | Selector
  | Call
  | Index
  | Composite
  | Unary
  | Binary
  | FunctionLiteral
  | StructType
  | ContainerType
  | Key
  | Unknown;

export interface Assignment {
  readonly kind: "assign";
  readonly define: boolean;
  readonly targets: readonly Expression[];
  readonly values: readonly Expression[];
}
export interface Declaration {
  readonly kind: "declare";
  readonly constant: boolean;
  readonly names: readonly Name[];
  readonly type: Expression | null;
  readonly values: readonly Expression[];
}
export interface ExpressionStatement {
  readonly kind: "expression";
  readonly value: Expression;
}
export interface If {
  readonly kind: "if";
  readonly init: Statement | null;
  readonly condition: Expression | null;
  readonly then: readonly Statement[];
  readonly otherwise: readonly Statement[];
  /** Where the first block is over. */
  readonly thenEnd: number;
  /** Where all its blocks are over, and with them what `init` defines. */
  readonly end: number;
}
/** for and plain blocks: the header's statements, then the body's. */
export interface Block {
  readonly kind: "block";
  readonly body: readonly Statement[];
  /** How many of the statements are the header of a loop. */
  readonly header: number;
  /** Where it is over, and with it what it defines; null for several statements in place of one. */
  readonly end: number | null;
}
export interface Switch {
  readonly kind: "switch";
  readonly header: readonly Statement[];
  readonly cases: readonly Case[];
  /** Where it is over, and with it what the header defines. */
  readonly end: number;
}
export interface Case {
  readonly values: readonly Expression[];
  readonly body: readonly Statement[];
  readonly end: number;
}
export interface Return {
  readonly kind: "return";
  readonly values: readonly Expression[];
}
export interface TypeDeclaration {
  readonly kind: "type";
  readonly name: string;
  readonly type: Expression;
  readonly at: number;
}
export type Statement =
  | Assignment
  | Declaration
  | ExpressionStatement
  | If
  | Block
  | Switch
  | Return
  | TypeDeclaration;

export interface FunctionDeclaration {
  readonly kind: "declaration";
  readonly name: string;
  readonly receiver: Parameter | null;
  readonly parameters: readonly Parameter[];
  readonly results: readonly Parameter[];
  readonly body: readonly Statement[];
  /** The body only calculates: it is parsed when it is asked for. */
  readonly calculates: boolean;
  readonly at: number;
}

export interface SourceTree {
  readonly values: readonly Declaration[];
  readonly types: readonly TypeDeclaration[];
  readonly functions: readonly FunctionDeclaration[];
}
