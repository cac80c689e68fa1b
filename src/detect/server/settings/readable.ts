import type { FieldSite, Program, SourceFile } from "../flow/program.ts";
import { typeName } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";

const BASIC = /^(string|bool|byte|rune|u?int(8|16|32|64)?|float(32|64))$/;
/** Types of other modules that read themselves from a text. */
const TEXTS =
  /^(time\.(Duration|Time)|net\.(IP|IPNet|HardwareAddr)|net\/(url\.URL|netip\.\w+)|math\/big\.\w+)$|\.\w*(Level|Regexp|UUID|Decimal|Duration|URL|Bytes|Size|Secret)$/;
const READERS = ["UnmarshalText", "UnmarshalBinary", "Decode", "Set", "EnvDecode"];

/** Whether a library can read a text into the field: into no function, interface or struct of another module. */
export function isReadable(program: Program, { field, file }: FieldSite): boolean {
  return !field.embedded && isText(program, field.type, file);
}

function isText(program: Program, type: Expression, file: SourceFile, depth = 0): boolean {
  if (depth > 5) return false;
  if (type.kind === "unary") return isText(program, type.operand, file, depth + 1);
  if (type.kind === "container") return isText(program, type.element, file, depth + 1);
  if (type.kind === "name" && BASIC.test(type.name)) return true;
  const full = typeName({ expression: type, file });
  if (full === null) return false;
  const dot = full.lastIndexOf(".");
  const own = program.packages.get(full.slice(0, dot));
  if (!own) return TEXTS.test(full);
  const name = full.slice(dot + 1);
  if (READERS.some((method) => own.methods.has(`${name}.${method}`))) return true;
  const named = own.types.get(name);
  return named !== undefined && isText(program, named.declaration.type, named.file, depth + 1);
}
