import { describe, expect, it } from "vitest";
import { detect } from "../tree.ts";
import { mainFile, service } from "./service.ts";

const HTTP = ["net/http"];
const GIN = ["github.com/gin-gonic/gin"];

/** What is told of a port: number, bind, purpose, what sets it, and the line where it was seen. */
async function portsOf(tree: Record<string, string>) {
  const { ports } = await service(tree);
  return ports.map(
    ({ port, bind, purpose, setBy, evidence }) => `${port} ${bind} ${purpose} ${setBy} ${evidence}`,
  );
}

const main = (imports: readonly string[], code: string) => portsOf({ "main.go": mainFile(imports, code) });

describe("ports in one main.go", () => {
  it.each<[string, readonly string[], string, string[]]>([
    [
      "a literal",
      HTTP,
      'func main() { http.ListenAndServe(":8080", nil) }',
      ["8080 all main literal main.go:7"],
    ],
    [
      "what the struct gives that a function is handed for an interface, which another has too",
      ["fmt", "net/http"],
      'type config interface{ Port() int }\ntype own struct{}\nfunc (own) Port() int { return 8085 }\ntype mock struct{}\nfunc (mock) Port() int { return 1 }\ntype app struct{ cfg config }\nfunc newApp(c config) *app { return &app{cfg: c} }\nfunc (a *app) run() { http.ListenAndServe(fmt.Sprintf(":%d", a.cfg.Port()), nil) }\nfunc main() { newApp(own{}).run() }',
      ["8085 all main literal main.go:10"],
    ],
    [
      "none of what only tests make",
      ["net/http", "testing"],
      'type place struct{ address string }\nfunc (p *place) String() string { return p.address }\nfunc newPlace(t *testing.T) *place { return &place{address: "127.0.0.1:18555"} }\nfunc serveAll(t *testing.T) { http.ListenAndServe(newPlace(t).String(), nil) }\nfunc main() {\n\tvar p place\n\thttp.ListenAndServe(p.String(), nil)\n}',
      [],
    ],
    [
      "the address that a method is handed through an interface",
      HTTP,
      'type server interface{ Start(addr string) }\ntype web struct{}\nfunc (web) Start(addr string) { http.ListenAndServe(addr, nil) }\nfunc newServer() server { return web{} }\nfunc main() { newServer().Start(":8086") }',
      ["8086 all main literal main.go:11"],
    ],
    [
      "the address of a server that is embedded",
      HTTP,
      'type server struct{ *http.Server }\nfunc main() {\n\ts := &server{&http.Server{}}\n\ts.Addr = ":8087"\n\ts.ListenAndServe()\n}',
      ["8087 all main literal main.go:10"],
    ],
    [
      "the address that a server of another module is given once it is made",
      ["github.com/emersion/go-smtp"],
      'func main() {\n\ts := smtp.NewServer(nil)\n\ts.Addr = ":1025"\n\ts.ListenAndServe()\n}',
      ["1025 all main literal main.go:9"],
    ],
    [
      "last what each call starts only where a switch says so, whatever holds the switch",
      ["encoding/json", "net", "net/http", "os"],
      'type settings struct{ Media bool }\nvar current *settings\nfunc load(b []byte) { json.Unmarshal(b, &current) }\nfunc open(port string) net.Listener {\n\tl, _ := net.Listen("tcp", ":"+port)\n\treturn l\n}\nfunc media() { go http.Serve(open("9080"), nil) }\nfunc reload() {\n\tif current.Media {\n\t\tmedia()\n\t}\n}\nfunc main() {\n\tb, _ := os.ReadFile("x")\n\tload(b)\n\treload()\n\tif current.Media {\n\t\tmedia()\n\t}\n\tserve()\n}\nfunc serve() { http.ListenAndServe(":8090", nil) }',
      ["8090 all main literal main.go:32", "9080 all main literal main.go:17"],
    ],
    [
      "no address that a server is given only where somebody turns it on",
      ["flag", "net/http", "github.com/emersion/go-smtp"],
      'type mail struct{ addr string }\nfunc (m *mail) start() {\n\ts := smtp.NewServer(nil)\n\ts.Addr = m.addr\n\ts.ListenAndServe()\n}\nfunc main() {\n\ton := flag.Bool("smtp", false, "")\n\tif *on {\n\t\tm := &mail{addr: ":2525"}\n\t\tgo m.start()\n\t}\n\thttp.ListenAndServe(":8088", nil)\n}',
      ["8088 all main literal main.go:21"],
    ],
    [
      "the default of a flag, which go-options takes over what the struct begins with",
      ["flag", "net/http", "github.com/mreiferson/go-options", "os"],
      'type config struct {\n\tAddr string `flag:"address"`\n}\nfunc main() {\n\tset := flag.NewFlagSet("shop", flag.ExitOnError)\n\tset.String("address", ":8443", "")\n\tset.Parse(os.Args[1:])\n\tcfg := &config{Addr: ":443"}\n\toptions.Resolve(cfg, set, nil)\n\thttp.ListenAndServe(cfg.Addr, nil)\n}',
      ["8443 all main flag:--address main.go:11"],
    ],
    [
      "the address behind the context that a function of another module takes",
      ["context", "example.org/ext/httpext"],
      'func main() { httpext.ListenAndServeContext(context.Background(), ":8080", nil) }',
      ["8080 all main literal main.go:8"],
    ],
    [
      "an option of mow.cli, with the variable that gives it",
      ["net/http", "strconv", 'cli "github.com/jawher/mow.cli"'],
      'func main() {\n\tapp := cli.App("shop", "")\n\tport := app.Int(cli.IntOpt{Name: "p port", Value: 8087, EnvVar: "SHOP_PORT PORT"})\n\thost := app.StringOpt("host", "127.0.0.1", "")\n\tapp.Action = func() { http.ListenAndServe(*host+":"+strconv.Itoa(*port), nil) }\n}',
      ["8087 loopback main env:SHOP_PORT main.go:11"],
    ],
    [
      "the port behind the context that a function of another module takes",
      ["context", "os", "strconv", "example.org/ext/server"],
      'func main() {\n\tport := 9443\n\tif text := os.Getenv("SHOP_PORT"); text != "" {\n\t\tport, _ = strconv.Atoi(text)\n\t}\n\tserver.ListenAndServe(context.Background(), port, 0, nil)\n}',
      ["9443 all main env:SHOP_PORT main.go:11"],
    ],
    [
      "the address behind the events of gnet",
      ["fmt", "github.com/panjf2000/gnet/v2"],
      'func main() { gnet.Run(nil, fmt.Sprintf("tcp://:%d", 9000), gnet.WithMulticore(true)) }',
      ["9000 all main literal main.go:8"],
    ],
    [
      "what functions are called with that variables hold, of main and of the package",
      HTTP,
      'var serve = func(addr string) { http.ListenAndServe(addr, nil) }\nfunc main() {\n\tstart := func(addr string) { http.ListenAndServe(addr, nil) }\n\tgo start(":8088")\n\tserve(":8089")\n}',
      ["8089 all main literal main.go:11", "8088 all main literal main.go:10"],
    ],
    [
      "http.ListenAndServe by a variable that tests give another function, and by a field",
      HTTP,
      'var listen = http.ListenAndServe\ntype app struct{ serve func(string, http.Handler) error }\nfunc main() {\n\ta := app{serve: http.ListenAndServe}\n\tgo a.serve(":8090", nil)\n\tlisten(":8091", nil)\n}',
      ["8091 all main literal main.go:12", "8090 all main literal main.go:11"],
    ],
    [
      "texts and numbers that are printed in a row",
      ["fmt", "net/http"],
      'type endpoint struct{ port uint16 }\nvar web = endpoint{port: 8093}\nfunc main() { http.ListenAndServe(fmt.Sprint(":", web.port), nil) }',
      ["8093 all main literal main.go:9"],
    ],
    [
      "what holds where no variable says that the program runs at a desk",
      ["net/http", "os"],
      'func main() {\n\tvar addr string\n\tif os.Getenv("STAGE") == "local" {\n\t\taddr = "127.0.0.1:8094"\n\t} else {\n\t\taddr = ":8094"\n\t}\n\thttp.ListenAndServe(addr, nil)\n}',
      ["8094 all main literal main.go:13"],
    ],
    [
      "what a switch gives where no variable names the stage",
      ["net/http", "os"],
      'func addr() string {\n\tswitch os.Getenv("STAGE") {\n\tcase "production", "live":\n\t\treturn ":80"\n\tcase "staging":\n\t\treturn ":8000"\n\tdefault:\n\t\treturn ":8081"\n\t}\n}\nfunc main() { http.ListenAndServe(addr(), nil) }',
      ["8081 all main literal main.go:15"],
    ],
    [
      "a text of a type of its own, which flags set by a method",
      ["flag", "net/http"],
      'type address string\nfunc (a *address) String() string { return string(*a) }\nfunc (a *address) Set(text string) error { *a = address(text); return nil }\nfunc main() {\n\ta := address(":8888")\n\tflag.Var(&a, "listen", "")\n\tflag.Parse()\n\thttp.ListenAndServe(a.String(), nil)\n}',
      ["8888 all main flag:-listen main.go:12"],
    ],
    [
      "what a function is called with by a variable that tests give another one",
      HTTP,
      'func listen(addr string) error { return http.ListenAndServe(addr, nil) }\nvar listenFunc = listen\nfunc main() { listenFunc(":8095") }',
      ["8095 all main literal main.go:9"],
    ],
    [
      "what functions are handed that variables stand for, so that tests can replace them",
      ["net/http"],
      'var (\n\tserve = listen\n\tnewServer = func(addr string) *http.Server { return &http.Server{Addr: addr} }\n)\nfunc listen(addr string) error { return newServer(addr).ListenAndServe() }\nfunc main() { serve(":8214") }',
      ["8214 all main literal main.go:12"],
    ],
    [
      "servers of the program's own in their order, of which one is seen to listen",
      ["net", "github.com/bluenviron/gortsplib/v5"],
      'type rtspServer struct{ Address string }\ntype rtmpServer struct{ Address string }\nfunc (s *rtspServer) start() { (&gortsplib.Server{RTSPAddress: s.Address}).Start() }\nfunc (s *rtmpServer) start() { net.Listen("tcp", s.Address) }\nfunc main() {\n\tone := &rtspServer{Address: ":8554"}\n\tother := &rtmpServer{Address: ":1935"}\n\tone.start()\n\tother.start()\n}',
      ["8554 all main literal main.go:13", "1935 all main literal main.go:14"],
    ],
    [
      "the entry of a map",
      HTTP,
      'var settings = map[string]string{"name": "shop", "addr": ":8092"}\nfunc main() { http.ListenAndServe(settings["addr"], nil) }',
      ["8092 all main literal main.go:7"],
    ],
    [
      "no script that an interpreter runs",
      ["flag", "github.com/robertkrimen/otto"],
      'var port = flag.Int("port", 8213, "of the printer")\n\nfunc main() { otto.New().Run("var a = 1; a") }',
      [],
    ],
    [
      "the address behind the network, as a server of another module takes it",
      ["github.com/armon/go-socks5"],
      'func main() {\n\ts, _ := socks5.New(nil)\n\ts.ListenAndServe("tcp", ":1080")\n}',
      ["1080 all main literal main.go:9"],
    ],
    [
      "what a function literal is handed where it stands",
      ["net/http"],
      'var addr = ":8212"\nfunc main() {\n\tgo func(a string) { http.ListenAndServe(a, nil) }(addr)\n\tselect {}\n}',
      ["8212 all main literal main.go:7"],
    ],
    [
      "the first of a list that is handed on and copied",
      ["flag", "net/http"],
      'type config struct{ listen []string }\ntype proxy struct{ addrs []string }\nfunc (p proxy) serve() {\n\tvar addrs []string\n\tfor _, addr := range p.addrs {\n\t\taddrs = append(addrs, addr)\n\t}\n\tfor _, addr := range addrs {\n\t\tgo http.ListenAndServe(addr, nil)\n\t}\n}\nfunc main() {\n\tc := &config{}\n\tif len(c.listen) == 0 {\n\t\tc.listen = []string{"localhost:5353"}\n\t}\n\tproxy{addrs: c.listen}.serve()\n}',
      ["5353 loopback main literal main.go:22"],
    ],
    [
      "a server with a handler of the program's own, beside one for a certificate authority",
      ["net/http", "golang.org/x/crypto/acme/autocert"],
      'type app struct{}\nfunc (a *app) HTTPHandler() http.Handler { return nil }\nfunc main() {\n\ta := &app{}\n\tm := &autocert.Manager{}\n\tgo http.ListenAndServe(":8081", m.HTTPHandler(nil))\n\ts := &http.Server{Addr: ":8082", Handler: a.HTTPHandler()}\n\ts.ListenAndServe()\n}',
      ["8082 all main literal main.go:14"],
    ],
    [
      "an address in place of gin's own, in a method that nothing calls",
      ["net/http", "github.com/gin-gonic/gin"],
      'type web struct{ g *gin.Engine }\nfunc newWeb() *web { return &web{g: gin.New()} }\nfunc (w *web) Run() { w.g.Run() }\nfunc main() {\n\tw := newWeb()\n\thttp.ListenAndServe(":8091", w.g)\n}',
      ["8091 all main literal main.go:13"],
    ],
    [
      "an option in place of the address of a literal",
      ["net", "net/http"],
      'type server struct{ http *http.Server }\ntype option func(*server)\nfunc port(port string) option {\n\treturn func(s *server) { s.http.Addr = net.JoinHostPort("", port) }\n}\nfunc start(opts ...option) *server {\n\tinner := &http.Server{Addr: ":80"}\n\ts := &server{http: inner}\n\tfor _, opt := range opts {\n\t\topt(s)\n\t}\n\tgo s.http.ListenAndServe()\n\treturn s\n}\nfunc main() { start(port("8500")) }',
      ["8500 all main literal main.go:22"],
    ],
    [
      "an option that takes the address apart and puts it together again",
      ["net", "net/http"],
      'type server struct{ addr string }\nfunc address(addr string) func(*server) error {\n\treturn func(s *server) error {\n\t\thost, port, err := net.SplitHostPort(addr)\n\t\tif err != nil {\n\t\t\treturn err\n\t\t}\n\t\ts.addr = net.JoinHostPort(host, port)\n\t\treturn nil\n\t}\n}\nfunc start(opts ...func(*server) error) {\n\ts := &server{addr: ":9090"}\n\tfor _, opt := range opts {\n\t\topt(s)\n\t}\n\thttp.ListenAndServe(s.addr, nil)\n}\nfunc main() { start(address("0.0.0.0:8500")) }',
      ["8500 all main literal main.go:26"],
    ],
    [
      "an address that is taken from the listener once it listens",
      ["context", "net", "net/http"],
      'type server struct{ http *http.Server }\nfunc (s *server) start(ctx context.Context, inner *http.Server) error {\n\tl, err := (&net.ListenConfig{}).Listen(ctx, "tcp", inner.Addr)\n\tif err != nil {\n\t\treturn err\n\t}\n\tinner.Addr = l.Addr().String()\n\treturn inner.Serve(l)\n}\nfunc main() {\n\ts := &server{}\n\ts.start(context.Background(), &http.Server{Addr: ":8501"})\n}',
      ["8501 all main literal main.go:20"],
    ],
    [
      "an address in place of the one on loopback, for a switch that is on by default",
      ["net/http", "github.com/spf13/cobra", "github.com/spf13/viper"],
      'var bindAll bool\nvar root = &cobra.Command{Use: "shop", Run: func(*cobra.Command, []string) {\n\tbindAll = viper.GetBool("bindall")\n\tserve()\n}}\nfunc serve() {\n\thost := "localhost"\n\tif bindAll {\n\t\thost = "0.0.0.0"\n\t}\n\thttp.ListenAndServe(host+":8502", nil)\n}\nfunc main() {\n\troot.PersistentFlags().Bool("bindall", true, "")\n\troot.Execute()\n}',
      ["8502 all main literal main.go:19"],
    ],
    [
      "the address of a literal where no option is given",
      ["net/http"],
      'type server struct{ http *http.Server }\ntype option func(*server)\nfunc port(port string) option {\n\treturn func(s *server) { s.http.Addr = ":" + port }\n}\nfunc start(opts ...option) *server {\n\tinner := &http.Server{Addr: ":8501"}\n\ts := &server{http: inner}\n\tfor _, opt := range opts {\n\t\topt(s)\n\t}\n\tgo s.http.ListenAndServe()\n\treturn s\n}\nfunc main() { start() }',
      ["8501 all main literal main.go:13"],
    ],
    [
      "the variable of the condition that it is set under, beside others of that name",
      ["net/http", "os", "strings"],
      'type config struct{ Mode, Addr string }\nfunc load() *config {\n\tc := &config{Mode: "dev", Addr: ":8510"}\n\tfor _, v := range strings.Split("a b", " ") {\n\t\tprintln(v)\n\t}\n\tif v := os.Getenv("MODE"); v != "" {\n\t\tc.Mode = v\n\t}\n\tif v := os.Getenv("SHOP_ADDR"); v != "" {\n\t\tc.Addr = v\n\t}\n\treturn c\n}\nfunc main() { http.ListenAndServe(load().Addr, nil) }',
      ["8510 all main env:SHOP_ADDR main.go:11"],
    ],
    [
      "a variable outside of the condition that has one of its name",
      ["net/http", "os", "strings"],
      'func main() {\n\taddr := ":8511"\n\tif addr := os.Getenv("PEER"); addr != "" {\n\t\tjoin(addr)\n\t}\n\thttp.ListenAndServe(addr, nil)\n}',
      ["8511 all main literal main.go:10"],
    ],
    [
      "a variable that the condition takes apart under its own name",
      ["net/http", "os", "strings"],
      'func main() {\n\tport := os.Getenv("PORT")\n\taddr := ":8512"\n\tif port := strings.TrimSpace(port); port != "" {\n\t\taddr = ":" + port\n\t}\n\thttp.ListenAndServe(addr, nil)\n}',
      ["8512 all main env:PORT main.go:11"],
    ],
    [
      "no stand-in for what failed, where the field is given another value",
      ["net/http", "log"],
      'type config struct{ Port string }\nfunc main() {\n\tc := load()\n\tif err := choose(c); err != nil {\n\t\tlog.Print(err)\n\t\tc.Port = "64080"\n\t}\n\thttp.ListenAndServe(":"+c.Port, nil)\n}\nfunc load() *config { return parse() }\nfunc choose(c *config) error {\n\tc.Port = "8520"\n\treturn nil\n}',
      ["8520 all main literal main.go:19"],
    ],
    [
      "a server literal with a constant",
      HTTP,
      'const addr = ":9090"\nfunc main() { s := &http.Server{Addr: addr}; s.ListenAndServe() }',
      ["9090 all main literal main.go:7"],
    ],
    [
      "a default for a field of another module's struct",
      ["fmt", "net/http", "example.org/conf"],
      'var settings = &conf.Settings{}\nfunc main() {\n\tconf.Load(settings)\n\tif settings.Port == 0 {\n\t\tsettings.Port = 9000\n\t}\n\thttp.ListenAndServe(fmt.Sprintf(":%d", settings.Port), nil)\n}',
      ["9000 all main literal main.go:13"],
    ],
    [
      "a default for a field of what another module gives",
      ["net/http", "example.org/conf"],
      'func main() {\n\tcfg := conf.Load()\n\tif cfg.Addr == "" {\n\t\tcfg.Addr = ":9000"\n\t}\n\thttp.ListenAndServe(cfg.Addr, nil)\n}',
      ["9000 all main literal main.go:11"],
    ],
    [
      "a default for another module's struct in a function of its own",
      ["net/http", "example.org/conf"],
      'func fill(c *conf.Settings) {\n\tif c.Addr == "" {\n\t\tc.Addr = ":9000"\n\t}\n}\nfunc main() {\n\tvar cfg conf.Settings\n\tfill(&cfg)\n\thttp.ListenAndServe(cfg.Addr, nil)\n}',
      ["9000 all main literal main.go:10"],
    ],
    [
      "no default of a variable of another type",
      ["net/http", "example.org/conf"],
      'func fill(c *conf.Client) {\n\tif c.Addr == "" {\n\t\tc.Addr = ":9000"\n\t}\n}\nfunc main() {\n\tcfg := conf.Load()\n\tfill(cfg.Client)\n\thttp.ListenAndServe(cfg.Addr, nil)\n}',
      [],
    ],
    [
      "a default for arguments, of which there are none",
      ["flag", "net/http"],
      'func main() {\n\taddr := flag.String("http", "", "")\n\tflag.Parse()\n\tif flag.NArg() > 0 {\n\t\tif *addr == "" {\n\t\t\t*addr = "0.0.0.0:80"\n\t\t}\n\t} else {\n\t\tif *addr == "" {\n\t\t\t*addr = "127.0.0.1:8090"\n\t\t}\n\t}\n\thttp.ListenAndServe(*addr, nil)\n}',
      ["8090 loopback main flag:-http main.go:17"],
    ],
    [
      "a default for the arguments of a command, of which there are none",
      ["net/http", "github.com/spf13/cobra"],
      'func main() {\n\tvar addr string\n\tcmd := &cobra.Command{Use: "shop", RunE: func(cmd *cobra.Command, args []string) error {\n\t\tif len(args) > 0 {\n\t\t\taddr = "0.0.0.0:80"\n\t\t} else {\n\t\t\taddr = "127.0.0.1:8090"\n\t\t}\n\t\treturn http.ListenAndServe(addr, nil)\n\t}}\n\tcmd.Execute()\n}',
      ["8090 loopback main literal main.go:14"],
    ],
    [
      "a default for the arguments of a command beside others, of which there are none",
      ["net/http", "github.com/spf13/cobra"],
      'func main() {\n\tvar addr string\n\tcmd := &cobra.Command{Use: "serve", RunE: func(cmd *cobra.Command, args []string) error {\n\t\tif len(args) > 0 {\n\t\t\tif addr == "" {\n\t\t\t\taddr = "0.0.0.0:80"\n\t\t\t}\n\t\t} else {\n\t\t\tif addr == "" {\n\t\t\t\taddr = "127.0.0.1:8090"\n\t\t\t}\n\t\t}\n\t\treturn http.ListenAndServe(addr, nil)\n\t}}\n\tcmd.Flags().StringVar(&addr, "http", "", "")\n\troot := &cobra.Command{Use: "shop"}\n\troot.AddCommand(cmd)\n\troot.Execute()\n}',
      ["8090 loopback main flag:--http main.go:17"],
    ],
    [
      "the port of a command that serves and that no help names",
      ["net/http", "github.com/spf13/cobra", "github.com/spf13/viper"],
      'func main() {\n\tcmd := &cobra.Command{Use: "server", Hidden: true, Run: func(cmd *cobra.Command, args []string) { http.ListenAndServe(viper.GetString("addr"), nil) }}\n\tcmd.Flags().String("addr", ":3000", "")\n\troot := &cobra.Command{Use: "shop"}\n\troot.AddCommand(cmd)\n\troot.Execute()\n}',
      ["3000 all main flag:--addr main.go:11"],
    ],
    [
      "a flag by the other name that viper has for it",
      ["net/http", "github.com/spf13/cobra", "github.com/spf13/viper"],
      'func main() {\n\tcmd := &cobra.Command{Use: "shop", Run: func(cmd *cobra.Command, args []string) {\n\t\tviper.BindPFlags(cmd.Flags())\n\t\tviper.RegisterAlias("http-port", "port")\n\t\thttp.ListenAndServe(":"+viper.GetString("http-port"), nil)\n\t}}\n\tcmd.Flags().String("port", "8080", "")\n\tcmd.Execute()\n}',
      ["8080 all main flag:--port main.go:15"],
    ],
    [
      "no port that is only tried",
      ["fmt", "net", "net/http"],
      'func free(port int) bool {\n\tl, err := net.Listen("tcp", fmt.Sprintf(":%d", port))\n\tdefer func() {\n\t\tif l != nil {\n\t\t\tl.Close()\n\t\t}\n\t}()\n\treturn err == nil\n}\nfunc main() {\n\tfree(80)\n\tif m, err := net.Listen("tcp", ":81"); err == nil {\n\t\tm.Close()\n\t}\n\tl, _ := net.Listen("tcp", ":82")\n\tdefer l.Close()\n\thttp.Serve(l, nil)\n}',
      ["82 all main literal main.go:23"],
    ],
    [
      "a listener that is declared first, and closed in the end",
      ["net"],
      'func main() {\n\tvar c *net.UDPConn\n\tvar err error\n\tc, err = net.ListenUDP("udp", &net.UDPAddr{Port: 6343})\n\tif err != nil {\n\t\treturn\n\t}\n\tdefer c.Close()\n\tc.Read(make([]byte, 9000))\n}',
      ["6343 all main literal main.go:10"],
    ],
    [
      "those of types whose methods make one another, which are not followed in circles",
      ["net/http"],
      'type a struct{}\ntype b struct{}\nfunc (x *a) Serve() { http.ListenAndServe(":81", nil) }\nfunc (x *a) Other() *b { return &b{} }\nfunc (x *b) Another() *a { return &a{} }\nfunc main() { http.ListenAndServe(":80", nil) }',
      ["81 all main literal main.go:9", "80 all main literal main.go:12"],
    ],
    [
      "no near end of a tunnel",
      ["net", "net/http", "golang.org/x/crypto/ssh"],
      'func forward(client *ssh.ClientConfig) {\n\tl, _ := net.Listen("tcp", ":2222")\n\tc, _ := l.Accept()\n\tserver, _ := ssh.Dial("tcp", "example.com:22", client)\n\tpipe(c, server)\n}\nfunc main() {\n\tgo forward(nil)\n\thttp.ListenAndServe(":82", nil)\n}',
      ["82 all main literal main.go:17"],
    ],
    [
      "an address of net/netip, as text",
      ["net/http", "net/netip"],
      "var conf = &config{Address: netip.AddrPortFrom(netip.IPv4Unspecified(), 3000)}\ntype config struct{ Address netip.AddrPort }\nfunc main() { http.ListenAndServe(conf.Address.String(), nil) }",
      ["3000 all main literal main.go:8"],
    ],
    [
      "no address of a type that stands for clients as well",
      ["net", "net/url"],
      'type address struct{ url *url.URL }\nvar peer = address{url: &url.URL{Host: "time.example.com:123"}}\nfunc parse(text string) address {\n\tu, _ := url.Parse(text)\n\treturn address{url: u}\n}\nfunc (a address) listen() { net.Listen("tcp", a.url.Host) }\nfunc main() { parse(os.Args[1]).listen() }',
      [],
    ],
    [
      "an address of net/netip that is parsed",
      ["net/http", "net/netip"],
      'func main() {\n\taddr := netip.MustParseAddrPort("127.0.0.1:3001")\n\thttp.ListenAndServe(addr.String(), nil)\n}',
      ["3001 loopback main literal main.go:9"],
    ],
    [
      "an address behind the context of another module's server",
      ["context", "fmt", "example.org/mux", "github.com/mcuadros/go-defaults"],
      'type config struct {\n\tHost string `default:"localhost"`\n\tPort int `default:"8080"`\n}\nfunc (c config) addr() string { return fmt.Sprintf("%s:%d", c.Host, c.Port) }\nfunc serve(ctx context.Context, c config) error { return mux.Serve(ctx, c.addr(), mux.WithGrace(10)) }\nfunc main() {\n\tvar c config\n\tdefaults.SetDefaults(&c)\n\tserve(context.Background(), c)\n}',
      ["8080 loopback main literal main.go:12"],
    ],
    [
      "every address of a loop",
      HTTP,
      'func main() {\n\tfor _, p := range []string{":3000", ":3001"} {\n\t\tgo http.ListenAndServe(p, nil)\n\t}\n\tselect {}\n}',
      ["3000 all main literal main.go:8", "3001 all main literal main.go:8"],
    ],
    [
      "every address of a loop that hands it to a function",
      ["github.com/gofiber/fiber/v2"],
      'var addresses = []string{":3000", "localhost:3001"}\nfunc main() {\n\tfor _, p := range addresses {\n\t\tgo func(addr string) { fiber.New().Listen(addr) }(p)\n\t}\n\tselect {}\n}',
      ["3000 all main literal main.go:7", "3001 loopback main literal main.go:7"],
    ],
    [
      "every port of a loop, with what is put around it",
      ["fmt", "net/http"],
      'func main() {\n\tfor _, p := range []int{3000, 3001} {\n\t\tgo http.ListenAndServe(fmt.Sprintf("127.0.0.1:%d", p), nil)\n\t}\n\tselect {}\n}',
      ["3000 loopback main literal main.go:9", "3001 loopback main literal main.go:9"],
    ],
    [
      "every address of a loop through structs, whose variable is one of each turn",
      ["net/http"],
      'type one struct{ name, addr string }\nfunc main() {\n\tfor _, o := range []one{{"shop", ":3000"}, {addr: ":3001"}} {\n\t\to := o\n\t\tgo func() { (&http.Server{Addr: o.addr}).ListenAndServe() }()\n\t}\n\tselect {}\n}',
      ["3000 all main literal main.go:9", "3001 all main literal main.go:9"],
    ],
    [
      "every key of a map",
      ["net/http"],
      'var servers = map[string]http.Handler{":3000": nil, ":3001": nil}\nfunc main() {\n\tfor addr, h := range servers {\n\t\tgo http.ListenAndServe(addr, h)\n\t}\n\tselect {}\n}',
      ["3000 all main literal main.go:7", "3001 all main literal main.go:7"],
    ],
    [
      "the first of a list that is handed to a helper, where a flag is empty",
      ["flag", "net"],
      'var addrs = list("http-addrs")\nfunc list(name string) *flags {\n\tvar f flags\n\tflag.Var(&f, name, "")\n\treturn &f\n}\ntype flags []string\nfunc main() {\n\tlisten := *addrs\n\tif len(listen) == 0 {\n\t\tlisten = []string{":8428"}\n\t}\n\tgo serveAll(listen)\n\tselect {}\n}\nfunc serveAll(all []string) {\n\tfor _, one := range all {\n\t\tgo serve(one)\n\t}\n}\nfunc serve(addr string) { net.Listen("tcp", addr) }',
      ["8428 all main flag:-http-addrs main.go:18"],
    ],
    [
      "a port without the colon that it may have",
      ["net/http", "os", "strings"],
      'func main() {\n\tport := os.Getenv("PORT")\n\tif port == "" {\n\t\tport = ":8083"\n\t}\n\thttp.ListenAndServe("0.0.0.0:"+strings.TrimPrefix(port, ":"), nil)\n}',
      ["8083 all main env:PORT main.go:12"],
    ],
    [
      "the address before the network",
      ["net", "strings"],
      'func main() {\n\taddress, network, _ := strings.Cut(":8555/udp", "/")\n\t_, _ = net.Listen("tcp", address)\n\t_ = network\n}',
      ["8555 all main literal main.go:9"],
    ],
    [
      "the port of an address",
      ["net", "net/http"],
      'func main() {\n\t_, port, _ := net.SplitHostPort("localhost:8084")\n\thttp.ListenAndServe(":"+port, nil)\n}',
      ["8084 all main literal main.go:9"],
    ],
    [
      "no port that waits for answers to a question",
      ["net", "net/http"],
      'func discover() {\n\tconn, _ := net.ListenPacket("udp4", ":34569")\n\t_ = conn\n}\nfunc main() {\n\tdiscover()\n\thttp.ListenAndServe(":8080", nil)\n}',
      ["8080 all main literal main.go:14"],
    ],
    [
      "a number that new points to",
      ["fmt", "net/http"],
      'type config struct{ Port *int32 }\nvar conf = config{Port: new(int32(6081))}\nfunc main() { http.ListenAndServe(fmt.Sprintf(":%d", *conf.Port), nil) }',
      ["6081 all main literal main.go:9"],
    ],
    [
      "an address assigned to a server",
      HTTP,
      'func main() { s := new(http.Server); s.Addr = ":7070"; s.ListenAndServe() }',
      ["7070 all main literal main.go:7"],
    ],
    [
      "a variable of the environment with a fallback",
      ["net/http", "os"],
      'func main() {\n\tport := os.Getenv("PORT")\n\tif port == "" {\n\t\tport = "8081"\n\t}\n\thttp.ListenAndServe(":"+port, nil)\n}',
      ["8081 all main env:PORT main.go:11"],
    ],
    [
      "a default that a variable overrides",
      ["net/http", "os"],
      'func main() {\n\tport := "8082"\n\tif v, ok := os.LookupEnv("PORT"); ok {\n\t\tport = v\n\t}\n\thttp.ListenAndServe("0.0.0.0:"+port, nil)\n}',
      ["8082 all main env:PORT main.go:9"],
    ],
    [
      "a helper of the program",
      ["net/http", "os", "fmt"],
      'func getEnv(key, fallback string) string {\n\tif v := os.Getenv(key); v != "" {\n\t\treturn v\n\t}\n\treturn fallback\n}\nfunc main() { http.ListenAndServe(fmt.Sprintf(":%s", getEnv("HTTP_PORT", "3000")), nil) }',
      ["3000 all main env:HTTP_PORT main.go:15"],
    ],
    [
      "a colon that a function puts before what it is given",
      HTTP,
      'func listen(port string) {\n\tport = ":" + port\n\thttp.ListenAndServe(port, nil)\n}\nfunc main() { listen("8084") }',
      ["8084 all main literal main.go:11"],
    ],
    [
      "cmp.Or",
      ["net/http", "os", "cmp"],
      'func main() { http.ListenAndServe(":"+cmp.Or(os.Getenv("PORT"), "8083"), nil) }',
      ["8083 all main env:PORT main.go:9"],
    ],
    [
      "a flag",
      ["net/http", "flag"],
      'var addr = flag.String("addr", ":4000", "address")\nfunc main() { flag.Parse(); http.ListenAndServe(*addr, nil) }',
      ["4000 all main flag:-addr main.go:8"],
    ],
    [
      "a helper for values of any type, behind a conversion of a package",
      ["net/http", "os", "github.com/spf13/cast"],
      'func fallback(key string, value interface{}) interface{} {\n\tif _, exists := os.LookupEnv(key); exists {\n\t\treturn os.Getenv(key)\n\t}\n\treturn value\n}\nfunc main() { http.ListenAndServe(cast.ToString(fallback("HTTP_PORT", ":8101")), nil) }',
      ["8101 all main env:HTTP_PORT main.go:15"],
    ],
    [
      "a method of an interface that another type has for another module, and a port beside it",
      ["fmt", "net", "net/http", "example.org/runtime"],
      'type socket struct{ Port int }\ntype settings interface{ Socket() *socket }\ntype config struct{ socket *socket }\nfunc (c *config) Socket() *socket { return c.socket }\ntype clone struct{}\nfunc (c *clone) Socket() runtime.Socket { return nil }\nfunc load() settings { return &config{socket: &socket{Port: 7350}} }\nfunc serve(s settings) {\n\tgo net.Listen("tcp", fmt.Sprintf(":%d", s.Socket().Port-1))\n\thttp.ListenAndServe(fmt.Sprintf(":%d", s.Socket().Port), nil)\n}\nfunc main() { serve(load()) }',
      ["7349 all main literal main.go:16", "7350 all main literal main.go:16"],
    ],
    [
      "on an address with more behind it than the network before it",
      ["net", "example.org/restart"],
      'type upgrader struct{ other *restart.Upgrader }\nfunc (u *upgrader) Listen(network, addr string, bind listen) (net.Listener, error) { return u.other.ListenWith(network, addr, bind) }\nfunc main() {\n\tl, _ := (&upgrader{}).Listen("tcp", ":8086", net.Listen)\n\tserve(l)\n}',
      ["8086 all main literal main.go:11"],
    ],
    [
      "gRPC in a function for the API, beside its gateway",
      ["net", "net/http", "google.golang.org/grpc"],
      'func startAPI(grpcServer *grpc.Server) {\n\tgo func() {\n\t\tlistener, _ := net.Listen("tcp", ":8079")\n\t\tgrpcServer.Serve(listener)\n\t}()\n\tgrpcGateway := &http.Server{}\n\tl, _ := net.Listen("tcp", ":8080")\n\tgrpcGateway.Serve(l)\n}\nfunc main() { startAPI(grpc.NewServer()) }',
      ["8080 all main literal main.go:15", "8079 all grpc literal main.go:11"],
    ],
    [
      "HTTP in front of gRPC, which its multiplexer is called after",
      ["net", "net/http", "google.golang.org/grpc"],
      'func main() {\n\tgo serveGRPC(grpc.NewServer())\n\tgrpcMux := http.NewServeMux()\n\thttp.ListenAndServe(":8080", grpcMux)\n}\nfunc serveGRPC(s *grpc.Server) {\n\tl, _ := net.Listen("tcp", ":50054")\n\ts.Serve(l)\n}',
      ["8080 all main literal main.go:12", "50054 all grpc literal main.go:15"],
    ],
    [
      "gRPC by a field of a server that another package makes, before the port for HTTP",
      ["net", "net/http", "example.org/servers"],
      'func main() {\n\tgrpcServer := servers.NewGRPC()\n\tlis, _ := net.Listen("tcp", ":50053")\n\tgo grpcServer.Server.Serve(lis)\n\thttp.ListenAndServe(":8080", nil)\n}',
      ["8080 all main literal main.go:13", "50053 all grpc literal main.go:11"],
    ],
    [
      "net/rpc, which only programs in Go speak, behind the port for HTTP",
      ["net", "net/http", "net/rpc"],
      'const webPort = "80"\nconst rpcPort = "5001"\nfunc main() {\n\tgo http.ListenAndServe(":"+webPort, nil)\n\tl, _ := net.Listen("tcp", ":"+rpcPort)\n\tc, _ := l.Accept()\n\trpc.ServeConn(c)\n}',
      ["80 all main literal main.go:9", "5001 all main literal main.go:10"],
    ],
    [
      "a flag into a field, a number joined with a host",
      ["net/http", "flag", "net", "strconv"],
      'type config struct{ port int }\nfunc main() {\n\tvar cfg config\n\tflag.IntVar(&cfg.port, "port", 4001, "port")\n\tflag.Parse()\n\tsrv := &http.Server{Addr: net.JoinHostPort("", strconv.Itoa(cfg.port))}\n\tsrv.ListenAndServe()\n}',
      ["4001 all main flag:-port main.go:13"],
    ],
    [
      "a listener handed to a gRPC server",
      ["net", "google.golang.org/grpc"],
      'func main() {\n\tlis, _ := net.Listen("tcp", ":50051")\n\ts := grpc.NewServer()\n\ts.Serve(lis)\n}',
      ["50051 all main literal main.go:9"],
    ],
    [
      "profiles on a port of their own",
      ["net/http", '_ "net/http/pprof"'],
      'func main() {\n\tgo func() { http.ListenAndServe(":5555", nil) }()\n\thttp.ListenAndServe(":8080", http.NewServeMux())\n}',
      ["8080 all main literal main.go:10", "5555 all admin literal main.go:9"],
    ],
    [
      "profiles behind a redirection to them",
      ["net/http", '_ "net/http/pprof"'],
      'func main() {\n\tto := http.RedirectHandler("/debug/pprof", 303)\n\thttp.Handle("/", to)\n\tgo func() { http.ListenAndServe(":5555", nil) }()\n\thttp.ListenAndServe(":8080", http.NewServeMux())\n}',
      ["8080 all main literal main.go:12", "5555 all admin literal main.go:11"],
    ],
    [
      "the default multiplexer of a service that has profiles as well",
      ["net/http", '_ "net/http/pprof"'],
      'func main() {\n\tgo http.ListenAndServe(":5555", http.NewServeMux())\n\thttp.HandleFunc("/orders", nil)\n\thttp.ListenAndServe(":8080", nil)\n}',
      ["5555 all main literal main.go:9", "8080 all main literal main.go:11"],
    ],
    [
      "metrics beside gRPC",
      [
        "net",
        "net/http",
        "github.com/prometheus/client_golang/prometheus/promhttp",
        "google.golang.org/grpc",
      ],
      'const address = ":50051"\nfunc main() {\n\thttp.Handle("/metrics", promhttp.Handler())\n\tgo http.ListenAndServe(":8081", nil)\n\tl, _ := net.Listen("tcp", address)\n\tgrpc.NewServer().Serve(l)\n}',
      ["50051 all main literal main.go:10", "8081 all metrics literal main.go:13"],
    ],
    [
      "metrics and probes of a server that is given its handler later, beside gRPC",
      [
        "net",
        "net/http",
        "github.com/prometheus/client_golang/prometheus/promhttp",
        "google.golang.org/grpc",
      ],
      'func main() {\n\tserver := &http.Server{Addr: ":8081"}\n\tmux := http.NewServeMux()\n\tmux.Handle("/metrics", promhttp.Handler())\n\tmux.HandleFunc("GET /healthz", nil)\n\tserver.Handler = mux\n\tgo server.ListenAndServe()\n\tl, _ := net.Listen("tcp", ":50051")\n\tgrpc.NewServer().Serve(l)\n}',
      ["50051 all main literal main.go:17", "8081 all metrics literal main.go:11"],
    ],
    [
      "no port on which certificates are validated",
      ["net/http"],
      'func certificates() (http.Handler, bool) { return other.Certificates() }\nfunc main() {\n\tif tlsValidator, ok := certificates(); ok {\n\t\tgo http.ListenAndServe(":80", tlsValidator)\n\t}\n\thttp.ListenAndServe(":8080", nil)\n}',
      ["8080 all main literal main.go:12"],
    ],
    [
      "metrics beside a server that has no more than probes yet",
      ["net/http", "github.com/prometheus/client_golang/prometheus/promhttp"],
      'func main() {\n\tgo http.ListenAndServe(":2112", promhttp.Handler())\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/readyz", nil)\n\thttp.ListenAndServe(":8080", mux)\n}',
      ["8080 all main literal main.go:12", "2112 all metrics literal main.go:9"],
    ],
    [
      "metrics without a multiplexer",
      ["net/http", "github.com/prometheus/client_golang/prometheus/promhttp"],
      'func main() {\n\tgo http.ListenAndServe(":2112", promhttp.Handler())\n\thttp.ListenAndServe(":8080", http.NewServeMux())\n}',
      ["8080 all main literal main.go:10", "2112 all metrics literal main.go:9"],
    ],
    [
      "a multiplexer of metrics that code out of sight may add to",
      [
        "net",
        "net/http",
        "github.com/prometheus/client_golang/prometheus/promhttp",
        "example.org/gateway",
        "google.golang.org/grpc",
      ],
      'func main() {\n\tmux := http.NewServeMux()\n\tmux.Handle("/metrics", promhttp.Handler())\n\tgateway.Register(mux)\n\tgo http.ListenAndServe(":8081", mux)\n\tl, _ := net.Listen("tcp", ":50051")\n\tgrpc.NewServer().Serve(l)\n}',
      ["8081 all main literal main.go:15", "50051 all grpc literal main.go:16"],
    ],
    [
      "metrics alone, which are the service",
      ["net/http", "github.com/prometheus/client_golang/prometheus/promhttp"],
      'func main() {\n\thttp.Handle("/metrics", promhttp.Handler())\n\thttp.ListenAndServe(":9400", nil)\n}',
      ["9400 all main literal main.go:10"],
    ],
    [
      "gin without an address",
      GIN,
      "func main() { r := gin.Default(); r.Run() }",
      ["8080 all main env:PORT main.go:7"],
    ],
    [
      "gin with an address",
      GIN,
      'func main() { gin.Default().Run(":8088") }',
      ["8088 all main literal main.go:7"],
    ],
    [
      "echo",
      ["github.com/labstack/echo/v4"],
      'func main() { e := echo.New(); e.Logger.Fatal(e.Start(":1323")) }',
      ["1323 all main literal main.go:7"],
    ],
    [
      "fiber",
      ["github.com/gofiber/fiber/v2", "log"],
      'func main() { app := fiber.New(); log.Fatal(app.Listen(":3000")) }',
      ["3000 all main literal main.go:8"],
    ],
    [
      "fasthttp",
      ["github.com/valyala/fasthttp"],
      'func main() { fasthttp.ListenAndServe(":8084", nil) }',
      ["8084 all main literal main.go:7"],
    ],
    [
      "iris",
      ["github.com/kataras/iris/v12"],
      'func main() { app := iris.New(); app.Run(iris.Addr(":8085")) }',
      ["8085 all main literal main.go:7"],
    ],
    [
      "kingpin and the exporter toolkit",
      ["github.com/prometheus/exporter-toolkit/web/kingpinflag", "github.com/alecthomas/kingpin/v2"],
      'func main() { kingpinflag.AddFlags(kingpin.CommandLine, ":9115"); kingpin.Parse() }',
      ["9115 all main flag:--web.listen-address main.go:8"],
    ],
    [
      "addresses of kingpin, filled into a field",
      ["net/http", "github.com/alecthomas/kingpin/v2"],
      'var cfg struct{ listen []string }\nfunc main() {\n\tkingpin.Flag("listen", "").Default(":8071").StringsVar(&cfg.listen)\n\tkingpin.Parse()\n\tfor _, l := range cfg.listen {\n\t\tgo http.ListenAndServe(l, nil)\n\t}\n\tselect {}\n}',
      ["8071 all main flag:--listen main.go:10"],
    ],
    [
      "addresses of pflag",
      ["net/http", "github.com/spf13/pflag"],
      'var listen []string\nfunc main() {\n\tpflag.StringArrayVar(&listen, "listen", []string{":8072"}, "")\n\tpflag.Parse()\n\tfor _, l := range listen {\n\t\tgo http.ListenAndServe(l, nil)\n\t}\n\tselect {}\n}',
      ["8072 all main flag:--listen main.go:10"],
    ],
    [
      "an address of peterbourgon/ff, whose flags without a letter say so",
      ["context", "net/http", "os", "github.com/peterbourgon/ff/v4"],
      'func main() {\n\tflags := ff.NewFlagSet("shop")\n\taddr := flags.StringLong("addr", "localhost:8075", "")\n\tdomain := flags.StringLong("domain", "", "")\n\tff.Parse(flags, os.Args[1:], ff.WithEnvVarPrefix("SHOP"))\n\tif *domain != "" {\n\t\thttp.ListenAndServe(":443", nil)\n\t} else {\n\t\thttp.ListenAndServe(*addr, nil)\n\t}\n}',
      ["8075 loopback main flag:--addr main.go:12"],
    ],
    [
      "an address that goji binds",
      ["net/http", "github.com/zenazn/goji/bind", "github.com/zenazn/goji/graceful"],
      'var addr = ":8076"\nfunc main() {\n\tl := bind.Socket(addr)\n\tgraceful.Serve(l, http.DefaultServeMux)\n}',
      ["8076 all main literal main.go:9"],
    ],
    [
      "addresses of viper",
      ["net/http", "github.com/spf13/viper"],
      'func main() {\n\tviper.SetDefault("listen", []string{":8073"})\n\tfor _, l := range viper.GetStringSlice("listen") {\n\t\tgo http.ListenAndServe(l, nil)\n\t}\n\tselect {}\n}',
      ["8073 all main literal main.go:9"],
    ],
    [
      "addresses of urfave/cli",
      ["net/http", "github.com/urfave/cli/v2"],
      'func main() {\n\tapp := &cli.App{\n\t\tFlags: []cli.Flag{&cli.StringSliceFlag{Name: "listen", Value: cli.NewStringSlice(":8074")}},\n\t\tAction: func(c *cli.Context) error {\n\t\t\tfor _, l := range c.StringSlice("listen") {\n\t\t\t\tgo http.ListenAndServe(l, nil)\n\t\t\t}\n\t\t\tselect {}\n\t\t},\n\t}\n\tapp.Run(nil)\n}',
      ["8074 all main flag:--listen main.go:10"],
    ],
    [
      "urfave/cli",
      ["net/http", "github.com/urfave/cli/v2"],
      'func main() {\n\tapp := &cli.App{\n\t\tFlags: []cli.Flag{&cli.StringFlag{Name: "listen", Value: ":8086", EnvVars: []string{"APP_LISTEN"}}},\n\t\tAction: func(c *cli.Context) error { return http.ListenAndServe(c.String("listen"), nil) },\n\t}\n\tapp.Run(nil)\n}',
      ["8086 all main env:APP_LISTEN main.go:10"],
    ],
    [
      "pflag and viper with a prefix",
      ["net/http", "github.com/spf13/pflag", "github.com/spf13/viper"],
      'func main() {\n\tpflag.String("port", "9898", "port")\n\tviper.BindPFlags(pflag.CommandLine)\n\tviper.SetEnvPrefix("shop")\n\tviper.AutomaticEnv()\n\thttp.ListenAndServe(":"+viper.GetString("port"), nil)\n}',
      ["9898 all main env:SHOP_PORT main.go:10"],
    ],
    [
      "keys of viper that are bound in a loop",
      ["net/http", "github.com/spf13/viper"],
      'func main() {\n\tviper.SetDefault("bind", ":8095")\n\tfor _, key := range []string{"debug", "bind"} {\n\t\tviper.BindEnv(key)\n\t}\n\tviper.SetEnvPrefix("shop")\n\thttp.ListenAndServe(viper.GetString("bind"), nil)\n}',
      ["8095 all main env:SHOP_BIND main.go:9"],
    ],
    [
      "a field that is given a key of viper, beside another key of the field's name",
      ["net/http", "github.com/spf13/viper"],
      'type web struct{ Port string }\nfunc main() {\n\tviper.Sub("database").SetDefault("port", 5432)\n\tviper.SetDefault("web.port", 8097)\n\tvar w web\n\tw.Port = viper.GetString("web.port")\n\thttp.ListenAndServe(":"+w.Port, nil)\n}',
      ["8097 all main literal main.go:11"],
    ],
    [
      "a key of viper that the program sets, which no variable changes",
      ["net/http", "flag", "github.com/spf13/viper"],
      'var port = flag.String("port", "8096", "")\nfunc main() {\n\tv := viper.New()\n\tv.AutomaticEnv()\n\tv.Set("SERVER_PORT", *port)\n\thttp.ListenAndServe(":"+v.GetString("SERVER_PORT"), nil)\n}',
      ["8096 all main flag:-port main.go:9"],
    ],
    [
      "caarlos0/env",
      ["net/http", "fmt", "github.com/caarlos0/env/v11"],
      'type config struct {\n\tPort int `env:"PORT" envDefault:"8087"`\n}\nfunc main() {\n\tcfg := config{}\n\tenv.Parse(&cfg)\n\thttp.ListenAndServe(fmt.Sprintf(":%d", cfg.Port), nil)\n}',
      ["8087 all main env:PORT main.go:10"],
    ],
    [
      "caarlos0/env with a prefix for another struct",
      ["net/http", "fmt", "github.com/caarlos0/env/v11"],
      'type config struct {\n\tPort int `env:"API_PORT" envDefault:"8087"`\n}\ntype origin struct {\n\tURL string `env:"URL"`\n}\nfunc main() {\n\tcfg, from := &config{}, &origin{}\n\tenv.Parse(cfg)\n\tenv.ParseWithOptions(from, env.Options{Prefix: "ORIGIN_"})\n\thttp.ListenAndServe(fmt.Sprintf(":%d", cfg.Port), nil)\n}',
      ["8087 all main env:API_PORT main.go:10"],
    ],
    [
      "a method of a named string, and the field of another module's struct",
      ["net", "net/http", "net/url", "os"],
      'type variable string\nconst port variable = "SHOP_PORT"\nfunc (v variable) get() string { return os.Getenv(string(v)) }\nfunc listenURL() *url.URL {\n\tp := port.get()\n\tif p == "" {\n\t\tp = "4001"\n\t}\n\treturn &url.URL{Scheme: "http", Host: net.JoinHostPort("127.0.0.1", p)}\n}\nfunc main() {\n\tat := listenURL()\n\thttp.ListenAndServe(at.Host, nil)\n}',
      ["4001 loopback main env:SHOP_PORT main.go:16"],
    ],
    [
      "kelseyhightower/envconfig with a prefix",
      ["net/http", "github.com/kelseyhightower/envconfig"],
      'type config struct {\n\tListenAddr string `default:":8089" split_words:"true"`\n}\nfunc main() {\n\tvar cfg config\n\tenvconfig.MustProcess("shop", &cfg)\n\thttp.ListenAndServe(cfg.ListenAddr, nil)\n}',
      ["8089 all main env:SHOP_LISTEN_ADDR main.go:9"],
    ],
    [
      "go-flags with a group",
      ["net/http", "github.com/jessevdk/go-flags"],
      'type options struct {\n\tServer struct {\n\t\tListen string `long:"listen" env:"LISTEN" default:":8088"`\n\t} `group:"server" namespace:"server" env-namespace:"SERVER"`\n}\nfunc main() {\n\tvar opts options\n\tflags.Parse(&opts)\n\thttp.ListenAndServe(opts.Server.Listen, nil)\n}',
      ["8088 all main env:SERVER_LISTEN main.go:10"],
    ],
    [
      "kong",
      ["net/http", "github.com/alecthomas/kong"],
      'var cli struct {\n\tListen string `default:":8090" env:"LISTEN"`\n}\nfunc main() { kong.Parse(&cli); http.ListenAndServe(cli.Listen, nil) }',
      ["8090 all main env:LISTEN main.go:9"],
    ],
    [
      "huma's command line, which names each field, also of an embedded struct",
      ["fmt", "net/http", "github.com/danielgtaylor/huma/v2/humacli"],
      'type Shared struct {\n\tHost string `doc:"Where to listen"`\n}\ntype Options struct {\n\tShared\n\tHTTPPort int `short:"p" default:"8888"`\n}\nfunc main() {\n\tcli := humacli.New(func(hooks humacli.Hooks, options *Options) {\n\t\thooks.OnStart(func() { http.ListenAndServe(fmt.Sprintf("%s:%d", options.Host, options.HTTPPort), nil) })\n\t})\n\tcli.Run()\n}',
      ["8888 all main env:SERVICE_HTTP_PORT main.go:14"],
    ],
    [
      "ardanlabs/conf",
      ["net/http", "github.com/ardanlabs/conf/v3"],
      'func main() {\n\tcfg := struct {\n\t\tWeb struct {\n\t\t\tAPIHost string `conf:"default:0.0.0.0:3100"`\n\t\t}\n\t}{}\n\tconf.Parse("SALES", &cfg)\n\thttp.ListenAndServe(cfg.Web.APIHost, nil)\n}',
      ["3100 all main env:SALES_WEB_API_HOST main.go:11"],
    ],
    [
      "UDP",
      ["github.com/miekg/dns"],
      'func main() { s := &dns.Server{Addr: ":5353", Net: "udp"}; s.ListenAndServe() }',
      ["5353 all main literal main.go:7"],
    ],
  ])("%s", async (_, imports, code, expected) => {
    expect(await main(imports, code)).toEqual(expected);
  });

  it.each([
    [
      "on either way",
      'if p := os.Getenv("PORT"); p != "" {\n\t\taddr += os.Getenv("PORT")\n\t} else {\n\t\taddr += "8080"\n\t}',
    ],
    ["at once", 'addr += port("8080")'],
  ])("are those that the code puts behind what an address begins with: %s", async (_, adds) => {
    const { ports } = await service({
      "main.go": mainFile(
        ["net/http", "os"],
        `func port(other string) string {\n\tif p := os.Getenv("PORT"); p != "" {\n\t\treturn p\n\t}\n\treturn other\n}\nfunc main() {\n\taddr := ":"\n\t${adds}\n\thttp.ListenAndServe(addr, nil)\n}`,
      ),
    });
    expect(ports).toMatchObject([{ port: 8080, bind: "all", setBy: "env:PORT" }]);
  });

  it("are those of both protocols where one function makes a server for each", async () => {
    const { ports } = await service({
      "main.go": mainFile(
        ["github.com/miekg/dns"],
        'func serve(network string) { s := &dns.Server{Addr: ":5353", Net: network}; s.ListenAndServe() }\nfunc main() {\n\tgo serve("udp")\n\tserve("tcp")\n}',
      ),
    });
    expect(ports.map(({ port, protocol }) => `${port}/${protocol}`).sort()).toEqual(["5353/tcp", "5353/udp"]);
  });

  it.each<[string, readonly string[], string]>([
    ["an address that is dialled", HTTP, 'func main() { http.Get("http://localhost:9000/x") }'],
    ["a gRPC client", ["google.golang.org/grpc"], 'func main() { grpc.Dial("localhost:50051") }'],
    ["port 0", HTTP, 'func main() { http.ListenAndServe(":0", nil) }'],
    ["a socket", ["net"], 'func main() { net.Listen("unix", "/tmp/x.sock") }'],
    [
      "an address that is empty by default",
      ["net/http", "flag"],
      'var a = flag.String("debug-listen", "", "")\nfunc main() { http.ListenAndServe(*a, nil) }',
    ],
    [
      "a server behind a flag that is off",
      ["net/http", "flag"],
      'var debug = flag.Bool("debug", false, "")\nfunc main() {\n\tif *debug {\n\t\thttp.ListenAndServe(":6061", nil)\n\t}\n}',
    ],
    [
      "a server behind a field that an option turns on, where a flag asks for that",
      ["flag", "net/http"],
      'type server struct{ profile bool }\ntype option func(*server)\nfunc withProfile() option { return func(s *server) { s.profile = true } }\nfunc main() {\n\tprofile := flag.Bool("profile", false, "")\n\tflag.Parse()\n\tvar options []option\n\tif *profile {\n\t\toptions = append(options, withProfile())\n\t}\n\trun(options)\n}\nfunc run(options []option) {\n\ts := &server{}\n\tfor _, o := range options {\n\t\to(s)\n\t}\n\tif s.profile {\n\t\tgo http.ListenAndServe(":6060", nil)\n\t}\n}',
    ],
    [
      "a server behind a key of an INI file that is off",
      ["net/http", "gopkg.in/ini.v1"],
      'func main() {\n\tfile, _ := ini.Load("x.conf")\n\tident := file.Section("").Key("identd").MustBool(false)\n\tif ident {\n\t\thttp.ListenAndServe(":113", nil)\n\t}\n}',
    ],
    [
      "a server behind a key of viper that is off",
      ["net/http", "github.com/spf13/viper"],
      'func main() {\n\tviper.SetDefault("debug", false)\n\tif viper.GetBool("debug") {\n\t\thttp.ListenAndServe(":6061", nil)\n\t}\n}',
    ],
    [
      "a server that the default of a key of viper does not choose",
      ["net/http", "github.com/spf13/viper"],
      'func main() {\n\tviper.SetDefault("backend.type", "queue")\n\tswitch viper.GetString("backend.type") {\n\tcase "web":\n\t\thttp.ListenAndServe(":3001", nil)\n\tdefault:\n\t\tselect {}\n\t}\n}',
    ],
    [
      "a server of another subcommand, go-arg's",
      ["net", "github.com/alexflint/go-arg"],
      'type Agent struct {\n\tAddr string `arg:"--addr" default:":7007"`\n}\nfunc (a *Agent) Run() { net.Listen("tcp", a.Addr) }\nvar args struct {\n\tAgent *Agent `arg:"subcommand:agent"`\n}\nfunc main() {\n\targ.MustParse(&args)\n\tif args.Agent != nil {\n\t\targs.Agent.Run()\n\t}\n}',
    ],
    [
      "a server of another subcommand, kong's",
      ["net/http", "github.com/alecthomas/kong"],
      'type Proxy struct{}\nfunc (*Proxy) Run() error { return http.ListenAndServe(":7008", nil) }\ntype Serve struct{}\nfunc (*Serve) Run() error { return nil }\nvar cli struct {\n\tProxy Proxy `cmd:""`\n\tServe Serve `cmd:"" default:"1"`\n}\nfunc main() { kong.Parse(&cli).Run() }',
    ],
    [
      "a server of another subcommand, cobra's, beside a root that runs",
      ["net/http", "github.com/spf13/cobra"],
      'var root = &cobra.Command{Use: "shop", Run: func(*cobra.Command, []string) { work() }}\nvar mock = &cobra.Command{Use: "mock", Run: func(*cobra.Command, []string) { http.ListenAndServe(":7009", nil) }}\nfunc work() {}\nfunc main() { root.AddCommand(mock); root.Execute() }',
    ],
    [
      "a server of another subcommand, cobra's, in a function that a helper is handed",
      ["net/http", "github.com/spf13/cobra"],
      'func wrap(run func()) func(*cobra.Command, []string) {\n\treturn func(*cobra.Command, []string) { run() }\n}\nvar root = &cobra.Command{Use: "shop", Run: func(*cobra.Command, []string) { work() }}\nvar mock = &cobra.Command{Use: "mock", Run: wrap(func() { http.ListenAndServe(":7009", nil) })}\nvar stub = &cobra.Command{Use: "stub", Run: wrap(stubs)}\nfunc stubs() { http.ListenAndServe(":7010", nil) }\nfunc work() {}\nfunc main() { root.AddCommand(mock, stub); root.Execute() }',
    ],
    [
      "a server of another subcommand, cobra's, in the helper around its function",
      ["net/http", "github.com/spf13/cobra"],
      'func wrap(run func()) func(*cobra.Command, []string) {\n\treturn func(*cobra.Command, []string) { http.ListenAndServe(":7011", nil) }\n}\nvar root = &cobra.Command{Use: "shop", Run: func(*cobra.Command, []string) { work() }}\nvar mock = &cobra.Command{Use: "mock", Run: wrap(work)}\nfunc work() {}\nfunc main() { root.AddCommand(mock); root.Execute() }',
    ],
    [
      "a server of another subcommand, cobra's, beside a root that runs, whose name only begins as one that serves",
      ["net/http", "github.com/spf13/cobra"],
      'var root = &cobra.Command{Use: "shop", Run: func(*cobra.Command, []string) { work() }}\nvar mock = &cobra.Command{Use: "webhook", Run: func(*cobra.Command, []string) { http.ListenAndServe(":7009", nil) }}\nfunc work() {}\nfunc main() { root.AddCommand(mock); root.Execute() }',
    ],
    [
      "a network of its own",
      ["tailscale.com/tsnet"],
      'func main() { s := &tsnet.Server{}; s.Listen("tcp", ":80") }',
    ],
    [
      "what nothing calls",
      HTTP,
      'func main() {}\nfunc NewTestServer() { http.ListenAndServe(":9999", nil) }',
    ],
    [
      "another system's branch",
      ["net/http", "runtime"],
      'func main() {\n\tif runtime.GOOS == "windows" {\n\t\thttp.ListenAndServe(":81", nil)\n\t}\n}',
    ],
    [
      "a branch that names another system",
      HTTP,
      'func main() {\n\tif isWindows() {\n\t\thttp.ListenAndServe(":81", nil)\n\t}\n}\nfunc isWindows() bool { return os.PathSeparator == 92 }',
    ],
  ])("%s is no port", async (_, imports, code) => {
    expect(await main(imports, code)).toEqual([]);
  });
});

describe("ports across files", () => {
  it("takes what a switch opens that another command alone turns off", async () => {
    const imports = ["os", "example.com/shop/node", "github.com/spf13/cobra", "gopkg.in/yaml.v2"];
    const code = `func load() (node.Config, error) {
	cfg := node.DefaultConfig
	b, err := os.ReadFile("x.yml")
	if err == nil {
		err = yaml.Unmarshal(b, &cfg)
	}
	return cfg, err
}

func serve(*cobra.Command, []string) {
	cfg, _ := load()
	node.New(cfg)
}

func compact(*cobra.Command, []string) {
	cfg, _ := load()
	cfg.RPCEnabled = false
	node.New(cfg)
}

func main() {
	root := &cobra.Command{Use: "shop"}
	root.AddCommand(&cobra.Command{Use: "serve", Run: serve}, &cobra.Command{Use: "compact-db", Run: compact})
	root.Execute()
}`;
    const node = `package node

import (
	"net"
	"net/http"
	"strconv"
)

type Config struct {
	RPCEnabled bool
	RPCPort    int
}

var DefaultConfig = Config{RPCEnabled: true, RPCPort: 7246}

type server struct{ http http.Server }

func (s *server) start(host string, port int) error {
	listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
	if err != nil {
		return err
	}
	return s.http.Serve(listener)
}

type Node struct{ config Config }

func New(cfg Config) *Node {
	n := &Node{config: cfg}
	if n.config.RPCEnabled {
		s := &server{}
		s.start("", n.config.RPCPort)
	}
	return n
}
`;
    expect(await portsOf({ "main.go": mainFile(imports, code), "node/node.go": node })).toEqual([
      "7246 all main literal node/node.go:14",
    ]);
  });

  it("are those of the keys that the command which serves gives, and no other command", async () => {
    const command = (name: string, role: string) =>
      `var ${name} = &cobra.Command{Use: "${name}", Run: func(*cobra.Command, []string) {\n\tviper.SetDefault("role", "${role}")\n\tviper.SetConfigFile("shop.yml")\n\tif err := viper.ReadInConfig(); err != nil {\n\t\tpanic(err)\n\t}\n\thttp.ListenAndServe(fmt.Sprintf(":%d", viper.GetInt(fmt.Sprintf("%s.port", viper.GetString("role")))), nil)\n}}\n`;
    const code = `${command("agent", "agent")}${command("tower", "tower")}func main() {\n\troot := &cobra.Command{Use: "shop"}\n\troot.AddCommand(agent, tower)\n\troot.Execute()\n}`;
    const imports = ["fmt", "net/http", "github.com/spf13/cobra", "github.com/spf13/viper"];
    const tree = {
      "main.go": mainFile(imports, code),
      "shop.yml": "tower:\n  port: 8000\nagent:\n  port: 8001\n",
    };
    const of = (word: string) =>
      portsOf({ ...tree, Dockerfile: `FROM golang\nRUN go build -o /shop .\nCMD ["/shop", "${word}"]\n` });
    expect(await of("tower")).toMatchObject([expect.stringContaining("8000")]);
    expect(await of("agent")).toMatchObject([expect.stringContaining("8001")]);
  });

  it("follows a constructor, a field and a constant of another package", async () => {
    expect(
      await portsOf({
        "cmd/shop/main.go": mainFile(
          ["example.com/shop/config", "example.com/shop/server"],
          "func main() { server.New(config.Load()).Run() }",
        ),
        "config/config.go":
          'package config\n\nimport "os"\n\nconst defaultPort = "8100"\n\ntype Config struct{ Port string }\n\nfunc Load() *Config {\n\tc := &Config{Port: defaultPort}\n\tif p := os.Getenv("SHOP_PORT"); p != "" {\n\t\tc.Port = p\n\t}\n\treturn c\n}\n',
        "server/server.go":
          'package server\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/config"\n)\n\ntype Server struct{ cfg *config.Config }\n\nfunc New(cfg *config.Config) *Server { return &Server{cfg: cfg} }\n\nfunc (s *Server) Run() error { return http.ListenAndServe(":"+s.cfg.Port, nil) }\n',
      }),
    ).toEqual(["8100 all main env:SHOP_PORT config/config.go:5"]);
  });

  it("names metrics, admin and gRPC ports after the main one", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["net", "net/http", "google.golang.org/grpc"],
          'func main() {\n\tmetricsAddr := ":9100"\n\tgo http.ListenAndServe(metricsAddr, nil)\n\tgo http.ListenAndServe("localhost:6060", nil)\n\tgrpcLis, _ := net.Listen("tcp", ":9000")\n\tgo grpc.NewServer().Serve(grpcLis)\n\thttp.ListenAndServe(":8000", http.NewServeMux())\n}',
        ),
      }),
    ).toEqual([
      "8000 all main literal main.go:15",
      "9000 all grpc literal main.go:13",
      "6060 loopback admin literal main.go:12",
      "9100 all metrics literal main.go:10",
    ]);
  });

  it("takes no port of an image for whichever program a build names, but for the one it builds else", async () => {
    const waits = mainFile(["example.org/work"], "func main() { work.Run() }");
    const tree = {
      "cmd/api/main.go": waits,
      "cmd/worker/main.go": waits,
      Dockerfile:
        "FROM golang\nARG NAME=api\nCOPY . .\nRUN go build \\\n  -o /app ./cmd/$NAME\nFROM alpine\nCOPY --from=0 /app /app\nEXPOSE 80\n",
    };
    const of = async (main: string) => (await service(tree, main)).ports.map(({ port }) => port);
    expect([await of("./cmd/api"), await of("./cmd/worker")]).toEqual([[80], []]);
  });

  it("takes no port for a worker of an image for whichever of several services is its context", async () => {
    const worker = mainFile(["example.org/work"], "func main() { work.Run() }");
    const api = mainFile(
      ["net/http", "os"],
      'func main() { http.ListenAndServe(":"+os.Getenv("PORT"), nil) }',
    );
    const tree = {
      "api/cmd/main.go": api,
      "worker/cmd/main.go": worker,
      Dockerfile: "FROM golang\nCOPY . .\nRUN go build -o /start ./cmd\nEXPOSE 80\n",
    };
    const of = async (main: string) => (await service(tree, main)).ports.map(({ port }) => port);
    expect([await of("./api/cmd"), await of("./worker/cmd")]).toEqual([[80], []]);
  });

  it("takes the port of a router that is made of a health handler among others for the main one", async () => {
    const listen = (args: string) =>
      `func main() {\n\thttp.ListenAndServe(":8000", newRouter(${args}))\n\tgo http.ListenAndServe(":8001", nil)\n}`;
    expect(await main(["net/http"], listen("log, orderHandler, healthHandler"))).toEqual([
      "8000 all main literal main.go:8",
      "8001 all main literal main.go:9",
    ]);
    expect(await main(["net/http"], listen("log, healthHandler"))).toEqual([
      "8001 all main literal main.go:9",
      "8000 all admin literal main.go:8",
    ]);
  });

  it.each([
    ["80 all main file:shop.example.toml shop.example.toml:2", ""],
    ["443 all main literal main.go:17", '\n\tc.Cert, c.Key = "a.crt", "a.key"'],
  ])("takes %s for where a certificate decides on the port", async (expected, set) => {
    const code = `type config struct {
	Port      int
	Cert, Key string
}
func main() {
	var c config
	if c.Cert != "" && c.Key != "" {
		c.Port = 443
	}${set}
	text, _ := os.ReadFile("shop.toml")
	toml.Decode(string(text), &c)
	http.ListenAndServe(fmt.Sprintf(":%d", c.Port), nil)
}`;
    const tree = {
      "main.go": mainFile(["fmt", "net/http", "os", "github.com/BurntSushi/toml"], code),
      "shop.example.toml": '# the port\nPort = 80\nCert = ""\nKey = ""\n',
    };
    expect(await portsOf(tree)).toEqual([expected]);
  });

  it("takes the port of a router that a switch for debugging is handed to for the main one", async () => {
    const code = `type config struct{ Debug bool }
type router struct{ Router *echo.Echo }
func newRouter(debug bool) *router { return &router{Router: echo.New()} }
func main() {
	cfg := config{Debug: os.Getenv("DEBUG") == "true"}
	newRouter(cfg.Debug).Router.Start(":8600")
}`;
    expect(await main(["os", "github.com/labstack/echo"], code)).toEqual([
      "8600 all main literal main.go:13",
    ]);
  });

  it("takes the port of a router behind a wrapper for metrics or debugging for the main one", async () => {
    const listen = (handler: string) =>
      `func main() {\n\thttp.ListenAndServe(":8000", ${handler})\n\tgo http.ListenAndServe(":8001", nil)\n}`;
    const purposes = async (handler: string) =>
      (await main(["net/http"], listen(handler))).map((one) => one.split(" ").slice(0, 3).join(" "));
    const both = ["8000 all main", "8001 all main"];
    expect(await purposes("cors(debugHandler(mux))")).toEqual(both);
    expect(await purposes("metricsMiddleware(s.router)")).toEqual(both);
    expect(await purposes("logged(metricsMux)")).toEqual(["8001 all main", "8000 all metrics"]);
    expect(await purposes("newDebugHandler(handler)")).toEqual(["8001 all main", "8000 all admin"]);
  });

  it("takes a port that the one for metrics falls back to for the main one", async () => {
    const code =
      'var port = flag.String("port", "8000", "")\nvar metrics = flag.String("metrics-port", "", "")\nfunc listen(port string) { http.ListenAndServe(":"+port, nil) }\nfunc main() {\n\tflag.Parse()\n\tif *metrics == "" {\n\t\t*metrics = *port\n\t}\n\tgo listen(*metrics)\n\tlisten(*port)\n}';
    expect(await main(["flag", "net/http"], code)).toEqual(["8000 all main flag:-port main.go:8"]);
  });

  it("puts a port by that name alone before one with a name of its own", async () => {
    const config =
      'type config struct {\n\tNode string `env:"NODE_PORT" envDefault:"1414"`\n\tPort string `env:"PORT" envDefault:"1411"`\n}\n';
    expect(
      await main(
        ["net/http", "github.com/caarlos0/env/v11"],
        `${config}func main() {\n\tvar c config\n\tenv.Parse(&c)\n\tgo http.ListenAndServe(":"+c.Node, nil)\n\thttp.ListenAndServe(":"+c.Port, nil)\n}`,
      ),
    ).toEqual(["1411 all main env:PORT main.go:10", "1414 all main env:NODE_PORT main.go:9"]);
  });

  it("reads a configuration file by the keys of nested structs", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["net/http", "os", "gopkg.in/yaml.v3"],
          'type Config struct {\n\tServer struct {\n\t\tHTTPPort string `yaml:"http_port"`\n\t} `yaml:"server"`\n}\nfunc main() {\n\tb, _ := os.ReadFile("config/config.yaml")\n\tvar c Config\n\tyaml.Unmarshal(b, &c)\n\thttp.ListenAndServe(":"+c.Server.HTTPPort, nil)\n}',
        ),
        "config/config.yaml": "log: info\nserver:\n  http_port: 8200\n",
      }),
    ).toEqual(["8200 all main file:config/config.yaml config/config.yaml:3"]);
  });

  it.each<[string, readonly string[], string]>([
    [
      "os.Args",
      ["os"],
      'switch os.Args[1] {\n\tcase "agent":\n\t\tagent()\n\tcase "server":\n\t\tserver()\n\t}',
    ],
    [
      "a variable that holds the first of os.Args",
      ["os"],
      'word := "server"\n\tif len(os.Args) > 1 {\n\t\tword = os.Args[1]\n\t}\n\tswitch word {\n\tcase "agent", "work":\n\t\tagent()\n\tcase "server":\n\t\tserver()\n\t}',
    ],
    [
      "what flag leaves",
      ["flag"],
      'flag.Parse()\n\twords := flag.Args()\n\tswitch words[0] {\n\tcase "agent":\n\t\tagent()\n\tcase "server":\n\t\tserver()\n\t}',
    ],
    [
      "kingpin",
      ["github.com/alecthomas/kingpin/v2"],
      'kingpin.Command("agent", "")\n\trun := kingpin.Command("server", "")\n\tcmd := kingpin.Parse()\n\tswitch cmd {\n\tcase "agent":\n\t\tagent()\n\tcase run.FullCommand():\n\t\tserver()\n\t}',
    ],
    [
      "an application of kingpin",
      ["github.com/alecthomas/kingpin/v2"],
      'app := kingpin.New("shop", "")\n\twork := app.Command("agent", "").Command("run", "")\n\tapp.Command("server", "")\n\tswitch kingpin.MustParse(app.Parse(nil)) {\n\tcase work.FullCommand(), "agent":\n\t\tagent()\n\tcase "server":\n\t\tserver()\n\t}',
    ],
    [
      "an application of kingpin, which functions add",
      ["github.com/alecthomas/kingpin/v2"],
      'app := kingpin.New("shop", "")\n\twork, _ := add(app.Command("agent", ""))\n\tserve, _ := addServer(app)\n\tswitch kingpin.MustParse(app.Parse(nil)) {\n\tcase work.FullCommand():\n\t\tagent()\n\tcase serve.FullCommand():\n\t\tserver()\n\t}\n}\nfunc add(above *kingpin.CmdClause) (*kingpin.CmdClause, error) {\n\trun := above.Command("run", "")\n\treturn run, nil\n}\nfunc addServer(app *kingpin.Application) (*kingpin.CmdClause, error) {\n\tserve := app.Command("server", "")\n\treturn serve, nil',
    ],
    [
      "urfave/cli",
      ["github.com/urfave/cli/v2"],
      '(&cli.App{Commands: []*cli.Command{\n\t\t{Name: "agent", Action: func(*cli.Context) error { agent(); return nil }},\n\t\t{Name: "server", Action: func(*cli.Context) error { server(); return nil }},\n\t}}).Run(nil)',
    ],
    [
      "cobra",
      ["github.com/spf13/cobra"],
      'root := &cobra.Command{Use: "shop"}\n\troot.AddCommand(&cobra.Command{Use: "agent", Run: func(*cobra.Command, []string) { agent() }})\n\troot.AddCommand(&cobra.Command{Use: "server", Run: func(*cobra.Command, []string) { server() }})\n\troot.Execute()',
    ],
  ])("takes no port from deep below another command of %s", async (_, imports, code) => {
    const listens = (name: string, port: number) =>
      `func ${name}() { ${name}1() }\nfunc ${name}1() { ${name}2() }\nfunc ${name}2() { ${name}3() }\nfunc ${name}3() { ${name}4() }\nfunc ${name}4() { http.ListenAndServe(":${port}", nil) }\n`;
    const both = listens("agent", 8202) + listens("server", 8203);
    expect(await main(["net/http", ...imports], `${both}func main() {\n\t${code}\n}`)).toEqual([
      expect.stringMatching(/^8203 /),
    ]);
  });

  it("reads a file of a directory that viper is given, by a name that a variable sets", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["fmt", "net/http", "os", "github.com/spf13/viper"],
          'func main() {\n\tname := os.Getenv("APP_ENV")\n\tif name == "" {\n\t\tname = "development"\n\t}\n\tviper.SetConfigName(name)\n\tviper.AddConfigPath("./config/env/")\n\tif err := viper.ReadInConfig(); err != nil {\n\t\tpanic(err)\n\t}\n\thttp.ListenAndServe(fmt.Sprintf(":%d", viper.GetInt("port")), nil)\n}',
        ),
        "config/env/development.yaml": "port: 8088\n",
      }),
    ).toEqual(["8088 all main file:config/env/development.yaml config/env/development.yaml:1"]);
  });

  it("reads a configuration file that is called like the module", async () => {
    const code =
      'type Config struct {\n\tServer struct {\n\t\tListen string `hcl:"listen"`\n\t} `hcl:"server,block"`\n}\nfunc main() {\n\tb, _ := os.ReadFile(os.Args[1])\n\tvar c Config\n\thclsimple.Decode(os.Args[1], b, nil, &c)\n\thttp.ListenAndServe(c.Server.Listen, nil)\n}';
    const main = mainFile(["net/http", "os", "github.com/hashicorp/hcl/v2/hclsimple"], code);
    const text = 'server {\n  listen = ":8201"\n}\n';
    expect(await portsOf({ "main.go": main, "shop.hcl": text })).toEqual([
      "8201 all main file:shop.hcl shop.hcl:2",
    ]);
    expect(await portsOf({ "main.go": main, "other.hcl": text })).toEqual([]);
  });

  it("reads the file of the environment that holds when nobody sets one", async () => {
    const code =
      'var conf *Config\ntype Config struct {\n\tServer struct{ Address string `yaml:"address"` } `yaml:"server"`\n}\nfunc env() string {\n\te := os.Getenv("GO_ENV")\n\tif e == "" {\n\t\treturn "test"\n\t}\n\treturn e\n}\nfunc main() {\n\tcontent, _ := os.ReadFile(filepath.Join("conf", filepath.Join(env(), "conf.yaml")))\n\tconf = new(Config)\n\tyaml.Unmarshal(content, conf)\n\thttp.ListenAndServe(conf.Server.Address, nil)\n}';
    const tree = {
      "main.go": mainFile(["net/http", "os", "path/filepath", "gopkg.in/yaml.v3"], code),
      "conf/dev/conf.yaml": "server:\n  address: :9001\n",
      "conf/test/conf.yaml": "server:\n  address: :9002\n",
    };
    const found = ["9002 all main file:conf/test/conf.yaml conf/test/conf.yaml:2"];
    expect(await portsOf(tree)).toEqual(found);
    const both = tree["main.go"].replace("return e\n", 'if e == "d" {\n\t\treturn "dev"\n\t}\n\treturn e\n');
    expect(await portsOf({ ...tree, "main.go": both })).toEqual([]);
  });

  it("reads no example of all settings beside the file that has those which are given", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["net", "strconv", "github.com/spf13/pflag"],
          'type Config struct {\n\tBindPort int `json:"bindPort"`\n\tPagesPort int `json:"pagesPort"`\n}\nvar c Config\nfunc main() {\n\tpflag.IntVar(&c.BindPort, "bind_port", 7100, "")\n\tpflag.IntVar(&c.PagesPort, "pages_port", 0, "")\n\tpflag.Parse()\n\tnet.Listen("tcp", ":"+strconv.Itoa(c.BindPort))\n\tif c.PagesPort > 0 {\n\t\tnet.Listen("tcp", ":"+strconv.Itoa(c.PagesPort))\n\t}\n}',
        ),
        "conf/shop.toml": "bindPort = 7000\n",
        "conf/shop_full_example.toml": "bindPort = 7001\npagesPort = 80\n",
      }),
    ).toEqual(["7000 all main flag:--bind_port conf/shop.toml:1"]);
  });

  it("reads the example of a configuration that is shipped, for TCP, UDP and metrics", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["net", "net/http", "os", "gopkg.in/yaml.v3", "example.com/shop/metrics"],
          'type Config struct {\n\tHTTPAddr string `yaml:"http_addr"`\n\tUDPAddr string `yaml:"udp_addr"`\n\tMetricsAddr string `yaml:"metrics_addr"`\n}\nfunc main() {\n\tb, _ := os.ReadFile("/etc/shop.yaml")\n\tvar c Config\n\tyaml.Unmarshal(b, &c)\n\tgo metrics.Serve(c.MetricsAddr)\n\tudp, _ := net.ResolveUDPAddr("udp", c.UDPAddr)\n\tnet.ListenUDP("udp", udp)\n\thttp.ListenAndServe(c.HTTPAddr, http.NewServeMux())\n}',
        ),
        "metrics/metrics.go":
          'package metrics\n\nimport "net/http"\n\nfunc Serve(addr string) { http.ListenAndServe(addr, nil) }\n',
        "dist/example_config.yaml": "metrics_addr: :6880\nhttp_addr: 0.0.0.0:6969\nudp_addr: 0.0.0.0:6969\n",
      }),
    ).toEqual([
      "6969 all main file:dist/example_config.yaml dist/example_config.yaml:2",
      "6969 all main file:dist/example_config.yaml dist/example_config.yaml:3",
      "6880 all metrics file:dist/example_config.yaml dist/example_config.yaml:1",
    ]);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ["another name for an example", { ".env_sample": "PORT=1\n" }, ["1 all main env:PORT .env_sample:1"]],
    ["one that is to be renamed", { ".env_rename_me": "PORT=1" }, ["1 all main env:PORT .env_rename_me:1"]],
    ["one for development", { ".env.development": "PORT=1" }, ["1 all main env:PORT .env.development:1"]],
    [
      "the example before the others",
      { ".env": "PORT=1", ".env.dev": "PORT=2", "env.example": "PORT=3" },
      ["3 all main env:PORT env.example:1"],
    ],
    ["a committed .env", { ".env": "PORT=1" }, ["1 all main env:PORT .env:1"]],
    ["no .env of this machine alone", { ".env": "PORT=1", ".gitignore": "/shop\n.env\n" }, []],
  ])("takes a variable without a fallback from %s", async (_, tree, expected) => {
    const main = mainFile(
      ["net/http", "os"],
      'func main() { http.ListenAndServe(":"+os.Getenv("PORT"), nil) }',
    );
    expect(await portsOf({ "main.go": main, ...tree })).toEqual(expected);
  });

  it("takes a variable without a fallback from .env.example", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["net/http", "os"],
          'func main() { http.ListenAndServe(":"+os.Getenv("PORT"), nil) }',
        ),
        ".env.example": "# the port\nPORT=8300\n",
      }),
    ).toEqual(["8300 all main env:PORT .env.example:2"]);
  });

  it.each<[string, string, string[]]>([
    ["that main always gives another value", "load()", ["8300 all main env:PORT .env.example:1"]],
    [
      "that it gives another value on a condition",
      'if os.Getenv("MODE") == "cloud" {\n\t\tload()\n\t}',
      ["8000 all main env:PORT main.go:8"],
    ],
  ])(
    "takes what a variable is declared with for no default where it is one %s",
    async (_, load, expected) => {
      const code = `var port = "8000"
func load() { port = os.Getenv("PORT") }
func main() {
	${load}
	http.ListenAndServe(":"+port, nil)
}`;
      const tree = { "main.go": mainFile(["net/http", "os"], code), ".env.example": "PORT=8300\n" };
      expect(await portsOf(tree)).toEqual(expected);
    },
  );

  it("takes the address of a switch that init turns on", async () => {
    const code = `var local bool
func init() { local = true }
func main() {
	addr := ":9000"
	if local {
		addr = ":8000"
	}
	http.ListenAndServe(addr, nil)
}`;
    expect(await portsOf({ "main.go": mainFile(["net/http"], code) })).toEqual([
      "8000 all main literal main.go:12",
    ]);
  });

  it("leaves out an address that a server gets under a switch which is off", async () => {
    const code = `func main() {
	server := http.Server{Addr: ":8080"}
	if os.Getenv("TLS") == "true" {
		server.Addr = ":443"
		server.ListenAndServeTLS("server.crt", "server.key")
	} else {
		server.ListenAndServe()
	}
}`;
    expect(await portsOf({ "main.go": mainFile(["net/http", "os"], code) })).toEqual([
      "8080 all main literal main.go:9",
    ]);
  });

  it("takes the host from the code where .env.example gives the port alone", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["fmt", "net/http", "os"],
          'func main() {\n\tserver := &http.Server{Addr: fmt.Sprintf("127.0.0.1:%s", os.Getenv("PORT"))}\n\tserver.ListenAndServe()\n}',
        ),
        ".env.example": "PORT=8300\n",
      }),
    ).toEqual(["8300 loopback main env:PORT .env.example:1"]);
  });

  it.each<[string, Record<string, string>, string[]]>([
    [
      "that starts another server",
      {
        Dockerfile:
          "FROM golang\nRUN go build -o /shop .\nFROM nginx:1.29\nCOPY --from=0 /shop /shop\nEXPOSE 80\n",
      },
      [],
    ],
    [
      "that hands another server its configuration",
      {
        "Dockerfile.envoy":
          'FROM envoyproxy/envoy:v1.36\nCOPY shop.yaml /etc/envoy/\nEXPOSE 80\nCMD ["--config-path", "/etc/envoy/shop.yaml"]\n',
      },
      [],
    ],
    [
      "that only builds it",
      {
        Dockerfile: 'FROM golang\nEXPOSE 80\nENTRYPOINT ["/src/build.py"]\n',
      },
      [],
    ],
    [
      "that starts the program beside another server",
      {
        Dockerfile:
          'FROM golang\nRUN go build -o /shop .\nFROM nginx\nCOPY --from=0 /shop /shop\nEXPOSE 80\nCMD ["/shop"]\n',
      },
      ["80 all main null Dockerfile:5"],
    ],
    [
      "that has the program in place of the server",
      {
        Dockerfile:
          "FROM golang\nRUN go build -o /shop .\nFROM caddy:2\nCOPY --from=0 /shop /usr/bin/caddy\nEXPOSE 80\n",
      },
      ["80 all main null Dockerfile:5"],
    ],
    [
      "before a last stage for debugging",
      {
        Dockerfile:
          'FROM golang AS build\nRUN go build -o /out .\nFROM scratch AS release\nCOPY --from=build /out /bin/x\nEXPOSE 80\nENTRYPOINT ["/bin/x"]\n' +
          'FROM golang\nCOPY --from=build /out /bin/x\nEXPOSE 12345 80\nENTRYPOINT ["/go/bin/dlv", "exec", "/bin/x"]\nCMD ["--", "serve"]\n',
      },
      ["80 all main null Dockerfile:5"],
    ],
    ["of a demonstration", { "demo.Dockerfile": "FROM golang\nRUN go build .\nEXPOSE 80\n" }, []],
    [
      "that neither compiles nor starts a program",
      {
        "docker/pages.Dockerfile":
          "FROM acme/builder AS build\nRUN make\nFROM scratch\nCOPY pages /\nEXPOSE 80\n",
      },
      [],
    ],
    [
      "that is built of another repository",
      { Dockerfile: "FROM golang\nRUN git clone https://example.org/other.git && go build .\nEXPOSE 80\n" },
      [],
    ],
    [
      "that is built of another repository, with a script of this one to start it",
      {
        "docker/Dockerfile":
          'FROM golang\nRUN git clone https://example.org/other.git && go build .\nCOPY "start.sh" .\nEXPOSE 80\nCMD ["./start.sh"]\n',
      },
      [],
    ],
    [
      "that is built of its own repository",
      { Dockerfile: "FROM golang\nRUN git clone https://example.org/shop.git && go build .\nEXPOSE 80\n" },
      ["80 all main null Dockerfile:3"],
    ],
  ])("takes ports of an image only where it is the program's: one %s", async (_, tree, expected) => {
    const framework = mainFile(["example.org/framework"], "func main() { framework.Serve() }");
    expect(await portsOf({ "main.go": framework, ...tree })).toEqual(expected);
  });

  it.each<[string, string, Record<string, string>, string[]]>([
    [
      "is built with the main's Dockerfile",
      "{ build: { context: ., dockerfile: shop.Dockerfile }, ports: [80:80] }",
      { "shop.Dockerfile": 'FROM golang\nRUN go build -o /shop ./cmd/shop\nCMD ["/shop"]\n' },
      ["80 all main null compose.yml:2"],
    ],
    [
      "is built with another main's Dockerfile",
      "{ build: { context: ., dockerfile: cmd/probe/Dockerfile }, ports: [80:80] }",
      { "cmd/probe/Dockerfile": 'FROM golang\nRUN go build -o /probe ./cmd/probe\nCMD ["/probe"]\n' },
      [],
    ],
    [
      "starts another main's program",
      '{ build: ., entrypoint: ["/usr/bin/probe", "--port=80"], ports: [80:80] }',
      {},
      [],
    ],
    [
      "leaves it to the application's image below to start something",
      "{ build: { context: ., dockerfile: Dockerfile.dev }, ports: [80:80] }",
      {
        "Dockerfile.dev":
          "FROM golang\nRUN go build -o /shop ./cmd/shop\nFROM monitor/monitor\nCOPY --from=0 /shop /usr/lib/monitor/plugins.d/\n",
      },
      [],
    ],
  ])(
    "takes ports of a compose file's service only where it is the main's: one that %s",
    async (_, text, tree, expected) => {
      const framework = mainFile(["example.org/framework"], "func main() { framework.Serve() }");
      const code = { "cmd/shop/main.go": framework, "cmd/probe/main.go": framework };
      const files = { ...code, "compose.yml": `services:\n  one: ${text}\n`, ...tree };
      const { ports } = await service(files, "./cmd/shop");
      expect(
        ports.map(
          ({ port, bind, purpose, setBy, evidence }) => `${port} ${bind} ${purpose} ${setBy} ${evidence}`,
        ),
      ).toEqual(expected);
    },
  );

  it("takes the file in the main's own module before one of that name in another", async () => {
    const code =
      'func main() {\n\tviper.SetConfigFile("config/app.env")\n\tviper.ReadInConfig()\n\thttp.ListenAndServe(":"+viper.GetString("PORT"), nil)\n}';
    const main = mainFile(["net/http", "github.com/spf13/viper"], code);
    const tree = {
      "main.go": main,
      "config/app.env": "PORT=8940\n",
      "gate/go.mod": "module example.com/gate\n\ngo 1.26\n",
      "gate/cmd/proxy/main.go": main,
      "gate/config/app.env": "PORT=8950\n",
    };
    const { ports } = await service(tree, "./gate/cmd/proxy");
    expect(ports.map(({ port, evidence }) => [port, evidence])).toEqual([[8950, "gate/config/app.env:1"]]);
  });

  it("takes no port of an image for debugging beside the one that is shipped", async () => {
    const files = {
      "cmd/shop/main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }"),
      "cmd/shop/Dockerfile": 'FROM golang\nRUN go build -o /shop ./cmd/shop\nCMD ["/shop"]\n',
      "cmd/shop/Dockerfile_debug":
        'FROM golang\nRUN go build -o /shop ./cmd/shop\nEXPOSE 2345\nENTRYPOINT ["/debug.sh"]\n',
    };
    expect((await service(files, "./cmd/shop")).ports).toEqual([]);
  });

  it("leaves shells and debuggers of an image out", async () => {
    const framework = mainFile(["example.org/framework"], "func main() { framework.Serve() }");
    const compose = (ports: string) => `services:\n  dev:\n    build: .\n    ports: [${ports}]\n`;
    expect(
      await portsOf({ "main.go": framework, "compose.yaml": compose('"2222:22", "8000:8000", "2345:2345"') }),
    ).toEqual(["8000 all main null compose.yaml:4"]);
    expect(await portsOf({ "main.go": framework, "compose.yaml": compose('"2222:22"') })).toEqual([
      "22 all main null compose.yaml:4",
    ]);
  });

  it.each<[string, string[]]>([
    ["67:67", ["67/udp"]],
    ["67:67/tcp", ["67/tcp", "67/udp"]],
    ["8067:8067", ["8067/tcp", "67/udp"]],
  ])(
    "takes udp for the protocol that a compose file leaves out where the image exposes it: %s",
    async (ports, expected) => {
      const tree = {
        "main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }"),
        Dockerfile: 'FROM golang\nRUN go build -o /shop .\nEXPOSE 67/udp\nENTRYPOINT ["/shop"]\n',
        "compose.yaml": `services:\n  shop:\n    build: .\n    ports: ["${ports}"]\n`,
      };
      const facts = await service(tree);
      expect(facts.ports.map(({ port, protocol }) => `${port}/${protocol}`)).toEqual(expected);
    },
  );

  it.each<[string, string, string[]]>([
    ["has another port", '{"name": "shop", "port": 8205}', ["8205 all main file:shop.json shop.json:1"]],
    ["says nothing of it", '{"backend": {"port": 8205}}', ["8000 all main null Dockerfile:4"]],
  ])("takes EXPOSE unless the file of the arguments %s", async (_, text, expected) => {
    const tree = {
      "main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }"),
      Dockerfile:
        'FROM golang\nRUN go build -o /shop .\nRUN mkdir /etc/shop\nEXPOSE 8000\nENTRYPOINT ["/shop"]\nCMD ["-c", "/etc/shop/shop.json"]\n',
      "shop.json": text,
    };
    expect(await portsOf(tree)).toEqual(expected);
  });

  it.each([
    ["shop", ["80"]],
    ["other", []],
  ])(
    "takes EXPOSE of an image that starts %s, the name of the module around, among others",
    async (starts, expected) => {
      const program = mainFile(["example.org/framework"], "func main() { framework.Serve() }");
      const tree = {
        "go.mod": "module example.com/shop\n\ngo 1.26\n",
        "server/go.mod": "module example.com/shop/server\n\ngo 1.26\n",
        "server/main.go": program,
        "shopctl/go.mod": "module example.com/shop/shopctl\n\ngo 1.26\n",
        "shopctl/main.go": 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println() }\n',
        Dockerfile: `FROM scratch\nADD build/shop /bin/\nADD build/shopctl /bin/\nEXPOSE 80\nCMD ["/bin/${starts}"]\n`,
      };
      const { ports } = await service(tree, "./server");
      expect(ports.map(({ port }) => String(port))).toEqual(expected);
    },
  );

  it("takes EXPOSE of an image whose program is made outside and prepared in a stage", async () => {
    const Dockerfile =
      'FROM debian AS prepared\nCOPY shop /shop\nRUN setcap cap_net_bind_service=+ep /shop\nFROM scratch\nCOPY --from=prepared /shop /shop\nEXPOSE 53\nENTRYPOINT ["/shop"]\n';
    const tree = { "main.go": mainFile(["net/http"], "func main() { http.Serve(nil, nil) }"), Dockerfile };
    expect(await portsOf(tree)).toEqual(["53 all main null Dockerfile:6"]);
  });

  it("takes EXPOSE of an image in a directory of the module, below the repository's root", async () => {
    const Dockerfile = "FROM golang:1.26\nRUN go build -o /shop .\nEXPOSE 3890\n";
    const { ports } = await detect({
      "v2/go.mod": "module example.com/shop/v2\n\ngo 1.26\n",
      "v2/main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }"),
      "v2/docker/Dockerfile": Dockerfile,
    });
    expect(ports).toMatchObject([{ port: 3890, evidence: "v2/docker/Dockerfile:3" }]);
  });

  it("keeps all of EXPOSE in its order, and both protocols of a port", async () => {
    const ports = await portsOf({
      "main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }"),
      Dockerfile:
        "FROM golang:1.26\nRUN go build -o /shop .\nEXPOSE 53/tcp 53/udp 80 443/tcp 443/udp 853/tcp 853/udp 5443 6060 7070\n",
    });
    expect(ports.map((port) => port.split(" ")[0])).toEqual(
      "53 80 443 853 5443 6060 7070 53 443 853".split(" "),
    );
  });

  it.each([
    ["localhost", "59900 loopback main file:cmd/res/configuration.yaml cmd/res/configuration.yaml:3"],
    ["0.0.0.0", "59900 all main null Dockerfile:6"],
  ])("sees that the settings of the author's image bind what it exposes to %s", async (host, expected) => {
    const { ports, warnings } = await service({
      "cmd/main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }"),
      "cmd/res/configuration.yaml": `Service:\n  Host: ${host}\n  Port: 59900\nOther:\n  Host: localhost\n`,
      Dockerfile:
        "FROM golang:1.26 AS build\nWORKDIR /src\nRUN go build -o cmd/shop ./cmd\nFROM alpine\nCOPY --from=build /src/cmd /\nEXPOSE 59900\n",
    });
    expect(ports.map((one) => `${one.port} ${one.bind} ${one.purpose} ${one.setBy} ${one.evidence}`)).toEqual(
      [expected],
    );
    const told = warnings.filter(({ code }) => code === "loopback-bind").map(({ message }) => message);
    expect(told.some((text) => text.includes("set its host in cmd/res/configuration.yaml to 0.0.0.0"))).toBe(
      host === "localhost",
    );
  });

  it.each<[string, string, string]>([
    ["that is exposed", "8401", "8401 all main flag:--port Dockerfile:6"],
    ["that is not exposed", "8409", "8400 all main literal main.go:7"],
  ])("moves the only port to that of a flag whose way is not in sight, %s", async (_, given, expected) => {
    expect(
      await portsOf({
        "main.go": mainFile(["net/http"], 'func main() { fill(); http.ListenAndServe(":8400", nil) }'),
        Dockerfile: `FROM golang:1.26 AS build\nCOPY . .\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nEXPOSE 8401\nENTRYPOINT ["/app", "--port", "${given}"]\n`,
      }),
    ).toEqual([expected]);
  });

  it("takes EXPOSE where the code shows nothing", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }"),
        Dockerfile:
          'FROM golang:1.26 AS build\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nEXPOSE 8400\nENTRYPOINT ["/app"]\n',
      }),
    ).toEqual(["8400 all main null Dockerfile:5"]);
  });

  it("takes EXPOSE where the code has 443 alone, for a certificate that the image is not given", async () => {
    const code = `
type secure struct{ ListenAddr string }
func (s *secure) validate() {
	if len(s.ListenAddr) == 0 {
		s.ListenAddr = ":443"
	}
}
func main() {
	b, _ := os.ReadFile(os.Args[1])
	var c struct{ HTTP struct{ ListenAddr string }; HTTPS secure }
	yaml.Unmarshal(b, &c)
	c.HTTPS.validate()
	if len(c.HTTPS.ListenAddr) != 0 {
		go serve(c.HTTPS.ListenAddr)
	}
	serve(c.HTTP.ListenAddr)
}
func serve(addr string) { http.ListenAndServe(addr, nil) }`;
    const found = (exposed: string) =>
      portsOf({
        "main.go": mainFile(["net/http", "os", "gopkg.in/yaml.v3"], code),
        Dockerfile: `FROM golang:1.26\nRUN go build -o /shop .\n${exposed}ENTRYPOINT ["/shop"]\n`,
      });
    expect(await found("")).toEqual(["443 all main literal main.go:13"]);
    expect(await found("EXPOSE 9090\n")).toEqual(["9090 all main null Dockerfile:3"]);
    expect(await found("EXPOSE 443\n")).toEqual(["443 all main literal main.go:13"]);
    // Without a certificate 80 is what a server listens on that nobody gives a port.
    const plain = mainFile(
      ["net/http", "os"],
      'func main() {\n\tport := os.Args[1]\n\tif port == "" {\n\t\tport = "80"\n\t}\n\thttp.ListenAndServe(":"+port, nil)\n}',
    );
    const Dockerfile = 'FROM golang:1.26\nRUN go build -o /shop .\nEXPOSE 5001\nENTRYPOINT ["/shop"]\n';
    expect(await portsOf({ "main.go": plain, Dockerfile })).toEqual(["80 all main literal main.go:11"]);
  });

  it("are open although something may turn them off", async () => {
    const code = `
type Config struct {
	External bool "ignored:\\"true\\""
}

func load() Config {
	c := Config{}
	envconfig.Process("shop", &c)
	if len(os.Args) > 3 { c.External = true }
	return c
}

func start(c Config) {
	if c.External { return } else { serve() }
}

func serve() { net.ListenPacket("udp", ":8400") }

func main() { start(load()); http.ListenAndServe(":8080", nil) }`;
    const { ports } = await service({
      "main.go": mainFile(["net", "net/http", "os", "github.com/kelseyhightower/envconfig"], code),
    });
    expect(ports.map(({ port, protocol }) => `${port}/${protocol}`)).toEqual(["8080/tcp", "8400/udp"]);
  });

  it("take tcp of several networks, and no address of a client that is published as another's", async () => {
    const code = `
type Server struct{ Network, Addr string }

func (s *Server) ListenAndServe() error {
	if s.Network == "" { s.Network = "tcp" }
	_, err := net.Listen(s.Network, s.Addr)
	return err
}

var mail = "[::]:8025"

func main() {
	flag.StringVar(&sender, "smtp-addr", "localhost:8025", "where to send")
	s := &Server{Addr: mail}
	if len(os.Args) > 3 { s.Network = "unix" }
	s.ListenAndServe()
}`;
    expect(
      await portsOf({
        "main.go": mainFile(["flag", "net", "os"], code),
        Dockerfile: "FROM golang:1.26\nRUN go build -o /shop .\nEXPOSE 8025\n",
      }),
    ).toEqual(["8025 all main literal main.go:18"]);
  });

  it("leave out what is exposed for a server that a flag turns on", async () => {
    const code = `
func main() {
	addr := flag.String("addr", ":9000", "")
	redirect := flag.String("redirect-addr", ":80", "")
	production := flag.Bool("production", false, "")
	flag.Parse()
	if *production {
		go http.ListenAndServe(*redirect, nil)
	}
	http.ListenAndServe(*addr, nil)
}`;
    const tree = (text: string) => ({
      "main.go": mainFile(["flag", "net/http"], text),
      Dockerfile: "FROM golang:1.26\nRUN go build -o /shop .\nEXPOSE 80 9000\n",
    });
    expect(await portsOf(tree(code))).toEqual(["9000 all main flag:-addr main.go:10"]);
    expect(await portsOf(tree(code.replace("false", "true")))).toHaveLength(2);
  });

  it("are read from docopt's help, and so is a configuration file that is not there", async () => {
    const { ports, warnings } = await service({
      "main.go": mainFile(
        ["net/http", "github.com/docopt/docopt-go"],
        'const usage = "Usage: shop [options]\\n\\nOptions:\\n  -p, --port=<port>  Where\\n     to listen [default: 8400].\\n  --conf <file>  [default: shop.yaml]\\n"\n\nfunc main() {\n\targuments, _ := docopt.ParseDoc(usage)\n\tload(arguments["--conf"].(string))\n\thttp.ListenAndServe(":"+arguments["--port"].(string), nil)\n}',
      ),
    });
    expect(ports).toMatchObject([{ port: 8400, setBy: "flag:--port", evidence: "main.go:11" }]);
    expect(warnings.find(({ code }) => code === "config-missing")?.message).toContain("for shop.yaml");
  });

  it.each<[string, string, string[]]>([
    ["that nothing sets", "", ["8080"]],
    ["to which a variable is handed", "\tflag.CommandLine.TextVar(&c.Cert)\n", ["8080", "80", "443"]],
    ["of a struct that a library fills", "\tjson.Unmarshal(nil, c)\n", ["8080", "80", "443"]],
    ["that is set later", '\tif os.Getpid() > 1 {\n\t\tc.Cert = "cert.pem"\n\t}\n', ["8080", "80", "443"]],
  ])("are closed for want of a field %s", async (_, fills, expected) => {
    const code = `type config struct{ Port int; Cert string }\nfunc (c *config) secure() bool { return c.Port == 443 && c.Cert != "" }\nfunc main() {\n\tc := &config{Port: 8080}\n${fills}\tif c.secure() {\n\t\tgo http.ListenAndServe(":80", nil)\n\t\thttp.ListenAndServeTLS(":443", c.Cert, c.Cert, nil)\n\t} else {\n\t\thttp.ListenAndServe(fmt.Sprintf(":%d", c.Port), nil)\n\t}\n}`;
    const ports = await main(["encoding/json", "flag", "fmt", "net/http", "os"], code);
    expect(ports.map((port) => port.split(" ")[0])).toEqual(expected);
  });

  it.each<[string, string, Record<string, string>, string[]]>([
    [
      "a variable that has to be true is not set",
      'if strings.ToLower(os.Getenv("SIDE_ENABLED")) != "true" {\n\t\treturn\n\t}',
      {},
      ["8080"],
    ],
    [
      "a file has a key of theirs empty",
      'id := viper.GetString("cert")\n\tif id == "" {\n\t\treturn\n\t}',
      { "config.yaml": 'cert: ""\n' },
      ["8080"],
    ],
    [
      "but not where only a variable is empty, without which the program may end",
      'id := os.Getenv("SIDE_CERT")\n\tif id == "" {\n\t\treturn\n\t}',
      {},
      ["8090", "8080"],
    ],
  ])("are closed behind a return: %s", async (_, early, files, expected) => {
    const ports = await portsOf({
      ...files,
      "main.go": mainFile(
        ["net/http", "os", "strings", "github.com/spf13/viper"],
        `func side() {\n\t${early}\n\tgo func() { http.ListenAndServe(":8090", nil) }()\n}\nfunc main() {\n\tviper.SetConfigFile("config.yaml")\n\tside()\n\thttp.ListenAndServe(":8080", nil)\n}`,
      ),
    });
    expect(ports.map((port) => port.split(" ")[0])).toEqual(expected);
  });

  it("are closed in other cases of a switch, and behind the return of what is off", async () => {
    const code = `
var (
	network = flag.String("network", "tcp", "")
	profile = flag.Bool("profile", false, "")
	required = flag.String("admin", "", "")
)

func profiles() {
	if !*profile { return }
	http.ListenAndServe(":8401", nil)
}

func checked() error {
	if *required == "" { return errors.New("no address") }
	return http.ListenAndServe(":8402", nil)
}

func main() {
	go profiles()
	go checked()
	switch *network {
	case "quic", "udp":
		net.ListenPacket("udp", ":8403")
	case "tcp":
		net.Listen("tcp", ":8400")
	default:
		net.Listen("tcp", ":8404")
	}
}`;
    const { ports } = await service({ "main.go": mainFile(["errors", "flag", "net", "net/http"], code) });
    expect(ports.map(({ port }) => port).sort()).toEqual([8400, 8402]);
  });

  it("are read through a value that a helper makes", async () => {
    const code = `
type variable struct{ text string }

func get(key, fallback string) variable {
	if text, ok := os.LookupEnv(key); ok { return variable{text: text} }
	return variable{text: fallback}
}

func (v variable) String() string { return v.text }

func main() {
	log.Print(get("MODE", "").String(), get("ADMIN_PORT", "8401").String())
	http.ListenAndServe(":"+get("PORT", "8400").String(), nil)
}`;
    expect(await main(["log", "net/http", "os"], code)).toEqual(["8400 all main env:PORT main.go:21"]);
  });

  it("name what sets the port before what puts a socket in its place", async () => {
    const code = `
var (
	socket = flag.String("unix-socket", "", "")
	port = flag.String("port", "8400", "")
)

func main() {
	address := ""
	if *socket != "" { address = *socket } else { address = ":" + *port }
	net.Listen("tcp", address)
}`;
    expect(await main(["flag", "net"], code)).toEqual(["8400 all main flag:-port main.go:11"]);
  });

  it("start with the first of a range that the author's image exposes", async () => {
    const files = {
      "main.go": mainFile(
        ["github.com/fclairamb/ftpserverlib"],
        "func main() { ftpserver.NewFtpServer(nil) }",
      ),
      Dockerfile: "FROM golang:1.26\nRUN go build -o /shop .\nEXPOSE 2121-2130\n",
    };
    expect(await portsOf(files)).toEqual(["2121 all main null Dockerfile:3"]);
  });

  it("has as its main port what a program is called by", async () => {
    const { ports } = await service(
      {
        "cmd/admin/main.go": mainFile(
          ["example.com/shop/admin_server"],
          "func main() { admin_server.Serve() }",
        ),
        "admin_server/serve.go":
          'package admin_server\n\nimport "net/http"\n\nfunc Serve() {\n\tgo http.ListenAndServe(":8401", debugMux)\n\thttp.ListenAndServe(":8400", nil)\n}\n',
      },
      "./cmd/admin",
    );
    expect(ports.map(({ port, purpose }) => `${port} ${purpose}`)).toEqual(["8400 main", "8401 admin"]);
  });

  it("takes no word of a Dockerfile that lies with another program", async () => {
    const dockerfile = (name: string, port: number) =>
      `FROM golang:1.26 AS build\nCOPY orders/ ./orders/\nRUN go build -o /app ./${name}\nFROM scratch\nCOPY --from=build /app /app\nEXPOSE ${port}\nENTRYPOINT ["/app"]\n`;
    const { ports } = await service(
      {
        "orders/main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }"),
        "orders/docker/Dockerfile": dockerfile("orders", 8891),
        "gateway/main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }"),
        "gateway/docker/Dockerfile": dockerfile("gateway", 8080),
      },
      "./orders",
    );
    expect(ports.map(({ port, evidence }) => `${port} ${evidence}`)).toEqual([
      "8891 orders/docker/Dockerfile:6",
    ]);
  });

  it("takes no word of a Dockerfile whose image starts another program", async () => {
    const dockerfile = (name: string, port: number) =>
      `FROM golang\nCOPY dist/${name} /bin/\nEXPOSE ${port}\nENTRYPOINT ["/bin/${name}"]\n`;
    const { ports } = await service(
      {
        "cmd/orders/main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }"),
        "tools/cmd/main.go": "package main\n\nfunc main() {}\n",
        "docker/Dockerfile.orders": `${dockerfile("orders", 8891)}CMD ["serve"]\n`,
        "cmd/gateway/main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }"),
        "docker/Dockerfile.gateway": dockerfile("gateway", 8080),
      },
      "./cmd/orders",
    );
    expect(ports.map(({ port, evidence }) => `${port} ${evidence}`)).toEqual([
      "8891 docker/Dockerfile.orders:3",
    ]);
  });

  it("takes no word of a demonstration among other programs", async () => {
    const tree = {
      "cmd/shop/main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }"),
      "demo/Dockerfile":
        'FROM golang AS build\nRUN go build -o /shop ./cmd/shop\nFROM alpine\nCOPY --from=build /shop /shop\nEXPOSE 8080\nCMD ["supervisord"]\n',
    };
    expect(await portsOf(tree)).toEqual([]);
  });

  it("takes no word of a Dockerfile that is there to work in", async () => {
    const tree = { "main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }") };
    const image = (last: string) =>
      `FROM golang\nRUN go install example.com/air@latest\nEXPOSE 8080\n${last}\n`;
    expect(await portsOf({ ...tree, Dockerfile: image("VOLUME /src") })).toEqual([]);
    expect(await portsOf({ ...tree, Dockerfile: image('CMD ["air"]') })).toEqual([
      "8080 all main null Dockerfile:3",
    ]);
  });

  it("takes no setting from a description of the interface", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["net/http", "os", "encoding/json"],
          'type config struct{ Host string }\nfunc main() {\n\tvar c config\n\tb, _ := os.ReadFile("docs/swagger.json")\n\tjson.Unmarshal(b, &c)\n\thttp.ListenAndServe(c.Host+":8080", nil)\n}',
        ),
        "docs/swagger.json": '{"host": "localhost"}\n',
      }),
    ).toEqual(["8080 all main literal main.go:14"]);
  });

  const image = (exposed: string) =>
    `FROM golang:1.26 AS build\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nEXPOSE ${exposed}\nENTRYPOINT ["/app"]\n`;

  it("takes a flag's port that EXPOSE confirms beside those of the code", async () => {
    const code =
      'var list = flag.String("proxy.addr", ":9999", "")\nvar raft = flag.String("raft.addr", ":7000", "")\nvar metrics = flag.String("metrics-port", ":9090", "")\nfunc main() {\n\tflag.Parse()\n\tfor _, one := range listenersOf(*list) { one.Serve() }\n\thttp.ListenAndServe(":9998", nil)\n}';
    const tree = { "main.go": mainFile(["flag", "net/http"], code), Dockerfile: image("9998 9999 9090") };
    expect((await portsOf(tree)).sort()).toEqual([
      "9998 all main literal main.go:14",
      "9999 all main flag:-proxy.addr main.go:8",
    ]);
    expect(await portsOf({ "main.go": tree["main.go"] })).toEqual(["9998 all main literal main.go:14"]);
    const both = await service({ ...tree, Dockerfile: image("9999 9999/udp") });
    expect(both.ports.map(({ port, protocol }) => `${port}/${protocol}`)).toEqual([
      "9999/tcp",
      "9998/tcp",
      "9999/udp",
    ]);
  });

  it("puts a flag's port for a playground after what the code serves", async () => {
    const code =
      'var page = flag.Int("playground-port", 3000, "")\nfunc main() {\n\tflag.Parse()\n\thttp.ListenAndServe(":8080", nil)\n}';
    const tree = { "main.go": mainFile(["flag", "net/http"], code), Dockerfile: image("3000 8080") };
    expect(await portsOf(tree)).toEqual([
      "8080 all main literal main.go:11",
      "3000 all main flag:-playground-port main.go:8",
    ]);
  });

  it("makes no address of one caller's host and another's port", async () => {
    const code =
      'func listen(host string, port int) { http.ListenAndServe(fmt.Sprintf("%s:%d", host, port), nil) }\nfunc main() {\n\tgo listen("127.0.0.1", unknown())\n\tlisten("", 8080)\n}';
    expect(await main(["fmt", "net/http"], code)).toEqual(["8080 all main literal main.go:11"]);
  });

  it("takes no address that the program calls for one that EXPOSE confirms", async () => {
    const code =
      'var mail = flag.String("smtp-addr", "localhost:1025", "")\nvar relay = flag.String("outgoing-port", "25", "")\nfunc main() { flag.Parse(); http.ListenAndServe(":8025", nil) }';
    const tree = { "main.go": mainFile(["flag", "net/http"], code), Dockerfile: image("8025 1025 25") };
    expect(await portsOf(tree)).toEqual(["8025 all main literal main.go:10"]);
  });

  it("reads an image's file whose name begins in lower case, whatever follows", async () => {
    const tree = {
      "main.go": mainFile(["net/http"], "func main() { http.Serve(nil, nil) }"),
      "deploy/dockerfile_shop": image("8400"),
    };
    expect(await portsOf(tree)).toEqual(["8400 all main null deploy/dockerfile_shop:5"]);
  });

  it("follows a listener whose network is a socket's as well as tcp, and puts mail after the web", async () => {
    const code =
      'var mailListen, webListen = ":1025", ":8025"\ntype SMTPServer struct{ Network, Addr string }\nfunc (s *SMTPServer) Listen() {\n\tif s.Network == "" {\n\t\ts.Network = "tcp"\n\t}\n\tnet.Listen(s.Network, s.Addr)\n}\nfunc main() {\n\ts := &SMTPServer{Addr: mailListen}\n\tif isSocket() {\n\t\ts.Network = "unix"\n\t}\n\tgo s.Listen()\n\thttp.ListenAndServe(webListen, nil)\n}';
    expect(await main(["net", "net/http"], code)).toEqual([
      "8025 all main literal main.go:8",
      "1025 all main literal main.go:8",
    ]);
  });

  it("names what sets the port, not what sets a socket in its place", async () => {
    const code =
      'func main() {\n\tsocket := flag.String("sock", "", "")\n\tport := flag.String("port", "8080", "")\n\tvar address string\n\tif *socket != "" {\n\t\taddress = *socket\n\t} else {\n\t\taddress = ":" + *port\n\t}\n\thttp.ListenAndServe(address, nil)\n}';
    expect(await main(["flag", "net/http"], code)).toEqual(["8080 all main flag:-port main.go:10"]);
    const variables =
      'func main() {\n\taddress := os.Getenv("SOCKET")\n\tif address == "" {\n\t\taddress = ":" + cmp.Or(os.Getenv("PORT"), "8080")\n\t}\n\tlistener, _ := reuseport.Listen("tcp", address)\n\thttp.Serve(listener, nil)\n}';
    expect(await main(["cmp", "os", "net/http", "github.com/libp2p/go-reuseport"], variables)).toEqual([
      "8080 all main env:PORT main.go:13",
    ]);
  });

  it("reads the files of a directory that the code names below others", async () => {
    const code =
      'type Server struct {\n\tAddr string `json:"addr"`\n}\ntype Bootstrap struct {\n\tServer *Server `json:"server"`\n}\nfunc main() {\n\tconf := flag.String("conf", "app/orders/configs", "")\n\tc := config.New(config.WithSource(file.NewSource(*conf)))\n\tvar boot Bootstrap\n\tc.Scan(&boot)\n\thttp.ListenAndServe(boot.Server.Addr, nil)\n}';
    const imports = [
      ...["flag", "net/http"],
      ...["github.com/go-kratos/kratos/v2/config", "github.com/go-kratos/kratos/v2/config/file"],
    ];
    const tree = {
      "app/orders/cmd/main.go": mainFile(imports, code),
      "app/orders/configs/config.yaml": "server:\n  addr: 0.0.0.0:9002\n",
      "app/pay/configs/config.yaml": "server:\n  addr: 0.0.0.0:9003\n",
    };
    const found = ["9002 all main file:app/orders/configs/config.yaml app/orders/configs/config.yaml:2"];
    expect(await portsOf(tree)).toEqual(found);
    // As `go run .` in the main's own directory finds it.
    const above = mainFile(imports, code.replace("app/orders/configs", "../../configs"));
    expect(
      await portsOf({ ...tree, "app/orders/cmd/main.go": "", "app/orders/cmd/api/main.go": above }),
    ).toEqual(found);
  });

  it("of two alike is the one that the author's image exposes first", async () => {
    const tree = {
      "main.go": mainFile(
        ["net", "net/http"],
        'func main() {\n\tl, _ := net.Listen("tcp", ":9109")\n\tgo read(l)\n\thttp.ListenAndServe(":9108", nil)\n}',
      ),
    };
    expect((await service(tree)).ports.map(({ port }) => port)).toEqual([9109, 9108]);
    const Dockerfile = 'FROM golang\nRUN go build -o /shop .\nEXPOSE 9108 9109\nENTRYPOINT ["/shop"]\n';
    expect((await service({ ...tree, Dockerfile })).ports.map(({ port }) => port)).toEqual([9108, 9109]);
  });

  it.each(["http.ListenAndServe(c.Address, nil)", "(&http.Server{Addr: c.Address}).ListenAndServe()"])(
    "takes none of a server whose own switch is off, beside one of its kind: %s",
    async (listen) => {
      const tree = {
        "main.go": mainFile(
          ["example.com/shop/web"],
          'type config struct {\n\tPages web.Config\n\tStats web.Config\n}\nfunc (c *config) defaults() {\n\tc.Pages.Address = ":8443"\n\tc.Pages.Enabled = false\n\tc.Stats.Address = ":9091"\n\tc.Stats.Enabled = true\n}\nfunc main() {\n\tvar c config\n\tc.defaults()\n\tc.Pages.Start()\n\tc.Stats.Start()\n}',
        ),
        "web/web.go": `package web\n\nimport "net/http"\n\ntype Config struct {\n\tAddress string\n\tEnabled bool\n}\n\nfunc (c *Config) Start() error {\n\tif !c.Enabled {\n\t\treturn nil\n\t}\n\treturn ${listen}\n}\n`,
      };
      expect((await service(tree)).ports.map(({ port }) => port)).toEqual([9091]);
    },
  );

  it("takes none of a server that only another command makes, through an interface", async () => {
    const tree = {
      "main.go": mainFile(
        ["net/http", "example.com/shop/proxy", "github.com/spf13/cobra"],
        'type server interface{ Run() error }\ntype config struct{}\ntype proxyServer struct{ p *proxy.Proxy }\nfunc (s *proxyServer) Run() error { return s.p.Run(":5432") }\nfunc (c *config) Complete() server { return &proxyServer{p: proxy.New()} }\nfunc main() {\n\troot := &cobra.Command{Use: "shop"}\n\tvar c config\n\troot.AddCommand(\n\t\t&cobra.Command{Use: "serve", RunE: func(*cobra.Command, []string) error { return http.ListenAndServe(":8080", nil) }},\n\t\t&cobra.Command{Use: "proxy", RunE: func(*cobra.Command, []string) error { return c.Complete().Run() }},\n\t)\n\troot.Execute()\n}',
      ),
      "proxy/proxy.go":
        'package proxy\n\nimport "net"\n\ntype Proxy struct{}\n\nfunc New() *Proxy { return &Proxy{} }\n\nfunc (p *Proxy) Run(addr string) error {\n\t_, err := net.Listen("tcp", addr)\n\treturn err\n}\n',
    };
    expect((await service(tree)).ports.map(({ port }) => port)).toEqual([8080]);
  });

  it("is one where the code has one address, whatever a compose file gives its variable elsewhere", async () => {
    const tree = {
      "main.go": mainFile(
        ["net/http", "os"],
        'func main() { http.ListenAndServe(":"+os.Getenv("PORT"), nil) }',
      ),
      Dockerfile: 'FROM golang\nRUN go build -o /shop .\nEXPOSE 8080\nENTRYPOINT ["/shop"]\n',
      "compose.yaml":
        'services:\n  shop:\n    build: .\n    ports: ["80:80"]\n    environment:\n      PORT: $PORT\n',
    };
    expect(await portsOf(tree)).toEqual(["8080 all main env:PORT Dockerfile:3"]);
  });

  it("are those of a flag for the struct that is used, not of the defaults for one that nobody hands over", async () => {
    const code =
      'type config struct{ Host, Port string }\nvar defaults = &config{Host: "0.0.0.0", Port: "1883"}\nfunc configure() *config {\n\tc := &config{}\n\tfs := flag.NewFlagSet("shop", flag.ExitOnError)\n\tfs.StringVar(&c.Port, "port", "8090", "")\n\tfs.StringVar(&c.Host, "host", "127.0.0.1", "")\n\tfs.Parse(os.Args[1:])\n\treturn c\n}\ntype broker struct{ config *config }\nfunc start(c *config) {\n\tif c == nil {\n\t\tc = defaults\n\t}\n\tb := &broker{config: c}\n\tb.listen()\n}\nfunc (b *broker) listen() { net.Listen("tcp", b.config.Host+":"+b.config.Port) }\nfunc main() { start(configure()) }';
    expect(await main(["flag", "net", "os"], code)).toEqual(["8090 loopback main flag:-port main.go:14"]);
  });

  it("names a flag that the image publishes after what a listener was followed to", async () => {
    const ports = await portsOf({
      "main.go": mainFile(
        ["flag", "example.com/shop/web", "example.org/gossip"],
        'func main() {\n\tport := flag.Int("bind-port", 2000, "")\n\tgossip.Join(*port)\n\tweb.Serve(":8400")\n}',
      ),
      "web/web.go":
        'package web\n\nimport "net/http"\n\nfunc Serve(addr string) { http.ListenAndServe(addr, nil) }\n',
      Dockerfile: 'FROM golang\nCOPY . .\nRUN go build -o /shop .\nEXPOSE 2000 8400\nENTRYPOINT ["/shop"]\n',
    });
    expect(ports).toEqual(["8400 all main literal main.go:12", "2000 all main flag:-bind-port main.go:10"]);
  });

  it("are those of a server that a module out of sight is told of by the name of the service", async () => {
    const code = (type: string, field: string) =>
      `var listen = flag.String("listen", ":smtp", "")\nfunc main() {\n\tcfg := mail.${type}{${field}: *listen}\n\tmail.ListenAndServe(&cfg)\n}`;
    const imports = ["flag", "example.org/mail"];
    expect(await main(imports, code("ServerConfig", "ListenAddr"))).toEqual([
      "25 all main flag:-listen main.go:8",
    ]);
    expect(await main(imports, code("ServerConfig", "Addr"))).toEqual([]);
  });

  it("are those of a command that is imported for its effect alone, beside that for metrics", async () => {
    const command = (name: string, port: number) =>
      `package ${name}\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/cmd"\n)\n\nfunc exec() { http.ListenAndServe(":${port}", nil) }\n\nfunc init() { cmd.Commands["${name}"] = exec }\n`;
    const tree = (names: readonly string[]) => ({
      "main.go":
        `package main\n\nimport (\n\t"net/http"\n\t"os"\n\n\t"example.com/shop/cmd"\n${names.map((one) => `\t_ "example.com/shop/cmd/${one}"\n`).join("")})\n\n` +
        'func serveMetrics() { http.ListenAndServe(":9400", nil) }\n\nfunc main() {\n\tgo serveMetrics()\n\tcmd.Commands[os.Args[1]]()\n}\n',
      "cmd/cmd.go": "package cmd\n\nvar Commands = map[string]func(){}\n",
      ...Object.fromEntries(names.map((one, index) => [`cmd/${one}/${one}.go`, command(one, 8400 + index)])),
    });
    const numbers = async (names: readonly string[]) =>
      (await service(tree(names))).ports.map(({ port }) => port);
    expect(await numbers(["serve"])).toEqual([8400, 9400]);
    expect(await numbers(["http", "mqtt"])).toEqual([9400]);
  });

  it("takes none of a flag that the image publishes and a switch beside it turns on", async () => {
    const tree = (on: boolean) => ({
      "main.go": mainFile(
        ["flag", "net/http", "example.org/run"],
        `func main() {\n\taddr := flag.String("http-addr", ":8443", "")\n\tenabled := flag.Bool("http-enabled", ${on}, "")\n\tflag.Parse()\n\trun.Pages(addr, enabled)\n\thttp.ListenAndServe(":8080", nil)\n}`,
      ),
      Dockerfile: 'FROM golang\nRUN go build -o /shop .\nEXPOSE 8080 8443\nENTRYPOINT ["/shop"]\n',
    });
    expect((await service(tree(false))).ports.map(({ port }) => port)).toEqual([8080]);
    expect((await service(tree(true))).ports.map(({ port }) => port)).toContain(8443);
  });

  it("takes none of a flag that the image publishes and a switch of the same name turns on", async () => {
    const tree = (on: boolean) => ({
      "main.go": mainFile(
        ["flag", "net/http", "example.org/run"],
        `func main() {\n\tport := flag.Int("win-smb-port", 445, "")\n\tshare := flag.Bool("win-smb", ${on}, "")\n\tflag.Parse()\n\trun.Shares(port, share)\n\thttp.ListenAndServe(":8080", nil)\n}`,
      ),
      Dockerfile: 'FROM golang\nRUN go build -o /shop .\nEXPOSE 445 8080\nENTRYPOINT ["/shop"]\n',
    });
    expect((await service(tree(false))).ports.map(({ port }) => port)).toEqual([8080]);
    expect((await service(tree(true))).ports.map(({ port }) => port)).toContain(445);
  });

  it("are of UDP where the server is one of TFTP", async () => {
    const code =
      'func main() {\n\tserver := tftp.NewServer(nil, nil)\n\tgo server.ListenAndServe(":69")\n\thttp.ListenAndServe(":8080", nil)\n}';
    const files = { "main.go": mainFile(["net/http", "github.com/pin/tftp/v3"], code) };
    const { ports } = await service(files);
    expect(ports.map(({ port, protocol }) => `${port}/${protocol}`)).toEqual(["8080/tcp", "69/udp"]);
  });

  it("are for no metrics where gRPC is given a handler of statistics", async () => {
    const code =
      'func serve(addr string, handler any) { net.Listen("tcp", addr) }\nfunc main() {\n\tgo serve(":8081", grpc.StatsHandler(nil))\n\tgo serve(":8082", grpc.StatsHandler(nil))\n\tselect {}\n}';
    const found = await main(["net", "google.golang.org/grpc"], code);
    expect(found.filter((one) => one.includes("metrics"))).toEqual([]);
  });

  it("takes none that waits for a browser to come back from a login", async () => {
    const wait = (name: string, address: string) => ({
      "main.go": mainFile([`example.com/shop/${name}`], `func main() { ${name}.Wait() }`),
      [`${name}/wait.go`]: `package ${name}\n\nimport "net"\n\nfunc Wait() { net.Listen("tcp", "${address}") }\n`,
    });
    expect(await portsOf(wait("oauthutil", "127.0.0.1:53682"))).toEqual([]);
    expect(await portsOf(wait("oauthutil", ":53682"))).toHaveLength(1);
    expect(await portsOf(wait("web", "127.0.0.1:53682"))).toHaveLength(1);
  });

  it("takes no port and no path of several plugins, of which a configuration chooses some", async () => {
    const plugin = (name: string, port: number) =>
      `package ${name}\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/plugin"\n)\n\nfunc init() { plugin.Register("${name}", setup) }\n\nfunc setup() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/ready", nil)\n\thttp.ListenAndServe(":${port}", mux)\n}\n`;
    const { ports, health } = await service({
      "main.go": mainFile(['_ "example.com/shop/plugin/all"'], "func main() { select {} }"),
      "plugin/plugin.go": "package plugin\n\nfunc Register(name string, setup func()) {}\n",
      "plugin/all/all.go":
        'package all\n\nimport (\n\t_ "example.com/shop/plugin/one"\n\t_ "example.com/shop/plugin/two"\n\t_ "example.com/shop/plugin/three"\n)\n',
      "plugin/one/one.go": plugin("one", 8181),
      "plugin/two/two.go": plugin("two", 8182),
      "plugin/three/three.go": plugin("three", 8183),
    });
    expect([ports, health]).toEqual([[], []]);
  });

  it("takes no port and no path of a plugin that is imported for its effect, beside the server's own", async () => {
    const plugin =
      'package ready\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/plugin"\n)\n\nfunc init() { plugin.Register("ready", setup) }\n\nfunc setup() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/ready", nil)\n\thttp.ListenAndServe(":8181", mux)\n}\n';
    const tree = {
      "plugin/plugin.go": "package plugin\n\nfunc Register(name string, setup func()) {}\n",
      "plugin/ready/ready.go": plugin,
    };
    const code = mainFile(
      ["net/http", '_ "example.com/shop/plugin/ready"'],
      'func main() { http.ListenAndServe(":8080", nil) }',
    );
    const { ports, health } = await service({ ...tree, "main.go": code });
    expect([ports.map(({ port }) => port), health]).toEqual([[8080], []]);
    const path =
      'package ready\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/plugin"\n)\n\nfunc init() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/ready", nil)\n\tplugin.Register("ready", mux)\n}\n';
    const added = await service({ ...tree, "main.go": code, "plugin/ready/ready.go": path });
    expect(added.health.map((one) => one.path)).toEqual(["/ready"]);
    const helper =
      'package reuse\n\nimport "net"\n\nfunc Listen(addr string) (net.Listener, error) { return net.Listen("tcp", addr) }\n';
    const through = (name: string, port: number) =>
      `package ${name}\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/plugin"\n\t"example.com/shop/reuse"\n)\n\nfunc init() { plugin.Register("${name}", setup) }\n\nfunc setup() {\n\tl, _ := reuse.Listen(":${port}")\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/ready", nil)\n\thttp.Serve(l, mux)\n}\n`;
    const helped = await service({
      ...tree,
      "reuse/reuse.go": helper,
      "plugin/ready/ready.go": through("ready", 8181),
      "plugin/metrics/metrics.go": through("metrics", 9153),
      "main.go": code.replace('_ "', '_ "example.com/shop/plugin/metrics"\n\t_ "'),
    });
    expect([helped.ports.map(({ port, purpose }) => `${port} ${purpose}`), helped.health]).toEqual([
      ["8080 main", "9153 metrics"],
      [],
    ]);
    const bare = mainFile(['_ "example.com/shop/plugin/ready"'], "func main() { select {} }");
    const alone = await service({ ...tree, "main.go": bare });
    expect([alone.ports.map(({ port }) => port), alone.health.map(({ path }) => path)]).toEqual([
      [8181],
      ["/ready"],
    ]);
    // A helper that other code shares listens for it, and a further plugin names it.
    const shared = await service({
      "plugin/plugin.go": tree["plugin/plugin.go"],
      "listen/listen.go":
        'package listen\n\nimport "net"\n\nfunc Listen(network, addr string) (net.Listener, error) { return net.Listen(network, addr) }\n',
      "plugin/pages/pages.go":
        'package pages\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/listen"\n\t"example.com/shop/plugin"\n)\n\nvar Up bool\n\nfunc init() { plugin.Register("pages", setup) }\n\nfunc setup() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/health", nil)\n\tmux.HandleFunc("/pages", nil)\n\tln, _ := listen.Listen("tcp", ":8181")\n\thttp.Serve(ln, mux)\n}\n',
      "plugin/cache/cache.go":
        'package cache\n\nimport (\n\t"example.com/shop/plugin"\n\t"example.com/shop/plugin/pages"\n)\n\nfunc init() { plugin.Register("cache", setup) }\n\nfunc setup() { pages.Up = true }\n',
      "main.go": mainFile(
        [
          "net/http",
          "example.com/shop/listen",
          '_ "example.com/shop/plugin/cache"',
          '_ "example.com/shop/plugin/pages"',
        ],
        'func main() {\n\tln, _ := listen.Listen("tcp", ":8080")\n\thttp.Serve(ln, nil)\n}',
      ),
    });
    expect([shared.ports.map(({ port }) => port), shared.health]).toEqual([[8080], []]);
  });

  it("takes a function for used that a dot import names", async () => {
    const web = 'package web\n\nimport "net/http"\n\nfunc Serve() { http.ListenAndServe(":8080", nil) }\n';
    const code =
      'package main\n\nimport . "example.com/shop/web"\n\nvar start = Serve\n\nfunc main() { start() }\n';
    expect(await portsOf({ "main.go": code, "web/web.go": web })).toEqual([
      "8080 all main literal web/web.go:5",
    ]);
  });

  it("names the variable of the block that sets the port", async () => {
    const code =
      'var port = "8080"\nfunc main() {\n\tif v := os.Getenv("DB_HOST"); v != "" {\n\t\tdatabase = v\n\t}\n\tif v := os.Getenv("PORT"); v != "" {\n\t\tport = v\n\t}\n\tif v := os.Getenv("REDIS_HOST"); v != "" {\n\t\tcache = v\n\t}\n\thttp.ListenAndServe(":"+port, nil)\n}';
    expect(await main(["net/http", "os"], code)).toEqual(["8080 all main env:PORT main.go:8"]);
  });

  it("takes no port of a command for development beside a root that serves on an address that is lost", async () => {
    const code =
      'func Root() *cobra.Command {\n\troot := &cobra.Command{Use: "shop", Run: func(*cobra.Command, []string) { serve(addresses()) }}\n\troot.Flags().StringP("http_server.port", "p", "8000", "")\n\treturn root\n}\nfunc Pages() *cobra.Command {\n\tvar port int\n\tpages := &cobra.Command{Use: "serve", Short: "Serve files (for development only)", Run: func(*cobra.Command, []string) { http.ListenAndServe(fmt.Sprintf(":%d", port), nil) }}\n\tpages.Flags().IntVar(&port, "port", 3000, "")\n\treturn pages\n}\nfunc serve(all map[string]bool) {\n\tfor address := range all {\n\t\tserver := &http.Server{Addr: address}\n\t\tserver.ListenAndServe()\n\t}\n}\nfunc main() {\n\troot := Root()\n\troot.AddCommand(Pages())\n\troot.Execute()\n}';
    expect(await main(["fmt", "net/http", "github.com/spf13/cobra"], code)).toEqual([
      "8000 all main flag:--http_server.port main.go:11",
    ]);
  });

  it("finds the key of a file that stands for a variable, and names no variable with a dot", async () => {
    const code =
      'var env, file *viper.Viper\nfunc get(key string) string {\n\tvalue := env.GetString(key)\n\tif value == "" {\n\t\tvalue = file.GetString(strings.Replace(key, "_", ".", -1))\n\t}\n\treturn value\n}\nfunc main() {\n\tenv = viper.New()\n\tenv.SetDefault("APP_PORT", "")\n\tenv.AutomaticEnv()\n\tfile = viper.New()\n\tfile.SetConfigName("config")\n\tfile.AddConfigPath(".")\n\tfile.ReadInConfig()\n\thttp.ListenAndServe(":"+get("APP_PORT"), nil)\n}';
    const imports = ["net/http", "strings", "github.com/spf13/viper"];
    const tree = { "main.go": mainFile(imports, code), "config.toml": '[app]\nport = "8085"\n' };
    expect(await portsOf(tree)).toEqual(["8085 all main env:APP_PORT config.toml:2"]);
  });

  it("takes no port of a server that only another main makes", async () => {
    const app =
      'package app\n\nimport (\n\t"net/http"\n\t"net/rpc"\n)\n\ntype Client struct{}\n\nfunc NewClient() *Client { return &Client{} }\n\nfunc (c *Client) Run() {\n\trpc.NewClient(nil)\n\thttp.ListenAndServe(":5000", nil)\n}\n\nfunc Serve() { http.ListenAndServe(":8080", nil) }\n';
    const program = (code: string) =>
      `package main\n\nimport "example.com/shop/app"\n\nfunc main() { ${code} }\n`;
    const tree = {
      "app/app.go": app,
      "cmd/server/main.go": program("app.Serve()"),
      "cmd/client/main.go": program("app.NewClient().Run()"),
    };
    const listed = async (name: string) => (await service(tree, name)).ports.map(({ port }) => port);
    expect(await listed("./cmd/server")).toEqual([8080]);
    expect((await listed("./cmd/client")).sort()).toEqual([5000]);
  });

  it("asks the health route of a router on a port of the code", async () => {
    const { health } = await service({
      "main.go": mainFile(
        ["flag", "net", "net/http"],
        'var list = flag.String("proxy.addr", ":9999", "")\nfunc main() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/health", nil)\n\tl, _ := net.Listen("tcp", ":9998")\n\tserve(*list, l, mux)\n}',
      ),
      Dockerfile: image("9998 9999"),
    });
    expect(health.map(({ path, port }) => `${path} ${port}`)).toEqual(["/health 9998"]);
  });

  it("asks the health route on a port that is seen to speak HTTP", async () => {
    const { health } = await service({
      "main.go": mainFile(
        ["flag", "net/http"],
        'var list = flag.String("proxy.addr", ":9999", "")\nfunc main() {\n\thttp.HandleFunc("/health", nil)\n\tserve(*list)\n\thttp.ListenAndServe(":9998", nil)\n}',
      ),
      Dockerfile: image("9998 9999"),
    });
    expect(health.map(({ path, port }) => `${path} ${port}`)).toEqual(["/health 9998"]);
  });

  it("follows literals without field names", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["net/http", "os"],
          'type job struct{ host, port string }\nfunc get(name, fallback string) string {\n\tif v := os.Getenv(name); v != "" {\n\t\treturn v\n\t}\n\treturn fallback\n}\nfunc main() { (&job{get("BIND", "0.0.0.0"), get("PORT", "8090")}).Run() }\nfunc (j *job) Run() { http.ListenAndServe(j.host+":"+j.port, nil) }',
        ),
      }),
    ).toEqual(["8090 all main env:PORT main.go:15"]);
  });

  it("are those of variables that blocks beside each other have by one name", async () => {
    const code = `func main() {
	for _, addr := range []string{":8081"} {
		go http.ListenAndServe(addr, nil)
	}
	for _, addr := range []string{":8082"} {
		go http.ListenAndServe(addr, nil)
	}
	switch {
	case true:
		addr := ":8083"
		go http.ListenAndServe(addr, nil)
	default:
		var addr = ":8084"
		go http.ListenAndServe(addr, nil)
	}
	if len(os.Args) > 9 {
		println()
	} else {
		addr := ":8085"
		go http.ListenAndServe(addr, nil)
	}
	{
		addr := ":8086"
		go http.ListenAndServe(addr, nil)
	}
	addr := ":8080"
	http.ListenAndServe(addr, nil)
}`;
    const ports = await portsOf({ "main.go": mainFile(["net/http", "os"], code) });
    expect(ports.map((one) => one.split(" ")[0])).toEqual(["8081", "8082", "8083", "8085", "8086", "8080"]);
  });

  it.each<[string, readonly string[], string, Record<string, string>, string]>([
    [
      "a TOML file",
      ["net/http", "github.com/BurntSushi/toml"],
      'type config struct {\n\tListen []string `toml:"listen"`\n}\nfunc main() {\n\tvar c config\n\ttoml.DecodeFile("shop.toml", &c)\n\tfor _, addr := range c.Listen {\n\t\tgo http.ListenAndServe(addr, nil)\n\t}\n}',
      { "shop.toml": '# where\nlisten = [\n  "127.0.0.1:8053",\n  "[::1]:8053",\n]\nother = [":1"]\n' },
      "8053 loopback main file:shop.toml shop.toml:3",
    ],
    [
      "a TOML file on one line",
      ["net/http", "github.com/BurntSushi/toml"],
      'type config struct {\n\tListen []string `toml:"listen"`\n}\nfunc main() {\n\tvar c config\n\ttoml.DecodeFile("shop.toml", &c)\n\thttp.ListenAndServe(c.Listen[0], nil)\n}',
      { "shop.toml": 'listen = [":8055", ":8056"] # both\n' },
      "8055 all main file:shop.toml shop.toml:1",
    ],
    [
      "a YAML file of tables",
      ["net", "os", "gopkg.in/yaml.v3"],
      'type listener struct {\n\tType string `yaml:"type"`\n\tAddress string `yaml:"address"`\n}\ntype config struct {\n\tListeners []*listener `yaml:"listeners"`\n}\nfunc main() {\n\tvar c config\n\ttext, _ := os.ReadFile("shop.yaml")\n\tyaml.Unmarshal(text, &c)\n\tfor _, l := range c.Listeners {\n\t\tnet.Listen("tcp", l.Address)\n\t}\n}',
      {
        "shop.yaml": 'listeners:\n  - type: tcp\n    address: ":1883"\n  - type: ws\n    address: ":1882"\n',
      },
      "1883 all main file:shop.yaml shop.yaml:3",
    ],
    [
      "a flag that is split",
      ["flag", "net/http", "strings"],
      'var addrs = flag.String("listen", ":5002,:5003", "")\nfunc main() {\n\tfor _, one := range strings.Split(*addrs, ",") {\n\t\tgo http.ListenAndServe(one, nil)\n\t}\n}',
      {},
      "5002 all main flag:-listen main.go:9",
    ],
  ])("take the first of a list in %s", async (_, imports, code, files, expected) => {
    expect(await portsOf({ "main.go": mainFile(imports, code), ...files })).toEqual([expected]);
  });

  it("takes no key of many for all of them", async () => {
    const { writes } = await service({
      "main.go": mainFile(
        ["os", "github.com/spf13/cobra", "github.com/spf13/viper"],
        'var root = &cobra.Command{Use: "shop", Run: nil}\nfunc main() {\n\troot.Flags().Bool("demo", false, "")\n\troot.Flags().String("data", "", "")\n\tfor _, key := range []string{"demo", "data"} {\n\t\tviper.BindPFlag(key, root.Flags().Lookup(key))\n\t\tviper.BindEnv(key)\n\t}\n\tos.MkdirAll(viper.GetString("data"), 0o755)\n}',
      ),
    });
    expect(writes).toEqual([]);
  });

  it("names no variable for an element of a list", async () => {
    const code =
      'type binding struct {\n\tPort int `mapstructure:"port"`\n}\ntype config struct {\n\tBindings []binding `mapstructure:"bindings"`\n}\nfunc main() {\n\tvar c config\n\tviper.SetEnvPrefix("shop")\n\tviper.AutomaticEnv()\n\tviper.SetDefault("bindings.port", 1)\n\tviper.SetConfigFile("shop.json")\n\tviper.Unmarshal(&c)\n\tfor _, b := range c.Bindings {\n\t\thttp.ListenAndServe(fmt.Sprintf(":%d", b.Port), nil)\n\t}\n}';
    expect(
      await portsOf({
        "main.go": mainFile(["fmt", "net/http", "github.com/spf13/viper"], code),
        "shop.json": '{"bindings": [{"port": 2022}]}\n',
      }),
    ).toEqual(["2022 all main file:shop.json shop.json:1"]);
  });

  it("takes no address that a client is given", async () => {
    expect(
      await main(
        ["net/http", "gopkg.in/alexcesaro/statsd.v2"],
        'func main() {\n\tstatsd.New(statsd.Address(":8125"))\n\thttp.ListenAndServe(":8080", nil)\n}',
      ),
    ).toEqual(["8080 all main literal main.go:10"]);
    expect(
      await main(
        ["net/http", "github.com/golang-queue/nsq"],
        'func main() {\n\tnsq.NewWorker(nsq.WithAddr("127.0.0.1:4150"))\n\thttp.ListenAndServe(":8080", nil)\n}',
      ),
    ).toEqual(["8080 all main literal main.go:10"]);
    expect(
      await main(
        ["net/http", "github.com/uptrace/bun/driver/pgdriver"],
        'func main() {\n\tpgdriver.NewConnector(pgdriver.WithAddr("10.0.0.2:5432"))\n\thttp.ListenAndServe(":8080", nil)\n}',
      ),
    ).toEqual(["8080 all main literal main.go:10"]);
    expect(
      await main(
        ["net/http", "example.org/rpc/registry"],
        'func main() {\n\tregistry.New(registry.WithAddress("127.0.0.1:2181"))\n\thttp.ListenAndServe(":8080", nil)\n}',
      ),
    ).toEqual(["8080 all main literal main.go:10"]);
  });

  it("takes a default of the code that EXPOSE confirms where its way to the listener is lost", async () => {
    const program = mainFile(
      ["net", "net/http", "example.org/address"],
      'type config struct{ ListenAddr string }\nfunc defaults() *config { return &config{ListenAddr: ":8080"} }\nfunc main() {\n\taddr := address.Parse(defaults().ListenAddr)\n\tl, _ := net.Listen("tcp", addr.String())\n\thttp.Serve(l, nil)\n}',
    );
    expect(await portsOf({ "main.go": program, Dockerfile: image("4000 8080") })).toEqual([
      "8080 all main literal main.go:10",
    ]);
    expect(await portsOf({ "main.go": program })).toEqual([]);
  });

  it("takes no port for the service's that a package for outgoing mail has, though EXPOSE names it as well", async () => {
    const remote =
      'package remote\n\nimport (\n\t"example.com/shop/endpoint"\n\t"example.org/smtp"\n)\n\nvar smtpPort = "25"\n\nfunc Send(host string) { smtp.Send(endpoint.Endpoint{Host: host, Port: smtpPort}) }\n';
    const endpoint = "package endpoint\n\ntype Endpoint struct{ Host, Port string }\n";
    const main = mainFile(
      ["net", "net/http", "example.org/conf", "example.com/shop/remote"],
      'func main() {\n\tremote.Send("example.org")\n\tl, _ := net.Listen("tcp", conf.Load().Listen)\n\thttp.Serve(l, nil)\n}',
    );
    expect(
      await portsOf({
        "main.go": main,
        "endpoint/endpoint.go": endpoint,
        "remote/remote.go": remote,
        Dockerfile: image("25 143"),
      }),
    ).toEqual(["25 all main null Dockerfile:5", "143 all main null Dockerfile:5"]);
  });

  it("reads the addresses of the Prometheus exporter toolkit", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          HTTP.concat("github.com/alecthomas/kong", "github.com/prometheus/exporter-toolkit/web"),
          'type flags struct {\n\tListen string `name:"web.listen-address" default:":9216"`\n}\ntype options struct{ listen string }\nfunc main() {\n\tvar f flags\n\tkong.Parse(&f)\n\tserve(&options{listen: f.Listen})\n}\nfunc serve(o *options) {\n\tweb.ListenAndServe(&http.Server{}, &web.FlagConfig{WebListenAddresses: &[]string{o.listen}}, nil)\n}',
        ),
      }),
    ).toEqual(["9216 all main flag:--web.listen-address main.go:10"]);
  });

  it("takes nothing from many configurations that are shipped as examples", async () => {
    const names = ["all", "basic", "cluster", "events", "ldap", "s3", "sync", "ui"];
    const examples = names.map((name) => [`examples/config-${name}.json`, '{"http": {"port": "8080"}}\n']);
    const code =
      'type config struct {\n\tHTTP struct{ Port string } `mapstructure:"http"`\n}\nfunc main() {\n\tvar c config\n\tviper.SetConfigFile(os.Args[1])\n\tviper.Unmarshal(&c)\n\thttp.ListenAndServe(":"+c.HTTP.Port, nil)\n}';
    expect(
      await portsOf({
        "main.go": mainFile(["net/http", "os", "github.com/spf13/viper"], code),
        ...Object.fromEntries(examples),
      }),
    ).toEqual([]);
  });

  it.each<[string, string, Record<string, string>, string]>([
    [
      "below the working directory",
      'path := fmt.Sprintf("%s/shop_service/config/config.yaml", os.Getenv("DIR"))\n\tviper.SetConfigFile(path)',
      { "shop_service/config/config.yaml": "http:\n  port: :5001\n" },
      "5001 all main env:HTTP_PORT shop_service/config/config.yaml:2",
    ],
    [
      "that viper puts together, of variables",
      'viper.AddConfigPath("./shop_service/envs")\n\tviper.SetConfigName("dev")\n\tviper.SetConfigType("env")',
      { "shop_service/envs/dev.env": "# address\nHTTP.PORT=:5002\n" },
      "5002 all main env:HTTP_PORT shop_service/envs/dev.env:2",
    ],
    [
      "that viper puts together, of constants",
      'const name = "dev"\n\tfolder := "./shop_service/envs"\n\tviper.AddConfigPath(folder)\n\tviper.SetConfigName(name)',
      { "shop_service/envs/dev.toml": "[http]\nport = ':5004'\n" },
      "5004 all main env:HTTP_PORT shop_service/envs/dev.toml:2",
    ],
    [
      "of variables that is named",
      'viper.SetConfigFile("shop_service/shop.env")',
      { "shop_service/shop.env": "HTTP.PORT=:5003\n" },
      "5003 all main env:HTTP_PORT shop_service/shop.env:1",
    ],
  ])("reads a file %s", async (_, reading, tree, port) => {
    const code = `type config struct {\n\tHTTP struct{ Port string } \`mapstructure:"http"\`\n}\nfunc main() {\n\tvar c config\n\t${reading}\n\tviper.ReadInConfig()\n\tviper.Unmarshal(&c)\n\tif port := os.Getenv("HTTP_PORT"); port != "" {\n\t\tc.HTTP.Port = port\n\t}\n\thttp.ListenAndServe(c.HTTP.Port, nil)\n}`;
    const imports = ["fmt", "net/http", "os", "github.com/spf13/viper"];
    expect(await portsOf({ "main.go": mainFile(imports, code), ...tree })).toEqual([port]);
  });

  it("reads JSON with comments under another name, and keeps a port by the name of its setting", async () => {
    const code =
      'type config struct {\n\tListen string `json:"listen"`\n}\nfunc main() {\n\tlisten := flag.String("listen", "", "")\n\tfile, _ := os.Open("shop.conf")\n\tvar c config\n\tjson.NewDecoder(comments.New(file)).Decode(&c)\n\tif *listen != "" {\n\t\tc.Listen = *listen\n\t}\n\thttp.ListenAndServe(c.Listen, nil)\n}';
    expect(
      await portsOf({
        "main.go": mainFile(["encoding/json", "flag", "net/http", "os", "example.org/comments"], code),
        "shop.conf": '// {"a": 1}\n{\n\t// Where it listens.\n\t"listen": ":6060", /* "x": 1 */\n}\n',
      }),
    ).toEqual(["6060 all main flag:-listen shop.conf:4"]);
  });

  it("takes no port of a server's missing address beside the one that it is given", async () => {
    const code =
      'type config struct{ Port int }\nfunc run(s *http.Server) {\n\taddr := s.Addr\n\tif addr == "" {\n\t\taddr = ":http"\n\t}\n\tlistener, _ := net.Listen("tcp", addr)\n\ts.Serve(listener)\n}\nfunc main() {\n\tc := config{Port: 4180}\n\trun(&http.Server{Addr: fmt.Sprintf(":%d", c.Port)})\n}';
    expect(await main(["fmt", "net", "net/http"], code)).toEqual(["4180 all main literal main.go:19"]);
  });

  it("names the variable of envconfig below the struct that holds it", async () => {
    const code =
      'type api struct {\n\tPort string `envconfig:"PORT" default:"8081"`\n}\ntype config struct{ API api }\nfunc main() {\n\tvar c config\n\tenvconfig.Process("shop", &c)\n\thttp.ListenAndServe(":"+c.API.Port, nil)\n}';
    expect(await main(["net/http", "github.com/kelseyhightower/envconfig"], code)).toEqual([
      "8081 all main env:SHOP_API_PORT main.go:9",
    ]);
  });

  it("takes nothing from a collection of example configurations", async () => {
    const examples = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => [
          `config/receive_${at}.conf`,
          `Address: "localhost:909${at}"\n`,
        ]),
      );
    const main = mainFile(
      ["net/http", "example.org/plugins"],
      'type Receiver struct {\n\tAddress string `config:"Address"`\n}\nfunc main() { r := plugins.Load(); http.ListenAndServe(r.(*Receiver).Address, nil) }',
    );
    expect(await portsOf({ "main.go": main, ...examples(1) })).toHaveLength(1);
    expect(await portsOf({ "main.go": main, ...examples(9) })).toEqual([]);
  });

  it("takes what a sample gives rather than what a framework takes of itself", async () => {
    const code = mainFile(["github.com/beego/beego/v2/server/web"], "func main() { web.Run() }");
    const tree = { "main.go": code, "conf/app.conf.example": "httpport = 8181\n" };
    expect(await portsOf(tree)).toEqual(["8181 all main file:conf/app.conf.example conf/app.conf.example:1"]);
  });

  it("keeps the variable that a sample tells by its key, whether or not the number is the code's own", async () => {
    const of = async (port: number) => {
      const { ports } = await service({
        "main.go": mainFile(
          ["fmt", "net/http", "strings", "github.com/spf13/viper"],
          'type config struct{ Network struct{ Port int } }\nfunc main() {\n\tc := config{}\n\tc.Network.Port = 7070\n\tviper.SetEnvPrefix("shop")\n\tviper.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))\n\tviper.AutomaticEnv()\n\tviper.ReadInConfig()\n\tviper.Unmarshal(&c)\n\thttp.ListenAndServe(fmt.Sprintf(":%d", c.Network.Port), nil)\n}',
        ),
        "config.example.yaml": `network:\n  port: ${port}\n`,
      });
      return ports.map(({ port: number, setBy }) => `${number} ${setBy}`);
    };
    expect(await of(7070)).toEqual(["7070 env:SHOP_NETWORK_PORT"]);
    expect(await of(9090)).toEqual(["7070 env:SHOP_NETWORK_PORT"]);
  });

  it("takes what the code gives a listener, and not what a sample of the configuration file gives", async () => {
    const code = (fallback: string) =>
      `type config struct {\n\tAddr string \`yaml:"addr"\`\n}\nfunc main() {\n\tc := config{${fallback}}\n\ttext, _ := os.ReadFile(os.Args[1])\n\tyaml.Unmarshal(text, &c)\n\ts := &http.Server{Addr: c.Addr}\n\ts.ListenAndServe()\n}`;
    const of = (fallback: string) =>
      portsOf({
        "main.go": mainFile(["net/http", "os", "gopkg.in/yaml.v3"], code(fallback)),
        "config.example.yml": "addr: :8080\n",
      });
    expect(await of('Addr: ":9419"')).toEqual(["9419 all main literal main.go:13"]);
    expect(await of("")).toEqual(["8080 all main file:config.example.yml config.example.yml:1"]);
  });

  it("takes what the code gives a field by its name, and not what a sample gives", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["net/http", "example.org/conf", "example.org/run"],
          'type config struct {\n\tServe serveConfig `koanf:"serve"`\n}\ntype serveConfig struct {\n\tPort int `koanf:"port"`\n}\nfunc usual() config { return config{Serve: serveConfig{Port: 4456}} }\nfunc main() {\n\tc := usual()\n\tconf.Load(&c)\n\trun.Start(c, &http.Server{})\n}\nfunc serve(s *http.Server, l run.Listener) error { return s.Serve(l) }',
        ),
        "example_config.yaml": "serve:\n  port: 4468\n",
      }),
    ).toEqual(["4456 all main literal main.go:15"]);
  });

  it("takes a port for administration from the package that serves it", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["net/http", "example.com/shop/admin"],
          'func main() { go admin.Start(); http.ListenAndServe(":80", nil) }',
        ),
        "admin/admin.go":
          'package admin\n\nimport "net/http"\n\nfunc Start() { http.ListenAndServe(":9001", nil) }\n',
      }),
    ).toEqual(["80 all main literal main.go:8", "9001 all admin literal admin/admin.go:5"]);
  });

  it("takes the port without TLS where a function tells whether a certificate is set", async () => {
    const code = (condition: string) =>
      `type config struct{ Port, Cert, Key string }
func fileOf(name string) string {
	path := os.Getenv(name)
	if path != "" && !exists(path) {
		log.Fatal(name)
	}
	return path
}
func with(name, fallback string) string {
	val, ok := os.LookupEnv(name)
	if !ok {
		val = fallback
	}
	return val
}
func (c config) usual() string {
	if ${condition} {
		return "8443"
	}
	return "8080"
}
func (c config) useTLS() bool { return c.Cert != "" && c.Key != "" }
func main() {
	c := config{}
	c.Cert, c.Key = fileOf("CERT"), fileOf("KEY")
	c.Port = with("PORT", c.usual())
	http.ListenAndServe(":"+c.Port, nil)
}`;
    for (const condition of ["c.useTLS()", 'c.Cert != ""'])
      expect(
        await portsOf({ "main.go": mainFile(["log", "net/http", "os"], code(condition)) }),
        condition,
      ).toEqual([expect.stringMatching(/^8080 all main env:PORT /)]);
  });

  it("takes a port for probes from the package that serves it, and the other one first", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["net/http", "os", "example.com/shop/healthcheck"],
          'func main() {\n\tgo healthcheck.Start()\n\tport := os.Getenv("SHOP_PORT")\n\tif port == "" {\n\t\tport = "8080"\n\t}\n\thttp.ListenAndServe("localhost:"+port, nil)\n}',
        ),
        "healthcheck/server.go":
          'package healthcheck\n\nimport "net/http"\n\nfunc Start() { http.ListenAndServe(":8091", nil) }\n',
      }),
    ).toEqual([
      "8080 loopback main env:SHOP_PORT main.go:13",
      "8091 all admin literal healthcheck/server.go:5",
    ]);
  });

  it("takes the addresses of the program's own servers where their listeners cannot be followed", async () => {
    const code =
      'type Conf struct {\n\tRTSP bool `json:"rtsp"`\n\tAPI bool `json:"api"`\n\tRTSPAddress string `json:"rtspAddress"`\n\tAPIAddress string `json:"apiAddress"`\n\tSRTAddress string `json:"srtAddress"`\n}\ntype Core struct{ conf atomic.Pointer[Conf] }\ntype rtspServer struct{ Address string }\ntype apiServer struct{ Address string }\ntype srtServer struct{ Address string }\nfunc (*rtspServer) Start() {}\nfunc (*apiServer) Start() {}\nfunc main() {\n\tvar c Conf\n\ttext, _ := os.ReadFile("shop.yml")\n\tyaml.Unmarshal(text, &c)\n\tp := &Core{}\n\tp.conf.Store(&c)\n\tp.start()\n}\nfunc (p *Core) start() {\n\tconf := p.conf.Load()\n\tif conf.RTSP {\n\t\ti := &rtspServer{Address: conf.RTSPAddress}\n\t\ti.Start()\n\t}\n\tif conf.API {\n\t\ti := &apiServer{Address: conf.APIAddress}\n\t\ti.Start()\n\t}\n\tgo spin(&srtServer{Address: conf.SRTAddress})\n}';
    const { ports } = await service({
      "main.go": mainFile(["os", "sync/atomic", "gopkg.in/yaml.v3"], code),
      "shop.yml": "rtsp: true\nrtspAddress: :8554\napi: false\napiAddress: :9997\nsrtAddress: :8890\n",
    });
    expect(ports.map(({ port, protocol, setBy }) => `${port}/${protocol} ${setBy}`)).toEqual([
      "8554/tcp file:shop.yml",
      "8890/udp file:shop.yml",
    ]);
  });

  it("does not take the port of a server that it calls", async () => {
    const code =
      'type client struct{ ServerAddr string; ServerPort, WebPort int }\nfunc main() {\n\tvar c client\n\tflag.StringVar(&c.ServerAddr, "server_addr", "127.0.0.1", "")\n\tflag.IntVar(&c.ServerPort, "server_port", 7000, "")\n\tflag.Parse()\n\tconn, _ := net.Dial("tcp", net.JoinHostPort(c.ServerAddr, strconv.Itoa(c.ServerPort)))\n\tif c.WebPort > 0 {\n\t\tgo http.ListenAndServe(fmt.Sprintf(":%d", c.WebPort), nil)\n\t}\n\tio.Copy(os.Stdout, conn)\n}';
    expect(await main(["flag", "fmt", "io", "net", "net/http", "os", "strconv"], code)).toEqual([]);
  });

  it("does not take a port that traffic is compared with", async () => {
    const program = (use: string) =>
      portsOf({
        "main.go": mainFile(
          ["net/http", "github.com/jessevdk/go-flags"],
          `type options struct {\n\tPort uint \`long:"port" env:"SHOP_PORT" default:"53"\`\n\tMetrics string \`long:"metrics"\`\n}\nvar opts options\nfunc main() {\n\tflags.Parse(&opts)\n\t${use}\n\thttp.ListenAndServe(opts.Metrics, nil)\n}`,
        ),
      });
    expect(await program("if seen.Port == uint16(opts.Port) || 65535 < opts.Port { return }")).toEqual([]);
    expect(await program("capture(opts.Port)")).toEqual(["53 all main env:SHOP_PORT main.go:9"]);
  });

  it.each<[string, string, number]>([
    ["the letter of a flag", '"serve", "-p", "8000"', 8000],
    ["the letter with the value behind it", '"serve", "-p8000"', 8000],
    ["the letter with an equals sign", '"serve", "-p=8000"', 8000],
    ["the name of a flag", '"serve", "--port", "8000"', 8000],
    ["the letter of two flags", '"serve", "-x", "8000"', 3000],
  ])("follow the arguments of the author's image, by %s", async (_, command, expected) => {
    const { ports } = await service({
      Dockerfile: `FROM golang\nRUN go build -o /shop .\nCMD ["/shop", ${command}]\n`,
      "main.go": mainFile(
        ["fmt", "net/http", "github.com/spf13/cobra"],
        'var port, other int\nvar serve = &cobra.Command{Use: "serve", Run: func(cmd *cobra.Command, args []string) {\n\thttp.ListenAndServe(fmt.Sprintf(":%d", port), nil)\n}}\nvar root = &cobra.Command{Use: "shop"}\nfunc main() {\n\tserve.PersistentFlags().IntVarP(&port, "port", "p", 3000, "port to serve on")\n\tserve.Flags().IntVarP(&other, "x", "x", 1, "")\n\troot.Flags().IntVarP(&other, "y", "x", 1, "")\n\troot.AddCommand(serve)\n\troot.Execute()\n}',
      ),
    });
    expect(ports.map(({ port, setBy }) => [port, setBy])).toEqual([[expected, "flag:--port"]]);
  });

  it("come from a flag without a default that the author's image gives, and move no other of that name", async () => {
    const found = await portsOf({
      Dockerfile:
        'FROM golang\nRUN go build -o /shop .\nCMD ["/shop", "--host", "0.0.0.0", "--port", "8080"]\n',
      "main.go": mainFile(
        ["fmt", "net", "net/http", "os", "strconv", "github.com/jessevdk/go-flags"],
        'type server struct {\n\tHost string `long:"host" default:"localhost" env:"HOST"`\n\tPort int `long:"port" env:"PORT"`\n}\ntype metrics struct {\n\tPort int `long:"port" default:"2112"`\n}\nvar m metrics\nfunc main() {\n\ts := new(server)\n\tflags.NewParser(s, flags.Default).Parse()\n\tm.Port = 2112\n\tif v, err := strconv.Atoi(os.Getenv("METRICS_PORT")); err == nil {\n\t\tm.Port = v\n\t}\n\tgo http.ListenAndServe(fmt.Sprintf(":%d", m.Port), metricsHandler())\n\tl, _ := net.Listen("tcp", net.JoinHostPort(s.Host, strconv.Itoa(s.Port)))\n\thttp.Serve(l, nil)\n}',
      ),
    });
    expect(found.map((one) => one.replace(/ main\.go:\d+$/, ""))).toEqual([
      "8080 all main flag:--port",
      "2112 all metrics env:METRICS_PORT",
    ]);
  });

  it("leaves out the ports of commands that the service is not started with", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["net/http", "os"],
          'func main() {\n\tif os.Args[1] == "export" {\n\t\texport()\n\t\treturn\n\t}\n\tswitch os.Args[1] {\n\tcase "start":\n\t\thttp.ListenAndServe(":8086", nil)\n\t}\n}\nfunc export() { http.ListenAndServe(":8087", nil) }',
        ),
      }),
    ).toEqual(["8086 all main literal main.go:15"]);
  });

  it.each([
    ["with the .env beside it", "SHOP_PORT", ["8401 all main env:PORT compose.yaml:5"]],
    ["by its own default", "OTHER_PORT:-8402", ["8402 all main env:PORT compose.yaml:5"]],
    ["and nothing gives the variable", "OTHER_PORT", []],
  ])("fills in a variable of a compose file %s", async (_, value, expected) => {
    const tree = {
      "main.go": mainFile(
        ["net/http", "os"],
        'func main() { http.ListenAndServe(":"+os.Getenv("PORT"), nil) }',
      ),
      "compose.yaml": `services:\n  shop:\n    build: .\n    environment:\n      - PORT=\${${value}}\n`,
      ".env": "SHOP_PORT=8401\n",
    };
    expect(await portsOf(tree)).toEqual(expected);
  });

  it("takes first what a compose file publishes of several ports that are exposed", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }"),
        Dockerfile: 'FROM golang:1.26\nRUN go build -o /app .\nEXPOSE 80 443 8400\nENTRYPOINT ["/app"]\n',
        "compose.yaml": `services:\n${["one", "two"].map((name) => `  ${name}:\n    build: .\n    ports: ["127.0.0.1:8400:8400"]\n`).join("")}`,
      }),
    ).toEqual([
      "8400 all main null Dockerfile:3",
      "80 all main null Dockerfile:3",
      "443 all main null Dockerfile:3",
    ]);
  });

  it("finds settings that are kept in a table by their variable", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          HTTP,
          'type option struct{ raw string }\nvar options = map[string]*option{\n\t"LISTEN_ADDR": {raw: "127.0.0.1:8500"},\n}\nfunc main() { http.ListenAndServe(options["LISTEN_ADDR"].raw, nil) }',
        ),
      }),
    ).toEqual(["8500 loopback main env:LISTEN_ADDR main.go:9"]);
  });

  it("finds settings that are kept in a table beside their flag", async () => {
    const code =
      'type setting struct {\n\tDefault any\n\tFlag cli.Flag\n}\nvar settings = map[string]setting{\n\t"port": {\n\t\tDefault: 8080,\n\t\tFlag: cli.IntFlag{Name: "port", EnvVar: "PORT"},\n\t},\n\t"db.port": {Default: 5432, Flag: cli.IntFlag{Name: "db-port"}},\n}\nfunc main() {\n\tfor key, one := range settings {\n\t\tviper.SetDefault(key, one.Default)\n\t}\n\thttp.ListenAndServe(fmt.Sprintf(":%d", viper.GetInt("port")), nil)\n}';
    expect(await main(["fmt", "net/http", "github.com/spf13/viper", "github.com/urfave/cli"], code)).toEqual([
      "8080 all main env:PORT main.go:16",
    ]);
  });

  it.each<[string, string]>([
    [
      "switch",
      'switch name {\n\tcase "db":\n\t\turl = fmt.Sprintf("%s:%s", os.Getenv("DB_HOST"), os.Getenv("DB_PORT"))\n\tcase "http":\n\t\turl = fmt.Sprintf("%s:%s", os.Getenv("HOST"), os.Getenv("PORT"))\n\t}\n\treturn url, nil',
    ],
    [
      "if",
      'if name == "db" {\n\t\treturn ":" + os.Getenv("DB_PORT"), nil\n\t}\n\tif name == "http" {\n\t\treturn ":" + os.Getenv("PORT"), nil\n\t}\n\treturn url, nil',
    ],
  ])("takes of a function the value that it gives for the argument, by %s", async (_, body) => {
    const code = `func urlOf(name string) (string, error) {\n\tvar url string\n\t${body}\n}\nfunc main() {\n\taddress, _ := urlOf("http")\n\thttp.ListenAndServe(address, nil)\n}`;
    expect(
      await portsOf({
        "main.go": mainFile(["net/http", "os", "fmt"], code),
        ".env.example": "DB_PORT=5432\nPORT=5000\n",
      }),
    ).toEqual(["5000 all main env:PORT .env.example:2"]);
  });

  it("takes a struct that the code fills itself at the code's word, and a generic helper's variable", async () => {
    const helper =
      "func envVar[T string | int](key string, fallback T) T {\n\tval, ok := os.LookupEnv(key)\n\tif !ok {\n\t\treturn fallback\n\t}\n\treturn any(val).(T)\n}";
    expect(
      await portsOf({
        "main.go": mainFile(
          ["net/http", "os", "encoding/json"],
          `type globals struct{ HTTPPort string }\ntype reply struct{ Text string }\n${helper}\nfunc main() {\n\tvar r reply\n\tjson.Unmarshal(nil, &r)\n\tg := &globals{HTTPPort: envVar("HTTP_PORT", ":8083")}\n\thttp.ListenAndServe(g.HTTPPort, nil)\n}`,
        ),
        ".env.example": "HTTP_PORT = :9999\n",
      }),
    ).toEqual(["8083 all main env:HTTP_PORT main.go:21"]);
  });

  it("knows a package that is called like its host", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["go-micro.dev/v5"],
          'func main() { micro.NewService(micro.Address(":50052")).Run() }',
        ),
      }),
    ).toEqual(["50052 all main literal main.go:7"]);
  });

  it.each<[string, string, string, string]>([
    ["viper's key", "github.com/spf13/viper", 'viper.UnmarshalKey("server", &c)', "config.yaml"],
    ["viper's subtree", "github.com/spf13/viper", 'viper.Sub("server").Unmarshal(&c)', "config.yaml"],
    ["koanf's path", "github.com/knadh/koanf/v2", 'koanf.New(".").Unmarshal("server", &c)', "config.yaml"],
    ["ini's section", "gopkg.in/ini.v1", 'ini.Empty().Section("server").MapTo(&c)', "app.ini"],
    ["what is got of it", "go.uber.org/config", 'provider().Get("server").Populate(&c)', "config.yaml"],
    ["a helper", "gopkg.in/ini.v1", 'mapTo("server", &c)', "app.ini"],
  ])("reads a struct from its section of a file by %s", async (_, library, fill, file) => {
    const code = `type server struct{ HTTPPort string }\ntype database struct{ HTTPPort string }\nfunc mapTo(section string, v any) { file.Section(section).MapTo(v) }\nfunc main() {\n\tvar c server\n\tos.Open("conf/${file}")\n\t${fill}\n\thttp.ListenAndServe(":"+c.HTTPPort, nil)\n}`;
    expect(
      await portsOf({
        "main.go": mainFile(["net/http", "os", library], code),
        "conf/config.yaml": "httpport: 1\nserver:\n  httpPort: 8600\n",
        "conf/app.ini": "HTTPPort = 1\n[server]\nHTTPPort = 8600\n",
      }),
    ).toEqual([`8600 all main file:conf/${file} conf/${file}:3`]);
  });

  it.each([
    [
      "a key of a section over the default of the code",
      'file.Section("server").Key("HTTP_PORT").MustInt(8000)',
    ],
    ["a key of a section in a variable", 'server.Key("HTTP_PORT").MustString("8000")'],
    ["a key without a default", 'server.Key("HTTP_PORT").String()'],
  ])("reads %s of an INI file", async (_, port) => {
    const code = `func main() {\n\tfile, _ := ini.Load("conf/app.ini")\n\tserver, err := file.GetSection("server")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\thttp.ListenAndServe(fmt.Sprintf(":%v", ${port}), nil)\n}`;
    expect(
      await portsOf({
        "main.go": mainFile(["fmt", "net/http", "gopkg.in/ini.v1"], code),
        "conf/app.ini": "HTTP_PORT = 1\n[server]\nHTTP_PORT = 8600\n",
      }),
    ).toEqual(["8600 all main file:conf/app.ini conf/app.ini:3"]);
  });

  it("follows what the code puts into a map, by constants and by what a method is handed", async () => {
    const code = (address: string) =>
      `const portEnv = "SHOP_PORT"\ntype settings struct{ all map[string]string }\nfunc load() *settings {\n\ts := &settings{all: map[string]string{}}\n\ts.all["host"] = "localhost"\n\ts.all[portEnv] = os.Getenv(portEnv)\n\tif s.all[portEnv] == "" {\n\t\ts.all[portEnv] = "8700"\n\t}\n\treturn s\n}\nfunc (s *settings) get(key string) string { return s.all[key] }\nfunc main() {\n\ts := load()\n\thttp.ListenAndServe(":"+${address}, nil)\n}`;
    const found = ["8700 all main env:SHOP_PORT main.go:15"];
    expect(await main(["net/http", "os"], code("s.all[portEnv]"))).toEqual(found);
    expect(await main(["net/http", "os"], code('s.get("SHOP_PORT")'))).toEqual(found);
    expect(await main(["net/http", "os"], code('s.get("OTHER")'))).toEqual([]);
  });

  it("does not go round where a condition asks for what it guards", async () => {
    const code =
      'func main() {\n\tu, _ := url.Parse(os.Getenv("SHOP_URL"))\n\tif u.Host == "" {\n\t\tu, _ = url.Parse("http://0.0.0.0:8600")\n\t}\n\thttp.ListenAndServe(u.Host, nil)\n}';
    expect(await main(["net/http", "net/url", "os"], code)).toEqual([]);
  });

  it("does not go round where a key of a map comes out of it", async () => {
    const code =
      'var all = map[string]string{}\nfunc put(key, value string) { all[key] = value }\nfunc main() {\n\tput(all["name"], ":1")\n\tput("addr", ":8600")\n\thttp.ListenAndServe(all["addr"], nil)\n}';
    expect(await main(["net/http"], code)).toEqual([]);
  });

  it("reads a struct from a file though a text of the code fills it first", async () => {
    const code =
      'type conf struct{ Port string }\nvar c conf\nvar defaults = `port: ":8000"\n`\nfunc main() {\n\tyaml.Unmarshal([]byte(defaults), &c)\n\tb, _ := os.ReadFile("shop.yml")\n\tyaml.Unmarshal(b, &c)\n\tgin.New().Run(c.Port)\n}';
    expect(
      await portsOf({
        "main.go": mainFile(["github.com/gin-gonic/gin", "os", "gopkg.in/yaml.v3"], code),
        "shop.yml": 'port: ":8600"\n',
      }),
    ).toEqual(["8600 all main file:shop.yml shop.yml:1"]);
  });

  it("reads blocks of HCL", async () => {
    const code =
      'type server struct{\n\tAddr string `hcl:"addr"`\n}\ntype config struct {\n\tServer server `hcl:"server,block"`\n}\nfunc main() {\n\tvar c config\n\thclsimple.DecodeFile("shop.hcl", nil, &c)\n\thttp.ListenAndServe(c.Server.Addr, nil)\n}';
    expect(
      await portsOf({
        "main.go": mainFile(["net/http", "github.com/hashicorp/hcl/v2/hclsimple"], code),
        "shop.hcl":
          '// addr = ":1"\nname = "shop"\ndb "orders" {\n  addr = "db:5432"\n}\nserver {\n  limits {\n    addr = "x"\n  }\n  addr = "127.0.0.1:8630" # inside\n}\n',
      }),
    ).toEqual(["8630 loopback main file:shop.hcl shop.hcl:10"]);
  });

  it("reads a struct from its section of a file though code gives it values as well", async () => {
    const code =
      'type server struct{ HTTPPort string }\nvar current = &server{}\nfunc mapTo(section string, v any) { file.Section(section).MapTo(v) }\nfunc Example() { current = &server{HTTPPort: "6000"} }\nfunc main() {\n\tos.Open("conf/app.ini")\n\tmapTo("server", current)\n\thttp.ListenAndServe(":"+current.HTTPPort, nil)\n}';
    expect(
      await portsOf({
        "main.go": mainFile(["net/http", "os", "gopkg.in/ini.v1"], code),
        "conf/app.ini": "[server]\nHTTPPort = 8600\n",
      }),
    ).toEqual(["8600 all main file:conf/app.ini conf/app.ini:2"]);
  });

  it.each([
    ["is left at nothing", "", "8000"],
    ["is given", "a.crt", "443"],
  ])(
    "is the one of the branch that is run where a text of which the length is asked %s",
    async (_, cert, expected) => {
      const code = `var port int\nvar cert string\nvar auto bool\nfunc main() {\n\tflag.IntVar(&port, "port", -1, "")\n\tflag.StringVar(&cert, "cert", "${cert}", "")\n\tflag.BoolVar(&auto, "auto", false, "")\n\tflag.Parse()\n\tif port == -1 {\n\t\tif len(cert) > 0 || auto {\n\t\t\tport = 443\n\t\t} else {\n\t\t\tport = 8000\n\t\t}\n\t}\n\thttp.ListenAndServe(fmt.Sprintf(":%d", port), nil)\n}`;
      const found = await main(["flag", "fmt", "net/http"], code);
      expect(found.map((one) => one.split(" ")[0])).toEqual([expected]);
    },
  );

  it.each(["IP: ip, Port: port", 'ip, port, ""'])("reads the address of a literal: %s", async (fields) => {
    const code = `func main() {\n\tip := net.ParseIP("127.0.0.1")\n\tport, _ := strconv.Atoi("8024")\n\tnet.ListenTCP("tcp", &net.TCPAddr{${fields}})\n}`;
    expect(await main(["net", "strconv"], code)).toEqual(["8024 loopback main literal main.go:10"]);
  });

  it("takes the one that the author's image exposes for the main one, whatever sets the other", async () => {
    const code =
      'var port = flag.Int("port", 8096, "")\nfunc main() {\n\tflag.Parse()\n\tpanel := os.Getenv("SHOP_PORT")\n\tif panel == "" {\n\t\tpanel = "8053"\n\t}\n\tgo http.ListenAndServe(fmt.Sprintf(":%d", *port), nil)\n\thttp.ListenAndServe(":"+panel, nil)\n}';
    const files = { "main.go": mainFile(["flag", "fmt", "net/http", "os"], code) };
    const numbers = async (tree: Record<string, string>) =>
      (await portsOf(tree)).map((one) => one.split(" ")[0]);
    expect(await numbers(files)).toEqual(["8096", "8053"]);
    const Dockerfile = "FROM golang:1.26\nRUN go build -o /shop .\nEXPOSE 8053\n";
    expect(await numbers({ ...files, Dockerfile })).toEqual(["8053", "8096"]);
  });

  it.each(["String", "MustString"])("reads the key of a file that koanf's %s asks for", async (method) => {
    const code = `var ko = koanf.New(".")\nfunc main() {\n\tko.Load(file.Provider("config.toml"), toml.Parser())\n\thttp.ListenAndServe(ko.${method}("app.address"), nil)\n}`;
    const libraries = ["v2", "parsers/toml", "providers/file"].map((one) => `github.com/knadh/koanf/${one}`);
    expect(
      await portsOf({
        "main.go": mainFile(["net/http", ...libraries], code),
        "config.sample.toml": '[app]\naddress = "0.0.0.0:8620"\n',
      }),
    ).toEqual(["8620 all main file:config.sample.toml config.sample.toml:2"]);
  });

  it("reads what each section of viper gives a key of one name", async () => {
    const section = (name: string, port: number) =>
      `func ${name}(v *viper.Viper) string {\n\ts := v.Sub("${name}")\n\ts.SetDefault("address", ":${port}")\n\treturn s.GetString("address")\n}\n`;
    const code = `${section("graphite", 2003)}${section("web", 8080)}func main() { http.ListenAndServe(web(viper.New()), nil) }`;
    const tree = { "main.go": mainFile(["net/http", "github.com/spf13/viper"], code) };
    expect(await portsOf(tree)).toEqual(["8080 all main literal main.go:15"]);
    expect(await portsOf({ ...tree, "config.yaml": 'web:\n  address: ":9090"\n' })).toEqual([
      "9090 all main file:config.yaml config.yaml:2",
    ]);
  });

  it("takes a variable of viper as set that a map of the code gives a default", async () => {
    const code =
      'var defaults = map[string]any{"limit": 10}\nfunc main() {\n\tv := viper.New()\n\tv.AutomaticEnv()\n\tv.MergeConfigMap(defaults)\n\tif v.GetInt("limit") <= 0 {\n\t\tpanic("no limit")\n\t}\n}';
    const { environment } = await service({ "main.go": mainFile(["github.com/spf13/viper"], code) });
    expect(environment.map(({ name, required, default: fallback }) => [name, required, fallback])).toEqual([
      ["LIMIT", false, "10"],
    ]);
  });

  it.each<[string, string, string]>([
    ["joined keys", '"server.port": 8610', "main.go:15"],
    ["one map in another", '"server": map[string]any{\n\t"port": 8610}', "main.go:16"],
  ])("reads defaults that koanf takes from a map of the code, by %s", async (_, entry, evidence) => {
    const code = `type listen struct {\n\tPort int \`json:"port"\`\n}\nvar defaults = map[string]any{${entry}, "db.port": 5432}\ntype config struct {\n\tServer listen \`json:"server"\`\n}\nfunc main() {\n\tpath := flag.String("conf", "", "")\n\tflag.Parse()\n\tk := koanf.New(".")\n\tk.Load(confmap.Provider(defaults, "."), nil)\n\tif *path != "" {\n\t\tk.Load(file.Provider(*path), nil)\n\t}\n\tvar c config\n\tk.Unmarshal("", &c)\n\thttp.ListenAndServe(fmt.Sprintf(":%d", c.Server.Port), nil)\n}`;
    expect(
      await portsOf({
        "main.go": mainFile(
          [
            "flag",
            "fmt",
            "net/http",
            "github.com/knadh/koanf",
            "github.com/knadh/koanf/providers/confmap",
            "github.com/knadh/koanf/providers/file",
          ],
          code,
        ),
        "config/local.yaml": "server:\n  port: 9090\n",
      }),
    ).toEqual([`8610 all main literal ${evidence}`]);
  });

  it.each([
    [
      "what a mounted one gives, where the program ends without",
      "panic(err)",
      "",
      "8888 all main file:.env .env:1",
    ],
    [
      "a default, where the program goes on without",
      "println(err)",
      "",
      "8080 all main file:.env main.go:11",
    ],
    ["a default, where git leaves it out", "panic(err)", "*.log\n.env\n", "8080 all main literal main.go:11"],
  ])("of a `.env` that viper reads are %s", async (_, then, ignored, expected) => {
    const code = `const name = ".env"\nfunc main() {\n\tviper.SetConfigFile(name)\n\tviper.SetDefault("app.port", 8080)\n\tif err := viper.ReadInConfig(); err != nil {\n\t\t${then}\n\t}\n\thttp.ListenAndServe(":"+viper.GetString("app.port"), nil)\n}`;
    const ports = await portsOf({
      "main.go": mainFile(["net/http", "github.com/spf13/viper"], code),
      ".env": "app.port = 8888\n",
      ".gitignore": ignored,
    });
    expect(ports).toEqual([expected]);
  });

  it.each(["config.local.yml", "config.e2e.yml"])("of config.yml come before those of %s", async (other) => {
    const code =
      'func dir() string { return "config" }\nfunc main() {\n\tviper.AddConfigPath(dir())\n\tif os.Getenv("APP_ENV") == "local" {\n\t\tviper.SetConfigName("config.local")\n\t}\n\tviper.ReadInConfig()\n\thttp.ListenAndServe(":"+viper.GetString("server.address"), nil)\n}';
    const ports = await portsOf({
      "main.go": mainFile(["net/http", "os", "github.com/spf13/viper"], code),
      "config/config.yml": "server:\n  address: 8080\n",
      [`config/${other}`]: "server:\n  address: 8082\n",
    });
    expect(ports).toEqual(["8080 all main file:config/config.yml config/config.yml:2"]);
  });

  it("are those of a table of a type of its own, whose fields nobody else sees", async () => {
    const code = `type option struct {\n\tkey string\n\tdefaultValue any\n}\ntype options []option\nvar all options\nvar own = options{{key: "db.port", defaultValue: 5432}, {key: "web.port", defaultValue: 8082}}\nfunc init() { all = append(all, own...) }\nfunc main() {\n\tv := viper.New()\n\tfor _, one := range all {\n\t\tv.SetDefault(one.key, one.defaultValue)\n\t}\n\thttp.ListenAndServe(fmt.Sprintf(":%d", v.GetInt("web.port")), nil)\n}`;
    const imports = ["fmt", "net/http", "github.com/spf13/viper"];
    expect(await portsOf({ "main.go": mainFile(imports, code) })).toEqual([
      "8082 all main literal main.go:15",
    ]);
  });

  it("of a table that describes the settings come before a sample of variables", async () => {
    const code = `type field struct {\n\tKey, DefaultValue string\n}\ntype config struct {\n\tfields map[string]string\n}\nfunc load(fields []field) *config {\n\tc := &config{fields: map[string]string{}}\n\tfor _, one := range fields {\n\t\tc.fields[one.Key] = os.Getenv(one.Key)\n\t\tif c.fields[one.Key] == "" {\n\t\t\tc.fields[one.Key] = one.DefaultValue\n\t\t}\n\t}\n\treturn c\n}\nfunc (c *config) Get(key string) string { return c.fields[key] }\nfunc main() {\n\tc := load([]field{{Key: "DB_PORT", DefaultValue: "5432"}, {Key: "PORT", DefaultValue: "8081"}})\n\thttp.ListenAndServe(":"+c.Get("PORT"), nil)\n}`;
    const sample = { ".env.example": "PORT=3000\n" };
    const ports = await portsOf({ "main.go": mainFile(["net/http", "os"], code), ...sample });
    expect(ports).toEqual(["8081 all main env:PORT main.go:26"]);
  });

  it.each<[string, string, string]>([
    [
      "its file",
      "HttpAddr = 127.0.0.1\nHttpPort = 8081\n",
      "8081 loopback main file:conf/app.conf conf/app.conf:2",
    ],
    ["nothing", "AppName = shop\n", "8080 all main literal main.go:7"],
  ])("takes the port of beego from %s", async (_, conf, expected) => {
    const main = mainFile(["github.com/astaxie/beego"], "func main() { beego.Run() }");
    expect(await portsOf({ "main.go": main, "conf/app.conf": conf })).toEqual([expected]);
  });

  it("takes no port of gin from what another module makes", async () => {
    const main = (name: string) =>
      mainFile(
        ["github.com/gin-gonic/gin", "example.org/sdk"],
        `var _ = gin.Mode()\nfunc main() {\n\t${name} := sdk.Runtime.Part("a")\n\t${name}.Run()\n}`,
      );
    expect(await portsOf({ "main.go": main("router") })).toEqual(["8080 all main env:PORT main.go:11"]);
    expect(await portsOf({ "main.go": main("queue") })).toEqual([]);
  });

  it("takes the default of a flag that a helper defines, of the call that names it", async () => {
    const main = mainFile(
      ["net/http", "github.com/spf13/pflag", "github.com/spf13/viper"],
      'func add(flags *pflag.FlagSet, name, fallback string) {\n\tflags.String(name, fallback, "")\n\tviper.BindPFlag(name, flags.Lookup(name))\n}\nfunc main() {\n\tadd(pflag.CommandLine, "url", "http://localhost:9000")\n\tadd(pflag.CommandLine, "bind", ":8610")\n\thttp.ListenAndServe(viper.GetString("bind"), nil)\n}',
    );
    expect(await portsOf({ "main.go": main })).toEqual(["8610 all main flag:--bind main.go:15"]);
  });

  it("takes the port and the file of goframe, which looks in manifest/config as well", async () => {
    const { ports, runtimeFiles } = await service({
      "main.go": mainFile(
        ["github.com/gogf/gf/v2/frame/g"],
        "func main() {\n\ts := g.Server()\n\ts.Run()\n}",
      ),
      "manifest/config/config.yaml": 'server:\n  address: ":8000"\n',
    });
    const file = "manifest/config/config.yaml";
    expect(ports.map(({ port, setBy }) => `${port} ${setBy}`)).toEqual([`8000 file:${file}`]);
    expect(runtimeFiles.map(({ source, destination }) => [source, destination])).toEqual([[file, file]]);
  });

  it.each([
    ["SetPort(8199)", ["8199 all"]],
    ["SetPort(8199, 8200)", ["8199 all", "8200 all"]],
    ['SetAddr("127.0.0.1:8199")', ["8199 loopback"]],
  ])(
    "takes the port that code gives a server of goframe in place of that of its file: %s",
    async (set, open) => {
      const { ports, runtimeFiles } = await service({
        "main.go": mainFile(
          ["github.com/gogf/gf/v2/frame/g"],
          `func main() {\n\ts := g.Server()\n\ts.${set}\n\ts.Run()\n}`,
        ),
        "manifest/config/config.yaml": 'server:\n  address: ":8000"\n',
      });
      expect(ports.map(({ port, bind }) => `${port} ${bind}`)).toEqual(open);
      // It is read all the same, for what else stands there.
      expect(runtimeFiles.map(({ source }) => source)).toEqual(["manifest/config/config.yaml"]);
    },
  );

  it("tells of a server of goframe that nothing gives a port", async () => {
    const told = async (version: string, run: string) =>
      (
        await service({
          "main.go": mainFile(
            [`github.com/gogf/gf${version}/frame/g`],
            `func main() {\n\ts := g.Server()\n\t${run}\n}`,
          ),
        })
      ).warnings.flatMap(({ code, message }) => (code === "port-unknown" ? [message] : []));
    expect(await told("/v2", "s.Run()")).toEqual([
      "the program listens on another port at each start, since no configuration file of GoFrame and no code gives one: set server.address, and name the port with --ports",
    ]);
    expect(await told("/v2", "s.SetPort(8199)\n\ts.Run()")).toEqual([]);
    expect(await told("/v2", "s.SetAddr(unseen.Address())\n\ts.Run()")).toEqual([]);
    expect(await told("", "s.Run()")).toEqual([]);
  });

  it("opens an application of buffalo, which listens on loopback unless it is told otherwise", async () => {
    const { ports, rebind } = await service({
      "actions/app.go":
        'package actions\n\nimport "github.com/gobuffalo/buffalo"\n\nfunc App() *buffalo.App { return buffalo.New(buffalo.Options{}) }\n',
      "main.go": mainFile(
        ["example.com/shop/actions"],
        "func main() {\n\tapp := actions.App()\n\tapp.Serve()\n}",
      ),
    });
    expect(ports.map(({ port, bind, setBy }) => `${port} ${bind} ${setBy}`)).toEqual([
      "3000 loopback env:PORT",
    ]);
    expect(rebind).toEqual({ setBy: "env:ADDR", value: "0.0.0.0" });
  });

  it.each<[string, string, { setBy: string; value: string } | null]>([
    [
      "after a colon",
      'http.ListenAndServe(":"+os.Getenv("PORT"), nil)',
      { setBy: "env:PORT", value: "8080" },
    ],
    ["as a whole", 'http.ListenAndServe(os.Getenv("ADDR"), nil)', { setBy: "env:ADDR", value: ":8080" }],
    [
      "as a whole, whatever its name",
      'http.ListenAndServe(os.Getenv("SHOP_HOST"), nil)',
      { setBy: "env:SHOP_HOST", value: ":8080" },
    ],
    [
      "behind a host that nothing sets either",
      'http.ListenAndServe(fmt.Sprintf("%s:%s", os.Getenv("APP_HOST"), os.Getenv("APP_PORT")), nil)',
      { setBy: "env:APP_PORT", value: "8080" },
    ],
    [
      "not behind a port that is asked of the system",
      'http.ListenAndServe(net.JoinHostPort(os.Getenv("BIND"), strconv.Itoa(free.Port())), nil)',
      null,
    ],
    [
      "of two servers",
      'go http.ListenAndServe(os.Getenv("A_ADDR"), nil)\n\thttp.ListenAndServe(os.Getenv("B_ADDR"), nil)',
      null,
    ],
    [
      "of two servers, one of them for TLS",
      'if free.Asked() {\n\t\tgo http.ListenAndServeTLS(":"+os.Getenv("TLS_PORT"), "", "", nil)\n\t}\n\thttp.ListenAndServe(":"+os.Getenv("PORT"), nil)',
      { setBy: "env:PORT", value: "8080" },
    ],
    ["with a default", 'http.ListenAndServe(cmp.Or(os.Getenv("ADDR"), ":80"), nil)', null],
  ])("names the variable that nothing sets, %s", async (_, listen, expected) => {
    const { ports, unsetPort, warnings } = await service({
      "main.go": mainFile(
        ["cmp", "fmt", "net", "net/http", "os", "strconv", "example.org/free"],
        `func main() {\n\t${listen}\n}`,
      ),
    });
    expect(unsetPort).toEqual(expected);
    const name = expected?.setBy.replace("env:", "");
    expect(warnings.filter(({ code }) => code === "port-unset").map(({ message }) => message)).toEqual(
      expected
        ? [
            `the port comes from ${name}, and nothing in the repository says which: the image sets ${name}=${expected.value} unless --ports says another`,
          ]
        : [],
    );
    if (expected) expect(ports).toEqual([]);
  });

  it("opens the host beside the variable that nothing sets", async () => {
    const { unsetPort, rebind, warnings } = await service({
      "main.go": mainFile(
        ["cmp", "net", "net/http", "os"],
        'func main() {\n\thost := cmp.Or(os.Getenv("HOST"), "localhost")\n\thttp.ListenAndServe(net.JoinHostPort(host, os.Getenv("PORT")), nil)\n}',
      ),
    });
    expect(unsetPort).toEqual({ setBy: "env:PORT", value: "8080" });
    expect(rebind).toEqual({ setBy: "env:HOST", value: "0.0.0.0" });
    expect(warnings.map(({ code }) => code)).toEqual(["port-unset", "loopback-bind", "no-sigterm-handler"]);
  });

  it("gives a variable what the author's image publishes, in the form that the code takes", async () => {
    const { ports, unsetPort, warnings } = await service({
      Dockerfile: 'FROM alpine\nCOPY shop /shop\nEXPOSE 4000 9100\nCMD ["/shop"]\n',
      "main.go": mainFile(["net/http", "os"], 'func main() { http.ListenAndServe(os.Getenv("ADDR"), nil) }'),
    });
    expect(ports.map(({ port, setBy }) => [port, setBy])).toEqual([
      [4000, "env:ADDR"],
      [9100, null],
    ]);
    expect(unsetPort).toEqual({ setBy: "env:ADDR", value: ":4000" });
    expect(warnings.filter(({ code }) => code === "port-unset")).toEqual([]);
  });

  it.each<[string, readonly string[], string, string]>([
    ["the whole address", ["net/http"], 'http.ListenAndServe(os.Getenv("PORT"), nil)', ":3000"],
    ["the number", ["net/http"], 'http.ListenAndServe(":"+os.Getenv("PORT"), nil)', "3000"],
    [
      "the whole address of a helper",
      ["github.com/gofiber/fiber/v2", "github.com/joho/godotenv"],
      'fiber.New().Listen(conf("PORT"))\n}\nfunc conf(key string) string {\n\tgodotenv.Load(".env")\n\treturn os.Getenv(key)',
      ":3000",
    ],
  ])(
    "gives a variable what an example says, in the form that the code takes: %s",
    async (_, imports, code, value) => {
      const { ports, unsetPort } = await service({
        ".env.example": "PORT=:3000\n",
        "main.go": mainFile([...imports, "os"], `func main() {\n\t${code}\n}`),
      });
      expect(ports.map(({ port, setBy }) => [port, setBy])).toEqual([[3000, "env:PORT"]]);
      expect(unsetPort).toEqual({ setBy: "env:PORT", value });
    },
  );

  it.each([
    ["github.com/gin-gonic/gin", "gin.Default().Run()", ["PORT", "8080"]],
    ["github.com/gobuffalo/buffalo", "buffalo.New(buffalo.Options{}).Serve()", ["PORT", "3000"]],
  ])("is a number in the variable of %s, which puts the colon itself", async (path, code, expected) => {
    const { environment } = await service({ "main.go": mainFile([path], `func main() { ${code} }`) });
    expect(environment.map(({ name, default: value }) => [name, value])).toContainEqual(expected);
  });

  it("is set by its variable where the code sets the key only on a condition", async () => {
    const { ports } = await service({
      "main.go": mainFile(
        ["net/http", "strconv", "github.com/spf13/pflag", "github.com/spf13/viper"],
        'func main() {\n\tfs := pflag.NewFlagSet("shop", pflag.ContinueOnError)\n\tfs.Int("port", 9898, "")\n\tviper.BindPFlags(fs)\n\tviper.SetEnvPrefix("SHOP")\n\tviper.AutomaticEnv()\n\tif _, err := strconv.Atoi(viper.GetString("port")); err != nil {\n\t\tviper.Set("port", "9898")\n\t}\n\thttp.ListenAndServe(":"+viper.GetString("port"), nil)\n}',
      ),
    });
    expect(ports.map(({ port, setBy }) => [port, setBy])).toEqual([[9898, "env:SHOP_PORT"]]);
  });

  it("takes the form of a variable from the value that it stands in for", async () => {
    const { environment } = await service({
      "config.yaml": "http:\n  port: :5001\n",
      "main.go": mainFile(
        ["net/http", "os", "github.com/spf13/viper"],
        'func main() {\n\tviper.SetConfigFile("config.yaml")\n\taddr := viper.GetString("http.port")\n\tif port := os.Getenv("HTTP_PORT"); port != "" {\n\t\taddr = port\n\t}\n\thttp.ListenAndServe(addr, nil)\n}',
      ),
    });
    expect(environment.map(({ name, default: value }) => [name, value])).toEqual([["HTTP_PORT", ":5001"]]);
  });

  it("takes what a service manages for its work, and not for its own administration", async () => {
    const purposes = async (name: string) => {
      const code = `func main() {\n\tgo http.ListenAndServe(":8443", http.NewServeMux())\n\thttp.ListenAndServe(":"+cmp.Or(os.Getenv("${name}"), "8080"), http.NewServeMux())\n}`;
      const { ports } = await service({ "main.go": mainFile(["cmp", "net/http", "os"], code) });
      return ports.find(({ port }) => port === 8080)?.purpose;
    };
    expect(await purposes("USER_MANAGEMENT_PORT")).toBe("main");
    expect(await purposes("SHOP_MANAGEMENT_PORT")).toBe("admin");
  });

  it("takes servers of which a variable has to choose one, on the port that one variable gives both", async () => {
    const main = (otherwise: string) =>
      mainFile(
        ["log", "net", "net/http", "os", "google.golang.org/grpc"],
        `func main() {\n\tkind := os.Getenv("SERVER_TO_RUN")\n\tswitch kind {\n\tcase "http":\n\t\thttp.ListenAndServe(":"+os.Getenv("PORT"), http.NewServeMux())\n\tcase "grpc":\n\t\tserveGRPC()\n\tdefault:\n\t\t${otherwise}\n\t}\n}\nfunc serveGRPC() {\n\tport := os.Getenv("PORT")\n\tif port == "" {\n\t\tport = "8080"\n\t}\n\tlis, _ := net.Listen("tcp", ":"+port)\n\tgrpc.NewServer().Serve(lis)\n}`,
      );
    const found = async (otherwise: string) => {
      const { ports, environment } = await service({ "main.go": main(otherwise), ".env": "PORT=3000\n" });
      const required = environment.flatMap((one) => (one.required ? [one.name] : []));
      return [ports.map(({ port, purpose }) => [port, purpose]), required];
    };
    expect(await found('log.Fatal("which server?")')).toEqual([[[3000, "main"]], ["SERVER_TO_RUN"]]);
    expect(await found('log.Print("no server")')).toEqual([[], []]);
  });

  it("gives each of several variables that open a port one that the image exposes, the service's first", async () => {
    const code =
      'func main() {\n\tlis, _ := net.Listen("tcp", fmt.Sprintf("%s:%s", os.Getenv("HOST"), os.Getenv("GRPC_PORT")))\n\tgo grpc.NewServer().Serve(lis)\n\te := echo.New()\n\te.GET("/status", ok)\n\te.Start(fmt.Sprintf("%s:%s", os.Getenv("HOST"), os.Getenv("WEB_PORT")))\n}';
    const tree = (exposed: string) => ({
      "main.go": mainFile(
        ["fmt", "net", "os", "github.com/labstack/echo/v4", "google.golang.org/grpc"],
        code,
      ),
      Dockerfile: `FROM golang:1.26\nCOPY . .\nRUN go build -o /shop .\nEXPOSE ${exposed}\nCMD ["/shop"]\n`,
    });
    expect(await portsOf(tree("8080 8081"))).toEqual([
      "8080 all main env:WEB_PORT Dockerfile:4",
      "8081 all grpc env:GRPC_PORT Dockerfile:4",
    ]);
    expect(await portsOf(tree("8080 8081 9000"))).toEqual([
      "8080 all main null Dockerfile:4",
      "8081 all main null Dockerfile:4",
      "9000 all main null Dockerfile:4",
    ]);
  });

  it("turns the address of IPv6 off beside one of IPv4 that is opened for both", async () => {
    const settings = async (off: string) => {
      const listen = (field: string, host: string) =>
        `\tif c.${field} != "${off}" && c.${field} != "" {\n\t\tgo http.ListenAndServe(${host}+":8080", nil)\n\t}\n`;
      const code = `type config struct {\n\tIPv4 string \`env:"SHOP_IPV4" envDefault:"127.0.0.1"\`\n\tIPv6 string \`env:"SHOP_IPV6" envDefault:"::1"\`\n}\n\nfunc main() {\n\tvar c config\n\tenv.Parse(&c)\n${listen("IPv4", "c.IPv4")}${listen("IPv6", '"["+c.IPv6+"]"')}\tselect {}\n}`;
      const { rebind, relocations } = await service({
        "main.go": mainFile(["net/http", "github.com/caarlos0/env/v11"], code),
      });
      return [rebind, ...relocations];
    };
    const opened = { setBy: "env:SHOP_IPV4", value: "0.0.0.0" };
    expect(await settings("-")).toEqual([opened, { setBy: "env:SHOP_IPV6", value: "-" }]);
    expect(await settings("")).toEqual([opened]);
  });

  it("takes what says the status of a service for its administration, and asks on it what its own router answers", async () => {
    const block = (flag: string, routes: string) =>
      `\t{\n\t\tmux := http.NewServeMux()\n\t\t${routes}\n\t\tserver := http.Server{Addr: *${flag}, Handler: mux}\n\t\tgo server.ListenAndServe()\n\t}\n`;
    const { ports, health } = await service({
      "main.go": mainFile(
        ["flag", "net/http"],
        `var status = flag.String("status-listen-address", ":8081", "")\nvar app = flag.String("app-listen-address", ":8080", "")\n\nfunc main() {\n\tflag.Parse()\n${block("status", 'mux.HandleFunc("/status", ok)')}${block("app", 'mux.HandleFunc("/", shop)')}\tselect {}\n}`,
      ),
    });
    expect(ports.map(({ port, purpose }) => [port, purpose])).toEqual([
      [8080, "main"],
      [8081, "admin"],
    ]);
    expect(health.map(({ path, port }) => [path, port])).toEqual([["/status", 8081]]);
  });

  it("reads the blocks of HCL also where the file is called .conf", async () => {
    const { ports } = await service({
      "conf/shop.conf": 'server {\n    bind_address = "127.0.0.1"\n    bind_port = 8081\n}\n',
      "main.go": mainFile(
        ["fmt", "net/http", "os", "github.com/hashicorp/hcl"],
        'type Config struct {\n\tServer Server `hcl:"server"`\n}\ntype Server struct {\n\tAddress string `hcl:"bind_address"`\n\tPort int `hcl:"bind_port"`\n}\nfunc main() {\n\tvar c Config\n\ttext, _ := os.ReadFile("conf/shop.conf")\n\thcl.Decode(&c, string(text))\n\thttp.ListenAndServe(fmt.Sprintf("%s:%d", c.Server.Address, c.Server.Port), nil)\n}',
      ),
    });
    expect(ports.map(({ port, bind }) => `${port} ${bind}`)).toEqual(["8081 loopback"]);
  });

  it("takes no address of a Nacos, which has the configuration, for the service's own", async () => {
    const tree = (more: string) => ({
      "config.yaml": `host: 10.0.0.1\nport: 8848\n${more}`,
      "main.go": mainFile(
        ["fmt", "net/http", "github.com/spf13/viper"],
        'type Server struct {\n\tPort int `mapstructure:"port"`\n}\nvar server Server\nfunc main() {\n\tviper.SetConfigFile("config.yaml")\n\tviper.ReadInConfig()\n\tviper.Unmarshal(&server)\n\thttp.ListenAndServe(fmt.Sprintf(":%d", server.Port), nil)\n}',
      ),
    });
    const portsOf = async (more: string) => (await service(tree(more))).ports.map(({ port }) => port);
    expect(await portsOf("")).toEqual([8848]);
    expect(await portsOf("dataId: shop\ngroup: SHOP\n")).toEqual([]);
  });

  it("takes the file of the main's own service where compose mounts one of that name to each", async () => {
    const main = mainFile(
      ["net/http", "github.com/spf13/viper", "example.com/shop/where"],
      'func main() {\n\tviper.AddConfigPath(where.Path())\n\tviper.SetConfigName(where.Name())\n\tviper.ReadInConfig()\n\thttp.ListenAndServe(":"+viper.GetString("server.port"), nil)\n}',
    );
    const dockerfile = (name: string) =>
      `FROM golang AS build\nRUN go build -o /bin/main /app/${name}/cmd/server\nFROM alpine\nWORKDIR /app\nCOPY --from=build /bin/main .\nCOPY ./${name}/config.toml .\nCMD ["./main"]\n`;
    const mounts = (name: string) =>
      `  ${name}:\n    build:\n      context: .\n      dockerfile: ./${name}/Dockerfile\n    volumes:\n      - ./${name}/config.toml:/config.toml\n`;
    const tree = {
      "where/where.go": "package where\n\nfunc Path() string\n\nfunc Name() string\n",
      "cart/cmd/server/main.go": main,
      "cart/config.toml": "[server]\nport = 8090\n",
      "orders/cmd/server/main.go": main,
      "orders/config.toml": "[server]\nport = 8083\n",
      "cart/Dockerfile": dockerfile("cart"),
      "orders/Dockerfile": dockerfile("orders"),
      "compose.yaml": `services:\n${mounts("cart")}${mounts("orders")}`,
    };
    const portsOf = async (one: string) => (await service(tree, one)).ports.map(({ port }) => port);
    expect(await portsOf("./orders/cmd/server")).toEqual([8083]);
    expect(await portsOf("./cart/cmd/server")).toEqual([8090]);
  });

  it("names the variable beside a port for profiles", async () => {
    const code =
      'func main() {\n\tgo http.ListenAndServe(":6060", nil)\n\thttp.ListenAndServe(":"+os.Getenv("PORT"), http.NewServeMux())\n}';
    const { ports, unsetPort } = await service({ "main.go": mainFile(["net/http", "os"], code) });
    expect(ports.map(({ port, purpose }) => `${port} ${purpose}`)).toEqual(["6060 admin"]);
    expect(unsetPort).toEqual({ setBy: "env:PORT", value: "8080" });
  });

  it.each<[string, string, string[]]>([
    [
      "on an address out of a file",
      'l, _ := net.Listen("tcp", c.Addr)\n\thttp.Serve(l, mux)',
      ["main.go:17"],
    ],
    ["in a server's field", "s := http.Server{Addr: c.Addr}\n\ts.ListenAndServe()", ["main.go:17"]],
    ["of a listener that no server is handed", 'l, _ := net.Listen("tcp", c.Addr)\n\tforward(l)', []],
    ["for metrics as well", "http.ListenAndServe(c.MetricsAddr, mux)", []],
    ["on a port by chance", 'l, _ := net.Listen("tcp", ":0")\n\thttp.Serve(l, mux)', []],
    ["on a port of its own", 'http.ListenAndServe(":8080", mux)', []],
  ])("says that the service's port is unknown beside that for profiles, %s", async (_, listen, expected) => {
    const code = `type config struct{ Addr, MetricsAddr string }\nfunc main() {\n\tvar c config\n\ttext, _ := os.ReadFile("/etc/shop.json")\n\tjson.Unmarshal(text, &c)\n\tmux := http.NewServeMux()\n\tgo http.ListenAndServe(":6060", nil)\n\t${listen}\n}`;
    const { warnings } = await service({
      "main.go": mainFile(["encoding/json", "net", "net/http", "os"], code),
    });
    const told = warnings.filter((warning) => warning.code === "port-unknown");
    expect(told.map(({ evidence }) => evidence)).toEqual(expected);
  });

  it("are those of the command that the image starts, where commands tell their words", async () => {
    const command = (word: string, port: number) =>
      `package commands\n\nimport "net/http"\n\ntype ${word}Command struct{}\n\nfunc (${word}Command) Name() string { return "${word}" }\n\nfunc (${word}Command) Run() error { return http.ListenAndServe(":${port}", nil) }\n\nfunc New${word}() Command { return ${word}Command{} }\n`;
    const tree = (start: string) => ({
      "commands/command.go":
        "package commands\n\ntype Command interface {\n\tName() string\n\tRun() error\n}\n",
      "commands/control.go": command("control", 8082),
      "commands/serve.go": command("serve", 8080),
      "main.go": mainFile(
        ["os", "example.com/shop/commands"],
        "func main() {\n\tc, s := commands.Newcontrol(), commands.Newserve()\n\tall := map[string]commands.Command{c.Name(): c, s.Name(): s}\n\tall[os.Args[1]].Run()\n}",
      ),
      Dockerfile: `FROM golang\nRUN go build -o /shop .\nCMD ["/shop", "${start}"]\n`,
    });
    const numbers = async (start: string) => (await service(tree(start))).ports.map(({ port }) => port);
    expect(await numbers("serve")).toEqual([8080]);
    expect(await numbers("control")).toEqual([8082]);
  });

  it("takes no port of a compose file whose own command sets it, where the image starts the program in another way", async () => {
    const tree = (start: string) => ({
      "main.go": mainFile(["example.org/framework"], "func main() { framework.Serve() }"),
      Dockerfile: `FROM golang\nRUN go build -o /shop .\n${start}`,
      "compose.yaml":
        'services:\n  shop:\n    build: .\n    command: ["serve", "--port=3004"]\n    ports: ["3004:3004"]\n',
    });
    expect(await portsOf(tree('ENTRYPOINT ["/shop", "serve"]\n'))).toEqual([]);
    expect(await portsOf(tree('ENTRYPOINT ["/shop"]\n'))).toEqual(["3004 all main null compose.yaml:5"]);
  });

  it("go not in circles where what an address is depends on what it is", async () => {
    const code = `
func serve(u *url.URL) {
	if u.Host != "" {
		next, _ := url.Parse("http://localhost:8001")
		serve(next)
	}
	http.ListenAndServe(u.Host, nil)
}

func main() {
	u, _ := url.Parse("http://localhost:8000")
	serve(u)
}`;
    expect(await main(["net/http", "net/url"], code)).toEqual([]);
  });

  it("are those of the address that a flag chooses of several", async () => {
    const code = `
func serve(u *url.URL) { http.ListenAndServe(u.Host, nil) }

func main() {
	stage := flag.String("host", "development", "")
	flag.Parse()
	switch *stage {
	case "development":
		{
			u, _ := url.Parse("http://localhost:8000/calc")
			serve(u)
		}
	case "production":
		{
			u, _ := url.Parse("http://calc.example.com:80")
			serve(u)
		}
	}
}`;
    expect(await main(["flag", "net/http", "net/url"], code)).toEqual([
      "8000 loopback main literal main.go:18",
    ]);
  });

  it("opens no port by a flag alone where the command is missing that has it", async () => {
    const of = async (commands: string) => {
      const code = `func main() {\n\tapp := kingpin.New("shop", "")\n\taddr := app.Flag("addr", "").Default("localhost:80").String()\n\t${commands}\n\tkingpin.MustParse(app.Parse(os.Args[1:]))\n\thttp.ListenAndServe(*addr, nil)\n}`;
      const used = ["net/http", "os", "github.com/alecthomas/kingpin/v2"];
      const { rebind, warnings } = await service({ "main.go": mainFile(used, code) });
      return [rebind, warnings.find(({ code: one }) => one === "loopback-bind")?.message];
    };
    const [none, message] = await of('app.Command("copy", "")\n\tapp.Command("show", "")');
    expect(none).toBeNull();
    expect(message).toContain("unless you set the flag --addr to 0.0.0.0:80");
    expect((await of(""))[0]).toEqual({ setBy: "flag:--addr", value: "0.0.0.0:80" });
  });

  it("opens one by a flag where a word behind it is missing", async () => {
    const code =
      'func main() {\n\taddr := flag.String("addr", "localhost:80", "")\n\tflag.Parse()\n\tif flag.NArg() == 0 {\n\t\tlog.Fatal("usage: shop DIRECTORY")\n\t}\n\thttp.ListenAndServe(*addr, nil)\n}';
    const { rebind } = await service({ "main.go": mainFile(["flag", "log", "net/http"], code) });
    expect(rebind).toEqual({ setBy: "flag:-addr", value: "0.0.0.0:80" });
  });

  it("says that the port is unknown of a server beside a port for UDP alone", async () => {
    const told = async (address: string) => {
      const code = `func main() {\n\tpc, _ := net.ListenPacket("udp", ":53")\n\tgo answer(pc)\n\thttp.ListenAndServe(${address}, nil)\n}`;
      const { warnings } = await service({
        "main.go": mainFile(["net", "net/http", "example.org/settings"], code),
      });
      return warnings.filter((one) => one.code === "port-unknown").map(({ message }) => message);
    };
    expect(await told("settings.Load().Address()")).toEqual([
      "the program listens on an address that nothing in the repository tells, beside ports for UDP: name its port with --ports",
    ]);
    expect(await told('":8080"')).toEqual([]);
  });

  it("says that the port is unknown of a program that answers where another module listens", async () => {
    const answers = (listen: string) =>
      service({
        "main.go": mainFile(
          ["net", "net/http", "github.com/go-chi/chi/v5", "example.org/server"],
          `func main() {\n\tr := chi.NewRouter()\n\tr.Get("/health", nil)\n\t${listen}\n}`,
        ),
      });
    const told = ({ warnings }: Awaited<ReturnType<typeof answers>>) =>
      warnings.filter(({ code }) => code === "port-unknown");
    expect(told(await answers("server.New(server.Config{}, r).Run()"))).toEqual([
      {
        code: "port-unknown",
        message:
          "the program answers /health, and nothing in the repository tells on which port: name its port with --ports",
        evidence: "main.go:12",
        blocksBuild: false,
      },
    ]);
    expect(told(await answers('http.ListenAndServe(":8080", r)'))).toEqual([]);
    const socket = 'ln, _ := net.Listen("unix", "/run/shop.sock")\n\thttp.Serve(ln, r)';
    expect(told(await answers(socket))).toEqual([]);
  });

  it("says that the port is unknown of a framework's router on an address of a file that is not there", async () => {
    const told = async (maker: string, listen: string) => {
      const code = `type app struct{ router *${maker.split(".")[0]}.Engine }
type config struct{ Port string }
func main() {
	var c config
	settings.Load(&c)
	a := &app{router: ${maker}}
	a.router.${listen}
}`;
      const imports = ["github.com/gin-gonic/gin", "example.org/worker", "example.org/settings"];
      const { warnings } = await service({ "main.go": mainFile(imports, code) });
      return warnings.filter(({ code: one }) => one === "port-unknown").map(({ evidence }) => evidence);
    };
    expect(await told("gin.New()", 'Run(":" + c.Port)')).toEqual(["main.go:15"]);
    expect(await told("gin.New()", 'Run(":8080")')).toEqual([]);
    expect(await told("worker.New()", "Run(c.Port)")).toEqual([]);
  });

  it("says that the port is unknown of a server that another module brings whole", async () => {
    const codesOf = async (path: string, code: string) => {
      const { warnings } = await service({ "main.go": mainFile([path], code) });
      return warnings.filter(({ code: one }) => one === "port-unknown").map(({ evidence }) => evidence);
    };
    const bridge = 'var m = mxmain.BridgeMain{Name: "shop"}\n\nfunc main() { m.Run() }';
    expect(await codesOf("maunium.net/go/mautrix/bridgev2/matrix/mxmain", bridge)).toEqual(["main.go:9"]);
    const queue = "func main() {\n\ts := server.New(options)\n\tserver.Run(s)\n}";
    expect(await codesOf("github.com/nats-io/nats-server/v2/server", queue)).toEqual(["main.go:8"]);
    const web = "func main() { cmd.Main() }";
    expect(await codesOf("github.com/caddyserver/caddy/v2/cmd", web)).toEqual(["main.go:7"]);
    expect(await codesOf("example.org/other/server", queue)).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    [
      "is handed to a server of another module",
      "v1.RegisterShopHTTPServer(rpc.NewServer(), nil)",
      ["main.go:18"],
    ],
    ["listens on what a file says", "http.ListenAndServe(c.Addr, nil)", ["main.go:18"]],
    ["listens where a file asks for it", 'if c.Addr != "" {\n\t\thttp.ListenAndServe(c.Addr, nil)\n\t}', []],
    ["only calls others", "v1.NewShopClient(rpc.Dial())", []],
    [
      "is handed to a server beside a port for profiles",
      'go http.ListenAndServe(":6060", nil)\n\tv1.RegisterShopServer(rpc.NewServer(), nil)',
      ["main.go:19"],
    ],
    [
      "is handed to a server on what may be a socket",
      "v1.RegisterShopServer(rpc.NewServer(), nil)\n\tl, _ := net.Listen(split(c.Addr))\n\trpc.Serve(l)",
      [],
    ],
  ])("says that the port is unknown of a service that %s", async (_, code, expected) => {
    const rpc = ["example.org/rpc", 'v1 "example.org/api/v1"'];
    const imports = ["encoding/json", "net", "net/http", "os", ...rpc];
    const read = 'var c config\n\ttext, _ := os.ReadFile("/etc/shop.json")\n\tjson.Unmarshal(text, &c)';
    const main = mainFile(
      imports,
      `type config struct{ Addr string }\n\nfunc main() {\n\t${read}\n\t${code}\n}`,
    );
    const { warnings } = await service({ "main.go": main });
    const told = warnings.filter((warning) => warning.code === "port-unknown");
    expect(told.map(({ evidence }) => evidence)).toEqual(expected);
  });

  it("takes what stands in place of a variable of a file without the quotes of YAML", async () => {
    const code =
      'type server struct{ Addr string }\nfunc main() {\n\tvar c server\n\tprovider, _ := config.NewYAML(config.File("config.yaml"))\n\tprovider.Get("http").Populate(&c)\n\thttp.ListenAndServe(c.Addr, nil)\n}';
    expect(
      await portsOf({
        "main.go": mainFile(["net/http", "go.uber.org/config"], code),
        "config.yaml": `http:\n  addr: "\${HTTP_ADDR:':8081'}"\n`,
      }),
    ).toEqual(["8081 all main env:HTTP_ADDR config.yaml:2"]);
  });

  it("follows a variable with the name of the package that makes it", async () => {
    expect(
      await portsOf({
        "config/config.go":
          'package config\n\ntype Config struct{ Port string }\n\nfunc New() (*Config, error) { return &Config{Port: "8620"}, nil }\n',
        "store/store.go": "package store\n\nfunc New() int { return 0 }\n",
        "main.go": mainFile(
          ["net/http", "example.com/shop/config", "example.com/shop/store"],
          'func main() {\n\tstore.New()\n\tconfig, err := config.New()\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\thttp.ListenAndServe(":"+config.Port, nil)\n}',
        ),
      }),
    ).toEqual(["8620 all main literal config/config.go:5"]);
  });

  it("follows defaults of which a helper takes any number", async () => {
    const helpers =
      "func get(name string, defaults ...string) string {\n\tv, ok := os.LookupEnv(name)\n\tif !ok && len(defaults) > 0 {\n\t\treturn defaults[0]\n\t}\n\treturn v\n}\nfunc number(name string, defaults ...string) int {\n\tn, _ := strconv.Atoi(get(name, defaults...))\n\treturn n\n}";
    const { ports, environment } = await service({
      "main.go": mainFile(
        ["fmt", "net/http", "os", "strconv"],
        `${helpers}\nfunc main() { http.ListenAndServe(fmt.Sprintf("%s:%d", get("HOST"), number("PORT", "8700")), nil) }`,
      ),
      ".env.example": "PORT=9999\n",
    });
    expect(ports.map(({ port, setBy, evidence }) => `${port} ${setBy} ${evidence}`)).toEqual([
      "8700 env:PORT main.go:21",
    ]);
    expect(environment.map(({ name, default: fallback }) => `${name}=${fallback}`).toSorted()).toEqual([
      "HOST=null",
      "PORT=8700",
    ]);
  });

  it("follows a field that is set to the first value that is not empty", async () => {
    const code =
      'type config struct{ Address string }\nfunc main() {\n\tvar c config\n\tsetter.SetDefault(&c.Address, os.Getenv("SHOP_ADDRESS"), "localhost:1050")\n\thttp.ListenAndServe(c.Address, nil)\n}';
    expect(await main(["net/http", "os", "github.com/mailgun/holster/v4/setter"], code)).toEqual([
      "1050 loopback main env:SHOP_ADDRESS main.go:12",
    ]);
  });

  it("follows an address that is resolved first", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["net", "github.com/cloudwego/kitex/server", "example.com/shop/kitex_gen/echo"],
          'func main() {\n\taddr, _ := net.ResolveTCPAddr("tcp", "127.0.0.1:8891")\n\techo.NewServer(nil, server.WithServiceAddr(addr)).Run()\n}',
        ),
        "kitex_gen/echo/echo.go": "package echo\n",
      }),
    ).toEqual(["8891 loopback main literal main.go:10"]);
  });

  it("takes a gateway's port before that of gRPC", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["net", "net/http", "google.golang.org/grpc", "github.com/kelseyhightower/envconfig"],
          'type config struct {\n\tGRPCPort string `envconfig:"GRPC_PORT" default:"8080"`\n\tGRPCGWPort string `envconfig:"GRPC_GW_PORT" default:"8081"`\n}\nfunc main() {\n\tvar c config\n\tenvconfig.Process("", &c)\n\tlis, _ := net.Listen("tcp", ":"+c.GRPCPort)\n\tgo grpc.NewServer().Serve(lis)\n\thttp.ListenAndServe(":"+c.GRPCGWPort, nil)\n}',
        ),
      }),
    ).toEqual(["8081 all main env:GRPC_GW_PORT main.go:12", "8080 all grpc env:GRPC_PORT main.go:11"]);
  });

  it("reads go-zero's own keys", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["flag", "github.com/zeromicro/go-zero/core/conf", "github.com/zeromicro/go-zero/rest"],
          'var file = flag.String("f", "etc/shop.yaml", "")\ntype Config struct{ rest.RestConf }\nfunc main() {\n\tvar c Config\n\tconf.MustLoad(*file, &c)\n\trest.MustNewServer(c.RestConf).Start()\n}',
        ),
        "etc/shop.yaml": "Name: shop\nHost: 0.0.0.0\nPort: 8888\n",
      }),
    ).toEqual(["8888 all main file:etc/shop.yaml etc/shop.yaml:3"]);
  });

  it("reads them in the section that the server is made of", async () => {
    expect(
      await portsOf({
        "main.go": mainFile(
          ["github.com/zeromicro/go-zero/core/conf", "github.com/zeromicro/go-zero/rest"],
          'type Config struct{ Server rest.RestConf }\nfunc main() {\n\tvar c Config\n\tconf.MustLoad("etc/shop.yaml", &c)\n\trest.MustNewServer(c.Server).Start()\n}',
        ),
        "etc/shop.yaml": "Server:\n  Name: shop\n  Host: 127.0.0.1\n  Port: 8001\n",
      }),
    ).toEqual(["8001 loopback main file:etc/shop.yaml etc/shop.yaml:4"]);
  });

  it("is that of the stage that the author's image names", async () => {
    const { ports, relocations } = await service({
      "main.go": mainFile(
        ["net/http", "os"],
        'func main() {\n\taddr := ":8080"\n\tif os.Getenv("STAGE") == "production" {\n\t\taddr = ":8000"\n\t}\n\thttp.ListenAndServe(addr, nil)\n}',
      ),
      Dockerfile: 'FROM alpine\nENV STAGE=production\nCOPY shop /shop\nCMD ["/shop"]\n',
    });
    expect(ports.map(({ port }) => port)).toEqual([8000]);
    expect(relocations).toEqual([{ setBy: "env:STAGE", value: "production" }]);
  });
});

describe("a loopback bind", () => {
  it.each([
    [
      "in place of an open one",
      'addr := ":8443"\n\tif os.Getenv("STAGE") != "production" {\n\t\taddr = "127.0.0.1:8080"\n\t}',
    ],
    [
      "beside an open one",
      'addr := "127.0.0.1:8080"\n\tif os.Getenv("STAGE") == "production" {\n\t\taddr = ":8443"\n\t}',
    ],
    ["asked for by a function", 'addr := "127.0.0.1:8080"\n\tif isProduction() {\n\t\taddr = ":8443"\n\t}'],
    [
      "asked for before",
      'production := os.Getenv("STAGE") == "production"\n\taddr := "127.0.0.1:8080"\n\tif production {\n\t\taddr = ":8443"\n\t}',
    ],
    [
      "as one of several",
      'addr := "127.0.0.1:8080"\n\tswitch os.Getenv("STAGE") {\n\tcase "production", "docker":\n\t\taddr = ":8443"\n\t}',
    ],
    [
      "in a field",
      'c := &config{addr: "127.0.0.1:8080"}\n\tif os.Getenv("STAGE") == "production" {\n\t\tc.addr = ":8443"\n\t}\n\taddr := c.addr',
    ],
  ])("is opened by the stage that the code names, %s", async (_, code) => {
    const { ports, rebind, relocations, warnings } = await service({
      "main.go": mainFile(
        ["net/http", "os"],
        `type config struct{ addr string }\nfunc isProduction() bool { return os.Getenv("STAGE") == "production" }\nfunc main() {\n\t${code}\n\thttp.ListenAndServe(addr, nil)\n}`,
      ),
    });
    expect(ports).toMatchObject([{ port: 8443, bind: "all" }]);
    expect([rebind, relocations]).toEqual([null, [{ setBy: "env:STAGE", value: "production" }]]);
    expect(warnings.flatMap(({ code: one, message }) => (one === "loopback-bind" ? [message] : []))).toEqual([
      "port 8080 is bound to loopback, where nothing outside the container reaches it, unless STAGE is production, as the image sets it",
    ]);
  });

  it.each([
    ["each stage that the code names has it", "production", "127.0.0.1:8443"],
    ["the stage is one in which no image runs", "development", ":8443"],
  ])("stays where %s", async (_, stage, address) => {
    const { ports, relocations } = await service({
      "main.go": mainFile(
        ["net/http", "os"],
        `func main() {\n\taddr := "127.0.0.1:8080"\n\tif os.Getenv("STAGE") == "${stage}" {\n\t\taddr = "${address}"\n\t}\n\thttp.ListenAndServe(addr, nil)\n}`,
      ),
    });
    expect(ports).toMatchObject([{ port: 8080, bind: "loopback" }]);
    expect(relocations).toEqual([]);
  });

  it("is that of a variable without a value, whatever the code puts in place of one of its values", async () => {
    const { ports, rebind } = await service({
      "main.go": mainFile(
        ["net", "net/http", "os", "strings"],
        'func address() string {\n\tfallback := "11434"\n\ts := strings.TrimSpace(os.Getenv("SHOP_HOST"))\n\tscheme, host, ok := strings.Cut(s, "://")\n\tswitch {\n\tcase !ok:\n\t\tscheme, host = "http", s\n\t\tif s == "shop.example" {\n\t\t\tscheme, host = "https", "shop.example:443"\n\t\t}\n\tcase scheme == "http":\n\t\tfallback = "80"\n\t}\n\tname, port, err := net.SplitHostPort(host)\n\tif err != nil {\n\t\tname, port = "127.0.0.1", fallback\n\t}\n\treturn net.JoinHostPort(name, port)\n}\nfunc main() {\n\tln, _ := net.Listen("tcp", address())\n\thttp.Serve(ln, nil)\n}',
      ),
    });
    expect(ports).toMatchObject([{ port: 11434, bind: "loopback", setBy: "env:SHOP_HOST" }]);
    expect(rebind).toEqual({ setBy: "env:SHOP_HOST", value: "0.0.0.0" });
  });

  it("is opened by the whole address where the code takes one apart", async () => {
    const { ports, rebind } = await service({
      "main.go": mainFile(
        ["net", "net/http", "os"],
        'func address() string {\n\tif given := os.Getenv("SHOP_ADDRESS"); given != "" {\n\t\treturn given\n\t}\n\treturn "127.0.0.1:8384"\n}\nfunc main() {\n\thost, port, _ := net.SplitHostPort(address())\n\tln, _ := net.Listen("tcp", net.JoinHostPort(host, port))\n\thttp.Serve(ln, nil)\n}',
      ),
    });
    expect(ports).toMatchObject([{ port: 8384, bind: "loopback", setBy: "env:SHOP_ADDRESS" }]);
    expect(rebind).toEqual({ setBy: "env:SHOP_ADDRESS", value: "0.0.0.0:8384" });
  });

  it("is opened by the host that the author's image gives", async () => {
    const { ports, rebind, warnings } = await service({
      "main.go": mainFile(
        ["net/http", "flag"],
        'var host = flag.String("bind", "localhost", "")\nvar port = flag.String("listen", "8080", "")\nfunc main() { http.ListenAndServe(*host+":"+*port, nil) }',
      ),
      Dockerfile:
        'FROM golang:1.26\nRUN go build -o /shop .\nENTRYPOINT ["/shop", "-bind=0.0.0.0", "-listen=8081"]\n',
    });
    expect(ports).toMatchObject([{ port: 8081, bind: "all" }]);
    expect(rebind).toBeNull();
    expect(warnings.find(({ code }) => code === "loopback-bind")?.message).toMatch(
      /^port 8081 is bound to loopback.*, unless it is started with -bind=0\.0\.0\.0$/,
    );
  });

  it("are two where one variable is in the tags of both, and a file has each in a section called like its struct", async () => {
    const code = `type WebOptions struct {
	Port string \`mapstructure:"port" validate:"required" env:"TcpPort"\`
	Base string \`mapstructure:"base" validate:"required" env:"Base"\`
}
type GrpcOptions struct {
	Port string \`mapstructure:"port" env:"TcpPort"\`
}
func bind[T any](key string) (T, error) {
	cfg := *new(T)
	viper.SetConfigName("shop")
	viper.AddConfigPath(".")
	viper.ReadInConfig()
	viper.UnmarshalKey(key, cfg)
	env.Parse(cfg)
	return cfg, validator.New().Struct(cfg)
}
func newWeb() (*WebOptions, error) { return bind[*WebOptions](key()) }
func newGrpc() (*GrpcOptions, error) { return bind[*GrpcOptions](key()) }
func main() {
	web, err := newWeb()
	rpc, err := newGrpc()
	if err != nil {
		panic(err)
	}
	l, _ := net.Listen("tcp", rpc.Port)
	go grpc.NewServer().Serve(l)
	http.ListenAndServe(web.Port, nil)
}`;
    const imports = ["net", "net/http", "github.com/caarlos0/env/v8", "github.com/spf13/viper"];
    const more = ["github.com/go-playground/validator/v10", "google.golang.org/grpc"];
    const { ports, environment } = await service({
      "main.go": mainFile([...imports, ...more], code),
      "shop.json":
        '{\n"grpcOptions": {"port": ":6004"},\n"webOptions": {"port": ":7001", "base": "/api"}\n}\n',
    });
    expect(ports.map(({ port, purpose, setBy }) => `${port} ${purpose} ${setBy}`)).toEqual([
      "7001 main env:TcpPort",
      "6004 grpc env:TcpPort",
    ]);
    expect(environment.map(({ name, required }) => [name, required])).toEqual([
      ["TcpPort", false],
      ["Base", false],
    ]);
  });

  it("are set by the flag of the command around, where another has one of that name", async () => {
    const code = `var common = []cli.Flag{&cli.BoolFlag{Name: "debug"}}
func main() {
	app := &cli.App{Action: join, Commands: []*cli.Command{
		{
			Name:  "api",
			Flags: append(common, &cli.StringFlag{Name: "listen", Value: ":8090"}),
			Action: func(c *cli.Context) error { return http.ListenAndServe(c.String("listen"), nil) },
		},
		{
			Name:  "web",
			Flags: []cli.Flag{&cli.StringFlag{Name: "listen", EnvVars: []string{"WEB_SOURCE"}}},
			Action: func(c *cli.Context) error { return dial(c.String("listen")) },
		},
	}}
	app.Run(os.Args)
}
func join(c *cli.Context) error { select {} }`;
    const imports = ["net/http", "os", "github.com/urfave/cli/v2"];
    const { ports } = await service({ "main.go": mainFile(imports, code) });
    expect(ports.map(({ port, setBy }) => `${port} ${setBy}`)).toEqual(["8090 flag:--listen"]);
  });

  it("are 80 before one that is on loopback, and behind any other", async () => {
    const order = async (host: string) => {
      const code = `func main() {\n\tgo http.ListenAndServe("${host}:8888", nil)\n\thttp.ListenAndServe(":80", nil)\n}`;
      const { ports } = await service({ "main.go": mainFile(["net/http"], code) });
      return ports.map(({ port }) => port);
    };
    expect(await order("127.0.0.1")).toEqual([80, 8888]);
    expect(await order("")).toEqual([8888, 80]);
  });

  it("come from one of several results that a call hands over together", async () => {
    const code = `func parse() (name, listen, admin string) {
	flag.StringVar(&listen, "listen", ":9100", "")
	admin = "localhost:9101"
	flag.Parse()
	return "shop", listen, admin
}
func run(name, listen, admin string) {
	go http.ListenAndServe(admin, nil)
	http.ListenAndServe(listen, nil)
}
func main() { run(parse()) }`;
    const { ports } = await service({ "main.go": mainFile(["flag", "net/http"], code) });
    expect(ports.map(({ port, bind, setBy }) => `${port} ${bind} ${setBy}`)).toEqual([
      "9100 all flag:-listen",
      "9101 loopback literal",
    ]);
  });

  it("that an image alone exposes are on loopback where the code has such an address for listening", async () => {
    const look = async (name: string) => {
      const code = `const ${name} = "http://localhost:2379"\nvar open = map[string]*url.URL{}\nfunc main() {\n\tfs := flag.NewFlagSet("shop", flag.ExitOnError)\n\tfs.Var(newURLs(${name}), "listen-urls", "")\n\tfor address := range open {\n\t\tl, _ := net.Listen("tcp", address)\n\t\thttp.Serve(l, nil)\n\t}\n}`;
      const { ports, warnings } = await service({
        "main.go": mainFile(["flag", "net", "net/http", "net/url"], code),
        Dockerfile: 'FROM golang\nRUN go build -o /shop .\nEXPOSE 2379\nENTRYPOINT ["/shop"]\n',
      });
      const told = warnings.find((one) => one.code === "loopback-bind")?.message ?? null;
      return [ports.map(({ port, bind, setBy, evidence }) => `${port} ${bind} ${setBy} ${evidence}`), told];
    };
    expect(await look("defaultListenURL")).toEqual([
      ["2379 loopback flag:-listen-urls main.go:10"],
      "port 2379 is bound to loopback, where nothing outside the container reaches it, unless you set the flag -listen-urls to an address such as 0.0.0.0:2379",
    ]);
    expect(await look("defaultPeerURL")).toEqual([["2379 all null Dockerfile:3"], null]);
  });

  it("comes first where the author's image opens it and names it first", async () => {
    const of = async (exposed: string) => {
      const { ports } = await service({
        "main.go": mainFile(
          ["flag", "net", "net/http"],
          'var api = flag.String("api", "localhost:9980", "")\nvar peers = flag.String("peers", ":9981", "")\nfunc main() {\n\tflag.Parse()\n\tnet.Listen("tcp", *peers)\n\thttp.ListenAndServe(*api, nil)\n}',
        ),
        Dockerfile: `FROM golang:1.26\nRUN go build -o /shop .\nEXPOSE ${exposed}\nENTRYPOINT ["/shop", "-api", ":9980"]\n`,
      });
      return ports.map(({ port }) => port);
    };
    expect(await of("9980 9981")).toEqual([9980, 9981]);
    expect(await of("9981 9980")).toEqual([9981, 9980]);
  });

  it("is opened in front of the command by a flag that Go's flag package reads there", async () => {
    const of = async (flags: string, parse: string) => {
      const { rebind } = await service({
        "main.go": mainFile(
          ["flag", "net/http", "os"],
          `func main() {\n\tfs := flag.NewFlagSet("serve", flag.ExitOnError)\n\thost := ${flags}.String("host", "127.0.0.1", "")\n\tflag.Parse()\n\tswitch ${parse} {\n\tcase "serve":\n\t\tfs.Parse(os.Args[2:])\n\t\thttp.ListenAndServe(*host+":80", nil)\n\t}\n}`,
        ),
      });
      return rebind;
    };
    expect(await of("flag", "flag.Arg(0)")).toEqual({ setBy: "flag:-host", value: "0.0.0.0", leads: true });
    expect(await of("fs", "flag.Arg(0)")).toEqual({ setBy: "flag:-host", value: "0.0.0.0" });
    expect(await of("flag", "os.Args[1]")).toEqual({ setBy: "flag:-host", value: "0.0.0.0" });
  });

  it.each([
    [
      "alone",
      'func main() {\n\thost := flag.String("host", "localhost", "")\n\tflag.Parse()\n\tweb.Host = *host\n\tweb.Serve("8080")\n}',
    ],
    [
      "where the code has another host for a platform",
      'type config struct{ Host string }\nfunc (c *config) preset() {\n\tif c.Host == usual().Host {\n\t\tc.Host = "0.0.0.0"\n\t}\n}\nfunc usual() *config { return &config{Host: "localhost"} }\nfunc main() {\n\tc := usual()\n\tflag.StringVar(&c.Host, "host", c.Host, "")\n\tflag.Parse()\n\tif os.Getenv("PLATFORM") != "" {\n\t\tc.preset()\n\t}\n\tweb.Host = c.Host\n\tweb.Serve("8080")\n}',
    ],
  ])(
    "is opened by the flag that another package puts into the variable of the server, %s",
    async (_, code) => {
      const { rebind } = await service({
        "main.go": mainFile(["flag", "os", "example.com/shop/web"], code),
        "web/web.go":
          'package web\n\nimport (\n\t"net"\n\t"net/http"\n)\n\nvar Host string = "localhost"\n\nfunc Serve(port string) { http.ListenAndServe(net.JoinHostPort(Host, port), nil) }\n',
      });
      expect(rebind).toEqual({ setBy: "flag:-host", value: "0.0.0.0" });
    },
  );

  it.each([
    [
      "one that says it is for this",
      '"bind-addr", "127.0.0.1"',
      { setBy: "flag:-bind-addr", value: "0.0.0.0" },
    ],
    ["none that names another host", '"db-host", "127.0.0.1"', null],
    ["none whose default has a port", '"listen", "127.0.0.1:7000"', null],
  ])("is opened by a flag that the code shows no way from: %s", async (_, flag, expected) => {
    const code = `type config struct{ Host string }
func usual() config { return config{Host: "localhost"} }
func main() {
	host := flag.String(${flag}, "")
	flag.Parse()
	c := usual()
	conf.Fill(&c, *host)
	http.ListenAndServe(c.Host+":8080", nil)
}`;
    const { rebind } = await service({ "main.go": mainFile(["flag", "net/http", "example.com/conf"], code) });
    expect(rebind).toEqual(expected);
  });

  it("is opened by the address that the author's image gives in a variable", async () => {
    const { rebind } = await service({
      "main.go": mainFile(
        ["net/http"],
        'type option struct{ raw string }\nvar options = map[string]*option{\n\t"LISTEN_ADDR": {raw: "127.0.0.1:8500"},\n}\nfunc main() { http.ListenAndServe(options["LISTEN_ADDR"].raw, nil) }',
      ),
      "packaging/docker/alpine/Dockerfile":
        "FROM golang AS build\nRUN go build -o /shop .\nFROM alpine\nENV LISTEN_ADDR=0.0.0.0:8500\nCOPY --from=build /shop /shop\n",
    });
    expect(rebind).toEqual({ setBy: "env:LISTEN_ADDR", value: "0.0.0.0:8500" });
  });

  it("is opened by the host that the author's image gives beside the port's variable", async () => {
    const code =
      'type setting struct{ Env string }\nvar settings = []setting{{Env: "HOST"}}\nfunc main() {\n\tport := os.Getenv("SHOP_PORT")\n\tif port == "" {\n\t\tport = "8080"\n\t}\n\tconf.Bind("SHOP_", settings)\n\thttp.ListenAndServe(net.JoinHostPort("localhost", port), nil)\n}';
    const of = async (variable: string) => {
      const { rebind } = await service({
        "main.go": mainFile(["net", "net/http", "os", "example.org/conf"], code),
        Dockerfile: `FROM golang AS build\nRUN go build -o /shop .\nFROM alpine\nENV ${variable}=0.0.0.0\nCOPY --from=build /shop /shop\n`,
      });
      return rebind;
    };
    expect(await of("SHOP_HOST")).toEqual({ setBy: "env:SHOP_HOST", value: "0.0.0.0" });
    expect(await of("SHOP_DB_HOST")).toBeNull();
  });

  it("is warned about with the place and what changes it", async () => {
    const { warnings, rebind } = await service({
      "main.go": mainFile(
        ["net/http", "flag"],
        'var host = flag.String("host", "127.0.0.1", "")\nvar port = flag.String("port", "8080", "")\nfunc main() { http.ListenAndServe(*host+":"+*port, nil) }',
      ),
    });
    expect(rebind).toEqual({ setBy: "flag:-host", value: "0.0.0.0" });
    const warning = warnings.find(({ code }) => code === "loopback-bind");
    expect(warning).toMatchObject({ evidence: "main.go:9", blocksBuild: false });
    expect(warning?.message).toMatch(/^port 8080 is bound to loopback.* the flag -host to 0\.0\.0\.0$/);
  });

  it("is warned about for each port that a setting puts there, and stands behind one that is open", async () => {
    const of = (address: string) =>
      service({
        "main.go": mainFile(
          ["flag", "net/http"],
          `var names = flag.String("names", "127.0.0.1:8053", "")\nfunc main() {\n\tgo http.ListenAndServe(${address}, http.NewServeMux())\n\tgo http.ListenAndServe(":8080", nil)\n\tselect {}\n}`,
        ),
      });
    const { warnings, ports } = await of("*names");
    const told = (all: typeof warnings) =>
      all.filter(({ code }) => code === "loopback-bind").map(({ evidence }) => evidence);
    expect(told(warnings)).toEqual(["main.go:8"]);
    expect(ports.map(({ port }) => port)).toEqual([8080, 8053]);
    // What the code alone puts there is for itself.
    expect(told((await of('"127.0.0.1:8053"')).warnings)).toEqual([]);
    const both = await service({
      "main.go": mainFile(
        ["flag", "net", "net/http"],
        'var names = flag.String("names", "127.0.0.1:8053", "")\nfunc main() {\n\tgo net.Listen("tcp", *names)\n\tgo net.ListenPacket("udp", *names)\n\thttp.ListenAndServe(":8080", nil)\n}',
      ),
    });
    expect(both.ports.map(({ port, protocol }) => `${port}/${protocol}`)).toEqual([
      "8080/tcp",
      "8053/tcp",
      "8053/udp",
    ]);
    expect(told(both.warnings)).toHaveLength(1);
    const apart = await service({
      "main.go": mainFile(
        ["flag", "net/http"],
        'var host = flag.String("own-host", "127.0.0.1", "")\nvar port = flag.String("own-port", "8053", "")\nfunc main() {\n\tgo http.ListenAndServe(*host+":"+*port, http.NewServeMux())\n\thttp.ListenAndServe(":8080", nil)\n}',
      ),
    });
    const further = apart.warnings.find(({ code }) => code === "loopback-bind");
    expect(further?.message).toMatch(/^port 8053 .* unless you set the flag -own-host to 0\.0\.0\.0$/);
    const hosts = await service({
      "main.go": mainFile(
        ["flag", "net/http"],
        'var one = flag.String("web-host", "127.0.0.1", "")\nvar other = flag.String("mail-host", "127.0.0.1", "")\nfunc main() {\n\tgo http.ListenAndServe(*one+":8080", nil)\n\thttp.ListenAndServe(*other+":1025", nil)\n}',
      ),
    });
    const remedies = hosts.warnings.filter(({ code }) => code === "loopback-bind");
    expect(remedies.map(({ message }) => message.replace(/.*set /, ""))).toEqual([
      "the flag -web-host to 0.0.0.0",
      "the flag -mail-host to 0.0.0.0",
    ]);
    const either = await service({
      "main.go": mainFile(
        ["flag", "net/http"],
        'func near(fs *flag.FlagSet) {\n\taddr := fs.String("http", "127.0.0.1:8090", "")\n\thttp.ListenAndServe(*addr, nil)\n}\nfunc far(fs *flag.FlagSet) {\n\taddr := fs.String("http", ":8095", "")\n\thttp.ListenAndServe(*addr, nil)\n}\nfunc main() {\n\tfs := flag.NewFlagSet("", flag.ExitOnError)\n\tif len(fs.Args()) > 0 {\n\t\tfar(fs)\n\t} else {\n\t\tnear(fs)\n\t}\n}',
      ),
    });
    expect(either.ports[0]?.port).toBe(8090);
  });

  it("opens a host whose flag has the default of the code as its own", async () => {
    const { rebind } = await service({
      "config/config.go":
        'package config\n\ntype Config struct {\n\tHost string\n\tPort int\n}\n\nfunc Default() *Config { return &Config{Host: "127.0.0.1", Port: 8000} }\n',
      "server/server.go":
        'package server\n\nimport (\n\t"fmt"\n\t"net/http"\n\n\t"example.com/shop/config"\n)\n\ntype Server struct{ http *http.Server }\n\nfunc New(cfg *config.Config) *Server {\n\ts := &Server{}\n\taddr := fmt.Sprintf("%s:%d", cfg.Host, cfg.Port)\n\ts.http = &http.Server{Addr: addr}\n\treturn s\n}\n\nfunc (s *Server) Run() error { return s.http.ListenAndServe() }\n',
      "main.go": mainFile(
        ["flag", "example.com/shop/config", "example.com/shop/server"],
        'func serve() {\n\tfs := flag.NewFlagSet("serve", flag.ExitOnError)\n\tcfg := config.Default()\n\tfs.StringVar(&cfg.Host, "host", cfg.Host, "")\n\tfs.IntVar(&cfg.Port, "port", cfg.Port, "")\n\tserver.New(cfg).Run()\n}\nfunc main() { serve() }',
      ),
    });
    expect(rebind).toEqual({ setBy: "flag:-host", value: "0.0.0.0" });
  });

  it("is opened by a flag whose default is its own, though a helper hands it on by its name", async () => {
    const tree = (fallback: string) => ({
      "main.go": mainFile(
        ["net/http", "github.com/spf13/cobra"],
        `type config struct{ Address string }\nfunc defaults() *config { return &config{Address: "127.0.0.1:4400"} }\nvar cfg = defaults()\nfunc override(cmd *cobra.Command, name string, to *string) {\n\tif v, err := cmd.Flags().GetString(name); err == nil && cmd.Flags().Changed(name) {\n\t\t*to = v\n\t}\n}\nvar root = &cobra.Command{Use: "shop", Run: func(cmd *cobra.Command, _ []string) {\n\toverride(cmd, "address", &cfg.Address)\n\thttp.ListenAndServe(cfg.Address, nil)\n}}\nfunc main() {\n\troot.Flags().StringP("address", "a", ${fallback}, "")\n\troot.Execute()\n}`,
      ),
    });
    expect((await service(tree("defaults().Address"))).rebind).toEqual({
      setBy: "flag:--address",
      value: "0.0.0.0:4400",
    });
    expect((await service(tree('"127.0.0.1:4500"'))).rebind).toBeNull();
  });

  it("whose variable is the port alone is left by that port, not by an address in its place", async () => {
    const { rebind, ports } = await service({
      "main.go": mainFile(
        ["net/http", "os"],
        'func main() {\n\taddr := "localhost:8080"\n\tif port := os.Getenv("PORT"); port != "" {\n\t\taddr = ":" + port\n\t}\n\thttp.ListenAndServe(addr, nil)\n}',
      ),
    });
    expect(ports).toMatchObject([{ port: 8080, bind: "loopback" }]);
    expect(rebind).toEqual({ setBy: "env:PORT", value: "8080" });
  });

  it.each<[string, readonly string[], string, string]>([
    [
      "is none where a flag for it is off",
      ["flag", "fmt", "net/http"],
      'func main() {\n\tport := flag.Int("port", 8000, "")\n\tlocal := flag.Bool("local", false, "")\n\tflag.Parse()\n\tvar addr string\n\tif *local {\n\t\taddr = fmt.Sprintf("localhost:%d", *port)\n\t} else {\n\t\taddr = fmt.Sprintf(":%d", *port)\n\t}\n\thttp.ListenAndServe(addr, nil)\n}',
      "all",
    ],
    [
      "is there where a flag for it is on",
      ["flag", "fmt", "net/http"],
      'func main() {\n\tport := flag.Int("port", 8000, "")\n\tlocal := flag.Bool("local", true, "")\n\tflag.Parse()\n\tvar addr string\n\tif !*local {\n\t\taddr = fmt.Sprintf(":%d", *port)\n\t} else {\n\t\taddr = fmt.Sprintf("localhost:%d", *port)\n\t}\n\thttp.ListenAndServe(addr, nil)\n}',
      "loopback",
    ],
    [
      "is none where a function is handed that it is off",
      ["flag", "net/http"],
      'type config struct{ local bool }\nfunc (c *config) addr() string {\n\tif c.local {\n\t\treturn "localhost:8000"\n\t}\n\treturn ":8000"\n}\nfunc main() {\n\tvar c config\n\tflag.BoolVar(&c.local, "local", false, "")\n\tflag.Parse()\n\thttp.ListenAndServe(c.addr(), nil)\n}',
      "all",
    ],
    [
      "is told where the switch for it cannot be followed",
      ["net/http", "os"],
      'type config struct{ addr string; local bool }\nfunc (c *config) fill() {\n\tif c.local && c.addr == "" {\n\t\tc.addr = "127.0.0.1:8000"\n\t} else if c.local {\n\t\tc.addr = "localhost:8000"\n\t} else {\n\t\tc.addr = ":8000"\n\t}\n}\nfunc main() {\n\tc := config{local: os.Getenv("LOCAL") != ""}\n\tc.fill()\n\thttp.ListenAndServe(c.addr, nil)\n}',
      "loopback",
    ],
  ])("%s", async (_, imports, code, bind) => {
    const { ports } = await service({ "main.go": mainFile(imports, code) });
    expect(ports).toMatchObject([{ port: 8000, bind }]);
  });

  it("names the file that holds the host beside a number", async () => {
    const { warnings } = await service({
      "main.go": mainFile(
        ["encoding/json", "fmt", "net/http", "os"],
        'type config struct {\n\tHost string `json:"host"`\n\tPort int `json:"port"`\n}\nfunc main() {\n\ttext, _ := os.ReadFile("config.json")\n\tvar c config\n\tjson.Unmarshal(text, &c)\n\thttp.ListenAndServe(fmt.Sprintf("%s:%d", c.Host, c.Port), nil)\n}',
      ),
      "config.json": '{"host": "127.0.0.1", "port": 8080}\n',
    });
    const warning = warnings.find(({ code }) => code === "loopback-bind");
    expect(warning?.message).toMatch(/unless you set its host in config\.json to 0\.0\.0\.0$/);
  });

  it("names no setting that holds a number alone", async () => {
    const { warnings } = await service({
      "main.go": mainFile(
        ["flag", "fmt", "net/http"],
        'var port = flag.Int("port", 8080, "")\nfunc main() { http.ListenAndServe(fmt.Sprintf("localhost:%d", *port), nil) }',
      ),
    });
    const warning = warnings.find(({ code }) => code === "loopback-bind");
    expect(warning?.message).toMatch(/so listen on all interfaces in the code$/);
  });

  it("of a page for administration is told as well", async () => {
    const code =
      'type server struct {\n\tListen string `json:"listen"`\n}\ntype config struct {\n\tAdmin server `json:"admin_server"`\n\tMain server `json:"main_server"`\n}\nfunc serveAdmin(s server) { http.ListenAndServe(s.Listen, nil) }\nfunc serveMain(s server) { http.ListenAndServe(s.Listen, nil) }\nfunc main() {\n\ttext, _ := os.ReadFile("config.json")\n\tvar c config\n\tjson.Unmarshal(text, &c)\n\tgo serveAdmin(c.Admin)\n\tserveMain(c.Main)\n}';
    const { warnings } = await service({
      "main.go": mainFile(["encoding/json", "net/http", "os"], code),
      "config.json":
        '{\n"admin_server": {"listen": "127.0.0.1:3333"},\n"main_server": {"listen": "0.0.0.0:8080"}\n}\n',
    });
    expect(warnings.filter(({ code: one }) => one === "loopback-bind")).toMatchObject([
      { evidence: "config.json:2", message: expect.stringContaining("set it in config.json to") },
    ]);
  });

  const exporter = (rest: string) =>
    service({
      "main.go": mainFile(
        ["net", "net/http", "os", "example.org/conf", "github.com/ilyakaznacheev/cleanenv"],
        `type config struct {\n\tHost string \`env:"METRICS_HOST" env-default:"127.0.0.1"\`\n\tPort string \`env:"METRICS_PORT" env-default:"9250"\`\n}\nfunc main() {\n\tvar cfg config\n\tcleanenv.ReadEnv(&cfg)\n${rest}}`,
      ),
    });

  it("of an exporter is told, whose port for metrics is its only one", async () => {
    const { rebind, warnings } = await exporter('\thttp.ListenAndServe(cfg.Host+":"+cfg.Port, nil)\n');
    expect(rebind).toEqual({ setBy: "env:METRICS_HOST", value: "0.0.0.0" });
    expect(warnings.map(({ code }) => code)).toContain("loopback-bind");
  });

  it("of a port for metrics beside a service that is not in sight is left", async () => {
    const { rebind, warnings } = await exporter(
      '\tgo http.ListenAndServe(cfg.Host+":"+cfg.Port, nil)\n\thttp.ListenAndServe(conf.Load().Addr, nil)\n',
    );
    expect(rebind).toBeNull();
    const codes = warnings.map(({ code }) => code);
    expect(codes).toContain("port-unknown");
    expect(codes).not.toContain("loopback-bind");
  });

  it("of a port for profiles is not", async () => {
    const { warnings } = await service({
      "main.go": mainFile(
        ["net/http"],
        'func main() { go http.ListenAndServe("localhost:6060", nil); http.ListenAndServe(":8080", nil) }',
      ),
    });
    expect(warnings.map(({ code }) => code)).not.toContain("loopback-bind");
  });
});

describe("packages that only calculate", () => {
  const serve = 'func main() { http.ListenAndServe(fmt.Sprintf(":%d", numbers.First()), nil) }';

  it("are read where the code leads through them, however deep", async () => {
    const ports = await portsOf({
      "main.go": mainFile(["fmt", "net/http", "example.com/shop/numbers"], serve),
      "numbers/numbers.go":
        'package numbers\n\nimport "example.com/shop/deep"\n\nfunc First() int { return deep.Second }\n',
      "deep/deep.go": "package deep\n\nconst Second = 8123\n",
    });
    expect(ports).toEqual(["8123 all main literal deep/deep.go:3"]);
  });

  it("count where a method may be theirs, so that none is taken for another's", async () => {
    const code = `type one struct{}\nfunc (one) Number() string { return ":8124" }
func serve(some interface{ Number() string }) { http.ListenAndServe(some.Number(), nil) }
func main() { serve(two.New()); _ = one{} }`;
    const ports = await portsOf({
      "main.go": mainFile(["net/http", "example.com/shop/two"], code),
      "two/two.go":
        'package two\n\ntype Two struct{}\n\nfunc New() Two { return Two{} }\n\nfunc (Two) Number() string { return ":8125" }\n',
    });
    expect(ports.filter((port) => port.startsWith("8124"))).toEqual([]);
  });
});

describe("a server that only another main makes", () => {
  const tree = (start: string) => ({
    "main.go": mainFile(
      ["example.com/shop/app", "example.com/shop/servers", "github.com/spf13/viper"],
      `func main() {\n\tconf := viper.New()\n\tconf.SetConfigFile("app.yml")\n\tconf.ReadInConfig()\n\tapp.Run(${start})\n}`,
    ),
    "app.yml": "http:\n  port: 8126\n",
    "app/app.go":
      "package app\n\ntype Server interface{ Start() error }\n\nfunc Run(all ...Server) {\n\tfor _, one := range all {\n\t\tone.Start()\n\t}\n}\n",
    "servers/servers.go": `package servers

import (
	"example.com/shop/web"
	"github.com/spf13/viper"
)

type Task struct{}

func (t *Task) Start() error { select {} }
func NewTask() *Task         { return &Task{} }

func NewHTTP(conf *viper.Viper) *web.Server { return web.NewServer(conf.GetInt("http.port")) }
`,
    "web/web.go": `package web

import (
	"fmt"
	"net/http"
)

type Server struct {
	port int
	http *http.Server
}

func NewServer(port int) *Server { return &Server{port: port} }

func (s *Server) Start() error {
	s.http = &http.Server{Addr: fmt.Sprintf(":%d", s.port)}
	return s.http.ListenAndServe()
}
`,
  });

  it("opens no port, though a method of that name is called through an interface", async () => {
    expect(await portsOf(tree("servers.NewTask()"))).toEqual([]);
    expect(await portsOf(tree("servers.NewTask(), servers.NewHTTP(conf)"))).toEqual([
      "8126 all main file:app.yml app.yml:2",
    ]);
  });
});

it("a port behind a context is what its variable holds by default", async () => {
  const code =
    'func main() {\n\tport := 9443\n\tif text := os.Getenv("SHOP_PORT"); text != "" {\n\t\tport, _ = strconv.Atoi(text)\n\t}\n\tserver.ListenAndServe(nil, port, 0, nil)\n}';
  const { environment } = await service({
    "main.go": mainFile(["os", "strconv", "example.org/ext/server"], code),
  });
  expect(environment.map((one) => `${one.name}=${one.default}`)).toEqual(["SHOP_PORT=9443"]);
});

it("a port is none of a file that is read only where a flag names one", async () => {
  const of = (flag: string) => {
    const code = `type config struct {\n\tPort int \`yaml:"port"\`\n}\nvar c = config{Port: 7900}\nfunc load(dir string) {\n\tif dir != "" {\n\t\ttext, _ := os.ReadFile(dir + "/config.yaml")\n\t\tyaml.Unmarshal(text, &c)\n\t}\n}\nfunc main() {\n\tdir := flag.String("${flag}", "", "")\n\tflag.Parse()\n\tload(*dir)\n\thttp.ListenAndServe(fmt.Sprintf(":%d", c.Port), nil)\n}`;
    const imports = ["flag", "fmt", "net/http", "os", "gopkg.in/yaml.v3"];
    return portsOf({ "main.go": mainFile(imports, code), "conf/app.yaml": "port: 7980\n" });
  };
  expect(await of("confdir")).toEqual(["7900 all main literal main.go:14"]);
  expect(await of("mode")).toEqual(["7980 all main file:conf/app.yaml conf/app.yaml:1"]);
});

it("a port is none of a file that only a flag names whose length is asked for, though the image has samples", async () => {
  const code = `type config struct {\n\tPort int \`yaml:"port"\`\n}\nfunc load(path string) config {\n\tc := config{}\n\ttext, _ := os.ReadFile(path)\n\tyaml.Unmarshal(text, &c)\n\treturn c\n}\nfunc main() {\n\tvar path string\n\tc := config{Port: 7900}\n\tflag.StringVar(&path, "conf", "", "")\n\tflag.Parse()\n\tif len(path) > 0 {\n\t\tc = load(path)\n\t}\n\thttp.ListenAndServe(fmt.Sprintf(":%d", c.Port), nil)\n}`;
  const ports = await portsOf({
    "main.go": mainFile(["flag", "fmt", "net/http", "os", "gopkg.in/yaml.v3"], code),
    "config/app.yaml": "port: 7980\n",
    "samples/config/single.yaml": "port: 7990\n",
    Dockerfile:
      'FROM golang\nCOPY . .\nRUN go build -o /shop .\nFROM alpine\nCOPY --from=0 /shop /shop\nCOPY samples/config /etc/shop/examples\nENTRYPOINT ["/shop"]\n',
  });
  expect(ports).toEqual(["7900 all main literal main.go:22"]);
});
