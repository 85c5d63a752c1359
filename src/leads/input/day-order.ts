import type { DayOrder } from './written-date';

const known = new Map<string, DayOrder>();
const MOST_COUNTRIES = 300;

/**
 * In which order a country (ISO 3166) writes day and month of `12/03/2026`: as Unicode's CLDR, which this machine has, says of
 * its main language. `unclear` where people write the year first, as in Canada, or nobody told the country.
 */
export function dayOrderOf(country: string | undefined): DayOrder {
  if (country === undefined) return 'unclear';
  const before = known.get(country);
  if (before) return before;
  if (known.size >= MOST_COUNTRIES) known.clear();
  const order = lookUp(country);
  known.set(country, order);
  return order;
}

function lookUp(country: string): DayOrder {
  try {
    const locale = new Intl.Locale(`und-${country}`).maximize();
    if (locale.region !== country.toUpperCase()) return 'unclear';
    const format = new Intl.DateTimeFormat(`${locale.language}-${country}`, {
      ...{ calendar: 'gregory', timeZone: 'UTC' },
      ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    });
    const parts = format.formatToParts(0).map(({ type }) => type);
    const [year, month, day] = [parts.indexOf('year'), parts.indexOf('month'), parts.indexOf('day')];
    if (year < month || year < day) return 'unclear';
    return month < day ? 'mdy' : 'dmy';
  } catch {
    return 'unclear';
  }
}
