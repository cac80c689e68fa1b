import { expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

const ends = (condition: string) => `func main() {\n\tkey, file := os.Getenv("KEY"), os.Getenv("KEY_FILE")
	url := flag.String("url", "", "")\n\tid := flag.Uint("id", 0, "")\n\tmode := flag.String("mode", "fast", "")\n\tflag.Parse()
	if ${condition} {\n\t\tlog.Fatal("nothing given")\n\t}\n}`;

it.each<[string, string, string[], string[]]>([
  ["either of two will do", 'key == "" && file == ""', ["KEY, KEY_FILE main.go:15"], []],
  [
    "a flag or one of two will do",
    'key == "" && (*url == "") && len(file) == 0',
    ["KEY, -url, KEY_FILE main.go:15"],
    [],
  ],
  [
    "either of two will do, and not both",
    '(key != "" && *url != "") || (key == "" && *url == "")',
    ["KEY, -url main.go:15"],
    [],
  ],
  ["a number or one of two will do", '*id == 0 && *url == ""', ["-id, -url main.go:15"], []],
  ["both may not be there", "len(key) != 0 && len(file) != 0", [], []],
  ["one alone will do", 'key == ""', [], ["KEY"]],
  ["one is there by default", 'key == "" && *mode == ""', [], []],
  ["both have to be there", 'key == "" || file == ""', [], ["KEY", "KEY_FILE"]],
])("what is told of variables where %s", async (_, condition, told, required) => {
  const { environment, warnings } = await service({
    "main.go": mainFile(["flag", "log", "os"], ends(condition)),
  });
  const found = warnings.flatMap(({ code, message, evidence }) =>
    code === "one-required" ? [`${/none of (.*) is set/.exec(message)?.[1]} ${evidence}`] : [],
  );
  expect(found).toEqual(told);
  expect(environment.flatMap((one) => (one.required ? [one.name] : []))).toEqual(required);
});

it.each([
  ["before it", 'path := os.Getenv("KEY_FILE")', 'path != ""', ["KEY_FILE, KEY main.go:15"], []],
  ["before it, of a request", "path := r.URL.Path", 'path != ""', [], []],
])("any one will do of what a function asks for %s", async (_, path, condition, told, required) => {
  const code = `var r *http.Request
func load() (string, error) {
	${path}
	if ${condition} {
		return read(path)
	}
	if key := os.Getenv("KEY"); key == "" {
		return "", errors.New("no key")
	}
	return "", nil
}
func main() {
	if _, err := load(); err != nil {
		panic(err)
	}
}`;
  const { environment, warnings } = await service({
    "main.go": mainFile(["errors", "net/http", "os"], code),
  });
  const found = warnings.flatMap(({ code, message, evidence }) =>
    code === "one-required" ? [`${/none of (.*) is set/.exec(message)?.[1]} ${evidence}`] : [],
  );
  expect(found).toEqual(told);
  expect(environment.flatMap((one) => (one.required ? [one.name] : []))).toEqual(required);
});

it("nothing is told of a setting that the image is started with", async () => {
  const { warnings } = await service({
    "main.go": mainFile(["flag", "log", "os"], ends('key == "" && *url == ""')),
    Dockerfile: 'FROM golang\nRUN go build -o /shop .\nENTRYPOINT ["/shop", "-url=http://shop"]\n',
  });
  expect(warnings.filter(({ code }) => code === "one-required")).toEqual([]);
});

it("nothing is told of the members of a list", async () => {
  const code = `type login struct{ key, file string }
func main() {
	logins := []login{}
	for _, one := range read(os.Getenv("LOGINS")) {
		logins = append(logins, login{key: os.Getenv("KEY"), file: os.Getenv("KEY_FILE")})
	}
	for _, one := range logins {
		if one.key == "" && one.file == "" {
			log.Fatal("no key")
		}
	}
}`;
  const { warnings } = await service({ "main.go": mainFile(["log", "os"], code) });
  expect(warnings.filter(({ code: one }) => one === "one-required")).toEqual([]);
});

it("nothing is told where the program does without any", async () => {
  const code = `func load() (*rest.Config, error) {
	key, file := os.Getenv("KEY"), os.Getenv("KEY_FILE")
	if key == "" && file == "" {
		config, err := rest.InClusterConfig()
		return config, err
	}
	return nil, nil
}
func main() {
	if _, err := load(); err != nil {
		panic(err)
	}
}`;
  const { warnings } = await service({ "main.go": mainFile(["os", "k8s.io/client-go/rest"], code) });
  expect(warnings.filter(({ code: one }) => one === "one-required")).toEqual([]);
});

it("either of two will do where one is looked for after the other", async () => {
  const code = `func load() (string, error) {
	body, file := os.Getenv("BODY"), os.Getenv("FILE")
	if body == "" {
		if file == "" {
			return "", ErrNoConfig
		}
		return file, nil
	}
	return body, nil
}
func main() {
	if _, err := load(); err != nil {
		log.Fatal(err)
	}
}`;
  const { environment, warnings } = await service({ "main.go": mainFile(["log", "os"], code) });
  expect(warnings.flatMap(({ code: one, message }) => (one === "one-required" ? [message] : []))).toEqual([
    "the program ends where none of BODY, FILE is set: give one when the container starts",
  ]);
  expect(environment.filter(({ required }) => required)).toEqual([]);
});

it("any one will do of a number that a variable holds and what is asked for below it", async () => {
  const code =
    'func main() {\n\tvar id uint\n\tflag.UintVar(&id, "id", 0, "")\n\turl := flag.String("url", "", "")\n\tflag.Parse()\n\tif id == 0 {\n\t\tif *url == "" {\n\t\t\tlog.Fatal("nothing given")\n\t\t}\n\t}\n}';
  const { warnings } = await service({ "main.go": mainFile(["flag", "log"], code) });
  const found = warnings.filter(({ code: one }) => one === "one-required").map(({ message }) => message);
  expect(found).toEqual([
    "the program ends where none of -id, -url is set: give one when the container starts",
  ]);
});

it("any one will do where main says so and returns", async () => {
  const code =
    'func main() {\n\tserver := flag.String("server", "", "")\n\tclient := flag.String("client", "", "")\n\tflag.Parse()\n\tif *server == "" && *client == "" {\n\t\tflag.Usage()\n\t\treturn\n\t}\n\thttp.ListenAndServe(*server, nil)\n}';
  const { warnings } = await service({ "main.go": mainFile(["flag", "net/http"], code) });
  expect(warnings.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/none of -server, -client is set/),
  );
});

it("neither is required of two names that a helper takes any of", async () => {
  const code = `func secret(key, fileKey string) (string, error) {
	if value := os.Getenv(key); value != "" {
		return value, nil
	}
	path := os.Getenv(fileKey)
	if path == "" {
		return "", fmt.Errorf("neither %s nor %s", key, fileKey)
	}
	text, err := os.ReadFile(path)
	return string(text), err
}
func both(key, other string) (string, error) {
	first := os.Getenv(key)
	if first == "" {
		return "", fmt.Errorf("no %s", key)
	}
	second := os.Getenv(other)
	if second == "" {
		return "", fmt.Errorf("no %s", other)
	}
	return first + second, nil
}
func url(hostKey string) (string, error) { return secret(hostKey, hostKey+"_FILE") }
func main() {
	if _, err := secret("TOKEN", "TOKEN_FILE"); err != nil {
		log.Fatal(err)
	}
	if _, err := both("CERT", "CERT_KEY"); err != nil {
		log.Fatal(err)
	}
	if _, err := url("DB_HOST"); err != nil {
		log.Fatal(err)
	}
}`;
  const { environment, warnings } = await service({ "main.go": mainFile(["fmt", "log", "os"], code) });
  const required = environment.flatMap((one) => (one.required ? [one.name] : []));
  expect(required).toEqual(["CERT", "CERT_KEY"]);
  expect(environment.map(({ name }) => name)).not.toContain("DB_HOST_FILE");
  const told = warnings.filter((warning) => warning.code === "one-required");
  expect(told.map(({ message }) => message)).toContain(
    "the program ends where none of TOKEN, TOKEN_FILE is set: give one when the container starts",
  );
});

it("any of several flags will do, also of a type that a library adds", async () => {
  const code = `var flags = more.NewFlagSet()
type config struct {
	Listen []string
	DNS    string
}
func main() {
	c := &config{}
	flags.ListVar(&c.Listen, "listen", nil, "addresses")
	flags.StringVar(&c.DNS, "dns", "", "address for DNS")
	flags.Parse()
	if len(c.Listen) == 0 && c.DNS == "" {
		log.Fatal("nothing to listen on")
	}
}`;
  const { warnings } = await service({ "main.go": mainFile(["log", "example.com/more"], code) });
  expect(warnings.flatMap(({ code, message }) => (code === "one-required" ? [message] : []))).toEqual([
    "the program ends where none of -listen, -dns is set: give one when the container starts",
  ]);
});

it.each([
  [
    "is given another where it has none",
    'if old != "" && c.Key == "" {\n\t\tc.Key = old\n\t}',
    ["KEY, OLD_KEY"],
    [],
  ],
  ["has one alone", "println(old)", [], ["KEY"]],
])("either of two will do of a field that %s", async (_, given, told, required) => {
  const code = `type config struct{ Key string }
func main() {
	c := config{Key: os.Getenv("KEY")}
	old := os.Getenv("OLD_KEY")
	${given}
	if c.Key == "" {
		log.Fatal("no key")
	}
}`;
  const { environment, warnings } = await service({ "main.go": mainFile(["log", "os"], code) });
  const found = warnings.flatMap(({ code, message }) =>
    code === "one-required" ? [/none of (.*) is set/.exec(message)?.[1]] : [],
  );
  expect(found).toEqual(told);
  expect(environment.flatMap((one) => (one.required ? [one.name] : []))).toEqual(required);
});
