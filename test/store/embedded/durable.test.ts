import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { SimulatedClock } from '../../../src/clock';
import { behavior, create, handOver, leadId, make, NOON } from '../samples';
import { FailingFiles } from './failing-files';
import { TestFolder } from './folder';

describe('a change of the embedded store is durable before it is answered', () => {
  const folder = new TestFolder();
  let files: FailingFiles;
  beforeEach(async () => {
    files = new FailingFiles();
    await folder.make();
    await folder.open({ files, journalBytes: 1e9 });
  });
  afterEach(() => folder.remove());

  it('answers nobody before the sync that covers the change has ended', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const reached = new Promise<void>((resolve) => {
      files.beforeSync = async () => {
        resolve();
        await held;
      };
    });
    const answered: string[] = [];
    const first = create(folder.store, 1).then(() => answered.push('change'));
    const look = make(folder.store, { id: leadId(1) }, []).then(() => answered.push('look'));
    await reached;
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(answered, []);
    release();
    await Promise.all([first, look]);
    assert.deepEqual(answered, ['change', 'look']);
  });

  it('syncs once for all who wait together, and once more for all who come meanwhile', async () => {
    const before = files.syncs;
    let late: Promise<unknown> = Promise.resolve();
    files.beforeSync = async () => {
      files.beforeSync = async () => undefined;
      late = Promise.all(Array.from({ length: 500 }, (_, at) => create(folder.store, 501 + at)));
    };
    await Promise.all(Array.from({ length: 500 }, (_, at) => create(folder.store, 1 + at)));
    await late;
    assert.equal(files.syncs - before, 2);
    assert.equal(await folder.store.size(), 1000);
  });

  it('lets half of many go on while the changes of the others are on their way to the disk', async () => {
    let answered = 0;
    const seen: { readonly syncing: number; readonly answered: number }[] = [];
    let synced = 0;
    files.beforeSync = async () => {
      const syncing = ++synced;
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
      seen.push({ syncing, answered });
    };
    const callers = Array.from({ length: 128 }, async (_, number) => {
      await create(folder.store, number);
      answered++;
      await make(folder.store, { id: leadId(number) }, [behavior('next')]);
    });
    await Promise.all(callers);
    assert.deepEqual(seen, [
      { syncing: 1, answered: 0 },
      // What the first 64 did next is being synced, and all others have gone on.
      { syncing: 2, answered: 128 },
      { syncing: 3, answered: 128 },
    ]);
  });

  it('syncs for each change of a lone caller', async () => {
    const before = files.syncs;
    for (let number = 1; number <= 5; number++) await create(folder.store, number);
    assert.equal(files.syncs - before, 5);
  });

  it('spends no sync on a look or on a settled mark', async () => {
    await create(folder.store, 1);
    const before = files.syncs;
    await make(folder.store, { id: leadId(1) }, []);
    await folder.store.settle(1);
    assert.equal(files.syncs, before);
  });
});

for (const asked of ['write', 'sync'] as const) {
  describe(`when the disk refuses a ${asked}`, () => {
    const folder = new TestFolder();
    let files: FailingFiles;
    let told: string[];
    beforeEach(async () => {
      files = new FailingFiles();
      told = [];
      await folder.make();
      await folder.open({ files, journalBytes: 1e9, turnedReadOnly: ({ code }) => told.push(code) });
      await create(folder.store, 1, behavior('kept'));
      files.fails = (_name, what) => (what === asked ? 'ENOSPC' : undefined);
    });
    afterEach(() => folder.remove());

    for (const leavesBytes of [0, 20]) {
      it(`the store refuses all who wait and all who come, and turns read-only (${leavesBytes} bytes got through)`, async () => {
        files.leavesBytes = leavesBytes;
        const both = [make(folder.store, { id: leadId(1) }, [behavior('lost')]), create(folder.store, 2)];
        for (const one of both)
          await assert.rejects(one, {
            code: 'cannot_write',
            message: /disk is full.*Make room, then deploy again/,
          });
        assert.deepEqual(told, ['cannot_write']);
        assert.equal(folder.store.state, 'read_only');
        await assert.rejects(create(folder.store, 3), { code: 'cannot_write' });
        await assert.rejects(folder.store.putSetting('a', 1), { code: 'cannot_write' });
      });

      it(`nothing of what was refused is there, at once and after a restart (${leavesBytes} bytes got through)`, async () => {
        files.leavesBytes = leavesBytes;
        await assert.rejects(make(folder.store, { id: leadId(1) }, [behavior('lost')]));
        await assert.rejects(create(folder.store, 2));
        const holds = async (): Promise<void> => {
          const record = await folder.store.read({ id: leadId(1) });
          assert.deepEqual(
            record?.behaviors.map(({ id }) => id),
            ['kept'],
          );
          assert.equal(await folder.store.size(), 1);
        };
        await holds();
        files.fails = () => undefined;
        await folder.again();
        assert.equal(folder.store.state, 'open');
        await holds();
        await create(folder.store, 2);
      });
    }
  });
}

describe('when the disk refuses what half of many did next', () => {
  const folder = new TestFolder();
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  for (const asked of ['write', 'sync'] as const) {
    it(`at its ${asked}, everybody is answered whose change is on disk, and nobody else`, async () => {
      const files = new FailingFiles();
      const store = await folder.open({ files, journalBytes: 1e9 });
      let times = 0;
      files.fails = (_name, what) => (what === asked && ++times > 1 ? 'ENOSPC' : undefined);
      const answered: string[] = [];
      const callers = Array.from({ length: 128 }, async (_, number) => {
        await create(store, number).then(() => answered.push('created'));
        await make(store, { id: leadId(number) }, [behavior('next')]).then(() => answered.push('next'));
      });
      for (const caller of callers) await assert.rejects(caller, { code: 'cannot_write' });
      assert.deepEqual(answered, Array(128).fill('created'));
      files.fails = () => undefined;
      assert.equal(await (await folder.again()).size(), 128);
    });
  }
});

describe('when a snapshot cannot be written', () => {
  const folder = new TestFolder();
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  it('the store goes on, keeps its journal and loses nothing', async () => {
    const files = new FailingFiles();
    files.fails = (name) => (name.startsWith('leads') ? 'ENOSPC' : undefined);
    const store = await folder.open({ files, journalBytes: 1e9 });
    await create(store, 1);
    await assert.rejects(store.checkpoint(), { code: 'ENOSPC' });
    await create(store, 2);
    assert.equal((await folder.names('journal')).length, 2);
    assert.deepEqual(await folder.names('leads'), []);
    assert.equal(await (await folder.again()).size(), 2);
    files.fails = () => undefined;
    await folder.store.checkpoint();
    assert.equal((await folder.names('journal')).length, 1);
    assert.equal(await (await folder.again()).size(), 2);
  });
});

describe('the settled mark', () => {
  const folder = new TestFolder();
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  it('is on disk a second later although nothing else happens', async () => {
    const clock = new SimulatedClock(NOON);
    const files = new FailingFiles();
    const store = await folder.open({ files, clock, journalBytes: 1e9 });
    await create(store, 1);
    await handOver(store, 1);
    const [given] = await store.unsettledHandovers();
    assert(given);
    // The journal comes to rest two turns after the last change.
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    await store.settle(given.handover.seq);
    const written = new Promise<void>((resolve) => {
      files.beforeSync = async () => resolve();
    });
    const before = await readFile(folder.in('journal-000001'), 'utf8');
    assert.doesNotMatch(before, /\tsettled\t/);
    await clock.advanceTo(NOON + 1000, async () => undefined);
    await written;
    await make(store, { id: leadId(1) }, []);
    assert.match(await readFile(folder.in('journal-000001'), 'utf8'), /\vsettled\t\d+\t\d+\n$/);
  });
});
