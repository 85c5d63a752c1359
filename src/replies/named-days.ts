import type { DateTime } from 'luxon';

/** A day that is named in a text, and where the name stands. */
export interface NamedDay {
  readonly day: DateTime;
  readonly index: number;
  readonly end: number;
}

interface Naming {
  readonly words: RegExp;
  readonly day: (now: DateTime, match: RegExpExecArray) => DateTime | undefined;
}

const LEAD_IN = '(?:in|next|this|until|till|til|after|by|maybe|during|come)';
const THE = '(?: the| early| late)?';

/**
 * Weeks begin on Monday, months and years on their first day, seasons on the first of March, June, September and December
 * (of the north), and what is after the holidays on 2 January.
 */
const NAMINGS: readonly Naming[] = [
  { words: /\bnot (?:this|for this) week\b/i, day: (now) => monday(now, 1) },
  { words: /\bnot (?:this|for this) month\b/i, day: (now) => now.plus({ months: 1 }).startOf('month') },
  { words: /\bnot (?:this|for this) year\b/i, day: (now) => now.plus({ years: 1 }).startOf('year') },
  { words: /\bnot (?:today|tonight)\b/i, day: (now) => now.plus({ days: 1 }) },
  { words: /\bnot tomorrow\b/i, day: (now) => now.plus({ days: 2 }) },
  { words: /\b(?:the )?day after tomorrow\b/i, day: (now) => now.plus({ days: 2 }) },
  { words: /\b(?:the )?week after next\b/i, day: (now) => monday(now, 2) },
  {
    words: /\b(?:next|the coming) week\b(?! (?:on )?(?:mon|tue|wed|thu|fri|sat|sun))/i,
    day: (now) => monday(now, 1),
  },
  { words: /\bnext month\b/i, day: (now) => now.plus({ months: 1 }).startOf('month') },
  { words: /\bnext year\b/i, day: (now) => now.plus({ years: 1 }).startOf('year') },
  { words: /\bafter (?:the|this) weekend\b/i, day: (now) => monday(now, 1) },
  { words: /\bafter (?:this|the) week\b/i, day: (now) => monday(now, 1) },
  {
    words: /\bafter (?:the holidays?|new years?|new year'?s(?: day| eve)?)\b/i,
    day: (now) => yearly(now, 1, 2),
  },
  { words: /\bafter (?:christmas|xmas)\b/i, day: (now) => yearly(now, 12, 27) },
  { words: /\b(?:christmas|xmas)\b/i, day: (now) => yearly(now, 12, 25) },
  { words: /\bafter thanksgiving\b/i, day: (now) => afterThanksgiving(now) },
  season('spring', 3),
  season('summer', 6),
  season('(?:fall|autumn)', 9),
  season('winter', 12),
  {
    words:
      /\b(?:on |until |till |after |by )?the (\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i,
    day: (now, [, day]) => dayOfMonth(now, Number(day)),
  },
];

/** Finds the first of these days that stands in a text. */
export function namedDay(shown: string, now: DateTime): NamedDay | undefined {
  for (const { words, day } of NAMINGS) {
    const match = words.exec(shown);
    const found = match && day(now, match);
    if (found) return { day: found, index: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

function season(name: string, month: number): Naming {
  return {
    words: new RegExp(`\\b${LEAD_IN}${THE} ${name}(?:time)?\\b`, 'i'),
    day: (now) => yearly(now, month, 1),
  };
}

/** The Monday that begins the week so many weeks on. */
function monday(now: DateTime, weeks: number): DateTime {
  return now.plus({ weeks }).startOf('week');
}

/** The next such day of a year that is still to come. */
function yearly(now: DateTime, month: number, day: number): DateTime {
  const thisYear = now.set({ month, day });
  return thisYear > now ? thisYear : now.plus({ years: 1 }).set({ month, day });
}

/** The Monday after the fourth Thursday of November. */
function afterThanksgiving(now: DateTime): DateTime {
  const inYear = (year: number): DateTime => {
    const november = now.set({ year, month: 11, day: 1 });
    return november.set({ day: 1 + ((4 - november.weekday + 7) % 7) + 21 }).plus({ days: 4 });
  };
  const thisYear = inYear(now.year);
  return thisYear > now ? thisYear : inYear(now.year + 1);
}

/** The next month that has this day still to come. */
function dayOfMonth(now: DateTime, day: number): DateTime | undefined {
  if (day < 1 || day > 31) return undefined;
  for (let months = 0; ; months++) {
    const month = now.startOf('month').plus({ months });
    const found = month
      .set({ day: Math.min(day, month.daysInMonth ?? 28) })
      .set({ hour: now.hour, minute: now.minute });
    if (found.day === day && found > now) return found;
  }
}
