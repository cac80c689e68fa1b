import { parseArgs } from "node:util";
import { UserError } from "./errors.ts";
import { CONFLICT_POLICIES, type CommandFlag, commandFlags, type Options, VERIFY_LEVELS } from "./options.ts";
import { questions } from "./questions/index.ts";
import type { Given } from "./questions/resolve.ts";
import { readText } from "./questions/values.ts";
import { didYouMean } from "./similar.ts";

/** The command line: what to do, and the answers that it gives. */
export interface CommandLine {
  readonly options: Options;
  readonly answers: ReadonlyMap<string, Given>;
}

const flags: readonly CommandFlag[] = commandFlags;

interface Syntax {
  readonly type: "string" | "boolean";
  readonly short?: string;
}

/** Every flag with its type, those of the questions included. */
function syntax(): Map<string, Syntax> {
  const known = new Map<string, Syntax>();
  for (const { name, short, placeholder } of flags) {
    known.set(name, { type: placeholder ? "string" : "boolean", ...(short && { short }) });
  }
  for (const { flag, kind } of questions) {
    known.set(flag, { type: kind === "yes-no" ? "boolean" : "string" });
    if (kind === "yes-no") known.set(`no-${flag}`, { type: "boolean" });
  }
  return known;
}

function usage(code: string, message: string, flag: string, choices: readonly string[] = []): UserError {
  return new UserError(code, message, 2, { flag, choices });
}

/** Values by flag, in the order typed; `true` stands for a flag without a value. */
function tokenize(argv: readonly string[]): { values: Map<string, string[]>; directories: string[] } {
  const known = syntax();
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      [...known].map(([name, { type, short }]) => [name, { type, ...(short && { short }) }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  const directories: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") directories.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value, inlineValue } = token;
    const type = known.get(name)?.type;
    if (type === undefined) {
      const meant = didYouMean(name, [...known.keys()], "--");
      throw usage("unknown-flag", `unknown flag ${rawName}${meant || ", see --help"}`, rawName);
    }
    if (type === "boolean" && value !== undefined) {
      throw usage("invalid-flag", `${rawName} takes no value: ${value}`, rawName);
    }
    const isFlag = !inlineValue && value?.startsWith("--") && known.has(value.slice(2).split("=")[0] ?? "");
    if (type === "string" && (value === undefined || isFlag)) {
      throw usage(
        "missing-value",
        `${rawName} needs a value${isFlag ? `, not ${value} (or ${rawName}=${value})` : ""}`,
        rawName,
      );
    }
    values.set(name, [...(values.get(name) ?? []), value ?? "true"]);
    // The last of --cgo and --no-cgo counts, as with any flag given twice.
    values.delete(name.startsWith("no-") ? name.slice(3) : `no-${name}`);
  }
  return { values, directories };
}

function readAnswers(values: ReadonlyMap<string, string[]>): Map<string, Given> {
  const answers = new Map<string, Given>();
  for (const question of questions) {
    const { flag, key } = question;
    const texts = values.get(flag) ?? (values.has(`no-${flag}`) ? ["false"] : undefined);
    if (texts === undefined) continue;
    const reading = readText(question, texts);
    if ("problem" in reading) throw usage("invalid-answer", `--${flag} ${reading.problem}`, `--${flag}`);
    answers.set(key, { value: reading.value, name: `--${flag}` });
  }
  return answers;
}

/** A value out of a few, null when the flag was not given. */
function oneOf<Value extends string>(
  text: string | undefined,
  flag: string,
  choices: readonly Value[],
): Value | null {
  if (text === undefined) return null;
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  const message = `--${flag} is one of ${choices.join(", ")}, not ${text || "(empty)"}${didYouMean(text, choices)}`;
  throw usage("invalid-flag", message, `--${flag}`, choices);
}

function readRunEnv(texts: readonly string[]): readonly string[] {
  const wrong = texts.find((text) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(text));
  if (wrong !== undefined) throw usage("invalid-flag", `--run-env takes NAME=VALUE: ${wrong}`, "--run-env");
  return texts;
}

function readPlatforms(texts: readonly string[]): readonly string[] {
  const platforms = texts.flatMap((text) => text.split(",")).map((text) => text.trim());
  const wrong = platforms.find((platform) => !/^linux\/[a-z0-9]+(\/[a-z0-9]+)?$/.test(platform));
  if (wrong === undefined) return platforms;
  throw usage(
    "invalid-flag",
    `--platform takes platforms such as linux/arm64: ${wrong || "(empty)"}`,
    "--platform",
  );
}

/** What only one of two flags can ask for. */
function refuseTogether(options: Options): void {
  if (options.verifyOnly !== null && options.dryRun) {
    throw usage(
      "invalid-flag",
      "--verify-only and --dry-run cannot be together, run one of them",
      "--verify-only",
    );
  }
  if (options.verifyOnly !== null && options.check) {
    throw usage(
      "invalid-flag",
      "--verify-only and --check cannot be together, run one after the other",
      "--verify-only",
    );
  }
  const isUnproved = options.dryRun || options.check || options.verify === "none";
  if (options.report !== null && isUnproved && options.verifyOnly === null) {
    const message = "--report needs a verification, which --check, --dry-run and --verify none have not";
    throw usage("invalid-flag", message, "--report");
  }
  if (options.onConflict === "ask" && options.json) {
    throw usage(
      "invalid-flag",
      "--on-conflict ask cannot be with --json, which never asks",
      "--on-conflict",
      CONFLICT_POLICIES,
    );
  }
}

/**
 * Reads the command line, without looking at the project.
 *
 * @throws UserError exit 2: an unknown flag, a value that is missing or cannot be.
 */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const { values, directories } = tokenize(argv);
  const last = (name: string): string | undefined => values.get(name)?.at(-1);
  const given = (name: string): boolean => values.has(name);
  const [directory = ".", second] = directories;
  if (second !== undefined) {
    throw new UserError("invalid-argument", `takes one directory, not also ${second}, see --help`, 2);
  }
  const json = given("json");
  const options: Options = {
    directory,
    yes: given("yes") || json,
    answersFile: last("answers") ?? null,
    dryRun: given("dry-run"),
    diff: given("diff"),
    check: given("check"),
    onConflict: oneOf(last("on-conflict"), "on-conflict", CONFLICT_POLICIES),
    verify: oneOf(last("verify"), "verify", VERIFY_LEVELS),
    verifyOnly: oneOf(last("verify-only"), "verify-only", ["static", "build", "run"] as const),
    builder: last("builder") ?? null,
    platforms: readPlatforms(values.get("platform") ?? []),
    runEnv: readRunEnv(values.get("run-env") ?? []),
    report: last("report") ?? null,
    json,
    color: !given("no-color"),
    help: given("help"),
    version: given("version"),
  };
  refuseTogether(options);
  return { options, answers: readAnswers(values) };
}
