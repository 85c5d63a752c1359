/**
 * Hours of the week in which a lead does not want texts, as the lead told us: "not on Sundays", "nothing after 9 pm". By the
 * clock where the lead lives. `start` and `end` are HH:MM, `end` exclusive; an end before the start is on the next day, `24:00`
 * is the end of the day. `days` are ISO weekdays (1 Monday to 7 Sunday) on which it begins.
 */
export interface QuietTime {
  readonly start: string;
  readonly end: string;
  readonly days: readonly number[];
}

/** More wishes than that are forgotten, the oldest first. */
export const KEPT_QUIET_TIMES = 10;

const DAY_NAMES = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];
const EVERY_DAY = 7;

/** For people, behind "no texts": `on Sundays`, `after 9:00 PM and on weekends`. */
export function quietInWords(times: readonly QuietTime[]): string {
  return times.map(inWords).join(' and ');
}

function inWords({ start, end, days }: QuietTime): string {
  const on = days.length === EVERY_DAY ? '' : `on ${daysInWords(days)}`;
  const hours = hoursInWords(start, end);
  return [on, hours].filter(Boolean).join(' ') || 'at any time';
}

function daysInWords(days: readonly number[]): string {
  const key = [...days].sort((a, b) => a - b).join('');
  if (key === '67') return 'weekends';
  if (key === '12345') return 'weekdays';
  const names = days.map((day) => DAY_NAMES[day - 1] ?? '');
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

function hoursInWords(start: string, end: string): string {
  if (start === '00:00') return end === '24:00' ? '' : `before ${clockInWords(end)}`;
  if (end === '24:00' || end === MORNING) return `after ${clockInWords(start)}`;
  return `from ${clockInWords(start)} to ${clockInWords(end)}`;
}

/** Who wants nothing after an hour is asleep until then. */
export const MORNING = '08:00';

function clockInWords(time: string): string {
  const hour = Number(time.slice(0, 2));
  return `${hour % 12 === 0 ? 12 : hour % 12}:${time.slice(3, 5)} ${hour % 24 < 12 ? 'AM' : 'PM'}`;
}
