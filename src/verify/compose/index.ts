import type { Check } from "../../types/verdict.ts";
import { passed } from "../checks.ts";
import { readCompose } from "./document.ts";
import { type ComposeSurroundings, checkServices } from "./rules.ts";
import { checkSchema } from "./schema.ts";

/** Checks a compose file: its YAML, the schema of the Compose Specification, what it refers to. */
export function auditCompose(path: string, text: string, around: ComposeSurroundings): readonly Check[] {
  const { document, checks } = readCompose(path, text);
  if (document === null) return checks;
  if (document.value === null) return [passed("compose", "empty", { file: path })];
  const found = [...checkSchema(document), ...checkServices(document, around)];
  return found.some(({ severity }) => severity === "error")
    ? found
    : [...found, passed("compose", "as the Compose Specification says", { file: path })];
}
