import { isSupportedCountry, parsePhoneNumberFromString, type PhoneNumberType } from 'libphonenumber-js/max';
import type { E164 } from './lead';

/** What was made of something a person or a form wrote as a phone number. */
export type PhoneReading =
  /** `mobile: 'no'`: surely not a mobile phone (landline, toll-free, premium rate …); known, but never texted. */
  | { readonly ok: true; readonly phone: E164; readonly mobile: 'possible' | 'no' }
  /** `problem` is a sentence for people. It never holds the number. */
  | { readonly ok: false; readonly problem: string };

/** Longer text is no phone number: the longest one has 15 digits, the rest is punctuation and an extension. */
const LONGEST_TEXT = 64;

/**
 * Reads a phone number in any usual way of writing it, such as `(305) 555-0142`, `+1 305 555 0142 ext. 9` or full-width
 * digits. An extension is dropped: a text goes to the line. `country` is the ISO code (`US`) whose habits count for
 * a number without `+`; with one that is unknown or empty, only numbers with `+` are read.
 *
 * Numbers that the library's metadata does not know yet, such as those of a new area code, are accepted as long as their
 * length is right: the metadata is always older than the newest overlay (libphonenumber-js README, "isPossible").
 */
export function readPhone(text: string, country: string): PhoneReading {
  if (isPlainNorthAmerican(text)) return { ok: true, phone: text, mobile: 'possible' };
  return readAnyPhone(text, country);
}

/** The last four digits, for logs and the status of nodes: `…0142`. */
export function maskPhone(phone: string): string {
  return `…${phone.slice(-4)}`;
}

function readAnyPhone(text: string, country: string): PhoneReading {
  if (text.length > LONGEST_TEXT) return problem('The phone number is too long.');
  const written = text
    // Contact apps wrap copied numbers in invisible direction marks.
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/^tel:/i, '');
  if (written === '') return problem('The phone number is missing.');
  if (/^[^\p{Nd}]*$/u.test(written)) return problem('The phone number has no digits.');

  const home = country.toUpperCase();
  const number = parsePhoneNumberFromString(written, {
    extract: false,
    ...(isSupportedCountry(home) && { defaultCountry: home }),
  });
  if (!number) return problem(whyUnread(written, isSupportedCountry(home)));
  if (!number.isPossible()) {
    // Most often too short or too long; the library's own answer needs the country's lengths.
    return problem(`The phone number has the wrong number of digits${placeName(number.country)}.`);
  }
  if (number.countryCallingCode === '1' && !NORTH_AMERICAN_SHAPE.test(number.number)) {
    return problem('The phone number cannot exist: its area code or exchange begins with 0 or 1.');
  }
  const phone: string = number.number;
  if (!isE164(phone)) return problem('The phone number is too short or too long.');
  return { ok: true, phone, mobile: cannotBeMobile(number.getType()) ? 'no' : 'possible' };
}

/** In the North American plan area codes and exchanges begin with 2 to 9 (nanpa.com, NXX-NXX-XXXX). */
const NORTH_AMERICAN_SHAPE = /^\+1[2-9]\d\d[2-9]\d{6}$/;

/**
 * True for what nearly every number is after its first reading: +1 and an area code of the US or Canada. It spares the
 * parser, which takes 170 times as long. The test compares both ways on generated numbers.
 */
function isPlainNorthAmerican(text: string): text is E164 {
  return NORTH_AMERICAN_SHAPE.test(text) && isPlainAreaCode(text.slice(2, 5));
}

/** At most the 800 area codes that the shape allows. */
const plainAreaCodes = new Map<string, boolean>();

function isPlainAreaCode(areaCode: string): boolean {
  const known = plainAreaCodes.get(areaCode);
  if (known !== undefined) return known;
  const sample = parsePhoneNumberFromString(`+1${areaCode}5550142`);
  const inUsOrCanada = sample?.country === 'US' || sample?.country === 'CA';
  const plain = inUsOrCanada && sample?.getType() === 'FIXED_LINE_OR_MOBILE';
  plainAreaCodes.set(areaCode, plain);
  return plain;
}

/** `undefined` is a number that the metadata does not know: the benefit of the doubt. */
function cannotBeMobile(type: PhoneNumberType | undefined): boolean {
  switch (type) {
    case undefined:
    case 'MOBILE':
    // Landlines and mobiles of North America cannot be told apart by their number.
    case 'FIXED_LINE_OR_MOBILE':
    case 'PERSONAL_NUMBER':
    case 'VOIP':
      return false;
    default:
      return true;
  }
}

function whyUnread(written: string, hasCountry: boolean): string {
  if (/\p{L}{3}/u.test(written.replace(/ext(ension)?/i, ''))) return 'The phone number has letters in it.';
  if (!hasCountry && !/^[+＋]/.test(written)) {
    return 'The phone number must begin with + and the country code.';
  }
  return 'This is not one phone number as people write it.';
}

function placeName(country: string | undefined): string {
  return country ? ` for ${country}` : '';
}

function problem(sentence: string): PhoneReading {
  return { ok: false, problem: sentence };
}

/** The one place where a string becomes an `E164`. ITU-T E.164: a country code, at most 15 digits in all. */
export function isE164(number: string): number is E164 {
  return /^\+[1-9]\d{5,14}$/.test(number);
}
