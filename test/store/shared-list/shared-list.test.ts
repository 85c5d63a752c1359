import assert from 'node:assert/strict';
import fc from 'fast-check';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SimulatedClock } from '../../../src/clock';
import { diskFiles, type Files } from '../../../src/store/embedded/files';
import { openSharedList, type SharedList } from '../../../src/store/shared-list/shared-list';
import type { E164 } from '../../../src/leads/lead';
import type { ToldLine } from '../../../src/store/suppression-list';
import { LinePage } from '../../../src/store/embedded/line-page';
import { hashOfNumber } from '../../../src/store/embedded/suppressed';
import { HOUR, START, numberOf } from '../../support/house';
import { removeFolder, temporaryFolder } from '../../support/temporary';

const ANA = numberOf('+13055550142');
const BEN = numberOf('+13055550143');
let acts = 0;
/** A new line of the ledger of the lead with this number. */
const said = (phone: E164, at = START): ToldLine => ({ phone, entry: `act-${++acts}`, at });

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
    await list.add(said(ANA));
    await list.add(said(BEN));
    await list.lift(said(ANA));
    assert.deepEqual(listed(), [false, true]);
    await again();
    assert.deepEqual(listed(), [false, true]);
    await list.add(said(ANA));
    await again();
    assert.deepEqual(listed(), [true, true]);
  });

  it('counts who is added at once, before it is on disk', async () => {
    const added = list.add(said(ANA));
    assert.equal(list.has(ANA), true);
    await added;
  });

  it('takes START and STOP in the order in which they were said, whatever is being written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(ANA, BEN), fc.boolean(), fc.nat(3)), { maxLength: 30 }),
        fc.scheduler(),
        async (acts, scheduler) => {
          await list.close();
          removeFolder(folder);
          await open({
            write: (file, bytes) => scheduler.schedule(diskFiles.write(file, bytes)),
            sync: (file) => scheduler.schedule(diskFiles.sync(file)),
          });
          const under: Promise<void>[] = [];
          const out = new Set<string>();
          for (const [phone, stops, turns] of acts) {
            under.push(stops ? list.add(said(phone)) : list.lift(said(phone)));
            if (stops) out.add(phone);
            else out.delete(phone);
            for (const one of out) assert.equal(list.has(numberOf(one)), true, 'out at once');
            for (let turn = 0; turn < turns && scheduler.count() > 0; turn++) await scheduler.waitNext(1);
          }
          await scheduler.waitFor(Promise.all(under));
          const after = listed();
          await scheduler.waitFor(list.close());
          await open();
          assert.deepEqual([after, listed()], [[ANA, BEN].map((phone) => out.has(phone)), after]);
        },
      ),
      { numRuns: Number(process.env['TRIALS'] ?? 60), seed: 1 },
    );
  });

  it('tells who is added, once', async () => {
    const told: string[] = [];
    const end = list.watch((phone) => told.push(phone));
    await list.add(said(ANA));
    await list.add(said(ANA));
    end();
    await list.add(said(BEN));
    assert.deepEqual(told, [ANA]);
  });

  it('holds no number, only hashes that another list does not make', async () => {
    await list.add(said(ANA));
    const file = readFileSync(join(folder, 'list'), 'utf8');
    assert.doesNotMatch(file, /305|0142/);
    const [, hash] = /"out":"([\w-]{22})"/.exec(file) ?? [];
    const other = temporaryFolder();
    const another = await openSharedList({ folder: other });
    await another.add(said(ANA));
    await another.close();
    assert.doesNotMatch(readFileSync(join(other, 'list'), 'utf8'), new RegExp(hash ?? 'none'));
    removeFolder(other);
  });

  it('takes what a crash kept from it, but not what it has heard already', async () => {
    const [first, second, third] = [said(ANA), said(ANA), said(ANA)];
    await list.addMissed(first);
    assert.equal(list.has(ANA), true);
    await list.lift(second);
    await list.addMissed(first);
    assert.equal(list.has(ANA), false);
    await again();
    await list.addMissed(first);
    assert.equal(list.has(ANA), false);
    await list.addMissed(third);
    assert.equal(list.has(ANA), true);
  });

  it('is not misled by a clock that was changed by hours', async () => {
    const [stop, start] = [said(ANA, START), said(ANA, START - 5 * HOUR)];
    await list.add(stop);
    clock.jumpTo(START - 5 * HOUR);
    await list.lift(start);
    await list.addMissed(stop);
    assert.equal(list.has(ANA), false, 'the START came later, whatever the clock said');
    clock.jumpTo(START + 9 * HOUR);
    await list.lift(said(BEN, START + 9 * HOUR));
    clock.jumpTo(START);
    await list.addMissed(said(BEN, START + HOUR));
    assert.equal(list.has(BEN), true, 'the STOP was not heard of, whatever the clock said');
  });

  describe('of an older version', () => {
    const write = (...lines: object[]): void => {
      const page = new LinePage();
      for (const line of lines) page.add(`\t${JSON.stringify(line)}`);
      writeFileSync(join(folder, 'list'), page.filled);
    };
    const key = 'a-key-of-an-older-version';
    const [ana, ben] = [ANA, BEN].map((phone) => hashOfNumber(phone, key));
    beforeEach(async () => {
      await list.close();
      write(
        { format: 1, key },
        { out: ana, at: START },
        { out: ben, at: START },
        { in: ben, at: START + HOUR },
      );
      await open();
    });

    it('opens, goes on, and is one of this version from then on', async () => {
      assert.deepEqual(listed(), [true, false]);
      await list.add(said(BEN));
      await again();
      assert.deepEqual(listed(), [true, true]);
      const lines = readFileSync(join(folder, 'list'), 'utf8').split('\n');
      await list.close();
      writeFileSync(join(folder, 'list'), [...lines.slice(0, 1), ...lines.slice(2)].join('\n'));
      await assert.rejects(open(), { code: 'damaged' }, 'also a line of the old version is missed');
      writeFileSync(join(folder, 'list'), lines.join('\n'));
      await open();
    });

    it('takes what a crash kept from it, unless it has heard of the number since', async () => {
      await list.addMissed(said(BEN, START));
      assert.deepEqual(listed(), [true, false]);
      await list.addMissed(said(BEN, START + 2 * HOUR));
      assert.deepEqual(listed(), [true, true]);
    });
  });

  it('drops a last line that was torn', async () => {
    await list.add(said(ANA));
    await list.close();
    appendFileSync(join(folder, 'list'), '01234567\t{"out":"to');
    await open();
    assert.deepEqual(listed(), [true, false]);
    await list.add(said(BEN));
    await again();
    assert.deepEqual(listed(), [true, true]);
  });

  it('does not open with a changed line, and says which', async () => {
    await list.add(said(ANA));
    await list.add(said(BEN));
    await list.close();
    const path = join(folder, 'list');
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, [lines[0], lines[1]?.replace('"out"', '"in" '), ...lines.slice(2)].join('\n'));
    await assert.rejects(open(), {
      name: 'StoreError',
      code: 'damaged',
      message: /^the shared suppression list is damaged: line 2 is not as it was written\./,
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
    await assert.rejects(list.add(said(ANA)), { code: 'cannot_write' });
    full = false;
    await assert.rejects(list.add(said(BEN)), { code: 'cannot_write' }, 'also when there is room again');
    assert.throws(() => list.has(numberOf('+13055550144')), { code: 'cannot_write' });
  });
});
