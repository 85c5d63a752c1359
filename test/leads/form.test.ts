import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formToObject, readBehaviorInput } from '../../src/leads/behavior-input';
import { NOW, PHONE, accepted, context } from './reading';

describe('formToObject', () => {
  const CASES: [string, object][] = [
    ['phone=1&name=Ana', { phone: '1', name: 'Ana' }],
    ['phone=1&name=&note=+', { phone: '1' }],
    ['size=1&size=2&size=3&one[]=x', { size: ['1', '2', '3'], one: ['x'] }],
    ['lead[tags][]=a', { 'lead[tags]': ['a'] }],
    ['consent=on&consent.words=I+agree', { consent: 'on', 'consent.words': 'I agree' }],
    // The box beside it is not ticked.
    ['consent.words=I+agree', { 'consent.words': 'I agree', 'consent.given': 'no' }],
    ['Consent[Words]=I+agree', { 'Consent[Words]': 'I agree', 'consent.given': 'no' }],
    ['your.name=Ana&field[3]=x', { 'your.name': 'Ana', 'field[3]': 'x' }],
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

  it('hands names that reach for the prototype on to the reader, which leaves them out', () => {
    for (const name of ['__proto__', 'properties.__proto__', 'lead[__proto__]', 'lead.constructor']) {
      const { ignored, lead, behavior } = accepted(
        formToObject([
          ['phone', PHONE],
          [name, 'x'],
        ]),
      );
      assert.equal(ignored?.length, 1, name);
      assert.deepEqual([lead, behavior.properties], [{}, {}]);
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
