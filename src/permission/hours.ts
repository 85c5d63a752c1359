import type { GateAnswer } from '../leads/verdict';
import { localTime } from './zones';
import { Week, type OpenSpan } from './week';

/**
 * When marketing texts may arrive, by the clock where the lead lives. `start` is inclusive, `end` exclusive; an end
 * before the start is on the next day; `24:00` is the end of the day. `days` are ISO weekdays (1 Monday to 7 Sunday) on
 * which the window begins. The federal hours are 08:00 to 21:00 (47 CFR 64.1200(c)(1), read November 2026).
 */
export interface ContactWindow {
  readonly start: string;
  readonly end: string;
  readonly days: readonly number[];
}

export type ContactHours = ContactWindow | 'any';

export const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

/** No telephone solicitation before 8:00 or after 21:00 of the called party (47 CFR 64.1200(c)(1)). */
export const FEDERAL_HOURS: ContactHours = { start: '08:00', end: '21:00', days: EVERY_DAY };

/** What the gate is asked. */
export interface HoursQuestion {
  /** ms UTC */
  readonly at: number;
  /** The candidate zones of the lead: all must be open. */
  readonly zones: readonly string[];
  /** Where in the spread this text falls; the same seed, the same place. */
  readonly spreadSeed: string;
  /** Held texts leave spread over this many ms after the opening, so that not all leave in one second. */
  readonly spreadMs: number;
}

/** What the gate found; `zone` is the one that closes it, or the first candidate. */
export type HoursAnswer = GateAnswer & { readonly zone: string | undefined };

/** Contact hours made ready to be asked often. */
export interface HoursGate {
  /** The id of the rule, such as `hours.08:00-21:00`. */
  readonly rule: string;
  ask(question: HoursQuestion): HoursAnswer;
}

const MINUTES_A_DAY = 1_440;
const DAY_MS = 86_400_000;
/** A week and a day: hours that have not opened by then never do. */
const LONGEST_HOLD_MS = 8 * DAY_MS;

/**
 * Makes contact hours ready to be asked.
 * @throws RangeError when a time is not HH:MM or a day not 1 to 7
 */
export function hoursGate(hours: ContactHours): HoursGate {
  if (hours === 'any')
    return { rule: 'hours.any', ask: ({ zones }) => ({ answer: 'allow', zone: zones[0] }) };
  const week = new Week(spansOf(hours));
  return { rule: ruleOf(hours), ask: (question) => askWeek(week, question) };
}

function askWeek(week: Week, question: HoursQuestion): HoursAnswer {
  const { zones, at } = question;
  const closed = zones.find((zone) => !week.isOpen(zone, at));
  // Without a zone nobody can say what time it is for her: no text.
  if (zones.length === 0) return { answer: 'block', zone: undefined };
  if (closed === undefined) return { answer: 'allow', zone: zones[0] };
  const opens = nextAllOpen(week, zones, at);
  if (opens === undefined) return { answer: 'block', zone: closed };
  return { answer: 'hold', until: opens + spread(week, question, opens), zone: closed };
}

/** The first moment from `at` on when it is open in every zone; undefined when there is none for eight days. */
function nextAllOpen(week: Week, zones: readonly string[], at: number): number | undefined {
  const limit = at + LONGEST_HOLD_MS;
  let moment = at;
  for (;;) {
    const before = moment;
    for (const zone of zones) {
      const opens = week.next('open', zone, moment, limit);
      if (opens === undefined) return undefined;
      moment = opens;
    }
    if (moment === before) return moment;
  }
}

/** How long after the opening this text leaves, ms: less than `spreadMs`, and before any zone closes again. */
function spread(week: Week, { zones, spreadSeed, spreadMs }: HoursQuestion, opens: number): number {
  const closings = zones.map((zone) => week.next('closed', zone, opens, opens + spreadMs) ?? Infinity);
  const room = Math.min(Math.max(0, spreadMs), ...closings.map((closing) => closing - opens));
  return Math.floor(fractionOf(spreadSeed) * room);
}

/** A number from 0 to below 1 that looks random and is always the same for the same seed (FNV-1a, public domain). */
export function fractionOf(seed: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
  // Seeds that differ in the last letter only differ in the low bits: stir once more (murmur3's finalizer).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

function spansOf({ start, end, days }: ContactWindow): OpenSpan[] {
  const from = minuteOfDay(start);
  const to = minuteOfDay(end);
  const length = to >= from ? to - from : to - from + MINUTES_A_DAY;
  return days.map((day) => {
    if (!Number.isInteger(day) || day < 1 || day > 7) {
      throw new RangeError('a day of the contact hours is not 1 (Monday) to 7 (Sunday)');
    }
    const begins = (day - 1) * MINUTES_A_DAY + from;
    return { from: begins, to: begins + length };
  });
}

function minuteOfDay(time: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  if (!(minute <= MINUTES_A_DAY && Number(minutes) < 60)) {
    throw new RangeError('a time of the contact hours is not HH:MM, such as 08:00');
  }
  return minute;
}

const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function ruleOf({ start, end, days }: ContactWindow): string {
  const open = DAY_NAMES.filter((_name, index) => days.includes(index + 1));
  return `hours.${start}-${end}${open.length === 7 ? '' : `.${open.join('_') || 'no_day'}`}`;
}

/** The time on the wall for people, such as `Sun 08:05 America/New_York`. `at` is ms UTC. */
export function wallClock(zone: string, at: number): string {
  const { weekday, hour, minute } = localTime(zone, at);
  return `${WEEKDAYS[weekday - 1] ?? ''} ${TWO_DIGITS[hour] ?? ''}:${TWO_DIGITS[minute] ?? ''} ${zone}`;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
