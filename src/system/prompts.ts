import { CancelledError } from "../errors.ts";
import type { Choice, Prompts } from "./system.ts";

/** Loaded with the first question: most of this tool's start-up time, and nothing for a script. */
const inquirer = () => import("./inquirer.ts");

/** Choices on the screen at a time; the window of a terminal has 24 lines at least. */
const PAGE_SIZE = 14;

/** @inquirer/prompts says Ctrl-C by an ExitPromptError. */
async function ask<Value>(prompt: Promise<Value>): Promise<Value> {
  try {
    return await prompt;
  } catch (error) {
    if (error instanceof Error && error.name === "ExitPromptError") throw new CancelledError();
    throw error;
  }
}

function toInquirer<Value>(choices: readonly Choice<Value>[]) {
  return choices.map(({ disabled, ...choice }) => ({
    ...choice,
    ...(disabled !== undefined && { disabled: `(${disabled})` }),
  }));
}

export const prompts: Prompts = {
  input: async ({ validate, ...question }) => {
    const { input } = await inquirer();
    return ask(
      input({ ...question, ...(validate && { validate: (text: string) => validate(text) ?? true }) }),
    );
  },
  select: async ({ choices, heading, ...question }) => {
    const { select, Separator } = await inquirer();
    const items = [...(heading === undefined ? [] : [new Separator(heading)]), ...toInquirer(choices)];
    return ask(select({ ...question, choices: items, pageSize: PAGE_SIZE, loop: false }));
  },
  checkbox: async ({ choices, ...question }) => {
    const { checkbox } = await inquirer();
    return ask(checkbox({ ...question, choices: toInquirer(choices), pageSize: PAGE_SIZE, loop: false }));
  },
  confirm: async (question) => {
    const { confirm } = await inquirer();
    return ask(confirm(question));
  },
};
