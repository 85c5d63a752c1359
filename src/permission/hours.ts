import type { GateAnswer } from '../leads/verdict';
import type { ContactHours } from './contact-hours';
import type { Abroad } from './whereabouts';
import { localTime } from './zones';
import { preparedHours, type PreparedHours } from './plan';
import type { Week } from './week';

export * from './contact-hours';

/** What the gate is asked. */
export interface HoursQuestion {
  /** ms UTC */
  readonly at: number;
  /** The candidate zones of the lead: all must be open. */
  readonly zones: readonly string[];
  /** The US states whose rules may bind; left out: none. */
  readonly states?: readonly string[] | 'any';
  /** Left out: the lead is in the US. */
  readonly inUs?: boolean;
  /** Left out: the number is of the North American plan. */
  readonly abroad?: Abroad;
  /** Where in the spread this text falls; the same seed, the same place. */
  readonly spreadSeed: string;
  /** Held texts leave spread over this many ms after the opening, so that not all leave in one second. */
  readonly spreadMs: number;
}

/** What the gate found; `zone` is the one that closes it, or the first candidate; `rule` such as `hours.08:00-21:00`. */
export type HoursAnswer = GateAnswer & { readonly zone: string | undefined; readonly rule: string };

/** Contact hours made ready to be asked often. */
export interface HoursGate {
  ask(question: HoursQuestion): HoursAnswer;
}

const DAY_MS = 86_400_000;
/** A week and a day: hours that have not opened by then never do ... */
const LONGEST_HOLD_MS = 8 * DAY_MS;
/** ... unless it is closed days that keep them shut. */
const LONGEST_CLOSED_MS = 40 * DAY_MS;

/**
 * Makes contact hours ready to be asked. Several must be open together.
 * @throws RangeError when a time is not HH:MM, a day not 1 to 7, or a closed day no date
 */
export function hoursGate(...hours: readonly ContactHours[]): HoursGate {
  const ready = preparedHours(hours);
  return { ask: (question) => askHours(ready, question) };
}

/** Whether there is an hour of the week in which all of these are open; holidays and closed days aside. */
export function everOpen(hours: readonly ContactHours[]): boolean {
  const { week } = preparedHours(hours)([], true, 'no');
  return week?.isEverOpen ?? true;
}

function askHours(ready: PreparedHours, question: HoursQuestion): HoursAnswer {
  const { week, rule } = ready(question.states ?? [], question.inUs ?? true, question.abroad ?? 'no');
  const { zones, at } = question;
  if (!week) return { answer: 'allow', zone: zones[0], rule };
  const closed = zones.find((zone) => !week.isOpen(zone, at));
  // Without a zone nobody can say what time it is for her: no text.
  if (zones.length === 0) return { answer: 'block', zone: undefined, rule };
  if (closed === undefined) return { answer: 'allow', zone: zones[0], rule };
  const opens = nextAllOpen(week, zones, at);
  if (opens === undefined) return { answer: 'block', zone: closed, rule };
  return { answer: 'hold', until: opens + spread(week, question, opens), zone: closed, rule };
}

/** The first moment from `at` on when it is open in every zone; undefined when there is none for so long. */
function nextAllOpen(week: Week, zones: readonly string[], at: number): number | undefined {
  const limit = at + (week.hasClosedDays ? LONGEST_CLOSED_MS : LONGEST_HOLD_MS);
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

/** The time on the wall for people, such as `Sun 08:05 America/New_York`. `at` is ms UTC. */
export function wallClock(zone: string, at: number): string {
  const { weekday, hour, minute } = localTime(zone, at);
  return `${WEEKDAYS[weekday - 1] ?? ''} ${TWO_DIGITS[hour] ?? ''}:${TWO_DIGITS[minute] ?? ''} ${zone}`;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
