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
    const media = ['https://acme.test/bike.png', 'https://acme.test/map.pdf'];
    assert.deepEqual(house.texts[0]?.media, media);
    assert.deepEqual((await house.lead()).messages[0]?.media, media);
  });

  for (const [value, address] of [
    ['Ana Müller', 'Ana%20M%C3%BCller'],
    ['100%', '100%25'],
    ['50%zz', '50%25zz'],
    ['a%20b', 'a%20b'],
    ['x|y{z}^[1]', 'x%7Cy%7Bz%7D%5E%5B1%5D'],
    ['a?b={c}|"d"&e=<f>', 'a?b=%7Bc%7D%7C%22d%22&e=%3Cf%3E'],
    ['😀', '%F0%9F%98%80'],
  ] as const) {
    it(`have addresses without anything that may not stand in one: ${value}`, async () => {
      const { house } = await send(['https://acme.test/{{{product}}}.png'], { product: value });
      const [url = ''] = house.texts[0]?.media ?? [];
      assert.equal(url, `https://acme.test/${address}.png`);
      assert.match(url, /^https:\/\/acme\.test\/(?:[\w.~:/?#@!$&'()*+,;=-]|%[0-9A-F]{2})+$/i);
    });
  }

  it('keep the host of their address, also one that is written in brackets or in another script', async () => {
    const { house } = await send(['https://[2001:db8::1]:8443/a b.png', 'https://bücher.test/a.png']);
    assert.deepEqual(house.texts[0]?.media, [
      'https://[2001:db8::1]:8443/a%20b.png',
      'https://xn--bcher-kva.test/a.png',
    ]);
  });

  it('are none when there are none', async () => {
    const { house } = await send([]);
    assert.ok(house.texts[0] && !('media' in house.texts[0]));
  });

  for (const [what, media, msg] of [
    ['a value is missing', [PICTURE], {}],
    ['an address came out as no https', ['{{url}}'], { url: 'http://acme.test/a.png' }],
    ['an address came out as no address', ['{{url}}'], { url: 'a.png' }],
    ['an address came out in two lines', ['https://acme.test/{{{product}}}'], { product: 'a\nb.png' }],
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
