import {
  getCountryCallingCode,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { kindOfParsed } from './numbers';

/**
 * A number as it is dialed today: Brazil's mobile numbers have nine digits behind the area code since 6 November 2016, and those
 * of eight digits that began with 6 to 9 got a 9 in front (Anatel, Resolução 553/2010). With and without it, it is one phone.
 */
export function inFull(number: PhoneNumber): PhoneNumber {
  const { countryCallingCode, nationalNumber } = number;
  if (countryCallingCode !== '55' || !/^[1-9]{2}[6-9]\d{7}$/.test(nationalNumber)) return number;
  const long = `+55${nationalNumber.slice(0, 2)}9${nationalNumber.slice(2)}`;
  return parsePhoneNumberFromString(long, { extract: false }) ?? number;
}

/** Slips that can only mean one number. Each row gives what was meant, or nothing when it is not that slip. */
type Slip = (text: string, home: CountryCode | undefined) => string | undefined;

/**
 * A number that was written with a slip, when only one valid number can be meant; undefined when there is none, or when somebody
 * else's number could be. `home` is the country whose habits count.
 */
export function mended(text: string, home: CountryCode | undefined): PhoneNumber | undefined {
  for (const slip of SLIPS) {
    const meant = slip(text, home);
    if (meant === undefined) continue;
    const number = parsePhoneNumberFromString(meant, {
      extract: false,
      ...(home && { defaultCountry: home }),
    });
    const kind = kindOfParsed(number);
    if (kind !== 'not_valid' && kind !== 'made_up') return number;
  }
  return undefined;
}

const SLIPS: readonly Slip[] = [
  /** `++1 …`, `+ +1 …` */
  (text) => behind(text, /^\+(?:\s*\+)+/),
  /** `00 44 …` where another prefix is used to call abroad, `+00 44 …`, `+011 44 …` */
  (text) => behind(text, /^\+?\s*\(?(?:00|011)[\s)-]*(?=[1-9])/),
  /** `+07911 …`: no country code begins with 0, so the + is the slip. */
  (text, home) => (home && /^\+\s*\(?0\d/.test(text) ? text.replace('+', '') : undefined),
  /** `+1 1 305 …`, `+44 +44 …`, `+44 0044 …`: a form put the country code in front of one that was there. */
  (text) => codeTwice(text),
  /** `+(202) 555-0142`: written as numbers of North America are, and of no other country. */
  (text, home) => {
    if (!home || getCountryCallingCode(home) !== '1') return undefined;
    const [, area, exchange, line] = GROUPED.exec(text) ?? [];
    return area === undefined ? undefined : `+1${area}${exchange ?? ''}${line ?? ''}`;
  },
  /** Mexico's mobile numbers have no 1 behind the country code any more (IFT, numbering plan of 3 August 2019). */
  (text, home) => {
    const digits = digitsAbroad(text, '52', home);
    return digits && /^1\d{10}$/.test(digits) ? `+52${digits.slice(1)}` : undefined;
  },
];

const GROUPED = /^\+\s*(?=\(|\d{3}[\s.-])\(?([2-9]\d\d)\)?[\s.-]*([2-9]\d\d)[\s.-]+(\d{4})$/;

function behind(text: string, prefix: RegExp): string | undefined {
  return prefix.test(text) ? text.replace(prefix, '+') : undefined;
}

/** The digits behind a country code, also when they were written as in that country. */
function digitsAbroad(text: string, code: string, home: CountryCode | undefined): string | undefined {
  const number = parsePhoneNumberFromString(text, { extract: false, ...(home && { defaultCountry: home }) });
  return number?.countryCallingCode === code ? number.nationalNumber : undefined;
}

function codeTwice(text: string): string | undefined {
  const [, code, rest] = /^\+\s*(\d{1,3})[\s-]*(?:\+|00)\s*(\d.*)$/.exec(text) ?? [];
  if (code !== undefined && rest?.startsWith(code)) return `+${rest}`;
  const digits = text.replace(/[^\d+]/g, '');
  const number = parsePhoneNumberFromString(digits, { extract: false });
  const again = number?.countryCallingCode;
  return again !== undefined && digits.startsWith(`+${again}${again}`)
    ? `+${digits.slice(1 + again.length)}`
    : undefined;
}
