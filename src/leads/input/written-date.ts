/** Dates as people and programs write them, taken apart. Pure; bounded: nothing longer than 64 characters is looked at. */

/** A day of the calendar, and perhaps a time of it. */
export interface WrittenDay {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
}

/** What stands in a text. */
export type Written =
  | {
      readonly kind: 'date';
      readonly day: WrittenDay;
      /** ms after midnight; left out: no time is told. */
      readonly time?: number;
      /** ms that the clock meant is ahead of UTC; left out: no zone is told. */
      readonly offset?: number;
    }
  /** It may be either of two days. */
  | { readonly kind: 'ambiguous'; readonly days: readonly [WrittenDay, WrittenDay] };

/** In which order a country writes day and month of `12/03/2026`. */
export type DayOrder = 'mdy' | 'dmy' | 'unclear';

const LONGEST = 64;

const TIME =
  '(?:(?:[T\\s]|,\\s?|\\sat\\s|\\s-\\s|\\s[aà]s?\\s|\\sum\\s)\\s?(?<hour>\\d{1,2})(?:[:h.](?<minute>\\d\\d)(?:[:.](?<second>\\d\\d)(?:[.,](?<part>\\d{1,9}))?)?|(?=\\s?[ap]\\.?m))' +
  '\\s?(?<half>[ap]\\.?m\\.?)?(?:\\s?(?:Uhr|h|hrs))?' +
  '(?:\\s?(?<zone>Z|(?:UTC|GMT)?[+-]\\d\\d(?::?\\d\\d)?|UTC|GMT|[ECMP][SD]T))?(?:\\s?[[(][^\\])]{1,40}[\\])])?)?';
const YEAR_FIRST = new RegExp(`^(?<year>\\d{4})([-/.])(?<month>\\d{1,2})\\2(?<day>\\d{1,2})${TIME}$`, 'iu');
const COMPACT =
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?:T(?<hour>\d\d):?(?<minute>\d\d)(?::?(?<second>\d\d))?(?<zone>Z|[+-]\d\d:?\d\d)?)?$/i;
const YEAR_LAST = new RegExp(
  `^(?<first>\\d{1,2})([-/.])\\s?(?<second_>\\d{1,2})\\2\\s?(?<year>\\d{4}|\\d\\d)${TIME}$`,
  'iu',
);
const WEEKDAY = '(?:\\p{L}{2,12}\\.?,?\\s)?';
const DAY_NAME = new RegExp(
  `^${WEEKDAY}(?<day>\\d{1,2})(?:st|nd|rd|th|er|º|\\.)?(?:\\s?[-/]\\s?|\\s(?:de\\s|of\\s)?)(?<name>\\p{L}{3,12})\\.?(?:\\s?[-/,]\\s?|\\s(?:de\\s|del\\s)?)(?<year>\\d{4})${TIME}$`,
  'iu',
);
const NAME_DAY = new RegExp(
  `^${WEEKDAY}(?<name>\\p{L}{3,12})\\.?\\s(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,\\s?|\\s)(?<year>\\d{4})${TIME}$`,
  'iu',
);

/** Names of months and what they are shortened to, without accents, January first. */
const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'jan january ene enero janv janvier janner januar janeiro',
    'feb february febrero fev fevr fevrier februar fevereiro',
    'mar march marzo mars marz mrz marco maerz',
    'apr april abr abril avr avril',
    'may mayo mai maio',
    'jun june junio juin juni junho',
    'jul july julio juil juillet juli julho',
    'aug august ago agosto aout',
    'sep sept september septiembre setiembre septembre set setembro',
    'oct october octubre octobre okt oktober out outubro',
    'nov november noviembre novembre novembro',
    'dec december dic diciembre decembre dez dezember dezembro',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

/** RFC 5322, 4.3: the zones of the United States by name, hours ahead of UTC. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ['est', -5],
  ['edt', -4],
  ['cst', -6],
  ['cdt', -5],
  ['mst', -7],
  ['mdt', -6],
  ['pst', -8],
  ['pdt', -7],
]);

/** The named parts of a date, as an expression found them. */
export type Groups = Readonly<Record<string, string | undefined>>;

/**
 * Takes a date apart: ISO 8601 and what looks like it (`2026-12-03`, `20261203T180000Z`, `2026/12/3 6:00 PM`), `12/03/2026` by
 * the order of the country, `03.12.2026`, and with the name of the month in five languages (`3 de diciembre de 2026`,
 * `Thu, 03 Dec 2026 18:00:00 GMT`). Never throws; undefined: it is no date that a calendar has.
 */
export function takeApart(text: string, order: DayOrder): Written | undefined {
  if (text.length > LONGEST) return undefined;
  const groups = (YEAR_FIRST.exec(text) ?? COMPACT.exec(text))?.groups;
  if (groups) return yearFirst(groups);
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast?.groups) return inOrder(yearLast.groups, yearLast[2] === '.' ? 'dmy' : order);
  const named = (DAY_NAME.exec(text) ?? NAME_DAY.exec(text))?.groups;
  if (!named) return undefined;
  const month = MONTHS.get(plain(named['name'] ?? ''));
  return month === undefined ? undefined : dated(dayOf(named['year'], String(month), named['day']), named);
}

/** A date whose parts are told by their names. */
export function yearFirst(groups: Groups): Written | undefined {
  return dated(dayOf(groups['year'], groups['month'], groups['day']), groups);
}

function inOrder(groups: Groups, order: DayOrder): Written | undefined {
  const { first, second_: second, year = '' } = groups;
  const [monthFirst, dayFirst] = [dayOf(year, first, second), dayOf(year, second, first)];
  // `26/12/03` may begin with its year.
  const beginning = year.length === 2 && Number(first) > 12 ? dayOf(first, second, year) : undefined;
  if (beginning && dayFirst) return { kind: 'ambiguous', days: [dayFirst, beginning] };
  if (beginning) return dated(beginning, groups);
  if (!monthFirst || !dayFirst || first === second) return dated(monthFirst ?? dayFirst, groups);
  switch (order) {
    case 'mdy':
      return dated(monthFirst, groups);
    case 'dmy':
      return dated(dayFirst, groups);
    case 'unclear':
      return { kind: 'ambiguous', days: [monthFirst, dayFirst] };
  }
}

/** Two digits of a year are one from 1970 to 2069. */
const FIRST_OF_LAST_CENTURY = 70;

function dayOf(
  yearText: string | undefined,
  monthText: string | undefined,
  dayText: string | undefined,
): WrittenDay | undefined {
  const [short, month, day] = [Number(yearText), Number(monthText), Number(dayText)];
  const year = yearText?.length === 2 ? short + (short >= FIRST_OF_LAST_CENTURY ? 1900 : 2000) : short;
  return isDay(year, month, day) ? { year, month, day } : undefined;
}

/** Whether a calendar has this day. */
export function isDay(year: number, month: number, day: number): boolean {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return false;
  return new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1;
}

function dated(day: WrittenDay | undefined, groups: Groups): Written | undefined {
  if (!day) return undefined;
  if (groups['hour'] === undefined) return { kind: 'date', day };
  const time = timeIn(groups);
  if (time === undefined) return undefined;
  if (groups['zone'] === undefined) return { kind: 'date', day, time };
  const offset = offsetIn(groups['zone']);
  return offset === undefined ? undefined : { kind: 'date', day, time, offset };
}

function timeIn({ hour = '', minute = '0', second = '0', part = '0', half }: Groups): number | undefined {
  const isTwelve = half !== undefined;
  const told = Number(hour);
  if (isTwelve && (told < 1 || told > 12)) return undefined;
  const hours = isTwelve ? (told % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0) : told;
  const [minutes, seconds] = [Number(minute), Number(second)];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const ms = Math.floor(Number(`0.${part}`) * 1000);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}

/** ms of `Z`, `+01`, `-0530`, `GMT+05:30` or `EST`. */
function offsetIn(text: string): number | undefined {
  const small = text.toLowerCase();
  const named = ZONES.get(small);
  if (named !== undefined) return named * 3_600_000;
  const digits = small.replace(/^(?:utc|gmt)/, '');
  if (digits === '' || digits === 'z') return 0;
  const [hours, minutes] = [Number(digits.slice(1, 3)), Number(digits.slice(3).replace(':', ''))];
  if (hours > 18 || minutes > 59) return undefined;
  return (digits.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
