/** Times for people, in the zone of the store. Every `at` is ms UTC. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  { unit: 'day', ms: DAY },
  { unit: 'hour', ms: HOUR },
  { unit: 'minute', ms: MINUTE },
  { unit: 'second', ms: 1000 },
] as const;

/** "Wed, Nov 25, 10:00:00 AM" */
export function fullTime(at: number, zone: string): string {
  return format(
    {
      weekday: 'short',
      month: 'short',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      second: '2-digit',
    },
    zone,
    at,
  );
}

/** "10:00 AM" for the day of `now`, else "Nov 25, 10:00 AM". */
export function shortTime(at: number, now: number, zone: string): string {
  const day = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  const today = format(day, zone, at) === format(day, zone, now);
  return format(today ? time : { month: 'short', day: 'numeric', ...time }, zone, at);
}

/** "in 23 hours" */
export function fromNow(at: number, now: number): string {
  const ms = at - now;
  const { unit, ms: size } = STEPS.find((step) => Math.abs(ms) >= step.ms) ?? STEPS[3];
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'always' }).format(Math.round(ms / size), unit);
}

function format(options: Intl.DateTimeFormatOptions, zone: string, at: number): string {
  try {
    return new Intl.DateTimeFormat(undefined, { ...options, timeZone: zone }).format(at);
  } catch {
    // A browser may not know a zone that the server knows.
    return `${new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' }).format(at)} UTC`;
  }
}
