import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFiles } from '../../../src/store/embedded/files';
import { openEmbeddedStore } from '../../../src/store/embedded/store';
import { behavior, create, leadId, make } from '../samples';
import { TestFolder } from './folder';

const folder = new TestFolder();

/** What of a folder is kept, to be put back on a later day. */
async function contents(beginning: string): Promise<Map<string, Buffer>> {
  const kept = new Map<string, Buffer>();
  for (const name of await folder.names(beginning)) kept.set(name, await readFile(folder.in(name)));
  return kept;
}

async function removeAll(beginning: string): Promise<void> {
  for (const name of await folder.names(beginning)) await rm(folder.in(name));
}

/** Two leads, then a change of lead 1, with a checkpoint after each if so wished. */
async function fill(first: boolean, second: boolean): Promise<Map<string, Buffer>> {
  const store = await folder.open({ journalBytes: 1e9 });
  await create(store, 1);
  await create(store, 2);
  if (first) await store.checkpoint();
  const before = new Map([...(await contents('leads')), ...(await contents('manifest'))]);
  await make(store, { id: leadId(1) }, [behavior('last')]);
  if (second) await store.checkpoint();
  await store.close();
  return before;
}

interface Case {
  readonly what: string;
  readonly checkpoints: readonly [boolean, boolean];
  readonly damage: (before: Map<string, Buffer>) => Promise<void>;
  readonly aside: RegExp;
}

const oneShard = async (): Promise<string> => (await folder.names('leads'))[0] ?? '';
const cases: readonly Case[] = [
  {
    what: 'a snapshot is deleted',
    checkpoints: [true, true],
    damage: async () => rm(folder.in(await oneShard())),
    aside: /leads-..-\d+\.damaged-missing/,
  },
  {
    what: 'the whole journal is deleted, and there is no snapshot',
    checkpoints: [false, false],
    damage: () => removeAll('journal'),
    aside: /journal-000001\.damaged-missing/,
  },
  {
    what: 'the whole journal is deleted, and there are snapshots',
    checkpoints: [true, false],
    damage: () => removeAll('journal'),
    aside: /journal-000002\.damaged-missing/,
  },
  {
    what: 'the snapshots are of an earlier day than the journal',
    checkpoints: [true, true],
    damage: async (before) => {
      for (const [name, bytes] of before) {
        const [now = name] = await folder.names(name.slice(0, 'leads-00'.length));
        if (name.startsWith('leads')) await writeFile(folder.in(now), bytes);
      }
    },
    aside: /leads-..-\d+\.damaged-old/,
  },
  {
    what: 'the snapshots and the manifest are of an earlier day than the journal',
    checkpoints: [true, true],
    damage: async (before) => {
      for (const [name, bytes] of before) await writeFile(folder.in(name), bytes);
    },
    aside: /journal-000002\.damaged-missing/,
  },
  {
    what: 'the journal is emptied',
    checkpoints: [false, false],
    damage: () => truncate(folder.in('journal-000001'), 0),
    aside: /journal-000001\.damaged-empty/,
  },
  {
    what: 'the journal is emptied beside snapshots',
    checkpoints: [true, false],
    damage: () => truncate(folder.in('journal-000002'), 0),
    aside: /journal-000002\.damaged-empty/,
  },
  {
    what: 'the journal is cut within its first line',
    checkpoints: [true, false],
    damage: () => truncate(folder.in('journal-000002'), 20),
    aside: /journal-000002\.damaged-empty/,
  },
  {
    what: 'the manifest is deleted',
    checkpoints: [true, true],
    damage: () => rm(folder.in('manifest-000001')),
    aside: /manifest-000001\.damaged-missing/,
  },
  {
    what: 'the manifest is emptied',
    checkpoints: [true, true],
    damage: () => truncate(folder.in('manifest-000001'), 0),
    aside: /manifest-000001\.damaged-line-1/,
  },
];

describe('a file of the store that is missing or of an earlier day', () => {
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  for (const { what, checkpoints, damage, aside } of cases) {
    it(`is noticed, and the store stays read-only until a person decides: ${what}`, async () => {
      const before = await fill(...checkpoints);
      await damage(before);
      for (let time = 1; time <= 2; time++) {
        const opened = await folder.open();
        assert.equal(opened.state, 'read_only', `time ${time}`);
        assert.match(opened.problem?.message ?? '', aside);
        await assert.rejects(create(opened, 9), { code: 'damaged' });
        await opened.close();
      }
      for (const name of await folder.names()) if (name.includes('.damaged-')) await rm(folder.in(name));
      const decided = await folder.open();
      assert.equal(decided.state, 'open');
      await create(decided, 9);
      await decided.checkpoint();
      assert.equal((await folder.again()).state, 'open');
      assert(await folder.store.read({ id: leadId(9) }));
    });
  }
});

describe('a change that is missing after a kill', () => {
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  it('is noticed from the moment on in which it was acknowledged', async () => {
    const moments = new TestFolder();
    await moments.make();
    try {
      const store = await folder.open({ journalBytes: 1e9 });
      for (let number = 1; number <= 5; number++) {
        await create(store, number);
        cpSync(folder.path, moments.in(String(number)), { recursive: true });
      }
      for (let number = 1; number <= 5; number++) {
        const path = moments.in(String(number));
        const journal = await readFile(join(path, 'journal-000001'));
        await truncate(join(path, 'journal-000001'), journal.lastIndexOf('\n', -2) + 1);
        const opened = await openEmbeddedStore({ folder: path });
        const { state, problem } = opened;
        await opened.close();
        assert.equal(state, 'read_only', `change ${number}`);
        assert.match(problem?.message ?? '', /journal-000001\.damaged-end/);
      }
    } finally {
      await moments.remove();
    }
  });
});

describe('no moment of a crash is taken for damage', () => {
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  it('from the making of the store to the end of its second checkpoint', async function () {
    this.timeout(30_000);
    const moments = new TestFolder();
    await moments.make();
    let count = 0;
    const known: number[] = [];
    let done = 0;
    const moment = async (): Promise<void> => {
      known[count] = done;
      await cp(folder.path, moments.in(String(count++)), {
        recursive: true,
        filter: (path) => !/lock-\d+$/.test(path),
      });
    };
    try {
      const store = await folder.open({
        journalBytes: 1e9,
        files: {
          write: async (file, bytes) => {
            await moment();
            await diskFiles.write(file, bytes.subarray(0, 9));
            await moment();
            await diskFiles.write(file, bytes.subarray(9));
          },
          sync: async (file) => {
            await moment();
            await diskFiles.sync(file);
          },
        },
      });
      for (const first of [1, 4]) {
        for (let number = first; number < first + 3; number++) {
          await create(store, number);
          done = number;
        }
        await store.checkpoint();
      }
      await store.close();
      await moment();
      assert(count > 40);
      for (let at = 0; at < count; at++) {
        const opened = await openEmbeddedStore({ folder: join(moments.path, String(at)) });
        const found = { state: opened.state, problem: opened.problem?.message };
        const size = await opened.size();
        await opened.close();
        assert.deepEqual(found, { state: 'open', problem: undefined }, `moment ${at}`);
        assert(size >= (known[at] ?? 0), `moment ${at}`);
      }
    } finally {
      await moments.remove();
    }
  });
});
