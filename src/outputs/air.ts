import type { Output } from "./output.ts";

/** A TOML basic string: JSON's escapes are among TOML's. */
const toml = (text: string): string => JSON.stringify(text);
const list = (texts: readonly string[]): string => texts.map(toml).join(", ");

export const airConfiguration: Output = {
  path: ".air.toml",
  template: "air.toml",
  mode: 0o644,
  when: () => true,
  data: ({ full, development: { air } }) => ({
    full,
    before: air.before === "" ? "" : toml(air.before),
    build: toml(air.build),
    run: air.run.map(toml),
    extensions: list(air.extensions),
    excludedDirectories: list(air.excludedDirectories),
    poll: air.poll,
  }),
};
