/** A parameter's values by name; the first is the one taken where nothing depends on it. */
export type Parameters = Readonly<Record<string, readonly string[]>>;
export type Row<P extends Parameters> = { readonly [Name in keyof P]: P[Name][number] };

/** Says of a row that is filled in part whether it can still become one that makes sense. */
export type Possible<P extends Parameters> = (row: Partial<Row<P>>) => boolean;

const pairKey = (one: string, value: string, other: string, otherValue: string) =>
  one < other ? `${one}=${value}&${other}=${otherValue}` : `${other}=${otherValue}&${one}=${value}`;

/** Pairs of a filled row, or of one more value with those that a row holds already. */
function pairsOf(row: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(row);
  return entries.flatMap(([name, value], at) =>
    entries.slice(at + 1).map(([other, otherValue]) => pairKey(name, value, other, otherValue)),
  );
}

/**
 * A small set of rows in which every possible pair of values of two parameters
 * occurs. Greedy and without chance: the same parameters give the same rows.
 */
export function coverPairs<P extends Parameters>(parameters: P, possible: Possible<P>): readonly Row<P>[] {
  const names = Object.keys(parameters);
  const fits = (row: Record<string, string>) => possible(row as Partial<Row<P>>);

  /** Fills the row up, each time with the value that covers most; null when none fits. */
  const complete = (
    row: Record<string, string>,
    open: ReadonlySet<string>,
  ): Record<string, string> | null => {
    const name = names.find((candidate) => row[candidate] === undefined);
    if (name === undefined) return Object.fromEntries(names.map((ordered) => [ordered, row[ordered] ?? ""]));
    const gain = (value: string) =>
      Object.entries(row).filter(([other, otherValue]) => open.has(pairKey(name, value, other, otherValue)))
        .length;
    const ranked = (parameters[name] ?? [])
      .map((value) => ({ value, gain: gain(value) }))
      .sort((a, b) => b.gain - a.gain);
    for (const { value } of ranked) {
      const next = { ...row, [name]: value };
      const completed = fits(next) ? complete(next, open) : null;
      if (completed) return completed;
    }
    return null;
  };

  const open = new Set<string>();
  const starts = new Map<string, Record<string, string>>();
  names.forEach((one, at) => {
    for (const other of names.slice(at + 1))
      for (const value of parameters[one] ?? [])
        for (const otherValue of parameters[other] ?? []) {
          const start = { [one]: value, [other]: otherValue };
          if (!fits(start)) continue;
          const key = pairKey(one, value, other, otherValue);
          open.add(key);
          starts.set(key, start);
        }
  });

  const rows: Record<string, string>[] = [];
  while (open.size > 0) {
    let best: { row: Record<string, string>; covered: string[] } | null = null;
    for (const key of [...open].slice(0, 40)) {
      const row = complete(starts.get(key) ?? {}, open);
      if (!row) {
        open.delete(key);
        continue;
      }
      const covered = pairsOf(row).filter((pair) => open.has(pair));
      if (!best || covered.length > best.covered.length) best = { row, covered };
    }
    if (!best) continue;
    rows.push(best.row);
    for (const pair of best.covered) open.delete(pair);
  }
  return rows as Row<P>[];
}
