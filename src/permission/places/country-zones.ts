import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { isZone } from '../../leads/zones';
import data from '../data/country-zones.json';

/** The zones of a country, by IANA's zone.tab (data/country-zones.json), for numbers that are not of country code 1. */

const ZONES: ReadonlyMap<string, readonly string[]> = new Map(Object.entries<string[]>(data.countries));

/** The countries that share a calling code. */
const BY_CODE: ReadonlyMap<string, readonly string[]> = countriesByCode();

function countriesByCode(): Map<string, string[]> {
  const byCode = new Map<string, string[]>();
  for (const country of getCountries()) {
    const code = getCountryCallingCode(country);
    byCode.set(code, [...(byCode.get(code) ?? []), country]);
  }
  return byCode;
}

/**
 * Where a number in E.164 may be at home: one ISO country, or all that share its calling code when the number does not tell which.
 * Empty for satellite phones and the like.
 */
export function countriesOf(phone: string): readonly string[] {
  const sharing = sharingCode(phone);
  if (sharing.length < 2) return sharing;
  const country = parsePhoneNumberFromString(phone, { extract: false })?.country;
  return country === undefined ? sharing : [country];
}

function sharingCode(phone: string): readonly string[] {
  for (let digits = 1; digits <= 3; digits++) {
    const countries = BY_CODE.get(phone.slice(1, 1 + digits));
    if (countries) return countries;
  }
  return [];
}

/** Every zone of these countries that the runtime knows. */
export function zonesOfCountries(countries: readonly string[]): readonly string[] {
  return [...new Set(countries.flatMap((country) => ZONES.get(country) ?? []))].filter(isZone);
}
