import { expect, it } from "vitest";
import { inModule } from "../../src/own-sources.ts";

it.each([
  ["example.com/shop", "example.com/shop/envs/.env", "envs/.env"],
  ["example.com/shop", "envs/.env", "envs/.env"],
  // The path of a module that is called like a directory may begin in the working directory.
  ["config", "config/.env", "config/.env"],
])("of the module %s, %s lies at %s", (module, path, expected) => {
  expect(inModule(module, path)).toBe(expected);
});
