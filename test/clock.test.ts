import assert from 'node:assert/strict';
import { MovableClock, SimulatedClock, realClock, type Clock } from '../src/clock';

const rest = (): Promise<void> => Promise.resolve();

describe('the simulated clock', () => {
  it('stands still until it is moved', async () => {
    const clock = new SimulatedClock(1_000);
    assert.equal(clock.now(), 1_000);
    await clock.advanceTo(5_000, rest);
    assert.equal(clock.now(), 5_000);
  });

  it('rings every alarm at its own time, in order, and those set on the way', async () => {
    const clock = new SimulatedClock(0);
    const rung: [string, number][] = [];
    const note = (name: string) => (): void => void rung.push([name, clock.now()]);
    clock.wakeAt(30, note('third'));
    clock.wakeAt(10, () => {
      note('first')();
      clock.wakeAt(20, note('set on the way'));
    });
    clock.wakeAt(10, note('second'));
    clock.wakeAt(99, note('too late'));
    await clock.advanceTo(50, rest);
    assert.deepEqual(rung, [
      ['first', 10],
      ['second', 10],
      ['set on the way', 20],
      ['third', 30],
    ]);
  });

  it('does not ring an alarm that was taken back', async () => {
    const clock = new SimulatedClock(0);
    let rung = 0;
    clock.wakeAt(10, () => rung++)();
    await clock.advanceTo(20, rest);
    assert.equal(rung, 0);
  });

  it('waits for what an alarm started before it goes on', async () => {
    const clock = new SimulatedClock(0);
    const seen: number[] = [];
    let work: Promise<void> = Promise.resolve();
    clock.wakeAt(10, () => {
      work = Promise.resolve().then(() => void seen.push(clock.now()));
    });
    await clock.advanceTo(100, () => work);
    assert.deepEqual(seen, [10]);
  });

  it('never goes back while it advances, and does when it is set', async () => {
    const clock = new SimulatedClock(1_000);
    await clock.advanceTo(500, rest);
    assert.equal(clock.now(), 1_000);
    clock.jumpTo(500);
    assert.equal(clock.now(), 500);
  });
});

describe('a movable clock over a running one', () => {
  it('asks the base for its earliest alarm only, moved by the offset', () => {
    const asked: number[] = [];
    const base: Clock = {
      now: () => 100,
      wakeAt(at) {
        asked.push(at);
        return () => undefined;
      },
    };
    const clock = new MovableClock(base, 1_000);
    clock.wakeAt(1_500, () => undefined);
    clock.wakeAt(1_900, () => undefined);
    assert.deepEqual(asked, [500, 500]);
    clock.jumpTo(1_400);
    assert.deepEqual(asked, [500, 500, 200]);
  });
});

describe('the real clock', () => {
  it('does not ring at once for a time more than 24.8 days away', async () => {
    let rung = false;
    const cancel = realClock.wakeAt(realClock.now() + 2 ** 31 + 1_000, () => {
      rung = true;
    });
    // A timeout that overflows is set to 1 ms, so one that was asked for later tells.
    await new Promise<void>((resolve) => realClock.wakeAt(realClock.now() + 5, resolve));
    cancel();
    assert.equal(rung, false);
  });

  it('rings at once for a time that has passed, but not inside the call', async () => {
    let inside = true;
    const rang = new Promise<boolean>((resolve) => realClock.wakeAt(0, () => resolve(inside)));
    inside = false;
    assert.equal(await rang, false);
  });
});
