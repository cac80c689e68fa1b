import { expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

const cobra = (code: string) => mainFile(["net/http", "os", "log", "github.com/spf13/cobra"], code);
const serve =
  'func serveCmd() *cobra.Command {\n\tcmd := &cobra.Command{Use: "serve", RunE: func(cmd *cobra.Command, args []string) error {\n\t\treturn http.ListenAndServe(":8080", nil)\n\t}}';
const root = 'func main() {\n\troot := &cobra.Command{Use: "shop"}\n\troot.AddCommand(serveCmd())';
const plain = (imports: string[], code: string) =>
  mainFile(["net/http", ...imports], `${code}\nfunc listen() { http.ListenAndServe(":8080", nil) }`);

const leaves = (does: string) =>
  plain(
    ["flag"],
    `const addr = ":8081"
func main() {
	var flags struct{ Key string }
	flag.StringVar(&flags.Key, "key", "", "")
	flag.Parse()
	if flags.Key == "" {
		${does}
		return
	}
	listen()
}`,
  );

const FLAG = "without the flag --key the program ends at once";
const BARE = "without an argument the program ends at once";

it.each<[string, string, string | null]>([
  [
    "a flag of a list that is empty unless somebody gives it",
    plain(
      ["log", "github.com/projectdiscovery/goflags"],
      'type options struct{ Domains goflags.StringSlice }\nfunc main() {\n\to := &options{}\n\tset := goflags.NewFlagSet()\n\tset.StringSliceVarP(&o.Domains, "key", "d", []string{}, "", goflags.CommaSeparatedStringSliceOptions)\n\tset.Parse()\n\tif len(o.Domains) == 0 {\n\t\tlog.Fatal("no domain")\n\t}\n\tlisten()\n}',
    ),
    FLAG.replace("--", "-"),
  ],
  ...[
    ["help in its place", "return cmd.Help()"],
    ["its usage and no error", "cmd.Usage()\n\t\t\treturn nil"],
  ].map(([name, does]): [string, string, string] => [
    `a flag without which a command gives ${name}`,
    cobra(
      `func main() {\n\tvar key string\n\troot := &cobra.Command{RunE: func(cmd *cobra.Command, args []string) error {\n\t\tif key == "" {\n\t\t\t${does}\n\t\t}\n\t\treturn http.ListenAndServe(":8080", nil)\n\t}}\n\troot.Flags().StringVar(&key, "key", "", "")\n\troot.Execute()\n}`,
    ),
    FLAG,
  ]),
  ...[
    ["help", "cli.ShowSubcommandHelp(c)"],
    ["a code to exit with", 'cli.Exit("no key", 1)'],
  ].map(([name, gives]): [string, string, string] => [
    `a flag without which a command of a list gives ${name}`,
    mainFile(
      ["net/http", "os", "github.com/urfave/cli/v2"],
      `func main() {\n\tapp := &cli.App{}\n\tapp.Commands = []*cli.Command{{\n\t\tName: "server",\n\t\tFlags: []cli.Flag{&cli.StringFlag{Name: "key"}},\n\t\tAction: func(c *cli.Context) error {\n\t\t\tif c.String("key") == "" {\n\t\t\t\treturn ${gives}\n\t\t\t}\n\t\t\treturn http.ListenAndServe(":8080", nil)\n\t\t},\n\t}}\n\tapp.Run(os.Args)\n}`,
    ),
    FLAG,
  ]),
  [
    "an argument that a function counts which is handed all of them",
    plain(
      ["flag", "fmt", "log", "regexp"],
      'func parse(args []string) ([]string, error) {\n\tif len(args) < 2 || len(args)%2 == 1 {\n\t\treturn nil, fmt.Errorf("takes pairs")\n\t}\n\tseen := map[string]bool{}\n\tfor _, one := range args {\n\t\tseen[one] = regexp.MustCompile("^/").MatchString(one)\n\t}\n\treturn args, nil\n}\nfunc main() {\n\tflag.Parse()\n\tif _, err := parse(flag.Args()); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tlisten()\n}',
    ),
    BARE,
  ],
  [
    "a flag that the command which serves is marked with",
    cobra(`${serve}
	cmd.Flags().String("key", "", "")
	if err := cmd.MarkFlagRequired("key"); err != nil {
		log.Fatal(err)
	}
	return cmd
}
${root}
	root.Execute()
}`),
    FLAG,
  ],
  [
    "a flag that is asked for where another of a type of its own is given",
    plain(
      ["errors", "flag", "log"],
      'type level uint16\nfunc (l *level) Set(s string) error { *l = level(len(s)); return nil }\nvar least level\nvar key = flag.String("key", "", "")\nfunc validate(least level) error {\n\tif least == 0 {\n\t\treturn nil\n\t}\n\tif *key == "" {\n\t\treturn errors.New("no key")\n\t}\n\treturn nil\n}\nfunc main() {\n\tflag.Var(&least, "least", "")\n\tflag.Parse()\n\tif err := validate(least); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tlisten()\n}',
    ),
    null,
  ],
  [
    "a flag of a file that is read whether it is given or not",
    plain(
      ["flag", "log", "os"],
      'func load(path string) ([]byte, error) {\n\tkey, err := os.ReadFile(path)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn key, nil\n}\nfunc main() {\n\tkey := flag.String("key", "", "")\n\tflag.Parse()\n\tif _, err := load(*key); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tlisten()\n}',
    ),
    FLAG.replace("--", "-"),
  ],
  [
    "a flag of the key beside a certificate",
    plain(
      ["crypto/tls", "flag", "log"],
      'func main() {\n\tkey := flag.String("key", "", "")\n\tflag.Parse()\n\tif _, err := tls.LoadX509KeyPair("cert.pem", *key); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tlisten()\n}',
    ),
    FLAG.replace("--", "-"),
  ],
  [
    "no flag of a file that has a default before it is read",
    plain(
      ["flag", "log", "os"],
      'func load(path string) ([]byte, error) {\n\tif path == "" {\n\t\treturn parse(defaults)\n\t}\n\treturn os.ReadFile(path)\n}\nfunc main() {\n\tkey := flag.String("key", "", "")\n\tflag.Parse()\n\tif _, err := load(*key); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tlisten()\n}',
    ),
    null,
  ],
  [
    "no flag of a file that is read again where somebody asks for it",
    plain(
      ["flag", "log", "os"],
      'func load(path string) ([]byte, error) { return os.ReadFile(path) }\nfunc reload(path string) {\n\tif _, err := load(path); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\nfunc main() {\n\tkey := flag.String("key", "", "")\n\tflag.Parse()\n\tif *key != "" {\n\t\treload(*key)\n\t}\n\thttp.HandleFunc("/reload", func(http.ResponseWriter, *http.Request) { reload(*key) })\n\tlisten()\n}',
    ),
    null,
  ],
  [
    "no flag of a file that is read where it is given",
    plain(
      ["flag", "log", "os"],
      'func load(path string) ([]byte, error) {\n\tkey, err := os.ReadFile(path)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn key, nil\n}\nfunc main() {\n\tkey := flag.String("key", "", "")\n\tflag.Parse()\n\tif *key != "" {\n\tif _, err := load(*key); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\t}\n\tlisten()\n}',
    ),
    null,
  ],
  [
    "a flag without which go-ethereum's log ends the program",
    plain(
      ["flag", "github.com/ethereum/go-ethereum/log"],
      'var key = flag.String("key", "", "")\nfunc main() {\n\tlogger := log.New()\n\tif *key == "" {\n\t\tlogger.Crit("no key")\n\t}\n\tlisten()\n}',
    ),
    FLAG.replace("--", "-"),
  ],
  [
    "a flag without which another log says that something is critical",
    plain(
      ["flag", 'log "github.com/inconshreveable/log15"'],
      'var key = flag.String("key", "", "")\nfunc main() {\n\tlogger := log.New()\n\tif *key == "" {\n\t\tlogger.Crit("no key")\n\t}\n\tlisten()\n}',
    ),
    null,
  ],
  [
    "a flag without which a function gives a code to end with",
    plain(
      ["flag", "os"],
      'var key = flag.String("key", "", "")\nfunc run() int {\n\tflag.Parse()\n\tif *key == "" {\n\t\tprintln("no key")\n\t\treturn 2\n\t}\n\tlisten()\n\treturn 0\n}\nfunc main() { os.Exit(run()) }',
    ),
    FLAG.replace("--", "-"),
  ],
  [
    "a flag whose lack is collected with others first",
    plain(
      ["flag", "log"],
      'func main() {\n\tvar key string\n\tflag.StringVar(&key, "key", "", "")\n\tflag.Parse()\n\tvar problems []string\n\tif key == "" {\n\t\tproblems = append(problems, "no key")\n\t}\n\tif len(problems) > 0 {\n\t\tlog.Fatal(problems)\n\t}\n\tlisten()\n}',
    ),
    FLAG.replace("--", "-"),
  ],
  [
    "a flag whose lack is told, and no more",
    plain(
      ["flag", "log"],
      'func main() {\n\tkey := flag.String("key", "", "")\n\tflag.Parse()\n\tvar problems []string\n\tif *key == "" {\n\t\tproblems = append(problems, "no key")\n\t}\n\tlog.Println(problems)\n\tlisten()\n}',
    ),
    null,
  ],
  [
    "an option outside of the brackets of docopt's only way to serve",
    plain(
      ["github.com/docopt/docopt-go"],
      'var usage = "shop\\n\\nUsage:\\n  shop [options] [--level <n>] --key <file|url>\\n  shop -h --help\\n\\nOptions:\\n  --level <n>  Level."\nfunc main() {\n\tdocopt.ParseDoc(usage)\n\tlisten()\n}',
    ),
    FLAG,
  ],
  [
    "nothing of what a request lacks",
    plain(
      ["errors", "github.com/gin-gonic/gin"],
      'func find(c *gin.Context) error {\n\tname := c.Query("name")\n\tif len(name) == 0 {\n\t\treturn errors.New("no name")\n\t}\n\treturn nil\n}\nfunc main() {\n\tr := gin.New()\n\tr.GET("/", func(c *gin.Context) { find(c) })\n\tlisten()\n}',
    ),
    null,
  ],
  [
    "a command of urfave/cli, of which nothing tells the one that serves",
    plain(
      ["context", "os", "github.com/urfave/cli/v3"],
      'var watch = &cli.Command{Name: "watch", Commands: []*cli.Command{{Name: "files", Action: listen}, {Name: "rules", Action: listen}}}\nvar lint = &cli.Command{Name: "lint", Action: nil}\nfunc newApp() *cli.Command { return &cli.Command{Commands: []*cli.Command{watch, lint}} }\nfunc main() {\n\tapp := newApp()\n\tapp.Run(context.Background(), os.Args)\n}',
    ),
    BARE,
  ],
  [
    "no flag of a command that has the name of the one that serves, below another",
    plain(
      ["os", "github.com/urfave/cli/v3"],
      'var jobs = &cli.Command{Name: "cron", Commands: []*cli.Command{{Name: "run", Action: nil, Flags: []cli.Flag{&cli.StringFlag{Name: "key", Required: true}}}}}\nvar web = &cli.Command{Name: "server", Commands: []*cli.Command{{Name: "run", Action: listen}}}\nfunc main() { (&cli.Command{Commands: []*cli.Command{jobs, web}}).Run(nil, os.Args) }',
    ),
    null,
  ],
  [
    "a flag that a helper marks on the command that it is given",
    cobra(`func flags(cmd *cobra.Command) error {
	cmd.Flags().String("key", "", "")
	return cobra.MarkFlagRequired(cmd.Flags(), "key")
}
${serve}
	return cmd
}
func main() {
	root := &cobra.Command{Use: "shop"}
	s := serveCmd()
	flags(s)
	root.AddCommand(s)
	root.Execute()
}`),
    FLAG,
  ],
  [
    "a flag in a set of the command's that has a name",
    mainFile(
      ["net/http", "github.com/jzelinskie/cobrautil/v2", "github.com/spf13/cobra"],
      `${serve}
	sets := cobrautil.NewNamedFlagSets(cmd)
	api := sets.FlagSet("api")
	api.String("key", "", "")
	if err := cobra.MarkFlagRequired(api, "key"); err != nil {
		panic(err)
	}
	return cmd
}
${root}
	root.Execute()
}`,
    ),
    FLAG,
  ],
  [
    "a persistent flag of the root",
    cobra(`${serve}
	return cmd
}
${root}
	root.PersistentFlags().String("key", "", "")
	root.MarkPersistentFlagRequired("key")
	root.Execute()
}`),
    FLAG,
  ],
  [
    "a flag of the root alone, which the command that serves does not take",
    cobra(`${serve}
	return cmd
}
${root}
	root.Flags().String("key", "", "")
	root.MarkFlagRequired("key")
	root.Execute()
}`),
    null,
  ],
  [
    "a flag of another command",
    cobra(`${serve}
	return cmd
}
${root}
	sync := &cobra.Command{Use: "sync", Run: func(cmd *cobra.Command, args []string) {}, Args: cobra.ExactArgs(1)}
	sync.Flags().String("key", "", "")
	sync.MarkFlagRequired("key")
	root.AddCommand(sync)
	root.Execute()
}`),
    null,
  ],
  [
    "an argument of the command that serves",
    cobra(`func main() {
	root := &cobra.Command{Use: "shop", Args: cobra.ExactArgs(1), Run: func(cmd *cobra.Command, args []string) {
		http.ListenAndServe(":8080", nil)
	}}
	root.Execute()
}`),
    BARE,
  ],
  [
    "a flag of urfave/cli",
    plain(
      ["os", "github.com/urfave/cli/v2"],
      `func main() {
	app := &cli.App{
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "key", Required: true},
			&cli.StringFlag{Name: "token", EnvVars: []string{"TOKEN"}, Required: true},
		},
		Action: func(c *cli.Context) error { listen(); return nil },
	}
	app.Run(os.Args)
}`,
    ),
    FLAG,
  ],
  [
    "a flag of another command of urfave/cli",
    plain(
      ["os", "github.com/urfave/cli/v2"],
      `func main() {
	app := &cli.App{Commands: []*cli.Command{
		{Name: "serve", Action: func(c *cli.Context) error { listen(); return nil }},
		{Name: "migrate", Flags: []cli.Flag{&cli.StringFlag{Name: "key", Required: true}}, Action: migrate},
	}}
	app.Run(os.Args)
}
func migrate(c *cli.Context) error { return nil }`,
    ),
    null,
  ],
  [
    "a flag of kingpin",
    plain(
      ["github.com/alecthomas/kingpin/v2"],
      `var key = kingpin.Flag("key", "").Required().String()
var token = kingpin.Flag("token", "").Required().Envar("TOKEN").String()
func main() {
	kingpin.Parse()
	listen()
}`,
    ),
    FLAG,
  ],
  [
    "no flag of a command of kingpin that has the name of another, nor one that is only there for others",
    plain(
      ["github.com/alecthomas/kingpin/v2"],
      `func check(to string) {
	if to == "" {
		panic("no receiver")
	}
}
func addServer(parent interface{ Command(name, help string) *kingpin.CmdClause }) {
	parent.Command("server", "").Flag("key", "").Required().String()
}
func main() {
	app := kingpin.New("shop", "")
	app.Command("server", "")
	addServer(app.Command("connect", ""))
	to := app.Command("mail", "").Flag("to", "").String()
	app.Parse(nil)
	check(*to)
	listen()
}`,
    ),
    null,
  ],
  [
    "a flag that a function defines which is handed the command of kingpin that runs",
    plain(
      ["github.com/alecthomas/kingpin/v2"],
      `type flags interface{ Flag(name, help string) *kingpin.FlagClause }
func bind(p flags) *string { return p.Flag("key", "").Required().String() }
func other(p flags) *string { return p.Flag("other", "").Required().String() }
func main() {
	app := kingpin.CommandLine
	bind(app.Command("server", ""))
	other(app.Command("dump", ""))
	switch kingpin.Parse() {
	case "server":
		listen()
	case "dump":
		dump()
	}
}
func dump() {}`,
    ),
    FLAG,
  ],
  [
    "a flag beside a switch that would find out by itself",
    plain(
      ["flag", "log"],
      `var key = flag.String("key", "", "")
var search = flag.Bool("search", false, "")
func main() {
	flag.Parse()
	if !*search && *key == "" {
		log.Fatal("no key: give -key or -search")
	}
	listen()
}`,
    ),
    FLAG.replace("--", "-"),
  ],
  ["a flag without which main says so and returns", leaves("flag.Usage()"), FLAG.replace("--", "-")],
  ["no flag without which main serves another way", leaves("http.ListenAndServe(addr, nil)"), null],
  [
    "a flag of another command of kingpin",
    plain(
      ["github.com/alecthomas/kingpin/v2"],
      `func main() {
	app := kingpin.New("shop", "")
	dump := app.Command("dump", "")
	dump.Flag("key", "").Required().String()
	dump.Arg("file", "").Required().String()
	app.Command("idle", "").Default()
	app.Parse(nil)
	listen()
}`,
    ),
    null,
  ],
  [
    "a flag of kong",
    plain(
      ["github.com/alecthomas/kong"],
      `var cli struct {
	Key   string \`required:""\`
	Token string \`required:"" env:"TOKEN"\`
}
func main() {
	kong.Parse(&cli)
	listen()
}`,
    ),
    FLAG,
  ],
  [
    "a flag without which the program stops itself",
    plain(
      ["flag", "log"],
      `var key = flag.String("key", "", "")
func main() {
	flag.Parse()
	if *key == "" {
		log.Fatal("-key is missing")
	}
	listen()
}`,
    ),
    "without the flag -key the program ends at once",
  ],
  ...[
    "func fail(text string, args ...any) {\n\tlog.Printf(text, args...)\n\tif len(args) == 0 {\n\t\texit(2)\n\t} else {\n\t\texit(1)\n\t}\n}\nvar exit = os.Exit",
    "func fail(text string) { fatal(text) }\nfunc fatal(text string) {\n\tlog.Print(text)\n\tos.Exit(1)\n}",
    "var fail = func(text string) {\n\tlog.Print(text)\n\tos.Exit(1)\n}",
  ].map((helper): [string, string, string] => [
    "a flag without which a helper is called that ends the program",
    plain(
      ["flag", "log", "os"],
      `${helper}\nfunc main() {\n\tkey := flag.String("key", "", "")\n\tflag.Parse()\n\tif *key == "" {\n\t\tfail("-key is missing")\n\t}\n\tlisten()\n}`,
    ),
    "without the flag -key the program ends at once",
  ]),
  [
    "no flag without which a helper is called that goes on where it is told to",
    plain(
      ["flag", "log", "os"],
      'var strict = false\nfunc fail(text string) {\n\tif !strict {\n\t\treturn\n\t}\n\tos.Exit(1)\n}\nfunc main() {\n\tkey := flag.String("key", "", "")\n\tflag.Parse()\n\tif *key == "" {\n\t\tfail("-key is missing")\n\t}\n\tlisten()\n}',
    ),
    null,
  ],
  [
    "a flag beside which a variable does as well",
    plain(
      ["flag", "log", "os"],
      `var key = flag.String("key", os.Getenv("KEY"), "")
func main() {
	flag.Parse()
	if *key == "" {
		log.Fatal("-key is missing")
	}
	listen()
}`,
    ),
    null,
  ],
  [
    "a flag of a part that an early return leaves out where it is missing",
    plain(
      ["errors", "flag", "log"],
      `var key = flag.String("key", "", "")
type Config struct { Key string }
func NewClient(cfg Config) (*Config, error) {
	if cfg.Key == "" {
		return nil, errors.New("key is missing")
	}
	return &cfg, nil
}
func initClient() (*Config, error) {
	if *key == "" {
		return nil, nil
	}
	return NewClient(Config{Key: *key})
}
func main() {
	flag.Parse()
	if _, err := initClient(); err != nil {
		log.Fatal(err)
	}
	listen()
}`,
    ),
    null,
  ],
  [
    "a flag that is asked for where another one is missing",
    plain(
      ["flag", "log"],
      `var key = flag.String("key", "", "")
var file = flag.String("file", "", "")
func main() {
	flag.Parse()
	if *file == "" {
		if *key == "" {
			log.Fatal("give -key or -file")
		}
	}
	listen()
}`,
    ),
    null,
  ],
  [
    "a number of arguments",
    plain(
      ["log", "os"],
      'func main() {\n\tif len(os.Args) != 2 {\n\t\tlog.Fatal("usage: shop FILE")\n\t}\n\tlisten()\n}',
    ),
    BARE,
  ],
  [
    "a number of arguments, as an error",
    plain(
      ["errors", "os", "log"],
      'func run(args []string) error {\n\tif len(os.Args[1:]) < 1 {\n\t\treturn errors.New("usage: shop FILE")\n\t}\n\tlisten()\n\treturn nil\n}\nfunc main() {\n\tif err := run(os.Args); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
    ),
    BARE,
  ],
  [
    "a number of arguments behind the flags",
    plain(
      ["flag", "os"],
      "func main() {\n\tflag.Parse()\n\tif flag.NArg() != 1 {\n\t\tflag.Usage()\n\t\tos.Exit(2)\n\t}\n\tlisten()\n}",
    ),
    BARE,
  ],
  [
    "the first argument that a variable holds",
    plain(
      ["flag", "log"],
      'func main() {\n\tflag.Parse()\n\tfile := flag.Arg(0)\n\tif file == "" {\n\t\tlog.Fatal("no file")\n\t}\n\tlisten()\n}',
    ),
    BARE,
  ],
  [
    "no argument for which a variable has something else",
    plain(
      ["flag", "log"],
      'func main() {\n\tflag.Parse()\n\tfile := flag.Arg(0)\n\tif file == "" {\n\t\tfile = found()\n\t}\n\tif file == "" {\n\t\tlog.Fatal("no file")\n\t}\n\tlisten()\n}\nfunc found() string { return "" }',
    ),
    null,
  ],
  [
    "a number of arguments behind the flags, said in two ways",
    plain(
      ["flag", "fmt", "os"],
      'func main() {\n\tflag.Parse()\n\tif flag.NArg() != 1 {\n\t\tif flag.NArg() == 0 {\n\t\t\tfmt.Println("none")\n\t\t} else {\n\t\t\tfmt.Println("too many")\n\t\t}\n\t\tos.Exit(2)\n\t}\n\tlisten()\n}',
    ),
    BARE,
  ],
  [
    "any flag, as asked before main runs",
    plain(
      ["flag", "os"],
      "func init() {\n\tflag.Parse()\n\tif flag.NFlag() == 0 {\n\t\tflag.PrintDefaults()\n\t\tos.Exit(0)\n\t}\n}\nfunc main() { listen() }",
    ),
    BARE,
  ],
  [
    "arguments for which a flag may stand",
    plain(
      ["flag", "os"],
      'type list []string\nfunc (l *list) String() string { return "" }\nfunc (l *list) Set(v string) error { return nil }\nvar files list\nfunc main() {\n\tflag.Var(&files, "config", "")\n\tflag.Parse()\n\tif flag.NArg() < 1 && len(files) == 0 {\n\t\tflag.Usage()\n\t\tos.Exit(1)\n\t}\n\tlisten()\n}',
    ),
    BARE,
  ],
  [
    "no argument, where something else is given without one",
    plain(
      ["flag", "os"],
      "func main() {\n\tflag.Parse()\n\tif flag.NArg() < 1 && len(stored()) == 0 {\n\t\tflag.Usage()\n\t\tos.Exit(1)\n\t}\n\tlisten()\n}\nfunc stored() []string { return nil }",
    ),
    null,
  ],
  [
    "no list of another command of kingpin",
    plain(
      ["errors", "github.com/alecthomas/kingpin/v2"],
      'var labels []string\nfunc main() {\n\tapp := kingpin.New("shop", "")\n\tapp.Command("serve", "").Default()\n\tload := app.Command("load", "")\n\tload.Flag("label", "").StringsVar(&labels)\n\tload.Action(func(*kingpin.ParseContext) error {\n\t\tif len(labels) == 0 {\n\t\t\tpanic("no labels")\n\t\t}\n\t\treturn nil\n\t})\n\tapp.Parse(nil)\n\tlisten()\n}',
    ),
    null,
  ],
  [
    "no argument, where the program serves",
    plain(
      ["log", "os"],
      "func main() {\n\tif len(os.Args) < 2 {\n\t\tlisten()\n\t\tos.Exit(1)\n\t}\n\tlog.Fatal(os.Args[1])\n}",
    ),
    null,
  ],
  [
    "an argument that main takes without looking how many there are",
    plain(["os"], "func main() {\n\tprintln(os.Args[1])\n\tlisten()\n}"),
    BARE,
  ],
  [
    "a flag of which a choice is made",
    plain(
      ["flag", "log"],
      'func main() {\n\tkey := flag.String("key", "", "")\n\tflag.Parse()\n\tswitch *key {\n\tcase "":\n\t\tlog.Fatal("-key is required")\n\tcase "memory":\n\t}\n\tlisten()\n}',
    ),
    "without the flag -key the program ends at once",
  ],
  [
    "a flag for which there is a case of each word alone",
    plain(
      ["flag", "log"],
      'func main() {\n\tkey := flag.String("key", "", "")\n\tflag.Parse()\n\tswitch *key {\n\tcase "memory":\n\tdefault:\n\t\tlog.Fatal("what key")\n\t}\n\tlisten()\n}',
    ),
    "without the flag -key the program ends at once",
  ],
  [
    "any of the flags of a choice",
    plain(
      ["flag", "log"],
      'func main() {\n\ta, b := flag.Bool("a", false, ""), flag.String("b", "", "")\n\tflag.Parse()\n\tswitch {\n\tcase *a:\n\tcase *b != "":\n\tdefault:\n\t\tflag.Usage()\n\t\tlog.Fatal("a or b")\n\t}\n\tlisten()\n}',
    ),
    BARE,
  ],
  [
    "any of the flags of a choice that urfave/cli takes from variables as well",
    plain(
      ["context", "log", "os", "github.com/urfave/cli/v3"],
      'var a = &cli.BoolFlag{Name: "a", Sources: cli.EnvVars("A")}\nvar b = &cli.StringFlag{Name: "b", Sources: cli.EnvVars("B")}\nvar flags = []cli.Flag{a, b}\nfunc main() {\n\t(&cli.Command{Name: "shop", Flags: flags, Action: start}).Run(context.Background(), os.Args)\n}\nfunc start(_ context.Context, cmd *cli.Command) error {\n\tchoose(cmd)\n\tlisten()\n\treturn nil\n}\nfunc choose(cmd *cli.Command) {\n\tswitch {\n\tcase cmd.Bool(b.Name):\n\tcase cmd.Bool(a.Name):\n\tdefault:\n\t\tlog.Fatal("a or b")\n\t}\n}',
    ),
    BARE,
  ],
  [
    "no flag of a choice that does without",
    plain(
      ["flag", "log"],
      'func main() {\n\ta, b := flag.Bool("a", true, ""), flag.String("b", "", "")\n\tflag.Parse()\n\tswitch {\n\tcase *a:\n\tcase *b != "":\n\tdefault:\n\t\tlog.Fatal("a or b")\n\t}\n\tlisten()\n}',
    ),
    null,
  ],
  [
    "no flag that may be empty in a choice",
    plain(
      ["flag", "log"],
      'func main() {\n\tkey := flag.String("key", "", "")\n\tflag.Parse()\n\tswitch *key {\n\tcase "", "memory":\n\tdefault:\n\t\tlog.Fatal("what key")\n\t}\n\tlisten()\n}',
    ),
    null,
  ],
  [
    "no argument, where main takes all that there are",
    plain(["os"], "func main() {\n\tprintln(len(os.Args[1:]))\n\tlisten()\n}"),
    null,
  ],
  [
    "an argument that a field is given and a check asks for",
    plain(
      ["flag", "errors", "log"],
      'type config struct{ path string }\nfunc (c *config) validate() error {\n\tif c.path == "" {\n\t\treturn errors.New("path is required")\n\t}\n\treturn nil\n}\nfunc main() {\n\tflag.Parse()\n\tc := &config{}\n\tc.path = flag.Arg(0)\n\tif err := c.validate(); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tlisten()\n}',
    ),
    BARE,
  ],
  [
    "no argument behind the command, where it takes none",
    plain(
      ["errors", "log", "os", "github.com/urfave/cli/v2"],
      'func serve(c *cli.Context) error {\n\tif c.NArg() > 0 {\n\t\treturn errors.New("see help")\n\t}\n\tlisten()\n\treturn nil\n}\nfunc main() {\n\tapp := &cli.App{Commands: []*cli.Command{{Name: "serve", Action: serve}}}\n\tlog.Fatal(app.Run(os.Args))\n}',
    ),
    null,
  ],
  [
    "an argument behind the command",
    plain(
      ["errors", "log", "os", "github.com/urfave/cli/v2"],
      'func serve(c *cli.Context) error {\n\tif c.NArg() == 0 {\n\t\treturn errors.New("see help")\n\t}\n\tlisten()\n\treturn nil\n}\nfunc main() {\n\tapp := &cli.App{Commands: []*cli.Command{{Name: "serve", Action: serve}}}\n\tlog.Fatal(app.Run(os.Args))\n}',
    ),
    BARE,
  ],
  [
    "an argument behind the flags, or its help is shown",
    plain(
      ["log", "os", "github.com/urfave/cli/v2"],
      "func check(c *cli.Context) {\n\tif !c.Args().Present() {\n\t\tcli.ShowAppHelpAndExit(c, 1)\n\t}\n}\nfunc serve(c *cli.Context) error {\n\tcheck(c)\n\tlisten()\n\treturn nil\n}\nfunc main() {\n\tapp := &cli.App{Action: serve}\n\tlog.Fatal(app.Run(os.Args))\n}",
    ),
    BARE,
  ],
  [
    "an argument behind the flags, or its help is shown: an App that is made first",
    plain(
      ["log", "os", "github.com/urfave/cli/v2"],
      "func check(c *cli.Context) {\n\tif !c.Args().Present() {\n\t\tcli.ShowAppHelpAndExit(c, 1)\n\t}\n}\nfunc serve(c *cli.Context) error {\n\tcheck(c)\n\tlisten()\n\treturn nil\n}\nfunc main() {\n\tapp := cli.NewApp()\n\tapp.Action = serve\n\tlog.Fatal(app.Run(os.Args))\n}",
    ),
    BARE,
  ],
  [
    "a command of a switch, or it gives its usage",
    plain(
      ["errors", "flag", "log", "os"],
      'func run(args []string) (err error) {\n\tvar command string\n\tif len(args) > 0 {\n\t\tcommand, args = args[0], args[1:]\n\t}\n\tswitch command {\n\tcase "replicate":\n\t\tlisten()\n\t\treturn nil\n\tdefault:\n\t\tif command == "help" {\n\t\t\tusage()\n\t\t\treturn nil\n\t\t} else if command == "" || strings.HasPrefix(command, "-") {\n\t\t\tusage()\n\t\t\treturn flag.ErrHelp\n\t\t}\n\t\treturn errors.New("unknown command")\n\t}\n}\nfunc main() {\n\tif err := run(os.Args[1:]); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
    ),
    BARE,
  ],
  [
    "a command of a switch that knows no other",
    plain(
      ["errors", "flag", "log", "os"],
      'func run(args []string) (err error) {\n\tvar command string\n\tif len(args) > 0 {\n\t\tcommand, args = args[0], args[1:]\n\t}\n\tswitch command {\n\tcase "replicate":\n\t\tlisten()\n\t\treturn nil\n\tdefault:\n\t\treturn errors.New("unknown command")\n\t}\n}\nfunc main() {\n\tif err := run(os.Args[1:]); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
    ),
    BARE,
  ],
  [
    "no command of a switch that does something without one",
    plain(
      ["errors", "flag", "log", "os"],
      'func run(args []string) (err error) {\n\tvar command string\n\tif len(args) > 0 {\n\t\tcommand, args = args[0], args[1:]\n\t}\n\tswitch command {\n\tcase "replicate":\n\t\tlisten()\n\t\treturn nil\n\tdefault:\n\t\tif command == "" {\n\t\t\tlisten()\n\t\t\treturn nil\n\t\t}\n\t\treturn errors.New("unknown command")\n\t}\n}\nfunc main() {\n\tif err := run(os.Args[1:]); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
    ),
    null,
  ],
  [
    "no command of a switch where another word is no fault",
    plain(
      ["errors", "flag", "log", "os"],
      'func run(args []string) (err error) {\n\tvar command string\n\tif len(args) > 0 {\n\t\tcommand, args = args[0], args[1:]\n\t}\n\tswitch command {\n\tcase "replicate":\n\t\tlisten()\n\t\treturn nil\n\tdefault:\n\t\tlisten()\n\t\treturn nil\n\t}\n}\nfunc main() {\n\tif err := run(os.Args[1:]); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
    ),
    null,
  ],
  [
    "no command of a switch behind what is done without one",
    plain(
      ["fmt", "os"],
      'func main() {\n\tif len(os.Args) < 2 {\n\t\tlisten()\n\t\treturn\n\t}\n\tswitch os.Args[1] {\n\tcase "check":\n\t\tcheck()\n\tdefault:\n\t\tfmt.Println("usage")\n\t\tos.Exit(2)\n\t}\n}',
    ),
    null,
  ],
  [
    "no command of a switch that is asked where there is one",
    plain(
      ["fmt", "os"],
      'func main() {\n\tif len(os.Args) > 1 {\n\t\tswitch os.Args[1] {\n\t\tcase "check":\n\t\t\tcheck()\n\t\tdefault:\n\t\t\tos.Exit(2)\n\t\t}\n\t}\n\tlisten()\n}',
    ),
    null,
  ],
  [
    "no flag of a table, of which each row says whether it is required",
    plain(
      ["github.com/spf13/cobra"],
      'type option struct {\n\tname string\n\trequired bool\n}\nvar level = option{name: "level"}\nvar token = option{name: "token", required: true}\nfunc register(cmd *cobra.Command, all ...option) {\n\tfor _, one := range all {\n\t\tcmd.Flags().String(one.name, "", "")\n\t\tif one.required {\n\t\t\tcmd.MarkFlagRequired(one.name)\n\t\t}\n\t}\n}\nfunc main() {\n\troot := &cobra.Command{Use: "shop"}\n\tserve := &cobra.Command{Use: "serve", Run: func(*cobra.Command, []string) { listen() }}\n\tregister(serve, level)\n\tpush := &cobra.Command{Use: "push"}\n\tregister(push, token)\n\troot.AddCommand(serve, push)\n\troot.Execute()\n}',
    ),
    null,
  ],
  [
    "an argument of those that later are what stands behind a command",
    plain(
      ["flag", "os"],
      "func usage() {\n\tflag.PrintDefaults()\n\tos.Exit(2)\n}\nfunc main() {\n\tflag.Parse()\n\targs := flag.Args()\n\tif len(args) < 1 {\n\t\tusage()\n\t}\n\tfor _, one := range commands {\n\t\tif one.Name == args[0] {\n\t\t\targs = one.Flags.Args()\n\t\t\tone.Run(args)\n\t\t}\n\t}\n\tlisten()\n}",
    ),
    BARE,
  ],
  [
    "no flag in whose place something is made",
    plain(
      ["crypto/rand", "flag", "log"],
      'var key = flag.String("key", "", "")\nfunc main() {\n\tflag.Parse()\n\tsecret := []byte(*key)\n\tif len(secret) == 0 {\n\t\tsecret = made(32)\n\t}\n\tif len(secret) != 32 {\n\t\tlog.Fatal("32 bytes")\n\t}\n\tlisten()\n}',
    ),
    null,
  ],
  [
    "a command of kingpin, of which none says that it serves",
    plain(
      ["github.com/alecthomas/kingpin/v2"],
      'func main() {\n\tapp := kingpin.New("shop", "")\n\tapp.Command("left", "")\n\tapp.Command("right", "")\n\tkingpin.MustParse(app.Parse(nil))\n\tlisten()\n}',
    ),
    BARE,
  ],
  [
    "no flag of what starts only where the flag is set",
    plain(
      ["flag", "errors", "log"],
      'var endpoint = flag.String("endpoint", "", "")\nfunc validate() error {\n\tif *endpoint == "" {\n\t\treturn errors.New("no endpoint")\n\t}\n\treturn nil\n}\nfunc metrics() error {\n\tif *endpoint == "" {\n\t\treturn nil\n\t}\n\treturn validate()\n}\nfunc main() {\n\tflag.Parse()\n\tif err := metrics(); err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tlisten()\n}',
    ),
    null,
  ],
  [
    "a number of arguments of something that is not started",
    plain(
      ["flag", "os"],
      'var dump = flag.Bool("dump", false, "")\nfunc main() {\n\tflag.Parse()\n\tif *dump {\n\t\tif flag.NArg() == 0 {\n\t\t\tos.Exit(2)\n\t\t}\n\t}\n\tlisten()\n}',
    ),
    null,
  ],
])("%s", async (_, main, expected) => {
  const { warnings } = await service({ "main.go": main });
  const found = warnings.filter(({ code }) => code === "arguments-required");
  expect(found.map(({ message }) => message.split(":")[0])).toEqual(expected === null ? [] : [expected]);
});

const checked = (checks: string, end: string, then: string) =>
  mainFile(
    ["errors", "log", "net/http", "os", "strings", "github.com/spf13/cobra"],
    `func check(cfg config) error {
	var text string
	${checks}
	${end}
}
type config struct{ key, url string }
var serveCmd = &cobra.Command{Use: "serve", RunE: func(cmd *cobra.Command, args []string) error {
	${then}
	return http.ListenAndServe(":8080", nil)
}}
func main() {
	root := &cobra.Command{Use: "shop"}
	root.AddCommand(serveCmd)
	root.Execute()
}`,
  );
const HANDED =
  'if err := check(config{key: os.Getenv("KEY"), url: os.Getenv("URL")}); err != nil {\n\t\treturn err\n\t}';
const TOLD = HANDED.replace("return err", "log.Println(err)");
const ADDED = 'if cfg.key == "" {\n\t\ttext += "no key"\n\t}';
const PREFIX = '!strings.HasPrefix(cfg.url, "https://")';
const ANY_PREFIX = `${PREFIX} && !strings.HasPrefix(cfg.url, "http://")`;
const GIVEN = 'if text != "" {\n\t\treturn errors.New(text)\n\t}\n\treturn nil';

it.each([
  ["added to a text that a command gives as its error", ADDED, GIVEN, HANDED, ["KEY"]],
  ["added to a text that is only told", ADDED, GIVEN, TOLD, []],
  ["added to a text that is no error", ADDED, "log.Println(text)\n\treturn nil", HANDED, []],
  ["asked for how it begins", `if ${PREFIX} {\n\t\ttext += "no URL"\n\t}`, GIVEN, HANDED, ["URL"]],
  ["one of two beginnings", `if ${ANY_PREFIX} {\n\t\ttext += "no URL"\n\t}`, GIVEN, HANDED, ["URL"]],
  [
    "asked for how it begins, by an error",
    `if ${PREFIX} {\n\t\treturn errors.New("no URL")\n\t}`,
    GIVEN,
    HANDED,
    ["URL"],
  ],
])("what is missing is required where it is %s", async (_, checks, end, then, expected) => {
  const { environment } = await service({ "main.go": checked(checks, end, then) });
  expect(environment.filter(({ required }) => required).map(({ name }) => name)).toEqual(expected);
});

it("a key that is put together of what nobody gives names no variable", async () => {
  const { environment } = await service({
    "main.go": plain(
      ["os", "github.com/spf13/viper"],
      'func main() {\n\tviper.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))\n\tviper.AutomaticEnv()\n\tca := viper.GetString("tls." + viper.GetString("profile") + ".ca")\n\tif _, err := os.ReadFile(ca); err != nil {\n\t\tpanic(err)\n\t}\n\tlisten()\n}',
    ),
  });
  expect(environment.map(({ name }) => name)).toEqual(["PROFILE"]);
});

it("a variable that sets a required flag of kingpin is required", async () => {
  const { environment } = await service({
    "main.go": plain(
      ["github.com/alecthomas/kingpin/v2"],
      'var token = kingpin.Flag("token", "").Envar("TOKEN").Required().String()\nvar level = kingpin.Flag("level", "").Default("info").Envar("LEVEL").String()\nfunc main() {\n\tkingpin.Parse()\n\tlisten()\n}',
    ),
  });
  expect(environment).toMatchObject([
    { name: "TOKEN", required: true },
    { name: "LEVEL", required: false, default: "info" },
  ]);
});

it("no part of a variable's name is required that a tag gives in a list of another type", async () => {
  const { environment } = await service({
    "main.go": plain(
      ["log", "github.com/kelseyhightower/envconfig"],
      'type reply struct {\n\tCode string `envconfig:"code"`\n}\ntype replies []reply\ntype config struct {\n\tReplies replies `envconfig:"replies"`\n}\nfunc (c config) check() {\n\tfor _, one := range c.Replies {\n\t\tif one.Code == "" {\n\t\t\tlog.Fatal("no code")\n\t\t}\n\t}\n}\nfunc main() {\n\tvar c config\n\tenvconfig.Process("shop", &c)\n\tc.check()\n\tlisten()\n}',
    ),
  });
  expect(environment.filter(({ required }) => required)).toEqual([]);
});

it("an argument that the author's image gives is known", async () => {
  const { warnings } = await service({
    "main.go": plain(
      ["log", "os"],
      'func main() {\n\tif len(os.Args) != 2 {\n\t\tlog.Fatal("usage")\n\t}\n\tlisten()\n}',
    ),
    Dockerfile:
      'FROM golang AS build\nCOPY . .\nRUN go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nCMD ["/shop", "all"]\n',
  });
  expect(warnings.map(({ code }) => code)).not.toContain("arguments-required");
});

it.each([
  [
    "is wanted where the author's image only asks the program for its help",
    "cmds[flag.Arg(0)]()",
    ["Dockerfile:4"],
  ],
  ["is not, where the program listens by itself", "listen()", []],
])("an argument %s", async (_, does, expected) => {
  const code = `var cmds = map[string]func(){"up": listen}\nfunc main() {\n\tflag.Parse()\n\t${does}\n}`;
  const { warnings, arguments: found } = await service({
    "main.go": plain(["flag"], code),
    Dockerfile: 'FROM golang\nRUN go build -o /shop .\nENTRYPOINT ["/shop"]\nCMD ["-help"]\n',
  });
  expect(found).toBeNull();
  const told = warnings.filter(({ code: one }) => one === "arguments-required");
  expect(told.map(({ evidence }) => evidence)).toEqual(expected);
});

it("no argument is wanted of a command that runs without a word, though the image asks for its help", async () => {
  const told = async (root: string) => {
    const code = `var root = &cobra.Command{Use: "shop"${root}}\nfunc main() { root.Execute() }\nfunc run(*cobra.Command, []string) { start() }\nfunc start() { begin() }\nfunc begin() { open() }\nfunc open() { serve() }\nfunc serve() { listen() }`;
    const { warnings } = await service({
      "main.go": plain(["github.com/spf13/cobra"], code),
      Dockerfile: 'FROM golang\nRUN go build -o /shop .\nENTRYPOINT ["/shop"]\nCMD ["--help"]\n',
    });
    return warnings.filter(({ code: one }) => one === "arguments-required").length;
  };
  expect(await told(", Run: run")).toBe(0);
  expect(await told("")).toBe(1);
});

it("no argument is wanted beside a flag that is demanded, which is why the image asks for help", async () => {
  const code =
    'var config = flag.String("config", "", "")\nfunc main() {\n\tflag.Parse()\n\tif *config == "" {\n\t\tlog.Fatal("no config")\n\t}\n\tstart()\n}';
  const { warnings } = await service({
    "main.go": plain(["flag", "log"], code),
    Dockerfile: 'FROM golang\nRUN go build -o /shop .\nENTRYPOINT ["/shop"]\nCMD ["--help"]\n',
  });
  const told = warnings.filter(({ code: one }) => one === "arguments-required");
  expect(told.map(({ message }) => message)).toEqual([expect.stringContaining("the flag -config ")]);
});

it("an argument is wanted where it also gives a flag beside", async () => {
  const { warnings, arguments: found } = await service({
    "main.go": plain(
      ["flag"],
      'var cmds = map[string]func(){"up": listen}\nfunc main() {\n\tflag.Bool("quiet", false, "")\n\tflag.Parse()\n\tcmds[flag.Arg(0)]()\n}',
    ),
    Dockerfile: 'FROM golang\nRUN go build -o /shop .\nENTRYPOINT ["/shop", "-quiet"]\nCMD ["version"]\n',
  });
  expect(found?.needed).toEqual(["-quiet"]);
  expect(warnings).toContainEqual(
    expect.objectContaining({ code: "arguments-required", evidence: "Dockerfile:4" }),
  );
});

it("an argument is wanted behind flags alone that the author's image gives", async () => {
  const main = plain(
    ["flag", "log", "os"],
    'var flags = flag.NewFlagSet("shop", flag.ExitOnError)\nfunc main() {\n\tflags.String("bind", "", "")\n\tflags.Parse(os.Args[1:])\n\tif flags.NArg() != 1 {\n\t\tlog.Fatal("which shop?")\n\t}\n\tlisten()\n}',
  );
  const told = async (words: string) => {
    const Dockerfile = `FROM golang:1.26\nRUN go build -o /shop .\nENTRYPOINT ["/shop", ${words}]\n`;
    const { warnings } = await service({ "main.go": main, Dockerfile });
    return warnings.filter(({ code }) => code === "arguments-required").length;
  };
  expect(await told('"-bind=0.0.0.0"')).toBe(1);
  expect(await told('"-bind", "0.0.0.0"')).toBe(0);
  expect(await told('"-bind=0.0.0.0", "books"')).toBe(0);
});

it("a command is wanted where cobra has several and nothing tells which one serves", async () => {
  const told = async (root: string) => {
    const main = plain(
      ["github.com/spf13/cobra"],
      `var root = &cobra.Command{Use: "shop"${root}}\nfunc main() {\n\tserve := &cobra.Command{Use: "serve"}\n\tserve.AddCommand(&cobra.Command{Use: "goods", Run: run}, &cobra.Command{Use: "proxy", Run: run})\n\troot.AddCommand(serve)\n\troot.Execute()\n}\nfunc run(*cobra.Command, []string) { listen() }`,
    );
    const { warnings, arguments: found } = await service({ "main.go": main });
    expect(found).toBeNull();
    return warnings.filter(({ code }) => code === "arguments-required").length;
  };
  expect(await told("")).toBe(1);
  expect(await told(", Run: run")).toBe(0);
});

it("a flag that the author's image gives by its letter is given", async () => {
  const main = plain(
    ["os", "github.com/urfave/cli/v2"],
    'func main() {\n\tflags := []cli.Flag{&cli.StringFlag{Name: "conf", Aliases: []string{"c"}, Required: true}}\n\t(&cli.App{Commands: []*cli.Command{{Name: "web", Flags: flags, Action: listen}}}).Run(os.Args)\n}',
  );
  const told = async (words: string) => {
    const Dockerfile = `FROM golang:1.26\nRUN go build -o /shop .\nCOPY shop.toml /shop.toml\nCMD ["/shop", ${words}]\n`;
    const { warnings } = await service({ "main.go": main, "shop.toml": "a = 1\n", Dockerfile });
    return warnings.filter(({ code }) => code === "arguments-required").length;
  };
  expect(await told('"web", "-c", "/shop.toml"')).toBe(0);
  expect(await told('"web"')).toBe(1);
});

it("a flag is given where the image sets a variable that a library takes for it", async () => {
  const main = plain(
    ["flag", "log", "example.org/flagenv"],
    'var music = flag.String("music-path", "", "")\nfunc main() {\n\tflag.Parse()\n\tflagenv.Parse("SHOP_")\n\tif *music == "" {\n\t\tlog.Fatal("no music")\n\t}\n\tlisten()\n}',
  );
  const told = async (set: string) => {
    const Dockerfile = `FROM golang:1.26\nRUN go build -o /shop .\nENV ${set}=/music\nCMD ["/shop"]\n`;
    const { warnings } = await service({ "main.go": main, Dockerfile });
    return warnings.filter(({ code }) => code === "arguments-required").length;
  };
  expect(await told("SHOP_MUSIC_PATH")).toBe(0);
  expect(await told("SHOP_PODCAST_PATH")).toBe(1);
});

it("a terminal is told of, with the flag that lets the program go on without", async () => {
  const code = (more: string) =>
    `var headless = flag.Bool("headless", false, "")\nfunc hasTerminal() bool { return term.IsTerminal(0) }\nfunc main() {\n\tflag.Parse()\n\tif !hasTerminal()${more} {\n\t\tos.Exit(1)\n\t}\n\tlisten()\n}`;
  const told = async (more: string, words = "") => {
    const { warnings } = await service({
      "main.go": plain(["flag", "os", "golang.org/x/term"], code(more)),
      Dockerfile: `FROM golang:1.26\nRUN go build -o /shop .\nENTRYPOINT ["/shop"${words}]\n`,
    });
    return warnings.filter(({ code: one }) => one === "arguments-required").map(({ message }) => message);
  };
  const ends = "the program ends at once where its input is no terminal, as in a container";
  expect(await told(" && !*headless")).toEqual([`${ends}: give -headless with --args`]);
  expect(await told("")).toEqual([`${ends}: start the container with a terminal`]);
  expect(await told(" && !*headless", ', "-headless"')).toEqual([]);
});
