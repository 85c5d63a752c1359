import assert from 'node:assert/strict';
import { cpSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SimulatedClock } from '../../../src/clock';
import { GenerationCount, noticeRestore, type Restored } from '../../../src/store/backup/restored';
import { openEmbeddedStore, type EmbeddedStore } from '../../../src/store/embedded/store';
import { HOUR, MINUTE, START } from '../../support/house';
import { removeFolder, temporaryFolder } from '../../support/temporary';
import { create } from '../samples';

describe('a store that was put back from a backup', () => {
  let root: string;
  let folder: string;
  let counter: string;
  let clock: SimulatedClock;
  let store: EmbeddedStore;
  let count: GenerationCount;
  const failures: unknown[] = [];
  beforeEach(() => {
    root = temporaryFolder();
    folder = join(root, 'leads');
    counter = join(root, '_generations', 'leads');
    clock = new SimulatedClock(START);
    failures.length = 0;
  });
  afterEach(async () => {
    await store.close();
    removeFolder(root);
    assert.deepEqual(failures, []);
  });
  const open = async (): Promise<{ restored: Restored | undefined; isNew: boolean }> => {
    store = await openEmbeddedStore({ folder, clock });
    count = new GenerationCount(store, counter, clock, (error) => failures.push(error));
    return noticeRestore(store, { folder, counter }, clock.now());
  };
  const close = async (): Promise<void> => {
    await count.close();
    await store.close();
  };
  const isOrdinary = { restored: undefined, isNew: false };

  it('is known by the mark of a copy that was made by command, for as long as it lives', async () => {
    assert.deepEqual(await open(), isOrdinary);
    await create(store, 1);
    clock.jumpTo(START + HOUR);
    await store.backUp(join(root, 'copy'));
    await close();
    rmSync(folder, { recursive: true });
    // Also on a new machine, where nothing counts along.
    rmSync(counter);
    renameSync(join(root, 'copy'), folder);
    clock.jumpTo(START + 5 * HOUR);
    const restored = { from: START + HOUR, at: START + 5 * HOUR };
    assert.deepEqual(await open(), { restored, isNew: true });
    await close();
    clock.jumpTo(START + 6 * HOUR);
    assert.deepEqual(await open(), { restored, isNew: false });
  });

  it('is known when its folder was copied by hand while it stood still', async () => {
    await open();
    await create(store, 1);
    await close();
    cpSync(folder, join(root, 'copy'), { recursive: true });
    clock.jumpTo(START + HOUR);
    assert.deepEqual(await open(), isOrdinary);
    await close();
    rmSync(folder, { recursive: true });
    renameSync(join(root, 'copy'), folder);
    clock.jumpTo(START + 2 * HOUR);
    assert.deepEqual(await open(), { restored: { from: START, at: START + 2 * HOUR }, isNew: true });
  });

  it('is known when its folder was copied by hand while it was at work, a minute and a change before it went on', async () => {
    await open();
    await create(store, 1);
    cpSync(folder, join(root, 'copy'), { recursive: true, filter: (path) => !/lock/.test(path) });
    await create(store, 2);
    count.changed();
    await clock.advanceTo(START + 2 * MINUTE, () => new Promise((resolve) => setImmediate(resolve)));
    await close();
    rmSync(folder, { recursive: true });
    renameSync(join(root, 'copy'), folder);
    assert.deepEqual(await open(), { restored: { from: START, at: START + 2 * MINUTE }, isNew: true });
  });

  it('is not made of starts, kills and moves', async () => {
    for (let start = 0; start < 4; start++) {
      clock.jumpTo(START + start * HOUR);
      assert.deepEqual(await open(), isOrdinary);
      await create(store, start);
      count.changed();
      // Killed: the count is still to come.
      if (start % 2 === 0) await store.close();
      else await close();
    }
    rmSync(counter);
    assert.deepEqual(await open(), isOrdinary);
    await close();
    writeFileSync(counter, 'not json');
    assert.deepEqual(await open(), isOrdinary);
  });

  it('is not made of a new store in the place of one that a person has removed', async () => {
    await open();
    await create(store, 1);
    await close();
    rmSync(folder, { recursive: true });
    assert.deepEqual(await open(), isOrdinary);
  });

  it('may hold all since ever when its mark cannot be read', async () => {
    await open();
    await create(store, 1);
    await close();
    writeFileSync(join(folder, 'backup'), '{"takenAt":');
    assert.deepEqual(await open(), { restored: { from: 0, at: START }, isNew: true });
  });
});
