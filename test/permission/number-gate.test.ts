import assert from 'node:assert/strict';
import type { E164 } from '../../src/leads/lead';
import { kindOfNumber } from '../../src/leads/input/numbers';
import { isE164 } from '../../src/leads/phone';
import { openTwilio } from '../../src/sms/twilio/twilio';
import { TestHouse } from '../support/house';

/** Numbers that belong to nobody, by the regulators' lists (src/leads/input/data/numbers-of-nobody.json). */
const FICTION = [
  '+13055550142',
  '+12025550199',
  '+14165550100',
  '+12425550142',
  '+447700900123',
  '+442079460018',
  '+33639980012',
  '+491713920012',
  '+4915228817386',
  '+46701740605',
  '+353209100000',
  '+61491570156',
];
const PEOPLE = [
  '+13052340142',
  '+447911123456',
  '+33612345678',
  '+5511987654321',
  '+61412345678',
  '+13572340142',
];
const NO_MOBILE = ['+18002340142', '+442071838750', '+551134567890', '+19002340142'];
const NOT_IN_USE = ['+12025550', '+2025550142', '+12222340142', '+15552340142', '+491512345678'];
const MADE_UP = ['+15555555555', '+19999999999', '+11234567890', '+12345678901'];

describe('the kind of a number', () => {
  const KINDS = [
    ['fiction', FICTION],
    ['possible', PEOPLE],
    ['no_mobile', NO_MOBILE],
    ['not_valid', NOT_IN_USE],
    ['made_up', MADE_UP],
  ] as const;
  for (const [kind, numbers] of KINDS) {
    for (const number of numbers)
      it(`is "${kind}" for ${number}`, () => assert.equal(kindOfNumber(number), kind));
  }
});

describe('the number gate', () => {
  /** What an account says of a marketing text to a lead with this number, who agreed. */
  async function verdictOn(number: string, simulated: true | undefined): Promise<[string, string, number]> {
    const house = new TestHouse();
    house.account('account', () => ({ simulated }));
    const known = await house.engine.known({ phone: numberOf(number) });
    assert.ok(known);
    await house.engine.update(known.lead.id, [
      {
        kind: 'consent',
        consent: {
          at: house.clock.now(),
          words: 'Yes',
          source: 'form',
          channel: 'web_form',
          covers: 'marketing',
        },
      },
      { kind: 'zone', zone: 'America/New_York' },
    ]);
    const sent = await house.engine.send(known.lead.id, house.request());
    if (sent.kind !== 'not_sent') return [sent.kind, '', house.texts.length];
    const because = 'because' in sent.verdict ? sent.verdict.because : '';
    return [sent.kind, because, house.texts.length];
  }

  for (const number of ['+13055550142', '+447700900123']) {
    it(`lets an account that texts people not text ${number}, and simulated phones do`, async () => {
      assert.deepEqual(await verdictOn(number, undefined), [
        'not_sent',
        'The number of the lead is kept free for fiction: only simulated phones have such numbers.',
        0,
      ]);
      assert.deepEqual(await verdictOn(number, true), ['sent', '', 1]);
    });
  }

  it('lets nobody text what is made up, not in use or no mobile phone, also when an older version took it', async () => {
    for (const number of [...MADE_UP, '+2025550142', '+18002340142']) {
      for (const simulated of [true, undefined] as const) {
        const [kind, because, texts] = await verdictOn(number, simulated);
        assert.deepEqual([kind, texts], ['not_sent', 0], number);
        assert.match(because, /^The number of the lead is (?:made up|not in use|no mobile phone)/);
      }
    }
  });

  it('texts a number that shows no mobile phone once the lead has written from it', async () => {
    const house = new TestHouse();
    house.account();
    const { lead } = await house.reply('Hello, what does it cost?', '+18002340142');
    const sent = await house.engine.send(lead.id, house.request({ purpose: 'conversational' }));
    assert.equal(sent.kind, 'sent');
  });

  it('takes an API on this machine for a double of Twilio, and nothing else', () => {
    const gateway = (baseUrl?: string) =>
      openTwilio({
        accountSid: 'AC',
        authToken: '',
        senders: [],
        segmentsPerSecond: 1,
        ...(baseUrl === undefined ? {} : { baseUrl }),
      }).simulated;
    for (const url of ['http://127.0.0.1:4010', 'http://localhost:4010', 'https://[::1]:4010']) {
      assert.equal(gateway(url), true, url);
    }
    const real = [
      'https://api.dublin.ie1.twilio.com',
      'https://127.0.0.1.example.com',
      'http://10.0.0.5:4010',
    ];
    for (const url of [undefined, ...real]) assert.equal(gateway(url), undefined, url);
  });
});

function numberOf(text: string): E164 {
  assert.ok(isE164(text), text);
  return text;
}
