import { describe, expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

async function healthOf(tree: Record<string, string>) {
  const { health } = await service(tree);
  return health.map(
    ({ type, scheme, path, port, evidence }) => `${type} ${scheme} ${path} ${port} ${evidence}`,
  );
}

const main = (imports: readonly string[], code: string) => healthOf({ "main.go": mainFile(imports, code) });

describe("routes", () => {
  it("are at the root where the code has no base, whatever an example that is not read shows", async () => {
    const tree = {
      "main.go": mainFile(
        ["net/http", "path", "github.com/go-chi/chi/v5", "github.com/spf13/viper"],
        'type config struct {\n\tRoot string `mapstructure:"web_root"`\n}\nfunc main() {\n\tvar c config\n\tviper.SetConfigName("shop")\n\tviper.AddConfigPath(".")\n\tviper.SetDefault("web_root", "")\n\tviper.ReadInConfig()\n\tviper.Unmarshal(&c)\n\tr := chi.NewRouter()\n\tr.Route(path.Join("/", c.Root), func(r chi.Router) {\n\t\tr.Get("/health", nil)\n\t})\n\thttp.ListenAndServe(":8080", r)\n}',
      ),
      "shop.example.yaml": "web_root: /shop\n",
    };
    expect((await healthOf(tree)).map((one) => one.split(" ")[2])).toEqual(["/health"]);
  });

  it("of a router of the program's own that wraps the handlers are below its group", async () => {
    const code = `type context struct{}
type handler func(c context)
type router struct{ group *gin.RouterGroup }
func (r *router) GET(path string, handlers ...handler) { r.group.GET(path, wrap(handlers...)...) }
type mux struct{ engine *gin.Engine }
type group interface{ GET(path string, handlers ...handler) }
func (r *router) Group(path string, handlers ...handler) group {
	return &router{group: r.group.Group(path, wrap(handlers...)...)}
}
func (m *mux) Group(path string, handlers ...handler) group {
	return &router{group: m.engine.Group(path, wrap(handlers...)...)}
}
func wrap(handlers ...handler) []gin.HandlerFunc { return nil }
func main() {
	m := &mux{engine: gin.New()}
	system := m.Group("/system")
	system.GET("/health", func(c context) {})
	api := m.Group("/api")
	api.GET("/users", func(c context) {})
	http.ListenAndServe(":9999", m.engine)
}`;
    expect(await main(["net/http", "github.com/gin-gonic/gin"], code)).toEqual([
      "http http /system/health 9999 main.go:24",
    ]);
  });

  it("are open behind what tells browsers that they may send credentials", async () => {
    const code = `type config struct{ Credentials bool }
func main() {
	var c config
	r := chi.NewRouter()
	r.Use(middleware.Cors(c.Credentials))
	r.Get("/status", func(w http.ResponseWriter, r *http.Request) {})
	http.ListenAndServe(":8080", r)
}`;
    expect(await main(["net/http", "github.com/go-chi/chi/v5", "example.org/shop/middleware"], code)).toEqual(
      ["http http /status 8080 main.go:14"],
    );
  });

  it("of a package for metrics are those of the port for metrics", async () => {
    const tree = {
      "main.go": mainFile(
        ["flag", "net/http", "example.com/shop/metrics"],
        'var bind = flag.String("bind", ":8923", "")\nvar metricsBind = flag.String("metrics-bind", ":9090", "")\nfunc main() {\n\tflag.Parse()\n\tgo metrics.Run(listen(*metricsBind))\n\thttp.Serve(listen(*bind), http.NewServeMux())\n}\nfunc listen(address string) net.Listener {\n\tl, _ := net.Listen("tcp", address)\n\treturn l\n}',
      ),
      "metrics/metrics.go":
        'package metrics\n\nimport (\n\t"net"\n\t"net/http"\n)\n\nfunc Run(l net.Listener) {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/healthz", nil)\n\tsrv := http.Server{Handler: mux}\n\tsrv.Serve(l)\n}\n',
    };
    expect(await healthOf(tree)).toEqual(["http http /healthz 9090 metrics/metrics.go:10"]);
  });

  it.each([
    [
      "is told of them",
      "gw.RegisterShopHandler(ctx, mux, conn)",
      ["http http /v1/healthz 8080 gw/shop.pb.gw.go:10"],
    ],
    [
      "is told of them out of a list",
      "for _, register := range []any{gw.RegisterShopHandler} {\n\t\tregister(ctx, mux, conn)\n\t}",
      ["http http /v1/healthz 8080 gw/shop.pb.gw.go:10"],
    ],
    ["is not", "gw.Other(ctx, mux, conn)", []],
  ])("of a service that grpc-gateway maps are taken where the mux %s", async (_, call, expected) => {
    const tree = {
      "main.go": mainFile(
        ["net/http", "example.com/shop/gw", "github.com/grpc-ecosystem/grpc-gateway/v2/runtime"],
        `func main() {\n\tmux := runtime.NewServeMux()\n\t${call}\n\thttp.ListenAndServe(":8080", mux)\n}`,
      ),
      "gw/shop.pb.gw.go":
        'package gw\n\nfunc RegisterShopHandler(ctx any, mux *runtime.ServeMux, conn any) error {\n\tmux.Handle(http.MethodGet, pattern_Shop_Healthz_0, nil)\n\tmux.Handle(http.MethodPost, pattern_Shop_Ping_0, nil)\n\treturn nil\n}\n\nvar (\n\tpattern_Shop_Healthz_0 = runtime.MustPattern(runtime.NewPattern(1, []int{2, 0, 2, 1}, []string{"v1", "healthz"}, ""))\n\tpattern_Shop_Ping_0 = runtime.MustPattern(runtime.NewPattern(1, []int{2, 0}, []string{"ping"}, ""))\n)\n',
    };
    expect(await healthOf(tree)).toEqual(expected);
  });

  it("are those of a router that its mount is handed as a handler of a type of its own", async () => {
    const tree = {
      "main.go": mainFile(
        ["net/http", "example.com/shop/health", "github.com/go-chi/chi"],
        'type probe http.Handler\nfunc newProbe() probe {\n\tv := health.New()\n\treturn probe(v)\n}\nfunc routes(p probe) *chi.Mux {\n\tr := chi.NewRouter()\n\tr.Mount("/healthz", p)\n\treturn r\n}\nfunc main() {\n\tp := newProbe()\n\thttp.ListenAndServe(":8080", routes(p))\n}',
      ),
      "health/health.go":
        'package health\n\nimport (\n\t"net/http"\n\n\t"github.com/go-chi/chi"\n)\n\nfunc New() http.Handler {\n\tr := chi.NewRouter()\n\tr.Handle("/", Handler())\n\treturn r\n}\n\nfunc Handler() http.HandlerFunc { return nil }\n',
    };
    expect(await healthOf(tree)).toEqual(["http http /healthz 8080 health/health.go:11"]);
  });

  it.each([
    ["", "/healthz"],
    ["/api", "/api/healthz"],
  ])("are those of the group %j whose method a caller hands over", async (group, expected) => {
    const tree = {
      "main.go": mainFile(
        ["example.com/shop/status", "github.com/gin-gonic/gin"],
        `func main() {\n\tr := gin.New()\n\tg := r.Group("${group}")\n\tstatus.Routes(g.Handle)\n\tr.Run(":8080")\n}`,
      ),
      "status/status.go":
        'package status\n\nimport "net/http"\n\nconst Path = "/healthz"\n\nfunc Routes(attach func(method, path string, handlers ...gin.HandlerFunc) gin.IRoutes) {\n\tattach(http.MethodPost, "/ping", answer)\n\tattach(http.MethodGet, Path, answer)\n}\n',
    };
    expect(await healthOf(tree)).toEqual([`http http ${expected} 8080 status/status.go:9`]);
  });

  it("are on the port that their file opens, rather than on one that the author's image alone tells", async () => {
    const control =
      'package control\n\nimport (\n\t"flag"\n\t"net"\n\t"net/http"\n)\n\nvar addr = flag.String("health-addr", ":28080", "")\n\nfunc Run() {\n\tl, _ := net.Listen("tcp", *addr)\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/healthz", nil)\n\tfor _, one := range []struct {\n\t\tl net.Listener\n\t\th http.Handler\n\t}{{l, mux}} {\n\t\tstart(one.l, one.h)\n\t}\n}\n';
    const tree = {
      "main.go": mainFile(["example.com/shop/control"], "func main() { control.Run() }"),
      "control/control.go": control,
      Dockerfile: 'FROM golang\nCOPY . .\nRUN go build -o /shop .\nEXPOSE 8443\nENTRYPOINT ["/shop"]\n',
    };
    expect(await healthOf(tree)).toEqual(["http http /healthz 28080 control/control.go:14"]);
  });

  it("are there behind a flag that the author's image gives", async () => {
    const code =
      'func main() {\n\tserve := flag.Bool("serve", false, "")\n\tflag.Parse()\n\tif *serve {\n\t\thttp.HandleFunc("/healthz", nil)\n\t\thttp.ListenAndServe(":8093", nil)\n\t}\n}';
    const tree = { "main.go": mainFile(["flag", "net/http"], code) };
    expect(
      await healthOf({
        ...tree,
        Dockerfile: 'FROM golang\nCOPY . .\nRUN go build -o /shop .\nENTRYPOINT ["/shop"]\nCMD ["--serve"]\n',
      }),
    ).toEqual(["http http /healthz 8093 main.go:12"]);
    expect(await healthOf(tree)).toEqual([]);
  });

  it.each([
    ["github.com/urfave/cli", "c *cli.Context", "c.IsSet"],
    ["github.com/spf13/cobra", "cmd *cobra.Command", "cmd.Flags().Changed"],
  ])("are there behind the question of %s for a flag where that is given", async (path, parameter, asks) => {
    const tree = (word: string) => ({
      "main.go": mainFile(
        ["net/http", path],
        `func run(${parameter}) {\n\tif ${asks}("pages") {\n\t\thttp.HandleFunc("/healthz", nil)\n\t\thttp.ListenAndServe(":8094", nil)\n\t}\n}\nfunc main() { run(nil) }`,
      ),
      Dockerfile: `FROM golang\nCOPY . .\nRUN go build -o /shop .\nENTRYPOINT ["/shop"]\nCMD ["${word}"]\n`,
    });
    expect(await healthOf(tree("--pages=html"))).toEqual(["http http /healthz 8094 main.go:10"]);
    expect(await healthOf(tree("--quiet"))).toEqual([]);
  });

  it.each<[string, readonly string[], string, string[]]>([
    [
      "net/http's own multiplexer",
      ["net/http"],
      'func main() {\n\thttp.HandleFunc("/healthz", nil)\n\thttp.ListenAndServe(":8080", nil)\n}',
      ["http http /healthz 8080 main.go:8"],
    ],
    [
      "a module that a loop hands its router, with the prefix of its list",
      ["net/http", "github.com/go-chi/chi/v5"],
      'type module interface{ Register(r chi.Router) }\ntype pages struct{}\nfunc (pages) Register(r chi.Router) {}\ntype health struct{}\nfunc newHealth() health { return health{} }\nfunc (health) Register(r chi.Router) { r.Get("/health", nil) }\nfunc main() {\n\tr := chi.NewRouter()\n\tfor _, m := range []module{pages{}} {\n\t\tm.Register(r)\n\t}\n\tinner := chi.NewRouter()\n\tall := []module{newHealth()}\n\tfor _, m := range all {\n\t\tm.Register(inner)\n\t}\n\tr.Mount("/internal", inner)\n\thttp.ListenAndServe(":8080", r)\n}',
      ["http http /internal/health 8080 main.go:13"],
    ],
    [
      "modules of a list that is not in sight, which all have one prefix",
      ["net/http", "github.com/go-chi/chi/v5"],
      'type module interface{ Register(r chi.Router) }\ntype health struct{}\nfunc (health) Register(r chi.Router) { r.Get("/health", nil) }\nfunc serve(all []module) {\n\tr := chi.NewRouter()\n\tr.Route("/api", func(r chi.Router) {\n\t\tfor _, m := range all {\n\t\t\tm.Register(r)\n\t\t}\n\t})\n\thttp.ListenAndServe(":8080", r)\n}\nfunc main() { fx.New(fx.Invoke(serve)) }',
      ["http http /api/health 8080 main.go:10"],
    ],
    [
      "no modules of lists that are not in sight, with a prefix each",
      ["net/http", "github.com/go-chi/chi/v5"],
      'type module interface{ Register(r chi.Router) }\ntype health struct{}\nfunc (health) Register(r chi.Router) { r.Get("/health", nil) }\nfunc serve(public, private []module) {\n\tr := chi.NewRouter()\n\tr.Route("/api", func(r chi.Router) {\n\t\tfor _, m := range public {\n\t\t\tm.Register(r)\n\t\t}\n\t})\n\tr.Route("/admin", func(r chi.Router) {\n\t\tfor _, m := range private {\n\t\t\tm.Register(r)\n\t\t}\n\t})\n\thttp.ListenAndServe(":8080", r)\n}\nfunc main() { fx.New(fx.Invoke(serve)) }',
      [],
    ],
    [
      "names that two underscores keep apart from pages",
      ["net/http"],
      'func main() {\n\thttp.HandleFunc("/__ping", nil)\n\thttp.HandleFunc("/__health", nil)\n\thttp.ListenAndServe(":8080", nil)\n}',
      ["http http /__health 8080 main.go:9", "http http /__ping 8080 main.go:8"],
    ],
    [
      "patterns with a method",
      ["net/http"],
      'func main() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("POST /health", nil)\n\tmux.HandleFunc("GET /livez", nil)\n\thttp.ListenAndServe(":8080", mux)\n}',
      ["http http /livez 8080 main.go:10"],
    ],
    [
      "a constant and a prefix that is stripped",
      ["net/http"],
      'const health = "/health"\nfunc main() {\n\tapi := http.NewServeMux()\n\tapi.HandleFunc(health, nil)\n\tmux := http.NewServeMux()\n\tmux.Handle("/api/", http.StripPrefix("/api", api))\n\thttp.ListenAndServe(":8080", mux)\n}',
      ["http http /api/health 8080 main.go:10"],
    ],
    [
      "the one of two servers alike that is met first",
      ["net/http"],
      'func main() {\n\tsecure := http.NewServeMux()\n\tsecure.HandleFunc("/health", nil)\n\tgo http.ListenAndServeTLS(":9443", "c", "k", secure)\n\tplain := http.NewServeMux()\n\tplain.HandleFunc("/health", nil)\n\thttp.ListenAndServe(":9000", plain)\n}',
      ["http http /health 9000 main.go:12", "http https /health 9443 main.go:9"],
    ],
    [
      "lura's own",
      ["net/http", 'router "github.com/luraproject/lura/v2/router/gin"'],
      'func main() {\n\tf := router.NewFactory(router.Config{})\n\tf.New().Run(nil)\n\thttp.ListenAndServe(":8080", nil)\n}',
      ["http http /__health 8080 main.go:9"],
    ],
    [
      "a helper that ends a path as it was given",
      ["net/http", "path", "strings"],
      'func under(sub string) string {\n\tu := path.Join("/shop/", sub)\n\tif strings.HasSuffix(sub, "/") && !strings.HasSuffix(u, "/") {\n\t\treturn u + "/"\n\t}\n\treturn u\n}\nfunc main() {\n\thttp.HandleFunc(under("/healthz"), nil)\n\thttp.ListenAndServe(":8080", nil)\n}',
      ["http http /shop/healthz 8080 main.go:17"],
    ],
    [
      "none below a prefix of which a part is not in sight",
      ["github.com/gin-gonic/gin", "example.org/build"],
      'func main() {\n\tr := gin.Default()\n\tv := r.Group("/api/" + build.Version())\n\tv.GET("/health", nil)\n\tw := r.Group("/v" + "1")\n\tw.GET("/healthz", nil)\n\tr.Run(":8080")\n}',
      ["http http /v1/healthz 8080 main.go:13"],
    ],
    [
      "a server for the inside, where that for others has none",
      ["net/http"],
      'func serveInternal() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/health", nil)\n\thttp.ListenAndServe(":9090", mux)\n}\nfunc main() {\n\tgo serveInternal()\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/items", nil)\n\thttp.ListenAndServe(":8080", mux)\n}',
      ["http http /health 9090 main.go:9"],
    ],
    [
      "none of a bot's commands",
      ["net/http", 'tele "gopkg.in/telebot.v3"'],
      'type commands interface{ Handle(command, handler any) }\nfunc add(c commands) { c.Handle("/health", nil) }\nfunc main() {\n\tb, _ := tele.NewBot(tele.Settings{})\n\tb.Handle("/ping", func(c tele.Context) error { return nil })\n\tadd(b)\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/livez", nil)\n\tgo http.ListenAndServe(":8080", mux)\n\tb.Start()\n}',
      ["http http /livez 8080 main.go:15"],
    ],
    [
      "none of what a client asks for",
      ["fmt", "net/http"],
      'type HTTPClient struct{}\nfunc (c *HTTPClient) Get(url string, header map[string]string) error { return nil }\nfunc clientOf(safe bool) *HTTPClient { return &HTTPClient{} }\nfunc check(endpoint string) error {\n\turl := fmt.Sprintf("%s%s", endpoint, "/health")\n\treturn clientOf(true).Get(url, nil)\n}\nfunc main() {\n\tcheck(os.Args[1])\n\thttp.ListenAndServe(":8080", nil)\n}',
      [],
    ],
    [
      "middleware's, not of a server that is left to the default multiplexer",
      ["net/http", "github.com/go-chi/chi/v5/middleware", "example.com/other/restapi"],
      'func main() {\n\thttp.Handle("/metrics", nil)\n\tgo func() {\n\t\tsrv := &http.Server{Addr: ":2112"}\n\t\tsrv.ListenAndServe()\n\t}()\n\tl, _ := net.Listen("tcp", ":3000")\n\tserver := restapi.NewServer(nil)\n\tserver.SetHandler(middleware.Heartbeat("/ping")(nil))\n\tserver.Run(l)\n}',
      ["http http /ping 3000 main.go:17"],
    ],
    [
      "one of several servers that blocks of one function each call by one name",
      ["net", "net/http"],
      'func main() {\n\tpages := http.NewServeMux()\n\tprobes := http.NewServeMux()\n\tprobes.HandleFunc("/healthz", nil)\n\tif len(os.Args) > 0 {\n\t\tl, _ := net.Listen("tcp", ":5556")\n\t\tserver := &http.Server{Handler: pages}\n\t\tgo func() { server.Serve(l) }()\n\t}\n\tif len(os.Args) > 0 {\n\t\tl, _ := net.Listen("tcp", ":5558")\n\t\tserver := &http.Server{Handler: probes}\n\t\tgo func() { server.Serve(l) }()\n\t}\n\tselect {}\n}',
      ["http http /healthz 5558 main.go:11"],
    ],
    [
      "what each caller of a helper hands to it with the address",
      ["net", "net/http"],
      'type Config struct {\n\tAddr string\n\tHandler http.Handler\n}\nfunc serve(cfg Config) {\n\tl, _ := net.Listen("tcp", cfg.Addr)\n\trun(l, cfg)\n}\nfunc run(l net.Listener, cfg Config) {\n\tsrv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { cfg.Handler.ServeHTTP(w, r) })}\n\tsrv.Serve(l)\n}\nfunc main() {\n\tgo proxy()\n\tgo metrics()\n\tadmin()\n}\nfunc proxy() { serve(Config{Addr: ":8080", Handler: http.NewServeMux()}) }\nfunc metrics() { serve(Config{Addr: ":2223", Handler: http.NewServeMux()}) }\nfunc build() http.Handler {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/livez", nil)\n\treturn mux\n}\nfunc admin() { serve(Config{Addr: ":9090", Handler: build()}) }',
      ["http http /livez 9090 main.go:29"],
    ],
    [
      "one behind a function that hands each request on",
      ["net/http"],
      'func main() {\n\tprobes := http.NewServeMux()\n\tprobes.HandleFunc("/healthz", nil)\n\thandler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { probes.ServeHTTP(w, r) })\n\tadmin := &http.Server{Addr: ":8014", Handler: handler}\n\tgo admin.ListenAndServe()\n\thttp.ListenAndServe(":8013", http.NewServeMux())\n}',
      ["http http /healthz 8014 main.go:9"],
    ],
    [
      "not of a server for metrics whose routes are others",
      ["net", "net/http"],
      'func serve(addr string, handler http.Handler) {\n\tl, _ := net.Listen("tcp", addr)\n\tsrv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) })}\n\tsrv.Serve(l)\n}\nfunc main() {\n\tadmin := http.NewServeMux()\n\tadmin.HandleFunc("/livez", nil)\n\tgo serve(os.Getenv("SHOP_ADDR"), admin)\n\tmetrics := http.NewServeMux()\n\tserve(":2223", metrics)\n}',
      [],
    ],
    [
      "controller-runtime's probes for the checks that are added, where an address for them is set",
      ["flag", 'ctrl "sigs.k8s.io/controller-runtime"', "sigs.k8s.io/controller-runtime/pkg/healthz"],
      'func main() {\n\tvar probes string\n\tflag.StringVar(&probes, "health-probe-bind-address", ":8081", "")\n\tflag.Parse()\n\tmgr, _ := ctrl.NewManager(nil, ctrl.Options{HealthProbeBindAddress: probes, ReadinessEndpointName: "/ready"})\n\tmgr.AddHealthzCheck("ping", healthz.Ping)\n\tmgr.AddReadyzCheck("ping", healthz.Ping)\n\tmgr.Start(nil)\n}',
      ["http http /healthz 8081 main.go:14", "http http /ready 8081 main.go:15"],
    ],
    [
      "a path that a flag names, on the port that can be reached",
      ["flag", "net/http", "example.org/probes"],
      'func main() {\n\tpath := flag.String("health-path", "/healthz", "")\n\taddr := flag.String("metrics-addr", ":9100", "")\n\tflag.Parse()\n\tgo http.ListenAndServe("127.0.0.1:6060", nil)\n\thttp.ListenAndServe(*addr, probes.Handler(*path))\n}',
      ["http http /healthz 9100 main.go:10"],
    ],
    [
      "no path of a struct that says how often others are checked",
      ["net/http", "example.org/balancer"],
      'type targets struct {\n\thealthCheckPath string\n\thealthCheckInterval int\n}\nfunc main() {\n\tbalancer.Create(targets{healthCheckPath: "/healthz", healthCheckInterval: 10})\n\thttp.ListenAndServe(":8080", nil)\n}',
      [],
    ],
    [
      "controller-runtime's probes that Flux's helper adds",
      ['ctrl "sigs.k8s.io/controller-runtime"', "github.com/fluxcd/pkg/runtime/probes"],
      'func main() {\n\tmgr, _ := ctrl.NewManager(nil, ctrl.Options{HealthProbeBindAddress: ":9440"})\n\tprobes.SetupChecks(mgr, nil)\n\tmgr.Start(nil)\n}',
      ["http http /healthz 9440 main.go:10", "http http /readyz 9440 main.go:10"],
    ],
    [
      "none of controller-runtime without an address",
      ['ctrl "sigs.k8s.io/controller-runtime"', "sigs.k8s.io/controller-runtime/pkg/healthz"],
      'func main() {\n\tmgr, _ := ctrl.NewManager(nil, ctrl.Options{})\n\tmgr.AddHealthzCheck("ping", healthz.Ping)\n\tmgr.Start(nil)\n}',
      [],
    ],
    [
      "gorilla's prefixes that have a handler of their own",
      ["net/http", "github.com/gorilla/mux"],
      'func main() {\n\tr := mux.NewRouter()\n\tr.Methods("GET").PathPrefix("/health").HandlerFunc(nil)\n\tr.PathPrefix("/livez").Subrouter().Path("/shop").HandlerFunc(nil)\n\tsub := http.NewServeMux()\n\tr.PathPrefix("/healthz").Handler(sub)\n\tr.PathPrefix("/ready").Handler(nil).Methods("POST")\n\thttp.ListenAndServe(":8080", r)\n}',
      ["http http /health 8080 main.go:10"],
    ],
    [
      "PocketBase's own",
      ["github.com/pocketbase/pocketbase"],
      "func main() { pocketbase.New().Start() }",
      ["http http /api/health 8090 main.go:7"],
    ],
    [
      "a switch that shares its struct with others",
      ["net/http"],
      'type Switch struct{ Value bool }\ntype Config struct{ TLS, Metrics Switch }\nfunc load() *Config {\n\tconfig := &Config{}\n\tconfig.Metrics = Switch{Value: true}\n\tconfig.TLS = Switch{Value: false}\n\treturn config\n}\nfunc main() {\n\tconfig := load()\n\thttp.HandleFunc("/health", nil)\n\tserver := &http.Server{Addr: ":8080"}\n\tif config.TLS.Value {\n\t\tserver.ListenAndServeTLS("a", "b")\n\t} else {\n\t\tserver.ListenAndServe()\n\t}\n}',
      ["http http /health 8080 main.go:17"],
    ],
    [
      "gin with authentication for the routes behind it alone",
      ["github.com/gin-gonic/gin"],
      'func main() {\n\tr := gin.New()\n\tapi := r.Group("/api")\n\tapi.GET("/healthz", nil)\n\tapi.Use(jwtMiddleware())\n\tapi.GET("/status", nil)\n\tr.Run()\n}',
      ["http http /api/healthz 8080 main.go:10"],
    ],
    [
      "a router that a chain ends with, of two servers",
      ["net/http", "github.com/urfave/negroni"],
      'func serveProxy(n *negroni.Negroni) {\n\tn.UseHandler(proxy())\n\thttp.ListenAndServe(":4455", n)\n}\nfunc serveAPI(n *negroni.Negroni) {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/health", nil)\n\tn.UseHandler(mux)\n\thttp.ListenAndServe(":4456", n)\n}\nfunc main() {\n\tgo serveProxy(negroni.New())\n\tserveAPI(negroni.New())\n}',
      ["http http /health 4456 main.go:14"],
    ],
    [
      "a group whose function takes no router",
      ["gopkg.in/macaron.v1"],
      'func routes(m *macaron.Macaron) {\n\tm.Group("/api", func() {\n\t\tm.Group("/v1", func() {\n\t\t\tm.Get("/health", nil)\n\t\t})\n\t})\n}\nfunc main() {\n\tm := macaron.Classic()\n\troutes(m)\n\tm.Run(":8080")\n}',
      ["http http /api/v1/health 8080 main.go:10"],
    ],
    [
      "a prefix that is nothing but a slash",
      ["net/http"],
      'func prefixOf(path string) string {\n\tif path != "" {\n\t\tpath = "/" + strings.Trim(path, "/")\n\t}\n\treturn path\n}\nfunc main() {\n\tprefix := prefixOf("")\n\thttp.HandleFunc(prefix+"/-/healthy", nil)\n\thttp.ListenAndServe(":8080", nil)\n}',
      ["http http /-/healthy 8080 main.go:15"],
    ],
    [
      "a path that a condition compares",
      ["net/http"],
      'func main() { http.ListenAndServe(":8080", http.HandlerFunc(serve)) }\nfunc serve(w http.ResponseWriter, r *http.Request) { if isIdle(r) { return } }\nfunc isIdle(r *http.Request) bool {\n\treturn r.Method == http.MethodGet && (r.URL.Path == "/healthcheck" || r.URL.Path == "/favicon.ico")\n}',
      ["http http /healthcheck 8080 main.go:10"],
    ],
    [
      "gin with groups",
      ["github.com/gin-gonic/gin"],
      'func main() {\n\tr := gin.Default()\n\tapi := r.Group("/api")\n\tv1 := api.Group("/v1")\n\tv1.GET("/health", nil)\n\tr.Run()\n}',
      ["http http /api/v1/health 8080 main.go:11"],
    ],
    [
      "gin with a group handed to a function",
      ["github.com/gin-gonic/gin"],
      'func main() {\n\tr := gin.Default()\n\tregister(r.Group("/api/ping"))\n\tr.Run()\n}\nfunc register(g *gin.RouterGroup) {\n\tg.GET("/", nil)\n}',
      ["http http /api/ping/ 8080 main.go:13"],
    ],
    [
      "chi with Route, and Heartbeat",
      ["net/http", "github.com/go-chi/chi/v5", "github.com/go-chi/chi/v5/middleware"],
      'func main() {\n\tr := chi.NewRouter()\n\tr.Use(middleware.Heartbeat("/ping"))\n\tr.Route("/internal", func(r chi.Router) {\n\t\tr.Get("/healthz", nil)\n\t})\n\thttp.ListenAndServe(":8080", r)\n}',
      ["http http /internal/healthz 8080 main.go:13", "http http /ping 8080 main.go:11"],
    ],
    [
      "chi with Mount of a router that answers at its root",
      ["net/http", "github.com/go-chi/chi/v5"],
      'func main() {\n\tr := chi.NewRouter()\n\tr.Mount("/health", health())\n\thttp.ListenAndServe(":8080", r)\n}\nfunc health() http.Handler {\n\tr := chi.NewRouter()\n\tr.Get("/", nil)\n\treturn r\n}',
      ["http http /health 8080 main.go:15"],
    ],
    [
      "chi with Mount of a function's router",
      ["net/http", "github.com/go-chi/chi/v5"],
      'func main() {\n\tr := chi.NewRouter()\n\tr.Mount("/status", statusRouter())\n\thttp.ListenAndServe(":8080", r)\n}\nfunc statusRouter() http.Handler {\n\tr := chi.NewRouter()\n\tr.Get("/health", nil)\n\treturn r\n}',
      ["http http /status/health 8080 main.go:15"],
    ],
    [
      "gorilla with a subrouter and methods",
      ["net/http", "github.com/gorilla/mux"],
      'func main() {\n\tr := mux.NewRouter()\n\tapi := r.PathPrefix("/api/v1").Subrouter()\n\tapi.HandleFunc("/health", nil).Methods(http.MethodGet)\n\tapi.HandleFunc("/status", nil).Methods("POST")\n\thttp.ListenAndServe(":8080", r)\n}',
      ["http http /api/v1/health 8080 main.go:11"],
    ],
    [
      "gorilla's router with a setting",
      ["net/http", "github.com/gorilla/mux"],
      'func main() {\n\tr := mux.NewRouter().StrictSlash(true)\n\tr.HandleFunc("/health", nil)\n\thttp.ListenAndServe(":8080", r)\n}',
      ["http http /health 8080 main.go:10"],
    ],
    [
      "authentication that is off unless somebody sets a password",
      ["net/http", "os", "github.com/gorilla/mux"],
      'func main() {\n\tr := mux.NewRouter()\n\tpassword := os.Getenv("PASSWORD")\n\tif password != "" {\n\t\tr.Use(basicAuth)\n\t}\n\tr.HandleFunc("/health", nil)\n\thttp.ListenAndServe(":8080", r)\n}\nfunc basicAuth(h http.Handler) http.Handler { return h }',
      ["http http /health 8080 main.go:15"],
    ],
    [
      "sessions that everybody has",
      ["github.com/gin-gonic/gin", "github.com/gin-contrib/sessions"],
      'func main() {\n\tr := gin.New()\n\tr.Use(sessions.Sessions("shop", nil))\n\tr.GET("/health", nil)\n\tr.Run()\n}',
      ["http http /health 8080 main.go:11"],
    ],
    [
      "sessions that are looked at, and nobody refused",
      ["github.com/gin-gonic/gin", "example.com/shop/middleware"],
      'func main() {\n\tr := gin.New()\n\tr.Use(middleware.SessionAware(nil), middleware.OptionalAuth)\n\tr.GET("/health", nil)\n\tr.Run()\n}',
      ["http http /health 8080 main.go:11"],
    ],
    [
      "sessions that a wrapper loads",
      ["github.com/gin-gonic/gin", "example.com/shop/middleware"],
      'func main() {\n\tr := gin.New()\n\tr.Use(middleware.Session(nil))\n\tr.GET("/health", nil)\n\tr.Run()\n}',
      ["http http /health 8080 main.go:11"],
    ],
    [
      "echo with a name for the route",
      ["github.com/labstack/echo/v4"],
      'func main() {\n\te := echo.New()\n\te.GET("/health", nil).Name = "health"\n\te.Start(":1323")\n}',
      ["http http /health 1323 main.go:9"],
    ],
    [
      "a group whose prefix is not in sight",
      ["github.com/gin-gonic/gin", "example.org/module"],
      'func main() {\n\tr := gin.New()\n\tr.Group(module.Path()).GET("/health", nil)\n\tr.Run()\n}',
      [],
    ],
    [
      "a group that a function fills",
      ["net/http", "github.com/go-chi/chi/v5"],
      'func main() {\n\tr := chi.NewRouter()\n\tr.Group(routes)\n\thttp.ListenAndServe(":8080", r)\n}\nfunc routes(r chi.Router) { r.Get("/health", nil) }',
      ["http http /health 8080 main.go:13"],
    ],
    [
      "a list of methods",
      ["github.com/gin-gonic/gin"],
      'func main() {\n\tr := gin.New()\n\tr.Match([]string{"GET", "HEAD"}, "/health", nil)\n\tr.Match([]string{"POST"}, "/ready", nil)\n\tr.Run()\n}',
      ["http http /health 8080 main.go:9"],
    ],
    [
      "one name for several groups",
      ["github.com/labstack/echo/v4"],
      'func main() {\n\te := echo.New()\n\t{\n\t\tg := e.Group("", requireAuth)\n\t\tg.GET("/ready", nil)\n\t}\n\t{\n\t\tg := e.Group("/public")\n\t\tg.GET("/health", nil)\n\t}\n\te.Start(":1323")\n}',
      ["http http /public/health 1323 main.go:15"],
    ],
    [
      "echo with a group",
      ["github.com/labstack/echo/v4"],
      'func main() {\n\te := echo.New()\n\tg := e.Group("/api")\n\tg.GET("/readyz", nil)\n\te.GET("/livez", nil)\n\te.Start(":1323")\n}',
      ["http http /livez 1323 main.go:11", "http http /api/readyz 1323 main.go:10"],
    ],
    [
      "a check of liveness",
      ["github.com/gin-gonic/gin"],
      'func main() {\n\tr := gin.Default()\n\tr.GET("/v1/liveness_check", nil)\n\tr.Run(":8080")\n}',
      ["http http /v1/liveness_check 8080 main.go:9"],
    ],
    [
      "a check of life",
      ["github.com/gin-gonic/gin"],
      'func main() {\n\tr := gin.Default()\n\tr.GET("/lifecheck", nil)\n\tr.Run(":8080")\n}',
      ["http http /lifecheck 8080 main.go:9"],
    ],
    [
      "a check of the cache beside that of the service",
      ["github.com/labstack/echo/v4"],
      'func main() {\n\te := echo.New()\n\te.GET("/cache/health", nil)\n\te.GET("/health-check", nil)\n\te.Start(":1323")\n}',
      ["http http /health-check 1323 main.go:10", "http http /cache/health 1323 main.go:9"],
    ],
    [
      "the middleware of fiber with a check of its own for readiness",
      ["github.com/gofiber/fiber/v2", "github.com/gofiber/fiber/v2/middleware/healthcheck"],
      'func main() {\n\tapp := fiber.New()\n\tapp.Use(healthcheck.New(healthcheck.Config{ReadinessProbe: ready}))\n\tapp.Listen(":3000")\n}',
      ["http http /livez 3000 main.go:10"],
    ],
    [
      "the middleware of fiber on another path",
      ["github.com/gofiber/fiber/v2", "github.com/gofiber/fiber/v2/middleware/healthcheck"],
      'func main() {\n\tapp := fiber.New()\n\tapp.Use(healthcheck.New(healthcheck.Config{LivenessEndpoint: "/alive"}))\n\tapp.Listen(":3000")\n}',
      ["http http /alive 3000 main.go:10"],
    ],
    [
      "paths without a slash in front",
      ["github.com/gin-gonic/gin"],
      'func main() {\n\tr := gin.Default()\n\tr.Group("/api").GET("healthz", nil)\n\tr.GET("ping", nil)\n\tr.Run()\n}',
      ["http http /api/healthz 8080 main.go:9", "http http /ping 8080 main.go:10"],
    ],
    [
      "fiber with a group",
      ["github.com/gofiber/fiber/v2"],
      'func main() {\n\tapp := fiber.New()\n\tapi := app.Group("/api")\n\tapi.Get("/healthcheck", nil)\n\tapp.Listen(":3000")\n}',
      ["http http /api/healthcheck 3000 main.go:10"],
    ],
    [
      "a ping of the site, in a group of a group",
      ["github.com/gin-gonic/gin"],
      'const prefix = "/api/v4"\nfunc main() {\n\tr := gin.Default()\n\tv4 := r.Group(prefix)\n\tsite := v4.Group("site")\n\tshop := v4.Group("shop")\n\tsite.GET("ping", nil)\n\tshop.GET("ping", nil)\n\tr.Run(":5212")\n}',
      ["http http /api/v4/site/ping 5212 main.go:13"],
    ],
    [
      "a ping beside login, in a group of both",
      ["github.com/gin-gonic/gin"],
      'func main() {\n\tr := gin.Default()\n\tbase := r.Group("/api").Group("/base")\n\tbase.GET("ping", nil)\n\tbase.POST("/login", nil)\n\tr.Run(":8888")\n}',
      ["http http /api/base/ping 8888 main.go:10"],
    ],
    [
      "a path that says nothing, by the name of what answers",
      ["github.com/labstack/echo/v4"],
      'func healthCheck(c echo.Context) error { return c.JSON(200, "OK") }\nfunc main() {\n\te := echo.New()\n\te.GET("/items", list)\n\te.GET("/", healthCheck)\n\te.Start(":1323")\n}',
      ["http http / 1323 main.go:11"],
    ],
    ...[
      '"/", func(w http.ResponseWriter, r *http.Request) {\n\t\tw.Header().Set("X", "y")\n\t\tfmt.Fprint(w, "OK")\n\t}',
      '"/", index',
      '"GET /", index',
    ].map((root): [string, readonly string[], string, string[]] => [
      `a root that does nothing but say so: ${root.slice(0, 12)}`,
      ["fmt", "net/http"],
      `func index(w http.ResponseWriter, r *http.Request) { w.Write([]byte("I'm alive\\n")) }\nfunc main() {\n\thttp.HandleFunc("/items", nil)\n\thttp.HandleFunc(${root})\n\thttp.ListenAndServe(":9000", nil)\n}`,
      ["http http / 9000 main.go:11"],
    ]),
    [
      "a root that does nothing but say so in a map",
      ["github.com/gin-gonic/gin"],
      'func main() {\n\tr := gin.Default()\n\tr.GET("/", func(c *gin.Context) { c.JSON(200, gin.H{"status": "ok"}) })\n\tr.Run()\n}',
      ["http http / 8080 main.go:9"],
    ],
    ...[
      'func(c *gin.Context) { c.String(200, "Welcome") }',
      'func(c *gin.Context) {\n\t\tif broken() {\n\t\t\tc.Status(500)\n\t\t} else {\n\t\t\tc.String(200, "ok")\n\t\t}\n\t}',
      'func(c *gin.Context) {\n\t\tlog("ok")\n\t\tc.HTML(200, "index.html", nil)\n\t}',
    ].map((root): [string, readonly string[], string, string[]] => [
      `no root that does more: ${root.slice(24)}`,
      ["github.com/gin-gonic/gin"],
      `func main() {\n\tr := gin.Default()\n\tr.GET("/", ${root})\n\tr.Run()\n}`,
      [],
    ]),
    [
      "no such path where another says it",
      ["github.com/labstack/echo/v4"],
      'func main() {\n\te := echo.New()\n\te.GET("/", healthCheck)\n\te.GET("/readyz", ready)\n\te.Start(":1323")\n}',
      ["http http /readyz 1323 main.go:10"],
    ],
    [
      "the endpoints of grpc-gateway's mux",
      ["net/http", "github.com/grpc-ecosystem/grpc-gateway/v2/runtime"],
      'func main() {\n\tgateway := runtime.NewServeMux(runtime.WithHealthEndpointAt(client, "/health"))\n\tmux := http.NewServeMux()\n\tmux.Handle("/", gateway)\n\thttp.ListenAndServe(":8080", mux)\n}',
      ["http http /health 8080 main.go:9"],
    ],
    [
      "the endpoint of grpc-gateway's mux by its whole path, below where it is mounted",
      ["net/http", "github.com/go-chi/chi/v5", "github.com/grpc-ecosystem/grpc-gateway/v2/runtime"],
      'func main() {\n\tr := chi.NewRouter()\n\tr.Mount("/health", runtime.NewServeMux(runtime.WithHealthEndpointAt(client, "/health")))\n\thttp.ListenAndServe(":8080", r)\n}',
      ["http http /health 8080 main.go:11"],
    ],
    [
      "the endpoint of grpc-gateway's mux among options that are listed before",
      ["net/http", "github.com/grpc-ecosystem/grpc-gateway/v2/runtime"],
      'func main() {\n\toptions := []runtime.ServeMuxOption{runtime.WithHealthzEndpoint(client)}\n\tgateway := runtime.NewServeMux(options...)\n\thttp.ListenAndServe(":8080", gateway)\n}',
      ["http http /healthz 8080 main.go:9"],
    ],
    [
      "a checker of health",
      ["github.com/gin-gonic/gin"],
      'func main() {\n\tr := gin.Default()\n\tr.Group("/api").GET("/healthchecker", nil)\n\tr.Run(":8000")\n}',
      ["http http /api/healthchecker 8000 main.go:9"],
    ],
    ...[
      'http.FileServer(http.Dir("static"))',
      "http.FileServer(box())",
      'func() http.Handler { return http.FileServer(http.Dir("static")) }()',
    ].map((files): [string, readonly string[], string, string[]] => [
      `the default router beside ${files}`,
      ["net/http"],
      `func box() http.FileSystem { return nil }\nfunc main() {\n\thttp.HandleFunc("/healthz", nil)\n\thttp.Handle("/static/", http.StripPrefix("/static", ${files}))\n\thttp.ListenAndServe(":80", nil)\n}`,
      ["http http /healthz 80 main.go:9"],
    ]),
    [
      "a router with the name of the package that makes it",
      ["net/http", "example.com/shop/router"],
      'func main() {\n\trouter := router.New()\n\tapi := router.Group("/api")\n\tapi.GET("/healthz", nil)\n\thttp.ListenAndServe(":80", router)\n}',
      ["http http /api/healthz 80 main.go:11"],
    ],
    [
      "httprouter, the method first",
      ["net/http", "github.com/julienschmidt/httprouter"],
      'func main() {\n\tr := httprouter.New()\n\tr.HandlerFunc(http.MethodGet, "/v1/healthcheck", nil)\n\thttp.ListenAndServe(":4000", r)\n}',
      ["http http /v1/healthcheck 4000 main.go:10"],
    ],
    [
      "a wrapper of the program",
      ["net/http"],
      'type server struct{ mux *http.ServeMux }\nfunc (s *server) handle(path string, h http.HandlerFunc) {\n\ts.mux.HandleFunc(path, h)\n}\nfunc main() {\n\ts := &server{mux: http.NewServeMux()}\n\ts.handle("/healthz", nil)\n\thttp.ListenAndServe(":8080", s.mux)\n}',
      ["http http /healthz 8080 main.go:13"],
    ],
    [
      "patterns that are put together from a method",
      ["net/http"],
      'func pattern(method, path string) string { return method + " " + path }\nfunc main() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc(pattern(http.MethodGet, "/healthz"), nil)\n\tmux.HandleFunc(http.MethodGet+" /ready", nil)\n\tmux.HandleFunc(pattern(http.MethodPost, "/livez"), nil)\n\thttp.ListenAndServe(":8080", mux)\n}',
      ["http http /healthz 8080 main.go:10", "http http /ready 8080 main.go:11"],
    ],
    [
      "middleware that answers on a path, whatever its case",
      ["net/http", "strings"],
      'func alive(next http.Handler) http.Handler {\n\treturn http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {\n\t\tif strings.EqualFold(r.URL.Path, "/health") {\n\t\t\tif isForwarded(r) {\n\t\t\t\tnext.ServeHTTP(w, r)\n\t\t\t\treturn\n\t\t\t}\n\t\t\tw.Write([]byte("ok"))\n\t\t\treturn\n\t\t}\n\t\tnext.ServeHTTP(w, r)\n\t})\n}\nfunc main() { http.ListenAndServe(":8080", alive(http.NewServeMux())) }',
      ["http http /health 8080 main.go:10"],
    ],
    [
      "a switch over a variable that holds the path, the rest handed on",
      ["net/http"],
      'type server struct{ mux http.Handler }\nfunc (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {\n\tpath := r.URL.Path\n\tswitch path {\n\tcase "/healthz":\n\t\ts.health(w, r)\n\tdefault:\n\t\ts.mux.ServeHTTP(w, r)\n\t}\n}\nfunc main() { http.ListenAndServe(":8080", &server{}) }',
      ["http http /healthz 8080 main.go:11"],
    ],
    [
      "middleware of echo that answers",
      ["github.com/labstack/echo/v4"],
      'func alive(next echo.HandlerFunc) echo.HandlerFunc {\n\treturn func(c echo.Context) error {\n\t\tif c.Request().URL.Path == "/livez" {\n\t\t\treturn c.NoContent(200)\n\t\t}\n\t\treturn next(c)\n\t}\n}\nfunc main() { e := echo.New(); e.Use(alive); e.Start(":8080") }',
      ["http http /livez 8080 main.go:9"],
    ],
    [
      "a handler that looks at the path itself",
      ["net/http"],
      'func serve(w http.ResponseWriter, r *http.Request) {\n\tif r.URL.Path == "/healthz" {\n\t\treturn\n\t}\n}\nfunc main() { http.ListenAndServe(":8080", http.HandlerFunc(serve)) }',
      ["http http /healthz 8080 main.go:8"],
    ],
    [
      "TLS alone",
      ["net/http"],
      'func main() {\n\thttp.HandleFunc("/healthz", nil)\n\thttp.ListenAndServeTLS(":8443", "c.pem", "k.pem", nil)\n}',
      ["http https /healthz 8443 main.go:8"],
    ],
    [
      "TLS beside a server for names, where a setting turns plain HTTP off",
      ["flag", "net/http", "github.com/miekg/dns"],
      'type names struct{ server *dns.Server }\nfunc (n *names) Start(fail chan error) { n.server.ListenAndServe() }\nfunc main() {\n\ttls := flag.String("tls", "auto", "")\n\thttp.HandleFunc("/healthz", nil)\n\tgo (&names{}).Start(nil)\n\tsrv := &http.Server{Addr: ":8443"}\n\tswitch *tls {\n\tcase "auto":\n\t\tsrv.ListenAndServeTLS("", "")\n\tdefault:\n\t\tsrv.ListenAndServe()\n\t}\n}',
      ["http https /healthz 8443 main.go:13"],
    ],
    [
      "a listener that a flag's default wraps into TLS",
      ["crypto/tls", "flag", "net", "net/http"],
      'func main() {\n\tscheme := flag.String("scheme", "https", "")\n\thttp.HandleFunc("/healthz", nil)\n\thttp.Serve(listen(*scheme), nil)\n}\nfunc listen(scheme string) net.Listener {\n\tl, _ := net.Listen("tcp", ":4443")\n\tif scheme == "https" {\n\t\tl = tls.NewListener(l, nil)\n\t}\n\treturn l\n}\n',
      ["http https /healthz 4443 main.go:12"],
    ],
    [
      "a listener that a flag's default leaves plain",
      ["crypto/tls", "flag", "net", "net/http"],
      'func main() {\n\tscheme := flag.String("scheme", "http", "")\n\thttp.HandleFunc("/healthz", nil)\n\thttp.Serve(listen(*scheme), nil)\n}\nfunc listen(scheme string) net.Listener {\n\tl, _ := net.Listen("tcp", ":4443")\n\tif scheme == "https" {\n\t\tl = tls.NewListener(l, nil)\n\t}\n\treturn l\n}\n',
      ["http http /healthz 4443 main.go:12"],
    ],
    [
      "a listener that goes into TLS in a type of the program's own",
      ["crypto/tls", "net", "net/http"],
      'type keepAlive struct{ *net.TCPListener }\nfunc main() {\n\thttp.HandleFunc("/healthz", nil)\n\tl, _ := net.Listen("tcp", ":4443")\n\thttp.Serve(tls.NewListener(keepAlive{l.(*net.TCPListener)}, nil), nil)\n}',
      ["http https /healthz 4443 main.go:11"],
    ],
    [
      "a listener that is kept in a type of the program's own before it goes into TLS",
      ["crypto/tls", "net", "net/http"],
      'type keepAlive struct{ net.Listener }\nfunc main() {\n\thttp.HandleFunc("/healthz", nil)\n\tl, _ := net.Listen("tcp", ":4443")\n\tl = keepAlive{l}\n\thttp.Serve(tls.NewListener(l, nil), nil)\n}',
      ["http https /healthz 4443 main.go:11"],
    ],
    [
      "a listener that is wrapped into TLS where somebody gives a certificate",
      ["crypto/tls", "net", "net/http"],
      'func main() {\n\thttp.HandleFunc("/healthz", nil)\n\tl, _ := net.Listen("tcp", ":8080")\n\tif config, err := load(); err == nil {\n\t\tl = tls.NewListener(l, config)\n\t}\n\thttp.Serve(l, nil)\n}',
      ["http http /healthz 8080 main.go:10"],
    ],
    [
      "a listener that goes into TLS by way of a helper, on the condition on which it listens",
      ["crypto/tls", "net", "net/http"],
      'func main() {\n\thttp.HandleFunc("/healthz", nil)\n\tif server := secure(); server != nil {\n\t\tl, _ := net.Listen("tcp", ":4443")\n\t\tserver.Serve(tls.NewListener(limit(l), nil))\n\t}\n}\nfunc secure() *http.Server { return load() }',
      ["http https /healthz 4443 main.go:10"],
    ],
    [
      "a server that is told to serve TLS under a condition, and not otherwise",
      ["net", "net/http", "os"],
      'func main() {\n\thttp.HandleFunc("/healthz", nil)\n\tif os.Getenv("TLS_CERT") != "" {\n\t\tserve(true)\n\t} else {\n\t\tserve(false)\n\t}\n}\nfunc serve(secure bool) {\n\tl, _ := net.Listen("tcp", ":8080")\n\tif secure {\n\t\thttp.ServeTLS(l, nil, "c.pem", "k.pem")\n\t\treturn\n\t}\n\thttp.Serve(l, nil)\n}',
      ["http http /healthz 8080 main.go:10"],
    ],
    [
      "plain HTTP where the program speaks TLS with a key that it finds beside its settings",
      ["errors", "flag", "net/http", "os", "path/filepath"],
      'type server struct{ dir, key string }\nfunc (s *server) useTLS() error {\n\tkey := filepath.Join(s.dir, "key.pem")\n\tif _, err := os.Stat(key); errors.Is(err, os.ErrNotExist) {\n\t\treturn nil\n\t}\n\ts.key = key\n\treturn nil\n}\nfunc main() {\n\tdir := flag.String("dir", "/etc/shop", "")\n\tflag.Parse()\n\ts := &server{dir: *dir}\n\ts.useTLS()\n\thttp.HandleFunc("/healthz", nil)\n\tsrv := &http.Server{Addr: ":8080"}\n\tif s.key != "" {\n\t\tsrv.ListenAndServeTLS("cert.pem", s.key)\n\t} else {\n\t\tsrv.ListenAndServe()\n\t}\n}',
      ["http http /healthz 8080 main.go:25"],
    ],
    [
      "handlers of a list, which each say their own path",
      ["net/http"],
      'type route interface {\n\thttp.Handler\n\tPattern() string\n}\ntype health struct{ http.Handler }\nfunc (health) Pattern() string { return "/health" }\ntype echo struct{ http.Handler }\nfunc (echo) Pattern() string { return "/echo" }\nfunc newMux(routes []route) *http.ServeMux {\n\tmux := http.NewServeMux()\n\tfor _, one := range routes {\n\t\tmux.Handle(one.Pattern(), one)\n\t}\n\treturn mux\n}\nfunc main() { http.ListenAndServe(":8080", newMux([]route{health{}, echo{}})) }',
      ["http http /health 8080 main.go:12"],
    ],
    [
      "a table whose literals leave out the names, and its methods in the chain",
      ["net/http", "github.com/gorilla/mux"],
      'type Route struct {\n\tName, Method, Pattern string\n\tHandler http.HandlerFunc\n}\ntype Routes []Route\nvar routes = Routes{\n\tRoute{"Check", "POST", "/health", nil},\n\t{"Health", "GET", "/healthz", nil},\n}\nfunc main() {\n\tr := mux.NewRouter()\n\tfor _, route := range routes {\n\t\tr.Methods(route.Method).Path(route.Pattern).Name(route.Name).Handler(route.Handler)\n\t}\n\thttp.ListenAndServe(":8080", r)\n}',
      ["http http /healthz 8080 main.go:15"],
    ],
    [
      "gin-healthcheck by its default configuration",
      [
        "github.com/gin-gonic/gin",
        'healthcheck "github.com/tavsec/gin-healthcheck"',
        "github.com/tavsec/gin-healthcheck/config",
      ],
      "func main() {\n\tr := gin.Default()\n\thealthcheck.New(r, config.DefaultConfig(), nil)\n\tr.Run()\n}",
      ["http http /healthz 8080 main.go:11"],
    ],
    [
      "a provider of OpenFaaS, by the handler that it is given",
      ['bootstrap "github.com/openfaas/faas-provider"'],
      "func main() { bootstrap.Serve(ctx, &types.FaaSHandlers{Health: check}, settings) }",
      ["http http /healthz null main.go:7"],
    ],
    [
      "over TLS what an API server of Kubernetes is made of",
      ["k8s.io/apiserver/pkg/server/healthz", "k8s.io/apiserver/pkg/server/options"],
      "func main() {\n\to := options.NewSecureServingOptions()\n\to.BindPort = 10258\n\thealthz.InstallHandler(mux, checks...)\n}",
      ["http https /healthz 10258 main.go:11"],
    ],
    [
      "the path that a method behind an interface registers, and not what it is given",
      ["net/http", "path"],
      'type mux interface{ Handle(p string, h http.Handler) }\ntype prefixed struct {\n\tinner *http.ServeMux\n\tbase string\n}\nfunc (m prefixed) Handle(p string, h http.Handler) { m.inner.Handle(path.Join(m.base, p), h) }\nfunc newMux(inner *http.ServeMux) mux { return prefixed{inner, "/v1"} }\nfunc mount(m mux) { m.Handle("/healthz", nil) }\nfunc main() {\n\tinner := http.NewServeMux()\n\tmount(newMux(inner))\n\thttp.ListenAndServe(":8080", inner)\n}',
      ["http http /v1/healthz 8080 main.go:15"],
    ],
    [
      "no path behind a prefix that only what nobody calls gives",
      ["net/http"],
      'type router struct {\n\tmux *http.ServeMux\n\tprefix string\n}\nfunc newRouter() *router { return &router{mux: http.NewServeMux()} }\nfunc newAdmin() *router {\n\tr := newRouter()\n\tr.prefix = "/admin"\n\treturn r\n}\nfunc (r *router) GET(p string, h http.HandlerFunc) { r.mux.HandleFunc("GET "+r.prefix+p, h) }\nfunc main() {\n\tr := newRouter()\n\tr.GET("/health", nil)\n\thttp.ListenAndServe(":8080", r.mux)\n}',
      [],
    ],
    [
      "what a method of a router hands to another, on the port that answers with the router",
      ["net/http", "path"],
      'type router struct {\n\tmux *http.ServeMux\n\tprefix string\n}\nfunc newRouter() *router { return &router{http.NewServeMux(), ""} }\nfunc (r *router) GET(p string, h http.Handler) { r.handle("GET", p, h) }\nfunc (r *router) POST(p string, h http.Handler) { r.handle("POST", p, h) }\nfunc (r *router) handle(method, p string, h http.Handler) {\n\tp = path.Join(r.prefix, p)\n\tr.mux.Handle(method+" "+p, h)\n}\nfunc (r *router) ServeHTTP(w http.ResponseWriter, q *http.Request) { r.mux.ServeHTTP(w, q) }\nfunc proxy() http.Handler { return nil }\nfunc main() {\n\tgo http.ListenAndServe(":8080", proxy())\n\tr := newRouter()\n\tr.GET("/livez", nil)\n\tr.POST("/orders", nil)\n\thttp.ListenAndServe(":8081", r)\n}',
      ["http http /livez 8081 main.go:24"],
    ],
    [
      "the paths of a map",
      ["net/http"],
      'func main() {\n\troutes := map[string]http.HandlerFunc{\n\t\t"/": nil,\n\t\t"/health": nil,\n\t}\n\tfor path, handler := range routes {\n\t\thttp.HandleFunc(path, handler)\n\t}\n\thttp.ListenAndServe(":8080", nil)\n}',
      ["http http /health 8080 main.go:10"],
    ],
    [
      "a table that a function is handed, by a switch over its methods in a group",
      ["github.com/gin-gonic/gin"],
      'type endpoint struct {\n\tVerb, URL string\n\tHandler gin.HandlerFunc\n}\nfunc register(g *gin.RouterGroup, all []endpoint) {\n\tfor _, one := range all {\n\t\tswitch one.Verb {\n\t\tcase "GET":\n\t\t\tg.GET(one.URL, one.Handler)\n\t\tcase "POST":\n\t\t\tg.POST(one.URL, one.Handler)\n\t\t}\n\t}\n}\nfunc main() {\n\tr := gin.New()\n\tregister(r.Group("/v1"), []endpoint{\n\t\t{Verb: "POST", URL: "/health"},\n\t\t{Verb: "GET", URL: "/ping"},\n\t})\n\tr.Run()\n}',
      ["http http /v1/ping 8080 main.go:25"],
    ],
    [
      "tables that controllers give through an interface",
      ["net/http"],
      'type Route struct {\n\tMethod, Pattern string\n\tHandler http.HandlerFunc\n}\ntype Routes map[string]Route\ntype Router interface{ Routes() Routes }\ntype health struct{}\ntype orders struct{}\nfunc (health) Routes() Routes {\n\treturn Routes{"Health": Route{http.MethodGet, "/healthz", nil}}\n}\nfunc (orders) Routes() Routes {\n\treturn Routes{"Orders": Route{http.MethodGet, "/orders", nil}}\n}\nfunc newMux(routers ...Router) *http.ServeMux {\n\tmux := http.NewServeMux()\n\tfor _, router := range routers {\n\t\tfor _, route := range router.Routes() {\n\t\t\tmux.HandleFunc(route.Method+" "+route.Pattern, route.Handler)\n\t\t}\n\t}\n\treturn mux\n}\nfunc main() { http.ListenAndServe(":8080", newMux(orders{}, health{})) }',
      ["http http /healthz 8080 main.go:16"],
    ],
    [
      "a server over TLS beside a plain one for metrics",
      ["net/http"],
      'func main() {\n\tgo http.ListenAndServe(":9090", metricsMux())\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/healthz", nil)\n\tsrv := &http.Server{Addr: ":8443", Handler: mux}\n\tsrv.ListenAndServeTLS("c.pem", "k.pem")\n}',
      ["http https /healthz 8443 main.go:10"],
    ],
    [
      "echo over TLS beside a plain server for profiles",
      ["net/http", "github.com/labstack/echo/v4"],
      'func main() {\n\tgo http.ListenAndServe(":6060", nil)\n\te := echo.New()\n\te.GET("/health", nil)\n\te.StartTLS(":8443", "a.crt", "a.key")\n}',
      ["http https /health 8443 main.go:11"],
    ],
    [
      "gin over TLS in the branch that a setting takes beside a plain one",
      ["github.com/gin-gonic/gin", "os"],
      'func main() {\n\tr := gin.New()\n\tr.GET("/health", nil)\n\tif load(os.Args) {\n\t\tr.RunTLS(":8080", "a.crt", "a.key")\n\t} else {\n\t\tr.Run(":8080")\n\t}\n}',
      ["http http /health 8080 main.go:10"],
    ],
    [
      "hertz with a certificate",
      ["github.com/cloudwego/hertz/pkg/app/server"],
      'func main() {\n\th := server.Default(server.WithTLS(nil), server.WithHostPorts(":8443"))\n\th.GET("/ping", nil)\n\th.Spin()\n}',
      ["http https /ping 8443 main.go:9"],
    ],
    [
      "the default multiplexer on a listener, beside a port of a library",
      ["net", "net/http", "example.org/actors"],
      'func main() {\n\thttp.HandleFunc("/healthz", nil)\n\tactors.WithAddress(":1414")\n\tl, _ := net.Listen("tcp", ":1411")\n\t(&http.Server{}).Serve(l)\n}',
      ["http http /healthz 1411 main.go:10"],
    ],
    [
      "a server of its own",
      ["net/http"],
      'func main() {\n\tadmin := http.NewServeMux()\n\tadmin.HandleFunc("/healthz", nil)\n\tgo http.ListenAndServe(":9090", admin)\n\tapp := http.NewServeMux()\n\tapp.HandleFunc("/", nil)\n\thttp.ListenAndServe(":8080", app)\n}',
      ["http http /healthz 9090 main.go:9"],
    ],
    [
      "echo beside the profiles and the metrics",
      ["net/http", '_ "net/http/pprof"', "github.com/labstack/echo/v4"],
      'func main() {\n\te := echo.New()\n\te.GET("/health", nil)\n\tgo http.ListenAndServe(":5555", http.DefaultServeMux)\n\tgo metrics(":7070")\n\te.StartServer(&http.Server{Addr: ":5000"})\n}\nfunc metrics(address string) {\n\trouter := echo.New()\n\trouter.Start(address)\n}',
      ["http http /health 5000 main.go:11"],
    ],
    [
      "a server on one of two listeners that are made apart from it",
      ["net", "net/http"],
      'func main() {\n\tapp := http.NewServeMux()\n\tl, _ := net.Listen("tcp", ":8000")\n\tgo http.Serve(l, app)\n\ttelemetry := http.NewServeMux()\n\ttelemetry.HandleFunc("/healthz", nil)\n\tserver := &http.Server{Handler: telemetry}\n\tln, _ := net.Listen("tcp", ":10000")\n\tgo func() { server.Serve(ln) }()\n}',
      ["http http /healthz 10000 main.go:13"],
    ],
    [
      "listeners of a type of another module, in fields, with a handler that is given later",
      ["net/http", "github.com/cloudflare/tableflip"],
      'type daemon struct {\n\tserver   *http.Server\n\tlistener net.Listener\n}\nfunc main() {\n\tupg, _ := tableflip.New(tableflip.Options{})\n\tapp := http.NewServeMux()\n\tl, _ := upg.Fds.Listen("tcp", ":8000")\n\tgo http.Serve(l, app)\n\ttelemetry := http.NewServeMux()\n\ttelemetry.HandleFunc("/healthz", nil)\n\td := &daemon{server: &http.Server{}}\n\td.server.Handler = telemetry\n\td.listener, _ = upg.Fds.Listen("tcp", ":10000")\n\td.run()\n}\nfunc (d *daemon) run() { d.server.Serve(d.listener) }',
      ["http http /healthz 10000 main.go:18"],
    ],
    [
      "a helper that listens and one that serves, for two servers",
      ["net", "net/http"],
      'func listen(address string) net.Listener {\n\tl, _ := net.Listen("tcp", address)\n\treturn l\n}\nfunc main() {\n\tapp, telemetry := http.NewServeMux(), http.NewServeMux()\n\ttelemetry.HandleFunc("/healthz", nil)\n\tl1 := listen(":8000")\n\tgo http.Serve(l1, app)\n\tl2 := listen(":10000")\n\thttp.Serve(l2, telemetry)\n}',
      ["http http /healthz 10000 main.go:14"],
    ],
    [
      "a helper that is handed an address and a router, for two servers",
      ["net/http"],
      'func serve(address string, handler http.Handler) { http.ListenAndServe(address, handler) }\nfunc main() {\n\tapp := http.NewServeMux()\n\tgo serve(":8000", app)\n\ttelemetry := http.NewServeMux()\n\ttelemetry.HandleFunc("/healthz", nil)\n\tserve(":10000", telemetry)\n}',
      ["http http /healthz 10000 main.go:12"],
    ],
    [
      "a server of the exporter toolkit with the address in both places",
      ["flag", "net/http", "github.com/prometheus/exporter-toolkit/web"],
      'func main() {\n\taddress := flag.String("web.listen-address", ":9399", "")\n\tflag.Parse()\n\thttp.HandleFunc("/healthz", nil)\n\tserver := &http.Server{Addr: *address}\n\tweb.ListenAndServe(server, &web.FlagConfig{WebListenAddresses: &[]string{*address}}, nil)\n}',
      ["http http /healthz 9399 main.go:12"],
    ],
    [
      "two servers of the exporter toolkit",
      ["net/http", "github.com/prometheus/exporter-toolkit/web"],
      'func main() {\n\tmetrics := http.Server{Handler: http.NewServeMux()}\n\tmetricsFlags := web.FlagConfig{WebListenAddresses: &[]string{":8080"}}\n\ttelemetry := http.NewServeMux()\n\ttelemetry.HandleFunc("/readyz", nil)\n\tserver := http.Server{Handler: telemetry}\n\tflags := web.FlagConfig{WebListenAddresses: &[]string{":8081"}}\n\tgo web.ListenAndServe(&server, &flags, nil)\n\tweb.ListenAndServe(&metrics, &metricsFlags, nil)\n}',
      ["http http /readyz 8081 main.go:12"],
    ],
    [
      "a server on an address that is not in sight, beside one for profiles",
      ["net", "net/http", "os"],
      'func main() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/healthz", nil)\n\tl, _ := net.Listen("tcp", os.Args[1])\n\tgo http.Serve(l, mux)\n\thttp.ListenAndServe("127.0.0.1:6060", nil)\n}',
      ["http http /healthz null main.go:11"],
    ],
    [
      "no filter of what is traced",
      [
        "net/http",
        "go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp",
        "go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp/filters",
      ],
      'func main() {\n\tmux := http.NewServeMux()\n\th := otelhttp.NewHandler(mux, "gw", otelhttp.WithFilter(filters.Not(filters.Path("/healthz"))))\n\thttp.ListenAndServe(":8080", h)\n}',
      [],
    ],
    [
      "a list of listeners, of the flags of the exporter toolkit",
      [
        "net",
        "net/http",
        "github.com/alecthomas/kingpin/v2",
        "github.com/prometheus/exporter-toolkit/web",
        "github.com/prometheus/exporter-toolkit/web/kingpinflag",
      ],
      'func main() {\n\tflags := kingpinflag.AddFlags(kingpin.CommandLine, ":9093")\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/-/healthy", nil)\n\tvar listeners []net.Listener\n\tfor _, address := range *flags.WebListenAddresses {\n\t\tl, _ := net.Listen("tcp", address)\n\t\tlisteners = append(listeners, l)\n\t}\n\tweb.ServeMultiple(listeners, &http.Server{Handler: mux}, flags, nil)\n}',
      ["http http /-/healthy 9093 main.go:14"],
    ],
    [
      "a handler of probes on a port of its own",
      ["net/http", "github.com/heptiolabs/healthcheck"],
      'func main() {\n\thealth := healthcheck.NewHandler()\n\tgo http.ListenAndServe("0.0.0.0:8086", health)\n\thttp.ListenAndServe(":8080", http.NewServeMux())\n}',
      ["http http /live 8086 main.go:9", "http http /ready 8086 main.go:9"],
    ],
    [
      "a handler of probes in a multiplexer, below a prefix",
      ["net/http", "github.com/heptiolabs/healthcheck"],
      'func main() {\n\tmux := http.NewServeMux()\n\tmux.Handle("/health/", http.StripPrefix("/health", healthcheck.NewHandler()))\n\tgo http.ListenAndServe(":6060", nil)\n\thttp.ListenAndServe(":8080", mux)\n}',
      ["http http /health/live 8080 main.go:10", "http http /health/ready 8080 main.go:10"],
    ],
    [
      "endpoints of a handler of probes, one by one",
      ["net/http", "github.com/heptiolabs/healthcheck"],
      'func main() {\n\thealth := healthcheck.NewHandler()\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/healthz", health.LiveEndpoint)\n\thttp.ListenAndServe(":8080", mux)\n}',
      ["http http /healthz 8080 main.go:11"],
    ],
    [
      "a handler of probes that is served where nobody knows",
      ["net/http", "os", "github.com/heptiolabs/healthcheck"],
      'func main() {\n\tgo http.ListenAndServe(os.Args[1], healthcheck.NewHandler())\n\thttp.ListenAndServe(":8080", http.NewServeMux())\n}',
      [],
    ],
    [
      "a helper that puts the path together of what it is given",
      ["fmt", "net/http"],
      'type app struct{ mux *http.ServeMux }\nfunc (a *app) handle(method string, group string, path string, h http.HandlerFunc) {\n\tfinal := path\n\tif group != "" {\n\t\tfinal = "/" + group + path\n\t}\n\tfinal = fmt.Sprintf("%s %s", method, final)\n\ta.mux.HandleFunc(final, h)\n}\nfunc main() {\n\tconst version = "v1"\n\ta := &app{mux: http.NewServeMux()}\n\ta.handle(http.MethodGet, version, "/liveness", nil)\n\ta.handle(http.MethodPost, version, "/readiness", nil)\n\ta.handle(http.MethodGet, "", "/ping", nil)\n\thttp.ListenAndServe(":3000", a.mux)\n}',
      ["http http /v1/liveness 3000 main.go:20", "http http /ping 3000 main.go:22"],
    ],
    [
      "a helper that puts a prefix of its caller before its own path",
      ["net/http"],
      'func health(mux *http.ServeMux, prefix string) { mux.HandleFunc(prefix+"/healthz", nil) }\nfunc main() {\n\tmux := http.NewServeMux()\n\thealth(mux, "/api")\n\thttp.ListenAndServe(":3000", mux)\n}',
      ["http http /api/healthz 3000 main.go:7"],
    ],
    [
      "the first of two servers, which the image opens to the outside",
      ["net/http", "os", "example.org/framework"],
      'func main() {\n\taddr := os.Getenv("ADDR")\n\tif addr == "" {\n\t\taddr = "127.0.0.1:8288"\n\t}\n\trouter := framework.New()\n\trouter.Get("/health", nil)\n\tgo http.ListenAndServe(":8289", framework.Gateway())\n\thttp.ListenAndServe(addr, framework.Pages())\n}',
      ["http http /health 8288 main.go:15"],
    ],
    [
      "two servers that share a listener",
      ["net", "net/http", "github.com/soheilhy/cmux", "google.golang.org/grpc"],
      'func main() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/healthz", nil)\n\tl, _ := net.Listen("tcp", ":8080")\n\tm := cmux.New(l)\n\tgo grpc.NewServer().Serve(m.Match(cmux.HTTP2()))\n\tgo http.Serve(m.Match(cmux.Any()), mux)\n\tm.Serve()\n}',
      ["http http /healthz 8080 main.go:12"],
    ],
    [
      "a route on a port that the code does not show",
      ["net/http", "os"],
      'func main() {\n\thttp.HandleFunc("/healthz", nil)\n\thttp.ListenAndServe(os.Args[1], nil)\n}',
      ["http http /healthz null main.go:9"],
    ],
    [
      "none where the default mux is that of a debug server on an address nobody knows",
      ["net/http", "os"],
      'func main() {\n\thttp.HandleFunc("/debug/health", nil)\n\tif debug := os.Getenv("DEBUG_ADDR"); debug != "" {\n\t\tgo http.ListenAndServe(debug, nil)\n\t}\n\ts := &http.Server{Addr: ":5000", Handler: newApp()}\n\ts.ListenAndServe()\n}',
      [],
    ],
  ])("%s", async (_, imports, code, expected) => {
    expect(await main(imports, code)).toEqual(expected);
  });

  it("a route below a path that is named for authentication is open", async () => {
    const code =
      'type config struct{ OAuthPath string }\nfunc main() {\n\tc := config{OAuthPath: "/oauth"}\n\tr := chi.NewRouter()\n\tr.Route(c.OAuthPath, func(e chi.Router) { e.Get("/health", nil) })\n\thttp.ListenAndServe(":8080", r)\n}';
    expect(await main(["net/http", "github.com/go-chi/chi/v5"], code)).toEqual([
      "http http /oauth/health 8080 main.go:12",
    ]);
  });

  it.each<[string, string]>([
    ["behind authentication", 'r.Group("/admin", authMiddleware()).GET("/health", nil)'],
    ["behind authentication that a router uses", 'r.Use(authMiddleware()); r.GET("/health", nil)'],
    ["with a parameter", 'r.GET("/status/:code", nil)'],
    ["for POST alone", 'r.POST("/health", nil)'],
    ["that is none", 'r.GET("/orders", nil)'],
    ["of another language, which scanners ask for,", 'r.GET("/up.php", nil)'],
  ])("a route %s is left out", async (_, route) => {
    const code = `func authMiddleware() gin.HandlerFunc { return nil }\nfunc main() {\n\tr := gin.New()\n\t${route}\n\tr.Run()\n}`;
    expect(await main(["github.com/gin-gonic/gin"], code)).toEqual([]);
  });

  it.each<[string, string]>([
    ["switch", 'switch c.Path() {\n\tcase "/-/ready":\n\t\treturn true\n\t}\n\treturn false'],
    [
      "condition",
      'if c.Path() == "/metrics" || c.Path() == "/-/ready" {\n\t\treturn true\n\t}\n\treturn false',
    ],
    ["result", 'return strings.HasPrefix(c.Path(), "/-/ready")'],
  ])("a route that authentication lets through by a %s counts", async (_, body) => {
    const code = `func main() {\n\te := echo.New()\n\tg := e.Group("/-", middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{Skipper: func(c echo.Context) bool {\n\t${body}\n\t}}))\n\tg.GET("/healthy", nil)\n\tg.GET("/ready", nil)\n\te.Start(":8080")\n}`;
    const found = await main(["github.com/labstack/echo/v4", "github.com/labstack/echo/v4/middleware"], code);
    expect(found).toEqual([expect.stringMatching(/^http http \/-\/ready 8080 main\.go:\d+$/)]);
  });

  it.each<[string, string]>([
    ["a comparison", 'if path := r.URL.Path; path == "/login" || path == "/health" {\n%s}'],
    ["a prefix", 'if strings.HasPrefix(r.URL.Path, "/heal") {\n%s}'],
    ["a loop over prefixes", "for _, one := range open {\nif strings.HasPrefix(r.URL.Path, one) {\n%s}\n}"],
    ["a list", "if slices.Contains(open, r.URL.Path) {\n%s}"],
    ["a map", "if _, ok := known[r.URL.Path]; ok {\n%s}"],
    ["a switch", 'switch r.URL.Path {\ncase "/login", "/health":\n%s}'],
  ])("a route that middleware for authentication hands on by %s counts", async (_, exempt) => {
    const code = (body: string) =>
      `var open = []string{"/login", "/health"}\nvar known = map[string]bool{"/health": true}\nfunc keyAuth(next http.Handler) http.Handler {\n\treturn http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {\n${exempt.replace("%s", body)}\nhttp.Error(w, "who?", 401)\n\t})\n}\nfunc main() {\n\tr := mux.NewRouter()\n\tr.Use(keyAuth)\n\tr.HandleFunc("/health", nil)\n\tr.HandleFunc("/ready", nil)\n\thttp.ListenAndServe(":8080", r)\n}`;
    const imports = ["net/http", "slices", "strings", "github.com/gorilla/mux"];
    expect(await main(imports, code("next.ServeHTTP(w, r)\nreturn\n"))).toEqual([
      expect.stringMatching(/^http http \/health 8080 main\.go:\d+$/),
    ]);
    expect(await main(imports, code('http.Error(w, "gone", 410)\nreturn\n'))).toEqual([]);
  });

  it("over a certificate that comes by ACME are told to be so", async () => {
    const of = async (imports: readonly string[]) => {
      const code =
        'func main() {\n\thttp.HandleFunc("/healthz", nil)\n\tserver := &http.Server{Addr: ":443"}\n\tserver.ListenAndServeTLS("", "")\n}';
      const { health } = await service({ "main.go": mainFile(["net/http", ...imports], code) });
      return health.map(({ scheme, byName }) => [scheme, byName]);
    };
    expect(await of([])).toEqual([["https", undefined]]);
    expect(await of(["golang.org/x/crypto/acme/autocert"])).toEqual([["https", true]]);
  });

  it.each([
    ["true", "https"],
    ["false", "http"],
  ])("is asked as a switch in the configuration file says: %s", async (ssl, scheme) => {
    const { health, ports } = await service({
      "main.go": mainFile(
        ["github.com/labstack/echo/v4", "github.com/spf13/viper"],
        'type Config struct {\n\tPort string\n\tSSL bool\n}\nfunc load() *Config {\n\tviper.SetConfigFile("config.yml")\n\tif err := viper.ReadInConfig(); err != nil {\n\t\tpanic(err)\n\t}\n\tvar c Config\n\tviper.Unmarshal(&c)\n\treturn &c\n}\nfunc main() {\n\tc := load()\n\te := echo.New()\n\te.GET("/health", nil)\n\tif c.SSL {\n\t\tgo func() { e.StartTLS(c.Port, "a.crt", "a.key") }()\n\t\tselect {}\n\t}\n\te.Start(c.Port)\n}',
      ),
      "config.yml": `Port: ":5000"\nSSL: ${ssl}\n`,
    });
    expect(ports.map(({ port }) => port)).toEqual([5000]);
    expect(health.map((one) => [one.scheme, one.port])).toEqual([[scheme, 5000]]);
  });

  it.each([
    [
      "embeds",
      "github.com/gin-gonic/gin",
      'type Router struct{ *gin.RouterGroup }\nfunc (r *Router) Below(prefix string) *Router { return &Router{r.Group(prefix)} }\nfunc (r *Router) Probes() { r.GET("/healthz", nil) }',
      'e := gin.New()\n\troot := &Router{&e.RouterGroup}\n\troot.Below("/api").Below("/v1").Probes()\n\te.Run(":8080")',
    ],
    [
      "holds",
      "github.com/labstack/echo/v4",
      'type Router struct{ group *echo.Group }\nfunc New(e *echo.Echo) *Router { return &Router{group: e.Group("/api")} }\nfunc (r *Router) Below(prefix string) *Router { return &Router{group: r.group.Group(prefix)} }\nfunc (r *Router) Get(path string, h echo.HandlerFunc) { r.group.GET(path, h) }',
      'e := echo.New()\n\tv1 := New(e).Below("/v1")\n\tv1.Get("/healthz", nil)\n\te.Start(":8080")',
    ],
  ])(
    "of a struct that %s a group have the prefixes of those it was made below",
    async (_, path, own, code) => {
      const [found, ...others] = await main([path], `${own}\nfunc main() {\n\t${code}\n}`);
      expect(found).toContain("http http /api/v1/healthz 8080 ");
      expect(others).toEqual([]);
    },
  );

  it("of the whole service are told from those of some part of it", async () => {
    const code =
      'func main() {\n\thttp.HandleFunc("/unsecured/mon/ping", nil)\n\thttp.HandleFunc("/orders/ping", nil)\n\thttp.HandleFunc("/api/devices/heartbeat", nil)\n\thttp.ListenAndServe(":8080", nil)\n}';
    expect(await main(["net/http"], code)).toEqual(["http http /unsecured/mon/ping 8080 main.go:8"]);
  });

  it("of a server that is off by default are none of another port", async () => {
    const code = (port: number) =>
      `func main() {\n\tport := flag.Int("pages", ${port}, "")\n\tflag.Parse()\n\tl, _ := net.Listen("tcp", ":7000")\n\tserve(l)\n\tr := http.NewServeMux()\n\tr.HandleFunc("/healthz", nil)\n\ts := &http.Server{Addr: net.JoinHostPort("", strconv.Itoa(*port)), Handler: r}\n\tif *port > 0 {\n\t\ts.ListenAndServe()\n\t}\n}\nfunc serve(l net.Listener) {}`;
    const imports = ["flag", "net", "net/http", "strconv"];
    expect(await main(imports, code(0))).toEqual([]);
    expect(await main(imports, code(8080))).toEqual(["http http /healthz 8080 main.go:16"]);
  });

  it.each<[string, string, string[]]>([
    ["a method", 'api.Route("/healthz", newChecks().Routes)', ["/api/healthz/live"]],
    ["a function", 'api.Route("/healthz", routes)', ["/api/healthz/live"]],
    ["a function without a prefix", "api.Group(routes)", ["/api/live"]],
    [
      "a literal with nothing but a slash",
      'api.Route("/health", func(r chi.Router) {\n\t\tr.Get("/", nil)\n\t})',
      ["/api/health"],
    ],
    [
      "a literal",
      'api.Route("/healthz", func(r chi.Router) {\n\t\tr.Get("/live", nil)\n\t})',
      ["/api/healthz/live"],
    ],
  ])("that %s fills in are below its prefix, which is none itself", async (_, filled, expected) => {
    const code = `type checks struct{}\nfunc newChecks() *checks { return &checks{} }\nfunc (c *checks) Routes(r chi.Router) { r.Get("/live", nil) }\nfunc routes(r chi.Router) { r.Get("/live", nil) }\nfunc main() {\n\tr := chi.NewRouter()\n\tapi := chi.NewRouter()\n\t${filled}\n\tr.Mount("/api", api)\n\thttp.ListenAndServe(":8080", r)\n}`;
    const found = await main(["net/http", "github.com/go-chi/chi/v5"], code);
    expect(found.flatMap((one) => / (\/api\S*)/.exec(one)?.[1] ?? [])).toEqual(expected);
  });

  it.each<[string, readonly string[], string, string]>([
    [
      "a group of huma",
      ["github.com/danielgtaylor/huma/v2", "github.com/danielgtaylor/huma/v2/adapters/humachi"],
      'api := humachi.New(r, huma.DefaultConfig("shop", "1"))\n\thuma.Get(huma.NewGroup(api, "/v1"), "/orders", nil)\n\tgroup := huma.NewGroup(api, "/v1")\n\thuma.Get(group, "/health", nil)',
      "/v1/health",
    ],
    [
      "a group of huma and a description of the route",
      ["github.com/danielgtaylor/huma/v2", "github.com/danielgtaylor/huma/v2/adapters/humachi"],
      'group := huma.NewGroup(humachi.New(r, huma.DefaultConfig("shop", "1")), "/v2")\n\thuma.Register(group, huma.Operation{Method: "GET", Path: "/health"}, nil)',
      "/v2/health",
    ],
    [
      "a router below a prefix that huma is made of",
      ["github.com/danielgtaylor/huma/v2", "github.com/danielgtaylor/huma/v2/adapters/humachi"],
      'r.Route("/api", func(r chi.Router) {\n\t\tapi := humachi.New(r, huma.DefaultConfig("shop", "1"))\n\t\thuma.Get(api, "/health", nil)\n\t})',
      "/api/health",
    ],
  ])("that a package is handed with %s have its prefix", async (_, imports, code, expected) => {
    const found = await main(
      ["net/http", "github.com/go-chi/chi/v5", ...imports],
      `func main() {\n\tr := chi.NewRouter()\n\t${code}\n\thttp.ListenAndServe(":8080", r)\n}`,
    );
    expect(found).toEqual([expect.stringContaining(` ${expected} 8080 `)]);
  });

  it.each<[string, readonly string[], string, string[]]>([
    [
      "iris, filled by a function",
      ["github.com/kataras/iris/v12"],
      'func routes(p iris.Party) { p.Get("/health", nil) }\nfunc main() {\n\tapp := iris.New()\n\tapp.PartyFunc("/api", routes)\n\tapp.Listen(":8080")\n}',
      ["/api/health"],
    ],
    [
      "bunrouter",
      ["net/http", "github.com/uptrace/bunrouter"],
      'func main() {\n\tr := bunrouter.New()\n\tr.WithGroup("/api", func(g *bunrouter.Group) {\n\t\tg.GET("/health", nil)\n\t})\n\thttp.ListenAndServe(":8080", r)\n}',
      ["/api/health"],
    ],
    [
      "go-zero, where not behind its token",
      ["github.com/zeromicro/go-zero/rest"],
      'func main() {\n\ts := rest.MustNewServer(rest.RestConf{Port: 8080})\n\ts.AddRoutes([]rest.Route{{Method: "GET", Path: "/ping"}}, rest.WithPrefix("/api"))\n\ts.AddRoutes([]rest.Route{{Method: "GET", Path: "/health"}}, rest.WithJwt("x"))\n\ts.Start()\n}',
      ["/api/ping"],
    ],
  ])("of %s are below their prefix", async (_, imports, code, expected) => {
    const found = await main(imports, code);
    expect(found.map((one) => one.split(" ")[2])).toEqual(expected);
  });

  it("behind what their server is set to stand where they are registered, on a port that is not in sight", async () => {
    const code =
      'type server struct {\n\tbase string\n\tport int\n}\nconst healthPath = "/healthz"\nfunc (s *server) path(p string) string { return path.Join(s.base, p) }\nfunc (s *server) monitor() {\n\tl, _ := net.Listen("tcp", net.JoinHostPort("", strconv.Itoa(s.port)))\n\tmux := http.NewServeMux()\n\tmux.HandleFunc(s.path(healthPath), nil)\n\tgo (&http.Server{Handler: mux}).Serve(l)\n}\nfunc main() {\n\ts := &server{base: os.Getenv("BASE"), port: loaded()}\n\tif s.port != 0 {\n\t\ts.monitor()\n\t}\n\tl, _ := net.Listen("tcp", ":4222")\n\tfor {\n\t\tc, _ := l.Accept()\n\t\tgo handle(c)\n\t}\n}';
    const found = await main(["net", "net/http", "os", "path", "strconv"], code);
    expect(found).toEqual(["http http /healthz null main.go:20"]);
  });

  it("of a helper are those of its callers that something calls", async () => {
    const code =
      'func registerAt(e *echo.Echo, base string) { e.GET(base+"/health", nil) }\nfunc register(e *echo.Echo) { registerAt(e, "") }\nfunc main() {\n\te := echo.New()\n\tregisterAt(e, "/v2")\n\te.Start(":8080")\n}';
    expect(await main(["github.com/labstack/echo/v4"], code)).toEqual([
      "http http /v2/health 8080 main.go:7",
    ]);
  });

  it("a client's request is no route", async () => {
    expect(
      await main(
        ["net/http"],
        'func main() { http.Get("http://localhost:8080/health"); http.NewRequest("GET", "/health", nil); http.ListenAndServe(":8080", nil) }',
      ),
    ).toEqual([]);
  });
});

it("is not looked for on one of several listeners that a list describes", async () => {
  const code =
    'type listener struct {\n\tAddress string `yaml:"address"`\n}\ntype config struct {\n\tListeners []listener `yaml:"listeners"`\n}\nfunc main() {\n\tvar c config\n\ttext, _ := os.ReadFile("shop.yaml")\n\tyaml.Unmarshal(text, &c)\n\thttp.HandleFunc("/health", nil)\n\tfor _, l := range c.Listeners {\n\t\tgo http.ListenAndServe(l.Address, nil)\n\t}\n}';
  const files = (list: string) => ({
    "main.go": mainFile(["net/http", "os", "gopkg.in/yaml.v3"], code),
    "shop.yaml": `listeners:\n${list}`,
  });
  expect(await healthOf(files('- address: ":1883"\n- address: ":1882"\n'))).toEqual([]);
  expect(await healthOf(files('- address: ":1880"\n'))).toEqual(["http http /health 1880 main.go:19"]);
});

it("is asked where HTTP is served, not where another protocol or statistics are", async () => {
  const code =
    'type config struct{ Git, HTTP, Stats string }\nvar c = config{Git: ":9418", HTTP: ":23232", Stats: ":23233"}\nfunc main() { go gitDaemon(); go statsServer(); web() }\nfunc gitDaemon() { var lc net.ListenConfig; l, _ := lc.Listen(nil, "tcp", c.Git); l.Accept() }\nfunc statsServer() { (&http.Server{Addr: c.Stats, Handler: metrics()}).ListenAndServe() }\nfunc web() { (&http.Server{Addr: c.HTTP, Handler: routes()}).ListenAndServe() }\nfunc routes() http.Handler {\n\tr := chi.NewRouter()\n\tcontrollers(r)\n\treturn wrap(r)\n}\nfunc controllers(r chi.Router) { r.Get("/livez", nil) }';
  const { ports, health } = await service({
    "main.go": mainFile(["net", "net/http", "github.com/go-chi/chi/v5"], code),
  });
  expect(ports.map(({ port, purpose }) => `${port} ${purpose}`)).toEqual([
    "23232 main",
    "9418 main",
    "23233 metrics",
  ]);
  expect(health.map(({ path, port }) => `${path} ${port}`)).toEqual(["/livez 23232"]);
});

describe("paths that are compared", () => {
  const skipping = (body: string): string =>
    `func skip(next http.Handler) http.Handler {\n\treturn http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {\n${body}\n\t\tnext.ServeHTTP(w, r)\n\t})\n}\nfunc main() { http.ListenAndServe(":8080", skip(http.NewServeMux())) }`;

  it.each<[string, readonly string[], string]>([
    [
      "hands the request on",
      ["net/http"],
      skipping(
        '\t\tif r.TLS != nil || r.URL.Path == "/healthz" {\n\t\t\tnext.ServeHTTP(w, r)\n\t\t\treturn\n\t\t}',
      ),
    ],
    [
      "marks the answer of another",
      ["net/http"],
      skipping('\t\tif r.URL.Path == "/healthz" {\n\t\t\tw.Header().Set("Cache-Control", "no-store")\n\t\t}'),
    ],
    [
      "refuses it",
      ["net/http"],
      skipping(
        '\t\tif r.URL.Path == "/healthz" {\n\t\t\thttp.Error(w, "gone", http.StatusGone)\n\t\t\treturn\n\t\t}',
      ),
    ],
    [
      "is of gin and goes on",
      ["github.com/gin-gonic/gin"],
      'func log() gin.HandlerFunc {\n\treturn func(c *gin.Context) {\n\t\tif c.Request.URL.Path == "/health" {\n\t\t\tc.Next()\n\t\t\treturn\n\t\t}\n\t}\n}\nfunc main() { r := gin.New(); r.Use(log()); r.Run(":8080") }',
    ],
    [
      "hands it to a handler that nothing gives",
      ["net/http"],
      'type options struct{ Health http.Handler }\ntype alive struct{ next, health http.Handler }\nfunc (a *alive) ServeHTTP(w http.ResponseWriter, r *http.Request) {\n\tif r.URL.Path == "/healthz" {\n\t\ta.health.ServeHTTP(w, r)\n\t} else {\n\t\ta.next.ServeHTTP(w, r)\n\t}\n}\nfunc wrapped(o *options) http.Handler {\n\tvar h http.Handler = http.NewServeMux()\n\tif o.Health != nil {\n\t\th = &alive{next: h, health: o.Health}\n\t}\n\treturn h\n}\nfunc main() { http.ListenAndServe(":8080", wrapped(&options{})) }',
    ],
    [
      "nothing uses",
      ["net/http"],
      'func alive(w http.ResponseWriter, r *http.Request) {\n\tif r.URL.Path == "/ping" {\n\t\tw.Write([]byte("pong"))\n\t}\n}\nfunc main() { http.ListenAndServe(":8080", http.NewServeMux()) }',
    ],
  ])("are none of middleware that %s", async (_, imports, code) => {
    expect(await main(imports, code)).toEqual([]);
  });

  it("belong to the server whose router is told of the handler that compares", async () => {
    const code =
      'type probe struct{ port int; alive *http.ServeMux }\nfunc (p *probe) answer(w http.ResponseWriter, r *http.Request) {\n\tswitch r.URL.Path {\n\tcase "/healthz":\n\t\tw.Write([]byte("ok"))\n\t}\n}\nfunc (p *probe) run() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/", p.answer)\n\thttp.ListenAndServe(fmt.Sprintf(":%d", p.port), mux)\n}\nfunc main() {\n\tgo (&probe{}).run()\n\thttp.HandleFunc("/status", nil)\n\thttp.ListenAndServe(":8080", nil)\n}';
    const imports = ["fmt", "net/http"];
    expect(await main(imports, code)).toEqual(["http http /status 8080 main.go:22"]);
    const own = code.replace(
      'ListenAndServe(":8080", nil)',
      'ListenAndServe(":8080", http.HandlerFunc((&probe{}).answer))',
    );
    expect(await main(imports, own.replace('mux.HandleFunc("/", p.answer)', ""))).toContain(
      "http http /healthz 8080 main.go:11",
    );
  });

  it("are none where the handler says that there is nothing", async () => {
    const code =
      'func health(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNotImplemented) }\nfunc main() {\n\thttp.HandleFunc("/health", health)\n\thttp.Handle("/healthz", http.NotFoundHandler())\n\thttp.ListenAndServe(":8080", nil)\n}';
    expect(await main(["net/http"], code)).toEqual([]);
  });

  it.each([
    ["a web socket", "\t_, err := upgrader.Upgrade(w, r, nil)\n\tprintln(err)"],
    ["a stream of events", '\tw.Header().Set("Content-Type", "text/event-stream")'],
  ])("are none that stay open as %s", async (_, body) => {
    const code = `func live(w http.ResponseWriter, r *http.Request) {\n${body}\n}\nfunc main() {\n\thttp.HandleFunc("/live", live)\n\thttp.ListenAndServe(":8080", nil)\n}`;
    const imports = ["net/http", "github.com/gorilla/websocket"];
    expect(await main(imports, code)).toEqual([]);
    expect(await main(imports, code.replace(body, '\tw.Write([]byte("yes"))'))).toHaveLength(1);
  });

  it("are none that a proxy hands on to another server", async () => {
    const code = (handler: string) =>
      `func main() {\n\tr := gin.New()\n\tusers := proxy.New("http://localhost:3001")\n\tr.Group("/api/users").Any("/health", users.${handler})\n\tr.Run(":8080")\n}`;
    const imports = ["github.com/gin-gonic/gin", "example.org/proxy"];
    expect(await main(imports, code("ProxyRequest"))).toEqual([]);
    expect(await main(imports, code("Health"))).toHaveLength(1);
    const own = code("ProxyRequest").replace('r.Group("/api/users").Any', "r.Any");
    expect(await main(imports, own)).toHaveLength(1);
  });
});

describe("gRPC", () => {
  const imports = [
    "net",
    "google.golang.org/grpc",
    "google.golang.org/grpc/health",
    'healthpb "google.golang.org/grpc/health/grpc_health_v1"',
  ];

  it("is asked where a server registers the health service", async () => {
    expect(
      await main(
        imports,
        'func main() {\n\tlis, _ := net.Listen("tcp", ":50051")\n\ts := grpc.NewServer()\n\thealthpb.RegisterHealthServer(s, health.NewServer())\n\ts.Serve(lis)\n}',
      ),
    ).toEqual(["grpc http  50051 main.go:13"]);
  });

  it("is asked on the listener that is handed to a server of another package", async () => {
    const found = await healthOf({
      "main.go": mainFile(
        ["net", "example.com/shop/api"],
        'func main() {\n\ts := api.New()\n\tlis, _ := net.Listen("tcp", ":50051")\n\ts.Run(lis)\n}',
      ),
      "api/api.go":
        'package api\n\nimport (\n\t"net"\n\n\t"google.golang.org/grpc"\n\t"google.golang.org/grpc/health"\n\thealthpb "google.golang.org/grpc/health/grpc_health_v1"\n)\n\ntype Server struct{ s *grpc.Server }\n\nfunc New() *Server {\n\ts := grpc.NewServer()\n\thealthpb.RegisterHealthServer(s, health.NewServer())\n\treturn &Server{s: s}\n}\n\nfunc (s *Server) Run(lis net.Listener) { s.s.Serve(lis) }\n',
    });
    expect(found).toEqual(["grpc http  50051 api/api.go:15"]);
  });

  it("answers no path over HTTP on its own port where another server may", async () => {
    const code = `
var health = flag.Int("health-port", 8082, "")

func register(m *runtime.ServeMux) { m.Handle("GET", "/healthz", nil) }

func probes() *http.Server {
	m := runtime.NewServeMux()
	gateway.Register(m, register)
	return &http.Server{Addr: fmt.Sprintf(":%d", *health), Handler: m}
}

func main() {
	flag.Parse()
	s := grpc.NewServer()
	lis, _ := net.Listen("tcp", ":8081")
	go s.Serve(lis)
	probes().ListenAndServe()
}`;
    const used = ["flag", "fmt", "net", "net/http", "google.golang.org/grpc", "example.org/gateway"];
    const gateway = "github.com/grpc-ecosystem/grpc-gateway/runtime";
    expect(await main([...used, gateway], code)).toEqual([]);
  });

  it("is asked on the first of two ports, which is the main one where there is no other", async () => {
    const code =
      'func serve(addr string, s *grpc.Server) {\n\tlis, _ := net.Listen("tcp", addr)\n\ts.Serve(lis)\n}\nfunc main() {\n\ts := grpc.NewServer(grpc.StatsHandler(nil))\n\thealthpb.RegisterHealthServer(s, health.NewServer())\n\tgo serve(":50051", s)\n\tgo serve(":50053", s)\n\tselect {}\n}';
    expect(await main(imports, code)).toEqual(["grpc http  50051 main.go:16"]);
  });

  it("is not asked on the port of a gateway that is called like it", async () => {
    const code =
      'func gateway() {\n\tgrpcMux := http.NewServeMux()\n\thttp.ListenAndServe(":8080", grpcMux)\n}\nfunc main() {\n\ts := grpc.NewServer()\n\thealthpb.RegisterHealthServer(s, health.NewServer())\n\tgo gateway()\n\tlis, _ := net.Listen("tcp", ":9090")\n\ts.Serve(lis)\n}';
    expect(await main(["net/http", ...imports], code)).toEqual(["grpc http  9090 main.go:17"]);
  });

  it("is asked on the one port that an image exposes, and on none of several", async () => {
    const tree = (ports: string) => ({
      "main.go": mainFile(
        [
          "google.golang.org/grpc/health",
          'healthpb "google.golang.org/grpc/health/grpc_health_v1"',
          "example.org/run",
        ],
        "func main() {\n\ts := run.New()\n\thealthpb.RegisterHealthServer(s, health.NewServer())\n\trun.Serve(s)\n}",
      ),
      Dockerfile: `FROM golang\nCOPY . .\nRUN go build -o /shop .\nEXPOSE ${ports}\nENTRYPOINT ["/shop"]\n`,
    });
    expect(await healthOf(tree("5779"))).toEqual(["grpc http  5779 main.go:11"]);
    expect(await healthOf(tree("5778 5779"))).toEqual([]);
  });

  it("has no path of a server that is off, whose address is empty", async () => {
    const found = await healthOf({
      "main.go": mainFile(
        ["net", "google.golang.org/grpc", "example.com/shop/monitoring"],
        'func main() {\n\tmonitoring.Setup(monitoring.Config{})\n\tlis, _ := net.Listen("tcp", ":8000")\n\tgs := grpc.NewServer()\n\tgs.Serve(lis)\n}',
      ),
      "monitoring/monitoring.go":
        'package monitoring\n\nimport "net/http"\n\ntype Config struct{ Bind string }\n\nfunc Setup(c Config) {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/health", nil)\n\tserver := http.Server{Handler: mux, Addr: c.Bind}\n\tgo server.ListenAndServe()\n}\n',
    });
    expect(found).toEqual([]);
  });

  it("is not asked where the program is a client of it", async () => {
    expect(await main(imports, "func main() { healthpb.NewHealthClient(nil) }")).toEqual([]);
  });
});

describe("a command", () => {
  const waiting = {
    "wait.go":
      'package main\n\nimport (\n\t"os"\n\t"os/signal"\n)\n\nfunc wait() {\n\tstop := make(chan os.Signal, 1)\n\tsignal.Notify(stop, os.Interrupt)\n\t<-stop\n}\n',
  };
  const worker = (imports: readonly string[], code: string) =>
    healthOf({ "main.go": mainFile(imports, code), ...waiting });

  it.each<[string, readonly string[], string, string]>([
    [
      "a subcommand",
      ["github.com/spf13/cobra"],
      'var root = &cobra.Command{Use: "shop", Run: nil}\nvar check = &cobra.Command{Use: "healthcheck", Run: nil}\nfunc main() { root.AddCommand(check); root.Execute() }',
      "command http healthcheck null main.go:8",
    ],
    [
      "a subcommand of another",
      ["github.com/spf13/cobra"],
      'var root = &cobra.Command{Use: "shop"}\nvar start = &cobra.Command{Use: "start [flags]", Run: nil}\nvar check = &cobra.Command{Use: "healthcheck", Run: nil}\nfunc main() { root.AddCommand(start); start.AddCommand(check); root.Execute() }',
      "command http start healthcheck null main.go:9",
    ],
    [
      "a subcommand in the list of another",
      ["github.com/urfave/cli/v2"],
      'func main() { app := cli.NewApp(); app.Commands = []*cli.Command{{Name: "start", Subcommands: []*cli.Command{{Name: "healthcheck", Action: nil}}}}; app.Run(nil) }',
      "command http start healthcheck null main.go:7",
    ],
    [
      "a flag",
      ["flag"],
      'var check = flag.Bool("healthcheck", false, "")\nfunc main() { flag.Parse() }',
      "command http -healthcheck null main.go:7",
    ],
    [
      "an argument",
      ["os"],
      'func main() {\n\tif len(os.Args) > 1 && os.Args[1] == "healthcheck" {\n\t\tos.Exit(0)\n\t}\n}',
      "command http healthcheck null main.go:8",
    ],
    [
      "a switch over arguments",
      ["os"],
      'func main() {\n\tif len(os.Args) > 1 {\n\t\tswitch os.Args[1] {\n\t\tcase "version":\n\t\t\treturn\n\t\tcase "healthcheck":\n\t\t\tos.Exit(0)\n\t\t}\n\t}\n}',
      "command http healthcheck null main.go:12",
    ],
  ])("%s of the program itself", async (_, imports, code, expected) => {
    expect(await worker(imports, code)).toEqual([expected]);
  });

  it.each([
    ["ends", "os.Exit(probe())", ["command http -healthz null main.go:11"]],
    ["goes on", "collect()", []],
  ])("is no flag but one with which the program %s", async (_, then, expected) => {
    const code = `type options struct{ Health bool }\nfunc main() {\n\to := &options{}\n\tflag.BoolVar(&o.Health, "healthz", false, "")\n\tflag.Parse()\n\tif o.Health {\n\t\t${then}\n\t}\n\tselect {}\n}`;
    expect(await worker(["flag", "os"], code)).toEqual(expected);
  });

  it.each([
    ["its own", 'CMD ["/shop", "--health-check"]', "command http --health-check null Dockerfile:5"],
    [
      "its own in a shell's words",
      "--interval=5s CMD ./shop ping || exit 1",
      "command http ping null Dockerfile:5",
    ],
    ["another program", 'CMD ["/probe", "ping"]', null],
    ["its version, which it tells at any time", 'CMD ["/shop", "-version"]', null],
    ["a file of that image", 'CMD ["/shop", "ping", "-c", "/etc/shop.yml"]', null],
    ["the port alone", "CMD wget -q http://localhost:8080", null],
    ["a page", "CMD wget -q http://localhost:8080/shop", null],
    [
      "a path that the code does not show",
      "CMD curl -f http://127.0.0.1:8080/health/live || exit 1",
      "http http /health/live 8080 Dockerfile:5",
    ],
    ["a port of another program", "CMD curl -f http://localhost:9000/health", null],
    [
      "an address without a scheme",
      "CMD curl -fkLsS -m 2 127.0.0.1:8080/health/live | grep -o OK",
      "http http /health/live 8080 Dockerfile:5",
    ],
  ])("of the author's image, which asks %s", async (_, check, expected) => {
    const found = await healthOf({
      "main.go": mainFile(["net/http"], 'func main() { http.ListenAndServe(":8080", nil) }'),
      Dockerfile: `FROM golang AS build\nRUN go build -o /shop .\nFROM alpine\nCOPY --from=build /shop /shop\nHEALTHCHECK ${check}\nENTRYPOINT ["/shop"]\n`,
    });
    expect(found).toEqual(expected === null ? [] : [expected]);
  });

  it("of the author's image says the port of a route that is not seen to be on any", async () => {
    const tree = {
      "main.go": mainFile(
        ["net/http", "example.org/sockets"],
        'func main() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/health", nil)\n\tl, _ := sockets.Open()\n\tgo http.Serve(l, mux)\n\tpages := http.NewServeMux()\n\thttp.ListenAndServe(":8080", pages)\n}',
      ),
    };
    expect(await healthOf(tree)).toEqual(["http http /health null main.go:10"]);
    const Dockerfile =
      'FROM golang\nRUN go build -o /shop .\nHEALTHCHECK CMD curl -f http://localhost:8080/health\nENTRYPOINT ["/shop"]\n';
    expect(await healthOf({ ...tree, Dockerfile })).toEqual(["http http /health 8080 Dockerfile:3"]);
  });

  it("of one of two servers whose routers a helper makes is that which listens in the file of the route", async () => {
    const files = {
      "main.go": mainFile(
        ["net/http", "example.com/shop/pages", "example.com/shop/routers"],
        'func main() {\n\tpages.Start()\n\tr := routers.New()\n\tr.GET("/goods", nil)\n\thttp.ListenAndServe(":8080", r)\n}',
      ),
      "pages/pages.go":
        'package pages\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/routers"\n)\n\nfunc Start() {\n\tr := routers.New()\n\tr.GET("/status", overview)\n\tgo listen(r)\n}\n\nfunc listen(h http.Handler) { http.ListenAndServe(":8081", h) }\n\nfunc overview(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(200) }\n',
      "routers/routers.go":
        'package routers\n\nimport "github.com/gin-gonic/gin"\n\nfunc New() *gin.Engine { return gin.New() }\n',
    };
    expect(await healthOf(files)).toEqual(["http http /status 8081 pages/pages.go:11"]);
  });

  it("of one of two servers whose handlers go through one helper is its own", async () => {
    const files = {
      "main.go": mainFile(
        ["net/http"],
        `func main() {
	goods, admin := http.NewServeMux(), adminMux()
	goods.HandleFunc("/goods", nil)
	start(newServer(":8080", chain(goods, logged)))
	start(newServer(":9090", admin))
	select {}
}

func adminMux() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", healthy)
	return chain(mux, logged)
}

func chain(h http.Handler, all ...func(http.Handler) http.Handler) http.Handler {
	for _, one := range all {
		h = one(h)
	}
	return h
}

func newServer(addr string, h http.Handler) *http.Server { return &http.Server{Addr: addr, Handler: h} }

func start(server *http.Server) { go server.ListenAndServe() }

func logged(h http.Handler) http.Handler { return h }

func healthy(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(200) }`,
      ),
    };
    expect(await healthOf(files)).toEqual(["http http /healthz 9090 main.go:17"]);
  });

  it("is rather at a path that is always there than at one that a setting adds", async () => {
    const routes = (more: string) => ({
      "main.go": mainFile(
        ["encoding/json", "net/http", "os"],
        `type config struct{ RootHealth bool }

func main() {
	var c config
	text, _ := os.ReadFile("/etc/shop/shop.json")
	json.Unmarshal(text, &c)
	${more}
	if c.RootHealth {
		http.HandleFunc("/healthz", healthy)
	}
	http.ListenAndServe(":8080", nil)
}

func healthy(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(200) }`,
      ),
    });
    expect(await healthOf(routes('http.HandleFunc("/server/healthz", healthy)'))).toEqual([
      expect.stringMatching(/^http http \/server\/healthz 8080 /),
      expect.stringMatching(/^http http \/healthz 8080 /),
    ]);
    expect(await healthOf(routes('http.HandleFunc("/healthcheck", healthy)'))).toEqual([
      expect.stringMatching(/^http http \/healthcheck 8080 /),
      expect.stringMatching(/^http http \/healthz 8080 /),
    ]);
    expect(await healthOf(routes('http.HandleFunc("/api/status", healthy)'))).toEqual([
      expect.stringMatching(/^http http \/healthz 8080 /),
      expect.stringMatching(/^http http \/api\/status 8080 /),
    ]);
  });

  it("of a package for administration is not asked on a port of which the code shows no listener", async () => {
    const of = (name: string) =>
      healthOf({
        "main.go": mainFile(
          ["net/http", `example.com/shop/${name}`, "example.org/run"],
          `func main() {\n\trun.Start(${name}.New())\n\trun.Start(http.NewServeMux())\n}\nfunc serve(s *http.Server, l run.Listener) error { return s.Serve(l) }`,
        ),
        [`${name}/handler.go`]: `package ${name}\n\nimport "net/http"\n\nfunc New() http.Handler {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/health", ok)\n\treturn mux\n}\nfunc ok(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(200) }\n`,
        Dockerfile: 'FROM golang\nRUN go build -o /shop .\nEXPOSE 4456\nENTRYPOINT ["/shop"]\n',
      });
    expect(await of("management")).toEqual([]);
    expect(await of("api")).toEqual(["http http /health 4456 api/handler.go:7"]);
  });

  it("of the author's image is answered where its variable has it", async () => {
    const of = async (check: string) => {
      const { relocations } = await service({
        "main.go": mainFile(["example.org/conf"], 'func main() { conf.Get("HEALTH_ADDR") }'),
        Dockerfile: `FROM golang AS build\nRUN go build -o /shop .\nFROM alpine\nENV HEALTH_ADDR=127.0.0.1:9999\nCOPY --from=build /shop /shop\n${check}ENTRYPOINT ["/shop"]\n`,
      });
      return relocations;
    };
    expect(await of('HEALTHCHECK CMD ["/shop", "healthcheck"]\n')).toEqual([
      { setBy: "env:HEALTH_ADDR", value: "127.0.0.1:9999" },
    ]);
    expect(await of("")).toEqual([]);
  });

  it("is none of a program that ends by itself", async () => {
    const code =
      'var root = &cobra.Command{Use: "shop", Run: nil}\nvar check = &cobra.Command{Use: "healthcheck", Run: nil}\nfunc main() { root.AddCommand(check); root.Execute() }';
    expect(await main(["github.com/spf13/cobra"], code)).toEqual([]);
  });
});

it.each([
  ["lets requests without a session go on", 'if id == "" {\n\t\t\tc.Next()\n\t\t\treturn\n\t\t}', true],
  [
    "refuses them",
    'if id == "" {\n\t\t\tc.AbortWithStatus(http.StatusUnauthorized)\n\t\t\treturn\n\t\t}',
    false,
  ],
])("is open behind middleware of the program's own for sessions that %s", async (_, body, isOpen) => {
  const code = `func CheckSession() gin.HandlerFunc {
	return func(c *gin.Context) {
		id := c.GetHeader("X-Session")
		${body}
		c.Next()
	}
}
func main() {
	r := gin.New()
	r.Use(CheckSession())
	r.GET("/health", nil)
	r.Run()
}`;
  const found = await main(["net/http", "github.com/gin-gonic/gin"], code);
  expect(found.length > 0).toBe(isOpen);
});
