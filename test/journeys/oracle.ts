import { Temporal } from 'temporal-polyfill';

/** Zones with and without summer time, north and south, of whole, half and quarter hours, with changes at midnight. */
export const ZONES = [
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Santiago',
  'America/Havana',
  'Europe/London',
  'Europe/Warsaw',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Australia/Adelaide',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
] as const;

const FIRST_YEAR = 2025;
const LAST_YEAR = 2027;

/** When the clocks of a zone change in the three years, ms UTC. */
export function changesOf(zone: string): number[] {
  const changes: number[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.PlainDate.from(`${FIRST_YEAR}-01-01`).toZonedDateTime(
    zone,
  );
  for (;;) {
    at = at.getTimeZoneTransition('next');
    if (!at || at.year > LAST_YEAR) return changes;
    changes.push(at.epochMilliseconds);
  }
}

/** Moments around each change of a zone: four hours before and after in steps of half an hour, and days away. */
export function momentsAround(change: number): number[] {
  const HALF_HOUR = 30 * 60_000;
  const DAY = 86_400_000;
  const near = Array.from({ length: 17 }, (_, at) => change + (at - 8) * HALF_HOUR);
  return [...near.map((at) => at - DAY), ...near, change - 7 * DAY - 1, change - 1, change + 1, change + DAY];
}

export function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

/** That many days later, at the same time of day. */
export function daysLater(at: number, days: number, zone: string): number {
  return zoned(at, zone).add({ days }).epochMilliseconds;
}

/** The first moment after `at` at which the clock is told to show `time` on one of the days. */
export function nextTime(at: number, time: string, days: readonly number[], zone: string): number {
  const today = zoned(at, zone).toPlainDate();
  for (let later = 0; later < 15; later++) {
    const day = today.add({ days: later });
    const moment = day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
    if (days.includes(day.dayOfWeek) && moment > at) return moment;
  }
  throw new Error('no day');
}

/** Whether the clock on the wall shows a time in the window. */
export function isOpen(
  at: number,
  window: { readonly start: string; readonly end: string; readonly days: readonly number[] },
  zone: string,
): boolean {
  const wall = zoned(at, zone);
  const time = wall.toPlainTime();
  const { compare } = Temporal.PlainTime;
  const [start, end] = [Temporal.PlainTime.from(window.start), Temporal.PlainTime.from(window.end)];
  const overnight = compare(end, start) <= 0;
  const sinceStart = compare(time, start) >= 0;
  const beforeEnd = compare(time, end) < 0;
  const today = window.days.includes(wall.dayOfWeek);
  if (!overnight) return today && sinceStart && beforeEnd;
  const yesterday = window.days.includes(wall.subtract({ days: 1 }).dayOfWeek);
  return (today && sinceStart) || (yesterday && beforeEnd);
}

/** A date of some year at a time of day; 29 February is the 28th where there is none. */
export function dateAt(date: string, year: number, days: number, time: string, zone: string): number {
  const day = Temporal.PlainDate.from(date).with({ year }, { overflow: 'constrain' }).add({ days });
  return day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

/** When the clock is told to show this, such as `2026-03-08T02:30`. */
export function moment(wall: string, zone: string): number {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
}
