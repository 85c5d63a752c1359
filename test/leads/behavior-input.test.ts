import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { type BehaviorInput, formToObject, readBehaviorInput } from '../../src/leads/behavior-input';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const PHONE = '+13055550142';

function context() {
  let ids = 0;
  return { now: NOW, country: 'US', newId: () => `new${++ids}` };
}

function accepted(value: unknown): BehaviorInput {
  const reading = readBehaviorInput(value, context());
  assert.ok(reading.ok, reading.ok ? '' : reading.problem);
  return reading.input;
}

function refused(value: unknown): { field: string; problem: string } {
  const reading = readBehaviorInput(value, context());
  assert.ok(!reading.ok, 'this must not be accepted');
  return reading;
}

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
          firstName: 'Ana',
          lastName: 'María Lopez',
          zone: 'America/New_York',
          stage: 'warm',
          tags: ['vip'],
          fields: { plan: 'pro', old: null, city: 'Miami' },
        },
        consent: {
          words: 'Text me offers. ',
          source: 'https://shop.example/',
          at: Date.parse('2026-11-23T09:00:00Z'),
        },
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

  it('keeps names that look like code', () => {
    assert.equal(accepted({ phone: PHONE, name: '{{7*7}}' }).lead.firstName, '{{7*7}}');
    assert.equal(accepted({ phone: PHONE, name: '<script>' }).lead.firstName, '<script>');
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
    ['maybe', false],
    ['yes and no', false],
    [0, false],
    [2, false],
    [[], false],
    [['0', '1'], false],
    [['true', 'false'], false],
    [{}, false],
    [{ words: 'I agree' }, false],
    [{ given: false, words: 'I agree' }, false],
    [{ given: { given: true } }, false],
    [[{ given: true }], false],
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

  const deep = (levels: number): unknown => (levels === 0 ? 1 : { in: deep(levels - 1) });
  const REFUSED: [string, unknown, string, RegExp][] = [
    ['nothing', undefined, 'body', /object or a form with at least `phone`/],
    ['null', null, 'body', /object/],
    ['a list', [{ phone: PHONE }], 'body', /object/],
    ['a text', PHONE, 'body', /object/],
    ['no phone', {}, 'phone', /`phone` is missing/],
    ['an empty phone', { phone: '' }, 'phone', /missing/],
    ['a phone of another kind', { phone: { a: 1 } }, 'phone', /`phone` must be a text or a number/],
    ['a short phone', { phone: '305555' }, 'phone', /`phone` cannot be used\. .*wrong number of digits/],
    ['a phone inherited', Object.create({ phone: PHONE }), 'phone', /missing/],
    [
      'a behavior with blanks',
      { phone: PHONE, behavior: 'pricing viewed' },
      'behavior',
      /`behavior` must be/,
    ],
    ['a long behavior', { phone: PHONE, behavior: 'x'.repeat(65) }, 'behavior', /64/],
    ['a behavior named __proto__', { phone: PHONE, behavior: '__proto__' }, 'behavior', /`behavior`/],
    ['a British behaviour', { phone: PHONE, behaviour: 'purchased' }, 'behavior', /written `behavior`/],
    [
      'a field in capitals',
      { phone: PHONE, Consent: true },
      'consent',
      /`Consent` must be written `consent`/,
    ],
    [
      'a time without zone',
      { phone: PHONE, at: '2026-11-23T09:30:00' },
      'at',
      /^`at` must be a date and time with a zone, such as 2026-11-23T09:30:00Z\.$/,
    ],
    ['a date alone', { phone: PHONE, at: '2026-11-23' }, 'at', /with a zone/],
    ['a day that does not exist', { phone: PHONE, at: '2026-02-30T09:30:00Z' }, 'at', /with a zone/],
    ['a time in words', { phone: PHONE, at: 'yesterday' }, 'at', /with a zone/],
    ['a time as an object', { phone: PHONE, at: {} }, 'at', /with a zone/],
    ['a broken Date', { phone: PHONE, at: new Date(NaN) }, 'at', /with a zone/],
    ['a time in the future', { phone: PHONE, at: '2026-11-23T12:05:01Z' }, 'at', /`at` lies in the future/],
    ['a time before 2000', { phone: PHONE, at: 5 }, 'at', /2000/],
    ['an endless number as time', { phone: PHONE, at: Infinity }, 'at', /with a zone/],
    ['an id that is a list', { phone: PHONE, id: [1] }, 'id', /`id`/],
    ['a long id', { phone: PHONE, id: 'x'.repeat(129) }, 'id', /128/],
    ['an id with a line break', { phone: PHONE, id: 'a\nb' }, 'id', /line breaks/],
    [
      'properties that are a list',
      { phone: PHONE, properties: [1] },
      'properties',
      /`properties` must be an object/,
    ],
    ['properties that are a text', { phone: PHONE, properties: 'x' }, 'properties', /must be an object/],
    [
      'deep properties',
      { phone: PHONE, properties: deep(9) },
      'properties.in.in.in.in.in.in',
      /nested too deeply/,
    ],
    [
      'many properties',
      { phone: PHONE, properties: Object.fromEntries([...Array(300).keys()].map((n) => [`k${n}`, n])) },
      'properties',
      /holds too much/,
    ],
    [
      'a long list',
      { phone: PHONE, properties: { list: Array(1e6).fill(0) } },
      'properties.list',
      /too much/,
    ],
    [
      'a long text',
      { phone: PHONE, properties: { note: 'x'.repeat(4001) } },
      'properties.note',
      /`properties.note` is too long: at most 4000/,
    ],
    [
      'many long texts',
      {
        phone: PHONE,
        properties: Object.fromEntries([...Array(9).keys()].map((n) => [`k${n}`, 'x'.repeat(4000)])),
      },
      'properties.k7',
      /too much/,
    ],
    [
      'a long key',
      { phone: PHONE, properties: { ['k'.repeat(65)]: 1 } },
      'properties',
      /name is empty or over 64/,
    ],
    ['a function', { phone: PHONE, properties: { f: () => 1 } }, 'properties.f', /JSON cannot hold/],
    ['not a number', { phone: PHONE, properties: { n: NaN } }, 'properties.n', /JSON cannot hold/],
    ['bytes', { phone: PHONE, properties: { b: Buffer.alloc(1e6) } }, 'properties.b', /JSON cannot hold/],
    [
      '__proto__ in properties',
      JSON.parse(`{"phone":"${PHONE}","properties":{"__proto__":{"a":1}}}`),
      'properties',
      /must not hold a field named `__proto__`/,
    ],
    [
      '__proto__ further in',
      JSON.parse(`{"phone":"${PHONE}","lead":{"a":{"__proto__":1}}}`),
      'lead.a',
      /__proto__/,
    ],
    ['__proto__ in the body', JSON.parse(`{"phone":"${PHONE}","__proto__":{"a":1}}`), 'body', /__proto__/],
    [
      'constructor',
      { phone: PHONE, lead: JSON.parse('{"constructor":{"prototype":1}}') },
      'lead',
      /constructor/,
    ],
    ['a name that is a list', { phone: PHONE, name: ['Ana'] }, 'name', /`name` must be a text/],
    ['a long name', { phone: PHONE, lead: { firstName: 'x'.repeat(1001) } }, 'lead.firstName', /1000/],
    ['a lead that is a text', { phone: PHONE, lead: 'Ana' }, 'lead', /`lead` must be an object/],
    [
      'a zone nobody knows',
      { phone: PHONE, lead: { zone: 'Mars/Base' } },
      'lead.zone',
      /IANA time zone, such as America/,
    ],
    ['an offset as zone', { phone: PHONE, lead: { zone: '+02:00' } }, 'lead.zone', /IANA/],
    [
      'a stage nobody knows',
      { phone: PHONE, lead: { stage: 'boiling' } },
      'lead.stage',
      /one of fresh, warm, hot, cold, customer/,
    ],
    ['tags of numbers', { phone: PHONE, lead: { tags: [1] } }, 'lead.tags', /`lead.tags` must be a list/],
    ['too many tags', { phone: PHONE, lead: { tags: ','.repeat(60) } }, 'lead.tags', /at most 50/],
    ['fields that are a list', { phone: PHONE, lead: { fields: [] } }, 'lead.fields', /must be an object/],
    [
      'consent words that are none',
      { phone: PHONE, consent: { given: true, words: 5 } },
      'consent.words',
      /`consent.words` must be a text/,
    ],
    [
      'consent of the future',
      { phone: PHONE, consent: { given: true, at: NOW + 1e9 } },
      'consent.at',
      /`consent.at` lies in the future/,
    ],
  ];
  for (const [what, value, field, problem] of REFUSED) {
    it(`refuses ${what}, naming ${field}`, () => {
      const reading = refused(value);
      assert.equal(reading.field, field);
      assert.match(reading.problem, problem);
      assert.match(reading.problem, /\.$/);
    });
  }

  it('refuses a value that goes round in a circle', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    assert.match(refused({ phone: PHONE, properties: circle }).problem, /nested too deeply/);
  });

  it('leaves the prototype of objects alone', () => {
    refused(JSON.parse(`{"phone":"${PHONE}","properties":{"__proto__":{"polluted":1}}}`));
    assert.equal(Object.getOwnPropertyDescriptor(Object.prototype, 'polluted'), undefined);
  });

  it('repeats no phone number in a problem, wherever one was posted', () => {
    for (const value of [
      { phone: '3055550142 home' },
      { phone: PHONE, behavior: PHONE, id: PHONE },
      { phone: PHONE, at: PHONE },
      { phone: PHONE, properties: { [PHONE]: () => 1 } },
      { phone: PHONE, properties: { '305-555-0142': () => 1 } },
      { phone: PHONE, lead: { zone: PHONE } },
      { phone: PHONE, lead: { stage: PHONE } },
      { phone: PHONE, lead: { '3.0.5.5.5.5': NaN } },
    ]) {
      const { field, problem } = refused(value);
      assert.doesNotMatch(`${field} ${problem.replace('2026-11-23T09:30:00Z', '')}`, /3.?0.?5/);
    }
  });

  it('never throws on any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void readBehaviorInput(value, context())));
    const known = fc.record(
      {
        phone: fc.oneof(fc.constant(PHONE), fc.jsonValue()),
        name: fc.jsonValue(),
        behavior: fc.jsonValue(),
        at: fc.jsonValue(),
        id: fc.jsonValue(),
        properties: fc.jsonValue(),
        lead: fc.jsonValue(),
        consent: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(known, (value) => void readBehaviorInput(value, context())),
      { numRuns: 500 },
    );
  });

  it('gives only what survives JSON', () => {
    const properties = fc.dictionary(fc.string({ maxLength: 20 }), fc.jsonValue({ maxDepth: 3 }), {
      maxKeys: 10,
    });
    fc.assert(
      fc.property(properties, (posted) => {
        const reading = readBehaviorInput(
          { phone: PHONE, properties: posted, lead: { fields: posted } },
          context(),
        );
        if (reading.ok)
          assert.deepEqual(JSON.parse(JSON.stringify(reading.input)), structuredClone(reading.input));
      }),
    );
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
  ];
  for (const [what, other] of OTHER) {
    it(`differs for another ${what}`, () => {
      assert.notEqual(key({ properties: { list: [2, 1] } }), key(other));
      assert.notEqual(key({}), key(other));
    });
  }

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

describe('formToObject', () => {
  const CASES: [string, object][] = [
    ['phone=1&name=Ana', { phone: '1', name: 'Ana' }],
    ['phone=1&name=&note=+', { phone: '1' }],
    ['properties.page=a&properties[plan]=b', { properties: { page: 'a', plan: 'b' } }],
    ['properties.utm.source=a&properties[x.y]=b', { properties: { 'utm.source': 'a', 'x.y': 'b' } }],
    ['lead.city=Miami&lead[zone]=UTC', { lead: { city: 'Miami', zone: 'UTC' } }],
    ['lead.tags=a&lead.tags=b', { lead: { tags: ['a', 'b'] } }],
    ['lead[tags][]=a', { lead: { tags: ['a'] } }],
    ['size=1&size=2&size=3&one[]=x', { size: ['1', '2', '3'], one: ['x'] }],
    ['consent=on&consent.words=I+agree', { consent: { given: 'on', words: 'I agree' } }],
    ['consent.words=I+agree', { consent: { words: 'I agree' } }],
    ['consent.given=no&consent=yes', { consent: { given: 'no' } }],
    ['lead=Ana&lead.city=Miami', { lead: 'Ana' }],
    ['your.name=Ana&field[3]=x', { 'your.name': 'Ana', 'field[3]': 'x' }],
    ['lead[city=x&lead.=y', { 'lead[city': 'x', lead: { '': 'y' } }],
  ];
  for (const [form, object] of CASES) {
    it(`makes ${JSON.stringify(object)} of ${form}`, () => {
      assert.deepEqual(formToObject(new URLSearchParams(form)), object);
    });
  }

  it('makes what the reader takes', () => {
    const form =
      'phone=305+555+0142&name=ana+lopez&consent=on&consent.words=Text+me&lead.city=Miami&message=Hi&id=';
    const { lead, consent, behavior } = accepted(formToObject(new URLSearchParams(form)));
    assert.deepEqual(lead, { firstName: 'Ana', lastName: 'Lopez', fields: { city: 'Miami' } });
    assert.deepEqual(consent, { words: 'Text me', at: NOW });
    assert.deepEqual(behavior.properties, { message: 'Hi' });
  });

  it('hands names that reach for the prototype on to the reader, which refuses them', () => {
    for (const name of ['__proto__', 'properties.__proto__', 'lead[__proto__]', 'lead.constructor']) {
      refused(
        formToObject([
          ['phone', PHONE],
          [name, 'x'],
        ]),
      );
    }
  });

  it('never throws on any form', () => {
    const name = fc.oneof(
      fc.string(),
      fc.constantFrom('lead.', 'lead[', 'lead]', '[]', 'lead[]', 'consent[a]b'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), (entries) => {
        readBehaviorInput(formToObject([['phone', PHONE], ...entries]), context());
      }),
    );
  });
});
