import { randomBytes } from 'node:crypto';

/** The randomness port: ids and spread. A seed makes a run repeatable. */
export interface Randomness {
  /** A new id that nobody can guess, of 16 letters and digits; the prefix tells a reader what it names. */
  id(prefix: string): string;
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
}

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Randomness of the operating system, fetched some hundred bytes at a time. */
export function systemRandomness(): Randomness {
  let pool = Buffer.alloc(0);
  let used = 0;
  const byte = (): number => {
    if (used >= pool.length) {
      pool = randomBytes(512);
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
      let id = prefix;
      for (let i = 0; i < 16; i++) id += LETTERS.charAt(byte() & 31);
      return id;
    },
    below(limit) {
      const word = ((byte() << 24) | (byte() << 16) | (byte() << 8) | byte()) >>> 0;
      return Math.floor((word / 2 ** 32) * limit);
    },
  };
}
