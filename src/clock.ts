/**
 * The clock port. All time in the engine comes through it, so that a month can pass in a test, or in front of
 * a person who tries a journey out, in a moment. All times are milliseconds since 1970 in UTC.
 */
export interface Clock {
  /** The present, ms UTC. */
  now(): number;
  /**
   * Calls `wake` once, at `at` (ms UTC) or as soon after it as the clock can; at once (but never inside this
   * call) when `at` has passed. Never early. Returns a function that takes the request back.
   */
  wakeAt(at: number, wake: () => void): () => void;
}

/** `setTimeout` fires at once when asked for more than 2^31 - 1 ms (Node.js docs, timers; seen on 20 and 24). */
const LONGEST_TIMEOUT_MS = 2_147_483_647;

/** The clock of the machine. */
export const realClock: Clock = {
  now: () => Date.now(),
  wakeAt(at, wake) {
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const left = at - Date.now();
      timer = setTimeout(
        () => (Date.now() >= at ? wake() : arm()),
        Math.min(Math.max(left, 0), LONGEST_TIMEOUT_MS),
      );
    };
    arm();
    return () => clearTimeout(timer);
  },
};

interface Alarm {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
}

/**
 * A clock that runs as another one does, and can be moved besides: the try-out clock of a lead store, and the simulated
 * clock of tests. `advanceTo` stops at every alarm on its way, so that what happens at an alarm sees the time of that
 * alarm, and alarms set on the way ring too.
 */
export class MovableClock implements Clock {
  #offset: number;
  #order = 0;
  #cancelBase: (() => void) | undefined;
  #moving = false;
  readonly #alarms = new Set<Alarm>();

  /** `offset`: how far it is ahead of `base` at first, ms. */
  constructor(
    private readonly base: Clock,
    offset = 0,
  ) {
    this.#offset = offset;
  }

  now(): number {
    return this.base.now() + this.#offset;
  }

  /** How far it is ahead of its base, ms. */
  get offset(): number {
    return this.#offset;
  }

  wakeAt(at: number, wake: () => void): () => void {
    const alarm: Alarm = { at, order: this.#order++, wake };
    this.#alarms.add(alarm);
    this.#arm();
    return () => {
      this.#alarms.delete(alarm);
    };
  }

  /** When the next alarm rings, ms UTC, or undefined when none is set. */
  nextAlarm(): number | undefined {
    return this.#first()?.at;
  }

  /**
   * Moves to `time` (ms UTC), ringing every alarm on the way at its own time. `settle` is awaited before the first,
   * after each alarm and once more at the end; pass what waits for the engine to come to rest.
   */
  async advanceTo(time: number, settle: () => Promise<void>): Promise<void> {
    this.#moving = true;
    try {
      await settle();
      for (let alarm = this.#first(); alarm && alarm.at <= time; alarm = this.#first()) {
        this.#moveForwardTo(alarm.at);
        this.#ring(alarm);
        await settle();
      }
      this.#moveForwardTo(time);
      await settle();
    } finally {
      this.#moving = false;
      this.#arm();
    }
  }

  /** Sets the time (ms UTC) without ringing anything on the way, as when somebody sets the machine's clock. */
  jumpTo(time: number): void {
    this.#offset = time - this.base.now();
    this.#arm();
  }

  #moveForwardTo(time: number): void {
    this.#offset = Math.max(this.#offset, time - this.base.now());
  }

  #ring(alarm: Alarm): void {
    this.#alarms.delete(alarm);
    alarm.wake();
  }

  /** One alarm of the base for the earliest of ours. While the clock is being moved, `advanceTo` rings. */
  #arm(): void {
    this.#cancelBase?.();
    this.#cancelBase = undefined;
    const first = this.#first();
    if (!first || this.#moving) return;
    this.#cancelBase = this.base.wakeAt(first.at - this.#offset, () => {
      this.#cancelBase = undefined;
      for (let due = this.#first(); due && due.at <= this.now(); due = this.#first()) this.#ring(due);
      this.#arm();
    });
  }

  #first(): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of this.#alarms) {
      if (!first || alarm.at < first.at || (alarm.at === first.at && alarm.order < first.order))
        first = alarm;
    }
    return first;
  }
}

/** A clock for tests: it stands still until it is moved. `start` in ms UTC. */
export class SimulatedClock extends MovableClock {
  constructor(start: number) {
    super({ now: () => start, wakeAt: () => () => undefined });
  }
}
