import { expect, it } from "vitest";
import { indexProgram } from "../../../../src/detect/server/flow/index-program.ts";
import { calledFunction } from "../../../../src/detect/server/flow/types.ts";

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
