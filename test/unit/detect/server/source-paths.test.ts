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

  it("are none for the directory of any other path, or of a caller further up", async () => {
    for (const code of ['filepath.Dir("views/a.html")', "filepath.Dir(caller(1))"]) {
      const body = `func caller(n int) string {\n\t_, f, _, _ := runtime.Caller(1)\n\treturn f\n}\n\nfunc main() { _ = caller; template.ParseGlob(filepath.Join(${code}, "views", "*.html")) }`;
      const tree = { "main.go": mainFile(["html/template", "path/filepath", "runtime"], body) };
      expect((await service({ ...there, ...tree })).runtimeFiles).toEqual([]);
    }
  });
});
