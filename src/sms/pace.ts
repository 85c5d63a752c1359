/** Lets so many segments a second through, evenly: no burst after a pause. */
export class Pace {
  /** When the next text may leave, ms UTC. */
  #freeAt = 0;

  /** undefined: as fast as it goes. */
  constructor(private readonly segmentsPerSecond: number | undefined) {}

  get freeAt(): number {
    return this.#freeAt;
  }

  /** The clock tells whole milliseconds, and a pace of over 1,000 a second lets several through in one. */
  isFree(now: number): boolean {
    return Math.floor(this.#freeAt) <= now;
  }

  /** A text of so many segments leaves at `now`, ms UTC. */
  take(segments: number, now: number): void {
    if (this.segmentsPerSecond === undefined) return;
    this.#freeAt = Math.max(now, this.#freeAt) + (segments * 1000) / this.segmentsPerSecond;
  }
}

/** Twilio's guidance for 429: 100 ms · 2ⁿ with ±10 % of chance, 30 s at most (docs, error 20429, read 2026-11). */
const FIRST_MS = 100;
const LONGEST_MS = 30_000;

/** How long to wait after the n-th refusal in a row (the first is 1), ms. `chance` from 0 to below 1. */
export function backOff(n: number, chance: number): number {
  const ms = Math.min(LONGEST_MS, FIRST_MS * 2 ** n);
  return Math.min(LONGEST_MS, Math.round(ms * (0.9 + chance * 0.2)));
}
