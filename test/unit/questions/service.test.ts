import { describe, expect, test } from "vitest";
import { defaultService } from "../../../src/questions/service.ts";
import type { Project } from "../../../src/types/project.ts";
import { orders } from "../../golden/values.ts";

describe("defaultService", () => {
  test("is the main's directory", () => {
    expect(defaultService(orders)).toBe("orders");
  });

  test("leaves the program's place to a directory that the program reads or writes", () => {
    const evidence = "cmd/orders/main.go:9";
    const read = { source: "orders/pages", destination: "orders/pages", evidence };
    expect(defaultService({ ...orders, runtimeFiles: [read] })).toBe("orders-service");
    expect(defaultService({ ...orders, writes: [{ path: "./orders/data.db", file: null, evidence }] })).toBe(
      "orders-service",
    );
    expect(defaultService({ ...orders, writes: [{ path: "~/orders", file: null, evidence }] })).toBe(
      "orders-service",
    );
    expect(defaultService({ ...orders, writes: [{ path: "/orders", file: null, evidence }] })).toBe("orders");
    expect(defaultService({ ...orders, bareNames: ["orders"] })).toBe("orders-service");
  });

  test.each<[string, Partial<Project>, string]>([
    ["the module where the directory says nothing", { main: "./cmd/server" }, "shop"],
    ["the module above a part of it", { main: ".", modulePath: "example.com/acme/shop/cmd" }, "shop"],
    ["the directory of several services", { main: "./cmd/api" }, "api"],
    ["the module of a single one", { main: "./cmd/api", mains: [] }, "shop"],
    ["the program as it is built, for a part", { main: "./cmd/proxy", binary: "athens" }, "athens"],
    ["no program of a plain name", { main: "./cmd/proxy", binary: "app" }, "proxy"],
    ["the directory before the program", { main: "./cmd/orders", binary: "orders-bin" }, "orders"],
    [
      "the program where directory and module say nothing",
      { main: "./cmd/docker", modulePath: "github.com/acme/server/v2", binary: "mochi" },
      "mochi",
    ],
    ["the module, not its owner", { main: ".", modulePath: "github.com/acme/server" }, "server"],
  ])("is %s", (_, facts, expected) => {
    const several = ["./cmd/api", "./cmd/proxy"].map(
      (path) => ({ path, kind: "service", evidence: "a.go:1" }) as const,
    );
    const project = { ...orders, modulePath: "github.com/acme/shop", mains: several, ...facts };
    expect(defaultService(project)).toBe(expected);
  });
});
