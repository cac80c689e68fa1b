import { checkbox, confirm, input, select } from "@inquirer/prompts";
import { CancelledError } from "../errors.ts";
import type { Choice, Prompts } from "./system.ts";

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
  input: ({ validate, ...question }) =>
    ask(input({ ...question, ...(validate && { validate: (text: string) => validate(text) ?? true }) })),
  select: ({ choices, ...question }) => ask(select({ ...question, choices: toInquirer(choices) })),
  checkbox: ({ choices, ...question }) => ask(checkbox({ ...question, choices: toInquirer(choices) })),
  confirm: (question) => ask(confirm(question)),
};
