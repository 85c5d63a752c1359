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
 * A clock that stands still until it is moved. `advanceTo` stops at every alarm on its way, so that what happens at
 * an alarm sees the time of that alarm, and alarms set on the way ring too.
 */
export class SimulatedClock implements Clock {
  #now: number;
  #order = 0;
  readonly #alarms = new Set<Alarm>();

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  wakeAt(at: number, wake: () => void): () => void {
    const alarm: Alarm = { at, order: this.#order++, wake };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** When the next alarm rings (ms UTC), or undefined when none is set. */
  nextAlarm(): number | undefined {
    return this.#first()?.at;
  }

  /**
   * Moves to `time` (ms UTC), ringing every alarm on the way at its own time. `settle` is awaited after each alarm and
   * once more at the end; pass what waits for the engine to come to rest.
   */
  async advanceTo(time: number, settle: () => Promise<void>): Promise<void> {
    await settle();
    for (let alarm = this.#first(); alarm && alarm.at <= time; alarm = this.#first()) {
      this.#alarms.delete(alarm);
      this.#now = Math.max(this.#now, alarm.at);
      alarm.wake();
      await settle();
    }
    this.#now = Math.max(this.#now, time);
    await settle();
  }

  /** Sets the time without ringing anything, as when somebody sets the machine's clock. May go back. */
  jumpTo(time: number): void {
    this.#now = time;
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
