/** What the installed Go says of cgo in the dependencies. It never downloads anything. */
import type { Processes } from "../../system/system.ts";
import type { GoBuildContext } from "../build-context.ts";
import { absolute, relativeTo } from "../paths.ts";

export interface ListedPackage {
  readonly ImportPath: string;
  readonly Dir?: string;
  readonly Standard?: boolean;
  readonly CgoFiles?: readonly string[];
  readonly GoFiles?: readonly string[];
  readonly Imports?: readonly string[];
}

const FIELDS = "ImportPath,Dir,Standard,CgoFiles,GoFiles,Imports";
const TIMEOUT_SECONDS = 20;

function parse(stdout: string): ListedPackage[] {
  if (stdout.trim() === "") return [];
  return JSON.parse(`[${stdout.trim().replace(/\n\}\n\{/g, "\n},\n{")}]`) as ListedPackage[];
}

/**
 * `go list -deps` for linux/amd64. null when Go is not there, the module cache
 * lacks something, or the module cannot be listed as it stands.
 */
export async function goListDeps(
  processes: Processes,
  root: string,
  context: GoBuildContext,
  main: string,
  tags: readonly string[],
  cgo: boolean,
): Promise<readonly ListedPackage[] | null> {
  const target = relativeTo(main, context.module.directory);
  // Without cgo a package may have no file left: -e lists it all the same.
  const lenient = cgo ? [] : ["-e"];
  const result = await processes.run(
    "go",
    [
      "list",
      ...lenient,
      "-deps",
      `-json=${FIELDS}`,
      ...(tags.length > 0 ? ["-tags", tags.join(",")] : []),
      target === "." ? "." : `./${target}`,
    ],
    {
      cwd: absolute(root, context.module.directory),
      environment: {
        CGO_ENABLED: cgo ? "1" : "0",
        GOOS: "linux",
        GOARCH: "amd64",
        GOFLAGS: context.vendor ? "-mod=vendor" : "-mod=readonly",
        GOPROXY: "off",
        GOTOOLCHAIN: "local",
        ...(context.foreignWorkspace && { GOWORK: "off" }),
      },
      timeoutSeconds: TIMEOUT_SECONDS,
    },
  );
  if (result.notFound || result.exitCode !== 0) return null;
  try {
    return parse(result.stdout);
  } catch {
    return null;
  }
}
