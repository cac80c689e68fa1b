/** Names of health endpoints, best first: what says that the process is alive comes before readiness. */
const NAMES: readonly (readonly [name: RegExp, score: number])[] = [
  [/^_{0,2}healthz$/, 100],
  [/^_{0,2}health$/, 96],
  [/^health\/(live|liveness|livez|alive)$/, 95],
  [/^-\/healthy$/, 94],
  [/^_{0,2}livez$/, 93],
  [/^(live|liveness|alive|healthy|lively|liveliness|li[vf]e(ness)?[-_]?check)$/, 90],
  [
    /^(healthcheck(er)?|health[-_]check(er)?|_{0,2}health_?check|health\/check|hc|__health__|actuator\/health|health\/status|health\/ping)$/,
    88,
  ],
  [/^(__heartbeat__|__lbheartbeat__|heartbeat)$/, 80],
  [/^(readyz|_readyz)$/, 70],
  [/^(ready|readiness|read(y|iness)[-_]?check|-\/ready|health\/(ready|readiness|readyz))$/, 68],
  [/^_{0,2}ping$/, 60],
  [/^(up|status\/health|_up)$/, 54],
  [/^_?status(z|\/ok)?$/, 50],
];

/** Parts of a path that stand for the service as a whole. */
const WHOLE =
  /^(api|v\d+|system|internal|public|base|common|core|rest|app|service|server|site|_|-|\.well-known|health|monitoring|mon|ops|probes?|unsecured|insecure)$/i;

/** What the service works with: its health is no word on the service itself, and it may be down for a while. */
const PARTNER = /^(cache|redis|db|database|postgres|mysql|mongo(db)?|storage|queue|kafka|rabbitmq|nats)$/i;

/** 0 for a path that is no health endpoint; higher is better. */
export function healthScore(path: string): number {
  if (!path.startsWith("/") || /[:*{}<>$%\s?\uFFFF]/.test(path)) return 0;
  const segments = path
    .replace(/\.(html?|json|txt)$/, "")
    .split("/")
    .filter((segment) => segment !== "");
  const last = segments.at(-1)?.toLowerCase() ?? "";
  const two = segments.slice(-2).join("/").toLowerCase();
  if (segments.length > 5) return 0;
  const partner = segments.slice(0, -1).some((segment) => PARTNER.test(segment));
  for (const [name, best] of NAMES) {
    const score = partner ? best - 20 : best;
    if (name.test(two)) return score - Math.max(0, segments.length - 2);
    // A status or ping of some part of an API tells nothing of the whole, and a heartbeat there is that of others.
    const isLoose = best <= 60 || last.includes("heartbeat");
    const ofPart = isLoose && segments.slice(0, -1).some((segment) => !WHOLE.test(segment));
    if (name.test(last)) return ofPart ? 0 : score - (segments.length - 1);
  }
  return 0;
}

/** Whether the path asks for life, rather than for readiness or for whatever `ping` and `status` are about. */
export function isOfLife(path: string): boolean {
  return healthScore(path) > 75;
}
