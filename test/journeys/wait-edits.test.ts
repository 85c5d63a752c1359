import assert from 'node:assert/strict';
import { SimulatedClock } from '../../src/clock';
import type { Awaited, EditAnswer } from '../../src/leads/wait';
import { ANA, DAY, HOUR, MINUTE, START } from '../support/house';
import { plan, REPLY, TWO_DAYS, Waiter } from './waiter';

describe('a wait whose node is edited after 23 hours, from 1 day to 2 (scenario 21)', () => {
  const edited = async (onEdit: EditAnswer): Promise<Waiter> => {
    const waiter = new Waiter(plan({ awaits: [REPLY] }), {}, onEdit);
    await waiter.begin();
    await waiter.house.pass(23 * HOUR);
    await waiter.deploy({ plan: plan({ schedule: TWO_DAYS, awaits: [REPLY] }) });
    return waiter;
  };

  it('ends at hour 48 when it is reckoned anew', async () => {
    const waiter = await edited('rebase');
    await waiter.house.pass(25 * HOUR - 1);
    assert.deepEqual(waiter.ends, []);
    await waiter.house.pass(1);
    assert.deepEqual(waiter.ends, ['due']);
  });

  it('ends at hour 24 when it is left alone, also after another deploy', async () => {
    const waiter = await edited('keep');
    await waiter.deploy();
    await waiter.house.pass(HOUR);
    assert.deepEqual(waiter.ends, ['due']);
  });

  it('ends now when it is let go, once', async () => {
    const waiter = await edited('release');
    assert.deepEqual(waiter.ends, ['due']);
    await waiter.house.pass(5 * DAY);
    assert.deepEqual(waiter.ends, ['due']);
  });

  it('ends at once when it should have ended before, by the new time', async () => {
    const waiter = new Waiter(plan({ schedule: TWO_DAYS }));
    await waiter.begin();
    await waiter.house.pass(30 * HOUR);
    await waiter.deploy({ plan: plan() });
    assert.deepEqual(waiter.ends, ['due']);
  });

  it('waits for what the node waits for now', async () => {
    const waiter = new Waiter(plan({ awaits: [REPLY] }));
    await waiter.begin();
    await waiter.deploy({ plan: plan({ awaits: [{ kind: 'behavior', name: 'link_clicked', output: 0 }] }) });
    await waiter.house.reply('hello');
    assert.deepEqual(waiter.ends, []);
    await waiter.house.behave({ behavior: 'link_clicked' });
    assert.deepEqual(waiter.ends, ['behavior 0']);
  });

  it('ends at once by a condition that is true already', async () => {
    const waiter = new Waiter(plan());
    await waiter.begin({ lead: { tags: ['booked'] } });
    const condition = { kind: 'tag', has: 'booked' } as const;
    await waiter.deploy({
      plan: plan({ awaits: [{ kind: 'condition', condition, is: true, when: 'is', output: 0 }] }),
    });
    assert.deepEqual(waiter.ends, ['condition 0']);
  });

  it('is not touched when only its outputs change places, or something else is deployed', async () => {
    const click: Awaited = { kind: 'behavior', name: 'link_clicked', output: 1 };
    const waiter = new Waiter(plan({ awaits: [REPLY, click] }), {}, 'release');
    await waiter.begin();
    await waiter.deploy({
      plan: plan({
        awaits: [
          { ...click, output: 0 },
          { ...REPLY, output: 1 },
        ],
      }),
    });
    await waiter.deploy();
    assert.deepEqual(waiter.ends, []);
  });

  it('is edited too while nothing runs: stopped at hour 23, edited, back at hour 25', async () => {
    const first = new Waiter(plan());
    await first.begin();
    await first.house.pass(23 * HOUR);
    const clock = new SimulatedClock(START + 25 * HOUR);
    const second = new Waiter(plan({ schedule: TWO_DAYS }), { store: first.house.store, clock });
    await second.house.engine.start();
    await second.house.pass(0);
    assert.deepEqual(second.ends, []);
    await second.house.pass(23 * HOUR);
    assert.deepEqual(second.ends, ['due']);
  });
});

describe('waits of a node that is gone', () => {
  it('are kept, do not end and are not texted, and go on when it is back', async () => {
    const waiter = new Waiter(plan());
    await waiter.begin();
    waiter.go();
    await waiter.house.pass(3 * DAY);
    assert.deepEqual(waiter.ends, []);
    assert.equal((await waiter.house.store.waitsByNode()).get('wait')?.count, 1);
    await waiter.deploy();
    assert.deepEqual(waiter.ends, ['due']);
  });

  it('follow what the node was edited to while it was gone', async () => {
    const waiter = new Waiter(plan());
    await waiter.begin();
    waiter.go();
    await waiter.house.engine.start();
    await waiter.house.pass(30 * HOUR);
    await waiter.deploy({ plan: plan({ schedule: TWO_DAYS }) });
    assert.deepEqual(waiter.ends, []);
    await waiter.house.pass(18 * HOUR);
    assert.deepEqual(waiter.ends, ['due']);
  });

  it('can be ended by a person, and then nothing goes on from them', async () => {
    const waiter = new Waiter(plan());
    await waiter.begin();
    assert.equal(await waiter.house.engine.waits.drop('wait'), undefined, 'its node is here');
    waiter.go();
    assert.equal(await waiter.house.engine.waits.drop('wait'), 1);
    assert.equal(await waiter.house.engine.waits.drop('wait'), 0);
    const { enrollments, waits, notes } = await waiter.house.lead({ phone: ANA });
    assert.deepEqual(waits, []);
    assert.equal(enrollments[0]?.state.status, 'completed');
    assert.deepEqual(
      notes.map(({ kind }) => kind),
      ['wait_dropped'],
    );
    await waiter.deploy();
    await waiter.house.pass(3 * DAY);
    assert.deepEqual(waiter.ends, []);
  });
});

describe('a clock that jumps', () => {
  it('an hour back: the wait ends once, at its time on the clock', async () => {
    const waiter = new Waiter(plan());
    await waiter.begin();
    await waiter.house.pass(DAY - MINUTE);
    waiter.house.clock.jumpTo(waiter.house.clock.now() - HOUR);
    await waiter.house.pass(HOUR);
    assert.deepEqual(waiter.ends, []);
    await waiter.house.pass(MINUTE);
    assert.deepEqual(waiter.ends, ['due']);
    waiter.house.clock.jumpTo(waiter.house.clock.now() - HOUR);
    await waiter.house.pass(2 * HOUR);
    assert.deepEqual(waiter.ends, ['due']);
  });

  it('three days forward: it ends once, at once', async () => {
    const waiter = new Waiter(plan({ awaits: [REPLY] }));
    await waiter.begin();
    waiter.house.clock.jumpTo(START + 3 * DAY);
    await waiter.house.pass(0);
    assert.deepEqual(waiter.ends, ['due']);
    await waiter.house.reply('too late?');
    await waiter.house.pass(3 * DAY);
    assert.deepEqual(waiter.ends, ['due']);
  });

  it('the reply and the due time in one tick: one end', async () => {
    const waiter = new Waiter(plan({ awaits: [REPLY] }));
    await waiter.begin();
    waiter.house.clock.jumpTo(START + DAY);
    const replied = waiter.house.reply('just in time');
    await Promise.all([replied, waiter.house.pass(0)]);
    await waiter.house.pass(DAY);
    assert.equal(waiter.ends.length, 1);
  });
});
