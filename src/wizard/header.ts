import { hangingLines } from "../report/layout.ts";
import type { Evidence, Project } from "../types/project.ts";

type Row = readonly [label: string, value: string, place: Evidence | null];

function portRows({ ports }: Project): Row[] {
  return ports.map(({ port, protocol, bind, purpose, setBy, evidence }) => {
    const number = protocol === "udp" ? `${port}/udp` : `${port}`;
    const from = setBy === null || setBy === "literal" ? "" : `, set by ${setBy.replace(":", " ")}`;
    const what = purpose === "main" ? "" : ` for ${purpose}`;
    return ["port", `${number}${what}${from}${bind === "loopback" ? ", on loopback only" : ""}`, evidence];
  });
}

function healthRows({ health }: Project): Row[] {
  return health.slice(0, 1).map(({ type, path, evidence }) => {
    const what = { http: `GET ${path}`, grpc: `gRPC health service ${path}`.trim(), command: path }[type];
    return ["health", what, evidence];
  });
}

function rows(project: Project): Row[] {
  const { cgo, main, mains, modulePath, goVersion, moduleDirectory, prebuild, generate, companions } =
    project;
  const goMod = moduleDirectory === "." ? "go.mod" : `${moduleDirectory}/go.mod`;
  const chosen = mains.find(({ path }) => path === main);
  const [reason] = cgo.reasons;
  return [
    ["module", goVersion === null ? modulePath : `${modulePath}, Go ${goVersion}`, goMod],
    [
      "main",
      chosen && chosen.kind !== "service" ? `${main}, a ${chosen.kind}` : main,
      chosen?.evidence ?? null,
    ],
    ...portRows(project),
    ...healthRows(project),
    ...(cgo.needed ? [["cgo", reason?.package ?? "needed", reason?.evidence ?? null] as const] : []),
    ...[prebuild, generate]
      .filter((step) => step !== null)
      .map(({ directory, command, evidence }): Row => ["makes", `${command} in ${directory}`, evidence]),
    ...project.runtimeFiles.map(({ source, evidence }): Row => ["reads", source, evidence]),
    ...project.writes.map(({ path, file, evidence }): Row => ["writes", file ?? path, evidence]),
    ...project.programs.map(({ name, evidence }): Row => ["runs", name, evidence]),
    ...companions.map(({ name, evidence }): Row => ["talks to", name, evidence]),
  ];
}

/** Rows of one kind beyond this many say no more than their number. */
const SHOWN = 4;

/** What was detected, each with its place, no line longer than `columns`. */
export function headerLines(project: Project, columns: number): string {
  const all = rows(project);
  const lines = all.flatMap(([label, value, place], index) => {
    const before = all.slice(0, index).filter((row) => row[0] === label).length;
    if (before > SHOWN) return [];
    const total = all.filter((row) => row[0] === label).length;
    if (before === SHOWN) return [`  ${"".padEnd(10)}and ${total - SHOWN} more\n`];
    const text = place === null ? value : `${value}  (${place})`;
    return [hangingLines(`  ${(before === 0 ? label : "").padEnd(10)}`, text, columns)];
  });
  return `Found\n${lines.join("")}`;
}
