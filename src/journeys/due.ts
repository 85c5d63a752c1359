import type { DurationUnit, FieldDate, Schedule } from '../leads/schedule';
import { DATE_TIME } from '../leads/schedule';
import { dateAt, type DatedAt, type DateHabits } from '../leads/input/date';
import { fractionOf, hoursGate, type HoursGate } from '../permission/hours';
import {
  DAY_MS,
  MINUTE_MS,
  minuteOfDay,
  momentOf,
  startOfDay,
  wallTime,
  weekdayOf,
  type WallTime,
} from './wall-time';

/** Where and when a wait begins, and what spreads it. */
export interface Beginning {
  /** ms UTC */
  readonly from: number;
  /** IANA zone of the lead. */
  readonly zone: string;
  /** IANA zone of the store. */
  readonly storeZone: string;
  /** How dates are written at the store. */
  readonly dates?: DateHabits;
  /** The moment is put off by up to so many ms, ... */
  readonly spreadMs: number;
  /** ... always by the same for the same seed. */
  readonly seed: string;
}

/** When a wait is due, ms UTC; null: never by itself. `leave`: its moment is past, and then she leaves. */
export type Reckoning = { readonly kind: 'due'; readonly at: number | null } | { readonly kind: 'leave' };

const EXACT_MS = { seconds: 1_000, minutes: MINUTE_MS, hours: 60 * MINUTE_MS } as const;
const NEVER: Reckoning = { kind: 'due', at: null };
const LEAVE: Reckoning = { kind: 'leave' };

/**
 * When a duration that begins at `from` (ms UTC) is over, ms UTC. Hours and less are exact: 24 hours is 24 hours. Days
 * and weeks keep the time of day in `zone` (IANA), also over a change of summer time; of a part of a day each hour is
 * exact. A time of day that does not exist then is moved on by the gap.
 */
export function dueAfter(from: number, amount: number, unit: DurationUnit, zone: string): number {
  if (unit !== 'days' && unit !== 'weeks') return Math.round(from + amount * EXACT_MS[unit]);
  const days = unit === 'weeks' ? amount * 7 : amount;
  const whole = Math.trunc(days);
  const kept = whole === 0 ? from : momentOf(wallTime(from, zone) + whole * DAY_MS, zone);
  return Math.round(kept + (days - whole) * DAY_MS);
}

/** When a wait that follows this schedule is due. */
export function dueBy(schedule: Schedule, beginning: Beginning): Reckoning {
  const { from, zone, storeZone } = beginning;
  switch (schedule.kind) {
    case 'after':
      return spread(dueAfter(from, schedule.amount, schedule.unit, zone), beginning);
    case 'time': {
      const { time, days, past } = schedule;
      const today = startOfDay(wallTime(from, zone));
      const isPast = isOn(days, today) && clockShows(today, time, zone) <= from;
      if (isPast && past === 'leave') return LEAVE;
      if (isPast && past === 'continue') return { kind: 'due', at: from };
      return spread(nextTime(from, time, days, zone), beginning);
    }
    case 'window':
      return { kind: 'due', at: opens(schedule, schedule.zone === 'store' ? storeZone : zone, beginning) };
    case 'never':
      return NEVER;
  }
}

/**
 * When the moment before or after the date in a field comes. A field without a readable date: never by itself, until
 * somebody puts one there.
 */
export function dueByDate(date: FieldDate, value: unknown, beginning: Beginning): Reckoning {
  const { from, zone, dates = {} } = beginning;
  const found = dateAt(value, dates, zone, date.field);
  if (!found) return NEVER;
  const moment = momentAround(date, found, zone);
  if (moment > from) return spread(moment, beginning);
  switch (date.past) {
    case 'continue':
      return { kind: 'due', at: from };
    case 'leave':
      return LEAVE;
    case 'next':
      return spread(nextYearly(date, found, beginning), beginning);
  }
}

/** The first moment after `from` at which the clock shows `time` on one of the days, ms UTC. */
function nextTime(from: number, time: string, days: readonly number[], zone: string): number {
  const today = startOfDay(wallTime(from, zone));
  for (let day = today; ; day += DAY_MS) {
    if (!isOn(days, day)) continue;
    const at = clockShows(day, time, zone);
    if (at > from) return at;
  }
}

/** No days at all are every day. */
function isOn(days: readonly number[], day: WallTime): boolean {
  return days.length === 0 || days.includes(weekdayOf(day));
}

function clockShows(day: WallTime, time: string, zone: string): number {
  return momentOf(day + minuteOfDay(time) * MINUTE_MS, zone);
}

function momentAround({ amount, unit, side, time }: FieldDate, found: DatedAt, zone: string): number {
  const dated = found.hasTime
    ? found.at
    : momentOf(wallTime(found.at, zone) + minuteOfDay(DATE_TIME) * MINUTE_MS, zone);
  const moved = dueAfter(dated, side === 'before' ? -amount : amount, unit, zone);
  return time === undefined ? moved : clockShows(startOfDay(wallTime(moved, zone)), time, zone);
}

const SHORTEST_YEAR_MS = 365 * DAY_MS;

/** The same date of a later year; 29 February is the 28th in other years. */
function nextYearly(date: FieldDate, found: DatedAt, { from, zone }: Beginning): number {
  const wall = new Date(wallTime(found.at, zone));
  const reach = dueAfter(0, date.amount, date.unit, 'UTC') / SHORTEST_YEAR_MS;
  const firstYear = new Date(wallTime(from, zone)).getUTCFullYear() - 1 - Math.ceil(reach);
  for (let year = Math.max(firstYear, wall.getUTCFullYear() + 1); ; year++) {
    const moment = momentAround(date, { ...found, at: momentOf(inYear(wall, year), zone) }, zone);
    if (moment > from) return moment;
  }
}

function inYear(wall: Date, year: number): number {
  const moved = new Date(wall);
  moved.setUTCFullYear(year);
  // 29 February has become 1 March.
  if (moved.getUTCMonth() !== wall.getUTCMonth()) moved.setUTCDate(0);
  return moved.getTime();
}

const gates = new Map<string, HoursGate>();
const MOST_GATES = 500;

/** At once while it is open, else when it opens; a spread ends before it closes. */
function opens(
  { start, end, days }: Schedule & { kind: 'window' },
  zone: string,
  beginning: Beginning,
): number {
  const key = `${start} ${end} ${days.join()}`;
  let gate = gates.get(key);
  if (!gate) {
    if (gates.size >= MOST_GATES) gates.clear();
    gates.set(key, (gate = hoursGate({ start, end, days })));
  }
  const { from, spreadMs, seed } = beginning;
  const answer = gate.ask({ at: from, zones: [zone], spreadMs, spreadSeed: seed });
  return answer.answer === 'hold' ? answer.until : from;
}

function spread(at: number, { spreadMs, seed }: Beginning): Reckoning {
  return { kind: 'due', at: spreadMs === 0 ? at : at + Math.floor(fractionOf(seed) * spreadMs) };
}
