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
