import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readBehaviorInput } from '../../src/leads/behavior-input';
import { NOW, PHONE, accepted, context, refused } from './reading';

describe('readBehaviorInput, of what it cannot take', () => {
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
    [
      'a time without zone',
      { phone: PHONE, at: '2026-11-23T09:30:00' },
      'at',
      /^`at` must be a date and time with a zone, such as 2026-11-23T09:30:00Z\.$/,
    ],
    ['a date alone', { phone: PHONE, at: '2026-11-23' }, 'at', /with a zone/],
    ['a day that does not exist', { phone: PHONE, at: '2026-02-30T09:30:00Z' }, 'at', /with a zone/],
    ['a leap day in an ordinary year', { phone: PHONE, at: '2026-02-29T09:30:00Z' }, 'at', /with a zone/],
    ['month 13', { phone: PHONE, at: '2026-13-01T09:30:00Z' }, 'at', /with a zone/],
    ['hour 24', { phone: PHONE, at: '2026-11-22T24:00:00Z' }, 'at', /with a zone/],
    ['a zone of 19 hours', { phone: PHONE, at: '2026-11-22T09:00:00+19:00' }, 'at', /with a zone/],
    ['a time in words', { phone: PHONE, at: 'yesterday' }, 'at', /with a zone/],
    ['a time as an object', { phone: PHONE, at: {} }, 'at', /with a zone/],
    ['a broken Date', { phone: PHONE, at: new Date(NaN) }, 'at', /with a zone/],
    ['a time in the future', { phone: PHONE, at: '2026-11-23T12:05:01Z' }, 'at', /`at` lies in the future/],
    ['a time before 2000', { phone: PHONE, at: 946_684_799 }, 'at', /2000/],
    ['an endless number as time', { phone: PHONE, at: Infinity }, 'at', /with a zone/],
    ['an id that is a list', { phone: PHONE, id: [1] }, 'id', /`id`/],
    ['a long id', { phone: PHONE, id: 'x'.repeat(129) }, 'id', /128/],
    ['an id with a line break', { phone: PHONE, id: 'a\nb' }, 'id', /line breaks/],
    ['consent that nobody understands', { phone: PHONE, consent: 'maybe' }, 'consent', /must be yes or no/],
    ['consent of two minds', { phone: PHONE, consent: ['0', '1'] }, 'consent', /must be yes or no/],
    ['consent that is a number', { phone: PHONE, consent: 2 }, 'consent', /must be yes or no/],
    ['consent that is told twice', { phone: PHONE, consent: true, Consent: 'no' }, 'consent', /told twice/],
    ['an opt-out told twice', { phone: PHONE, optOut: false, 'opt-out': true }, 'optOut', /told twice/],
    ['consent that is an opt-out', { phone: PHONE, consent: 'unsubscribed' }, 'consent', /send `optOut`/],
    ['an id that has lost digits', { phone: PHONE, id: 2 ** 60 }, 'id', /beyond 2\^53/],
    [
      'consent that does not say whether it was given',
      { phone: PHONE, consent: { words: 'I agree' } },
      'consent',
      /must say whether it was given/,
    ],
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

  /** What is optional costs no lead. */
  const LEFT_OUT: [string, unknown, string, RegExp][] = [
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
      'properties.k250',
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
  ];
  for (const [what, value, field, problem] of LEFT_OUT) {
    it(`leaves out ${what}, naming ${field}`, () => {
      const { ignored = [], phone } = accepted(value);
      assert.equal(phone, PHONE);
      const found = ignored.find((one) => one.field === field);
      assert.ok(found, JSON.stringify(ignored));
      assert.match(found.because, problem);
      assert.match(found.because, /\.$/);
    });
  }

  it('leaves out a value that goes round in a circle', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const { ignored } = accepted({ phone: PHONE, properties: circle });
    assert.match(ignored?.[0]?.because ?? '', /nested too deeply/);
  });

  it('leaves the prototype of objects alone', () => {
    accepted(JSON.parse(`{"phone":"${PHONE}","properties":{"__proto__":{"polluted":1}}}`));
    assert.equal(Object.getOwnPropertyDescriptor(Object.prototype, 'polluted'), undefined);
  });

  it('repeats no phone number in a problem, wherever one was posted', () => {
    for (const value of [
      { phone: '3055550142 xyz' },
      { phone: PHONE, behavior: PHONE, id: PHONE },
      { phone: PHONE, at: PHONE },
      { phone: PHONE, properties: { [PHONE]: () => 1 } },
      { phone: PHONE, properties: { '305-555-0142': () => 1 } },
      { phone: PHONE, lead: { zone: PHONE } },
      { phone: PHONE, lead: { stage: PHONE } },
      { phone: PHONE, lead: { '3.0.5.5.5.5': NaN } },
      { phone: PHONE, name: PHONE },
    ]) {
      const reading = readBehaviorInput(value, context());
      const said = reading.ok ? JSON.stringify(reading.input.ignored) : `${reading.field} ${reading.problem}`;
      assert.doesNotMatch(said.replace('2026-11-23T09:30:00Z', ''), /3.?0.?5/);
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
