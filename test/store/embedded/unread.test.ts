import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { behavior, create, handOver, leadId, make, NOON, parked, planned } from '../samples';
import { TestFolder } from './folder';

const JOURNAL = 'journal-000001';
const folder = new TestFolder();

describe('changes of the journal that nobody has read', () => {
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  /** Two leads, with something of everything that the store must know at once. */
  async function fill(): Promise<void> {
    await folder.open({ journalBytes: 1e9 });
    await create(folder.store, 1, parked('a', NOON + 5), planned('m'));
    await create(folder.store, 2);
    await handOver(folder.store, 2);
    await make(folder.store, { id: leadId(1) }, [parked('b', null, { node: 'node,2:x' })]);
    await make(folder.store, { id: leadId(1) }, [behavior('b', NOON + 9)]);
    await make(folder.store, { id: leadId(2) }, [{ kind: 'lead_set', set: { firstName: 'Zoë 🌱' } }]);
  }

  async function everything(): Promise<unknown> {
    const { store } = folder;
    return {
      next: await store.nextDue(),
      waits: [...(await store.waitsByNode())],
      waiting: await store.leadsWaitingAt('node,2:x'),
      unfinished: await store.leadsWithUnfinishedMessages(),
      unsettled: await store.unsettledHandovers(),
      quiet: await store.quietLeads(0, Infinity, 9),
      recent: await store.recentLeads(9),
      leads: [await store.read({ id: leadId(1) }), await store.read({ id: leadId(2) })],
    };
  }

  it('are told of, before and after somebody has read them', async () => {
    await fill();
    const before = await everything();
    await folder.again();
    assert.deepEqual(await everything(), before);
    assert.deepEqual(await everything(), before);
  });

  it('go on with what comes after them, over a checkpoint too', async () => {
    await fill();
    await folder.again();
    await make(folder.store, { id: leadId(1) }, [{ kind: 'wait_ended', id: 'a' }]);
    const before = await everything();
    await folder.again();
    assert.deepEqual(await everything(), before);
    await folder.again();
    await folder.store.checkpoint();
    assert.deepEqual(await everything(), before);
    await folder.again();
    assert.deepEqual(await everything(), before);
  });

  it('are read at once when a line before them is lost: nothing falls due that is not there any more', async () => {
    await folder.open({ journalBytes: 1e9 });
    await create(folder.store, 1);
    await make(folder.store, { id: leadId(1) }, [parked('lost', NOON + 1)]);
    await make(folder.store, { id: leadId(1) }, [parked('kept', NOON + 5)]);
    await make(folder.store, { id: leadId(1) }, [behavior('b')]);
    await folder.store.close();
    const text = await readFile(folder.in(JOURNAL), 'utf8');
    await writeFile(folder.in(JOURNAL), text.replace('"id":"lost"', '"id":"last"'));
    const holds = async (): Promise<void> => {
      assert.equal(await folder.store.nextDue(), NOON + 5);
      assert.deepEqual([...(await folder.store.waitsByNode())], [['node-1', { count: 1, next: NOON + 5 }]]);
      assert.equal((await folder.store.read({ id: leadId(1) }))?.waits.length, 1);
    };
    await folder.open();
    assert.equal(folder.store.problem?.code, 'damaged');
    await holds();
    await folder.store.close();
    for (const name of await folder.names(`${JOURNAL}.`)) await rm(folder.in(name));
    await folder.open();
    assert.equal(folder.store.state, 'open');
    await holds();
  });
});
