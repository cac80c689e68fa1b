import type { System } from "../../system/system.ts";
import type { Check } from "../../types/verdict.ts";
import { failed, type Place, passed, warned } from "../checks.ts";
import type { ContainerState } from "./container.ts";

/** A connection that stays open this long is one. */
const OPEN_SECONDS = 0.5;

/**
 * Whether the exposed TCP ports can be reached from outside the container. A health
 * check inside does not see a service that listens on its loopback interface only.
 * The first port is the service's; the others may depend on its settings.
 */
export async function checkPorts(
  { network }: Pick<System, "network">,
  state: ContainerState,
  at: Place,
): Promise<readonly Check[]> {
  const ports = Object.entries(state.NetworkSettings.Ports).filter(([port]) => port.endsWith("/tcp"));
  const checks = await Promise.all(
    ports.map(async ([port, bindings]) => {
      const hostPort = Number(bindings?.[0]?.HostPort);
      const number = port.replace("/tcp", "");
      if (await network.answers("127.0.0.1", hostPort, OPEN_SECONDS)) {
        return passed("port", `port ${number} answers`, at);
      }
      const message = `Nothing answers on port ${number} from outside the container: the service listens on another port, or on 127.0.0.1 only`;
      return (ports.length === 1 ? failed : warned)("port-unreachable", message, at);
    }),
  );
  const none = checks.length > 1 && checks.every(({ ok }) => !ok);
  return none ? checks.map((check) => ({ ...check, severity: "error" as const })) : checks;
}
