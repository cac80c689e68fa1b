import { describe, expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

async function variablesOf(tree: Record<string, string>) {
  const { environment } = await service(tree);
  return environment.map(
    (one) => `${one.name}${one.required ? "!" : ""}=${one.default ?? ""} ${one.evidence}`,
  );
}

const main = (imports: readonly string[], code: string) =>
  variablesOf({ "main.go": mainFile(imports, code) });

describe("environment variables", () => {
  it("are required when the program ends without them, and not when it has a default", async () => {
    expect(
      await main(
        ["os", "log"],
        'func main() {\n\turl := os.Getenv("DATABASE_URL")\n\tif url == "" {\n\t\tlog.Fatal("no DATABASE_URL")\n\t}\n\tlevel := os.Getenv("LOG_LEVEL")\n\tif level == "" {\n\t\tlevel = "info"\n\t}\n\t_, _ = os.LookupEnv("DEBUG"), url\n}',
      ),
    ).toEqual(["DATABASE_URL!= main.go:9", "LOG_LEVEL=info main.go:13", "DEBUG= main.go:17"]);
  });

  it("are none by what their names begin with", async () => {
    const code =
      'func main() {\n\tflags := ff.NewFlagSet("shop")\n\tff.Parse(flags, os.Args[1:], ff.WithEnvVarPrefix("SHOP"))\n}';
    expect(await main(["os", "github.com/peterbourgon/ff/v4"], code)).toEqual([]);
  });

  it("have no default that only another variable of the same name has", async () => {
    expect(
      await main(
        ["os", "strconv"],
        'func main() {\n\tif v, err := strconv.ParseBool("false"); err == nil {\n\t\tprintln(v)\n\t}\n\tif v := os.Getenv("KEY"); v != "" {\n\t\tprintln(v)\n\t} else if v := os.Getenv("SECRET"); v != "" {\n\t\tprintln(v)\n\t}\n\tif v := os.Getenv("LEVEL"); true {\n\t\tif v == "" {\n\t\t\tv = "info"\n\t\t}\n\t\tprintln(v)\n\t}\n}',
      ),
    ).toEqual(["KEY= main.go:12", "SECRET= main.go:14", "LEVEL=info main.go:17"]);
  });

  it("have no default in what is added to them once they are there", async () => {
    expect(
      await main(
        ["os", "log"],
        'func main() {\n\turl, ok := os.LookupEnv("PG_URL")\n\tif !ok || len(url) == 0 {\n\t\tlog.Fatal("no PG_URL")\n\t}\n\turl += "?sslmode=disable"\n\tport := os.Getenv("PORT")\n\tif port == "" {\n\t\tport = "8080"\n\t}\n\tport = ":" + port\n\tprintln(url, port)\n}',
      ),
    ).toEqual(["PG_URL!= main.go:9", "PORT=8080 main.go:14"]);
  });

  it("have the defaults of their own turn of a loop", async () => {
    const fields =
      'type field struct{ key, fallback string }\nvar fields = []field{{"SHOP_PORT", ":8080"}, {key: "SHOP_MAIL", fallback: "a@b.c"}, {key: "SHOP_KEY"}}\n';
    const own = `${fields}func main() {\n\tfor _, f := range fields {\n\t\tv := os.Getenv(f.key)\n\t\tif v == "" {\n\t\t\tv = f.fallback\n\t\t}\n\t\tprintln(v)\n\t}\n}`;
    expect(await main(["os"], own)).toEqual([
      "SHOP_PORT=:8080 main.go:11",
      "SHOP_MAIL=a@b.c main.go:11",
      "SHOP_KEY= main.go:11",
    ]);
    const helper = `${fields}func get(key, fallback string) string {\n\tif v := os.Getenv(key); v != "" {\n\t\treturn v\n\t}\n\treturn fallback\n}\nfunc main() {\n\tfor _, f := range fields {\n\t\tprintln(get(f.key, f.fallback))\n\t}\n}`;
    expect((await main(["os"], helper)).filter((one) => /MAIL|KEY/.test(one))).toEqual([
      "SHOP_MAIL= main.go:17",
      "SHOP_KEY= main.go:17",
    ]);
  });

  it("are required where a short one ends the program", async () => {
    expect(
      await main(
        ["errors", "os"],
        'func run() error {\n\tif len(os.Getenv("PEPPER")) < 32 {\n\t\treturn errors.New("PEPPER is too short")\n\t}\n\tkey := os.Getenv("KEY")\n\tif len(key) != 16 {\n\t\treturn errors.New("KEY has no 16 bytes")\n\t}\n\treturn nil\n}\nfunc main() {\n\tif err := run(); err != nil {\n\t\tpanic(err)\n\t}\n}',
      ),
    ).toEqual(["PEPPER!= main.go:9", "KEY!= main.go:12"]);
  });

  it("are required where the error of a package is given for a missing one", async () => {
    const code = (then: string, name = "loadConfig", end = "panic") =>
      `var ErrNoKey = errors.New("no key")\nfunc ${name}() error {\n\tif os.Getenv("KEY") == "" {\n\t\treturn ${then}\n\t}\n\treturn nil\n}\nfunc main() {\n\tif err := ${name}(); err != nil {\n\t\t${end}(err)\n\t}\n}`;
    expect(await main(["errors", "os"], code("ErrNoKey"))).toEqual(["KEY!= main.go:10"]);
    expect(await main(["errors", "os"], code("ErrNoKey", "validateUser", "println"))).toEqual([
      "KEY= main.go:10",
    ]);
    expect(await main(["errors", "os"], code("nil"))).toEqual(["KEY= main.go:10"]);
  });

  it("are required behind a return on a question that nothing answers", async () => {
    const asksHelp =
      'func asksHelp(args []string) bool {\n\tfor _, arg := range args[1:] {\n\t\tif arg == "help" {\n\t\t\treturn true\n\t\t}\n\t}\n\treturn false\n}';
    const code = `${asksHelp}\nfunc validate() error {\n\tif asksHelp(os.Args) {\n\t\treturn nil\n\t}\n\tif os.Getenv("KEY") == "" {\n\t\treturn errors.New("no KEY")\n\t}\n\treturn nil\n}\nfunc main() {\n\tif err := validate(); err != nil {\n\t\tpanic(err)\n\t}\n}`;
    expect(await main(["errors", "os"], code)).toEqual(["KEY!= main.go:20"]);
  });

  it("are not required where the flag beside them may be given, or the program serves without", async () => {
    expect(
      await main(
        ["flag", "log", "net/http", "os"],
        'func path() string {\n\tvar res string\n\tflag.StringVar(&res, "config", "", "")\n\tif res == "" {\n\t\tres = os.Getenv("CONFIG_PATH")\n\t}\n\treturn res\n}\nfunc load(path string) {\n\tif path == "" {\n\t\tpanic("no path")\n\t}\n}\nfunc main() {\n\tload(path())\n\tcert := os.Getenv("CERT")\n\tif cert == "" {\n\t\tlog.Fatal(http.ListenAndServe(":80", nil))\n\t}\n}',
      ),
    ).toEqual(["CONFIG_PATH= main.go:14", "CERT= main.go:25"]);
  });

  it("are required where a function of another package ends the program", async () => {
    const asks = mainFile(
      ["os", "example.com/shop/logs"],
      'func main() {\n\tif os.Getenv("KEY") == "" {\n\t\tlogs.Give("no key")\n\t}\n}',
    );
    const gives = (up: string) =>
      `package logs\n\nimport "log"\n\nfunc Give(why string) {\n\tlog.${up}(why)\n}\n`;
    expect(await variablesOf({ "main.go": asks, "logs/logs.go": gives("Fatal") })).toEqual([
      "KEY!= main.go:9",
    ]);
    expect(await variablesOf({ "main.go": asks, "logs/logs.go": gives("Print") })).toEqual([
      "KEY= main.go:9",
    ]);
  });

  it("are required that a helper out of sight must get by its name, unless it is asked on a condition", async () => {
    const code =
      'func main() {\n\tstart(env.MustGet("HOST"), env.Get("NAME"))\n\tif os.Getenv("SEARCH") != "" {\n\t\tsearch(env.MustGet("KEY"))\n\t}\n}\nfunc start(host, name string) {}\nfunc search(key string) {}';
    expect(await main(["os", "example.org/env"], code)).toEqual([
      "HOST!= main.go:9",
      "NAME= main.go:9",
      "SEARCH= main.go:10",
      "KEY= main.go:11",
    ]);
  });

  it("of flags of kingpin are required where the service is started with what has the flag", async () => {
    const code =
      'func agent(command *kingpin.CmdClause) {\n\tcommand.Flag("host", "").Envar("HOST_IP").Required().String()\n}\nfunc serve(command *kingpin.CmdClause) {\n\tcommand.Flag("token", "").Envar("TOKEN").Required().String()\n}\nfunc write(file string) {\n\tif file == "" {\n\t\tlog.Fatal("no file")\n\t}\n}\nfunc main() {\n\tapp := kingpin.New("shop", "")\n\tserve(app.Command("serve", ""))\n\tagent(app.Command("agent", ""))\n\tboot := app.Command("bootstrap", "")\n\tfile := boot.Flag("file", "").Envar("BOOT_FILE").String()\n\tkingpin.MustParse(app.Parse(os.Args[1:]))\n\twrite(*file)\n\thttp.ListenAndServe(":8080", nil)\n}';
    const imports = ["log", "net/http", "os", "gopkg.in/alecthomas/kingpin.v2"];
    expect(await main(imports, code)).toEqual([
      "HOST_IP= main.go:11",
      "TOKEN!= main.go:14",
      "BOOT_FILE= main.go:26",
    ]);
  });

  it("are required where a loop looks for each of them in a map", async () => {
    expect(
      await main(
        ["os"],
        'const key = "SHOP_KEY"\nfunc or(value, fallback string) string {\n\tif value == "" {\n\t\treturn fallback\n\t}\n\treturn value\n}\nfunc main() {\n\targs := map[string]string{\n\t\tkey: os.Getenv(key),\n\t\t"SHOP_ADDR": or(os.Getenv("SHOP_ADDR"), ":8080"),\n\t\t"SHOP_LOG": os.Getenv("SHOP_LOG"),\n\t}\n\tfor _, name := range []string{key, "SHOP_ADDR"} {\n\t\tif args[name] == "" {\n\t\t\tos.Exit(1)\n\t\t}\n\t}\n}',
      ),
    ).toEqual(["SHOP_KEY!= main.go:16", "SHOP_ADDR= main.go:17", "SHOP_LOG= main.go:18"]);
  });

  it("are not required in code that only a key of viper leads to, however deep below", async () => {
    const code = (asked: string) =>
      `type options struct{ location string }\nfunc check(o *options) error {\n\tif o.location == "" {\n\t\treturn errors.New("no location")\n\t}\n\treturn nil\n}\nfunc parse(location string) (*options, error) {\n\to := &options{location: location}\n\tif err := check(o); err != nil {\n\t\treturn nil, err\n\t}\n\treturn o, nil\n}\nfunc newService(location string) (*options, error) {\n\to, err := parse(location)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn o, nil\n}\nfunc main() {\n\tviper.AutomaticEnv()\n\tif ${asked} {\n\t\tif _, err := newService(viper.GetString("location")); err != nil {\n\t\t\tlog.Fatal(err)\n\t\t}\n\t}\n}`;
    const required = async (asked: string) =>
      (await main(["errors", "log", "github.com/spf13/viper"], code(asked))).filter((one) =>
        one.includes("!"),
      );
    expect(await required("true")).toEqual(["LOCATION!= main.go:33"]);
    expect(await required('viper.Get("dynamic") != nil')).toEqual([]);
    expect(await required('len(viper.GetStringSlice("dynamic")) > 0')).toEqual([]);
  });

  it("of flags of urfave/cli are required where the service is started with what has the flag", async () => {
    const flag = (name: string) =>
      `&cli.StringFlag{Name: "${name.toLowerCase()}", EnvVars: []string{"${name}"}, Required: true}`;
    const command = (name: string, variable: string, action: string) =>
      `{Name: "${name}", Flags: []cli.Flag{${flag(variable)}}, Action: func(c *cli.Context) error { ${action} }}`;
    const serve = command("serve", "TOKEN", 'return http.ListenAndServe(":8080", nil)');
    expect(
      await main(
        ["net/http", "os", "github.com/urfave/cli/v2"],
        `func main() {\n\tapp := &cli.App{Commands: []*cli.Command{\n\t\t${serve},\n\t\t${command("migrate", "DSN", "return nil")},\n\t}}\n\tapp.Run(os.Args)\n}`,
      ),
    ).toEqual(["TOKEN!= main.go:11", "DSN= main.go:12"]);
    expect(
      await main(
        ["net/http", "os", "github.com/urfave/cli/v2"],
        `var dsn = ${flag("DSN")}\nfunc flags(all ...cli.Flag) []cli.Flag { return all }\nfunc main() {\n\tapp := &cli.App{Commands: []*cli.Command{\n\t\t${serve},\n\t\t{Name: "migrate", Flags: flags(dsn), Action: nil},\n\t}}\n\tapp.Run(os.Args)\n}`,
      ),
    ).toEqual(["DSN= main.go:9", "TOKEN!= main.go:13"]);
    expect(
      await main(
        ["net/http", "os", "github.com/urfave/cli/v2"],
        `var dsn = ${flag("DSN")}\n// The same as dsn.\nvar token = ${flag("TOKEN")}\nfunc main() {\n\tapp := &cli.App{Flags: []cli.Flag{token}, Action: func(c *cli.Context) error {\n\t\tprintln(c.String(dsn.Name))\n\t\treturn http.ListenAndServe(":8080", nil)\n\t}}\n\tapp.Run(os.Args)\n}`,
      ),
    ).toEqual(["DSN= main.go:9", "TOKEN!= main.go:11"]);
    expect(
      await main(
        ["net/http", "os", "github.com/urfave/cli/v2"],
        `func plugin(args []string) error {\n\tapp := &cli.App{Flags: []cli.Flag{${flag("ENDPOINT")}}}\n\treturn app.Run(args)\n}\nfunc main() {\n\tapp := &cli.App{Flags: []cli.Flag{${flag("TOKEN")}}, Action: func(c *cli.Context) error {\n\t\tplugin(c.Args().Slice())\n\t\treturn http.ListenAndServe(":8080", nil)\n\t}}\n\tapp.Run(os.Args)\n}`,
      ),
    ).toEqual(["ENDPOINT= main.go:10", "TOKEN!= main.go:14"]);
  });

  it("are required where the flag that they set is missed", async () => {
    expect(
      await main(
        ["errors", "github.com/urfave/cli/v2"],
        'func run(c *cli.Context) error {\n\tif c.String("host") == "" {\n\t\treturn errors.New("no host")\n\t}\n\tif hasScheme("https") {\n\t\tif c.String("cert") == "" {\n\t\t\treturn errors.New("no cert")\n\t\t}\n\t}\n\treturn nil\n}\nfunc main() {\n\tapp := &cli.App{Action: run, Flags: []cli.Flag{\n\t\t&cli.StringFlag{Name: "host", EnvVars: []string{"SHOP_HOST"}},\n\t\t&cli.StringFlag{Name: "cert", EnvVars: []string{"SHOP_CERT"}},\n\t}}\n\tapp.Run(nil)\n}',
      ),
    ).toEqual(["SHOP_HOST!= main.go:21", "SHOP_CERT= main.go:22"]);
  });

  it("are required where they are the default of a flag that is missed on every run", async () => {
    expect(
      await main(
        ["flag", "log", "net/http", "os"],
        'func main() {\n\thost := flag.String("host", os.Getenv("SHOP_HOST"), "")\n\tcert := flag.String("cert", os.Getenv("SHOP_CERT"), "")\n\ttls := flag.Bool("tls", false, "")\n\tflag.Parse()\n\tif *host == "" {\n\t\tlog.Fatal("no host")\n\t}\n\tif *tls {\n\t\tif *cert == "" {\n\t\t\tlog.Fatal("no cert")\n\t\t}\n\t}\n\thttp.ListenAndServe(*host, nil)\n}',
      ),
    ).toEqual(["SHOP_HOST!= main.go:11", "SHOP_CERT= main.go:12"]);
  });

  it("are those of kingpin's flags", async () => {
    expect(
      await main(
        ["github.com/alecthomas/kingpin/v2"],
        'var (\n\turi = kingpin.Flag("uri", "").Default("http://shop").Envar("URI").String()\n\ttoken = kingpin.Flag("token", "").Envar("TOKEN").Required().String()\n\tlevel = kingpin.Flag("level", "").Envar("LEVEL").Default("info").String()\n)\nfunc main() { kingpin.Parse() }',
      ),
    ).toEqual(["URI=http://shop main.go:8", "TOKEN!= main.go:9", "LEVEL=info main.go:10"]);
  });

  it("are read through an interface in front of the environment, and required only where it is", async () => {
    expect(
      await main(
        ["os", "strconv"],
        'type Env interface{ Getenv(key string) string }\ntype osEnv struct{}\nfunc (osEnv) Getenv(key string) string { return os.Getenv(key) }\nfunc load(env Env) {\n\tif size := env.Getenv("SIZE"); len(size) > 0 {\n\t\tif _, err := strconv.Atoi(size); err != nil {\n\t\t\tpanic(err)\n\t\t}\n\t}\n\tif key := env.Getenv("KEY"); key == "" {\n\t\tpanic("no key")\n\t}\n}\nfunc main() { load(osEnv{}) }',
      ),
    ).toEqual(["SIZE= main.go:12", "KEY!= main.go:17"]);
  });

  it("are followed through helpers", async () => {
    expect(
      await main(
        ["os"],
        'func must(name string) string {\n\tv, ok := os.LookupEnv(name)\n\tif !ok {\n\t\tpanic(name)\n\t}\n\treturn v\n}\nfunc get(name, fallback string) string {\n\tif v := os.Getenv(name); v != "" {\n\t\treturn v\n\t}\n\treturn fallback\n}\nfunc main() {\n\tmust("API_KEY")\n\tget("REGION", "eu")\n}',
      ),
    ).toEqual(["API_KEY!= main.go:21", "REGION=eu main.go:22"]);
  });

  it.each<[string, string]>([
    ["a comparison", 'if value == "true" {\n\t\treturn true\n\t} else {\n\t\treturn false\n\t}'],
    ["several", 'if value == "1" || value == "true" {\n\t\treturn true\n\t}\n\treturn false'],
    ["a switch", 'switch value {\n\tcase "true", "1":\n\t\treturn true\n\tdefault:\n\t\treturn false\n\t}'],
    [
      "a list",
      'for _, one := range []string{"1", "true"} {\n\t\tif value == one {\n\t\t\treturn true\n\t\t}\n\t}\n\treturn false',
    ],
    ["the opposite", 'if value != "true" {\n\t\treturn false\n\t}\n\treturn true'],
  ])("are off where a helper reads a switch by %s", async (_, body) => {
    expect(
      await main(
        ["os"],
        `func isOn(key string) bool {\n\tvalue := os.Getenv(key)\n\t${body}\n}\nfunc main() { isOn("DEBUG") }`,
      ),
    ).toEqual([expect.stringMatching(/^DEBUG=false /)]);
  });

  it("are those whose names have a type with methods that read them", async () => {
    expect(
      await main(
        ["os"],
        'type Variable string\nconst (\n\tURL Variable = "SHOP_URL"\n\tDebug Variable = "SHOP_DEBUG"\n)\nfunc (v Variable) Value() string { return os.Getenv(string(v)) }\nfunc (v Variable) Bool() bool {\n\tif v.Value() == "1" {\n\t\treturn true\n\t}\n\treturn false\n}\nfunc main() {\n\turl := URL.Value()\n\tif url == "" {\n\t\tpanic("no url")\n\t}\n\tDebug.Bool()\n}',
      ),
    ).toEqual(["SHOP_URL!= main.go:20", "SHOP_DEBUG=false main.go:24"]);
  });

  it("are required by a helper that ends the program where it has no fallback either", async () => {
    expect(
      await main(
        ["log", "os"],
        'func get(name, fallback string) string {\n\tif v, ok := os.LookupEnv(name); ok {\n\t\treturn v\n\t}\n\tif fallback != "" {\n\t\treturn fallback\n\t}\n\tlog.Fatalf("no %s", name)\n\treturn ""\n}\nfunc main() {\n\tget("KEY", "")\n\tget("REGION", "eu")\n\tget("ZONE", os.Args[1])\n}',
      ),
    ).toEqual(["KEY!= main.go:19", "REGION=eu main.go:20", "ZONE= main.go:21"]);
  });

  it("are those that a struct holds the name of, whose method ends the program where it has no fallback", async () => {
    expect(
      await main(
        ["log", "os"],
        'type Variable struct {\n\tkey string\n\tother interface{}\n}\nfunc New(key string, fallback interface{}) *Variable {\n\treturn &Variable{key: key, other: fallback}\n}\nfunc (v Variable) Text() string {\n\tif text, exists := os.LookupEnv(v.key); exists {\n\t\treturn text\n\t}\n\tif v.other == nil {\n\t\tlog.Fatalf("no %v", v.key)\n\t}\n\treturn v.other.(string)\n}\nfunc main() {\n\tNew("KEY", nil).Text()\n\tNew("REGION", "eu").Text()\n}',
      ),
    ).toEqual(["KEY!= main.go:25", "REGION= main.go:26"]);
  });

  it("are required by the tag of one struct where that of another has a default", async () => {
    expect(
      await main(
        ["context", "github.com/sethvargo/go-envconfig"],
        'type Config struct {\n\tApp struct {\n\t\tName string `env:"APP_NAME, default=shop"`\n\t}\n\tWeb struct {\n\t\tName string `env:"APP_NAME, required"`\n\t}\n}\nfunc main() {\n\tvar c Config\n\tif err := envconfig.Process(context.Background(), &c); err != nil {\n\t\tpanic(err)\n\t}\n}',
      ),
    ).toEqual(["APP_NAME!= main.go:10"]);
  });

  it("are required by such a helper that is handed what to say", async () => {
    expect(
      await main(
        ["os"],
        'func must(name, message string) string {\n\tif v := os.Getenv(name); v != "" {\n\t\treturn v\n\t}\n\tpanic(message + ": " + name)\n}\nfunc main() { must("KEY", "no key for signing") }',
      ),
    ).toEqual(["KEY!= main.go:13"]);
  });

  it("are not required by such a helper where it is given another variable to try", async () => {
    expect(
      await main(
        ["os"],
        'func get(name string, others ...string) string {\n\tvalue := os.Getenv(name)\n\tif value == "" {\n\t\tfor _, other := range others {\n\t\t\tvalue = os.Getenv(other)\n\t\t}\n\t\tif value == "" {\n\t\t\tos.Exit(1)\n\t\t}\n\t}\n\treturn value\n}\nfunc main() {\n\tget("KEY")\n\tget("URL", "OLD_URL")\n}',
      ),
    ).toEqual(["OLD_URL= main.go:11", "KEY!= main.go:20", "URL= main.go:21"]);
  });

  it("have what is given where they are not set, whatever tells of it", async () => {
    expect(
      await main(
        ["os"],
        'func main() {\n\tvar host string\n\tvar ok bool\n\tif host, ok = os.LookupEnv("HOST_NAME"); !ok {\n\t\thost = "shop"\n\t}\n\tprintln(host)\n}',
      ),
    ).toEqual(["HOST_NAME=shop main.go:10"]);
  });

  it("have the default that a helper of another module is given", async () => {
    expect(
      await main(
        ["github.com/nicholasjackson/env"],
        'var (\n\taddress = env.String("ADDRESS", false, ":9090", "where to listen")\n\ttoken = env.String("TOKEN", true, "unused", "of the API")\n\tdebug = env.Bool("DEBUG", false, "more lines")\n\tregion = env.Get("REGION", "eu")\n)\nfunc main() { _, _, _, _ = address, token, debug, region }',
      ),
    ).toEqual([
      "ADDRESS=:9090 main.go:8",
      "TOKEN= main.go:9",
      "DEBUG=false main.go:10",
      "REGION=eu main.go:11",
    ]);
  });

  it.each<[string, string, boolean]>([
    [
      "has to be a number",
      'func main() {\n\tport, err := strconv.Atoi(os.Getenv("MODE"))\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      true,
    ],
    [
      "has to be a number for somebody who insists",
      'func must(n int, err error) int {\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\treturn n\n}\nfunc main() { must(strconv.Atoi(os.Getenv("MODE"))) }',
      true,
    ],
    [
      "has to be a number for a helper",
      'func number(name string) int {\n\tn, err := strconv.Atoi(os.Getenv(name))\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\treturn n\n}\nfunc main() { number("MODE") }',
      true,
    ],
    [
      "has to be a number where it is set",
      'func main() {\n\tif v := os.Getenv("MODE"); v != "" {\n\t\tif _, err := strconv.Atoi(v); err != nil {\n\t\t\tlog.Fatal(err)\n\t\t}\n\t}\n}',
      false,
    ],
    [
      "has to be a number behind a return for one that is not set",
      'func number() (int, error) {\n\tv, ok := os.LookupEnv("MODE")\n\tif !ok {\n\t\treturn 0, nil\n\t}\n\treturn strconv.Atoi(v)\n}\nfunc main() {\n\tif _, err := number(); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      false,
    ],
    [
      "names a file that is asked for",
      'func load(path string) {\n\tif _, err := os.Stat(path); os.IsNotExist(err) {\n\t\tpanic(path)\n\t}\n}\nfunc main() { load(os.Getenv("MODE")) }',
      true,
    ],
    [
      "names a file where it is set",
      'func main() {\n\tif path := os.Getenv("MODE"); len(path) != 0 {\n\t\tif _, err := os.ReadFile(path); err != nil {\n\t\t\tlog.Fatal(err)\n\t\t}\n\t}\n}',
      false,
    ],
    [
      "may be no number",
      'func main() {\n\tn, err := strconv.Atoi(os.Getenv("MODE"))\n\tif err != nil {\n\t\tn = 4\n\t}\n\tlog.Println(n)\n}',
      false,
    ],
    [
      "a helper misses with an error",
      'func get(key string) (string, error) {\n\tv, ok := os.LookupEnv(key)\n\tif ok && len(v) != 0 {\n\t\treturn v, nil\n\t}\n\treturn "", fmt.Errorf("%q is not set", key)\n}\nfunc settings() error {\n\tif _, err := get("MODE"); err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}\nfunc main() {\n\tif err := settings(); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      true,
    ],
    [
      "a helper misses with an error that its library marks",
      'func get(key string) (string, error) {\n\tv, ok := os.LookupEnv(key)\n\tif !ok {\n\t\treturn "", errors.Mark(errors.Newf("no %s", key), ErrTechnical)\n\t}\n\treturn v, nil\n}\nfunc main() {\n\tif _, err := get("MODE"); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      true,
    ],
    [
      "a helper misses without an error",
      'func get(key string) (string, error) {\n\tv := os.Getenv(key)\n\tif v == "" {\n\t\treturn "", nil\n\t}\n\tif len(v) > 9 {\n\t\treturn "", fmt.Errorf("%q is too long", key)\n\t}\n\treturn v, nil\n}\nfunc main() {\n\tif _, err := get("MODE"); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      false,
    ],
    [
      "is missed by a function that gives the code to end with",
      'func settings() error {\n\tif os.Getenv("MODE") == "" {\n\t\treturn fmt.Errorf("no mode")\n\t}\n\treturn nil\n}\nfunc run() int {\n\tif err := settings(); err != nil {\n\t\tlog.Println(err)\n\t\treturn 1\n\t}\n\treturn 0\n}\nfunc main() { os.Exit(run()) }',
      true,
    ],
    [
      "is missed by a function that gives an error of the program's own type",
      'type ConfigError struct{ Field string }\nfunc validate() error {\n\tif os.Getenv("MODE") == "" {\n\t\treturn &ConfigError{Field: "mode"}\n\t}\n\treturn nil\n}\nfunc main() {\n\tif err := validate(); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      true,
    ],
    [
      "is no failure without in the code to end with",
      'func other() int { return 0 }\nfunc run() int {\n\tif os.Getenv("MODE") == "" {\n\t\treturn other()\n\t}\n\tif os.Getenv("MODE") == "" {\n\t\treturn 0\n\t}\n\treturn 0\n}\nfunc main() { os.Exit(run()) }',
      false,
    ],
    [
      "has to be one of some values",
      'func main() {\n\tif os.Getenv("MODE") == "production" {\n\t\tlog.Println("live")\n\t} else if os.Getenv("MODE") == "development" {\n\t\tlog.Println("mine")\n\t} else {\n\t\tlog.Fatal("no mode")\n\t}\n}',
      true,
    ],
    [
      "may not be one of some values",
      'func main() {\n\tif os.Getenv("MODE") == "windows" {\n\t\tlog.Fatal("not here")\n\t}\n}',
      false,
    ],
  ])("are required by code that ends: the variable %s", async (_, code, required) => {
    const { environment } = await service({
      "main.go": mainFile(["fmt", "log", "os", "strconv"], code),
    });
    expect(environment.map((one) => [one.name, one.required])).toEqual([["MODE", required]]);
  });

  it.each<[string, string, boolean]>([
    [
      "of a list",
      'func main() {\n\tneeded := []string{"A_KEY", "B_KEY"}\n\tfor _, name := range needed {\n\t\tif os.Getenv(name) == "" {\n\t\t\tlog.Fatal(name)\n\t\t}\n\t}\n}',
      true,
    ],
    [
      "of a list of structs",
      'func main() {\n\tvar a, b string\n\tfor _, one := range []struct{ name string; to *string }{{"A_KEY", &a}, {"B_KEY", &b}} {\n\t\tvalue, ok := os.LookupEnv(one.name)\n\t\tif !ok {\n\t\t\tlog.Fatal(one.name)\n\t\t}\n\t\t*one.to = value\n\t}\n}',
      true,
    ],
    [
      "of a map to what they give",
      'func main() {\n\tfor name, value := range map[string]string{"a": os.Getenv("A_KEY"), "b": os.Getenv("B_KEY")} {\n\t\tif value == "" {\n\t\t\tlog.Fatal(name)\n\t\t}\n\t}\n}',
      true,
    ],
    [
      "that a function is handed, whose error ends the program",
      'func check(names ...string) error {\n\tfor _, name := range names {\n\t\tif os.Getenv(name) == "" {\n\t\t\treturn fmt.Errorf("no %s", name)\n\t\t}\n\t}\n\treturn nil\n}\nfunc main() {\n\tif err := check("A_KEY", "B_KEY"); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      true,
    ],
    [
      "of which a function gives what is missing",
      'func missing(names ...string) []string {\n\tvar all []string\n\tfor _, name := range names {\n\t\tif os.Getenv(name) == "" {\n\t\t\tall = append(all, name)\n\t\t}\n\t}\n\treturn all\n}\nfunc main() {\n\tif all := missing("A_KEY", "B_KEY"); len(all) > 0 {\n\t\tlog.Fatal(all)\n\t}\n}',
      true,
    ],
    [
      "that are told, and missed no more",
      'func main() {\n\tfor _, name := range []string{"A_KEY", "B_KEY"} {\n\t\tif os.Getenv(name) == "" {\n\t\t\tlog.Println(name)\n\t\t}\n\t}\n}',
      false,
    ],
    [
      "that a function asks for behind what may end it before",
      'func check() error {\n\tif os.Getpid() > 1 {\n\t\treturn nil\n\t}\n\tfor _, name := range []string{"A_KEY", "B_KEY"} {\n\t\tif os.Getenv(name) == "" {\n\t\t\treturn fmt.Errorf("no %s", name)\n\t\t}\n\t}\n\treturn nil\n}\nfunc main() {\n\tif err := check(); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      false,
    ],
    [
      "that a function asks for where somebody turns it on",
      'type config struct{ Mail bool }\nfunc check() error {\n\tfor _, name := range []string{"A_KEY", "B_KEY"} {\n\t\tif os.Getenv(name) == "" {\n\t\t\treturn fmt.Errorf("no %s", name)\n\t\t}\n\t}\n\treturn nil\n}\nfunc main() {\n\tvar c config\n\tif c.Mail {\n\t\tif err := check(); err != nil {\n\t\t\tlog.Fatal(err)\n\t\t}\n\t}\n}',
      false,
    ],
    [
      "of which one that is set has to be a number",
      'func number(names ...string) int {\n\tfor _, name := range names {\n\t\tif os.Getenv(name) != "" {\n\t\t\tn, err := strconv.Atoi(os.Getenv(name))\n\t\t\tif err != nil {\n\t\t\t\tos.Exit(1)\n\t\t\t}\n\t\t\treturn n\n\t\t}\n\t}\n\treturn 0\n}\nfunc main() { number("A_KEY", "B_KEY") }',
      false,
    ],
    [
      "that are asked for under a condition that nothing shows to hold",
      'func check() error {\n\tif len(os.Args) > 1 {\n\t\tfor _, name := range []string{"A_KEY", "B_KEY"} {\n\t\t\tif os.Getenv(name) == "" {\n\t\t\t\treturn fmt.Errorf("no %s", name)\n\t\t\t}\n\t\t}\n\t}\n\treturn nil\n}\nfunc main() {\n\tif err := check(); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      false,
    ],
    [
      "of which the first that is set is taken",
      'func first() string {\n\tfor _, name := range []string{"A_KEY", "B_KEY"} {\n\t\tif value := os.Getenv(name); value != "" {\n\t\t\treturn value\n\t\t}\n\t}\n\treturn ""\n}\nfunc main() {\n\tif first() == "" {\n\t\tlog.Fatal("none")\n\t}\n}',
      false,
    ],
  ])("are read, and required by code that ends, in each turn of a loop: those %s", async (_, code, must) => {
    const { environment } = await service({ "main.go": mainFile(["fmt", "log", "os", "strconv"], code) });
    expect(environment.map(({ name, required }) => [name, required])).toEqual([
      ["A_KEY", must],
      ["B_KEY", must],
    ]);
  });

  it.each([
    [
      "a list that ends the program",
      "[]string",
      '"A_KEY"',
      "if len(missing) > 0 {\n\t\tlog.Fatal(missing)\n\t}\n\treturn nil",
      true,
    ],
    [
      "a list that is an error",
      "[]string",
      '"A_KEY"',
      'if len(missing) > 0 {\n\t\treturn fmt.Errorf("%v", missing)\n\t}\n\treturn nil',
      true,
    ],
    ["errors that are joined", "[]error", 'errors.New("no key")', "return errors.Join(missing...)", true],
    ["a list that is only told", "[]string", '"A_KEY"', "log.Println(missing)\n\treturn nil", false],
  ])("are required where what is missing is collected first, in %s", async (_, type, one, then, must) => {
    const code = `type config struct{ key string }\nfunc (c config) complete() error {\n\tvar missing ${type}\n\tif c.key == "" {\n\t\tmissing = append(missing, ${one})\n\t}\n\t${then}\n}\nfunc main() {\n\tc := config{key: os.Getenv("A_KEY")}\n\tif err := c.complete(); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}`;
    const { environment } = await service({ "main.go": mainFile(["errors", "fmt", "log", "os"], code) });
    expect(environment.map(({ name, required }) => [name, required])).toEqual([["A_KEY", must]]);
  });

  it.each([
    ["ends the program", "return nil, errors.Join(errs...)", true],
    ["is told of", 'log.Println("not complete", errs)', false],
  ])("are required where a list of errors that goes through several checks %s", async (_, then, must) => {
    const code = `type database struct{ url string }
type config struct {
	key string
	db  database
}

func (d *database) check(errs []error) []error {
	if d.url == "" {
		return append(errs, errors.New("no url"))
	}
	return errs
}

func (c *config) check() []error {
	var errs []error
	if c.key == "" {
		errs = append(errs, errors.New("no key"))
	}
	errs = c.db.check(errs)
	return errs
}

func load() (*config, error) {
	c := &config{key: os.Getenv("A_KEY"), db: database{url: os.Getenv("A_URL")}}
	if errs := c.check(); len(errs) > 0 {
		${then}
	}
	return c, nil
}

func main() {
	if _, err := load(); err != nil {
		log.Fatal(err)
	}
}`;
    const { environment } = await service({ "main.go": mainFile(["errors", "log", "os"], code) });
    expect(environment.map(({ name, required }) => [name, required])).toEqual([
      ["A_KEY", must],
      ["A_URL", must],
    ]);
  });

  it("are required where main returns without them, and not where another function does", async () => {
    const code = (name: string) =>
      `func ${name}() {\n\tif os.Getenv("TOKEN") == "" {\n\t\tfmt.Println("no TOKEN")\n\t\treturn\n\t}\n}`;
    expect(await main(["fmt", "os"], code("main"))).toEqual(["TOKEN!= main.go:9"]);
    expect(await main(["fmt", "os"], `${code("notify")}\nfunc main() { notify() }`)).toEqual([
      "TOKEN= main.go:9",
    ]);
  });

  it.each([
    ["github.com/go-telegram-bot-api/telegram-bot-api/v5", 'tgbotapi.NewBotAPI(os.Getenv("A"))', true],
    ["github.com/redis/go-redis/v9", 'redis.ParseURL(os.Getenv("A"))', true],
    ["aidanwoods.dev/go-paseto", 'paseto.V4SymmetricKeyFromHex(os.Getenv("A"))', true],
    ["github.com/ethereum/go-ethereum/crypto", 'crypto.HexToECDSA(os.Getenv("A"))', true],
    ["github.com/golang-jwt/jwt/v5", 'jwt.ParseRSAPrivateKeyFromPEM([]byte(os.Getenv("A")))', true],
    ["github.com/google/uuid", 'uuid.Parse(os.Getenv("A"))', true],
    ["github.com/sirupsen/logrus", 'logrus.ParseLevel(os.Getenv("A"))', true],
    ["net/netip", 'netip.ParseAddrPort(os.Getenv("A"))', true],
    ["github.com/minio/minio-go/v7", 'minio.New(os.Getenv("A"), nil)', true],
    ["github.com/mymmrac/telego", 'telego.NewBot(os.Getenv("A"))', true],
    ["github.com/go-telegram/bot", 'bot.New(os.Getenv("A"))', true],
    [
      "go.mongodb.org/mongo-driver/mongo",
      'mongo.Connect(nil, options.Client().ApplyURI(os.Getenv("A")))',
      true,
    ],
    ["crypto/tls", 'tls.LoadX509KeyPair(os.Getenv("A"), "key.pem")', true],
    [
      "google.golang.org/grpc/credentials",
      'credentials.NewServerTLSFromFile("cert.pem", os.Getenv("A"))',
      true,
    ],
    ["github.com/jackc/pgx/v5", 'pgx.Connect(nil, os.Getenv("A"))', false],
  ])("are required where %s takes no empty one", async (from, call, required) => {
    const code = (then: string) =>
      `func main() {\n\tclient, err := ${call}\n\tif err != nil {\n\t\t${then}\n\t}\n\t_ = client\n}`;
    const requiredWith = async (then: string) => {
      const name = from.includes("telegram-bot-api") ? `tgbotapi "${from}"` : from;
      const imports = ["log", "os", name, "go.mongodb.org/mongo-driver/mongo/options"];
      const { environment } = await service({ "main.go": mainFile(imports, code(then)) });
      return environment[0]?.required;
    };
    expect(await requiredWith("log.Fatal(err)")).toBe(required);
    expect(await requiredWith("log.Println(err)")).toBe(false);
  });

  it("have the default of a duration, not what stands in for one that cannot be read", async () => {
    const code =
      'func get(name, fallback string) string {\n\tif v, ok := os.LookupEnv(name); ok {\n\t\treturn v\n\t}\n\treturn fallback\n}\nfunc duration(name, fallback string) time.Duration {\n\tvalue := get(name, fallback)\n\tif value == "" {\n\t\treturn 0\n\t}\n\tparsed, err := time.ParseDuration(value)\n\tif err != nil {\n\t\treturn 0\n\t}\n\treturn parsed\n}\nfunc main() { duration("EXPIRES", "1h") }';
    expect(await main(["os", "time"], code)).toEqual(["EXPIRES=1h main.go:25"]);
  });

  it("are not required by what is off", async () => {
    expect(
      await main(
        ["os"],
        'func must(name string) string {\n\tv := os.Getenv(name)\n\tif v == "" {\n\t\tpanic(name)\n\t}\n\treturn v\n}\nfunc main() {\n\tif os.Getenv("TRACING") == "1" {\n\t\tmust("COLLECTOR")\n\t}\n}',
      ),
    ).toEqual(["TRACING= main.go:15", "COLLECTOR= main.go:16"]);
  });

  it("are not required where what is missing may come from elsewhere as well; of two, the first is", async () => {
    expect(
      await main(
        ["os", "net/url"],
        'func main() {\n\tvar token string\n\tquery := url.Values{}\n\tif len(os.Args) > 1 {\n\t\ttoken = os.Getenv("TOKEN")\n\t} else {\n\t\ttoken = query.Get("token")\n\t}\n\tif token == "" {\n\t\tpanic("no token")\n\t}\n\tkey := os.Getenv("KEY")\n\tif key == "" {\n\t\tkey = os.Getenv("OLD_KEY")\n\t}\n\tif key == "" {\n\t\tpanic("no key")\n\t}\n\tid := os.Getenv("ID")\n\tid = strings.TrimSpace(id)\n\tif id == "" {\n\t\tpanic("no id")\n\t}\n}',
      ),
    ).toEqual(["TOKEN= main.go:12", "KEY!= main.go:19", "OLD_KEY= main.go:21", "ID!= main.go:26"]);
  });

  it.each([
    ["that is off", "!open", "KEY!= main.go:11"],
    ["that is on", "!shut", "KEY= main.go:11"],
    ["that nothing shows", "len(os.Args) > 1", "KEY= main.go:11"],
  ])("are required beside a switch %s", async (_, other, expected) => {
    const code = `func main() {\n\topen := os.Getenv("OPEN") == "true"\n\tshut := os.Getenv("SHUT") != "false"\n\tkey := os.Getenv("KEY")\n\tif strings.TrimSpace(key) == "" && ${other} {\n\t\tpanic("no key")\n\t}\n\t_, _ = open, shut\n}`;
    expect(await main(["os", "strings"], code)).toContain(expected);
  });

  it("are not required in what is chosen by name from a table", async () => {
    const code = (run: string) =>
      `func newS3() error {\n\tkey, ok := os.LookupEnv("S3_KEY")\n\tif !ok {\n\t\treturn fmt.Errorf("no key")\n\t}\n\t_ = key\n\treturn nil\n}\nfunc newDisk() error { return nil }\nvar stores = map[string]func() error{"s3": newS3, "disk": newDisk}\nfunc main() { ${run} }`;
    const imports = ["fmt", "os"];
    expect(await main(imports, code("stores[os.Args[1]]()"))).toEqual(["S3_KEY= main.go:9"]);
    expect(await main(imports, code("newS3()"))).toEqual(["S3_KEY!= main.go:9"]);
    const named = code("stores[os.Args[1]]()").replace('"s3": newS3, "disk"', "s3: newS3, disk");
    expect(await main(imports, `${named}const (\n\ts3 = "s3"\n\tdisk = "disk"\n)`)).toEqual([
      "S3_KEY= main.go:9",
    ]);
    const number = code("stores[os.Args[1]]()").replace(
      'key, ok := os.LookupEnv("S3_KEY")\n\tif !ok {',
      'key, err := strconv.Atoi(os.Getenv("S3_KEY"))\n\tif err != nil {',
    );
    expect(await main([...imports, "strconv"], number)).toEqual(["S3_KEY= main.go:10"]);
    const constants = code("stores[os.Args[1]]()")
      .replace('"s3": newS3, "disk": newDisk', "kindS3: newS3, kindDisk: newDisk")
      .replace("func newS3", 'const (\n\tkindS3 = "s3"\n\tkindDisk = "disk"\n)\nfunc newS3');
    expect(await main(imports, constants)).toEqual(["S3_KEY= main.go:13"]);
  });

  it.each<[string, string, boolean]>([
    ["ends the program", 'case "http":\n\tcase "grpc":\n\tdefault:\n\t\tpanic("unknown")', true],
    ["is named", 'case "":\n\tdefault:\n\t\tpanic("unknown")', false],
    ["is its own and ends it", 'case "http":\n\tcase "":\n\t\tpanic("none")\n\tdefault:', true],
    ["goes on", 'case "http":\n\tdefault:', false],
  ])("are required where the case that an empty one falls to %s", async (_, cases, required) => {
    expect(
      await main(["os"], `func main() {\n\tkind := os.Getenv("KIND")\n\tswitch kind {\n\t${cases}\n\t}\n}`),
    ).toEqual([`KIND${required ? "!" : ""}= main.go:8`]);
  });

  it("are told apart where each block has its own ok", async () => {
    expect(
      await main(
        ["os"],
        'func main() {\n\tif v, ok := os.LookupEnv("LEVEL"); ok {\n\t\t_ = v\n\t}\n\tkey, ok := os.LookupEnv("KEY")\n\tif !ok {\n\t\tpanic(key)\n\t}\n}',
      ),
    ).toEqual(["LEVEL= main.go:8", "KEY!= main.go:11"]);
  });

  it("are not required where the program serves without, whatever it says in the end", async () => {
    const code =
      'func main() {\n\tname := os.Getenv("FUNCTION_NAME")\n\tif name == "" {\n\t\tlogger.Fatal("ended", zap.Error(app.Listen(":8080")))\n\t} else {\n\t\tlambda.Start(handle)\n\t}\n}';
    expect(await main(["os", "go.uber.org/zap", "github.com/aws/aws-lambda-go/lambda"], code)).toEqual([
      "FUNCTION_NAME= main.go:10",
    ]);
  });

  it("are those that are read by a function which is handed os.Getenv in place of it", async () => {
    const code = `func load(read func(string) string) (string, error) {
	key := read("KEY")
	if key == "" {
		return "", errors.New("no key")
	}
	return key + read("NAME"), nil
}

func run(ctx context.Context, getenv func(string) string) error {
	if _, err := load(getenv); err != nil {
		return err
	}
	http.ListenAndServe(":"+getenv("PORT"), nil)
	return nil
}

func main() {
	if err := run(context.Background(), os.Getenv); err != nil {
		os.Exit(1)
	}
}`;
    expect(await main(["context", "errors", "net/http", "os"], code)).toEqual([
      "KEY!= main.go:11",
      "NAME= main.go:15",
      "PORT= main.go:22",
    ]);
  });

  it("are not required by what is made anew for each request", async () => {
    const code = (handler: string) =>
      `func newLogin() (string, error) {\n\tkey := os.Getenv("KEY")\n\tif key == "" {\n\t\treturn "", errors.New("no key")\n\t}\n\treturn key, nil\n}\nfunc find(name string) (string, error) {\n\tswitch name {\n\tcase "login":\n\t\treturn newLogin()\n\t}\n\treturn "", nil\n}\n${handler} {\n\tif _, err := find("login"); err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}\nfunc main() { serve(login) }`;
    const imports = ["errors", "net/http", "os", "github.com/labstack/echo/v4"];
    for (const handler of ["w http.ResponseWriter, r *http.Request", "c echo.Context"])
      expect(await main(imports, code(`func login(${handler}) error`))).toEqual(["KEY= main.go:11"]);
    expect(await main(imports, code("func login(name string) error"))).toEqual(["KEY!= main.go:11"]);
  });

  it("are not required by what somebody has to choose or turn on", async () => {
    expect(
      await main(
        ["os", "log"],
        'type options struct{ sasl bool; mechanism string }\nfunc connect(o options) {\n\tif o.sasl {\n\t\tif os.Getenv("SASL_USER") == "" {\n\t\t\tlog.Fatal("no SASL_USER")\n\t\t}\n\t}\n\tswitch o.mechanism {\n\tcase "plain":\n\tcase "oauth":\n\t\tif os.Getenv("TOKEN_URL") == "" {\n\t\t\tlog.Fatal("no TOKEN_URL")\n\t\t}\n\t}\n\tif os.Getenv("BROKERS") == "" {\n\t\tlog.Fatal("no BROKERS")\n\t}\n}\nfunc main() { connect(parse(os.Args)) }',
      ),
    ).toEqual(["SASL_USER= main.go:11", "TOKEN_URL= main.go:18", "BROKERS!= main.go:22"]);
  });

  it("are required by the tags that a validator checks in a struct of the code's own", async () => {
    const load = (then: string) =>
      `type env struct {\n\tKey string \`validate:"required"\`\n\tSite string \`validate:"url"\`\n\tMail string \`validate:"omitempty,email"\`\n\tZone string \`validate:"required"\`\n}\nfunc main() {\n\te := env{Key: os.Getenv("KEY"), Site: os.Getenv("SITE"), Mail: os.Getenv("MAIL"), Zone: "eu"}\n\tif err := validator.New().Struct(e); err != nil {\n\t\t${then}\n\t}\n}`;
    const imports = ["log", "os", "github.com/go-playground/validator/v10"];
    expect(await main(imports, load("log.Fatal(err)"))).toEqual([
      "KEY!= main.go:16",
      "SITE!= main.go:16",
      "MAIL= main.go:16",
    ]);
    expect(await main(imports, load("log.Print(err)"))).toEqual([
      "KEY= main.go:16",
      "SITE= main.go:16",
      "MAIL= main.go:16",
    ]);
  });

  it("are not required by what is left out without another variable", async () => {
    expect(
      await main(
        ["os", "errors"],
        'type client struct{ url string }\nfunc newClient() (*client, error) {\n\turl := os.Getenv("CLIENT_URL")\n\tif url == "" {\n\t\treturn nil, nil\n\t}\n\tif os.Getenv("CLIENT_SECRET") == "" {\n\t\treturn nil, errors.New("no CLIENT_SECRET")\n\t}\n\treturn &client{url}, nil\n}\nfunc setup() error {\n\tif os.Getenv("KEY") == "" {\n\t\treturn errors.New("no KEY")\n\t}\n\t_, err := newClient()\n\treturn err\n}\nfunc main() {\n\tif err := setup(); err != nil {\n\t\tpanic(err)\n\t}\n}',
      ),
    ).toEqual(["CLIENT_URL= main.go:10", "CLIENT_SECRET= main.go:14", "KEY!= main.go:20"]);
  });

  it("have the case that the code gives their names, and one for each call of a helper", async () => {
    expect(
      await main(
        ["os", "strings"],
        'const prefix = "APP_"\nfunc get(name, fallback string) string {\n\tsetter := prefix + strings.ToUpper(strings.TrimSpace(name))\n\tif v := os.Getenv(setter); v != "" {\n\t\treturn v\n\t}\n\tif file := os.Getenv(setter + "_FILE"); file != "" {\n\t\treturn file\n\t}\n\treturn fallback\n}\nfunc main() {\n\tget("region", "eu")\n\tget("zone", "a")\n\tget("key_file", "")\n\tos.Getenv("shop_" + strings.ToLower("KEY"))\n}',
      ),
    ).toEqual([
      "APP_REGION=eu main.go:20",
      "APP_ZONE=a main.go:21",
      "APP_KEY_FILE= main.go:22",
      "shop_key= main.go:23",
    ]);
  });

  it("are not required where only others of their kind ask for them", async () => {
    expect(
      await main(
        ["os"],
        'func main() {\n\tselector := os.Getenv("SHOP_K8S_SELECTOR")\n\tif anySet("SHOP_K8S_", os.Environ()) {\n\t\tif selector == "" {\n\t\t\tpanic("no SHOP_K8S_SELECTOR")\n\t\t}\n\t}\n}\nfunc anySet(prefix string, all []string) bool { return len(all) > len(prefix) }',
      ),
    ).toEqual(["SHOP_K8S_SELECTOR= main.go:8"]);
  });

  it.each<[string, string, string, string[]]>([
    [
      "caarlos0/env",
      "github.com/caarlos0/env/v11",
      'URL string `env:"URL,required" envDefault:""`\n\tName string `env:"NAME" envDefault:"shop"`',
      ["URL= main.go:8", "NAME=shop main.go:9"],
    ],
    [
      "cleanenv",
      "github.com/ilyakaznacheev/cleanenv",
      'URL string `env:"URL" env-required:"true"`\n\tName string `env:"NAME" env-default:"shop"`',
      ["URL!= main.go:8", "NAME=shop main.go:9"],
    ],
    [
      "go-envconfig",
      "github.com/sethvargo/go-envconfig",
      'URL string `env:"URL, required"`\n\tName string `env:"NAME, default=shop"`',
      ["URL!= main.go:8", "NAME=shop main.go:9"],
    ],
    [
      "kelseyhightower/envconfig",
      "github.com/kelseyhightower/envconfig",
      'URL string `envconfig:"URL" required:"true"`\n\tName string `envconfig:"NAME" default:"shop"`',
      ["URL!= main.go:8", "NAME=shop main.go:9"],
    ],
    [
      "plaid/go-envvar",
      "github.com/plaid/go-envvar/envvar",
      'URL string `envvar:"URL"`\n\tName string `envvar:"NAME" default:"shop"`',
      ["URL!= main.go:8", "NAME=shop main.go:9"],
    ],
    [
      "jpillora/opts",
      "github.com/jpillora/opts",
      'URL string `opts:"help=where it is, env=URL"`\n\tMaxSize int `opts:"help=of a file, env"`\n\tName string `opts:"short=n"`',
      ["URL= main.go:8", "MAX_SIZE= main.go:9"],
    ],
    [
      "kong",
      "github.com/alecthomas/kong",
      'URL string `env:"URL" required:""`\n\tName string `env:"NAME" default:"shop"`',
      ["URL!= main.go:8", "NAME=shop main.go:9"],
    ],
  ])("of struct tags of %s", async (_, path, fields, expected) => {
    expect(
      await main([`_ "${path}"`], `type config struct {\n\t${fields}\n}\nfunc main() { _ = config{} }`),
    ).toEqual(expected);
  });

  it("are not required that only another command of kong demands", async () => {
    const code =
      'type common struct {\n\tRoot string `env:"ROOT" required:""`\n}\ntype check struct {\n\tcommon\n\tFile string `env:"FILE" required:""`\n}\ntype serve struct {\n\tURL string `env:"URL" required:""`\n}\nvar cli struct {\n\tCheck check `cmd:""`\n\tServe serve `cmd:"" default:"1"`\n}\nfunc main() { kong.Parse(&cli) }';
    expect(await main(["github.com/alecthomas/kong"], code)).toEqual([
      "ROOT= main.go:8",
      "FILE= main.go:12",
      "URL!= main.go:15",
    ]);
  });

  it("of nested structs have their prefixes", async () => {
    expect(
      await main(
        ["github.com/caarlos0/env/v11"],
        'type database struct {\n\tURL string `env:"URL,notEmpty"`\n}\ntype config struct {\n\tDatabase database `envPrefix:"DB_"`\n}\nfunc main() {\n\tvar c config\n\tenv.ParseWithOptions(&c, env.Options{Prefix: "SHOP_"})\n}',
      ),
    ).toEqual(["SHOP_DB_URL!= main.go:8"]);
  });

  it.each<[string, string, string, string, string[]]>([
    [
      "kelseyhightower/envconfig",
      "github.com/kelseyhightower/envconfig",
      'Host string `required:"true"`\n\tMaxSize int `split_words:"true" default:"4"`',
      'envconfig.MustProcess("db", &c)\n}\nfunc other() { var a api; envconfig.MustProcess("api", &a)',
      ["DB_HOST!= main.go:8", "DB_MAX_SIZE=4 main.go:9", "API_PORT=80 main.go:12"],
    ],
    [
      "kelseyhightower/envconfig, where the tag has it",
      "github.com/kelseyhightower/envconfig",
      'Store struct {\n\t\tHost string `envconfig:"DB_HOST"`\n\t}',
      'envconfig.Process("db", &c)\n}\nfunc other() { var a api; envconfig.Process("api", &a)',
      ["DB_HOST= main.go:9", "API_PORT=80 main.go:13"],
    ],
    [
      "kelseyhightower/envconfig, where the tag has the name of the struct around",
      "github.com/kelseyhightower/envconfig",
      'Mail struct {\n\t\tHost string `envconfig:"MAIL_HOST"`\n\t\tUser string `envconfig:"USER"`\n\t}',
      'envconfig.Process("db", &c)\n}\nfunc other() { var a api; envconfig.Process("api", &a)',
      ["MAIL_HOST= main.go:9", "DB_MAIL_USER= main.go:10", "API_PORT=80 main.go:14"],
    ],
    [
      "kelseyhightower/envconfig in a helper",
      "github.com/kelseyhightower/envconfig",
      'Host string `envconfig:"HOST"`',
      'fill("db", &c)\n}\nfunc fill(prefix string, to any) { envconfig.Process(prefix, to) }\nfunc other() { var a api; fill("api", &a)',
      ["DB_HOST= main.go:8", "API_PORT=80 main.go:11"],
    ],
    [
      "ardanlabs/conf",
      "github.com/ardanlabs/conf/v3",
      'MaxSize int `conf:"default:4"`\n\tKey string `conf:"env:API_KEY,required"`',
      'conf.Parse("SHOP", &c)\n}\nfunc other() { var a api; conf.Parse("API", &a)',
      ["SHOP_MAX_SIZE=4 main.go:8", "SHOP_API_KEY!= main.go:9", "API_PORT=80 main.go:12"],
    ],
    [
      "caarlos0/env",
      "github.com/caarlos0/env/v11",
      'Host string `env:"HOST"`',
      'options := env.Options{Prefix: "DB_"}\n\tenv.ParseWithOptions(&c, options)\n}\nfunc other() { var a api; env.Parse(&a)',
      ["DB_HOST= main.go:8", "PORT=80 main.go:11"],
    ],
    [
      "a loader that is made with a prefix",
      "github.com/qiangxue/go-env",
      'Host string `env:"HOST"`',
      'env.New("SHOP_", nil).Load(&c)\n}\nfunc other() { var a api; env.New("", nil).Load(&a)',
      ["SHOP_HOST= main.go:8", "PORT=80 main.go:11"],
    ],
    [
      "lookupers of sethvargo/go-envconfig",
      "github.com/sethvargo/go-envconfig",
      'Host string `env:"HOST"`\n\tName string `env:"NAME, required"`',
      'l := envconfig.MultiLookuper(envconfig.MapLookuper(values()), envconfig.PrefixLookuper("SHOP_", envconfig.OsLookuper()))\n\tenvconfig.ProcessWith(ctx, &envconfig.Config{Target: &c, Lookuper: l})\n}\nfunc other() { var a api; envconfig.ProcessWith(ctx, &a, envconfig.OsLookuper())',
      ["SHOP_HOST= main.go:8", "SHOP_NAME= main.go:9", "PORT=80 main.go:12"],
    ],
  ])("have the prefix of the call that fills their struct: %s", async (_, path, fields, body, expected) => {
    const api = 'type api struct {\n\tPort int `env:"PORT" default:"80" conf:"default:80"`\n}';
    expect(
      await main(
        [path],
        `type config struct {\n\t${fields}\n}\n${api}\nfunc main() {\n\tvar c config\n\tother()\n\t${body}\n}`,
      ),
    ).toEqual(expected);
  });

  it("have the prefix that the program's own code puts before the tags which it reads", async () => {
    const code =
      'const prefix = "SHOP_"\ntype config struct {\n\tHost string `env:"HOST"`\n}\nfunc main() {\n\tt := reflect.TypeOf(config{})\n\tfor i := 0; i < t.NumField(); i++ {\n\t\tname := t.Field(i).Tag.Get("env")\n\t\tif name != "" {\n\t\t\tname = prefix + name\n\t\t}\n\t\tset(i, os.Getenv(name))\n\t}\n}\nfunc set(i int, text string) { println(i, text) }';
    expect(await main(["os", "reflect"], code)).toEqual(["SHOP_HOST= main.go:10"]);
  });

  it("are those of a struct inside another where only unused code fills it alone", async () => {
    expect(
      await main(
        ["github.com/caarlos0/env/v11"],
        'type database struct {\n\tHost string `env:"HOST,required"`\n}\ntype config struct {\n\tDatabase database `envPrefix:"DB_"`\n}\nfunc main() {\n\tvar c config\n\tenv.Parse(&c)\n}\nfunc NewDatabase() database {\n\tvar d database\n\tenv.Parse(&d)\n\treturn d\n}',
      ),
    ).toEqual(["DB_HOST!= main.go:8"]);
  });

  it("are derived for fields that can be read from a text alone", async () => {
    expect(
      await main(
        ["crypto/tls", "time", "github.com/kelseyhightower/envconfig", "github.com/rs/zerolog"],
        'type mode int\ntype version struct {\n\tBuild string\n}\ntype config struct {\n\ttls.Config\n\tTLS *tls.Config\n\tOnStop func()\n\tLogger any\n\tMode mode\n\tWait *time.Duration\n\tHosts []string\n\tLevel zerolog.Level\n}\nfunc main() {\n\tvar c config\n\tenvconfig.Process("", &c)\n}',
      ),
    ).toEqual(["MODE= main.go:19", "WAIT= main.go:20", "HOSTS= main.go:21", "LEVEL= main.go:22"]);
  });

  it("that a value must have are not required where the code gives it", async () => {
    expect(
      await main(
        ["github.com/kelseyhightower/envconfig"],
        'type config struct {\n\tPool int `envconfig:"POOL" validate:"required"`\n\tSize int `envconfig:"SIZE" validate:"required"`\n}\nfunc main() {\n\tc := config{Pool: 4, Size: 0}\n\tenvconfig.Process("", &c)\n}',
      ),
    ).toEqual(["POOL=4 main.go:8", "SIZE!= main.go:9"]);
  });

  it("that a value must have are not required where a helper fills what is empty", async () => {
    expect(
      await main(
        ["github.com/acme/store", "github.com/kelseyhightower/envconfig"],
        'type config struct {\n\tPool int `envconfig:"POOL" validate:"required"`\n\tKind string `envconfig:"KIND" validate:"required"`\n\tSize int `envconfig:"SIZE" validate:"required"`\n}\nfunc setDefault[T comparable](value *T, fallback T) {\n\tvar zero T\n\tif *value == zero {\n\t\t*value = fallback\n\t}\n}\nfunc main() {\n\tvar c config\n\tenvconfig.Process("", &c)\n\tsetDefault(&c.Pool, 4)\n\tsetDefault(&c.Kind, store.Local)\n}',
      ),
    ).toEqual(["POOL=4 main.go:9", "KIND= main.go:10", "SIZE!= main.go:11"]);
  });

  it("that a value must have are not required where a file that the image holds gives it", async () => {
    const code =
      'type config struct {\n\tPool int `yaml:"pool" env:"POOL" env-required:"true"`\n\tSize int `yaml:"size" env:"SIZE" validate:"required"`\n\tURL string `yaml:"url" env:"URL" env-required:"true"`\n\tEmpty int `yaml:"empty" env:"EMPTY" env-required:"true"`\n\tOther string `yaml:"other" env:"OTHER" required:"true"`\n}\nfunc main() {\n\tvar c config\n\tcleanenv.ReadConfig(FILE, &c)\n}';
    const imports = ["github.com/ilyakaznacheev/cleanenv"];
    const file = "pool: 2\nsize: 3\nempty: 0\nother: x\n";
    const given = (main: string, tree = {}) =>
      variablesOf({ "main.go": mainFile(imports, main), ...tree }).then((all) =>
        all.map((one) => one.split(" ")[0]),
      );
    expect(await given(code.replace("FILE", '"config.yml"'), { "config.yml": file })).toEqual([
      "POOL=2",
      "SIZE=3",
      "URL!=",
      "EMPTY!=",
      "OTHER!=",
    ]);
    expect(await given(code.replace("FILE", '"/etc/shop.yml"'), { "shop_test.yml": file })).toEqual([
      "POOL!=",
      "SIZE!=",
      "URL!=",
      "EMPTY!=",
      "OTHER!=",
    ]);
  });

  it("do not have their values from samples of files", async () => {
    const code = mainFile(
      ["log", "strings", "github.com/spf13/viper"],
      'func main() {\n\tviper.AddConfigPath(".")\n\tviper.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))\n\tviper.BindEnv("db.host")\n\tviper.ReadInConfig()\n\tif viper.GetString("db.host") == "" {\n\t\tlog.Fatal("no db.host")\n\t}\n}',
    );
    const tree = { "main.go": code, "config.yaml.dist": "db:\n  host: localhost\n" };
    expect(await variablesOf(tree)).toEqual(["DB_HOST!= main.go:12"]);
    const imageOf = (name: string) =>
      `FROM golang\nCOPY . .\nRUN go build -o /shop .\nFROM scratch\nCOPY --from=0 /shop /shop\nCOPY config.yaml.dist /${name}\nCMD ["/shop"]\n`;
    const withImage = (name: string) => variablesOf({ ...tree, Dockerfile: imageOf(name) });
    expect(await withImage("config.yaml")).toEqual(["DB_HOST=localhost main.go:12"]);
    // Under its own name it is there to be read by people.
    expect(await withImage("config.yaml.dist")).toEqual(["DB_HOST!= main.go:12"]);
  });

  it("are required where the call itself is compared", async () => {
    expect(
      await main(
        ["os", "strings"],
        'func main() {\n\tif os.Getenv("URL") == "" || strings.TrimSpace(os.Getenv("KEY")) == "" {\n\t\tpanic("no")\n\t}\n}',
      ),
    ).toEqual(["URL!= main.go:9", "KEY!= main.go:9"]);
  });

  it("are not those of a struct that only code for tests fills", async () => {
    expect(
      await main(
        ["github.com/kelseyhightower/envconfig"],
        'type config struct {\n\tHost string\n}\ntype testing struct {\n\tHost string `envconfig:"HOST"`\n}\nfunc main() {\n\tvar c config\n\tenvconfig.Process("", &c)\n}\nfunc ForTests() testing {\n\tvar t testing\n\tenvconfig.Process("test", &t)\n\treturn t\n}',
      ),
    ).toEqual(["HOST= main.go:8"]);
  });

  it("of viper are named with prefix and replaced dots", async () => {
    expect(
      await main(
        ["strings", "github.com/spf13/viper"],
        'func main() {\n\tviper.SetEnvPrefix("shop")\n\tviper.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))\n\tviper.SetDefault("cache.size", 10)\n\tviper.BindEnv("cache.size")\n\tviper.BindEnv("token", "API_TOKEN")\n}',
      ),
    ).toEqual(["SHOP_CACHE_SIZE=10 main.go:12", "API_TOKEN= main.go:13"]);
  });

  it("of viper are those that a loop binds, required where a validator asks for what they fill", async () => {
    expect(
      await main(
        ["log", "github.com/spf13/viper", "github.com/go-playground/validator/v10"],
        'type config struct {\n\tHost string `mapstructure:"DB_HOST" validate:"required"`\n\tPort string `mapstructure:"DB_PORT"`\n}\nvar names = []string{"DB_HOST", "DB_PORT"}\nfunc main() {\n\tvar c config\n\tfor _, name := range names {\n\t\tviper.BindEnv(name)\n\t}\n\tviper.Unmarshal(&c)\n\tif err := validator.New().Struct(&c); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      ),
    ).toEqual(["DB_HOST!= main.go:17", "DB_PORT= main.go:17"]);
  });

  it("of viper are required though one is bound and read under AutomaticEnv as well", async () => {
    expect(
      await main(
        ["log", "strings", "github.com/spf13/viper"],
        'type config struct {\n\tDatabase struct{ Host string }\n}\nfunc main() {\n\tviper.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))\n\tviper.AutomaticEnv()\n\tviper.BindEnv("database.host")\n\tvar c config\n\tviper.Unmarshal(&c)\n\tif c.Database.Host == "" {\n\t\tlog.Fatal("no host")\n\t}\n}',
      ),
    ).toEqual(["DATABASE_HOST!= main.go:15"]);
  });

  it("of viper are open where the code does not show what replaces parts of their names", async () => {
    expect(
      await main(
        ["strings", "github.com/spf13/viper"],
        'func main() {\n\tviper.SetEnvPrefix("shop")\n\tviper.AutomaticEnv()\n\tviper.SetEnvKeyReplacer(strings.NewReplacer(names()...))\n\tviper.GetString("port")\n\tviper.GetString("cacheDir")\n\tviper.BindEnv("cache.size")\n}\nfunc names() []string { return nil }',
      ),
    ).toEqual(["SHOP_PORT= main.go:12"]);
  });

  it("of viper are those of all keys that are read under AutomaticEnv", async () => {
    const code = (automatic: string) =>
      `func main() {\n\tv := viper.New()\n\t${automatic}\n\tv.SetDefault("port", "3000")\n\tv.Set("fixed", "x")\n\tdsn := v.GetString("db_dsn")\n\tif dsn == "" {\n\t\tlog.Fatal("no dsn")\n\t}\n\t_ = v.GetString("fixed")\n\t_ = v.GetString("db.host")\n\t_ = duration(v, "wait")\n\tlog.Fatal(http.ListenAndServe(":"+v.GetString("port"), nil))\n}\nfunc duration(v *viper.Viper, key string) time.Duration { return v.GetDuration(key) }`;
    const imports = ["log", "net/http", "time", "github.com/spf13/viper"];
    expect(await main(imports, code("v.AutomaticEnv()"))).toEqual([
      "DB_DSN!= main.go:15",
      "PORT=3000 main.go:22",
      "WAIT= main.go:24",
    ]);
    expect(await main(imports, code("_ = v"))).toEqual([]);
  });

  it("of viper are required where the program ends unless their keys are set, by a helper of a helper", async () => {
    const code =
      'func main() {\n\tviper.AutomaticEnv()\n\tviper.SetDefault("PORT", "80")\n\tprintln(text("PORT"), text("DSN"), viper.GetString("COLOUR"))\n\tif mode := viper.GetString("MODE"); mode == "stats" {\n\t\tprintln(text("STATS_HOST"))\n\t}\n}\nfunc text(key string) string {\n\tcheck(key)\n\treturn viper.GetString(key)\n}\nfunc check(key string) {\n\tif !viper.IsSet(key) {\n\t\tpanic(key)\n\t}\n}';
    const { environment } = await service({ "main.go": mainFile(["github.com/spf13/viper"], code) });
    expect(environment.map(({ name, required }) => `${name}${required ? "!" : ""}`).sort()).toEqual([
      "COLOUR",
      "DSN!",
      "MODE",
      "PORT",
    ]);
  });

  it("of viper are those of fields whose keys it knows of", async () => {
    expect(
      await variablesOf({
        "app.env": "DB_SOURCE=postgres://db\n",
        "main.go": mainFile(
          ["github.com/spf13/viper"],
          'type config struct {\n\tSource string `mapstructure:"DB_SOURCE"`\n\tRegion string `mapstructure:"REGION"`\n\tToken string `mapstructure:"TOKEN" validate:"required"`\n\tUnknown string `mapstructure:"UNKNOWN"`\n}\nfunc main() {\n\tviper.AddConfigPath(".")\n\tviper.SetConfigName("app")\n\tviper.AutomaticEnv()\n\tviper.SetDefault("REGION", "eu")\n\tviper.SetDefault("TOKEN", "")\n\tviper.ReadInConfig()\n\tvar c config\n\tviper.Unmarshal(&c)\n}',
        ),
      }),
    ).toEqual(["DB_SOURCE=postgres://db main.go:8", "REGION=eu main.go:9", "TOKEN!= main.go:10"]);
  });

  it("of a file are no part of its words that have a dollar in them", async () => {
    const code =
      'func main() {\n\tviper.SetConfigFile("config.yml")\n\tviper.AutomaticEnv()\n\tviper.ReadInConfig()\n\tprintln(viper.GetString("salt"), viper.GetString("host"))\n}';
    expect(
      await variablesOf({
        "config.yml": 'salt: "a9$C&F"\nhost: "$HOST_NAME:80"\n',
        "main.go": mainFile(["github.com/spf13/viper"], code),
      }),
    ).toEqual(["SALT=a9$C&F main.go:11", "HOST=:80 main.go:11"]);
  });

  it("that decide on the port are among them, whatever reads them", async () => {
    expect(
      await variablesOf({
        "config.yml": `port: "\${SHOP_PORT:8080}"\n`,
        "main.go": mainFile(
          ["net/http", "os", "gopkg.in/yaml.v3"],
          'type config struct {\n\tPort string `yaml:"port"`\n}\nfunc main() {\n\tvar c config\n\tdata, _ := os.ReadFile("config.yml")\n\tyaml.Unmarshal([]byte(os.ExpandEnv(string(data))), &c)\n\thttp.ListenAndServe(":"+c.Port, nil)\n}',
        ),
      }),
    ).toEqual(["SHOP_PORT=8080 config.yml:1"]);
  });

  it("that decide on the port have no default that another place gives them", async () => {
    expect(
      await variablesOf({
        ".env": "PORT=3000\n",
        "main.go": mainFile(
          ["net/http", "os"],
          'func main() { http.ListenAndServe(":"+os.Getenv("PORT"), nil) }\nfunc Other() string {\n\tport := os.Getenv("PORT")\n\tif port == "" {\n\t\tport = "8080"\n\t}\n\treturn port\n}',
        ),
      }),
    ).toEqual(["PORT= main.go:8"]);
  });

  it("of the system are left out", async () => {
    expect(await main(["os"], 'func main() { os.Getenv("HOME"); os.Getenv("SHOP_HOME") }')).toEqual([
      "SHOP_HOME= main.go:7",
    ]);
  });
});

describe("backing services", () => {
  it("are named with the variable that takes their address", async () => {
    const { companions } = await service({
      "main.go": mainFile(
        [
          "context",
          "os",
          "github.com/jackc/pgx/v5",
          "github.com/redis/go-redis/v9",
          "github.com/nats-io/nats.go",
        ],
        'func main() {\n\tpgx.Connect(context.Background(), os.Getenv("DATABASE_URL"))\n\tredis.NewClient(&redis.Options{Addr: os.Getenv("REDIS_ADDR")})\n\tnats.Connect("nats://localhost")\n}',
      ),
    });
    expect(companions).toEqual([
      { name: "postgres", variable: "DATABASE_URL", evidence: "main.go:6" },
      { name: "redis", variable: "REDIS_ADDR", evidence: "main.go:7" },
      { name: "nats", variable: null, evidence: "main.go:8" },
    ]);
  });

  it("of another main are not there", async () => {
    const { companions } = await service(
      {
        "cmd/shop/main.go": mainFile(["net/http"], 'func main() { http.ListenAndServe(":80", nil) }'),
        "cmd/migrate/main.go": mainFile(['_ "github.com/lib/pq"'], "func main() {}"),
      },
      "./cmd/shop",
    );
    expect(companions).toEqual([]);
  });
});

describe("SIGTERM", () => {
  const handles = async (imports: readonly string[], code: string) => {
    const { handlesSigterm, warnings } = await service({ "main.go": mainFile(imports, code) });
    return [handlesSigterm, warnings.some(({ code: one }) => one === "no-sigterm-handler")];
  };

  it.each<[string, readonly string[], string, boolean]>([
    [
      "NotifyContext",
      ["context", "os/signal", "syscall"],
      "func main() { signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM) }",
      true,
    ],
    [
      "through a helper that is given the signals",
      ["os", "os/signal", "syscall"],
      "func main() { <-wait(os.Interrupt, syscall.SIGTERM) }\nfunc wait(signals ...os.Signal) chan os.Signal {\n\tch := make(chan os.Signal, 1)\n\tgo func() { signal.Notify(ch, signals...) }()\n\treturn ch\n}",
      true,
    ],
    [
      "Notify without a list",
      ["os", "os/signal"],
      "func main() { c := make(chan os.Signal, 1); signal.Notify(c) }",
      true,
    ],
    [
      "SIGINT alone",
      ["os", "os/signal"],
      "func main() { c := make(chan os.Signal, 1); signal.Notify(c, os.Interrupt) }",
      false,
    ],
    ["fx", ["go.uber.org/fx"], "func main() { fx.New().Run() }", true],
    ["nothing", ["net/http"], 'func main() { http.ListenAndServe(":80", nil) }', false],
  ])("%s", async (_, imports, code, expected) => {
    expect(await handles(imports, code)).toEqual([expected, !expected]);
  });

  it.each<[string, readonly string[], string]>([
    ["by the module's name", ["example.org/kit/graceful"], "func main() { graceful.Run() }"],
    [
      "by the function's name",
      ["example.org/kit/routing", "net/http"],
      "func main() { routing.GracefulShutdown(&http.Server{}, 10) }",
    ],
    [
      "by the name of a function that runs a daemon",
      ["example.org/kit/cli"],
      "func main() { cli.RunDaemon(nil) }",
    ],
    [
      "by the name of a function that gives a context",
      ["context", "example.org/kit/httpext"],
      'func main() { httpext.ListenAndServeContext(httpext.ContextWithSIGINT(context.Background()), ":80", nil) }',
    ],
  ])("is unknown where a module outside may handle it, %s", async (_, imports, code) => {
    expect(await handles(imports, code)).toEqual([null, false]);
  });

  it.each(["shutdown.Signals", "shutdown.All()"])("is in the list of another package, %s", async (list) => {
    const { handlesSigterm } = await service({
      "main.go": mainFile(
        ["context", "os/signal", "example.com/shop/shutdown"],
        `func main() {\n\tctx, _ := signal.NotifyContext(context.Background(), ${list}...)\n\t<-ctx.Done()\n}`,
      ),
      "shutdown/signals.go":
        'package shutdown\n\nimport (\n\t"os"\n\t"syscall"\n)\n\nvar Signals = []os.Signal{os.Interrupt, syscall.SIGTERM}\n\nfunc All() []os.Signal { return Signals }\n',
    });
    expect(handlesSigterm).toBe(true);
  });
});

describe("the account", () => {
  const code = (tested: string) =>
    `type config struct {\n\tUser string \`yaml:"user"\`\n}\nfunc main() {\n\tvar c config\n\tb, _ := os.ReadFile("shop.yml")\n\tyaml.Unmarshal(b, &c)\n\tif c.User != "" {\n\t\tif _, err := user.Lookup(c.User); err != nil {\n\t\t\t${tested}\n\t\t}\n\t}\n}`;
  const accountOf = async (tested: string, config: string) =>
    (
      await service({
        "main.go": mainFile(["log", "os", "os/user", "gopkg.in/yaml.v3"], code(tested)),
        "shop.yml": config,
      })
    ).account;

  it("is the one that the program looks up and ends without", async () => {
    expect(await accountOf("log.Fatal(err)", "user: shop\n")).toBe("shop");
    expect(await accountOf("log.Print(err)", "user: shop\n")).toBeNull();
    expect(await accountOf("log.Fatal(err)", "port: 80\n")).toBeNull();
  });
});
