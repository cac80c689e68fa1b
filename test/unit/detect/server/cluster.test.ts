import { expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

const IMPORTS = [
  "flag",
  "log",
  "net/http",
  "os",
  "k8s.io/client-go/rest",
  "k8s.io/client-go/tools/clientcmd",
  'ctrl "sigs.k8s.io/controller-runtime"',
];
const run = (body: string) => `func main() {\n\t${body}\n\thttp.ListenAndServe(":8080", nil)\n}`;
const ALONE = "the program ends where it finds no Kubernetes cluster: run it in one";
const NAMED = `${ALONE}, or give it a kubeconfig`;

it.each<[string, string, string | null]>([
  [
    "looks in the cluster",
    run("if _, err := rest.InClusterConfig(); err != nil {\n\t\tlog.Fatal(err)\n\t}"),
    ALONE,
  ],
  [
    "asks a helper for one",
    `func config() (*rest.Config, error) { return rest.InClusterConfig() }\n${run("if _, err := config(); err != nil {\n\t\tpanic(err)\n\t}")}`,
    ALONE,
  ],
  [
    "reads the file of a flag instead",
    run(
      'path := flag.String("kubeconfig", "", "")\n\tvar c *rest.Config\n\tvar err error\n\tif *path == "" {\n\t\tc, err = rest.InClusterConfig()\n\t} else {\n\t\tc, err = clientcmd.BuildConfigFromFlags("", *path)\n\t}\n\tif err != nil {\n\t\tlog.Fatal(c, err)\n\t}',
    ),
    NAMED,
  ],
  [
    "reads the file of a flag whose default is what it fills",
    `type options struct{ path string }\nfunc (o *options) config() (*rest.Config, error) {\n\tvar c *rest.Config\n\tvar err error\n\tif len(o.path) > 0 {\n\t\tc, err = load(o.path)\n\t} else {\n\t\tc, err = rest.InClusterConfig()\n\t}\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn c, nil\n}\n${run('o := &options{}\n\tflag.StringVar(&o.path, "kubeconfig", o.path, "")\n\tif _, err := o.config(); err != nil {\n\t\tlog.Fatal(err)\n\t}')}`,
    ALONE,
  ],
  [
    "reads a file where there is one, each with its own error",
    `func config() (*rest.Config, error) {\n\tvar c *rest.Config\n\tpath := os.Getenv("HOME") + "/.kube/config"\n\tif _, err := os.Stat(path); err == nil {\n\t\tc, err = clientcmd.BuildConfigFromFlags("", path)\n\t\tif err != nil {\n\t\t\treturn nil, err\n\t\t}\n\t} else {\n\t\tc, err = rest.InClusterConfig()\n\t\tif err != nil {\n\t\t\treturn nil, err\n\t\t}\n\t}\n\treturn c, nil\n}\n${run("if _, err := config(); err != nil {\n\t\tlog.Fatal(err)\n\t}")}`,
    NAMED,
  ],
  ["has the library end it", run("_ = ctrl.GetConfigOrDie()"), NAMED],
  [
    "goes on without",
    run("if _, err := rest.InClusterConfig(); err != nil {\n\t\tlog.Print(err)\n\t}"),
    null,
  ],
  [
    "does so where a setting asks for it",
    run(
      'on := flag.Bool("kubernetes", false, "")\n\tif *on {\n\t\tif _, err := rest.InClusterConfig(); err != nil {\n\t\t\tlog.Fatal(err)\n\t\t}\n\t}',
    ),
    null,
  ],
  [
    "does so behind an interface",
    `type provider interface{ Start() error }\ntype cluster struct{}\nfunc (cluster) Start() error {\n\t_, err := rest.InClusterConfig()\n\treturn err\n}\nvar providers = map[string]provider{"kubernetes": cluster{}}\n${run("for _, name := range flag.Args() {\n\t\tif err := providers[name].Start(); err != nil {\n\t\t\tlog.Fatal(err)\n\t\t}\n\t}")}`,
    null,
  ],
])("what is told of the cluster where the program %s", async (_, code, expected) => {
  const { warnings } = await service({ "main.go": mainFile(IMPORTS, code) });
  const [found] = warnings.filter(({ code: one }) => one === "cluster-required");
  expect(found?.message ?? null).toBe(expected);
});
