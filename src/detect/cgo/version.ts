/** The numbers of a semantic version; pre-releases and pseudo-versions count as what comes after them. */
function numbers(version: string): number[] {
  return (/^v?(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1) ?? []).map(Number);
}

/** Whether `a` comes before `b`: `v1.14.9` before `v1.14.10`. Unknown forms are not older. */
export function isOlder(a: string, b: string): boolean {
  const left = numbers(a);
  const right = numbers(b);
  for (let i = 0; i < 3; i += 1) {
    const [one, other] = [left[i] ?? 0, right[i] ?? 0];
    if (one !== other) return left.length > 0 && one < other;
  }
  return false;
}
