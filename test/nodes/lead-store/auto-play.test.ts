import assert from 'node:assert/strict';
import { TryOut } from '../../../nodes/lead-store/try-out';
import { MovableClock, SimulatedClock } from '../../../src/clock';
import { ANA, DAY, HOUR, SECOND, START, TestHouse } from '../../support/house';

describe('a try-out clock that moves by itself', () => {
  let base: SimulatedClock;
  let clock: MovableClock;
  let house: TestHouse;
  let tryOut: TryOut;

  beforeEach(async () => {
    base = new SimulatedClock(START);
    clock = new MovableClock(base);
    house = new TestHouse({ clock });
    tryOut = new TryOut(house.engine, clock, base);
    tryOut.playByItself((error) => house.failures.push(error));
    house.node('wait');
    await house.engine.start();
  });
  afterEach(async () => {
    await tryOut.close();
    assert.deepEqual(house.failures, []);
  });

  const waits = async (visit: string, ms: number): Promise<void> => {
    const { lead } = await house.lead();
    const due = START + ms;
    await house.engine.park(lead.id, { kind: 'wait', node: 'wait', visit, due, awaits: [], msg: {} });
  };
  const ended = (): number => (house.deliveries.get('wait') ?? []).length;
  const rest = async (): Promise<void> => {
    do await house.engine.rest();
    while (tryOut.moving);
  };
  const watch = (ms: number): Promise<void> => base.advanceTo(base.now() + ms, rest);

  it('stands still until a lead does something', async () => {
    await watch(60 * SECOND);
    assert.equal(clock.now(), START + 60 * SECOND);
    assert.ok(!tryOut.playing);
  });

  it('goes from one thing that is due to the next after six quiet seconds each, until nothing is', async () => {
    await house.behave({ phone: ANA });
    await waits('a', DAY);
    await waits('b', 3 * DAY);
    await watch(6 * SECOND - 1);
    assert.equal(ended(), 0);
    await watch(1);
    assert.equal(ended(), 1);
    assert.equal(clock.now(), START + DAY);
    await watch(6 * SECOND);
    assert.equal(ended(), 2);
    assert.ok(tryOut.playing);
    await watch(20 * SECOND);
    assert.ok(!tryOut.playing);
  });

  it('waits a minute for somebody who is writing', async () => {
    await house.behave({ phone: ANA });
    await waits('a', DAY);
    await watch(5 * SECOND);
    tryOut.waitForWriter();
    await watch(59 * SECOND);
    assert.equal(ended(), 0);
    await watch(SECOND);
    assert.equal(ended(), 1);
  });

  it('stays where a person stopped it until a lead does something again', async () => {
    await house.behave({ phone: ANA });
    await waits('a', DAY);
    await tryOut.stop();
    await watch(60 * SECOND);
    assert.equal(ended(), 0);
    await house.behave({ phone: ANA });
    await watch(6 * SECOND);
    assert.equal(ended(), 1);
  });

  it('does not go further than 90 days from what a lead did: a journey may repeat for ever', async () => {
    await house.behave({ phone: ANA });
    await waits('a', 90 * DAY + HOUR);
    await watch(60 * SECOND);
    assert.equal(ended(), 0);
    assert.ok(!tryOut.playing);
  });
});
