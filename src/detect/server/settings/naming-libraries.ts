/** Libraries that fill structs from variables: which call does it, and what it is told of their names. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { field, literalOf } from "../flow/literals.ts";
import { lastName, type Scope } from "../flow/program.ts";
import type { Call, Expression } from "../go/ast.ts";
import { looksElsewhere, lookuperPrefix } from "./lookupers.ts";

/**
 * `tags`: prefix and name of the tag, as they are. `joined`: prefix and the names of all fields down to this
 * one, with underscores between, also without tags. `words`: the same, with the words of each name apart.
 */
export type Style = "tags" | "joined" | "words";

export interface Found {
  readonly expression: Expression;
  readonly scope: Scope;
}

export interface Library {
  readonly path: RegExp;
  readonly calls: RegExp;
  readonly style: Style;
  filling(
    call: Call,
    maker: Call | null,
  ): { readonly target: Expression | undefined; readonly given?: Expression | undefined };
  /** Null where the code does not show it. */
  prefix(analysis: Analysis, given: Found): string | null;
  mixed?(analysis: Analysis, given: Found): boolean;
  readonly whole?: boolean;
  demands?(analysis: Analysis, given: Found | null): boolean;
  derives?(analysis: Analysis, given: Found): boolean;
  /** The prefix where nothing says one. */
  readonly usual?: string;
}

const text = (analysis: Analysis, { expression, scope }: Found) => textOf(analysis, expression, scope);

export const LIBRARIES: readonly Library[] = [
  {
    path: /kelseyhightower\/envconfig$/,
    calls: /^(Must)?Process$/,
    style: "joined",
    filling: ({ args: [given, target] }) => ({ target, given }),
    prefix: text,
  },
  {
    path: /ardanlabs\/conf(\/v\d+)?$/,
    calls: /^Parse$/,
    style: "words",
    // The first version takes the command line before the prefix.
    filling: ({ args }) => {
      const at = Math.max(1, args.findIndex(isPointer));
      return { target: args[at], given: args[at - 1] };
    },
    prefix: text,
  },
  {
    path: /caarlos0\/env(\/v\d+)?$/,
    calls: /^(Parse|ParseWithOptions|ParseAsWithOptions)$/,
    style: "tags",
    filling: ({ callee, args }) => {
      const generic = callee.kind === "index" ? callee.index[0] : undefined;
      return { target: generic ?? args[0], given: args[generic ? 0 : 1] };
    },
    prefix: optionsPrefix,
    demands: (analysis, given) => given !== null && isOption(analysis, given, "RequiredIfNoDef"),
    derives: (analysis, given) => isOption(analysis, given, "UseFieldNameByDefault"),
  },
  {
    path: /vrischmann\/envconfig$/,
    calls: /^Init(WithPrefix)?$/,
    style: "words",
    filling: ({ args: [target, given] }) => ({ target, given }),
    prefix: text,
    whole: true,
    demands: () => true,
  },
  {
    path: /cristalhq\/aconfig$/,
    calls: /^LoaderFor$/,
    style: "words",
    filling: ({ args: [target, given] }) => ({ target, given }),
    prefix: (analysis, given) =>
      isOption(analysis, given, "SkipEnv") ? null : optionsPrefix(analysis, given, "EnvPrefix"),
  },
  {
    path: /kkyr\/fig$/,
    calls: /^Load$/,
    style: "joined",
    filling: ({ args: [target, ...options] }) => {
      const option = options.find((one) => one.kind === "call" && lastName(one.callee) === "UseEnv");
      return { target: option && target, given: option?.kind === "call" ? option.args[0] : undefined };
    },
    prefix: text,
  },
  {
    path: /jinzhu\/configor$/,
    calls: /^Load$/,
    style: "joined",
    // Of several files any may say what a variable does not.
    filling: ({ args: [target, ...files] }, maker) => ({
      target: files.length === 0 ? target : undefined,
      given: maker?.args[0],
    }),
    prefix: (analysis, given) => optionsPrefix(analysis, given, "ENVPrefix") || "CONFIGOR",
    whole: true,
    usual: "CONFIGOR",
  },
  {
    path: /sethvargo\/go-envconfig$/,
    calls: /^(Must)?ProcessWith$/,
    style: "tags",
    // The first versions take target and lookuper as arguments.
    filling: ({ args: [, config, lookuper] }) => {
      const literal = config?.kind === "unary" ? config.operand : config;
      if (literal?.kind !== "composite") return { target: config, given: lookuper };
      return { target: field(literal, "Target"), given: field(literal, "Lookuper") };
    },
    prefix: lookuperPrefix,
    mixed: looksElsewhere,
  },
  {
    // qiangxue's: `env.New("APP_", log.Printf).Load(&config)`.
    path: /(^|[/-])env(\/v\d+)?$/,
    calls: /^Load$/,
    style: "tags",
    filling: ({ args }, maker) => ({ target: maker ? args[0] : undefined, given: maker?.args[0] }),
    prefix: (analysis, given) => /^[A-Za-z]\w*_$/.exec(text(analysis, given) ?? "")?.[0] ?? "",
  },
];

function isPointer(argument: Expression): boolean {
  return argument.kind === "unary" && argument.operator === "&";
}

/** `env.Options{Prefix: "APP_"}`. */
function optionsPrefix(analysis: Analysis, { expression, scope }: Found, name = "Prefix"): string | null {
  const options = literalOf(analysis, expression, scope);
  const prefix = options && field(options, name);
  return prefix ? textOf(analysis, prefix, scope) : "";
}

/** `env.Options{RequiredIfNoDef: true}`. */
function isOption(analysis: Analysis, { expression, scope }: Found, name: string): boolean {
  const options = literalOf(analysis, expression, scope);
  const value = options && field(options, name);
  return value?.kind === "name" && value.name === "true";
}
