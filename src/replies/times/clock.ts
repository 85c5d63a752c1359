import type { TimeWords } from './time-words';

/** Reads the hours that people name. Pure. */

/** The source of an expression for an hour, whose groups `hourIn` takes; `n` tells the groups of one from those of another. */
export function clockSource(words: TimeWords, n: number): string {
  const half = `(?:(?<am${n}>${words.am})|(?<pm${n}>${words.pm}))`;
  const digits = `(?<h${n}>\\d{1,2})(?: ?[:h] ?(?<m${n}>\\d\\d))?(?: ?(?<o${n}>${words.oclock}))?(?: ?${half})?`;
  return `(?:(?<noon${n}>${words.noon})|(?<midnight${n}>${words.midnight})|${digits})(?![\\w:])`;
}

/** How an hour without `am` or `pm` is meant: the one that a person most likely is disturbed by. */
export type Leaning = 'morning' | 'evening' | 'none';

/** Minutes after midnight; undefined: there is no such hour, or it may be either half of the day. */
export function hourIn(
  groups: Readonly<Record<string, string | undefined>>,
  n: number,
  leaning: Leaning,
): number | undefined {
  if (groups[`noon${n}`] !== undefined) return 12 * 60;
  if (groups[`midnight${n}`] !== undefined) return leaning === 'morning' ? 0 : 24 * 60;
  const hour = Number(groups[`h${n}`]);
  const minute = Number(groups[`m${n}`] ?? 0);
  if (!(hour <= 24) || minute > 59 || (hour === 24 && minute > 0)) return undefined;
  const half = groups[`am${n}`] !== undefined ? 'am' : groups[`pm${n}`] !== undefined ? 'pm' : undefined;
  const full = fullHour(hour, half, leaning);
  return full === undefined ? undefined : full * 60 + minute;
}

function fullHour(hour: number, half: 'am' | 'pm' | undefined, leaning: Leaning): number | undefined {
  if (hour > 12 || hour === 0) return half === 'am' && hour > 12 ? undefined : hour;
  if (half === 'am') return hour % 12;
  if (half === 'pm') return (hour % 12) + 12;
  switch (leaning) {
    case 'morning':
      return hour >= 6 ? hour : hour + 12;
    case 'evening':
      // "After 12" may be noon or midnight.
      return hour === 12 ? undefined : hour + 12;
    case 'none':
      return undefined;
  }
}

/** HH:MM of minutes after midnight. */
export function timeOf(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
