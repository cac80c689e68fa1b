/** Paths that the code puts together of what nobody has set. */
import { HOLE, type Value } from "../flow/value.ts";

/**
 * Something set from outside without a default says nothing of a place, nor does what follows a path that is not in
 * sight, nor a number: that is the default of another setting in the same table.
 */
export function saysNothing(value: Value): boolean {
  const { text } = value;
  return text === HOLE || /^(\d+\/|\d*$)/.test(text) || isExtensionAlone(value) || isBelowUnknown(value);
}

/** `path + ".tmp"` of a path that nobody set. */
function isExtensionAlone({ text, parts }: Value): boolean {
  return parts?.[0]?.text === "" && /^[._-]\w/.test(text);
}

/** `filepath.Join(base, "images")` where the code shows no more of `base` than that it may be empty. */
function isBelowUnknown({ parts }: Value): boolean {
  const [first] = parts ?? [];
  return first?.text === "." && first.sources.length === 0 && first.evidence === null;
}

/** `filepath.Join(base, "images")` where `base` is an empty setting; of a `base` that is "." itself a slash follows. */
export function isBelowUnset({ parts }: Value): boolean {
  // A format that begins with a verb begins with an empty text.
  const [first, second] = (parts ?? []).filter(({ text, sources }) => text !== "" || sources.length > 0);
  return first?.text === "." && first.sources.length > 0 && second?.text !== "/";
}
