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

/**
 * First and last name of a whole name: the first word, and all after it. `Lopez, Ana` is turned round. Both are tidied;
 * what is missing is left out.
 */
export function splitName(name: string): { firstName?: string; lastName?: string } {
  const whole = withCapitals(shorten(withoutMarks(name), 2 * LONGEST_NAME)).replace(
    /^([^\s,]+), (\p{L}[^,]*)$/u,
    '$2 $1',
  );
  const blank = whole.indexOf(' ');
  const first = shorten(withCapitals(blank < 0 ? whole : whole.slice(0, blank)), LONGEST_NAME);
  const last = blank < 0 ? '' : shorten(withCapitals(whole.slice(blank + 1), 1), LONGEST_NAME);
  if (last === '') return first === '' ? {} : { firstName: first };
  return first === '' ? { lastName: last } : { firstName: first, lastName: last };
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

/** A capital at the start and after a hyphen, and after an apostrophe when a name follows: O'Brien, but not Bob'S. */
function capitalized(word: string): string {
  return word.replace(/^\p{L}|(?<=[-.])\p{L}|(?<=^\p{L}['’])\p{L}/gu, (letter) => letter.toUpperCase());
}
