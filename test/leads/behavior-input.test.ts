import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { readBehaviorInput } from '../../src/leads/behavior-input';
import { NOW, PHONE, accepted, context } from './reading';

describe('readBehaviorInput', () => {
  it('takes a phone number alone as a form submitted now', () => {
    const input = accepted({ phone: '(305) 555-0142' });
    assert.equal(input.phone, PHONE);
    assert.equal(input.mobile, 'possible');
    assert.deepEqual(input.behavior, {
      id: `${input.contentKey}.new1`,
      name: 'form_submitted',
      at: NOW,
      properties: {},
    });
    assert.equal(input.idGiven, false);
    assert.deepEqual(input.lead, {});
    assert.equal('consent' in input, false);
  });

  it('takes everything there is', () => {
    const input = accepted({
      phone: 13055550142,
      name: 'ana maría lopez',
      behavior: 'pricing_viewed',
      at: '2026-11-23T10:30:00+01:00',
      id: 4711,
      properties: { page: '/pricing', seats: 5, nested: { list: [1, null, true] } },
      lead: {
        zone: 'America/New_York',
        stage: 'warm',
        tags: ['vip', ' vip ', ''],
        city: 'Miami',
        fields: { plan: 'pro', old: null },
      },
      clear: ['age'],
      consent: {
        given: 'yes',
        words: 'Text me offers. ',
        source: 'https://shop.example/',
        at: '2026-11-23T09:00:00Z',
      },
    });
    assert.deepEqual(
      { ...input, contentKey: '' },
      {
        phone: PHONE,
        mobile: 'possible',
        behavior: {
          id: '4711',
          name: 'pricing_viewed',
          at: Date.parse('2026-11-23T09:30:00Z'),
          properties: { page: '/pricing', seats: 5, nested: { list: [1, null, true] } },
        },
        idGiven: true,
        contentKey: '',
        lead: {
          firstName: 'Ana María',
          lastName: 'Lopez',
          zone: 'America/New_York',
          stage: 'warm',
          tags: ['vip'],
          fields: { plan: 'pro', city: 'Miami', age: null },
        },
        consent: {
          words: 'Text me offers. ',
          source: 'https://shop.example/',
          at: Date.parse('2026-11-23T09:00:00Z'),
        },
        ignored: [
          {
            field: 'lead.fields.old',
            because: 'It is empty, which changes nothing; to clear it, send "clear": ["old"].',
            why: 'empty',
          },
        ],
      },
    );
  });

  it('counts unknown fields as properties, and told properties before them', () => {
    const input = accepted({
      phone: PHONE,
      product: 'kayak',
      utm_source: 'ad',
      properties: { product: 'canoe' },
    });
    assert.deepEqual(input.behavior.properties, { product: 'canoe', utm_source: 'ad' });
    assert.deepEqual(input.lead, {});
  });

  it('lets first and last name win over the whole name, and ignores what a snapshot of a lead knows', () => {
    const lead = { firstName: 'bob', id: 'l1', phone: '+1', createdAt: 5, name: 'Somebody Else' };
    assert.deepEqual(accepted({ phone: PHONE, name: 'Ana Lopez', lead }).lead, {
      firstName: 'Bob',
      lastName: 'Lopez',
    });
  });

  it('says when the number is no mobile phone', () => {
    assert.equal(accepted({ phone: '+1 900 555 0142' }).mobile, 'no');
  });

  const TIMES: [unknown, string][] = [
    ['2026-11-23T09:30:00Z', '2026-11-23T09:30:00Z'],
    ['2026-11-23t09:30z', '2026-11-23T09:30:00Z'],
    ['2026-11-23 09:30:00.123456+05:30', '2026-11-23T04:00:00.123Z'],
    ['2026-11-23T04:30:00-0500', '2026-11-23T09:30:00Z'],
    [1_795_426_200, '2026-11-23T09:30:00Z'],
    [1_795_426_200.5, '2026-11-23T09:30:00.500Z'],
    [1_795_426_200_000, '2026-11-23T09:30:00Z'],
    ['1795426200', '2026-11-23T09:30:00Z'],
    ['2024-02-29T23:59:59.999999999Z', '2024-02-29T23:59:59.999Z'],
    ['1795426200000', '2026-11-23T09:30:00Z'],
    [new Date('2026-11-23T09:30:00Z'), '2026-11-23T09:30:00Z'],
    // A function node of Node-RED runs in a context of its own, with a Date of its own.
    [runInNewContext('new Date(1795426200000)'), '2026-11-23T09:30:00Z'],
    ['2026-11-23T12:04:00Z', '2026-11-23T12:00:00Z'],
    ['', '2026-11-23T12:00:00Z'],
    [null, '2026-11-23T12:00:00Z'],
  ];
  for (const [at, expected] of TIMES) {
    it(`reads the time ${JSON.stringify(at)} as ${expected}`, () => {
      assert.equal(accepted({ phone: PHONE, at }).behavior.at, Date.parse(expected));
    });
  }

  const CONSENT: [unknown, boolean][] = [
    [true, true],
    ['true', true],
    ['on', true],
    ['Yes', true],
    [1, true],
    ['1', true],
    [['on', 'yes'], true],
    [{ given: true }, true],
    [{ given: 'on', words: 'w' }, true],
    [undefined, false],
    [null, false],
    [false, false],
    ['', false],
    ['no', false],
    ['false', false],
    [0, false],
    [[], false],
    [{ given: false, words: 'I agree' }, false],
  ];
  for (const [consent, given] of CONSENT) {
    it(`reads consent ${JSON.stringify(consent)} as ${given ? 'given' : 'not given'}`, () => {
      assert.equal(accepted({ phone: PHONE, consent }).consent !== undefined, given);
    });
  }

  it('makes up no words and no source of consent', () => {
    assert.deepEqual(accepted({ phone: PHONE, consent: true, at: '2026-11-23T09:30:00Z' }).consent, {
      at: Date.parse('2026-11-23T09:30:00Z'),
    });
  });
});

describe('contentKey', () => {
  const key = (value: object) => accepted({ phone: PHONE, ...value }).contentKey;

  it('is the same for the same content in another order and another writing of the number', () => {
    assert.equal(
      key({ phone: '305 555 0142', properties: { a: 1, b: { c: 2, d: 3 } } }),
      key({ properties: { b: { d: 3, c: 2 }, a: 1 } }),
    );
    assert.match(key({}), /^[\w-]{22}$/);
  });

  const OTHER: [string, object][] = [
    ['phone', { phone: '+13055550143' }],
    ['behavior', { behavior: 'purchased' }],
    ['time', { at: '2026-11-23T09:30:00Z' }],
    ['properties', { properties: { a: 1 } }],
    ['order of a list', { properties: { list: [1, 2] } }],
    ['name', { name: 'Ana' }],
    ['field of the lead', { lead: { plan: 'gold' } }],
    ['answer about consent', { consent: true }],
    ['opt-out', { optOut: true }],
  ];
  for (const [what, other] of OTHER) {
    it(`differs for another ${what}`, () => {
      assert.notEqual(key({ properties: { list: [2, 1] } }), key(other));
      assert.notEqual(key({}), key(other));
    });
  }

  it('is the same whenever the same consent is told', () => {
    const at = (now: number) => {
      const reading = readBehaviorInput({ phone: PHONE, consent: true }, { ...context(), now });
      assert.ok(reading.ok);
      return reading.input.contentKey;
    };
    assert.equal(at(Date.UTC(2026, 10, 23, 9, 30)), at(Date.UTC(2026, 10, 23, 9, 30, 1)));
  });

  it('begins the id that is made up, and every made-up id is another', () => {
    const { newId, ...rest } = context();
    const read = () => readBehaviorInput({ phone: PHONE }, { ...rest, newId });
    const [first, second] = [read(), read()];
    assert.ok(first.ok && second.ok);
    assert.ok(first.input.behavior.id.startsWith(`${first.input.contentKey}.`));
    assert.notEqual(first.input.behavior.id, second.input.behavior.id);
    assert.equal(first.input.contentKey, second.input.contentKey);
  });
});
