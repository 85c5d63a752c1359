import { randomBytes } from 'node:crypto';

/** The randomness port: ids and spread. A seed makes a run repeatable. */
export interface Randomness {
  /** A new id that nobody can guess, of 16 letters and digits; the prefix, plain ASCII, tells a reader what it names. */
  id(prefix: string): string;
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
}

const LETTERS = Buffer.from('0123456789abcdefghjkmnpqrstvwxyz');
const ID_LENGTH = 16;

/** Randomness of the operating system, fetched some thousand bytes at a time. */
export function systemRandomness(): Randomness {
  let pool = Buffer.alloc(0);
  let used = 0;
  const byte = (): number => {
    if (used >= pool.length) {
      pool = randomBytes(4096);
      used = 0;
    }
    return pool[used++] ?? 0;
  };
  return fromBytes(byte);
}

/** The same ids and numbers for the same seed, in every run (mulberry32, public domain, Tommy Ettinger 2017). */
export function seededRandomness(seed: number): Randomness {
  let state = seed >>> 0;
  const byte = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) & 0xff;
  };
  return fromBytes(byte);
}

function fromBytes(byte: () => number): Randomness {
  return {
    id(prefix) {
      // In one piece: V8 keeps a string that was joined as its parts, and each look-up by it pays for that.
      const id = Buffer.allocUnsafe(prefix.length + ID_LENGTH);
      id.write(prefix, 'latin1');
      for (let i = prefix.length; i < id.length; i++) id[i] = LETTERS[byte() & 31] ?? 0;
      return id.toString('latin1');
    },
    below(limit) {
      const word = ((byte() << 24) | (byte() << 16) | (byte() << 8) | byte()) >>> 0;
      return Math.floor((word / 2 ** 32) * limit);
    },
  };
}
