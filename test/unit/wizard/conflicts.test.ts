import { describe, expect, it } from "vitest";
import type { Reconciled } from "../../../src/change.ts";
import type { System } from "../../../src/system/system.ts";
import { resolveConflicts } from "../../../src/wizard/conflicts.ts";

function conflict(path: string, mergeable = true): Reconciled {
  return {
    path,
    status: "conflict",
    before: "theirs\n",
    after: "theirs\n",
    generated: "ours\n",
    mode: 0o644,
    note: "was not made by create-go-dockerfile",
    base: null,
    generatedMode: 0o644,
    modeBefore: 0o644,
    kept: false,
    mergeable,
  };
}

const unchanged: Reconciled = { ...conflict(".air.toml"), status: "unchanged", note: null };

/** Chooses `actions` one after the other, and says what was offered and printed. */
function person(actions: readonly unknown[], everywhere = false) {
  const left = [...actions];
  const offered: string[][] = [];
  let printed = "";
  const system = {
    prompts: {
      select: async ({ choices }: { choices: readonly { value: string }[] }) => {
        offered.push(choices.map(({ value }) => value));
        return left.shift();
      },
      confirm: async () => everywhere,
    },
    terminal: {
      color: false,
      columns: 80,
      out: (text: string) => {
        printed += text;
      },
    },
  } as unknown as System;
  return { system, offered, printed: () => printed };
}

const statuses = (files: readonly Reconciled[]) => files.map(({ path, status }) => `${path} ${status}`);

describe("conflicts", () => {
  it("are resolved one by one, and the rest is left alone", async () => {
    const { system } = person(["keep", "overwrite"]);
    const files = await resolveConflicts(system, [
      conflict("Dockerfile"),
      unchanged,
      conflict("Dockerfile.dev"),
    ]);
    expect(statuses(files)).toEqual(["Dockerfile keep", ".air.toml unchanged", "Dockerfile.dev update"]);
  });

  it("that follow are resolved the same way when that is wanted", async () => {
    const { system, offered } = person(["overwrite"], true);
    const files = await resolveConflicts(system, [conflict("a"), conflict("b"), conflict("c")]);
    expect(statuses(files)).toEqual(["a update", "b update", "c update"]);
    expect(offered).toHaveLength(1);
  });

  it("can be looked at before", async () => {
    const { system, printed } = person(["diff", "keep"]);
    await resolveConflicts(system, [conflict("Dockerfile")]);
    expect(printed()).toMatch(/^-theirs$/m);
    expect(printed()).toMatch(/^\+ours$/m);
  });

  it("stay open when the user stops, those decided before too", async () => {
    const { system } = person(["keep", "abort"]);
    const files = [conflict("a"), conflict("b")];
    expect(await resolveConflicts(system, files)).toEqual(files);
  });

  it("of what is no text can only be kept or replaced", async () => {
    const { system, offered } = person(["keep"]);
    await resolveConflicts(system, [conflict("Dockerfile", false)]);
    expect(offered).toEqual([["keep", "overwrite", "diff", "abort"]]);
  });
});
