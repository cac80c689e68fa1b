/** A known reason why builds fail, by what they print. */
interface Cause {
  readonly code: string;
  readonly pattern: RegExp;
  /** What to change. */
  readonly advice: string;
}

/** The first that fits is taken, so the more telling ones stand first. */
const CAUSES: readonly Cause[] = [
  {
    code: "go-version",
    pattern: /go(?:\.mod|\.work)? requires go >= (\S+)|requires newer Go version|GOTOOLCHAIN=local/,
    advice: "go.mod asks for a newer Go than the image has: raise GO_VERSION in the Dockerfile",
  },
  {
    code: "go-sum",
    pattern: /missing go\.sum entry|go\.sum: malformed|checksum mismatch/,
    advice: "go.sum does not cover what is needed: run go mod tidy and commit go.sum",
  },
  {
    code: "go-mod",
    pattern: /no required module provides package|updates to go\.mod needed|cannot find module providing/,
    advice: "go.mod does not cover the imports: run go mod tidy",
  },
  {
    code: "vendoring",
    pattern: /inconsistent vendoring/,
    advice: "vendor/ does not fit go.mod, or .dockerignore leaves part of it out: run go mod vendor",
  },
  {
    code: "vcs-status",
    pattern: /error obtaining VCS status/,
    advice: "build with -buildvcs=false, or leave .git out of the context altogether",
  },
  {
    code: "embed",
    pattern: /pattern \S+: (?:no matching files found|cannot embed)/,
    advice:
      "an embedded file is missing: .dockerignore leaves it out, or another command has to make it first",
  },
  {
    code: "wrong-main",
    pattern:
      /no Go files in|directory not found|is not a main package|cannot find main module|multiple packages to non-directory|no non-test Go files|main package in|package \S+ is not in std.*\/src\/|-o cannot be used|build output .* already exists and is a directory/,
    advice: "this is not the directory of one main package: name the right one",
  },
  {
    code: "cgo-compiler",
    pattern: /C compiler "?\S+"? not found|exec: "?(?:gcc|cc)"?: executable file not found/,
    advice:
      "cgo needs a C compiler: install gcc (Alpine: gcc musl-dev) in the build stage, or set CGO_ENABLED=0",
  },
  {
    code: "cgo-library",
    pattern:
      /fatal error: \S+\.h: No such file|Package '?\S+'? was not found|cannot find -l\S+|undefined reference to/,
    advice: "a C library is missing: install its development package in the build stage",
  },
  {
    code: "cgo-cross",
    pattern: /unrecognized command[- ]line option '-m64'|gcc_arm64\.S|cannot use -m64/,
    advice: "cgo does not cross-compile: build on the platform itself (no --platform=$BUILDPLATFORM)",
  },
  {
    code: "package-name",
    pattern: /unable to select packages|Unable to locate package|has no installation candidate/,
    advice: "the distribution has no package of this name in this release",
  },
  {
    code: "secret-missing",
    pattern: /secret \S+: not found|secret not found/,
    advice: "the step needs a build secret: pass it with --secret",
  },
  {
    code: "private-module",
    pattern:
      /could not read Username|terminal prompts disabled|Permission denied \(publickey|Host key verification failed|403 Forbidden|404 Not Found.*\$GOPROXY|Authentication failed/,
    advice:
      "a private module needs credentials: set GOPRIVATE in the step and mount a netrc or the ssh agent",
  },
  {
    code: "not-in-context",
    pattern: /failed to (?:compute cache key|calculate checksum).*not found|"\/?[^"]+": not found/,
    advice: "the file is not in the build context: it is not there, or .dockerignore leaves it out",
  },
  {
    code: "no-shell",
    pattern: /exec: "?\/bin\/sh"?|stat \/bin\/sh: no such file/,
    advice: "RUN needs a shell, and this base has none: do it in a build stage and COPY the result",
  },
  {
    code: "wrong-platform",
    pattern: /exec format error/,
    advice: "the program is of another platform: compile for TARGETOS and TARGETARCH",
  },
  {
    code: "image-unknown",
    pattern:
      /pull access denied|manifest unknown|manifest for \S+ not found|: not found$|repository does not exist/m,
    advice: "the base image or its tag does not exist, or needs a login",
  },
  {
    code: "registry",
    pattern:
      /failed to resolve source metadata|failed to do request|toomanyrequests|i\/o timeout|no such host|TLS handshake/,
    advice: "the registry does not answer: check the connection, or name a mirror with --registry",
  },
  {
    code: "out-of-memory",
    pattern: /signal: killed|exit code: 137|cannot allocate memory/,
    advice: "the step ran out of memory: give the engine more, or build with go build -p 1",
  },
];

/** What is known about a failure with this output; null when it is a new one. */
export function causeOf(text: string): { readonly code: string; readonly advice: string } | null {
  return CAUSES.find(({ pattern }) => pattern.test(text)) ?? null;
}
