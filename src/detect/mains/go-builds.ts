/** What `go build` is told in Dockerfiles and Makefiles. */

/** `go build`, also as a list of words, and `$(GO) build` of Makefiles. */
const BUILDS = /(?:\bgo(?:\s+|",\s*")|\$[({]\w*GO\w*[)}]\s+)(?:build|install)\b([^\n;&|]*)/g;

/** `GOOS=js GOARCH=wasm go build`: what is made runs in a page, and no image starts it. */
const FOR_BROWSERS = /\b(GOOS=js|GOARCH=wasm)\b[^\n;&|]*$/;

/** `for name in api worker; do ... done`, also with the doubled dollar signs of Makefiles. */
const LOOP = /\bfor\s+(\w+)\s+in\s+([\w./ \t-]+?)\s*[;\n]\s*do\b(.*?)\bdone\b/gs;

/** The text with the body of each loop over plain words once for every word. */
function unrolled(text: string): string {
  return text.replace(LOOP, (_, name: string, words: string, body: string) => {
    const variable = new RegExp(`\\$\\$?(?:${name}\\b|\\{${name}\\})`, "g");
    return words
      .split(/\s+/)
      .map((word) => body.replace(variable, () => word))
      .join("\n");
  });
}

/** What follows `go build` and `go install` in a file of shell commands, without what `$(git describe || true)` prints. */
export function goBuilds(text: string): string[] {
  const joined = unrolled(text.replace(/\\\r?\n/g, " ")).replace(/\$\([^()\n]*\s[^()\n]*\)/g, "");
  return [...joined.matchAll(BUILDS)].flatMap(({ 1: rest = "", index }) =>
    FOR_BROWSERS.test(joined.slice(0, index)) ? [] : [rest],
  );
}

/** The package arguments of one of them. */
export function packagesOf(build: string): string[] {
  return build
    .split(/[\s"',[\]()]+/)
    .filter(
      (word) =>
        /^\.?\.?[\w./-]+$/.test(word) &&
        !word.startsWith("-") &&
        (word.includes("/") || /^\.|\.go$/.test(word)),
    );
}

/** Package arguments of all of them. */
export function goBuildArguments(text: string): string[] {
  return goBuilds(text).flatMap(packagesOf);
}

/** `WORKDIR /src/cmd/shop` or `cd cmd/shop`, and then `go build -o shop`: the directory is the package. */
export function buildsInside(text: string): string[] {
  const found: string[] = [];
  let workdir = "";
  for (const line of text.replace(/\\\r?\n/g, " ").split("\n")) {
    workdir = /^\s*WORKDIR\s+(\S+)/i.exec(line)?.[1] ?? workdir;
    let inside = workdir;
    for (const command of line.split(/&&|;|\bRUN\b/)) {
      inside = /^\s*cd\s+(\S+)\s*$/.exec(command)?.[1] ?? inside;
      const [built] = command.matchAll(BUILDS);
      if (built && goBuildArguments(command.replace(/\s-o[\s=]+\S+/g, " ")).length === 0) found.push(inside);
    }
  }
  return found.map((path) => path.replace(/^\.\//, "").replace(/\/$/, ""));
}

/** All that there is, or the files right beside go.mod. */
const COPIES_ROOT = /^\s*(COPY|ADD)\s+(--\S+\s+)*(\.\/?|(\S+\s+)*?(\.\/)?[\w*-]+\.go)\s/im;

/** `COPY . .` or `COPY main.go .`, and then `go build -o /shop` right there: the package is the directory of go.mod. */
export function buildsWorkdir(text: string): boolean {
  if (!COPIES_ROOT.test(text)) return false;
  const commands = text.replace(/\\\r?\n/g, " ").split(/\n|&&|;|\|\|?/);
  return commands.some((command) => {
    const [build] = /\bgo\s+build\b.*/.exec(command) ?? [];
    const plain = build?.replace(/"[^"]*"|'[^']*'/g, "").replace(/\s-o[\s=]+\S+/g, " ");
    // What a variable holds may be the package.
    return plain !== undefined && goBuildArguments(plain).length === 0 && !/\s\$\S+\s*$/.test(plain);
  });
}
