import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { impossible } from "../../../src/plan/impossible.ts";
import { makePlan } from "../../../src/plan/index.ts";
import type { Answers } from "../../../src/types/answers.ts";
import type { Project } from "../../../src/types/project.ts";
import { defaults, orders } from "../../golden/values.ts";

const refused = (answers: Partial<Answers>, project: Partial<Project> = {}) =>
  impossible({ ...orders, ...project }, { ...defaults, ...answers });

describe("impossible", () => {
  test("nothing is wrong with the defaults on any base", () => {
    for (const base of ["scratch", "distroless", "alpine", "debian"] as const) {
      expect(refused({ base })).toBeNull();
    }
  });

  test.each<[string, Partial<Answers>, keyof Answers, RegExp]>([
    [
      "a script without a shell",
      { base: "scratch", entrypoint: true },
      "entrypoint",
      /--base alpine or debian/,
    ],
    [
      "packages without a manager",
      { base: "distroless", packages: ["curl"] },
      "packages",
      /curl.*--base alpine or debian/,
    ],
    [
      "shared libraries without a manager",
      { cgo: true, cgoPackages: ["build:libvips-dev", "run:libvips42t64"] },
      "base",
      /libvips42t64.*--base alpine or debian/,
    ],
    [
      "a command line without a shell",
      { base: "scratch", healthcheck: "command", healthCommand: "/app/orders health" },
      "healthCommand",
      /JSON array/,
    ],
    ["a check without a port", { ports: ["53/udp"], healthPort: null }, "healthPort", /--health-port/],
    ["root by number", { uid: 0 }, "uid", /--user-name root/],
    ["a user of the base with another id", { base: "debian", userName: "www-data" }, "uid", /www-data/],
    ["an id that the base has given away", { base: "alpine", gid: 999 }, "gid", /ping/],
    ["two owners of a port", { ports: ["2345"], healthPort: 2345 }, "debugPort", /2345/],
    ["a volume over the program", { volumes: ["."] }, "volumes", /below it/],
    [
      "a list of files that nobody knows",
      { ignore: "allowlist", prebuild: "make assets" },
      "ignore",
      /denylist/,
    ],
    ["a directory in the place of the program", { assets: ["orders/pages"] }, "service", /orders-service/],
    ["a volume in the place of the program", { volumes: ["orders"] }, "service", /orders-service/],
    ["a file in the place of the program", { volumes: ["orders:data"] }, "service", /orders-service/],
    [
      "a file of the image in a volume",
      { assets: ["conf/shop.yml:shop.yml"], volumes: ["shop.yml:data"] },
      "volumes",
      /\/app\/shop\.yml is a file of the image/,
    ],
    ["a service in the place of its check", { service: "healthcheck" }, "service", /--service/],
  ])("%s", (_, answers, key, message) => {
    const found = refused(answers);
    expect(found?.key).toBe(key);
    expect(found?.message).toMatch(message);
  });

  test("glibc code on musl says why", () => {
    const cgo = { ...orders.cgo, needed: true, glibcOnly: "example.com/oracle loads a glibc library" };
    expect(refused({ base: "alpine", cgo: true }, { cgo })?.message).toContain("example.com/oracle");
    expect(refused({ base: "debian", cgo: true }, { cgo })).toBeNull();
    expect(refused({ base: "alpine", cgo: false }, { cgo })).toBeNull();
  });

  test("libraries that the base holds need no package manager", () => {
    expect(refused({ cgo: true, cgoPackages: ["run:libstdc++6"] })).toBeNull();
  });

  test("a user that the base has already may be asked for by its own ids", () => {
    const nobody = { userName: "nobody", groupName: "nogroup", uid: 65534, gid: 65534 };
    expect(refused({ base: "debian", ...nobody })).toBeNull();
  });

  test("a user may have a name that means something in JavaScript", () => {
    expect(refused({ userName: "__proto__", groupName: "constructor" })).toBeNull();
  });

  test("the plan refuses the same, as a usage error with the flag", () => {
    const plan = () => makePlan(orders, { ...defaults, base: "scratch", entrypoint: true }, {}, []);
    expect(plan).toThrow(UserError);
    expect(plan).toThrow(expect.objectContaining({ exitCode: 2, flag: "--entrypoint" }));
  });
});
