import { closest, distance } from "fastest-levenshtein";

/** The candidate that was probably meant, null when none is near. */
export function similar(word: string, candidates: readonly string[]): string | null {
  if (candidates.length === 0) return null;
  const lower = word.toLowerCase();
  const nearest = closest(lower, candidates);
  const allowed = Math.max(2, Math.floor(Math.min(word.length, nearest.length) / 3));
  const near = distance(lower, nearest.toLowerCase()) <= allowed && nearest.length > 1;
  if (near) return nearest;
  return candidates.find((candidate) => word.length > 2 && candidate.startsWith(lower)) ?? null;
}

/** `, did you mean --base?` or nothing. */
export function didYouMean(word: string, candidates: readonly string[], prefix = ""): string {
  const meant = similar(word, candidates);
  return meant === null ? "" : `, did you mean ${prefix}${meant}?`;
}
