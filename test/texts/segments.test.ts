import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { countSegments, plainer } from '../../src/texts/segments';

/** The graphemes with a mark between them; a line break of Windows is one of ours and two of the calculator's. */
function withoutBreaks(graphemes: readonly string[]): string {
  return graphemes.flatMap((one) => (one === '\r\n' ? ['\r', '\n'] : [one])).join('\u0000');
}

describe('countSegments', () => {
  const CASES: [string, string, 'GSM-7' | 'UCS-2', number, number, number][] = [
    ['nothing', '', 'GSM-7', 1, 0, 160],
    ['exactly 160', 'x'.repeat(160), 'GSM-7', 1, 160, 0],
    ['161', 'x'.repeat(161), 'GSM-7', 2, 161, 145],
    ['306', 'x'.repeat(306), 'GSM-7', 2, 306, 0],
    ['307', 'x'.repeat(307), 'GSM-7', 3, 307, 152],
    ['€, [ and ~, which take two', '€[~', 'GSM-7', 1, 6, 154],
    ['an escape pair at the edge of one segment', `${'x'.repeat(159)}€`, 'GSM-7', 2, 161, 145],
    ['an escape pair at the edge of two', `${'x'.repeat(152)}€${'x'.repeat(152)}`, 'GSM-7', 3, 306, 152],
    ['a line break of Windows', 'a\r\nb', 'GSM-7', 1, 4, 156],
    ['70 with an emoji', `${'x'.repeat(68)}😀`, 'UCS-2', 1, 70, 0],
    ['71 with an emoji', `${'x'.repeat(69)}😀`, 'UCS-2', 2, 71, 63],
    ['an emoji at the edge', `${'x'.repeat(66)}😀xxx`, 'UCS-2', 2, 71, 62],
    ['a family with joiners', '👨‍👩‍👧‍👦', 'UCS-2', 1, 11, 59],
    ['the flag of England', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'UCS-2', 1, 14, 56],
    ['one curly quote in 160', `${'x'.repeat(159)}’`, 'UCS-2', 3, 160, 41],
    ['134 Chinese characters', '人'.repeat(134), 'UCS-2', 2, 134, 0],
    ['half a surrogate pair', '\ud83d', 'UCS-2', 1, 1, 69],
    ['a grapheme longer than a segment', `a${'\u0301'.repeat(199)}`, 'UCS-2', 3, 200, 1],
  ];
  for (const [what, text, encoding, segments, units, unitsLeft] of CASES) {
    it(`counts ${what} as ${segments} of ${encoding}`, () => {
      const { unusual, ...count } = countSegments(text);
      assert.deepEqual(count, { encoding, segments, units, unitsLeft });
      assert.equal(unusual.length > 0, encoding === 'UCS-2');
    });
  }

  it('names the characters that make it UCS-2, each once', () => {
    assert.deepEqual(countSegments('Olá “Ana” “é” 😀😀').unusual, ['á', '“', '”', '😀']);
  });

  const plain = fc.constantFrom(...Array.from('abc XYZ 019 .,!?@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ\n\r¤§¿äöñüà'));
  const extension = fc.constantFrom(...Array.from('\f^{}\\[~]|€'));
  const units = fc.constantFrom(...Array.from('áíóúç’“—…\u00a0\t人件'), '\r\n', '\ud83d');
  const emoji = fc.constantFrom('😀', '👍🏽', '👨‍👩‍👧‍👦', '🇺🇸', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '❤️', '1️⃣', '👩🏿‍💻', '🏳️‍🌈');
  const texts = [
    fc.string({ unit: fc.oneof({ weight: 20, arbitrary: plain }, extension), maxLength: 500 }),
    fc.string({ unit: fc.oneof({ weight: 20, arbitrary: plain }, extension, units), maxLength: 250 }),
    fc.string({ unit: fc.oneof({ weight: 5, arbitrary: plain }, units, emoji), maxLength: 120 }),
  ];
  texts.forEach((text, index) => {
    it(`counts as Twilio's calculator does on 2,500 generated texts, part ${index + 1}`, () => {
      for (const generated of fc.sample(text, 2_500)) {
        const oracle = new SegmentedMessage(generated);
        const { encoding, segments } = countSegments(generated);
        assert.deepEqual([encoding, segments], [oracle.encodingName, oracle.segmentsCount], generated);
      }
    }).timeout(60_000);
  });

  /**
   * Of any characters there are, the count differs in two ways, each of which has to be there when it does: the calculator
   * knows the graphemes of Unicode 10 (2017), so that it takes apart what has been one character since, or the other way
   * round; and it puts a grapheme of over 67 units whole into one segment, which no phone network can.
   */
  it("counts as Twilio's calculator on 2,500 texts of any characters, or differs in what a character is", () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    const mark = fc.constantFrom(
      '\u0301',
      '\u0600',
      '\u200d',
      '\ufe0f',
      '\u093f',
      '🏿',
      '🇩',
      'ᄀ',
      '🧑‍🦽',
      'क्ष',
    );
    const unit = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 3 }), plain, emoji, mark, mark);
    const long = fc.constantFrom(...[50, 66, 67, 140, 200].map((marks) => `a${'\u0301'.repeat(marks)}`));
    const anything = fc.oneof(
      { weight: 9, arbitrary: fc.string({ unit, minLength: 20, maxLength: 90 }) },
      fc.tuple(fc.string({ unit, maxLength: 60 }), long).map((parts) => parts.join('')),
    );
    const seen = { same: 0, graphemes: 0, long: 0 };
    for (const text of fc.sample(anything, 2_500)) {
      const oracle = new SegmentedMessage(text);
      const { encoding, segments } = countSegments(text);
      assert.equal(encoding, oracle.encodingName, text);
      const ours = Array.from(segmenter.segment(text), ({ segment }) => segment);
      const cutOtherwise = withoutBreaks(ours) !== withoutBreaks(oracle.graphemes);
      if (segments === oracle.segmentsCount) seen.same++;
      else if (ours.some((grapheme) => grapheme.length > 67)) seen.long++;
      else {
        assert.ok(cutOtherwise, `${segments} and not ${oracle.segmentsCount} of ${JSON.stringify(text)}`);
        seen.graphemes++;
      }
    }
    assert.ok(seen.same > 2_000 && seen.graphemes > 0 && seen.long > 0, JSON.stringify(seen));
  }).timeout(60_000);

  it('is the same whether the segmenter sees the whole text or only what may join', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    const unit = fc.oneof(
      { weight: 3, arbitrary: plain },
      emoji,
      fc.string({ unit: 'grapheme', maxLength: 2 }),
      fc.constantFrom('e\u0301', '\u0600', '\u200d', '\ufe0f'),
    );
    fc.assert(
      fc.property(fc.string({ unit, minLength: 40, maxLength: 150 }), (text) => {
        fc.pre(countSegments(text).encoding === 'UCS-2' && text.length > 70);
        let segments = 1;
        let used = 0;
        for (const { segment } of segmenter.segment(text)) {
          for (const part of segment === '\r\n' ? ['\r', '\n'] : [segment]) {
            if (used + part.length > 67) {
              segments++;
              used = 0;
            }
            used += part.length;
          }
        }
        assert.equal(countSegments(text).segments, segments);
      }),
      { numRuns: 300 },
    );
  }).timeout(20_000);

  it('never throws, and leaves less than a segment', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const { segments, unitsLeft } = countSegments(text);
        assert.ok(segments >= 1 && unitsLeft >= 0 && unitsLeft <= 160);
      }),
      { numRuns: 100 },
    );
  });
});

describe('plainer', () => {
  const CASES: [string, string][] = [
    ['“Hi” – it’s Ana…', '"Hi" - it\'s Ana...'],
    ['9\u202fAM\u00a0sharp', '9 AM sharp'],
    ['no\u200bbreak\ufeff', 'nobreak'],
    ['a\u2028b', 'a\nb'],
    ['a\tb', 'a b'],
    ['½ off • now', '1/2 off - now'],
    ['ＳＴＯＰ！', 'STOP!'],
    ['Rene\u0301', 'Ren\u00e9'],
    ['¿Qué tal, María? 😀 👨‍👩‍👧', '¿Qué tal, María? 😀 👨‍👩‍👧'],
    ['plain [text] 5€', 'plain [text] 5€'],
  ];
  for (const [text, plain] of CASES) {
    it(`makes ${JSON.stringify(plain)} of ${JSON.stringify(text)}`, () => assert.equal(plainer(text), plain));
  }

  it('brings a text with smart quotes back to one segment', () => {
    const text = `Don’t miss “it” – ${'x'.repeat(100)}…`;
    assert.equal(countSegments(text).segments, 2);
    assert.equal(countSegments(plainer(text)).segments, 1);
  });

  it('changes nothing that GSM-7 has, and nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(plainer(plainer(text)), plainer(text));
        if (countSegments(text).encoding === 'GSM-7') assert.equal(plainer(text), text);
      }),
    );
  });
});
