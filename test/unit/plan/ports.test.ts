import { describe, expect, test } from "vitest";
import { parsePort, portVariable, productionHostPorts } from "../../../src/plan/ports.ts";
import type { Project } from "../../../src/types/project.ts";
import { defaults, orders } from "../../golden/values.ts";

const hostPorts = (ports: readonly string[], debugPort = 2345) =>
  productionHostPorts(ports.map(parsePort), debugPort);

describe("productionHostPorts", () => {
  test.each([
    [["8080"], [18080]],
    [
      ["53/udp", "53"],
      [10053, 10053],
    ],
    [
      ["8080", "18080"],
      [18081, 28080],
    ],
    [["60000"], [50000]],
  ])("%j are published as %j", (ports, expected) => {
    expect(hostPorts(ports)).toEqual(expected);
  });

  test("never the debugger's", () => {
    expect(hostPorts(["8080"], 18080)).toEqual([18081]);
  });
});

describe("portVariable", () => {
  const listening = (name: string, value: string | null): Project => ({
    ...orders,
    ports: [
      { port: 8080, protocol: "tcp", bind: "all", purpose: "main", setBy: `env:${name}`, evidence: "a.go:1" },
    ],
    environment: [{ name, required: false, default: value, evidence: "a.go:1" }],
  });

  test.each([
    ["PORT", "8080", false],
    ["PORT", null, false],
    ["ADDR", ":8080", true],
    ["LISTEN_ADDR", null, true],
    ["SERVER", "0.0.0.0:8080", true],
  ])("%s with %s as its default", (name, value, address) => {
    expect(portVariable(listening(name, value), defaults, 8080)).toEqual({ name, address });
  });

  test("follows what the answers set it to", () => {
    const answers = { ...defaults, env: ["ADDR=:9000"] };
    expect(portVariable(listening("ADDR", ":8080"), answers, 9000)).toEqual({ name: "ADDR", address: true });
    expect(portVariable(listening("ADDR", ":8080"), answers, 8080)).toBeNull();
  });

  test("the one that the image has to set", () => {
    const unset = { ...orders, ports: [], unsetPort: { setBy: "env:ADDR", value: ":4000" } };
    const answers = { ...defaults, env: ["ADDR=:4000"] };
    expect(portVariable(unset, answers, 4000)).toEqual({ name: "ADDR", address: true });
    expect(portVariable(unset, answers, 8080)).toBeNull();
  });

  test("null for a variable that sets two ports", () => {
    const [port] = listening("PORT", null).ports;
    if (!port) throw new Error("listens on one port");
    const both = { ...listening("PORT", null), ports: [port, { ...port, port: 9090 }] };
    expect(portVariable(both, defaults, 8080)).toBeNull();
  });

  test("null for a port that the code fixes", () => {
    expect(portVariable({ ...orders, ports: [] }, defaults, 8080)).toBeNull();
  });
});
