import { deflateRawSync, inflateRawSync } from "node:zlib";

/** Characters of base64 a line, so that a change of one part shows as a change of few lines. */
const WIDTH = 100;

/** No generated file comes near; a broken or hostile one must not fill the memory. */
const LARGEST = 4_000_000;

/** Text as deflate and base64, in lines. */
export function pack(text: string): string[] {
  const packed = deflateRawSync(text, { level: 9 }).toString("base64");
  return packed.match(new RegExp(`.{1,${WIDTH}}`, "g")) ?? [];
}

/** The inverse of {@link pack}; null when that is not what it is. */
export function unpack(lines: readonly string[]): string | null {
  try {
    const bytes = Buffer.from(lines.join(""), "base64");
    return inflateRawSync(bytes, { maxOutputLength: LARGEST }).toString("utf8");
  } catch {
    return null;
  }
}
