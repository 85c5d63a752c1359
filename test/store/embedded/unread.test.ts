import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { CHECKSUM_LENGTH } from '../../../src/store/embedded/checksum';
import { LinePage } from '../../../src/store/embedded/line-page';
import { behavior, create, handOver, leadId, make, NOON, parked, planned } from '../samples';
import { TestFolder } from './folder';

const JOURNAL = 'journal-000001';
const folder = new TestFolder();

/** Changes the lines of a file, with checksums that are right. */
async function rewrite(name: string, change: (line: string) => string): Promise<void> {
  const lines = (await readFile(folder.in(name), 'utf8')).trimEnd().split('\n');
  const page = new LinePage();
  for (const line of lines) page.add(change(line.slice(CHECKSUM_LENGTH)));
  await writeFile(folder.in(name), page.filled);
}

/** A line as the first version of the package wrote it: nothing is told of the lead. */
function asInFormat1(line: string): string {
  return line.replace('"format":2', '"format":1').replace(/^((\t[^\t]*){3}\t)([^\t]*\t){6}\[/, '$1[');
}

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

  it('may be of the first version of the package, whose files become those of this one', async () => {
    await fill();
    const before = await everything();
    await folder.store.close();
    for (const name of [JOURNAL, 'manifest']) await rewrite(name, asInFormat1);
    assert.match(await readFile(folder.in(JOURNAL), 'utf8'), /\tlead_000001\t\t\[/);
    await folder.open();
    assert.equal(folder.store.state, 'open');
    assert.deepEqual(await everything(), before);
    // Joins the one that has begun by itself.
    await folder.store.checkpoint();
    for (const name of await folder.names())
      if (!name.startsWith('lock'))
        assert.doesNotMatch(await readFile(folder.in(name), 'utf8'), /"format":1/);
    await folder.again();
    assert.deepEqual(await everything(), before);
  });

  for (const name of [JOURNAL, 'manifest']) {
    it(`are refused when a newer version of the package has written the ${name.replace(/-.*/, '')}`, async () => {
      await fill();
      await folder.store.close();
      await rewrite(name, (line) => line.replace('"format":2', '"format":3'));
      await assert.rejects(folder.open(), { code: 'damaged', message: /written by a newer version/ });
    });
  }
});
