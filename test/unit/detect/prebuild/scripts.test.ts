import { describe, expect, it } from "vitest";
import { scriptCallsOf } from "../../../../src/detect/prebuild/script-calls.ts";
import type { Prebuild } from "../../../../src/types/prebuild.ts";
import { detect } from "../tree.ts";

const base = {
  "go.mod": "module example.com/shop\n\ngo 1.26\n",
  "main.go": 'package main\n\nimport "embed"\n\n//go:embed all:web/dist\nvar FS embed.FS\n\nfunc main() {}\n',
};
const packageJson = (scripts: Record<string, string>, more: Record<string, unknown> = {}) =>
  JSON.stringify({ name: "web", scripts, ...more }, null, 2);
const command = async (tree: Record<string, string>) =>
  (await detect({ ...base, ...tree })).prebuild?.command ?? null;

describe("a script that makes sources of the page", () => {
  const tree = {
    ".gitignore": "__generated__\n",
    "shop.graphql": "type Query { name: String }\n",
    "web/package.json": packageJson({
      build: "vite build",
      generate: "apollo codegen --schema ../shop.graphql --globals src/__generated__/types.ts",
    }),
    "web/src/app.ts": 'import { Name } from "./__generated__/types";\n',
  };
  const first = "npm run generate && npm run build";

  it.each<[string, Record<string, string>, string]>([
    ["runs first where git leaves them out", {}, first],
    ["does not where they are there", { "web/src/__generated__/types.ts": "" }, "npm run build"],
    ["does not where nothing imports them", { "web/src/app.ts": "" }, "npm run build"],
    ["does not where git has no word of them", { ".gitignore": "dist\n" }, "npm run build"],
    [
      "does not where another runs it",
      { "web/package.json": packageJson({ build: "npm run codegen && vite build", codegen: "apollo" }) },
      "npm run build",
    ],
    [
      "does not where the manager runs it before",
      {
        "web/package.json": packageJson({
          prebuild: "apollo codegen",
          build: "vite build",
          gen: "apollo codegen",
        }),
      },
      "npm run build",
    ],
  ])("%s", async (_, more, expected) => {
    expect(await command({ ...tree, ...more })).toBe(expected);
  });

  it("has the files outside of the page that it reads", async () => {
    expect((await detect({ ...base, ...tree })).prebuild?.committed).toEqual(["shop.graphql"]);
  });
});

describe("the script that is taken", () => {
  it.each<[string, Record<string, string>, string | null]>([
    ["is none that formats", { "fix:css": "prettier --write 'src/**/*.css'" }, null],
    ["is none that only checks", { build: "npm run check && tsc --noEmit", check: "eslint ." }, null],
    ["is none that never ends", { "css:go": "tailwindcss -i a.css --watch" }, null],
    ["may check before it builds", { build: "eslint . && node make.js" }, "npm run build"],
    ["may be a program that the manager finds", { build: "yarn webpack" }, "npm run build"],
    ["may call others by a pattern", { build: "run-s go:*", "go:a": "node a.js" }, "npm run build"],
    ["is one with a bundler, whatever its name", { pack: "webpack -c my.js" }, "npm run pack"],
    ["is rather that than one about styles", { css: "sass a b", pack: "vite build" }, "npm run pack"],
    ["may name a package after a tool", { build: "bun --filter my-next build" }, "npm run build"],
    ["may go to a package like a tool", { build: "bun --filter next build" }, "npm run build"],
    ["is none for documentation", { "docs:build": "bun --filter docs docs:build" }, null],
    [
      "may be one for documentation that writes there",
      { "docs:build": "vite build --outDir dist", build: "node make.js" },
      "npm run docs:build",
    ],
    ["is no server", { start: "webpack serve" }, null],
  ])("%s", async (_, scripts, expected) => {
    expect(await command({ "web/package.json": packageJson(scripts) })).toBe(expected);
  });

  it.each([
    ["react-router", { dev: "react-router dev", build: "react-router build" }],
    ["Remix", { dev: "remix vite:dev", build: "remix vite:build" }],
  ])("is that of %s, whose pages are one half of what it makes", async (_, scripts) => {
    const tree = {
      "main.go": base["main.go"].replace("web/dist", "web/build/client"),
      "web/package.json": packageJson(scripts),
    };
    const { prebuild } = await detect({ ...base, ...tree });
    expect(prebuild).toMatchObject({ command: "npm run build", outputs: ["web/build/client"] });
  });

  const several = packageJson({ build: "vite build", embed: "vite build --mode embed", dev: "vite build" });
  it.each([
    ["a Dockerfile", { Dockerfile: "FROM node\nRUN npm ci --prefix web && npm run embed --prefix web\n" }],
    ["a Makefile", { Makefile: "web:\n\t@cd web && yarn embed\n" }],
    ["a directive", { "gen.go": "package main\n\n//go:generate npm --prefix web run embed\n" }],
  ])("is the one that %s runs", async (_, tree) => {
    expect(await command({ "web/package.json": several, ...tree })).toBe("npm run embed");
  });

  it("is none for development, and none of another package", async () => {
    const tree = {
      "web/package.json": several,
      Makefile: "a:\n\tnpm run dev\n\tnpm --prefix docs run embed\n",
    };
    expect(await command(tree)).toBe("npm run build");
  });

  it("is that of the package itself where one above only goes there", async () => {
    const { prebuild } = await detect({
      ...base,
      "package.json": packageJson({ build: "cd web && yarn install && yarn vite build" }),
      "web/package.json": packageJson({ build: "vite build" }),
      "web/yarn.lock": "# yarn lockfile v1\n",
      Dockerfile:
        "FROM node AS web\nWORKDIR /build\nCOPY web ./\nRUN yarn build\nFROM golang\nCOPY . .\nCOPY --from=web /build/dist web/dist\n",
    });
    expect([prebuild?.directory, prebuild?.command]).toEqual(["web", "yarn run build"]);
  });

  it("is no server that the repository's own files start for a developer", async () => {
    const scripts = {
      serve: "export A=b; vue-cli-service serve",
      build: "export A=b; vue-cli-service build",
    };
    const tree = {
      "web/package.json": packageJson(scripts),
      Makefile: "server:\n\tcd ./web && yarn serve\nweb:\n\tcd web \\\n\t&& yarn build\n",
    };
    expect(await command(tree)).toBe("npm run build");
  });

  it("is the one whose output the author's image takes, also for what lies inside it", async () => {
    const code =
      'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.Handle("/", http.FileServer(http.Dir("web/pack/static")))\n\thttp.ListenAndServe(":80", nil)\n}\n';
    const dockerfile =
      "FROM node AS ui\nADD web/ /web\nFROM golang AS build\nCOPY . .\nRUN go build -o /shop .\nFROM scratch\nCOPY --from=ui /web/pack web/pack\nCOPY --from=build /shop /\n";
    const scripts = packageJson({ "fix:css": "prettier --write .", build: "webpack --mode production" });
    const { prebuild } = await detect({
      ...base,
      "main.go": code,
      "web/package.json": scripts,
      Dockerfile: dockerfile,
    });
    expect(prebuild).toMatchObject({ command: "npm run build", served: [{ source: "web/pack/static" }] });
  });

  it("is the one whose output the author's image puts around the files that are opened", async () => {
    const code =
      'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.Handle("/js/", http.FileServer(http.Dir("public/js")))\n\thttp.ListenAndServe(":80", nil)\n}\n';
    const dockerfile =
      "FROM golang AS build\nCOPY . .\nRUN go build -o /shop .\nFROM node AS ui\nWORKDIR /src\nCOPY . .\nRUN npm run build\nFROM scratch\nWORKDIR /srv\nCOPY --from=build /shop /srv/shop\nCOPY --from=ui /src/dist /srv/public\n";
    const { prebuild } = await detect({
      ...base,
      "main.go": code,
      "package.json": packageJson({ build: "vite build" }),
      "public/favicon.ico": "a",
      Dockerfile: dockerfile,
    });
    expect(prebuild?.served).toEqual([{ source: "dist", destination: "public", evidence: "main.go:6" }]);
  });

  it("is the one whose output the author's image puts beside the program", async () => {
    const code =
      'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\tos.ReadFile(".env")\n\tos.ReadFile("robots.txt")\n\thttp.Handle("/", http.FileServer(http.Dir("static")))\n\thttp.ListenAndServe(":80", nil)\n}\n';
    const dockerfile =
      'FROM golang AS build\nCOPY . .\nRUN go build -o /shop .\nFROM node AS ui\nWORKDIR /ui\nCOPY ui ./\nRUN npm run build\nFROM alpine\nWORKDIR /srv\nCOPY --from=build /shop /bin/shop\nCOPY --from=ui /ui/build/ /srv/\nENTRYPOINT ["/bin/shop"]\n';
    const { prebuild } = await detect({
      ...base,
      "main.go": code,
      "ui/package.json": packageJson({ build: "react-scripts build" }),
      "ui/public/robots.txt": "a",
      Dockerfile: dockerfile,
    });
    expect(prebuild?.served.map(({ source, destination }) => `${source} ${destination}`).toSorted()).toEqual([
      "ui/build/robots.txt robots.txt",
      "ui/build/static static",
    ]);
  });
});

describe("a file that the author's image takes from the stage of a script", () => {
  const tree = {
    ...base,
    "main.go":
      'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\tos.ReadFile(at("pages.js"))\n\thttp.Handle("/", http.FileServer(http.Dir("dist")))\n\thttp.ListenAndServe(":80", nil)\n}\n\nfunc at(name string) string { return os.Args[1] + name }\n',
    "package.json": packageJson({ build: "webpack && esbuild pages.ts" }),
    ".gitignore": "dist\npages.js\n",
    Dockerfile:
      'FROM golang AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o shop .\nFROM node AS ui\nWORKDIR /ui\nCOPY . .\nRUN npm run build\nFROM debian\nWORKDIR /app\nCOPY --from=build /src/shop /app\nCOPY --from=build /src/api.json /app\nCOPY --from=ui /ui/dist /app/dist\nCOPY --from=ui /ui/pages.js /app\nCMD ["./shop"]\n',
  };
  const served = (prebuild: Prebuild | null) =>
    prebuild?.served.map(({ source, destination }) => `${source} ${destination}`);

  it("is beside the program, though the code does not tell its name", async () => {
    const { prebuild } = await detect(tree);
    expect(served(prebuild)).toEqual(["dist dist", "pages.js pages.js"]);
  });

  it("stays there when the image is ours", async () => {
    const { prebuild, generate } = await detect(tree);
    const { Dockerfile: _, ...own } = tree;
    const later = await detect(own, undefined, undefined, { prebuild, generate });
    expect(served(later.prebuild)).toEqual(["dist dist", "pages.js pages.js"]);
  });
});

describe("calls of scripts", () => {
  it.each<[string, string[]]>([
    ["npm --prefix ../../web run embed", ["embed in ../../web"]],
    ["npm ci --prefix web && npm run embed --prefix=web", ["embed in web"]],
    ["yarn --cwd ui build", ["build in ui"]],
    ["pnpm -C ui run build; pnpm --dir ui css", ["build in ui", "css in ui"]],
    ["(cd ui && bun run build)", ["build in ui"]],
    ["$(YARN) build", ["build in null"]],
    ['RUN ["npm", "run", "build"]', ["build in null"]],
    ["npm test", []],
  ])("of %j are %j", (line, expected) => {
    const calls = scriptCallsOf(line).filter(({ script }) => script !== "ci");
    expect(calls.map(({ script, directory }) => `${script} in ${directory}`)).toEqual(expected);
  });
});

describe("a script that brings what it makes to where it is embedded", () => {
  const tree = {
    "go.mod": base["go.mod"],
    "main.go": 'package main\n\nimport _ "example.com/shop/srv/assets"\n\nfunc main() {}\n',
    "srv/assets/a.go": 'package assets\n\nimport "embed"\n\n//go:embed all:dist\nvar FS embed.FS\n',
    ".gitignore": "srv/assets/dist/*\n!srv/assets/dist/.gitkeep\n",
  };
  const found = async (more: Record<string, string>) => (await detect({ ...tree, ...more })).prebuild;
  const embed = packageJson({ build: "vite build", embed: "npm run build && node scripts/embed.mjs" });
  const move = 'await cp("dist", path.resolve(root, "..", "srv", "assets", "dist"));\n';

  it.each<[string, Record<string, string>, string]>([
    [
      "by a program of its own",
      { "web/package.json": embed, "web/scripts/embed.mjs": move },
      "mkdir -p ../srv/assets && npm run embed",
    ],
    [
      "by a command",
      { "web/package.json": packageJson({ build: "vite build && cp -r dist ../srv/assets/dist" }) },
      "mkdir -p ../srv/assets && npm run build",
    ],
    [
      "by a command, into a directory that is there",
      {
        "srv/assets/dist/.gitkeep": "",
        "web/package.json": packageJson({ build: "vite build && cp -r dist ../srv/assets" }),
      },
      "mkdir -p ../srv/assets/dist && npm run build",
    ],
    [
      "as the directive of the package says",
      {
        "web/package.json": embed,
        "srv/assets/gen.go": "package assets\n\n//go:generate npm --prefix ../../web run embed\n",
      },
      "mkdir -p ../srv/assets && npm run embed",
    ],
  ])("does so %s", async (_, more, expected) => {
    expect(await found(more)).toMatchObject({
      directory: "web",
      command: expected,
      outputs: ["srv/assets/dist"],
    });
  });

  it("is one whose output a directive of the package copies to where it is", async () => {
    const { prebuild } = await detect({
      ...tree,
      "web/package.json": packageJson({ build: "next build" }),
      "web/next.config.js": 'module.exports = { output: "export" }\n',
      "srv/assets/gen.go": 'package assets\n\n//go:generate sh -c "cp -r ../../web/out ./dist"\n',
    });
    expect(prebuild).toMatchObject({
      directory: "web",
      command: "npm run build && mkdir -p ../srv/assets/dist && cp -R out/. ../srv/assets/dist/",
      outputs: ["srv/assets/dist"],
    });
  });

  it("is none by the line that says what runs it", async () => {
    const code = "#!/usr/bin/env node\nwriteFileSync('out.json', '');\n";
    const { prebuild } = await detect({
      ...tree,
      "main.go":
        'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\tos.ReadDir("bin")\n\thttp.ListenAndServe(":80", nil)\n}\n',
      "web/package.json": packageJson({ build: "node scripts/api.mjs && vite build" }),
      "web/scripts/api.mjs": code,
    });
    expect(prebuild).toBeNull();
  });

  it("is none that speaks of other places", async () => {
    const other = {
      "web/package.json": embed,
      "web/scripts/embed.mjs": 'await cp("dist", "../other/dist");\n',
    };
    expect(await found(other)).toBeNull();
  });

  it("is none that speaks of the sample of a configuration file", async () => {
    const code =
      'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\tif _, err := os.ReadFile("configs/app.yaml"); err != nil {\n\t\tpanic(err)\n\t}\n\thttp.ListenAndServe(":8080", nil)\n}\n';
    const tasks = {
      "main.go": code,
      "configs/app.yaml.example": "port: 8080\n",
      "package.json": packageJson({ build: "node tools/task.mjs build" }),
    };
    const task = (file: string) => ({ "tools/task.mjs": `await writeFile(hash("${file}"));\n` });
    expect(await found({ ...tasks, ...task("configs/app.yaml.example") })).toBeNull();
    expect((await found({ ...tasks, ...task("configs/app.yaml") }))?.command).toBe("npm run build");
  });
});

describe("a second front end", () => {
  const tree = {
    ...base,
    "main.go": base["main.go"].replace(
      "//go:embed",
      "//go:embed all:admin/dist\nvar Admin embed.FS\n\n//go:embed",
    ),
    "admin/package.json": packageJson({ build: "vite build" }),
    "web/package.json": packageJson({ build: "vite build" }),
  };
  const said = async (more: Record<string, string>) => {
    const { prebuild, warnings } = await detect({ ...tree, ...more });
    const told = warnings.filter(({ code }) => code.startsWith("embed-"));
    return [prebuild?.directory, ...told.map(({ message, blocksBuild }) => `${blocksBuild} ${message}`)];
  };
  const left = (state: string) =>
    `web/dist is embedded and ${state}; "pnpm run build" in web makes it, by another package manager than the one that the image has: make it before you build`;

  it("is made after the first one", async () => {
    const { prebuild, warnings } = await detect(tree);
    expect(prebuild).toMatchObject({
      directory: "admin",
      outputs: ["admin/dist", "web/dist"],
      further: [{ directory: "web", command: "npm run build", outputs: ["web/dist"] }],
    });
    expect(warnings.filter(({ code }) => code.startsWith("embed-"))).toEqual([]);
  });

  it("may be another script of the same package", async () => {
    const styles = {
      "main.go": base["main.go"].replace("web/dist", "web/dist web/styles/app.css"),
      "web/package.json": packageJson({ build: "vite build", "build:css": "tailwindcss -o styles/app.css" }),
    };
    expect((await detect({ ...base, ...styles })).prebuild).toMatchObject({
      command: "npm run build",
      further: [{ directory: "web", command: "npm run build:css", outputs: ["web/styles/app.css"] }],
    });
  });

  it("of another package manager is told of, whether the build fails without it or has a placeholder", async () => {
    const other = { "web/pnpm-lock.yaml": "lockfileVersion: '9.0'\n" };
    expect(await said(other)).toEqual(["admin", `true ${left("is not there")}`]);
    expect(await said({ ...other, "web/dist/.gitkeep": "", ".gitignore": "dist/*\n!.gitkeep\n" })).toEqual([
      "admin",
      `false ${left("holds nothing but a placeholder")}`,
    ]);
  });

  it("is nothing to tell where it was committed", async () => {
    expect(await said({ "web/dist/index.html": "", "web/dist/app.js": "" })).toEqual(["admin"]);
  });
});

describe("outputs", () => {
  it("are the whole of a missing directory, of which one script says a file and another makes more", async () => {
    const scripts = {
      build: "npm run css && npm run js",
      css: "make-styles",
      js: "esbuild --outfile=dist/app.js",
    };
    const tree = { "web/package.json": packageJson(scripts) };
    expect((await detect({ ...base, ...tree })).prebuild?.outputs).toEqual(["web/dist"]);
  });

  it("are those of all targets of Parcel", async () => {
    const targets = {
      js: { source: "./js/app.js", distDir: "./dist/js" },
      css: { source: "./sass/app.scss", distDir: "./dist/css" },
    };
    const tree = { "web/package.json": packageJson({ build: "parcel build" }, { targets }) };
    expect((await detect({ ...base, ...tree })).prebuild?.outputs).toEqual(["web/dist/js", "web/dist/css"]);
  });

  it("stand in the configuration that the script names", async () => {
    const tree = {
      "web/package.json": packageJson({ build: "webpack --config conf/embed.js" }),
      "web/webpack.config.js": "module.exports = { output: { path: path.join(__dirname, 'out') } };\n",
      "web/conf/embed.js": "module.exports = { output: { path: path.join(__dirname, '../dist') } };\n",
    };
    expect((await detect({ ...base, ...tree })).prebuild?.outputs).toEqual(["web/dist"]);
  });

  it("may be a constant that the configuration takes by its own name", async () => {
    const config =
      'const outDir = path.resolve(import.meta.dirname, "../web/dist");\nexport default defineConfig({ build: { outDir, emptyOutDir: true } });\n';
    const { prebuild } = await detect({
      ...base,
      "front/package.json": packageJson({ build: "vite build" }),
      "front/vite.config.js": config,
    });
    expect(prebuild).toMatchObject({ directory: "front", outputs: ["web/dist"] });
  });

  it("are what is embedded alone where the code that embeds it lies beside", async () => {
    const { prebuild } = await detect({
      ...base,
      "main.go":
        'package main\n\nimport (\n\t"fmt"\n\n\t"example.com/shop/public"\n)\n\nfunc main() { fmt.Println(public.Files) }\n',
      "public/embed.go":
        'package public\n\nimport "embed"\n\n//go:embed .vite/manifest.json assets/*.js\nvar Files embed.FS\n',
      "public/vite.config.js": 'export default { root: "./public", build: { outDir: "" } }\n',
      "package.json": packageJson({ build: "vite -c public/vite.config.js build" }),
    });
    expect(prebuild?.outputs).toEqual(["public/.vite/manifest.json", "public/assets"]);
  });
});

describe("the author's stage of it", () => {
  const scripts = { generate: "node gen.js ../api/shop.yml", lint: "eslint .", build: "vite build" };
  const found = async (dockerfile: string) => {
    const { prebuild } = await detect({
      ...base,
      "api/shop.yml": "a: 1\n",
      "texts/en/a.json": "{}",
      "texts/texts.go": "package texts\n",
      "web/package.json": packageJson(scripts),
      Dockerfile: dockerfile,
    });
    return [prebuild?.command, ...(prebuild?.committed ?? [])];
  };
  const generate = "npm run generate && npm run build";

  it.each<[string, string, string[]]>([
    [
      "copies and mounts, and runs before",
      "FROM node AS ui\nWORKDIR /src/web\nCOPY web/ ./\nCOPY texts /src/texts\nRUN --mount=type=bind,source=api/shop.yml,target=/src/api/shop.yml npm run lint && npm run generate && npm run build\n",
      [generate, "texts/en/a.json", "api/shop.yml"],
    ],
    [
      "runs before in lines of their own",
      "FROM node AS ui\nWORKDIR /src/web\nCOPY web/ ./\nRUN npm run generate\nRUN npm run build\n",
      [generate],
    ],
    [
      "has of the whole repository is not known",
      "FROM node AS ui\nCOPY . .\nWORKDIR /src/web\nRUN npm run generate && npm run build\n",
      ["npm run build"],
    ],
    ["is none", "FROM golang\n", ["npm run build"]],
  ])("is taken with what it %s", async (_, dockerfile, expected) => {
    expect(await found(dockerfile)).toEqual(expected);
  });
});
