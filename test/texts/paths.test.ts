import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/json';
import { newLead } from '../../src/leads/lead';
import { renderText } from '../../src/texts/template';
import { numberOf } from '../support/house';

function print(template: string, fields: JsonObject, msg: object = {}): string | undefined {
  const lead = newLead('l', numberOf('+12125550142'), 0, { firstName: 'Ana', lastName: 'No', fields });
  const behavior = { id: 'b', name: 'n', at: 0, properties: {}, source: 'flow' } as const;
  const view = { lead, behavior, brand: 'Bright', now: 0, zone: 'America/New_York', msg };
  const rendered = renderText(template, view);
  return rendered.ok ? rendered.text : undefined;
}

describe('a path in a text', () => {
  const NOWHERE = [
    '{{name.first}}',
    '{{name.0}}',
    '{{firstName.length}}',
    '{{createdAt.year}}',
    '{{behavior.at.hour}}',
    '{{behavior.properties.none}}',
    '{{brand.name}}',
    '{{now.year}}',
    '{{city.name}}',
    '{{plan.name.first}}',
    '{{plan.names}}',
    '{{list.7}}',
    '{{list.0.a.b}}',
    '{{lead.city.name}}',
    '{{lead.other}}',
  ];
  const fields = { city: 'Miami', plan: { name: 'Pro' }, list: ['a'] };
  // The message has something under each of these names: none of it is meant.
  const msg = {
    name: { first: 'Wrong' },
    brand: { name: 'Wrong' },
    now: { year: 'Wrong' },
    city: { name: 'Wrong' },
    plan: { names: 'Wrong', name: { first: 'Wrong' } },
    lead: { other: 'Wrong', city: { name: 'Wrong' } },
    list: { 7: 'Wrong' },
    behavior: { properties: { none: 'Wrong' } },
  };
  for (const path of NOWHERE) {
    it(`${path} leads nowhere and prints nothing, only its fallback`, () => {
      assert.equal(print(path, fields, msg), undefined);
      assert.equal(print(path.replace('}}', ' | "you"}}'), fields, msg), 'you');
    });
  }

  it('still finds what the message alone has', () =>
    assert.equal(print('{{payload.total}} {{topic}}', fields, { payload: { total: 5 }, topic: 'T' }), '5 T'));
});

describe('an entry of a list', () => {
  it('without a value takes none of the lead, and none of the message', () => {
    const items = [{ name: 'Kayak', price: 5 }, { price: 7 }];
    const fields = { items, city: 'Miami' };
    for (const name of ['name', 'firstName', 'city', 'topic'])
      assert.equal(
        print(`{{#items}}{{${name} | "-"}};{{/items}}`, fields, { topic: 'T' })?.split(';')[1],
        '-',
        name,
      );
    assert.equal(
      print('{{#items}}{{name}} {{/items}}', fields),
      undefined,
      'and so is not sent without a fallback',
    );
  });

  it('may speak of the lead by the full name', () => {
    const fields = { items: [{ name: 'Kayak' }], city: 'Miami' };
    const text = '{{#items}}{{lead.firstName}} of {{lead.city}}: {{name}} by {{brand}}{{/items}}';
    assert.equal(print(text, fields), 'Ana of Miami: Kayak by Bright');
  });

  it('that is a text has no names, so those of the lead are meant', () =>
    assert.equal(print('{{#tags2}}{{firstName}}: {{.}} {{/tags2}}', { tags2: ['a', 'b'] }), 'Ana: a Ana: b'));

  it('takes what a section around it has opened', () => {
    const orders = [{ id: 'o1', items: [{ name: 'Kayak' }] }];
    assert.equal(print('{{#orders}}{{#items}}{{id}} {{name}}{{/items}}{{/orders}}', { orders }), 'o1 Kayak');
  });
});

describe('a section', () => {
  const YES_NO = '{{#box}}yes{{/box}}{{^box}}no{{/box}}';
  for (const value of [
    'false',
    'FALSE',
    'No',
    'no ',
    'N',
    'off',
    '0',
    '0.00',
    '$0.00',
    '',
    ' ',
    0,
    false,
    null,
    [],
  ]) {
    it(`is left out for ${JSON.stringify(value)}`, () => assert.equal(print(YES_NO, { box: value }), 'no'));
  }
  for (const value of ['true', 'yes', 'Y', 'on', '1', 'not yet', 'none of your business', 1, true, ['a']]) {
    it(`is there for ${JSON.stringify(value)}`, () =>
      assert.match(print(YES_NO, { box: value }) ?? '', /^yes/));
  }

  it('prints the word itself as it stands, and takes no family name for a no', () => {
    assert.equal(print('Box: {{box}}', { box: 'no' }), 'Box: no');
    assert.equal(print('{{#lastName}}Dear {{lastName}}{{/lastName}}', {}), 'Dear No');
  });
});
