import { IANAZone } from 'luxon';
import type { DateHabits } from '../leads/input/date';

/** A moment inside a text: printed as day, date or time where the lead lives. */
export class Moment {
  constructor(
    /** ms UTC */
    readonly at: number,
    /** false: it is a day, and midnight only stands for it. */
    readonly hasTime = true,
  ) {}
}

/** Where and in which language times are printed. */
export interface Place {
  /** A valid IANA zone. */
  readonly zone: string;
  /** BCP 47, such as `en-US`. */
  readonly locale: string;
  /** How dates are written at the store; left out: as anywhere. */
  readonly dates?: DateHabits;
}

const DAY_MS = 86_400_000;
/** Since 1973 every zone has changed its offset at a full quarter of an hour UTC (tz database). */
const QUARTER_MS = 15 * 60_000;
const MOST_OFFSETS = 5_000;
const offsets = new Map<string, number>();

/** The zone's offset at a moment, in ms; remembered, because luxon needs some microseconds for it. */
function offsetAt(at: number, zone: string): number {
  const quarter = Math.floor(at / QUARTER_MS);
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = IANAZone.create(zone).offset(quarter * QUARTER_MS) * 60_000;
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/**
 * So many calendar days later, at the same time of day where the lead lives. A time that the clocks skip there comes an
 * hour later. `at` in ms UTC.
 */
export function plusDays(at: number, days: number, zone: string): number {
  const before = offsetAt(at, zone);
  const local = at + before + days * DAY_MS;
  const first = offsetAt(local - before, zone);
  if (first === before) return local - before;
  const second = offsetAt(local - first, zone);
  return local - Math.min(first, second);
}

export type TimeStyle = 'weekday' | 'date' | 'time';

const STYLES: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  weekday: { weekday: 'long' },
  date: { month: 'long', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
};

const MOST_FORMATS = 100;
const formats = new Map<string, Intl.DateTimeFormat>();

/** `Friday`, `November 27` or `9:30 AM`. `at` in ms UTC. */
export function formatTime(at: number, style: TimeStyle, { zone, locale }: Place): string {
  const key = `${style} ${locale}`;
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= MOST_FORMATS) formats.clear();
    format = makeFormat(locale, STYLES[style]);
    formats.set(key, format);
  }
  // The narrow blank before AM would make the whole text UCS-2.
  return format.format(at + offsetAt(at, zone)).replace(/[\u202f\u00a0]/g, ' ');
}

/** A locale that is none must not cost a lead her text. */
function makeFormat(locale: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...style, timeZone: 'UTC' });
  }
}
