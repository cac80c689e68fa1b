import { describe, expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

describe("files that the code finds by where its sources lie", () => {
  const there = { "views/a.html": "", "views/b.html": "", "config/app.yml": "port: 1\n" };
  const root = (code: string) => ({
    "main.go": mainFile(
      ["os", "path/filepath", "example.com/shop/internal/root"],
      'func main() { os.ReadFile(filepath.Join(root.Dir(), "config", "app.yml")) }',
    ),
    "internal/root/root.go": `package root\n\nimport (\n\t"path"\n\t"path/filepath"\n\t"runtime"\n)\n\nvar _, _ = path.Dir, filepath.Dir\n\n${code}\n`,
  });

  // With -trimpath runtime.Caller gives example.com/shop/main.go, which is below the working directory.
  it.each<[string, Record<string, string>, string]>([
    [
      "beside the main",
      {
        "main.go": mainFile(
          ["html/template", "path/filepath", "runtime"],
          'func main() {\n\t_, f, _, _ := runtime.Caller(0)\n\ttemplate.ParseGlob(filepath.Join(filepath.Dir(f), "views", "*.html"))\n}',
        ),
      },
      "views -> example.com/shop/views",
    ],
    [
      "by a variable of a package",
      root(
        'var (\n\t_, b, _, _ = runtime.Caller(0)\n\tbase = filepath.Join(filepath.Dir(b), "../..")\n)\n\nfunc Dir() string { return base }',
      ),
      "config/app.yml -> example.com/shop/config/app.yml",
    ],
    [
      "directory by directory",
      root(
        "func Dir() string {\n\t_, f, _, _ := runtime.Caller(0)\n\treturn path.Dir(path.Dir(path.Dir(f)))\n}",
      ),
      "config/app.yml -> example.com/shop/config/app.yml",
    ],
  ])("%s have their place below the module's path", async (_, tree, expected) => {
    const { runtimeFiles } = await service({ ...there, ...tree });
    expect(runtimeFiles.map(({ source, destination }) => `${source} -> ${destination}`)).toEqual([expected]);
  });

  it("lie in the module where somebody is to give one", async () => {
    const { dotenv, warnings } = await service({
      "main.go": mainFile(
        ["log", "path/filepath", "runtime", "github.com/joho/godotenv"],
        'func main() {\n\t_, f, _, _ := runtime.Caller(0)\n\tif err := godotenv.Load(filepath.Join(filepath.Dir(f), "envs/.env")); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      ),
    });
    expect(dotenv).toBe("example.com/shop/envs/.env");
    const told = warnings.find(({ code }) => code === "dotenv-required")?.message;
    expect(told).toContain("as with --env-file envs/.env");
  });

  it("have the port where they configure it, and are not missed", async () => {
    const code =
      'type config struct{ Server struct{ Address string } }\nvar C config\nfunc Read() {\n\t_, f, _, _ := runtime.Caller(0)\n\tviper.SetConfigName("config")\n\tviper.SetConfigType("yml")\n\tviper.AddConfigPath(filepath.Join(filepath.Dir(filepath.Dir(f)), "config"))\n\tif err := viper.ReadInConfig(); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tviper.Unmarshal(&C)\n}';
    const { ports, warnings } = await service({
      "main.go": mainFile(
        ["net/http", "example.com/shop/pkg/config"],
        'func main() {\n\tconfig.Read()\n\thttp.ListenAndServe(":"+config.C.Server.Address, nil)\n}',
      ),
      "pkg/config/config.go": `package config\n\nimport (\n\t"log"\n\t"path/filepath"\n\t"runtime"\n\n\t"github.com/spf13/viper"\n)\n\n${code}\n`,
      "pkg/config/config.yml": "server:\n  address: 8090\n",
    });
    expect(ports.map(({ port, evidence }) => `${port} ${evidence}`)).toEqual([
      "8090 pkg/config/config.yml:2",
    ]);
    expect(warnings.map(({ code: one }) => one)).not.toContain("config-missing");
  });

  it("are none for the directory of any other path, or of a caller further up", async () => {
    for (const code of ['filepath.Dir("views/a.html")', "filepath.Dir(caller(1))"]) {
      const body = `func caller(n int) string {\n\t_, f, _, _ := runtime.Caller(1)\n\treturn f\n}\n\nfunc main() { _ = caller; template.ParseGlob(filepath.Join(${code}, "views", "*.html")) }`;
      const tree = { "main.go": mainFile(["html/template", "path/filepath", "runtime"], body) };
      expect((await service({ ...there, ...tree })).runtimeFiles).toEqual([]);
    }
  });
});
