import { DateTime } from 'luxon';

export type DurationUnit = 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks';

/**
 * When a duration that begins at `from` (ms UTC) is over, ms UTC. Hours and less are exact: 24 hours is 24 hours. Days
 * and weeks keep the time of day in `zone` (IANA), also over a change of summer time; a time of day that does not exist
 * then moves on by the gap (luxon's documented rule).
 */
export function dueAfter(from: number, amount: number, unit: DurationUnit, zone: string): number {
  const local = DateTime.fromMillis(from, { zone });
  const start = local.isValid ? local : DateTime.fromMillis(from, { zone: 'utc' });
  return start.plus({ [unit]: amount }).toMillis();
}
