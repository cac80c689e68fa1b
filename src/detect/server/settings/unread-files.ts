/** Configuration files of the repository that nobody hands to the program. */
import { posix } from "node:path";
import { isWithin } from "../../paths.ts";
import { isConfigFlag } from "../arguments/config-flag.ts";
import { testedForPresence } from "../environment/helpers.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { type Condition, lastName } from "../flow/program.ts";
import { withFiles } from "./with-files.ts";

const READS = /read|open|load|decode|parse|unmarshal/i;
/** They look for a file where nobody names one. */
const SEARCHES = /\/(viper|koanf|config|configor|aconfig|fig)(\/|$)/;

/** The flag for a configuration file or directory that a condition asks for, and that is empty: `if *confdir != "" { load(*confdir) }`. */
function unsetFlag(analysis: Analysis, { statement, scope }: Condition): string | null {
  const found = testedForPresence(statement.condition);
  // `len(conf) > 0` asks for the same.
  const tested = found?.kind === "call" && lastName(found.callee) === "len" ? (found.args[0] ?? null) : found;
  const value = tested && statement.otherwise.length === 0 ? valueIn(analysis, tested, scope) : null;
  const [source = "", ...others] = value?.text === "" ? value.sources : [];
  const flag = source.startsWith("flag:") && others.length === 0 ? source.slice("flag:".length) : null;
  return flag !== null && isConfigFlag(flag.replace(/^-+/, "")) && !analysis.memo.flags.has(source)
    ? flag
    : null;
}

/** Whether the code reads a configuration only where a flag names one, and the program is started without that flag. */
function readsNone(analysis: Analysis): boolean {
  const { calls, conditions, externalImports } = analysis.program;
  if ([...externalImports.keys()].some((path) => SEARCHES.test(path))) return false;
  const reading = [...calls].flatMap(([name, sites]) => (READS.test(name) ? sites : []));
  const behind = reading.flatMap(({ guards }) =>
    guards.flatMap(({ condition, negated }) => (negated ? [] : [condition])),
  );
  // Few conditions decide on a read; what each of them asks for takes long to tell.
  const deciding = new Set<Condition["statement"]["condition"]>(behind);
  return conditions.some((one) => deciding.has(one.statement.condition) && unsetFlag(analysis, one) !== null);
}

/** The same program without the files that only lie where such files usually do, where it reads none. */
export function withoutUnread(analysis: Analysis, given: readonly string[]): Analysis {
  const all = analysis.settings.configFiles();
  const kept = all.filter(({ named, path }) => named || given.includes(path));
  // What it is handed is what it reads; a directory without any of the files, such as one of samples, is none of it.
  const handed = given.some(
    (one) => posix.extname(one) !== "" || all.some(({ path }) => isWithin(path, one)),
  );
  if (handed || kept.length === all.length || !readsNone(analysis)) return analysis;
  return withFiles(analysis, kept);
}
