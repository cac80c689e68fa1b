import { describe, expect, it } from "vitest";
import { nodeLine } from "../../../../src/detect/prebuild/package-json.ts";
import { detect } from "../tree.ts";

const base = {
  "go.mod": "module example.com/shop\n\ngo 1.26\n",
  "main.go": 'package main\n\nimport "embed"\n\n//go:embed all:web/dist\nvar FS embed.FS\n\nfunc main() {}\n',
};
const packageJson = (more: Record<string, unknown>) => JSON.stringify({ name: "web", ...more }, null, 2);
const vite = packageJson({ scripts: { dev: "vite", build: "vite build" } });
const prebuild = async (tree: Record<string, string>) => (await detect({ ...base, ...tree })).prebuild;

describe("an embedded directory that only a file for git lies in", () => {
  const told = async (tree: Record<string, string>) =>
    (await detect({ ...base, ...tree })).warnings.filter(({ code }) => code === "embed-placeholder");

  it("is told of, with the line that brings what belongs there", async () => {
    const [warning, ...others] = await told({
      "web/dist/README.md": "Put the dist of the front end here\n",
      "build.sh": "curl -L https://example.com/dist.tar.gz | tar xz\nmv -f page/dist web\n",
    });
    expect(warning).toMatchObject({ evidence: "main.go:5", blocksBuild: false });
    expect(warning?.message).toBe(
      'web/dist is embedded and holds only README.md; "mv -f page/dist web" (build.sh:2) seems to make it: put there what belongs there before you build',
    );
    expect(others).toEqual([]);
  });

  it("is told of where it is the part for scripts of one that holds other files", async () => {
    const tree = {
      "web/dist/robots.txt": "",
      "web/dist/js/.gitignore": "*\n!.gitignore\n",
      "web/dist/uploads/.gitignore": "*\n!.gitignore\n",
    };
    const [warning, ...others] = await told(tree);
    expect(warning?.message).toBe(
      "web/dist/js is embedded and holds only .gitignore: put there what belongs there before you build",
    );
    expect(others).toEqual([]);
    expect(await told({ ...tree, "web/dist/js/a.js": "" })).toEqual([]);
  });

  it("is told of where git leaves out a part of it that an image brings", async () => {
    const copy = "COPY --from=ui /src/web/dist/css /src/web/dist/css";
    const tree = {
      "web/dist/fonts/plain.woff2": "",
      "web/dist/js/worker.js": "",
      ".gitignore": "web/dist/css\n",
      Dockerfile: `FROM node:24 AS ui\nCOPY . /src\nRUN task styles\nFROM golang:1.26\nCOPY . /src\n${copy}\nRUN go build .\n`,
    };
    const [warning, ...others] = await told(tree);
    expect(warning?.message).toBe(
      `web/dist/css is embedded with the files around it and is not there; "${copy}" (Dockerfile:6) seems to make it: put there what belongs there before you build`,
    );
    expect(others).toEqual([]);
    expect(await told({ ...tree, "web/dist/css/a.css": "" })).toEqual([]);
  });

  it("is told of where git leaves out what a line of a Makefile writes there", async () => {
    const line = "tailwindcss -i styles/app.css -o ./web/dist/css/app.css";
    const tree = {
      "web/dist/robots.txt": "",
      ".gitignore": "app.css\n",
      Makefile: `watch:\n\t${line} --watch\ncss:\n\t${line} --minify\n`,
    };
    const [warning, ...others] = await told(tree);
    expect(warning?.message).toBe(
      `web/dist/css/app.css is embedded with the files around it and is not there; "${line} --minify" (Makefile:4) seems to make it: put there what belongs there before you build`,
    );
    expect(others).toEqual([]);
    expect(await told({ ...tree, "web/dist/css/app.css": "a{}" })).toEqual([]);
    expect(await told({ ...tree, ".gitignore": "" })).toEqual([]);
  });

  it.each([
    [
      "a name that only the build knows",
      `RUN styles -i a.css -o web/dist/css/app@\${V}.css`,
      ["css", `RUN styles -i a.css -o web/dist/css/app@\${V}.css`, 2],
    ],
    [
      "an option in a line of its own",
      "RUN styles \\\n  -o web/dist/css/app.css && \\\n  true",
      ["css/app.css", "... -o web/dist/css/app.css", 3],
    ],
    [
      "a command that follows another",
      "RUN true \\\n  && styles -o web/dist/css/app.css \\\n  ;",
      ["css/app.css", "styles -o web/dist/css/app.css", 3],
    ],
  ])("is told of what an image writes there: %s", async (_, run, [path, command, line]) => {
    const tree = {
      ...base,
      "web/dist/index.html": "<p></p>",
      ".gitignore": "web/dist/css/\n",
      Dockerfile: `FROM golang:1.26\n${run}\n`,
    };
    expect((await told(tree)).map(({ message }) => message)).toEqual([
      `web/dist/${path} is embedded with the files around it and is not there; "${command}" (Dockerfile:${line}) seems to make it: put there what belongs there before you build`,
    ]);
  });

  it("is told of where git leaves out what a directive of go:generate writes there", async () => {
    const directive = "npx tailwindcss -i styles.css -o web/dist/app.css";
    const [warning, ...others] = await told({
      "main.go": base["main.go"].replace("func main", `//go:generate ${directive}\nfunc main`),
      "web/dist/robots.txt": "",
      ".gitignore": "*.css\n!styles.css\n",
    });
    expect(warning?.message).toBe(
      `web/dist/app.css is embedded with the files around it and is not there; "${directive}" (main.go:8) seems to make it: put there what belongs there before you build`,
    );
    expect(others).toEqual([]);
  });

  it("is told of where git leaves out a part of it that a script of the build brings", async () => {
    const warnings = await told({
      "web/dist/robots.txt": "",
      ".gitignore": "web/dist/app\nweb/dist/side\n",
      "scripts/build-web.sh":
        'DIST="./web/dist/app"\nTEXTS="./web/dist/app/texts"\nyarn build\ncp -r ui/dist/* $DIST\ncp -r ui/side/dist web/dist/side\n',
    });
    expect(warnings.map(({ message }) => message.replace(/:.*/, ""))).toEqual([
      "web/dist/app is embedded with the files around it and is not there; scripts/build-web.sh seems to make it",
      'web/dist/side is embedded with the files around it and is not there; "cp -r ui/side/dist web/dist/side" (scripts/build-web.sh',
    ]);
  });

  it("is told of where a page asks for what git leaves out of it", async () => {
    const tree = {
      "web/dist/index.html": '<link href="app.css"><script src="js/app.js"></script>',
      ".gitignore": "web/dist/app.css\nweb/dist/js/app.js\nweb/dist/unused.js\n",
    };
    const [warning, ...others] = await told(tree);
    expect(warning?.message).toBe(
      "web/dist/app.css and web/dist/js/app.js are embedded with the files around and not there: put there what belongs there before you build",
    );
    expect(others).toEqual([]);
    expect(await told({ ...tree, "web/dist/app.css": "", "web/dist/js/app.js": "" })).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ["a page lies there", { "web/dist/.gitkeep": "", "web/dist/index.html": "" }],
    ["a package.json makes it", { "web/dist/.gitkeep": "", "web/package.json": vite }],
    [
      "it may be meant to be a text",
      {
        "main.go": 'package main\n\nimport "embed"\n\n//go:embed docs\nvar FS embed.FS\n\nfunc main() {}\n',
        "docs/README.md": "",
      },
    ],
  ])("but not where %s", async (_, tree) => {
    expect(await told(tree)).toEqual([]);
  });
});

describe("a lock file that does not cover package.json", () => {
  const react = {
    scripts: { build: "vite build" },
    dependencies: { react: "^18.2.0", ui: "link:../ui" },
    devDependencies: { "@types/react": "18.2.1" },
  };
  const stale = async (lock: string, text: string, more: Record<string, unknown> = {}) => {
    const tree = { ...base, "web/package.json": packageJson({ ...react, ...more }), [`web/${lock}`]: text };
    const { prebuild, warnings } = await detect(tree);
    return [
      prebuild?.staleLock,
      ...warnings.filter(({ code }) => code === "stale-lock").map((one) => one.message),
    ];
  };
  const said = (lock: string, wanted: string, manager: string) => [
    true,
    `web/${lock} does not hold ${wanted} of web/package.json, so the image installs versions that nothing pins: run "${manager} install" in web and commit the lock file`,
  ];
  const npm = (packages: Record<string, unknown>) => JSON.stringify({ lockfileVersion: 3, packages });
  const pnpm = (range: string) =>
    `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      react:\n        specifier: ${range}\n        version: 18.3.1\n    devDependencies:\n      '@types/react':\n        specifier: 18.2.1\n        version: 18.2.1\n\npackages:\n\n  react@18.3.1: {}\n`;
  const yarn = (range: string) =>
    `# yarn lockfile v1\n\n\n"@types/react@*", "@types/react@18.2.1":\n  version "18.2.1"\n\nreact@^17.0.0, react@${range}:\n  version "18.3.1"\n`;

  it.each([
    ["yarn.lock", yarn("^18.2.0"), yarn("^18.0.0"), "react@^18.2.0", "yarn"],
    ["pnpm-lock.yaml", pnpm("^18.2.0"), pnpm("^18.0.0"), "react@^18.2.0", "pnpm"],
    [
      "package-lock.json",
      npm({
        "node_modules/react": { version: "18.3.1" },
        "node_modules/@types/react": { version: "18.2.1" },
      }),
      npm({
        "node_modules/react": { version: "18.3.1" },
        "node_modules/@types/react": { version: "18.0.0" },
      }),
      "@types/react@18.2.1",
      "npm",
    ],
    [
      "package-lock.json",
      npm({
        "node_modules/react": { version: "18.3.1" },
        "node_modules/@types/react": { version: "18.2.1" },
      }),
      npm({ "node_modules/@types/react": { version: "18.2.1" } }),
      "react@^18.2.0",
      "npm",
    ],
  ])("is told from one that does, in %s", async (lock, whole, lacking, wanted, manager) => {
    expect(await stale(lock, whole)).toEqual([false]);
    expect(await stale(lock, lacking)).toEqual(said(lock, wanted, manager));
  });

  it("is none where a package is named twice, or with a space behind its range", async () => {
    const twice = { devDependencies: { react: "^17.0.0", "@types/react": "18.2.1 " } };
    expect(await stale("pnpm-lock.yaml", pnpm("^18.2.0"), twice)).toEqual([false]);
  });

  it("is not told of where the lock file has ranges of the workspace in place of it", async () => {
    const overridden = pnpm(">=18.0.0").replace(
      "importers:",
      "overrides:\n  react: '>=18.0.0'\n\nimporters:",
    );
    expect(await stale("pnpm-lock.yaml", overridden)).toEqual([false]);
  });

  it("is not looked for where package.json changes what others ask for, or in formats that are not known", async () => {
    expect(await stale("yarn.lock", yarn("^18.0.0"), { resolutions: { react: "18" } })).toEqual([false]);
    expect(await stale("yarn.lock", '__metadata:\n  version: 8\n\n"react@npm:^18.0.0":\n')).toEqual([false]);
    expect(await stale("package-lock.json", "{}")).toEqual([false]);
  });
});

describe("the step for one file among others that git leaves out", () => {
  const css = packageJson({
    scripts: {
      watch: "tailwindcss -o web/dist/css/app.css --watch",
      "build:css": "tailwindcss -i styles/app.css -o web/dist/css/app.css",
    },
  });
  const tree = { "web/dist/robots.txt": "", "package.json": css, ".gitignore": "web/dist/css/\n" };

  it("is that of the script which writes it where the directory is embedded", async () => {
    expect(await prebuild(tree)).toMatchObject({
      command: "npm run build:css",
      outputs: ["web/dist/css/app.css"],
      served: [],
    });
    expect(await prebuild({ ...tree, ".gitignore": "" })).toBeNull();
    expect(await prebuild({ ...tree, "package.json": css.replaceAll("web/dist", "other") })).toBeNull();
  });

  it("brings it into the image, beside the directory, where that is read", async () => {
    const code =
      'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.Handle("/", http.FileServer(http.Dir("web/dist")))\n\thttp.ListenAndServe(":80", nil)\n}\n';
    const { prebuild: step, runtimeFiles } = await detect({ ...base, ...tree, "main.go": code });
    expect(step).toMatchObject({ command: "npm run build:css", outputs: [] });
    expect(step?.served.map(({ source, destination }) => `${source} -> ${destination}`)).toEqual([
      "web/dist/css/app.css -> web/dist/css/app.css",
    ]);
    expect(runtimeFiles.map(({ source }) => source)).toEqual(["web/dist"]);
    const below = Object.fromEntries(
      Object.entries({ ...tree, "go.mod": base["go.mod"], "main.go": code }).map(([path, text]) => [
        `shop/${path}`,
        text,
      ]),
    );
    const makefile = "css:\n\ttailwindcss -o shop/web/dist/css/app.css\n";
    const { prebuild: inner, warnings } = await detect({ ...below, "shop/Makefile": makefile });
    expect(inner?.served.map(({ source, destination }) => `${source} -> ${destination}`)).toEqual([
      "shop/web/dist/css/app.css -> web/dist/css/app.css",
    ]);
    expect(warnings.filter(({ code: one }) => one === "served-missing")).toEqual([]);
  });
});

describe("the step that makes what the program reads when it runs", () => {
  const serving = (code: string) =>
    `package main\n\nimport (\n\t"flag"\n\t"net/http"\n\t"os"\n)\n\nvar _, _ = flag.Parse, os.Getenv\n\nfunc main() {\n\t${code}\n\thttp.ListenAndServe(":80", nil)\n}\n`;
  const plain = serving('http.Handle("/", http.FileServer(http.Dir("web/dist")))');
  const served = async (tree: Record<string, string>) => {
    const { prebuild, runtimeFiles, warnings } = await detect({ "go.mod": base["go.mod"], ...tree });
    return {
      command: prebuild?.command ?? null,
      outputs: prebuild?.outputs ?? [],
      served: prebuild?.served.map(({ source, destination }) => `${source} -> ${destination}`) ?? [],
      files: runtimeFiles.map(({ source }) => source),
      warnings: warnings.filter(({ code }) => code === "served-missing").map(({ message }) => message),
    };
  };
  const found = (pair: string) => ({
    command: "npm run build",
    outputs: [],
    served: [pair],
    files: [],
    warnings: [],
  });

  it("is told of where the author's image makes it beside the package", async () => {
    const told = async (stage: string) => {
      const tree = {
        "main.go":
          'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":80", http.FileServer(http.Dir("/opt/shop/web"))) }\n',
        "web/app/package.json": '{ "scripts": { "start": "vite" } }',
        Makefile: "front:\n\tcd web/app && npm run build -- --output-path=$(CURDIR)/dist\n",
        Dockerfile: `${stage}\nCOPY web/app /src/web/app\nRUN make front\nFROM golang AS build\nCOPY . .\nRUN go build -o /shop\nFROM debian\nCOPY --from=front /src/dist /opt/shop/web\nCOPY --from=build /shop /shop\nCMD ["/shop"]\n`,
      };
      return (await served(tree)).warnings;
    };
    expect(await told("FROM node:22 AS front")).toEqual([
      "the program reads /opt/shop/web when it runs, and it is not there: make it before you build and name it with --assets dist:/opt/shop/web",
    ]);
    expect(await told("FROM scratch AS front")).toEqual([]);
  });

  it("is the build script whose output is missing, or ignored by git", async () => {
    const tree = { "main.go": plain, "web/package.json": vite };
    expect(await served(tree)).toEqual(found("web/dist -> web/dist"));
    const built = { "web/dist/index.html": "<p>", "web/dist/app.js": "", "web/dist/b.js": "" };
    expect(await served({ ...tree, ...built, ".gitignore": "dist/\n" })).toEqual(
      found("web/dist -> web/dist"),
    );
    expect(await served({ ...tree, ...built })).toMatchObject({ command: null, files: ["web/dist"] });
  });

  it("lies above the working directory, as seen from the main or from its module", async () => {
    const code = (path: string) => serving(`http.Handle("/", http.FileServer(http.Dir("${path}")))`);
    const servedFor = async (path: string) => {
      const tree = { "server/go.mod": base["go.mod"], "server/cmd/shop/main.go": code(path) };
      const { prebuild: step } = await detect({ ...tree, "web/package.json": vite });
      return step?.served.map(({ source, destination }) => `${source} -> ${destination}`);
    };
    expect(await servedFor("../web/dist")).toEqual(["web/dist -> /web/dist"]);
    expect(await servedFor("../../../web/dist")).toEqual(["web/dist -> /web/dist"]);
    expect(await servedFor("../../../../web/dist")).toBeUndefined();
  });

  it("is told of where it lies above the working directory and a Makefile makes it", async () => {
    const { warnings } = await served({
      "server/main.go": serving('http.Handle("/", http.FileServer(http.Dir("../web/dist")))'),
      ".gitignore": "dist\n",
      Makefile: "page:\n\tbundle --into web/dist\n",
    });
    expect(warnings).toEqual([
      'the program reads /web/dist when it runs, and it is not there; "bundle --into web/dist" (Makefile:2) seems to make it: make it before you build and name it with --assets web/dist:/web/dist',
    ]);
  });

  it("gives the whole output where a file of it is read, at the default of a flag", async () => {
    const code =
      'dir := flag.String("ui", "./web/dist", "")\n\thttp.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, *dir+"/index.html") })';
    expect(await served({ "main.go": serving(code), "web/package.json": vite })).toEqual(
      found("web/dist -> web/dist"),
    );
  });

  it("gives it at the place to which the author's image copies it", async () => {
    const dockerfile =
      "FROM node:24 AS ui\nCOPY web /web\nWORKDIR /web\nRUN npm run build\nFROM golang:1.26 AS build\nCOPY . .\nRUN go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /\nCOPY --from=ui /web/dist /public\n";
    const code = serving('http.Handle("/", http.FileServer(http.Dir("public")))');
    const tree = { "main.go": code, "web/package.json": vite, Dockerfile: dockerfile };
    expect(await served(tree)).toEqual(found("web/dist -> public"));
    expect(await served({ ...tree, Dockerfile: "" })).toMatchObject({ command: null, served: [] });
  });

  it("is what the author's image takes of a build that ran before it, in place of sources of that name", async () => {
    const tree = (from: string) => ({
      "main.go": serving('http.FileServer(http.Dir("client"))'),
      "client/index.html": "",
      "client/pages.js": "",
      "package.json": packageJson({
        scripts: { build: "parcel build client/index.html" },
        targets: { default: { distDir: "./build/client" } },
      }),
      Dockerfile: `FROM golang AS build\nCOPY . .\nRUN go build -o /shop .\nFROM alpine\nWORKDIR /opt\nCOPY ${from} client/\nCOPY --from=build /shop .\nCMD ["./shop"]\n`,
    });
    expect(await served(tree("build/client"))).toMatchObject({
      served: ["build/client -> client"],
      files: [],
    });
    expect(await served(tree("client"))).toMatchObject({ command: null, files: ["client"] });
    expect(await served(tree("images"))).toMatchObject({ command: null, files: ["client"] });
  });

  it("starts from what git has of it", async () => {
    const dockerfile =
      "FROM node:24 AS ui\nWORKDIR /web\nCOPY web .\nRUN npm run build\nFROM golang:1.26 AS build\nCOPY . .\nRUN go build -o /shop .\nFROM scratch\nWORKDIR /app\nCOPY --from=build /shop .\nCOPY --from=ui /web/public /app/web/public\n";
    const code = serving('http.Handle("/", http.FileServer(http.Dir("./web/public")))');
    const tree = { "main.go": code, "web/package.json": vite, Dockerfile: dockerfile };
    const git = { ".gitignore": "/web/public/build/\n", "web/public/build/a.js": "" };
    const committedOf = async (more: Record<string, string>) =>
      (await detect({ "go.mod": base["go.mod"], ...tree, ...git, ...more })).prebuild?.committed;
    expect(await committedOf({ "web/public/index.html": "<p>" })).toEqual(["web/public/index.html"]);
    expect(await committedOf({})).toEqual([]);
  });

  it("takes it for the sources of the page, which lie under the same name", async () => {
    const dockerfile =
      "FROM node:24 AS ui\nWORKDIR /ui\nCOPY web/package.json .\nCOPY ./web .\nRUN npm run build\nFROM golang:1.26 AS build\nCOPY . .\nRUN go build -o /shop .\nFROM scratch\nWORKDIR /data\nENV SHOP_UI_DIR=/app/web\nCOPY --from=build /shop /\nCOPY --from=ui /ui/dist /app/web\n";
    const code =
      'dir := os.Getenv("SHOP_UI_DIR")\n\tif dir == "" {\n\t\tdir = "./web"\n\t}\n\thttp.Handle("/", http.FileServer(http.Dir(dir)))';
    const tree = { "main.go": serving(code), "web/package.json": vite, Dockerfile: dockerfile };
    expect(await served(tree)).toEqual(found("web/dist -> web"));
    expect((await detect({ "go.mod": base["go.mod"], ...tree })).writes).toEqual([]);
  });

  it("makes nothing of what the author's Go stage only copied", async () => {
    const dockerfile =
      "FROM golang:1.26 AS builder\nWORKDIR /app\nCOPY . .\nRUN go build -o /app/bin/shop .\nFROM alpine\nWORKDIR /app\nCOPY --from=builder /app/bin/shop /app/shop\nCOPY --from=builder /app/configs /app/configs\n";
    const code = serving(
      'viper.SetConfigName("config")\n\tviper.AddConfigPath("./configs")\n\tviper.ReadInConfig()',
    );
    const tree = {
      "main.go": code.replace('import "net/http"', 'import (\n\t"net/http"\n\t"github.com/spf13/viper"\n)'),
      "package.json": packageJson({ scripts: { build: "tsc" } }),
      "configs/config.yaml": "port: 8080\n",
      Dockerfile: dockerfile,
    };
    const { prebuild: step, runtimeFiles } = await detect({ "go.mod": base["go.mod"], ...tree });
    expect(step).toBeNull();
    expect(runtimeFiles.map(({ source }) => source)).toEqual(["configs"]);
    const node = dockerfile.replace("golang:1.26", "node:24").replace("RUN go", "RUN npm run build && go");
    const made = await detect({ "go.mod": base["go.mod"], ...tree, Dockerfile: node });
    expect(made.prebuild?.served ?? []).toEqual([]);
  });

  it("takes the output from where it was made, where a Makefile copies it", async () => {
    const tree = { "web/package.json": vite, Makefile: "ui:\n\tcp -r web/dist static/\n" };
    const code = serving('http.Handle("/", http.FileServer(http.Dir("static/dist")))');
    expect(await served({ "main.go": code, ...tree })).toEqual(found("web/dist -> static/dist"));
  });

  it("does with the output what else the recipe does that brings it", async () => {
    const recipe = (last: string) =>
      `ui:\n\t@cd web \\\n\t\t&& npm run build \\\n\t\t&& mv dist/index.html dist/app.html \\\n\t\t&& ${last}\n`;
    const command = async (last: string) =>
      (
        await detect({
          "go.mod": base["go.mod"],
          "main.go": base["main.go"].replace("web/dist", "site"),
          "web/package.json": vite,
          Makefile: recipe(last),
        })
      ).prebuild?.command;
    expect(await command("rm -rf ../site && mv dist ../site")).toBe(
      "npm run build && mkdir -p .. && mv dist/index.html dist/app.html && rm -rf ../site && mv dist ../site",
    );
    expect(await command("./sign.sh && mv dist ../site")).toBe(
      "npm run build && mkdir -p ../site && cp -R dist/. ../site/",
    );
  });

  it("leaves to the compiler what is embedded as well", async () => {
    const code = plain
      .replace('"net/http"', '"net/http"\n\t"embed"')
      .replace("func main", "//go:embed web/dist\nvar pages embed.FS\n\nfunc main");
    expect(await served({ "main.go": code, "web/package.json": vite })).toMatchObject({
      outputs: ["web/dist"],
      served: [],
      warnings: [],
    });
  });

  it("is not known where another tool makes it, which is said", async () => {
    const tree = { Makefile: "ui:\n\thugo --destination web/dist\n", ".gitignore": "dist/\n" };
    expect(await served({ "main.go": plain, ...tree })).toMatchObject({
      command: null,
      warnings: [
        'the program reads web/dist when it runs, and it is not there; "hugo --destination web/dist" (Makefile:2) seems to make it: make it before you build and name it with --assets',
      ],
    });
    expect((await served({ "main.go": plain })).warnings).toEqual([]);
  });

  it("is not missed where the program embeds a directory of that name", async () => {
    const tree = { Makefile: "ui:\n\thugo --destination web/dist\n", ".gitignore": "dist/\n" };
    const disk = serving('http.Handle("/", http.FileServer(http.Dir("dist")))');
    expect((await served({ ...tree, "main.go": disk })).warnings).toHaveLength(1);
    const embeds = {
      "main.go": disk.replace('"net/http"', '"net/http"\n\t_ "example.com/shop/web"'),
      "web/web.go": 'package web\n\nimport "embed"\n\n//go:embed all:dist\nvar Dist embed.FS\n',
      "web/dist/.gitkeep": "",
    };
    expect((await served({ ...tree, ...embeds })).warnings).toEqual([]);
  });
});

describe("the step that makes embedded files", () => {
  it("is the build script whose output is missing", async () => {
    const project = await detect({ ...base, "web/package.json": vite, "web/package-lock.json": "{}" });
    expect(project.prebuild).toEqual({
      directory: "web",
      command: "npm run build",
      packageManager: "npm",
      packageManagerVersion: null,
      pnpmLine: null,
      lockFile: "package-lock.json",
      staleLock: false,
      nodeVersion: null,
      legacyHashes: false,
      compiles: false,
      skippedDownloads: [],
      installReads: [],
      outputs: ["web/dist"],
      committed: [],
      served: [],
      placeholder: false,
      further: [],
      evidence: "web/package.json:5",
    });
    expect(project.warnings.filter(({ blocksBuild }) => blocksBuild)).toEqual([]);
  });

  it("fills the part of a placeholder that git leaves out, and is not read from disk as well", async () => {
    const main =
      'package main\n\nimport (\n\t"embed"\n\t"io/fs"\n\t"net/http"\n\t"os"\n)\n\n//go:embed build\nvar embedded embed.FS\n\nfunc main() {\n\tvar page fs.FS = os.DirFS("build/static")\n\tif len(os.Args) > 1 {\n\t\tpage, _ = fs.Sub(embedded, "build/static")\n\t}\n\thttp.ListenAndServe(":8080", http.FileServerFS(page))\n}\n';
    const made = await prebuild({
      "main.go": main,
      ".gitignore": "/build/*\n!/build/gitkeep\n",
      "build/gitkeep": "",
      "client/package.json": packageJson({ scripts: { build: "vite build --outDir ../build/static" } }),
      "client/package-lock.json": "{}",
    });
    expect(made).toMatchObject({ outputs: ["build/static"], served: [], placeholder: true });
  });

  it("is that of Next.js's export, for all that is embedded below its output", async () => {
    const project = await detect({
      ...base,
      "main.go":
        'package main\n\nimport "embed"\n\n//go:embed page\n//go:embed page/_next/static/*.js\nvar FS embed.FS\n\nfunc main() {}\n',
      "admin/package.json": packageJson({
        scripts: { build: "next build", export: "next build && next export -o dist" },
      }),
      "admin/yarn.lock": "",
      Makefile: "page:\n\tcd admin && yarn run export && mv dist ../page\n",
    });
    expect(project.prebuild?.command).toBe("yarn run export && mkdir -p ../page && cp -R dist/. ../page/");
    expect(project.warnings.filter(({ blocksBuild }) => blocksBuild)).toEqual([]);
  });

  it("is brought from where SvelteKit puts it, into a directory that an image has in another place", async () => {
    const project = await detect({
      "go.mod": base["go.mod"],
      "server/main.go": base["main.go"].replace("web/dist", "pages"),
      "server/pages/.gitkeep": "",
      ".gitignore": "server/pages/*\n",
      "ui/package.json": vite,
      "ui/svelte.config.js":
        "import adapter from '@sveltejs/adapter-static';\nexport default { kit: { adapter: adapter() } };\n",
      Dockerfile:
        "FROM node:24 AS ui\nWORKDIR /app\nCOPY ui .\nRUN npm run build\nFROM golang:1.26\nWORKDIR /app\nCOPY server/ .\nCOPY --from=ui /app/build ./pages\nRUN go build .\n",
    });
    expect(project.prebuild?.command).toBe(
      "npm run build && mkdir -p ../server/pages && cp -R build/. ../server/pages/",
    );
  });

  it("is not what the image of a site of its own holds by the same name", async () => {
    const tree = {
      "go.mod": base["go.mod"],
      "main.go": base["main.go"].replace("all:web/dist", "boot/default"),
      "boot/default/loader.efi": "x",
      ".gitignore": "dist/\n",
      "site/package.json": vite,
      "site/Dockerfile":
        'FROM node:24 AS build\nWORKDIR /app/site\nCOPY site/ ./\nRUN npm run build\nFROM node:24\nWORKDIR /app\nCOPY --from=build /app/site/dist ./dist\nCMD ["node", "./dist/server.js"]\n',
    };
    expect((await detect(tree)).prebuild).toBeNull();
  });

  it.each([
    [
      "Dockerfile",
      "FROM node:24 AS ui\nRUN npm run build\nFROM golang:1.26\nCOPY --from=ui /web/dist/ ./cmd/shop/\n",
    ],
    ["Makefile", "ui:\n\tcd web; npm run build; cp -r dist/* ../cmd/shop\n"],
  ])("is brought among the files of the package that embeds it, as a %s does", async (name, text) => {
    const project = await detect({
      "go.mod": base["go.mod"],
      "cmd/shop/main.go": base["main.go"].replace("web/dist", "index.html assets/*"),
      "web/package.json": vite,
      [name]: text,
    });
    expect(project.prebuild).toMatchObject({
      command: "npm run build && mkdir -p ../cmd/shop && cp -R dist/. ../cmd/shop/",
      outputs: ["cmd/shop/index.html", "cmd/shop/assets"],
    });
    expect(project.warnings.filter(({ blocksBuild }) => blocksBuild)).toEqual([]);
  });

  it("is that of the package from which it is copied, among several with an output of that name", async () => {
    const { prebuild } = await detect({
      ...base,
      "docs/package.json": vite,
      "ui/package.json": vite,
      Makefile: "ui:\n\tcp -r ./ui/dist/* ./web/dist/\n",
    });
    expect(prebuild?.directory).toBe("ui");
  });

  it("is that of the package from which it is copied, where an image takes it from a stage as well", async () => {
    const { prebuild } = await detect({
      ...base,
      "admin/package.json": vite,
      "ui/package.json": vite,
      Makefile: "ui:\n\tcp -r ui/dist/. web/dist/\n",
      Dockerfile:
        "FROM node:24 AS ui\nWORKDIR /work\nCOPY ui/ ./\nRUN npm run build\nFROM golang:1.26\nCOPY . .\nCOPY --from=ui /work/dist/ web/dist/\nRUN go build .\n",
    });
    expect(prebuild?.directory).toBe("ui");
  });

  it("is not brought from a stage that builds another repository", async () => {
    const image = (source: string) =>
      `FROM node:24 AS ui\nRUN apk add git\n${source}\nRUN npm run build\nFROM golang:1.26\nCOPY . .\nCOPY --from=ui /ui/dist /app/web/dist\nRUN go build .\n`;
    const tree = { ...base, "widget/package.json": vite };
    const clone = "RUN git clone https://example.com/ui.git .";
    expect((await detect({ ...tree, Dockerfile: image(clone) })).prebuild).toBeNull();
    expect((await detect({ ...tree, Dockerfile: image("COPY widget .") })).prebuild).not.toBeNull();
  });

  it("is not that of another page whose output has the same name", async () => {
    const dockerfile =
      "FROM node:24 AS ui\nCOPY ui ui\nRUN npm run build\nFROM golang:1.26\nCOPY . .\nCOPY --from=ui /build/web/dist ./web/dist\nRUN go build .\n";
    const { prebuild } = await detect({ ...base, "blog/package.json": vite, Dockerfile: dockerfile });
    expect(prebuild).toBeNull();
  });

  it.each([
    [
      "an option",
      "ui/package.json",
      { "ui/package.json": packageJson({ scripts: { build: "vite build --outDir ../web/dist" } }) },
    ],
    [
      "the configuration",
      "ui/vite.config.ts",
      {
        "ui/package.json": vite,
        "ui/vite.config.ts": "export default { build: {\n outDir: '../web/dist',\n} }\n",
      },
    ],
    [
      "a resolved path",
      "ui/vite.config.ts",
      {
        "ui/package.json": vite,
        "ui/vite.config.ts":
          "export default { build: { outDir: path.resolve(__dirname, '..', 'web/dist') } }\n",
      },
    ],
    [
      "the adapter of SvelteKit, in place of what a variable may say",
      "ui/svelte.config.js",
      {
        "ui/package.json": vite,
        "ui/vite.config.js": "export default { plugins: [sveltekit()] }\n",
        "ui/svelte.config.js":
          "import adapter from '@sveltejs/adapter-static';\nexport default { kit: { adapter: adapter({\n pages: process.env['OUT'] ?? '../web/dist',\n}) } };\n",
      },
    ],
    [
      "the root of the sources",
      "ui/vite.config.ts",
      {
        "ui/package.json": vite,
        "ui/vite.config.ts": "export default { root: 'src', build: { outDir: '../../web/dist' } }\n",
      },
    ],
    [
      "a target of Parcel",
      "ui/package.json",
      {
        "ui/package.json":
          '{\n  "targets": {\n    "default": {\n      "distDir": "../web/dist"\n    }\n  },\n  "scripts": { "build": "parcel build" }\n}\n',
      },
    ],
    [
      "a constant",
      "ui/webpack.config.js",
      {
        "ui/package.json": packageJson({ scripts: { build: "webpack" } }),
        "ui/webpack.config.js":
          "const OUT = path.join(__dirname, '../web/dist');\nmodule.exports = { output: {\n path: OUT,\n} };\n",
      },
    ],
    [
      "a script behind the script",
      "ui/package.json",
      {
        "ui/package.json": packageJson({
          scripts: {
            build: "npm run lint && npm run bundle",
            lint: "eslint",
            bundle: "esbuild app.ts --outdir=../web/dist",
          },
        }),
      },
    ],
  ])("is found by %s", async (_, __, tree) => {
    expect(await prebuild(tree)).toMatchObject({
      directory: "ui",
      command: "npm run build",
      outputs: ["web/dist"],
    });
  });

  it("prefers the script that writes where the code embeds", async () => {
    const scripts = { build: "vite build", release: "vite build --outDir=../web/dist --emptyOutDir" };
    expect(await prebuild({ "ui/package.json": packageJson({ scripts }) })).toMatchObject({
      command: "npm run release",
    });
  });

  it.each([
    ["Makefile", "web:\n\tcd ui && npm run build\n\tcp -r ui/build/* web/dist\n"],
    ["scripts.sh", "build_web() {\n  (cd ui && npm run build)\n  cp -R ui/build/. web/dist/\n}\n"],
    ["build-web.sh", "cd ui && npm run build\ncp -R ui/build/. web/dist/\n"],
    [
      "Dockerfile",
      "FROM node AS ui\nRUN npm run build\nFROM golang\nCOPY --from=ui /src/ui/build ./web/dist\n",
    ],
  ])("copies what the %s copies", async (name, text) => {
    const tree = {
      "ui/package.json": packageJson({ scripts: { build: "react-scripts build" } }),
      [name]: text,
    };
    expect(await prebuild(tree)).toMatchObject({
      command: "npm run build && mkdir -p ../web/dist && cp -R build/. ../web/dist/",
      outputs: ["web/dist"],
    });
  });

  it("stands in for a placeholder that was committed", async () => {
    const tree = { "web/package.json": vite, "web/dist/index.html": "<p>build me</p>" };
    expect(await prebuild(tree)).toMatchObject({ outputs: ["web/dist"], placeholder: true });
  });

  it.each(["build.js", "esbuild.config.mjs"])(
    "fills a directory that holds icons alone, by esbuild's functions in %s",
    async (script) => {
      const tree = {
        "package.json": packageJson({ scripts: { build: `MINIFY=true node ${script}` } }),
        [script]: 'await esbuild.build({\n  bundle: true,\n  outdir: "web/dist",\n});\n',
        "web/dist/favicon.svg": "",
        "web/dist/favicon.png": "",
      };
      expect(await prebuild(tree)).toMatchObject({ command: "npm run build", outputs: ["web/dist"] });
    },
  );

  it("fills what git ignores inside a directory that is embedded as a whole", async () => {
    const tree = {
      "main.go": base["main.go"].replace("all:web/dist", "assets"),
      "assets/error.html": "<p>",
      "assets/fail.html": "<p>",
      ".gitignore": "assets/dist\n",
      "ui/package.json": vite,
      Dockerfile:
        "FROM node AS ui\nRUN npm run build\nFROM golang\nCOPY --from=ui /shop-ui/dist assets/dist\n",
    };
    expect(await prebuild(tree)).toMatchObject({ directory: "ui", outputs: ["assets/dist"] });
    expect(await prebuild({ ...tree, Dockerfile: "" })).toBeNull();
  });

  it("fills what git ignores beside the code that embeds all that lies there, by all of its commands", async () => {
    const tree = {
      "main.go": 'package main\n\nimport _ "example.com/shop/assets"\n\nfunc main() {}\n',
      "assets/embed.go": 'package assets\n\nimport "embed"\n\n//go:embed *\nvar FS embed.FS\n',
      "assets/logo.png": "",
      ".gitignore": "/assets/*\n!/assets/*.go\n!/assets/logo.png\n",
      "web/build.mjs": 'await esbuild.build({\n  outdir: "../assets/",\n});\n',
      "web/package.json": packageJson({
        scripts: {
          build: "npm-run-all --parallel build:*",
          "build:css": "tailwindcss -i a.css -o ../assets/app.css",
          "build:js": "node build.mjs",
        },
      }),
    };
    const made = await prebuild(tree);
    expect(made).toMatchObject({ command: "npm run build", outputs: ["assets"] });
    expect(made?.committed).toEqual(["assets/embed.go", "assets/logo.png"]);
    expect(await prebuild({ ...tree, ".gitignore": "/tmp\n" })).toBeNull();
  });

  it("leaves alone code that a script only reads beside it", async () => {
    const tree = {
      "main.go": `${base["main.go"].replace('import "embed"', 'import (\n\t"embed"\n\n\t_ "example.com/shop/texts"\n)')}`,
      "texts/embed.go": 'package texts\n\nimport "embed"\n\n//go:embed *\nvar FS embed.FS\n',
      "texts/en.ini": "",
      ".gitignore": "dist\n",
      "web/package.json": packageJson({
        scripts: { prebuild: "node make.mjs", build: "vite build" },
      }),
      "web/make.mjs":
        'import fs from "node:fs";\nfs.writeFileSync("src/texts.json", fs.readFileSync("../texts/en.ini"));\n',
    };
    expect(await prebuild(tree)).toMatchObject({ command: "npm run build", outputs: ["web/dist"] });
  });

  it("is needed for what git ignores, built here or not", async () => {
    const built = { "web/dist/index.html": "", "web/dist/app.js": "", "web/dist/app.css": "" };
    expect(await prebuild({ "web/package.json": vite, ...built, ".gitignore": "dist/\n" })).toMatchObject({
      placeholder: false,
    });
    expect(await prebuild({ "web/package.json": vite, ...built })).toBeNull();
    // What git might leave out inside of it is no reason either.
    expect(await prebuild({ "web/package.json": vite, ...built, ".gitignore": "build/\n" })).toBeNull();
  });

  it("is none where package.json has nothing to do with what is embedded", async () => {
    const tree = { "docs/package.json": vite, "web/dist/a.css": "", "web/dist/b.css": "" };
    expect(await prebuild(tree)).toBeNull();
  });
});

describe("downloads that no page needs", () => {
  const skipped = async (tree: Record<string, string>) => (await prebuild(tree))?.skippedDownloads;
  const scripts = { build: "vite build" };

  it("are skipped for packages of package.json and for those that they bring", async () => {
    const own = packageJson({ scripts, devDependencies: { puppeteer: "^24.0.0" } });
    expect(await skipped({ "web/package.json": own })).toEqual(["PUPPETEER_SKIP_DOWNLOAD=true"]);
    const locks = [
      ["package-lock.json", '{ "packages": { "node_modules/cypress": { "version": "15.0.0" } } }'],
      ["yarn.lock", "cypress@^15.0.0:\n  version 15.0.0\n"],
      ["pnpm-lock.yaml", "packages:\n\n  cypress@15.0.0:\n    resolution: {}\n"],
    ] as const;
    for (const [lock, text] of locks)
      expect(await skipped({ "web/package.json": vite, [`web/${lock}`]: text })).toEqual([
        "CYPRESS_INSTALL_BINARY=0",
      ]);
  });

  it("are none for packages that are called alike", async () => {
    const devDependencies = { "@types/puppeteer": "^7.0.0", "electron-to-chromium": "^1.5.0" };
    const lock = '{ "packages": { "node_modules/@types/puppeteer": {} } }';
    const tree = {
      "web/package.json": packageJson({ scripts, devDependencies }),
      "web/package-lock.json": lock,
    };
    expect(await skipped(tree)).toEqual([]);
  });
});

describe("what the step starts from", () => {
  it("are files that git has among what it makes, but no stand-ins", async () => {
    const made = await prebuild({
      "main.go": base["main.go"].replace("all:web/dist", "pages"),
      ".gitignore": "/pages/assets/\n/pages/page.json\n",
      "pages/.gitkeep": "",
      "pages/index.html": "",
      "pages/page.json": "",
      "pages/robots.txt": "",
      "pages/api/openapi.yml": "",
      "pages/assets/app.css": "",
      "web/package.json": packageJson({ scripts: { build: "vite build --outDir ../pages" } }),
    });
    expect(made?.outputs).toEqual(["pages"]);
    expect(made?.committed.toSorted()).toEqual(["pages/api/openapi.yml", "pages/robots.txt"]);
  });

  it("is a directory of pages without their scripts, which the script for coverage does not make", async () => {
    const made = await prebuild({
      "main.go": base["main.go"].replace("all:web/dist", "pages"),
      ".gitignore": "pages/static/\n",
      "pages/index.html": "{}",
      "pages/api/index.html": "",
      "pages/api/openapi.yml": "",
      "web/package.json": packageJson({
        scripts: { build: "vite build --outDir ../pages", coverage: "vite build --outDir ../pages" },
      }),
      "Dockerfile.coverage": "FROM node:24\nCOPY web .\nRUN pnpm coverage\n",
    });
    expect(made).toMatchObject({ command: "npm run build", outputs: ["pages"] });
  });

  it("is nothing in its own directory, which bundlers empty", async () => {
    const tree = { ".gitignore": "/web/dist/assets/\n", "web/dist/robots.txt": "", "web/package.json": vite };
    expect(await prebuild(tree)).toMatchObject({ outputs: ["web/dist"], committed: [] });
  });
});

describe("what the sources of a package ask for outside of it", () => {
  const tree = {
    "web/package.json": vite,
    "web/src/i18n.ts":
      'import en from "../../locales/en.json";\nimport { a } from "./a";\nimport "../../shared/all";\n',
    "web/src/a.ts": 'export const a = fetch("../api/items");\n',
    "web/tsconfig.json": '{ "extends": "../tsconfig.base.json" }\n',
    "locales/en.json": "{}",
    "locales/fr.json": "{}",
    "shared/all.ts": "",
    "shared/all.go": "package shared\n",
    "tsconfig.base.json": "{}",
    "items/a.txt": "",
  };

  it("is there when its script runs", async () => {
    expect((await prebuild(tree))?.committed).toEqual([
      "locales/en.json",
      "shared/all.ts",
      "tsconfig.base.json",
    ]);
  });

  it("is what a pattern names, but Go's own files, and what a script of its own reads", async () => {
    const views = Array.from({ length: 101 }, (_, at) => [`views/v${at}.go`, "package views\n"]);
    const found = await prebuild({
      "web/package.json": vite,
      "web/tailwind.config.js": 'module.exports = { content: ["../views/**/*.templ"] };\n',
      "web/util/texts.mjs": 'import fs from "node:fs/promises";\nawait fs.readdir("../texts");\n',
      "views/page.templ": "",
      ...Object.fromEntries(views),
      "texts/en.yaml": "",
    });
    expect(found?.committed).toEqual(["texts/en.yaml", "views/page.templ"]);
  });

  it("is nothing that it makes", async () => {
    const made = { ...tree, "web/vite.config.ts": 'export default { build: { outDir: "../public" } };\n' };
    const main =
      'package main\n\nimport "embed"\n\n//go:embed all:public\nvar FS embed.FS\n\nfunc main() {}\n';
    const found = await prebuild({ ...made, "main.go": main, "public/.gitkeep": "" });
    expect(found?.committed).not.toContain("public/.gitkeep");
  });
});

describe("what an installation reads beside package.json and the lock file", () => {
  const reads = async (tree: Record<string, string>) =>
    (await prebuild({ "web/package.json": vite, ...tree }))?.installReads;
  const script = (name: string, command: string) =>
    packageJson({ scripts: { build: "vite build", [name]: command } });

  it.each<[string, Record<string, string>, string[]]>([
    ["is nothing, mostly", { "web/src/app.ts": "", "web/.yarn/cache/a.zip": "" }, []],
    ["are patches of packages", { "web/patches/a.patch": "" }, ["patches"]],
    ["is the Yarn of the repository", { "web/.yarn/releases/yarn.cjs": "" }, [".yarn"]],
    ["is anything in a workspace", { "web/pnpm-workspace.yaml": "packages:\n  - app\n" }, ["."]],
    ["is nothing for settings of pnpm", { "web/pnpm-workspace.yaml": "onlyBuiltDependencies: []\n" }, []],
    ["is anything for a script", { "web/package.json": script("postinstall", "node scripts/a.js") }, ["."]],
    [
      "is anything for a file that a script starts",
      { "web/package.json": script("postinstall", "bin/update.sh"), "web/bin/update.sh": "" },
      ["."],
    ],
    [
      "is anything for a script that calls another",
      {
        "web/package.json": packageJson({
          scripts: { build: "vite build", prepare: "npm run icons", icons: "copy-icons icons.json" },
        }),
        "web/icons.json": "{}",
      },
      ["."],
    ],
    ["is nothing for a tool", { "web/package.json": script("prepare", "husky") }, []],
    ["is nothing for a program of a package", { "web/package.json": script("prepare", "tools/gen x") }, []],
  ])("%s", async (_, tree, expected) => {
    expect(await reads(tree)).toEqual(expected);
  });
});

describe("what go generate makes", () => {
  const code = (directive: string) => ({
    "go.mod": base["go.mod"],
    "main.go": 'package main\n\nimport "example.com/shop/api"\n\nfunc main() { api.Serve() }\n',
    "api/api.go": `package api\n\n//go:generate ${directive}\n//go:generate go run ./mock -o mock_client.go\n`,
    ".gitignore": "*.gen.go\nmock_*.go\n",
  });

  it("is code that git leaves out, with Go alone", async () => {
    const { prebuild, warnings } = await detect(code("go tool oapi-codegen -o ./api.gen.go shop.yml"));
    expect(prebuild).toMatchObject({ command: "go generate ./api", outputs: ["api/api.gen.go"] });
    expect(warnings.filter(({ blocksBuild }) => blocksBuild)).toEqual([]);
  });

  it("is said where other tools make the code", async () => {
    const { prebuild, warnings } = await detect(code("ogen --output api.gen.go shop.yml"));
    expect(prebuild).toBeNull();
    expect(warnings.find(({ code: kind }) => kind === "code-missing")).toEqual({
      code: "code-missing",
      message:
        'api/api.gen.go is not there; "ogen --output api.gen.go shop.yml" (api/api.go:3) makes it: generate it before you build',
      evidence: "api/api.go:3",
      blocksBuild: true,
    });
  });

  it.each([
    ["is there", { "api/api.gen.go": "package api\n" }],
    ["is kept by git", { ".gitignore": "shop.db\n" }],
  ])("is nothing where the code %s", async (_, more) => {
    const { prebuild, warnings } = await detect({ ...code("ogen --output api.gen.go shop.yml"), ...more });
    expect([prebuild, warnings.filter(({ blocksBuild }) => blocksBuild)]).toEqual([null, []]);
  });

  it.each<[string, string, string]>([
    ["go run github.com/99designs/gqlgen", "exec:\n  # For all.\n\n  filename: exec_gen.go\n", "exec_gen.go"],
    ["go tool gqlgen generate", "exec: {package: api, filename: ./exec_gen.go}\n", "exec_gen.go"],
  ])("is code of gqlgen, by its configuration: %s", async (directive, config, output) => {
    const names = "model:\n  filename: models_gen.go\nresolver:\n  filename: resolver_gen.go\n";
    const { prebuild } = await detect({
      ...code(directive),
      ".gitignore": "*_gen.go\n",
      "api/gqlgen.yml": `schema:\n  - "*.graphql"\n${config}${names}`,
    });
    expect(prebuild).toMatchObject({
      command: "go generate ./api",
      outputs: [`api/${output}`, "api/models_gen.go"],
    });
  });

  it("is no code of gqlgen that was committed, or that the configuration does not name", async () => {
    const ignored = { ...code("go run github.com/99designs/gqlgen"), ".gitignore": "*_gen.go\n" };
    const config = "exec:\n  layout: follow-schema\n  # a\n  dir: api\nresolver:\n  filename: a_gen.go\n";
    expect((await detect({ ...ignored, "gqlgen.yml": config })).prebuild).toBeNull();
    const there = {
      "gqlgen.yml": "exec:\n  filename: api/exec_gen.go\n",
      "api/exec_gen.go": "package api\n",
    };
    expect((await detect({ ...ignored, ...there })).prebuild).toBeNull();
  });

  it("is said of gqlgen where it has to be installed", async () => {
    const { prebuild, warnings } = await detect({
      ...code("gqlgen"),
      ".gitignore": "*_gen.go\n",
      "gqlgen.yml": "exec:\n  filename: api/exec_gen.go\n",
    });
    expect(prebuild).toBeNull();
    expect(warnings.find(({ code: kind }) => kind === "code-missing")?.message).toBe(
      'api/exec_gen.go is not there; "gqlgen" (api/api.go:3) makes it: generate it before you build',
    );
  });

  const tree = (directive: string) => ({
    "go.mod": "module example.com/shop\n\ngo 1.26\n",
    "main.go": 'package main\n\nimport _ "example.com/shop/web"\n\nfunc main() {}\n',
    "web/web.go": `package web\n\nimport _ "embed"\n\n//go:generate ${directive}\n\n//go:embed app.min.js\nvar app string\n`,
    "web/gen/main.go": "package main\n\nfunc main() {}\n",
  });
  const missing = (warnings: readonly { code: string }[]) =>
    warnings.filter(({ code }) => code === "embed-missing").length;

  it("is made before the build where Go alone does it", async () => {
    const project = await detect(tree("go run ./gen"));
    expect(project.prebuild).toMatchObject({
      directory: ".",
      command: "go generate ./web",
      packageManager: null,
      outputs: ["web/app.min.js"],
      evidence: "web/web.go:5",
    });
    expect(missing(project.warnings)).toBe(0);
  });

  it("is made by the directives of another package whose generator names it", async () => {
    const { prebuild, warnings } = await detect({
      ...tree("go run ./gen"),
      "main.go":
        'package main\n\nimport _ "example.com/shop/web"\n\n//go:generate go run "./build/pages.go"\n\nfunc main() {}\n',
      "web/web.go": 'package web\n\nimport _ "embed"\n\n//go:embed app.min.js\nvar app string\n',
      "build/pages.go":
        '//go:build tools\n\npackage main\n\nimport "os"\n\nfunc main() { os.WriteFile("web/app.min.js", nil, 0o644) }\n',
    });
    expect(prebuild).toMatchObject({
      command: "go generate .",
      outputs: ["web/app.min.js"],
      evidence: "main.go:5",
    });
    expect(missing(warnings)).toBe(0);
  });

  it("is left to the user where another tool has to be there", async () => {
    const project = await detect(tree("esbuild app.js --outfile=app.min.js"));
    expect(project.prebuild).toBeNull();
    expect(missing(project.warnings)).toBe(1);
  });
});

describe("the package manager", () => {
  const manager = async (tree: Record<string, string>) => {
    const found = await prebuild({ "web/package.json": vite, ...tree });
    return [found?.command, found?.packageManagerVersion, found?.lockFile];
  };

  it.each([
    ["package-lock.json", "npm run build"],
    ["pnpm-lock.yaml", "pnpm run build"],
    ["yarn.lock", "yarn run build"],
    ["bun.lock", "bun run build"],
  ])("follows from %s", async (lock, command) => {
    expect(await manager({ [`web/${lock}`]: "" })).toEqual([command, null, lock]);
  });

  it.each<[string, Record<string, unknown>, string | null]>([
    ["lockfileVersion: 5.4\n", {}, "7"],
    ["lockfileVersion: '6.0'\n", {}, "8"],
    ["lockfileVersion: '9.0'\n", {}, "10"],
    ["lockfileVersion: '9.0'\n", { engines: { pnpm: ">=8" } }, "10"],
    ["lockfileVersion: '9.0'\n", { engines: { pnpm: "^9.4.0" } }, "^9.4.0"],
    ["lockfileVersion: '9.0'\n", { engines: { pnpm: "9.15.0" } }, "9.15.0"],
    ["lockfileVersion: '6.0'\n", { engines: { pnpm: ">=9 <11" } }, "9"],
    ["lockfileVersion: '9.0'\n", { packageManager: "pnpm@9.1.0" }, null],
    ["lockfileVersion: '12.0'\n", {}, null],
  ])("is the pnpm that reads a lock file of %s with %j", async (lock, more, line) => {
    const json = packageJson({ scripts: { build: "vite build" }, ...more });
    const found = await prebuild({ "web/package.json": json, "web/pnpm-lock.yaml": lock });
    expect(found?.pnpmLine).toBe(line);
  });

  it("is the one that packageManager pins, without its checksum", async () => {
    const pinned = packageJson({ packageManager: "pnpm@9.1.0+sha512.abc", scripts: { build: "vite build" } });
    expect(await manager({ "web/package.json": pinned })).toEqual(["pnpm run build", "pnpm@9.1.0", null]);
  });

  it("runs from the root of a workspace that keeps the lock file", async () => {
    const found = await prebuild({
      "package.json": packageJson({ workspaces: ["web"] }),
      "yarn.lock": "",
      "web/package.json": vite,
    });
    expect(found).toMatchObject({
      directory: ".",
      command: "cd web && yarn run build",
      lockFile: "yarn.lock",
    });
  });
});

describe("the Node line", () => {
  it.each([
    ["20", "20"],
    ["v20.11.1", "20.11.1"],
    ["^20.9.0", "20"],
    ["20.x", "20"],
    ["~22.1", "22"],
    [">=18 <23", "22"],
    [">=18.0.0 <20.5.0", "20"],
    [">=18", null],
    ["^18 || ^20 || >=22", null],
    ["^18 || ^20", "20"],
    ["lts/iron", "20"],
    ["lts/*", null],
    ["*", null],
    ["", null],
  ])("that %j asks for is %j", (range, line) => {
    expect(nodeLine(range)).toBe(line);
  });

  it("is that of the author's images where nothing else tells, if they agree", async () => {
    const from = (...images: string[]) =>
      prebuild({
        "web/package.json": vite,
        Dockerfile: images.map((image) => `FROM ${image} AS a\n`).join(""),
      });
    expect((await from("--platform=$BUILDPLATFORM node:20.11-alpine", "golang:1.26"))?.nodeVersion).toBe(
      "20",
    );
    expect((await from("node:20", "docker.io/library/node:22-slim"))?.nodeVersion).toBeNull();
    expect((await from("node:lts", "example.com/our-node:18"))?.nodeVersion).toBeNull();
  });

  it.each([
    ["yarn.lock", '# yarn lockfile v1\n\nwebpack@4.44.2, webpack@^4.0.0:\n  version "4.44.2"\n'],
    ["package-lock.json", '{\n  "node_modules/webpack": {\n    "version": "4.46.0",\n  }\n}'],
    ["pnpm-lock.yaml", "packages:\n\n  webpack@4.47.0:\n    engines: {}\n"],
  ])("may need MD4 for webpack 4 in %s", async (name, lock) => {
    const md4 = async (tree: Record<string, string>) =>
      (await prebuild({ "web/package.json": vite, ...tree }))?.legacyHashes;
    expect(await md4({ [`web/${name}`]: lock })).toBe(true);
    expect(await md4({ [`web/${name}`]: lock.replaceAll(/4\.4\d\.\d/g, "5.9.1") })).toBe(false);
    expect(await md4({ [`web/${name}`]: lock, ".nvmrc": "16" })).toBe(false);
  });

  it("has make and Python where a script or the author's image asks for them", async () => {
    const compiles = async (scripts: Record<string, string>, ui = "") => {
      const tree = {
        "web/package.json": packageJson({ scripts }),
        Dockerfile: `FROM node:24-alpine AS ui\nWORKDIR /web\nCOPY web .\n${ui}\nRUN npm run build\nFROM golang:1.26\nRUN apk add make\nCOPY . .\nCOPY --from=ui /web/dist web/dist\nRUN go build .\n`,
      };
      return (await prebuild(tree))?.compiles;
    };
    expect(await compiles({ build: "vite build" })).toBe(false);
    expect(await compiles({ build: "vite build", prebuild: "make icons" })).toBe(true);
    expect(await compiles({ build: "vite build && npm run texts", texts: "python3 texts.py" })).toBe(true);
    expect(await compiles({ build: "vite build", postinstall: "make" })).toBe(true);
    expect(await compiles({ build: "vite build --mode make" })).toBe(false);
    expect(await compiles({ build: "vite build" }, "RUN apk add --no-cache python3 make g++")).toBe(true);
    expect(await compiles({ build: "vite build" }, "RUN apk add --no-cache libc6-compat")).toBe(false);
  });

  it("comes from .nvmrc before engines", async () => {
    const tree = {
      "web/package.json": packageJson({ engines: { node: "^20" }, scripts: { build: "vite build" } }),
    };
    expect((await prebuild(tree))?.nodeVersion).toBe("20");
    expect((await prebuild({ ...tree, ".nvmrc": "v22.4.0\n" }))?.nodeVersion).toBe("22.4.0");
  });
});

describe("what swag makes", () => {
  const tree = {
    "go.mod": "module example.com/shop\n\ngo 1.26\n\nrequire github.com/swaggo/swag v1.16.4\n",
    "go.sum": "github.com/swaggo/swag v1.16.4 h1:x=\n",
    "cmd/main.go":
      'package main\n\nimport (\n\t"net/http"\n\n\t_ "example.com/shop/docs"\n)\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
    ".gitignore": "/docs\n",
  };
  const madeBy = async (makefile: string, more: Record<string, string> = {}) => {
    const { prebuild, warnings } = await detect({ ...tree, Makefile: makefile, ...more });
    const blocks = warnings.some(({ blocksBuild }) => blocksBuild);
    return { step: prebuild?.command ?? null, outputs: prebuild?.outputs, blocks };
  };

  it("is made with Go alone, by the version that go.mod requires", async () => {
    expect(await madeBy("docs:\n\t@swag init -g cmd/main.go --parseInternal\n")).toEqual({
      step: "go run github.com/swaggo/swag/cmd/swag@v1.16.4 init -g cmd/main.go --parseInternal",
      outputs: ["docs/docs.go"],
      blocks: false,
    });
  });

  it("is made where a Makefile below it goes up to the module first", async () => {
    const below = (up: string) =>
      madeBy("", { "tools/dev/Makefile": `docs:\n\t@cd ${up} && swag init -g cmd/main.go\n` });
    expect((await below("../..")).step).toBe(
      "go run github.com/swaggo/swag/cmd/swag@v1.16.4 init -g cmd/main.go",
    );
    expect((await below("..")).step).toBeNull();
  });

  it("is made as a script has it that is run by hand from the module", async () => {
    const script = (words: string) =>
      madeBy("", {
        "script/bootstrap.sh": `#!/bin/sh\n# swag init -g cmd/main.go -o gone\nswag init ${words}\n`,
      });
    expect((await script("-d . -g ./cmd/main.go")).step).toBe(
      "go run github.com/swaggo/swag/cmd/swag@v1.16.4 init -d . -g ./cmd/main.go",
    );
    expect((await script("-g ../cmd/main.go")).step).toBeNull();
  });

  it.each([
    ["from where there is nothing to read", "docs:\n\tswag init\n"],
    ["elsewhere", "docs:\n\tswag init -g cmd/main.go -o api\n"],
    ["in another directory", "docs:\n\tcd cmd && swag init\n"],
    ["with words of make's own", "docs:\n\tswag init -g $(MAIN)\n"],
  ])("is missing where it is made %s", async (_, makefile) => {
    expect(await madeBy(makefile)).toMatchObject({ step: null, blocks: true });
  });

  it("is nothing where the repository has it", async () => {
    const there = { "docs/docs.go": "package docs\n" };
    expect((await madeBy("docs:\n\tswag init -g cmd/main.go\n", there)).step).toBeNull();
  });
});

describe("what templ makes", () => {
  const tree = {
    "go.mod": "module example.com/shop\n\ngo 1.26\n\nrequire github.com/a-h/templ v0.3.960\n",
    "go.sum": "github.com/a-h/templ v0.3.960 h1:x=\n",
    "main.go":
      'package main\n\nimport (\n\t"example.com/shop/pages"\n\t"example.com/shop/web"\n)\n\nfunc main() { web.Serve(pages.Home()) }\n',
    "web/web.go":
      'package web\n\nimport "github.com/a-h/templ"\n\nfunc Serve(c templ.Component) { layout() }\n',
    "web/layout.templ": "package web\n",
    "pages/home.templ": 'package pages\n\nimport "example.com/shop/parts"\n',
    "parts/nav.templ": "package parts\n",
    "parts/foot.templ": "package parts\n",
    "parts/foot_templ.go": "package parts\n",
  };
  const blocking = async (more: Record<string, string>) => {
    const { prebuild, generate, warnings } = await detect({ ...tree, ...more });
    return {
      prebuild,
      generate,
      warnings: warnings.filter(({ blocksBuild }) => blocksBuild).map(({ message }) => message),
    };
  };

  it("is made with Go alone, by the version that go.mod requires", async () => {
    const { prebuild, warnings } = await blocking({});
    expect(prebuild).toMatchObject({
      directory: ".",
      command: "go run github.com/a-h/templ/cmd/templ@v0.3.960 generate",
      packageManager: null,
      outputs: ["pages/home_templ.go", "parts/nav_templ.go", "web/layout_templ.go"],
    });
    expect(warnings).toEqual([]);
  });

  it("is made with the experiments of the repository's own build", async () => {
    const Dockerfile =
      "FROM golang\nCOPY . .\nRUN --mount=type=cache,target=/root/.cache \\\n    TEMPL_EXPERIMENT=rawgo templ generate\n";
    expect((await blocking({ Dockerfile })).prebuild?.command).toBe(
      "TEMPL_EXPERIMENT=rawgo go run github.com/a-h/templ/cmd/templ@v0.3.960 generate",
    );
  });

  it("is nothing where the repository has the code", async () => {
    const there = {
      "pages/home_templ.go": "package pages\n",
      "parts/nav_templ.go": "package parts\n",
      "web/layout_templ.go": "package web\n",
    };
    expect((await blocking(there)).prebuild).toBeNull();
  });

  it("is made beside what Node.js makes", async () => {
    const page = {
      "web/embed.go": 'package web\n\nimport "embed"\n\n//go:embed dist\nvar FS embed.FS\n',
      "web/package.json": vite,
    };
    const { prebuild, generate, warnings } = await blocking(page);
    expect(prebuild).toMatchObject({ command: "npm run build", packageManager: "npm" });
    expect(generate).toMatchObject({
      directory: ".",
      command: "go run github.com/a-h/templ/cmd/templ@v0.3.960 generate",
    });
    expect(warnings).toEqual([]);
  });
});
