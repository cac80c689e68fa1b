import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { copyOf, edit, read, run, snapshot } from "../cli/support/rerun.ts";
import { keys, Screen } from "./support/screen.ts";

const wizard = (folder: string, columns = 80, ...args: string[]) => new Screen(folder, args, { columns });

/** What `--yes` writes for the same service. */
function written(fixture: string, ...args: string[]) {
  const folder = copyOf(fixture);
  expect(run(folder, "--yes", ...args)).toMatchObject({ exitCode: 0 });
  return snapshot(folder);
}

test.each([
  ["stdlib-http", 60],
  ["gin-version", 80],
  ["worker", 120],
])("Enter all the way on %s at %i columns gives what --yes gives", async (fixture, columns) => {
  const folder = copyOf(fixture);
  const screen = wizard(folder, columns);
  await screen.enterAll();
  expect([screen.exit, screen.text]).toEqual([{ exitCode: 0, signal: 0 }, screen.text]);
  expect(snapshot(folder)).toEqual(written(fixture));
  expect(screen.cursorIsVisible).toBe(true);
});

test("Ctrl-C at any question is exit 130, writes nothing and gives the cursor back", async () => {
  const folder = copyOf("stdlib-http");
  const before = snapshot(folder);
  const whole = wizard(copyOf("stdlib-http"));
  const questions = await whole.enterAll();
  expect(questions).toBeGreaterThan(5);
  for (let answered = 0; answered < questions; answered++) {
    const screen = wizard(folder);
    for (let enter = 0; enter < answered; enter++) {
      expect(await screen.next(enter)).toBe(true);
      screen.type(keys.enter);
    }
    expect(await screen.next(answered)).toBe(true);
    screen.type(keys.interrupt);
    const exit = await screen.end();
    expect([answered, exit.exitCode, screen.cursorIsVisible]).toEqual([answered, 130, true]);
    expect(screen.text).toContain("nothing was written");
    expect(snapshot(folder)).toEqual(before);
  }
});

test.each(["SIGINT", "SIGTERM"])("%s at a list is exit 130 too", async (signal) => {
  const folder = copyOf("stdlib-http");
  const before = snapshot(folder);
  const screen = wizard(folder);
  await screen.next(0);
  await screen.answer(keys.enter);
  screen.kill(signal);
  expect((await screen.end()).exitCode).toBe(130);
  expect(screen.cursorIsVisible).toBe(true);
  expect(snapshot(folder)).toEqual(before);
});

test.each([60, 80, 120])("the bases are a table that fits %i columns", async (columns) => {
  const screen = wizard(copyOf("stdlib-http"), columns);
  await screen.next(0);
  await screen.answer(keys.enter);
  await screen.until(({ text }) => text.includes("navigate"));
  const table = screen.text.slice(screen.text.indexOf("Base image"));
  for (const word of ["size", "shell", "libc", "security", "debugging", "Best for", "Size:", "Security:"]) {
    expect(table).toContain(word);
  }
  const rows = table
    .split("\n")
    .filter((line) => /^[❯ ] (base|scratch|distroless|alpine|debian) /.test(line));
  expect(rows).toHaveLength(5);
  for (const row of rows) expect(row.length).toBeLessThanOrEqual(columns);
  // The columns stand under their titles.
  const at = (rows[0] ?? "").indexOf("libc");
  expect(rows.slice(1).map((row) => /^(none|glibc|musl)/.test(row.slice(at)))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  screen.type(keys.interrupt);
  await screen.end();
});

test("an answer that cannot be is refused with the reason, and asked again", async () => {
  const screen = wizard(copyOf("stdlib-http"));
  await screen.next(0);
  screen.type("My Shop\r");
  await screen.until(({ text }) => text.includes("lower-case"));
  screen.type(keys.interrupt);
  await screen.end();
});

test("a base that a flag makes impossible is shown, and cannot be chosen", async () => {
  const screen = wizard(copyOf("stdlib-http"), 120, "--entrypoint", "--base", "alpine", "--service", "shop");
  await screen.next(0);
  while (!screen.text.includes("Write these files?")) await screen.answer(keys.enter);
  await screen.answer(keys.down + keys.enter);
  await screen.answer("base\r");
  // The list is drawn below the question, in a step of its own.
  await screen.until(({ text }) => text.includes("navigate"));
  expect(screen.text).toMatch(/scratch \(scratch has no shell/);
  screen.type(keys.interrupt);
  await screen.end();
});

test("every answer can be changed in the review", async () => {
  const folder = copyOf("stdlib-http");
  const screen = wizard(folder);
  await screen.next(0);
  while (!screen.text.includes("Write these files?")) await screen.answer(keys.enter);
  await screen.answer(keys.down + keys.enter);
  expect(screen.text).toMatch(/Which answer\?/);
  await screen.answer("uid\r");
  await screen.answer("2000\r");
  await screen.answer(keys.enter);
  await screen.end();
  expect(screen.exit?.exitCode).toBe(0);
  expect(snapshot(folder)).toEqual(written("stdlib-http", "--uid", "2000"));
});

test("what is behind more settings is asked when it is chosen", async () => {
  const folder = copyOf("stdlib-http");
  const screen = wizard(folder);
  await screen.next(0);
  while (!/^\? More settings/m.test(screen.text)) await screen.answer(keys.enter);
  await screen.answer(keys.space + keys.enter);
  expect(screen.text).toContain("Go version to build with");
  while (screen.exit === null) await screen.answer(keys.enter);
  expect(snapshot(folder)).toEqual(written("stdlib-http"));
});

test("several services: the main package is asked first", async () => {
  const folder = copyOf("several-services");
  const screen = wizard(folder);
  await screen.next(0);
  expect(screen.text).toContain("Which main package is the service?");
  expect(screen.text.indexOf("Which main")).toBeLessThan(screen.text.indexOf("Name of the service") >>> 0);
  await screen.enterAll();
  expect(screen.exit?.exitCode).toBe(0);
  const { services } = JSON.parse(read(folder, ".create-go-dockerfile.json"));
  expect(snapshot(folder)).toEqual(written("several-services", "--main", services[0].main));
});

test("a second run has the saved answers filled in, and nothing to do", async () => {
  const folder = copyOf("stdlib-http");
  run(folder, "--yes", "--base", "alpine", "--uid", "2000");
  const before = snapshot(folder);
  const screen = wizard(folder);
  await screen.enterAll();
  expect(screen.exit?.exitCode).toBe(0);
  expect(screen.text).toContain("The files are up to date.");
  expect(snapshot(folder)).toEqual(before);
});

test("what the code says differently is offered; Enter leaves the saved answer", async () => {
  const folder = copyOf("stdlib-http");
  run(folder, "--yes");
  const { services } = JSON.parse(read(folder, ".create-go-dockerfile.json"));
  const [port] = services[0].ports as string[];
  edit(folder, "main.go", (text) => text.replaceAll(port ?? "8080", "9191"));
  const screen = wizard(folder);
  await screen.next(0);
  expect(screen.text).toContain(`ports: ${port} -> 9191`);
  await screen.answer(`a${keys.enter}`);
  while (screen.exit === null) await screen.answer(keys.enter);
  expect(JSON.parse(read(folder, ".create-go-dockerfile.json")).services[0].ports).toEqual(["9191"]);
});

/** A service with files, edited where another base changes them too. */
function edited(): string {
  const folder = copyOf("stdlib-http");
  run(folder, "--yes");
  edit(folder, "Dockerfile", (text) => text.replace(/^FROM .* AS production$/m, "FROM mine AS production"));
  return folder;
}

async function toConflict(folder: string, ...args: string[]): Promise<Screen> {
  const screen = wizard(folder, 80, "--base", "alpine", ...args);
  await screen.next(0);
  while (!screen.text.includes("overlap in one place\n❯")) {
    await screen.answer(keys.enter);
    await screen.until(({ text }) => /navigate|submit|\? .*\(.*\)/.test(text));
  }
  return screen;
}

test("a conflict is asked about, and Enter keeps what the user wrote", async () => {
  const folder = edited();
  const before = read(folder, "Dockerfile");
  const screen = await toConflict(folder);
  for (const word of [
    "Keep yours",
    "Merge, with markers",
    "in your editor",
    "Take the new",
    "difference",
    "Stop",
  ]) {
    expect(screen.text).toContain(word);
  }
  await screen.answer(keys.enter);
  await screen.end();
  expect(read(folder, "Dockerfile")).toBe(before);
  expect(read(folder, ".create-go-dockerfile.json")).toContain('"alpine"');
});

test("a conflict can be merged in an editor", async () => {
  const folder = edited();
  const editor = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "editor-")), "editor.sh");
  onTestFinished(() => fs.rmSync(path.dirname(editor), { recursive: true }));
  const script = "#!/bin/sh\nsed -i -e '/^<<<<<<< /d' -e '/^=======$/,/^>>>>>>> /d' \"$2\"\n";
  fs.writeFileSync(editor, script, { mode: 0o755 });
  const screen = new Screen(folder, ["--base", "alpine"], {
    columns: 80,
    environment: { VISUAL: `${editor} --wait` },
  });
  await screen.next(0);
  while (!screen.text.includes("overlap in one place\n❯")) {
    await screen.answer(keys.enter);
    await screen.until(({ text }) => /navigate|submit|\? .*\(.*\)/.test(text));
  }
  await screen.answer(keys.down + keys.down + keys.enter);
  await screen.end();
  expect(screen.exit?.exitCode).toBe(0);
  expect(read(folder, "Dockerfile")).toMatch(/^FROM mine AS production$/m);
  expect(read(folder, "Dockerfile")).toContain("alpine");
});

test("--yes --on-conflict ask asks about conflicts and nothing else", async () => {
  const folder = edited();
  const screen = wizard(folder, 80, "--yes", "--base", "alpine", "--on-conflict", "ask");
  await screen.next(0);
  expect(screen.text).toMatch(/^\? Dockerfile: /m);
  expect(await screen.enterAll()).toBe(1);
  expect(screen.exit?.exitCode).toBe(0);
  expect(read(folder, "Dockerfile")).toContain("FROM mine AS production");
});

test("stopping at a conflict is exit 1 and writes nothing", async () => {
  const folder = edited();
  const before = snapshot(folder);
  const screen = await toConflict(folder);
  screen.type(keys.up.repeat(9) + keys.down.repeat(5) + keys.enter);
  expect((await screen.end()).exitCode).toBe(1);
  expect(snapshot(folder)).toEqual(before);
});

/** A directory with a docker that does what `script` says. */
function fakeDocker(script: string): string {
  const bin = fs.mkdtempSync(path.join(os.tmpdir(), "docker-"));
  onTestFinished(() => fs.rmSync(bin, { recursive: true }));
  fs.writeFileSync(path.join(bin, "docker"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return bin;
}

test("the last question is how far to prove the files, where an engine answers", async () => {
  const folder = copyOf("stdlib-http");
  const PATH = `${fakeDocker("echo 29.0.1")}:${process.env.PATH}`;
  const screen = new Screen(folder, [], { columns: 80, environment: { PATH } });
  await screen.enterAll();
  expect(screen.text).toMatch(/Docker 29\.0\.1 answers/);
  expect(screen.exit?.exitCode).toBe(0);
  expect(snapshot(folder)).toEqual(written("stdlib-http"));
});

test("Ctrl-C at the last question leaves the files that are written", async () => {
  const folder = copyOf("stdlib-http");
  const PATH = `${fakeDocker("echo 29.0.1")}:${process.env.PATH}`;
  const screen = new Screen(folder, [], { columns: 80, environment: { PATH } });
  await screen.next(0);
  while (!screen.text.includes("answers. Prove")) await screen.answer(keys.enter);
  screen.type(keys.interrupt);
  expect((await screen.end()).exitCode).toBe(130);
  expect(screen.text).toContain("cancelled, the files are written");
  expect(snapshot(folder)).toEqual(written("stdlib-http"));
});

test("without a registry another pin can be chosen, and nothing is lost", async () => {
  const folder = copyOf("stdlib-http");
  const PATH = `${fakeDocker("echo 'ERROR: no such host' >&2; exit 1")}:${process.env.PATH}`;
  const args = ["--pin", "digest", "--uid", "2000"];
  const screen = new Screen(folder, args, { columns: 80, environment: { PATH } });
  await screen.next(0);
  while (!screen.text.includes("Which answer?")) await screen.answer(keys.enter);
  expect(screen.text).toContain("no such host");
  await screen.answer(`pin${keys.enter}`);
  await screen.answer(keys.up + keys.enter);
  while (screen.exit === null) await screen.answer(keys.enter);
  expect(screen.exit.exitCode).toBe(0);
  expect(snapshot(folder)).toEqual(written("stdlib-http", "--uid", "2000"));
});
