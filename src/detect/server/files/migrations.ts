/** Directories of migrations, of which the name of the call says nothing. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { type CallSite, place } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import type { OpenedPath } from "./opened-paths.ts";

const GOOSE = /^github\.com\/pressly\/goose(\/v\d+)?$/;
/** Functions of goose that take a directory, and how many arguments stand before it: https://pkg.go.dev/github.com/pressly/goose/v3 */
const TAKES: Readonly<Record<string, number>> = {
  Up: 1,
  UpByOne: 1,
  UpTo: 1,
  UpContext: 2,
  UpByOneContext: 2,
  UpToContext: 2,
  Run: 2,
  RunContext: 3,
};

/** `goose.Up(db, "migrations")`, unless goose is handed a file system to look in. */
function ofGoose(analysis: Analysis): OpenedPath[] {
  const sitesOf = (name: string) =>
    (analysis.program.calls.get(name) ?? []).filter(({ call, scope }) =>
      GOOSE.test(packageOf(call.callee, scope) ?? ""),
    );
  if (sitesOf("SetBaseFS").length > 0) return [];
  return Object.entries(TAKES).flatMap(([name, index]) =>
    sitesOf(name).flatMap((site) =>
      opened(analysis, site, textOf(analysis, site.call.args[index], site.scope)),
    ),
  );
}

function opened(analysis: Analysis, { call, scope, guards }: CallSite, text: string | null): OpenedPath[] {
  if (text === null || isOff(analysis, guards, scope)) return [];
  return [{ text, evidence: place(scope.file, call.at), whole: true }];
}

/** dbmate's own directory: https://pkg.go.dev/github.com/amacneil/dbmate/v2/pkg/dbmate */
const DBMATE = /^github\.com\/amacneil\/dbmate(\/v\d+)?\/pkg\/dbmate$/;
const BY_DEFAULT = "./db/migrations";

/** `dbmate.New(url)`, whose field MigrationsDir may name others, and whose FS may hold them. */
function ofDbmate(analysis: Analysis): OpenedPath[] {
  const { calls, fieldValues } = analysis.program;
  const made = (calls.get("New") ?? []).filter(({ call, scope }) =>
    DBMATE.test(packageOf(call.callee, scope) ?? ""),
  );
  const isHanded = (fieldValues.get("FS") ?? []).some(({ scope }) =>
    [...scope.file.importPaths].some((path) => DBMATE.test(path)),
  );
  if (isHanded) return [];
  const named = (fieldValues.get("MigrationsDir") ?? []).flatMap(({ value, scope }) =>
    (value.kind === "composite" ? value.elements.map((one) => one.value) : [value]).flatMap(
      (one) => textOf(analysis, one, scope) ?? [],
    ),
  );
  const texts = named.length > 0 ? named : [BY_DEFAULT];
  return made.flatMap((site) => texts.flatMap((text) => opened(analysis, site, text)));
}

export function migrationDirectories(analysis: Analysis): readonly OpenedPath[] {
  return [...ofGoose(analysis), ...ofDbmate(analysis)];
}
