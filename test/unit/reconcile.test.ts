import { expect, test } from "vitest";
import { conflictError, conflictText, resolve, resolveWith } from "../../src/conflicts.ts";
import { composeWarnings, reconcile } from "../../src/reconcile.ts";
import { ANSWERS_FILE } from "../../src/state.ts";
import { diskOf, edit, emptySet, rendered, run, statuses, withoutFile } from "./support/set.ts";

const text = "FROM golang\nWORKDIR /src\nCOPY . .\nRUN go build\nUSER app\nCMD app\n";
const first = [rendered("Dockerfile", text), rendered("run.sh", "#!/bin/sh\nexec app\n", 0o755)];
const changed = [rendered("Dockerfile", text.replace("FROM golang", "FROM golang:1")), first[1]!];
const made = run(emptySet, first).set;

test("a first run creates, a second one has nothing to do", () => {
  expect(statuses(run(emptySet, first).changes)).toEqual({ Dockerfile: "create", "run.sh": "create" });
  const again = run(made, first);
  expect(statuses(again.changes)).toEqual({ Dockerfile: "unchanged", "run.sh": "unchanged" });
  expect(again.set).toEqual(made);
});

test("an untouched file follows what is generated", () => {
  const { changes, set } = run(made, changed);
  expect(statuses(changes)).toEqual({ Dockerfile: "update", "run.sh": "unchanged" });
  expect(set.disk.Dockerfile?.text).toBe(changed[0]?.text);
});

test("an edit stays while nothing new comes", () => {
  const edited = edit(made, "Dockerfile", (before) => before.replace("USER app", "USER me"));
  const { changes, set } = run(edited, first);
  expect(statuses(changes).Dockerfile).toBe("keep");
  expect(set.disk).toEqual(edited.disk);
  expect(run(set, first).set).toEqual(set);
});

test("an edit and a change in different places merge without a question", () => {
  const edited = edit(made, "Dockerfile", (before) => before.replace("USER app", "USER me"));
  const { changes, set } = run(edited, changed);
  expect(statuses(changes).Dockerfile).toBe("merge");
  expect(set.disk.Dockerfile?.text).toBe(changed[0]?.text.replace("USER app", "USER me"));
  expect(statuses(run(set, changed).changes).Dockerfile).toBe("keep");
});

const overlapping = edit(made, "Dockerfile", (before) => before.replace("FROM golang", "FROM mine"));

test("an overlap is a conflict, and nothing is written", () => {
  const { changes, set } = run(overlapping, changed);
  expect(statuses(changes)).toEqual({ Dockerfile: "conflict", "run.sh": "unchanged" });
  expect(set).toEqual(overlapping);
  expect(conflictError(changes)).toMatchObject({ exitCode: 1, code: "conflict", flag: "--on-conflict" });
});

test("overwrite takes the new text", () => {
  const { changes, set } = run(overlapping, changed, "overwrite");
  expect(statuses(changes).Dockerfile).toBe("update");
  expect(set.disk.Dockerfile?.text).toBe(changed[0]?.text);
  expect(conflictError(changes)).toBeNull();
});

test("merge writes markers, and they stay a conflict until they are gone", () => {
  const { changes, set } = run(overlapping, changed, "merge");
  expect(statuses(changes).Dockerfile).toBe("conflict");
  expect(set.disk.Dockerfile?.text).toContain("<<<<<<< yours\nFROM mine\n=======\nFROM golang:1\n>>>>>>>");
  expect(conflictError(changes)?.message).toMatch(/^Dockerfile:1: conflict markers/);

  const again = run(set, changed, "merge");
  expect(again.set).toEqual(set);
  expect(conflictError(again.changes)?.message).toMatch(/^Dockerfile:1: conflict markers/);

  const settled = edit(set, "Dockerfile", () => text.replace("FROM golang", "FROM mine:1"));
  expect(statuses(run(settled, changed).changes).Dockerfile).toBe("keep");
});

test("a kept file is not asked about again until something new is generated", () => {
  const { changes, set } = run(overlapping, changed, "keep");
  expect(statuses(changes).Dockerfile).toBe("keep");
  expect(set.disk).toEqual(overlapping.disk);
  expect(set.lock?.files.Dockerfile).toMatchObject({ kept: true, text: changed[0]?.text });

  expect(run(set, changed).set).toEqual(set);
  const more = edit(set, "Dockerfile", (before) => `${before}# mine\n`);
  expect(statuses(run(more, changed).changes).Dockerfile).toBe("keep");

  const newer = [rendered("Dockerfile", text.replace("CMD app", "CMD server"))];
  expect(statuses(run(set, newer).changes).Dockerfile).toBe("conflict");
});

test("what was kept is taken back by overwrite, and by deleting it", () => {
  const kept = run(overlapping, changed, "keep").set;
  expect(run(kept, changed, "overwrite").set).toEqual(run(made, changed).set);
  expect(run(withoutFile(kept, "Dockerfile"), changed).set).toEqual(run(made, changed).set);
});

test("a deleted file is made again, and said so", () => {
  const { changes, set } = run(withoutFile(made, "Dockerfile"), first);
  expect(changes[0]).toMatchObject({ status: "create", note: "was deleted, is made again" });
  expect(set).toEqual(made);
});

test("what is no longer generated is removed when untouched, named when edited", () => {
  const without = [first[0]!];
  const removed = run(made, without);
  expect(statuses(removed.changes)["run.sh"]).toBe("remove");
  expect(Object.keys(removed.set.disk)).toEqual(["Dockerfile"]);
  expect(Object.keys(removed.set.lock?.files ?? {})).toEqual(["Dockerfile"]);

  const edited = edit(made, "run.sh", (before) => before.replace("exec", "set -e\nexec"));
  const orphaned = run(edited, without);
  expect(statuses(orphaned.changes)["run.sh"]).toBe("orphan");
  expect(orphaned.set.disk["run.sh"]).toEqual(edited.disk["run.sh"]);
  // Wanted again, the edit is still told from what was generated.
  expect(statuses(run(orphaned.set, first).changes)["run.sh"]).toBe("keep");
  expect(statuses(run(withoutFile(orphaned.set, "run.sh"), without).changes)).toEqual({
    Dockerfile: "unchanged",
  });
});

test("someone's own file is a conflict, adopted only when told so", () => {
  const theirs = edit(emptySet, "Dockerfile", () => "FROM theirs\n");
  const { changes } = run(theirs, first);
  expect(changes[0]).toMatchObject({ status: "conflict", note: "was not made by create-go-dockerfile" });
  expect(run(theirs, first, "keep").set.disk.Dockerfile?.text).toBe("FROM theirs\n");
  expect(run(theirs, first, "overwrite").set.disk.Dockerfile?.text).toBe(text);
  const same = edit(emptySet, "Dockerfile", () => text);
  expect(statuses(run(same, first).changes).Dockerfile).toBe("unchanged");
});

test("with the lock file lost, what differs is a conflict that says so", () => {
  const lost = { ...overlapping, lock: null };
  const disk = diskOf({ ...lost.disk, [ANSWERS_FILE]: { text: "{}", mode: 0o644 } });
  const [dockerfile, script] = reconcile(first, null, disk);
  expect(dockerfile).toMatchObject({ status: "conflict" });
  expect(dockerfile?.note).toContain(".create-go-dockerfile.lock is missing");
  expect(script?.status).toBe("unchanged");
});

const crlf = (before: string) => before.replaceAll("\n", "\r\n");

test("a checkout with CRLF is no edit, and stays CRLF when it is written", () => {
  const checkout = edit(made, "Dockerfile", crlf);
  expect(statuses(run(checkout, first).changes).Dockerfile).toBe("unchanged");
  expect(run(checkout, changed).set.disk.Dockerfile?.text).toBe(crlf(changed[0]?.text ?? ""));
  const edited = edit(checkout, "Dockerfile", (before) => before.replace("USER app", "USER me"));
  expect(run(edited, changed).set.disk.Dockerfile?.text).toBe(
    crlf(changed[0]?.text.replace("USER app", "USER me") ?? ""),
  );
});

test("a script is LF and executable again after a checkout without either", () => {
  const checkout = edit(made, "run.sh", crlf, 0o644);
  const { changes, set } = run(checkout, first);
  expect(statuses(changes)["run.sh"]).toBe("update");
  expect(set).toEqual(made);
  const edited = edit(checkout, "run.sh", (before) => `${before}# mine\r\n`);
  expect(run(edited, first).set.disk["run.sh"]).toEqual({
    text: "#!/bin/sh\nexec app\n# mine\n",
    mode: 0o755,
  });
});

test("a missing final newline and modes of one's own are no edit", () => {
  const trimmed = edit(made, "Dockerfile", (before) => before.trimEnd(), 0o660);
  const { changes, set } = run(trimmed, first);
  expect(statuses(changes).Dockerfile).toBe("unchanged");
  expect(set.disk).toEqual(trimmed.disk);
  expect(run(trimmed, changed).set.disk.Dockerfile).toEqual({ text: changed[0]?.text, mode: 0o660 });
});

const compose = [rendered("docker-compose.yml", "services: {}\n")];
const withPreferred = edit(emptySet, "compose.yaml", () => "services: { theirs: {} }\n");

test("a compose.yaml that Compose reads instead is a conflict", () => {
  const { changes } = run(withPreferred, compose);
  expect(changes[0]).toMatchObject({ status: "conflict", mergeable: false });
  expect(changes[0]?.note).toContain("compose.yaml");
});

test("kept away for compose.yaml, the file is remembered, and made once that is gone", () => {
  const kept = run(withPreferred, compose, "keep").set;
  expect(kept.disk).toEqual(withPreferred.disk);
  expect(statuses(run(kept, compose).changes)).toEqual({ "docker-compose.yml": "keep" });
  expect(run(kept, compose).set).toEqual(kept);
  expect(statuses(run(withoutFile(kept, "compose.yaml"), compose).changes)["docker-compose.yml"]).toBe(
    "create",
  );
});

test("written beside compose.yaml, it is no conflict again, and every run says which one is read", () => {
  const { changes, set } = run(withPreferred, compose, "overwrite");
  expect(changes[0]).toMatchObject({ status: "create" });
  const again = run(set, compose).changes;
  expect(again[0]).toMatchObject({ status: "unchanged" });
  for (const files of [changes, again]) {
    expect(composeWarnings(files, diskOf(withPreferred.disk))).toMatchObject([
      {
        code: "compose-preferred",
        evidence: "compose.yaml",
        message: expect.stringContaining("docker-compose.yml"),
      },
    ]);
  }
  expect(composeWarnings(again, diskOf({}))).toEqual([]);
  const older = diskOf({ "docker-compose.yaml": { text: "", mode: 0o644 } });
  expect(composeWarnings(again, older)).toMatchObject([
    { message: "Compose reads docker-compose.yml and no longer docker-compose.yaml" },
  ]);
});

test("merge leaves alone what it cannot merge", () => {
  const { changes } = run(withPreferred, compose, "merge");
  expect(changes[0]).toMatchObject({ status: "conflict", after: null });
  expect(conflictError(changes)?.message).toContain("keep or overwrite");
});

test("bytes that are no UTF-8 are never merged", () => {
  const disk = diskOf({ Dockerfile: { text: "FROM \uFFFD\n", mode: 0o644 } });
  const dockerfile = disk.files.get("Dockerfile")!;
  const [change] = reconcile(first, made.lock, {
    ...disk,
    files: new Map([["Dockerfile", { ...dockerfile, utf8: false }]]),
  });
  expect(change).toMatchObject({ status: "conflict", mergeable: false });
  expect(resolve(change!, "merge")).toEqual(change);
});

test("a text from an editor resolves once its markers are gone", () => {
  const [conflict] = run(overlapping, changed).changes;
  const marked = conflictText(conflict!);
  expect(marked).toContain("<<<<<<< yours");
  expect(resolveWith(conflict!, marked).status).toBe("conflict");
  expect(resolveWith(conflict!, "FROM both\n")).toMatchObject({ status: "merge", after: "FROM both\n" });
  expect(resolveWith(conflict!, changed[0]!.text).status).toBe("update");
});

const settings = (name: string) => ({
  ...rendered(".vscode/launch.json", `["${name}"]\n`),
  mergeInto: (existing: string) =>
    existing.startsWith("[") ? `${existing.trimEnd().slice(0, -1)}, "${name}"]\n` : null,
});

test("a shared file takes in what is generated, where it can be read", () => {
  const path = ".vscode/launch.json";
  const theirs = edit(emptySet, path, () => '["theirs"]\n');
  const { changes, set } = run(theirs, [settings("ours")]);
  expect(changes[0]?.status).toBe("merge");
  expect(set.disk[path]?.text).toBe('["theirs", "ours"]\n');
  expect(run(set, [settings("ours")]).set).toEqual(set);
  expect(
    statuses(
      run(
        edit(emptySet, path, () => "{"),
        [settings("ours")],
      ).changes,
    )[path],
  ).toBe("conflict");
});

test("a name that differs in case only is named, whether it is the same file or another", () => {
  const disk = diskOf({ dockerfile: { text: "FROM theirs\n", mode: 0o644 } }, ["Dockerfile"]);
  expect(reconcile(first, null, disk)[0]).toMatchObject({
    status: "create",
    note: expect.stringContaining("dockerfile"),
  });
  const same = new Map([["Dockerfile", disk.files.get("dockerfile")!]]);
  const [change] = reconcile(first, null, { ...disk, files: same });
  expect(change).toMatchObject({ status: "conflict", note: expect.stringContaining("there as dockerfile") });
});
