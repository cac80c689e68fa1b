import type { Output } from "./output.ts";

export const dockerignore: Output = {
  path: ".dockerignore",
  template: "dockerignore",
  mode: 0o644,
  when: () => true,
  data: ({ ignore }) => ({ ...ignore }),
};
