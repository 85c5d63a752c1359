import assert from 'node:assert/strict';
import { SimulatedClock } from '../../src/clock';
import type { ReleasePace } from '../../src/journeys/scheduler';
import type { LeadStore } from '../../src/store/contract';
import { openMemoryStore } from '../store/memory-store';
import { create, leadId, parked } from '../store/samples';
import { DAY, HOUR, MINUTE, START, TestHouse } from '../support/house';

const SIXTY: ReleasePace = { perMinute: 60, which: 'overdue' };

interface Ended {
  readonly lead: string;
  readonly at: number;
}

/** An engine whose node "wait" notes who leaves it when. */
function opened(parts: ConstructorParameters<typeof TestHouse>[0]): { house: TestHouse; ended: Ended[] } {
  const house = new TestHouse(parts);
  const ended: Ended[] = [];
  house.engine.attach('wait', ({ record, handover }) =>
    ended.push({ lead: record.lead.id, at: handover.at }),
  );
  return { house, ended };
}

/** Leads 1 to `count`, each with a wait that is due at `due(number)`, ms UTC. */
async function waiting(count: number, due: (number: number) => number): Promise<LeadStore> {
  const store = openMemoryStore();
  for (let number = 1; number <= count; number++)
    await create(store, number, parked(`wait:${number}`, due(number), { node: 'wait' }));
  return store;
}

/** The most that left within any minute, its first moment included and its last not. */
function mostAMinute(ended: readonly Ended[]): number {
  const times = ended.map(({ at }) => at);
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + MINUTE).length));
}

const inOrder = (count: number): string[] => Array.from({ length: count }, (_, at) => leadId(at + 1));

describe('overdue waits', () => {
  it('a thousand leave in order, sixty a minute, after an outage of three days (scenarios 26, 27)', async function () {
    this.timeout(60_000);
    const store = await waiting(1000, (number) => START + number);
    const { house, ended } = opened({ store, clock: new SimulatedClock(START + 3 * DAY), pace: SIXTY });
    await house.engine.start();
    await house.pass(MINUTE - 1);
    assert.equal(ended.length, 60);
    await house.pass(17 * MINUTE);
    assert.deepEqual(
      ended.map(({ lead }) => lead),
      inOrder(1000),
    );
    assert.equal(mostAMinute(ended), 60);
    assert.deepEqual(house.failures, []);
  });

  it('do not hold up those that are on time', async () => {
    const now = START + 3 * DAY;
    const store = await waiting(120, (number) => (number <= 100 ? START + number : now + number * 1000));
    const { house, ended } = opened({ store, clock: new SimulatedClock(now), pace: SIXTY });
    await house.engine.start();
    await house.pass(2 * MINUTE + 1000);
    const onTime = ended.filter(({ lead }) => lead > leadId(100));
    assert.deepEqual(
      onTime.map(({ at }) => (at - now) / 1000),
      Array.from({ length: 20 }, (_, at) => at + 101),
    );
    assert.equal(ended.length, 120);
  });

  it('a few, less than a minute late, leave at once: a restart is no outage', async () => {
    const store = await waiting(50, (number) => START + number);
    const { house, ended } = opened({ store, clock: new SimulatedClock(START + MINUTE), pace: SIXTY });
    await house.engine.start();
    await house.pass(0);
    assert.equal(ended.length, 50);
  });

  it('of one lead leave one by one', async () => {
    const store = openMemoryStore();
    const waits = [1, 2, 3].map((number) => parked(`wait:${number}`, START + number, { node: 'wait' }));
    await create(store, 1, ...waits);
    const { house, ended } = opened({ store, clock: new SimulatedClock(START + DAY), pace: SIXTY });
    await house.engine.start();
    await house.pass(0);
    assert.equal(ended.length, 1);
    await house.pass(2_000);
    assert.deepEqual(
      ended.map(({ at }) => at - START - DAY),
      [0, 1000, 2000],
    );
  });

  it('are not all paced at once without a pace', async () => {
    const store = await waiting(500, (number) => START + number);
    const { house, ended } = opened({ store, clock: new SimulatedClock(START + DAY) });
    await house.engine.start();
    await house.pass(0);
    assert.equal(ended.length, 500);
  });

  it('keep to a quick pace by lots', async () => {
    const store = await waiting(700, (number) => START + number);
    const pace: ReleasePace = { perMinute: 600, which: 'overdue' };
    const { house, ended } = opened({ store, clock: new SimulatedClock(START + DAY), pace });
    await house.engine.start();
    await house.pass(2 * MINUTE);
    assert.equal(ended.length, 700);
    assert.equal(mostAMinute(ended), 600);
    assert.deepEqual(
      ended.map(({ lead }) => lead),
      inOrder(700),
    );
  });

  it('are not stopped by one that cannot be ended, which is tried again', async () => {
    const store = await waiting(5, (number) => START + number);
    let broken = true;
    const flaky: LeadStore = {
      ...store,
      change: (who, decide) =>
        broken && 'id' in who && who.id === leadId(2)
          ? Promise.reject(new Error('a bad record'))
          : store.change(who, decide),
    };
    const { house, ended } = opened({ store: flaky, clock: new SimulatedClock(START + DAY), pace: SIXTY });
    await house.engine.start();
    await house.pass(10_000);
    assert.deepEqual(
      ended.map(({ lead }) => lead),
      [1, 3, 4, 5].map(leadId),
    );
    assert.ok(house.failures.length >= 1);
    broken = false;
    await house.pass(3 * MINUTE);
    assert.equal(ended.length, 5);
  });

  it('go on leaving when the clock is set back an hour', async () => {
    const store = await waiting(100, (number) => START + number);
    const { house, ended } = opened({ store, clock: new SimulatedClock(START + DAY), pace: SIXTY });
    await house.engine.start();
    await house.pass(9_000);
    assert.equal(ended.length, 10);
    house.clock.jumpTo(house.clock.now() - HOUR);
    await house.pass(HOUR + 2 * MINUTE);
    assert.deepEqual(
      ended.map(({ lead }) => lead),
      inOrder(100),
    );
  });
});

describe('with a pace for all waits', () => {
  const ALL: ReleasePace = { perMinute: 60, which: 'all' };

  it('a thousand that end in the same second leave in order, sixty a minute (scenario 26)', async function () {
    this.timeout(60_000);
    const store = await waiting(1000, (number) => START + HOUR + (number % 1000));
    const { house, ended } = opened({ store, pace: ALL });
    await house.engine.start();
    await house.pass(HOUR + 20 * MINUTE);
    assert.equal(ended.length, 1000);
    assert.equal(mostAMinute(ended), 60);
    const times = ended.map(({ lead }) => Number(lead.slice(-6)) % 1000);
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
  });

  it('one that is alone leaves at its time', async () => {
    const store = await waiting(3, (number) => START + number * HOUR);
    const { house, ended } = opened({ store, pace: ALL });
    await house.engine.start();
    await house.pass(3 * HOUR);
    assert.deepEqual(
      ended.map(({ at }) => at - START),
      [HOUR, 2 * HOUR, 3 * HOUR],
    );
  });
});
