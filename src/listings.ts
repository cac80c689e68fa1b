import type { Session } from "./session.ts";
import type { DirectoryEntry } from "./system/system.ts";

/**
 * The same session, each directory listed once: detection and the measuring of the
 * build context look at the same ones. Only for a run that asks nothing and has
 * written nothing yet, or people would be told of a directory as it was.
 */
export function withListingsKept(session: Session): Session {
  const { files } = session.system;
  const listings = new Map<string, readonly DirectoryEntry[] | null>();
  const readDirectory = (path: string): readonly DirectoryEntry[] | null => {
    const known = listings.get(path);
    if (known !== undefined) return known;
    const listing = files.readDirectory(path);
    listings.set(path, listing);
    return listing;
  };
  return { ...session, system: { ...session.system, files: { ...files, readDirectory } } };
}
