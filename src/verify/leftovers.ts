import type { System } from "../system/system.ts";
import type { Docker } from "./docker.ts";

type Self = System["self"];

/** Label on every container of a verification: the process that it belongs to. */
export const OWNER_LABEL = "create-go-dockerfile.verification";

/** Names of images while they are looked at begin so. */
const REPOSITORY = "create-go-dockerfile";

/** The process, in letters that an image tag may have: `laptop-4711`. */
export function ownerOf({ host, id }: Pick<Self, "host" | "id">): string {
  return `${hostName(host)}-${id}`;
}

function hostName(host: string): string {
  return host.replace(/[^a-zA-Z0-9]+/g, "-").slice(0, 60);
}

/** Name of the image of a service while it is looked at. */
export function temporaryTag(service: string, self: Self): string {
  return `${REPOSITORY}/${service}:verify-${ownerOf(self)}`;
}

/** Removes what this verification made, also a container whose making was interrupted. */
export async function removeOwn(docker: Docker, self: Self, tag: string): Promise<void> {
  const label = `--filter=label=${OWNER_LABEL}=${ownerOf(self)}`;
  const listed = await docker.runAlways(["ps", "--all", "--no-trunc", "--quiet", label]);
  const containers = listed.stdout.split("\n").filter((id) => id !== "");
  if (containers.length > 0) await docker.runAlways(["rm", "--force", "--volumes", ...containers]);
  await docker.runAlways(["image", "rm", "--force", tag]);
}

/** Removes the containers and images that verifications of this machine left behind when they were killed. */
export async function removeLeftovers(docker: Docker, self: Self): Promise<void> {
  const containers = await docker.run([
    "ps",
    "--all",
    "--no-trunc",
    `--filter=label=${OWNER_LABEL}`,
    "--format",
    `{{.ID}} {{.Label "${OWNER_LABEL}"}}`,
  ]);
  const staleContainers = pairs(containers.stdout).flatMap(([id, owner]) => (isStale(owner, self) ? id : []));
  if (staleContainers.length > 0) await docker.runAlways(["rm", "--force", "--volumes", ...staleContainers]);

  const format = "{{.Repository}}:{{.Tag}} {{.Tag}}";
  const images = await docker.run([
    "images",
    `--filter=reference=${REPOSITORY}/*:verify-*`,
    "--format",
    format,
  ]);
  const staleImages = pairs(images.stdout).flatMap(([name, tag]) =>
    isStale(tag.slice("verify-".length), self) ? name : [],
  );
  if (staleImages.length > 0) await docker.runAlways(["image", "rm", "--force", ...staleImages]);
}

function pairs(text: string): [string, string][] {
  return text.split("\n").flatMap((line): [string, string][] => {
    const [first, second] = line.split(" ");
    return first && second ? [[first, second]] : [];
  });
}

/** Of this machine, and its process is gone; what another machine has started is none of our business. */
function isStale(owner: string, self: Self): boolean {
  const at = owner.lastIndexOf("-");
  return owner.slice(0, at) === hostName(self.host) && !self.isRunning(Number(owner.slice(at + 1)));
}
