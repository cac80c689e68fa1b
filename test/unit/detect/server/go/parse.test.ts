import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eachIn } from "../../../../../src/detect/server/flow/walk.ts";
import type { Expression } from "../../../../../src/detect/server/go/ast.ts";
import { parseGo } from "../../../../../src/detect/server/go/parse.ts";
import { tokenize } from "../../../../../src/detect/server/go/scanner.ts";
import { unquote } from "../../../../../src/detect/server/go/tokens.ts";

/** The names of what is called, in order. */
function callsIn(body: string): string[] {
  const { functions } = parseGo(`package p\n\nfunc f() {\n${body}\n}\n`);
  const names: string[] = [];
  eachIn(functions[0]?.body ?? [], (expression) => {
    if (expression.kind === "call") names.push(nameOf(expression.callee));
  });
  return names;
}

function nameOf(expression: Expression): string {
  if (expression.kind === "name" || expression.kind === "selector") return expression.name;
  return expression.kind === "index" ? nameOf(expression.base) : expression.kind;
}

describe("tokens", () => {
  const texts = (source: string) => {
    const { count, starts, ends, text } = tokenize(source);
    return Array.from({ length: count - 1 }, (_, at) => text.slice(starts[at], ends[at]) || ";");
  };

  it("have semicolons where Go inserts them", () => {
    expect(texts("x := f(1,\n\t2)\nreturn\n} // end\ny++")).toEqual([
      "x",
      ":=",
      "f",
      "(",
      "1",
      ",",
      "2",
      ")",
      ";",
      "return",
      ";",
      "}",
      ";",
      "y",
      "++",
      ";",
    ]);
  });

  it("pass over comments, and see the line end in a long one", () => {
    expect(texts("a /* b\n c */ d // e\n`f // g`")).toEqual(["a", ";", "d", ";", "`f // g`", ";"]);
  });

  it.each([
    ['"a\\n\\x41\\u00e9\\""', 'a\nAé"'],
    ["`a\\n`", "a\\n"],
    ['"', ""],
  ])("unquote %s", (literal, value) => {
    expect(unquote(literal)).toBe(value);
  });
});

describe("statements", () => {
  it.each<[string, string, string[]]>([
    [
      "if with a statement",
      "if v, err := a(); err != nil && b(v) { c() } else if d() { e() } else { g() }",
      ["a", "b", "c", "d", "e", "g"],
    ],
    [
      "a block after a composite-like name",
      "if x == y { a() }\nfor range z { b() }\nswitch t { case u: c() }",
      ["a", "b", "c"],
    ],
    ["composite literals in brackets of a header", "if (T{a()}) == f(T{b()}) { c() }", ["a", "f", "b", "c"]],
    [
      "select",
      "select {\ncase x := <-a():\n\tb(x)\ncase y <- c():\ndefault:\n\td()\n}",
      ["a", "b", "c", "d"],
    ],
    ["a label", "out:\n\tfor {\n\t\ta()\n\t\tbreak out\n\t}\nb()", ["a", "b"]],
    [
      "go, defer and function literals",
      "go func() { a() }()\ndefer b(func(x int) error { return c(x) })",
      ["function", "a", "b", "c"],
    ],
    ["chains over lines", "a().\n\tb(1).\n\tc()", ["c", "b", "a"]],
    [
      "conversions and generics",
      'x := []byte(a())\ny := f[int](b())\nz := map[string]T{"k": {c()}}',
      ["container", "a", "f", "b", "c"],
    ],
    ["type switches and assertions", "switch v := a().(type) {\ncase *T, []U:\n\tb(v.(I))\n}", ["a", "b"]],
    ["declarations", "var x, y = a(), b()\nconst k = 1\ntype t struct{ f int }\nc()", ["a", "b", "c"]],
  ])("%s", (_, body, names) => {
    expect(callsIn(body)).toEqual(names);
  });
});

describe("declarations", () => {
  it("tell parameters, receivers, results and type parameters apart", () => {
    const [f] = parseGo(
      "package p\n\nfunc (s *Server[T]) Do[K comparable](a, b string, rest ...func(int) error) (n int, err error) { return }\n",
    ).functions;
    expect(f?.receiver?.name).toBe("s");
    expect(f?.parameters.map(({ name }) => name)).toEqual(["a", "b", "rest"]);
    expect(f?.results.map(({ name }) => name)).toEqual(["n", "err"]);
  });

  it("keep struct fields with their tags, embedded ones by their type's name", () => {
    const [type] = parseGo(
      'package p\n\ntype T struct {\n\tA, B string `env:"A"`\n\t*pkg.Base\n\tInner struct{ C int } "x"\n\tf func(a int) (b string)\n}\n',
    ).types;
    const fields = type?.type.kind === "struct" ? type.type.fields : [];
    expect(fields.map(({ name, tag, embedded }) => `${name} ${tag} ${embedded}`)).toEqual([
      'A env:"A" false',
      'B env:"A" false',
      "Base  true",
      "Inner x false",
      "f  false",
    ]);
  });

  it("stop at nothing: what follows broken code is still read", () => {
    const { functions } = parseGo("package p\n\nvar = ,\n\ntype 3\n\nfunc b() {}\n");
    expect(functions.map(({ name }) => name)).toContain("b");
  });
});

describe("any text", () => {
  const GO =
    'package p\n\nimport "x"\n\ntype T[K any] struct{ A map[string][]int `t` }\n\nfunc (t *T) f(a ...int) (r []T) {\n\tfor i := range a {\n\t\tif x := T{1}; x {\n\t\t\treturn []T{{A: nil}}\n\t\t}\n\t}\n\tswitch y := a.(type) { case int: go g(func() {}) }\n}\n';

  it("is read without failing, cut and mixed in any way", () => {
    const piece = fc.tuple(fc.nat(GO.length), fc.nat(40)).map(([at, size]) => GO.slice(at, at + size));
    const text = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (source) => parseGo(source).functions.length >= 0),
      { numRuns: 500 },
    );
  });

  it("may nest deeper than any real code", () => {
    const deep = (open: string, close: string) =>
      `package p\nvar x = ${open.repeat(5000)}1${close.repeat(5000)}\nfunc f() {}\n`;
    for (const text of [
      deep("(", ")"),
      deep("[]T{", "}"),
      deep("f(", ")"),
      deep("-", ""),
      deep("func() { return ", "}"),
    ]) {
      expect(parseGo(text).values).toHaveLength(1);
    }
  });
});
