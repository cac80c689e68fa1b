/** A warning of what the program demands on its command line, and nothing in sight gives it. */
import { isInCode } from "../../../evidence.ts";
import type { Evidence, Project, Warning } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { type OpenPort, startOf } from "../ports/open-port.ts";
import { spelledOut } from "../settings/shorthands.ts";
import { unnamedCobra } from "./commands.ts";
import { unnamedCommand } from "./kingpin-commands.ts";
import { positionals } from "./positional.ts";
import { requiredFields } from "./required-fields.ts";
import { type Required, requiredFlags } from "./required-flags.ts";
import { isReached } from "./running.ts";
import { terminalWarning } from "./terminal.ts";
import { unguarded } from "./unguarded.ts";
import { unmatchedWord } from "./unmatched-word.ts";
import { unnamedUrfave } from "./urfave.ts";

function warning(what: string, them: string, { evidence }: Required): Warning {
  const message = `without ${what} the program ends at once: give ${them} with --args, or when the container starts`;
  return { code: "arguments-required", message, evidence, blocksBuild: false };
}

export interface RequiredArguments {
  readonly warnings: readonly Warning[];
  /** A command is missing, and not a flag or a word behind it alone. */
  readonly lacksCommand: boolean;
}

/** Whether a variable of the image gives the flag: `SHOP_MUSIC_PATH` and `-music-path`. */
function sets(variable: string, flag: string): boolean {
  return `_${variable}`.endsWith(`_${flag.replace(/[-.]/g, "_").toUpperCase()}`);
}

interface Started {
  readonly arguments: Project["arguments"];
  /** Where the author's image starts it for its help alone. */
  readonly asksOnly: Evidence | null;
  readonly ports: readonly OpenPort[];
}

/** Whether main listens by itself, whatever the image of its author shows of it. */
function listens(analysis: Analysis, ports: readonly OpenPort[]): boolean {
  return ports.some(({ listener }) => listener !== null && isReached(analysis, startOf(listener)));
}

/**
 * Asked once it is known with which words the service is started.
 * @param variables that the image sets and the program reads
 */
export function requiredArguments(
  analysis: Analysis,
  { arguments: given, asksOnly, ports }: Started,
  variables: readonly string[],
): RequiredArguments {
  const words = spelledOut(analysis, given?.needed ?? []);
  const isGiven = ({ flag }: Required) => {
    const name = flag?.replace(/^-+/, "") ?? "";
    return (
      words.some((word) => word.replace(/^-+/, "").split("=")[0] === name) ||
      variables.some((variable) => sets(variable, name))
    );
  };
  const all = [...requiredFlags(analysis), ...requiredFields(analysis)];
  const flags = all.filter((one) => one.flag !== null && !isGiven(one));
  const names = [...new Set(flags.map(({ flag }) => flag))];
  const [flag] = flags;
  // The author's own words are all that there is to say, unless they are flags: what follows them is left to whoever
  // starts the container.
  const isSaid = given !== null && !isInCode(given.evidence);
  const mayFollow = words.every((word) => word.startsWith("-"));
  const unnamed = [unnamedCommand, unnamedCobra, unnamedUrfave];
  const commands = isSaid ? [] : unnamed.flatMap((of) => of(analysis, words));
  const counted = isSaid && !mayFollow ? [] : positionals(analysis, words);
  const bare = isSaid
    ? counted
    : [
        ...all.filter((one) => one.flag === null),
        ...counted,
        ...commands,
        ...unguarded(analysis, words),
        ...unmatchedWord(analysis, words),
      ];
  // A root that runs does so without a word as well, whatever the image shows.
  const runsAlone = analysis.memo.root !== null || listens(analysis, ports);
  // A flag that is demanded is why the image shows the help.
  const asks = asksOnly === null || runsAlone || flag ? [] : [{ flag: null, evidence: asksOnly }];
  const [wanted] = [...bare, ...asks];
  const what = `the flag${names.length > 1 ? "s" : ""} ${names.join(" and ")}`;
  const warnings = [
    ...(flag ? [warning(what, names.length > 1 ? "them" : "it", flag)] : []),
    ...(wanted ? [warning("an argument", "it", wanted)] : []),
    ...terminalWarning(analysis),
  ];
  return { warnings, lacksCommand: commands.length > 0 };
}
