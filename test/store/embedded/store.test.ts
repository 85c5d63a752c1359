import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import fc from 'fast-check';
import type { LeadStore } from '../../../src/store/contract';
import { KEPT_BEHAVIORS } from '../../../src/leads/record';
import { shardOf } from '../../../src/store/embedded/lead-entry';
import { leadStoreContract } from '../contract';
import { openMemoryStore } from '../memory-store';
import { behavior, create, handOver, leadId, make, moved, NOON, parked, planned } from '../samples';
import { TestFolder } from './folder';

const ways = [
  { name: 'the embedded store, from its journal,', checkpoint: false, journalBytes: 1e9 },
  { name: 'the embedded store, from its snapshots,', checkpoint: true, journalBytes: 1e9 },
  { name: 'the embedded store, always at a checkpoint,', checkpoint: false, journalBytes: 1, keptObjects: 0 },
];
for (const { name, checkpoint, ...options } of ways) {
  leadStoreContract(name, async () => {
    const folder = new TestFolder();
    await folder.make();
    return {
      store: await folder.open(options),
      again: async () => {
        if (checkpoint && folder.store.problem === undefined)
          await folder.store.checkpoint().catch(onlyClosed);
        return folder.again();
      },
      end: () => folder.remove(),
    };
  });
}

/** A test may have closed the store itself. */
function onlyClosed(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'closed')) throw error;
}

describe('the embedded store', () => {
  const folder = new TestFolder();
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  it('lets nobody but the owner into its folder and files', async () => {
    const store = await folder.open();
    await create(store, 1);
    await store.checkpoint();
    assert.equal((await stat(folder.path)).mode & 0o777, 0o700);
    for (const name of await folder.names())
      assert.equal((await stat(folder.in(name))).mode & 0o777, 0o600, name);
  });

  it('does not write the same change twice into the memory when it starts between snapshot and journal', async () => {
    const store = await folder.open({ journalBytes: 1e9 });
    for (let number = 1; number <= 50; number++) await create(store, number, behavior('b1'));
    const done = store.checkpoint();
    const more = Array.from({ length: 50 }, (_, at) => make(store, { id: leadId(at + 1) }, [behavior('b2')]));
    await Promise.all([done, ...more]);
    const again = await folder.again();
    for (let number = 1; number <= 50; number++) {
      const record = await again.read({ id: leadId(number) });
      assert.deepEqual(
        record?.behaviors.map(({ id }) => id),
        ['b1', 'b2'],
      );
    }
  });

  it('loses no change that comes while the shard of its lead is being written', async () => {
    const store = await folder.open({ journalBytes: 1e9, keptObjects: 0 });
    const sameShard = Array.from({ length: 2000 }, (_, at) => at).filter(
      (number) => shardOf(leadId(number)) === shardOf(leadId(0)),
    );
    for (const number of sameShard)
      await create(store, number, behavior('b', NOON, { text: 'x'.repeat(70_000) }));
    let changes = 0;
    let writing = true;
    const pending: Promise<unknown>[] = [store.checkpoint().then(() => (writing = false))];
    while (writing) {
      changes++;
      for (const number of sameShard)
        pending.push(make(store, { id: leadId(number) }, [behavior(`c${changes}`)]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(pending);
    const hold = async (): Promise<void> => {
      for (const number of sameShard)
        assert.equal(
          (await folder.store.read({ id: leadId(number) }))?.behaviors.length,
          Math.min(1 + changes, KEPT_BEHAVIORS),
        );
    };
    await hold();
    await folder.again();
    await hold();
    await folder.store.checkpoint();
    await folder.again();
    await hold();
  });

  it('behaves as the memory store does, whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
        const tried = new TestFolder();
        await tried.make();
        try {
          const model = openMemoryStore();
          await tried.open({ journalBytes: 1e9, keptObjects: 2 });
          for (const one of steps) await take(one, tried, model);
          await tried.again();
          assert.deepEqual(await everythingOf(tried.store), await everythingOf(model));
        } finally {
          await tried.remove();
        }
      }),
      { numRuns: 40 },
    );
  });
});

const number = fc.integer({ min: 1, max: 6 });
const id = fc.constantFrom('a', 'b', 'c');
const step = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), number }),
  fc.record({ kind: fc.constant('behavior' as const), number, id, at: fc.integer({ min: 0, max: 50 }) }),
  fc.record({ kind: fc.constant('park' as const), number, id, at: fc.integer({ min: 0, max: 50 }) }),
  fc.record({ kind: fc.constant('end' as const), number, id }),
  fc.record({ kind: fc.constant('orphan' as const), number, id, orphaned: fc.boolean() }),
  fc.record({ kind: fc.constant('plan' as const), number, id }),
  fc.record({ kind: fc.constant('send' as const), number, id }),
  fc.record({ kind: fc.constant('hand over' as const), number }),
  fc.record({ kind: fc.constant('settle' as const), upTo: fc.integer({ min: 0, max: 9 }) }),
  fc.record({ kind: fc.constant('due' as const), at: fc.integer({ min: 0, max: 50 }) }),
  fc.constant({ kind: 'checkpoint' as const }),
  fc.constant({ kind: 'again' as const }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function take(one: Step, tried: TestFolder, model: LeadStore): Promise<void> {
  switch (one.kind) {
    case 'checkpoint':
      return tried.store.checkpoint();
    case 'again':
      await tried.again();
      return;
    default: {
      const outcome = await happen(one, tried.store);
      assert.deepEqual(outcome, await happen(one, model));
    }
  }
}

/** Lets the step happen and tells what came of it. Whether a lead is known decides what may happen. */
async function happen(
  one: Exclude<Step, { kind: 'checkpoint' | 'again' }>,
  store: LeadStore,
): Promise<unknown> {
  if (one.kind === 'settle') return store.settle(one.upTo);
  if (one.kind === 'due') return (await store.dueLeads(NOON + one.at, 99)).length;
  const who = { id: leadId(one.number) };
  const known = (await store.read(who)) !== undefined;
  if (one.kind === 'create') return known ? 'known' : create(store, one.number);
  if (!known) return 'unknown';
  switch (one.kind) {
    case 'behavior':
      return make(store, who, [behavior(one.id, NOON + one.at)]);
    case 'park':
      return make(store, who, [parked(one.id, NOON + one.at)]);
    case 'end':
      return make(store, who, [{ kind: 'wait_ended', id: one.id }]);
    case 'orphan':
      return make(store, who, [{ kind: 'wait_orphaned', id: one.id, orphaned: one.orphaned }]);
    case 'plan':
      return make(store, who, [planned(one.id)]);
    case 'send':
      return make(store, who, [moved(one.id, { state: 'accepted', sid: 'SM1', at: NOON })]);
    case 'hand over':
      return handOver(store, one.number);
  }
}

async function everythingOf(store: LeadStore): Promise<unknown> {
  const recent = await store.recentLeads(99);
  return {
    recent,
    records: await Promise.all(recent.map((id) => store.read({ id }))),
    nextDue: await store.nextDue(),
    due: (await store.dueLeads(Infinity, 99)).sort(),
    orphaned: (await store.orphanedLeads()).sort(),
    waits: [...(await store.waitsByNode())].sort(),
    unsettled: await store.unsettledHandovers(),
    unfinished: (await store.leadsWithUnfinishedMessages()).sort(),
    quiet: (await store.quietLeads(0, Infinity, 99)).sort(),
  };
}
