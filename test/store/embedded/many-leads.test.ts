import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Due, DueIndex } from '../../../src/store/embedded/due-index';
import type { EmbeddedStore } from '../../../src/store/embedded/store';
import { turnsDuring } from '../../support/turns';
import { create, handOver, leadId, make, NOON, parked } from '../samples';
import { TestFolder } from './folder';

const LEADS = 1_500;
const numbers = Array.from({ length: LEADS }, (_, at) => at);
/** Not in their order in the store. */
const stride = (at: number): number => (at * 977) % LEADS;

describe('questions about many leads', function () {
  this.timeout(60_000);
  const folder = new TestFolder();
  let store: EmbeddedStore;
  before(async () => {
    await folder.make();
    store = await folder.open();
    await Promise.all(numbers.map((at) => create(store, at, parked(`w${at}`, NOON + stride(at)))));
    await Promise.all(numbers.map((at) => handOver(store, stride(at))));
  });
  after(() => folder.remove());

  it('let others have their turn, and are answered in order', async () => {
    let seqs: number[] = [];
    const turns = await turnsDuring(async () => {
      seqs = (await store.unsettledHandovers()).map(({ handover }) => handover.seq);
    });
    assert.deepEqual(
      seqs,
      numbers.map((at) => at + 1),
    );
    assert.ok(turns >= LEADS / 200, `${turns} turns`);
    assert.ok((await turnsDuring(() => store.leadsWaitingAt('node-1'))) >= LEADS / 200);
  });

  it('miss nobody while another lead is deleted', async () => {
    const gone = { id: leadId(0) };
    const erased = [{ kind: 'lead_erased', suppressed: 'hash' }] as const;
    const [waiting, unsettled] = await Promise.all([
      store.leadsWaitingAt('node-1'),
      store.unsettledHandovers(),
      make(store, gone, erased),
    ]);
    const others = new Set(numbers.slice(1).map(leadId));
    assert.deepEqual(new Set(waiting.filter((id) => id !== gone.id)), others);
    assert.deepEqual(new Set(unsettled.map(({ lead }) => lead).filter((id) => id !== gone.id)), others);
  });

  it('of open editors that ask at once share a look, and each gets as many as it asked for', async () => {
    const asked = numbers.slice(0, 30).map(async (at) => store.recentLeads(at + 1));
    const [one, ...more] = await Promise.all(asked);
    assert.equal(one?.length, 1);
    const most = more.at(-1) ?? [];
    assert.equal(most.length, 30);
    for (const [at, ids] of more.entries()) assert.deepEqual(ids, most.slice(0, at + 2));
    await make(store, { id: leadId(7) }, [{ kind: 'lead_set', set: { stage: 'warm' } }]);
    assert.deepEqual(await store.recentLeads(1), [leadId(7)]);
  });
});

describe('the index of due times', () => {
  it('passes over everybody who is late with turns for others, and forgets none of them', async () => {
    const index = new DueIndex<Due>(() => undefined);
    const entries = Array.from({ length: 20_000 }, () => ({ due: Infinity }));
    entries.forEach((entry, at) => index.move(entry, stride(at)));
    const onTime = { due: Infinity };
    index.move(onTime, LEADS + 1);
    const turns = await turnsDuring(() => index.passOver(LEADS));
    assert.ok(turns >= 19, `${turns} turns`);
    assert.deepEqual(index.take(Infinity, 10, LEADS), [onTime]);
    index.move(onTime, Infinity);
    const late = index.take(LEADS, entries.length);
    assert.equal(new Set(late).size, entries.length);
    assert.ok(late.every(({ due }, at) => due >= (late[at - 1]?.due ?? 0)));
  });

  it('stays right when leads come, go and are asked about while it passes over', async () => {
    const index = new DueIndex<Due>(() => undefined);
    const entries = Array.from({ length: 5_000 }, () => ({ due: Infinity }));
    entries.forEach((entry, at) => index.move(entry, at));
    const passing = index.passOver(10_000);
    const [first] = index.take(10_000, 1);
    assert.equal(first, entries[0]);
    entries.slice(4_000).forEach((entry) => index.move(entry, Infinity));
    entries.slice(0, 10).forEach((entry) => index.move(entry, 20_000));
    await passing;
    assert.equal(index.next(), 10);
    assert.equal(index.next(10_000), 20_000);
    // Two questions at the same time, one of which takes back what the other passes over.
    const both = [index.passOver(3_900), index.passOver(1_000)];
    assert.equal(index.next(2_000), 2_001);
    assert.equal(index.next(500), 501);
    await Promise.all(both);
    assert.equal(index.next(3_000), 3_001);
    assert.equal(index.take(Infinity, 9_999).length, 4_000);
  });

  it('answers as a plain list does, whatever is asked and moved in whatever order', () => {
    const COUNT = 8;
    const act = fc.record({
      kind: fc.constantFrom('move', 'next', 'take'),
      which: fc.integer({ min: 0, max: COUNT - 1 }),
      due: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(Infinity)),
      after: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(-Infinity)),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const index = new DueIndex<Due>(() => undefined);
        const entries = Array.from({ length: COUNT }, () => ({ due: Infinity }));
        const dueAfter = (after: number): Due[] =>
          entries.filter(({ due }) => due > after && due < Infinity).sort((a, b) => a.due - b.due);
        for (const { kind, which, due, after } of acts) {
          const entry = entries[which];
          if (kind === 'move' && entry) index.move(entry, due);
          else if (kind === 'next') assert.equal(index.next(after), dueAfter(after)[0]?.due);
          else if (kind === 'take') {
            const expected = dueAfter(after).filter((one) => one.due <= due);
            assert.deepEqual(new Set(index.take(due, COUNT, after)), new Set(expected));
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
