/** What people type, made comparable. Runs in Node.js and in the browser; linear in the length of the text. */

/** No SMS is longer (the limit of a message at Twilio, read November 2026); what is longer is not read to its end. */
const LONGEST_TEXT = 1_600;

/**
 * The text without what nobody sees: NUL, which gateways do deliver, other control characters, zero-width and direction
 * marks. Line ends and blanks inside stay. Cut to 1,600 UTF-16 units, which bounds the work on a hostile text.
 */
export function visible(text: string): string {
  const cut = text.slice(0, LONGEST_TEXT);
  return (ALL_SEEN.test(cut) ? cut : cut.replace(NOT_SEEN, '')).trim();
}

/** Most texts are so, and need no look at each letter. */
const ALL_SEEN = /^[\t\n\r -~]*$/;

const NOT_SEEN = /(?![\t\n\r])[\p{Cc}\p{Cf}]/gu;

/**
 * The words alone, in lower case, one blank between them: without accents, punctuation, symbols and emoji, full-width
 * letters as plain ones, `don't` as `dont`. `STOP!!!`, `stop.` and `ＳＴＯＰ` are all `stop`.
 */
export function plainWords(text: string): string {
  const letters = plainLetters(visible(text));
  return letters.replace(isAscii(letters) ? ASCII_NO_WORD : NO_WORD, ' ').trim();
}

/** Visible text with the letters that `plainWords` has, and everything between the words still there. */
export function plainLetters(shown: string): string {
  if (isAscii(shown)) return shown.replace(ASCII_APOSTROPHES, '').toLowerCase();
  return (
    shown
      // Marks go before the decomposition too: ordering a long run of them is not linear in any engine.
      .replace(MARKS_AND_APOSTROPHES, '')
      .normalize('NFKD')
      // Some letters decompose to eighteen.
      .slice(0, LONGEST_TEXT)
      .toLowerCase()
      .replace(MARKS_AND_APOSTROPHES, '')
  );
}

/** Most texts are; they need less work. */
export function isAscii(text: string): boolean {
  return !NOT_ASCII.test(text);
}

// eslint-disable-next-line no-control-regex -- all of ASCII is meant
const NOT_ASCII = /[^\x00-\x7f]/;
const ASCII_APOSTROPHES = /['`]+/g;
const MARKS_AND_APOSTROPHES = /[\p{M}'\u2018\u2019\u02bc\u0060\u00b4\uff07]+/gu;
/** Whatever stands between two words of small letters of ASCII. */
export const ASCII_NO_WORD = /[^a-z0-9]+/g;
/** Whatever stands between two words. */
export const NO_WORD = /[^\p{L}\p{N}]+/gu;

/** Words of courtesy around an answer, which change nothing about it: `yes please`, `stop, thank you`. */
const COURTESY = new Set(['please', 'pls', 'plz', 'thanks', 'thx', 'ty', 'thank', 'you', 'kindly']);

/** Plain words without the courtesy at both ends; the words themselves when there is nothing but courtesy. */
export function withoutCourtesy(words: string): string {
  const each = words.split(' ');
  let from = 0;
  let to = each.length;
  while (from < to && COURTESY.has(each[from] ?? '')) from++;
  while (to > from && COURTESY.has(each[to - 1] ?? '')) to--;
  return from === to ? words : each.slice(from, to).join(' ');
}

/** A reply as it is seen, without its signature, and its plain words. */
export interface Written {
  readonly shown: string;
  readonly said: string;
}
