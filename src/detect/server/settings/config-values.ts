/** The values of a configuration file by key path, whatever its format. */
import { isMap, isPair, isScalar, isSeq, LineCounter, parseAllDocuments, visit } from "yaml";

export interface ConfigValue {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** It stands in a table of a list, which has others of its kind. */
  readonly listed?: boolean;
}

/** `Server.HTTP_Port` and `server.httpPort` are one key: libraries differ in how they match. */
export function normalizeKey(path: string): string {
  return path.toLowerCase().replace(/[-_]/g, "");
}

/**
 * Reads YAML and JSON (which YAML contains) or, by the name's ending, HCL, TOML and INI; JSON also where it
 * is called otherwise, and with comments. Broken files have no values.
 */
export function readConfigValues(name: string, text: string): ReadonlyMap<string, ConfigValue> {
  return withoutCentre(readAll(name, text));
}

/** Without the address of a Nacos, which has the program's own configuration: `host`, `port` beside `dataId`. */
function withoutCentre(values: ReadonlyMap<string, ConfigValue>): ReadonlyMap<string, ConfigValue> {
  const centres = [...values.keys()].flatMap((key) => /^(.*\.)?dataid$/.exec(key)?.slice(1) ?? []);
  if (centres.length === 0) return values;
  const gone = new Set(centres.flatMap((before = "") => [`${before}host`, `${before}port`]));
  return new Map([...values].filter(([key]) => !gone.has(key)));
}

function readAll(name: string, text: string): ReadonlyMap<string, ConfigValue> {
  if (/\.ya?ml\b/.test(name)) return readYaml(text);
  // What HashiCorp's tools and others call `shop.conf` is HCL as well: nginx and its like end lines in `;`.
  const blocks = /\.conf\b/.test(name) && /^[\w-]+\s*\{\s*$/m.test(text) && !/;\s*$/m.test(text);
  if (blocks || /\.hcl\b/.test(name)) return readIni(withoutBlocks(withoutComments(text)));
  if (!/\.json\b/.test(name) && !/^\s*(\/\/.*\s*|\/\*[\s\S]*?\*\/\s*)*\{/.test(text)) return readIni(text);
  return readYaml(withoutComments(text));
}

/** Blanks in place of `//` and of what the two kinds of comments hold; lines and texts stay. */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/.*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith('"') ? part : part.replace(/[^\n]/g, " "),
  );
}

/** HCL with the names of its blocks in front of the keys: `http.addr = ":80"` in place of `http { addr = ":80" }`. */
function withoutBlocks(text: string): string {
  const open: string[] = [];
  const lines = text.split("\n").map((line) => {
    const name = /^\s*([\w-]+)(?:\s+"[^"]*")*\s*=?\s*\{\s*$/.exec(line)?.[1];
    if (name !== undefined) open.push(name);
    else if (/^\s*\}\s*$/.test(line)) open.pop();
    else return line.replace(/^\s*(?=[\w-]+\s*=)/, [...open, ""].join("."));
    return "";
  });
  return lines.join("\n");
}

/** Lines of a template alone are blank, values from one are texts; the number of lines stays. */
function withoutTemplates(text: string): string {
  if (!text.includes("{{")) return text;
  return text
    .replace(/^[ \t]*\{\{.*\}\}[ \t]*$/gm, "")
    .replace(
      /(:[ \t]+)(\{\{.*\}\})[ \t]*$/gm,
      (_, colon: string, value: string) => `${colon}'${value.replaceAll("'", "''")}'`,
    );
}

function readYaml(text: string): ReadonlyMap<string, ConfigValue> {
  const values = new Map<string, ConfigValue>();
  const lineCounter = new LineCounter();
  let documents: ReturnType<typeof parseAllDocuments>;
  try {
    documents = parseAllDocuments(withoutTemplates(text), { lineCounter, logLevel: "silent" });
  } catch {
    return values;
  }
  for (const document of Array.isArray(documents) ? documents : []) {
    visit(document, {
      Scalar(_, node, ancestors) {
        const path: string[] = [];
        let listed = false;
        for (const [depth, ancestor] of ancestors.entries()) {
          // The first element of a list stands for it.
          if (isSeq(ancestor) && ancestor.items[0] !== (ancestors[depth + 1] ?? node)) return;
          listed ||= isSeq(ancestor) && ancestor.items.length > 1 && isMap(ancestor.items[0]);
          if (isPair(ancestor)) {
            if (ancestor.key === node) return;
            path.push(isScalar(ancestor.key) ? String(ancestor.key.value) : "");
          }
        }
        const key = normalizeKey(path.join("."));
        const line = lineCounter.linePos(node.range?.[0] ?? 0).line;
        const text = node.value === null ? "" : String(node.value);
        if (!values.has(key)) values.set(key, { text, line, listed });
      },
    });
  }
  return values;
}

/** `[":8080", ":8081"]`, or `[` alone. Not an address of IPv6. */
const LIST = /^\[\s*(?:(["'\d].*?)\s*\])?\s*(?:#.*)?$/;

/** `[section]` and `key = value`: TOML as far as plain values go, INI, properties, .env files. */
function readIni(text: string): ReadonlyMap<string, ConfigValue> {
  const values = new Map<string, ConfigValue>();
  let section = "";
  let open = "";
  text.split("\n").forEach((line, index) => {
    // `listen = [` with its elements on lines of their own.
    const element = open === "" ? null : /^\s*(["'])(.*?)\1/.exec(line);
    if (element && !values.has(open)) values.set(open, { text: element[2] ?? "", line: index + 1 });
    if (element || /^\s*\]/.test(line)) open = "";
    if (element) return;
    const header = /^\s*\[+\s*([^\]]+?)\s*\]+/.exec(line);
    if (header?.[1] !== undefined) {
      section = `${header[1].replaceAll('"', "")}.`;
      return;
    }
    const match = /^\s*(?:export\s+)?([\w.-]+)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (!match?.[1]) return;
    const list = LIST.exec(match[2] ?? "");
    if (list && list[1] === undefined) {
      open = normalizeKey(section + match[1]);
      return;
    }
    const raw = list?.[1]?.replace(/^(\d+).*/, "$1") ?? match[2] ?? "";
    const quoted = /^(["'])(.*?)\1/.exec(raw);
    const value = quoted?.[2] ?? raw.replace(/\s+[#;].*$/, "");
    const key = normalizeKey(section + match[1]);
    if (!values.has(key)) values.set(key, { text: value, line: index + 1 });
  });
  return values;
}
