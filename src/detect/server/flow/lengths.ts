/** Lengths that are compared with nothing: `len(cert) > 0` asks what `cert != ""` asks. */
import type { Binary } from "../go/ast.ts";
import { lastName } from "./program.ts";

const PRESENT = /^(> 0|!= 0|>= 1)$/;
const ABSENT = /^(== 0|< 1|<= 0)$/;

const MIRRORED: Readonly<Record<string, string>> = {
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
  "==": "==",
  "!=": "!=",
};

/** `0 < len(cert)` as `len(cert) > 0`. */
function mirrored(condition: Binary): Binary {
  const { operator, left, right } = condition;
  const other = left.kind === "number" ? MIRRORED[operator] : undefined;
  return other === undefined ? condition : { ...condition, operator: other, left: right, right: left };
}

/** The comparison of the text itself; any other as it is. */
export function ofText(condition: Binary): Binary {
  const { operator, left, right, at } = mirrored(condition);
  const [text] = left.kind === "call" && lastName(left.callee) === "len" ? left.args : [];
  const asked = text && right.kind === "number" ? `${operator} ${right.text}` : "";
  const same = PRESENT.test(asked) ? "!=" : ABSENT.test(asked) ? "==" : null;
  return text && same
    ? { kind: "binary", operator: same, left: text, right: { kind: "string", value: "", at }, at }
    : condition;
}
