/** Stores on the disk whose place a URL says: `boltdb://shop.db`, `local:///./data`. */
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { qualifiedName } from "../flow/known-calls.ts";
import { place } from "../flow/program.ts";
import { isKnown } from "../flow/value.ts";
import { FILE_NAME, STORE_SCHEMES, type WrittenPath } from "./paths.ts";

/** A path behind the empty host that is relative all the same: the code takes the slash off. */
const PLACE = new RegExp(`^(?:(?:${STORE_SCHEMES})://|file://(?=/))(?:/(?=\\.{1,2}/))?([^?#]+)`, "i");
const FILE = new RegExp(`(^|/)${FILE_NAME.source}$`);

/** Drivers are found by the scheme, at times in a table, and take the URL apart as they like: the scheme tells enough. */
export function storeUrls(analysis: Analysis): readonly WrittenPath[] {
  return ["Parse", "ParseRequestURI"].flatMap((name) =>
    (analysis.program.calls.get(name) ?? []).flatMap(({ call, scope, guards }) => {
      if (qualifiedName(call.callee, { scope, frame: null }) !== `net/url.${name}`) return [];
      if (isOff(analysis, guards, scope)) return [];
      const value = call.args[0] ? valueIn(analysis, call.args[0], scope) : null;
      const text = isKnown(value) ? PLACE.exec(value.text)?.[1] : undefined;
      if (!value || text === undefined) return [];
      const evidence = value.evidence ?? place(scope.file, call.at);
      return [{ text, value, directory: !FILE.test(text), evidence }];
    }),
  );
}
