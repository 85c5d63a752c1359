import assert from 'node:assert/strict';
import type { LeadRecord } from '../../src/leads/record';
import { diskFiles, type Files } from '../../src/store/embedded/files';
import { openSharedList, type SharedList } from '../../src/store/shared-list/shared-list';
import { ANA, numberOf, RULES, TestHouse } from '../support/house';
import { removeFolder, temporaryFolder } from '../support/temporary';

describe('an opt-out that stores share', () => {
  let folder: string;
  let list: SharedList;
  let [first, second]: TestHouse[] = [];
  let full: boolean;
  /** The disk is slow until then. */
  let slow: Promise<void>;
  beforeEach(async () => {
    folder = temporaryFolder();
    full = false;
    slow = Promise.resolve();
    const files: Files = {
      ...diskFiles,
      sync: (file) => slow.then(() => diskFiles.sync(file)),
      write: (file, bytes) => (full ? Promise.reject(new Error('no space')) : diskFiles.write(file, bytes)),
    };
    list = await openSharedList({ folder, files });
    [first, second] = [open(), open()];
  });
  afterEach(async () => {
    await list.close();
    removeFolder(folder);
  });
  const open = (store?: TestHouse['store']): TestHouse => {
    const house = new TestHouse({ rules: { ...RULES, shared: list }, ...(store ? { store } : {}) });
    house.account();
    house.node('trigger', ({ record }) =>
      house.engine.send(
        record.lead.id,
        house.request({ visit: '1', enrollment: record.enrollments[0]?.id ?? '' }),
      ),
    );
    house.journey();
    return house;
  };
  const houses = (): [TestHouse, TestHouse] => {
    assert.ok(first && second);
    return [first, second];
  };
  const rest = async (): Promise<void> => {
    for (const house of houses()) await house.engine.rest();
  };
  const turns = async (count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const textIn = async (house: TestHouse, record: LeadRecord): Promise<string> => {
    const visit = house.engine.newId('p');
    const sent = await house.engine.send(record.lead.id, house.request({ visit, purpose: 'transactional' }));
    return sent.kind === 'not_sent' && sent.verdict.answer === 'block' ? sent.verdict.reason : sent.kind;
  };

  it('ends at once what is under way in the other store, and stands in its ledger', async () => {
    const [a, b] = houses();
    await a.anaAsks();
    await b.anaAsks();
    await a.reply('STOP');
    await rest();
    const { ledger, enrollments } = await b.lead();
    assert.deepEqual(
      enrollments.map(({ state }) => state.status === 'exited' && state.reason),
      ['opted_out'],
    );
    const { kind, channel, words } = ledger.at(-1)!;
    assert.deepEqual([kind, channel, words], ['opt_out', 'shared list', '']);
    assert.equal(await textIn(b, await b.lead()), 'opted_out');
    assert.equal(b.texts.length, 1, 'and is not confirmed a second time');
    assert.deepEqual([...a.failures, ...b.failures], []);
  });

  it('keeps the other store from texting who becomes known there later', async () => {
    const [a, b] = houses();
    await a.anaAsks();
    await a.reply('STOP');
    const record = await b.anaAsks();
    const [gate] = (await b.lead()).notes.flatMap((note) =>
      note.kind === 'not_sent' ? note.verdict.gates : [],
    );
    assert.deepEqual([gate?.value, gate?.rule], ['opted out at another store', 'suppression.shared']);
    assert.equal(await textIn(b, record), 'opted_out');
    assert.equal(b.texts.length, 0);
  });

  it('is lifted by her own START, there where she says it', async () => {
    const [a, b] = houses();
    await a.anaAsks();
    await a.reply('STOP');
    const record = await b.anaAsks();
    await b.reply('START');
    assert.equal(await textIn(b, record), 'sent');
    assert.equal(await textIn(a, await a.lead()), 'opted_out', 'her word to the other store stands');
    await a.reply('START');
    assert.equal(await textIn(a, await a.lead()), 'sent');
  });

  it('holds when STOP, START and STOP come while one write is under way, at one store or at two', async () => {
    for (const [where, [x, y]] of [
      ['one', [0, 0]],
      ['two', [0, 1]],
    ] as const) {
      const [a, b] = [houses()[x], houses()[y]];
      await a.anaAsks({ id: `a-${where}` });
      await b.anaAsks({ id: `b-${where}` });
      await a.reply('STOP');
      let write = (): void => undefined;
      slow = new Promise<void>((resolve) => (write = resolve));
      const said = [b.reply('START'), a.reply('START')];
      await Promise.all(
        [a.engine.rest(), b.engine.rest()].map((resting) => Promise.race([resting, turns(60)])),
      );
      said.push(a.reply('STOP'));
      await turns(60);
      slow = Promise.resolve();
      write();
      await Promise.all(said);
      assert.equal((await a.lead()).ledger.at(-1)?.kind, 'opt_out');
      assert.equal(list.has(numberOf(ANA)), true, `at ${where}`);
      await a.reply('START');
    }
  });

  it('is not lifted by consent that a form or an import brings to the other store', async () => {
    const [a, b] = houses();
    await a.anaAsks();
    await a.reply('STOP');
    await b.anaAsks();
    const record = await b.anaAsks({ id: '2', consent: { given: true, channel: 'import' } });
    assert.equal(await textIn(b, record), 'opted_out');
  });

  it('reaches the list after a crash that kept it from there', async () => {
    const [a, b] = houses();
    const unshared = new TestHouse({ store: a.store });
    await unshared.anaAsks();
    await unshared.reply('STOP');
    const record = await b.anaAsks();
    assert.equal(await textIn(b, record), 'sent');
    const after = open(a.store);
    await after.engine.start();
    await rest();
    assert.equal(await textIn(b, record), 'opted_out');
  });

  it('is not made of a deletion: that concerns one store', async () => {
    const [a, b] = houses();
    const record = await a.anaAsks();
    await a.engine.erase(record.lead.id);
    await a.anaAsks();
    assert.equal(list.has((await a.lead()).lead.phone), false);
    assert.equal(await textIn(b, await b.anaAsks()), 'sent');
  });

  it('is not acknowledged when the list cannot be written, and then nobody is texted', async () => {
    const [a, b] = houses();
    await a.anaAsks();
    const record = await b.behave({ phone: '+13055550143', consent: true });
    full = true;
    await assert.rejects(a.reply('STOP'), { code: 'cannot_write' });
    assert.equal((await a.lead({ phone: ANA })).ledger.at(-1)?.kind, 'opt_out');
    assert.equal(await textIn(b, record), 'store_unreadable');
  });
});
