import type { Docker } from "../docker.ts";
import type { Container } from "./container.ts";

/** The first event that decides: it became healthy or unhealthy, or ended. */
interface DecidingEvent {
  readonly kind: "healthy" | "unhealthy" | "ended" | "timeout";
  /** Nanoseconds since 1970, on the engine's clock; null after a timeout. */
  readonly time: number | null;
}

interface Event {
  readonly Action: string;
  readonly timeNano: number;
}

const KINDS: Readonly<Record<string, DecidingEvent["kind"]>> = {
  "health_status: healthy": "healthy",
  "health_status: unhealthy": "unhealthy",
  die: "ended",
};

/**
 * Waits by the engine's events, from the container's creation on (`since`), so
 * that none is missed however soon it comes.
 */
export async function waitForOutcome(
  docker: Docker,
  { id }: Container,
  since: string,
  seconds: number,
): Promise<DecidingEvent> {
  const decided = new AbortController();
  let outcome: DecidingEvent = { kind: "timeout", time: null };
  const args = ["events", `--since=${since}`, `--filter=container=${id}`, "--format", "{{json .}}"];
  await docker.run(args, {
    timeoutSeconds: seconds,
    signal: decided.signal,
    onStdoutLine: (line) => {
      const event = JSON.parse(line) as Event;
      const kind = KINDS[event.Action];
      if (kind === undefined || decided.signal.aborted) return;
      outcome = { kind, time: event.timeNano };
      decided.abort();
    },
  });
  return outcome;
}
