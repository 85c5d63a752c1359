import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainer } from '../../src/texts/plainer';
import { countSegments } from '../../src/texts/segments';

/** What a text has that nobody sees, by its name in Unicode, and where it comes from. */
const INVISIBLE: readonly (readonly [character: string, name: string, source: string])[] = [
  ['\u200b', 'zero width space', 'copied from Google Docs and chats'],
  ['\u200c', 'zero width non-joiner', 'copied from WhatsApp Web'],
  ['\u200d', 'zero width joiner', 'what is left of an emoji'],
  ['\ufeff', 'byte order mark', 'a CSV file of Excel'],
  ['\u00ad', 'soft hyphen', 'copied from web pages'],
  ['\u2060', 'word joiner', 'copied from Word'],
  ['\u200e', 'left-to-right mark', 'phone numbers copied from iOS contacts'],
  ['\u202a', 'left-to-right embedding', 'paths copied from Windows'],
  ['\u202c', 'pop directional formatting', 'the same'],
  ['\u2068', 'first strong isolate', 'names by Fluent and ICU'],
  ['\u2069', 'pop directional isolate', 'the same'],
  ['\u180e', 'Mongolian vowel separator', 'hides in nicknames'],
  ['\ufe0e', 'variation selector 15', 'copied from iOS'],
  ['\ufe0f', 'variation selector 16', 'what is left of an emoji'],
  ['\u034f', 'combining grapheme joiner', 'e-mail preview texts'],
  ['\u2063', 'invisible separator', 'watermarks of generated texts'],
];

const BLANKS = Array.from(
  '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2800\u3164',
);

describe('a plainer text', () => {
  for (const [character, name, source] of INVISIBLE) {
    it(`has no ${name} (${source}), and costs no more for it`, () => {
      const text = plainer(`${character}Hi A${character}na, 20% ${character} off${character}`);
      assert.equal(text, 'Hi Ana, 20%  off');
      assert.equal(countSegments(text).encoding, 'GSM-7');
    });
  }

  it('has plain blanks for all others', () => {
    for (const blank of BLANKS)
      assert.equal(plainer(`a${blank}b`), 'a b', blank.codePointAt(0)?.toString(16));
  });

  const KEPT = [
    ...['👨‍👩‍👧', '❤️', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👍🏽', '🏳️‍🌈', '👩🏽‍💻'],
    ...['می‌خواهم', 'क्‍ष', 'שלום \u200eABC', 'é', 'ñ'],
  ];
  for (const text of KEPT)
    it(`keeps ${text}, which would be another sign without`, () => assert.equal(plainer(text), text));

  it('is GSM-7 for every text that was but for what nobody sees', () => {
    const noise = fc.constantFrom(...INVISIBLE.map(([character]) => character), ...BLANKS);
    const letters = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ 123,.!?')), maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.tuple(letters, noise), { maxLength: 8 }), (parts) => {
        const text = plainer(parts.flat().join(''));
        assert.equal(countSegments(text).encoding, 'GSM-7', JSON.stringify(text));
        assert.equal(plainer(text), text, 'and is as plain as it gets');
      }),
      { seed: 17, numRuns: 300 },
    );
  });
});
