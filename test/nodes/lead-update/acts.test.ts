import assert from 'node:assert/strict';
import type { LedgerEntry } from '../../../src/leads/ledger';
import { verifyLedger } from '../../../src/permission/ledger';
import { ANA, DAY, HOUR, START } from '../../support/house';
import { Workbench, watched, withListeners, type Given } from '../../support/workbench';

const UPDATE = { id: 'n', type: 'nurture-lead-update', store: 'store', name: 'agent desk' };
const iso = (at: number): string => new Date(at).toISOString();

describe('what a lead update writes into the ledger', () => {
  let bench: Workbench;
  const open = async (update: Given): Promise<void> => {
    bench = await Workbench.open([...withListeners({ ...UPDATE, updates: [update] }, 1), ...watched('n')]);
  };
  afterEach(() => bench.close());
  /** All but the hash. */
  const written = async (): Promise<object[]> =>
    (await bench.lead()).ledger.map(({ hash: _hash, ...entry }: LedgerEntry) => entry);

  it('of consent is what its dialog says, and who recorded it', async () => {
    await open({ what: 'consent', words: 'Yes.', channel: 'paper', kind: 'conversational', version: '2' });
    await bench.give('n', { phone: ANA });
    assert.deepEqual(await written(), [
      {
        kind: 'consent',
        covers: 'conversational',
        words: 'Yes.',
        version: '2',
        channel: 'paper',
        source: 'lead update agent desk',
        by: 'lead update agent desk',
        at: START,
        recordedAt: START,
      },
    ]);
  });

  it('of consent is, over that, what the message tells of this lead', async () => {
    await open({ what: 'consent' });
    const told = {
      kind: 'transactional',
      words: 'Text me about my order.',
      version: 'v7',
      channel: 'web form',
      source: 'checkout',
      page: 'https://shop.example/checkout',
      address: '203.0.113.7',
      agent: 'Mozilla/5.0',
      by: 'shop',
    };
    await bench.give('n', { phone: ANA, consent: { ...told, at: iso(START - HOUR) } });
    const { kind: covers, ...rest } = told;
    assert.deepEqual(await written(), [
      { ...rest, kind: 'consent', covers, at: START - HOUR, recordedAt: START },
    ]);
  });

  it('of consent is the same once, also when the message comes twice', async () => {
    await open({ what: 'consent', words: 'Yes.' });
    await bench.give('n', { phone: ANA });
    await bench.give('n', { phone: ANA });
    assert.equal((await bench.lead()).ledger.length, 1);
    await bench.give('n', { phone: ANA, consent: { kind: 'transactional' } });
    assert.equal((await bench.lead()).ledger.length, 2, 'another kind is another act');
  });

  const REFUSED: [string, unknown, RegExp][] = [
    ['says that she did not agree', { given: false }, /did not agree, so no consent was recorded/],
    ['is a no', false, /did not agree/],
    ['is an unticked box', { given: 'off', words: 'I agree' }, /did not agree/],
    ['names a kind that nobody knows', { kind: 'everything' }, /`msg.consent.kind` must be one of/],
    ['lies in the future', { at: iso(START + DAY) }, /`msg.consent.at` lies in the future/],
  ];
  for (const [what, consent, sentence] of REFUSED) {
    it(`is nothing when msg.consent ${what}`, async () => {
      await open({ what: 'consent', words: 'Yes.' });
      await bench.give('n', { phone: ANA, consent });
      assert.match(JSON.stringify(bench.received('caught')[0]?.['error']), sentence);
      assert.deepEqual([(await bench.lead()).ledger, bench.out('n')], [[], []]);
    });
  }

  it('of an opt-out is her words, the channel, when it was said and when it took effect', async () => {
    await open({ what: 'opt_out', channel: 'phone call' });
    await bench.knows();
    const optOut = {
      words: 'Take me off your list.',
      channel: 'e-mail',
      at: iso(START - 2 * DAY),
      by: 'Kim',
    };
    await bench.give('n', { phone: ANA, optOut });
    const [, out] = await written();
    assert.deepEqual(out, {
      ...optOut,
      kind: 'opt_out',
      source: 'lead update agent desk',
      at: START - 2 * DAY,
      recordedAt: START,
    });
    assert.deepEqual(verifyLedger((await bench.lead()).ledger), { intact: true });
  });

  it('is an opt-out, too, when it records the behavior opted_out', async () => {
    await open({ what: 'behavior', name: 'opted_out' });
    await bench.knows();
    await bench.give('n', { phone: ANA });
    const { ledger, behaviors } = await bench.lead();
    assert.deepEqual(
      [ledger.at(-1)?.kind, behaviors.filter(({ name }) => name === 'opted_out').length],
      ['opt_out', 1],
    );
  });
});

describe('what a lead update is asked', () => {
  let bench: Workbench;
  const open = async (...updates: Given[]): Promise<void> => {
    bench = await Workbench.open([...withListeners({ ...UPDATE, updates }, 1), ...watched('n')], {
      store: { name: 'Our leads' },
    });
    await bench.knows({ consent: { given: true, words: 'Yes, text me.', source: 'checkout' } });
  };
  afterEach(() => bench.close());
  const told = (): Given => (bench.out('n')[0]?.['permission'] ?? {}) as Given;

  it('is answered: she may be texted now, and why', async () => {
    await open({ what: 'ask' });
    await bench.give('n', { phone: ANA, payload: 'mine' });
    const { purpose, at, may, says, why, verdict, decidedBy } = told();
    assert.deepEqual([purpose, at, may, says], ['marketing', START, 'allow', 'The text may go out.']);
    assert.deepEqual(why, [
      'She agreed to marketing texts on 3 Mar 2026, 11:00 (webhook, checkout): "Yes, text me.".',
    ]);
    assert.deepEqual([(verdict as Given)['answer'], (decidedBy as Given)['kind']], ['allow', 'consent']);
    assert.equal(bench.out('n')[0]?.['payload'], 'mine');
  });

  it('is answered for a day that the message names, by what was known then', async () => {
    await open({ what: 'ask', valueType: 'msg', value: 'payload.day' });
    await bench.pass(10 * DAY);
    await bench.replies('STOP');
    await bench.give('n', { phone: ANA, payload: { day: '2026-03-10' } });
    assert.deepEqual([told()['may'], told()['at']], ['allow', Date.UTC(2026, 2, 10, 16)]);
  });

  it('is answered when the changes of the list are made', async () => {
    await open({ what: 'ask' }, { what: 'opt_out', words: 'No.' });
    await bench.give('n', { phone: ANA });
    assert.equal(
      told()['says'],
      'The text is not sent. The lead opted out, and only her own START lifts that.',
    );
  });

  it('gives everything about her, also when it deletes her in the same step', async () => {
    await open({ what: 'export' }, { what: 'delete' });
    await bench.give('n', { phone: ANA });
    const [msg] = bench.out('n');
    const { store, brand, lead, ledger } = msg?.['export'] as Record<string, Given>;
    assert.deepEqual([store, brand, lead?.['phone']], ['Our leads', 'Acme', ANA]);
    assert.deepEqual([ledger?.['intact'], (ledger?.['lines'] as Given[]).length], [true, 1]);
    assert.equal(await bench.engine.store.size(), 0);
  });

  const REFUSED: [string, unknown, RegExp][] = [
    ['a moment that is none', 'soon', /`at` must be a date and time/],
    ['a moment at which nobody knew her', '2026-03-01', /not known yet/],
  ];
  for (const [what, value, sentence] of REFUSED) {
    it(`refuses ${what}, and changes nothing`, async () => {
      await open({ what: 'add_tag', tag: 'asked' }, { what: 'ask', value });
      await bench.give('n', { phone: ANA });
      assert.match(JSON.stringify(bench.received('caught')[0]?.['error']), sentence);
      assert.deepEqual([(await bench.lead()).lead.tags, bench.out('n')], [[], []]);
    });
  }
});
