/** Calls of the standard library and of flag and configuration libraries, by what they give back. */
import type { Call, Composite, Expression, Text } from "../go/ast.ts";
import { flagCall, flagLiteral } from "../settings/flag-calls.ts";
import { iniKey } from "../settings/ini.ts";
import { sectionValue } from "../settings/keys.ts";
import { kingpinFlag } from "../settings/kingpin.ts";
import { mowCall, mowLiteral } from "../settings/mow.ts";
import { fillings } from "./bindings.ts";
import type { Analysis, Context } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import { addressCall, addressLiteral } from "./ip-addresses.ts";
import { place, type Scope } from "./program.ts";
import { sourcePath } from "./source-paths.ts";
import type { Steps } from "./steps.ts";
import { directoryPart, takenApart } from "./text-calls.ts";
import { importOf } from "./types.ts";
import { concatenate, HOLE, isKnown, known, mapText, merge, type Value } from "./value.ts";

type Evaluate = (expression: Expression | undefined) => Value | null;

/** Functions that give back their first argument, as far as a port, address or path is concerned. */
const SAME = new Set([
  ...["Itoa", "FormatInt", "FormatUint", "Atoi", "ParseInt", "ParseUint"].map((name) => `strconv.${name}`),
  ..."time.ParseDuration strings.TrimSpace strings.Clone path.Clean os.ExpandEnv".split(" "),
  ..."Clean Abs FromSlash ToSlash EvalSymlinks".split(" ").map((name) => `path/filepath.${name}`),
  ..."ParseIP TCPAddrFromAddrPort UDPAddrFromAddrPort".split(" ").map((name) => `net.${name}`),
  ..."ParseAddr MustParseAddr ParseAddrPort MustParseAddrPort AddrFrom4"
    .split(" ")
    .map((name) => `net/netip.${name}`),
]);
/** Conversions of packages that take a value of any type, by whatever version. */
const CASTS =
  /^github\.com\/(spf13\/cast\.To|gogf\/gf(\/v\d+)?\/util\/gconv\.)(String|U?[Ii]nt(8|16|32|64)?)E?$/;
/** Conversions, and new, which since Go 1.26 points to what it is given; of a type there is no value. */
const KEEPS = /^(string|any|u?int(8|16|32|64)?|new)$/;
const VERB = /%[-+# 0]*(?:\d+|\*)?(?:\.\d+)?[a-zA-Z%]/g;

/** Import path and name of a package's function; null for methods and local functions. */
export function qualifiedName(callee: Expression, context: Context): string | null {
  if (callee.kind === "index") return qualifiedName(callee.base, context);
  if (callee.kind !== "selector") return null;
  const path = importOf(callee.base, context.scope);
  return path === null ? null : `${path}.${callee.name}`;
}

function sprintf(format: Value, args: readonly Expression[], value: Evaluate): Value {
  const parts: (Value | null)[] = [];
  let end = 0;
  let index = 0;
  for (const match of format.text.matchAll(VERB)) {
    parts.push(known(format.text.slice(end, match.index), format.evidence));
    parts.push(match[0].endsWith("%") ? known("%", null) : value(args[index++]));
    end = match.index + match[0].length;
  }
  parts.push(known(format.text.slice(end), format.evidence));
  return concatenate(parts);
}

/** `a/b`, with the parts cleaned as Go's filepath.Join does for plain paths. */
function joinPath(parts: readonly (Value | null)[]): Value {
  const kept = parts.filter((part) => part === null || part.text !== "");
  // An empty first part stands for the working directory; nobody wrote one that nothing sets.
  const [first] = parts;
  const evidence = first && first.sources.length > 0 ? first.evidence : null;
  const open = first?.text === "" ? [{ ...first, text: ".", evidence }] : [];
  const joined = concatenate(kept.flatMap((part, index) => (index > 0 ? [known("/", null), part] : [part])));
  const path = mapText(joined, (text) => {
    const segments: string[] = [];
    for (const segment of text.split("/")) {
      if (segment === "." || segment === "") continue;
      const last = segments.at(-1);
      if (segment === ".." && last !== undefined && last !== ".." && last !== HOLE) segments.pop();
      else segments.push(segment);
    }
    return (text.startsWith("/") ? "/" : "") + segments.join("/");
  });
  return open.length === 0 ? path : { ...path, parts: [...open, ...(path.parts ?? [])] };
}

/** Directories of the user, by the variables of the XDG Base Directory Specification. */
const OWN_DIRECTORIES: Readonly<Record<string, string | undefined>> = {
  HOME: "~",
  XDG_CONFIG_HOME: "~/.config",
  XDG_CACHE_HOME: "~/.cache",
  XDG_DATA_HOME: "~/.local/share",
  XDG_STATE_HOME: "~/.local/state",
};

/** What the variable of that name gives, and what stands in for it; the word of the author's image is another way. */
export function environment(
  { memo: { imageVariables } }: Analysis,
  name: Value | null,
  at: string,
  fallback: Value | null,
): Value | null {
  if (!isKnown(name) || !/^\w+$/.test(name.text)) return fallback;
  // Engines set HOME from the account that the program runs as; the others stand for what is below it.
  const own = OWN_DIRECTORIES[name.text];
  if (own !== undefined) return known(own, at);
  const read = known("", at, [`env:${name.text}`]);
  const word = imageVariables.get(name.text);
  return merge([word === undefined ? read : { ...read, others: [word] }, fallback]);
}

/** The value of a call of a known function, or of a literal of a known type; null for any other. */
export function evaluateKnownCall(
  analysis: Analysis,
  expression: Call | Composite,
  context: Context,
  steps: Steps,
  result = 0,
): Value | null {
  const value: Evaluate = (inner) => (inner ? evaluate(analysis, inner, context, steps) : null);
  if (expression.kind === "composite")
    return (
      addressLiteral(expression, value) ??
      flagLiteral(expression, context, value) ??
      mowLiteral(expression, context, value)
    );
  const { callee, args } = expression;
  const [first, second] = args;
  const name = qualifiedName(callee, context);
  const at = place(context.scope.file, expression.at);
  const part = name === null ? null : takenApart(name, result, (index) => value(args[index]));
  if (name === "runtime.Caller" && result === 1) return sourcePath(first, context, at);
  if (part || result > 0) return part;
  if (callee.kind === "container" || (callee.kind === "name" && KEEPS.test(callee.name))) return value(first);
  if (name !== null) {
    if (SAME.has(name) || CASTS.test(name)) return value(first);
    const address = addressCall(name, expression, at, value);
    if (address) return address;
    switch (name) {
      case "os.Getenv":
      case "os.LookupEnv":
      case "syscall.Getenv":
        return environment(analysis, value(first), at, null);
      case "fmt.Sprintf": {
        const format = value(first);
        return isKnown(format) ? sprintf(format, args.slice(1), value) : null;
      }
      case "fmt.Sprint":
        return args.length > 1 ? concatenate(args.map(value)) : value(first);
      case "cmp.Or":
        return merge(args.map(value));
      case "path.Dir":
      case "path/filepath.Dir":
        return directoryPart(value(first));
      case "path.Join":
      case "path/filepath.Join":
        return joinPath(args.map(value));
      case "strings.Replace":
      case "strings.ReplaceAll":
        return isSeparator(second) && args[2]?.kind === "string"
          ? replaced(value(first), second.value, args[2].value)
          : null;
      case "strings.Join":
        return joinStrings(first, value(second), value);
      case "os.Getwd":
        return known(".", at);
      case "os.UserHomeDir":
      case "github.com/mitchellh/go-homedir.Dir":
        return known("~", at);
      case "os.UserConfigDir":
        return known("~/.config", at);
      case "os.UserCacheDir":
        return known("~/.cache", at);
      case "github.com/mitchellh/go-homedir.Expand":
        return value(first);
      case "os.TempDir":
        return known("/tmp", at);
      default:
    }
  }
  const filling = fillings(expression);
  if (filling.length > 0) return merge(filling.map(value));
  return (
    flagCall(analysis, expression, name, context, value) ??
    kingpinFlag(expression, context, value) ??
    mowCall(expression, context, value) ??
    iniKey(analysis, expression, context.scope, value) ??
    getter(analysis, expression, name, { steps, value, scope: context.scope })
  );
}

/** One separator in place of another makes names of settings; more than that makes another text. */
function isSeparator(expression: Expression | undefined): expression is Text {
  return expression?.kind === "string" && /^(-|__?|\.)$/.test(expression.value);
}

function replaced(text: Value | null, part: string, other: string): Value | null {
  return isKnown(text) ? mapText(text, (one) => one.replaceAll(part, other)) : null;
}

function joinStrings(list: Expression | undefined, separator: Value | null, value: Evaluate): Value | null {
  if (list?.kind !== "composite" || !separator) return null;
  return concatenate(
    list.elements.flatMap((element, index) =>
      index > 0 ? [separator, value(element.value)] : [value(element.value)],
    ),
  );
}

const GETTER =
  /^(Get|Must)?(String(Slice|Array)?|Int|Int32|Int64|Uint|Uint16|Uint32|Get|Value|Duration|Path|Bool)$/;

/** `viper.GetString("port")`, `cmd.Flags().GetInt("port")`, `c.String("port")`. */
function getter(
  analysis: Analysis,
  { callee, args }: Call,
  name: string | null,
  { steps, value, scope }: { readonly steps: Steps; readonly value: Evaluate; readonly scope: Scope },
): Value | null {
  if (callee.kind !== "selector") return null;
  const [first] = args;
  const { base } = callee;
  if (!GETTER.test(callee.name) || args.length !== 1) return null;
  if (name !== null && !/viper|koanf|config|conf|gcfg/i.test(name)) return null;
  const key = value(first);
  if (!isKnown(key) || key.text === "") return null;
  const { settings } = analysis;
  const own = sectionValue(analysis, { section: base, scope }, key.text, steps);
  return (
    own ?? merge([settings.key(analysis, key.text, steps), settings.flag(analysis, key.text, steps, scope)])
  );
}
