import assert from 'node:assert/strict';
import type { Purpose } from '../../src/leads/message';
import type { LeadRecord } from '../../src/leads/record';
import { ledgerEntry, type LedgerFacts } from '../../src/permission/ledger';
import { askPermission, momentOf } from '../../src/permission/questions';
import { rules } from './asking';
import { aLead, aMessage, aRecord, DAY, HOUR, MINUTE, utc } from './people';

/** Monday 23 November 2026, noon in New York. */
const NOW = utc('2026-11-23T17:00:00Z');
const at = (iso: string): number => utc(iso);

function ledgerOf(...acts: LedgerFacts[]): LeadRecord['ledger'] {
  const ledger: LeadRecord['ledger'][number][] = [];
  for (const act of acts) ledger.push(ledgerEntry(ledger.at(-1), act));
  return ledger;
}

const AGREED: LedgerFacts = {
  kind: 'consent',
  covers: 'marketing',
  at: at('2026-03-03T16:00:00Z'),
  recordedAt: at('2026-03-03T16:00:00Z'),
  channel: 'web form',
  words: 'Yes, text me.',
  source: 'checkout',
};
/** Said on 10 March, and heard of on 15 March. */
const OUT: LedgerFacts = {
  kind: 'opt_out',
  at: at('2026-03-10T16:00:00Z'),
  recordedAt: at('2026-03-15T16:00:00Z'),
  channel: 'e-mail',
  words: 'No more.',
  source: 'inbox',
};
const AGAIN: LedgerFacts = {
  ...OUT,
  kind: 'opt_in',
  at: at('2026-05-01T16:00:00Z'),
  recordedAt: at('2026-05-01T16:00:00Z'),
  channel: 'sms',
  words: 'START',
};

describe('a question about permission', () => {
  const ana = aRecord({
    lead: aLead({ createdAt: at('2026-03-03T16:00:00Z') }),
    ledger: ledgerOf(AGREED, OUT, AGAIN),
  });
  const ask = (moment: number, purpose: Purpose = 'marketing', record = ana) =>
    askPermission(record, { purpose, at: moment, now: NOW }, rules);

  const MOMENTS: [string, number, string | undefined][] = [
    ['before anybody knew her', at('2026-03-03T15:59:59Z'), undefined],
    ['on 5 March, after she agreed', at('2026-03-05T17:00:00Z'), 'allow'],
    ['on 5 March at night', at('2026-03-05T08:00:00Z'), 'hold'],
    ['on 14 March, when the e-mail had not reached us', at('2026-03-14T16:00:00Z'), 'allow'],
    ['at the moment it took effect', at('2026-03-15T16:00:00Z'), 'block'],
    ['a millisecond before', at('2026-03-15T16:00:00Z') - 1, 'allow'],
    ['in April', at('2026-04-14T16:00:00Z'), 'block'],
    ['after her START', at('2026-05-02T16:00:00Z'), 'allow'],
    ['now', NOW, 'allow'],
    ['tonight', NOW + 14 * HOUR, 'hold'],
  ];
  for (const [what, moment, may] of MOMENTS) {
    it(`${what}: ${may ?? 'nobody can say'}`, () => assert.equal(ask(moment)?.may, may));
  }

  it('says why: the line of the ledger that decides, and the gate that is closed', () => {
    const april = ask(at('2026-04-14T16:00:00Z'));
    assert.equal(april?.says, 'The text is not sent. The lead opted out, and only her own START lifts that.');
    assert.deepEqual(april?.why, [
      'She opted out on 10 Mar 2026, 12:00 (e-mail, inbox): "No more.".',
      'suppression: opted out (suppression.store).',
      'consent: no longer agreed (consent.required).',
    ]);
    assert.equal(april?.decidedBy, ana.ledger[1]);
    assert.deepEqual(ask(at('2026-03-05T08:00:00Z'))?.why, [
      'She agreed to marketing texts on 3 Mar 2026, 11:00 (web form, checkout): "Yes, text me.".',
      'contact hours: Thu 03:00 America/New_York (hours.08:00-21:00); it opens on 5 Mar 2026, 08:00.',
    ]);
  });

  it('says that an opt-out had been said and had not reached us', () => {
    assert.deepEqual(ask(at('2026-03-14T16:00:00Z'))?.why.slice(1), [
      'She had opted out on 10 Mar 2026, 12:00 (e-mail); it reached us on 15 Mar 2026, 12:00.',
    ]);
  });

  it('says that nothing covers the text', () => {
    const [why] = ask(NOW, 'marketing', aRecord({ lead: aLead() }))?.why ?? [];
    assert.equal(why, 'The ledger has no consent that covers the text.');
  });

  it('counts the texts, and the pause, of that moment', () => {
    const moment = at('2026-03-05T17:00:00Z');
    const later = aMessage({ plannedAt: moment + HOUR, life: { state: 'delivered', sid: 's', at: 0 } });
    const busy = { ...ana, messages: [later] };
    assert.equal(ask(moment, 'marketing', busy)?.may, 'allow');
    assert.equal(ask(moment + 2 * HOUR, 'marketing', busy)?.may, 'hold');
    const paused: LeadRecord = {
      ...ana,
      notes: [
        { kind: 'paused', at: moment - MINUTE, reason: 'person' },
        { kind: 'resumed', at: moment + DAY },
      ],
    };
    assert.equal(ask(moment, 'marketing', paused)?.may, 'hold');
    assert.equal(ask(moment + DAY, 'marketing', paused)?.may, 'allow');
    const now = { ...ana, pause: { since: NOW - DAY, until: null, reason: 'person' as const } };
    assert.equal(ask(NOW, 'marketing', now)?.may, 'hold');
    assert.equal(ask(moment, 'marketing', now)?.may, 'allow', 'the pause of today was not there then');
  });
});

describe('the moment that a question asks about', () => {
  const moment = (value: unknown, lead = aLead()): number => momentOf(value, aRecord({ lead }), rules, NOW);

  it('is now when none is told', () => {
    assert.deepEqual([moment(undefined), moment(null), moment('')], [NOW, NOW, NOW]);
  });

  it('is noon where the lead lives for a day alone', () => {
    assert.equal(moment('2026-03-14'), at('2026-03-14T16:00:00Z'));
    assert.equal(moment('2026-03-14', aLead({ zone: 'America/Denver' })), at('2026-03-14T18:00:00Z'));
  });

  it('is any time with a zone, also one to come', () => {
    assert.equal(moment('2026-03-14T09:30:00Z'), at('2026-03-14T09:30:00Z'));
    assert.equal(moment(NOW + DAY), NOW + DAY);
  });

  for (const value of ['2026-02-30', 'in March', {}, '2026-03-14T09:30:00']) {
    it(`is not ${JSON.stringify(value)}`, () => assert.throws(() => moment(value), { name: 'Refusal' }));
  }
});
