import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedStore } from '../../../src/store/embedded/store';
import { behavior, create, leadId, make } from '../samples';
import { TestFolder } from '../embedded/folder';

describe('a copy of a store that is at work', () => {
  const folder = new TestFolder();
  const copies = new TestFolder();
  beforeEach(async () => {
    await folder.make();
    await copies.make();
  });
  afterEach(async () => {
    await folder.remove();
    await copies.remove();
  });

  it('holds all that was on disk when it was asked for, whole changes only, and opens', async function () {
    this.timeout(20_000);
    const store = await folder.open({ journalBytes: 5_000 });
    let made = 0;
    let stop = false;
    const writing = (async () => {
      for (let number = 1; !stop; number++) {
        await create(store, number);
        await make(store, { id: leadId(number) }, [behavior(`b${number}`)]);
        made = number;
      }
    })();
    const atLeast: number[] = [];
    for (let copy = 0; copy < 3; copy++) {
      const before = made;
      while (made < before + 20) await new Promise<void>((resolve) => setImmediate(resolve));
      atLeast.push(made);
      const { files, bytes } = await store.backUp(copies.in(String(copy)));
      assert.ok(files > 1 && bytes > 0);
    }
    stop = true;
    await writing;
    for (const [copy, least] of atLeast.entries()) {
      const opened = await openEmbeddedStore({ folder: copies.in(String(copy)) });
      assert.deepEqual([opened.state, opened.problem], ['open', undefined], `copy ${copy}`);
      const size = await opened.size();
      assert.ok(size >= least, `copy ${copy} has ${size} of ${least} leads`);
      for (let number = 1; number <= size; number++) {
        const record = await opened.read({ id: leadId(number) });
        assert.ok(record, `lead ${number}`);
        if (number <= least) assert.equal(record.behaviors.length, 1);
      }
      await create(opened, 1e6);
      await opened.close();
    }
  });

  it('has its name only when it is whole, and leaves out what belongs to the store alone', async () => {
    const store = await folder.open();
    await create(store, 1);
    await store.backUp(copies.in('one'));
    assert.deepEqual(readdirSync(copies.path), ['one']);
    assert.ok(!readdirSync(copies.in('one')).some((name) => name.startsWith('lock')));
    assert.ok(existsSync(join(copies.in('one'), 'backup')));
    await assert.rejects(store.backUp(copies.in('one')), 'an older copy is not replaced');
    await store.checkpoint();
    await create(store, 2);
    assert.equal(await store.size(), 2);
  });

  it('is not made of a store that is closed', async () => {
    const store = await folder.open();
    await store.close();
    await assert.rejects(store.backUp(copies.in('one')), { code: 'closed' });
  });
});
