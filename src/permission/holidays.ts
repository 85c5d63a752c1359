/** Days on which nobody is texted, by the calendar where the lead lives. */

/** Days since 1970-01-01 of the calendar on the wall. */
export type DayNumber = number;

const DAY_MS = 86_400_000;

/**
 * Whether a day is closed: on the days of `dates`, `YYYY-MM-DD` once or `MM-DD` every year, and, with `federal`, on the
 * holidays of the United States. Remembers what it found, for it is asked at every text.
 * @throws RangeError when a date is neither
 */
export function closedDays(dates: readonly string[], federal: boolean): (day: DayNumber) => boolean {
  for (const date of dates) {
    if (!isClosedDate(date)) throw new RangeError('a closed day is not YYYY-MM-DD or MM-DD, such as 12-24');
  }
  const own = new Set(dates);
  const known = new Map<DayNumber, boolean>();
  return (day) => {
    const before = known.get(day);
    if (before !== undefined) return before;
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
    const closed = own.has(date) || own.has(date.slice(5)) || (federal && isFederalHoliday(day));
    if (known.size >= MOST_DAYS) known.clear();
    known.set(day, closed);
    return closed;
  };
}

const MOST_DAYS = 2_000;

/** True for a day that exists: `2026-12-24`, or `12-24` for every year. */
export function isClosedDate(text: string): boolean {
  const [, year = '2024', monthAndDay] = /^(?:(\d{4})-)?(\d\d-\d\d)$/.exec(text) ?? [];
  if (monthAndDay === undefined) return false;
  const at = Date.parse(`${year}-${monthAndDay}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().slice(5, 10) === monthAndDay;
}

/**
 * True on a legal public holiday of the United States (5 USC 6103(a), read November 2026), and on the weekday on which
 * one that falls on a weekend is observed (6103(b); Executive Order 11582: Sunday's on Monday).
 */
export function isFederalHoliday(day: DayNumber): boolean {
  const weekday = weekdayOf(day);
  if (isHolidayItself(day)) return true;
  return (weekday === 5 && isFixedHoliday(day + 1)) || (weekday === 1 && isFixedHoliday(day - 1));
}

/** New Year, Juneteenth, Independence Day, Veterans Day, Christmas. */
const FIXED = ['01-01', '06-19', '07-04', '11-11', '12-25'];

/** Month, ISO weekday, and which of them in the month; 0 is the last. */
const MOVING: readonly (readonly [month: number, weekday: number, nth: number])[] = [
  [1, 1, 3], // Birthday of Martin Luther King, Jr.
  [2, 1, 3], // Washington's Birthday
  [5, 1, 0], // Memorial Day
  [9, 1, 1], // Labor Day
  [10, 1, 2], // Columbus Day
  [11, 4, 4], // Thanksgiving Day
];

function isFixedHoliday(day: DayNumber): boolean {
  return FIXED.includes(new Date(day * DAY_MS).toISOString().slice(5, 10));
}

function isHolidayItself(day: DayNumber): boolean {
  if (isFixedHoliday(day)) return true;
  const date = new Date(day * DAY_MS);
  const [month, dayOfMonth] = [date.getUTCMonth() + 1, date.getUTCDate()];
  const isLast = new Date((day + 7) * DAY_MS).getUTCMonth() + 1 !== month;
  return MOVING.some(
    ([ofMonth, weekday, nth]) =>
      ofMonth === month &&
      weekday === weekdayOf(day) &&
      (nth === 0 ? isLast : Math.ceil(dayOfMonth / 7) === nth),
  );
}

/** ISO: 1 is Monday. 1970-01-01 was a Thursday. */
function weekdayOf(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
