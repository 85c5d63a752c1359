import assert from 'node:assert/strict';
import fc from 'fast-check';
import { frameFirstText } from '../../src/texts/first-text';

describe('frameFirstText', () => {
  const STOP = ' Reply STOP to opt out.';
  const CASES: [string, string, string][] = [
    ['Hi Ana, welcome!', 'Bright Studio', `Bright Studio: Hi Ana, welcome!${STOP}`],
    ['Hi Ana, welcome', 'Bright Studio', `Bright Studio: Hi Ana, welcome.${STOP}`],
    [
      'Hi Ana, Sue from bright  studio here.',
      'Bright Studio',
      `Hi Ana, Sue from bright  studio here.${STOP}`,
    ],
    ['Welcome to Joe’s Kayaks!', "Joe's Kayaks", `Welcome to Joe’s Kayaks!${STOP}`],
    ['Your brightness matters.', 'Bright', `Bright: Your brightness matters.${STOP}`],
    ['Read it: https://shop.example/guide', 'Shop', `Read it: https://shop.example/guide${STOP}`],
    ['Read it: https://x.example/guide', 'Kayak', `Kayak: Read it: https://x.example/guide${STOP}`],
    ['Kayak: Hi. Reply STOP to opt out', 'Kayak', 'Kayak: Hi. Reply STOP to opt out'],
    ['Kayak: Hi. Text "stop" to end.', 'Kayak', 'Kayak: Hi. Text "stop" to end.'],
    ['Kayak: Hi. STOP to unsubscribe', 'Kayak', 'Kayak: Hi. STOP to unsubscribe'],
    ['Kayak: Hi. Txt STOP 2 end', 'Kayak', 'Kayak: Hi. Txt STOP 2 end'],
    ["Kayak: Don't stop dreaming!", 'Kayak', `Kayak: Don't stop dreaming!${STOP}`],
    ['Kayak: Stop by at 3 to chat.', 'Kayak', `Kayak: Stop by at 3 to chat.${STOP}`],
    ['Hi Ana!', '', `Hi Ana!${STOP}`],
    ['Hi Ana 😀', 'Kayak', `Kayak: Hi Ana 😀${STOP}`],
  ];
  for (const [text, brand, framed] of CASES) {
    it(`makes ${JSON.stringify(framed)} of ${JSON.stringify(text)}`, () => {
      assert.equal(frameFirstText(text, { brand }), framed);
    });
  }

  it('takes other words for stop, and adds the first', () => {
    const stopWords = ['ALTO', 'STOP'];
    assert.equal(
      frameFirstText('Kayak: Hola.', { brand: 'Kayak', stopWords }),
      'Kayak: Hola. Reply ALTO to opt out.',
    );
    assert.equal(
      frameFirstText('Kayak: Hi. Reply STOP.', { brand: 'Kayak', stopWords }),
      'Kayak: Hi. Reply STOP.',
    );
  });

  it('adds nothing a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, brand) => {
        const once = frameFirstText(text, { brand });
        assert.equal(frameFirstText(once, { brand }), once);
      }),
    );
  });
});
