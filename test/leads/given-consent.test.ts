import assert from 'node:assert/strict';
import { formToObject } from '../../src/leads/behavior-input';
import { NOW, PHONE, accepted, refused } from './reading';

const PROOF = {
  words: 'Yes, text me offers.',
  version: '2026-03',
  source: 'checkout',
  channel: 'web form',
  page: 'https://shop.example/checkout',
  address: '203.0.113.7',
  agent: 'Mozilla/5.0',
  by: 'Riverside Dental website',
};

describe('consent that is posted', () => {
  it('tells all that proves it', () => {
    const { consent } = accepted({
      phone: PHONE,
      consent: { given: true, kind: 'transactional', at: '2026-11-23T09:00:00Z', ...PROOF },
    });
    assert.deepEqual(consent, {
      ...PROOF,
      covers: 'transactional',
      at: Date.parse('2026-11-23T09:00:00Z'),
    });
  });

  it('tells the same in a form', () => {
    const form = new URLSearchParams({ phone: PHONE, consent: 'yes', 'consent[kind]': 'conversational' });
    for (const [name, text] of Object.entries(PROOF)) form.set(`consent.${name}`, text);
    const { consent } = accepted(formToObject(form));
    assert.deepEqual(consent, { ...PROOF, covers: 'conversational', at: NOW });
  });

  it('takes the version of the words as a number too', () => {
    assert.equal(accepted({ phone: PHONE, consent: { given: true, version: 3 } }).consent?.version, '3');
  });

  it('is never made up by a column that an import calls something else', () => {
    const input = accepted({ phone: PHONE, opted_in: 'yes', sms_consent: true, subscribed: 1 });
    assert.equal(input.consent, undefined);
    assert.deepEqual(input.behavior.properties, { opted_in: 'yes', sms_consent: true, subscribed: 1 });
  });

  const WRONG: [string, unknown, string, RegExp][] = [
    [
      'an unknown kind',
      { given: true, kind: 'all' },
      'consent.kind',
      /marketing, conversational, transactional/,
    ],
    ['a kind that is a list', { given: true, kind: ['marketing'] }, 'consent.kind', /must be one of/],
    ['an address that is no text', { given: true, address: 7 }, 'consent.address', /must be a text/],
    ['a long agent', { given: true, agent: 'x'.repeat(501) }, 'consent.agent', /at most 500 characters/],
    ['endless words', { given: true, words: 'x'.repeat(4001) }, 'consent.words', /too long/],
    ['a time in the future', { given: true, at: '2027-01-01T00:00:00Z' }, 'consent.at', /future/],
  ];
  for (const [what, consent, field, sentence] of WRONG) {
    it(`is refused with ${what}`, () => {
      const refusal = refused({ phone: PHONE, consent });
      assert.equal(refusal.field, field);
      assert.match(refusal.problem, sentence);
    });
  }
});

describe('an opt-out that is posted', () => {
  it('tells her words, the channel and the time, and is the behavior opted_out', () => {
    const optOut = { words: 'No more, please.', channel: 'e-mail', at: '2026-11-20T09:00:00Z', by: 'Kim' };
    const input = accepted({ phone: PHONE, optOut });
    assert.deepEqual(input.optOut, { ...optOut, at: Date.parse(optOut.at) });
    assert.equal(input.behavior.name, 'opted_out');
  });

  it('can stand beside what else she did', () => {
    const input = accepted({ phone: PHONE, behavior: 'purchased', optOut: true });
    assert.equal(input.behavior.name, 'purchased');
    assert.deepEqual(input.optOut, { at: NOW });
  });

  it('is the behavior opted_out alone, too', () => {
    assert.deepEqual(accepted({ phone: PHONE, behavior: 'opted_out' }).optOut, { at: NOW });
  });

  const READ: [unknown, boolean][] = [
    [true, true],
    ['on', true],
    [['on', 'yes'], true],
    [{}, true],
    [{ given: 'yes' }, true],
    [undefined, false],
    ['', false],
    [false, false],
    ['No', false],
    [0, false],
    [{ given: false, words: 'x' }, false],
  ];
  for (const [optOut, out] of READ) {
    it(`reads ${JSON.stringify(optOut)} as ${out ? 'an opt-out' : 'none'}`, () => {
      assert.equal(accepted({ phone: PHONE, optOut }).optOut !== undefined, out);
    });
  }

  const FORMS: [string, boolean][] = [
    ['optOut=on', true],
    ['optOut.words=Stop+it', true],
    ['optOut=on&optOut.channel=web+form', true],
    ['optOut=no&optOut.words=Stop+it', false],
  ];
  for (const [form, out] of FORMS) {
    it(`reads the form ${form} as ${out ? 'an opt-out' : 'none'}`, () => {
      const input = accepted(formToObject(new URLSearchParams(`phone=%2B13055550142&${form}`)));
      assert.equal(input.optOut !== undefined, out);
    });
  }

  const WRONG: [string, object, string, RegExp][] = [
    ['one that nobody can understand', { optOut: 'maybe' }, 'optOut', /must be true, or an object/],
    ['one that is a list', { optOut: [{}] }, 'optOut', /must be true, or an object/],
    ['one with consent beside it', { optOut: true, consent: true }, 'optOut', /leave out one of the two/],
    ['one with a time that is none', { optOut: { at: 'soon' } }, 'optOut.at', /with a zone/],
  ];
  for (const [what, told, field, sentence] of WRONG) {
    it(`refuses ${what}, so that no request to stop is lost`, () => {
      const refusal = refused({ phone: PHONE, ...told });
      assert.equal(refusal.field, field);
      assert.match(refusal.problem, sentence);
    });
  }
});
