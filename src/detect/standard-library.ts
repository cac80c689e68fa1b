/** First elements of the standard library's import paths (`go list std`, Go 1.27). */
const ROOTS = new Set(
  "archive arena bufio builtin bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html image index io iter log maps math mime net os path plugin reflect regexp runtime simd slices sort strconv strings structs sync syscall testing text time unicode unique unsafe uuid vendor weak".split(
    " ",
  ),
);

export function isStandard(importPath: string): boolean {
  return ROOTS.has(importPath.split("/", 1)[0] ?? "");
}
