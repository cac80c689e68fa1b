import { readFileSync } from "node:fs";

/** The templates as the tool ships them. */
export const readTemplate = (name: string): string =>
  readFileSync(new URL(`../../templates/${name}.ejs`, import.meta.url), "utf8");
