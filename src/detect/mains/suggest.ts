import type { MainPackage } from "../../types/repository.ts";

interface Candidate extends MainPackage {
  /** Made for the repository's own development: a generator, an example. */
  readonly helper: boolean;
  /** The repository's own Dockerfiles or releases build it. */
  readonly deployed: boolean;
  /** Called like its module, and started by the image that brings all that serve. */
  readonly namesake: boolean;
}

/** Directories and names of what shows or tries the service beside it, though it serves: `react-example/server`. */
const SHOWS =
  /\/[\w.-]*[-_](example|demo|sample)s?(\/|$)|\/(example|demo|sample|dev|test)[-_]?(server|service|backend|client|app|api)$/i;

/** So many services are a collection, unless they lie where programs of one module do: an image of one says nothing. */
const COLLECTION = 10;
const PROGRAM = /^\.\/cmd\/[^/]+$/;

/**
 * The one main to build when nobody says which: the only service, else the only
 * worker, else the only tool, else the only main that is released. Where several
 * compete, the one that is no example, or the one that is deployed; null when that does not tell either.
 */
export function suggestMain(mains: readonly Candidate[]): string | null {
  const shipped = mains.filter(({ helper }) => !helper);
  // What alone is deployed and is what the repository is about may serve by a library that is not in sight.
  const released = shipped.find(({ namesake }) => namesake);
  if (released && shipped.every((one) => one === released || !one.deployed)) return released.path;
  for (const kind of ["service", "worker", "tool"]) {
    const candidates = shipped.filter((main) => main.kind === kind);
    if (candidates.length === 0) continue;
    const others = candidates.filter(({ path }) => !SHOWS.test(path));
    // A service at the top is what the repository is about, in whatever way it is built: none beside it is taken unasked.
    const isAtTop = (main: Candidate) => kind === "service" && main.path === ".";
    const [built, ...more] = candidates.filter((main) => main.deployed || isAtTop(main));
    const decides = built?.deployed && (candidates.length < COLLECTION || PROGRAM.test(built.path));
    return only(candidates) ?? only(others) ?? (decides && more.length === 0 ? built.path : null);
  }
  return only(mains.filter(({ deployed }) => deployed));
}

function only(mains: readonly Candidate[]): string | null {
  return mains.length === 1 ? (mains[0]?.path ?? null) : null;
}
