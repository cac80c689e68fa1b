import { readFileSync, writeFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { ComposeProject } from "./compose.ts";
import { Delve } from "./delve.ts";
import type { DevelopedService } from "./projects.ts";

const ask = async (host: string, { port }: DevelopedService, path: string): Promise<string> =>
  (await fetch(`http://${host}:${port}${path}`)).text();

/** It answers on 127.0.0.1, and on no other address of this machine. */
export async function answersOnTheLoopbackAlone(
  project: ComposeProject,
  developed: DevelopedService,
): Promise<void> {
  expect(await ask("127.0.0.1", developed, developed.path)).toBe(developed.reply(developed.text.value));
  expect(await project.publishedOn(developed.service)).toEqual(["127.0.0.1"]);
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal);
  for (const { address } of others)
    await expect(ask(address, developed, "/")).rejects.toThrow("fetch failed");
}

/** Five edits on the host, each served within 15 s; afterwards the same programs run as before. */
export async function showsEdits(
  sources: string,
  project: ComposeProject,
  developed: DevelopedService,
): Promise<void> {
  const running = await project.processes(developed.service);
  const file = join(sources, developed.text.file);
  const { value, code } = developed.text;
  const original = readFileSync(file, "utf8");
  expect(original).toContain(code(value));
  for (const text of ["first", "second", "third", "fourth", value]) {
    writeFileSync(file, original.replace(code(value), code(text)));
    const served = () => ask("127.0.0.1", developed, developed.path).catch(String);
    await expect.poll(served, { timeout: 15_000, interval: 100 }).toBe(developed.reply(text));
  }
  await expect.poll(() => project.processes(developed.service), { timeout: 5000 }).toEqual(running);
}

/** A debugger on the host, which names the file by its path in the container, stops there and goes on. */
export async function stopsAtBreakpoint(sources: string, developed: DevelopedService): Promise<void> {
  const { file, code, method, path, argument } = developed.breakpoint;
  const line = readFileSync(join(sources, file), "utf8")
    .split("\n")
    .findIndex((text) => text.includes(code));
  expect(line).not.toBe(-1);
  using delve = await Delve.connect("127.0.0.1", 2345);
  const { stop, result } = await delve.stopAt(`/src/${file}`, line + 1, () =>
    fetch(`http://127.0.0.1:${developed.port}${path}`, { method }),
  );
  expect(stop).toMatchObject({ file: `/src/${file}`, line: line + 1 });
  expect(stop.arguments[argument[0]]).toBe(argument[1]);
  expect(result.status).toBe(200);
}
