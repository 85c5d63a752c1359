import assert from 'node:assert/strict';
import { TestHouse } from '../support/house';

const PICTURE = 'https://acme.test/{{product}}.png';

describe('pictures and other files that go with a text', () => {
  const send = async (
    media: readonly string[],
    msg: object = {},
  ): Promise<{ house: TestHouse; kind: string }> => {
    const house = new TestHouse();
    house.account();
    const { lead } = await house.anaAsks();
    const { kind } = await house.engine.send(lead.id, house.request({ media, msg }));
    await house.engine.rest();
    return { house, kind };
  };

  it('reach the gateway with their values filled in, and stand in the record', async () => {
    const { house } = await send([PICTURE, ' ', 'HTTPS://acme.test/map.pdf'], { product: 'bike' });
    const media = ['https://acme.test/bike.png', 'HTTPS://acme.test/map.pdf'];
    assert.deepEqual(house.texts[0]?.media, media);
    assert.deepEqual((await house.lead()).messages[0]?.media, media);
  });

  it('are none when there are none', async () => {
    const { house } = await send([]);
    assert.ok(house.texts[0] && !('media' in house.texts[0]));
  });

  for (const [what, media, msg] of [
    ['a value is missing', [PICTURE], {}],
    ['an address came out as no https', ['{{url}}'], { url: 'http://acme.test/a.png' }],
    ['an address came out as no address', ['{{url}}'], { url: 'a.png' }],
    ['there are eleven', Array.from({ length: 11 }, (_, n) => `https://acme.test/${n}.png`), {}],
  ] as const) {
    it(`keep the text from going out when ${what}`, async () => {
      const { house, kind } = await send(media, msg);
      assert.equal(kind, 'not_renderable');
      assert.deepEqual([house.texts, (await house.lead()).messages], [[], []]);
    });
  }
});

describe('the length of a text', () => {
  const send = async (words: string, introduce = false, plainer = true): Promise<string> => {
    const house = new TestHouse();
    house.account();
    const { lead } = await house.anaAsks();
    const sent = await house.engine.send(lead.id, house.request({ template: words, introduce, plainer }));
    return sent.kind === 'not_renderable' ? sent.problem : sent.kind;
  };

  it('is 1,600 UTF-16 units at most, an emoji two of them', async () => {
    assert.equal(await send('x'.repeat(1_600)), 'sent');
    assert.equal(await send('x'.repeat(1_598) + '😀'), 'sent');
    assert.equal(
      await send('x'.repeat(1_599) + '😀'),
      'The text has 1601 characters; at most 1600 can be sent.',
    );
  });

  it('counts with the introduction, and with the plain characters', async () => {
    assert.match(await send('x'.repeat(1_590), true), /^The text has 16\d\d characters; at most 1600/);
    assert.match(await send('x'.repeat(1_598) + '…'), /^The text has 1601 characters; at most 1600/);
    assert.equal(await send('x'.repeat(1_598) + '…', false, false), 'sent');
  });
});
