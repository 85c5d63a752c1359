import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SimulatedClock } from '../../../src/clock';
import { diskFiles, type Files } from '../../../src/store/embedded/files';
import { openSharedList, type SharedList } from '../../../src/store/embedded/shared-list';
import { START, numberOf } from '../../support/house';
import { removeFolder, temporaryFolder } from '../../support/temporary';

const ANA = numberOf('+13055550142');
const BEN = numberOf('+13055550143');

describe('a suppression list that stores share', () => {
  let folder: string;
  let list: SharedList;
  const clock = new SimulatedClock(START);
  const open = async (files?: Files): Promise<void> => {
    list = await openSharedList({ folder, clock, ...(files ? { files } : {}) });
  };
  const again = async (): Promise<void> => {
    await list.close();
    await open();
  };
  beforeEach(async () => {
    folder = temporaryFolder();
    await open();
  });
  afterEach(async () => {
    await list.close();
    removeFolder(folder);
  });
  const listed = (): boolean[] => [ANA, BEN].map((phone) => list.has(phone));

  it('knows after a restart who was added and who was lifted', async () => {
    await list.add(ANA);
    await list.add(BEN);
    await list.lift(ANA);
    assert.deepEqual(listed(), [false, true]);
    await again();
    assert.deepEqual(listed(), [false, true]);
    await list.add(ANA);
    await again();
    assert.deepEqual(listed(), [true, true]);
  });

  it('counts who is added at once, before it is on disk', async () => {
    const added = list.add(ANA);
    assert.equal(list.has(ANA), true);
    await added;
  });

  it('tells who is added, once', async () => {
    const told: string[] = [];
    const end = list.watch((phone) => told.push(phone));
    await list.add(ANA);
    await list.add(ANA);
    end();
    await list.add(BEN);
    assert.deepEqual(told, [ANA]);
  });

  it('holds no number, only hashes that another list does not make', async () => {
    await list.add(ANA);
    const file = readFileSync(join(folder, 'list'), 'utf8');
    assert.doesNotMatch(file, /305|0142/);
    const [, hash] = /"out":"([\w-]{22})"/.exec(file) ?? [];
    const other = temporaryFolder();
    const another = await openSharedList({ folder: other });
    await another.add(ANA);
    await another.close();
    assert.doesNotMatch(readFileSync(join(other, 'list'), 'utf8'), new RegExp(hash ?? 'none'));
    removeFolder(other);
  });

  it('takes what a crash kept from it, but not what it has heard since', async () => {
    await list.addMissed(ANA, START - 1);
    assert.equal(list.has(ANA), true);
    await list.lift(ANA);
    await list.addMissed(ANA, START - 1);
    assert.equal(list.has(ANA), false);
    await list.addMissed(ANA, START + 1);
    assert.equal(list.has(ANA), true);
  });

  it('drops a last line that was torn', async () => {
    await list.add(ANA);
    await list.close();
    appendFileSync(join(folder, 'list'), '01234567\t{"out":"to');
    await open();
    assert.deepEqual(listed(), [true, false]);
    await list.add(BEN);
    await again();
    assert.deepEqual(listed(), [true, true]);
  });

  it('does not open with a changed line, and says which', async () => {
    await list.add(ANA);
    await list.add(BEN);
    await list.close();
    const path = join(folder, 'list');
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, [lines[0], lines[1]?.replace('"out"', '"in" '), ...lines.slice(2)].join('\n'));
    await assert.rejects(open(), {
      name: 'StoreError',
      code: 'damaged',
      message: /^the shared suppression list is damaged in line 2;/,
    });
    writeFileSync(path, lines.join('\n'));
    await open();
  });

  it('is held by one process at a time', async () => {
    await assert.rejects(openSharedList({ folder }), { code: 'in_use' });
  });

  it('lets nobody be texted once it cannot be written', async () => {
    await list.close();
    let full = false;
    await open({
      ...diskFiles,
      write: (file, bytes) => (full ? Promise.reject(new Error('no space')) : diskFiles.write(file, bytes)),
    });
    full = true;
    await assert.rejects(list.add(ANA), { code: 'cannot_write' });
    full = false;
    await assert.rejects(list.add(BEN), { code: 'cannot_write' }, 'also when there is room again');
    assert.throws(() => list.has(numberOf('+13055550144')), { code: 'cannot_write' });
  });
});
