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
  // Blanks of every width; zero-width ones and the soft hyphen vanish. The joiners of emoji and scripts stay.
  ['\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000', ' '],
  ['\u00ad\u200b\u2060\ufeff', ''],
  ['\u0085\u2028\u2029', '\n'],
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

/**
 * The text with look-alikes made plain, and accents joined with their letters (GSM-7 has é, but not e and an accent).
 * Letters and emoji stay, so a text in Spanish or with a 😀 can still be UCS-2.
 */
export function plainer(text: string): string {
  return text.normalize('NFC').replace(LOOK_ALIKE, (character) => plainOf.get(character) ?? character);
}
