import { describe, expect, it } from "vitest";
import { parseGo } from "../../../../../src/detect/server/go/parse.ts";
import { mainFile, service } from "../service.ts";

const imports = new Map([
  ["errors", "errors"],
  ["fmt", "fmt"],
  ["strings", "strings"],
  ["strconv", "strconv"],
]);

function calculates(body: string): boolean | undefined {
  const [found] = parseGo(
    `package p\n\nfunc f(given []int, set map[string]int, c *Config) (n int, err error) {\n${body}\n}\n`,
    imports,
  ).functions;
  return found?.calculates;
}

describe("bodies that only calculate", () => {
  it.each([
    "return len(given), nil",
    "if n == 0 {\n\treturn 0, errors.New(`none`)\n} else if n < 0 {\n\tn = -n\n}\nreturn n, nil",
    "var sum int\nfor _, one := range given {\n\tsum += one * 2\n\tset[`last`] = one\n}\nreturn sum, nil",
    "switch n {\ncase 1, 2:\n\treturn given[1:2][0], nil\ndefault:\n\treturn 0, fmt.Errorf(`%d`, n)\n}",
    "name := strings.ToUpper(string([]byte(`a`)))\nn = len(name)\nreturn",
  ])("%s", (body) => {
    expect(calculates(body)).toBe(true);
  });

  it.each([
    ["a call of the program", "return other(given), nil"],
    ["a method", "return c.Port(), nil"],
    ["a field", "return c.port, nil"],
    ["a call that may end the program", "panic(`none`)"],
    ["a conversion that may fail", "return strconv.Atoi(`80`)"],
    ["a variable of the package", "port = 8080\nreturn"],
    ["one that is added to", "address += `:80`\nreturn"],
    ["an element of such a variable", "ports[`http`] = 80\nreturn"],
    ["a literal of a type", "one := Config{80}\n_ = one\nreturn"],
    ["one in the head of a loop", "for range []int{1} {\n}\nreturn"],
    ["a call of what is given back", "return given[0](1), nil"],
    ["a function literal", "n = func() int { return 1 }()\nreturn"],
    ["code that runs beside", "go print(n)\nreturn"],
    ["a wait", "n = <-done\nreturn"],
    [
      "an error for an empty text",
      'if name == "" {\n\treturn 0, errors.New(`no name`)\n}\nreturn len(name), nil',
    ],
  ])("not with %s", (_, body) => {
    expect(calculates(body)).toBe(false);
  });

  it("are read where something asks for what they give back, with their places", async () => {
    const code = `func either(given, fallback string) string {
	if given != "" {
		return given
	}
	return fallback
}

func address(host string) string {
	port := ":8443"
	return host + port
}

func main() {
	http.ListenAndServe(either(os.Getenv("ADDR"), address("")), nil)
}`;
    const { ports } = await service({ "main.go": mainFile(["net/http", "os"], code) });
    expect(ports).toMatchObject([{ port: 8443, setBy: "env:ADDR", evidence: "main.go:16" }]);
  });
});
