import fs from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { describeProject } from "../../src/detect/project.ts";
import { openRepository } from "../../src/detect/repository.ts";
import { impossible } from "../../src/plan/impossible.ts";
import { resolveAnswers } from "../../src/questions/resolve.ts";
import { render } from "../../src/render.ts";
import { files } from "../../src/system/files.ts";
import { processes } from "../../src/system/processes.ts";
import type { Answers } from "../../src/types/answers.ts";
import type { RenderedFile } from "../../src/types/files.ts";
import type { Project } from "../../src/types/project.ts";
import { planOf } from "../golden/values.ts";
import { act, action, expectNothingLost, expectNothingMissed } from "./support/edits.ts";
import { emptySet, run } from "./support/set.ts";

const fixture = fileURLToPath(new URL("../fixtures/gin-version", import.meta.url));
const templates = new URL("../../templates/", import.meta.url);
const readTemplate = (name: string) => fs.readFileSync(new URL(`${name}.ejs`, templates), "utf8");

let project: Project;
let defaults: Answers;

beforeAll(async () => {
  const repository = openRepository(files, fixture);
  const selection = { main: repository.suggestedMain ?? ".", tags: null };
  project = await describeProject(
    { files, processes, environment: {}, turn: async () => {} },
    repository,
    selection,
  );
  defaults = resolveAnswers({ project, given: new Map(), saved: null }).answers;
});

/** Some answers that change much, and some that change a line. */
const change = fc.oneof(
  fc.record({ base: fc.constantFrom("scratch", "distroless", "alpine", "debian") }),
  fc.record({
    layout: fc.constantFrom("separate", "stages"),
    ignore: fc.constantFrom("allowlist", "denylist"),
  }),
  fc.record({ comments: fc.constantFrom("full", "brief") }),
  fc.record({ entrypoint: fc.boolean() }),
  fc.record({ editor: fc.constantFrom("none", "vscode"), poll: fc.boolean() }),
  fc.record({ uid: fc.constantFrom(10001, 20002), userName: fc.constantFrom("app", "shop") }),
  fc.record({ healthRetries: fc.constantFrom(3, 5), mounts: fc.constantFrom(["cache"], []) }),
  fc.record({ env: fc.constantFrom([], ["MODE=production"]), volumes: fc.constantFrom([], ["data"]) }),
) as fc.Arbitrary<Partial<Answers>>;

const rendered = new Map<string, readonly RenderedFile[]>();

function generate(answers: Answers): readonly RenderedFile[] {
  const key = JSON.stringify(answers);
  const known = rendered.get(key) ?? render(planOf(project, answers), readTemplate);
  rendered.set(key, known);
  return known;
}

const round = fc.record({
  actions: fc.array(action, { maxLength: 3 }),
  change,
  policy: fc.constantFrom("abort" as const, "merge" as const, "keep" as const),
});

test("edits of real files and new answers lose no line that a person wrote", { timeout: 120_000 }, () => {
  const property = fc.property(fc.array(round, { minLength: 4, maxLength: 4 }), (rounds) => {
    let answers = defaults;
    let { set } = run(emptySet, generate(answers));
    for (const { actions, change: given, policy } of rounds) {
      const wanted = { ...answers, ...given };
      if (impossible(project, wanted) === null) answers = wanted;
      const before = actions.reduce(act, set);
      const { changes, set: after } = run(before, generate(answers), policy);
      expectNothingLost(before, after);
      expectNothingMissed(changes);
      expect(run(after, generate(answers), policy).set).toEqual(after);
      set = after;
    }
  });
  fc.assert(property, { numRuns: 80 });
});

test("a line added to a real Dockerfile survives every change of one answer", () => {
  const files = generate(defaults);
  const made = run(emptySet, files).set;
  const lines = made.disk.Dockerfile?.text.split("\n").length ?? 0;
  fc.assert(
    fc.property(fc.nat(lines - 1), change, (at, given) => {
      const answers = { ...defaults, ...given };
      fc.pre(impossible(project, answers) === null);
      const insert = { do: "insert", path: "Dockerfile", at, line: "ENV MINE=1" } as const;
      const before = act(made, insert);
      const { changes, set } = run(before, generate(answers), "merge");
      expect(set.disk.Dockerfile?.text).toMatch(/^ENV MINE=1$/m);
      expect(["keep", "merge", "conflict"]).toContain(changes[0]?.status);
    }),
    { numRuns: 150 },
  );
});
