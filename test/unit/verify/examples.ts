/**
 * One Dockerfile for each rule that it finds fault with, at a line, and what to
 * write instead of that line so that it does not.
 */
export interface Example {
  readonly bad: string;
  readonly line: number;
  /** The line to change where that is another one. */
  readonly cureLine?: number;
  /** In place of the line at fault; null when leaving it out is the cure. */
  readonly instead: string | null;
}

export const BASE = "FROM alpine:3.24\n";
const DEBIAN = "FROM debian:trixie-slim\n";
const GO = "FROM golang:1.26-trixie\n";

export const examples: Readonly<Record<string, Example>> = {
  "unknown-instruction": { bad: `${BASE}RUNN echo`, line: 2, instead: "RUN echo" },
  "empty-instruction": { bad: `${BASE}USER`, line: 2, instead: "USER 1:1" },
  "no-stage": { bad: "ARG A=1", line: 1, instead: "FROM alpine:3.24" },
  "unknown-stage": {
    bad: `FROM alpine:3.24 AS build\n${BASE}COPY --from=biuld /a /a`,
    line: 3,
    instead: "COPY --from=build /a /a",
  },
  "final-stage": {
    bad: `FROM alpine:3.24 AS production\nUSER 1:1\n${BASE}USER 1:1`,
    line: 3,
    instead: "LABEL a=b",
  },
  "not-in-context": { bad: `${BASE}COPY missing.txt /app/`, line: 2, instead: "COPY main.go /app/" },
  StageNameCasing: { bad: "FROM alpine:3.24 AS Build", line: 1, instead: "FROM alpine:3.24 AS build" },
  FromAsCasing: { bad: "FROM alpine:3.24 as build", line: 1, instead: "FROM alpine:3.24 AS build" },
  DuplicateStageName: {
    bad: "FROM alpine:3.24 AS a\nFROM alpine:3.24 AS a",
    line: 2,
    instead: "FROM alpine:3.24 AS b",
  },
  ReservedStageName: { bad: "FROM alpine:3.24 AS context", line: 1, instead: "FROM alpine:3.24 AS base" },
  UndefinedArgInFrom: { bad: "ARG TAG=3.24\nFROM alpine:$TAGS", line: 2, instead: "FROM alpine:$TAG" },
  InvalidDefaultArgInFrom: { bad: "ARG TAG\nFROM alpine:$TAG", line: 2, instead: "FROM alpine:3.24" },
  RedundantTargetPlatform: {
    bad: "FROM --platform=$TARGETPLATFORM alpine:3.24",
    line: 1,
    instead: "FROM --platform=$BUILDPLATFORM alpine:3.24",
  },
  FromPlatformFlagConstDisallowed: {
    bad: "FROM --platform=linux/amd64 alpine:3.24",
    line: 1,
    instead: "FROM alpine:3.24",
  },
  NoEmptyContinuation: {
    bad: `${BASE}RUN echo \\\n\n  a`,
    line: 4,
    cureLine: 2,
    instead: "RUN echo \\\n  b",
  },
  ConsistentInstructionCasing: { bad: `${BASE}RUN true\nrun false`, line: 3, instead: "RUN false" },
  JSONArgsRecommended: { bad: `${BASE}CMD serve`, line: 2, instead: 'CMD ["serve"]' },
  MaintainerDeprecated: { bad: `${BASE}MAINTAINER me`, line: 2, instead: 'LABEL maintainer="me"' },
  WorkdirRelativePath: { bad: `${BASE}WORKDIR app`, line: 2, instead: "WORKDIR /app" },
  MultipleInstructionsDisallowed: { bad: `${BASE}CMD ["a"]\nCMD ["b"]`, line: 2, instead: null },
  LegacyKeyValueFormat: { bad: `${BASE}ENV NAME value`, line: 2, instead: "ENV NAME=value" },
  SecretsUsedInArgOrEnv: { bad: `${BASE}ENV DATABASE_PASSWORD=x`, line: 2, instead: "ENV DATABASE_NAME=x" },
  CopyIgnoredFile: { bad: `${BASE}COPY ignored.txt /app/`, line: 2, instead: "COPY main.go /app/" },
  ExposeProtoCasing: { bad: `${BASE}EXPOSE 53/UDP`, line: 2, instead: "EXPOSE 53/udp" },
  ExposeInvalidFormat: { bad: `${BASE}EXPOSE 80:8080`, line: 2, instead: "EXPOSE 8080" },
  InvalidDefinitionDescription: {
    bad: "# check=experimental=all\n\n# build compiles\nFROM alpine:3.24 AS compile",
    line: 4,
    instead: "FROM alpine:3.24 AS build",
  },
  UndefinedVar: { bad: `${BASE}ARG VERSION\nENV V=$VERSOIN`, line: 3, instead: "ENV V=$VERSION" },
  DL3000: { bad: `${BASE}WORKDIR app`, line: 2, instead: "WORKDIR $HOME/app" },
  DL3001: { bad: `${BASE}RUN echo a && ps aux`, line: 2, instead: "RUN echo a" },
  DL3002: { bad: `${BASE}USER root`, line: 2, instead: "USER 10001" },
  DL3003: { bad: `${BASE}RUN cd /src && make`, line: 2, instead: "RUN make -C /src" },
  DL3004: { bad: `${BASE}RUN sudo make`, line: 2, instead: "RUN make sudo" },
  DL3006: { bad: "FROM alpine", line: 1, instead: "FROM alpine:3.24" },
  DL3007: { bad: "FROM alpine:latest", line: 1, instead: "FROM alpine:3.24" },
  DL3008: {
    bad: `${DEBIAN}RUN apt-get install -y --no-install-recommends curl`,
    line: 2,
    instead: "RUN apt-get install -y --no-install-recommends curl=8.1",
  },
  DL3009: {
    bad: `${DEBIAN}RUN apt-get update`,
    line: 2,
    instead: "RUN apt-get update && rm -rf /var/lib/apt/lists/*",
  },
  DL3011: { bad: `${BASE}EXPOSE 80000`, line: 2, instead: "EXPOSE 8000" },
  DL3014: {
    bad: `${DEBIAN}RUN apt-get install --no-install-recommends a=1`,
    line: 2,
    instead: "RUN apt-get install --no-install-recommends -qy a=1",
  },
  DL3015: { bad: `${DEBIAN}RUN apt-get install -y a=1`, line: 2, instead: "RUN apt-get remove -y a" },
  DL3018: { bad: `${BASE}RUN apk add --no-cache curl`, line: 2, instead: "RUN apk add --no-cache curl~8" },
  DL3019: { bad: `${BASE}RUN apk add curl=8`, line: 2, instead: "RUN apk add --no-cache curl=8" },
  DL3020: { bad: `${BASE}ADD main.go /app/`, line: 2, instead: "ADD https://example.com/a /app/" },
  DL3021: {
    bad: `${BASE}COPY main.go go.mod /app`,
    line: 2,
    instead: "COPY main.go go.mod /app/",
  },
  DL3023: { bad: "FROM alpine:3.24 AS a\nCOPY --from=a /x /y", line: 2, instead: "COPY main.go /y" },
  DL3025: {
    bad: `${BASE}HEALTHCHECK CMD wget -qO /dev/null http://127.0.0.1/`,
    line: 2,
    instead: 'HEALTHCHECK CMD ["a"]',
  },
  DL3027: { bad: `${DEBIAN}RUN apt update`, line: 2, instead: "RUN apt-get check" },
  DL3029: { bad: "FROM --platform=linux/arm64 alpine:3.24 AS arm64", line: 1, instead: "FROM alpine:3.24" },
  DL3044: { bad: `${BASE}ENV A=1 B=$A`, line: 2, instead: "ENV A=1 B=2" },
  DL3045: { bad: `${BASE}COPY main.go app/`, line: 2, instead: "COPY main.go /app/" },
  DL3046: { bad: `${DEBIAN}RUN useradd -u 100001 app`, line: 2, instead: "RUN useradd -l -u 100001 app" },
  DL3047: { bad: `${BASE}RUN wget http://x/y`, line: 2, instead: "RUN wget -q http://x/y" },
  DL3048: { bad: `${BASE}LABEL Title=x`, line: 2, instead: "LABEL org.opencontainers.image.title=x" },
  DL3059: { bad: `${BASE}RUN true\nRUN false`, line: 3, instead: null },
  DL3061: { bad: `ENV A=1\n${BASE}`, line: 1, instead: "ARG A=1" },
  DL3062: {
    bad: `${GO}RUN go install example.com/air@latest`,
    line: 2,
    instead: "RUN go install -installsuffix cgo example.com/air@v1.2.3",
  },
  DL3064: { bad: `${BASE}ARG PRIVATE_HOST`, line: 2, instead: "ARG HOST" },
  DL3066: { bad: `${BASE}USER app`, line: 2, instead: "USER 10001:10001" },
  DL3067: {
    bad: `FROM alpine:3.24 AS a\n${BASE}COPY --from=a / /`,
    line: 3,
    instead: "COPY --from=a /out/ /",
  },
  DL4001: { bad: `${BASE}RUN wget -q http://x\nRUN curl http://x`, line: 3, instead: null },
  DL4005: { bad: `${BASE}RUN ln -sf /bin/bash /bin/sh`, line: 2, instead: 'SHELL ["/bin/bash", "-c"]' },
  DL4006: { bad: `${BASE}RUN date | wc`, line: 2, instead: "RUN date || true" },
  "no-shell": { bad: "FROM scratch\nRUN echo", line: 2, instead: 'RUN ["/app"]' },
  "health-tool": {
    bad: `${DEBIAN}HEALTHCHECK CMD ["curl", "http://127.0.0.1/"]`,
    line: 2,
    instead: 'HEALTHCHECK CMD ["/probe"]',
  },
  "root-user": { bad: `${BASE}USER 0:0`, line: 2, instead: "USER 10001:10001" },
  "libc-mismatch": {
    bad: "FROM golang:1.26-trixie AS build\nRUN CGO_ENABLED=1 go build -o /a .\nFROM alpine:3.24\nCOPY --from=build /a /a",
    line: 1,
    instead: "FROM golang:1.26-alpine3.24 AS build",
  },
  "wrong-main": {
    bad: `${GO}RUN CGO_ENABLED=0 go build -o /a ./cmd/gone`,
    line: 2,
    instead: "RUN CGO_ENABLED=0 go build -o /a ./cmd/server",
  },
  "secret-value": {
    bad: `${BASE}ENV DSN=postgres://shop:pw@db/shop`,
    line: 2,
    instead: "ENV DSN=postgres://db/shop",
  },
};
