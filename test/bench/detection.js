// How long detection takes on a large repository, as ratios to tools that look at
// the same tree in the same run: absolute times say more of the machine.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGES = 1500;
const FILES = 10_000;
/** Packages that the service imports, directly or not. */
const REACHED = 300;
/** Of these, each fourth answers requests: its code, and that of all that import it, has to be followed. */
const SERVING = 4;
const RUNS = 7;

const cli = fileURLToPath(new URL("../../bin/create-go-dockerfile.js", import.meta.url));

function handler(name) {
  return `
// ${name} answers with the sum of the numbers in the query.
func ${name}(w http.ResponseWriter, r *http.Request) {
	sum, err := ${name}Step0(nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusOK + sum)
}
`;
}

/** Some 80 lines, so that a file has the size of an ordinary one. */
function body(name) {
  const functions = Array.from(
    { length: 8 },
    (_, i) => `
// Step${i} folds the values of ${name} into one.
func ${name}Step${i}(values []int) (int, error) {
	if len(values) == 0 {
		return 0, errors.New("${name}: no values")
	}
	sum := ${i}
	for _, value := range values {
		sum += value * ${i + 1}
	}
	return sum, nil
}
`,
  );
  return functions.join("");
}

/** A service that reaches some packages, a tool, and many packages that neither reaches. */
function makeRepository(root) {
  const write = (file, text) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  write("go.mod", "module example.com/large\n\ngo 1.26\n");
  const directory = (i) => `internal/area${Math.floor(i / 50)}/unit${i}`;
  let files = 2;
  for (let i = 0; i < PACKAGES - 2; i += 1) {
    const count = Math.floor((FILES - files) / (PACKAGES - 2 - i));
    for (let n = 0; n < count; n += 1) {
      // A binary tree of imports inside what the service reaches, and one inside the rest.
      const base = i < REACHED ? 0 : REACHED;
      const end = i < REACHED ? REACHED : PACKAGES - 2;
      const children = [2 * (i - base) + 1 + base, 2 * (i - base) + 2 + base].filter((child) => child < end);
      const imports =
        n === 0 ? children.map((child) => `\t_ "example.com/large/${directory(child)}"\n`).join("") : "";
      const serves = i % SERVING === 0;
      const name = `Unit${i}File${n}`;
      write(
        `${directory(i)}/file${n}.go`,
        `package unit${i}\n\nimport (\n\t"errors"\n${serves ? '\t"net/http"\n' : ""}${imports})\n${serves ? handler(name) : ""}${body(name)}`,
      );
      files += 1;
    }
  }
  write(
    "cmd/server/main.go",
    `package main\n\nimport (\n\t"net/http"\n\n\t_ "example.com/large/${directory(0)}"\n)\n\nfunc main() {\n\thttp.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(200) })\n\t_ = http.ListenAndServe(":8080", nil)\n}\n`,
  );
  write("cmd/report/main.go", 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("done") }\n');
}

function seconds(command, args, cwd) {
  const start = process.hrtime.bigint();
  const result = spawnSync(command, args, { cwd, stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  if (result.error || result.status !== 0) {
    throw new Error(`${command} ${args.join(" ")}: ${result.error?.message ?? result.stderr}`);
  }
  return Number(process.hrtime.bigint() - start) / 1e9;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const root = mkdtempSync(path.join(tmpdir(), "create-go-dockerfile-bench-"));
try {
  makeRepository(root);
  for (const args of [
    ["init", "-q"],
    ["add", "-A"],
  ])
    seconds("git", args, root);
  const contestants = {
    detection: [process.execPath, [cli, "--dry-run", "--json"]],
    node: [process.execPath, ["-e", ""]],
    grep: ["git", ["grep", "-l", "package main"]],
    list: ["go", ["list", "./..."]],
  };
  // In turn, so that what slows the machine down for a while slows down all of them.
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let run = 0; run <= RUNS; run += 1) {
    for (const [name, [command, args]] of Object.entries(contestants)) {
      const taken = seconds(command, args, root);
      // The first run fills the file cache, and Go's.
      if (run > 0) times[name].push(taken);
    }
  }
  const [detection, node, grep, list] = ["detection", "node", "grep", "list"].map((name) =>
    median(times[name]),
  );
  const line = (label, value, note) =>
    console.log(`${label.padEnd(34)} ${value.toFixed(3).padStart(8)}  ${note}`);
  line("detection, whole process", detection, "s");
  line("bare node", node, "s");
  line("git grep -l 'package main'", grep, "s");
  line("go list ./...", list, "s");
  line("(detection - node) / git grep", (detection - node) / grep, "aim: at most 2");
  line("detection / go list", detection / list, "aim: below 1");
  line("detection / node", detection / node, "");
} finally {
  rmSync(root, { recursive: true, force: true });
}
