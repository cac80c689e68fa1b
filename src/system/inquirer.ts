/** Only these, so that the bundle leaves out the prompts that are not used: half a megabyte. */
export { checkbox, confirm, input, Separator, select } from "@inquirer/prompts";
