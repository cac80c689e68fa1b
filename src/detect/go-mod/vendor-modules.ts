/** vendor/modules.txt. Source: cmd/go/internal/modload/vendor.go. */

export interface VendorModules {
  /** Written by `go work vendor`. */
  readonly workspace: boolean;
  /** Import path of each vendored package, and its module. */
  readonly packages: ReadonlyMap<string, string>;
  /** Module paths that go.mod requires, as `## explicit` marks them, with their versions. */
  readonly explicit: ReadonlyMap<string, string>;
}

export function parseVendorModules(text: string): VendorModules {
  const packages = new Map<string, string>();
  const explicit = new Map<string, string>();
  let workspace = false;
  let module = "";
  let version = "";
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith("## ")) {
      const notes = line
        .slice(3)
        .split(";")
        .map((note) => note.trim());
      if (notes.includes("workspace")) workspace = true;
      if (notes.includes("explicit") && module !== "") explicit.set(module, version);
    } else if (line.startsWith("# ")) {
      [module = "", version = ""] = line.slice(2).split(" ");
    } else if (line !== "" && !line.startsWith("#")) {
      packages.set(line.trim(), module);
    }
  }
  return { workspace, packages, explicit };
}
