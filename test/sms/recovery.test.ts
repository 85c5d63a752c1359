import assert from 'node:assert/strict';
import { SimulatedClock } from '../../src/clock';
import { seededRandomness } from '../../src/randomness';
import { diskFiles } from '../../src/store/embedded/files';
import { openEmbeddedStore, type EmbeddedStore } from '../../src/store/embedded/store';
import { openMemoryStore } from '../store/memory-store';
import { DAY, HOUR, START, TestHouse } from '../support/house';
import { removeFolder, temporaryFolder } from '../support/temporary';

/** What a crash, or a deploy in a bad moment, must not lead to. */

const never = new Promise<never>(() => undefined);

/** So many turns of the event loop: enough for the disk of a test. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe('a text that a crash left between plan and gateway', () => {
  /** A house whose process dies while the gateway is called, and the one that comes after it. */
  async function crashed(): Promise<{ before: TestHouse; after: (at?: number) => TestHouse }> {
    const store = openMemoryStore();
    const before = new TestHouse({ store });
    before.journey();
    before.node('trigger');
    before.account('account', () => ({ send: () => never }));
    const record = await before.anaAsks();
    const enrollment = record.enrollments[0]?.id ?? '';
    void before.engine.send(record.lead.id, before.request({ enrollment }));
    await before.engine.rest();
    assert.equal((await before.lead()).messages[0]?.life.state, 'sending');
    const after = (at = START): TestHouse => {
      const house = new TestHouse({ store, clock: new SimulatedClock(at), randomness: seededRandomness(2) });
      house.journey();
      house.node('trigger');
      return house;
    };
    return { before, after };
  }

  it('is sent when it may still go', async () => {
    const house = (await crashed()).after();
    house.account();
    await house.engine.start();
    await house.engine.rest();
    assert.equal(house.texts.length, 1);
  });

  it('is not sent at 3 in the morning; its step is held when it comes again', async () => {
    const house = (await crashed()).after(START + 16 * HOUR);
    house.account();
    await house.engine.start();
    await house.engine.rest();
    assert.equal(house.texts.length, 0);
    const record = await house.lead();
    const again = await house.engine.send(
      record.lead.id,
      house.request({ enrollment: record.enrollments[0]?.id ?? '' }),
    );
    assert.equal(again.kind, 'held');
  });

  it('is not sent after an opt-out that came while the account was gone', async () => {
    const house = (await crashed()).after();
    await house.engine.start();
    const { lead } = await house.lead();
    await house.engine.update(lead.id, [
      {
        kind: 'opt_out',
        told: { words: 'by phone', channel: 'phone', source: 'agent', at: house.clock.now() },
      },
    ]);
    house.account();
    await house.engine.start();
    await house.engine.rest();
    assert.equal(house.texts.length, 0);
    assert.equal((await house.lead()).messages[0]?.life.state, 'blocked');
  });

  it('is not sent after a purchase that ended its journey', async () => {
    const house = (await crashed()).after();
    await house.engine.start();
    await house.behave({ behavior: 'purchased' });
    house.account();
    await house.engine.start();
    await house.engine.rest();
    assert.equal(house.texts.length, 0);
  });
});

describe('a deploy while a decision is on its way to the disk', () => {
  let folder = '';
  let store: EmbeddedStore;
  let hold = false;
  let go = (): void => undefined;
  beforeEach(async () => {
    folder = temporaryFolder();
    hold = false;
    const sync: typeof diskFiles.sync = async (file) => {
      if (hold) await new Promise<void>((resolve) => (go = resolve));
      await diskFiles.sync(file);
    };
    store = await openEmbeddedStore({ folder, files: { ...diskFiles, sync } });
  });
  afterEach(async () => {
    await store.close();
    removeFolder(folder);
  });
  const release = (): void => {
    hold = false;
    go();
  };

  it('gives no text to the gateway before its plan is on disk, and then once', async () => {
    const house = new TestHouse({ store });
    house.account('account', () => ({ find: () => Promise.resolve({ kind: 'not_found' }) }));
    const { lead } = await house.anaAsks();
    hold = true;
    const sent = house.engine.send(lead.id, house.request());
    await turns(20);
    const started = house.engine.start();
    await turns(20);
    assert.equal(house.texts.length, 0);
    release();
    const result = await sent;
    await started;
    assert.equal(house.texts.length, 1);
    assert.equal(result.kind === 'sent' && result.message.life.state, 'delivered');
  });

  it('hands a journey over once, and not before it is on disk', async () => {
    const house = new TestHouse({ store });
    house.journey();
    house.node('trigger');
    await house.behave({ behavior: 'page_viewed' });
    hold = true;
    const recorded = house.behave({ behavior: 'form_submitted', id: 'x' });
    await turns(20);
    const started = house.engine.start();
    await turns(20);
    assert.deepEqual(house.kinds('trigger'), []);
    release();
    await recorded;
    await started;
    assert.deepEqual(house.kinds('trigger'), ['entered']);
  });
});

describe('a handover during a deploy that takes long', () => {
  it('is given again when the nodes are back, however long that takes', async () => {
    const house = new TestHouse();
    house.journey();
    house.node('trigger')();
    // The trigger's message is dropped with the old nodes; others take long to close.
    const asked = house.anaAsks();
    house.engine.pause();
    await asked;
    await house.pass(12_000);
    house.node('trigger');
    await house.engine.start();
    await house.engine.rest();
    assert.deepEqual(house.kinds('trigger'), ['entered']);
    assert.equal((await house.lead()).enrollments[0]?.state.status, 'active');
  });
});

describe('a lead who passes through journeys a hundred times', () => {
  const other = {
    id: 'other',
    start: { kind: 'behavior', names: ['page_viewed'], count: 1, withinMs: DAY },
    policy: { kind: 'always' },
    exits: [],
    exitOnReply: false,
  } as const;

  it('is not let into a "once" journey again', async () => {
    const house = new TestHouse();
    house.journey({ policy: { kind: 'once' }, exitOnReply: false });
    house.node('trigger');
    house.node('other');
    await house.anaAsks();
    house.journey(other);
    for (let i = 0; i < 110; i++) {
      await house.behave({ behavior: 'page_viewed', id: `v${i}` });
      await house.pass(6_000);
    }
    await house.behave({ behavior: 'form_submitted', id: 'again' });
    assert.equal(house.kinds('trigger').filter((kind) => kind === 'entered').length, 1);
    assert.ok((await house.lead()).enrollments.length <= 101);
  });

  it('leaves an active journey when she buys', async () => {
    const house = new TestHouse();
    house.journey({ exitOnReply: false });
    house.node('trigger');
    house.node('other');
    const { lead, enrollments } = await house.anaAsks();
    const parking = {
      kind: 'wait',
      node: 'trigger',
      visit: 'p',
      due: START + 300 * DAY,
      awaits: [],
      msg: {},
    } as const;
    await house.engine.park(lead.id, { ...parking, enrollment: enrollments[0]?.id ?? '' });
    house.journey(other);
    for (let i = 0; i < 110; i++) {
      await house.behave({ behavior: 'page_viewed', id: `v${i}` });
      await house.pass(6_000);
    }
    await house.behave({ behavior: 'purchased' });
    assert.equal((await house.lead()).waits.length, 0);
  });
});

describe('what one lead may have', () => {
  it('is 200 tags: more are refused, and nothing of the post is recorded', async () => {
    const house = new TestHouse();
    const tags = (from: number): string[] => Array.from({ length: 50 }, (_, at) => `tag-${from + at}`);
    for (let post = 0; post < 4; post++)
      await house.behave({ id: `${post}`, lead: { tags: tags(post * 50) } });
    await assert.rejects(house.behave({ id: 'more', lead: { tags: tags(200) } }), {
      name: 'TooMuch',
      message: /200 tags/,
    });
    const record = await house.lead();
    assert.equal(record.lead.tags.length, 200);
    assert.equal(record.behaviors.length, 4);
  });

  it('is 256 KB of behaviors: the oldest are forgotten', async () => {
    const house = new TestHouse();
    const note = 'x'.repeat(4_000);
    const properties = Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`note_${at}`, note]));
    for (let post = 0; post < 30; post++) await house.behave({ id: `${post}`, properties });
    const { behaviors } = await house.lead();
    assert.equal(behaviors.at(-1)?.id, '29');
    assert.ok(JSON.stringify(behaviors).length < 300_000);
  });
});
