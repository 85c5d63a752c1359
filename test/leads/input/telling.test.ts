import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formToObject } from '../../../src/leads/behavior-input';
import { decodeForm, decodeText, isCharset } from '../../../src/leads/input/charset';
import { isEmptyText } from '../../../src/leads/input/empties';
import { withoutEntities } from '../../../src/leads/input/entities';
import { parseJson } from '../../../src/leads/input/json-text';
import { readAnswer } from '../../../src/leads/input/yes-or-no';
import { PHONE, accepted } from '../reading';

describe('fields by another spelling', () => {
  const NESTED = {
    phone: PHONE,
    lead: { firstName: 'Ana', address: { state: 'FL' }, zone: 'America/New_York' },
  };
  const SAME: [string, object][] = [
    [
      'points (CSV columns, PostHog, Segment)',
      { 'lead.firstName': 'Ana', 'lead.address.state': 'FL', 'lead.zone': 'America/New_York' },
    ],
    [
      'brackets (PHP, Rails, HTML forms)',
      { 'lead[firstName]': 'Ana', 'lead[address][state]': 'FL', 'lead[zone]': 'America/New_York' },
    ],
    ['both', { 'lead.firstName': 'Ana', 'lead[address].state': 'FL', 'lead.zone': 'America/New_York' }],
    ['names at the top', { firstName: 'Ana', 'lead.address.state': 'FL', zone: 'America/New_York' }],
    ['snake case', { first_name: 'Ana', 'lead.address.state': 'FL', time_zone: 'America/New_York' }],
    [
      'titles of a spreadsheet',
      { 'First Name': 'Ana', 'Lead.Address.State': 'FL', 'Time Zone': 'America/New_York' },
    ],
    ['capitals', { FIRSTNAME: 'Ana', 'LEAD.ADDRESS.STATE': 'FL', ZONE: 'America/New_York' }],
    [
      'a byte order mark and blanks',
      { '\ufefffirstName': 'Ana', ' lead.address.state ': 'FL', 'zone\u200b': 'America/New_York' },
    ],
    ['kebab case', { 'first-name': 'Ana', 'lead.address.state': 'FL', 'time-zone': 'America/New_York' }],
    ['points inside lead', { lead: { firstName: 'Ana', 'address.state': 'FL', zone: 'America/New_York' } }],
    ['half nested', { lead: { firstName: 'Ana', zone: 'America/New_York' }, 'lead.address.state': 'FL' }],
    ['capitals inside', { Lead: { FirstName: 'Ana', Address: { State: 'FL' }, Zone: 'America/New_York' } }],
  ];
  for (const [spelling, told] of SAME) {
    it(`reads ${spelling} as nested`, () => {
      const { lead, behavior, ignored } = accepted({ phone: PHONE, ...told });
      assert.deepEqual([lead, behavior.properties, ignored], [accepted(NESTED).lead, {}, undefined]);
      const entries = Object.entries({ phone: PHONE, ...told }).filter(
        ([, value]) => typeof value === 'string',
      );
      if (entries.length === 4) assert.deepEqual(accepted(formToObject(entries)).lead, accepted(NESTED).lead);
    });
  }

  it('reads a phone number, a behavior and consent under any spelling', () => {
    const { phone, behavior, consent } = accepted({
      ' Phone ': PHONE,
      Behaviour: 'purchased',
      'Consent.Given': 'Yes',
      'consent[words]': 'I agree',
      'Properties.utm.source': 'ad',
    });
    assert.equal(phone, PHONE);
    assert.equal(behavior.name, 'purchased');
    assert.equal(consent?.words, 'I agree');
    assert.deepEqual(behavior.properties, { 'utm.source': 'ad' });
  });

  it('takes an opt-out under any spelling', () => {
    for (const key of ['opt_out', 'Opt-Out', 'OPTOUT', ' optOut', 'opt out']) {
      assert.ok(accepted({ phone: PHONE, [key]: 'yes' }).optOut, key);
    }
  });

  it('counts the plain spelling when a field is told twice, and names it', () => {
    const { lead, ignored } = accepted({ phone: PHONE, lead: { city: 'Miami' }, 'lead.City': 'Tampa' });
    assert.deepEqual(lead.fields, { city: 'Miami' });
    assert.deepEqual(
      ignored?.map(({ field }) => field),
      ['lead.city'],
    );
  });

  it('changes nothing about what it was given', () => {
    const address = { street: '1 Main St' };
    const told = Object.freeze({
      phone: PHONE,
      lead: Object.freeze({ address: Object.freeze(address) }),
      'lead.address.state': 'FL',
    });
    assert.deepEqual(accepted(told).lead.fields, { address: { street: '1 Main St', state: 'FL' } });
    assert.deepEqual(address, { street: '1 Main St' });
  });

  it('reads a behavior the same nested, with points and with brackets', () => {
    const key = fc
      .stringMatching(/^[a-z][a-zA-Z]{0,8}$/)
      .filter((name) => !['clear', 'fields', 'tags', 'constructor', 'prototype'].includes(name));
    const value = fc.stringMatching(/^[a-z]{3,9}$/).filter((text) => !isEmptyText(text));
    const address = fc.dictionary(key, value, { minKeys: 1, maxKeys: 4 });
    fc.assert(
      fc.property(address, (told) => {
        const names = Object.keys(told).map((name) => name.toLowerCase());
        fc.pre(new Set(names).size === names.length);
        const nested = accepted({ phone: PHONE, lead: { home: told } }).lead;
        const dotted = Object.fromEntries(
          Object.entries(told).map(([name, text]) => [`lead.home.${name}`, text]),
        );
        const bracketed = Object.fromEntries(
          Object.entries(told).map(([name, text]) => [`lead[home][${name}]`, text]),
        );
        assert.deepEqual(accepted({ phone: PHONE, ...dotted }).lead, nested);
        assert.deepEqual(accepted({ phone: PHONE, ...bracketed }).lead, nested);
      }),
      { seed: 3 },
    );
  });
});

describe('empties', () => {
  const EMPTY = [
    '',
    '  ',
    'null',
    'NULL',
    'undefined',
    'N/A',
    'n/a',
    '#N/A',
    '-',
    '--',
    '—',
    '[object Object]',
    'NaN',
    '(null)',
    '\\N',
    '(not set)',
    '.',
    '?',
    'n.a.',
    '\u200b',
  ];
  for (const text of EMPTY) {
    it(`know ${JSON.stringify(text)} for nothing, so that it replaces nothing`, () => {
      const { lead, ignored } = accepted({ phone: PHONE, lead: { city: text, firstName: text, zone: text } });
      assert.deepEqual(lead, {});
      assert.ok(
        ignored?.some(({ field, because }) => field === 'lead.city' && /"clear": \["city"\]/.test(because)),
      );
    });
  }

  it('leave what says something', () => {
    for (const text of ['0', 'no', 'none', 'false', 'Na Li', 'x', 'A-1', 'unknown'])
      assert.ok(!isEmptyText(text), text);
  });

  it('are cleared by name, and what is told at the same time stays', () => {
    const { lead } = accepted({ phone: PHONE, clear: ['city', 'firstName', 'plan'], lead: { plan: 'pro' } });
    assert.deepEqual(lead, { fields: { city: null, plan: 'pro' }, clear: ['firstName'] });
    assert.deepEqual(accepted({ phone: PHONE, clear: 'city, plan' }).lead.fields, { city: null, plan: null });
  });

  it('inside a group fall away alone', () => {
    const { lead } = accepted({ phone: PHONE, lead: { address: { state: '', city: 'Miami', zip: null } } });
    assert.deepEqual(lead.fields, { address: { city: 'Miami' } });
  });
});

describe('an answer about consent', () => {
  const YES = [
    'y',
    'Y',
    'on',
    'checked',
    'subscribed',
    'opt-in',
    'opted_in',
    'Opted In',
    'agreed',
    'I agree',
    'x',
    '✓',
    'TRUE',
    '1',
    'sí',
    'oui',
    'ja',
    'sim',
    'accepted',
    'granted',
    'Yes, text me about my request',
    'I agree to receive texts. Consent is not a condition of purchase. Reply STOP to opt out.',
    'Text me offers',
    'confirmed_opt_in',
  ];
  const NO = [
    'n',
    'off',
    'unchecked',
    'not_subscribed',
    'FALSE',
    '0',
    'declined',
    'nein',
    'non',
    'não',
    'No, thanks',
    'never',
    'denied',
  ];
  const OUT = ['unsubscribed', 'opted out', 'opt-out', 'revoked', 'STOP', 'do not contact'];
  const UNCLEAR = [
    'maybe',
    'pending',
    'yes and no',
    'I do not agree to texts, yes',
    'Yes, but not by text',
    'call me',
    '2',
    'email',
    'I want no texts',
  ];
  const CASES = [
    ['yes', YES],
    ['no', NO],
    ['out', OUT],
    ['unclear', UNCLEAR],
  ] as const;
  for (const [says, texts] of CASES) {
    for (const text of texts)
      it(`of ${JSON.stringify(text)} is "${says}"`, () => assert.equal(readAnswer(text).says, says));
  }

  it('that is the label of a box is kept as the words', () => {
    assert.equal(
      accepted({ phone: PHONE, consent: 'Yes, text me about my request' }).consent?.words,
      'Yes, text me about my request',
    );
    assert.equal(
      accepted({ phone: PHONE, consent: { given: 'Yes, please do', words: 'The words' } }).consent?.words,
      'The words',
    );
  });
});

describe('numbers of 64 bits', () => {
  it('keep every digit, and other values are what JSON says', () => {
    const big = fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n });
    const other = fc.array(fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null)));
    fc.assert(
      fc.property(big, other, fc.string(), (id, rest, text) => {
        const json = `{"id":${id},"ids":[-${id}, 1.5, 1e3],"text":${JSON.stringify(`${text}"${id}`)},"rest":${JSON.stringify(rest)}}`;
        assert.deepEqual(parseJson(json), {
          ...(JSON.parse(json) as object),
          id: String(id),
          ids: [`-${id}`, 1.5, 1000],
        });
      }),
      { seed: 4 },
    );
  });

  it('are refused as ids, and left out elsewhere, once they have lost digits', () => {
    const { behavior, ignored } = accepted({
      phone: PHONE,
      properties: { ad: Number('120210000000000123'), n: 3 },
    });
    assert.deepEqual(behavior.properties, { n: 3 });
    assert.match(ignored?.[0]?.because ?? '', /beyond 2\^53, which has lost digits: send it as a text/);
    assert.equal(accepted({ phone: PHONE, id: 120210000000000123n }).behavior.id, '120210000000000123');
  });

  it('are different behaviors when they differ in their last digit', () => {
    const id = (digits: string) => accepted(parseJson(`{"phone":"${PHONE}","id":${digits}}`)).behavior.id;
    assert.notEqual(id('120210000000000123'), id('120210000000000124'));
  });
});

describe('HTML entities', () => {
  const TYPED: [string, string][] = [
    ['O&#039;Brien', "O'Brien"],
    ['O&#x27;Brien', "O'Brien"],
    ['Trek &amp; Co', 'Trek & Co'],
    ['Jos&eacute;', 'José'],
    ['M&Uuml;LLER', 'MÜLLER'],
    ['&quot;Bo&quot;', '"Bo"'],
    ['a &lt; b', 'a < b'],
    ['&amp;lt;', '&lt;'],
    ['&#8217;', '’'],
    ['&euro;5', '€5'],
    ['?a=1&copy=2', '?a=1&copy=2'],
    ['Tom & Jerry; Co', 'Tom & Jerry; Co'],
    ['&#0;&#xD800;', '&#0;&#xD800;'],
    ['&nosuch;', '&nosuch;'],
  ];
  for (const [text, typed] of TYPED) {
    it(`make ${JSON.stringify(typed)} of ${JSON.stringify(text)}`, () =>
      assert.equal(withoutEntities(text), typed));
  }

  it('are decoded in names, fields and properties, and not in the words of a consent', () => {
    const { lead, behavior, consent } = accepted({
      phone: PHONE,
      name: 'Tom O&#039;Brien',
      lead: { shop: 'Trek &amp; Co' },
      properties: { note: 'a &lt; b' },
      consent: { given: true, words: 'You &amp; I' },
    });
    assert.deepEqual(lead, { firstName: 'Tom', lastName: "O'Brien", fields: { shop: 'Trek & Co' } });
    assert.deepEqual(behavior.properties, { note: 'a < b' });
    assert.equal(consent?.words, 'You &amp; I');
  });
});

describe('charsets', () => {
  const UTF16 = (text: string, mark: string): Buffer => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return mark === 'be' ? bytes.swap16() : bytes;
  };
  const BYTES: [string, Buffer, string | undefined, string | undefined][] = [
    ['UTF-8', Buffer.from('José'), undefined, 'José'],
    ['UTF-8 with its mark', Buffer.from('\ufeffJosé'), undefined, 'José'],
    ['UTF-16, little end first, by its mark', UTF16('José', 'le'), undefined, 'José'],
    ['UTF-16, big end first, by its mark', UTF16('José', 'be'), undefined, 'José'],
    ['Windows-1252 by its bytes', Buffer.from([0x4a, 0x6f, 0x73, 0xe9, 0x80]), undefined, 'José€'],
    ['ISO-8859-1 by its name', Buffer.from('José', 'latin1'), 'iso-8859-1', 'José'],
    ['Shift JIS by its name', Buffer.from([0x8e, 0x52, 0x93, 0x63]), 'shift_jis', '山田'],
    ['KOI8-R by its name', Buffer.from([0xe1, 0xce, 0xce, 0xc1]), 'koi8-r', 'Анна'],
    ['what is no UTF-8 although it says so', Buffer.from([0xe9]), 'utf-8', undefined],
    ['a charset that nobody knows', Buffer.from('x'), 'utf-7', undefined],
  ];
  for (const [what, bytes, charset, text] of BYTES) {
    it(`of ${what}`, () => assert.equal(decodeText(bytes, charset), text));
  }

  it('count for forms, in their escapes too', () => {
    const form = (text: string, charset?: string) => decodeForm(Buffer.from(text, 'latin1'), charset);
    assert.deepEqual(form('name=Jos%C3%A9+x&a=1'), [
      ['name', 'José x'],
      ['a', '1'],
    ]);
    assert.deepEqual(form('name=Jos%E9'), [['name', 'José']]);
    assert.deepEqual(form('name=Jos%E9', 'windows-1252'), [['name', 'José']]);
    assert.deepEqual(form('name=%8eR', 'shift_jis'), [['name', '山']]);
    assert.equal(form('name=x', 'utf-16'), undefined);
    assert.ok(isCharset('latin1') && !isCharset('utf-7') && !isCharset('__proto__'));
  });
});
