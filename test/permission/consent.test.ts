import assert from 'node:assert/strict';
import { PURPOSES, type Purpose } from '../../src/leads/message';
import type { LedgerEntry } from '../../src/leads/ledger';
import { consented, ledgerEntry, verifyLedger } from '../../src/permission/ledger';
import type { ConsentRule } from '../../src/permission/rules';
import { ask, gate, noon, rules, word } from './asking';
import { aLedger, aRecord } from './people';

/** Consent to texts of one kind after another. */
function agreedTo(...kinds: Purpose[]): LedgerEntry[] {
  const ledger: LedgerEntry[] = [];
  for (const covers of kinds) {
    const said = { at: 0, recordedAt: 0, channel: 'web form', words: 'Yes', source: 'checkout' };
    ledger.push(ledgerEntry(ledger.at(-1), { ...said, kind: 'consent', covers }));
  }
  return ledger;
}

describe('consent of a kind', () => {
  const COVERED: Readonly<Record<Purpose, readonly Purpose[]>> = {
    marketing: ['marketing', 'conversational', 'transactional'],
    conversational: ['conversational', 'transactional'],
    transactional: ['transactional'],
  };
  for (const kind of PURPOSES) {
    for (const purpose of PURPOSES) {
      const covered = COVERED[kind].includes(purpose);
      it(`to ${kind} texts ${covered ? 'covers' : 'does not cover'} a ${purpose} one`, () => {
        const every = { ...rules, consent: 'every_text' } as const;
        const verdict = ask({ record: aRecord({ ledger: agreedTo(kind) }), purpose, rules: every });
        assert.equal(word(verdict), covered ? 'allow' : 'block no_consent');
        const { value } = gate(verdict, 'consent');
        assert.equal(value, covered ? `agreed to ${kind} texts` : 'agreed to less');
      });
    }
  }

  it('is not narrowed by a later one to less', () => {
    assert.ok(consented(agreedTo('marketing', 'transactional'), 'marketing'));
  });

  const WITHOUT: [ConsentRule, Purpose, string, string][] = [
    ['required', 'marketing', 'block no_consent', 'consent.required'],
    ['required', 'conversational', 'allow', 'consent.marketing_only'],
    ['required', 'transactional', 'allow', 'consent.marketing_only'],
    ['every_text', 'marketing', 'block no_consent', 'consent.required'],
    ['every_text', 'conversational', 'block no_consent', 'consent.required'],
    ['every_text', 'transactional', 'block no_consent', 'consent.required'],
    ['assumed', 'marketing', 'allow', 'consent.assumed'],
  ];
  for (const [consent, purpose, answer, rule] of WITHOUT) {
    it(`that nobody gave: a ${purpose} text in a store where it is ${consent} gets ${answer}`, () => {
      const verdict = ask({ record: aRecord(), purpose, rules: { ...rules, consent } });
      assert.equal(word(verdict), answer);
      assert.equal(gate(verdict, 'consent').rule, rule);
    });
  }

  it('says what is missing in a sentence of its own for a text that is no marketing', () => {
    const verdict = ask({
      record: aRecord(),
      purpose: 'transactional',
      rules: { ...rules, consent: 'every_text' },
    });
    assert.equal(
      verdict.answer === 'block' && verdict.because,
      'The lead has not agreed to texts of this kind.',
    );
  });

  for (const [kind, answer] of [
    ['text', 'allow'],
    ['auto_text', 'block no_consent'],
  ] as const) {
    it(`is not needed for an answer to who wrote first: after ${kind} ${answer}`, () => {
      const reply = { id: 'r', at: noon, text: 'How much?', to: '+12025550100', unknownSender: true };
      const record = aRecord({ replies: [{ ...reply, reading: { kind } }] });
      const every = { ...rules, consent: 'every_text' } as const;
      assert.equal(word(ask({ record, purpose: 'conversational', rules: every })), answer);
      assert.equal(word(ask({ record, purpose: 'marketing', rules: every })), 'block no_consent');
    });
  }
});

describe('a ledger of an older version, whose consent has no kind', () => {
  const OLD: LedgerEntry[] = [
    {
      kind: 'consent',
      at: 1000,
      recordedAt: 2000,
      channel: 'webhook',
      words: 'Yes, text me.',
      source: 'contact form',
      hash: '490be8ea01b9e90367e507a9271449e9002152be15abd02020fd9c29f82744c1',
    },
    {
      kind: 'opt_out',
      at: 3000,
      recordedAt: 3000,
      channel: 'sms',
      words: 'STOP',
      source: 'reply r1',
      hash: '20db52f1a5668bd9b75bd75f97447ba17b074fb35bcc281039caedeb68b04497',
    },
  ];

  it('is intact, and goes on', () => {
    const facts = { at: 4000, recordedAt: 4000, channel: 'sms', words: 'START', source: 'reply r2' };
    const longer = [...OLD, ledgerEntry(OLD[1], { ...facts, kind: 'opt_in' })];
    assert.deepEqual(verifyLedger(longer), { intact: true });
  });

  it('allows marketing, as it did', () => {
    assert.equal(word(ask({ record: aRecord({ ledger: OLD.slice(0, 1) }) })), 'allow');
    assert.equal(word(ask({ record: aRecord({ ledger: aLedger('consent') }) })), 'allow');
  });
});
