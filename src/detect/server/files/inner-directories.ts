/** Directories that have to be there before the program starts, since it makes none: also those inside a volume. */
import type { Write } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { type CallSite, place } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import { HOLE, isKnown } from "../flow/value.ts";
import type { WrittenPath } from "./paths.ts";

/** Of the account's own: elsewhere the system, the machine around or the repository may have what is listed. */
const OWN = /^~\//;

function callsOf({ program }: Analysis, name: string, from: RegExp): readonly CallSite[] {
  return (program.calls.get(name) ?? []).filter(({ call, scope }) =>
    from.test(packageOf(call.callee, scope) ?? ""),
  );
}

/** What the program lists as it starts, and ends without: empty will do. */
export function listedDirectories(analysis: Analysis): WrittenPath[] {
  return callsOf(analysis, "ReadDir", /^(os|io\/ioutil)$/).flatMap((site) => {
    const { call, scope, guards } = site;
    const value = valueIn(analysis, call.args[0], scope);
    if (!isKnown(value) || !OWN.test(value.text)) return [];
    if (isOff(analysis, guards, scope) || !endsProgram(analysis, site)) return [];
    const evidence = value.evidence ?? place(scope.file, call.at);
    return [{ text: value.text, value, directory: true, expected: true, evidence }];
  });
}

/** Whether the program makes directories that nothing here names. */
function makesUnknown(analysis: Analysis): boolean {
  return ["Mkdir", "MkdirAll"]
    .flatMap((name) => callsOf(analysis, name, /./))
    .some(({ call, scope }) => {
      const value = valueIn(analysis, call.args[0], scope);
      return !isKnown(value) || value.text.startsWith(HOLE) || value.text === "";
    });
}

/** Of the directories of these paths, those that no call makes, wherever they lie. */
export function innerDirectories(
  analysis: Analysis,
  paths: readonly (WrittenPath & { readonly path: string | null })[],
): ReadonlySet<string> {
  const made = paths.flatMap(({ path, expected = false }) => (path === null || expected ? [] : [path]));
  const expected = paths.flatMap(({ path, expected = false, directory }) => {
    if (path === null || !expected) return [];
    return made.some((one) => one === path || one.startsWith(`${path}/`)) ? [] : [{ path, directory }];
  });
  const listed = expected.filter(({ directory }) => directory);
  return new Set((makesUnknown(analysis) ? listed : expected).map(({ path }) => path));
}

/**
 * Each path once, and no directory that lies in another; "." holds no other, since the image's files lie there too.
 * @param inner those that have to be there all the same: they follow the others
 */
export function outermost(writes: readonly Write[], inner: ReadonlySet<string>): readonly Write[] {
  const once = writes.filter(
    ({ path, file }, index) =>
      writes.findIndex((other) => other.path === path && other.file === file) === index,
  );
  const isInside = ({ path, file }: Write) =>
    file === null && once.some((other) => other.path !== "." && path.startsWith(`${other.path}/`));
  return [
    ...once.filter((one) => !isInside(one)),
    ...once.filter((one) => isInside(one) && inner.has(one.path)),
  ];
}
