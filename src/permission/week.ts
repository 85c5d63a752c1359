import { localMinuteOfWeek, zoneOffset } from './zones';

/** The hours of a week, Monday 00:00 to Sunday 24:00 by the clock on the wall, in which something is open. */

const MINUTE_MS = 60_000;
const MINUTES_A_WEEK = 10_080;
const NEVER = 0xffff;

/** Minutes of the week; from is inclusive, to is exclusive and may run past the end of the week into the next. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/** A week told minute by minute, so that every question about it is one look. */
export class Week {
  readonly #untilOpen: Uint16Array;
  readonly #untilClosed: Uint16Array;

  constructor(spans: readonly OpenSpan[]) {
    const open = new Uint8Array(MINUTES_A_WEEK);
    for (const { from, to } of spans) {
      for (let minute = from; minute < to; minute++) open[minute % MINUTES_A_WEEK] = 1;
    }
    this.#untilOpen = minutesUntil(open, 1);
    this.#untilClosed = minutesUntil(open, 0);
  }

  /** Whether it is open in `zone` at `at` (ms UTC). */
  isOpen(zone: string, at: number): boolean {
    return this.#untilOpen[localMinuteOfWeek(zone, at)] === 0;
  }

  /**
   * The first moment from `at` on, at most `limit` (both ms UTC), when the clock on the wall of `zone` shows an open
   * minute, or a closed one; undefined when there is none. A clock that is put forward or back opens and closes too.
   */
  next(what: 'open' | 'closed', zone: string, at: number, limit: number): number | undefined {
    const until = what === 'open' ? this.#untilOpen : this.#untilClosed;
    let from = at;
    while (from <= limit) {
      const minutes = until[localMinuteOfWeek(zone, from)] ?? NEVER;
      if (minutes === 0) return from;
      // As long as the zone's offset stays, this is when; past a change of the clock it has to be looked at anew.
      const found = minutes === NEVER ? limit + 1 : minuteOf(from) + minutes * MINUTE_MS;
      const change = offsetChange(zone, from, Math.min(found, limit));
      if (change === undefined) return found <= limit ? found : undefined;
      from = change;
    }
    return undefined;
  }
}

/** For each minute of the week, how many minutes until one that is `wanted`, going round at the end of the week. */
function minutesUntil(open: Uint8Array, wanted: 0 | 1): Uint16Array {
  const until = new Uint16Array(MINUTES_A_WEEK);
  let distance = NEVER;
  for (let minute = 2 * MINUTES_A_WEEK - 1; minute >= 0; minute--) {
    if (open[minute % MINUTES_A_WEEK] === wanted) distance = 0;
    else if (distance !== NEVER) distance++;
    until[minute % MINUTES_A_WEEK] = distance;
  }
  return until;
}

/** The moment in (from, to] at which the zone's clock is put forward or back, or undefined. At most one in 8 days. */
function offsetChange(zone: string, from: number, to: number): number | undefined {
  const before = zoneOffset(zone, from);
  if (zoneOffset(zone, to) === before) return undefined;
  let same = from;
  let changed = to;
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (zoneOffset(zone, middle) === before) same = middle;
    else changed = middle;
  }
  return changed;
}

/** Offsets of zones are whole minutes since 1972, so a minute of the wall begins with a minute of UTC. */
function minuteOf(at: number): number {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
