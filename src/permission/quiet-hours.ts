import type { QuietTime } from '../leads/model/quiet-time';
import { EVERY_DAY, type ContactPlan, type ContactWindow } from './contact-hours';

/** The hours in which a lead wants no texts, as contact hours: each plan is open where one wish is not. */
export function hoursOutside(quiet: readonly QuietTime[]): ContactPlan[] {
  return quiet.flatMap(withoutMidnight).map((time) => ({ by: 'window', windows: windowsAround(time) }));
}

/** A time over midnight as one until midnight and one of the next day. */
function withoutMidnight({ start, end, days }: QuietTime): QuietTime[] {
  if (end >= start) return [{ start, end, days }];
  return [
    { start, end: '24:00', days },
    { start: '00:00', end, days: days.map((day) => (day % 7) + 1) },
  ];
}

function windowsAround({ start, end, days }: QuietTime): ContactWindow[] {
  return [
    { start: '00:00', end: '24:00', days: EVERY_DAY.filter((day) => !days.includes(day)) },
    { start: '00:00', end: start, days },
    { start: end, end: '24:00', days },
  ];
}
