import { type CommandFlag, commandFlags } from "./options.ts";
import { questions } from "./questions/index.ts";
import { type Question, sections } from "./questions/question.ts";
import { wrap } from "./report/layout.ts";

const GAP = 2;

function line(left: string, right: string, width: number, columns: number): string {
  const indent = " ".repeat(width + 2 * GAP);
  const texts = wrap(right, Math.max(20, columns - indent.length));
  const first =
    left.length > width
      ? `${" ".repeat(GAP)}${left}\n${indent}`
      : `${" ".repeat(GAP)}${left.padEnd(width + GAP)}`;
  return first + texts.join(`\n${indent}`);
}

function answerFlag(question: Question): string {
  const { flag, kind } = question;
  if (kind === "yes-no") return `--${flag}, --no-${flag}`;
  return `--${flag} ${question.placeholder ?? (kind === "choice" ? "CHOICE" : "NUMBER")}`;
}

/** Choices that do not depend on the project stand in front. */
function answerHelp({ help, options }: Question): string {
  return Array.isArray(options) ? `${options.map(({ value }) => value).join(", ")}: ${help}` : help;
}

function commandFlag({ name, short, placeholder, choices, help }: CommandFlag): [string, string] {
  const left = `${short ? `-${short}, ` : ""}--${name}${placeholder ? ` ${placeholder}` : ""}`;
  return [left, choices ? `${choices.join(", ")}: ${help}` : help];
}

/** The text of `--help`, no line longer than `columns` where words allow. */
export function helpText(columns: number): string {
  const width = 28;
  const rows = (pairs: readonly (readonly [string, string])[]) =>
    pairs.map(([left, right]) => line(left, right, width, columns)).join("\n");
  const flags: readonly CommandFlag[] = commandFlags;
  const parts = [
    wrap(
      "Writes a production Dockerfile, a development Dockerfile, docker-compose.yml and .dockerignore for a Go service, and proves that they work. Asks, with answers already filled in from the code; with --yes it asks nothing.",
      columns,
    ).join("\n"),
    "Usage: create-go-dockerfile [directory] [options]",
    `Options:\n${rows(flags.map(commandFlag))}`,
    ...sections.map((section) => {
      const records = questions.filter((question) => question.section === section);
      return `${section}:\n${rows(records.map((question) => [answerFlag(question), answerHelp(question)]))}`;
    }),
    wrap("Lists are comma-separated or repeated; the word none empties one.", columns).join("\n"),
    wrap(
      "Exit codes: 0 done; 1 it ran and the result is not good; 2 the command line, the answers or the project are at fault; 130 Ctrl-C.",
      columns,
    ).join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}
