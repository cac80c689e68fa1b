import { expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

const program = (text: string, name = "defaultConfig") => ({
  "main.go": mainFile(
    ["net/http", "os", "github.com/BurntSushi/toml"],
    `var ${name} = \`${text}\`
type config struct{ Listen, Level string }
func main() {
	if _, err := os.Stat("shop.toml"); err != nil {
		os.WriteFile("shop.toml", []byte(${name}), 0o600)
	}
	var c config
	toml.DecodeFile("shop.toml", &c)
	http.ListenAndServe(c.Listen, nil)
}`,
  ),
});

const listen = (line: number) => `literal main.go:${line}`;

it.each<[string, Record<string, string>, string | null, string | null]>([
  ["TOML", program('# where\nlisten = ":7071"\nlevel = "info"\n'), "7071", listen(10)],
  ["YAML", program('level: info\nlisten: ":7072"\n'), "7072", listen(10)],
  ["JSON", program('{\n  "level": "info",\n  "listen": ":7073"\n}'), "7073", listen(11)],
  [
    "the file that the repository has",
    { ...program('listen = ":7071"\nlevel = "info"\n'), "shop.toml": 'listen = ":7074"\n' },
    "7074",
    "file:shop.toml shop.toml:1",
  ],
  ["nothing that is filled in", program('listen = "%s"\nlevel = "info"\n'), null, null],
  ["no text of another name", program('listen = ":7071"\nlevel = "info"\n', "page"), null, null],
  ["no single line", program('listen = ":7071"\n'), null, null],
])("a configuration in the code gives the port: %s", async (_, files, port, place) => {
  const { ports } = await service(files);
  expect(ports.map((one) => [String(one.port), `${one.setBy} ${one.evidence}`])).toEqual(
    port === null ? [] : [[port, place]],
  );
});

it("what the code registers for a key comes before a configuration in it", async () => {
  const { environment } = await service({
    "main.go": mainFile(
      ["net/http", "github.com/spf13/viper"],
      `const defaultConfig = \`level: debug\nlisten: ":7072"\n\`
func main() {
	viper.AutomaticEnv()
	viper.SetDefault("level", "info")
	println(viper.GetString("level"), defaultConfig)
}`,
    ),
  });
  expect(environment.map(({ name, default: fallback }) => [name, fallback])).toEqual([["LEVEL", "info"]]);
});

const embedding = (name: string) => ({
  "system/load.go": `package system

import (
	_ "embed"

	"github.com/BurntSushi/toml"
)

//go:embed ${name}
var text string

type Config struct{ Host, Port string }

func Load() (c Config) {
	toml.Decode(text, &c)
	return c
}
`,
  [`system/${name}`]: '# where\nhost = "127.0.0.1"\nport = "7075"\n',
  "main.go": mainFile(
    ["net/http", "example.com/shop/system"],
    'func main() {\n\tc := system.Load()\n\thttp.ListenAndServe(c.Host+":"+c.Port, nil)\n}',
  ),
});

it("a configuration with defaults that the program embeds gives the port and says where it is bound", async () => {
  const portsOf = async (name: string) =>
    (await service(embedding(name))).ports.map(({ port, bind, setBy, evidence }) => [
      `${port} ${bind} ${setBy} ${evidence}`,
    ]);
  expect(await portsOf("shop.default.toml")).toEqual([["7075 loopback literal system/shop.default.toml:3"]]);
  expect(await portsOf("peer.toml")).toEqual([]);
});
