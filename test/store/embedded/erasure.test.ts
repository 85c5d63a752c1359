import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import type { Change } from '../../../src/store/changes';
import { behavior, create, created, leadId, make, NOON, phone } from '../samples';
import { FailingFiles } from './failing-files';
import { TestFolder } from './folder';

const SECRET = 'Ana asked about the blue one';

describe('a deleted lead of the embedded store', () => {
  const folder = new TestFolder();
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  const erase = (number: number): Promise<void> =>
    folder.store.change({ id: leadId(number) }, ({ hashOf }) => ({
      changes: [{ kind: 'lead_erased', suppressed: hashOf(phone(number)) }],
      result: undefined,
    }));
  /** The names of the files that still tell of her. */
  const telling = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const name of await folder.names()) {
      const text = await readFile(folder.in(name), 'utf8');
      if (text.includes(SECRET) || text.includes(phone(1))) found.push(name);
    }
    return found;
  };

  it('is gone from the files once the snapshot that begins by itself is written', async () => {
    await folder.open();
    await create(folder.store, 1, behavior('b1', NOON, { note: SECRET }));
    await folder.store.checkpoint();
    await make(folder.store, { id: leadId(1) }, [behavior('b2', NOON, { note: SECRET })]);
    assert.equal((await telling()).length, 2);
    await erase(1);
    // Joins the one that has begun.
    await folder.store.checkpoint();
    assert.deepEqual(await telling(), []);
    await folder.again();
    assert.equal(folder.store.state, 'open');
    assert.equal(await folder.store.isSuppressed(phone(1)), true);
  });

  it('is gone from the files after a start, when the process died before they were written', async () => {
    const files = new FailingFiles();
    await folder.open({ files });
    await create(folder.store, 1, behavior('b1', NOON, { note: SECRET }));
    files.fails = (name) => (name.startsWith('leads-') || name === 'manifest' ? 'ENOSPC' : undefined);
    await erase(1);
    await folder.again();
    files.fails = () => undefined;
    await folder.again();
    await folder.store.checkpoint();
    assert.deepEqual(await telling(), []);
  });

  /** Every state in which a crash can leave the files while a checkpoint is under way. */
  for (const back of ['nobody', 'somebody else with her number'] as const) {
    it(`is not taken for damage when a checkpoint was cut short, and ${back} came after her`, async () => {
      const files = new FailingFiles();
      const copies: string[] = [];
      await folder.open({ files, journalBytes: 1e9 });
      await create(folder.store, 1, behavior('b1', NOON, { note: SECRET }));
      await create(folder.store, 2);
      await folder.store.checkpoint();
      await make(folder.store, { id: leadId(1) }, [behavior('b2'), behavior('b3')]);
      files.fails = () => {
        const copy = `${folder.path}-${copies.length}`;
        copies.push(copy);
        cpSync(folder.path, copy, { recursive: true });
        return undefined;
      };
      await erase(1);
      if (back !== 'nobody') await make(folder.store, { phone: phone(1) }, [under(created(3))]);
      await folder.store.checkpoint();
      await folder.store.checkpoint();
      assert.ok(copies.length > 10);
      const path = folder.path;
      await folder.store.close();
      for (const copy of copies) {
        folder.path = copy;
        await folder.open({ journalBytes: 1e9 });
        assert.equal(folder.store.state, 'open', folder.store.problem?.message);
        const known = await folder.store.read({ id: leadId(1) });
        if (await folder.store.isSuppressed(phone(1))) assert.equal(known, undefined);
        if (await folder.store.read({ id: leadId(3) }))
          assert.equal((await folder.store.read({ phone: phone(1) }))?.lead.id, leadId(3));
        await folder.store.close();
        await rm(copy, { recursive: true, force: true });
      }
      folder.path = path;
    });
  }
});

/** Under the number of the first lead. */
function under(change: Change): Change {
  assert(change.kind === 'lead_created');
  return { ...change, lead: { ...change.lead, phone: phone(1) } };
}
