import assert from 'node:assert/strict';
import type { LedgerEntry } from '../../src/leads/ledger';
import { consented, ledgerEntry, optedOut, verifyLedger } from '../../src/permission/ledger';
import { aLedger } from './people';

describe('the ledger of consent', () => {
  it('is intact as long as nobody touches it', () => {
    assert.deepEqual(verifyLedger([]), { intact: true });
    assert.deepEqual(verifyLedger(aLedger('consent', 'opt_out', 'opt_in')), { intact: true });
  });

  it('is intact after its lines went through JSON with their keys in another order', () => {
    const stored = aLedger('consent', 'opt_out').map((entry) => {
      const shuffled = Object.fromEntries(Object.entries(entry).reverse());
      return JSON.parse(JSON.stringify(shuffled)) as LedgerEntry;
    });
    assert.deepEqual(verifyLedger(stored), { intact: true });
  });

  const tampering: [string, (ledger: LedgerEntry[]) => LedgerEntry[], number][] = [
    ['a changed word', (l) => l.map((e, i) => (i === 1 ? { ...e, words: 'never said' } : e)), 1],
    ['a changed time', (l) => l.map((e, i) => (i === 0 ? { ...e, at: e.at - 1 } : e)), 0],
    ['an opt-out made a consent', (l) => l.map((e, i) => (i === 1 ? { ...e, kind: 'consent' } : e)), 1],
    ['a removed line', (l) => l.filter((_e, i) => i !== 1), 1],
    ['a removed first line', (l) => l.slice(1), 0],
    ['two lines that changed places', (l) => [l[0], l[2], l[1]].filter((e) => e !== undefined), 1],
    [
      'a line put in between',
      (l) => [...l.slice(0, 2), { ...ledgerEntry(undefined, l[0] ?? fail()) }, ...l.slice(2)],
      2,
    ],
  ];
  for (const [what, tamper, brokenAt] of tampering) {
    it(`names the line of ${what}`, () => {
      const ledger = aLedger('consent', 'opt_out', 'opt_in');
      assert.deepEqual(verifyLedger(tamper(ledger)), { intact: false, brokenAt });
    });
  }

  it('chains: the same act after another history has another hash', () => {
    const [first, second] = aLedger('consent', 'consent');
    const again = ledgerEntry(undefined, second ?? fail());
    assert.match(first?.hash ?? '', /^[0-9a-f]{64}$/);
    assert.notEqual(second?.hash, again.hash);
  });

  const histories: [Parameters<typeof aLedger>, number | undefined, number | undefined][] = [
    // what was said, the index of the opt-out that holds, the index of the consent that holds
    [[], undefined, undefined],
    [['consent'], undefined, 0],
    [['opt_in'], undefined, 0],
    [['opt_out'], 0, undefined],
    [['consent', 'opt_out'], 1, undefined],
    [['consent', 'opt_out', 'consent'], 1, undefined],
    [['consent', 'opt_out', 'consent', 'consent'], 1, undefined],
    [['consent', 'opt_out', 'opt_in'], undefined, 2],
    [['consent', 'opt_out', 'opt_in', 'consent'], undefined, 3],
    [['consent', 'opt_out', 'opt_in', 'opt_out'], 3, undefined],
    [['opt_out', 'opt_in', 'opt_out', 'opt_out'], 3, undefined],
    [['opt_out', 'consent', 'opt_in'], undefined, 2],
  ];
  for (const [said, out, consent] of histories) {
    it(`after ${said.join(', ') || 'nothing'}: ${holds(out, consent)}`, () => {
      const ledger = aLedger(...said);
      assert.equal(optedOut(ledger), out === undefined ? undefined : ledger[out]);
      assert.equal(consented(ledger), consent === undefined ? undefined : ledger[consent]);
    });
  }
});

function holds(out: number | undefined, consent: number | undefined): string {
  if (out !== undefined) return 'opted out';
  return consent === undefined ? 'neither opted out nor agreed' : 'agreed';
}

function fail(): never {
  throw new Error('the test ledger is too short');
}
