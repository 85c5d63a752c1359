import { createHash } from 'node:crypto';

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const LETTERS_OF_ID = 16;

/**
 * An id that says what it was made of, of 16 letters and digits behind the prefix: the same parts give the same id in every
 * process, so that what is done again after a crash is known again.
 */
export function derivedId(prefix: string, ...parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest();
  let id = prefix;
  for (let i = 0; i < LETTERS_OF_ID; i++) id += LETTERS[(hash[i] ?? 0) & 31] ?? '';
  return id;
}
