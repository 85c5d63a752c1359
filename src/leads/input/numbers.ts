import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';
import data from './data/numbers-of-nobody.json';

/** What a number in E.164 is. */
export type NumberKind =
  /** It may be the mobile phone of a person. */
  | 'possible'
  /** Surely no mobile phone: landline, toll-free, premium rate. */
  | 'no_mobile'
  /** Kept free for films, books and trials: it belongs to nobody. */
  | 'fiction'
  /** Typed to fill a field: one digit again and again, or all digits in their order. */
  | 'made_up'
  /** No number of its country's plan. */
  | 'not_valid';

const FICTION = new RegExp(
  `^\\+(?:${data.ranges.flatMap(({ numbers }) => numbers.map((one) => one.replaceAll('x', '\\d'))).join('|')})$`,
);
const NEW_AREA_CODES: ReadonlySet<string> = new Set(data.newAreaCodes.codes);

/** In the North American plan area codes and exchanges begin with 2 to 9 (nanpa.com, NXX-NXX-XXXX). */
const NORTH_AMERICAN_SHAPE = /^\+1[2-9]\d\d[2-9]\d{6}$/;

/** What a number is. Remembers what it has looked up: every verdict asks. */
export function kindOfNumber(phone: string): NumberKind {
  if (isPlainNorthAmerican(phone)) return phone.startsWith('555', 5) ? 'fiction' : 'possible';
  const before = known.get(phone);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const kind = kindOfParsed(parsePhoneNumberFromString(phone, { extract: false }));
  known.set(phone, kind);
  return kind;
}

const known = new Map<string, NumberKind>();
const MOST_KNOWN = 10_000;

/** What a number is that the library has read. */
export function kindOfParsed(number: PhoneNumber | undefined): NumberKind {
  if (!number) return 'not_valid';
  if (isMadeUp(number)) return 'made_up';
  if (FICTION.test(number.number)) return 'fiction';
  if (!isValid(number)) return 'not_valid';
  return cannotBeMobile(number) ? 'no_mobile' : 'possible';
}

/**
 * True for what nearly every number is after its first reading: +1 and an area code of the US or Canada. It spares the
 * parser, which takes 170 times as long. The test compares both ways on generated numbers.
 */
export function isPlainNorthAmerican(text: string): boolean {
  return NORTH_AMERICAN_SHAPE.test(text) && isPlainAreaCode(text.slice(2, 5)) && text !== IN_ORDER;
}

/** The one number of a plain area code whose digits are in their order. */
const IN_ORDER = '+12345678901';

/** At most the 800 area codes that the shape allows. */
const plainAreaCodes = new Map<string, boolean>();

function isPlainAreaCode(areaCode: string): boolean {
  const before = plainAreaCodes.get(areaCode);
  if (before !== undefined) return before;
  const sample = parsePhoneNumberFromString(`+1${areaCode}5550142`);
  const inUsOrCanada = sample?.country === 'US' || sample?.country === 'CA';
  const plain = inUsOrCanada && sample?.getType() === 'FIXED_LINE_OR_MOBILE';
  plainAreaCodes.set(areaCode, plain);
  return plain;
}

/** Only what the plan of its country has; the metadata is always older than the newest area codes, which are data here. */
function isValid(number: PhoneNumber): boolean {
  if (number.isValid()) return true;
  const { number: phone } = number;
  return NORTH_AMERICAN_SHAPE.test(phone) && NEW_AREA_CODES.has(phone.slice(2, 5));
}

/** Landlines and mobiles of North America cannot be told apart by their number. */
const MAYBE_MOBILE: ReadonlySet<string | undefined> = new Set([
  undefined,
  'MOBILE',
  'FIXED_LINE_OR_MOBILE',
  'PERSONAL_NUMBER',
  'VOIP',
]);

/** True when it surely is none, also of a number that is kept free. */
export function cannotBeMobile(number: PhoneNumber): boolean {
  return !MAYBE_MOBILE.has(number.getType());
}

/** Written to get past a field: 5555555555, 1234567890, 9876543210, and the like of other countries. */
function isMadeUp({ nationalNumber, number }: PhoneNumber): boolean {
  if (/^(\d)\1{6,}$/.test(nationalNumber)) return true;
  return [nationalNumber, number.slice(1)].some((digits) => digits.length >= 7 && isRun(digits));
}

function isRun(digits: string): boolean {
  return UPWARDS.includes(digits) || DOWNWARDS.includes(digits);
}

const UPWARDS = '012345678901';
const DOWNWARDS = '9876543210';
