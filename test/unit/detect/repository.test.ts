import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openRepository } from "../../../src/detect/repository.ts";
import { files } from "../../../src/system/files.ts";
import { go, hasGo, open, parseObjects, plant, program, server } from "./tree.ts";

const mod = "module example.com/shop\n\ngo 1.26\n";
const kinds = (tree: Record<string, string>) =>
  Object.fromEntries(open(tree).mains.map(({ path: main, kind }) => [main, kind]));

describe("main packages", () => {
  const tree = {
    "go.mod": `${mod}\nignore ./scratch\n`,
    "cmd/server/main.go": server,
    "cmd/windows/main_windows.go": program,
    "cmd/ignored/main.go": `//go:build ignore\n\n${program}`,
    "cmd/linux/main.go": `//go:build !windows\n\n${program}`,
    "cmd/licensed/main.go": `${"// A long licence that fills more than the first kilobyte of the file.\n".repeat(20)}\n${program}`,
    "cmd/tests/main_test.go": program,
    "cmd/nomain/other.go": "package main\n\nfunc run() {}\n",
    "cmd/mixed/a.go": "package main\n\nfunc main() {}\n",
    "cmd/mixed/b.go": "package other\n",
    "cmd/wired/main.go": program,
    "cmd/wired/wire.go": "//go:build wireinject\n\npackage main\n\nfunc main() {}\n",
    "cmd/quoted/text.go": "package quoted\n\nconst text = `\nfunc main() {}\n`\n",
    "testdata/cmd/main.go": program,
    "_old/main.go": program,
    ".tools/main.go": program,
    "vendor/example.com/x/main.go": program,
    "web/node_modules/pkg/main.go": program,
    "scratch/main.go": program,
    "docs/readme.go": "package docs\n",
    "nested/go.mod": "module example.com/nested\n\ngo 1.26\n",
    "nested/main.go": program,
  };

  it("are those that go build makes a program of on linux", () => {
    expect(Object.keys(kinds(tree))).toEqual([
      "./cmd/licensed",
      "./cmd/linux",
      "./cmd/server",
      "./cmd/wired",
      "./nested",
    ]);
  });

  it("carry the place of func main", () => {
    expect(open(tree).mains.find(({ path: main }) => main === "./cmd/server")?.evidence).toBe(
      "cmd/server/main.go:5",
    );
  });

  it.runIf(hasGo)("agree with go list ./...", () => {
    // go list would refuse the broken packages, and enter node_modules, which holds no Go of the project.
    const left = /^(vendor|nested|web|cmd\/(mixed|nomain))\//;
    const inModule = Object.entries(tree).filter(([name]) => !left.test(name));
    const root = plant(Object.fromEntries(inModule));
    const listed = parseObjects(go(root, ["list", "-e", "-json=Dir,Name,GoFiles", "./..."]))
      .filter(({ Name, GoFiles }) => Name === "main" && GoFiles)
      .map(({ Dir }) => `./${path.relative(root, String(Dir))}`);
    expect(openRepository(files, root).mains.map((main) => main.path)).toEqual(listed);
  });
});

describe("kinds of main packages", () => {
  it("takes what listens through a variable for a service", () => {
    const main = (rest: string) =>
      `package main\n\nimport "net/http"\n\n${rest}\n\nfunc main() { _ = listen(":8080", http.NewServeMux()) }\n`;
    const tree = (rest: string) => ({ "go.mod": "module example.com/shop\n", "main.go": main(rest) });
    expect(kinds(tree("var listen = http.ListenAndServe"))).toEqual({ ".": "service" });
    expect(kinds(tree("// As of http.ListenAndServe\nvar listen func(string, any) error"))).toEqual({
      ".": "tool",
    });
  });

  it("follow from where they stand, what they are called and what they reach", () => {
    expect(
      kinds({
        "go.mod": mod,
        "cmd/api/main.go":
          'package main\n\nimport "example.com/shop/internal/web"\n\nfunc main() { web.Serve() }\n',
        "cmd/migrate/main.go":
          'package main\n\nimport "example.com/shop/internal/web"\n\nfunc main() { web.Open() }\n',
        "cmd/check_config/main.go":
          'package main\n\nimport "example.com/shop/internal/web"\n\nfunc main() { web.Open() }\n',
        "cmd/consumer/main.go":
          'package main\n\nimport _ "github.com/segmentio/kafka-go"\n\nfunc main() { select {} }\n',
        "cmd/ticker/main.go":
          'package main\n\nimport (\n\t"os/signal"\n\t"time"\n)\n\nfunc main() { signal.Notify(nil); time.NewTicker(1) }\n',
        "cmd/hash/main.go": program,
        "examples/basic/main.go": server,
        "test/echo/main.go": server,
        "hack/serve/main.go": server,
        "internal/gen/main.go":
          'package main\n\nimport "example.com/shop/internal/web"\n\nfunc main() { web.Open() }\n',
        "internal/web/web.go":
          'package web\n\nimport "net"\n\nfunc Serve() { net.Listen("tcp", ":80") }\n\nfunc Open() {}\n',
      }),
    ).toEqual({
      "./cmd/api": "service",
      "./cmd/migrate": "tool",
      "./cmd/check_config": "tool",
      "./cmd/consumer": "worker",
      "./cmd/ticker": "worker",
      "./cmd/hash": "tool",
      "./examples/basic": "example",
      "./test/echo": "test",
      "./hack/serve": "tool",
      "./internal/gen": "tool",
    });
  });

  it("are workers where the program stands still until a signal comes", () => {
    const main = (body: string) =>
      `package main\n\nimport (\n\t"context"\n\t"os"\n\t"os/signal"\n)\n\nfunc main() {\n\tch := make(chan os.Signal, 1)\n${body}}\n`;
    const context =
      "\tctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)\n\tdefer stop()\n";
    expect(
      kinds({
        "go.mod": mod,
        "cmd/bot/main.go": main("\tsignal.Notify(ch, os.Interrupt)\n\tstart()\n\t<-ch\n"),
        "cmd/says/main.go": main("\tsignal.Notify(ch, os.Interrupt)\n\tlog.Println(<-ch)\n"),
        "cmd/sync/main.go": main(`${context}\tgo run(ctx)\n\t<-ctx.Done()\n`),
        // Below: work that ends by itself, and is cleaned up after when it is interrupted.
        "cmd/copy/main.go": main(
          "\tsignal.Notify(ch, os.Interrupt)\n\tgo func() { <-ch; os.Exit(1) }()\n\trun()\n",
        ),
        "cmd/load/main.go": main(
          `${context}\tgo func() {\n\t\t<-ctx.Done()\n\t\tstop()\n\t}()\n\trun(ctx)\n`,
        ),
        "cmd/pick/main.go": main(
          "\tsignal.Notify(ch)\n\tselect {\n\tcase s := <-ch:\n\t\tfail(s)\n\tcase <-done:\n\t}\n",
        ),
        "cmd/name/main.go": `${main("\tgo watch(ch)\n\trun()\n")}\nfunc watch(ch chan os.Signal) { signal.Notify(ch); <-ch }\n`,
        "cmd/text/main.go": main("\tsignal.Notify(ch)\n\t// <-ch\n\trun()\n"),
      }),
    ).toEqual({
      "./cmd/bot": "worker",
      "./cmd/says": "worker",
      "./cmd/sync": "worker",
      "./cmd/copy": "tool",
      "./cmd/load": "tool",
      "./cmd/pick": "tool",
      "./cmd/name": "tool",
      "./cmd/text": "tool",
    });
  });

  it("are workers where an image checks them while they run", () => {
    const tree = {
      "go.mod": mod,
      "cmd/app/main.go": 'package main\n\nimport "example.org/group"\n\nfunc main() { group.Start() }\n',
    };
    const image = (check: string) =>
      `FROM golang AS build\nRUN go build -o app cmd/app/main.go\nFROM scratch\nCOPY --from=build app /app\nENTRYPOINT ["/app"]\n${check}\n`;
    const checked = 'HEALTHCHECK --interval=10s CMD ["/app", "healthcheck"]';
    expect(kinds({ ...tree, Dockerfile: image(checked) })).toEqual({ "./cmd/app": "worker" });
    expect(kinds({ ...tree, Dockerfile: image("HEALTHCHECK NONE") })).toEqual({ "./cmd/app": "tool" });
  });

  it("are workers beside the service whose packages they share", () => {
    const web =
      'package web\n\nimport "net/http"\n\ntype Server struct{}\n\nfunc Serve() { http.ListenAndServe(":80", nil) }\n\nfunc Name() string { return "" }\n';
    const main = (body: string, ...imports: string[]) =>
      `package main\n\nimport (\n${imports.map((one) => `\t"${one}"\n`).join("")}\t"example.com/shop/web"\n)\n\nfunc main() {\n${body}}\n`;
    const loop =
      "\tch := make(chan os.Signal, 1)\n\tsignal.Notify(ch)\n\tstop := false\n\tfor !stop {\n\t\tselect {\n\t\tcase s := <-ch:\n\t\t\tlog.Println(web.Name(), s)\n\t\t\tstop = true\n\t\t}\n\t}\n";
    const tree = {
      "go.mod": mod,
      "web/web.go": web,
      "cmd/api/main.go": main("\tweb.Serve()\n"),
      "cmd/sales/main.go": main(loop, "log", "os", "os/signal"),
      "cmd/clidoc/main.go": main("\tprintln(web.Name())\n"),
      "third_party/echo/main.go": server,
      "unmaintained/echo/main.go": server,
    };
    expect(kinds(tree)).toEqual({
      "./cmd/api": "service",
      "./cmd/sales": "worker",
      "./cmd/clidoc": "tool",
      "./third_party/echo": "tool",
      "./unmaintained/echo": "tool",
    });
    expect(open(tree).suggestedMain).toBe("./cmd/api");
  });

  it("are tools where they take something else of the server's package, whatever it calls of other packages", () => {
    expect(
      kinds({
        "go.mod": mod,
        "cmd/api/main.go":
          'package main\n\nimport "example.com/shop/web"\n\nfunc main() { web.New().ListenAndServe() }\n',
        "cmd/command/main.go":
          'package main\n\nimport "example.com/shop/web"\n\ntype command struct{}\n\nfunc (command) Run() {}\n\nfunc main() { web.NewContainer(); command{}.Run() }\n',
        "web/server.go":
          'package web\n\nimport "net/http"\n\nfunc New() *http.Server {\n\ts := &http.Server{}\n\tgo s.ListenAndServe()\n\treturn s\n}\n',
        "web/container.go":
          'package web\n\nimport "errors"\n\nfunc NewContainer() error { return errors.New("none") }\n',
      }),
    ).toEqual({ "./cmd/api": "service", "./cmd/command": "tool" });
  });

  it("are tools where they wait for the end of a login alone", () => {
    const waits = (address: string) =>
      `package main\n\nimport (\n\t"net"\n\t"net/http"\n)\n\nfunc main() {\n\tl, _ := net.Listen("tcp", "${address}")\n\tsrv := &http.Server{}\n\tsrv.Serve(l)\n}\n`;
    expect(
      kinds({
        "go.mod": mod,
        "cmd/shop/main.go": waits("127.0.0.1:0"),
        "cmd/server/main.go": waits("127.0.0.1:8080"),
      }),
    ).toEqual({ "./cmd/shop": "tool", "./cmd/server": "service" });
  });

  it("are not told by the name of what the module is for", () => {
    const serves = 'package main\n\nimport "example.com/mail-tester/v2/web"\n\nfunc main() { web.Serve() }\n';
    expect(
      kinds({
        "go.mod": "module example.com/mail-tester/v2\n\ngo 1.26\n",
        "cmd/mail-tester/main.go": serves,
        "cmd/load-tester/main.go": serves,
        "web/web.go": 'package web\n\nimport "net"\n\nfunc Serve() { net.Listen("tcp", ":80") }\n',
      }),
    ).toEqual({ "./cmd/load-tester": "tool", "./cmd/mail-tester": "service" });
  });

  it("are not told by a directory that holds all programs", () => {
    expect(
      kinds({
        "go.mod": mod,
        "cli/broker/main.go": server,
        "cli/brokerctl/main.go": program,
        "services/sessions/cli/main.go": server,
      }),
    ).toEqual({ "./cli/broker": "service", "./cli/brokerctl": "tool", "./services/sessions/cli": "tool" });
  });

  it("are not told by a directory that holds the one program beside those of tests", () => {
    const tree = {
      "go.mod": mod,
      "cmd/main/cli/main.go": server,
      "integration/http/server/main.go": server,
    };
    expect(kinds(tree)).toEqual({ "./cmd/main/cli": "service", "./integration/http/server": "test" });
    const library = { ...tree, "shop.go": "package shop\n" };
    expect(kinds(library)).toMatchObject({ "./cmd/main/cli": "tool" });
  });

  it("are none of a library for C, whose main does nothing", () => {
    const library = (main: string) =>
      `package main\n\n// #include <stdlib.h>\nimport "C"\nimport "net"\n\n//export shop_open\nfunc shop_open() { net.Listen("tcp", ":80") }\n\nfunc main() {${main}}\n`;
    expect(
      kinds({
        "go.mod": mod,
        "main.go": server,
        "sdk/lib/main.go": library("\n\t// for c-shared\n"),
        "sdk/shell/main.go": library(" shop_open() "),
      }),
    ).toEqual({ ".": "service", "./sdk/lib": "tool", "./sdk/shell": "service" });
  });

  it("follow a command that is put together beside the one that listens", () => {
    const command = `package cmd\n\nimport "net/http"\n\nfunc NewRunCmd() { http.ListenAndServe(":80", nil) }\n`;
    expect(
      kinds({
        "go.mod": mod,
        "cmd/exporter/main.go":
          'package main\n\nimport "example.com/shop/exporter/cmd"\n\nfunc main() { cmd.Execute() }\n',
        "exporter/cmd/run.go": command,
        "exporter/cmd/root.go": "package cmd\n\nfunc Execute() { NewRunCmd() }\n",
        "cmd/recorder/main.go": server,
      }),
    ).toEqual({ "./cmd/exporter": "service", "./cmd/recorder": "service" });
  });

  it("follow the imports of a module that is called like its directory", () => {
    const tree = {
      "cart/go.mod": "module cart\n\ngo 1.26\n",
      "cart/cmd/main.go": 'package main\n\nimport "cart/internal/app"\n\nfunc main() { app.Run() }\n',
      "cart/internal/app/app.go":
        'package app\n\nimport "net/http"\n\nfunc Run() error { return http.ListenAndServe(":8080", nil) }\n',
    };
    expect(kinds(tree)).toEqual({ "./cart/cmd": "service" });
  });

  it("do not fail for a module that cannot be built from here", () => {
    const tree = {
      "go.mod": mod,
      "main.go": server,
      "sub/go.mod": "module example.com/sub\n\nrequire a v1.0.0\n\nreplace a => ../../a\n",
      "sub/main.go": program,
    };
    expect(kinds(tree)).toEqual({ ".": "service", "./sub": "tool" });
  });

  it("tell a client that shares a package with the server from the server", () => {
    const web =
      'package web\n\nimport "net/http"\n\ntype Server struct{}\n\nfunc (s *Server) Open() { _ = http.ListenAndServe(":80", nil) }\n';
    const tree = {
      "go.mod": mod,
      "web/server.go": web,
      "web/new.go": "package web\n\nfunc NewServer() *Server { return &Server{} }\n",
      "web/client.go": "package web\n\nfunc Dial() {}\n",
      "cmd/shopd/main.go":
        'package main\n\nimport "example.com/shop/web"\n\nfunc main() { web.NewServer().Open() }\n',
      "cmd/shop/main.go": 'package main\n\nimport "example.com/shop/web"\n\nfunc main() { web.Dial() }\n',
    };
    expect(kinds(tree)).toEqual({ "./cmd/shop": "tool", "./cmd/shopd": "service" });
    expect(open(tree).suggestedMain).toBe("./cmd/shopd");
  });

  it("take a main for a service that hands the server's functions to what calls them", () => {
    const main = (uses: string, served: string) =>
      `package main\n\nimport (\n\t"example.com/shop/web"\n\t"go.uber.org/fx"\n)\n\nfunc main() { fx.New(${uses}).Run()${served} }\n`;
    const tree = {
      "go.mod": mod,
      "web/server.go":
        'package web\n\nimport "net/http"\n\nfunc NewServer() *http.Server { return &http.Server{} }\n\nfunc open(s *http.Server) { _ = s.ListenAndServe() }\n',
      "web/module.go":
        'package web\n\nimport "go.uber.org/fx"\n\nvar (\n\tModule = fx.Module("web", made, fx.Invoke(open))\n\tmade = fx.Provide(NewServer)\n)\n',
      "web/client.go": "package web\n\nfunc Dial() {}\n",
      "cmd/carts/main.go": main("web.Module", ""),
      "cmd/orders/main.go": main("web.Module", "; web.NewServer()"),
      "cmd/look/main.go": main("fx.Invoke(web.Dial)", ""),
    };
    expect(kinds(tree)).toEqual({
      "./cmd/carts": "service",
      "./cmd/look": "tool",
      "./cmd/orders": "service",
    });
  });

  it("have the one suggested that is called like the module where its image starts it alone, and brings who serves beside", () => {
    const tree = {
      "go.mod": mod,
      "cmd/shop/main.go": 'package main\n\nimport "example.org/kit/cli"\n\nfunc main() { cli.RunDaemon() }\n',
      "cmd/picture/main.go": server,
      Makefile: "build:\n\tgo build -o out/shop ./cmd/shop\n\tgo build -o out/picture ./cmd/picture\n",
    };
    const suggested = (start: string, ...brought: string[]) => {
      const copies = brought.map((name) => `COPY --from=0 /out/${name} /bin/\n`).join("");
      const Dockerfile = `FROM golang\nCOPY . .\nRUN make build\nFROM alpine\n${copies}ENTRYPOINT ["/bin/${start}"]\n`;
      return open({ ...tree, Dockerfile }).suggestedMain;
    };
    expect(suggested("shop", "shop", "picture")).toBe("./cmd/shop");
    expect(suggested("shop", "shop")).toBe("./cmd/picture");
    expect(suggested("picture", "shop", "picture")).toBe("./cmd/picture");
  });

  it("tell a program that shares what the server is made of from the server", () => {
    const web =
      'package web\n\nimport "github.com/labstack/echo/v4"\n\ntype Parts struct{ Web *echo.Echo }\n\nfunc New() *Parts { return &Parts{Web: echo.New()} }\n';
    const start = (code: string) =>
      `package main\n\nimport "example.com/shop/web"\n\nfunc main() {\n\tp := web.New()\n\t${code}\n}\n`;
    const tree = {
      "go.mod": mod,
      "web/web.go": web,
      "cmd/admin/main.go": start("p.Web.Close()"),
      "cmd/web/main.go": start('p.Web.Start(":8080")'),
    };
    expect(kinds(tree)).toEqual({ "./cmd/admin": "tool", "./cmd/web": "service" });
    expect(open(tree).suggestedMain).toBe("./cmd/web");
    const graceful = start("engine := p.Web\n\thelper.SetupGracefulShutdown(port, engine)");
    expect(kinds({ ...tree, "cmd/api/main.go": graceful })["./cmd/api"]).toBe("service");
  });

  it("tell a program that makes the server and starts nothing from the one that starts it", () => {
    const web =
      'package web\n\nimport (\n\t"fmt"\n\t"net/http"\n)\n\ntype Server struct {\n\thttp *http.Server\n}\n\nfunc New() *Server { return &Server{} }\n\nfunc (s *Server) Print() {\n\t// Run prints as well.\n\tfmt.Println("/")\n}\n\nfunc (s *Server) Run() { start(s) }\n';
    const start =
      "package web\n\nfunc (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { tracer.Start(r.Context(), r.URL.Path) }\n";
    const tree = {
      "go.mod": mod,
      "web/web.go": web,
      "web/start.go": `${start}\nfunc start(s *Server) {\n\ts.http = &http.Server{}\n\ts.http.ListenAndServe()\n}\n`,
      "cmd/app/main.go":
        'package main\n\nimport "example.com/shop/web"\n\nfunc main() {\n\ts := web.New()\n\tdefer s.Print()\n\tgo run(s.Run)\n}\n\nfunc run(f func()) { f() }\n',
      "cmd/routes/main.go":
        'package main\n\nimport "example.com/shop/web"\n\nfunc main() {\n\tstart := web.New()\n\tstart.Print()\n}\n',
    };
    expect(kinds(tree)).toEqual({ "./cmd/app": "service", "./cmd/routes": "tool" });
  });

  it("take a program that starts what another package makes for a service", () => {
    expect(
      kinds({
        "go.mod": mod,
        "actions/app.go":
          'package actions\n\nimport "github.com/gobuffalo/buffalo"\n\nfunc App() *buffalo.App { return buffalo.New(buffalo.Options{}) }\n',
        "main.go":
          'package main\n\nimport "example.com/shop/actions"\n\nfunc main() { actions.App().Serve() }\n',
      }),
    ).toEqual({ ".": "service" });
  });

  it("take an application of a framework for a service, though the framework's own code starts the server", () => {
    expect(
      kinds({
        "go.mod": mod,
        "app/orders/cmd/server/main.go":
          'package main\n\nimport "github.com/go-kratos/kratos/v2"\n\nfunc main() { kratos.New().Run() }\n',
        "app/users/cmd/server/main.go":
          'package main\n\nimport "github.com/tx7do/kratos-bootstrap/bootstrap"\n\nfunc main() { bootstrap.Bootstrap(initApp, nil, nil) }\n',
      }),
    ).toEqual({ "./app/orders/cmd/server": "service", "./app/users/cmd/server": "service" });
  });

  it("are tools where they control the service beside them, and listen for the end of a login", () => {
    const login = server.replace(/"[\w.]*:\d+"/, '"127.0.0.1:9999"');
    const tree = {
      "go.mod": mod,
      "cmd/server/main.go": server,
      "cmd/shopctl/main.go": login,
      "cmd/kubectl-shop/main.go": login,
    };
    expect(kinds(tree)).toEqual({
      "./cmd/server": "service",
      "./cmd/shopctl": "tool",
      "./cmd/kubectl-shop": "tool",
    });
    expect(kinds({ "go.mod": mod, "cmd/shopctl/main.go": server })).toEqual({ "./cmd/shopctl": "service" });
    const Dockerfile = 'FROM golang\nRUN go build -o /shopctl ./cmd/shopctl\nENTRYPOINT ["/shopctl"]\n';
    expect(kinds({ ...tree, Dockerfile })).toMatchObject({ "./cmd/shopctl": "service" });
  });

  it("lead to the service beside what shows how it is used", () => {
    const tree = {
      "go.mod": mod,
      "go/proxy/main.go": server,
      "client/react-example/go/exampleserver/main.go": server,
      "cmd/devserver/main.go": server,
    };
    expect(open(tree).suggestedMain).toBe("./go/proxy");
    expect(open({ ...tree, "go/gateway/main.go": server }).suggestedMain).toBeNull();
  });

  it("take what opens windows beside a service for a tool, though it brings the service along", () => {
    const desktop =
      'package main\n\nimport (\n\t"example.com/shop/web"\n\t"fyne.io/fyne/v2/app"\n)\n\nfunc main() { go web.Serve(); app.New().Run() }\n';
    const web = 'package web\n\nimport "net"\n\nfunc Serve() { net.Listen("tcp", ":80") }\n';
    const tree = { "go.mod": mod, "cmd/shop-gui/main.go": desktop, "web/web.go": web };
    expect(kinds({ ...tree, "cmd/shop/main.go": server })).toEqual({
      "./cmd/shop": "service",
      "./cmd/shop-gui": "tool",
    });
    expect(kinds(tree)).toEqual({ "./cmd/shop-gui": "service" });
  });

  it("take what measures or tries the service beside it for a test, though it listens as well", () => {
    const tree = { "go.mod": mod, "cmd/sale/main.go": server, "cmd/sale-bench/main.go": server };
    expect(kinds(tree)).toEqual({ "./cmd/sale": "service", "./cmd/sale-bench": "test" });
    expect(kinds({ "go.mod": mod, "cmd/sale-test/main.go": server })).toEqual({
      "./cmd/sale-test": "service",
    });
  });

  it("take a worker by its name where it works until a signal comes", () => {
    const main =
      'package main\n\nimport (\n\t"context"\n\t"os/signal"\n\n\t"example.com/shop/jobs"\n)\n\nfunc main() {\n\tctx, stop := signal.NotifyContext(context.Background())\n\tdefer stop()\n\tjobs.Run(ctx)\n}\n';
    const jobs = 'package jobs\n\nimport "context"\n\nfunc Run(ctx context.Context) { loop(ctx) }\n';
    const tree = { "go.mod": mod, "jobs/jobs.go": jobs, "cmd/copy/main.go": main };
    expect(kinds({ ...tree, "cmd/worker/main.go": main })).toEqual({
      "./cmd/copy": "tool",
      "./cmd/worker": "worker",
    });
  });

  it("take a method that says in more words that it listens for one that does", () => {
    const main =
      'package main\n\nimport "example.com/engine"\n\nfunc main() { engine.New().ListenAndServeHTTP(":80", nil) }\n';
    expect(kinds({ "go.mod": mod, "cmd/shop/main.go": main })).toEqual({ "./cmd/shop": "service" });
  });

  it("take what writes the code of a server for a tool", () => {
    const written =
      "package cli\n\nconst body = `package main\n\nfunc main() {\n\tserver.ListenAndServe()\n}\n`\n\nfunc Write() string { return body }\n";
    expect(
      kinds({
        "go.mod": mod,
        "cmd/api/main.go": server,
        "cmd/forge/main.go": 'package main\n\nimport "example.com/shop/cli"\n\nfunc main() { cli.Write() }\n',
        "cli/cli.go": written,
      }),
    ).toEqual({ "./cmd/api": "service", "./cmd/forge": "tool" });
  });

  it("take what the Dockerfile builds for no helper, though it lies in a directory called internal", () => {
    const tree = {
      "go.mod": mod,
      "internal/main.go": 'package main\n\nimport "example.com/shop/web"\n\nfunc main() { web.Serve() }\n',
      "web/web.go": 'package web\n\nimport "net"\n\nfunc Serve() { net.Listen("tcp", ":80") }\n',
      "internal/cmd/trial/main.go": server,
    };
    const Dockerfile = "FROM golang\nRUN go build -o /shop ./internal\n";
    expect(kinds({ ...tree, Dockerfile })).toMatchObject({ "./internal": "service" });
    expect(open({ ...tree, Dockerfile }).suggestedMain).toBe("./internal");
    expect(open(tree).suggestedMain).toBe("./internal/cmd/trial");
  });

  it("take what the Dockerfile builds for no tool, though its directory is called cli", () => {
    const tree = { "go.mod": mod, "cli/main.go": server, "shop.go": "package shop\n" };
    const Dockerfile = "FROM golang\nRUN go build -o /shop ./cli\n";
    expect(kinds({ ...tree, Dockerfile })).toEqual({ "./cli": "service" });
    expect(open({ ...tree, Dockerfile }).suggestedMain).toBe("./cli");
    expect(kinds(tree)).toEqual({ "./cli": "tool" });
  });

  it.each([
    ["a working directory", "WORKDIR /src/cmd/api\nRUN CGO_ENABLED=0 go build -ldflags='-s -w' -o api"],
    ["a change of directory", "WORKDIR /src\nRUN cd cmd/api && go build -o /shop"],
  ])("have the one suggested that the Dockerfile builds in its own directory, by %s", (_, lines) => {
    const tree = { "go.mod": mod, "cmd/api/main.go": server, "cmd/feed/main.go": server };
    const Dockerfile = `FROM golang\n${lines}\nENTRYPOINT ["/start.sh"]\n`;
    expect(open(tree).suggestedMain).toBeNull();
    expect(open({ ...tree, Dockerfile }).suggestedMain).toBe("./cmd/api");
  });

  it("have none suggested where each of two modules has an image, one beside its code and one right above", () => {
    const tree = {
      "feed/go.mod": "module example.com/feed\n\ngo 1.26\n",
      "feed/main.go": server,
      "feed/Dockerfile": 'FROM golang\nCOPY . .\nRUN go build -o /feed\nCMD ["/feed"]\n',
      "web/src/go.mod": "module example.com/page\n\ngo 1.26\n",
      "web/src/main.go": server,
    };
    const Dockerfile = 'FROM golang\nCOPY src /app/\nRUN go build -o /start\nCMD ["/start"]\n';
    expect(open(tree).suggestedMain).toBe("./feed");
    expect(open({ ...tree, "web/Dockerfile": Dockerfile }).suggestedMain).toBeNull();
  });

  it("have none suggested where one has an image beside a service at the top", () => {
    const tree = {
      "go.mod": mod,
      "main.go": server,
      "backup/cmd/main.go": server,
      "worker/cmd/main.go": server,
    };
    const Dockerfile = 'FROM golang\nCOPY . .\nRUN go build -o main ./backup/cmd\nCMD ["./main"]\n';
    const { "main.go": _, ...others } = tree;
    expect(open({ ...tree, "backup/Dockerfile": Dockerfile }).suggestedMain).toBeNull();
    expect(open({ ...others, "backup/Dockerfile": Dockerfile }).suggestedMain).toBe("./backup/cmd");
  });

  it("have none suggested where a shell starts either of those that the image holds", () => {
    const tree = { "go.mod": mod, "cmd/api/main.go": server, "cmd/grpc/main.go": server };
    const built = ["api", "grpc"].map((name) => `RUN go build -o /app/shop-${name} ./cmd/${name}`).join("\n");
    const imageOf = (start: string) => `FROM golang\n${built}\nCMD ${start}\n`;
    const either = 'if [ "$KIND" = "grpc" ]; then \\\n  ./shop-grpc; \\\nelse \\\n  ./shop-api; \\\nfi';
    expect(open({ ...tree, Dockerfile: imageOf(either) }).suggestedMain).toBeNull();
    expect(open({ ...tree, Dockerfile: imageOf("./shop-api") }).suggestedMain).toBe("./cmd/api");
  });

  it("have the one beside go.mod suggested that the Dockerfile builds and starts beside others that it names", () => {
    const tree = {
      "go.mod": mod,
      "main.go": server,
      "cmd/files/main.go": server,
      "cmd/migrate/main.go": "package main\n\nfunc main() {}\n",
    };
    const Dockerfile =
      'FROM golang AS build\nCOPY go.mod ./\nCOPY cmd cmd\nCOPY main.go main.go\nRUN go build -o shop\nRUN go build -o shop-migrate cmd/migrate/main.go\nFROM alpine\nCOPY --from=build /go/shop /shop\nCMD ["/shop"]\n';
    expect(open(tree).suggestedMain).toBeNull();
    expect(open({ ...tree, Dockerfile }).suggestedMain).toBe(".");
  });

  it("have the one beside go.mod suggested that the Dockerfile builds without naming a package", () => {
    const tree = { "go.mod": mod, "main.go": server, "cmd/feed/main.go": server };
    const lines = (build: string) =>
      `FROM golang\nWORKDIR /src\nCOPY . .\nRUN ${build}\nENTRYPOINT ["/start.sh"]\n`;
    const flags = `go build -ldflags="-X main.v=$V" -o /bin/start`;
    expect(open({ ...tree, Dockerfile: lines(flags) }).suggestedMain).toBe(".");
    expect(open({ ...tree, Dockerfile: lines(`${flags} $PACKAGE`) }).suggestedMain).toBeNull();
  });

  it("take the only main of a module that is no library for a service, though its directory is called cli", () => {
    const start = 'package main\n\nimport "example.com/shop/app"\n\nfunc main() { app.Start() }\n';
    const app =
      'package app\n\nimport "net/http"\n\nfunc Start() { http.ListenAndServe(":80", nil) }\nfunc Print() {}\n';
    const tree = { "go.mod": mod, "cli/main.go": start, "app/app.go": app };
    expect(kinds(tree)).toEqual({ "./cli": "service" });
    expect(open(tree).suggestedMain).toBe("./cli");
    const prints = { ...tree, "cli/main.go": start.replace("Start", "Print") };
    expect(kinds(prints)).toEqual({ "./cli": "tool" });
  });

  it("take a client that serves, in an image of its own, for a service", () => {
    const main = (call: string) =>
      `package main\n\nimport "example.com/shop/app"\n\nfunc main() { app.${call}() }\n`;
    const tree = {
      "go.mod": mod,
      "app/gateway.go":
        'package app\n\nimport "net/http"\n\nfunc NewClient() { http.ListenAndServe(":80", nil) }\n',
      "app/migrate.go": "package app\n\nfunc Migrate() {}\n",
      "cmd/client/main.go": main("NewClient"),
      "cmd/migrate/main.go": main("Migrate"),
      "Dockerfile.client": 'FROM golang\nRUN go build -o /client ./cmd/client\nCMD ["/client"]\n',
      "Dockerfile.migrate": 'FROM golang\nRUN go build -o /migrate ./cmd/migrate\nCMD ["/migrate"]\n',
    };
    expect(kinds(tree)).toEqual({ "./cmd/client": "service", "./cmd/migrate": "tool" });
    expect(kinds({ ...tree, "Dockerfile.client": "" })).toMatchObject({ "./cmd/client": "tool" });
  });

  it.each(["test-server", "mockserver", "paymentmock"])(
    "take what stands in for a server for a test, beside the server: %s",
    (name) => {
      const tree = { "go.mod": mod, [`cmd/${name}/main.go`]: server };
      expect(kinds({ ...tree, "cmd/server/main.go": server })).toEqual({
        "./cmd/server": "service",
        [`./cmd/${name}`]: "test",
      });
      expect(kinds(tree)).toEqual({ [`./cmd/${name}`]: "service" });
    },
  );

  it.each(["client/web-example/go/server", "exampleserver", "cmd/example-api"])(
    "take a server of a directory that says so for an example, beside another: %s",
    (directory) => {
      const tree = { "go.mod": mod, [`${directory}/main.go`]: server };
      expect(kinds({ ...tree, "go/proxy/main.go": server })).toEqual({
        "./go/proxy": "service",
        [`./${directory}`]: "example",
      });
      expect(kinds(tree)).toEqual({ [`./${directory}`]: "service" });
    },
  );

  it("take the command line of a daemon beside it for a tool, whatever it listens on", () => {
    const tree = { "go.mod": mod, "cmd/basket/main.go": server, "cmd/order/main.go": server };
    expect(kinds({ ...tree, "cmd/basketd/main.go": server })).toEqual({
      "./cmd/basket": "tool",
      "./cmd/basketd": "service",
      "./cmd/order": "service",
    });
  });

  it("do not take a program for a worker that looks at files", () => {
    const viewer = 'package main\n\nimport _ "github.com/fsnotify/fsnotify"\n\nfunc main() {}\n';
    expect(kinds({ "go.mod": mod, "main.go": viewer })).toEqual({ ".": "tool" });
  });

  it("take a framework's router for a sign that the program serves", () => {
    const web =
      'package main\n\nimport macaron "gopkg.in/macaron.v1"\n\nfunc main() { macaron.Classic().Run("", 80) }\n';
    const older =
      'package main\n\nimport "github.com/tal-tech/go-zero/rest"\n\nfunc main() { rest.MustNewServer(rest.RestConf{}).Start() }\n';
    const micro =
      'package main\n\nimport "github.com/micro/micro/v5/service"\n\nfunc main() { service.New(service.Name("id")).Run() }\n';
    const messages =
      'package main\n\nimport "github.com/ThreeDotsLabs/watermill-http/v2/pkg/http"\n\nfunc main() { http.NewSubscriber(":80", http.SubscriberConfig{}, nil); router.Run(nil) }\n';
    const tree = {
      "go.mod": mod,
      "cmd/web/main.go": web,
      "api/main.go": older,
      "id/main.go": micro,
      "in/main.go": messages,
    };
    expect(kinds(tree)).toEqual({
      "./cmd/web": "service",
      "./api": "service",
      "./id": "service",
      "./in": "service",
    });
  });

  it("take a program for a service that listens with what a generator has yet to make", () => {
    const app = (call: string) =>
      `package main\n\nfunc main() {\n\tapp := InitializeApp()\n\tapp.${call}\n}\n`;
    expect(kinds({ "go.mod": mod, "cmd/main.go": app('Listen(":3000")') })).toEqual({ "./cmd": "service" });
    expect(kinds({ "go.mod": mod, "cmd/main.go": app('Run("report.csv")') })).toEqual({ "./cmd": "tool" });
  });

  it("take a program for a service that makes a router for a server of another module", () => {
    const made = (path: string, router: string) =>
      `package main\n\nimport (\n\t"${path}"\n\t"example.org/rest"\n)\n\nfunc main() { rest.StartServer(8080, ${router}) }\n`;
    const tree = {
      "go.mod": mod,
      "cmd/cart/main.go": made("github.com/go-chi/chi/v5", "chi.NewRouter()"),
      "cmd/orders/main.go": made("github.com/gorilla/mux", "mux.NewRouter()"),
      "cmd/users/main.go": made("github.com/julienschmidt/httprouter", "httprouter.New()"),
    };
    expect(new Set(Object.values(kinds(tree)))).toEqual(new Set(["service"]));
    const common =
      'package common\n\nimport "github.com/go-chi/chi/v5"\n\nfunc Router() *chi.Mux { return chi.NewRouter() }\n';
    const consumer =
      'package main\n\nimport (\n\t_ "example.com/shop/common"\n\t_ "github.com/streadway/amqp"\n)\n\nfunc main() {}\n';
    const both = { ...tree, "common/router.go": common, "cmd/pay/main.go": consumer };
    expect(kinds(both)["./cmd/pay"]).toBe("worker");
  });

  it("take a command that starts a server of another module for a service", () => {
    const command = (usage: string) =>
      `package cmd\n\nimport "github.com/urfave/cli/v2"\n\nfunc Server() *cli.Command {\n\treturn &cli.Command{\n\t\tName:     "server",\n\t\tUsage:    "${usage}",\n\t\tCategory: "server",\n\t}\n}\n`;
    const caller = 'package main\n\nimport "example.com/shop/gate/cmd"\n\nfunc main() { cmd.Server() }\n';
    const tree = (usage: string) => ({
      "go.mod": mod,
      "gate/main.go": caller,
      "gate/cmd/server.go": command(usage),
    });
    expect(kinds(tree("starts a new http server instance"))).toEqual({ "./gate": "service" });
    expect(kinds(tree("lists the servers of the account"))).toEqual({ "./gate": "tool" });
  });

  it("take a bot for a worker, and what only sends a message for a tool", () => {
    const bot = (call: string) =>
      `package main\n\nimport api "github.com/go-telegram-bot-api/telegram-bot-api/v5"\n\nfunc main() {\n\tbot, _ := api.NewBotAPI("")\n\t${call}\n}\n`;
    expect(kinds({ "go.mod": mod, "main.go": bot("bot.GetUpdatesChan(api.UpdateConfig{})") })).toEqual({
      ".": "worker",
    });
    expect(kinds({ "go.mod": mod, "main.go": bot("bot.Send(nil)") })).toEqual({ ".": "tool" });
  });

  it("take a bot in a chat of a company for a worker, and what only announces something there for a tool", () => {
    const slack = (imported: string, call: string) =>
      `package main\n\nimport "github.com/slack-go/slack${imported}"\n\nfunc main() { ${call} }\n`;
    expect(kinds({ "go.mod": mod, "main.go": slack("", 'slack.PostWebhook("", nil)') })).toEqual({
      ".": "tool",
    });
    expect(kinds({ "go.mod": mod, "main.go": slack("/socketmode", "socketmode.New(nil).Run()") })).toEqual({
      ".": "worker",
    });
    const discord = (code: string) =>
      `package main\n\nimport dgo "github.com/bwmarrin/discordgo"\n\n${code}\n\nfunc main() {}\n`;
    expect(
      kinds({ "go.mod": mod, "main.go": discord("func hear(s *dgo.Session, m *dgo.MessageCreate) {}") }),
    ).toEqual({ ".": "worker" });
    expect(kinds({ "go.mod": mod, "main.go": discord("var hook dgo.WebhookParams") })).toEqual({
      ".": "tool",
    });
  });

  it("take what reads from a queue for a worker, and what writes to one alone for a tool", () => {
    const queue = (call: string) =>
      `package main\n\nimport "github.com/zeromicro/go-queue/kq"\n\nfunc main() { ${call} }\n`;
    expect(kinds({ "go.mod": mod, "main.go": queue("kq.MustNewQueue(kq.KqConf{}, nil).Start()") })).toEqual({
      ".": "worker",
    });
    expect(kinds({ "go.mod": mod, "main.go": queue('kq.NewPusher(nil, "orders")') })).toEqual({
      ".": "tool",
    });
  });

  it("take what answers like a database for a service", () => {
    const database =
      'package main\n\nimport "github.com/dolthub/go-mysql-server/server"\n\nfunc main() {\n\ts, _ := server.NewServerWithHandler(server.Config{}, nil, nil, nil, nil)\n\ts.Start()\n}\n';
    expect(kinds({ "go.mod": mod, "main.go": database })).toEqual({ ".": "service" });
  });

  it("take what starts a bridge of Matrix for a service", () => {
    const bridge =
      'package main\n\nimport "maunium.net/go/mautrix/bridgev2/matrix/mxmain"\n\nfunc main() {\n\tm := mxmain.BridgeMain{Name: "chat"}\n\tm.Run()\n}\n';
    expect(kinds({ "go.mod": mod, "cmd/chat/main.go": bridge })).toEqual({ "./cmd/chat": "service" });
  });

  it("do not take a client for a service", () => {
    const client =
      'package main\n\nimport "net/http"\n\nfunc main() { _, _ = http.Get("http://localhost:8080") }\n';
    expect(kinds({ "go.mod": mod, "main.go": client })).toEqual({ ".": "tool" });
  });

  it("take programs that stand in for others, and those named by an errand, for what they are", () => {
    const caller = 'package main\n\nimport "example.com/shop/api"\n\nfunc main() { api.Serve() }\n';
    const found = kinds({
      "go.mod": mod,
      "api/api.go": server.replace("package main", "package api").replace("func main", "func Serve"),
      "cmd/shop/main.go": caller,
      "cmd/create-account/main.go": caller,
      "cmd/fetch-server/main.go": caller,
      "docker/dummy/oidc/main.go": server,
    });
    expect(found).toEqual({
      "./cmd/create-account": "tool",
      "./cmd/fetch-server": "service",
      "./cmd/shop": "service",
      "./docker/dummy/oidc": "test",
    });
  });

  it("take what go generate and tool lines run for tools", () => {
    const found = kinds({
      "go.mod": `${mod}\ntool example.com/shop/cmd/stubs\n`,
      "cmd/stubs/main.go": server,
      "emoji/emoji.go": "package emoji\n\n//go:generate go run ./table\n",
      "cmd/web/docs.go": "package main\n\n//go:generate go run docs_gen.go docs.go\n",
      "cmd/web/docs_gen.go": "//go:build generate\n\npackage main\n\nfunc main() {}\n",
      "cmd/web/main.go": server,
      "emoji/table/main.go": server,
      "main.go": server,
    });
    expect(found).toEqual({
      ".": "service",
      "./cmd/stubs": "tool",
      "./cmd/web": "service",
      "./emoji/table": "tool",
    });
  });

  it("take the one program for what it does, though go generate starts it", () => {
    const run = "package shop\n\n//go:generate go run cmd/shop.go\n";
    const tree = { "go.mod": mod, "generate_run.go": run, "cmd/shop.go": server };
    expect(kinds(tree)).toEqual({ "./cmd": "service" });
    expect(kinds({ ...tree, "cmd/web/main.go": server })).toEqual({
      "./cmd": "tool",
      "./cmd/web": "service",
    });
  });
});

it("files that are there are those of containers, however they are spelled", () => {
  const names = ["Dockerfile", "dockerfile.sales", "shop.dockerfile", "Containerfile"];
  const others = ["dockerfile.go", "dockerfile.md"];
  const tree = Object.fromEntries([...names, ...others].map((name) => [name, "FROM golang\n"]));
  const found = open({ ...tree, "go.mod": "module example.com/shop\n", "main.go": server });
  expect([...found.existingFiles].sort()).toEqual([...names].sort());
});

describe("the suggested main", () => {
  const suggested = (tree: Record<string, string>) => open({ "go.mod": mod, ...tree }).suggestedMain;

  it("is the one service among tools and examples", () => {
    expect(
      suggested({ "cmd/api/main.go": server, "cmd/ctl/main.go": program, "examples/a/main.go": server }),
    ).toBe("./cmd/api");
  });

  it("stays open when several services compete", () => {
    expect(suggested({ "cmd/api/main.go": server, "cmd/admin/main.go": server })).toBeNull();
  });

  it("stays open of a collection of services, one of which has a Dockerfile", () => {
    const collection = (directory: string, count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`${directory}/shop${at}/main.go`, server]),
      );
    const one = (directory: string, count: number) =>
      suggested({
        ...collection(directory, count),
        [`${directory}/shop7/Dockerfile`]: `FROM golang\nRUN go build -o /shop ./${directory}/shop7\n`,
      });
    expect(one("all", 9)).toBe("./all/shop7");
    expect(one("all", 10)).toBeNull();
    expect(one("cmd", 10)).toBe("./cmd/shop7");
  });

  it.each([
    ["Dockerfile", "FROM golang\nRUN CGO_ENABLED=0 go build -o /app ./cmd/api\n"],
    ["Dockerfile", 'FROM golang\nRUN go build \\\n  -ldflags "-s -w" \\\n  -o /app cmd/api/main.go\n'],
    [".goreleaser.yml", "builds:\n  - id: api\n    main: ./cmd/api\n"],
  ])("is the service that %s builds", (name, text) => {
    expect(suggested({ "cmd/api/main.go": server, "cmd/admin/main.go": server, [name]: text })).toBe(
      "./cmd/api",
    );
  });

  it.each([
    "for name in api admin; do go build -o /out/$name ./cmd/$$name; done",
    "for name in api \\\n  admin; do \\\n  go build -o /out/ ./cmd/$name && \\\n  echo $name; \\\n  done",
  ])("is none where a loop builds several beside one by itself", (loop) => {
    const Dockerfile = `FROM golang\nRUN go build -o /tmp/probe ./cmd/api && ${loop}\n`;
    expect(suggested({ "cmd/api/main.go": server, "cmd/admin/main.go": server, Dockerfile })).toBeNull();
    const alone = `FROM golang\nRUN ${loop.replaceAll(/admin|\\\n\s+admin/g, "")}\n`;
    expect(suggested({ "cmd/api/main.go": server, "cmd/admin/main.go": server, Dockerfile: alone })).toBe(
      "./cmd/api",
    );
  });

  it("is what the Makefile builds where the Dockerfile calls make", () => {
    expect(
      suggested({
        "cmd/api/main.go": server,
        "cmd/admin/main.go": server,
        Dockerfile: "FROM golang\nRUN make build\n",
        Makefile: "build:\n\tgo build -o bin/api ./cmd/api\n",
      }),
    ).toBe("./cmd/api");
    expect(
      suggested({
        "cmd/api/main.go": server,
        "cmd/admin/main.go": server,
        Dockerfile: "FROM golang\nRUN make build\n",
        Makefile: "build:\n\t$(GO_ENV) $(GO_CMD) build -o $(BIN)/api cmd/api/main.go\n",
      }),
    ).toBe("./cmd/api");
    expect(
      suggested({
        "cmd/api/main.go": server,
        "cmd/admin/main.go": server,
        Dockerfile: "FROM golang\nRUN make build\n",
        Makefile: "build:\n\tgo build -o $@ ./cmd/api/...\n",
      }),
    ).toBe("./cmd/api");
  });

  it("is nothing that the Makefile builds for browsers", () => {
    expect(
      suggested({
        "cmd/shop-backend/main.go": server,
        "cmd/shop-frontend/main.go": server,
        Dockerfile: "FROM golang\nRUN make build\nCOPY out/shop-backend /usr/bin/\n",
        Makefile:
          "build: page\n\tgo build -o out/shop-backend ./cmd/shop-backend\npage:\n\tGOOS=js GOARCH=wasm go build -o web/app.wasm cmd/shop-frontend/main.go\n",
      }),
    ).toBe("./cmd/shop-backend");
  });

  it("is the module's own where the Dockerfile starts what is called like it", () => {
    const Dockerfile = 'FROM golang\nRUN make -C shop all\nENTRYPOINT ["/usr/bin/shop"]\n';
    expect(suggested({ "main.go": server, "echo/main.go": server, Dockerfile })).toBe(".");
  });

  it("is open where each of two has a Dockerfile, of which one starts another name", () => {
    const tree = {
      "cmd/api/main.go": server,
      "cmd/proxy/main.go": server,
      "cmd/api/Dockerfile": 'FROM golang\nRUN go build -o /api-build ./cmd/api\nENTRYPOINT ["/api-build"]\n',
      "cmd/proxy/Dockerfile": 'FROM golang\nRUN go build -o /proxy ./cmd/proxy\nENTRYPOINT ["/proxy"]\n',
    };
    expect(suggested(tree)).toBeNull();
    const unseen = 'FROM golang\nRUN go run make.go\nCMD ["api"]\n';
    expect(suggested({ ...tree, "cmd/api/Dockerfile": unseen })).toBeNull();
    expect(suggested({ ...tree, "cmd/api/Dockerfile": "FROM scratch\n" })).toBe("./cmd/proxy");
  });

  it("is open where each of two modules has an image, of which one starts what is called like the other", () => {
    const image = 'FROM golang\nCOPY . .\nRUN make build\nFROM scratch\nCMD ["./server"]\n';
    const tree = {
      "backend/go.mod": "module example.com/backend\n\ngo 1.26\n",
      "backend/cmd/server/main.go": server,
      "backend/cmd/task/main.go": server,
      "backend/deploy/Dockerfile": "FROM golang\nRUN go build -o ./bin/server ./cmd/server\n",
      "telemetry/go.mod": "module example.com/telemetry\n\ngo 1.26\n",
      "telemetry/cmd/telemetry/main.go": server,
      "telemetry/Dockerfile": image,
      "telemetry/Makefile": "build:\n\tgo build -o ./bin/ ./...\n",
    };
    expect(suggested(tree)).toBeNull();
    expect(suggested({ ...tree, "telemetry/Dockerfile": "FROM scratch\n" })).toBeNull();
    const { "telemetry/Dockerfile": _, ...alone } = tree;
    expect(suggested(alone)).toBe("./backend/cmd/server");
  });

  it("is what the Dockerfile starts where it builds all", () => {
    const tree = (start: string) => ({
      "cmd/api/main.go": server,
      "cmd/sync/main.go": server,
      Dockerfile: `FROM golang\nRUN go build -o /out/ ./cmd/...\n${start}\n`,
    });
    expect(suggested(tree('ENTRYPOINT ["/out/api"]'))).toBe("./cmd/api");
    expect(suggested(tree('ENTRYPOINT ["/out/api"]\nENTRYPOINT ["tini", "/out/sync"]'))).toBeNull();
    const stages = (last: string) =>
      `ENTRYPOINT ["/out/build"]\nFROM scratch AS sync\nENTRYPOINT ["/out/sync"]\n${last}\nENTRYPOINT ["/out/api"]`;
    expect(suggested(tree(stages("FROM scratch")))).toBe("./cmd/api");
    expect(suggested(tree(stages("FROM scratch AS api")))).toBeNull();
  });

  it("is what the Dockerfile starts of what a Makefile builds for it", () => {
    const tree = (name: string) => ({
      "cmd/main.go": server,
      "probes/dns/cmd/main.go": server,
      Makefile: `shop:\n\tgo build -o ${name} -ldflags "-X main.version=$(VERSION)" ./cmd/main.go\n`,
      Dockerfile: 'FROM busybox\nADD shop /shop\nENTRYPOINT ["/shop", "--verbose"]\n',
    });
    expect(suggested(tree("shop"))).toBe("./cmd");
    expect(suggested(tree("store"))).toBeNull();
  });

  it("is what the Dockerfile starts by the name that the build gives it", () => {
    const revision = '-ldflags="-X main.version=$(git rev-parse --short HEAD || echo unknown)"';
    const lines = `RUN go build ${revision} -o /out/shop ./cmd/main.go\nRUN go build -o /out/sync ./cmd/sync`;
    const tree = (start: string) => ({
      "cmd/main.go": server,
      "cmd/sync/main.go": server,
      Dockerfile: `FROM golang\n${lines}\nFROM scratch\nCOPY --from=0 /out/ .\n${start}\n`,
    });
    expect(suggested(tree('CMD ["./shop"]'))).toBe("./cmd");
    expect(suggested(tree('CMD ["./sync"]'))).toBe("./cmd/sync");
    expect(suggested(tree('CMD ["./start.sh"]'))).toBeNull();
    const stage = (name: string, as = "") =>
      `FROM scratch${as}\nCOPY --from=0 /out/${name} .\nCMD ["./${name}"]`;
    expect(suggested(tree(`${stage("shop", " AS shop")}\n${stage("sync", " AS sync")}`))).toBeNull();
    expect(suggested(tree(`${stage("sync", " AS sync")}\n${stage("shop")}`))).toBe("./cmd");
  });

  it("is none of several that have images of their own, of which some name the package by its import path", () => {
    const image = (target: string, name: string) =>
      `FROM golang\nRUN go build -o ${name} ${target}\nCMD ["./${name}"]\n`;
    const tree = {
      "cmd/api/main.go": server,
      "cmd/sync/main.go": server,
      "api.Dockerfile": image("./cmd/api", "api"),
      "sync.Dockerfile": image("example.com/shop/cmd/sync", "worker"),
    };
    expect(suggested(tree)).toBeNull();
    expect(suggested({ ...tree, "api.Dockerfile": "" })).toBe("./cmd/sync");
  });

  it("is none of several that have images of what was built before, nor one of a module below", () => {
    const copied = (name: string) => ({
      [`cmd/${name}/main.go`]: server,
      [`cmd/${name}/deployment/Dockerfile`]: `FROM scratch\nENTRYPOINT ["/${name}-prod"]\nARG src\nCOPY $src ./${name}-prod\n`,
    });
    const below = {
      "ui/web/go.mod": "module example.com/web\n\ngo 1.26\n",
      "ui/web/main.go": server,
      "ui/Dockerfile":
        'FROM golang\nCOPY web/ .\nRUN go build -o /web example.com/web\nENTRYPOINT ["/web"]\n',
    };
    expect(suggested({ ...copied("api"), ...copied("sync"), ...below })).toBeNull();
    expect(suggested({ ...copied("api"), "cmd/sync/main.go": server })).toBe("./cmd/api");
  });

  it("is none of several of which one is built in its image and the others are copied into theirs", () => {
    const tree = {
      "cmd/exporter/main.go": server,
      "core/main.go": server,
      "images/exporter/Dockerfile":
        'FROM golang\nWORKDIR /shop/cmd/exporter\nRUN go build -o /out/shop_exporter\nENTRYPOINT ["/run.sh"]\n',
    };
    const copied = (name: string) =>
      `FROM scratch\nCOPY ./images/core/${name} /shop/\nENTRYPOINT ["/run.sh"]\n`;
    expect(suggested({ ...tree, "images/core/Dockerfile": copied("shop_core") })).toBeNull();
    expect(suggested({ ...tree, "images/core/Dockerfile": copied("hardcore") })).toBe("./cmd/exporter");
  });

  it("is the only tool of a repository without services, generators aside", () => {
    expect(suggested({ "main.go": program, "tools/gen/main.go": program })).toBe(".");
  });

  it("is the service beside the generator that it runs from its own directory", () => {
    const ignored = "//go:build ignore\n\npackage main\n\nfunc main() {}\n";
    const generates = server.replace("package main", "package main\n\n//go:generate go run generate.go");
    expect(suggested({ "main.go": generates, "generate.go": ignored })).toBe(".");
  });

  it("is never an example by itself", () => {
    expect(suggested({ "shop.go": "package shop\n", "examples/a/main.go": server })).toBeNull();
  });
});

describe("modules", () => {
  it("are found below the directory, with their state", () => {
    const { modules, workspace, mains } = open({
      "api/go.mod": "module example.com/api\n\ngo 1.25.0\n\ntoolchain go1.26.1\n",
      "api/go.sum": "example.com/x v1.0.0 h1:abc=\n",
      "api/main.go": server,
      "lib/go.mod": "module example.com/lib\n",
      "lib/go.sum": "\n",
      "lib/vendor/modules.txt": "",
    });
    expect(modules).toEqual([
      {
        directory: "api",
        path: "example.com/api",
        goVersion: "1.25.0",
        toolchain: "go1.26.1",
        goSum: "present",
        vendored: false,
      },
      {
        directory: "lib",
        path: "example.com/lib",
        goVersion: null,
        toolchain: null,
        goSum: "empty",
        vendored: true,
      },
    ]);
    expect(workspace).toBeNull();
    expect(mains.map((main) => main.path)).toEqual(["./api"]);
  });

  it("name the members of a go.work", () => {
    const tree = {
      "go.work": "go 1.26\n\nuse (\n\t./api\n\t./lib\n)\n",
      "go.work.sum": "",
      "api/go.mod": "module example.com/api\n",
      "api/main.go": server,
      "lib/go.mod": "module example.com/lib\n",
    };
    expect(open(tree).workspace).toEqual({ members: ["api", "lib"], sum: true });
  });
});

describe("what cannot be opened", () => {
  const refusal = (tree: Record<string, string>, below = "") => {
    const root = plant(tree);
    try {
      openRepository(files, path.join(root, below));
    } catch (error) {
      return error;
    }
    return null;
  };

  it("a directory without go.mod, with the way up where there is one", () => {
    expect(refusal({ "main.go": program })).toMatchObject({ code: "no-go-mod", exitCode: 2 });
    expect(refusal({ "go.mod": mod, "cmd/api/main.go": server }, "cmd/api")).toMatchObject({
      code: "no-go-mod",
      message: expect.stringContaining("begins in ../.."),
    });
  });

  it("a library", () => {
    expect(refusal({ "go.mod": mod, "shop.go": "package shop\n", "shop_test.go": program })).toMatchObject({
      code: "no-main",
      exitCode: 2,
    });
  });

  it("a broken go.mod, with the line", () => {
    expect(refusal({ "go.mod": "module a\n\nrequire (\n", "main.go": server })).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^go\.mod:3: /),
    });
  });

  it("but not a broken go.mod that nothing else needs", () => {
    expect(open({ "go.mod": mod, "main.go": server, "sample/go.mod": "{{ .Module }}\n" }).mains).toHaveLength(
      1,
    );
  });

  it("a member of a workspace that begins above", () => {
    const tree = { "go.work": "go 1.26\n\nuse ./api\n", "api/go.mod": mod, "api/main.go": server };
    expect(refusal(tree, "api")).toMatchObject({
      code: "workspace-above",
      exitCode: 2,
      message: expect.stringMatching(/^\.\.\/go\.work:3: .*run create-go-dockerfile in \.\.$/),
    });
    expect(refusal({ ...tree, "go.work": "go 1.26\n\nuse ./other\n" }, "api")).toBeNull();
  });

  it("a go.work that uses what is outside or has no go.mod", () => {
    const tree = { "api/go.mod": mod, "api/main.go": server };
    expect(refusal({ ...tree, "go.work": "use (\n\t./api\n\t../lib\n)\n" })).toMatchObject({
      code: "outside-directory",
      message: expect.stringMatching(/^go\.work:3: /),
    });
    expect(refusal({ ...tree, "go.work": "use ./gone\n" })).toMatchObject({
      message: expect.stringMatching(/^go\.work:1: .*no go\.mod/),
    });
  });

  it("a source file that may not be read", () => {
    const root = plant({ "go.mod": mod, "main.go": server });
    const denied = {
      ...files,
      readHead: (file: string) => {
        throw Object.assign(new Error("denied"), { code: "EACCES", path: file });
      },
    };
    expect(() => openRepository(denied, root)).toThrow(
      expect.objectContaining({
        code: "unreadable-file",
        exitCode: 1,
        message: expect.stringMatching(/^main\.go: /),
      }),
    );
  });

  it("but passes over directories by the names of files, links to them included", () => {
    const root = plant({ "go.mod": mod, "main.go": server, "lib/a.txt": "" });
    fs.mkdirSync(path.join(root, "go.sum"));
    fs.symlinkSync("lib", path.join(root, "lib.go"));
    expect(openRepository(files, root).mains).toHaveLength(1);
  });

  it("but passes over a data directory of another user", () => {
    const root = plant({ "go.mod": mod, "main.go": server, "pgdata/base": "" });
    const guarded = {
      ...files,
      readDirectory: (directory: string) => {
        if (directory.endsWith("pgdata")) throw Object.assign(new Error("denied"), { code: "EACCES" });
        return files.readDirectory(directory);
      },
    };
    expect(openRepository(guarded, root).mains).toHaveLength(1);
  });
});

it("opens each file at most once on the way to the mains", () => {
  const root = plant({
    "go.mod": mod,
    "main.go": 'package main\n\nimport "example.com/shop/web"\n\nfunc main() { web.Run() }\n',
    "web/a.go": 'package web\n\nimport "net/http"\n\nfunc Run() { http.ListenAndServe(":1", nil) }\n',
    "far/far.go": "package far\n",
    "far/more.go": "package far\n",
  });
  const read: string[] = [];
  const counted = {
    ...files,
    readText: (file: string) => {
      if (file.endsWith(".go") && fs.existsSync(file)) read.push(path.relative(root, file));
      return files.readText(file);
    },
  };
  openRepository(counted, root);
  expect(read.sort()).toEqual(["main.go", "web/a.go"]);
});
