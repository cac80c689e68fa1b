import type { HealthPlan, ProbePlan } from "../plan/health.ts";
import type { Plan } from "../plan/index.ts";
import type { ProductionPlan } from "../plan/production.ts";

/** Comments that depend on the answers: one text for each case, none where there is nothing to say. */
export function buildNotes({ build, source, production }: Plan): readonly string[] {
  const has = (tag: string) => build.tags.includes(tag);
  return [
    ...(build.workspaceOff.length > 0
      ? ["GOWORK=off: Go refuses to build this module with that go.work."]
      : []),
    ...(build.experiments.length > 0
      ? ["GOEXPERIMENT: without it this release of Go has not all the packages that the code imports."]
      : []),
    ...(build.linker.includes("-checklinkname=0")
      ? ["-checklinkname=0: golang.org/x/net is of 2022 and links no more without it; a newer one does."]
      : []),
    ...(source.vendored ? ["vendor/ holds every module: nothing is downloaded."] : []),
    ...(source.modules.includes("-mod=mod")
      ? ["-mod=mod: go.sum lacks checksums, which Go adds here and does not keep; go mod tidy writes them."]
      : []),
    ...(build.cgo && !build.layers
      ? ["With cgo the cache of compiled packages is one for each C library: Go does not tell them apart."]
      : []),
    ...(build.linker.includes("-extldflags=-static")
      ? ["Linked statically: the base has no loader and no C library."]
      : []),
    ...(has("timetzdata")
      ? ["timetzdata: the base has no time zones, so the binary carries them (0.45 MB)."]
      : []),
    ...(build.fileCapabilities === ""
      ? []
      : [
          `setcap: a process that is not root gets a capability through its file, and only if the container has it as well (--cap-add). ${production.account.user} is not root.`,
        ]),
  ];
}

const probes: Readonly<Record<ProbePlan["type"], string>> = {
  http: "The base has no curl and no wget: this is the health check, 2 MB in size.",
  tcp: "The base has no client of its own: this is the health check, 2 MB.",
  grpc: "The health check: asks the gRPC health service, by the standard library alone.",
};

export const probeReason = (type: ProbePlan["type"]): string => probes[type];

export function rootReason({ rootStage, volumes, links }: ProductionPlan): string {
  const parts = [
    ...(rootStage?.certificates ? ["certificates to call HTTPS"] : []),
    ...(rootStage?.temporary ? ["a place for temporary files"] : []),
    ...(volumes.length > 0 ? ["directories that the service may write to"] : []),
    ...(links.length > 0 ? ["links to files there"] : []),
  ];
  return `What the base lacks: ${parts.join(", ")}.`;
}

export function healthNotes({ kind, command }: HealthPlan): readonly string[] {
  if (kind !== "wget") return [];
  return [
    `127.0.0.1: localhost may be ::1 first. GET, not --spider's HEAD, which handlers refuse.${
      command.includes("no-check-certificate") ? " The certificate is not the question." : ""
    }`,
  ];
}
