import { givenWords, isFamilyFirst, isSuffix, withoutTitle } from './input/person-names';

/** Names are data. They are tidied, never interpreted: `{{7*7}}` and `<script>` stay what they are. */

/** UTF-16 units; a longer name is cut. (A text has at most 1,600.) */
export const LONGEST_NAME = 80;

/**
 * A name as one would write it: without control characters, invisible marks, line breaks and needless blanks, at most
 * `LONGEST_NAME` units. A name all in small or all in capital letters gets its capitals; any other was written with care
 * (`McDonald`, `de la Cruz`, `DJ Bob`) and stays. So does what is more than letters, such as an address or code.
 */
export function tidyName(name: string): string {
  return withCapitals(shorten(withoutMarks(name), LONGEST_NAME));
}

/** A family name as one would write it behind a first name: `VAN DER BERG` is `van der Berg`. */
export function tidyLastName(name: string): string {
  return withCapitals(shorten(withoutMarks(name), LONGEST_NAME), 1);
}

/**
 * First and last name of a whole name: the first word, or two for names such as `Mary Ann`, and all after it. `Lopez, Ana` and
 * `de la Cruz, Ana` are turned round, titles go (`Dr. Ana Lopez`), and of `Dr. Lopez` only the family name is known. Both are
 * tidied; what is missing is left out.
 */
export function splitName(name: string): { firstName?: string; lastName?: string } {
  const clean = shorten(withoutMarks(name), 2 * LONGEST_NAME);
  const { name: bare, isFamily } = withoutTitle(turnedRound(clean));
  if (bare === '') return {};
  const [family = '', suffix = ''] = bare.split(', ');
  if (isFamily || (isSuffix(suffix) && !family.includes(' ')))
    return { lastName: shorten(withCapitals(bare), LONGEST_NAME) };
  const whole = withCapitals(bare);
  const words = whole.split(' ');
  if (isFamilyFirst(words)) return { firstName: words[1] ?? '', lastName: words[0] ?? '' };
  const given = givenWords(words);
  const first = shorten(withCapitals(words.slice(0, given).join(' ')), LONGEST_NAME);
  const last = shorten(withCapitals(words.slice(given).join(' '), 1), LONGEST_NAME);
  return { ...(first !== '' && { firstName: first }), ...(last !== '' && { lastName: last }) };
}

/** `Lopez, Ana`, `de la Cruz, Ana María`, `García Márquez, Gabriel`; not `John Smith, MD`. */
function turnedRound(name: string): string {
  if (!name.includes(',')) return name;
  const [, family = '', given = ''] = /^([^,]+), ?(\p{L}[^,]*)$/u.exec(name) ?? [];
  if (given === '' || isSuffix(given)) return name;
  const words = family.split(' ');
  const isOneName =
    words.length === 1 || PARTICLES.has((words[0] ?? '').toLowerCase()) || isSuffix(words.at(-1) ?? '');
  // Two family names stand before one given name; otherwise it may be two people.
  const isTwoNames =
    words.length === 2 && (!given.includes(' ') || givenWords([...given.split(' '), '']) === 2);
  return isOneName || isTwoNames ? `${given} ${family}` : name;
}

/** NFC, because GSM-7 has é but not e with a combining accent. The joiners U+200C and U+200D belong to some scripts. */
function withoutMarks(name: string): string {
  if (/^[\w.'-]+(?: [\w.'-]+)*$/.test(name)) return name;
  return name
    .normalize('NFC')
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
}

function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  // Never half a surrogate pair.
  return text
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}

const ONLY_LETTERS = /^[\p{L}\p{M}\s.'’-]+$/u;
/** Small words inside a family name; they stay small behind a first name. */
const PARTICLES = new Set(
  'de la las los del da do dos das di van von der den ter y e bin ibn al el'.split(' '),
);
const NUMERALS = new Set(['ii', 'iii', 'iv']);

/** `before`: how many words of the name stand before these, for a particle cannot come first. */
function withCapitals(name: string, before = 0): string {
  const small = name.toLowerCase();
  const capital = name.toUpperCase();
  const allSmall = name === small;
  if (small === capital || !(allSmall || name === capital) || !ONLY_LETTERS.test(name)) return name;
  // AJ and TJ are initials.
  if (!allSmall && name.length <= 2) return name;
  return small
    .split(' ')
    .map((word, index) => {
      if (index + before > 0 && PARTICLES.has(word)) return word;
      return NUMERALS.has(word) ? word.toUpperCase() : capitalized(word);
    })
    .join(' ');
}

/** A capital at the start and after a hyphen, after an apostrophe when a name follows, and after Mc: O'Brien, McKay, but not Bob'S. */
function capitalized(word: string): string {
  return word.replace(
    /^\p{L}|(?<=[-.])\p{L}|(?<=^\p{L}['’])\p{L}(?=\p{L})|(?<=^mc)\p{L}(?=\p{L}{2})/gu,
    (letter) => letter.toUpperCase(),
  );
}
