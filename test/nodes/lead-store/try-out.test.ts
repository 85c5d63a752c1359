import assert from 'node:assert/strict';
import { TryOut } from '../../../nodes/lead-store/try-out';
import { MovableClock, SimulatedClock } from '../../../src/clock';
import { ANA, DAY, HOUR, START, TestHouse } from '../../support/house';

const TICK = 100;

describe('the try-out clock', () => {
  let base: SimulatedClock;
  let clock: MovableClock;
  let house: TestHouse;
  let tryOut: TryOut;

  beforeEach(async () => {
    base = new SimulatedClock(START);
    clock = new MovableClock(base);
    house = new TestHouse({ clock });
    tryOut = new TryOut(house.engine, clock, base);
    house.node('wait');
    await house.engine.start();
    await house.behave({ phone: ANA });
  });
  afterEach(() => assert.deepEqual(house.failures, []));

  /** Ana's message waits at a node until so long after the start. */
  const waits = async (visit: string, ms: number): Promise<void> => {
    const { lead } = await house.lead();
    const due = START + ms;
    await house.engine.park(lead.id, { kind: 'wait', node: 'wait', visit, due, awaits: [], msg: {} });
  };
  /** When each wait ended, as hours after the start. */
  const ends = (): number[] =>
    (house.deliveries.get('wait') ?? []).map(({ handover }) => (handover.at - START) / HOUR);
  const rest = async (): Promise<void> => {
    do await house.engine.rest();
    while (tryOut.moving);
  };
  /** So long passes for the person who watches. */
  const watch = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += TICK) await base.advanceTo(base.now() + TICK, rest);
  };

  it('runs a day within ten seconds, evenly, and waits end on the way at their own times', async () => {
    for (const hours of [18, 1, 12, 36]) await waits(String(hours), hours * HOUR);
    await tryOut.run(DAY, 10);
    await rest();
    assert.equal(clock.now(), START + DAY / 100);
    assert.ok(tryOut.running);
    await watch(4_900);
    assert.equal(clock.now(), START + DAY / 2);
    assert.deepEqual(ends(), [1, 12]);
    await watch(4_900);
    assert.ok(tryOut.running);
    await watch(TICK);
    assert.equal(clock.now(), START + DAY);
    assert.ok(!tryOut.running);
    assert.deepEqual(ends(), [1, 12, 18]);
    await watch(1_000);
    assert.equal(clock.now(), START + DAY + 1_000, 'from then on it runs as the other clock does');
  });

  it('stops where it is when a person stops it', async () => {
    await tryOut.run(DAY, 10);
    await rest();
    await watch(2_400);
    await tryOut.stop();
    assert.ok(!tryOut.running);
    assert.equal(clock.now(), START + DAY / 4);
    await watch(1_000);
    assert.equal(clock.now(), START + DAY / 4 + 1_000);
  });

  it('ends one run for another', async () => {
    await tryOut.run(DAY, 10);
    await rest();
    await Promise.all([tryOut.run(2 * DAY, 10), tryOut.run(HOUR, 1)]);
    await rest();
    await watch(1_000);
    assert.ok(!tryOut.running);
    assert.equal(clock.now(), START + DAY / 100 + HOUR + TICK);
  });

  it('does not go back when the store is opened again', async () => {
    await waits('once', HOUR);
    await tryOut.run(DAY, 1);
    await rest();
    await watch(1_000);
    const offset = await TryOut.savedOffset(house.store);
    assert.equal(base.now() + offset, clock.now());
  });
});
