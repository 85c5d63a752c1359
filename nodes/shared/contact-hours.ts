import type { ContactWindow } from '../../src/permission/contact-hours';
import type { ConfigReader } from './config';

/** What the three parts of a window of contact hours are called where they are kept. */
interface HoursProperties {
  readonly start: string;
  readonly end: string;
  readonly days: string;
}

export const OWN_HOURS: HoursProperties = { start: 'hoursStart', end: 'hoursEnd', days: 'days' };
export const MORE_HOURS: HoursProperties = { start: 'start', end: 'end', days: 'days' };

const TIME_PATTERN = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Says what is wrong with a window. */
export function checkHours(
  from: ConfigReader,
  { start, end, days }: ContactWindow,
  names: HoursProperties,
): void {
  if (!TIME_PATTERN.test(start)) from.fail(names.start, 'Write the start as HH:MM, such as 08:00.');
  if (!TIME_PATTERN.test(end)) from.fail(names.end, 'Write the end as HH:MM, such as 21:00.');
  if (start === end) from.fail(names.end, 'Start and end of the contact hours are the same.');
  if (days.length === 0 || days.some((day) => ![1, 2, 3, 4, 5, 6, 7].includes(day))) {
    from.fail(names.days, 'Choose at least one weekday (1 is Monday, 7 is Sunday).');
  }
}
