import { describe, expect, test } from "vitest";
import { planFrontEnd } from "../../../src/plan/front-end.ts";
import type { Prebuild } from "../../../src/types/prebuild.ts";
import { defaults, orders, webPrebuild } from "../../golden/values.ts";

const install = (more: Partial<Prebuild>) => {
  const project = { ...orders, prebuild: { ...webPrebuild, nodeVersion: null, ...more } };
  return planFrontEnd(project, { ...defaults, prebuild: "make it" })?.node?.install;
};

const BROUGHT = "npm install --global --force corepack && corepack enable && ";

describe("what a front end is installed with", () => {
  test.each<[Partial<Prebuild>, string]>([
    [{}, "npm ci"],
    [{ lockFile: null }, "npm install"],
    [{ nodeVersion: "26" }, "npm ci"],
    [{ packageManager: "bun", nodeVersion: "26" }, "bun install --frozen-lockfile"],
    [{ packageManager: "pnpm" }, "corepack enable && pnpm install --frozen-lockfile"],
    [{ packageManager: "pnpm", nodeVersion: "24.1.0" }, "corepack enable && pnpm install --frozen-lockfile"],
    [
      { packageManager: "pnpm", pnpmLine: "8" },
      "npm install --global pnpm@8 && pnpm install --frozen-lockfile",
    ],
    [{ packageManager: "pnpm", nodeVersion: "25" }, `${BROUGHT}pnpm install --frozen-lockfile`],
    [{ packageManager: "yarn" }, "yarn install --frozen-lockfile"],
    [{ packageManager: "yarn", nodeVersion: "26" }, `${BROUGHT}yarn install --frozen-lockfile`],
    [
      { packageManager: "yarn", packageManagerVersion: "yarn@1.22.22" },
      "corepack enable && yarn install --frozen-lockfile",
    ],
    [
      { packageManager: "yarn", packageManagerVersion: "yarn@4.9.0", nodeVersion: "25.2" },
      `${BROUGHT}yarn install --immutable`,
    ],
  ])("%j", (more, expected) => {
    expect(install(more)).toBe(expected);
  });
});
