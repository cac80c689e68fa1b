/** What a service that will not run says, and what would help it. */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  [
    /read-only file system/i,
    "it writes outside a volume, and the root file system is read-only: name the directory with --volumes",
  ],
  [
    /unable to open database file/i,
    "its database file has no writable place: name the directory with --volumes",
  ],
  [
    /bind: permission denied|listen .*: permission denied/i,
    "ports below 1024 need a capability: use a higher port, or --capabilities NET_BIND_SERVICE",
  ],
  [
    /permission denied/i,
    "a file or directory belongs to another user: COPY --chown, or name it with --volumes",
  ],
  [
    /x509: certificate signed by unknown authority|failed to verify certificate/i,
    "there are no CA certificates in the image: copy /etc/ssl/certs/ca-certificates.crt",
  ],
  [/unknown time zone/i, "there are no time zones in the image: build with -tags timetzdata"],
  [/Binary was compiled with 'CGO_ENABLED=0'/, "a package needs cgo: answer --cgo"],
  [
    /exec .*: no such file or directory/i,
    "the program or script needs an interpreter or libc that the image does not have, or the script has Windows line endings",
  ],
  [/exec format error/i, "the program is of another platform, or is no program: build one main package"],
  [/executable file not found|no such file or directory: unknown/i, "the image has no such program"],
  [
    /connection refused|no such host|dial tcp|server misbehaving/i,
    "it needs another service to start: give its address with --run-env NAME=value",
  ],
  [
    /(?:required|missing|must be set|not set|is empty|undefined).*(?:env|variable|config|[A-Z][A-Z0-9]+_[A-Z0-9_]+)|(?:env|variable|[A-Z][A-Z0-9]+_[A-Z0-9_]+).*(?:required|missing|must|not set|is empty)/i,
    "a setting is missing: give it with --run-env NAME=value",
  ],
];

/** What the log or the engine's message suggests; null when it is nothing known. */
export function adviceFor(text: string): string | null {
  return CAUSES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
