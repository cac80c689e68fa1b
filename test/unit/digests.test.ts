import { describe, expect, it } from "vitest";
import { resolveDigests } from "../../src/digests.ts";
import type { Processes, ProcessResult } from "../../src/system/system.ts";

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

/** docker, as far as it is asked here; `asked` collects the references. */
function docker(answer: Partial<ProcessResult>, asked: string[] = []): Processes {
  return {
    run: async (_command, args) => {
      asked.push(args[3] ?? "");
      return { exitCode: 0, stdout: "", stderr: "", notFound: false, ...answer };
    },
    runInteractive: async () => 1,
  };
}

const manifest = JSON.stringify({
  mediaType: "application/vnd.oci.image.index.v1+json",
  manifests: [{ digest: digest("b") }],
  digest: digest("a"),
});

describe("digests", () => {
  it("are those of the image, not of one platform of it", async () => {
    const found = await resolveDigests(docker({ stdout: manifest }), ["golang:1.27.4-trixie"], {});
    expect(found).toEqual({ "golang:1.27.4-trixie": digest("a") });
  });

  it("stay while the reference does, and are asked for when it changes", async () => {
    const asked: string[] = [];
    const known = { "alpine:3.24": digest("c"), "golang:1.26.0-alpine3.24": digest("d") };
    const references = ["alpine:3.24", "golang:1.27.4-alpine3.24"];
    expect(await resolveDigests(docker({ stdout: manifest }, asked), references, known)).toEqual({
      "alpine:3.24": digest("c"),
      "golang:1.27.4-alpine3.24": digest("a"),
    });
    expect(asked).toEqual(["golang:1.27.4-alpine3.24"]);
  });

  it.each<[string, Partial<ProcessResult>, RegExp]>([
    ["docker is not there", { exitCode: null, notFound: true }, /docker was not found/],
    ["the registry does not answer", { exitCode: null }, /did not answer/],
    [
      "the tag is unknown",
      { exitCode: 1, stderr: "WARNING: x\nERROR: docker.io/library/golang:9: not found\n" },
      /golang:9: not found;/,
    ],
    [
      "buildx is not there",
      {
        exitCode: 1,
        stderr: "docker: unknown command: docker buildx\n\nRun 'docker --help' for more information\n",
      },
      /unknown command: docker buildx;/,
    ],
    ["the answer is no JSON", { stdout: "Name: golang" }, /gave none/],
    ["the answer has no digest", { stdout: "{}" }, /gave none/],
  ])("when %s is exit 1 with an offer", async (_, answer, words) => {
    const lookup = resolveDigests(docker(answer), ["golang:9"], {});
    await expect(lookup).rejects.toMatchObject({
      exitCode: 1,
      flag: "--pin",
      message: expect.stringMatching(words),
    });
    await expect(lookup).rejects.toThrow(/golang:9.*--pin patch/);
  });
});
