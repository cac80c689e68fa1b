/** Images of another server or for building alone: the program may lie in them, but they do not start it. */
import { posix } from "node:path";
import { isForAnother } from "./commands.ts";
import { commandWords, type Instruction, startedProgram } from "./dockerfile.ts";

const SERVER =
  /^(nginx(-unprivileged)?|openresty|caddy|httpd|traefik|haproxy|envoy(-(distroless|alpine))?|postgres|mysql|mariadb|mongo|redis|valkey|rabbitmq)$/;

function isServer(word: string): boolean {
  return SERVER.test(posix.basename(word));
}

/** Its base is such an image, of which nothing is replaced and which is told to start nothing else. */
export function startsOther(final: readonly Instruction[]): boolean {
  const of = (...names: readonly string[]) => final.filter(({ name }) => names.includes(name));
  const based = of("FROM").some(({ text }) => {
    const image = text.split(/\s+/).find((word) => !word.startsWith("--")) ?? "";
    return isServer(image.replace(/(?<=[^/])[:@][^/]*$/, ""));
  });
  const replaced = of("COPY", "ADD").some(({ text }) => {
    const target = commandWords(text)?.at(-1) ?? "";
    // `/etc/nginx/` is where its configuration lies.
    if (target.startsWith("/etc/")) return false;
    return target.includes("docker-entrypoint") || isServer(target);
  });
  // `CMD ["--config", "envoy.yaml"]` goes to what the base starts.
  const isWordOfServer = ({ name, text }: Instruction): boolean => {
    const [first = ""] = commandWords(text) ?? [];
    return isServer(first) || (name === "CMD" && first.startsWith("-"));
  };
  return based && !replaced && of("ENTRYPOINT", "CMD").every(isWordOfServer);
}

/** An image of Windows, by the name of the file or of its base: its paths and shell are others. */
export function isForWindows(path: string, final: readonly Instruction[]): boolean {
  const names = final.flatMap(({ name, text }) => (name === "FROM" ? [text] : []));
  return [posix.basename(path), ...names].some((one) =>
    /(^|[-_./])(windows|nanoserver|servercore)([-_./:]|$)/i.test(one),
  );
}

/** `ENTRYPOINT ["/src/build.py"]`: an image in which the program is built, not one in which it runs. */
export function onlyBuilds(final: readonly Instruction[]): boolean {
  return /^(make|(build|compile|test|lint|release)[\w-]*\.(py|sh|bash))$/.test(startedProgram(final));
}

const INSTALLS = /\bgo\s+(?:install|get)\b[^&|;\n]*?\s([\w-]+(?:\.[\w-]+)+(?:\/[\w.-]+)+)@/g;

/**
 * Whether it starts what `go install github.com/pressly/goose/v3/cmd/goose@v3` brings: beside the service, such
 * as what changes its database. What rebuilds the program and starts it again is none of these.
 * @param module whose own programs are not meant
 */
export function startsInstalled(
  all: readonly Instruction[],
  final: readonly Instruction[],
  module: string,
): boolean {
  const started = startedProgram(final);
  const paths = all.flatMap(({ name, text }) =>
    name === "RUN" ? [...text.matchAll(INSTALLS)].map(([, path = ""]) => path) : [],
  );
  return (
    !isForAnother([started]) &&
    paths.some(
      (path) =>
        !`${path}/`.startsWith(`${module}/`) && posix.basename(path.replace(/\/v\d+$/, "")) === started,
    )
  );
}
