import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { inFull, mended } from './input/mended-numbers';
import { cannotBeMobile, isPlainNorthAmerican, kindOfParsed } from './input/numbers';
import { hasLostDigits, parted, written, type Written } from './input/written-numbers';
import type { E164 } from './lead';

/** What was made of something a person or a form wrote as a phone number. */
export type PhoneReading =
  /** `mobile: 'no'`: surely not a mobile phone (landline, toll-free, premium rate …); known, but never texted. */
  | { readonly ok: true; readonly phone: E164; readonly mobile: 'possible' | 'no' }
  /** `problem` is a sentence for people. It never holds the number. */
  | { readonly ok: false; readonly problem: string };

/** Longer text holds no phone number: the longest one has 15 digits, and a field holds a few with their labels. */
const LONGEST_TEXT = 200;

/**
 * Reads a phone number in any usual way of writing it, such as `(305) 555-0142`, `+1 305 555 0142 ext. 9`, `p:+13055550142`,
 * `305-555-0142 (cell)` or full-width digits; of several in one field the first that can get texts. An extension is dropped: a
 * text goes to the line. `country` is the ISO code (`US`) whose habits count for a number without `+`; with one that is unknown
 * or empty, only numbers with `+` are read.
 *
 * Only numbers are taken that the plan of their country has; those kept free for fiction are taken, and never texted by a
 * provider (`kindOfNumber`). A slip that can only mean one number is mended; otherwise the sentence asks.
 */
export function readPhone(text: string, country: string): PhoneReading {
  if (isPlainNorthAmerican(text) && isE164(text)) return { ok: true, phone: text, mobile: 'possible' };
  return readAnyPhone(text, country);
}

/** The last four digits, for logs and the status of nodes: `…0142`. */
export function maskPhone(phone: string): string {
  return `…${phone.slice(-4)}`;
}

function readAnyPhone(text: string, country: string): PhoneReading {
  if (text.length > LONGEST_TEXT) return problem('The phone number is too long.');
  const home = country.toUpperCase();
  const known = isSupportedCountry(home) ? home : undefined;
  const whole = readOne(written(text), known);
  if (whole.ok && whole.mobile === 'possible') return whole;
  const parts = parted(text);
  if (parts.length < 2) return whole;
  return (
    best(
      parts.map((part) => written(part)),
      known,
    ) ?? whole
  );
}

/** Of several numbers: the first that is called a mobile phone, else the first that can get texts, else any. */
function best(parts: readonly Written[], home: CountryCode | undefined): PhoneReading | undefined {
  const read = parts.map((part) => ({ said: part.said, reading: readOne(part, home) }));
  const good = read.filter(({ reading }) => reading.ok);
  const textable = good.filter(({ reading }) => reading.ok && reading.mobile === 'possible');
  return (textable.find(({ said }) => said === 'mobile') ?? textable[0] ?? good[0])?.reading;
}

function readOne({ text, said }: Written, home: CountryCode | undefined): PhoneReading {
  if (text === '') return problem('The phone number is missing.');
  if (!/\p{Nd}/u.test(text)) return problem('The phone number has no digits.');
  if (hasLostDigits(text)) {
    return problem('The phone number has lost digits in a spreadsheet: format its column as text.');
  }
  const read = parse(text, home);
  const number = read && inFull(read);
  const kind = kindOfParsed(number);
  if (kind === 'made_up') return problem('The phone number is made up: nobody has it.');
  if (kind !== 'not_valid' && number) return taken(number, said);
  const right = mended(text, home);
  if (right) return taken(right, said);
  return problem(whyNot(text, number, home));
}

function taken(number: PhoneNumber, said: Written['said']): PhoneReading {
  const phone: string = number.number;
  if (!isE164(phone)) return problem('The phone number is too short or too long.');
  return { ok: true, phone, mobile: said === 'fax' || cannotBeMobile(number) ? 'no' : 'possible' };
}

function parse(text: string, home: CountryCode | undefined): PhoneNumber | undefined {
  return parsePhoneNumberFromString(text, { extract: false, ...(home && { defaultCountry: home }) });
}

function whyNot(text: string, number: PhoneNumber | undefined, home: CountryCode | undefined): string {
  if (!number) return whyUnread(text, home !== undefined);
  const meant = meantInstead(text, home);
  if (!number.isPossible()) {
    // Most often too short or too long; the library's own answer needs the country's lengths.
    return `The phone number has the wrong number of digits${placeName(number.country)}${meant}.`;
  }
  if (number.countryCallingCode === '1' && !/^\+1[2-9]\d\d[2-9]\d{6}$/.test(number.number)) {
    return `The phone number cannot exist: its area code or exchange begins with 0 or 1${meant}.`;
  }
  return `The phone number is not in use${placeName(number.country)}${meant}.`;
}

/** A guess that only a person can decide: two people may have the two numbers. */
function meantInstead(text: string, home: CountryCode | undefined): string {
  const digits = text.replace(/\D/g, '');
  const isGood = (number: string): boolean => {
    const kind = kindOfParsed(parse(number, undefined));
    return kind === 'possible' || kind === 'fiction';
  };
  if (/^[+＋]/.test(text)) {
    if (digits.length === 10 && isGood(`+1${digits}`)) return ': did you mean +1 and the same ten digits?';
    return home && isGoodAt(digits, home) ? ': did you mean it without the +?' : '';
  }
  return isGood(`+${digits}`) ? ': did you mean the same with + in front?' : '';
}

function isGoodAt(digits: string, home: CountryCode): boolean {
  const kind = kindOfParsed(parse(digits, home));
  return kind === 'possible' || kind === 'fiction';
}

function whyUnread(text: string, hasCountry: boolean): string {
  if (/\p{L}{3}/u.test(text.replace(/ext(ension)?/i, ''))) return 'The phone number has letters in it.';
  if (!hasCountry && !/^[+＋]/.test(text)) {
    return 'The phone number must begin with + and the country code.';
  }
  return 'This is not one phone number as people write it.';
}

function placeName(country: string | undefined): string {
  return country ? ` for ${country}` : '';
}

function problem(sentence: string): PhoneReading {
  return { ok: false, problem: sentence.replace('?.', '?') };
}

/** The one place where a string becomes an `E164`. ITU-T E.164: a country code, at most 15 digits in all. */
export function isE164(number: string): number is E164 {
  return /^\+[1-9]\d{5,14}$/.test(number);
}
