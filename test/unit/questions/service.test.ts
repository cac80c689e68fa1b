import { describe, expect, test } from "vitest";
import { defaultService } from "../../../src/questions/service.ts";
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
    expect(defaultService({ ...orders, writes: [{ path: "/orders", file: null, evidence }] })).toBe("orders");
  });
});
