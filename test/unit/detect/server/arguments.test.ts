import { describe, expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

async function argumentsOf(tree: Record<string, string>) {
  const { arguments: found } = await service(tree);
  return found && `${found.needed.join(" ")} ${found.evidence}`;
}

const COBRA = ["github.com/spf13/cobra"];
const server = mainFile(["net/http"], 'func main() { http.ListenAndServe(":8080", nil) }');

describe("subcommands", () => {
  it.each<[string, readonly string[], string, string | null]>([
    [
      "cobra without a Run at the root",
      COBRA,
      'var root = &cobra.Command{Use: "shop"}\nvar version = &cobra.Command{Use: "version", Run: nil}\nvar serve = &cobra.Command{Use: "serve [flags]", RunE: nil}\nfunc main() { root.AddCommand(version, serve); root.Execute() }',
      "serve main.go:9",
    ],
    [
      "cobra whose root does what its client does",
      COBRA,
      'func dial(cmd *cobra.Command, args []string) {}\nfunc listen(cmd *cobra.Command, args []string) {}\nvar root = &cobra.Command{Use: "shop", Run: dial}\nvar client = &cobra.Command{Use: "client", Run: dial}\nvar server = &cobra.Command{Use: "server", Run: listen}\nfunc main() { root.AddCommand(client, server); root.Execute() }',
      "server main.go:11",
    ],
    [
      "cobra whose root serves as its command does",
      COBRA,
      'func listen(cmd *cobra.Command, args []string) {}\nvar root = &cobra.Command{Use: "shop", Run: listen}\nvar list = &cobra.Command{Use: "list", Run: nil}\nvar server = &cobra.Command{Use: "server", Run: listen}\nfunc main() { root.AddCommand(list, server); root.Execute() }',
      null,
    ],
    [
      "a build of Caddy",
      [
        'caddycmd "github.com/caddyserver/caddy/v2/cmd"',
        '_ "github.com/caddyserver/caddy/v2/modules/standard"',
      ],
      "func main() { caddycmd.Main() }",
      "run main.go:8",
    ],
    [
      "PocketBase with commands of the program's own",
      [...COBRA, "github.com/pocketbase/pocketbase"],
      'func main() {\n\tapp := pocketbase.NewWithConfig(pocketbase.Config{})\n\tapp.RootCmd.AddCommand(&cobra.Command{Use: "start", Run: nil})\n\tapp.Start()\n}',
      "serve main.go:9",
    ],
    [
      "cobra a level lower",
      COBRA,
      'func newRoot() *cobra.Command {\n\troot := &cobra.Command{Use: "shop"}\n\tserver := &cobra.Command{Use: "server"}\n\tserver.AddCommand(&cobra.Command{Use: "start", Run: nil})\n\troot.AddCommand(server)\n\treturn root\n}\nfunc main() { newRoot().Execute() }',
      "server start main.go:10",
    ],
    [
      "cobra a level lower, beside one that does something else",
      COBRA,
      'func main() {\n\troot := &cobra.Command{Use: "shop"}\n\tserver := &cobra.Command{Use: "server"}\n\tserver.AddCommand(&cobra.Command{Use: "start", Run: nil})\n\troot.AddCommand(server, &cobra.Command{Use: "reconcile", Run: nil})\n\troot.Execute()\n}',
      "server start main.go:10",
    ],
    [
      "cobra a level lower, where a function that is handed the command above adds it",
      COBRA,
      'func addServe(parent *cobra.Command) {\n\tserve := &cobra.Command{Use: "serve"}\n\tparent.AddCommand(serve)\n\tserve.AddCommand(&cobra.Command{Use: "public", Run: nil}, &cobra.Command{Use: "all", Run: nil})\n}\nfunc addMigrate(parent *cobra.Command) {\n\tmigrate := &cobra.Command{Use: "migrate"}\n\tparent.AddCommand(migrate)\n\tmigrate.AddCommand(&cobra.Command{Use: "up", Run: nil})\n}\nfunc main() {\n\troot := &cobra.Command{Use: "shop"}\n\taddMigrate(root)\n\taddServe(root)\n\troot.Execute()\n}',
      "serve all main.go:10",
    ],
    [
      "cobra that only reads flags for what main serves behind it",
      [...COBRA, "net/http"],
      'var root = &cobra.Command{Use: "start-server"}\nfunc setup() error {\n\troot.AddCommand(&cobra.Command{Use: "update-stats", RunE: nil})\n\treturn root.Execute()\n}\nfunc main() {\n\tif err := setup(); err != nil {\n\t\tpanic(err)\n\t}\n\tserver := &http.Server{Addr: ":8080"}\n\tif err := server.ListenAndServe(); err != nil {\n\t\tpanic(err)\n\t}\n}',
      null,
    ],
    [
      "urfave/cli with commands of several parts",
      ["os", "github.com/urfave/cli/v2"],
      'func start(c *cli.Context) error { return nil }\nfunc main() {\n\tapp := &cli.App{Commands: []*cli.Command{{Name: "db:fill", Action: start}, {Name: "app:start", Action: start}, {Name: "texts:find", Action: start}}}\n\tapp.Run(os.Args)\n}',
      "app:start main.go:10",
    ],
    [
      "cobra with a command called a server of something",
      COBRA,
      'func main() {\n\troot := &cobra.Command{Use: "shop"}\n\troot.AddCommand(&cobra.Command{Use: "expired_cleaner", Run: nil}, &cobra.Command{Use: "api_server", Run: nil})\n\troot.Execute()\n}',
      "api_server main.go:9",
    ],
    [
      "cobra whose root only calls the function that helps",
      COBRA,
      'var root = &cobra.Command{Use: "shop", Run: func(c *cobra.Command, args []string) { c.HelpFunc()(c, args) }}\nfunc main() { root.AddCommand(&cobra.Command{Use: "daemon", Run: nil}, &cobra.Command{Use: "report", Run: nil}); root.Execute() }',
      "daemon main.go:8",
    ],
    [
      "cobra with a command that migrates alone",
      COBRA,
      'func main() {\n\troot := &cobra.Command{Use: "shop"}\n\tmigrate := &cobra.Command{Use: "migrate"}\n\tmigrate.AddCommand(&cobra.Command{Use: "up", Run: nil}, &cobra.Command{Use: "down", Run: nil})\n\troot.AddCommand(migrate)\n\troot.Execute()\n}',
      null,
    ],
    [
      "cobra with a Run at the root that only greets, and a helper around the command",
      COBRA,
      'var root = &cobra.Command{Use: "shop", Run: func(c *cobra.Command, _ []string) {\n\ttext := "see -h"\n\tfmt.Printf("%s", text)\n}}\nfunc wrap(c *cobra.Command) *cobra.Command {\n\tc.PreRun = nil\n\treturn c\n}\nvar service = wrap(&cobra.Command{Use: "service", Run: nil})\nvar cron = wrap(&cobra.Command{Use: "cron", Run: nil})\nfunc main() { root.AddCommand(cron, service); root.Execute() }',
      "service main.go:15",
    ],
    [
      "cobra with a Run at the root that only helps",
      COBRA,
      'var root = &cobra.Command{Use: "shop", RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}\nvar serve = &cobra.Command{Use: "serve", Run: nil}\nfunc main() { root.AddCommand(serve); root.Execute() }',
      "serve main.go:8",
    ],
    [
      "cobra with a Run at the root that helps and ends, and a hidden command for plugins",
      COBRA,
      'var root = &cobra.Command{Use: "shop", Run: func(c *cobra.Command, _ []string) {\n\t_ = c.Help()\n\tos.Exit(0)\n}}\nvar http = &cobra.Command{Hidden: true, Use: "http", Run: nil}\nvar agent = &cobra.Command{Use: "agent", Run: nil}\nvar leave = &cobra.Command{Use: "leave", Run: nil}\nfunc main() { root.AddCommand(http, agent, leave); root.Execute() }',
      "agent main.go:12",
    ],
    [
      "cobra with a Run at the root that complains, helps and ends, whether that fails or not",
      COBRA,
      'var root = &cobra.Command{Use: "shop", Run: func(c *cobra.Command, _ []string) {\n\tlog.Error("which?")\n\tif err := c.Help(); err != nil {\n\t\tlog.Error(err)\n\t}\n\tos.Exit(1)\n}}\nvar serve = &cobra.Command{Use: "serve", Run: nil}\nfunc main() { root.AddCommand(serve); root.Execute() }',
      "serve main.go:14",
    ],
    [
      "cobra with a function assigned to the root that helps and ends, whatever the error is",
      COBRA,
      'var root = &cobra.Command{Use: "shop"}\nvar serve = &cobra.Command{Use: "serve", Run: nil}\nfunc help(c *cobra.Command, args []string) {\n\tif len(args) == 0 {\n\t\tif err := c.Usage(); err != nil {\n\t\t\tlog.Error(err)\n\t\t}\n\t}\n\tleave(nil)\n}\nfunc leave(err error) {\n\tswitch {\n\tcase err == nil:\n\t\tos.Exit(0)\n\tdefault:\n\t\tos.Exit(1)\n\t}\n}\nfunc main() {\n\troot.Run = help\n\troot.AddCommand(serve)\n\troot.Execute()\n}',
      "serve main.go:8",
    ],
    [
      "cobra with a Run at the root that greets and ends with what serving gives back",
      COBRA,
      'var root = &cobra.Command{Use: "shop", Run: func(*cobra.Command, []string) {\n\tfmt.Println("shop")\n\tlog.Fatal(listen())\n}}\nvar serve = &cobra.Command{Use: "serve", Run: nil}\nfunc main() { root.AddCommand(serve); root.Execute() }',
      null,
    ],
    [
      "cobra with a command that seems to stand below itself, as one field holds each in turn",
      COBRA,
      'type sub struct{ cmd *cobra.Command }\nvar alpha, lists sub\nvar root = &cobra.Command{Use: "shop"}\nfunc main() {\n\talpha.cmd = &cobra.Command{Use: "alpha", Run: nil}\n\tfor _, one := range []*sub{&alpha} {\n\t\troot.AddCommand(one.cmd)\n\t}\n\tfor _, one := range []*sub{&lists} {\n\t\talpha.cmd.AddCommand(one.cmd)\n\t}\n\troot.Execute()\n}',
      "alpha main.go:11",
    ],
    [
      "cobra with a command that only gives back errors without one below it",
      COBRA,
      'var root = &cobra.Command{Use: "shop"}\nvar serve = &cobra.Command{Use: "serve", RunE: func(_ *cobra.Command, args []string) error {\n\tif len(args) == 0 {\n\t\treturn errors.New("which protocol?")\n\t}\n\treturn fmt.Errorf("unknown protocol %s", args[0])\n}}\nvar http = &cobra.Command{Use: "http", Run: nil}\nvar ftp = &cobra.Command{Use: "ftp", Run: nil}\nfunc main() {\n\tserve.AddCommand(http, ftp)\n\troot.AddCommand(serve)\n\troot.Execute()\n}',
      "serve http main.go:14",
    ],
    [
      "cobra with a Run at the root that may say more before it helps",
      COBRA,
      'var verbose, profile = false, ""\nvar root = &cobra.Command{Use: "shop", Run: func(c *cobra.Command, _ []string) {\n\tif verbose {\n\t\tfmt.Println("settings")\n\t\tif profile != "" {\n\t\t\tfmt.Println(profile)\n\t\t}\n\t}\n\t_ = c.Help()\n}}\nvar serve = &cobra.Command{Use: "serve", Run: nil}\nfunc main() { root.AddCommand(serve); root.Execute() }',
      "serve main.go:17",
    ],
    [
      "cobra with a function at the root that greets and helps",
      COBRA,
      'var root = &cobra.Command{Use: "shop", Run: greet}\nvar server = &cobra.Command{Use: "server", Run: serve}\nvar client = &cobra.Command{Use: "client", Run: serve}\nfunc greet(c *cobra.Command, _ []string) {\n\tprintLogo()\n\tc.Help()\n}\nfunc printLogo() { fmt.Println(logo) }\nfunc serve(*cobra.Command, []string) { http.ListenAndServe(":80", nil) }\nfunc main() { root.AddCommand(client, server); root.Execute() }',
      "server main.go:8",
    ],
    [
      "cobra with a Run at the root",
      COBRA,
      'var root = &cobra.Command{Use: "shop", Run: func(*cobra.Command, []string) {}}\nvar serve = &cobra.Command{Use: "serve", Run: nil}\nfunc main() { root.AddCommand(serve); root.Execute() }',
      null,
    ],
    [
      "cobra with a root in a struct and a helper that adds to it",
      COBRA,
      'type app struct{ root *cobra.Command }\nfunc newApp() *app { return &app{root: &cobra.Command{Use: "shop"}} }\nfunc (a *app) add(all ...*cobra.Command) {\n\tfor _, one := range all {\n\t\ta.root.AddCommand(one)\n\t}\n}\nfunc newServe() *cobra.Command { return &cobra.Command{Use: "serve", Run: nil} }\nfunc newCopy() *cobra.Command { return &cobra.Command{Use: "copy", Run: nil} }\nfunc main() {\n\ta := newApp()\n\ta.add(newServe(), newCopy())\n\ta.root.Execute()\n}',
      "serve main.go:14",
    ],
    [
      "urfave/cli without an Action",
      ["github.com/urfave/cli/v2"],
      'func main() {\n\tapp := &cli.App{Commands: []*cli.Command{\n\t\t{Name: "migrate", Action: nil},\n\t\t{Name: "start", Action: nil},\n\t}}\n\tapp.Run(nil)\n}',
      "start main.go:10",
    ],
    [
      "urfave/cli with a server in one word beside what loads data",
      ["github.com/urfave/cli/v2"],
      'func main() {\n\tapp := &cli.App{Commands: []*cli.Command{\n\t\t{Name: "loaddata", Action: nil},\n\t\t{Name: "runserver", Action: nil},\n\t}}\n\tapp.Run(nil)\n}',
      "runserver main.go:10",
    ],
    [
      "urfave/cli with a function that takes the commands one by one",
      ["github.com/urfave/cli"],
      'var web = cli.Command{Name: "server", Action: nil}\nvar gen = cli.Command{Name: "fmt-gen", Action: nil}\nfunc main() {\n\tcommands := []cli.Command{}\n\tregister := func(c cli.Command) { commands = append(commands, c) }\n\tregister(gen)\n\tregister(web)\n\tapp := cli.NewApp()\n\tapp.Commands = commands\n\tapp.Run(nil)\n}',
      "server main.go:7",
    ],
    [
      "kingpin with a helper that adds the command",
      ["github.com/alecthomas/kingpin/v2"],
      'func addServe(app *kingpin.Application) *kingpin.CmdClause { return app.Command("serve", "") }\nfunc main() {\n\tapp := kingpin.New("shop", "")\n\tserve := addServe(app)\n\tcli := app.Command("cli", "")\n\tcli.Command("start", "")\n\tswitch kingpin.MustParse(app.Parse(nil)) {\n\tcase serve.FullCommand():\n\t}\n}',
      "serve main.go:7",
    ],
    [
      "kingpin's own command line under another name",
      ["github.com/alecthomas/kingpin/v2"],
      'func main() {\n\troot := kingpin.CommandLine\n\troot.Command("check", "")\n\troot.Command("serve", "")\n\tkingpin.Parse()\n}',
      "serve main.go:10",
    ],
    [
      "kingpin with a command that runs where none is named",
      ["github.com/alecthomas/kingpin/v2"],
      'func main() {\n\tkingpin.Command("serve", "").Default()\n\tkingpin.Command("check", "")\n\tkingpin.Parse()\n}',
      null,
    ],
    [
      "urfave/cli with a command that runs where none is named",
      ["github.com/urfave/cli/v3"],
      'var cert = &cli.Command{Name: "cert", Commands: []*cli.Command{{Name: "watch", Action: nil}}}\nfunc main() { (&cli.Command{DefaultCommand: "serve", Commands: []*cli.Command{{Name: "serve", Action: nil}, cert}}).Run(nil, nil) }',
      null,
    ],
    [
      "urfave/cli with a command of a command",
      ["github.com/urfave/cli/v2"],
      'var cert = &cli.Command{Name: "cert", Subcommands: []*cli.Command{{Name: "watch", Action: nil}}}\nfunc main() { (&cli.App{Action: nil, Commands: []*cli.Command{cert}}).Run(nil) }',
      null,
    ],
    [
      "urfave/cli a level lower",
      ["github.com/urfave/cli/v3"],
      'var jobs = &cli.Command{Name: "cron", Commands: []*cli.Command{{Name: "run", Action: nil}}}\nvar web = &cli.Command{Name: "server", Commands: []*cli.Command{{Name: "run", Action: nil}}}\nfunc main() { (&cli.Command{Commands: []*cli.Command{jobs, web}}).Run(nil, nil) }',
      "server run main.go:8",
    ],
    [
      "cobra with a Run at the root that asks for a number of words",
      COBRA,
      'var root = &cobra.Command{Use: "shop", Args: cobra.MinimumNArgs(1), Run: func(*cobra.Command, []string) {}}\nvar serve = &cobra.Command{Use: "serve", Run: nil}\nfunc main() { root.AddCommand(serve); root.Execute() }',
      "serve main.go:8",
    ],
    [
      "cobra with a Run at the root that asks for a word",
      COBRA,
      'var root = &cobra.Command{Use: "shop", Args: func(_ *cobra.Command, args []string) error {\n\tif len(args) < 1 {\n\t\treturn errors.New("which?")\n\t}\n\treturn nil\n}, Run: func(*cobra.Command, []string) {}}\nvar serve = &cobra.Command{Use: "serve", Run: nil}\nfunc main() { root.AddCommand(serve); root.Execute() }',
      "serve main.go:13",
    ],
    [
      "urfave/cli with commands assigned to a new App",
      ["github.com/urfave/cli"],
      'func main() {\n\tapp := cli.NewApp()\n\tapp.Commands = []cli.Command{\n\t\t{Name: "validate", Action: nil},\n\t\t{Name: "serve", Action: nil},\n\t}\n\tapp.Run(nil)\n}',
      "serve main.go:11",
    ],
    [
      "urfave/cli with commands of which none may serve",
      ["github.com/urfave/cli"],
      'func main() {\n\tapp := cli.NewApp()\n\tapp.Commands = []cli.Command{\n\t\t{Name: "init", Action: nil},\n\t\t{Name: "fmt", Action: nil},\n\t}\n\tapp.Run(nil)\n}',
      null,
    ],
    [
      "urfave/cli with commands that another program runs",
      ["net/http", "github.com/urfave/cli/v3"],
      'func UserCommand() *cli.Command {\n\treturn &cli.Command{Name: "user", Commands: []*cli.Command{{Name: "list", Action: nil}, {Name: "add", Action: nil}}}\n}\nfunc main() { http.ListenAndServe(":80", nil) }',
      null,
    ],
    [
      "urfave/cli with an Action assigned to a new App",
      ["github.com/urfave/cli"],
      'func main() {\n\tapp := cli.NewApp()\n\tapp.Action = run\n\tapp.Commands = []cli.Command{{Name: "serve", Action: nil}}\n\tapp.Run(nil)\n}',
      null,
    ],
    [
      "GoFrame with a root of no function",
      ["github.com/gogf/gf/v2/os/gcmd"],
      'var (\n\tMain = &gcmd.Command{Name: "main"}\n\tHttp = &gcmd.Command{Name: "http", Func: serve}\n\tFake = &gcmd.Command{Name: "fake", Func: fake}\n)\nfunc main() {\n\tMain.AddCommand(Http, Fake)\n\tMain.Run(nil)\n}',
      "http main.go:9",
    ],
    [
      "GoFrame with a root that serves",
      ["github.com/gogf/gf/v2/os/gcmd"],
      'var Main = gcmd.Command{Name: "main", Func: serve}\nfunc main() {\n\tMain.AddCommand(&gcmd.Command{Name: "http", Func: fake})\n\tMain.Run(nil)\n}',
      null,
    ],
    [
      "the rest of the arguments",
      ["flag"],
      'func main() {\n\targs := flag.Args()\n\tcommand := ""\n\tif len(args) > 0 {\n\t\tcommand = args[0]\n\t\targs = args[1:]\n\t}\n\tswitch command {\n\tcase "server":\n\tcase "client":\n\tdefault:\n\t}\n}',
      "server main.go:15",
    ],
    [
      "kong",
      ["github.com/alecthomas/kong"],
      'var cli struct {\n\tMigrate struct{} `cmd:""`\n\tServe struct{} `cmd:""`\n}\nfunc main() { kong.Parse(&cli) }',
      "serve main.go:9",
    ],
    [
      "a table of commands by name",
      ["flag"],
      'type Command struct{ Main func() }\nfunc main() {\n\tall := map[string]*Command{\n\t\t"sign": {},\n\t\t"serve": {},\n\t}\n\tflag.Parse()\n\tone, found := all[flag.Arg(0)]\n\tif !found {\n\t\tpanic("none")\n\t}\n\tone.Main()\n}',
      "serve main.go:11",
    ],
    [
      "a table of functions, of which the last argument names one",
      ["os"],
      'var all = map[string]func(){\n\t"web": web,\n\t"seed": seed,\n}\nfunc web() {}\nfunc seed() {}\nfunc main() {\n\tif len(os.Args) <= 1 {\n\t\tos.Exit(1)\n\t}\n\tall[os.Args[len(os.Args)-1]]()\n}',
      "web main.go:8",
    ],
    [
      "a list of commands that the words behind the program's name are handed to",
      ["os"],
      'type command struct {\n\tname string\n\trun func()\n}\nvar all = []command{\n\t{"version", version},\n\t{"serve", serve},\n}\nfunc version() {}\nfunc serve() {}\nfunc dispatch(args []string) {\n\tfor _, one := range all {\n\t\tif one.name == args[0] {\n\t\t\tone.run()\n\t\t}\n\t}\n}\nfunc main() { dispatch(os.Args[1:]) }',
      "serve main.go:13",
    ],
    [
      "a command of ff, whose root asks for one",
      ["context", "flag", "os", "github.com/peterbourgon/ff/v3/ffcli"],
      'func main() {\n\tserve := &ffcli.Command{Name: "serve", Exec: func(context.Context, []string) error { return nil }}\n\troot := &ffcli.Command{\n\t\tSubcommands: []*ffcli.Command{serve},\n\t\tExec: func(context.Context, []string) error { return flag.ErrHelp },\n\t}\n\troot.ParseAndRun(context.Background(), os.Args[1:])\n}',
      "serve main.go:11",
    ],
    [
      "a command of google/subcommands by the name that its type gives",
      ["context", "flag", "github.com/google/subcommands"],
      'type serve struct{}\nfunc (*serve) Name() string { return "serve" }\nfunc main() {\n\tsubcommands.Register(subcommands.HelpCommand(), "")\n\tsubcommands.Register(&serve{}, "")\n\tflag.Parse()\n\tsubcommands.Execute(context.Background())\n}',
      "serve main.go:13",
    ],
    [
      "no command below another, where the list of the App is not in sight",
      ["os", "github.com/urfave/cli/v2", ". example.com/cfg"],
      'var config = &cli.Command{\n\tName: "config",\n\tSubcommands: []*cli.Command{{Name: "start", Action: func(*cli.Context) error { return nil }}},\n}\nfunc main() {\n\tapp := &cli.App{Name: "shop", Commands: all(config)}\n\tapp.Run(os.Args)\n}',
      null,
    ],
    [
      "a table of functions for something else",
      ["os"],
      'var all = map[string]func(){\n\t"start": web,\n\t"help": seed,\n}\nfunc web() {}\nfunc seed() {}\nfunc main() {\n\tif len(os.Args) > 1 {\n\t\tprintln(os.Args[1])\n\t}\n\tall["start"]()\n}',
      null,
    ],
    [
      "a table of commands of a library",
      ["os", "github.com/mitchellh/cli"],
      'func main() {\n\tc := cli.NewCLI("shop", "1")\n\tc.Args = os.Args[1:]\n\tc.Commands = map[string]cli.CommandFactory{\n\t\t"agent": newAgent,\n\t\t"members": newMembers,\n\t}\n\tc.Run()\n}',
      "agent main.go:12",
    ],
    [
      "the only command of such a table, whatever it is called",
      ["os", "github.com/mitchellh/cli"],
      'func main() {\n\tc := cli.NewCLI("shop", "1")\n\tc.Args = os.Args[1:]\n\tc.Commands = map[string]cli.CommandFactory{\n\t\t"agent-inject": newInjector,\n\t\t"version": newVersion,\n\t}\n\tc.Run()\n}',
      "agent-inject main.go:12",
    ],
    [
      "no only command of a table that the program may go on without",
      ["os"],
      'var all = map[string]Command{\n\t"migrate": migrate,\n\t"version": version,\n}\nfunc main() {\n\tif len(os.Args) > 1 {\n\t\tall[os.Args[1]].Run()\n\t}\n}',
      null,
    ],
    [
      "a switch over the arguments",
      ["os"],
      'func main() {\n\tswitch os.Args[1] {\n\tcase "migrate":\n\tcase "serve":\n\tdefault:\n\t}\n}',
      "serve main.go:10",
    ],
    [
      "a switch of a function that is handed the arguments",
      ["net/http", "os"],
      'func main() { os.Exit(run(os.Args[1:])) }\nfunc run(args []string) int {\n\tif len(args) == 0 {\n\t\treturn 2\n\t}\n\tswitch args[0] {\n\tcase "migrate":\n\tcase "serve":\n\t\thttp.ListenAndServe(":8080", nil)\n\t}\n\treturn 0\n}',
      "serve main.go:15",
    ],
    [
      "a switch of a function that is handed the name of the program as well",
      ["net/http", "os"],
      'func main() { run(os.Args) }\nfunc run(args []string) {\n\tswitch args[1] {\n\tcase "migrate":\n\tcase "serve":\n\t\thttp.ListenAndServe(":8080", nil)\n\t}\n}',
      "serve main.go:12",
    ],
    [
      "a switch with a command that is what the program does without one",
      ["os"],
      'func main() { run(os.Args[1:]) }\nfunc run(args []string) {\n\tif len(args) == 0 {\n\t\tserve(nil)\n\t\treturn\n\t}\n\tswitch args[0] {\n\tcase "stop":\n\tcase "start":\n\t\tserve(args[1:])\n\tcase "service":\n\t}\n}\nfunc serve(args []string) {}',
      "start main.go:15",
    ],
    [
      "a switch that serves without one",
      ["flag"],
      'func main() {\n\tcommand := flag.Arg(0)\n\tswitch command {\n\tcase "serve", "":\n\tcase "version":\n\t}\n}',
      null,
    ],
    [
      "docopt",
      ["net/http", "github.com/docopt/docopt-go"],
      'func main() {\n\tusage := "shop.\\nUsage:\\n\\tshop initdb [--quiet]\\n\\tshop run [--conf <file>] [--quiet]\\n\\tshop -h | --help\\nOptions:\\n\\t--quiet  Say less."\n\tdocopt.ParseDoc(usage)\n\thttp.ListenAndServe(":8080", nil)\n}',
      "run main.go:10",
    ],
    [
      "docopt with a way without a command",
      ["github.com/docopt/docopt-go"],
      'func main() {\n\tdocopt.ParseDoc("Usage:\\n  shop [--quiet]\\n  shop run\\n")\n}',
      null,
    ],
    [
      "a switch over what the service manager is asked for",
      ["os"],
      'func main() {\n\tif len(os.Args) > 1 {\n\t\tswitch os.Args[1] {\n\t\tcase "start", "stop", "restart":\n\t\t}\n\t}\n}',
      null,
    ],
  ])("%s", async (_, imports, code, expected) => {
    expect(await argumentsOf({ "main.go": mainFile(imports, code) })).toBe(expected);
  });
});

describe("words of the repository's own files", () => {
  const dockerfile = (...lines: string[]) =>
    `FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\n${lines.join("\n")}\n`;

  it("are another program's where they begin with none of its commands", async () => {
    const code = `var root = &cobra.Command{Use: "shop"}\nvar serve = &cobra.Command{Use: "serve", Run: func(cmd *cobra.Command, args []string) { http.ListenAndServe(":8080", nil) }}\nfunc main() {\n\troot.AddCommand(serve, &cobra.Command{Use: "list", Run: func(cmd *cobra.Command, args []string) {}})\n\troot.Execute()\n}`;
    const { arguments: found } = await service({
      "main.go": mainFile(["net/http", "github.com/spf13/cobra"], code),
      Dockerfile: dockerfile('ENTRYPOINT ["/shop"]', 'CMD ["start"]'),
    });
    expect(found?.needed).toEqual(["serve"]);
  });

  it.each<[string, Record<string, string>, string | null]>([
    [
      "ENTRYPOINT and CMD",
      { Dockerfile: dockerfile('ENTRYPOINT ["/shop"]', 'CMD ["serve", "--verbose"]') },
      "serve --verbose Dockerfile:8",
    ],
    [
      "none where CMD is the program again",
      { Dockerfile: dockerfile('ENTRYPOINT ["shop"]', 'CMD [ "shop" ]') },
      null,
    ],
    [
      "the binary behind a script",
      { Dockerfile: dockerfile('ENTRYPOINT ["/entrypoint.sh"]', 'CMD ["shop", "serve"]') },
      "serve Dockerfile:8",
    ],
    ["the binary alone", { Dockerfile: dockerfile('ENTRYPOINT ["/shop"]') }, null],
    [
      "the binary alone, behind options of an init program",
      { Dockerfile: dockerfile('ENTRYPOINT ["/sbin/tini", "-v", "-p", "SIGTERM", "--", "/shop"]') },
      null,
    ],
    [
      "the binary behind options of an init program and a tool that changes the user",
      {
        Dockerfile: dockerfile('CMD ["dumb-init", "--rewrite", "15:3", "su-exec", "app", "/shop", "serve"]'),
      },
      "serve Dockerfile:7",
    ],
    [
      "the binary behind what waits for another service",
      { Dockerfile: dockerfile("CMD ./wait-for-it db:3306 -t 60 -- ./shop serve") },
      "serve Dockerfile:7",
    ],
    [
      "the binary behind the options of dockerize",
      {
        Dockerfile: dockerfile(
          'ENTRYPOINT ["dockerize", "-template", "a.tmpl:.env", "-no-overwrite", "-timeout=9s", "./shop"]',
          'CMD ["serve"]',
        ),
      },
      "serve Dockerfile:8",
    ],
    [
      "a script behind options of an init program",
      { Dockerfile: dockerfile('ENTRYPOINT ["tini", "-p", "SIGTERM", "--", "/entrypoint.sh"]') },
      null,
    ],
    [
      "a command behind an init at the root",
      {
        Dockerfile: dockerfile(
          "COPY --from=build /tini /tini",
          'ENTRYPOINT ["/tini", "--", "/shop", "serve"]',
        ),
      },
      "serve Dockerfile:8",
    ],
    [
      "the binary alone, behind a script and an init",
      {
        "entrypoint.sh": "#!/bin/sh\nrm -rf /tmp/shop\nexec /tini -- shop\n",
        Dockerfile: dockerfile(
          "COPY --from=build /tini /tini",
          "COPY entrypoint.sh /",
          'ENTRYPOINT ["/entrypoint.sh"]',
        ),
      },
      null,
    ],
    [
      "an image of tests",
      {
        Dockerfile: dockerfile('CMD ["/shop", "-test.v", "-test.timeout=10m"]').replace(
          "go build",
          "go test -c",
        ),
      },
      null,
    ],
    [
      "a script out of the stage that builds, which takes its words apart",
      {
        "docker/entrypoint.sh": "#!/bin/sh\nexec shop $@\n",
        Dockerfile: dockerfile(
          "COPY --from=build $SRC_PATH/docker/entrypoint.sh /usr/local/bin/entrypoint.sh",
          'ENTRYPOINT ["/sbin/tini", "--", "/usr/local/bin/entrypoint.sh"]',
          'CMD ["start", "--port 8080"]',
        ),
      },
      "start --port 8080 Dockerfile:9",
    ],
    [
      "a script that tells apart whether it is given words, without any",
      {
        "entrypoint.sh":
          '#!/bin/sh\nif [ "$1" = "" ] ; then\n  exec tini -- shop serve --listen "$LISTEN"\nelse\n  exec shop --quiet "$@"\nfi\n',
        Dockerfile: dockerfile("ENV LISTEN=:8080", "COPY entrypoint.sh /", 'ENTRYPOINT ["/entrypoint.sh"]'),
      },
      "serve --listen :8080 Dockerfile:9",
    ],
    [
      "a script that tells apart whether it is given words, with some",
      {
        "entrypoint.sh": '#!/bin/sh\nif [ $# -eq 0 ]; then\n  exec shop serve\nfi\nexec shop --quiet "$@"\n',
        Dockerfile: dockerfile("COPY entrypoint.sh /", 'ENTRYPOINT ["/entrypoint.sh"]', 'CMD ["start"]'),
      },
      "--quiet start Dockerfile:9",
    ],
    [
      "an image that starts another program which it takes from elsewhere",
      {
        Dockerfile: dockerfile(
          "COPY --from=replica /usr/local/bin/replicate ./",
          "COPY --from=build /bin/shop ./",
          'CMD ["./replicate", "run"]',
        ),
      },
      null,
    ],
    ["an image that only stays up", { Dockerfile: dockerfile('CMD ["sleep", "infinity"]') }, null],
    ["an image that looks after several", { Dockerfile: dockerfile("CMD svscan /services") }, null],
    [
      "a compose file that only keeps the container up",
      {
        Dockerfile: dockerfile(),
        "docker-compose.yml": "services:\n  shop:\n    build: .\n    command: tail -f /dev/null\n",
      },
      null,
    ],
    [
      "no empty volume for the configuration that the repository has",
      {
        "main.go": mainFile(
          ["flag", "log", "net/http"],
          'func main() {\n\tflag.Bool("v", false, "")\n\tconf := flag.String("conf", "", "")\n\tflag.Parse()\n\tif *conf == "" {\n\t\tlog.Fatal("no configuration")\n\t}\n\thttp.ListenAndServe(":8080", nil)\n}',
        ),
        "config.yaml": "name: shop\n",
        Dockerfile: dockerfile("VOLUME /data/conf", 'CMD ["/shop", "-v", "-conf", "/data/conf"]'),
      },
      "-v -conf config.yaml Dockerfile:8",
    ],
    [
      "no empty volume in place of the configuration that the program takes by itself",
      {
        "main.go": mainFile(
          ["flag", "net/http", "os"],
          'func main() {\n\tflag.Bool("v", false, "")\n\tconf := flag.String("conf", "config.yaml", "")\n\tflag.Parse()\n\tos.ReadFile(*conf)\n\thttp.ListenAndServe(":8080", nil)\n}',
        ),
        "config.yaml": "name: shop\n",
        Dockerfile: dockerfile("VOLUME /data/conf", 'CMD ["/shop", "-v", "-conf", "/data/conf"]'),
      },
      "-v Dockerfile:8",
    ],
    [
      "the subcommand of the image that is published of the module",
      {
        "go.mod": "module github.com/acme/shop\n\ngo 1.26\n",
        "docker-compose.yml":
          "services:\n  shop:\n    image: ghcr.io/acme/shop:latest\n    command:\n      - worker\n      - run\n  db:\n    image: acme/db\n    command: serve\n",
      },
      "worker run docker-compose.yml:5",
    ],
    [
      "no setting of the image that is published of the module",
      {
        "go.mod": "module github.com/acme/shop\n\ngo 1.26\n",
        "docker-compose.yml": "services:\n  shop:\n    image: acme/shop\n    command: --verbose\n",
      },
      null,
    ],
    [
      "the words for the program, not those for another one that the image brings and its script starts last",
      {
        start:
          '#!/bin/sh\nif [ -z "$BUCKET" ]; then\n  eval "exec /shop $*"\nelse\n  exec /replicator replicate -exec "$LAUNCH"\nfi\n',
        Dockerfile: dockerfile(
          "COPY --from=replicator /replicator /replicator",
          "COPY start /entrypoint",
          'ENTRYPOINT ["/entrypoint"]',
          'CMD ["-v"]',
        ),
      },
      "-v Dockerfile:10",
    ],
    [
      "the binary alone, beside an image of something else",
      {
        Dockerfile: dockerfile('ENTRYPOINT ["/shop"]'),
        "Dockerfile.demo": dockerfile('ENTRYPOINT ["/shop", "--demo"]'),
      },
      null,
    ],
    [
      "a page about the program",
      {
        "Dockerfile.site":
          'FROM squidfunk/mkdocs-material AS build\nCOPY site/ /build/\nFROM example.com/shop\nCOPY --from=build /build /site\nENTRYPOINT ["/shop", "--assets=/site"]\n',
      },
      null,
    ],
    [
      "another program, which the image installs",
      {
        "goose.Dockerfile":
          'FROM golang AS builder\nRUN go install github.com/pressly/goose/v3/cmd/goose@latest\nFROM alpine\nCOPY --from=builder /go/bin/goose /usr/local/bin\nENTRYPOINT ["/usr/local/bin/goose"]\nCMD ["status"]\n',
      },
      null,
    ],
    [
      "the binary alone, beside an image for measuring it",
      {
        Dockerfile: dockerfile('ENTRYPOINT ["/shop"]'),
        "Benchmark.Dockerfile": dockerfile('ENTRYPOINT ["/shop", "executor"]'),
      },
      null,
    ],
    [
      "the shipped one of several stages that start the program, whichever is last",
      {
        Dockerfile: dockerfile(
          "FROM alpine AS final\nCOPY --from=build /shop /shop",
          'ENTRYPOINT ["/shop", "--quiet"]',
          "FROM alpine AS worker-dev\nCOPY --from=build /shop /shop",
          'ENTRYPOINT ["/shop", "work"]',
        ),
      },
      "--quiet Dockerfile:9",
    ],
    [
      "flags of variables that are empty",
      { Dockerfile: dockerfile('ENV KEY="" PORT=80', "CMD /shop -key=$KEY -port=$PORT") },
      "-port=80 Dockerfile:8",
    ],
    [
      "flags of variables that only who builds the image gives",
      {
        Dockerfile: dockerfile(
          "ARG secret\nARG port=80\nENV KEY=$secret PORT=$port",
          'CMD ["sh", "-c", "/shop --key $KEY --port $PORT --salt \\"$KEY\\""]',
        ),
      },
      "--port 80 Dockerfile:10",
    ],
    [
      "a file that only that image has",
      { Dockerfile: dockerfile('CMD ["/shop", "--config", "/etc/shop.yml", "serve"]') },
      "serve Dockerfile:7",
    ],
    [
      "what is chosen in a directory that only that image has",
      {
        Dockerfile: dockerfile('CMD ["/shop", "serve", "-c", "prod", "-d", "/opt/configs"]'),
        "configs/dev/shop.toml": "",
      },
      "serve Dockerfile:7",
    ],
    [
      "what is chosen in a directory of the repository as well",
      {
        Dockerfile: dockerfile('CMD ["/shop", "serve", "-c", "prod", "-d", "/opt/configs"]'),
        "configs/prod.toml": "",
      },
      "serve -c prod Dockerfile:7",
    ],
    [
      "a database of that image",
      { Dockerfile: dockerfile('CMD ["/shop", "--db=/home/nonroot/shop.db"]') },
      "--db=data/shop.db Dockerfile:7",
    ],
    ["a Procfile", { Procfile: "web: bin/shop serve\n" }, "serve Procfile:1"],
    [
      "a compose file",
      {
        "compose.yaml":
          'services:\n  shop:\n    build: .\n    command: ["serve"]\n  db:\n    image: postgres\n    command: ["-c", "x"]\n',
      },
      "serve compose.yaml:4",
    ],
    [
      "a compose file that speaks to the shell of the image",
      {
        "compose.yaml": 'services:\n  shop:\n    build: .\n    command: ["-c", "sleep 5 && /shop"]\n',
        Dockerfile: dockerfile('ENTRYPOINT ["/bin/sh"]', 'CMD ["-c", "/shop"]'),
      },
      null,
    ],
    [
      "a compose file that speaks of the services around it",
      {
        "compose.yaml":
          "services:\n  shop:\n    build: .\n    command: --token demo web db\n  web:\n    image: nginx\n  db:\n    image: postgres\n",
      },
      null,
    ],
    [
      "a Procfile without what only its platform sets",
      { Procfile: "web: bin/shop --verbose --addr :$PORT -name=$NAME --rows $\u007bROWS:-5}\n" },
      "--verbose --rows 5 Procfile:1",
    ],
    [
      "a Procfile beside an image of the author's that needs none",
      {
        Procfile: "web: bin/shop --demo\n",
        Dockerfile: dockerfile('ENTRYPOINT ["/shop", "--root=/srv/shop"]'),
      },
      null,
    ],
    [
      "a volume of that image",
      { Dockerfile: dockerfile("VOLUME /shop-data", 'CMD ["/shop", "/shop-data", "/other"]') },
      "/shop-data Dockerfile:8",
    ],
    [
      "a tool that starts the program again after each change",
      { Dockerfile: dockerfile('ENTRYPOINT CompileDaemon --build="go build ." --command=./shop') },
      null,
    ],
    [
      "the image of the page about the program",
      {
        Dockerfile: dockerfile('CMD ["/shop"]'),
        "Dockerfile.site":
          'FROM mkdocs AS build\nCOPY site/ /build/\nRUN mkdocs build\nFROM example.com/files\nCOPY --from=build /build/site /srv/site\nENTRYPOINT ["/files", "--location=/srv/site"]\n',
      },
      null,
    ],
    [
      "a word in quotes",
      { Dockerfile: dockerfile('CMD /shop serve --name="my shop"') },
      "serve --name=my shop Dockerfile:7",
    ],
    [
      "a compose file that names the program itself",
      {
        "compose.yaml": 'services:\n  shop:\n    build: .\n    command: ["./shop", "serve"]\n',
      },
      "serve compose.yaml:4",
    ],
    [
      "a compose file that names nothing else",
      { "compose.yaml": 'services:\n  shop:\n    build: .\n    command: ["/usr/bin/shop"]\n' },
      null,
    ],
    [
      "a compose file that names the program of an image without an entrypoint",
      {
        Dockerfile: dockerfile("CMD /bin/shop-server"),
        "compose.yaml":
          "services:\n  shop:\n    build: .\n    command: shop-server --verbose --conf /config/shop.yaml\n",
      },
      "--verbose compose.yaml:4",
    ],
    [
      "a compose file that names the program of an image that starts nothing by itself",
      {
        Dockerfile: dockerfile(),
        "compose.yaml": "services:\n  shop:\n    build: .\n    command: shop serve --verbose\n",
      },
      "serve --verbose compose.yaml:4",
    ],
    [
      "a compose file that starts a tool of development",
      { "compose.yaml": 'services:\n  shop:\n    build: .\n    command: ["mise", "run", "dev"]\n' },
      null,
    ],
    [
      "a compose file that starts a script, which waits and starts the program",
      { "compose.yaml": "services:\n  shop:\n    build: .\n    command: ./wait-for-db.sh db ./shop\n" },
      null,
    ],
    ["a Procfile that starts an interpreter", { Procfile: "web: python3 -m http.server 8000\n" }, null],
    [
      "a compose file of an example",
      {
        "examples/node/compose.yaml":
          'services:\n  shop:\n    build: ../..\n    command: ["-port", "9000"]\n',
      },
      null,
    ],
    [
      "a compose file of a network to test in",
      {
        "regtest/compose.yaml": 'services:\n  shop:\n    build: ..\n    command: ["--network", "regtest"]\n',
      },
      null,
    ],
    [
      "compose files in directories of their own that disagree",
      {
        "compose/elk/compose.yaml": 'services:\n  shop:\n    build: ../..\n    command: ["-to=file"]\n',
        "compose/queue/compose.yaml": 'services:\n  shop:\n    build: ../..\n    command: ["-to=queue"]\n',
      },
      null,
    ],
    [
      "the one service of an image that is open to the outside, by its entrypoint",
      {
        "compose.yaml":
          'services:\n  geo:\n    build: .\n    entrypoint: shop geo\n  front:\n    build: .\n    entrypoint: shop front\n    command: ["--verbose"]\n    ports: ["5000:8080"]\n',
      },
      "front --verbose compose.yaml:8",
    ],
    [
      "an image whose words end where those of its users begin",
      { Dockerfile: dockerfile('ENTRYPOINT ["/shop", "--verbose"]', 'CMD ["--"]') },
      "--verbose Dockerfile:8",
    ],
    [
      "one of several services that are open to the outside, by the name of the module",
      {
        "go.mod": "module example.com/shop/v2\n\ngo 1.26\n",
        "compose.yaml":
          'services:\n  shop:\n    build: .\n    command: agent --server\n    ports: ["8080:8080"]\n  shop-agent:\n    build: .\n    command: agent --join=shop\n    ports: ["6868"]\n',
      },
      "agent --server compose.yaml:4",
    ],
    [
      "several services that are built in different ways",
      {
        "compose.yaml":
          'services:\n  geo:\n    build:\n      context: .\n      target: geo\n    command: geo\n  front:\n    build:\n      context: .\n      target: front\n    command: front\n    ports: ["5000:8080"]\n',
      },
      null,
    ],
    [
      "the last command of a script in a compose file",
      {
        "compose.yaml":
          'services:\n  shop:\n    build: .\n    entrypoint:\n      - "/bin/sh"\n      - "-ecx"\n      - >\n          /shop/shop migrate up --db postgres &&\n          exec /shop/shop --name shop --port 7351\n    restart: always\n',
      },
      "--name shop --port 7351 compose.yaml:5",
    ],
    [
      "lines of a script in a compose file",
      {
        "compose.yaml":
          'services:\n  shop:\n    build: .\n    command: ["sh", "-c", "./wait\\nDEBUG=1 /shop --port $PORT --name shop serve\\n"]\n',
      },
      "--name shop serve compose.yaml:4",
    ],
    [
      "a script that starts another program",
      { "compose.yaml": "services:\n  shop:\n    build: .\n    command: sh -c 'atlas migrate apply'\n" },
      null,
    ],
    [
      "a script that only a shell can follow",
      { Dockerfile: dockerfile('CMD ["sh", "-c", "while true; do /shop serve; done"]') },
      null,
    ],
    [
      "a script",
      {
        Dockerfile: dockerfile(
          "ENV PORT=80 KEY=",
          'CMD ["sh", "-c", "/shop migrate; exec /shop serve -p $PORT -key=$KEY"]',
        ),
      },
      "serve -p 80 Dockerfile:8",
    ],
    [
      "a script that hands over the words behind it",
      { Dockerfile: dockerfile('ENTRYPOINT ["sh", "-c", "exec /shop \\"$@\\"", "--"]', 'CMD ["serve"]') },
      "serve Dockerfile:8",
    ],
    [
      "a word with a line break",
      { Dockerfile: dockerfile('CMD ["/shop", "serve\\n", "--motd", "a\\nb"]') },
      "serve Dockerfile:7",
    ],
    [
      "a service that only prepares the database, of the image of the one that serves",
      {
        "compose.yaml":
          'services:\n  shop-setup:\n    build: .\n    command: ["db", "migrate", "--all"]\n  shop:\n    build: .\n    command: ["serve"]\n',
      },
      "serve compose.yaml:7",
    ],
    [
      "a service that is called like what it prepares",
      { "compose.yaml": "services:\n  shop-migrate:\n    build: .\n    command: [up]\n" },
      null,
    ],
    [
      "a compose file in a directory of tests",
      {
        "scripts/two-hosts-test/compose.yaml":
          'services:\n  shop:\n    build: ../..\n    command: ["--seed", "--port", "1"]\n',
      },
      null,
    ],
    [
      "a compose file of tests",
      {
        "docker-compose-tests.yml":
          'services:\n  shop:\n    build: .\n    command: ["--seed", "--port", "1"]\n',
      },
      null,
    ],
    [
      "a script that starts what it is told to",
      {
        "docker/start.sh": '#!/bin/sh\nif [ -n "$A" ]; then\n  set -- "$@" --a\nfi\nexec "$@"\n',
        Dockerfile: dockerfile(
          "COPY docker/start.sh /start.sh",
          'ENTRYPOINT ["/bin/bash", "/start.sh"]',
          'CMD ["/usr/bin/other", "serve", "-v"]',
        ),
      },
      "serve -v Dockerfile:9",
    ],
    [
      "a script that starts the program with the words it is given",
      {
        "start.sh": '#!/bin/sh\nexec /shop --quiet "$@"\n',
        Dockerfile: dockerfile(
          "COPY start.sh /shop-entrypoint.sh",
          'ENTRYPOINT ["/shop-entrypoint.sh"]',
          'CMD ["relay"]',
        ),
      },
      "--quiet relay Dockerfile:9",
    ],
    [
      "a script that starts the program in one way",
      {
        "start.sh":
          'if [ "$1" = version ]; then\n  /shop version\nelse\n  exec su-exec $A:$B /shop server -p $PORT -c $C\nfi\n',
        Dockerfile: dockerfile("ENV PORT=80", 'CMD ["/start.sh"]'),
      },
      "server -p 80 Dockerfile:8",
    ],
    [
      "a script whose last line starts the program",
      {
        "start.sh": "if [ ! -f /shop.yml ]; then\n  cp /default.yml /shop.yml\nfi\n/shop server -p 80;\n",
        Dockerfile: dockerfile('CMD ["/start.sh"]'),
      },
      "server -p 80 Dockerfile:7",
    ],
    [
      "a script of the repository that starts another program",
      { "start.sh": "exec nginx -g x\n", Dockerfile: dockerfile('CMD ["/start.sh"]') },
      null,
    ],
    [
      "a shell's own line",
      {
        Dockerfile: dockerfile(
          "ENV PORT=80 MORE=",
          'CMD ["sh", "-c", "cd / && exec ./shop serve --port $PORT --key $KEY $MORE"]',
        ),
      },
      "serve --port 80 Dockerfile:8",
    ],
    [
      "the shell form with a directory",
      { Dockerfile: dockerfile("CMD cd / && ./shop serve") },
      "serve Dockerfile:7",
    ],
    [
      "volumes behind flags, and no other directory of that image",
      {
        Dockerfile: dockerfile(
          "VOLUME /state",
          'CMD ["/shop", "--config", "/state", "--cache=/state/", "--certs", "/certs", "--verbose"]',
        ),
      },
      "--config /state --cache=/state/ --verbose Dockerfile:8",
    ],
    [
      "directories that the image makes, and none that it puts something into",
      {
        Dockerfile: dockerfile(
          "RUN mkdir -p /srv/state /srv/pages && chown 1000 /srv/state",
          "COPY --from=build /src/pages /srv/pages",
          'CMD ["/shop", "--state", "/srv/state", "--pages", "/srv/pages", "--verbose"]',
        ),
      },
      "--state /srv/state --verbose Dockerfile:9",
    ],
    [
      "a script that another user's shell starts",
      { Dockerfile: dockerfile("CMD su app sh -c '/run.sh'") },
      null,
    ],
    [
      "a Dockerfile of something else",
      { "web/Dockerfile": 'FROM node:22\nCOPY . .\nCMD ["npm", "start"]\n' },
      null,
    ],
  ])("%s", async (_, files, expected) => {
    expect(await argumentsOf({ "main.go": server, ...files })).toBe(expected);
  });

  it.each([
    ["docker/shop", ["--check"]],
    ["docker/shop_tests", undefined],
  ])("of an image in %s", async (directory, expected) => {
    const { arguments: found } = await service({
      "cmd/shop/main.go": server,
      [`${directory}/Dockerfile`]:
        'FROM golang AS build\nRUN go build -o /shop ./cmd/shop\nFROM scratch\nCOPY --from=build /shop /shop\nCMD ["/shop", "--check"]\n',
    });
    expect(found?.needed).toEqual(expected);
  });

  it.each([
    ["a stage of its own", "FROM node:22 AS page\nCOPY web web\nRUN npm run build\nFROM alpine", ["serve"]],
    ["the same one", "FROM node:22", undefined],
  ])(
    "are said beside a page that is made in %s, where the program comes from outside",
    async (_, from, expected) => {
      const { arguments: found } = await service({
        "cmd/shop/main.go": server,
        Dockerfile: `${from}\nCOPY --chown=1000 shop /usr/bin/shop\nENTRYPOINT ["/usr/bin/shop", "serve"]\n`,
      });
      expect(found?.needed).toEqual(expected);
    },
  );

  it.each([
    ["./cmd/agent", [3000], null],
    ["./cmd/server", [8000], ["serve"]],
  ])(
    "of an image of prebuilt programs are those of the one that it starts by the module's name and its own: %s",
    async (main, expected, words) => {
      const { arguments: found, ports } = await service(
        {
          "cmd/agent/main.go":
            'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":3000", nil) }\n',
          "cmd/server/main.go":
            'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8000", nil) }\n',
          "docker/Dockerfile.server":
            'FROM golang:1.26 AS build\nRUN mkdir -p /var/lib/shop\nFROM scratch\nCOPY dist/server/shop-server /bin/\nENTRYPOINT ["/bin/shop-server"]\nCMD ["serve"]\n',
        },
        main,
      );
      expect(found?.needed ?? null).toEqual(words);
      expect(ports.map(({ port }) => port)).toEqual(expected);
    },
  );

  it("are those of the stage with the program, where there is one for each", async () => {
    const { arguments: found, ports } = await service(
      {
        "cmd/shop/main.go": "package main\nfunc main() {}\n",
        "cmd/ctl/main.go": "package main\nfunc main() {}\n",
        Dockerfile: `FROM golang:1.26 AS build
RUN go build -o /out/server ./cmd/shop/main.go && go build -o /out/ctl ./cmd/ctl
FROM scratch AS base
EXPOSE 8400
FROM base AS app
COPY --from=build /out/server /usr/bin/shopd
CMD ["/usr/bin/shopd", "serve"]
FROM base AS tool
COPY --from=build /out/ctl /ctl
CMD ["/ctl", "refill"]
`,
      },
      "./cmd/shop",
    );
    expect(found).toEqual({ needed: ["serve"], evidence: "Dockerfile:7" });
    expect(ports.map(({ port }) => port)).toEqual([8400]);
  });

  it.each<[string, string[] | null]>([
    ["-o /out/shop ./cmd/docker", null],
    ["-ldflags '-s -w' cmd/docker/main.go", null],
    ["./cmd", ["serve"]],
    ["./cmd/docker ./cmd", ["serve"]],
    ["./cmd/$SERVICE", ["serve"]],
    [".", ["serve"]],
  ])("are none of a file that builds another main alone: go build %s", async (words, expected) => {
    const { arguments: found } = await service(
      {
        "cmd/main.go": server,
        "cmd/docker/main.go": server,
        Dockerfile: `FROM golang:1.26 AS build\nRUN go build ${words}\nFROM scratch\nCOPY --from=build /out/shop /cmd/shop\nCMD ["/cmd/shop", "serve"]\n`,
      },
      "./cmd",
    );
    expect(found?.needed ?? null).toEqual(expected);
  });

  it.each<[string, string[] | null]>([
    ["cmd/shop", ["-c", "data/settings"]],
    ["examples/settings", ["-c", "data/settings"]],
  ])("are those of a file that builds the module's own main by make, beside %s", async (other, expected) => {
    const { arguments: found } = await service(
      {
        "main.go": server,
        [`${other}/main.go`]: server,
        "settings/shop.yml": "port: 1\n",
        Makefile: "build:\n\tgo build -v .\n",
        Dockerfile:
          'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN make build\nFROM alpine\nCOPY --from=build /src/shop /bin/shop\nCOPY --from=build /src/settings /data/settings\nCMD ["/bin/shop", "-c", "/data/settings"]\n',
      },
      ".",
    );
    expect(found?.needed ?? null).toEqual(expected);
  });

  it.each([
    ["-cache=off web", "-cache=off web"],
    ["-cache=off", "web -cache=off"],
    ["-role web", "web -role web"],
  ])("name the command of the code once, behind flags as well: %s", async (said, expected) => {
    const { arguments: found } = await service({
      "main.go": mainFile(
        ["net/http", "os"],
        'var all = map[string]func(){\n\t"web": web,\n\t"seed": seed,\n}\nfunc web() { http.ListenAndServe(":80", nil) }\nfunc seed() {}\nfunc main() {\n\tif len(os.Args) <= 1 {\n\t\tos.Exit(1)\n\t}\n\tall[os.Args[len(os.Args)-1]]()\n}',
      ),
      Dockerfile: dockerfile(`CMD /shop ${said}`),
    });
    expect(found?.needed.join(" ")).toBe(expected);
  });

  it("are without flags that the program does not define", async () => {
    const Dockerfile = dockerfile('CMD ["/shop", "--port", "8000", "-old=1", "-addr", ":8080"]');
    const read = (code: string, ...more: string[]) =>
      service({
        Dockerfile,
        "main.go": mainFile(
          ["flag", "net/http", ...more],
          `func main() {\n\taddr := flag.String("addr", ":80", "")\n\t${code}\n\tflag.Parse()\n\thttp.ListenAndServe(*addr, nil)\n}`,
        ),
      });
    const { arguments: found, warnings } = await read("");
    expect(found?.needed).toEqual(["-addr", ":8080"]);
    expect(warnings.filter(({ code }) => code === "flag-undefined")).toEqual([
      {
        code: "flag-undefined",
        message:
          "the author's image starts the program with --port, -old, which its code does not define: left out",
        evidence: "Dockerfile:7",
        blocksBuild: false,
      },
    ]);
    // Where some of them are not in sight, none is known to be missing.
    for (const hidden of [
      await read('flag.Bool(name(), false, "")'),
      await read("klog.InitFlags(nil)", "k8s.io/klog/v2"),
    ])
      expect(hidden.arguments?.needed).toEqual(["--port", "8000", "-old=1", "-addr", ":8080"]);
  });

  it("are none of an image of Windows", async () => {
    const image =
      'ARG VERSION\nFROM example.com/windows-base:$VERSION\nCOPY shop.exe /\nENTRYPOINT ["/setup.cmd", "&", "cmd", "/c"]\n';
    const { arguments: found } = await service({ "main.go": server, "docker/Dockerfile": image });
    expect(found).toBeNull();
  });

  it("a configuration file that is made elsewhere is the sample of its name, or a warning where there is none", async () => {
    const tree = {
      "main.go": server,
      Dockerfile: dockerfile(
        "ARG DIST",
        "COPY $DIST/shop.yaml /opt/shop.yaml",
        'CMD ["/shop", "--config=/opt/shop.yaml"]',
      ),
    };
    const { arguments: found, runtimeFiles } = await service({ ...tree, "shop.yaml.dist": "a: 1\n" });
    expect(found?.needed).toEqual(["--config=shop.yaml"]);
    expect(runtimeFiles.map(({ source, destination }) => `${source} -> ${destination}`)).toEqual([
      "shop.yaml.dist -> shop.yaml",
    ]);
    const { arguments: none, warnings } = await service(tree);
    expect(none).toBeNull();
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: "config-missing", evidence: "Dockerfile:9" }),
    );
  });

  it("a configuration file that the image makes empty is not the sample of its name", async () => {
    const { arguments: found } = await service({
      "main.go": server,
      Dockerfile: dockerfile("RUN touch /opt/shop.yaml", 'CMD ["/shop", "--config=/opt/shop.yaml"]'),
      "shop.yaml.sample": "a: 1\n",
    });
    expect(found).toBeNull();
  });

  it("the directory that the image has a configuration file in goes with the file, which alone is read", async () => {
    const tree = {
      "main.go": mainFile(
        ["flag", "net/http", "os", "github.com/spf13/viper"],
        'func main() {\n\tdir := flag.String("config-dir", ".", "")\n\tflag.Parse()\n\tviper.SetConfigName("shop")\n\tviper.AddConfigPath(*dir)\n\tif err := viper.ReadInConfig(); err != nil {\n\t\tpanic(err)\n\t}\n\tviper.AutomaticEnv()\n\tos.Create(viper.GetString("log.file"))\n\thttp.ListenAndServe(viper.GetString("addr"), nil)\n}',
      ),
      "config/shop.toml": 'addr = ":8001"\n[log]\nfile = "shop.out"\n',
      "deploy/shop.toml": 'addr = ":8002"\n',
      Dockerfile: dockerfile(
        "COPY deploy/shop.toml /etc/shop/",
        'CMD ["/shop", "--config-dir", "/etc/shop"]',
      ),
    };
    const { arguments: found, ports, runtimeFiles, writes } = await service(tree);
    expect(found).toEqual({ needed: ["--config-dir", "deploy"], evidence: "Dockerfile:8" });
    expect(runtimeFiles).toEqual([
      { source: "deploy/shop.toml", destination: "deploy/shop.toml", evidence: "Dockerfile:7" },
    ]);
    expect([ports.map(({ port }) => port), writes]).toEqual([[8002], []]);
  });

  it.each([
    ["COPY samples/* /etc/shop/", "shop.toml"],
    ["WORKDIR /srv\nCOPY samples settings", "settings/shop.toml"],
  ])("a configuration file of a directory that the image copies whole: %s", async (copy, destination) => {
    const at = destination.includes("/") ? "/srv/settings" : "/etc/shop";
    const main = mainFile(
      ["flag", "net/http", "github.com/spf13/viper"],
      'func main() {\n\tconf := flag.String("conf", "", "")\n\tflag.Parse()\n\tviper.SetConfigFile(*conf)\n\tviper.ReadInConfig()\n\thttp.ListenAndServe(viper.GetString("addr"), nil)\n}',
    );
    const {
      arguments: found,
      ports,
      runtimeFiles,
    } = await service({
      "main.go": main,
      "samples/shop.toml": 'addr = ":8001"\n',
      Dockerfile: dockerfile(copy, `CMD ["/shop", "-conf=${at}/shop.toml"]`),
    });
    expect(found?.needed).toEqual([`-conf=${destination}`]);
    expect(runtimeFiles).toMatchObject([{ source: "samples/shop.toml", destination }]);
    expect(ports.map(({ port }) => port)).toEqual([8001]);
  });

  it("a configuration file that a script makes there is taken from the repository", async () => {
    const { arguments: found, runtimeFiles } = await service({
      "main.go": server,
      "configs/shop.toml": "port = 1\n",
      Dockerfile: dockerfile(
        'ENTRYPOINT ["/entrypoint.sh"]',
        'CMD ["shop", "--config", "/etc/shop/shop.toml"]',
      ),
    });
    expect(found).toEqual({ needed: ["--config", "shop.toml"], evidence: "Dockerfile:8" });
    expect(runtimeFiles).toEqual([
      { source: "configs/shop.toml", destination: "shop.toml", evidence: "configs/shop.toml:1" },
    ]);
  });

  it.each(["hcl", "cfg", "properties"])("a configuration file with the ending %s is one", async (ending) => {
    const { arguments: found } = await service({
      "main.go": server,
      [`shop.${ending}`]: "port = 1\n",
      Dockerfile: dockerfile(`CMD ["/shop", "/etc/shop/shop.${ending}"]`),
    });
    expect(found).toEqual({ needed: [`shop.${ending}`], evidence: "Dockerfile:7" });
  });

  describe("of an image that holds whichever program its build is told", () => {
    const several = {
      "cmd/carts/main.go": server,
      "cmd/orders/main.go": server,
      "configs/carts/shop.toml": "a = 1\n",
      "configs/orders/shop.toml": "a = 1\n",
    };
    const image = (declared: string, target: string) =>
      `FROM golang:1.26 AS build\n${declared}\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/\${PROGRAM} ${target}\nFROM alpine\n${declared}\nWORKDIR /app\nCOPY --from=build /src/configs/\${PROGRAM}/ /app/configs\nCOPY --from=build /out/ /app/bin\nCMD ["/app/bin/shop", "-c", "/app/configs"]\n`;
    const copied = async (tree: Record<string, string>) => {
      const { runtimeFiles } = await service({ ...several, ...tree }, "./cmd/orders");
      return runtimeFiles.map(({ source }) => source);
    };

    it("are about the main that a build of it names", async () => {
      expect(await copied({ Dockerfile: image("ARG PROGRAM", "./cmd/$PROGRAM") })).toEqual([
        "configs/orders",
      ]);
      expect(await copied({ Dockerfile: image("ARG PROGRAM=carts", "./cmd/$PROGRAM/main.go") })).toEqual([
        "configs/orders",
      ]);
      expect(await copied({ Dockerfile: image("ARG FLAGS", "$FLAGS ./...") })).toEqual([]);
    });

    it("are about the main that a compose file tells it", async () => {
      const built = (name: string) =>
        `  ${name}:\n    build:\n      context: .\n      args:\n        PROGRAM: ${name}\n        VERSION: 1.0.0\n`;
      const tree = {
        Dockerfile: image("ARG PROGRAM=app", "./..."),
        "compose.yaml": `services:\n${built("carts")}${built("orders")}`,
      };
      expect(await copied(tree)).toEqual(["configs/orders"]);
    });
  });

  it("a configuration file is given by a flag without which a library has none to read", async () => {
    const code =
      'func main() {\n\tvar conf string\n\tflag.StringVar(&conf, "conf", "", "")\n\tflag.Parse()\n\tpath := conf\n\tload(path)\n\thttp.ListenAndServe(":8080", nil)\n}\nfunc load(path string) *toml.Tree {\n\ttree, err := toml.LoadFile(path)\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\treturn tree\n}';
    const tree = {
      "main.go": mainFile(["flag", "log", "net/http", "github.com/pelletier/go-toml"], code),
      "go.mod": "module example.com/shop\n\ngo 1.26\n\nrequire github.com/pelletier/go-toml v1.9.5\n",
    };
    const { arguments: found } = await service({ ...tree, "etc/shop.toml": "name = 1\n" });
    expect(found).toEqual({ needed: ["-conf", "etc/shop.toml"], evidence: "main.go:12" });
    const { warnings } = await service(tree);
    expect(warnings.map(({ message }) => message)).toContainEqual(expect.stringContaining("-conf"));
    const Dockerfile = dockerfile('CMD ["/shop", "-conf=other.toml"]');
    const { arguments: own } = await service({
      ...tree,
      "shop.toml": "a = 1\n",
      "other.toml": "a = 1\n",
      Dockerfile,
    });
    expect(own?.needed).toEqual(["-conf=other.toml"]);
  });

  it("a configuration file below the working directory is found where it lies", async () => {
    const { arguments: found, runtimeFiles } = await service({
      "main.go": server,
      "deploy/shop.yml": "port: 1\n",
      Dockerfile: dockerfile('CMD ["/shop", "serve", "--config=/app/deploy/shop.yml"]'),
    });
    expect(found).toEqual({ needed: ["serve", "--config=shop.yml"], evidence: "Dockerfile:7" });
    expect(runtimeFiles).toEqual([
      { source: "deploy/shop.yml", destination: "shop.yml", evidence: "deploy/shop.yml:1" },
    ]);
  });

  it("a configuration file is found in what it is copied from", async () => {
    const { arguments: found, runtimeFiles } = await service({
      "main.go": server,
      "shop.yml.dist": "port: 1\n",
      Dockerfile: dockerfile('CMD ["/shop", "serve", "--config=/opt/shop/shop.yml"]'),
    });
    expect(found).toEqual({ needed: ["serve", "--config=shop.yml"], evidence: "Dockerfile:7" });
    expect(runtimeFiles).toEqual([
      { source: "shop.yml.dist", destination: "shop.yml", evidence: "shop.yml.dist:1" },
    ]);
  });

  it("are warned about where nothing is left of them without such a configuration", async () => {
    const { arguments: found, warnings } = await service({
      "main.go": mainFile(["os"], "func main() { println(os.Args[1]) }"),
      Dockerfile:
        'FROM scratch\nCOPY out/shop /shop\nCOPY out/shop.toml /etc/shop.toml\nENTRYPOINT ["/shop"]\nCMD ["-conf=/etc/shop.toml"]\n',
    });
    expect(found).toBeNull();
    expect(warnings.map(({ code }) => code)).toContain("config-missing");
  });

  it("are warned about once where the code says the same of its own configuration", async () => {
    const { warnings } = await service({
      "main.go": mainFile(
        ["flag", "log", "os"],
        'func main() {\n\tpath := flag.String("conf", "shop.toml", "")\n\tflag.Parse()\n\tif _, err := os.ReadFile(*path); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}',
      ),
      Dockerfile:
        'FROM scratch\nCOPY out/shop /shop\nCOPY out/shop.toml /etc/shop.toml\nENTRYPOINT ["/shop"]\nCMD ["-conf=/etc/shop.toml"]\n',
    });
    const found = warnings.filter(({ code }) => code === "config-missing");
    expect(found.map(({ evidence }) => evidence)).toEqual(["main.go:10"]);
  });

  it("are those of an image that adds a program which was built before", async () => {
    const { arguments: found } = await service({
      "main.go": mainFile(["os"], "func main() { println(os.Args[1]) }"),
      Dockerfile: 'FROM scratch\nADD build/main /\nCMD ["/main", "-store", "memory"]\n',
    });
    expect(found).toEqual({ needed: ["-store", "memory"], evidence: "Dockerfile:3" });
  });

  it("are warned about where they name a configuration that the image makes by itself", async () => {
    const { arguments: found, warnings } = await service({
      "main.go": mainFile(["os"], "func main() { println(os.Args[1]) }"),
      Dockerfile:
        'FROM golang:1.26 AS build\nRUN go build -o /shop .\nRUN echo "port = 80" > /shop.toml\nFROM alpine\nCOPY --from=build /shop /shop\nCOPY --from=build /shop.toml /etc/shop.toml\nENTRYPOINT ["/shop"]\nCMD ["serve", "/etc/shop.toml"]\n',
    });
    expect(found?.needed).toEqual(["serve"]);
    expect(warnings.find(({ code }) => code === "config-missing")).toMatchObject({
      message:
        "the author's image starts the program with /etc/shop.toml, which is not in the repository: mount one, and name it with --args",
      evidence: "Dockerfile:8",
    });
  });

  it("are warned about where they name a front end that a stage of the image makes", async () => {
    const { arguments: found, warnings } = await service({
      "main.go": mainFile(
        ["flag", "net/http"],
        'func main() {\n\tdir := flag.String("html", "", "")\n\tflag.Parse()\n\thttp.Handle("/", http.FileServer(http.Dir(*dir)))\n\thttp.ListenAndServe(":8080", nil)\n}',
      ),
      "web/package.json": '{"scripts": {"build": "vite build"}}\n',
      Dockerfile:
        'FROM node AS web\nWORKDIR /web\nCOPY web .\nRUN npm run build\nFROM golang:1.26\nRUN go build -o /shop .\nCOPY --from=web /web/build /srv/html\nENTRYPOINT ["/shop", "-html", "/srv/html"]\n',
    });
    const said = warnings.filter(({ code }) => code === "served-missing");
    expect([found, said.map(({ evidence }) => evidence)]).toEqual([null, ["Dockerfile:7"]]);
    expect(said[0]?.message).toContain("--assets web/build:html and --args for -html html");
  });

  it("a configuration file of a builder that fetches the repository to its own path is the repository's", async () => {
    const { arguments: found, runtimeFiles } = await service({
      "main.go": server,
      "config/config.toml": "a = 1\n",
      "config/docker.toml": "a = 2\n",
      Dockerfile:
        'FROM golang:1.9 AS build\nRUN go get -d example.com/shop && go build -o /shop example.com/shop\nFROM debian\nCOPY --from=build /shop /bin/shop\nCOPY --from=build /go/src/example.com/shop/config/docker.toml /config.toml\nCMD ["shop", "-config=/config.toml"]\n',
    });
    expect(found?.needed).toEqual(["-config=config.toml"]);
    expect(runtimeFiles.map(({ source }) => source)).toEqual(["config/docker.toml"]);
  });

  it("name a program that the service runs where every image with it has it", async () => {
    const { arguments: found, programs } = await service({
      "main.go": mainFile(
        ["flag", "os/exec"],
        'func main() {\n\tcommand := flag.String("command", "", "")\n\tflag.Parse()\n\texec.Command(*command).Run()\n}',
      ),
      Dockerfile:
        'FROM alpine\nCOPY . /src\nRUN cd /src && go build -o /shop .\nENTRYPOINT ["/shop", "-command", "/bin/sh", "-other", "/srv/other"]\n',
    });
    expect(found?.needed).toEqual(["-command", "/bin/sh"]);
    expect(programs.map(({ name }) => name)).toEqual(["sh"]);
  });

  it("a configuration file that they copy lands beside the program", async () => {
    const { arguments: found, runtimeFiles } = await service({
      "main.go": server,
      "examples/shop.yml": "port: 1\n",
      Dockerfile: dockerfile(
        "COPY examples/shop.yml /etc/shop/shop.yml",
        'CMD ["/shop", "--config=/etc/shop/shop.yml"]',
      ),
    });
    expect(found).toEqual({ needed: ["--config=shop.yml"], evidence: "Dockerfile:8" });
    expect(runtimeFiles).toEqual([
      { source: "examples/shop.yml", destination: "shop.yml", evidence: "Dockerfile:7" },
    ]);
  });
});

it("is none of a program that only runs something and ends", async () => {
  const code = (run: string) =>
    `var run = &cobra.Command{Use: "run", Run: func(cmd *cobra.Command, args []string) { ${run} }}\nfunc main() { root := &cobra.Command{Use: "hooks"}; root.AddCommand(run); root.Execute() }`;
  const of = async (run: string) => {
    const imports = ["net/http", "github.com/spf13/cobra"];
    return (await service({ "main.go": mainFile(imports, code(run)) })).arguments?.needed;
  };
  expect(await of('http.Get("http://localhost:8080")')).toBeUndefined();
  expect(await of('http.ListenAndServe(":8080", nil)')).toEqual(["run"]);
});

it("is none where cobra is for whoever names one of its commands, and something else serves", async () => {
  const of = async (condition: string) => {
    const { arguments: found, ports } = await service({
      "main.go": mainFile(
        ["net/http", "os", "github.com/spf13/cobra"],
        `var root = &cobra.Command{Use: "shop"}\nvar gateway = &cobra.Command{Use: "gateway", Run: func(cmd *cobra.Command, args []string) { http.ListenAndServe(":9090", nil) }}\nfunc main() {\n\troot.AddCommand(gateway)\n\tif len(os.Args) > 1 {\n\t\t${condition}\n\t}\n\thttp.ListenAndServe(":8080", nil)\n}`,
      ),
    });
    return [found?.needed ?? null, ports.map(({ port }) => port)];
  };
  expect(
    await of('switch os.Args[1] {\n\t\tcase "gateway":\n\t\t\troot.Execute()\n\t\t\treturn\n\t\t}'),
  ).toEqual([null, [8080]]);
  expect((await of("root.Execute()"))[0]).toEqual(["gateway"]);
});

describe("a word behind a flag", () => {
  const code = (flags: string) =>
    `var mode string\nvar debug bool\nvar root = &cobra.Command{Use: "shop", Run: func(cmd *cobra.Command, args []string) {\n\thttp.ListenAndServe(":8080", nil)\n}}\nvar live = &cobra.Command{Use: "live", Run: func(cmd *cobra.Command, args []string) {\n\thttp.ListenAndServe(":9090", nil)\n}}\nfunc main() {\n\t${flags}\n\troot.AddCommand(live)\n\troot.Execute()\n}`;
  const portsOf = async (flags: string, words: string) => {
    const { ports } = await service({
      "main.go": mainFile(["net/http", ...COBRA], code(flags)),
      Dockerfile: `FROM golang:1.26\nRUN go build -o /shop .\nENTRYPOINT ["/shop", ${words}]\n`,
    });
    return ports.map(({ port }) => port);
  };

  it.each([
    ["its value", 'root.Flags().StringVarP(&mode, "mode", "m", "", "")', '"--mode", "live"', [8080]],
    ["that of its letter", 'root.Flags().StringVarP(&mode, "mode", "m", "", "")', '"-m", "live"', [8080]],
    [
      "a command where it takes none",
      'root.Flags().BoolVar(&debug, "debug", false, "")',
      '"--debug", "live"',
      [9090],
    ],
  ])("is %s", async (_, flags, words, expected) => {
    expect(await portsOf(flags, words)).toEqual(expected);
  });
});

describe("a configuration flag", () => {
  const reading = (body: string): string =>
    `func load(path string) {\n${body}\n}\nfunc main() {\n\tvar path string\n\tflag.StringVar(&path, "config", "", "")\n\tflag.Parse()\n\tif path == "" {\n\t\tpath = os.Getenv("SHOP_CONFIG")\n\t}\n\tload(path)\n}`;

  it.each<[string, string, string | null]>([
    [
      "asks for",
      "\tif _, err := os.Stat(path); os.IsNotExist(err) {\n\t\tpanic(path)\n\t}",
      "-config configs/prod.yaml main.go:15",
    ],
    [
      "reads",
      "\t_, err := os.ReadFile(path)\n\tif err != nil {\n\t\tpanic(err)\n\t}",
      "-config configs/prod.yaml main.go:16",
    ],
    [
      "reads where one is named",
      '\tif path != "" {\n\t\tif _, err := os.ReadFile(path); err != nil {\n\t\t\tpanic(err)\n\t\t}\n\t}',
      null,
    ],
    [
      "goes on without",
      '\tif path == "" {\n\t\treturn\n\t}\n\tif _, err := os.ReadFile(path); err != nil {\n\t\tpanic(err)\n\t}',
      null,
    ],
  ])("is given where the program ends without the file that it %s", async (_, body, expected) => {
    const code = mainFile(["flag", "os"], reading(body));
    expect(await argumentsOf({ "main.go": code, "configs/prod.yaml": "port: 1\n" })).toBe(expected);
  });

  it("is given an example under the name whose ending tells the format", async () => {
    const { arguments: found, runtimeFiles } = await service({
      "main.go": mainFile(
        ["flag", "log"],
        'var conf = flag.String("config", "", "")\nfunc main() {\n\tflag.Parse()\n\tif *conf == "" {\n\t\tlog.Fatal("no configuration")\n\t}\n}',
      ),
      "shop.yaml.example": "port: 1\n",
    });
    expect(found?.needed).toEqual(["-config", "shop.yaml"]);
    expect(runtimeFiles).toMatchObject([{ source: "shop.yaml.example", destination: "shop.yaml" }]);
  });

  it("is given to the command that has it, and by its letter once", async () => {
    const code = `var conf, other string
var root = &cobra.Command{Use: "shop"}
var server = &cobra.Command{Use: "server", RunE: serve}
var install = &cobra.Command{Use: "install", RunE: setUp}
func init() {
	OWNER.Flags().StringVarP(&conf, "config", "c", "", "")
	install.Flags().StringVarP(&other, "catalog", "c", "", "")
	root.AddCommand(server, install)
}
func serve(cmd *cobra.Command, args []string) error {
	if conf == "" {
		log.Fatal("no configuration")
	}
	return http.ListenAndServe(":80", nil)
}
func setUp(cmd *cobra.Command, args []string) error { return nil }
func main() { root.Execute() }`;
    const given = async (owner: string, words: readonly string[]) => {
      const { arguments: found } = await service({
        "main.go": mainFile(["log", "net/http", "github.com/spf13/cobra"], code.replace("OWNER", owner)),
        "shop.yaml": "a: 1\n",
        Dockerfile: `FROM golang AS build\nCOPY . .\nRUN go build -o /shop .\nFROM alpine\nWORKDIR /srv\nCOPY --from=build /shop /shop\nCOPY shop.yaml .\nENTRYPOINT ["/shop"]\nCMD ${JSON.stringify(words)}\n`,
      });
      return found?.needed;
    };
    expect(await given("server", ["server"])).toEqual(["server", "--config", "shop.yaml"]);
    expect(await given("install", ["server"])).toEqual(["server"]);
    expect(await given("server", ["server", "-c", "shop.yaml"])).toEqual(["server", "-c", "shop.yaml"]);
  });

  it("is not given an example of variables", async () => {
    const { arguments: found } = await service({
      "main.go": mainFile(
        ["flag", "log"],
        'var conf = flag.String("config", "", "")\nfunc main() {\n\tflag.Parse()\n\tif *conf == "" {\n\t\tlog.Fatal("no configuration")\n\t}\n}',
      ),
      ".env.example": "PORT=80\n",
    });
    expect(found).toBeNull();
  });

  it("is the one that the author's build puts under that name, and no data", async () => {
    const found = await service({
      "main.go": mainFile(
        ["flag", "os"],
        'var conf = flag.String("config", "", "")\nfunc main() {\n\tflag.Parse()\n\tos.ReadFile(*conf)\n}',
      ),
      "shop.conf": "a\n",
      "shop.docker.conf": "b\n",
      Dockerfile:
        'FROM golang AS build\nWORKDIR /src\nCOPY . ./\nRUN mkdir -p /pkg && cp shop.docker.conf /pkg/shop.conf && go build -o /shop .\nFROM alpine\nCOPY --from=build /pkg/shop.conf /data/shop.conf\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop", "-config", "/data/shop.conf"]\n',
    });
    expect(found.arguments?.needed).toEqual(["-config", "data/shop.conf"]);
    expect(found.runtimeFiles).toEqual([
      { source: "shop.docker.conf", destination: "data/shop.conf", evidence: "Dockerfile:6" },
    ]);
    expect(found.writes).toEqual([]);
  });

  it("is the one that the image copies, also where the words begin with a dot", async () => {
    const found = await service({
      "main.go": mainFile(["os"], "func main() { os.ReadFile(os.Args[2]) }"),
      "shop.sample.toml": "a = 1\n",
      Dockerfile:
        'FROM alpine\nWORKDIR /srv\nCOPY shop .\nCOPY shop.sample.toml shop.toml\nCMD ["./shop", "--config", "./shop.toml"]\n',
    });
    expect(found.arguments?.needed).toEqual(["--config", "shop.toml"]);
    expect(found.warnings.map(({ code }) => code)).not.toContain("config-missing");
  });

  it("is not given a file of tests, which an image for tests holds", async () => {
    const { arguments: found, runtimeFiles } = await service({
      "main.go": mainFile(
        ["flag", "log"],
        'var conf = flag.String("config", "", "")\nfunc main() {\n\tflag.Parse()\n\tif *conf == "" {\n\t\tlog.Fatal("no configuration")\n\t}\n}',
      ),
      "shop_test.cfg": "port: 80\n",
      "Dockerfile.dev":
        'FROM golang AS build\nWORKDIR /app\nCOPY . .\nRUN go build -o shop .\nFROM alpine\nCOPY --from=build /app/shop /shop\nCOPY --from=build /app/shop_test.cfg /etc/shop.cfg\nENTRYPOINT ["/shop"]\n',
    });
    expect([found, runtimeFiles]).toEqual([null, []]);
  });

  it.each(["conf", "ConfFolderPath"])(
    "%s is given where its default leads out of the working directory",
    async (name) => {
      const { arguments: found, runtimeFiles } = await service({
        "cmd/shop/main.go": mainFile(
          ["flag"],
          `var conf = flag.String("${name}", "../../configs", "")\nfunc main() { flag.Parse() }`,
        ),
        "configs/config.yaml": "a: 1\n",
      });
      expect(found).toEqual({ needed: [`-${name}`, "configs"], evidence: "cmd/shop/main.go:7" });
      expect(runtimeFiles).toEqual([
        { source: "configs", destination: "configs", evidence: "cmd/shop/main.go:7" },
      ]);
    },
  );

  it("is not given where its default leads to a directory without any configuration", async () => {
    const { arguments: found } = await service({
      "cmd/shop/main.go": mainFile(
        ["flag"],
        'var conf = flag.String("config", "..", "")\nfunc main() { flag.Parse() }',
      ),
      "config.json": "{}\n",
    });
    expect(found).toBeNull();
  });

  it("is not given where only a helper has a default for it that leads there", async () => {
    const flagOf = (fallback: string) => `flag.String("config", "${fallback}", "")`;
    const { arguments: found } = await service({
      "cmd/shop/main.go": mainFile(
        ["flag", "example.com/shop/moves"],
        `func main() { moves.Run(${flagOf(".")}) }`,
      ),
      "cmd/shop/shop.json": "{}",
      "moves/moves.go": `package moves\n\nimport "flag"\n\nfunc Run(dir *string) {\n\tif dir == nil {\n\t\tdir = ${flagOf("..")}\n\t}\n}\n`,
    });
    expect(found).toBeNull();
  });

  it("is not given where only a logger speaks of the caller", async () => {
    const code = `
var path string

func init() { flag.StringVar(&path, "config", "", "") }

func main() {
	viper.AddConfigPath(path)
	log.Fatal().Caller().Msg("shop")
	http.ListenAndServe(viper.GetString("addr"), nil)
}`;
    const { arguments: found } = await service({
      "main.go": mainFile(["flag", "net/http", "github.com/rs/zerolog/log", "github.com/spf13/viper"], code),
      "config/config.development.json": '{\n  "addr": ":8400"\n}\n',
    });
    expect(found).toBeNull();
  });

  it("is given where its default is where the code was compiled", async () => {
    const code = `
var path string

func init() { flag.StringVar(&path, "config", "", "") }

func main() {
	if path == "" {
		_, file, _, _ := runtime.Caller(0)
		path = filepath.Dir(file)
	}
	viper.SetConfigName("config.development")
	viper.AddConfigPath(path)
	viper.ReadInConfig()
	http.ListenAndServe(viper.GetString("addr"), nil)
}`;
    const imports = ["flag", "net/http", "path/filepath", "runtime", "github.com/spf13/viper"];
    const { arguments: found, runtimeFiles } = await service({
      "main.go": mainFile(imports, code),
      "config/config.development.json": '{\n  "addr": ":8400"\n}\n',
    });
    expect(found?.needed).toEqual(["-config", "config"]);
    expect(runtimeFiles).toMatchObject([
      { source: "config/config.development.json", destination: "config/config.development.json" },
    ]);
  });

  it("is given where the program ends without it", async () => {
    expect(
      await argumentsOf({
        "main.go": mainFile(
          ["flag"],
          'func main() {\n\tvar path string\n\tflag.StringVar(&path, "config", "", "")\n\tflag.Parse()\n\tif path == "" {\n\t\tpanic("no config")\n\t}\n}',
        ),
        "config/local.yml": "a: 1\n",
      }),
    ).toBe("-config config/local.yml main.go:9");
  });
});

it("the code that a flag chooses is on where the author's image gives that flag", async () => {
  const of = async (start: string) => {
    const code =
      'var run = flag.String("cmd", "", "")\nfunc start() error {\n\tswitch *run {\n\tcase "server":\n\t\treturn http.ListenAndServe(":8081", nil)\n\tcase "worker":\n\t\treturn http.ListenAndServe(":8082", nil)\n\t}\n\treturn nil\n}\nfunc main() {\n\tflag.Parse()\n\tstart()\n}';
    const { ports } = await service({
      "main.go": mainFile(["flag", "net/http"], code),
      Dockerfile: `FROM alpine\nCOPY shop /shop\nCMD ["/shop", ${start}]\n`,
    });
    return ports.map(({ port }) => port);
  };
  expect(await of('"-cmd=server"')).toEqual([8081]);
  expect(await of('"-cmd", "worker"')).toEqual([8082]);
});

it("a volume for the configuration is to be filled where another module reads it", async () => {
  const of = async (code: string) => {
    const { arguments: found, warnings } = await service({
      "main.go": mainFile(["flag", "net/http", "example.org/bootstrap"], code),
      Dockerfile: 'FROM alpine\nCOPY shop /shop\nVOLUME /data/conf\nCMD ["/shop", "-conf", "/data/conf"]\n',
    });
    const missing = warnings.filter((warning) => warning.code === "config-missing");
    return [found?.needed.join(" "), missing.map(({ message }) => message)];
  };
  expect(await of("func main() { bootstrap.Run(nil) }")).toEqual([
    "-conf /data/conf",
    [
      "the author's image starts the program with -conf /data/conf, a volume that is empty at first: mount the configuration there",
    ],
  ]);
  const own =
    'func main() {\n\tconf := flag.String("conf", "", "")\n\tflag.Parse()\n\tsetUp(*conf)\n\tbootstrap.Run(nil)\n}';
  expect(await of(own)).toEqual(["-conf /data/conf", []]);
});

it("a list of files that the author's image starts with is named where each of them lies", async () => {
  const {
    arguments: found,
    runtimeFiles,
    ports,
  } = await service({
    "main.go": mainFile(
      ["flag", "net/http"],
      'var files = flag.String("rules", "", "")\nfunc main() {\n\tflag.Parse()\n\tload(*files)\n\thttp.ListenAndServe(":8080", nil)\n}',
    ),
    "rules/disk.json": "{}",
    "rules/net.json": "{}",
    Dockerfile:
      'FROM golang AS build\nCOPY . /src\nRUN go build -o /shop\nFROM alpine\nCOPY --from=build /shop /shop\nCOPY rules/ /rules\nENTRYPOINT ["/shop", "--rules=/rules/disk.json,/rules/net.json"]\n',
  });
  expect(ports.map(({ port }) => port)).toEqual([8080]);
  const places = runtimeFiles.map(({ source, destination }) => [source, destination]);
  expect(places).toContainEqual(["rules/disk.json", "disk.json"]);
  expect(found?.needed).toEqual(["--rules=disk.json,net.json"]);
});

it("a command is named though the program is another one where a variable says so", async () => {
  const code = `func main() {
	if os.Getenv("CALLED_AS") == "ask-pass" {
		ask := &cobra.Command{Use: "ask-pass", Run: func(*cobra.Command, []string) { println("secret") }}
		ask.Execute()
		return
	}
	root := &cobra.Command{Use: "shop"}
	root.AddCommand(&cobra.Command{Use: "run", Run: run}, &cobra.Command{Use: "version", Run: version})
	root.Execute()
}
func run(*cobra.Command, []string) { http.ListenAndServe(":8080", nil) }
func version(*cobra.Command, []string) { println("1") }`;
  const main = mainFile(["net/http", "os", "github.com/spf13/cobra"], code);
  const { arguments: found } = await service({ "main.go": main });
  expect(found?.needed).toEqual(["run"]);
});
