import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHECKSUM_LENGTH } from '../../../src/store/embedded/checksum';
import { LinePage } from '../../../src/store/embedded/line-page';
import { behavior, create, leadId, make, NOON } from '../samples';
import { FailingFiles } from './failing-files';
import { TestFolder } from './folder';

/** Two stores with the same leads, written by version 0.1.0 of the package in the format 2 of November 2026. */
const WRITTEN = join(__dirname, 'data', 'format-2');
const stores = ['journal', 'snapshots'] as const;
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

async function everything(): Promise<unknown> {
  const { store } = folder;
  return {
    next: await store.nextDue(),
    waits: [...(await store.waitsByNode())],
    waiting: await store.leadsWaitingAt('node,2:x'),
    unfinished: await store.leadsWithUnfinishedMessages(),
    unsettled: await store.unsettledHandovers(),
    key: await store.setting('webhook_key'),
    recent: await store.recentLeads(9),
    leads: await Promise.all([1, 2, 3].map((number) => store.read({ id: leadId(number) }))),
  };
}

describe('a store that an earlier version of the package has written', () => {
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  async function openAs(format: 1 | 2, written: (typeof stores)[number]): Promise<void> {
    await cp(join(WRITTEN, written), folder.path, { recursive: true });
    if (format === 1)
      for (const name of await folder.names())
        if (!name.startsWith('leads')) await rewrite(name, asInFormat1);
    await folder.open({ journalBytes: 1e9 });
  }

  for (const format of [1, 2] as const) {
    for (const written of stores) {
      it(`opens without loss or complaint, and becomes one of this version: format ${format}, ${written}`, async () => {
        await openAs(format, written);
        assert.equal(folder.store.problem, undefined);
        const found = await everything();
        assert.deepEqual(Object.values(found as object).slice(0, 6), [
          NOON + 5,
          [
            ['node-1', { count: 1, next: NOON + 5 }],
            ['node,2:x', { count: 1, next: null }],
          ],
          [leadId(1)],
          [leadId(1)],
          [],
          'kkkkkkkk',
        ]);
        const zoe = await folder.store.read({ id: leadId(2) });
        assert.equal(zoe?.lead.firstName, 'Zoë 🌱');
        // Joins the one that has begun by itself.
        await folder.store.checkpoint();
        for (const name of await folder.names()) {
          assert.match(name, /-\d{6}$/);
          if (!name.startsWith('lock'))
            assert.doesNotMatch(await readFile(folder.in(name), 'utf8'), /"format":[12]/);
        }
        await folder.again();
        assert.deepEqual(await everything(), found);
        await create(folder.store, 9);
      });
    }
  }

  it('may be killed before it has become one of this version', async () => {
    await cp(join(WRITTEN, 'snapshots'), folder.path, { recursive: true });
    const files = new FailingFiles();
    files.fails = (name) => (name.startsWith('leads') ? 'ENOSPC' : undefined);
    await folder.open({ journalBytes: 1e9, files });
    await make(folder.store, { id: leadId(3) }, [behavior('late')]);
    await assert.rejects(folder.store.checkpoint());
    const copy = new TestFolder();
    await copy.make();
    try {
      await cp(folder.path, copy.path, { recursive: true });
      await copy.open();
      assert.equal(copy.store.problem, undefined);
      assert.equal((await copy.store.read({ id: leadId(3) }))?.behaviors.length, 2);
      assert.equal(await copy.store.setting('webhook_key'), 'kkkkkkkk');
    } finally {
      await copy.remove();
    }
  });

  it('is not taken for whole when a part of it has taken the place of another', async () => {
    await cp(join(WRITTEN, 'snapshots'), folder.path, { recursive: true });
    await cp(folder.in('leads-13'), folder.in('leads-39'));
    const store = await folder.open({});
    assert.match(store.problem?.message ?? '', /leads-39\.damaged-other-part/);
    await store.close();
    for (const name of await folder.names()) if (name.includes('.damaged-')) await rm(folder.in(name));
    const decided = await folder.open();
    assert.equal(decided.problem, undefined);
    assert.equal(await decided.size(), 2);
  });
});

describe('a store that a newer version of the package has written', () => {
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  for (const name of ['journal-000001', 'manifest-000001']) {
    it(`is refused: ${name.replace(/-.*/, '')}`, async () => {
      await create(await folder.open(), 1);
      await folder.store.close();
      await rewrite(name, (line) => line.replace('"format":3', '"format":4').replace(/^\v/, '\t'));
      await assert.rejects(folder.open(), { code: 'damaged', message: /written by a newer version/ });
    });
  }
});
