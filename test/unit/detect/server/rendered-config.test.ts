import { describe, expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

const TEMPLATE =
  'http: {{ getenv "SHOP_HTTP" "0.0.0.0:8080" }}\n{{- if getenv "SHOP_TLS" }}\ntls: on\n{{- end }}\n';
const PLAIN = "http: 0.0.0.0:8080\nstorage:\n  file: var/sqlite/shop.db\n";
const DOCKERFILE = `FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN go build -o /shop .
FROM alpine:3.23
COPY config.docker.yaml /etc/shop/
COPY --from=build /shop /docker-entrypoint /usr/local/bin/
ENTRYPOINT ["/usr/local/bin/docker-entrypoint"]
CMD ["shop", "serve", "/etc/shop/config.docker.yaml"]
`;

const tree = (files: Record<string, string>, imports: readonly string[] = []) => ({
  "main.go": mainFile(["net/http", "os", ...imports], "func main() { http.ListenAndServe(os.Args[2], nil) }"),
  Dockerfile: DOCKERFILE,
  ...files,
});

describe("a configuration file that another program renders", () => {
  it.each<[string, Record<string, string>, readonly string[], string, readonly string[]]>([
    [
      "a plain one beside it",
      { "config.docker.yaml": TEMPLATE, "config.dev.yaml": PLAIN },
      [],
      "serve config.dev.yaml",
      [
        "config.docker.yaml is a template, which the service does not render: the image starts with config.dev.yaml, or mount a rendered one",
      ],
    ],
    [
      "an example alone beside it",
      { "config.docker.yaml": TEMPLATE, "config.example.yaml": PLAIN },
      [],
      "serve config.docker.yaml",
      ["config.docker.yaml is a template, which the service does not render: mount a rendered one over it"],
    ],
    [
      "two beside it",
      { "config.docker.yaml": TEMPLATE, "config.dev.yaml": PLAIN, "config.local.yaml": PLAIN },
      [],
      "serve config.docker.yaml",
      ["config.docker.yaml is a template, which the service does not render: mount a rendered one over it"],
    ],
    [
      "a service that renders it itself",
      { "config.docker.yaml": TEMPLATE, "config.dev.yaml": PLAIN },
      ["text/template"],
      "serve config.docker.yaml",
      [],
    ],
    [
      "texts that hold templates",
      {
        "config.docker.yaml": 'title: "{{ .Name }}: {{ .Why }}"\n# of: {{ .Name }}\n',
        "config.dev.yaml": PLAIN,
      },
      [],
      "serve config.docker.yaml",
      [],
    ],
  ])("%s", async (_, files, imports, words, warnings) => {
    const project = await service(tree(files, imports));
    expect(project.arguments?.needed.join(" ")).toBe(words);
    expect(project.warnings.flatMap((one) => (one.code === "config-template" ? [one.message] : []))).toEqual(
      warnings,
    );
    expect(project.runtimeFiles.map(({ source }) => source)).toContain(words.split(" ")[1]);
  });

  it("leaves the database of the file that the image holds writable", async () => {
    const { writes } = await service(tree({ "config.docker.yaml": TEMPLATE, "config.dev.yaml": PLAIN }));
    expect(writes).toEqual([{ path: "var/sqlite", file: null, evidence: "config.dev.yaml:3" }]);
  });

  it("is told of where a script replaces words in it, in a directory that is named", async () => {
    const files = (text: string) => ({
      "docker/config.json": text,
      Dockerfile: DOCKERFILE.replace("config.docker.yaml /etc", "docker/config.json /etc").replace(
        "/etc/shop/config.docker.yaml",
        "/etc/shop",
      ),
    });
    const found = await service(tree(files('{\n  "web": {\n    "port": web_port\n  }\n}\n')));
    expect(found.arguments?.needed).toEqual(["serve", "docker"]);
    expect(found.warnings.map(({ message }) => message)).toContain(
      "docker/config.json is a template, which the service does not render: mount a rendered one over it",
    );
    const plain = await service(tree(files('{\n  "debug": true,\n  "port": 80\n}\n')));
    expect(plain.warnings.map(({ code }) => code)).not.toContain("config-template");
  });
});
