import { posix } from "node:path";
import { companions } from "../companions.ts";
import { APP_DIRECTORY, parseVolume } from "../plan/volumes.ts";
import type { Project } from "../types/project.ts";
import { checkEach, checkInnerPath } from "./checks.ts";
import { always, question } from "./question.ts";

// capabilities(7), without the prefix, as Docker takes them.
const CAPABILITIES = new Set(
  (
    "AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE " +
    "DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE " +
    "MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID " +
    "SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO " +
    "SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM"
  ).split(" "),
);

/** `/var/lib/shop`, `data` or `shop.db:data`; the working directory itself holds the binary. */
function checkVolume(item: string): string | null {
  const { file, directory } = parseVolume(item);
  if (file === null) return checkDirectory(item);
  if (!/^[^/\s:]+$/.test(file) || /^\.+$/.test(file))
    return `takes a plain file name before the colon: ${item}`;
  return directory.startsWith("/")
    ? `keeps a file in a directory below ${APP_DIRECTORY}: ${item}`
    : checkDirectory(directory);
}

function checkDirectory(text: string): string | null {
  if (text.startsWith("/")) {
    return /^(\/[^/\s:]+)+$/.test(text) && !text.includes("/..") ? null : `is not a plain path: ${text}`;
  }
  const inner = checkInnerPath(text);
  return (
    inner ??
    (text.split("/").every((part) => part === ".") || /[\s:]/.test(text)
      ? `is not a plain path: ${text}`
      : null)
  );
}

/** Directories of one that holds no files of the image are kept in that one: `data` for `data/avatars` and `data/tmp`. */
function gathered(items: readonly string[], { runtimeFiles }: Project): string[] {
  const top = (path: string) => path.split("/")[0] ?? "";
  return items.map((item) => {
    const parent = top(item);
    const beside = items.filter((other) => !other.includes(":") && top(other) === parent);
    const held = runtimeFiles.some(({ destination }) => top(destination) === parent);
    return parent === "" || item.includes(":") || beside.length < 2 || held ? item : parent;
  });
}

function defaultVolumes(project: Project): string[] {
  const items = project.writes
    // /tmp is a tmpfs already, and a volume would hide the program.
    .filter(({ path }) => path !== APP_DIRECTORY && path !== "/tmp" && !path.startsWith("/tmp/"))
    .map(({ path, file }) => {
      // The program's directory is the user's as well.
      const directory = path.replace(/^\.\//, "").replace(/^~(?=\/)/, APP_DIRECTORY);
      return file === null ? directory : `${file}:${directory}`;
    })
    .filter((item) => checkVolume(item) === null);
  return [...new Set(gathered([...new Set(items)], project))];
}

function checkAsset(text: string): string | null {
  const [source = "", destination, ...rest] = text.split(":");
  if (rest.length > 0 || /["\s]/.test(text))
    return `takes SOURCE or SOURCE:DESTINATION without spaces: ${text}`;
  return checkInnerPath(source) ?? (destination === undefined ? null : checkDestination(destination));
}

/** In /app, or where the program looks for it by an absolute path. */
function checkDestination(path: string): string | null {
  if (!path.startsWith("/")) return checkInnerPath(path);
  return posix.normalize(path) === path && path !== "/" ? null : `takes no such place in the image: ${path}`;
}

export const surroundingQuestions = [
  question({
    key: "assets",
    flag: "assets",
    section: "Start",
    kind: "items",
    placeholder: "SOURCE[:DEST]",
    message: "Files that the service reads when it runs",
    help: "a file or directory that the service reads when it runs, copied to /app or to an absolute path; repeat it for more",
    direct: (project) => project.runtimeFiles.length > 0,
    default: (project) =>
      project.runtimeFiles.map(({ source, destination }) =>
        source === destination ? source : `${source}:${destination}`,
      ),
    seen: (project) => project.runtimeFiles[0]?.evidence ?? null,
    validate: (value) => checkEach(value, checkAsset),
  }),
  question({
    key: "volumes",
    flag: "volumes",
    section: "Start",
    kind: "list",
    placeholder: "PATHS",
    message: "Directories that the service writes to",
    help: "directories that the service writes to: made in the image, owned by the user, a volume in compose; FILE:DIRECTORY keeps a file of the working directory in one of them",
    direct: (project) => project.writes.length > 0,
    default: defaultVolumes,
    seen: (project) => project.writes[0]?.evidence ?? null,
    normalize: (value) => value.map((path) => path.replace(/(^|:)\.\//g, "$1").replace(/(?<=.)\/+$/, "")),
    validate: (value) => checkEach(value, checkVolume),
  }),
  question({
    key: "capabilities",
    flag: "capabilities",
    section: "Start",
    kind: "list",
    placeholder: "LIST",
    message: "Linux capabilities that the service needs",
    help: "Linux capabilities that the service needs, such as NET_RAW",
    direct: (project) => project.capabilities.length > 0,
    default: ({ capabilities }) =>
      capabilities.map(({ name }) => name).filter((name) => CAPABILITIES.has(name)),
    seen: (project) => project.capabilities[0]?.evidence ?? null,
    normalize: (value) => value.map((name) => name.toUpperCase().replace(/^CAP_/, "")),
    validate: (value) =>
      checkEach(value, (name) => (CAPABILITIES.has(name) ? null : `is not a Linux capability: ${name}`)),
  }),
  question({
    key: "prebuild",
    flag: "prebuild",
    section: "Build",
    kind: "text",
    optional: true,
    placeholder: "COMMAND",
    message: "Command that makes the embedded or served files",
    help: "command of a stage before the Go build that makes files which are embedded or read at run time, or none",
    direct: always,
    default: (project) => project.prebuild?.command ?? "",
    seen: (project) => project.prebuild?.evidence ?? null,
    when: (_, project) => project.prebuild !== null,
  }),
  question({
    key: "generate",
    flag: "generate",
    section: "Build",
    kind: "text",
    optional: true,
    placeholder: "COMMAND",
    message: "Command that makes Go code before the build",
    help: "command of Go alone, beside that of Node.js, that makes code which the repository leaves out, or none",
    direct: always,
    default: (project) => project.generate?.command ?? "",
    seen: (project) => project.generate?.evidence ?? null,
    when: (_, project) => project.generate !== null,
  }),
  question({
    key: "companions",
    flag: "companions",
    section: "Development",
    kind: "list",
    placeholder: "LIST",
    message: "Backing services to start in development",
    help: "backing services that compose starts in development",
    direct: (project) => project.companions.length > 0,
    options: companions,
    default: () => [],
    seen: (project) => project.companions[0]?.evidence ?? null,
  }),
];
