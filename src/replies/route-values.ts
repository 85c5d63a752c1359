import { readAmount } from '../leads/input/amount';
import { plainLetters, visible } from './words';

/**
 * The one number of a reply, such as 20 of "about 20 people", 1200 of "$1,200", 5 of "five". undefined when there is none
 * or more than one, so that nobody guesses: a time, a date, a phone number, a link or an address is no number.
 */
export function numberIn(text: string): number | undefined {
  const shown = visible(text);
  const whole =
    shown.length > LONGEST_AMOUNT ? undefined : (readAmount(shown) ?? readAmount(shown.replace(ENDS, '')));
  if (whole !== undefined && !isPhone(shown)) return whole;
  const found = new Set<number>();
  for (const word of withoutPhones(shown).split(/\s+/)) {
    const number = asNumber(word);
    if (number !== undefined) found.add(number);
  }
  const [number] = found;
  return found.size === 1 ? number : undefined;
}

function withoutPhones(shown: string): string {
  return shown.replace(GROUPS, (group) => (isPhone(group) ? ' ' : group));
}

/** So many digits without a sign of an amount are a phone or an order number. */
function isPhone(group: string): boolean {
  return group.replace(/\D/g, '').length >= FEWEST_OF_PHONE && !IN_THOUSANDS.test(group);
}

const IN_THOUSANDS = /^\D*\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?\D*$/;
/** Longer replies are more than an amount. */
const LONGEST_AMOUNT = 24;
/** What stands around a word and is no part of an amount. */
const ENDS = /^["'“”‘’([¿¡*_~]{1,4}|["'“”‘’)\]!?.,;:*_~]{1,4}$/gu;
/** Whatever stands around a number, and the units that people write right behind it. */
const AROUND = /^[^\p{L}\p{N}.+-]{0,4}|[^\p{L}\p{N}]{0,4}$/gu;
/** Digits in groups; so many of them are a phone or an order number and no amount. */
const GROUPS = /[+(]?\d[\d\s().-]{5,22}\d/g;
const FEWEST_OF_PHONE = 7;
const WORDS: ReadonlyMap<string, number> = new Map([
  ...(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
    'seventeen eighteen nineteen'
  )
    .split(' ')
    .map((word, number) => [word, number] as const),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, (index + 2) * 10] as const),
  ['hundred', 100],
  ['dozen', 12],
]);

function asNumber(word: string): number | undefined {
  if (word === '' || word.length > 40) return undefined;
  const amount = HAS_DIGIT.test(word) ? amountIn(word) : undefined;
  return amount ?? WORDS.get(plainLetters(word.replace(AROUND, '')));
}

function amountIn(word: string): number | undefined {
  return readAmount(word.replace(ENDS, '')) ?? readAmount(word.replace(AROUND, ''));
}

const HAS_DIGIT = /\d/;

/**
 * The first e-mail address in a reply, its domain in lower case; undefined when there is none. Bounded pieces of one word
 * each, so linear.
 */
export function emailIn(text: string): string | undefined {
  for (const word of visible(text).split(/[\s<>()[\],;:"]+/)) {
    const at = word.indexOf('@');
    if (at < 1 || word.length > LONGEST_ADDRESS) continue;
    const local = word.slice(0, at);
    const domain = word.slice(at + 1).replace(/[.!?]{1,10}$/, '');
    if (LOCAL.test(local) && DOMAIN.test(domain)) return `${local}@${domain.toLowerCase()}`;
  }
  return undefined;
}

/** RFC 5321, 4.5.3.1. */
const LONGEST_ADDRESS = 254;
const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,63}$/u;
