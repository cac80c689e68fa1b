import type { BaseImage } from "./base-image.ts";
import { distrolessSuite } from "./catalog.ts";

/**
 * Packages of static, base and cc as GoogleContainerTools/distroless builds them
 * (static/static.bzl, base/base.bzl, cc/cc.bzl).
 */
export const distroless = {
  name: "distroless",
  title: "distroless",
  size: "2 MB, 10 MB with cgo",
  shell: false,
  libc: "glibc",
  packageManager: null,
  security: "excellent: no shell, no package manager",
  debugging: "hard: no shell",
  bestFor: "most services: CA certificates and time zones are there",
  describes: {
    static: "one static binary on distroless, without a shell or a package manager",
    cgo: "a cgo binary on distroless, which has glibc but no shell and no package manager",
  },
  builder: "debian",
  staticCgo: false,
  image: (cgo: boolean) => ({
    repository: `gcr.io/distroless/${cgo ? "cc" : "static"}-${distrolessSuite}`,
    tag: "nonroot",
  }),
  packages: [],
  sharedLibraries: [
    "ca-certificates",
    "libc6",
    "libgcc-s1",
    "libgomp1",
    "libssl3t64",
    "libstdc++6",
    "tzdata",
  ],
  lacks: { certificates: false, timeZones: false, temporaryDirectory: false },
  accountsBy: "files",
  accounts: { users: { root: 0, nobody: 65534 }, groups: { root: 0, nogroup: 65534 } },
  httpClient: null,
} as const satisfies BaseImage;
