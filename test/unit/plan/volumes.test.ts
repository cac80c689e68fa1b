import { describe, expect, it } from "vitest";
import { planVolumes } from "../../../src/plan/volumes.ts";

const names = (...items: string[]) => planVolumes(items).map(({ path, name }) => [path, name]);

describe("volumes", () => {
  it("are called as their directories", () => {
    expect(names("data", "var/shop", "/srv/shop", "shop.db:data", "/tmp")).toEqual([
      ["/app/data", "data"],
      ["/app/var/shop", "var-shop"],
      ["/srv/shop", "srv-shop"],
    ]);
  });

  it("have each a name of their own", () => {
    expect(names("data", "/data", "/app/a-b", "a/b", "/app/daten", "データ")).toEqual([
      ["/app/data", "data"],
      ["/data", "data-2"],
      ["/app/a-b", "a-b"],
      ["/app/a/b", "a-b-2"],
      ["/app/daten", "daten"],
      ["/app/データ", "volume"],
    ]);
  });

  it("take no name of compose's other volumes, in development and in production", () => {
    expect(names("logs-production", "logs", "go-mod", "redis-data").map(([, name]) => name)).toEqual([
      "logs-production",
      "logs-2",
      "go-mod-2",
      "redis-data-2",
    ]);
  });
});
