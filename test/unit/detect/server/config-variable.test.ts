import { describe, expect, it } from "vitest";
import type { Tree } from "../tree.ts";
import { mainFile, service } from "./service.ts";

const LOAD = `type Config struct {
	Address string \`yaml:"address" env-default:"localhost:8080"\`
}
func load(path string) *Config {
	if path == "" {
		log.Fatal("no configuration")
	}
	var cfg Config
	if err := cleanenv.ReadConfig(path, &cfg); err != nil {
		log.Fatal(err)
	}
	return &cfg
}
`;
const IMPORTS = ["flag", "log", "net/http", "os", "github.com/ilyakaznacheev/cleanenv"];
const byVariable = mainFile(
  IMPORTS.slice(1),
  `${LOAD}func main() { http.ListenAndServe(load(os.Getenv("CONFIG_PATH")).Address, nil) }`,
);
const byFlag = mainFile(
  IMPORTS,
  `${LOAD}func path() string {
	var path string
	flag.StringVar(&path, "config", "", "")
	flag.Parse()
	if path == "" {
		path = os.Getenv("CONFIG_PATH")
	}
	return path
}
func main() { http.ListenAndServe(load(path()).Address, nil) }`,
);

async function started(tree: Tree) {
  const { arguments: given, relocations, environment, runtimeFiles, ports } = await service(tree);
  return {
    given: given?.needed ?? relocations.map(({ setBy, value }) => `${setBy}=${value}`),
    required: environment.flatMap(({ name, required }) => (required ? [name] : [])),
    files: runtimeFiles.map(({ source, destination }) => `${source} ${destination}`),
    ports: ports.map(({ port, bind, evidence }) => `${port} ${bind} ${evidence}`),
  };
}

describe("a variable that names the configuration file without which the program ends", () => {
  it("is set to the file of the repository, which decides on the port", async () => {
    expect(await started({ "main.go": byVariable, "config/local.yaml": "address: 0.0.0.0:8082\n" })).toEqual({
      given: ["env:CONFIG_PATH=config/local.yaml"],
      required: ["CONFIG_PATH"],
      files: ["config/local.yaml config/local.yaml"],
      ports: ["8082 all config/local.yaml:1"],
    });
  });

  it("is set to the file that an example of variables names", async () => {
    const found = await started({
      "main.go": byVariable,
      ".env.example": "CONFIG_PATH=/srv/config/prod.yaml\n",
      "config/local.yaml": "address: 0.0.0.0:8082\n",
      "config/prod.yaml": "address: 0.0.0.0:8083\n",
    });
    expect(found.given).toEqual(["env:CONFIG_PATH=config/prod.yaml"]);
    expect(found.ports).toEqual(["8083 all config/prod.yaml:1"]);
  });

  it("is not set where the repository has no such file", async () => {
    const found = await started({ "main.go": byVariable });
    expect([found.given, found.required]).toEqual([[], ["CONFIG_PATH"]]);
  });

  it("is not set where the author's image names the file in an argument", async () => {
    const found = await started({
      "main.go": byVariable,
      "config/local.yaml": "address: 0.0.0.0:8082\n",
      Dockerfile:
        'FROM alpine\nCOPY shop /shop\nCOPY config/local.yaml /etc/shop.yaml\nCMD ["/shop", "/etc/shop.yaml"]\n',
    });
    expect(found.given).toEqual(["shop.yaml"]);
  });

  it("is not wanted where a flag names the file", async () => {
    expect(await started({ "main.go": byFlag, "config/local.yaml": "address: 0.0.0.0:8082\n" })).toEqual({
      given: ["-config", "config/local.yaml"],
      required: [],
      files: ["config/local.yaml config/local.yaml"],
      ports: ["8082 all config/local.yaml:1"],
    });
  });
});
