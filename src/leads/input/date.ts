import { DAY_MS, momentOf } from '../model/wall-time';
import { dayOrderOf } from './day-order';
import { isDay, takeApart, yearFirst, type Groups, type Written, type WrittenDay } from './written-date';

/**
 * The one reader of dates that come from outside: in fields of leads, properties of behaviors and times of events. Waits, texts,
 * rules and the webhook all ask it, so that they never disagree.
 */

/** What a field holds: a day of the calendar, whatever time stands with it, or a moment, also when it is midnight. */
export type DateKind = 'day' | 'moment';

/** How the dates of a store are written. */
export interface DateHabits {
  /** ISO 3166; `12/03/2026` is in December or in March by it. Left out: it may be either. */
  readonly country?: string;
  /** What somebody declared of fields, by their names. */
  readonly declared?: ReadonlyMap<string, DateKind>;
}

/** What a value says. */
export type DateReading =
  | { readonly kind: 'day'; readonly day: WrittenDay }
  /** ms UTC */
  | { readonly kind: 'moment'; readonly at: number }
  /** By the clock where the lead lives: ms since 1970 that it would have counted. */
  | { readonly kind: 'wall'; readonly wall: number }
  /** It may be either of two days, as ISO dates: nobody guesses. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly [string, string] }
  | { readonly kind: 'none' };

/** A moment that a date comes down to. */
export interface DatedAt {
  /** ms UTC; of a day: midnight where the lead lives. */
  readonly at: number;
  readonly hasTime: boolean;
}

const NONE: DateReading = { kind: 'none' };
const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/**
 * Reads a date: ISO 8601, `12/03/2026` by the country, `3 December 2026`, `20261203`, seconds, milliseconds, micro- and
 * nanoseconds since 1970, days as a spreadsheet counts them, each as number or text, and a Date. Years 1900 to 2199. Midnight
 * sharp is how programs write a day, so it is one, unless `field` is declared a moment or named like one (`starts_at`).
 * Never throws.
 */
export function readDate(value: unknown, habits: DateHabits, field?: string): DateReading {
  const kind = field === undefined ? undefined : kindOf(field, habits);
  if (typeof value === 'number') return ofNumber(value, kind);
  if (isDate(value)) return ofEpoch(value.getTime(), kind);
  if (typeof value !== 'string' || value.length > 80) return NONE;
  const usual = USUAL.exec(value)?.groups;
  if (usual) return ofUsual(usual, kind);
  const text = value.replace(NOT_SEEN, '').replace(BLANKS, ' ').trim();
  if (DIGITS.test(text)) return ofDigits(text, kind);
  const wrapped = DOT_NET.exec(text)?.[1];
  if (wrapped !== undefined) return ofEpoch(Number(wrapped), kind);
  const written = takeApart(text, dayOrderOf(habits.country));
  return written ? ofWritten(written, kind) : NONE;
}

/** As `readDate`, with the clock of `zone` (IANA). undefined: there is no date in it, or it may be two. */
export function dateAt(
  value: unknown,
  habits: DateHabits,
  zone: string,
  field?: string,
): DatedAt | undefined {
  return resolve(readDate(value, habits, field), zone);
}

/** When what was read is, by the clock of `zone`. */
export function resolve(reading: DateReading, zone: string): DatedAt | undefined {
  switch (reading.kind) {
    case 'day':
      return { at: momentOf(wallOf(reading.day), zone), hasTime: false };
    case 'moment':
      return { at: reading.at, hasTime: true };
    case 'wall':
      return { at: momentOf(reading.wall, zone), hasTime: true };
    case 'ambiguous':
    case 'none':
      return undefined;
  }
}

/** The one form in which it is kept: `2026-12-03`, `2026-12-03T18:00:00.000`, with `Z` when it is a moment. */
export function isoOfReading(reading: DateReading): string | undefined {
  switch (reading.kind) {
    case 'day':
      return isoOfDay(reading.day);
    case 'moment':
      return new Date(reading.at).toISOString();
    case 'wall':
      return new Date(reading.wall).toISOString().slice(0, -1);
    case 'ambiguous':
    case 'none':
      return undefined;
  }
}

/** By declaration, else by what fields for moments are called. */
function kindOf(field: string, { declared }: DateHabits): DateKind | undefined {
  return declared?.get(field) ?? (MOMENT_NAME.test(field) ? 'moment' : undefined);
}

/** As frameworks name them: `starts_at`, `startsAt`, `start_time`, `dateTime`, `timestamp`. */
const MOMENT_NAME = /(?:_at|[a-z]At|[_-]time|[a-z]Time|timestamp|^time)$/;

/** ISO 8601 as programs write it, read without looking further: it stands in the way of every lead. */
const USUAL =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:T(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<part>\d{3}))?(?<zone>Z)?)?$/;

const NOT_SEEN = /[\p{Cc}\p{Cf}]/gu;
const BLANKS = /[\s\u00a0\u202f]+/gu;
const DIGITS = /^-?\d{1,19}(?:\.\d{1,12})?$/;
/** `/Date(1796256000000)/`, as ASP.NET writes a moment in JSON. */
const DOT_NET = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;

function isDate(value: unknown): value is Date {
  return value instanceof Date || Object.prototype.toString.call(value) === '[object Date]';
}

/** Text of digits: four are a year, and with a leading zero they are no number. */
function ofDigits(text: string, kind: DateKind | undefined): DateReading {
  if (/^(?:\d{1,4}|0\d*)$/.test(text)) return NONE;
  return ofNumber(Number(text), kind);
}

/** 18 May 1927 to 13 October 2173. Fewer days are years and counts. */
const FIRST_SERIAL = 10_000;
const LAST_SERIAL = 100_000;
/** Day 0 of Lotus and Excel, whose 1900 has a 29 February (Microsoft support 214326). */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
/** Below it a number of so many digits is no moment in that unit. */
const FIRST_SECOND = 1e8;
const LAST_SECOND = LATEST / 1000;
const LAST_MS = LATEST;
const LAST_MICROSECOND = LATEST * 1000;

function ofNumber(number: number, kind: DateKind | undefined): DateReading {
  const size = Math.abs(number);
  if (!Number.isFinite(number)) return NONE;
  if (number >= FIRST_SERIAL && number < LAST_SERIAL) return ofSerial(number, kind);
  const compact = ofCompact(number);
  if (compact) return { kind: 'day', day: compact };
  if (size < FIRST_SECOND) return NONE;
  // No second of the years until 2200 has as many digits as a millisecond, but for some days of 1970.
  if (size < LAST_SECOND) return ofEpoch(number * 1000, kind);
  if (size < LAST_MS) return ofEpoch(number, kind);
  if (size < LAST_MICROSECOND) return ofEpoch(number / 1000, kind);
  return ofEpoch(number / 1e6, kind);
}

/** 20261203 */
function ofCompact(number: number): WrittenDay | undefined {
  if (!Number.isInteger(number) || number < 19_000_101 || number > 21_991_231) return undefined;
  const [year, month, day] = [Math.floor(number / 1e4), Math.floor(number / 100) % 100, number % 100];
  return isDay(year, month, day) ? { year, month, day } : undefined;
}

/** Sheets keep no zone: a part of a day is a time where the lead lives. */
function ofSerial(number: number, kind: DateKind | undefined): DateReading {
  // To the second: a sheet's fractions are rounded.
  const wall = SERIAL_ZERO + Math.round(number * 86_400) * 1000;
  return wall % DAY_MS === 0 || kind === 'day' ? { kind: 'day', day: dayAt(wall) } : { kind: 'wall', wall };
}

/** A moment that is told in UTC. */
function ofEpoch(ms: number, kind: DateKind | undefined): DateReading {
  const at = Math.floor(ms);
  if (!(at >= EARLIEST && at < LATEST)) return NONE;
  const isDay = kind === 'day' || (kind === undefined && at % DAY_MS === 0);
  return isDay ? { kind: 'day', day: dayAt(at) } : { kind: 'moment', at };
}

function ofWritten(written: Written, kind: DateKind | undefined): DateReading {
  if (written.kind === 'ambiguous') {
    const [one, other] = written.days;
    return { kind: 'ambiguous', readings: [isoOfDay(one), isoOfDay(other)] };
  }
  const { day, time, offset } = written;
  if (day.year < 1900 || day.year > 2199) return NONE;
  if (time === undefined || kind === 'day' || (time === 0 && kind === undefined)) return { kind: 'day', day };
  const wall = wallOf(day) + time;
  return offset === undefined ? { kind: 'wall', wall } : { kind: 'moment', at: wall - offset };
}

function ofUsual(groups: Groups, kind: DateKind | undefined): DateReading {
  const written = yearFirst(groups);
  return written ? ofWritten(written, kind) : NONE;
}

function dayAt(wall: number): WrittenDay {
  const date = new Date(wall);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function wallOf({ year, month, day }: WrittenDay): number {
  return Date.UTC(year, month - 1, day);
}

function isoOfDay(day: WrittenDay): string {
  return new Date(wallOf(day)).toISOString().slice(0, 10);
}
