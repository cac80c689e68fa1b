import { describe, expect, it } from "vitest";
import { open } from "../tree.ts";
import { mainFile, service } from "./service.ts";

/** Each as its documentation shows it: port, bind and setting, and how it is asked whether it lives. */
describe("what a framework opens and answers by itself", () => {
  it.each<[string, readonly string[], string, string[], string[]]>([
    [
      "macaron",
      ["gopkg.in/macaron.v1"],
      "func main() {\n\tm := macaron.Classic()\n\tm.Run()\n}",
      ["4000 all env:PORT"],
      [],
    ],
    [
      "macaron with a host and a port",
      ["gopkg.in/macaron.v1"],
      'func main() {\n\tm := macaron.Classic()\n\tm.Run("0.0.0.0", 8085)\n}',
      ["8085 all literal"],
      [],
    ],
    [
      "gin in a struct of the program, with the method that the struct has itself",
      ["github.com/gin-gonic/gin"],
      "type shop struct {\n\tname string\n\t*gin.Engine\n}\ntype clock struct{ *gin.Engine }\nfunc (clock) Run() {}\nfunc main() {\n\ts := &shop{Engine: gin.Default()}\n\tclock{gin.New()}.Run()\n\ts.Run()\n}",
      ["8080 all env:PORT"],
      [],
    ],
    [
      "a webhook for cert-manager",
      ["github.com/cert-manager/cert-manager/pkg/acme/webhook/cmd"],
      'func main() { cmd.RunWebhookServer("acme.example.com", &solver{}) }',
      ["443 all literal"],
      [],
    ],
    [
      "an API server of Kubernetes",
      ["k8s.io/apiserver/pkg/server/options"],
      "func main() { run(options.NewSecureServingOptions().WithLoopback()) }",
      ["443 all flag:--secure-port"],
      [],
    ],
    [
      "an API server of Kubernetes with a port of its own",
      ["k8s.io/apiserver/pkg/server/options"],
      "const port = 10258\nfunc main() {\n\to := options.NewSecureServingOptions()\n\to.BindPort = port\n\trun(o)\n}",
      ["10258 all flag:--secure-port"],
      [],
    ],
    [
      "Watermill over HTTP, with its metrics",
      [
        "github.com/ThreeDotsLabs/watermill/components/metrics",
        "github.com/ThreeDotsLabs/watermill-http/v2/pkg/http",
        "github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka",
      ],
      'func main() {\n\tmetrics.CreateRegistryAndServeHTTP(":8081")\n\thttp.NewSubscriber(":8080", http.SubscriberConfig{}, nil)\n\tkafka.NewSubscriber(":9092", nil)\n}',
      ["8080 all literal", "8081 all literal"],
      [],
    ],
    [
      "go-json-rest with its paths in constants",
      ["net/http", "github.com/ant0ine/go-json-rest/rest"],
      'const uriHealth = "/api/internal/v1/shop/health"\nfunc main() {\n\tapi := rest.NewApi()\n\tr, _ := rest.MakeRouter(rest.Get(uriHealth, health))\n\tapi.SetApp(r)\n\thttp.ListenAndServe(":8080", api.MakeHandler())\n}',
      ["8080 all literal"],
      ["http /api/internal/v1/shop/health 8080"],
    ],
    [
      "goframe with methods before its paths",
      ["github.com/gogf/gf/v2/frame/g"],
      'func main() {\n\ts := g.Server()\n\ts.BindHandler("POST:/live", ok)\n\ts.BindHandler("GET:/health", ok)\n\ts.BindHandler("ALL:/ready", ok)\n\ts.SetPort(8085)\n\ts.Run()\n}',
      ["8085 all literal"],
      ["http /health 8085", "http /ready 8085"],
    ],
    ["goji", ["github.com/zenazn/goji"], "func main() { goji.Serve() }", ["8000 all env:PORT"], []],
    [
      "flamego",
      ["github.com/flamego/flamego"],
      'func main() {\n\tf := flamego.Classic()\n\tf.Get("/healthz", ok)\n\tf.Run()\n}',
      ["2830 all literal"],
      ["http /healthz 2830"],
    ],
    [
      "flamego with a port",
      ["github.com/flamego/flamego"],
      "func main() {\n\tf := flamego.Classic()\n\tf.Run(8085)\n}",
      ["8085 all literal"],
      [],
    ],
    [
      "fuego",
      ["github.com/go-fuego/fuego"],
      'func main() {\n\ts := fuego.NewServer()\n\tfuego.Get(s, "/health", ok)\n\ts.Run()\n}',
      ["9999 loopback literal"],
      ["http /health 9999"],
    ],
    [
      "fuego with an address",
      ["github.com/go-fuego/fuego"],
      'func main() {\n\ts := fuego.NewServer(fuego.WithAddr(":8085"))\n\ts.Run()\n}',
      ["8085 all literal"],
      [],
    ],
    [
      "GoFr",
      ["gofr.dev/pkg/gofr"],
      "func main() {\n\tapp := gofr.New()\n\tapp.Run()\n}",
      ["8000 all env:HTTP_PORT"],
      ["http /.well-known/alive 8000"],
    ],
    [
      "mochi's broker",
      ["github.com/mochi-mqtt/server/v2", "github.com/mochi-mqtt/server/v2/listeners"],
      'func main() {\n\tserver := mqtt.New(nil)\n\tserver.AddListener(listeners.NewTCP(listeners.Config{ID: "t1", Address: ":1883"}))\n\tserver.Serve()\n}',
      ["1883 all literal"],
      [],
    ],
    [
      "controller-runtime's webhooks on the port of the manager",
      ["sigs.k8s.io/controller-runtime/pkg/manager", "sigs.k8s.io/controller-runtime/pkg/webhook"],
      'func main() {\n\tmgr, _ := manager.New(nil, manager.Options{MetricsBindAddress: "0", Port: 9444})\n\tmgr.GetWebhookServer().Register("/mutate", &webhook.Admission{})\n\tmgr.Start(nil)\n}',
      ["9444 all literal"],
      [],
    ],
    [
      "controller-runtime's webhooks on the usual port",
      ['ctrl "sigs.k8s.io/controller-runtime"'],
      'func main() {\n\tmgr, _ := ctrl.NewManager(nil, ctrl.Options{HealthProbeBindAddress: ":8081"})\n\tmgr.GetWebhookServer().Register("/mutate", nil)\n\tmgr.Start(nil)\n}',
      ["9443 all literal", "8081 all literal"],
      [],
    ],
    [
      "mochi's broker of old",
      ["github.com/mochi-co/mqtt/server", "github.com/mochi-co/mqtt/server/listeners"],
      'func main() {\n\tbroker := server.New()\n\tbroker.AddListener(listeners.NewTCP("t1", "localhost:1883"), nil)\n\tbroker.Serve()\n}',
      ["1883 loopback literal"],
      [],
    ],
    [
      "goa's example server",
      ["net/http", "net/url"],
      'func main() {\n\tu, _ := url.Parse("http://localhost:8085")\n\tserve(u)\n}\nfunc serve(u *url.URL) {\n\tsrv := &http.Server{Addr: u.Host}\n\tsrv.ListenAndServe()\n}',
      ["8085 loopback literal"],
      [],
    ],
    [
      "fiber's path of its health check",
      ["github.com/gofiber/fiber/v3", "github.com/gofiber/fiber/v3/middleware/healthcheck"],
      'func main() {\n\tapp := fiber.New()\n\tapp.Get(healthcheck.LivenessEndpoint, healthcheck.New())\n\tapp.Listen(":8085")\n}',
      ["8085 all literal"],
      ["http /livez 8085"],
    ],
    [
      "go-restful",
      ["net/http", "github.com/emicklei/go-restful/v3"],
      'func main() {\n\tws := new(restful.WebService)\n\tws.Path("/api").Consumes(restful.MIME_JSON)\n\tws.Route(ws.POST("/health").To(nil))\n\tws.Route(ws.GET("/healthz").To(nil))\n\trestful.Add(ws)\n\thttp.ListenAndServe(":8085", nil)\n}',
      ["8085 all literal"],
      ["http /api/healthz 8085"],
    ],
    [
      "connect's health service with HTTP/2 in the clear",
      ["net/http", "connectrpc.com/grpchealth", "golang.org/x/net/http2/h2c"],
      'func main() {\n\tmux := http.NewServeMux()\n\tmux.Handle(grpchealth.NewHandler(nil))\n\thttp.ListenAndServe(":8085", h2c.NewHandler(mux, nil))\n}',
      ["8085 all literal"],
      ["grpc  8085"],
    ],
    [
      "connect's health service without",
      ["net/http", "connectrpc.com/grpchealth"],
      'func main() {\n\tmux := http.NewServeMux()\n\tmux.Handle(grpchealth.NewHandler(nil))\n\thttp.ListenAndServe(":8085", mux)\n}',
      ["8085 all literal"],
      [],
    ],
    [
      "thrift",
      ["github.com/apache/thrift/lib/go/thrift"],
      'func main() {\n\ttransport, err := thrift.NewTServerSocket("localhost:9090")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tthrift.NewTSimpleServer2(nil, transport).Serve()\n}',
      ["9090 loopback literal"],
      [],
    ],
  ])("is that of %s", async (_, imports, code, ports, health) => {
    const found = await service({ "main.go": mainFile(imports, code) });
    expect(found.ports.map(({ port, bind, setBy }) => `${port} ${bind} ${setBy}`)).toEqual(ports);
    expect(found.health.map(({ type, path, port }) => `${type} ${path} ${port}`)).toEqual(health);
  });

  it("is what the image gives the variable of gizmo, which has no default", async () => {
    const code = 'func main() {\n\tserver.Init("shop", nil)\n\tserver.Run()\n}';
    const { warnings } = await service({ "main.go": mainFile(["github.com/NYTimes/gizmo/server"], code) });
    expect(warnings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining("sets HTTP_PORT=8080"),
    );
  });

  it.each([
    ["gofr.dev/pkg/gofr", "gofr.New().Run()"],
    ["github.com/NYTimes/gizmo/server", "server.Run()"],
    ["github.com/NYTimes/gizmo/server/kit", "kit.Run(nil)"],
    ["github.com/cert-manager/cert-manager/pkg/acme/webhook/cmd", 'cmd.RunWebhookServer("a", nil)'],
    ["github.com/flamego/flamego", "flamego.Classic().Run()"],
    ["github.com/smallnest/rpcx/server", 'server.NewServer().Serve("tcp", ":8972")'],
    ["github.com/apache/thrift/lib/go/thrift", 'thrift.NewTServerSocket(":9090")'],
  ])("makes a service of a program: %s", (path, code) => {
    const tree = {
      "go.mod": "module example.com/shop\n\ngo 1.26\n",
      "main.go": mainFile([path], `func main() { ${code} }`),
    };
    expect(open(tree).mains.map(({ kind }) => kind)).toEqual(["service"]);
  });
});

it.each<[string, string[], string, string[]]>([
  [
    "goframe's address",
    ["github.com/gogf/gf/v2/frame/g"],
    's := g.Server()\n\ts.SetAddr("127.0.0.1:8199")\n\ts.Run()',
    ["8199 loopback"],
  ],
  [
    "goframe's port",
    ["github.com/gogf/gf/v2/frame/g"],
    "s := g.Server()\n\ts.SetPort(8199)\n\ts.Run()",
    ["8199 all"],
  ],
  [
    "martini's address",
    ["github.com/go-martini/martini"],
    'martini.Classic().RunOnAddr("localhost:8199")',
    ["8199 loopback"],
  ],
  [
    "go-zero's literal",
    ["github.com/zeromicro/go-zero/rest"],
    'rest.MustNewServer(rest.RestConf{Host: "127.0.0.1", Port: 8199}).Start()',
    ["8199 loopback"],
  ],
  [
    "go-zero's literal for gRPC",
    ["github.com/zeromicro/go-zero/zrpc"],
    'zrpc.MustNewServer(zrpc.RpcServerConf{ListenOn: ":8199"}, nil).Start()',
    ["8199 all"],
  ],
  [
    "buffalo's options",
    ["github.com/gobuffalo/buffalo"],
    'buffalo.New(buffalo.Options{Addr: ":8199"}).Serve()',
    ["8199 all"],
  ],
  [
    "beego's variables",
    ["github.com/beego/beego/v2/server/web"],
    'web.BConfig.Listen.HTTPAddr = "127.0.0.1"\n\tweb.BConfig.Listen.HTTPPort = 8199\n\tweb.Run()',
    ["8199 loopback"],
  ],
  [
    "beego's variable for the host alone",
    ["github.com/beego/beego/v2/server/web"],
    'web.BConfig.Listen.HTTPAddr = "127.0.0.1"\n\tweb.Run()',
    ["8080 loopback"],
  ],
])(
  "the address that the code tells a framework is not its default: %s",
  async (_, imports, code, expected) => {
    const { ports } = await service({ "main.go": mainFile(imports, `func main() {\n\t${code}\n}`) });
    expect(ports.map(({ port, bind }) => `${port} ${bind}`)).toEqual(expected);
  },
);

it.each([
  ["IPv4", "net.IPv4(127, 0, 0, 1)"],
  ["the constant of IPv6", "net.IPv6loopback"],
  ["bytes", "net.IP{127, 0, 0, 1}"],
  ["a text in a variable", "ip"],
])("a host on loopback is one, however the code makes it: %s", async (_, made) => {
  const code = `var ip = net.ParseIP("127.0.0.1")\nfunc main() {\n\tl, _ := net.ListenTCP("tcp", &net.TCPAddr{IP: ${made}, Port: 8199})\n\thttp.Serve(l, nil)\n}`;
  const { ports } = await service({ "main.go": mainFile(["net", "net/http"], code) });
  expect(ports.map(({ port, bind }) => `${port} ${bind}`)).toEqual(["8199 loopback"]);
});

it.each([
  "net.TCPAddrFromAddrPort(netip.AddrPortFrom(netip.IPv6Loopback(), 8199)).String()",
  "netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), 8199).String()",
])("a host on loopback is one, made by netip: %s", async (address) => {
  const code = `func main() { http.ListenAndServe(${address}, nil) }`;
  const { ports } = await service({ "main.go": mainFile(["net", "net/http", "net/netip"], code) });
  expect(ports.map(({ port, bind }) => `${port} ${bind}`)).toEqual(["8199 loopback"]);
});

it.each<[string, string, string, string]>([
  ["CoAP", "github.com/plgd-dev/go-coap/v3", 'coap.ListenAndServe("udp", ":5688", nil)', "5688 udp"],
  ["CoAP over TCP", "github.com/plgd-dev/go-coap/v3", 'coap.ListenAndServe("tcp", ":5688", nil)', "5688 tcp"],
  [
    "traps of SNMP",
    "github.com/gosnmp/gosnmp",
    'gosnmp.NewTrapListener().Listen("0.0.0.0:9162")',
    "9162 udp",
  ],
  ["RADIUS", "layeh.com/radius", '(&radius.PacketServer{Addr: ":1812"}).ListenAndServe()', "1812 udp"],
])("the protocol of %s is that of its server", async (_, library, code, expected) => {
  const { ports } = await service({ "main.go": mainFile([library], `func main() { ${code} }`) });
  expect(ports.map(({ port, protocol }) => `${port} ${protocol}`)).toEqual([expected]);
});
