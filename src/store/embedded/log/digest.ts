/** Odd, so that no line before ever counts for nothing. */
export const DIGEST_FACTOR = 0x01000193;

/**
 * The digest over the checksums of lines, in their order, with one line more. It tells a line that is missing, that came
 * twice, that changed places, or that is of another file, from the lines that were written. 32 bits, unsigned.
 */
export function chained(digest: number, sum: number): number {
  return (Math.imul(digest, DIGEST_FACTOR) + sum) >>> 0;
}
