/** Ports that only a sample of a configuration file gives, where the code has a default of its own. */
import type { DockerEvidence } from "../docker/evidence.ts";
import type { Analysis } from "../flow/context.ts";
import { isOfSample, withoutSamples } from "../settings/samples.ts";
import { findPorts } from "./index.ts";
import type { OpenPort } from "./open-port.ts";

/** The port with what sets it from outside, which the sample may tell by its key alone. */
function withSetter(own: OpenPort, { port: { setBy } }: OpenPort): OpenPort {
  const isOpen = /^(env|flag):/.test(own.port.setBy ?? "") || !/^(env|flag):/.test(setBy ?? "");
  return isOpen ? own : { ...own, port: { ...own.port, setBy } };
}

/** No image holds the sample, unless one has to be mounted: without it the same listener takes what the code gives it, if it gives any. */
export function portsWithoutSamples(analysis: Analysis, docker: DockerEvidence): readonly OpenPort[] {
  const ports = findPorts(analysis, docker);
  const isSampled = ({ port }: OpenPort) => isOfSample(analysis, port.evidence);
  if (!ports.some((one) => one.listener !== null && isSampled(one))) return ports;
  const plain = findPorts(withoutSamples(analysis), docker);
  return ports.map((one) => {
    if (!isSampled(one)) return one;
    const own = plain.find(
      ({ port, listener }) =>
        listener !== null &&
        !listener.usual &&
        listener.at === one.listener?.at &&
        listener.caller?.call === one.listener.caller?.call &&
        port.protocol === one.port.protocol,
    );
    return own && own.port.port !== one.port.port ? withSetter(own, one) : one;
  });
}
