import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formToObject, readBehaviorInput } from '../../src/leads/behavior-input';
import { NOW, PHONE, accepted, context, refused } from './reading';

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
    // The box beside it is not ticked.
    ['consent.words=I+agree', { consent: { given: 'no', words: 'I agree' } }],
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
