import { expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

const parse = `func parseSize(v string) (int, error) {
	if v == "" {
		return 0, errors.New("empty size")
	}
	return strconv.Atoi(v)
}
func sizeFromEnv() (int, error) {
	size, err := parseSize(os.Getenv("SIZE"))
	if err != nil {
		return 0, err
	}
	return size, nil
}`;
const getInt = `func getConfigInt(key string) (int, error) {
	n, err := strconv.Atoi(os.Getenv(key))
	if err != nil {
		return 0, fmt.Errorf("%s: %w", key, err)
	}
	return n, nil
}`;
const kind = (name: string) =>
  `type ${name} struct{}\nfunc (p *${name}) Init(opts int) error {\n\tif os.Getenv("${name.toUpperCase()}_DIR") == "" {\n\t\treturn errors.New("no directory")\n\t}\n\treturn nil\n}`;

it.each<[string, string[], string, string[]]>([
  [
    "what is missing may be stored elsewhere",
    ["errors", "log", "os"],
    `func load(url string) (string, error) {
	if url == "" {
		stored, err := loadStored()
		if err == nil {
			return stored, nil
		}
		return "", errors.New("no URL")
	}
	return url, nil
}
func main() {
	if _, err := load(os.Getenv("URL")); err != nil {
		log.Fatal(err)
	}
}`,
    [],
  ],
  [
    "a validator looks at the parts of the configuration that are chosen",
    ["fmt", "github.com/kelseyhightower/envconfig", "github.com/go-playground/validator/v10"],
    `type disk struct {
	Root string \`envconfig:"ROOT" validate:"required"\`
}
type remote struct {
	URL string \`envconfig:"URL" validate:"required"\`
}
type config struct {
	Name   string \`envconfig:"NAME" validate:"required"\`
	Kind   string \`envconfig:"KIND" default:"disk"\`
	Disk   disk
	Remote remote
}
func check(validate *validator.Validate, c config) error {
	if err := validate.StructExcept(c, "Disk", "Remote"); err != nil {
		return err
	}
	switch c.Kind {
	case "disk":
		return validate.Struct(c.Disk)
	case "remote":
		return validate.Struct(c.Remote)
	default:
		return fmt.Errorf("unknown kind %q", c.Kind)
	}
}
func main() {
	var c config
	envconfig.Process("", &c)
	if err := check(validator.New(), c); err != nil {
		panic(err)
	}
}`,
    ["ROOT", "NAME"],
  ],
  [
    "a limit is the largest number by default",
    ["errors", "math", "os", "github.com/urfave/cli/v2"],
    `func run(c *cli.Context) error {
	if c.Int64("limit") <= 0 {
		return errors.New("no limit")
	}
	return nil
}
func main() {
	app := cli.App{Action: run, Flags: []cli.Flag{&cli.Int64Flag{Name: "limit", Value: math.MaxInt64, EnvVars: []string{"LIMIT"}}}}
	app.Run(os.Args)
}`,
    [],
  ],
  [
    "a word is asked for where another variable is missing",
    ["os"],
    `func main() {
	if os.Getenv("SECRET") == "" && key() == nil {
		if os.Getenv("INSECURE") == "true" {
			println("no authentication")
		} else {
			os.Exit(1)
		}
	}
}`,
    [],
  ],
  [
    "a switch is asked for beside what a loop finds",
    ["errors", "github.com/kelseyhightower/envconfig"],
    `type config struct {
	Enabled bool   \`envconfig:"ENABLED"\`
	Level   string \`envconfig:"LEVEL"\`
}
func (c config) check() error {
	var found bool
	for _, one := range levels() {
		if one == c.Level {
			found = true
		}
	}
	if c.Enabled && !found {
		return errors.New("no such level")
	}
	return nil
}
func main() {
	var c config
	c.Enabled = true
	envconfig.Process("", &c)
	if err := c.check(); err != nil {
		panic(err)
	}
}`,
    [],
  ],
  [
    "a number that a flag sets as well is asked for beside a text",
    ["errors", "flag", "os", "strconv"],
    `func envInt(key string, fallback int) int {
	if n, err := strconv.Atoi(os.Getenv(key)); err == nil {
		return n
	}
	return fallback
}
func run() error {
	var id, workers int
	flag.IntVar(&id, "id", envInt("ID", 0), "")
	flag.IntVar(&workers, "workers", envInt("WORKERS", 4), "")
	flag.Parse()
	if id <= 0 || workers <= 0 || os.Getenv("KEY") == "" {
		return errors.New("no id, workers or key")
	}
	return nil
}
func main() {
	if err := run(); err != nil {
		panic(err)
	}
}`,
    ["ID", "KEY"],
  ],
  [
    "the code gives a number that is not in sight",
    ["errors", "runtime", "github.com/kelseyhightower/envconfig"],
    `type config struct {
	Workers int \`envconfig:"WORKERS"\`
	Limit   int \`envconfig:"LIMIT"\`
}
func (c config) check() error {
	if c.Workers <= 0 {
		return errors.New("no workers")
	}
	if c.Limit <= 0 {
		return errors.New("no limit")
	}
	return nil
}
func main() {
	var c config
	c.Workers = runtime.NumCPU()
	envconfig.Process("", &c)
	if err := c.check(); err != nil {
		panic(err)
	}
}`,
    ["LIMIT"],
  ],
  [
    "what is not set is loaded from elsewhere before it is looked at",
    ["errors", "os"],
    `type mail struct{ host, from string }
func (m mail) validate() error {
	if m.from == "" {
		return errors.New("no sender")
	}
	return nil
}
func start(m mail) error {
	if m.host == "" {
		return loadStored()
	}
	return m.validate()
}
func main() {
	if err := start(mail{os.Getenv("MAIL_HOST"), os.Getenv("MAIL_FROM")}); err != nil {
		panic(err)
	}
}`,
    [],
  ],
  [
    "a helper hands on the default that its one caller gives",
    ["os", "strconv"],
    'func text(name string, fallback ...string) string {\n\tvalue, exist := os.LookupEnv(name)\n\tif !exist && len(fallback) > 0 {\n\t\treturn fallback[0]\n\t}\n\treturn value\n}\nfunc float(name string, fallback ...string) float64 {\n\tvalue, err := strconv.ParseFloat(text(name, fallback...), 64)\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\treturn value\n}\nfunc main() { println(float("WAIT", "0")) }',
    [],
  ],
  [
    "the caller logs the error and goes on",
    ["errors", "log", "os", "strconv"],
    `${parse}\nfunc main() {\n\tif size, err := sizeFromEnv(); err != nil {\n\t\tlog.Println(err)\n\t} else {\n\t\tlog.Println(size)\n\t}\n}`,
    [],
  ],
  [
    "the caller takes the error for a value that is too small, and goes on",
    ["errors", "log", "os", "strconv"],
    `${parse}\nfunc main() {\n\tsize, err := sizeFromEnv()\n\tif err != nil || size < 1 {\n\t\tsize = 10\n\t}\n\tlog.Println(size)\n}`,
    [],
  ],
  [
    "nothing is asked for but where one of two is given, the length in front or behind",
    ["log", "os"],
    `func main() {\n\tcert, key := os.Getenv("CERT"), os.Getenv("KEY")\n\tif 0 < len(cert) || 0 < len(key) {\n\t\tif len(cert) == 0 || len(key) == 0 {\n\t\t\tlog.Fatal("both or none")\n\t\t}\n\t}\n}`,
    [],
  ],
  [
    "the caller ends with either",
    ["errors", "log", "os", "strconv"],
    `${parse}\nfunc main() {\n\tsize, err := sizeFromEnv()\n\tif err != nil || size < 1 {\n\t\tlog.Fatal(err)\n\t}\n\tlog.Println(size)\n}`,
    ["SIZE"],
  ],
  [
    "the caller ends with the error",
    ["errors", "log", "os", "strconv"],
    `${parse}\nfunc main() {\n\tif _, err := sizeFromEnv(); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}`,
    ["SIZE"],
  ],
  [
    "the caller ends with the error by a chain of calls",
    ["errors", "os", "strconv", "github.com/rs/zerolog/log"],
    `${parse}\nfunc main() {\n\tif _, err := sizeFromEnv(); err != nil {\n\t\tlog.Fatal().Err(err).Msg("no size")\n\t}\n}`,
    ["SIZE"],
  ],
  [
    "the caller hands the error to a function of its own",
    ["errors", "os", "strconv"],
    `${parse}\nfunc fail(err error) {\n\tprintln(err)\n\tos.Exit(1)\n}\nfunc main() {\n\tif _, err := sizeFromEnv(); err != nil {\n\t\tfail(err)\n\t}\n}`,
    ["SIZE"],
  ],
  [
    "some calls of a helper go on without a number",
    ["fmt", "os", "strconv"],
    `${getInt}\nfunc main() {\n\tport, err := getConfigInt("PORT")\n\tif err != nil {\n\t\tport = 80\n\t}\n\tsize, _ := getConfigInt("SIZE")\n\tif n, err := getConfigInt("TTL"); err == nil && n > 0 {\n\t\tsize = n\n\t}\n\tworkers, err := getConfigInt("WORKERS")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\t_, _, _ = port, size, workers\n}`,
    ["WORKERS"],
  ],
  [
    "one of several types with the method is made",
    ["errors", "os"],
    `${["Http", "Browser", "Ping"].map(kind).join("\n")}\ntype Probe interface{ Init(opts int) error }\nfunc main() {\n\tvar p Probe\n\tswitch os.Getenv("KIND") {\n\tcase "http":\n\t\tp = &Http{}\n\tcase "browser":\n\t\tp = &Browser{}\n\tdefault:\n\t\tp = &Ping{}\n\t}\n\tif err := p.Init(1); err != nil {\n\t\tpanic(err)\n\t}\n}`,
    [],
  ],
  [
    "a file is named for one choice among others",
    ["os"],
    `func read(path string) {\n\tif _, err := os.ReadFile(path); err != nil {\n\t\tpanic(err)\n\t}\n}\nfunc configure(cloud string) {\n\tif cloud == "STACK" {\n\t\tread(os.Getenv("STACK_FILE"))\n\t}\n}\nfunc main() { configure(os.Args[1]) }`,
    [],
  ],
  [
    "a constant is chosen that the code does not choose",
    ["errors", "os"],
    `type Mode string\nconst (\n\tModeOff Mode = "off"\n\tModeOIDC Mode = "oidc"\n)\ntype config struct{ Mode Mode }\nfunc load() (config, error) {\n\tcfg := config{Mode: ModeOff}\n\tif mode := os.Getenv("MODE"); mode != "" {\n\t\tcfg.Mode = Mode(mode)\n\t}\n\tswitch cfg.Mode {\n\tcase ModeOff:\n\t\tif os.Getenv("OWNER") == "" {\n\t\t\treturn cfg, errors.New("no OWNER")\n\t\t}\n\tcase ModeOIDC:\n\t\tif os.Getenv("ISSUER") == "" {\n\t\t\treturn cfg, errors.New("no ISSUER")\n\t\t}\n\t}\n\treturn cfg, nil\n}\nfunc validate() error {\n\tif os.Getenv("AUDIENCE") == "" {\n\t\treturn errors.New("no AUDIENCE")\n\t}\n\treturn nil\n}\nfunc main() {\n\tcfg, err := load()\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tif cfg.Mode == ModeOIDC {\n\t\tif err := validate(); err != nil {\n\t\t\tpanic(err)\n\t\t}\n\t}\n}`,
    ["OWNER"],
  ],
  [
    "a switch turns on what asks for it",
    ["errors", "os", ". example.com/cfg"],
    'var cfg = parse(os.Args)\nfunc moveEnv() (string, error) {\n\tid := os.Getenv("MOVE_ID")\n\tif id == "" {\n\t\treturn "", errors.New("no MOVE_ID")\n\t}\n\treturn id, nil\n}\nfunc move() {\n\tif _, err := moveEnv(); err != nil {\n\t\tos.Exit(1)\n\t}\n}\nfunc main() {\n\tif cfg.Mode.Move {\n\t\tmove()\n\t}\n}',
    [],
  ],
  [
    "a switch turns off what asks for it",
    ["errors", "os", ". example.com/cfg"],
    'var cfg = parse(os.Args)\nfunc moveEnv() (string, error) {\n\tid := os.Getenv("MOVE_ID")\n\tif id == "" {\n\t\treturn "", errors.New("no MOVE_ID")\n\t}\n\treturn id, nil\n}\nfunc move() {\n\tif _, err := moveEnv(); err != nil {\n\t\tos.Exit(1)\n\t}\n}\nfunc main() {\n\tif !cfg.Mode.Still {\n\t\tmove()\n\t}\n}',
    ["MOVE_ID"],
  ],
  [
    "another variable comes first",
    ["errors", "os"],
    'func loadKey() (string, error) {\n\tif key, ok := os.LookupEnv("KEY"); ok && key != "" {\n\t\treturn key, nil\n\t}\n\tpath := os.Getenv("KEY_FILE")\n\tif path == "" {\n\t\treturn "", errors.New("neither KEY nor KEY_FILE")\n\t}\n\treturn path, nil\n}\nfunc main() {\n\tif _, err := loadKey(); err != nil {\n\t\tpanic(err)\n\t}\n}',
    [],
  ],
  [
    "another variable fails first",
    ["errors", "os"],
    'func loadKey() (string, error) {\n\tif os.Getenv("OLD_KEY") != "" {\n\t\treturn "", errors.New("OLD_KEY is gone")\n\t}\n\tkey := os.Getenv("KEY")\n\tif key == "" {\n\t\treturn "", errors.New("no KEY")\n\t}\n\treturn key, nil\n}\nfunc main() {\n\tif _, err := loadKey(); err != nil {\n\t\tpanic(err)\n\t}\n}',
    ["KEY"],
  ],
  [
    "a helper asks for two names, the first",
    ["errors", "os"],
    'func get(name string) (string, bool) {\n\tif value, ok := os.LookupEnv("SHOP_" + name); ok {\n\t\treturn value, ok\n\t}\n\treturn os.LookupEnv(name)\n}\nfunc loadKey() error {\n\tif _, ok := get("KEY"); !ok {\n\t\treturn errors.New("no KEY")\n\t}\n\treturn nil\n}\nfunc main() {\n\thost, _ := get("HOST")\n\tprintln(host)\n\tif err := loadKey(); err != nil {\n\t\tpanic(err)\n\t}\n}',
    ["SHOP_KEY"],
  ],
  [
    "a switch over it is behind a condition on it",
    ["fmt", "os"],
    'func run() error {\n\tprofiler := os.Getenv("PROFILER")\n\tif len(profiler) > 0 {\n\t\tswitch profiler {\n\t\tcase "cpu":\n\t\t\tprintln("cpu")\n\t\tdefault:\n\t\t\treturn fmt.Errorf("no profiler %s", profiler)\n\t\t}\n\t}\n\treturn nil\n}\nfunc main() {\n\tif err := run(); err != nil {\n\t\tpanic(err)\n\t}\n}',
    [],
  ],
  [
    "what is set, or is not, decides on a kind",
    ["fmt", "os", "github.com/joeshaw/envdecode"],
    'type config struct {\n\tMail struct {\n\t\tKind string `env:"MAIL"`\n\t\tKey string `env:"MAIL_KEY"`\n\t}\n}\nvar c config\nfunc must(name string) {\n\tif os.Getenv(name) == "" {\n\t\tpanic(fmt.Errorf("not set: %s", name))\n\t}\n}\nfunc main() {\n\tenvdecode.Decode(&c)\n\tif c.Mail.Kind == "" {\n\t\tif c.Mail.Key != "" {\n\t\t\tc.Mail.Kind = "api"\n\t\t} else {\n\t\t\tc.Mail.Kind = "smtp"\n\t\t}\n\t}\n\tswitch c.Mail.Kind {\n\tcase "api":\n\t\tmust("MAIL_KEY")\n\tcase "smtp":\n\t\tmust("SMTP_HOST")\n\t}\n}',
    ["SMTP_HOST"],
  ],
  [
    "the caller comes back before it parses what is not set",
    ["fmt", "log", "os", "strconv", "strings"],
    `func size() (int, error) {
	text := os.Getenv("SIZE")
	if text == "" {
		return 0, nil
	}
	return parse(text)
}
func parse(text string) (int, error) {
	text = strings.TrimPrefix(text, "/")
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("size: %w", err)
	}
	return n, nil
}
func main() {
	if _, err := size(); err != nil {
		log.Fatal(err)
	}
}`,
    [],
  ],
  [
    "another function comes back without an error where it is not set",
    ["log", "os", "strconv"],
    `var enabled = true
func initCache() error {
	if os.Getenv("CACHE") == "" {
		enabled = false
		return nil
	}
	return nil
}
func size(name string) int {
	n, err := strconv.Atoi(os.Getenv(name))
	if err != nil {
		panic(err)
	}
	return n
}
func main() {
	if err := initCache(); err != nil {
		log.Fatal(err)
	}
	log.Println(size("QUEUE"))
	if enabled {
		log.Println(size("CACHE"))
	}
}`,
    ["QUEUE"],
  ],
  [
    "it is read before a file, and made anew where neither is there",
    ["crypto/rand", "errors", "os"],
    `func loadKey() (string, error) {
	if key := os.Getenv("KEY"); key != "" {
		return key, nil
	}
	if data, err := os.ReadFile("key"); err == nil {
		return string(data), nil
	}
	return rand.Text(), nil
}
func newStore(key string) error {
	if key == "" {
		return errors.New("no key")
	}
	return nil
}
func main() {
	key, err := loadKey()
	if err != nil {
		panic(err)
	}
	if err := newStore(key); err != nil {
		panic(err)
	}
}`,
    [],
  ],
  [
    "what asks for it is called in one case of a switch",
    ["errors", "os", ". example.com/cfg"],
    `const chat = "chat"
var cfg = parse(os.Args)
func startChat(token string) error {
	if token == "" {
		return errors.New("no token")
	}
	return nil
}
func main() {
	if os.Getenv("NAME") == "" {
		panic("no NAME")
	}
	switch cfg.Bot {
	case chat:
		if err := startChat(os.Getenv("CHAT_TOKEN")); err != nil {
			panic(err)
		}
	}
}`,
    ["NAME"],
  ],
  [
    "the program starts itself once more with what it needs",
    ["log", "os", "os/exec"],
    `func main() {
	if len(os.Args) > 1 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "SHOP_SOCKETS="+listen())
		child.Run()
		return
	}
	if os.Getenv("SHOP_KEY") == "" {
		log.Fatal("no SHOP_KEY")
	}
	if os.Getenv("SHOP_SOCKETS") == "" {
		log.Fatal("no SHOP_SOCKETS")
	}
}`,
    ["SHOP_KEY"],
  ],
  [
    "a kind is chosen that iota numbers",
    ["log", "os"],
    `type kind int
const (
	full kind = iota
	runner
)
type server struct{ kind kind }
func kindOf(text string) kind {
	switch text {
	case "runner":
		return runner
	default:
		return full
	}
}
func main() {
	s := &server{kind: kindOf(os.Getenv("KIND"))}
	if os.Getenv("NAME") == "" {
		log.Fatal("no NAME")
	}
	switch s.kind {
	case runner:
		if os.Getenv("RUNNER_URL") == "" {
			log.Fatal("no RUNNER_URL")
		}
	}
}`,
    ["NAME"],
  ],
  [
    "a check is handed what a request gives as well, whose error alone ends the program",
    ["errors", "os", ". example.com/cfg"],
    `func check(name string) error {
	if name == "" {
		return errors.New("no name")
	}
	return nil
}
func hook() {
	if err := check(os.Getenv("NAME")); err != nil {
		println(err)
	}
}
func main() {
	go hook()
	if err := check(first(os.Args)); err != nil {
		panic(err)
	}
}`,
    [],
  ],
  [
    "another variable has to have one of several texts",
    ["errors", "log", "os"],
    `func kind() string {
	v := os.Getenv("DB_TYPE")
	switch v {
	case "postgres", "postgresql", "pg":
		return "postgres"
	default:
		return "sqlite"
	}
}
func initDB() error {
	switch kind() {
	case "postgres":
		dsn := os.Getenv("DB_DSN")
		if dsn == "" {
			return errors.New("no DB_DSN")
		}
	}
	return nil
}
func main() {
	if err := initDB(); err != nil {
		log.Fatal(err)
	}
}`,
    [],
  ],
])("what is required where %s", async (_, imports, code, expected) => {
  const { environment } = await service({ "main.go": mainFile(imports, code) });
  expect(environment.flatMap(({ name, required }) => (required ? [name] : []))).toEqual(expected);
});

it("nothing is required that a flag of the image gives", async () => {
  const code = `func main() {
	var db string
	flag.StringVar(&db, "db", os.Getenv("DB"), "")
	flag.Parse()
	if strings.HasPrefix(db, "postgres://") || strings.HasPrefix(db, "mysql://") {
		log.Fatal("files only")
	}
}`;
  const { environment } = await service({
    "main.go": mainFile(["flag", "log", "os", "strings"], code),
    Dockerfile:
      'FROM golang\nRUN go build -o /shop .\nVOLUME /data\nENTRYPOINT ["/shop", "-db", "/data/shop.db"]\n',
  });
  expect(environment.map(({ name, required }) => [name, required])).toEqual([["DB", false]]);
});

it("nothing of a plugin is required", async () => {
  const { environment } = await service({
    "main.go": mainFile(
      ["net/http", '_ "example.com/shop/plugins/dropbox"'],
      'func main() { http.ListenAndServe(":80", nil) }',
    ),
    "plugins/dropbox/dropbox.go":
      'package dropbox\n\nimport (\n\t"errors"\n\t"os"\n)\n\ntype Store struct{}\n\nfunc (s Store) Init() error {\n\tif os.Getenv("DROPBOX_ID") == "" {\n\t\treturn errors.New("no DROPBOX_ID")\n\t}\n\treturn nil\n}\n\nfunc init() {\n\tif os.Getenv("LICENSE") == "" {\n\t\tpanic("no LICENSE")\n\t}\n}\n',
  });
  expect(environment.map(({ name, required }) => [name, required])).toEqual([
    ["DROPBOX_ID", false],
    ["LICENSE", true],
  ]);
});

it.each([
  ["chooses it", "SECRETS", false],
  ["has that one by default", 'SECRETS" envDefault:"vault', true],
])(
  "what a struct demands that is filled for one kind of several is required where the setting %s",
  async (_, kind, required) => {
    const { environment } = await service({
      "main.go": mainFile(
        ["errors", "log", "net/http", "github.com/caarlos0/env/v11"],
        `type config struct {
	Secrets string \`env:"${kind}"\`
}
type vault struct {
	Token string \`env:"VAULT_TOKEN,notEmpty"\`
}
type remote struct {
	Region string \`env:"REGION,notEmpty"\`
}
func fill(target any) error { return env.Parse(target) }
func newVault() (*vault, error) {
	c := vault{}
	if err := fill(&c); err != nil {
		return nil, err
	}
	return &c, nil
}
func newRemote() (*remote, error) {
	c := remote{}
	err := fill(&c)
	return &c, err
}
func start(kind string) (any, error) {
	if kind == "" {
		return nil, nil
	}
	switch kind {
	case "vault":
		return newVault()
	case "remote":
		return newRemote()
	}
	return nil, errors.New("unknown")
}
func main() {
	var c config
	fill(&c)
	if _, err := start(c.Secrets); err != nil {
		log.Fatal(err)
	}
	http.ListenAndServe(":80", nil)
}`,
      ),
    });
    expect(environment.map((one) => [one.name, one.required])).toEqual([
      ["SECRETS", false],
      ["VAULT_TOKEN", required],
      ["REGION", false],
    ]);
  },
);

it("durations and sizes that the code multiplies are defaults like others", async () => {
  const { environment } = await service({
    "main.go": mainFile(
      ["os", "strconv", "time"],
      'func durationOf(key string, fallback time.Duration) time.Duration {\n\tif value, ok := os.LookupEnv(key); ok {\n\t\tparsed, _ := time.ParseDuration(value)\n\t\treturn parsed\n\t}\n\treturn fallback\n}\nfunc sizeOf(key string, fallback int) int {\n\tif value, ok := os.LookupEnv(key); ok {\n\t\tparsed, _ := strconv.Atoi(value)\n\t\treturn parsed\n\t}\n\treturn fallback\n}\nfunc main() {\n\tprintln(durationOf("WAIT", 10*time.Second), durationOf("LONG", time.Hour*2))\n\tprintln(sizeOf("SIZE", 1<<20), sizeOf("MORE", 4*1024))\n}',
    ),
  });
  expect(environment.map((one) => [one.name, one.default])).toEqual([
    ["WAIT", "10s"],
    ["LONG", "2h"],
    ["SIZE", "1048576"],
    ["MORE", "4096"],
  ]);
});

it.each([
  ["one of several commands", '{Name: "mount", Action: mount}, {Name: "gateway", Action: gateway}', false],
  ["the one that serves", '{Name: "mount", Action: mount}, {Name: "serve", Action: gateway}', true],
])(
  "a variable that %s asks for is required where the program is started with it",
  async (_, list, required) => {
    const { environment } = await service({
      "main.go": mainFile(
        ["log", "net/http", "os", "github.com/urfave/cli/v2"],
        `func mount(c *cli.Context) error { return nil }
func gateway(c *cli.Context) error {
	if len(os.Getenv("ROOT_USER")) < 3 {
		log.Fatal("ROOT_USER should be set")
	}
	return http.ListenAndServe(c.Args().Get(0), nil)
}
func main() {
	app := &cli.App{Commands: []*cli.Command{${list}}}
	app.Run(os.Args)
}`,
      ),
    });
    expect(environment.map((one) => [one.name, one.required])).toEqual([["ROOT_USER", required]]);
  },
);

it.each([
  ["a call that gives a store as well", "return files.New(path)", []],
  ["an error", 'return nil, errors.New("no directory")', ["STORE"]],
])("a variable of a condition under which a function returns %s", async (_, returned, required) => {
  const { environment } = await service({
    "main.go": mainFile(
      ["errors", "log", "os", "example.com/shop/files"],
      `func New(path string) (*files.Store, error) {
	if path != "memory" {
		${returned}
	}
	return &files.Store{}, nil
}
func main() {
	if _, err := New(os.Getenv("STORE")); err != nil {
		log.Fatal(err)
	}
}`,
    ),
    "files/files.go":
      'package files\n\nimport "os"\n\ntype Store struct{}\n\nfunc New(path string) (*Store, error) {\n\t_, err := os.Create(path)\n\treturn &Store{}, err\n}\n',
  });
  expect(environment.flatMap((one) => (one.required ? [one.name] : []))).toEqual(required);
});

it.each([
  [
    "without a host where they are not set",
    '"mongodb://%s:%s@%s/shop", os.Getenv("USER_NAME"), os.Getenv("KEY"), os.Getenv("HOST")',
    ["HOST"],
  ],
  ["with a host of its own", '"mongodb://%s:%s@mongo/shop", os.Getenv("USER_NAME"), os.Getenv("KEY")', []],
])("variables of an address of MongoDB %s", async (_, parts, required) => {
  const { environment } = await service({
    "main.go": mainFile(
      [
        "context",
        "fmt",
        "log",
        "os",
        "go.mongodb.org/mongo-driver/mongo",
        "go.mongodb.org/mongo-driver/mongo/options",
      ],
      `func main() {
	url := fmt.Sprintf(${parts})
	if _, err := mongo.Connect(context.Background(), options.Client().ApplyURI(url)); err != nil {
		log.Fatal(err)
	}
}`,
    ),
  });
  expect(environment.flatMap((one) => (one.required ? [one.name] : []))).toEqual(required);
});
