import { expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

const koanf = (...parts: string[]) => parts.map((part) => `github.com/knadh/koanf/${part}`);

const FILLED = `type config struct {
	Server   server   \`koanf:"server"\`
	Database database \`koanf:"database"\`
}
type server struct {
	Port int \`koanf:"port"\`
}
type database struct {
	URL string \`koanf:"url" validate:"required"\`
}
func main() {
	k := koanf.New(".")
	k.Load(confmap.Provider(map[string]any{"server.port": 9090}, "."), nil)
	k.Load(PROVIDER, nil)
	var c config
	k.Unmarshal("", &c)
	if err := validator.New().Struct(c); err != nil {
		panic(err)
	}
	http.ListenAndServe(fmt.Sprintf(":%d", c.Server.Port), nil)
}`;

const facts = async (imports: string[], code: string) => {
  const { ports, environment } = await service({
    "main.go": mainFile(["fmt", "net/http", "strings", ...imports], code),
  });
  return {
    ports: ports.map(({ port, setBy }) => `${port} ${setBy}`),
    required: environment.filter(({ required }) => required).map(({ name }) => name),
  };
};

it.each<[string, string, string, string, string]>([
  [
    "words apart by an underscore",
    'env.Provider("SHOP_", ".", func(s string) string {\n\t\treturn strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(s, "SHOP_")), "_", ".")\n\t})',
    "providers/env",
    "SHOP_SERVER_PORT",
    "SHOP_DATABASE_URL",
  ],
  [
    "words apart by two, named step by step",
    'env.Provider("SHOP_", ".", func(s string) string {\n\t\ts = strings.TrimPrefix(s, "SHOP_")\n\t\ts = strings.ToLower(s)\n\t\treturn strings.Replace(s, "__", ".", -1)\n\t})',
    "providers/env",
    "SHOP_SERVER__PORT",
    "SHOP_DATABASE__URL",
  ],
  [
    "options of the second version, with the value",
    'env.Provider(".", env.Opt{Prefix: "SHOP_", TransformFunc: func(key, value string) (string, any) {\n\t\tkey = strings.ToLower(strings.TrimPrefix(key, "SHOP_"))\n\t\treturn strings.ReplaceAll(key, "_", "."), value\n\t}})',
    "providers/env/v2",
    "SHOP_SERVER_PORT",
    "SHOP_DATABASE_URL",
  ],
])(
  "koanf's variables are named by what makes keys of them: %s",
  async (_, provider, path, port, database) => {
    const imports = [...koanf("v2", "providers/confmap", path), "github.com/go-playground/validator/v10"];
    expect(await facts(imports, FILLED.replace("PROVIDER", provider))).toEqual({
      ports: [`9090 env:${port}`],
      required: [database],
    });
  },
);

it("no variable of koanf is named where the code does not show what makes keys of them", async () => {
  const imports = [...koanf("v2", "providers/confmap", "providers/env"), "example.com/words"];
  const provider = 'env.Provider("SHOP_", ".", words.Key)';
  expect(await facts(imports, FILLED.replace("PROVIDER", provider))).toEqual({
    ports: ["9090 literal"],
    required: [],
  });
});

it("a key that koanf panics without is a required variable", async () => {
  const code = `var k = koanf.New(".")
func rename(s string) string { return strings.ReplaceAll(strings.ToLower(s), "_", ".") }
func main() {
	k.Load(env.Provider("", ".", rename), nil)
	fmt.Println(k.MustString("database.url"), k.String("log.level"))
	http.ListenAndServe(":8080", nil)
}`;
  expect(await facts(koanf("v2", "providers/env"), code)).toEqual({
    ports: ["8080 literal"],
    required: ["DATABASE_URL"],
  });
});

it("nothing is required where koanf takes keys from a database as well", async () => {
  const code = `var k = koanf.New(".")
func rename(s string) string { return strings.ReplaceAll(strings.ToLower(s), "_", ".") }
func main() {
	k.Load(env.Provider("", ".", rename), nil)
	k.Load(confmap.Provider(query("settings"), "."), nil)
	if provider := k.String("upload.provider"); provider != "local" {
		panic("unknown provider")
	}
	http.ListenAndServe(":8080", k.MustString("database.url"))
}`;
  const { required } = await facts(koanf("v2", "providers/env", "providers/confmap"), code);
  expect(required).toEqual([]);
});

it("a variable is the key itself where nothing renames it", async () => {
  const code = `type config struct {
	Port string \`koanf:"PORT"\`
	URL  string \`koanf:"DATABASE_URL"\`
}
func main() {
	k := koanf.New(".")
	k.Load(env.Provider("", ".", nil), nil)
	var c config
	k.Unmarshal("", &c)
	if c.URL == "" {
		panic("no database")
	}
	http.ListenAndServe(":"+c.Port, nil)
}`;
  const { environment } = await service({
    "main.go": mainFile(["net/http", ...koanf("v2", "providers/env")], code),
  });
  expect(environment.map(({ name, required }) => `${name} ${required}`)).toEqual([
    "PORT false",
    "DATABASE_URL true",
  ]);
});
