import { describe, expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

const HTTP = ["net/http"];

/** Number, purpose and what sets it of each port. */
async function portsOf(imports: readonly string[], code: string, tree: Record<string, string> = {}) {
  const { ports } = await service({ "main.go": mainFile(imports, code), ...tree });
  return ports.map(({ port, purpose, setBy }) => `${port} ${purpose} ${setBy}`);
}

const SERVER =
  "type Server struct{ Addr string }\nfunc (s *Server) Run() error { return http.ListenAndServe(s.Addr, nil) }\n";
const CONFIG =
  'type Config struct {\n\tHost string\n\tPort int\n}\nfunc serve(c Config) error {\n\tsrv := &http.Server{Addr: fmt.Sprintf("%s:%d", c.Host, c.Port)}\n\treturn srv.ListenAndServe()\n}\n';
const MADE =
  "type Config struct{ Addr string }\ntype Server struct{ config Config; address string }\nfunc New(c Config) *Server {\n\ts := &Server{config: c}\n\ts.address = c.Addr\n\treturn s\n}\nfunc (s *Server) Serve() error {\n\tsrv := &http.Server{Addr: s.address}\n\treturn srv.ListenAndServe()\n}\n";

it("a field that an instance fills from a variable has the default that its method gives it", async () => {
  const code =
    'type Config struct{ Host, Port string }\ntype App struct{ Config *Config }\nfunc New() *App {\n\treturn &App{Config: &Config{Host: os.Getenv("APP_HOST"), Port: os.Getenv("APP_PORT")}}\n}\nfunc (a *App) Load() {\n\tif a.Config.Host == "" {\n\t\ta.Config.Host = "localhost"\n\t}\n\tif a.Config.Port == "" {\n\t\ta.Config.Port = "8080"\n\t}\n}\nfunc (a *App) Run() {\n\thttp.ListenAndServe(a.Config.Host+":"+a.Config.Port, nil)\n}\nfunc main() {\n\ta := New()\n\ta.Load()\n\ta.Run()\n}';
  const { ports } = await service({ "main.go": mainFile(["net/http", "os"], code) });
  expect(ports).toMatchObject([{ port: 8080, bind: "loopback", setBy: "env:APP_PORT" }]);
});

it("a flag of a hidden command is none of the service's", async () => {
  const code =
    'func serve(_ context.Context, c *cli.Command) error {\n\treturn http.ListenAndServe(c.String("listen"), nil)\n}\nfunc main() {\n\troot := &cli.Command{\n\t\tAction: serve,\n\t\tCommands: []*cli.Command{{\n\t\t\tName: "run-job",\n\t\t\tHidden: true,\n\t\t\tAction: job,\n\t\t\tFlags: []cli.Flag{&cli.StringFlag{Name: "listen", Value: ":9001", Sources: cli.EnvVars("JOB_LISTEN")}},\n\t\t}},\n\t\tFlags: []cli.Flag{&cli.StringFlag{Name: "listen", Value: ":8080", Sources: cli.EnvVars("LISTEN")}},\n\t}\n\troot.Run(context.Background(), os.Args)\n}';
  expect(await portsOf(["context", "net/http", "os", "github.com/urfave/cli/v3"], code)).toEqual([
    "8080 main env:LISTEN",
  ]);
});

it("what a database fills is none of what another of its type is given", async () => {
  const code =
    'type Setting struct{ Key, Value string }\nvar defaults = map[string]string{"listen": "", "port": "2095"}\nvar path = flag.String("path", "", "")\nfunc stored(key string) (*Setting, error) {\n\tsetting := &Setting{}\n\terr := db.Where("key = ?", key).First(setting).Error\n\treturn setting, err\n}\nfunc get(key string) (string, error) {\n\tsetting, err := stored(key)\n\tif errors.Is(err, gorm.ErrRecordNotFound) {\n\t\treturn defaults[key], nil\n\t}\n\treturn setting.Value, err\n}\nfunc set(value string) {\n\tsetting := &Setting{}\n\tsetting.Value = "/" + value + "/"\n\tdb.Create(setting)\n}\nfunc main() {\n\tflag.Parse()\n\tset(*path)\n\thost, _ := get("listen")\n\tport, _ := get("port")\n\tl, _ := net.Listen("tcp", net.JoinHostPort(host, port))\n\thttp.Serve(l, nil)\n}';
  expect(await portsOf(["errors", "flag", "net", "net/http", "gorm.io/gorm"], code)).toEqual([
    "2095 main literal",
  ]);
});

it("what main starts first comes first, whichever package it is of", async () => {
  const server = (name: string, port: number) =>
    `package ${name}\n\nimport (\n\t"net"\n\t"net/http"\n)\n\ntype Server struct{ listener net.Listener }\n\nfunc (s *Server) Start() error {\n\tl, err := net.Listen("tcp", ":${port}")\n\ts.listener = l\n\tgo http.Serve(l, nil)\n\treturn err\n}\n\nfunc (s *Server) Stop() { s.listener.Close() }\n`;
  const code =
    "func main() {\n\tw := &web.Server{}\n\tw.Start()\n\ts := &sub.Server{}\n\ts.Start()\n\tfor range hangups() {\n\t\ts.Stop()\n\t\ts.Start()\n\t\tw.Stop()\n\t\tw.Start()\n\t}\n}";
  const imports = ["example.com/shop/sub", "example.com/shop/web"];
  expect(
    await portsOf(imports, code, { "sub/sub.go": server("sub", 2096), "web/web.go": server("web", 2095) }),
  ).toEqual(["2095 main literal", "2096 main literal"]);
});

describe("several servers of one type", () => {
  it.each<[string, readonly string[], string, string[]]>([
    [
      "are told apart by what their method is called on",
      HTTP,
      `${SERVER}func main() {\n\tmetrics := &Server{Addr: ":9090"}\n\tapi := &Server{Addr: ":8080"}\n\tgo metrics.Run()\n\tapi.Run()\n}`,
      ["8080 main literal", "9090 metrics literal"],
    ],
    [
      "are told apart where the fields of their literals have no names",
      HTTP,
      `${SERVER}func main() {\n\tfirst, debug := &Server{":8080"}, &Server{":6061"}\n\tgo debug.Run()\n\tfirst.Run()\n}`,
      ["8080 main literal", "6061 admin literal"],
    ],
    [
      "are told apart by the settings that a function is handed",
      ["fmt", "net/http"],
      `${CONFIG}func main() {\n\tgo func() { _ = serve(Config{Port: 9090}) }()\n\t_ = serve(Config{Port: 8080})\n}`,
      ["8080 main literal", "9090 main literal"],
    ],
    [
      "are told apart by the fields of another module's struct",
      ["fmt", "net/http", "example.org/core"],
      'func serve(c core.Config) {\n\tgo http.ListenAndServe(fmt.Sprintf(":%d", c.ManagementPort), nil)\n\thttp.ListenAndServe(fmt.Sprintf(":%d", c.Port), nil)\n}\nfunc main() {\n\tvar run func(core.Config) = serve\n\trun(core.Config{Port: 8013, ManagementPort: 9014})\n}',
      ["8013 main literal", "9014 admin literal"],
    ],
    [
      "are told apart by what makes them",
      ["flag", "net/http"],
      `${MADE}func main() {\n\tpub := flag.String("public", ":8080", "")\n\tadm := flag.String("admin", ":9090", "")\n\tflag.Parse()\n\ta := New(Config{Addr: *pub})\n\tb := New(Config{Addr: *adm})\n\tgo a.Serve()\n\tb.Serve()\n}`,
      ["8080 main flag:-public", "9090 admin flag:-admin"],
    ],
    [
      "are told apart by fields that are set later",
      HTTP,
      `${SERVER}func main() {\n\tadmin, api := &Server{}, &Server{}\n\tadmin.Addr = ":9000"\n\tapi.Addr = ":8000"\n\tgo admin.Run()\n\tapi.Run()\n}`,
      ["8000 main literal", "9000 admin literal"],
    ],
    [
      "are told from the settings of a client, kept in a server that an interface stands for",
      ["fmt", "net"],
      `type Config struct{ Port int }\ntype Server interface{ Run() error }\ntype server struct{ config *Config }\nfunc NewServer(c *Config) Server { return &server{config: c} }\nfunc (s *server) Run() error {\n\t_, err := net.Listen("tcp", fmt.Sprintf(":%d", s.config.Port))\n\treturn err\n}\nfunc NewClient(c *Config) { net.Dial("tcp", fmt.Sprintf("other:%d", c.Port)) }\ntype all struct{ server Server }\nfunc main() {\n\tNewClient(&Config{Port: 9100})\n\town := &Config{Port: 3000}\n\ta := &all{server: NewServer(own)}\n\ta.server.Run()\n}`,
      ["3000 main literal"],
    ],
    [
      "are told apart where a loop runs through them",
      HTTP,
      `${SERVER}func main() {\n\tdebug := &Server{Addr: ":6061"}\n\tfor _, one := range []*Server{{Addr: ":8080"}, debug} {\n\t\tgo one.Run()\n\t}\n\tselect {}\n}`,
      ["8080 main literal", "6061 admin literal"],
    ],
    [
      "are told apart where a loop runs through a variable that lists them",
      HTTP,
      `${SERVER}func main() {\n\tapi, debug := &Server{Addr: ":8080"}, &Server{Addr: ":6061"}\n\tservers := []*Server{debug, api}\n\tfor _, one := range servers {\n\t\tgo one.Run()\n\t}\n\tselect {}\n}`,
      ["8080 main literal", "6061 admin literal"],
    ],
    [
      "keep what fills the settings of the one that there is",
      ["net/http", "os"],
      `${SERVER}func fill(s *Server) {\n\tif addr := os.Getenv("ADDR"); addr != "" {\n\t\ts.Addr = addr\n\t}\n}\nfunc main() {\n\ts := &Server{Addr: ":8080"}\n\tfill(s)\n\ts.Run()\n}`,
      ["8080 main env:ADDR"],
    ],
    [
      "take a flag's own default for what its literal had before",
      ["flag", "net/http"],
      'type opts struct{ metrics, addr, other string }\nfunc main() {\n\to := &opts{metrics: "0.0.0.0:8880", addr: ":8080"}\n\tflag.StringVar(&o.addr, "addr", o.addr, "")\n\tflag.StringVar(&o.metrics, "metrics-addr", "", "")\n\tflag.Parse()\n\tif o.metrics != "" {\n\t\tgo http.ListenAndServe(o.metrics, nil)\n\t}\n\thttp.ListenAndServe(o.addr, nil)\n}',
      ["8080 main flag:-addr"],
    ],
  ])("%s", async (_, imports, code, expected) => {
    expect(await portsOf(imports, code)).toEqual(expected);
  });

  it("leave those out that are not in sight", async () => {
    const code = `${SERVER.replace("error { return", 'error {\n\tif s.Addr == "" {\n\t\ts.Addr = ":25"\n\t}\n\treturn')}func Listen(addr string) error {\n\ts := &Server{Addr: addr}\n\treturn s.Run()\n}\nfunc main() {\n\tgo Listen(os.Args[1])\n\ts := &Server{Addr: ":1025"}\n\ts.Run()\n}`;
    expect(await portsOf(["net/http", "os"], code)).toEqual(["1025 main literal"]);
  });

  it("are told apart where an interface starts them", async () => {
    const listeners =
      'package listeners\n\nimport "net"\n\ntype Config struct{ ID, Address string }\n\ntype TCP struct{ address string }\n\nfunc NewTCP(c Config) *TCP { return &TCP{address: c.Address} }\n\nfunc (t *TCP) Init() error {\n\t_, err := net.Listen("tcp", t.address)\n\treturn err\n}\n\ntype Health struct{ address string }\n\nfunc NewHealth(c Config) *Health { return &Health{address: c.Address} }\n\nfunc (h *Health) Init() error {\n\t_, err := net.Listen("tcp", h.address)\n\treturn err\n}\n';
    const code =
      'type listener interface{ Init() error }\n\nfunc read() []listeners.Config { return nil }\n\nfunc main() {\n\ttcp := flag.String("tcp", ":1883", "")\n\thealth := flag.String("health", ":8081", "")\n\tflag.Parse()\n\tfor _, conf := range read() {\n\t\tlisteners.NewTCP(conf)\n\t\tlisteners.NewHealth(conf)\n\t}\n\tfor _, one := range []listener{\n\t\tlisteners.NewTCP(listeners.Config{ID: "t", Address: *tcp}),\n\t\tlisteners.NewHealth(listeners.Config{ID: "h", Address: *health}),\n\t} {\n\t\tone.Init()\n\t}\n}';
    const tree = { "listeners/listeners.go": listeners };
    expect(await portsOf(["flag", "example.com/shop/listeners"], code, tree)).toEqual([
      "1883 main flag:-tcp",
      "8081 admin flag:-health",
    ]);
  });
});

describe("a server that is made with options", () => {
  const OPTIONS =
    'type Server struct{ addr string }\ntype Option func(*Server)\nfunc Addr(a string) Option { return func(s *Server) { s.addr = a } }\nfunc (s *Server) WithAddr(a string) *Server { s.addr = a; return s }\nfunc New(opts ...Option) *Server {\n\ts := &Server{addr: "localhost:8000"}\n\tfor _, opt := range opts {\n\t\topt(s)\n\t}\n\treturn s\n}\nfunc (s *Server) Run() error { return http.ListenAndServe(s.addr, nil) }\n';
  const LITERAL =
    'type Server struct{ server *http.Server }\ntype Option func(*Server)\nfunc Port(p string) Option { return func(s *Server) { s.server.Addr = net.JoinHostPort("", p) } }\nfunc New(opts ...Option) *Server {\n\ts := &Server{server: &http.Server{Addr: ":80"}}\n\tfor _, opt := range opts {\n\t\topt(s)\n\t}\n\tgo s.server.ListenAndServe()\n\treturn s\n}\n';

  it.each<[string, string, string[]]>([
    ["its default without any", `${OPTIONS}func main() { New().Run() }`, ["8000 main literal"]],
    ["what one gives it", `${OPTIONS}func main() { New(Addr(":8001")).Run() }`, ["8001 main literal"]],
    [
      "what a method gives it",
      `${OPTIONS}func main() { New().WithAddr(":8002").Run() }`,
      ["8002 main literal"],
    ],
    [
      "the variable of one",
      `${OPTIONS}func main() {\n\tport := os.Getenv("PORT")\n\tif port == "" {\n\t\tport = "8003"\n\t}\n\tNew(Addr(":" + port)).Run()\n}`,
      ["8003 main env:PORT"],
    ],
    [
      "its default where one is given on a condition",
      `${OPTIONS}func main() {\n\tvar opts []Option\n\tif len(os.Args) > 3 {\n\t\topts = append(opts, Addr(":8004"))\n\t}\n\tNew(opts...).Run()\n}`,
      ["8000 main literal"],
    ],
    [
      "what each of several is given",
      `${OPTIONS}func main() {\n\tgo New(Addr(":8005")).Run()\n\tNew(Addr(":8006")).Run()\n}`,
      ["8006 main literal", "8005 main literal"],
    ],
    [
      "what one gives the server of the library inside",
      `${LITERAL}func main() { New(Port("8007")); select {} }`,
      ["8007 main literal"],
    ],
    ["the default of that", `${LITERAL}func main() { New(); select {} }`, ["80 main literal"]],
  ])("has %s", async (_, code, expected) => {
    expect(await portsOf(["net", "net/http", "os"], code)).toEqual(expected);
  });
});

describe("one struct that several fields hold", () => {
  const types =
    'type Server struct {\n\tPort int `yaml:"port" mapstructure:"port" env:"PORT"`\n}\ntype Config struct {\n\tAdmin Server `yaml:"admin" mapstructure:"admin" envPrefix:"ADMIN_"`\n\tWeb Server `yaml:"web" mapstructure:"web" envPrefix:"WEB_"`\n}\n';
  const serves =
    'func serve(s Server) error { return http.ListenAndServe(fmt.Sprintf(":%d", s.Port), nil) }\ntype app struct{ web Server }\nfunc (a *app) run() { serve(a.web) }\nfunc main() {\n\tc := load()\n\tgo serve(c.Admin)\n\ta := &app{web: c.Web}\n\ta.run()\n}';
  const both = ["8303 main env:WEB_PORT", "8304 admin env:ADMIN_PORT"];

  it.each<[string, string, string, Record<string, string>]>([
    [
      "a file",
      "gopkg.in/yaml.v3",
      'b, _ := os.ReadFile("config.yaml")\n\tvar c Config\n\tyaml.Unmarshal(b, &c)\n\treturn &c',
      { "config.yaml": "admin:\n  port: 8304\nweb:\n  port: 8303\n" },
    ],
    [
      "keys",
      "github.com/spf13/viper",
      'viper.SetDefault("admin.port", 8304)\n\tviper.SetDefault("web.port", 8303)\n\tvar c Config\n\tviper.Unmarshal(&c)\n\treturn &c',
      {},
    ],
    [
      "a literal",
      "github.com/caarlos0/env/v11",
      "c := &Config{Admin: Server{Port: 8304}, Web: Server{Port: 8303}}\n\tenv.Parse(c)\n\treturn c",
      {},
    ],
    [
      "assignments",
      "github.com/caarlos0/env/v11",
      "c := &Config{}\n\tc.Admin.Port = 8304\n\tc.Web.Port = 8303\n\tenv.Parse(c)\n\treturn c",
      {},
    ],
  ])("is told apart by the field that holds it, as filled from %s", async (_, library, body, tree) => {
    const code = `${types}func load() *Config {\n\t${body}\n}\n${serves}`;
    expect(await portsOf(["fmt", "net/http", "os", library], code, tree)).toEqual(both);
  });

  it("is told apart behind an interface that gives the configuration", async () => {
    const code = `${types}type manager interface{ Get() *Config }\ntype files struct{}\nfunc (files) Get() *Config { return &Config{Admin: Server{Port: 8304}, Web: Server{Port: 8303}} }\nfunc start(m manager) {\n\tc := m.Get()\n\tgo http.ListenAndServe(fmt.Sprintf(":%d", c.Admin.Port), nil)\n\thttp.ListenAndServe(fmt.Sprintf(":%d", c.Web.Port), nil)\n}\nfunc main() { start(files{}) }`;
    expect(await portsOf(["fmt", "net/http"], code)).toEqual(both);
  });

  it("keeps its variable where the fields name the one that there is", async () => {
    const code =
      'type Config struct {\n\tPort string `env:"SHOP_PORT"`\n}\nvar shared Config\nfunc defaults() Config { return Config{Port: "8305"} }\ntype web struct{ conf *Config }\ntype jobs struct{ conf *Config }\nfunc (w *web) run() { http.ListenAndServe(":"+w.conf.Port, nil) }\nfunc load() {\n\tshared = defaults()\n\tenv.Parse(&shared)\n}\nfunc main() {\n\tload()\n\t_ = &jobs{conf: &shared}\n\tw := &web{conf: &shared}\n\tw.run()\n}';
    expect(await portsOf(["net/http", "github.com/caarlos0/env/v11"], code)).toEqual([
      "8305 main env:SHOP_PORT",
    ]);
  });
});
