import { casual, type ParsedResult } from 'chrono-node/en';
import { DateTime } from 'luxon';
import { isZone } from '../leads/zones';
import { namedDay } from './named-days';
import { withDigitalTimes, withoutNoDates } from './times/no-dates';
import { visible } from './words';

/** A day or a moment that somebody wrote in English. */
export interface WrittenDate {
  /** ms UTC; of a day without a time: nine in the morning. */
  readonly at: number;
  readonly hasTime: boolean;
  /** `2026-12-01`, with a time `2026-12-01T17:00:00.000-05:00`. */
  readonly iso: string;
  /** Where it begins in the visible text. */
  readonly index: number;
}

/** A date is looked for in so many characters: reading one costs up to 1 ms in 160 hostile ones. */
const LONGEST_READ = 160;
/** When a day begins for who named no time. */
const MORNING = 9;

/**
 * Finds the first day or time in a text, reckoned from `at` (ms UTC) by the clock in `zone` (IANA): "next Tuesday after 5",
 * "in two weeks", "the 14th", "in spring". It lies in the future if the words leave a choice. A bare hour from 1 to 7 is one
 * in the afternoon. undefined: there is none in the first 160 characters.
 */
export function readDate(text: string, at: number, zone: string): WrittenDate | undefined {
  const shown = withPlainTimes(withDigitalTimes(withoutNoDates(visible(text).slice(0, LONGEST_READ))));
  const now = DateTime.fromMillis(at, { zone: isZone(zone) ? zone : 'utc' });
  return ownDate(shown, now) ?? parsedDate(shown, now);
}

/** Days that people name and the parser does not know, or reads otherwise than they are meant. */
function ownDate(shown: string, now: DateTime): WrittenDate | undefined {
  const named = namedDay(shown, now);
  return named && written(named.day, clockIn(shown.slice(named.end)), named.index, now);
}

function parsedDate(shown: string, now: DateTime): WrittenDate | undefined {
  // Given the clock on the wall as if it were UTC's, the parser answers in the same.
  const wall = new Date(now.toMillis() + now.offset * 60_000);
  const [first] = casual.parse(shown, { instant: wall, timezone: 0 }, { forwardDate: true });
  if (!first || !isWhole(first, shown)) return undefined;
  if (IN_A_MOMENT.test(first.text)) return soon(first, now);
  const part = (name: 'year' | 'month' | 'day'): number => first.start.get(name) ?? 1;
  const namesDay = (['day', 'weekday', 'month', 'year'] as const).some((name) => first.start.isCertain(name));
  // Of a time alone the day is found when it is clear which half of the day is meant.
  const day = namesDay ? now.set({ year: part('year'), month: part('month'), day: part('day') }) : now;
  return written(day, clockOf(first), first.index, now);
}

/** A date is whole words: none of "the money". */
function isWhole({ index, text }: ParsedResult, shown: string): boolean {
  return !/\p{L}/u.test(shown.charAt(index - 1)) && !/\p{L}/u.test(shown.charAt(index + text.length));
}

const IN_A_MOMENT =
  /\bnow\b|\bin (?:an?|one|\d{1,3}|half an?|a few|a couple(?: of)?) (?:sec|min|moment|hour|hr)/i;

/** So long from now, and not on the day after. */
function soon({ start, index }: ParsedResult, now: DateTime): WrittenDate {
  const wall = start.date().getTime();
  const at = now.plus(Math.max(0, wall - (now.toMillis() + now.offset * 60_000))).startOf('second');
  return { at: at.toMillis(), hasTime: true, iso: at.toISO() ?? '', index };
}

/** A moment (ms UTC) as an ISO date and time by the clock in `zone` (IANA). */
export function isoOf(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone: isZone(zone) ? zone : 'utc' }).toISO() ?? '';
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
}

function written(day: DateTime, clock: Clock | undefined, index: number, now: DateTime): WrittenDate {
  const { hour, minute } = clock ?? { hour: MORNING, minute: 0 };
  const moment = day.set({ hour, minute, second: 0, millisecond: 0 });
  // "at 5", written at six in the evening, is tomorrow's.
  const isToday = clock !== undefined && moment.hasSame(now, 'day');
  const ahead = isToday && moment <= now ? moment.plus({ days: 1 }) : moment;
  const iso = (clock ? ahead.toISO() : ahead.toISODate()) ?? '';
  return { at: ahead.toMillis(), hasTime: clock !== undefined, iso, index };
}

function clockOf({ text, start }: ParsedResult): Clock | undefined {
  if (!start.isCertain('hour')) return partOfDay(text);
  const hour = start.get('hour') ?? MORNING;
  const isTold = start.isCertain('meridiem') || /\b\d\d?:\d\d:|\bin (?:an?|\d+) |\b0\d:/i.test(text);
  return { hour: isTold ? hour : likelyHour(hour), minute: start.get('minute') ?? 0 };
}

/** Nobody wants to be texted at five in the morning. */
function likelyHour(hour: number): number {
  return hour >= 1 && hour <= 7 ? hour + 12 : hour;
}

const PARTS_OF_DAY: readonly (readonly [RegExp, number])[] = [
  [/\bmorning\b/i, 9],
  [/\b(?:noon|midday|lunch)\b/i, 12],
  [/\bafternoon\b/i, 14],
  [/\bevening\b/i, 18],
  [/\b(?:tonight|night)\b/i, 19],
];

function partOfDay(text: string): Clock | undefined {
  const hour = PARTS_OF_DAY.find(([words]) => words.test(text))?.[1];
  return hour === undefined ? undefined : { hour, minute: 0 };
}

const CLOCK = /^[\s,]{0,3}(?:in the )?(?:at )?(\d{1,2})(?::(\d\d))?\s?(?:([ap])\.?m\b)?/i;

/** The time that follows a named day: `at 5`, `9:30 am`, `afternoon`. */
function clockIn(rest: string): Clock | undefined {
  const [match, hours, minutes = '0', half] = CLOCK.exec(rest) ?? [];
  if (match === undefined || Number(hours) > 23 || Number(minutes) > 59) return partOfDay(rest.slice(0, 30));
  const hour = Number(hours);
  const minute = Number(minutes);
  if (half === undefined) return { hour: likelyHour(hour), minute };
  return { hour: (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0), minute };
}

/** `after 5` as `at 5`, `after 3 days` as `in 3 days`. */
function withPlainTimes(shown: string): string {
  return shown
    .replace(/\b(?:after|past) (?=\d{1,2} (?:day|week|month|year|hour)s?\b)/gi, 'in ')
    .replace(/\b(?:after|around|about|from|past) (?=\d{1,2}(?::\d\d)?(?:\s?[ap]\.?m\b|\b))/gi, 'at ');
}
