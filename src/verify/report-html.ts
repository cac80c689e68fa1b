import type { Check, ImageFacts, Verdict } from "../types/verdict.ts";
import { formatBytes } from "../units.ts";
import { factsOf } from "./facts.ts";

/** One self-contained HTML page: no script, nothing loaded from elsewhere. `service` is the title. */
export function reportHtml({ ok, level, checks, context, image }: Verdict, service: string): string {
  const title = `${escapeHtml(service)}: ${ok ? "ready" : "not ready"}`;
  const failures = checks.filter((check) => !check.ok);
  const passes = checks.filter((check) => check.ok);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(service)} <span class="${ok ? "good" : "bad"}">${ok ? "ready" : "not ready"}</span></h1>
<p>${summary(level, checks)}</p>
${failures.length > 0 ? `<section><h2>To mend</h2>${checkList(failures)}</section>` : ""}
${image ? imageSection(image, context) : ""}
<section><h2>In order</h2>${checkList(passes)}</section>
</main>
</body>
</html>
`;
}

const LEVELS = {
  static: "the files were read",
  build: "the files were read and the images built",
  run: "the files were read, the images built, and the production image run",
} satisfies Record<Verdict["level"], string>;

function summary(level: Verdict["level"], checks: readonly Check[]): string {
  const count = (severity: Check["severity"]) =>
    checks.filter((check) => !check.ok && check.severity === severity).length;
  return `Verified with create-go-dockerfile: ${LEVELS[level]}. Errors: ${count("error")}, warnings: ${count("warning")}.`;
}

function checkList(checks: readonly Check[]): string {
  const items = checks.map((check) => {
    const kind = check.ok ? "good" : check.severity === "error" ? "bad" : "warn";
    const place = check.file === null ? "" : `<code>${escapeHtml(placeText(check))}</code> `;
    const output = check.output.length > 0 ? `<pre>${escapeHtml(check.output.join("\n"))}</pre>` : "";
    return `<li class="${kind}">${place}${escapeHtml(check.message)} <small>${escapeHtml(check.code)}</small>${output}</li>`;
  });
  return `<ul>\n${items.join("\n")}\n</ul>`;
}

function placeText({ file, line }: Check): string {
  return line === null ? `${file}` : `${file}:${line}`;
}

function imageSection(image: ImageFacts, context: Verdict["context"]): string {
  const rows = factsOf(image, context).map(
    ([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return `<section><h2>The image</h2>
<table>
${rows.join("\n")}
</table>
<h2>Layers</h2>
<table class="layers">
${layerRows(image.layers)}
</table>
</section>`;
}

function layerRows(layers: ImageFacts["layers"]): string {
  const sorted = layers.toSorted((a, b) => b.bytes - a.bytes);
  const largest = sorted[0]?.bytes ?? 1;
  return sorted
    .map(({ instruction, bytes }) => {
      const share = Math.max(0.5, (bytes / largest) * 100).toFixed(1);
      return `<tr><td class="size">${formatBytes(bytes)}</td><td class="bar"><div style="width:${share}%"></div></td><td><code>${escapeHtml(instruction)}</code></td></tr>`;
    })
    .join("\n");
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const STYLE = `
:root { color-scheme: light dark; --text: #1a1d21; --back: #fff; --soft: #5b6470; --line: #d9dee4; --bar: #0a7ea4; --good: #1a7f37; --bad: #c62828; --warn: #8a5a00; --block: #f4f6f8; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ed; --back: #14171a; --soft: #9aa5b1; --line: #333a42; --bar: #4fb3d9; --good: #57c26f; --bad: #ff7b72; --warn: #e0b050; --block: #1d2226; } }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h1 span { font-size: 1rem; font-weight: 600; border: 1px solid; border-radius: 1rem; padding: .15rem .7rem; vertical-align: middle; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
ul { list-style: none; padding: 0; margin: 0; }
li { border-left: 3px solid currentColor; padding: .2rem 0 .2rem .75rem; margin: .4rem 0; overflow-wrap: anywhere; }
li code, li small { font-size: .9em; } small { color: var(--soft); }
pre { color: var(--text); background: var(--block); padding: .75rem; overflow-x: auto; font-size: .85rem; white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 500; color: var(--soft); width: 7rem; }
.size { white-space: nowrap; text-align: right; width: 5rem; }
.bar { width: 35%; vertical-align: middle; }
.bar div { background: var(--bar); height: .8rem; border-radius: 2px; }
`;
