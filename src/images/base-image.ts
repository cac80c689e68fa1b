import type { GoSuite } from "./catalog.ts";

/** Accounts that an image brings: id by name. */
interface Accounts {
  readonly users: Readonly<Record<string, number>>;
  readonly groups: Readonly<Record<string, number>>;
}

/**
 * What the generated files have to know of a base image. A new base is one file
 * with such a value and a line in the list of index.ts.
 */
export interface BaseImage {
  readonly name: string;
  readonly title: string;
  /** Of the image alone, compressed as a registry shows it. */
  readonly size: string;
  readonly shell: boolean;
  readonly libc: "none" | "glibc" | "musl";
  readonly packageManager: "apk" | "apt" | null;
  readonly security: string;
  readonly debugging: string;
  readonly bestFor: string;
  /** For the header of the Dockerfile: what the image consists of, by linkage. */
  readonly describes: { readonly static: string; readonly cgo: string };
  /** The golang image that binaries for this base are built on: the same libc, or none at all. */
  readonly builder: GoSuite;
  /** Links everything into the binary also with cgo, since there is no loader. */
  readonly staticCgo: boolean;
  /** Tag-less name of the image and its tag; null for scratch. */
  readonly image: (cgo: boolean) => { readonly repository: string; readonly tag: string } | null;
  /** Installed always: what services take for granted and the image lacks. */
  readonly packages: readonly string[];
  /** Shared libraries' packages that are in the image already when cgo is on. */
  readonly sharedLibraries: readonly string[];
  /** What the image lacks and no package manager can add. */
  readonly lacks: {
    readonly certificates: boolean;
    readonly timeZones: boolean;
    readonly temporaryDirectory: boolean;
  };
  /** `files`: passwd and group are written; otherwise the distribution's own tools. */
  readonly accountsBy: "files" | "adduser" | "useradd";
  readonly accounts: Accounts;
  /** HTTP client of the image that a health check can use. */
  readonly httpClient: "wget" | null;
}
