import { isInCode } from "./evidence.ts";
import { checkedOn, type GoSuite, goLines } from "./images/catalog.ts";
import { compareGoVersions, goLine } from "./images/go-version.ts";
import { baseImage } from "./images/index.ts";
import { packageFamily } from "./images/packages.ts";
import { isEssential } from "./images/programs.ts";
import { boundToLoopback } from "./loopback.ts";
import type { Options } from "./options.ts";
import { questions } from "./questions/index.ts";
import { applies } from "./questions/question.ts";
import type { GivenAnswers, ResolvedAnswers } from "./questions/resolve.ts";
import { type Change, FOLLOWS } from "./questions/saved.ts";
import { defaultValue, sameValue, showValue } from "./questions/values.ts";
import type { Answers } from "./types/answers.ts";
import type { Program, Project, Warning } from "./types/project.ts";
import type { VerifyLevel } from "./types/verdict.ts";

function movedWarning({ question, saved, now, reason }: Change): Warning {
  const message = `--${question.flag} moved from ${showValue(saved)} to ${showValue(now)}: ${reason}`;
  return { code: "answer-moved", message, evidence: null, blocksBuild: false };
}

function newsWarning({ question, saved, now }: Change, project: Project): Warning {
  const message = `--${question.flag} is saved as ${showValue(saved)}, and the code now says ${showValue(now)}: the saved answer stays until the flag is given`;
  return { code: "code-moved", message, evidence: question.seen?.(project) ?? null, blocksBuild: false };
}

/** A flag that was typed in vain; a file of answers holds all of them, and that is as it should be. */
function vainWarning(flag: string): Warning {
  const message = `${flag} has no effect with the other answers`;
  return { code: "no-effect", message, evidence: null, blocksBuild: false };
}

/** Levels at which a flag of the verification does something. */
const PROVING: readonly [
  name: string,
  isGiven: (options: Options) => boolean,
  levels: readonly VerifyLevel[],
][] = [
  ["builder", ({ builder }) => builder !== null, ["build", "run"]],
  ["platform", ({ platforms }) => platforms.length > 0, ["build", "run"]],
  ["run-env", ({ runEnv }) => runEnv.length > 0, ["run"]],
];

/**
 * Flags of the verification that the level makes idle: a user who names a platform
 * would take the result for a proof of it.
 */
export function idleFlags(options: Options): readonly Warning[] {
  const { yes, verify, verifyOnly } = options;
  const level = verifyOnly ?? verify ?? (yes ? "static" : null);
  // On a terminal the level is asked for.
  if (level === null || options.check || options.dryRun) return [];
  return PROVING.filter(([, isGiven, levels]) => isGiven(options) && !levels.includes(level)).map(
    ([name, , levels]) => ({
      code: "no-effect",
      message: `--${name} has no effect without ${verifyOnly === null ? "--verify" : "--verify-only"} ${levels.join(" or ")}`,
      evidence: null,
      blocksBuild: false,
    }),
  );
}

/** The catalog is of one day; an image of a later release may be there or not. */
function newGoWarning({ goVersion }: Answers, project: Project): Warning[] {
  const newest = goLines.at(-1)?.line ?? goVersion;
  if (compareGoVersions(goLine(goVersion), newest) <= 0) return [];
  const message = `Go ${goVersion} is newer than ${newest}, the newest known on ${checkedOn}: its image may not be there`;
  const isAsked = project.goVersion !== null && goLine(project.goVersion) === goLine(goVersion);
  const evidence = project.moduleDirectory === "." ? "go.mod" : `${project.moduleDirectory}/go.mod`;
  return [{ code: "unknown-go", message, evidence: isAsked ? evidence : null, blocksBuild: false }];
}

/** It compiles all the same, from files that only say so when they are called. */
function withoutCgoWarning({ cgo }: Answers, project: Project): Warning[] {
  const [reason] = project.cgo.reasons;
  if (cgo || !project.cgo.needed || reason === undefined) return [];
  const message = `${reason.package} needs cgo: built without, the service may fail when it runs`;
  return [{ code: "cgo-off", message, evidence: reason.evidence, blocksBuild: false }];
}

/** A program that the service starts, as its author installs it, and that the image has not. */
function lackingPrograms({ base, packages }: Answers, project: Project): Warning[] {
  const family = baseImage(base).packageManager === null ? null : packageFamily(base);
  const nameOn = (distribution: GoSuite, { packages: known, installed }: Program) =>
    known?.[distribution] ?? (installed.distribution === distribution ? installed.package : null);
  const lacking = project.programs.filter((program) => {
    const name = family && nameOn(family, program);
    return name === null || !(packages.includes(name) || (family && isEssential(name, family)));
  });
  const [first] = lacking;
  if (!first) return [];
  const suggested = family ?? (lacking.every((program) => nameOn("debian", program)) ? "debian" : "alpine");
  const names = lacking.flatMap((program) => nameOn(suggested, program) ?? []);
  const needed = [...new Set([...packages, ...names])].filter((name) => !isEssential(name, suggested));
  const list = needed.length > 0 ? ` --packages ${needed.toSorted().join(",")}` : "";
  const remedy =
    names.length > 0
      ? `, which the image has only with --base ${suggested}${list}`
      : `, which the image has not`;
  const { evidence: place } = first.installed;
  const said = `${isInCode(place) ? "named" : "installed"} in ${place}`;
  const message = `the program runs ${lacking.map(({ name }) => name).join(" and ")}, as ${said}${remedy}`;
  return [{ code: "program-missing", message, evidence: first.evidence, blocksBuild: false }];
}

/** What detection found; that arguments are missing is not said to whom gives some. */
function foundWarnings(project: Project, answers: Answers): readonly Warning[] {
  const question = questions.find(({ key }) => key === "args");
  const asDetected = !question || sameValue(answers.args, defaultValue(question, project, answers));
  return project.warnings.filter(({ code }) => asDetected || code !== "arguments-required");
}

/** Every interface, on a port: `:8080`, `0.0.0.0:8080`. */
const EVERYWHERE = /^(0\.0\.0\.0|\[::\])?:\d+$/;

/** A warning as it is told; where the answers set what opens a port on loopback, that is what it says. */
function withOpening({ opening, ...warning }: Warning, { env, args }: Answers): Warning {
  if (!opening) return warning;
  const [kind, name = ""] = opening.setBy.split(/:(.*)/s);
  const all = kind === "env" ? env : args;
  const at = all.findIndex((one) => one.startsWith(`${name}=`) || (kind === "flag" && one === name));
  const [word = "", next = ""] = at < 0 ? [] : all.slice(at);
  // `-addr 0.0.0.0:8080` of two words gives the same as `-addr=0.0.0.0:8080`.
  const value = word === name ? next : word.slice(name.length + 1);
  const setting = word === name ? `${name} ${next}` : word;
  const opens = opening.value === null ? EVERYWHERE.test(value) : value === opening.value;
  return opens
    ? { ...warning, message: `${boundToLoopback(opening.port)}: the image sets ${setting}` }
    : warning;
}

/** What detection found, what became of saved answers, and what was typed in vain. */
export function warningsOf(
  project: Project,
  { moved, news, answers }: ResolvedAnswers,
  given: GivenAnswers,
): readonly Warning[] {
  const vain = questions
    .filter((question) => given.has(question.key) && !applies(question, answers, project))
    .map(({ key }) => given.get(key)?.name ?? "")
    .filter((name) => name.startsWith("--"));
  const counts = ({ question }: Change) => applies(question, answers, project);
  return [
    ...foundWarnings(project, answers).map((warning) => withOpening(warning, answers)),
    ...moved.filter((change) => change.reason !== FOLLOWS || counts(change)).map(movedWarning),
    ...news.filter(counts).map((change) => newsWarning(change, project)),
    ...vain.map(vainWarning),
    ...newGoWarning(answers, project),
    ...withoutCgoWarning(answers, project),
    ...lackingPrograms(answers, project),
  ];
}
