import { expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

const facts = async (library: string, fields: string, fill: string) => {
  const { ports, environment } = await service({
    "main.go": mainFile(
      ["fmt", "net/http", library],
      `type config struct {
	${fields}
}
func main() {
	var c config
	if err := ${fill}; err != nil {
		panic(err)
	}
	http.ListenAndServe(fmt.Sprintf(":%d", c.Port), nil)
}`,
    ),
  });
  return [
    ports.map(({ port, setBy }) => `${port} ${setBy}`),
    environment.map(({ name, required }) => `${name}${required ? " required" : ""}`),
  ];
};

it.each<[string, string, string, string, string[], string[]]>([
  [
    "caarlos0/env that demands what has no default",
    "github.com/caarlos0/env/v11",
    'Port int `env:"SHOP_PORT" envDefault:"8089"`\n\tToken string `env:"SHOP_TOKEN"`',
    "env.ParseWithOptions(&c, env.Options{RequiredIfNoDef: true})",
    ["8089 env:SHOP_PORT"],
    ["SHOP_PORT", "SHOP_TOKEN required"],
  ],
  [
    "caarlos0/env by the names of fields",
    "github.com/caarlos0/env/v11",
    'Port int `envDefault:"8090"`\n\tAPIToken string `env:",required"`',
    'env.ParseWithOptions(&c, env.Options{UseFieldNameByDefault: true, Prefix: "SHOP_"})',
    ["8090 env:SHOP_PORT"],
    ["SHOP_PORT", "SHOP_API_TOKEN required"],
  ],
  [
    "vrischmann/envconfig",
    "github.com/vrischmann/envconfig",
    'Port int `envconfig:"default=8083"`\n\tDB struct {\n\t\tHost string\n\t}\n\tKey string `envconfig:"optional"`\n\tMail string `envconfig:"MAIL_FROM"`',
    'envconfig.InitWithPrefix(&c, "SHOP")',
    ["8083 env:SHOP_PORT"],
    ["SHOP_PORT", "SHOP_DB_HOST required", "SHOP_KEY", "MAIL_FROM required"],
  ],
  [
    "ardanlabs/conf",
    "github.com/ardanlabs/conf/v3",
    'Port int `conf:"default:8096"`\n\tDB struct {\n\t\tPassword string `conf:"required,mask"`\n\t}',
    'parsed(conf.Parse("SHOP", &c))',
    ["8096 env:SHOP_PORT"],
    ["SHOP_PORT", "SHOP_DB_PASSWORD required"],
  ],
  [
    "aconfig",
    "github.com/cristalhq/aconfig",
    'Port int `default:"8097"`\n\tDB struct {\n\t\tDSN string `required:"true"`\n\t}',
    'aconfig.LoaderFor(&c, aconfig.Config{EnvPrefix: "SHOP"}).Load()',
    ["8097 env:SHOP_PORT"],
    ["SHOP_PORT", "SHOP_DB_DSN required"],
  ],
  [
    "aconfig that reads no variables",
    "github.com/cristalhq/aconfig",
    'Port int `default:"8097"`',
    "aconfig.LoaderFor(&c, aconfig.Config{SkipEnv: true}).Load()",
    ["8097 literal"],
    [],
  ],
  [
    "configor",
    "github.com/jinzhu/configor",
    'Port int `default:"8098" env:"PORT"`\n\tDB struct {\n\t\tHost string `required:"true"`\n\t}',
    "configor.Load(&c)",
    ["8098 env:PORT"],
    ["PORT", "CONFIGOR_DB_HOST required"],
  ],
  [
    "configor with a prefix",
    "github.com/jinzhu/configor",
    'Port int `default:"8098"`',
    'configor.New(&configor.Config{ENVPrefix: "SHOP"}).Load(&c)',
    ["8098 env:SHOP_PORT"],
    ["SHOP_PORT"],
  ],
  [
    "fig",
    "github.com/kkyr/fig",
    'Port int `fig:"port" default:"8099"`\n\tDB struct {\n\t\tHost string `fig:"host" validate:"required"`\n\t} `fig:"db"`',
    'fig.Load(&c, fig.UseEnv("shop"), fig.IgnoreFile())',
    ["8099 env:SHOP_PORT"],
    ["SHOP_PORT", "SHOP_DB_HOST required"],
  ],
])("variables are named as the library does: %s", async (_, library, fields, fill, ports, environment) => {
  expect(await facts(library, fields, fill)).toEqual([ports, environment]);
});
