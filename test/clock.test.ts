import assert from 'node:assert/strict';
import { MovableClock, SimulatedClock, machineClock, realClock, type Clock } from '../src/clock';

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

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NOON = Date.UTC(2026, 2, 3, 12);

/** A machine whose time passes when told to, and whose time of day can be set. */
class Machine {
  #passed = 0;
  #timers = new Set<{ readonly endsAt: number; readonly ring: () => void }>();
  timersSet = 0;
  timeOfDay = NOON;
  readonly clock = machineClock({
    now: () => this.timeOfDay,
    monotonic: () => this.#passed,
    setTimer: (ms, ring) => {
      const timer = { endsAt: this.#passed + ms, ring };
      this.timersSet++;
      this.#timers.add(timer);
      return () => this.#timers.delete(timer);
    },
  });

  get timers(): number {
    return this.#timers.size;
  }

  pass(ms: number): void {
    const end = this.#passed + ms;
    for (;;) {
      const next = [...this.#timers].sort((a, b) => a.endsAt - b.endsAt)[0];
      if (!next || next.endsAt > end) break;
      this.#timers.delete(next);
      this.#goTo(next.endsAt);
      next.ring();
    }
    this.#goTo(end);
  }

  #goTo(passed: number): void {
    this.timeOfDay += passed - this.#passed;
    this.#passed = passed;
  }
}

/** Sets alarms, and notes in which order they rang. */
function alarmsOf(clock: Clock): { in: (ms: number) => () => void; rung: number[] } {
  const rung: number[] = [];
  const set = (ms: number): (() => void) => clock.wakeAt(clock.now() + ms, () => void rung.push(ms));
  return { in: set, rung };
}

const CLOCKS: readonly (readonly [string, (machine: Machine) => Clock])[] = [
  ['the clock of a machine', (machine) => machine.clock],
  ['a movable clock over it', (machine) => new MovableClock(machine.clock, 3 * HOUR)],
];
for (const [what, clockOf] of CLOCKS) {
  describe(what, () => {
    let machine: Machine;
    let clock: Clock;
    let alarms: ReturnType<typeof alarmsOf>;
    beforeEach(() => {
      machine = new Machine();
      clock = clockOf(machine);
      alarms = alarmsOf(clock);
    });

    for (const ms of [1, 500, MINUTE, HOUR, 24 * HOUR, 2 ** 31 + 1_000]) {
      it(`rings after ${ms} ms, once, and not a millisecond before`, () => {
        alarms.in(ms);
        machine.pass(ms - 1);
        assert.deepEqual(alarms.rung, []);
        machine.pass(1);
        assert.deepEqual(alarms.rung, [ms]);
        machine.pass(HOUR);
        assert.deepEqual(alarms.rung, [ms]);
      });
    }

    it('rings in the order of time, however they were set', () => {
      [3 * MINUTE, 5, 2 * HOUR, MINUTE].forEach(alarms.in);
      machine.pass(3 * HOUR);
      assert.deepEqual(alarms.rung, [5, MINUTE, 3 * MINUTE, 2 * HOUR]);
    });

    it('rings for times that have passed, but not inside the call', () => {
      alarms.in(-HOUR);
      assert.deepEqual(alarms.rung, []);
      machine.pass(0);
      assert.deepEqual(alarms.rung, [-HOUR]);
    });

    it('rings within half a minute for what fell due when the clock was set forward, or the machine slept', () => {
      [500, 24 * HOUR, 30 * 24 * HOUR].forEach(alarms.in);
      machine.timeOfDay += 25 * HOUR;
      machine.pass(30 * SECOND);
      assert.deepEqual(alarms.rung, [500, 24 * HOUR]);
    });

    it('lets an interval end when the clock was set back by an hour', () => {
      [500, MINUTE].forEach(alarms.in);
      machine.timeOfDay -= HOUR;
      machine.pass(SECOND);
      assert.deepEqual(alarms.rung, [500]);
      machine.pass(MINUTE);
      assert.deepEqual(alarms.rung, [500, MINUTE]);
    });

    it('keeps an appointment at its time of day when the clock was set back, also shortly before it', () => {
      alarms.in(2 * MINUTE);
      machine.pass(2 * MINUTE - SECOND);
      machine.timeOfDay -= HOUR;
      machine.pass(HOUR);
      assert.deepEqual(alarms.rung, []);
      machine.pass(SECOND);
      assert.deepEqual(alarms.rung, [2 * MINUTE]);
    });

    it('does not take an interval for an appointment because one is due before it', () => {
      alarms.in(61 * SECOND);
      machine.pass(20 * SECOND);
      alarms.in(50 * SECOND);
      machine.timeOfDay -= HOUR;
      machine.pass(51 * SECOND);
      assert.deepEqual(alarms.rung, [50 * SECOND]);
    });

    it('does not ring for what was taken back, and then sets no timer', () => {
      const [first, second] = [alarms.in(500), alarms.in(HOUR)];
      first();
      second();
      assert.equal(machine.timers, 0);
      machine.pass(2 * HOUR);
      assert.deepEqual(alarms.rung, []);
    });

    it('does not ring for what another alarm of the same moment took back', () => {
      const rung: string[] = [];
      const at = clock.now() + 10;
      clock.wakeAt(at, () => {
        rung.push('first');
        cancel();
      });
      const cancel = clock.wakeAt(at, () => rung.push('second'));
      machine.pass(MINUTE);
      assert.deepEqual(rung, ['first']);
    });

    it('rings the others too when one of them throws', () => {
      clock.wakeAt(clock.now() + 10, () => {
        throw new Error('as a test wants it');
      });
      alarms.in(10);
      assert.throws(() => machine.pass(10), /as a test wants it/);
      machine.pass(10);
      assert.deepEqual(alarms.rung, [10]);
    });
  });
}

describe('the timers of the clock of a machine', () => {
  it('are one for all alarms, and two looks a minute while nothing falls due', () => {
    const machine = new Machine();
    const alarms = alarmsOf(machine.clock);
    for (let i = 0; i < 100; i++) alarms.in(24 * HOUR + i);
    assert.equal(machine.timers, 1);
    const before = machine.timersSet;
    machine.pass(10 * MINUTE);
    assert.equal(machine.timersSet - before, 20);
  });
});

describe('a movable clock over a running one', () => {
  it('asks the base for its alarms, moved by the offset', () => {
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
    assert.deepEqual(asked, [500]);
    clock.jumpTo(1_400);
    assert.deepEqual(asked, [500, 200]);
  });

  it('lets its base ring what is left, once it was moved', async () => {
    const machine = new Machine();
    const clock = new MovableClock(machine.clock);
    const alarms = alarmsOf(clock);
    [MINUTE, 2 * HOUR].forEach(alarms.in);
    await clock.advanceTo(clock.now() + HOUR, rest);
    assert.deepEqual(alarms.rung, [MINUTE]);
    machine.pass(HOUR - 1);
    assert.deepEqual(alarms.rung, [MINUTE]);
    machine.pass(1);
    assert.deepEqual(alarms.rung, [MINUTE, 2 * HOUR]);
  });

  it('keeps an appointment that it was moved close to, also when the clock was set back then', async () => {
    const machine = new Machine();
    const clock = new MovableClock(machine.clock);
    const alarms = alarmsOf(clock);
    alarms.in(HOUR);
    await clock.advanceTo(clock.now() + HOUR - SECOND, rest);
    machine.timeOfDay -= HOUR;
    machine.pass(HOUR);
    assert.deepEqual(alarms.rung, []);
    machine.pass(SECOND);
    assert.deepEqual(alarms.rung, [HOUR]);
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
