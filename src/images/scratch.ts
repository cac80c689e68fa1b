import type { BaseImage } from "./base-image.ts";

export const scratch = {
  name: "scratch",
  title: "scratch",
  size: "0 MB",
  shell: false,
  libc: "none",
  packageManager: null,
  security: "excellent: nothing but the service",
  debugging: "very hard: no shell, no files to look at",
  bestFor: "static binaries, smallest image",
  describes: {
    static: "one static binary, CA certificates and a user on an empty base",
    cgo: "one binary with its C code linked in, CA certificates and a user on an empty base",
  },
  builder: "alpine",
  staticCgo: true,
  image: () => null,
  packages: [],
  sharedLibraries: [],
  lacks: { certificates: true, timeZones: true, temporaryDirectory: true },
  accountsBy: "files",
  accounts: { users: { root: 0 }, groups: { root: 0 } },
  httpClient: null,
} as const satisfies BaseImage;
