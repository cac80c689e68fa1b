import { connect } from "node:http2";
import { expect } from "vitest";

/** A test service: what a container of it is asked, and what it has to answer. */
export interface Service {
  readonly port: number | null;
  /** Of the health checks, those that the code has an answer for. */
  readonly checks: readonly ("http" | "grpc" | "tcp" | "command")[];
  /** A health check of the program's own, after its path in the image. */
  readonly healthArguments?: readonly string[];
  /** The code does not build without cgo. */
  readonly cgo?: true;
  /** Where the version set by the linker is shown. */
  readonly versionPath?: string;
  /** Environment without which it refuses to start. */
  readonly needs?: Readonly<Record<string, string>>;
  /** The variable that moves the port. */
  readonly portVariable?: string;
  /** Arguments that it takes, and what `answers` is then given as its greeting. */
  readonly greets?: true;
  readonly answers: (address: string, greeting: string) => Promise<void>;
}

async function text(address: string, path: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(`http://${address}${path}`, init);
  return `${response.status} ${(await response.text()).trim()}`;
}

const form = (fields: Record<string, string>) => ({ method: "POST", body: new URLSearchParams(fields) });

/** One unary gRPC call of a string for a string (google.protobuf.StringValue). */
async function callGrpc(address: string, method: string, argument: string): Promise<string> {
  const message = Buffer.concat([Buffer.from([0x0a, argument.length]), Buffer.from(argument)]);
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(message.length, 1);
  const session = connect(`http://${address}`);
  try {
    const stream = session.request({
      ":method": "POST",
      ":path": method,
      "content-type": "application/grpc",
      te: "trailers",
    });
    stream.end(Buffer.concat([frame, message]));
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    return Buffer.concat(parts).subarray(7).toString();
  } finally {
    session.close();
  }
}

export const services: Readonly<Record<string, Service>> = {
  "stdlib-http": {
    port: 8080,
    checks: ["http", "tcp", "command"],
    healthArguments: ["healthcheck"],
    versionPath: "/version",
    portVariable: "PORT",
    greets: true,
    answers: async (address, greeting) =>
      expect(await text(address, "/?name=you")).toBe(`200 ${greeting || "hello"}, you`),
  },
  "gin-version": {
    port: 8081,
    checks: ["http", "tcp"],
    versionPath: "/api/v1/version",
    greets: true,
    answers: async (address, greeting) => {
      const answer = await text(address, "/api/v1/products");
      expect(answer).toMatch(/^200 /);
      // encoding/json escapes & and the like: the value counts, not how it is written.
      expect(JSON.parse(answer.slice(4))).toEqual({ greeting, products: ["tea", "coffee"] });
    },
  },
  "many-commands": {
    port: 8090,
    checks: ["http", "tcp"],
    answers: async (address) => expect(await text(address, "/")).toBe("200 Shop: apples: 3, pears: 5"),
  },
  workspace: {
    port: 8088,
    checks: ["http", "tcp"],
    answers: async (address) =>
      expect(await text(address, "/zone/Europe/Paris")).toBe("200 Europe/Paris CET/CEST"),
  },
  "nested-module": {
    port: 3000,
    checks: ["http", "tcp"],
    portVariable: "PORT",
    answers: async (address) => expect(await text(address, "/notes")).toBe("200 buy milk"),
  },
  vendored: {
    port: 8083,
    checks: ["http", "tcp"],
    answers: async (address) => expect(await text(address, "/")).toBe("200 all systems fine"),
  },
  "cgo-sqlite": {
    port: 8084,
    checks: ["http", "tcp"],
    cgo: true,
    portVariable: "PORT",
    answers: async (address) => {
      expect(await text(address, "/sign", form({ name: "Ada" }))).toBe("200 visitor 1");
      expect(await text(address, "/sign", form({ name: "Bo" }))).toBe("200 visitor 2");
    },
  },
  "pure-sqlite": {
    port: 8085,
    checks: ["http", "tcp"],
    answers: async (address) =>
      expect(await text(address, "/links", form({ url: "https://example.com" }))).toBe("200 1 kept"),
  },
  "embed-assets": {
    port: 8086,
    checks: ["http", "tcp"],
    answers: async (address) => {
      expect(await text(address, "/_app/start.js")).toContain("200 document.body");
      expect(await text(address, "/.well-known/security.txt")).toContain("200 Contact:");
      expect(await text(address, "/changes")).toContain("First pages.");
    },
  },
  "templates-on-disk": {
    port: 8087,
    checks: ["http", "tcp"],
    answers: async (address) => {
      expect(await text(address, "/")).toContain("<h1>Pages of");
      expect(await text(address, "/static/site.css")).toBe("200 h1 { color: teal }");
    },
  },
  "grpc-health": {
    port: 50051,
    checks: ["grpc", "tcp"],
    answers: async (address) =>
      expect(await callGrpc(address, "/example.pricing.Prices/Of", "tea")).toBe("tea costs 4"),
  },
  worker: {
    port: null,
    checks: ["command"],
    healthArguments: ["-healthcheck"],
    answers: async () => {},
  },
  "required-env": {
    port: 8089,
    checks: ["http", "tcp"],
    needs: { MAIL_SENDER: "post@example.com" },
    portVariable: "PORT",
    answers: async (address) => expect(await text(address, "/sender")).toBe("200 post@example.com"),
  },
};

/** What a service shows as its version, for those that do. */
export const shownVersion = (service: Service, address: string): Promise<string> =>
  text(address, service.versionPath ?? "/version");
