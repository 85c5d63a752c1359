/**
 * Characters that word processors and websites put where a plain one was meant. The plain ones are in GSM-7, so that one
 * curly quote does not make a text of one segment cost three. After the list of Twilio's Smart Encoding
 * (twilio.com/docs/messaging/services#smart-encoding, 2026), without its oddities: one blank stays one blank.
 */
const LOOK_ALIKES: readonly (readonly [characters: string, plain: string])[] = [
  ['“”„‟«»″〝〞＂', '"'],
  ['‘’‚‛′´`ʼʻ＇', "'"],
  ['‐‑‒–—―−⁃•・', '-'],
  ['…', '...'],
  ['‥', '..'],
  ['‹', '<'],
  ['›', '>'],
  ['⁄∕', '/'],
  ['×', 'x'],
  ['½', '1/2'],
  ['¼', '1/4'],
  ['¾', '3/4'],
  // Blanks of every width, and letters that show nothing. What has no width at all vanishes; see INVISIBLE.
  [
    '\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2800\u3164\uffa0',
    ' ',
  ],
  ['\u000b\u000c\u0085\u2028\u2029', '\n'],
];

const plainOf = new Map(
  LOOK_ALIKES.flatMap(([characters, plain]) => [...characters].map((one) => [one, plain] as const)),
);
/** Full-width forms of ASCII, U+FF01 to U+FF5E. */
for (let code = 0xff01; code <= 0xff5e; code++) {
  const wide = String.fromCharCode(code);
  if (!plainOf.has(wide)) plainOf.set(wide, String.fromCharCode(code - 0xfee0));
}
const LOOK_ALIKE = new RegExp(`[${[...plainOf.keys()].join('')}]`, 'g');

/** What nobody sees: soft hyphens, zero-width blanks, joiners, marks of direction, variation selectors, tags. */
const INVISIBLE =
  /[\p{Cf}\u115f\u1160\u180e]|\u034f|[\u17b4\u17b5]|[\u180b-\u180d]|\u180f|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu;
/** Joiners, selectors and tags make one emoji of several signs, and shape letters of other scripts than Latin. */
const SHAPING = /\u034f|\u200c|\u200d|\ufe0e|\ufe0f|[\u{e0020}-\u{e007f}]/u;
const SHAPED =
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|[\u{e0020}-\u{e007e}])$|(?!\p{Script=Latin})\p{L}\p{M}{0,4}$/u;
const KEYCAP = /^\ufe0f?\u20e3/;
/** Marks of direction count where letters run from right to left. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

function visibly(text: string): string {
  if (text.search(INVISIBLE) < 0) return text;
  const runsLeft = RIGHT_TO_LEFT.test(text);
  return text.replace(INVISIBLE, (character, at: number) => {
    if (DIRECTION.test(character)) return runsLeft ? character : '';
    if (!SHAPING.test(character)) return '';
    const isShaping = SHAPED.test(text.slice(Math.max(0, at - 6), at)) || KEYCAP.test(text.slice(at, at + 2));
    return isShaping ? character : '';
  });
}

/**
 * The text with look-alikes made plain, and accents joined with their letters (GSM-7 has é, but not e and an accent).
 * What nobody sees is taken out. Letters and emoji stay, so a text in Spanish or with a 😀 can still be UCS-2.
 */
export function plainer(text: string): string {
  return visibly(text)
    .normalize('NFC')
    .replace(LOOK_ALIKE, (character) => plainOf.get(character) ?? character);
}
