import { expect, it } from "vitest";
import { indexProgram } from "../../../../src/detect/server/flow/index-program.ts";
import { calledFunction } from "../../../../src/detect/server/flow/type-of.ts";
import { mainFile, service } from "./service.ts";

it("looks once at each call of a chain", () => {
  const links = ["Select", "From", "Join", "Where", "Group", "Having", "Order", "Limit", "Rows"];
  const text = `package main\n\nfunc main() {\n\tquery.${links.map((name) => `${name}()`).join(".")}\n}\n`;
  const file = { path: "main.go", text, packageName: "main", imports: [], cgoOnly: false };
  const main = { importPath: "example.com/shop", directory: ".", name: "main", files: [file] };
  const program = indexProgram({
    main,
    packages: [main],
    externalImports: new Map(),
    module: { directory: ".", path: "example.com/shop" },
    tags: [],
  });
  const asked: string[] = [];
  const methodsNamed = (name: string) => {
    asked.push(name);
    return program.methodsNamed(name);
  };
  for (const { call, scope } of program.calls.get("Rows") ?? []) {
    calledFunction({ ...program, methodsNamed }, call.callee, scope);
  }
  expect(asked).toEqual(links);
});

it("looks once at each variable that stands for one of its own name, as gqlgen writes them", async () => {
  const cases = Array.from(
    { length: 8 },
    (_, i) => `\t\tcase "k${i}":\n\t\t\tfield := field\n\t\t\tout.Concurrently(i, field.Resolve)\n`,
  ).join("");
  const code = `func query(out *graphql.FieldSet, fields []graphql.CollectedField) {
	for i, field := range graphql.CollectFields(fields) {
		switch field.Name {
${cases}		default:
			panic("unknown field " + strconv.Quote(field.Name))
		}
	}
}

func main() {
	query(nil, nil)
	http.ListenAndServe(":8080", nil)
}`;
  const imports = ["net/http", "strconv", "github.com/99designs/gqlgen/graphql"];
  const { ports } = await service({ "main.go": mainFile(imports, code) });
  expect(ports.map(({ port }) => port)).toEqual([8080]);
});
