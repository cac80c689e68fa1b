import { describe, expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

describe("files that the program opens", () => {
  const filesOf = async (tree: Record<string, string>, main?: string) => {
    const { runtimeFiles } = await service(tree, main);
    return runtimeFiles.map(({ source, destination, evidence }) => `${source} -> ${destination} ${evidence}`);
  };
  const there = {
    "templates/a.html": "a",
    "static/b.css": "b",
    "migrations/1.sql": "c",
    "config.yaml": "d: 1\n",
  };

  it("are those of the image of its own module, where each has one at the root", async () => {
    const main = mainFile(
      ["html/template", "net/http"],
      'func main() {\n\ttemplate.ParseFiles("./templates/mail.html")\n\thttp.ListenAndServe(":80", nil)\n}',
    );
    const imageOf = (module: string) =>
      `FROM golang AS builder\nCOPY ${module}/. /app\nWORKDIR /app\nRUN go build -o run .\nFROM alpine\nCOPY --from=builder /app/run /app\nCOPY --from=builder /app/templates/. /templates\nCMD ["/app/run"]\n`;
    const moduleOf = (name: string) => ({
      [`${name}/go.mod`]: `module example.com/${name}\n\ngo 1.26\n`,
      [`${name}/cmd/api/main.go`]: main,
      [`${name}/templates/mail.html`]: "a",
      [`${name}.dockerfile`]: imageOf(name),
    });
    const files = await filesOf({ ...moduleOf("logs"), ...moduleOf("mails") }, "./mails/cmd/api");
    expect(files).toEqual(["mails/templates -> templates mails.dockerfile:7"]);
  });

  it.each([
    [
      "asks for it",
      'if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {\n\t\t\treturn dir\n\t\t}',
    ],
    [
      "lists directories",
      'entries, _ := os.ReadDir(dir)\n\t\tfor _, one := range entries {\n\t\t\tif one.Name() == "go.mod" {\n\t\t\t\treturn dir\n\t\t\t}\n\t\t}',
    ],
  ])("are the go.mod by which the program finds its root, where it %s", async (_, looks) => {
    const code = (next: string) =>
      `func root() string {\n\tdir, _ := os.Getwd()\n\tfor {\n\t\t${looks}\n\t\tdir = ${next}\n\t}\n}\nfunc main() { os.Chdir(root()) }`;
    const treeOf = (next: string) => ({
      "app/go.mod": "module example.com/app\n\ngo 1.26\n",
      "app/main.go": mainFile(["os", "path/filepath"], code(next)),
    });
    expect(await filesOf(treeOf("filepath.Dir(dir)"), "./app")).toEqual([
      "app/go.mod -> go.mod app/main.go:11",
    ]);
    expect(await filesOf(treeOf("next(dir)"), "./app")).toEqual([]);
  });

  it("are the directory whole of which most are opened one by one", async () => {
    const open = (...names: string[]) =>
      mainFile(
        ["html/template"],
        `func main() { template.ParseFiles(${names.map((name) => `"${name}"`).join(", ")}) }`,
      );
    const pages = ["pages/a.html", "pages/mail/b.html", "pages/mail/c.html"];
    const tree = Object.fromEntries(
      [...pages, "pages/d.html", "pages/e.html", "pages/f.html"].map((one) => [one, "a"]),
    );
    const { runtimeFiles } = await service({ ...tree, "main.go": open(...pages) });
    expect(runtimeFiles.map(({ source, destination }) => `${source} ${destination}`)).toEqual([
      "pages pages",
    ]);
    const each = pages.map((one) => `${one} ${one}`);
    for (const more of ["pages/g.html", "pages/pages.go"]) {
      const other = { ...tree, [more]: more.endsWith("go") ? "package pages\n" : "a" };
      const found = await service({ ...other, "main.go": open(...pages) });
      expect(found.runtimeFiles.map(({ source, destination }) => `${source} ${destination}`)).toEqual(each);
    }
  });

  it("are the other file that the author's image has by that name", async () => {
    const tree = {
      "main.go": mainFile(["os"], 'func main() { os.ReadFile("config/local.yml") }'),
      "config/local.yml": "host: localhost\n",
      "config/docker.yml": "host: db\n",
    };
    const image =
      "FROM golang AS build\nRUN go build -o /shop .\nFROM scratch\nWORKDIR /srv\nCOPY --from=build /shop .\n";
    const Dockerfile = `${image}COPY config/docker.yml config/local.yml\nCMD ["./shop"]\n`;
    expect(await filesOf({ ...tree, Dockerfile })).toEqual([
      "config/docker.yml -> config/local.yml main.go:7",
    ]);
    expect(await filesOf(tree)).toEqual(["config/local.yml -> config/local.yml main.go:7"]);
  });

  it("are found above the working directory, as seen from the main that is started in its own", async () => {
    const main = mainFile(
      ["net/http", "os"],
      'func main() {\n\tos.ReadDir("../../static")\n\tos.ReadFile("../../.env")\n\thttp.Dir("../..")\n\thttp.Dir("../none")\n\tos.ReadDir("../../cmd/web/own")\n\tos.ReadDir("../../code")\n\thttp.ListenAndServe(":80", nil)\n}',
    );
    const code = { "code/code.go": "package code\n", "cmd/web/own/a.txt": "a" };
    const tree = { ...there, ...code, ".env": "A=1\n", "cmd/web/main.go": main };
    expect(await filesOf(tree)).toEqual(["static -> /static cmd/web/main.go:9"]);
    const below = mainFile(["os"], 'func main() {\n\tos.ReadDir("../static")\n}');
    const inner = {
      "static/a.txt": "a",
      "server/go.mod": "module example.com/web\n\ngo 1.26\n",
      "server/cmd/web/main.go": below,
    };
    expect(await filesOf(inner)).toEqual(["static -> /static server/cmd/web/main.go:8"]);
    const viper = mainFile(
      ["net/http", "github.com/spf13/viper"],
      'func main() {\n\tviper.AddConfigPath("../..")\n\tviper.SetConfigName("config")\n\tviper.ReadInConfig()\n\thttp.ListenAndServe(":80", nil)\n}',
    );
    expect(await filesOf({ ...there, "cmd/web/main.go": viper })).toEqual([
      "config.yaml -> /config.yaml cmd/web/main.go:9",
    ]);
  });

  it.each<[string, readonly string[], string, string]>([
    [
      "ParseGlob",
      ["html/template"],
      'func main() { template.Must(template.ParseGlob("templates/*.html")) }',
      "templates -> templates main.go:7",
    ],
    [
      "ParseFiles on a template",
      ["html/template"],
      'func main() { template.New("a").ParseFiles("./templates/a.html") }',
      "templates/a.html -> templates/a.html main.go:7",
    ],
    [
      "ParseFiles of names that come from elsewhere, below one directory",
      ["html/template", "os"],
      'func main() {\n\tfiles := []string{"templates/a.html"}\n\tfor _, name := range os.Args {\n\t\tfiles = append(files, "templates/"+name)\n\t}\n\ttemplate.New("a").ParseFiles(files...)\n}',
      "templates -> templates main.go:13",
    ],
    [
      "pongo2",
      ["github.com/flosch/pongo2/v6"],
      'type options struct{ dir string }\nfunc pages(o options) { pongo2.NewSet("pages", pongo2.MustNewLocalFileSystemLoader(o.dir)) }\nfunc main() { pages(options{dir: "templates"}) }',
      "templates -> templates main.go:8",
    ],
    [
      "jet",
      ["github.com/CloudyKit/jet/v6"],
      'func main() { jet.NewSet(jet.NewOSFileSystemLoader("./templates")) }',
      "templates -> templates main.go:7",
    ],
    [
      "ServeFile of what a request asks for",
      ["net/http", "path/filepath"],
      'func serve(w http.ResponseWriter, r *http.Request) {\n\tname := r.URL.Path[len("/static/"):]\n\thttp.ServeFile(w, r, filepath.Join(".", "static", name))\n}\nfunc main() { http.HandleFunc("/static/", serve) }',
      "static -> static main.go:10",
    ],
    [
      "ParseFiles of a list that is copied together",
      ["html/template"],
      'func page(paths []string) {\n\tall := make([]string, len(paths))\n\tcopy(all, paths)\n\ttemplate.ParseFiles(all...)\n}\nfunc main() { page([]string{"./templates/a.html", "templates/none.html"}) }',
      "templates/a.html -> templates/a.html main.go:12",
    ],
    [
      "the root of fasthttp's files",
      ["github.com/valyala/fasthttp"],
      'func main() { fs := &fasthttp.FS{Root: "static"}; fasthttp.ListenAndServe(":80", fs.NewRequestHandler()) }',
      "static -> static main.go:7",
    ],
    [
      "the root of hertz's files",
      ["github.com/cloudwego/hertz/pkg/app", "github.com/cloudwego/hertz/pkg/app/server"],
      'func main() { h := server.Default(); h.StaticFS("/", &app.FS{Root: "./static"}); h.Spin() }',
      "static -> static main.go:8",
    ],
    [
      "LoadHTMLGlob",
      ["github.com/gin-gonic/gin"],
      'func main() { r := gin.New(); r.LoadHTMLGlob("templates/**/*") }',
      "templates -> templates main.go:7",
    ],
    [
      "http.Dir",
      ["net/http"],
      'func main() { http.Handle("/", http.FileServer(http.Dir("./static/"))) }',
      "static -> static main.go:7",
    ],
    ["os.OpenRoot", ["os"], 'func main() { os.OpenRoot("./static/") }', "static -> static main.go:7"],
    [
      "echo's Static",
      ["github.com/labstack/echo/v4"],
      'func main() { e := echo.New(); e.Static("/assets", "static") }',
      "static -> static main.go:7",
    ],
    [
      "a migration source",
      ["github.com/golang-migrate/migrate/v4"],
      'func main() { migrate.New("file://migrations", "postgres://") }',
      "migrations -> migrations main.go:7",
    ],
    [
      "a directory below a setting that is empty",
      ["os", "path/filepath", "gopkg.in/ini.v1"],
      'type server struct{ Parent string `ini:"parent"` }\nfunc main() {\n\tvar s server\n\tini.MapTo(&s, "shop.ini")\n\tos.ReadDir(filepath.Join(s.Parent, "templates"))\n}',
      "templates -> templates main.go:13",
    ],
    [
      "a file for what another module made",
      ["github.com/gin-gonic/gin", "example.org/admin"],
      'func main() { admin.Default().AddConfig("./config.yaml").Show("./static").Use(gin.New()) }',
      "config.yaml -> config.yaml main.go:8",
    ],
    [
      "a literal of the main for another module",
      ["github.com/otiai10/marmoset"],
      'func main() { marmoset.LoadViews("./templates"); marmoset.Name("static") }',
      "templates -> templates main.go:7",
    ],
    [
      "pop's migrations",
      ["github.com/gobuffalo/pop/v6"],
      'func main() { pop.NewFileMigrator("migrations", nil) }',
      "migrations -> migrations main.go:7",
    ],
    [
      "goose's migrations",
      ["github.com/pressly/goose/v3"],
      'func main() { goose.Up(db, "migrations") }',
      "migrations -> migrations main.go:7",
    ],
    [
      "goose's migrations by the command's name",
      ["context", "github.com/pressly/goose/v3"],
      'func main() { goose.RunContext(context.Background(), "up", db, "migrations") }',
      "migrations -> migrations main.go:8",
    ],
    [
      "dbmate's migrations",
      ["github.com/amacneil/dbmate/v2/pkg/dbmate"],
      'func main() {\n\tdb := dbmate.New(nil)\n\tdb.MigrationsDir = []string{"./migrations"}\n}',
      "migrations -> migrations main.go:8",
    ],
    [
      "part of a file system on the disk",
      ["io/fs", "os"],
      'func main() { fs.Sub(os.DirFS("."), "static") }',
      "static -> static main.go:8",
    ],
    [
      "stuffbin's files on disk",
      ["github.com/knadh/stuffbin"],
      'func main() { stuffbin.NewLocalFS("./", "./static/b.css:/b.css") }',
      "static/b.css -> static/b.css main.go:7",
    ],
    [
      "a joined path",
      ["os", "path/filepath"],
      'func main() { os.ReadFile(filepath.Join("templates", "a.html")) }',
      "templates/a.html -> templates/a.html main.go:8",
    ],
    [
      "viper's search",
      ["github.com/spf13/viper"],
      'func main() { viper.AddConfigPath("."); viper.SetConfigName("config") }',
      "config.yaml -> config.yaml main.go:7",
    ],
    [
      "a directory that is a setting",
      ["flag", "html/template", "path"],
      'var dir = flag.String("templates", "./templates", "")\nfunc main() { template.ParseFiles(path.Join(*dir, "a.html")) }',
      "templates -> templates main.go:10",
    ],
  ])("%s", async (_, imports, code, expected) => {
    expect(await filesOf({ "main.go": mainFile(imports, code), ...there })).toEqual([expected]);
  });

  it("are those of a command that the service runs as well before it serves", async () => {
    const code =
      'var migrateCmd = cobra.Command{Use: "migrate", Run: migrate}\nvar root = cobra.Command{Use: "shop", Run: func(cmd *cobra.Command, args []string) {\n\tmigrate(cmd, args)\n\thttp.ListenAndServe(":8080", nil)\n}}\nfunc migrate(*cobra.Command, []string) { os.ReadDir("migrations") }\nfunc main() {\n\troot.AddCommand(&migrateCmd)\n\troot.Execute()\n}';
    const tree = { "migrations/1.sql": "a" };
    const imports = ["net/http", "os", "github.com/spf13/cobra"];
    expect(await filesOf({ "main.go": mainFile(imports, code), ...tree })).toEqual([
      "migrations -> migrations main.go:14",
    ]);
  });

  it("still moves by its variable a database that a flag names as well", async () => {
    const code =
      'var conf struct{ Source string }\nfunc main() {\n\tconf.Source = "./shop.db"\n\tif v := os.Getenv("SOURCE"); v != "" {\n\t\tconf.Source = v\n\t}\n\tflag.StringVar(&conf.Source, "source", conf.Source, "")\n\tflag.Parse()\n\tsql.Open("sqlite", conf.Source)\n}';
    const { relocations } = await service({ "main.go": mainFile(["database/sql", "flag", "os"], code) });
    expect(relocations).toMatchObject([{ setBy: "env:SOURCE", value: "data/shop.db" }]);
  });

  it("takes what a flag names by default, whoever opens it, and nothing else that lies there", async () => {
    const code =
      'var routes = cli.StringFlag{Name: "routes", Value: "./config/routes"}\nvar keys = flag.String("keys", "./config/keys.txt", "")\nvar level = flag.String("level", "config", "")\nfunc main() {\n\tapp := cli.NewApp()\n\tapp.Flags = []cli.Flag{routes}\n\tapp.Action = func(c *cli.Context) error { return core.Open(c.GlobalString(routes.Name), *keys, *level) }\n\tapp.Run(os.Args)\n}';
    const main = mainFile(["flag", "os", "github.com/urfave/cli", "example.org/core"], code);
    const tree = {
      "main.go": main,
      "config/routes/v1.toml": "",
      "config/keys.txt": "",
      "config/other.txt": "",
    };
    expect(await filesOf(tree)).toEqual([
      "config/keys.txt -> config/keys.txt main.go:11",
      "config/routes -> config/routes main.go:10",
    ]);
  });

  it("takes the root of a server of goframe, and the file that it reads by itself", async () => {
    const main = mainFile(
      ["github.com/gogf/gf/v2/frame/g"],
      'func main() { s := g.Server(); s.SetServerRoot("static"); s.Run() }',
    );
    const tree = { "main.go": main, "static/a.css": "", "config/config.yaml": "shop: 1\n" };
    expect(await filesOf(tree)).toEqual([
      "static -> static main.go:7",
      "config/config.yaml -> config/config.yaml main.go:7",
    ]);
  });

  it("are told of where GoFrame looks for one by itself, and only a sample is there", async () => {
    const tree = {
      "main.go": mainFile(
        ["github.com/gogf/gf/v2/frame/g"],
        "func main() {\n\ts := g.Server()\n\ts.Run()\n}",
      ),
      "manifest/config/config.example.yaml": 'server:\n  address: ":8600"\n',
    };
    const told = async (more: Record<string, string>) =>
      (await service({ ...tree, ...more })).warnings.flatMap(({ code, message }) =>
        code === "config-missing" ? [message] : [],
      );
    expect(await told({})).toEqual([
      "the program looks for manifest/config/config.yaml, which is not in the repository and so not in the image: mount it",
    ]);
    expect(await told({ "manifest/config/config.toml": "" })).toEqual([]);
    // The sample says in what format it is.
    const { "manifest/config/config.example.yaml": _, ...bare } = tree;
    const toml = { ...bare, "config/config.toml.example": '[server]\nAddress = ":8600"\n' };
    expect((await service(toml)).warnings.map(({ message }) => message)).toContain(
      "the program looks for config/config.toml, which is not in the repository and so not in the image: mount it",
    );
  });

  it("are told of where a command ends the program by its error that no line of the code calls", async () => {
    const told = async (failed: string, method: string, start: string) => {
      const imports = [
        "os",
        "github.com/alecthomas/kong",
        "github.com/jessevdk/go-flags",
        "gopkg.in/gcfg.v1",
      ];
      const code = `type Daemon struct {
	Path   string \`long:"config" name:"config" default:"/etc/shop.conf"\`
	Labels bool   \`long:"labels"\`
}

type commands struct {
	Daemon Daemon \`cmd:""\`
}

type Config struct{ Shop struct{ Name string } }

func Load(path string) (*Config, error) {
	c := &Config{}
	err := gcfg.ReadFileInto(c, path)
	return c, err
}

func (d *Daemon) boot() error {
	_, err := Load(d.Path)
	if err != nil {
		${failed}
	}
	return nil
}

${method} {
	if err := d.boot(); err != nil {
		return err
	}
	select {}
}

func main() {
	${start}
}`;
      const { warnings } = await service({ "main.go": mainFile(imports, code) });
      return warnings.filter((one) => one.code === "config-missing").map(({ message }) => message);
    };
    const commander = 'flags.NewNamedParser("shop", flags.Default).AddCommand("daemon", "", "", &Daemon{})';
    const execute = "func (d *Daemon) Execute(args []string) error";
    const message =
      "the program looks for /etc/shop.conf, which is not in the repository and so not in the image: mount it or name another with --config";
    expect(await told("return err", execute, commander)).toEqual([message]);
    expect(await told("return err", "func (d *Daemon) Run() error", "kong.Parse(&commands{}).Run()")).toEqual(
      [message],
    );
    expect(await told("if !d.Labels {\n\t\t\treturn err\n\t\t}", execute, commander)).toEqual([message]);
    expect(await told("if d.Labels {\n\t\t\treturn err\n\t\t}", execute, commander)).toEqual([]);
  });

  it("are told of nothing where the code asks what kept it from reading one", async () => {
    const told = async (asked: string) => {
      const code = `func read(path string) ([]byte, error) {\n\tb, err := os.ReadFile(path)\n\t${asked}\n\treturn b, err\n}\nfunc main() {\n\tif _, err := read("config.yml"); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}`;
      const { warnings } = await service({ "main.go": mainFile(["log", "os"], code) });
      return warnings.some((one) => one.code === "config-missing");
    };
    expect(await told("println(path)")).toBe(true);
    expect(
      await told("if err != nil && err != os.ErrNotExist {\n\t\treturn nil, err\n\t}\n\terr = nil"),
    ).toBe(false);
  });

  it.each([
    ["something else in its place, with an error of its own", "c, c.save()", false],
    ["nothing in its place", "nil, c.save()", true],
    ["the error", 'c, fmt.Errorf("read: %w", err)', true],
  ])("are told of where a function gives back %s", async (_, given, isTold) => {
    const code = `type config struct{ Key string }
func (c *config) save() error { return os.WriteFile("/tmp/shop.yml", nil, 0o600) }
func read(path string) (*config, error) {
	c := &config{}
	_, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return ${given}
	}
	if err != nil {
		return nil, err
	}
	return c, nil
}
func main() {
	if _, err := read("config.yml"); err != nil {
		log.Fatal(err)
	}
}`;
    const { warnings } = await service({ "main.go": mainFile(["fmt", "log", "os"], code) });
    expect(warnings.some((one) => one.code === "config-missing")).toBe(isTold);
  });

  it("are told of nothing where a handler alone wants one and answers with the error", async () => {
    const told = async (body: string) => {
      const code = `var errMissing = errors.New("no profile")
func load() ([]byte, error) {
	if _, err := os.Stat("data/profile.json"); os.IsNotExist(err) {
		return nil, errMissing
	}
	return os.ReadFile("data/profile.json")
}
func update() error {
	_, err := load()
	if err != nil && err != errMissing {
		println("overwriting it")
	}
	_, err = load()
	if err != nil {
		return err
	}
	return nil
}
${body}`;
      const main = mainFile(["errors", "net/http", "os"], code);
      const { warnings } = await service({ "main.go": main });
      return warnings.some(({ code: one }) => one === "config-missing");
    };
    const asked = "if err := update(); err != nil {";
    expect(
      await told(
        `func handle(w http.ResponseWriter, r *http.Request) {\n\t${asked}\n\t\thttp.Error(w, "no", 500)\n\t\treturn\n\t}\n}\nfunc main() {\n\thttp.HandleFunc("/", handle)\n\thttp.ListenAndServe(":80", nil)\n}`,
      ),
    ).toBe(false);
    expect(
      await told(`func main() {\n\t${asked}\n\t\treturn\n\t}\n\thttp.ListenAndServe(":80", nil)\n}`),
    ).toBe(true);
  });

  it("are told of where the program goes on without one, and ends because it holds nothing", async () => {
    const told = async (last: string) => {
      const code = `type list []string
type hooks []string
var (
	files   list
	verbose = flag.Bool("verbose", false, "")
	loaded  = map[string]hooks{}
)
func (h *hooks) load(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, h)
}
func count() int { return len(loaded) }
func main() {
	flag.Var(&files, "hooks", "")
	flag.Parse()
	if len(files) == 0 {
		files = append(files, "hooks.json")
	}
	for _, file := range files {
		h := hooks{}
		if err := h.load(file); err != nil {
			log.Printf("no hooks: %v", err)
		} else {
			loaded[file] = h
		}
	}
	${last}
	http.ListenAndServe(":80", nil)
}`;
      const main = mainFile(["flag", "encoding/json", "log", "net/http", "os"], code);
      const { warnings } = await service({ "main.go": main });
      return warnings.flatMap(({ code, message }) => (code === "config-missing" ? [message] : []));
    };
    expect(
      await told('if !*verbose && count() == 0 {\n\t\tlog.Fatalln("no hooks in any file")\n\t}'),
    ).toEqual([
      "the program looks for hooks.json, which is not in the repository and so not in the image: mount it",
    ]);
    expect(await told('if *verbose && count() == 0 {\n\t\tlog.Fatalln("no hooks in any file")\n\t}')).toEqual(
      [],
    );
    expect(await told('if count() == 0 {\n\t\tlog.Println("no hooks in any file")\n\t}')).toEqual([]);
  });

  it("are told of in the home of the image's user, where the program ends without one", async () => {
    const told = async (failed: string) => {
      const code = `func expand(path string) string {
	if path != "~" && !strings.HasPrefix(path, "~/") {
		return path
	}
	home, _ := os.UserHomeDir()
	return filepath.Join(home, strings.TrimPrefix(path, "~/"))
}
func main() {
	path := flag.String("config", "~/shop.conf", "")
	flag.Parse()
	if _, err := os.ReadFile(expand(*path)); err != nil {
		${failed}
	}
	http.ListenAndServe(":80", nil)
}`;
      const main = mainFile(["flag", "log", "net/http", "os", "path/filepath", "strings"], code);
      const { warnings } = await service({ "main.go": main });
      return warnings.flatMap(({ code, message }) => (code === "config-missing" ? [message] : []));
    };
    expect(await told("log.Fatal(err)")).toEqual([
      "the program looks for /app/shop.conf, which is not in the repository and so not in the image: mount it or name another with -config",
    ]);
    expect(await told("log.Print(err)")).toEqual([]);
  });

  it("are told of in the directory that a flag names in place of its default", async () => {
    const code =
      'func main() {\n\tdir := flag.String("conf", "../etc", "")\n\tflag.Parse()\n\tviper.AddConfigPath(*dir)\n\tviper.SetConfigName("shop")\n\tif err := viper.ReadInConfig(); err != nil {\n\t\tpanic(err)\n\t}\n\thttp.ListenAndServe(":80", nil)\n}';
    const { warnings } = await service({
      "main.go": mainFile(["flag", "net/http", "github.com/spf13/viper"], code),
      "conf/other.yaml": "a: 1\n",
      Dockerfile:
        'FROM golang AS build\nRUN go build -o /shop .\nFROM scratch\nWORKDIR /srv\nCOPY --from=build /shop .\nCOPY conf conf\nCMD ["./shop", "-conf", "conf"]\n',
    });
    expect(warnings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining("looks for conf/shop.yaml"),
    );
  });

  it("are not told of where a flag names a file that the program makes itself", async () => {
    const code = `type config struct{ file string }
type store struct{ config config }
func (s *store) save() error {
	_, err := os.OpenFile(s.config.file, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0600)
	return err
}
func main() {
	file := flag.String("f", "links.json", "")
	flag.Parse()
	s := &store{config: config{file: *file}}
	if err := s.save(); err != nil {
		log.Fatal(err)
	}
	http.ListenAndServe(":8080", nil)
}`;
    const { warnings } = await service({
      "main.go": mainFile(["flag", "log", "net/http", "os"], code),
    });
    expect(warnings.map((one) => one.code)).not.toContain("config-missing");
  });

  it("are told of where viper is handed the parts of a path that a flag gives, in the format of the sample", async () => {
    const code = `func load(path string) error {
	file := filepath.Base(path)
	dir, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return err
	}
	viper.AddConfigPath(dir)
	viper.SetConfigName(strings.TrimSuffix(file, filepath.Ext(file)))
	return viper.ReadInConfig()
}
func main() {
	path := flag.String("settings", "shop.yml", "")
	flag.Parse()
	if err := load(*path); err != nil {
		log.Fatal(err)
	}
	http.ListenAndServe(":"+viper.GetString("port"), nil)
}`;
    const { warnings } = await service({
      "main.go": mainFile(
        ["flag", "log", "net/http", "path/filepath", "strings", "github.com/spf13/viper"],
        code,
      ),
      "shop.yml.dist": "port: 8090\n",
    });
    expect(warnings.map(({ message }) => message)).toContain(
      "the program looks for shop.yml, which is not in the repository and so not in the image: mount it or name another with -settings",
    );
  });

  it("are told of where viper goes on without one, and only a sample tells the port", async () => {
    const code = (port: string) =>
      `type Config struct{ Server struct{ Port string } }\nfunc main() {\n\tv := viper.New()\n\tv.SetConfigName("config")\n\tv.SetConfigType("yaml")\n\tv.AddConfigPath("./etc")\n\tif err := v.ReadInConfig(); err != nil {\n\t\tif _, ok := err.(viper.ConfigFileNotFoundError); !ok {\n\t\t\tpanic(err)\n\t\t}\n\t}\n\tv.AutomaticEnv()\n\t${port}\n\tvar c Config\n\tv.Unmarshal(&c)\n\thttp.ListenAndServe(":" + c.Server.Port, nil)\n}`;
    const missing = async (port: string, more: Record<string, string> = {}) => {
      const { warnings } = await service({
        "main.go": mainFile(["net/http", "github.com/spf13/viper"], code(port)),
        "etc/config.example.yaml": "server:\n  port: 8090\n",
        ...more,
      });
      return warnings.flatMap(({ code, message }) =>
        code === "config-missing" ? [message.replace(/,.*/, "")] : [],
      );
    };
    expect(await missing("")).toEqual(["the program looks for etc/config.yaml"]);
    expect(await missing('v.SetDefault("server.port", "8080")')).toEqual([]);
    expect(await missing("", { "etc/config.yaml": "server:\n  port: 8090\n" })).toEqual([]);
  });

  it("are told of where viper is given a name with a directory, and only a sample is there", async () => {
    const code =
      'func main() {\n\tviper.SetConfigName("conf/shop")\n\tviper.AddConfigPath(".")\n\tif err := viper.ReadInConfig(); err != nil {\n\t\tpanic(err)\n\t}\n\thttp.ListenAndServe(":"+viper.GetString("port"), nil)\n}';
    const look = (path: string) =>
      service({ "main.go": mainFile(["net/http", "github.com/spf13/viper"], code), [path]: "port: 8090\n" });
    const { warnings } = await look("conf/shop.yaml.example");
    expect(warnings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining("looks for conf/shop.yaml,"),
    );
    const held = await look("conf/shop.yaml");
    expect(held.warnings.filter(({ code }) => code === "config-missing")).toEqual([]);
    expect(held.runtimeFiles).toMatchObject([{ source: "conf/shop.yaml", destination: "conf/shop.yaml" }]);
  });

  it("are told of where fx ends the program by the error of what reads one", async () => {
    const missing = async (given: string) => {
      const code = `func load() error {\n\tviper.SetConfigName("shop")\n\tviper.AddConfigPath("./conf")\n\treturn viper.ReadInConfig()\n}\nfunc checked() error { return load() }\nfunc serve() { http.ListenAndServe(":80", nil) }\nvar parts = ${given}\nfunc main() { fx.New(parts, fx.Invoke(serve)).Run() }`;
      const main = mainFile(["net/http", "github.com/spf13/viper", "go.uber.org/fx"], code);
      const { warnings } = await service({ "main.go": main });
      return warnings.flatMap(({ code, evidence }) => (code === "config-missing" ? [evidence] : []));
    };
    expect(await missing("fx.Provide(load)")).toEqual(["main.go:10"]);
    expect(await missing('fx.Module("conf", fx.Invoke(fx.Annotate(load)))')).toEqual(["main.go:10"]);
    expect(await missing("fx.Provide(func() error { return load() })")).toEqual(["main.go:10"]);
    expect(await missing("fx.Provide(serve)")).toEqual([]);
  });

  it("are no directory that has the name viper looks for", async () => {
    const code =
      'func main() { viper.AddConfigPath("."); viper.AddConfigPath("config"); viper.SetConfigName("config"); viper.ReadInConfig() }';
    const tree = { "config/config.yaml": "port: 80\n", "config/config_test.go": "package config\n" };
    expect(await filesOf({ "main.go": mainFile(["github.com/spf13/viper"], code), ...tree })).toEqual([
      "config/config.yaml -> config/config.yaml main.go:7",
    ]);
  });

  it("are looked for in the module, beside the main and at the root", async () => {
    const code = 'func main() { os.ReadFile("templates/a.html") }';
    expect(
      await filesOf({ "cmd/shop/main.go": mainFile(["os"], code), "cmd/shop/templates/a.html": "a" }),
    ).toEqual(["cmd/shop/templates/a.html -> templates/a.html cmd/shop/main.go:7"]);
  });

  it("are all of those whose names begin so, where the code adds what follows", async () => {
    const code =
      'type Config struct {\n\tName string `json:"name"`\n\tMigrations string `json:"migrations"`\n}\nfunc main() {\n\tvar c Config\n\tb, _ := os.ReadFile("config.json")\n\tjson.Unmarshal(b, &c)\n\tc.Migrations = c.Migrations + c.Name\n\tgoose.GetMostRecentDBVersion(c.Migrations)\n}';
    expect(
      await filesOf({
        "main.go": mainFile(["encoding/json", "os", "bitbucket.org/liamstask/goose/lib/goose"], code),
        "config.json": '{"name": "sqlite", "migrations": "db/db_"}\n',
        "db/db_sqlite/1.sql": "a",
        "db/db_mysql/1.sql": "a",
      }),
    ).toEqual(["config.json -> config.json main.go:15", "db -> db main.go:18"]);
  });

  it("are no code that the author's image has beside the program", async () => {
    const tree = {
      "main.go": mainFile(
        ["net/http", "example.com/shop/internal/app"],
        'const seeds = "seeds"\nfunc main() { http.HandleFunc("/api/goods", app.Goods); http.ListenAndServe(":80", nil) }',
      ),
      "internal/app/app.go": "package app\n",
      "api/v1/shop.proto": "",
      "seeds/shop.csv": "a\n",
      Dockerfile:
        'FROM golang\nWORKDIR /app\nCOPY internal internal\nCOPY api api\nCOPY seeds seeds\nCOPY main.go go.mod ./\nRUN go build -o shop .\nCMD ["./shop"]\n',
    };
    expect(await filesOf(tree)).toEqual(["seeds -> seeds Dockerfile:5"]);
  });

  it("are no modules that the author's image has to build with", async () => {
    const tree = {
      "go.mod":
        "module example.com/shop\n\ngo 1.26\n\nrequire example.com/shop/rpc/v2 v2.0.0\n\nreplace example.com/shop/rpc/v2 => ./rpc/v2\n",
      "main.go": mainFile(
        ["net/http"],
        'const kind = "rpc"\nfunc main() { http.ListenAndServe(":80", nil) }',
      ),
      "rpc/v2/go.mod": "module example.com/shop/rpc/v2\n\ngo 1.26\n",
      "rpc/v2/rpc.go": "package rpc\n",
      Dockerfile: "FROM golang\nWORKDIR /app\nCOPY go.mod .\nCOPY ./rpc ./rpc\nRUN go mod download\n",
    };
    expect(await filesOf(tree)).toEqual([]);
  });

  it("are none that the program only writes to", async () => {
    const opens = (flags: string) =>
      mainFile(["os"], `func main() { os.OpenFile("logs/shop.log", ${flags}, 0o644) }`);
    const log = { "logs/shop.log": "" };
    expect(await filesOf({ "main.go": opens("os.O_CREATE|os.O_WRONLY|os.O_APPEND"), ...log })).toEqual([]);
    expect(await filesOf({ "main.go": opens("os.O_RDONLY"), ...log })).toHaveLength(1);
  });

  it("are all of those that the environment chooses from", async () => {
    const code =
      'func file() string {\n\tif os.Getenv("config") == "docker" {\n\t\treturn "config/docker"\n\t}\n\treturn "config/local"\n}\nfunc main() { viper.AddConfigPath("."); viper.SetConfigName(file()); viper.ReadInConfig() }';
    expect(
      await filesOf({
        "main.go": mainFile(["os", "github.com/spf13/viper"], code),
        "config/docker.yml": "a: 1\n",
        "config/local.yml": "a: 2\n",
        "config/test.yml": "a: 3\n",
      }),
    ).toEqual([
      "config/local.yml -> config/local.yml main.go:14",
      "config/docker.yml -> config/docker.yml main.go:14",
    ]);
  });

  it("lie where the author's image has them when the code opens an absolute path", async () => {
    const image = (copies: string) =>
      `FROM golang:1.26 AS build\nRUN go build -o /shop .\nFROM alpine\nCOPY --from=build /shop /usr/bin/shop\n${copies}\nENTRYPOINT ["/usr/bin/shop"]\n`;
    const files = { "deploy/default.yml": "a: 1\n", "lists/gauges.toml": "b = 2\n", "static/b.css": "b" };
    expect(
      await filesOf({
        ...files,
        "main.go": mainFile(
          ["flag", "os", "path/filepath"],
          'var conf = flag.String("c", filepath.Join("/etc/shop", "shop.yml"), "")\nvar list = flag.String("list", "/etc/shop/gauges.toml", "")\nfunc main() { flag.Parse(); os.ReadFile(*conf); read(list); os.DirFS("/app/static") }',
        ),
        Dockerfile: image(
          "COPY deploy/default.yml /etc/shop/shop.yml\nCOPY lists/gauges.toml /etc/shop/gauges.toml\nCOPY static /app/static",
        ),
      }),
    ).toEqual([
      "deploy/default.yml -> /etc/shop/shop.yml Dockerfile:5",
      "static -> static Dockerfile:7",
      "lists/gauges.toml -> /etc/shop/gauges.toml Dockerfile:6",
    ]);
  });

  it.each<[string, string]>([
    ["made by a command", "RUN apk add jq && mkdir -p /config /srv\nCOPY shop.yml /config"],
    ["made in the working directory", "WORKDIR /\nRUN mkdir -p config\nCOPY shop.yml config"],
    ["declared as a volume", "COPY shop.yml /config\nVOLUME /config"],
    ["with other files in it", "COPY shop.yml /config\nCOPY goods/ /config/goods/"],
  ])("lie in what is a directory of the author's image, %s", async (_, lines) => {
    expect(
      await filesOf({
        "main.go": mainFile(
          ["example.org/load"],
          'func main() {\n\tfor _, dir := range []string{".", "/config"} { load.First(dir + "/shop.yml") }\n}',
        ),
        "shop.yml": "a: 1\n",
        "goods/a.txt": "a",
        Dockerfile: `FROM golang:1.26 AS build\nRUN go build -o /shop .\nFROM alpine\nCOPY --from=build /shop /usr/bin/shop\n${lines}\nENTRYPOINT ["/usr/bin/shop"]\n`,
      }),
    ).toContainEqual(expect.stringMatching(/^shop\.yml -> \/config\/shop\.yml /));
  });

  it("are those that decide on a port, by whatever they are read", async () => {
    const code =
      'type config struct{ Addr string `yaml:"addr"` }\nfunc main() {\n\tvar c config\n\treader.LoadFiles("settings/shop.yml")\n\treader.Decode(&c)\n\thttp.ListenAndServe(c.Addr, nil)\n}';
    expect(
      await filesOf({
        "main.go": mainFile(["net/http", "example.org/reader"], code),
        "settings/shop.yml": "addr: :8080\n",
      }),
    ).toEqual(["settings/shop.yml -> settings/shop.yml main.go:11"]);
  });

  it("are found where they lie by the section of a file that has a type's name", async () => {
    const code =
      'type ServerOptions struct{ Port string `mapstructure:"port"` }\nfunc bind(v any) { viper.UnmarshalKey(names.Of(v), v) }\nfunc main() {\n\to := &ServerOptions{}\n\tbind(o)\n\thttp.ListenAndServe(o.Port, nil)\n}';
    const { ports, runtimeFiles } = await service({
      "main.go": mainFile(["net/http", "github.com/spf13/viper", "example.org/names"], code),
      "config/config.development.json": '{\n  "serverOptions": {"port": ":8000"}\n}\n',
      "config/config.example.json": '{"serverOptions": {"port": ":1"}}\n',
    });
    expect(ports.map(({ port, setBy }) => `${port} ${setBy}`)).toEqual([
      "8000 file:config/config.development.json",
    ]);
    expect(runtimeFiles).toEqual([
      {
        source: "config/config.development.json",
        destination: "config/config.development.json",
        evidence: "config/config.development.json:2",
      },
    ]);
  });

  it("lie once in the image where the code puts their path together", async () => {
    const code = 'func main() {\n\tdir, _ := os.Getwd()\n\tos.ReadFile(dir + "/config.yml")\n}';
    expect(
      await filesOf({
        "cmd/shop/main.go": mainFile(["os"], code),
        "cmd/shop/config.yml": "a: 1\n",
        Dockerfile:
          'FROM golang:1.26 AS build\nWORKDIR /app\nRUN go build -o /shop ./cmd/shop\nFROM scratch\nCOPY --from=build /app/cmd/shop/config.yml /\nCOPY --from=build /shop /shop\nCMD ["/shop"]\n',
      }),
    ).toEqual(["cmd/shop/config.yml -> config.yml cmd/shop/main.go:9"]);
  });

  it.each([
    ["a file", "COPY --from=build /pkg/shop.yml /srv/shop.yml", "", "shop.docker.yml"],
    ["a directory around it", "COPY --from=build /pkg /srv", "", "shop.docker.yml"],
    [
      "a file that it edits",
      "COPY --from=build /pkg/shop.yml /srv/shop.yml",
      " && sed -i s/1/2/ shop.yml",
      null,
    ],
  ])("are those that a stage brings to another name, by %s", async (_, copy, edit, source) => {
    const found = await filesOf({
      "main.go": mainFile(["os"], 'func main() { os.ReadFile("/srv/shop.yml") }'),
      "shop.docker.yml": "a: 1\n",
      Dockerfile: `FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /pkg/shop .\nWORKDIR /pkg\nRUN ls && cp /src/shop.docker.yml ./shop.yml${edit.replace(" shop.yml", " ./shop.yml")}\nFROM alpine\nWORKDIR /srv\n${copy}\nENTRYPOINT ["/srv/shop"]\n`,
    });
    expect(found).toEqual(source === null ? [] : [`${source} -> /srv/shop.yml Dockerfile:9`]);
  });

  it("are those that a stage takes in under another name, by a directory around it", async () => {
    const found = await filesOf({
      "main.go": mainFile(["os"], 'func main() { os.ReadFile("/etc/shop/shop.yml") }'),
      "shop.example.yml": "a: 1\n",
      Dockerfile:
        'FROM busybox AS etc\nCOPY shop.example.yml /etc/shop/shop.yml\nCOPY contrib /etc/shop/\nFROM scratch\nCOPY shop /bin/shop\nCOPY --from=etc /etc/shop /etc/shop\nENTRYPOINT ["/bin/shop"]\n',
    });
    expect(found).toEqual(["shop.example.yml -> /etc/shop/shop.yml Dockerfile:6"]);
  });

  it("are not those of a handler that is made only for development", async () => {
    const code = (fallback: boolean) =>
      `var dev = flag.Bool("dev", ${fallback}, "")\ntype pages struct{ root string }\nfunc (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) { render(w) }\nfunc render(w http.ResponseWriter) { template.ParseFiles("web/a.html") }\nfunc newPages() http.Handler { return &pages{root: "web"} }\nfunc content(dev bool) http.Handler {\n\tif dev {\n\t\treturn newPages()\n\t}\n\treturn http.NotFoundHandler()\n}\nfunc main() {\n\tflag.Parse()\n\thttp.ListenAndServe(":80", content(*dev))\n}`;
    const found = async (fallback: boolean) =>
      filesOf({
        "main.go": mainFile(["flag", "html/template", "net/http"], code(fallback)),
        "web/a.html": "a",
      });
    expect(await found(false)).toEqual([]);
    expect(await found(true)).toEqual(["web/a.html -> web/a.html main.go:12"]);
  });

  it("are not the words of an error", async () => {
    const code =
      'var side = os.Getenv("SIDE")\nfunc main() {\n\tif side == "" {\n\t\tside = "web/pages"\n\t}\n\terrors.New(side + " is there")\n}';
    expect(
      await filesOf({
        "main.go": mainFile(["os", "github.com/pkg/errors"], code),
        "web/pages/a.html": "a",
      }),
    ).toEqual([]);
  });

  it("are a directory where the code reads one of those that end alike", async () => {
    const reading = (path: string, files: Record<string, string>) =>
      filesOf({
        "main.go": mainFile(
          ["fmt", "net/http", "os"],
          `func load(dir, lang string) { os.ReadFile(${path}) }\nfunc serve(_ http.ResponseWriter, r *http.Request) { load("./texts", r.URL.RawQuery) }\nfunc main() { http.ListenAndServe(":8080", http.HandlerFunc(serve)) }`,
        ),
        ...files,
      });
    const whole = ["texts -> texts main.go:9"];
    expect(await reading('fmt.Sprintf(dir+"/%s.json", lang)', { "texts/en.json": "{}" })).toEqual(whole);
    expect(await reading('"texts/" + lang + ".json"', { "texts/en.json": "{}" })).toEqual(whole);
    expect(await reading('"texts/" + lang + ".json"', { "texts/en.yml": "" })).toEqual([]);
    expect(await reading("dir + lang", { "texts/en.json": "{}" })).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    [
      "as many as a helper is handed",
      'func parse(files ...string) { template.ParseFiles(files...) }\nfunc main() { parse("templates/a.html", "templates/b.html") }',
      ["templates/a.html", "templates/b.html"],
    ],
    [
      "as a list, with one whose name is not in sight",
      'func page(name string) {\n\tfiles := []string{"templates/a.html"}\n\tfiles = append(files, "templates/"+name+".html")\n\ttemplate.ParseFiles(files...)\n}\nfunc main() { page(os.Args[1]) }',
      ["templates"],
    ],
  ])("are templates, %s", async (_, code, expected) => {
    const { runtimeFiles } = await service({
      "main.go": mainFile(["html/template", "os"], code),
      ...there,
      "templates/b.html": "b",
      "templates/c.html": "c",
    });
    expect(runtimeFiles.map(({ destination }) => destination)).toEqual(expected);
  });

  it("are beego's own, by the names that it gives them", async () => {
    const main = mainFile(
      ["github.com/beego/beego/v2/server/web"],
      'func main() {\n\tweb.SetStaticPath("/down", "downloads")\n\tweb.Run()\n}',
    );
    expect(
      await filesOf({ "main.go": main, "views/a.tpl": "", "conf/app.conf": "", "downloads/a.txt": "" }),
    ).toEqual([
      "downloads -> downloads main.go:8",
      "conf/app.conf -> conf/app.conf main.go:9",
      "views -> views main.go:9",
    ]);
  });

  it("are pop's databases, by the name that it gives the file", async () => {
    const main = mainFile(["github.com/gobuffalo/pop/v6"], 'func main() { pop.Connect("production") }');
    expect(await filesOf({ "main.go": main, "database.yml": "" })).toEqual([
      "database.yml -> database.yml main.go:7",
    ]);
  });

  it.each<[string, string]>([
    ["absolute, before the directory is named", "COPY settings.yaml /app/settings.yaml\nWORKDIR /app"],
    ["below Go's own directory", "WORKDIR /go/src/shop\nCOPY settings.yaml ./"],
    ["at the root", "COPY settings.yaml /settings.yaml"],
    ["in the working directory, named without a slash", "WORKDIR /app\nCOPY settings.yaml /app"],
  ])("lie where the author's image has them, %s", async (_, lines) => {
    expect(
      await filesOf({
        "main.go": mainFile(["example.org/load"], 'func main() { load.Settings("settings.yaml") }'),
        "settings.yaml": "a: 1\n",
        Dockerfile: `FROM golang:1.26 AS build\nRUN go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\n${lines}\nENTRYPOINT ["/shop"]\n`,
      }),
    ).toEqual([expect.stringMatching(/^settings\.yaml -> settings\.yaml Dockerfile:[56]$/)]);
  });

  it.each<[string, string, Record<string, string>, string[]]>([
    [
      "what a library reads",
      "WORKDIR /srv/shop\nCOPY --from=build /go/src/shop/views ./views\nCOPY --from=build /go/src/shop/settings/live.yml settings.yml",
      { "views/a.html": "a", "settings/live.yml": "a: 1\n" },
      ["views -> views Dockerfile:7", "settings/live.yml -> settings.yml Dockerfile:8"],
    ],
    [
      "at the root, from which it is started",
      "COPY views /app/views\nCOPY lists /lists\nCOPY nginx.conf /etc/nginx/nginx.conf",
      { "views/a.html": "a", "lists/a.txt": "a", "nginx.conf": "" },
      ["views -> views Dockerfile:6", "lists -> lists Dockerfile:7"],
    ],
    [
      "that a pattern names, in a directory of their own",
      "WORKDIR /srv\nCOPY lists/*.txt lists/b?.md /lists/",
      { "lists/a.txt": "a", "lists/b1.md": "b", "lists/c.csv": "c" },
      [],
    ],
    [
      "that a pattern names",
      "WORKDIR /srv\nCOPY lists/*.txt lists/b?.csv words/",
      { "lists/a.txt": "a", "lists/b1.csv": "b", "lists/c.csv": "c" },
      ["lists/a.txt -> words/a.txt Dockerfile:7", "lists/b1.csv -> words/b1.csv Dockerfile:7"],
    ],
    [
      "from a directory that variables name",
      "WORKDIR /srv\nCOPY --from=build $SOURCES/views ./views",
      { "views/a.html": "a" },
      ["views -> views Dockerfile:7"],
    ],
    [
      "the part of a directory without code",
      "WORKDIR /srv\nCOPY site site",
      { "site/pages/a.html": "a", "site/handlers/a.go": "package handlers\n" },
      ["site/pages -> site/pages Dockerfile:7"],
    ],
    [
      "no code, documents, scripts, keys and no program",
      "WORKDIR /srv\nCOPY docs docs\nCOPY pkg pkg\nCOPY scripts scripts\nCOPY wait.sh LICENSE.txt ./\nCOPY tls.pem api-secret.json ./\nCOPY bin/shop shop",
      {
        "docs/a.txt": "a",
        "pkg/deep/a.go": "package deep\n",
        "scripts/a.txt": "a",
        "wait.sh": "",
        "LICENSE.txt": "a",
        "tls.pem": "a",
        "api-secret.json": "{}",
        "bin/shop": "a",
      },
      [],
    ],
    [
      "nothing that another tool makes anew",
      "WORKDIR /srv\nCOPY --from=page /go/src/shop/public public",
      { "public/a.html": "a" },
      [],
    ],
    ["nothing that is there to be compiled", "COPY views views\nRUN go build .", { "views/a.html": "a" }, []],
  ])("are %s, where the author's image has it beside the program", async (_, lines, files, expected) => {
    expect(
      await filesOf({
        ...files,
        "main.go": mainFile(["example.org/web"], "func main() { web.Run() }"),
        Dockerfile: `FROM node:22 AS page\nFROM golang:1.26 AS build\nENV SOURCES=$GOPATH/src/shop\nWORKDIR $SOURCES\nFROM alpine\n${lines}\nCOPY --from=build /shop /usr/bin/shop\nCMD ["shop"]\n`,
      }),
    ).toEqual(expected);
  });

  it("are directories that the build stage gathers beside the program", async () => {
    expect(
      await filesOf({
        "main.go": mainFile(["example.org/web"], "func main() { web.Run() }"),
        "views/a.html": "a",
        "site/b.css": "b",
        "tool/main.go": "package main\n\nfunc main() {}\n",
        Dockerfile:
          'FROM golang:1.26 AS build\nWORKDIR /go/src/example.com/shop\nCOPY . .\nRUN go build -o /bin/shop . && mkdir /stage && cp -R /bin/shop \\\n  /go/src/example.com/shop/views \\\n  site tool /stage\nFROM alpine\nCOPY --from=build /stage /srv\nWORKDIR /srv\nENTRYPOINT ["/srv/shop"]\n',
      }),
    ).toEqual(["views -> views Dockerfile:8", "site -> site Dockerfile:8"]);
  });

  it("lie beside the code of the main, where the author's image takes its whole directory", async () => {
    expect(
      await filesOf({
        "cmd/main.go": mainFile(["example.org/web"], "func main() { web.Run() }"),
        "cmd/res/settings.yml": "a: 1\n",
        Dockerfile:
          'FROM golang:1.26 AS build\nWORKDIR /src\nRUN go build -o cmd/shop ./cmd\nFROM alpine\nCOPY --from=build /src/cmd /\nENTRYPOINT ["/shop"]\n',
      }),
    ).toEqual(["cmd/res -> res Dockerfile:5"]);
  });

  it("are the pages that a package renders of a directory", async () => {
    const code =
      'func main() {\n\tm.Use(render.Renderer(render.Options{Directory: "pages"}))\n\tgoview.New(goview.Config{Root: "views"})\n\tother.New(other.Options{Directory: "others"})\n}';
    expect(
      await filesOf({
        "main.go": mainFile(
          ["github.com/martini-contrib/render", "github.com/foolin/goview", "example.org/other"],
          code,
        ),
        "pages/a.tmpl": "a",
        "views/a.html": "a",
        "others/a.html": "a",
      }),
    ).toEqual(["pages -> pages main.go:10", "views -> views main.go:11"]);
  });

  it("are those that a library is given in a field", async () => {
    const code =
      'func main() {\n\tswagger.New(swagger.Config{FilePath: "./docs/swagger.json"})\n\tmiddleware.StaticWithConfig(middleware.StaticConfig{Root: "static"})\n\tfiles.New(files.Config{FilePath: "templates"})\n\tprint(files.Error{FileName: "templates/a.html"})\n}';
    expect(
      await filesOf({
        ...there,
        "main.go": mainFile(
          [
            "github.com/gofiber/contrib/swagger",
            "github.com/labstack/echo/v4/middleware",
            "example.org/files",
          ],
          code,
        ),
        "docs/swagger.json": "{}",
        "docs/docs.go": "package docs\n",
      }),
    ).toEqual(["docs/swagger.json -> docs/swagger.json main.go:10", "static -> static main.go:11"]);
  });

  it("lie where go.rice looks for a box, unless it is in the code", async () => {
    const tree = {
      "main.go": mainFile(["example.com/shop/web"], "func main() { web.Load() }"),
      "web/web.go":
        'package web\n\nimport "github.com/GeertJohan/go.rice"\n\nfunc Load() { rice.MustFindBox("../static") }\n',
      "static/b.css": "b",
    };
    expect(await filesOf(tree)).toEqual(["static -> example.com/shop/static web/web.go:5"]);
    const made =
      'package web\n\nfunc init() {\n\tb := &embedded.EmbeddedFile{Filename: "static/b.css"}\n\tembedded.RegisterEmbeddedBox(`../static`, b)\n}\n';
    expect(await filesOf({ ...tree, "web/rice-box.go": made })).toEqual([]);
  });

  it("lie where packr looks for a box, unless it is in the code", async () => {
    const tree = {
      "main.go": mainFile(["example.com/shop/store"], "func main() { store.Load() }"),
      "store/store.go":
        'package store\n\nimport "github.com/gobuffalo/packr/v2"\n\nfunc Load() {\n\tpackr.NewBox("./migrations")\n\tpackr.New("pages", "../pages")\n}\n',
      "store/migrations/1.sql": "b",
      "pages/a.html": "b",
    };
    expect(await filesOf(tree)).toEqual([
      "pages -> example.com/shop/pages store/store.go:7",
      "store/migrations -> example.com/shop/store/migrations store/store.go:6",
    ]);
    const made = 'package store\n\nimport _ "example.com/shop/packrd"\n';
    expect(await filesOf({ ...tree, "store/store-packr.go": made })).toEqual([]);
  });

  it("are none where nothing of that name is there, where it is a secret, or absolute", async () => {
    const code =
      'func main() { os.ReadFile("no/file.txt"); os.ReadFile(".env"); os.ReadFile("tls.key"); os.ReadFile("/etc/hosts") }';
    expect(await filesOf({ "main.go": mainFile(["os"], code), ".env": "A=1", "tls.key": "x" })).toEqual([]);
  });

  it("follows a flag of one package into a variable of another", async () => {
    expect(
      await filesOf({
        "static/b.css": "b",
        "main.go": mainFile(
          ["flag", "example.com/shop/web"],
          'func main() { flag.StringVar(&web.Root, "static", "./static/", ""); flag.Parse(); web.Serve() }',
        ),
        "web/web.go":
          'package web\n\nimport "net/http"\n\nvar Root string\n\nfunc Serve() { http.Dir(Root) }\n',
      }),
    ).toEqual(["static -> static web/web.go:7"]);
  });
});

describe("directories that the program writes to", () => {
  const writesOf = async (imports: readonly string[], code: string) => {
    const { writes } = await service({ "main.go": mainFile(imports, code) });
    return writes.map(({ path, evidence }) => `${path} ${evidence}`);
  };

  it.each([
    ["pack", []],
    ["serve", ["data main.go:15"]],
  ])("are none of a flag that another command of kingpin has: that of %s", async (command, expected) => {
    const code = `var out *string\nfunc save() { os.WriteFile(*out, nil, 0o644) }\nfunc main() {\n\tapp := kingpin.New("shop", "")\n\tserve := app.Command("serve", "")\n\tpack := app.Command("pack", "")\n\tout = ${command}.Flag("output", "").Default("shop.zip").String()\n\tpack.Action(save)\n\tswitch kingpin.MustParse(app.Parse(nil)) {\n\tcase serve.FullCommand():\n\t\thttp.ListenAndServe(":80", nil)\n\t}\n}`;
    expect(await writesOf(["net/http", "os", "github.com/alecthomas/kingpin/v2"], code)).toEqual(expected);
  });

  it.each([
    ["generate", []],
    ["work", ["code main.go:8"]],
  ])(
    "are none that it writes to for a word alone that it is not started with: %s",
    async (word, expected) => {
      const code = `func write() { os.MkdirAll("code", 0o755) }\nfunc main() {\n\tif len(os.Args) == 1 {\n\t\thttp.ListenAndServe(":80", nil)\n\t}\n\tswitch os.Args[1] {\n\tcase "${word}":\n\t\twrite()\n\t}\n}`;
      expect(await writesOf(["net/http", "os"], code)).toEqual(expected);
    },
  );

  it.each([
    ["turned on", '{"log": {"enable": true, "filename": "./logs/shop.log"}}', ["logs conf/shop.json:1"]],
    ["turned off", '{"log": {"enable": false, "filename": "./logs/shop.log"}}', []],
    ["without a directory", '{"log": {"enable": true, "filename": "./shop.log"}}', []],
    ["on a stream", '{"log": {"output": "stdout", "filename": "./logs/shop.log"}}', []],
  ])("are those of a log that the configuration file of the image has %s", async (_, config, expected) => {
    const code =
      'func main() {\n\tb, err := os.ReadFile("conf/shop.json")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tlogs.Init(b)\n}';
    const { writes } = await service({
      "main.go": mainFile(["os", "example.org/logs"], code),
      "conf/shop.json": config,
    });
    expect(writes.map(({ path, evidence }) => `${path} ${evidence}`)).toEqual(expected);
  });

  it.each<[string, readonly string[], string, string[]]>([
    [
      "what is listed at the start, and has to be there below another",
      ["log", "os", "path"],
      'func list(base string) {\n\tif _, err := os.ReadDir(base); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\nfunc main() {\n\thome, _ := os.UserHomeDir()\n\tlist(path.Join(home, ".shop/sites"))\n\tos.WriteFile(path.Join(home, ".shop/last"), nil, 0o600)\n}',
      ["~/.shop main.go:15", "~/.shop/sites main.go:15"],
    ],
    [
      "a PID file without which the program ends, and none without which it goes on",
      ["log", "os"],
      'func main() {\n\tif err := os.WriteFile("/run/a.pid", nil, 0o644); err != nil {\n\t\tlog.Print(err)\n\t}\n\tif err := os.WriteFile("/var/run/b.pid", nil, 0o644); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      ["/var/run main.go:12"],
    ],
    [
      "nothing that is listed outside of the account's own, where the repository or the machine may have it",
      ["log", "os"],
      'func main() {\n\tif _, err := os.ReadDir("/web/views"); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      [],
    ],
    [
      "a directory before those inside it that nothing makes",
      ["os"],
      'func main() {\n\tos.Create("data/logs/b.log")\n\tos.MkdirAll("data/made", 0o755)\n\tos.Create("data/shop.db")\n}',
      ["data main.go:10", "data/logs main.go:8"],
    ],
    [
      "a file in a directory of a volume that nothing makes",
      ["os"],
      'func main() {\n\tos.MkdirAll("data/made", 0o755)\n\tos.Create("data/shop.db")\n\tos.Create("data/made/a.log")\n\tos.Create("data/logs/b.log")\n}',
      ["data main.go:9", "data/logs main.go:11"],
    ],
    [
      "a file in a directory of a volume, of a program that makes those it is told",
      ["os", "path/filepath"],
      'func create(path string) {\n\tos.MkdirAll(filepath.Dir(path), 0o755)\n}\nfunc main() {\n\tos.Create("data/shop.db")\n\tos.Create("data/logs/b.log")\n\tcreate(os.Args[1])\n}',
      ["data main.go:12"],
    ],
    [
      "a database by database/sql",
      ["database/sql"],
      'func main() { sql.Open("sqlite3", "file:data/shop.db?_fk=1") }',
      ["data main.go:7"],
    ],
    [
      "the directory of a file that a setting names with more behind it",
      ["net/http", "os", "path/filepath", "strings", "github.com/ardanlabs/conf/v3"],
      'type config struct {\n\tPath string `conf:"default:./state/shop.db?_fk=1&mode=rwc"`\n\tLog  string `conf:"default:shop.log"`\n}\nfunc main() {\n\tvar cfg config\n\tconf.Parse("SHOP", &cfg)\n\tos.MkdirAll(filepath.Dir(strings.Split(cfg.Path, "?")[0]), 0o755)\n\tos.MkdirAll(filepath.Dir(cfg.Log), 0o755)\n}',
      ["state main.go:12"],
    ],
    [
      "a database by gorm",
      ["gorm.io/driver/sqlite", "gorm.io/gorm"],
      'func main() { gorm.Open(sqlite.Open("var/shop.db"), nil) }',
      ["var main.go:8"],
    ],
    [
      "what a node of raft keeps",
      ["path/filepath", "github.com/hashicorp/raft", "github.com/hashicorp/raft-boltdb/v2"],
      'func main() {\n\traft.NewFileSnapshotStore(filepath.Join("shop.data", "raft"), 3, nil)\n\traftboltdb.NewBoltStore(filepath.Join("shop.data", "raft", "raft.db"))\n}',
      ["shop.data/raft main.go:10"],
    ],
    [
      "a database by gorm, of the driver that a variable holds",
      ["gorm.io/driver/postgres", "gorm.io/driver/sqlite", "gorm.io/gorm"],
      'func main() {\n\tvar open func(string) gorm.Dialector\n\tif file {\n\t\topen = sqlite.Open\n\t} else {\n\t\topen = postgres.Open\n\t}\n\tgorm.Open(open("var/shop.db"), nil)\n}',
      ["var main.go:16"],
    ],
    [
      "a path with a placeholder",
      ["os"],
      'func main() { os.MkdirAll("./recordings/%path/%Y-%m", 0o755) }',
      ["recordings main.go:7"],
    ],
    [
      "a database in the working directory",
      ["database/sql"],
      'func main() { sql.Open("sqlite", "shop.db") }',
      ["data main.go:7"],
    ],
    [
      "bolt",
      ["go.etcd.io/bbolt"],
      'func main() { bbolt.Open("/var/lib/shop/shop.db", 0600, nil) }',
      ["/var/lib/shop main.go:7"],
    ],
    [
      "leveldb at the path of a URL",
      ["net/url", "github.com/syndtr/goleveldb/leveldb"],
      'func open(dsn string) {\n\tu, _ := url.Parse(dsn)\n\tleveldb.OpenFile(u.Path, nil)\n}\nfunc main() { open("leveldb:///var/lib/shop?sync=1") }',
      ["/var/lib/shop main.go:12"],
    ],
    [
      "badger",
      ["github.com/dgraph-io/badger/v4"],
      'func main() { badger.Open(badger.DefaultOptions("data/badger")) }',
      ["data/badger main.go:7"],
    ],
    [
      "a directory that is made",
      ["os"],
      'func main() { os.MkdirAll("uploads", 0o755); os.Create("uploads/a") }',
      ["uploads main.go:7"],
    ],
    [
      "a variable with a default",
      ["os", "cmp"],
      'func main() { os.MkdirAll(cmp.Or(os.Getenv("DATA_DIR"), "/data"), 0o755) }',
      ["/data main.go:8"],
    ],
    [
      "a log file",
      ["gopkg.in/natefinch/lumberjack.v2"],
      'func main() { _ = &lumberjack.Logger{Filename: "logs/shop.log"} }',
      ["logs main.go:7"],
    ],
    [
      "logs whose names tell the day",
      ['rotatelogs "github.com/lestrrat-go/file-rotatelogs"', "path"],
      'func main() { rotatelogs.New(path.Join("logs", "%Y-%m-%d.log")) }',
      ["logs main.go:8"],
    ],
    [
      "files among what zap writes to",
      ["go.uber.org/zap"],
      'func main() {\n\tc := zap.NewProductionConfig()\n\tc.OutputPaths = []string{"stdout", "logs/shop.log"}\n\tc.Build()\n}',
      ["logs main.go:9"],
    ],
    ...[
      'import "github.com/nutsdb/nutsdb"; nutsdb.Open(nutsdb.DefaultOptions, nutsdb.WithDir("store"))',
      'import "github.com/ostafen/clover/v2"; clover.Open("store")',
      'import "github.com/sdomino/scribble"; scribble.New("store", nil)',
      'import "github.com/peterbourgon/diskv/v3"; diskv.New(diskv.Options{BasePath: "store"})',
    ].map((one): [string, string[], string, string[]] => {
      const [, path = "", code = ""] = /^import "(.*)"; (.*)$/.exec(one) ?? [];
      return [`what ${path} keeps`, [path], `func main() { ${code} }`, ["store main.go:7"]];
    }),
    [
      "a file beside the memory that tests take",
      ["database/sql"],
      'func open(path string) { sql.Open("sqlite3", path) }\nfunc main() {\n\tvar path string\n\tswitch os.Args[1] {\n\tcase "test":\n\t\tpath = "file:/x?vfs=memdb"\n\tdefault:\n\t\tpath = "dbs/main.db?_journal=WAL"\n\t}\n\topen(path)\n}',
      ["dbs main.go:14"],
    ],
    [
      "beego's log",
      ["github.com/astaxie/beego/logs"],
      'func main() {\n\tconf := `{"filename":"log/shop.log","level":7}`\n\tlogs.SetLogger(logs.AdapterFile, conf)\n}',
      ["log main.go:8"],
    ],
    [
      "afero's file system of the machine",
      ["github.com/spf13/afero"],
      'func main() {\n\tfs := afero.NewOsFs()\n\tfs.MkdirAll("uploads", 0o755)\n}',
      ["uploads main.go:9"],
    ],
    ["memory", ["database/sql"], 'func main() { sql.Open("sqlite3", ":memory:") }', []],
    [
      "a server's database",
      ["database/sql"],
      'func main() { sql.Open("postgres", "postgres://db/shop") }',
      [],
    ],
    [
      "a directory of the user's own",
      ["os", "path/filepath"],
      'func main() {\n\tconfig, _ := os.UserConfigDir()\n\tos.MkdirAll(filepath.Join(config, "shop"), 0o755)\n}',
      ["~/.config/shop main.go:9"],
    ],
    [
      "files of the user's own that a library finds a place for",
      ["github.com/adrg/xdg"],
      'func main() {\n\txdg.DataFile("shop/shop.db")\n\txdg.CacheFile("shop/" + name())\n}',
      ["~/.local/share/shop main.go:8", "~/.cache/shop main.go:9"],
    ],
    [
      "the state of a tailnet node",
      ["flag", "tailscale.com/tsnet"],
      'var dir = flag.String("dir", "", "")\nfunc main() {\n\tserver := &tsnet.Server{Hostname: "shop", Dir: *dir}\n\tserver.Up(nil)\n}',
      ["~/.config main.go:10"],
    ],
    [
      "nothing of a file system below another directory",
      ["github.com/spf13/afero"],
      'func main() {\n\tusers := afero.NewBasePathFs(afero.NewOsFs(), root())\n\tusers.MkdirAll("/users/admin", 0o700)\n}',
      [],
    ],
    [
      "a directory below that of the account",
      ["os", "os/user", "path/filepath"],
      'func main() {\n\taccount, err := user.Current()\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tos.MkdirAll(filepath.Join(account.HomeDir, ".shop"), 0o700)\n}',
      ["~/.shop main.go:14"],
    ],
    [
      "PocketBase's own directory",
      ["github.com/pocketbase/pocketbase"],
      "func main() { pocketbase.New().Start() }",
      ["pb_data main.go:7"],
    ],
    [
      "the directory that PocketBase is given, and none that is not in sight",
      ["github.com/pocketbase/pocketbase"],
      'func main() {\n\tpocketbase.NewWithConfig(pocketbase.Config{DefaultDataDir: "shop_" + "data"}).Start()\n}',
      ["shop_data main.go:8"],
    ],
    [
      "each of a list, in loops that have a variable of one name",
      ["os", "path/filepath"],
      'func main() {\n\tfor _, d := range []string{"logs", "uploads"} {\n\t\tos.MkdirAll(d, 0o755)\n\t}\n\tparts := []string{"a", "b"}\n\tfor _, d := range parts {\n\t\tos.MkdirAll(filepath.Join("state", d), 0o755)\n\t}\n}',
      ["logs main.go:9", "uploads main.go:9", "state/a main.go:14", "state/b main.go:14"],
    ],
    [
      "all that a helper is handed",
      ["os"],
      'func ensure(paths ...string) {\n\tfor _, path := range paths {\n\t\tos.Mkdir(path, 0o755)\n\t}\n}\nfunc main() { ensure("conf", "log") }',
      ["conf main.go:12", "log main.go:12"],
    ],
    [
      "the directory of a file that is given with its settings",
      ["os", "path/filepath", "strings"],
      'var dsn = "./state/shop.db?mode=rwc"\nfunc main() {\n\tfile := strings.Split(dsn, "?")[0]\n\tos.MkdirAll(filepath.Dir(file), 0o755)\n}',
      ["state main.go:9"],
    ],
    [
      "what a helper is given, but by code that is off",
      ["flag", "os"],
      'var install = flag.Bool("install", false, "")\nfunc save(path string) { os.WriteFile(path, nil, 0o600) }\nfunc main() {\n\tif *install {\n\t\tsave("/etc/systemd/shop.service")\n\t}\n\tsave("log/shop.log")\n}',
      ["log main.go:14"],
    ],
    [
      "what the root of peterbourgon/ff writes, where that runs by itself",
      ["context", "os", "github.com/peterbourgon/ff/v4"],
      'func login(path string) error { return os.WriteFile(path, nil, 0o600) }\nfunc add(root *ff.Command) {\n\troot.Subcommands = append(root.Subcommands, &ff.Command{Name: "login", Exec: func(ctx context.Context, args []string) error { return login("keys/shop.json") }})\n}\nfunc main() {\n\troot := &ff.Command{Name: "shop"}\n\tadd(root)\n\troot.Exec = func(ctx context.Context, args []string) error { return os.WriteFile("log/shop.log", nil, 0o600) }\n\troot.ParseAndRun(context.Background(), os.Args[1:])\n}',
      ["log main.go:16"],
    ],
    [
      "what it writes without a word, and no directory of the system",
      ["os"],
      'func put(path string) { os.WriteFile(path, nil, 0o600) }\nfunc main() {\n\tif len(os.Args) > 1 && os.Args[1] != "serve" {\n\t\tswitch os.Args[1] {\n\t\tcase "install":\n\t\t\tput("/srv/shop/list.txt")\n\t\t}\n\t\treturn\n\t}\n\tput("/etc/resolv.conf")\n\tput("log/shop.log")\n}',
      ["log main.go:17"],
    ],
    [
      "a text that another module's method of the same name is given",
      ["net/http", "os"],
      'type store struct{}\nfunc (s *store) Get(directory string) { os.MkdirAll(directory, 0o755) }\nfunc main() {\n\thttp.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { r.Header.Get("x-forwarded-for") })\n\t(&store{}).Get(os.Getenv("CACHE"))\n}',
      [],
    ],
    ["the directory for temporary files", ["os"], 'func main() { os.Create("/tmp/x") }', []],
    ["a number in place of a directory", ["os"], 'func main() { os.MkdirAll("1/audit", 0o755) }', []],
    ["the network of Plan 9", ["os"], 'func main() { os.WriteFile("/net/ipifc/2/ctl", nil, 0o600) }', []],
    ["a path of a sample", ["os"], 'func main() { os.MkdirAll("/path/to/shop/uploads", 0o755) }', []],
    [
      "certificates",
      ["github.com/caddyserver/certmagic"],
      'func main() { certmagic.Default.Storage = &certmagic.FileStorage{Path: "certs"} }',
      ["certs main.go:7"],
    ],
    [
      "uploads that the framework saves, not a method of the same name",
      ["github.com/gin-gonic/gin"],
      'type disk struct{}\nfunc (disk) SaveUploadedFile(file, kind string) {}\nfunc main() {\n\tdisk{}.SaveUploadedFile("a.png", "pictures/x")\n\tgin.New().POST("/", func(c *gin.Context) { c.SaveUploadedFile(nil, "uploads/a.png") })\n}',
      ["uploads main.go:11"],
    ],
    [
      "a database that gorm is given in a literal, and none of a server",
      ["gorm.io/gorm", "gorm.io/driver/sqlite", "gorm.io/driver/mysql"],
      'func main() {\n\tgorm.Open(sqlite.New(sqlite.Config{DSN: "file:state/shop.db?mode=rwc", DriverName: "sqlite"}))\n\tgorm.Open(mysql.New(mysql.Config{DSN: "shop/other"}))\n}',
      ["state main.go:10"],
    ],
    [
      "nothing that a service behind an interface saves",
      ["net/http"],
      'type files interface{ SaveFile(from any, name string) error }\ntype page struct{ files files }\nfunc (p page) save(w http.ResponseWriter, r *http.Request) {\n\tfile, head, _ := r.FormFile("file")\n\tp.files.SaveFile(file, head.Filename)\n}\nfunc main() { http.HandleFunc("/", page{}.save) }',
      [],
    ],
    [
      "uploads of fiber below a directory, and under the client's own names",
      ["fmt", "github.com/gofiber/fiber/v2"],
      'func save(c *fiber.Ctx) error {\n\tfile, _ := c.FormFile("document")\n\tc.SaveFile(file, fmt.Sprintf("./uploads/%s", file.Filename))\n\treturn c.SaveFile(file, fmt.Sprintf("./%s", file.Filename))\n}\nfunc main() { fiber.New().Post("/", save) }',
      ["uploads main.go:10", ". main.go:11"],
    ],
    [
      "uploads of gin under the client's own names",
      ["path/filepath", "github.com/gin-gonic/gin"],
      'func save(c *gin.Context) {\n\tfile, _ := c.FormFile("document")\n\tname := filepath.Base(file.Filename)\n\tc.SaveUploadedFile(file, name)\n}\nfunc main() { gin.New().POST("/", save) }',
      [". main.go:11"],
    ],
    [
      "uploads under the client's own names",
      ["net/http", "os"],
      'func save(w http.ResponseWriter, r *http.Request) {\n\t_, file, _ := r.FormFile("document")\n\tos.Create(file.Filename)\n}\nfunc main() { http.HandleFunc("/", save) }',
      [". main.go:10"],
    ],
    [
      "uploads of one form",
      ["net/http", "os"],
      'func all(w http.ResponseWriter, r *http.Request) {\n\tfiles := r.MultipartForm.File["documents"]\n\tfor _, file := range files {\n\t\tos.Create(file.Filename)\n\t}\n}\nfunc main() { http.HandleFunc("/all", all) }',
      [". main.go:11"],
    ],
    [
      "afero's directory on the machine, of which a part is used",
      ["github.com/spf13/afero"],
      'var files afero.Fs\nfunc main() {\n\tfs := afero.NewOsFs()\n\tfs.MkdirAll("uploads", 0o755)\n\tfiles = afero.NewBasePathFs(fs, "uploads")\n\tfiles.MkdirAll("inner", 0o755)\n}',
      ["uploads main.go:10"],
    ],
    [
      "a directory of the system itself, and one below it",
      ["flag", "os"],
      'var dir = flag.String("dir", "/etc", "")\nfunc main() {\n\tos.MkdirAll(*dir, 0o755)\n\tos.MkdirAll("/etc/shop", 0o755)\n}',
      ["/etc/shop main.go:11"],
    ],
    [
      "no number, which is the default of another setting in the table",
      ["os"],
      'type entry struct{ Key, Value string }\ntype table []entry\nvar all = table{entry{Key: "batch", Value: "1"}}\nfunc (t table) get(key string) string {\n\tfor _, e := range t {\n\t\tif e.Key == key {\n\t\t\treturn e.Value\n\t\t}\n\t}\n\treturn ""\n}\nfunc main() { os.MkdirAll(all.get("dir"), 0o755) }',
      [],
    ],
    [
      "no place that stands in for one that cannot be had",
      ["os"],
      'func file() string {\n\thome, err := os.UserHomeDir()\n\tif err != nil {\n\t\treturn "/var/shop/shop.yml"\n\t}\n\treturn home + string(os.PathSeparator) + "shop/shop.yml"\n}\nfunc main() { os.WriteFile(file(), nil, 0o600) }',
      ["~/shop main.go:8"],
    ],
    [
      "what lies below a directory that a variable in the path names",
      ["os"],
      'func main() {\n\tos.MkdirAll(os.ExpandEnv("$HOME/shop/db"), 0o755)\n\tos.MkdirAll(os.ExpandEnv("$SHOP_HOME/cache"), 0o755)\n\tos.MkdirAll(os.ExpandEnv("./logs/$SHOP_NAME"), 0o755)\n}',
      ["~/shop/db main.go:8", "logs main.go:10"],
    ],
    [
      "a file of the program's own in the home of its user, and none of others",
      ["os"],
      'func main() {\n\thome, _ := os.UserHomeDir()\n\tos.WriteFile(home+"/.shop_config.yml", nil, 0o600)\n\tos.WriteFile(home+"/.netrc", nil, 0o600)\n}',
      ["data main.go:8"],
    ],
    [
      "a word for a stream",
      ["flag", "os"],
      'var log = flag.String("log", "stdout", "")\nfunc main() { os.OpenFile(*log, os.O_CREATE, 0o600) }',
      [],
    ],
  ])("%s", async (_, imports, code, expected) => {
    expect(await writesOf(imports, code)).toEqual(expected);
  });

  it("are not what a file has under the name of a field that nothing outside can set", async () => {
    const code =
      'type store struct{ basePath string }\nfunc newStore(path string) *store { return &store{basePath: path} }\nfunc main() {\n\ts := newStore("uploads")\n\tos.MkdirAll(s.basePath, 0o755)\n\tos.ReadFile("config/app.json")\n}';
    const { writes } = await service({
      "main.go": mainFile(["os"], code),
      "config/app.json": '{"basePath": "/api/v1"}\n',
    });
    expect(writes).toEqual([{ path: "uploads", file: null, evidence: "main.go:10" }]);
  });

  it("are not what a failing function gives back beside its error", async () => {
    const code =
      'func below(base string, names ...string) (string, error) {\n\tclean := []string{base}\n\tfor _, name := range names {\n\t\tif name == "" {\n\t\t\treturn "", errors.New("empty")\n\t\t}\n\t\tclean = append(clean, name)\n\t}\n\treturn filepath.Join(clean...), nil\n}\nfunc main() {\n\tpath, _ := below(os.Args[1], "x")\n\tos.MkdirAll(filepath.Join(path, "blobs"), 0o755)\n}';
    expect(await writesOf(["errors", "os", "path/filepath"], code)).toEqual([]);
  });

  it("are not a name's end alone, of a path that nobody set", async () => {
    const code =
      'var path = flag.String("save", "", "")\nfunc main() {\n\tif path != nil {\n\t\tos.WriteFile(*path+"_tmp", nil, 0o644)\n\t}\n}';
    expect(await writesOf(["flag", "os"], code)).toEqual([]);
  });

  it.each([
    ["", "data"],
    ["if *kind == kinds[0] ", undefined],
  ])("below a flag that nobody sets are those of code that surely runs, %s", async (condition, expected) => {
    const code = `var kinds = []string{"disk", "memory"}\nvar dir, kind = flag.String("dir", "", ""), flag.String("kind", "", "")\nfunc open() { os.WriteFile(filepath.Join(*dir, "lock"), nil, 0o600) }\nfunc main() {\n\t${condition}{\n\t\topen()\n\t}\n}`;
    const { writes, relocations } = await service({
      "main.go": mainFile(["flag", "os", "path/filepath"], code),
    });
    expect([writes[0]?.path, relocations[0]?.value]).toEqual([expected, expected]);
  });

  it("lie in the directory of the account that HOME names", async () => {
    const code = 'func main() { os.MkdirAll(filepath.Join(os.Getenv("HOME"), ".shop"), 0o755) }';
    expect(await writesOf(["os", "path/filepath"], code)).toEqual(["~/.shop main.go:8"]);
  });

  it.each([
    ["not those of other programs", ".shop", ["~/.shop main.go:9", "~/.ssh main.go:9"]],
    [
      "those of any name where none is the program's own",
      ".stores",
      ["~/.stores main.go:9", "~/.config/editor main.go:9", "~/.coder main.go:9", "~/.ssh main.go:9"],
    ],
  ])("in the home directory are %s", async (_, own, expected) => {
    const code = `func main() {\n\thome, _ := os.UserHomeDir()\n\tos.MkdirAll(filepath.Join(home, "${own}"), 0o755)\n\tos.MkdirAll(filepath.Join(home, ".config", "editor"), 0o755)\n\tos.MkdirAll(filepath.Join(home, ".coder"), 0o755)\n\tos.MkdirAll(filepath.Join(home, ".ssh"), 0o700)\n}`;
    expect(await writesOf(["os", "path/filepath"], code)).toEqual(expected);
  });

  it("are not those of another command in a table", async () => {
    const code =
      'var commands = map[string]func(){"web": web, "new": create}\nfunc web() { os.MkdirAll("uploads", 0o755); http.ListenAndServe(":8080", nil) }\nfunc create() { os.MkdirAll("internal/new", 0o755) }\nfunc main() {\n\tif len(os.Args) < 2 {\n\t\tos.Exit(1)\n\t}\n\tcommands[os.Args[1]]()\n}';
    expect(await writesOf(["net/http", "os"], code)).toEqual(["uploads main.go:9"]);
    const list = code
      .replace("map[string]func()", "[]struct {\n\tword string\n\trun func()\n}")
      .replace('"web": web, "new": create', '{"web", web}, {"new", create}')
      .replace("commands[os.Args[1]]()", "find(os.Args[1])");
    const { writes } = await service({
      "main.go": mainFile(["net/http", "os"], list),
      Dockerfile: 'FROM golang:1.26\nRUN go build -o /shop .\nENTRYPOINT ["/shop", "web"]\n',
    });
    expect(writes.map(({ path, evidence }) => `${path} ${evidence}`)).toEqual(["uploads main.go:12"]);
    const apart = (name: string) => ({
      "main.go": mainFile(["os", `example.com/shop/${name}`], `func main() { ${name}.Run(os.Args[1]) }`),
      [`${name}/${name}.go`]: mainFile(["net/http", "os"], code)
        .replace("package main", `package ${name}`)
        .replace("main()", "Run(word string)")
        .replace("commands[os.Args[1]]", "commands[word]"),
    });
    const pathsOf = async (name: string) => (await service(apart(name))).writes.map(({ path }) => path);
    expect(await pathsOf("cmd")).toEqual(["uploads"]);
    expect(await pathsOf("tasks")).toEqual(["uploads", "internal/new"]);
  });

  it("are no addresses", async () => {
    expect(await writesOf(["os"], 'func main() { os.MkdirAll("127.0.0.1/shop", 0o755) }')).toEqual([]);
  });

  it.each<[string, string, Record<string, string>, { setBy: string; value: string }[], string[]]>([
    [
      "by a variable",
      'func main() {\n\tpath := os.Getenv("DB")\n\tif path == "" {\n\t\tpath = "./shop.db"\n\t}\n\tsql.Open("sqlite3", "file:"+path+"?_fk=1")\n}',
      {},
      [{ setBy: "env:DB", value: "data/shop.db" }],
      ["data main.go:15"],
    ],
    [
      "by a variable for the file, whose directory is made as well",
      'func main() {\n\tpath := os.Getenv("DB")\n\tif path == "" {\n\t\tpath = "./shop.db"\n\t}\n\tos.MkdirAll(filepath.Dir(path), 0o755)\n\tsql.Open("sqlite3", path)\n}',
      {},
      [{ setBy: "env:DB", value: "data/shop.db" }],
      ["data main.go:13"],
    ],
    [
      "by a flag for a data source name",
      'var db = flag.String("db", "file:shop.db?cache=shared", "")\nfunc main() { sql.Open("sqlite3", *db) }',
      {},
      [{ setBy: "flag:-db", value: "file:data/shop.db?cache=shared" }],
      ["data main.go:10"],
    ],
    [
      "by a flag for the directory",
      'var dir = flag.String("dir", ".", "")\nfunc main() { sql.Open("sqlite3", filepath.Join(*dir, "shop.db")) }',
      {},
      [{ setBy: "flag:-dir", value: "data" }],
      ["data main.go:10"],
    ],
    [
      "by a variable for the directory that nobody sets",
      'func main() { sql.Open("sqlite3", filepath.Join(os.Getenv("CONFIG"), "shop.db")) }',
      {},
      [{ setBy: "env:CONFIG", value: "data" }],
      ["data main.go:10"],
    ],
    [
      "to where no file of the image lies",
      'var db = flag.String("db", "shop.db", "")\nfunc main() { sql.Open("sqlite3", *db); os.ReadFile("data/seed.sql") }',
      { "data/seed.sql": "x" },
      [{ setBy: "flag:-db", value: "state/shop.db" }],
      ["state main.go:10"],
    ],
    [
      "by nothing where the setting may hold another word than a file's name",
      'var log = flag.String("log", "events", "")\nfunc main() { os.OpenFile(*log, os.O_CREATE, 0o600) }',
      {},
      [],
      [". main.go:10"],
    ],
    [
      "by nothing where the setting is a directory beside a path of its own",
      'var root = os.Getenv("ROOT")\nfunc main() {\n\tpath := "./shop.db"\n\tif root != "" {\n\t\tpath = root + "/shop.db"\n\t}\n\tsql.Open("sqlite3", path)\n}',
      {},
      [],
      ["data main.go:12"],
    ],
    [
      "by nothing where files of the image lie in the same directory",
      'var root = flag.String("root", ".", "")\nfunc main() { sql.Open("sqlite3", filepath.Join(*root, "shop.db")); os.ReadFile(filepath.Join(*root, "pages/a.html")) }',
      { "pages/a.html": "a" },
      [],
      ["data main.go:10"],
    ],
    [
      "by nothing where the code leaves no choice",
      'func main() { sql.Open("sqlite3", "shop.db") }',
      {},
      [],
      ["data main.go:10"],
    ],
  ])("in the working directory itself are moved, %s", async (_, code, tree, settings, expected) => {
    const imports = ["os", "flag", "path/filepath", "database/sql"];
    const { writes, relocations } = await service({ "main.go": mainFile(imports, code), ...tree });
    expect(relocations).toEqual(settings);
    expect(writes.map(({ path, evidence }) => `${path} ${evidence}`)).toEqual(expected);
  });

  it("in the working directory itself are moved by the flag of a tag, also where a name ends out of sight", async () => {
    const { writes, relocations } = await service({
      "main.go": mainFile(
        ["fmt", "os", "path/filepath", "github.com/judwhite/go-svc"],
        'type options struct {\n\tPath string `flag:"data-path"`\n}\ntype program struct{ opts *options }\nfunc main() { svc.Run(&program{opts: &options{}}) }\nfunc (p *program) Start() error {\n\tname := filepath.Join(p.opts.Path, "shop.dat")\n\t_, err := os.Create(fmt.Sprintf("%s.%d.tmp", name, os.Getpid()))\n\treturn err\n}',
      ),
    });
    expect(relocations).toEqual([{ setBy: "flag:--data-path", value: "data" }]);
    expect(writes.map(({ path }) => path)).toEqual(["data"]);
  });

  it.each([
    ["boltdb://shop.db", ["flag:-db=boltdb://data/shop.db"], ["data"]],
    ["local:///./uploads", [], ["uploads"]],
    ["badger:///var/lib/shop/", [], ["/var/lib/shop"]],
    ["file:///var/lib/shop/all", [], ["/var/lib/shop/all"]],
    ["file://pages", [], []],
    ["postgres://localhost/shop", [], []],
    ["https://example.org/shop.db", [], []],
  ])("are those of a store whose URL is %s, whatever takes it apart", async (url, moved, expected) => {
    const code = `var stores = map[string]func(*url.URL){}\nfunc main() {\n\tdb := flag.String("db", "${url}", "")\n\tflag.Parse()\n\tu, _ := url.ParseRequestURI(*db)\n\tstores[u.Scheme](u)\n}`;
    const { writes, relocations } = await service({ "main.go": mainFile(["flag", "net/url"], code) });
    expect(relocations.map(({ setBy, value }) => `${setBy}=${value}`)).toEqual(moved);
    expect(writes.map(({ path }) => path)).toEqual(expected);
  });

  it("in the working directory are kept by a link where no image may have the variable that moves them", async () => {
    const code =
      'func main() {\n\tpath := os.Getenv("SHOP_KEY_FILE")\n\tif path == "" {\n\t\tpath = "shop.key"\n\t}\n\tos.WriteFile(path, nil, 0o600)\n\ttls.LoadX509KeyPair("shop.crt", path)\n}';
    const { writes, relocations, warnings } = await service({
      "main.go": mainFile(["crypto/tls", "os"], code),
    });
    expect(relocations).toEqual([]);
    expect(writes.map(({ path, file }) => [path, file])).toEqual([["data", "shop.key"]]);
    expect(warnings.filter(({ code: one }) => one === "tls-key")).toEqual([]);
  });

  it("in the working directory are kept where the author's image names one there that it has in a volume", async () => {
    const { writes, relocations } = await service({
      "main.go": mainFile(
        ["database/sql", "flag"],
        'var db = flag.String("db", "/home/shop/shop.db", "")\nfunc main() { flag.Parse(); sql.Open("sqlite3", *db) }',
      ),
      Dockerfile:
        'FROM golang:1.26\nRUN go build -o /shop .\nVOLUME /srv\nWORKDIR /srv\nENTRYPOINT ["/shop"]\nCMD ["-db", "./all.db"]\n',
    });
    expect(relocations).toEqual([]);
    expect(writes.map(({ path, file }) => [path, file])).toEqual([["data", "all.db"]]);
  });

  it.each([
    ["shop-hostkey", "shop-hostkey"],
    ["id_ed25519", "id_ed25519"],
    ["events", null],
  ])(
    "in the working directory are kept by a link as keys that have no extension, such as %s",
    async (name, file) => {
      const code = `func main() { os.WriteFile("${name}", nil, 0o600) }`;
      const { writes } = await service({ "main.go": mainFile(["os"], code) });
      expect(writes.map((one) => one.file)).toEqual([file]);
    },
  );

  it("in the working directory are none of a flag that only the set of another command has", async () => {
    const code = (set: string) =>
      `func serve() {\n\tset := flag.NewFlagSet("serve", flag.ExitOnError)\n\tset.Parse(os.Args[2:])\n\thttp.ListenAndServe(":8080", nil)\n}\nfunc create() {\n\tset := flag.NewFlagSet("${set}", flag.ExitOnError)\n\tfile := set.String("config", "shop.toml", "file to make")\n\tset.Parse(os.Args[2:])\n\tos.Create(*file)\n}\nvar commands = map[string]func(){}\nfunc main() {\n\tcommands["serve"], commands["create"] = serve, create\n\tcommands[os.Args[1]]()\n}`;
    const facts = (set: string) =>
      service({
        "main.go": mainFile(["flag", "net/http", "os"], code(set)),
        Dockerfile: 'FROM golang\nCOPY . .\nRUN go build -o /shop .\nENTRYPOINT ["/shop"]\nCMD ["serve"]\n',
      });
    const told = async (set: string) => {
      const { relocations, warnings } = await facts(set);
      return [relocations.length, warnings.some(({ code: one }) => one === "config-missing")];
    };
    expect(await told("create")).toEqual([0, false]);
    expect(await told("serve")).toEqual([1, true]);
  });

  it("in the working directory are left alone where the author's image says another place", async () => {
    const { writes, relocations } = await service({
      "main.go": mainFile(
        ["database/sql", "flag"],
        'var db = flag.String("db", "shop.db", "")\nfunc main() { sql.Open("sqlite3", *db) }',
      ),
      Dockerfile: 'FROM golang:1.26\nRUN go build -o /shop .\nENTRYPOINT ["/shop", "-db", "/data/shop.db"]\n',
    });
    expect(relocations).toEqual([]);
    expect(writes.map(({ path }) => path)).toEqual(["data"]);
  });

  it("are volumes of the author's image, as seen from its working directory, that the code speaks of", async () => {
    const { writes } = await service({
      "main.go": mainFile(["example.org/db"], 'func main() { db.Open("sqlite+./shop-data/shop.db") }'),
      Dockerfile:
        'FROM golang:1.26\nRUN go build -o /shop .\nWORKDIR /home/shop\nVOLUME ["/home/shop/shop-data", "/home/shop/other"]\nENTRYPOINT ["/shop"]\n',
    });
    expect(writes).toEqual([{ path: "shop-data", file: null, evidence: "Dockerfile:4" }]);
  });

  it("are a directory for data that the author's image takes empty of a stage, where the code speaks of it", async () => {
    const image = (made: string) =>
      `FROM golang:1.26 AS build\nRUN ${made} && go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /bin/\nCOPY --from=build --chown=shop:shop /var/lib/shop /var/lib/shop\nENTRYPOINT ["/bin/shop"]\n`;
    const writesOf = async (path: string, made: string) =>
      (
        await service({
          "main.go": mainFile(["example.org/db"], `func main() { db.Open("${path}") }`),
          Dockerfile: image(made),
        })
      ).writes;
    const found = [{ path: "/var/lib/shop", file: null, evidence: "Dockerfile:5" }];
    expect(await writesOf("/var/lib/shop/shop.db", "mkdir -p /var/lib/shop")).toEqual(found);
    expect(await writesOf("/srv/shop.db", "mkdir -p /var/lib/shop")).toEqual([]);
    expect(
      await writesOf("/var/lib/shop/shop.db", "mkdir -p /var/lib/shop && cp shop.csv /var/lib/shop/"),
    ).toEqual([]);
  });

  it("are directories that the author's image gives to the user of the program, where the code speaks of them", async () => {
    const { writes } = await service({
      "main.go": mainFile(
        ["example.org/files"],
        'func main() {\n\tfiles.Keep("storage/")\n\tfiles.Keep("pages/")\n\tfiles.Keep("cache/")\n}',
      ),
      Dockerfile:
        'FROM golang:1.26 AS build\nRUN go build -o /shop .\nFROM alpine\nWORKDIR /srv\nRUN mkdir -p /srv/storage && chown shop /srv/storage \\\n  && mkdir pages cache && chown shop:shop pages\nCOPY pages /srv/pages\nCOPY --from=build /shop /srv/shop\nENTRYPOINT ["/srv/shop"]\n',
    });
    expect(writes).toEqual([{ path: "storage", file: null, evidence: "Dockerfile:5" }]);
  });

  it("outside the working directory are a warning", async () => {
    const { writes, warnings } = await service({
      "main.go": mainFile(["database/sql"], 'func main() { sql.Open("sqlite3", "./../shop.db") }'),
    });
    expect(writes).toEqual([]);
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: "writes-outside", evidence: "main.go:7" }),
    );
  });
});

describe("a configuration file that the repository does not have", () => {
  const code =
    'var file = flag.String("config", "conf/dev.json", "")\nfunc main() { flag.Parse(); os.ReadFile(*file) }';
  const messagesOf = async (tree: Record<string, string>) => {
    const { warnings } = await service({ "main.go": mainFile(["flag", "os"], code), ...tree });
    return warnings.flatMap(({ code: one, message, evidence }) =>
      one === "config-missing" ? [`${message} ${evidence}`] : [],
    );
  };

  it("is a warning", async () => {
    expect(await messagesOf({ "conf/example.json": "{}" })).toEqual([
      "the program looks for conf/dev.json, which is not in the repository and so not in the image: mount it or name another with -config main.go:8",
    ]);
  });

  it("is a warning where a flag for it names one elsewhere, and the program ends without it", async () => {
    const reads = (then: string) =>
      mainFile(
        ["flag", "log", "os"],
        `func main() {\n\tpath := flag.String("config", "/etc/shop/shop.conf", "")\n\tif _, err := os.ReadFile(*path); err != nil {\n\t\t${then}(err)\n\t}\n}`,
      );
    expect(await messagesOf({ "main.go": reads("log.Fatal") })).toEqual([
      "the program looks for /etc/shop/shop.conf, which is not in the repository and so not in the image: mount it or name another with -config main.go:11",
    ]);
    expect(await messagesOf({ "main.go": reads("log.Print") })).toEqual([]);
  });

  it("is no warning of what Kubernetes puts there", async () => {
    const asks = (path: string) =>
      mainFile(
        ["log", "os"],
        `func main() {\n\tif _, err := os.Stat("${path}"); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tos.ReadFile("${path}")\n}`,
      );
    expect(await messagesOf({ "main.go": asks("/var/run/secrets/shop/ca.crt") })).toHaveLength(1);
    expect(
      await messagesOf({ "main.go": asks("/var/run/secrets/kubernetes.io/serviceaccount/ca.crt") }),
    ).toEqual([]);
  });

  it("is no warning where a function makes it in its place", async () => {
    const reads = (instead: string) =>
      mainFile(
        ["log", "os"],
        `func main() {\n\tif _, err := read("/etc/shop/config.yml"); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\nfunc read(path string) ([]byte, error) {\n\tb, err := os.ReadFile(path)\n\tif os.IsNotExist(err) {\n\t\treturn ${instead}\n\t}\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn b, nil\n}`,
      );
    expect(await messagesOf({ "main.go": reads("writeDefaults(path)") })).toEqual([]);
    expect(await messagesOf({ "main.go": reads('failed(errors.New("no configuration"))') })).toHaveLength(1);
  });

  it("is no warning where the author's image gives the flag with one dash, and the code tells it with two", async () => {
    const code =
      'func main() {\n\tapp := &cli.App{Flags: []cli.Flag{&cli.PathFlag{Name: "config", Value: "/etc/shop/shop.conf"}}, Action: run}\n\tapp.Run(os.Args)\n}\nfunc run(c *cli.Context) error {\n\tif _, err := os.Open(c.Path("config")); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\treturn nil\n}';
    const tree = { "main.go": mainFile(["log", "os", "github.com/urfave/cli/v2"], code) };
    expect(await messagesOf(tree)).toHaveLength(1);
    const Dockerfile =
      'FROM scratch\nCOPY shop /shop\nCOPY shop.conf.docker /data/shop.conf\nENTRYPOINT ["/shop", "-config", "/data/shop.conf"]\n';
    expect(await messagesOf({ ...tree, Dockerfile, "shop.conf.docker": "" })).toEqual([]);
  });

  it("is a warning where a client of Google's takes its credentials from it", async () => {
    const code = 'func main() { use(option.WithCredentialsFile("account.json")) }';
    const tree = { "main.go": mainFile(["google.golang.org/api/option"], code) };
    expect(await messagesOf(tree)).toEqual([
      "the program looks for account.json, which is not in the repository and so not in the image: mount it main.go:7",
    ]);
  });

  it("is a warning where a tag names it", async () => {
    const tagged =
      'var opts struct {\n\tConf string "long:\\"conf\\" default:\\"shop.yml\\""\n\tName string "long:\\"name\\" default:\\"x.yml\\""\n}\nfunc main() { flags.Parse(&opts); os.ReadFile(opts.Conf) }';
    expect(await messagesOf({ "main.go": mainFile(["os", "github.com/jessevdk/go-flags"], tagged) })).toEqual(
      [
        "the program looks for shop.yml, which is not in the repository and so not in the image: mount it or name another with --conf main.go:9",
      ],
    );
  });

  it("is a warning where a database of places is read and the program ends without it", async () => {
    const reads = (then: string) =>
      mainFile(
        ["log", "github.com/oschwald/maxminddb-golang"],
        `func init() {\n\t_, err := maxminddb.Open("places.mmdb")\n\tif err != nil {\n\t\t${then}(err)\n\t}\n}\nfunc main() {}`,
      );
    expect(await messagesOf({ "main.go": reads("log.Fatal") })).toEqual([
      "the program looks for places.mmdb, which is not in the repository and so not in the image: mount it main.go:9",
    ]);
    expect(await messagesOf({ "main.go": reads("log.Print") })).toEqual([]);
    expect(await messagesOf({ "main.go": reads("log.Fatal"), "places.mmdb": "a" })).toEqual([]);
  });

  it.each<[string, string, Record<string, string>, string | null]>([
    ["and the program ends without it", "return err", {}, "config.yaml, main.go:16"],
    [
      "of the type that it is told",
      'viper.SetConfigType("toml")\n\t\treturn err',
      {},
      "config.toml, main.go:16",
    ],
    [
      "and another one is an example",
      "return err",
      { "config.example.yaml": "a: 1\n" },
      "config.yaml, main.go:16",
    ],
    ["and the program goes on", "println(err)", {}, null],
    ["and is there", "return err", { "conf/config.json": "{}" }, null],
    [
      "and the author's image brings",
      "return err",
      { Dockerfile: "FROM golang:1.26\nCOPY x.yml /etc/shop/config.yml\n", "x.yml": "a: 1\n" },
      null,
    ],
  ])("is a warning where viper searches for it %s", async (_, then, tree, said) => {
    const searches = `var file = flag.String("config", "", "")
func load() error {
	if *file != "" {
		viper.SetConfigFile(*file)
	} else {
		viper.AddConfigPath("/etc/shop")
		viper.AddConfigPath("conf")
		viper.SetConfigName("config")
	}
	if err := viper.ReadInConfig(); err != nil {
		${then}
	}
	return nil
}
func main() {
	if err := load(); err != nil {
		log.Fatal(err)
	}
}`;
    const main = mainFile(["flag", "log", "github.com/spf13/viper"], searches);
    const [path, evidence] = said?.split(", ") ?? [];
    const first = `the program looks for /etc/shop/${path}, which is not in the repository and so not in the image: mount it or name another with -config`;
    expect(await messagesOf({ "main.go": main, ...tree })).toEqual(said ? [`${first} ${evidence}`] : []);
  });

  it("is a warning where it lies in a directory that the image's command gives", async () => {
    const asks = `var dir = flag.String("dir", "/tmp/shop", "")
var users = flag.String("users", "", "")
func load(path string) error {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	return nil
}
func main() {
	flag.Parse()
	if *users == "" {
		*users = filepath.Join(*dir, ".users")
	}
	if err := load(*users); err != nil {
		log.Fatal(err)
	}
}`;
    const tree = (command: string) => ({
      "main.go": mainFile(["flag", "log", "os", "path/filepath"], asks),
      Dockerfile: `FROM golang:1.26\nRUN go build -o /shop .\nVOLUME /data\nENTRYPOINT ["/shop"${command}]\n`,
    });
    expect(await messagesOf(tree(""))).toEqual([
      "the program looks for /tmp/shop/.users, which is not in the repository and so not in the image: mount it or name another with -dir main.go:13",
    ]);
    expect(await messagesOf(tree(', "-dir", "/data"'))).toEqual([
      "the program looks for .users, which is not in the repository and so not in the image: mount it or name another with -users main.go:13",
    ]);
  });

  it("is none where the file is there, or the author's image names another", async () => {
    expect(await messagesOf({ "conf/dev.json": "{}" })).toEqual([]);
    expect(
      await messagesOf({
        "conf/prod.json": "{}",
        Dockerfile:
          'FROM golang:1.26\nWORKDIR /app\nCOPY conf/prod.json ./conf/\nCMD ["/shop", "-config", "conf/prod.json"]\n',
      }),
    ).toEqual([]);
  });

  it("is none where the image's command brings it under the name that the code has", async () => {
    const { warnings, runtimeFiles } = await service({
      "main.go": mainFile(
        ["net/http", "github.com/spf13/cobra", "github.com/spf13/viper"],
        'func main() {\n\troot := &cobra.Command{Use: "shop"}\n\tserve := &cobra.Command{Use: "serve", RunE: func(cmd *cobra.Command, args []string) error {\n\t\tfile, _ := cmd.Flags().GetString("config")\n\t\tviper.SetConfigFile(file)\n\t\tif err := viper.ReadInConfig(); err != nil {\n\t\t\treturn err\n\t\t}\n\t\treturn http.ListenAndServe(":8080", nil)\n\t}}\n\tserve.Flags().StringP("config", "c", "./shop.yaml", "")\n\troot.AddCommand(serve)\n\troot.Execute()\n}',
      ),
      "config/shop.yaml": "name: shop\n",
      Dockerfile: 'FROM golang:1.26\nRUN go build -o /shop .\nCMD ["/shop", "serve", "-c", "/shop.yaml"]\n',
    });
    expect(runtimeFiles.map(({ source, destination }) => `${source} ${destination}`)).toEqual([
      "config/shop.yaml shop.yaml",
    ]);
    expect(warnings.filter((one) => one.code === "config-missing")).toEqual([]);
  });

  it.each([
    ["is none where the code asks whether it is there", "err == nil {\n\t\tos.ReadFile(*file)\n\t}", 0],
    ["is a warning where the code asks and ends", "os.IsNotExist(err) {\n\t\tlog.Fatal(err)\n\t}", 1],
  ])("%s", async (_, then, expected) => {
    const asks = `var file = flag.String("config", "dev.json", "")\nfunc main() {\n\tif _, err := os.Stat(*file); ${then}\n}`;
    const { warnings } = await service({ "main.go": mainFile(["flag", "log", "os"], asks) });
    expect(warnings.filter((one) => one.code === "config-missing")).toHaveLength(expected);
  });

  it.each<[string, string, boolean]>([
    ["is a warning where the program ends without it", "log.Fatal(err)", true],
    ["is none where the program goes on without it", "log.Println(err)", false],
  ])("%s", async (_, then, said) => {
    const reads = `func main() {\n\t_, err := os.ReadFile("config.yml")\n\tif err != nil {\n\t\t${then}\n\t}\n}`;
    const { warnings } = await service({
      "main.go": mainFile(["log", "os"], reads),
      "config.example.yml": "a: 1\n",
    });
    const evidence = warnings.flatMap((one) => (one.code === "config-missing" ? [one.evidence] : []));
    expect(evidence).toEqual(said ? ["main.go:9"] : []);
  });

  it("is a warning where a flag takes a list of files", async () => {
    const reads =
      'func main() {\n\tf := flag.NewFlagSet("shop", flag.ContinueOnError)\n\tf.StringSlice("config", []string{"config.toml"}, "files")\n\tfiles, _ := f.GetStringSlice("config")\n\tfor _, one := range files {\n\t\tif _, err := os.Open(one); err != nil {\n\t\t\tpanic(err)\n\t\t}\n\t}\n}';
    const { warnings } = await service({
      "main.go": mainFile(["os", 'flag "github.com/spf13/pflag"'], reads),
      "config.sample.toml": "a = 1\n",
    });
    const told = warnings.filter((one) => one.code === "config-missing");
    expect(told.map(({ evidence }) => evidence)).toEqual(["main.go:10"]);
  });

  it.each<[string, string, string[]]>([
    ["is a warning where the program ends without it", "panic(err)", ["main.go:10"]],
    ["is none where the program goes on without it", "println(err)", []],
  ])("at a path of the system %s", async (_, then, expected) => {
    const reads = `var file = flag.String("config", "/etc/shop/config.json", "")\nfunc main() {\n\t_, err := os.Open(*file)\n\tif err != nil {\n\t\t${then}\n\t}\n}`;
    const { warnings } = await service({ "main.go": mainFile(["flag", "os"], reads) });
    const told = warnings.filter((one) => one.code === "config-missing");
    expect(told.map(({ evidence }) => evidence)).toEqual(expected);
  });

  it.each([
    ["github.com/BurntSushi/toml", 'toml.DecodeFile("conf/shop.toml", nil)'],
    ["gopkg.in/ini.v1", 'ini.Load("conf/shop.ini")'],
    ["github.com/knadh/koanf/providers/file", '0, k.Load(file.Provider("conf/shop.yml"), yaml.Parser())'],
  ])("is a warning where %s reads it, and the program ends without it", async (from, call) => {
    const reads = (then: string) =>
      mainFile([from], `func main() {\n\t_, err := ${call}\n\tif err != nil {\n\t\t${then}\n\t}\n}`);
    const toldOf = async (then: string) =>
      (await service({ "main.go": reads(then) })).warnings.filter((one) => one.code === "config-missing");
    expect(await toldOf("panic(err)")).toEqual([expect.objectContaining({ evidence: "main.go:8" })]);
    expect(await toldOf("println(err)")).toEqual([]);
  });

  it.each([
    ["a file of any name", "os", 'os.ReadFile("shop.json")', true],
    ["one that a function is handed", "os", 'load("shop.json")', false],
    ["one that the program makes", "os", 'os.ReadFile("made.json")', false],
    ["a library's loader", "example.org/kit", 'kit.LoadConfig("/etc/shop.toml")', true],
    ["a library's loader of something else", "example.org/kit", 'kit.LoadConfig("shop")', false],
  ])("is a warning where the program ends without %s", async (_, from, call, said) => {
    const code = `func main() {\n\tsave()\n\tif _, err := ${call}; err != nil {\n\t\tpanic(err)\n\t}\n}\nfunc save() { write.WriteFile("made.json", nil) }\nfunc load(path string) ([]byte, error) { return os.ReadFile(path) }`;
    const { warnings } = await service({ "main.go": mainFile([from, "example.org/write"], code) });
    const told = warnings.filter((one) => one.code === "config-missing");
    expect(told.map(({ evidence }) => evidence)).toEqual(said ? ["main.go:10"] : []);
  });

  it.each([
    ["ends without it", "db/shop.sqlite", "log.Fatal(err)", ["main.go:11"]],
    ["makes it", "db/shop.sqlite", 'os.Create("db/shop.sqlite")', []],
    ["it is the working directory", ".", "log.Fatal(err)", []],
  ])("may be of any kind where the code asks for it and %s", async (_, path, then, expected) => {
    const code = `var db = flag.String("db", "${path}", "")\nfunc main() {\n\tif _, err := os.Stat(*db); os.IsNotExist(err) {\n\t\t${then}\n\t}\n}`;
    const { warnings } = await service({ "main.go": mainFile(["flag", "log", "os"], code) });
    const told = warnings.filter((one) => one.code === "config-missing");
    expect(told.map(({ evidence }) => evidence)).toEqual(expected);
  });

  it.each([
    ["os.IsNotExist(err)", "false, nil", []],
    ["os.IsNotExist(err)", "false, err", ["main.go:9"]],
    ["os.IsNotExist(err) && !strict", "false, nil", ["main.go:9"]],
  ])("may be gone behind err != nil && %s { return %s }: %j", async (condition, gives, expected) => {
    const code = `func exists(path string, strict bool) (bool, error) {\n\t_, err := os.Stat(path)\n\tif err != nil && ${condition} {\n\t\treturn ${gives}\n\t}\n\tif err != nil {\n\t\treturn false, err\n\t}\n\treturn true, nil\n}\nfunc main() {\n\tif _, err := exists("/var/lib/shop/stop.txt", true); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}`;
    const { warnings } = await service({ "main.go": mainFile(["log", "os"], code) });
    const told = warnings.filter((one) => one.code === "config-missing");
    expect(told.map(({ evidence }) => evidence)).toEqual(expected);
  });

  it.each([
    ["lint", []],
    ["start", ["main.go:13"]],
  ])(
    "is no warning in what another command of kingpin does than the service is started with: %s",
    async (reads, expected) => {
      const action = (command: string) =>
        command === reads
          ? 'if _, err := os.Open("rules.yml"); err != nil {\n\t\t\tlog.Fatal(err)\n\t\t}'
          : "";
      const commands = ["start", "lint"].map(
        (name) =>
          `${name} := app.Command("${name}", "")\n\t${name}.Action(func(*kingpin.ParseContext) error {\n\t\t${action(name)}\n\t\treturn nil\n\t})`,
      );
      const code = `func main() {\n\tapp := kingpin.New("shop", "")\n\t${commands.join("\n\t")}\n\tkingpin.MustParse(app.Parse(os.Args[1:]))\n}`;
      const tree = { "main.go": mainFile(["log", "os", "github.com/alecthomas/kingpin/v2"], code) };
      const { warnings } = await service(tree);
      const told = warnings.filter((one) => one.code === "config-missing");
      expect(told.map(({ evidence }) => evidence)).toEqual(expected);
    },
  );

  it("may be gone where a function that is handed over tests an error of its own", async () => {
    const code = `func find(dir string) error {\n\t_, err := os.Stat(dir)\n\tif err == nil {\n\t\tfilepath.Walk(dir, func(path string, _ os.FileInfo, err error) error {\n\t\t\tif err != nil {\n\t\t\t\treturn err\n\t\t\t}\n\t\t\treturn nil\n\t\t})\n\t}\n\treturn nil\n}\nfunc main() {\n\tif err := find("shop.txt"); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}`;
    const { warnings } = await service({ "main.go": mainFile(["log", "os", "path/filepath"], code) });
    expect(warnings.filter((one) => one.code === "config-missing")).toEqual([]);
  });

  it("may be gone where a helper asks for it that asks for others as well", async () => {
    const code = `func exists(path string) bool {\n\t_, err := os.Stat(path)\n\treturn err == nil\n}\nfunc main() {\n\tif exists("data") {\n\t\tlog.Print("data")\n\t}\n\tif !exists("/etc/shop/config.yml") {\n\t\twriteDefaults()\n\t}\n\tif _, err := os.ReadFile("/etc/shop/config.yml"); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\nfunc writeDefaults() {}`;
    const { warnings } = await service({ "main.go": mainFile(["log", "os"], code) });
    expect(warnings.filter((one) => one.code === "config-missing")).toEqual([]);
  });

  it("may be one that a case of a switch ends without", async () => {
    const code = `func open(path string) error {\n\t_, err := os.Stat(path)\n\tif err != nil {\n\t\tswitch {\n\t\tcase os.IsNotExist(err):\n\t\t\treturn fmt.Errorf("no %s", path)\n\t\tdefault:\n\t\t\treturn nil\n\t\t}\n\t}\n\treturn nil\n}\nfunc main() {\n\tif err := open("mocks.lst"); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}`;
    const toldOf = async (more: Record<string, string>) =>
      (await service({ "main.go": mainFile(["fmt", "log", "os"], code), ...more })).warnings
        .filter((one) => one.code === "config-missing")
        .map(({ message }) => message.split(",")[0]);
    expect(await toldOf({})).toEqual(["the program looks for mocks.lst"]);
    expect(await toldOf({ "mocks.lst": "" })).toEqual([]);
    expect(
      await toldOf({ "main.go": mainFile(["fmt", "log", "os"], code.replace("mocks.lst", "notes.md")) }),
    ).toEqual([]);
  });

  it.each([
    ["os.O_RDONLY", true],
    ["os.O_RDWR|os.O_CREATE", false],
  ])("is a warning where a file is opened with %s that the code does not make: %s", async (flags, said) => {
    const opens = `var secret = read()\nfunc read() []byte {\n\t_, err := os.OpenFile("secret.conf", ${flags}, 0)\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\treturn nil\n}\nfunc main() { _ = secret }`;
    const { warnings } = await service({ "main.go": mainFile(["os"], opens) });
    const told = warnings.filter((one) => one.code === "config-missing");
    expect(told.map(({ evidence }) => evidence)).toEqual(said ? ["main.go:9"] : []);
  });

  it.each([
    [{}, true],
    [{ "docs/swagger.json": "{}" }, false],
  ])("is a warning of the description that fiber's swagger shows, beside %o: %s", async (there, said) => {
    const code =
      'func main() {\n\tapp := fiber.New()\n\tapp.Use(swagger.New(swagger.Config{\n\t\tFilePath: "./docs/swagger.json",\n\t}))\n\tapp.Listen(":3000")\n}';
    const imports = ["github.com/gofiber/fiber/v2", "github.com/gofiber/contrib/swagger"];
    const { warnings } = await service({ "main.go": mainFile(imports, code), ...there });
    const told = warnings.filter((one) => one.code === "config-missing");
    expect(told.map(({ evidence }) => evidence)).toEqual(said ? ["main.go:11"] : []);
  });

  it("is a warning of a secret that the program ends without", async () => {
    const reads = (path: string) =>
      `func load() error {\n\t_, err := os.ReadFile(*flag.String("key", "${path}", ""))\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}\nfunc main() {\n\tif err := load(); err != nil {\n\t\tos.Exit(1)\n\t}\n}`;
    const toldOf = async (path: string) =>
      (await service({ "main.go": mainFile(["flag", "os"], reads(path)) })).warnings.flatMap((one) =>
        one.code === "config-missing" ? [one.message] : [],
      );
    expect(await toldOf("/run/secrets/key")).toEqual([
      "the program looks for /run/secrets/key, which is not in the repository and so not in the image: mount it or name another with -key",
    ]);
    expect(await toldOf("/proc/uptime")).toEqual([]);
  });

  it("is none where viper is handed the text of an embedded one", async () => {
    const reads = (call: string) =>
      mainFile(
        ["os", "github.com/spf13/viper"],
        `func main() { viper.SetConfigFile("config.yaml"); viper.${call} }`,
      );
    const toldOf = async (call: string) =>
      (await service({ "main.go": reads(call) })).warnings.filter((one) => one.code === "config-missing");
    expect(await toldOf("ReadConfig(os.Stdin)")).toEqual([]);
    expect(await toldOf("ReadInConfig()")).toHaveLength(1);
  });

  it("is a warning where viper is told of it", async () => {
    const { warnings } = await service({
      "main.go": mainFile(
        ["github.com/spf13/viper"],
        'func main() { viper.SetConfigFile("config.toml"); viper.ReadInConfig() }',
      ),
      "config.toml.dist": "a = 1\n",
    });
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: "config-missing", evidence: "main.go:7", blocksBuild: false }),
    );
  });
});

describe("files that are served", () => {
  const served = async (imports: readonly string[], code: string, files: Readonly<Record<string, string>>) =>
    (await service({ "main.go": mainFile(imports, code), ...files })).runtimeFiles.map(
      ({ source }) => source,
    );
  const listen = 'http.ListenAndServe(":80", nil)';

  it("are the one that the route names, of a directory that is more than them", async () => {
    const code = `func main() {\n\thttp.Handle("/swagger.yaml", http.FileServer(http.Dir("./")))\n\t${listen}\n}`;
    const files = { "swagger.yaml": "", "other.yaml": "" };
    expect(await served(["net/http"], code, files)).toEqual(["swagger.yaml"]);
    expect(await served(["net/http"], code.replace("/swagger.yaml", "/"), files)).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ["not read from disk where they are embedded and a condition stands before it", "", []],
    ["read from disk where the condition holds", "live = true\n\t", ["app"]],
  ])("are %s", async (_, before, sources) => {
    const code = `//go:embed app\nvar embedded embed.FS\nfunc files() http.FileSystem {\n\tlive := len(os.Args) > 1 && os.Args[1] == "live"\n\t${before}if live {\n\t\treturn http.FS(os.DirFS("app"))\n\t}\n\treturn http.FS(embedded)\n}\nfunc main() {\n\thttp.Handle("/", http.FileServer(files()))\n\t${listen}\n}`;
    expect(await served(["embed", "net/http", "os"], code, { "app/index.html": "" })).toEqual(sources);
  });

  it.each(["embed.FS", "fs.FS", "fs.ReadFileFS", "http.FileSystem"])(
    "are not read from disk where a parameter is a %s",
    async (type) => {
      const code = `//go:embed static\nvar static embed.FS\nfunc page(files ${type}, dir string) {\n\tfiles.ReadFile(dir + "/index.html")\n\tfiles.Open(dir + "/index.html")\n}\nfunc main() {\n\tpage(static, "static")\n\t${listen}\n}`;
      const files = { "static/index.html": "" };
      expect(await served(["embed", "io/fs", "net/http"], code, files)).toEqual([]);
    },
  );
});

describe("private keys", () => {
  const code = "tls-key";
  const HTTP3 = "github.com/quic-go/quic-go/http3";
  const told = async (body: string, files: Readonly<Record<string, string>> = {}) => {
    const { warnings } = await service({
      "main.go": mainFile(["crypto/tls", "flag", "net/http", "os", HTTP3], body),
      ...files,
    });
    return warnings.filter((one) => one.code === code).map(({ message }) => message.replace(/^.*: /, ""));
  };

  it.each<[string, string, string[]]>([
    [
      "by a function",
      'const key = "ssl/server.key"\nfunc main() { http.ListenAndServeTLS(":443", "ssl/server.crt", key, nil) }',
      ["mount its directory at /app/ssl"],
    ],
    [
      "by a server of HTTP/3",
      'func main() { http3.ListenAndServeQUIC(":443", "/etc/shop/tls.crt", "/etc/shop/tls.key", nil) }',
      ["mount its directory at /etc/shop"],
    ],
    [
      "by a method, beside the program",
      'func main() {\n\ts := &http.Server{Addr: ":443"}\n\ts.ListenAndServeTLS("server.crt", "server.key")\n}',
      ["mount it at /app/server.key"],
    ],
    [
      "by the default of a flag",
      'var key = flag.String("key", "/etc/shop/tls.key", "")\nfunc main() {\n\ttls.LoadX509KeyPair("/etc/shop/tls.crt", *key)\n}',
      ["mount its directory at /etc/shop"],
    ],
    [
      "not of one that the program itself puts among temporary files",
      'func main() {\n\tos.WriteFile("/tmp/server.key", []byte(os.Getenv("KEY")), 0o600)\n\thttp.ListenAndServeTLS(":443", "/tmp/server.crt", "/tmp/server.key", nil)\n}',
      [],
    ],
    [
      "not by the default of something else that is kept beside it",
      'const key = "/"\nfunc main() { http.ListenAndServeTLS(":443", "", key, nil) }',
      [],
    ],
    [
      "not where a flag turns it on",
      'var on = flag.Bool("tls", false, "")\nfunc main() {\n\tif *on {\n\t\thttp.ListenAndServeTLS(":443", "a.crt", "a.key", nil)\n\t}\n\thttp.ListenAndServe(":80", nil)\n}',
      [],
    ],
    [
      "not where nothing names it",
      'func main() { http.ListenAndServeTLS(":443", os.Getenv("CERT"), os.Getenv("KEY"), nil) }',
      [],
    ],
    [
      "not where the server has its certificates already",
      'func main() {\n\ts := &http.Server{Addr: ":443"}\n\ts.ListenAndServeTLS("", "")\n}',
      [],
    ],
    [
      "not where the program goes on when there is none",
      'func load() error {\n\tif _, err := os.Stat("/etc/shop/tls.key"); os.IsNotExist(err) {\n\t\treturn nil\n\t}\n\t_, err := tls.LoadX509KeyPair("/etc/shop/tls.crt", "/etc/shop/tls.key")\n\treturn err\n}\nfunc main() {\n\tload()\n\thttp.ListenAndServe(":8080", nil)\n}',
      [],
    ],
    [
      "not where the program makes it",
      'func main() {\n\tos.MkdirAll("certs", 0o700)\n\thttp.ListenAndServeTLS(":443", "certs/a.crt", "certs/a.key", nil)\n}',
      [],
    ],
  ])("are told of where a server reads them: %s", async (_, body, messages) => {
    expect(await told(body)).toEqual(messages);
  });

  it.each([
    ["keys/app.pem", "panic(err)", ["mount its directory at /app/keys"]],
    ["id_rsa", "panic(err)", ["mount it at /app/id_rsa"]],
    ["keys/app.pem", "println(err)", []],
    ["keys/app.txt", "panic(err)", []],
    [".key", "panic(err)", []],
  ])("are told of where the program signs with them: %s, and then %s", async (path, then, messages) => {
    const body = `func main() {\n\t_, err := os.ReadFile("${path}")\n\tif err != nil {\n\t\t${then}\n\t}\n}`;
    const { warnings } = await service({ "main.go": mainFile(["os"], body), "keys/app.pem": "", id_rsa: "" });
    const all = warnings.filter((one) => one.code === "key-missing");
    expect(all.map(({ message }) => message.replace(/^.*: /, ""))).toEqual(messages);
  });

  it("are told of where the image takes them with a directory that the program reads", async () => {
    const pem = "-----BEGIN RSA PRIVATE KEY-----\nx\n-----END RSA PRIVATE KEY-----\n";
    const tree = {
      "main.go": mainFile(
        ["net/http", "os"],
        'func main() {\n\tos.DirFS("keys")\n\thttp.ListenAndServe(":80", nil)\n}',
      ),
      "keys/a/one.pem": pem,
      "keys/ca.pem": "-----BEGIN CERTIFICATE-----\n",
    };
    const { warnings, runtimeFiles } = await service(tree);
    expect(runtimeFiles).toMatchObject([{ source: "keys" }]);
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: "private-key",
        message: expect.stringContaining("keys/a/one.pem goes"),
      }),
    );
    const { "keys/a/one.pem": _, ...without } = tree;
    expect((await service(without)).warnings.map((one) => one.code)).not.toContain("private-key");
  });
});

describe("a program that ends without a .env file", () => {
  it("is told that it runs in production, where it looks for none", async () => {
    const { warnings, relocations, dotenv } = await service({
      "main.go": mainFile(
        ["log", "os", "github.com/joho/godotenv"],
        'func main() {\n\tif os.Getenv("APP_ENV") != "production" {\n\t\tif err := godotenv.Load(); err != nil {\n\t\t\tlog.Fatal(err)\n\t\t}\n\t}\n}',
      ),
    });
    expect(relocations).toEqual([{ setBy: "env:APP_ENV", value: "production" }]);
    expect(warnings.map(({ code }) => code)).not.toContain("dotenv-required");
    expect(dotenv).toBeNull();
  });

  it("is told of it where it looks for the file only to end", async () => {
    const code = `func main() {
	path := filepath.Join("conf", ".env")
	if _, err := os.Stat(path); os.IsNotExist(err) {
		log.Fatalf("no %s", path)
	}
	viper.SetConfigFile(path)
	viper.AutomaticEnv()
	if err := viper.ReadInConfig(); err != nil {
		log.Fatal(err)
	}
	http.ListenAndServe(":8080", nil)
}`;
    const { warnings } = await service({
      "main.go": mainFile(["log", "net/http", "os", "path/filepath", "github.com/spf13/viper"], code),
    });
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: "dotenv-required",
        message: expect.stringContaining("has no conf/.env file"),
      }),
    );
  });

  it.each([
    ["that it goes on without", 'viper.SetConfigFile(".env")', true],
    [
      "in one of several directories",
      'for _, path := range []string{"./", "../"} {\n\t\tviper.SetConfigFile(path + ".env")\n\t}',
      true,
    ],
    ["beside variables", 'viper.SetConfigFile(".env")\n\tviper.AutomaticEnv()', false],
  ])("is told of a file %s, where it has its settings from there alone", async (_, set, told) => {
    const { warnings, dotenv } = await service({
      "main.go": mainFile(
        ["net/http", "github.com/spf13/viper"],
        `func main() {\n\t${set}\n\tif err := viper.ReadInConfig(); err != nil {\n\t\tprintln("no file")\n\t}\n\thttp.ListenAndServe(":"+viper.GetString("PORT"), nil)\n}`,
      ),
    });
    expect(dotenv).toBeNull();
    const messages = warnings.flatMap(({ code, message }) => (code === "dotenv-required" ? [message] : []));
    const message =
      "no variable gives the program its settings: it has them from .env alone, which the image leaves out; mount one, or let the code look at variables as well";
    expect(messages).toEqual(told ? [message] : []);
  });

  it("has the file of the name that nothing is put behind unless a variable is set", async () => {
    const { dotenv } = await service({
      "main.go": mainFile(
        ["fmt", "log", "os", "github.com/joho/godotenv"],
        'func main() {\n\tstage := os.Getenv("STAGE")\n\tif stage != "" {\n\t\tstage = "." + stage\n\t}\n\tif err := godotenv.Load(fmt.Sprintf("config/.env%s", stage)); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      ),
    });
    expect(dotenv).toBe("config/.env");
  });

  it.each([
    ['"./config/.env"', "config/.env"],
    ["", ".env"],
    ['"../.env"', null],
    ['"/etc/shop/.env"', null],
    ['os.Getenv("HOME") + "/.env"', null],
  ])("godotenv.Load(%s) is mounted from %s", async (argument, place) => {
    const code = `func main() {\n\tif err := godotenv.Load(${argument}); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}`;
    const { dotenv } = await service({
      "main.go": mainFile(["log", "os", "github.com/joho/godotenv"], code),
    });
    expect(dotenv).toBe(place);
  });

  const codesOf = async (code: string) => {
    const { warnings } = await service({
      "main.go": mainFile(["log", "net", "os", "github.com/joho/godotenv"], code),
    });
    return warnings.filter(({ code: one }) => one === "dotenv-required").map(({ evidence }) => evidence);
  };

  it.each([
    ["err := godotenv.Load()", true],
    ['err := godotenv.Load(".env", ".env.local")', false],
    ['_, err := os.ReadFile(".env")', false],
  ])("may be empty where it only sets variables: %s", async (load, expected) => {
    const code = `func main() {\n\tif ${load}; err != nil {\n\t\tlog.Fatal(err)\n\t}\n}`;
    const { dotenv, emptyDotenv, warnings } = await service({
      "main.go": mainFile(["log", "os", "github.com/joho/godotenv"], code),
    });
    expect([dotenv, emptyDotenv]).toEqual([".env", expected]);
    const said = warnings.find(({ code: one }) => one === "dotenv-required")?.message;
    expect(said).toContain(expected ? "the image has an empty one" : "mount one");
  });

  it("is brought empty for a reader of the program's own that sets a variable for each line", async () => {
    const code = (set: string) =>
      `func load(path string) {\n\tfile, err := os.Open(path)\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tlines := bufio.NewScanner(file)\n\tfor lines.Scan() {\n\t\t${set}\n\t}\n}\nfunc main() { load(".env") }`;
    const emptyWith = async (set: string) =>
      (await service({ "main.go": mainFile(["bufio", "os"], code(set)) })).emptyDotenv;
    expect(await emptyWith("os.Setenv(lines.Text(), lines.Text())")).toBe(true);
    expect(await emptyWith("println(lines.Text())")).toBe(false);
  });

  it.each([
    ["err := godotenv.Load()\n\tcheck(err)", true],
    ["check(godotenv.Load())", true],
    ["err := godotenv.Load()\n\ttell(err)", false],
    ['err := godotenv.Load()\n\terr = os.Mkdir("a", 0)\n\tcheck(err)', false],
  ])("is demanded where a function that is handed the error ends the program: %s", async (load, demanded) => {
    const helpers =
      "func check(err error) {\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\nfunc tell(err error) {\n\tif err != nil {\n\t\tlog.Println(err)\n\t}\n}\n";
    const code = `${helpers}func main() {\n\t${load}\n}`;
    const { dotenv } = await service({
      "main.go": mainFile(["log", "os", "github.com/joho/godotenv"], code),
    });
    expect(dotenv).toBe(demanded ? ".env" : null);
  });

  it.each([
    ['err = godotenv.Load(filepath.Join(root, ".env"))', ["main.go:16"]],
    ['err := godotenv.Load(filepath.Join(root, ".env"))', []],
  ])(
    "is demanded where it is loaded once, into the error of the function around: %s",
    async (load, expected) => {
      const code = `var once sync.Once\nvar root = find()\nfunc setUp() (err error) {\n\tonce.Do(func() {\n\t\t${load}\n\t\tif err != nil {\n\t\t\treturn\n\t\t}\n\t\tn, err := strconv.Atoi(os.Getenv("N"))\n\t\tprintln(n, err)\n\t})\n\treturn\n}\nfunc main() {\n\tif err := setUp(); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}`;
      const imports = ["log", "os", "path/filepath", "strconv", "sync", "github.com/joho/godotenv"];
      const { warnings } = await service({ "main.go": mainFile(imports, code) });
      const told = warnings.filter((one) => one.code === "dotenv-required");
      expect(told.map(({ evidence }) => evidence)).toEqual(expected);
    },
  );

  it("goes on where only another error than that of a missing file ends it", async () => {
    const load =
      'func loadEnv(path string) error {\n\tf, err := os.Open(path)\n\tif err != nil {\n\t\treturn fmt.Errorf("open: %w", err)\n\t}\n\treturn f.Close()\n}';
    const main = (then: string) =>
      service({
        "main.go": mainFile(
          ["errors", "fmt", "log", "os"],
          `${load}\nfunc main() {\n\terr := loadEnv(".env.local")\n\tif err != nil {\n\t\t${then}\n\t}\n}`,
        ),
      });
    const codes = async (then: string) => (await main(then)).warnings.map(({ code }) => code);
    expect(await codes("log.Panic(err)")).toContain("dotenv-required");
    expect(await codes("if !errors.Is(err, os.ErrNotExist) {\n\t\t\tlog.Panic(err)\n\t\t}")).not.toContain(
      "dotenv-required",
    );
  });

  it.each([
    ["if os.IsNotExist(err) {\n\t\t\treturn nil\n\t\t}\n\t\treturn err", []],
    ["return err", ["main.go:11"]],
  ])("goes on where a missing file leaves first: %s", async (then, expected) => {
    const load = `func load() error {\n\tif err := godotenv.Load(); err != nil {\n\t\t${then}\n\t}\n\treturn nil\n}`;
    expect(
      await codesOf(`${load}\nfunc main() {\n\tif err := load(); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}`),
    ).toEqual(expected);
  });

  it("is not told of a file that is read where others are", async () => {
    const read =
      "func read(path string) error {\n\t_, err := os.ReadFile(path)\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}";
    const call = (path: string) => `\tif err := read(${path}); err != nil {\n\t\tlog.Fatal(err)\n\t}\n`;
    const found = (other: string) => codesOf(`${read}\nfunc main() {\n${call('".env"')}${other}}`);
    expect(await found("")).toHaveLength(1);
    expect(await found(call("net.Name()"))).toEqual([]);
  });

  it("has the one that viper finds in a directory which the code hands over", async () => {
    const files = { "settings/all/app.env": "PORT=9000\n" };
    const { warnings } = await service({
      "main.go": viper("app", "return").replace('load(".")', 'load("settings/all")'),
      ...files,
    });
    expect(warnings.map(({ code }) => code)).not.toContain("dotenv-required");
  });

  it("is told of the file that is not for tests", async () => {
    const { dotenv } = await service({
      "main.go": mainFile(
        ["os", "github.com/joho/godotenv"],
        'func main() {\n\tstage, ok := os.LookupEnv("STAGE")\n\tvar path string\n\tif ok && stage == "test" {\n\t\tpath = ".env.test"\n\t} else {\n\t\tpath = ".env"\n\t}\n\tif err := godotenv.Load(path); err != nil {\n\t\tpanic(err)\n\t}\n}',
      ),
    });
    expect(dotenv).toBe(".env");
  });

  it("is told of the file by its name", async () => {
    const { warnings, dotenv } = await service({
      "main.go": mainFile(
        ["fmt", "os", "github.com/joho/godotenv"],
        'func get(name string, defaults ...string) string {\n\tv, ok := os.LookupEnv(name)\n\tif !ok && len(defaults) > 0 {\n\t\treturn defaults[0]\n\t}\n\treturn v\n}\nfunc main() {\n\tif err := godotenv.Load(fmt.Sprintf(".env.%s", get("APP_ENV", "development"))); err != nil {\n\t\tpanic(err)\n\t}\n}',
      ),
    });
    expect(dotenv).toBe(".env.development");
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: "dotenv-required",
        message: expect.stringContaining("no .env.development file"),
        evidence: "main.go:17",
      }),
    );
  });

  const viper = (name: string, then: string) =>
    mainFile(
      ["log", "net/http", "github.com/spf13/viper"],
      `func load(path string) (err error) {\n\tviper.AddConfigPath(path)\n\tviper.SetConfigName("${name}")\n\tviper.SetConfigType("env")\n\tviper.AutomaticEnv()\n\terr = viper.ReadInConfig()\n\tif err != nil {\n\t\t${then}\n\t}\n\treturn\n}\nfunc main() {\n\tif err := load("."); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\thttp.ListenAndServe(":"+viper.GetString("PORT"), nil)\n}`,
    );

  it.each<[string, string, string, Record<string, string>, string | null]>([
    ["a name of its own", ".env", "return", {}, ".env file, which the image leaves out"],
    [
      "a name",
      "app",
      "return",
      { "app.env.example": "PORT=9000\n" },
      "app.env file, which the repository has not",
    ],
    ["a name that is there", "app", "return", { "app.env": "PORT=9000\n" }, null],
    ["a name, and goes on", "app", "log.Println(err)", {}, null],
    ["a name, and asks", "app", "_ = viper.ConfigFileNotFoundError{}\n\t\treturn", {}, null],
  ])("that viper finds by %s", async (_, name, then, files, expected) => {
    const { warnings, ports } = await service({ "main.go": viper(name, then), ...files });
    const found = warnings.filter(({ code }) => code === "dotenv-required");
    expect(found.map(({ message, evidence }) => [message.split(/ no |;/)[1], evidence])).toEqual(
      expected === null ? [] : [[expected, "main.go:14"]],
    );
    if (Object.keys(files).length > 0) expect(ports).toMatchObject([{ port: 9000, setBy: "env:PORT" }]);
  });

  it.each<[string, string, string[]]>([
    [
      "in a directory that is worked out",
      'func main() {\n\tif err := godotenv.Load(net.Where() + "/envs/.env"); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      ["main.go:11"],
    ],
    [
      "at once",
      "func init() {\n\terr := godotenv.Load()\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\nfunc main() {}",
      ["main.go:11"],
    ],
    [
      "in one line",
      'func main() {\n\tif err := godotenv.Load(".env"); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      ["main.go:11"],
    ],
    [
      "by an error that is handed on",
      "type config struct{ port string }\nfunc load() error { return godotenv.Load() }\nfunc settings() (*config, error) {\n\tif err := load(); err != nil {\n\t\treturn nil, err\n\t}\n\treturn &config{}, nil\n}\nfunc main() {\n\t_, err := settings()\n\tif err != nil {\n\t\tos.Exit(1)\n\t}\n}",
      ["main.go:11"],
    ],
    [
      "by a step in a list of those that are gone through",
      'func load(path string) error { return godotenv.Load(path) }\ntype app struct{}\nfunc (a *app) initConfig() error {\n\terr := load(".env")\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}\nfunc (a *app) initDeps() error {\n\tinits := []func() error{a.initConfig}\n\tfor _, f := range inits {\n\t\terr := f()\n\t\tif err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n\treturn nil\n}\nfunc newApp() (*app, error) {\n\ta := &app{}\n\terr := a.initDeps()\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn a, nil\n}\nfunc main() {\n\t_, err := newApp()\n\tif err != nil {\n\t\tlog.Fatalf("no app: %s", err)\n\t}\n}',
      ["main.go:10"],
    ],
    [
      "by a reader of its own",
      'func main() {\n\tfile, err := os.Open(".env")\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tdefer file.Close()\n}',
      ["main.go:11"],
    ],
    [
      "but not by a reader of its own that goes on without",
      'func read() {\n\tfile, err := os.Open(".env")\n\tif err != nil {\n\t\treturn\n\t}\n\tdefer file.Close()\n}\nfunc main() { read() }',
      [],
    ],
    [
      "but not by an error that is handed on to be told",
      "func load() error { return godotenv.Load() }\nfunc main() {\n\tif err := load(); err != nil {\n\t\tlog.Println(err)\n\t}\n}",
      [],
    ],
    [
      "but only says so",
      "func main() {\n\tif err := godotenv.Load(); err != nil {\n\t\tlog.Println(err)\n\t}\n}",
      [],
    ],
    [
      "but looks first whether it is there",
      'func load(file string) {\n\tif _, err := os.Stat(file); os.IsNotExist(err) {\n\t\treturn\n\t}\n\tif err := godotenv.Load(file); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\nfunc main() { load(".env") }',
      [],
    ],
    [
      "but asks a helper whether it is there",
      'func exists(name string) bool {\n\tif _, err := os.Stat(name); err != nil {\n\t\tif os.IsNotExist(err) {\n\t\t\treturn false\n\t\t}\n\t}\n\treturn true\n}\nfunc main() {\n\tif exists(".env") {\n\t\tif err := godotenv.Load(); err != nil {\n\t\t\tlog.Fatal(err)\n\t\t}\n\t}\n}',
      [],
    ],
    [
      "but ends for another reason",
      'func main() {\n\terr := godotenv.Load()\n\t_, err = net.Listen("tcp", ":80")\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      [],
    ],
  ])("%s", async (_, code, expected) => {
    expect(await codesOf(code)).toEqual(expected);
  });
});

describe("names that the program must not have", () => {
  const named = async (code: string) =>
    (
      await service({
        "main.go": mainFile(["net/http", "github.com/spf13/viper"], `func main() {\n${code}\n}`),
      })
    ).bareNames;
  const looks = (type: string, directory: string) =>
    `${type}viper.SetConfigName("shop")\nviper.AddConfigPath("${directory}")\nviper.ReadInConfig()\nhttp.ListenAndServe(":80", nil)`;

  it("are those by which viper takes a file of a known type beside it", async () => {
    const type = 'viper.SetConfigType("yaml")\n';
    expect(await named(looks(type, "."))).toEqual(["shop"]);
    expect(await named(looks("", "."))).toEqual([]);
    expect(await named(looks(type, "/etc/shop"))).toEqual([]);
  });
});

describe("variables that the author's image sets", () => {
  it("are set where the code reads them", async () => {
    const names = [
      "SHOP_TEXT",
      "SHOP_MODE",
      "SHOP_PLAIN",
      "SHOP_PASSWORD",
      "SHOP_VERSION",
      "SHOP_PORT",
      "DB_HOST",
      "CACHE_URL",
      "FEED_URL",
      "SHOP_VIEWS",
      "SHOP_THEME",
      "SHOP_CERTS",
      "SHOP_STAMP",
    ];
    const reads = names.map((name) => `os.Getenv("${name}")`).join(", ");
    const { relocations } = await service({
      "main.go": mainFile(
        ["os"],
        `func main() { println(${reads}); level := os.Getenv("SHOP_LEVEL"); if level == "" { level = "info" }; println(level) }`,
      ),
      "views/a.html": "a",
      Dockerfile:
        'FROM golang:1.26 AS build\nENV SHOP_PLAIN=1\nRUN go build -o /shop .\nFROM alpine\nARG STAMP=1\nWORKDIR /srv\nCOPY views views\nENV SHOP_TEXT="hello, world" SHOP_MODE=live SHOP_LEVEL=info SHOP_UNREAD=1\nENV SHOP_PASSWORD=a SHOP_VERSION=1 SHOP_PORT=1 DB_HOST=db CACHE_URL=redis://cache:6379\nENV FEED_URL=https://example.com/feed SHOP_VIEWS=/srv/views SHOP_THEME=views/a.html SHOP_CERTS=/etc/shop/certs SHOP_STAMP=$STAMP\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
    });
    expect(relocations).toEqual([
      { setBy: "env:SHOP_TEXT", value: "hello, world" },
      { setBy: "env:SHOP_MODE", value: "live" },
      { setBy: "env:FEED_URL", value: "https://example.com/feed" },
      { setBy: "env:SHOP_VIEWS", value: "views" },
      { setBy: "env:SHOP_THEME", value: "views/a.html" },
    ]);
  });

  it("are set where they name a file that the image holds, whatever they are called", async () => {
    const { relocations } = await service({
      "main.go": mainFile(
        ["os"],
        'func main() {\n\tif _, err := os.ReadFile(os.Getenv("VERSION")); err != nil {\n\t\tpanic(err)\n\t}\n\tprintln(os.Getenv("SHOP_TOKEN"))\n}',
      ),
      "release/VERSION": "1.2.3\n",
      Dockerfile:
        'FROM golang AS build\nRUN go build -o /shop .\nFROM alpine\nWORKDIR /app\nCOPY --from=build /shop .\nCOPY release/VERSION .\nENV VERSION=VERSION SHOP_TOKEN=abc\nCMD ["./shop"]\n',
    });
    expect(relocations).toEqual([{ setBy: "env:VERSION", value: "VERSION" }]);
  });

  it.each([
    ["a directory of that image in place of one of the code", "SHOP_PAGES=pages", []],
    [
      "a kind without its path",
      "SHOP_STORE_TYPE=file SHOP_STORE_PARAMS=path:/store SHOP_STORE_LIMIT=9",
      ["LIMIT"],
    ],
    ["a kind with its path", "SHOP_STORE_TYPE=file SHOP_STORE_PATH=/store", ["PATH", "TYPE"]],
    ["a kind that needs none", "SHOP_STORE_TYPE=memory SHOP_STORE_LIMIT=9", ["TYPE", "LIMIT"]],
  ])("with %s", async (_, given, expected) => {
    const reads = ["TYPE", "PARAMS", "PATH", "LIMIT"].map((name) => `os.Getenv("SHOP_STORE_${name}")`);
    const { relocations } = await service({
      "main.go": mainFile(
        ["net/http", "os"],
        `func main() {\n\tprintln(${reads.join(", ")})\n\tpages := os.Getenv("SHOP_PAGES")\n\tif pages == "" {\n\t\tpages = "web/pages"\n\t}\n\thttp.Handle("/", http.FileServer(http.Dir(pages)))\n\thttp.ListenAndServe(":8080", nil)\n}`,
      ),
      Dockerfile: `FROM golang AS build\nRUN go build -o /shop .\nFROM alpine\nENV ${given}\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n`,
    });
    expect(relocations.map(({ setBy }) => setBy.replace(/.*_/, ""))).toEqual(expected);
  });
});

it.each([
  ["beside it", "go build -o probe scripts/probe.go", [{ setBy: "env:SHOP_MODE", value: "live" }]],
  ["instead of it", "cd scripts && go build -o /shop .", []],
])("an image of the main beside go.mod counts where it builds a tool %s", async (_, tool, expected) => {
  const own = tool.startsWith("cd") ? "" : "RUN go build -o /shop main.go\n";
  const { relocations } = await service(
    {
      "main.go": mainFile(
        ["net/http", "os"],
        'func main() { println(os.Getenv("SHOP_MODE")); http.ListenAndServe(":80", nil) }',
      ),
      "scripts/probe.go": "package main\n\nfunc main() {}\n",
      Dockerfile: `FROM golang AS build\n${own}RUN ${tool}\nFROM alpine\nENV SHOP_MODE=live\nCOPY --from=build /shop /shop\nCMD ["/shop"]\n`,
    },
    ".",
  );
  expect(relocations).toEqual(expected);
});

describe("a path that is not in sight as a whole", () => {
  const writesOf = async (code: string) => {
    const { writes } = await service({ "main.go": mainFile(["errors", "os", "path/filepath"], code) });
    return writes.map(({ path }) => path);
  };

  it.each([
    [
      "below what a function may find",
      'func find() (string, error) {\n\tif len(os.Args) == 1 {\n\t\treturn "", nil\n\t}\n\treturn os.Args[1], nil\n}\nfunc main() {\n\tdir, _ := find()\n\tos.MkdirAll(filepath.Join(dir, "groups"), 0o755)\n}',
    ],
    [
      "an ending behind it",
      'func name() string {\n\tif len(os.Args) == 1 {\n\t\treturn ""\n\t}\n\treturn os.Args[1]\n}\nfunc main() { os.WriteFile(name()+".lock", nil, 0o600) }',
    ],
  ])("is no directory of the working directory, %s", async (_, code) => {
    expect(await writesOf(code)).toEqual([]);
  });

  it("is where the specification has the directories of the user", async () => {
    const code =
      'func dir() string {\n\tif x, ok := os.LookupEnv("XDG_CONFIG_HOME"); ok {\n\t\treturn filepath.Join(x, "shop")\n\t}\n\th, _ := os.UserHomeDir()\n\treturn filepath.Join(h, ".config", "shop")\n}\nfunc main() { os.MkdirAll(dir(), 0o700) }';
    expect(await writesOf(code)).toEqual(["~/.config/shop"]);
  });
});

it("capabilities are those that the author's image gives to the program", async () => {
  const { capabilities } = await service({
    "main.go": mainFile(["net"], 'func main() { net.ListenPacket("ip4:icmp", "0.0.0.0") }'),
    Dockerfile:
      'FROM golang:1.26 AS build\nRUN go build -o /shop .\nFROM alpine\nCOPY --from=build /shop /app/shop\nRUN setcap cap_sys_admin+ep /usr/bin/other && setcap "cap_net_raw,CAP_NET_ADMIN=+eip" /app/shop\nENTRYPOINT ["/app/shop"]\n',
  });
  expect(capabilities).toEqual([
    { name: "NET_RAW", evidence: "Dockerfile:5" },
    { name: "NET_ADMIN", evidence: "Dockerfile:5" },
  ]);
});

it("a configuration file is held, and tells the port, that the author's image chooses by a word", async () => {
  const code =
    'func main() {\n\tenv := os.Getenv("SHOP_ENV")\n\tif env == "" {\n\t\tenv = "local"\n\t}\n\tb, err := os.ReadFile(fmt.Sprintf("config/%s.yaml", env))\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tvar c struct{ Port string }\n\tyaml.Unmarshal(b, &c)\n\thttp.ListenAndServe(":"+c.Port, nil)\n}';
  const tree = {
    "main.go": mainFile(["fmt", "net/http", "os", "gopkg.in/yaml.v3"], code),
    "config/local.yaml": "port: 8801\n",
    "config/live.yaml": "port: 8802\n",
  };
  const Dockerfile = "FROM golang\nWORKDIR /app\nCOPY . .\nENV SHOP_ENV=live\nRUN go build -o /shop .\n";
  const told = async (files: Record<string, string>) => {
    const { ports, runtimeFiles, environment } = await service(files);
    return [ports[0]?.port, runtimeFiles.map(({ source }) => source), environment[0]?.default];
  };
  expect(await told(tree)).toEqual([8801, ["config/local.yaml"], "local"]);
  expect(await told({ ...tree, Dockerfile })).toEqual([
    8802,
    ["config/local.yaml", "config/live.yaml"],
    "local",
  ]);
});

describe("directories that the author's image sets", () => {
  const code =
    'func main() { dir := os.Getenv("SHOP_DATA_DIR"); os.MkdirAll(dir, 0o755); flag.String("music-path", "", "") }';
  const image = (...lines: string[]) => ["FROM golang:1.26", ...lines, "RUN go build -o /shop ."].join("\n");
  const settings = async (dockerfile: string, more: Record<string, string> = {}) => {
    const files = { "main.go": mainFile(["flag", "os"], code), Dockerfile: dockerfile, ...more };
    const { relocations, writes } = await service(files);
    return [relocations.map(({ setBy, value }) => `${setBy}=${value}`), writes.map(({ path }) => path)];
  };

  it.each(["DATADIR", "SHOP_DATADIR", "CONFIG_FILEPATH"])("are known by the name %s", async (name) => {
    const main = mainFile(["example.org/conf"], `func main() { conf.Get("${name}") }`);
    const { relocations } = await service({ "main.go": main, Dockerfile: image(`ENV ${name}=/shop/data`) });
    expect(relocations).toEqual([{ setBy: `env:${name}`, value: "/shop/data" }]);
  });

  it("are given as there, and writable", async () => {
    expect(await settings(image("ENV SHOP_DATA_DIR=/data SHOP_MUSIC_PATH=/music/all"))).toEqual([
      ["env:SHOP_DATA_DIR=/data", "env:SHOP_MUSIC_PATH=/music/all"],
      ["/data", "/music/all"],
    ]);
  });

  it("are given with what is set behind them", async () => {
    const file = "/state/shop.db?_pragma=journal_mode=WAL&_fk=1";
    expect(await settings(image(`ENV SHOP_DATA_DIR=${file}`))).toEqual([
      [`env:SHOP_DATA_DIR=${file}`],
      ["/state"],
    ]);
  });

  it("are given as data sources that name a file", async () => {
    const dsn = (value: string) =>
      settings(image(`ENV SHOP_DB_DSN=${value}`), { "db.go": 'package main\n\nconst dsn = "SHOP_DB_DSN"\n' });
    expect(await dsn("sqlite:///state/shop.db?_fk=1")).toEqual([
      ["env:SHOP_DB_DSN=sqlite:///state/shop.db?_fk=1"],
      ["/state"],
    ]);
    expect(await dsn("file:/app/shop.db")).toEqual([["env:SHOP_DB_DSN=file:/app/data/shop.db"], ["data"]]);
    expect(await dsn("postgres://db/shop")).toEqual([[], []]);
  });

  it("are no volumes where the author's image fills them", async () => {
    const tree = { "api/data/models/a.dat": "a" };
    const lines = ["COPY api/data /srv/data", "ENV SHOP_DATA_DIR=/srv/data/models"];
    expect(await settings(image(...lines), tree)).toEqual([[], []]);
    expect((await settings(image(...lines)))[1]).toEqual(["/srv/data/models"]);
  });

  it("move a file whose name begins with a dot as any other", async () => {
    const { relocations } = await service({
      "main.go": mainFile(
        ["flag", "os"],
        'func main() { path := flag.String("db", ".shop.db", ""); os.Create(*path) }',
      ),
    });
    expect(relocations).toEqual([{ setBy: "flag:-db", value: "data/.shop.db" }]);
  });

  it("are told on where they say that this is a container", async () => {
    const { relocations } = await service({
      "main.go": mainFile(
        ["net/http", "os"],
        'func main() {\n\taddr := "127.0.0.1:80"\n\tif os.Getenv("SHOP_IN_DOCKER") == "1" { addr = ":8080" }\n\thttp.ListenAndServe(addr, nil)\n}',
      ),
      Dockerfile: image("ENV SHOP_IN_DOCKER=1 CRM_IN_DOCKER=1 DOCKER_HOST=unix:///run/docker.sock"),
    });
    expect(relocations).toEqual([{ setBy: "env:SHOP_IN_DOCKER", value: "1" }]);
  });

  it("are another one where the author's is that of the program", async () => {
    expect(await settings(image("ENV SHOP_DATA_DIR=/app"))).toEqual([
      ["env:SHOP_DATA_DIR=/app/data"],
      ["data"],
    ]);
    const filled = image("COPY etc /app/etc", "ENV SHOP_DATA_DIR=/app");
    expect(await settings(filled, { "etc/shop.yaml": "a: 1\n" })).toEqual([[], []]);
  });

  it("are none for a file that the author's image brings beside its program", async () => {
    const file = image("COPY etc/shop.yaml /app/", "ENV SHOP_DATA_DIR=/app/shop.yaml");
    expect(await settings(file, { "etc/shop.yaml": "a: 1\n" })).toEqual([[], []]);
  });

  it("are none for a configuration file that is to be mounted beside the program", async () => {
    const of = async (name: string, path: string) => {
      const main = mainFile(["os"], `func main() { os.ReadFile(os.Getenv("${name}")) }`);
      const { relocations } = await service({ "main.go": main, Dockerfile: image(`ENV ${name}=${path}`) });
      return relocations.map(({ value }) => value);
    };
    expect(await of("SHOP_CONFIG_FILE", "/app/shop.yml")).toEqual([]);
    expect(await of("SHOP_CONFIG_FILE", "/data/shop.yml")).toEqual(["/data/shop.yml"]);
    expect(await of("SHOP_DB_FILE", "/app/shop.db")).toEqual(["/app/data/shop.db"]);
  });

  it("are none for settings that the image has with everything else", async () => {
    const whole = (name: string) => image("WORKDIR /app", "COPY . .", `ENV ${name}=/app/conf`);
    const main = (name: string) => mainFile(["os"], `func main() { os.ReadDir(os.Getenv("${name}")) }`);
    const of = async (name: string) => {
      const tree = { "main.go": main(name), Dockerfile: whole(name), "conf/live.yaml": "a: 1\n" };
      return (await service(tree)).relocations.map(({ value }) => value);
    };
    expect(await of("SHOP_CONFIG_PATH")).toEqual([]);
    expect(await of("SHOP_DATA_PATH")).toEqual(["/app/conf"]);
  });

  it("are none where the code takes the setting for a page", async () => {
    const { writes, relocations } = await service({
      "main.go": mainFile(
        ["flag", "net/http"],
        'func main() {\n\tpage := flag.String("metrics-path", "/metrics", "")\n\tflag.Parse()\n\thttp.HandleFunc(*page, serve)\n\thttp.ListenAndServe(":80", nil)\n}',
      ),
      Dockerfile: image("ENV SHOP_METRICS_PATH=/metrics"),
    });
    expect([writes, relocations]).toEqual([[], []]);
  });

  it("are no home of a user whom our image has not", async () => {
    const { writes } = await service({
      "main.go": mainFile(["os"], 'var paths = []string{"/home/shop/certs", "/var/shop"}\nfunc main() {}'),
      Dockerfile: image('VOLUME ["/home/shop", "/var/shop"]'),
    });
    expect(writes.map(({ path }) => path)).toEqual(["/var/shop"]);
  });

  it("stand in for what the code does without them", async () => {
    const { writes } = await service({
      "main.go": mainFile(
        ["flag", "os", "path"],
        'func main() { cache := flag.String("cache-path", "", ""); os.MkdirAll(path.Join(*cache, "audio"), 0o755) }',
      ),
      Dockerfile: image("ENV SHOP_CACHE_PATH=/cache"),
    });
    expect(writes.map(({ path }) => path)).toEqual(["/cache"]);
  });

  it("are left out where the code does not read them, the system owns them, or the image fills them", async () => {
    const lines = [
      "ENV OTHER_DATA_DIR=/other",
      "ENV SHOP_DATA_DIR=/usr/share/shop",
      "COPY music /music/all/",
    ];
    expect(await settings(image(...lines, "ENV SHOP_MUSIC_PATH=/music/all"), { "music/a.mp3": "" })).toEqual([
      [],
      [],
    ]);
  });
});

describe("programs of others", () => {
  const found = async (code: string, lines: string) => {
    const { programs } = await service({
      "main.go": mainFile(["os/exec"], code),
      Dockerfile: `FROM golang:1.26 AS build\nRUN apk add make && go build -o /shop .\nFROM alpine\n${lines}\nCOPY --from=build /shop /shop\n`,
    });
    return programs;
  };

  it("that the code runs and the author's image installs are told with what brings them", async () => {
    const code =
      'func main() {\n\texec.LookPath("exiftool")\n\texec.Command("ssh", "-V").Run()\n\texec.Command("make").Run()\n\texec.Command("cowsay").Run()\n}';
    const install = (name: string, place: number) => ({
      installed: { package: name, distribution: "alpine", evidence: "Dockerfile:4" },
      evidence: `main.go:${place}`,
    });
    expect(
      await found(code, "RUN apk --no-cache add ca-certificates exiftool openssh-client cowsay"),
    ).toEqual([
      {
        name: "ssh",
        packages: { alpine: "openssh-client", debian: "openssh-client" },
        ...install("openssh-client", 9),
      },
      { name: "cowsay", packages: null, ...install("cowsay", 11) },
      {
        name: "exiftool",
        packages: { alpine: "exiftool", debian: "libimage-exiftool-perl" },
        ...install("exiftool", 8),
      },
    ]);
  });

  it("that are known are told wherever the code runs them, where the author has no image", async () => {
    const code =
      'func main() {\n\thttp.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {\n\t\texec.Command("ffmpeg", "-i", "-").Run()\n\t\texec.Command("sh", "-c", "git gc && cowsay").Run()\n\t})\n\texec.LookPath("rsync")\n\thttp.ListenAndServe(":80", nil)\n}';
    const main = mainFile(["net/http", "os/exec"], code);
    const names = async (tree: Record<string, string>) =>
      (await service({ "main.go": main, ...tree })).programs.map(({ name }) => name);
    expect(await names({})).toEqual(["ffmpeg", "sh", "git"]);
    expect(
      await names({
        Dockerfile:
          "FROM golang AS build\nRUN go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\n",
      }),
    ).toEqual([]);
  });

  it("are those that every call of a helper names first", async () => {
    const code = (second: string) =>
      `func run(words ...string) error { return exec.Command(words[0], words[1:]...).Run() }\nfunc main() {\n\trun("git", "gc")\n\trun("${second}", "fetch")\n}`;
    const install = "RUN apk add git";
    expect((await found(code("git"), install)).map(({ name }) => name)).toEqual(["git"]);
    expect(await found(code("hg"), install)).toEqual([]);
  });

  it("are those of an image that fetches the program and starts it", async () => {
    const { programs } = await service(
      {
        "cmd/shop/main.go": mainFile(
          ["net/http", "os/exec"],
          'func main() { exec.Command("git", "gc").Run(); http.ListenAndServe(":80", nil) }',
        ),
        "docker/Dockerfile":
          'FROM debian\nRUN apt install -y curl git\nRUN curl -L https://example.com/shop | tar xz\nENTRYPOINT ["tini", "--", "/usr/bin/shop"]\n',
      },
      "./cmd/shop",
    );
    expect(programs.map(({ name }) => name)).toEqual(["git"]);
  });

  it("are those that a variable of the author's image names by their path, where the program reads it", async () => {
    const code = 'func main() { start(os.Getenv("EXIF_PATH")) }\nfunc start(path string) {}';
    const { programs } = await service({
      "main.go": mainFile(["os"], code),
      Dockerfile:
        'FROM golang:1.26 AS build\nRUN go build -o /shop .\nFROM debian\nRUN apt-get install -y exiftool qpdf\nENV EXIF_PATH=/usr/bin/exiftool QPDF_PATH=/usr/bin/qpdf\nCOPY --from=build /shop /shop\nCMD ["/shop"]\n',
    });
    expect(programs.map(({ name, evidence }) => [name, evidence])).toEqual([["exiftool", "Dockerfile:5"]]);
  });

  it("are those that a shell is told to start, wherever the author's image has them from", async () => {
    const code =
      'func main() {\n\tscript := fmt.Sprintf("yt-dlp -x -o %s | ffmpeg -i - out.mp3; cowsay done", os.Args[1])\n\texec.Command("bash", "-c", script).Run()\n}';
    const lines =
      "RUN apk add bash && wget https://example.com/yt-dlp -O /usr/local/bin/yt-dlp\nCOPY --from=example/static-ffmpeg:7 /ffmpeg /ffprobe /usr/local/bin/";
    const { programs } = await service({
      "main.go": mainFile(["fmt", "os", "os/exec"], code),
      Dockerfile: `FROM golang:1.26 AS build\nRUN go build -o /shop .\nFROM alpine\n${lines}\nCOPY --from=build /shop /shop\n`,
    });
    expect(programs.map(({ name, packages }) => [name, packages?.debian])).toEqual([
      ["bash", "bash"],
      ["yt-dlp", "yt-dlp"],
      ["ffmpeg", "ffmpeg"],
    ]);
  });

  it("come with a package of another name", async () => {
    const code = 'func main() { exec.Command("/usr/bin/nsupdate", os.Args[1]).Run() }';
    const programs = await found(code, "RUN apt-get install -q -y bind9 dnsutils curl");
    expect(programs).toMatchObject([
      { name: "nsupdate", packages: { debian: "bind9-dnsutils", alpine: "bind-tools" } },
    ]);
  });

  it("come with what images of Kubernetes and Bitnami are made with", async () => {
    const code = 'func main() { exec.Command("rsync").Run() }';
    const programs = await found(code, "RUN apt update && clean-install ca-certificates rsync");
    expect(programs).toMatchObject([{ name: "rsync", installed: { distribution: "debian" } }]);
  });

  it("are known by packages of another name, and of a version", async () => {
    const code = 'func main() { exec.LookPath("redis-server"); exec.Command("pg_dump").Run() }';
    const programs = await found(code, "RUN apt-get install -y redis-server postgresql-client-17");
    expect(programs.map(({ name, installed }) => [name, installed.package])).toEqual([
      ["pg_dump", "postgresql-client-17"],
      ["redis-server", "redis-server"],
    ]);
  });

  it("are the shell that every image of a distribution has, and Go where the author's image holds it", async () => {
    const code =
      'const shell = "/bin/sh"\nfunc main() {\n\texec.Command(shell, "-c", "date").Run()\n\texec.Command("bash").Run()\n\texec.Command("go").Run()\n}';
    const names = async (lines: string) =>
      (await found(code, lines)).map(({ name, installed }) => `${name} ${installed.evidence}`);
    expect(await names("")).toEqual(["sh Dockerfile:3"]);
    expect(await names("COPY --from=build /usr/local/go/bin/go /usr/local/go/bin/go")).toEqual([
      "sh Dockerfile:3",
      "go Dockerfile:4",
    ]);
    expect(await names("FROM golang:1.26-trixie")).toEqual([
      "sh Dockerfile:4",
      "bash Dockerfile:4",
      "go Dockerfile:4",
    ]);
    expect(await names("FROM scratch")).toEqual([]);
  });

  it("are those that the arguments name, where the code runs what it is told to", async () => {
    const lines = 'RUN apk add bash git\nCMD ["/shop", "-w", "bash"]';
    const code = "func main() { exec.Command(os.Args[2]).Run() }";
    expect(await found(code, lines)).toMatchObject([
      { name: "bash", installed: { package: "bash" }, evidence: "Dockerfile:5" },
    ]);
    expect(await found('func main() { exec.Command("ls").Run() }', lines)).toEqual([]);
  });

  it("are those that the code looks for and ends without, whoever installs them", async () => {
    const looks = (then: string) =>
      mainFile(
        ["log", "os/exec"],
        `func main() {\n\tif _, err := exec.LookPath("git"); err != nil {\n\t\t${then}(err)\n\t}\n}`,
      );
    expect((await service({ "main.go": looks("log.Fatal") })).programs).toMatchObject([
      { name: "git", packages: { debian: "git" }, evidence: "main.go:9" },
    ]);
    expect((await service({ "main.go": looks("log.Print") })).programs).toEqual([]);
  });

  it("are known by an image that is made of one", async () => {
    const { programs } = await service({
      "main.go": mainFile(["os/exec"], 'func main() { exec.LookPath("git") }'),
      Dockerfile:
        "FROM golang:1.26 AS build\nRUN go build -o /shop .\nFROM alpine/git:2\nCOPY --from=build /shop /shop\n",
    });
    expect(programs).toMatchObject([
      { name: "git", installed: { package: "git", distribution: "alpine", evidence: "Dockerfile:3" } },
    ]);
  });

  it.each([
    ["the code does not run", "func main() {}", "RUN apt-get update && apt-get install -y git curl"],
    ["that image does not install", 'func main() { exec.Command("git").Run() }', "RUN apk add tzdata"],
  ])("are not where %s them", async (_, code, lines) => {
    expect(await found(code, lines)).toEqual([]);
  });
});

it("names once a directory of the image's own that the author's image names by its absolute path", async () => {
  const { writes } = await service({
    "main.go": mainFile(["os"], 'func main() { os.MkdirAll("cache", 0o755); os.Getenv("SHOP_CACHE_DIR") }'),
    Dockerfile: "FROM golang:1.26\nRUN go build -o /app/shop .\nENV SHOP_CACHE_DIR=/app/cache\n",
  });
  expect(writes.map(({ path }) => path)).toEqual(["cache"]);
});

describe("a file in the working directory that nothing moves", () => {
  const found = async (code: string, tree: Record<string, string> = {}) => {
    const { writes, warnings } = await service({ "main.go": mainFile(["os", "fmt"], code), ...tree });
    return {
      writes: writes.map(({ path, file }) => [path, file]),
      warned: warnings.filter(({ code: one }) => one === "writes-beside").map(({ evidence }) => evidence),
    };
  };

  it("is kept in a directory of its own", async () => {
    expect(await found('func main() { os.Create("./shop.db"); os.MkdirAll("logs", 0o755) }')).toEqual({
      writes: [
        ["logs", null],
        ["data", "shop.db"],
      ].toSorted(),
      warned: [],
    });
  });

  it("is known by an absolute path as well", async () => {
    const code = 'func main() { os.Create("/app/.shop.env"); os.Create("/app/log/shop.log") }';
    expect(await found(code)).toEqual({
      writes: [
        ["data", ".shop.env"],
        ["log", null],
      ],
      warned: [],
    });
  });

  it("goes where no file of the image lies", async () => {
    const code = 'func main() { os.Create("shop.db"); os.ReadFile("data/countries.csv") }';
    expect(await found(code, { "data/countries.csv": "" })).toEqual({
      writes: [["state", "shop.db"]],
      warned: [],
    });
  });

  it("goes on from the database that the image brings, where it is kept", async () => {
    const code = 'func main() { gorm.Open(sqlite.Open("shop.db")); http.ListenAndServe(":80", nil) }';
    const { writes, runtimeFiles } = await service({
      "main.go": mainFile(["net/http", "github.com/glebarez/sqlite", "gorm.io/gorm"], code),
      "shop.db": "",
    });
    expect(writes.map(({ path, file }) => [path, file])).toEqual([["data", "shop.db"]]);
    expect(runtimeFiles.map(({ source, destination }) => [source, destination])).toEqual([
      ["shop.db", "data/shop.db"],
    ]);
  });

  it.each([
    ["that the image brings", 'func main() { os.ReadFile("shop.yml"); os.Create("shop.yml") }'],
    ["without an extension", 'func main() { os.Create("shop") }'],
  ])("is warned of, %s", async (_, code) => {
    expect(await found(code, { "shop.yml": "" })).toEqual({ writes: [[".", null]], warned: ["main.go:8"] });
  });
});

it("what the author's image has beside a file that the program opens is there, and so is a variable for its place", async () => {
  const code = `var file = flag.String("config", "/etc/shop/shop.yml", "")
func main() {
	flag.Parse()
	text, _ := os.ReadFile(*file)
	dir := "./configuration"
	if v := os.Getenv("SHOP_CONFIG_DIR"); v != "" {
		dir = v
	}
	os.ReadFile(path.Join(dir, script(text)))
}`;
  const { runtimeFiles, relocations } = await service({
    "main.go": mainFile(["flag", "os", "path"], code),
    "configuration/shop.yml": "script: parse.tengo\n",
    "configuration/parse.tengo": "x := 1\n",
    Dockerfile:
      'FROM golang AS build\nCOPY . /src\nRUN go build -o /shop\nFROM alpine\nCOPY --from=build /shop /usr/bin/shop\nCOPY configuration/shop.yml /etc/shop/shop.yml\nCOPY configuration/parse.tengo /etc/shop/parse.tengo\nCOPY shop.yml.tmpl /etc/shop/shop.yml.tmpl\nCOPY mime.types /etc/mime.types\nENV SHOP_CONFIG_DIR=/etc/shop\nENTRYPOINT ["/usr/bin/shop"]\n',
    "mime.types": "text/plain txt\n",
    "shop.yml.tmpl": "script: \n",
  });
  expect(runtimeFiles.map(({ destination }) => destination)).toEqual([
    "/etc/shop/shop.yml",
    "/etc/shop/parse.tengo",
  ]);
  expect(relocations).toEqual([{ setBy: "env:SHOP_CONFIG_DIR", value: "/etc/shop" }]);
});
