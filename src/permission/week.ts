import type { DayNumber } from './holidays';
import { localDay, localMinuteOfWeek, zoneOffset } from './zones';

/** The hours of a week, Monday 00:00 to Sunday 24:00 by the clock on the wall, in which something is open. */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MINUTES_A_WEEK = 10_080;
const NEVER = 0xffff;

/** Minutes of the week; from is inclusive, to is exclusive and may run past the end of the week into the next. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/** A week told minute by minute, so that every question about it is one look, and the days on which it does not count. */
export class Week {
  readonly #untilOpen: Uint16Array;
  readonly #untilClosed: Uint16Array;

  /**
   * `hours`: what must be open together, each a list of spans of which one is enough. `closed`: days of the calendar on
   * the wall that are closed from their first minute to their last, whatever the hours say.
   */
  constructor(
    hours: readonly (readonly OpenSpan[])[],
    private readonly closed?: (day: DayNumber) => boolean,
  ) {
    const open = new Uint8Array(MINUTES_A_WEEK).fill(1);
    for (const spans of hours) {
      const one = minutesOf(spans);
      for (let minute = 0; minute < MINUTES_A_WEEK; minute++)
        open[minute] = (open[minute] ?? 0) & (one[minute] ?? 0);
    }
    this.#untilOpen = minutesUntil(open, 1);
    this.#untilClosed = minutesUntil(open, 0);
  }

  /** Whether there are days on which it is closed whatever the hours say. */
  get hasClosedDays(): boolean {
    return this.closed !== undefined;
  }

  /** Whether there is an open minute in it. */
  get isEverOpen(): boolean {
    return this.#untilOpen[0] !== NEVER;
  }

  /** Whether it is open in `zone` at `at` (ms UTC). */
  isOpen(zone: string, at: number): boolean {
    return this.#untilOpen[localMinuteOfWeek(zone, at)] === 0 && !this.#isClosedDay(zone, at);
  }

  /**
   * The first moment from `at` on, at most `limit` (both ms UTC), when the clock on the wall of `zone` shows an open
   * minute, or a closed one; undefined when there is none. A clock that is put forward or back opens and closes too.
   */
  next(what: 'open' | 'closed', zone: string, at: number, limit: number): number | undefined {
    return what === 'open' ? this.#nextOpen(zone, at, limit) : this.#nextClosed(zone, at, limit);
  }

  #nextOpen(zone: string, at: number, limit: number): number | undefined {
    let from = at;
    for (;;) {
      const opens = nextMinute(this.#untilOpen, zone, from, limit);
      if (opens === undefined || !this.#isClosedDay(zone, opens)) return opens;
      from = nextDay(zone, opens);
    }
  }

  #nextClosed(zone: string, at: number, limit: number): number | undefined {
    const closes = nextMinute(this.#untilClosed, zone, at, limit) ?? Infinity;
    if (!this.closed) return closes <= limit ? closes : undefined;
    let day = at;
    while (day <= limit && day < closes && !this.#isClosedDay(zone, day)) day = nextDay(zone, day);
    const first = Math.min(closes, day);
    return first <= limit ? first : undefined;
  }

  #isClosedDay(zone: string, at: number): boolean {
    return this.closed !== undefined && this.closed(localDay(zone, at));
  }
}

function minutesOf(spans: readonly OpenSpan[]): Uint8Array {
  const open = new Uint8Array(MINUTES_A_WEEK);
  for (const { from, to } of spans) {
    for (let minute = from; minute < to; minute++) open[minute % MINUTES_A_WEEK] = 1;
  }
  return open;
}

function nextMinute(until: Uint16Array, zone: string, at: number, limit: number): number | undefined {
  let from = at;
  while (from <= limit) {
    const minutes = until[localMinuteOfWeek(zone, from)] ?? NEVER;
    if (minutes === 0) return from;
    // None in the whole week: a change of the clock brings none either.
    if (minutes === NEVER) return undefined;
    // As long as the zone's offset stays, this is when; past a change of the clock it has to be looked at anew.
    const found = minuteOf(from) + minutes * MINUTE_MS;
    const change = offsetChange(zone, from, Math.min(found, limit));
    if (change === undefined) return found <= limit ? found : undefined;
    from = change;
  }
  return undefined;
}

/** The first moment after `at` of a later day by the clock on the wall. */
function nextDay(zone: string, at: number): number {
  const day = localDay(zone, at);
  let from = at;
  for (;;) {
    const midnight = (day + 1) * DAY_MS - zoneOffset(zone, from);
    const change = offsetChange(zone, from, midnight);
    if (change === undefined) return midnight;
    if (localDay(zone, change) > day) return change;
    from = change;
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
