import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LedgerEntry } from '../../src/leads/ledger';
import { PURPOSES, type Purpose } from '../../src/leads/message';
import type { LeadRecord } from '../../src/leads/record';
import { consented, optedOut, verifyLedger } from '../../src/permission/ledger';
import { writeLine } from '../../src/permission/ledger/write';
import { recordAsOf } from '../../src/permission/questions';
import { seededRandomness } from '../../src/randomness';
import { Draft } from '../../src/store/draft';
import '../support/seed';
import { MINUTE, aRecord } from './people';

/** What is written down, with the words it came with. */
type Told =
  | {
      readonly kind: 'consent';
      readonly covers: Purpose;
      readonly unconfirmed?: true;
      readonly words: string;
    }
  | { readonly kind: 'opt_out' | 'opt_in' | 'confirmation'; readonly words: string };

/** The ledger after these acts, a minute apart. */
function written(acts: readonly Told[]): readonly LedgerEntry[] {
  let record: LeadRecord = aRecord();
  for (const [index, act] of acts.entries()) {
    const at = index * MINUTE;
    const view = {
      record,
      nextSeq: () => 1,
      isSuppressed: () => false,
      hashOf: () => '',
    };
    const draft = new Draft(view, at, seededRandomness(1));
    writeLine(draft, { ...act, at, recordedAt: at, channel: 'webhook', source: 'form' });
    record = draft.lead;
  }
  return record.ledger;
}

/** What a ledger without limits would say at a moment. */
function standing(ledger: readonly LedgerEntry[], at: number): unknown {
  const { ledger: then } = recordAsOf(aRecord({ ledger }), at);
  return [optedOut(then) !== undefined, PURPOSES.map((purpose) => consented(then, purpose) !== undefined)];
}

function unlimited(acts: readonly Told[]): readonly LedgerEntry[] {
  return acts.map((act, index) => {
    const at = index * MINUTE;
    return { ...act, at, recordedAt: at, channel: 'webhook', source: 'form', hash: '' };
  });
}

const again = (count: number, words = 'Yes'): Told[] =>
  Array.from({ length: count }, (_, nth) => ({
    kind: 'consent',
    covers: 'marketing',
    words: `${words} ${nth}`,
  }));

describe('a ledger that is written without end', () => {
  it('keeps the first consent and the last ones word for word, and folds those between', () => {
    const ledger = written(again(5_000));
    assert.ok(ledger.length <= 400, `${ledger.length} lines`);
    assert.equal(ledger[0]?.words, 'Yes 0');
    assert.equal(ledger.at(-1)?.words, 'Yes 4999');
    const [, summary] = ledger;
    assert.ok(summary?.kind === 'folded');
    assert.equal(summary.at, MINUTE);
    assert.equal((summary.counts.consent ?? 0) + ledger.length - 1, 5_000);
    assert.deepEqual(verifyLedger(ledger), { intact: true });
  });

  it('stays small when every line is as long as it may be', () => {
    const ledger = written(again(500, 'x'.repeat(4_000)));
    assert.ok(JSON.stringify(ledger).length < 300 * 1024);
    assert.deepEqual(verifyLedger(ledger), { intact: true });
  });

  it('keeps an opt-out among thousands of consents, and who opted out stays out', () => {
    const acts = [...again(1_000), { kind: 'opt_out', words: 'stop it' } as const, ...again(5_000)];
    const ledger = written(acts);
    assert.equal(optedOut(ledger)?.words, 'stop it');
    assert.equal(consented(ledger), undefined);
  });

  it('stays small when every line changes what counts, and still answers for the last of them', () => {
    const acts = Array.from({ length: 6_000 }, (_, nth): Told => ({
      kind: nth % 2 === 0 ? 'opt_out' : 'opt_in',
      words: `text ${nth}`,
    }));
    const ledger = written(acts);
    assert.ok(ledger.length <= 400 && JSON.stringify(ledger).length < 300 * 1024);
    assert.deepEqual(verifyLedger(ledger), { intact: true });
    for (let nth = 5_500; nth < 6_000; nth += 33) {
      assert.deepEqual(standing(ledger, nth * MINUTE), standing(unlimited(acts), nth * MINUTE));
    }
    // What nobody knows any more proves no permission.
    assert.deepEqual(standing(ledger, MINUTE), [true, [false, false, false]]);
  });

  const tampering: [string, (summary: LedgerEntry) => LedgerEntry[]][] = [
    ['says of other counts', (summary) => [{ ...summary, counts: { consent: 1 } } as LedgerEntry]],
    ['says of another time', (summary) => [{ ...summary, at: summary.at + 1 }]],
    ['is taken out', () => []],
  ];
  for (const [what, tamper] of tampering) {
    it(`shows that a summary ${what}`, () => {
      const ledger = written(again(1_000));
      const at = ledger.findIndex(({ kind }) => kind === 'folded');
      const summary = ledger[at];
      assert.ok(summary);
      const tampered = [...ledger.slice(0, at), ...tamper(summary), ...ledger.slice(at + 1)];
      assert.equal(verifyLedger(tampered).intact, false);
    });
  }

  it('shows that a summary was written anew with a hash that fits', () => {
    const honest = written(again(1_000));
    const other = written(again(1_000).map((act, nth) => (nth === 5 ? { ...act, words: 'No' } : act)));
    const at = honest.findIndex(({ kind }) => kind === 'folded');
    const swapped = honest.map((line, index) => (index === at ? (other[at] ?? line) : line));
    assert.equal(verifyLedger(swapped).intact, false);
  });

  it('answers as one without limits would, at every moment', () => {
    const act = fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom<Told['kind']>('consent') },
      { weight: 1, arbitrary: fc.constantFrom<Told['kind']>('opt_out', 'opt_in', 'confirmation') },
    );
    const told = fc.record({
      kind: act,
      covers: fc.constantFrom(...PURPOSES),
      unconfirmed: fc.boolean(),
      words: fc.constantFrom('a', 'b'),
    });
    const asActs = (
      all: readonly { kind: Told['kind']; covers: Purpose; unconfirmed: boolean; words: string }[],
    ) =>
      all.map(({ kind, covers, unconfirmed, words }): Told =>
        kind === 'consent'
          ? { kind, covers, words, ...(unconfirmed ? { unconfirmed } : {}) }
          : { kind, words },
      );
    fc.assert(
      fc.property(fc.array(told, { minLength: 401, maxLength: 700, size: 'max' }), (all) => {
        const acts = asActs(all);
        const ledger = written(acts);
        assert.deepEqual(verifyLedger(ledger), { intact: true });
        for (let nth = 0; nth < acts.length; nth += 23)
          assert.deepEqual(standing(ledger, nth * MINUTE), standing(unlimited(acts), nth * MINUTE));
      }),
      { numRuns: 5 },
    );
  });
});
