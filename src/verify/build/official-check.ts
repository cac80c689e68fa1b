import type { Check } from "../../types/verdict.ts";
import { failed, passed, warned } from "../checks.ts";
import { type Docker, lastLine, parseJson } from "../docker.ts";
import { diskFull, engineLost } from "../engine.ts";
import type { ImageTarget } from "../request.ts";
import { rules } from "../rules/index.ts";
import { causeOf } from "./causes.ts";

interface Location {
  readonly ranges?: readonly { readonly start: { readonly line: number } }[];
}

/** What `docker buildx build --call=check,format=json` prints. */
interface Lint {
  readonly warnings:
    | readonly {
        readonly ruleName: string;
        readonly detail?: string;
        readonly description?: string;
        readonly location?: Location;
      }[]
    | null;
  readonly buildError?: { readonly message: string; readonly location?: Location };
}

/** Runs `docker build --check` on one image. */
export async function officialCheck(
  docker: Docker,
  root: string,
  image: ImageTarget,
  flags: readonly string[],
): Promise<readonly Check[]> {
  const target = image.target === null ? [] : ["--target", image.target];
  const args = [
    "buildx",
    "build",
    "--call=check,format=json",
    "-f",
    image.dockerfile,
    ...target,
    ...flags,
    ".",
  ];
  const result = await docker.run(args, { cwd: root });
  const at = { file: image.dockerfile };
  const lint = parseJson<Lint>({ ...result, exitCode: 0 });
  if (lint === null) {
    if (/unknown flag: --call|unknown shorthand|not supported/.test(result.stderr)) {
      return [warned("build-check", "This buildx has no --check: it needs 0.15 or later", at)];
    }
    return [engineLost(result.stderr, at) ?? failed("build-check", lastLine(result.stderr), at)];
  }
  const { buildError } = lint;
  if (buildError) {
    const line = lineOf(buildError.location);
    const place = line === undefined ? at : { ...at, line };
    const cause = causeOf(buildError.message);
    const message = cause ? `${buildError.message}: ${cause.advice}` : buildError.message;
    return [diskFull(buildError.message, place) ?? failed(cause?.code ?? "build-check", message, place)];
  }
  const found = (lint.warnings ?? []).map(({ ruleName, detail, description, location }) => {
    const line = lineOf(location);
    return (severityOf(ruleName) === "error" ? failed : warned)(ruleName, detail ?? description ?? "", {
      ...at,
      ...(line !== undefined && { line }),
    });
  });
  return found.length > 0 ? found : [passed("build-check", "docker build --check warns of nothing", at)];
}

/** As severe as our own rule of that name; a check that is new to us is a warning. */
function severityOf(code: string): Check["severity"] {
  return rules.find((rule) => rule.code === code)?.severity ?? "warning";
}

function lineOf(location: Location | undefined): number | undefined {
  return location?.ranges?.[0]?.start.line;
}
