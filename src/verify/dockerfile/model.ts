import { DockerfileParser, type From } from "dockerfile-ast";
import { execForm } from "./words.ts";

export interface Flag {
  readonly name: string;
  readonly value: string;
}

interface Heredoc {
  readonly name: string;
  /** `<<'EOF'`: nothing in it is expanded. */
  readonly quoted: boolean;
  readonly text: string;
}

export interface Instruction {
  /** In capitals: `RUN`. */
  readonly keyword: string;
  /** As written: `run`. */
  readonly written: string;
  /** First and last line, starting at 1. */
  readonly line: number;
  readonly endLine: number;
  readonly flags: readonly Flag[];
  /** What follows the flags, on one line: without comments, line continuations and here-documents. */
  readonly text: string;
  /** The strings of an exec form; null for anything else. */
  readonly exec: readonly string[] | null;
  readonly heredocs: readonly Heredoc[];
}

interface Comment {
  readonly line: number;
  /** Without the `#`, trimmed. */
  readonly text: string;
}

export interface Dockerfile {
  readonly instructions: readonly Instruction[];
  readonly comments: readonly Comment[];
  /** Parser directives at the top: `syntax`, `escape`, `check`. */
  readonly directives: ReadonlyMap<string, string>;
  /** Every line as it is. */
  readonly lines: readonly string[];
}

/** Reads the text of a Dockerfile. Never fails: what is no instruction is one with an unknown keyword. */
export function parseDockerfile(text: string): Dockerfile {
  const lines = text.split(/\r?\n/);
  const parsed = DockerfileParser.parse(text);
  return {
    instructions: parsed.getInstructions().map((node) => toInstruction(node, lines)),
    comments: commentsOf(parsed, lines),
    directives: directivesOf(lines),
    lines,
  };
}

type Node = ReturnType<ReturnType<typeof DockerfileParser.parse>["getInstructions"]>[number];

function toInstruction(node: Node, lines: readonly string[]): Instruction {
  const range = node.getRange();
  const written = node.getInstruction();
  const line = (range?.start.line ?? 0) + 1;
  const endLine = (range?.end.line ?? 0) + 1;
  const first = (node.getArgumentsContent() ?? "").split("\n")[0] ?? "";
  const text = first.trim();
  const heredocs = ["RUN", "COPY", "ADD"].includes(node.getKeyword())
    ? heredocsOf(text, lines.slice(line, endLine))
    : [];
  return {
    keyword: node.getKeyword(),
    written,
    line,
    endLine,
    flags: flagsOf(node),
    text,
    exec: execForm(text),
    heredocs,
  };
}

/** Flags such as `--from=build`; the parser gives only these instructions any. */
function flagsOf(node: Node): Flag[] {
  if (!("getFlags" in node) || typeof node.getFlags !== "function") return [];
  const flags: ReturnType<From["getFlags"]> = node.getFlags();
  return flags.map((flag) => ({
    name: flag.getName(),
    value: (flag.getValue() ?? "").replace(/^"(.*)"$/, "$1"),
  }));
}

function heredocsOf(text: string, body: readonly string[]): Heredoc[] {
  const found: Heredoc[] = [];
  let at = 0;
  for (const [, tabs, quote = "", name = ""] of text.matchAll(/<<(-?)(["']?)([A-Za-z_]\w*)\2/g)) {
    const isEnd = (line: string) => (tabs ? line.replace(/^\t+/, "") : line) === name;
    const length = body.slice(at).findIndex(isEnd);
    const end = length === -1 ? body.length : at + length;
    found.push({ name, quoted: quote !== "", text: body.slice(at, end).join("\n") });
    at = end + 1;
  }
  return found;
}

/** The parser takes any `# name=value` at the top for a directive, also hadolint's comments. */
function commentsOf(parsed: ReturnType<typeof DockerfileParser.parse>, lines: readonly string[]): Comment[] {
  const comments = parsed.getComments().map((comment) => ({
    line: (comment.getRange()?.start.line ?? 0) + 1,
    text: comment.getContent() ?? "",
  }));
  const directives = parsed.getDirectives().map((directive) => {
    const line = (directive.getRange()?.start.line ?? 0) + 1;
    return { line, text: (lines[line - 1] ?? "").replace(/^#\s*/, "") };
  });
  return [...directives, ...comments];
}

function directivesOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  for (const line of lines) {
    const match = /^#\s*(syntax|escape|check)\s*=\s*(.*?)\s*$/i.exec(line);
    if (!match) break;
    directives.set((match[1] ?? "").toLowerCase(), match[2] ?? "");
  }
  return directives;
}

/** The value of the first flag of that name; null without one. */
export function flagOf(instruction: Instruction, name: string): string | null {
  return instruction.flags.find((flag) => flag.name === name)?.value ?? null;
}

/** The shell script of a RUN or of a shell-form CMD; "" for an exec form. */
export function scriptOf(instruction: Instruction): string {
  if (instruction.exec !== null) return "";
  const heredocs = instruction.heredocs.map((heredoc) => heredoc.text);
  // `RUN <<EOF` runs the document itself; `RUN cat <<EOF` hands it to a command.
  return /^<</.test(instruction.text) ? heredocs.join("\n") : instruction.text;
}

/** The `--mount` flags of a RUN, each as its options; `required` alone is `true`. */
export function mountsOf(run: Instruction): readonly ReadonlyMap<string, string>[] {
  return run.flags
    .filter(({ name }) => name === "mount")
    .map(
      ({ value }) =>
        new Map(
          value.split(",").map((option) => {
            const at = option.indexOf("=");
            return at === -1 ? [option, "true"] : [option.slice(0, at), option.slice(at + 1)];
          }),
        ),
    );
}
