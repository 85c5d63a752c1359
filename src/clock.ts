/**
 * The clock port. All time in the engine comes through it, so that a month can pass in a test, or in front of
 * a person who tries a journey out, in a moment. All times are milliseconds since 1970 in UTC.
 */
export interface Clock {
  /** The present, ms UTC. */
  now(): number;
  /**
   * Calls `wake` once, at `at` (ms UTC) or as soon after it as the clock can; at once (but never inside this
   * call) when `at` has passed. Returns a function that takes the request back.
   *
   * Never early, with one exception. What is at most a minute away when it is asked for counts as an interval (a beat, a
   * pause between two of something), and rings once so much time has really passed, even if somebody has set the
   * machine's clock back meanwhile. What is further away is an appointment, and keeps to the clock. Who keeps
   * appointments looks at `now()` when woken, and asks again if it is too early.
   */
  wakeAt(at: number, wake: () => void): () => void;
}

/** What is at most so far away when it is asked for is an interval, ms. */
const LONGEST_INTERVAL_MS = 60_000;
/**
 * The machine's clock is compared with its alarms at least so often, ms: nothing tells a process that somebody has set
 * the clock forward, or that the machine slept. Far below 2^31 - 1 ms, beyond which `setTimeout` fires at once.
 */
const LOOK_EVERY_MS = 30_000;
/** An interval waits so much longer before it believes that the clock was set back: two clocks never run quite alike, ms. */
const DOUBT_MS = 100;

/** What a machine has to tell the time with. */
export interface TimeSource {
  /** The time of day, ms UTC. May jump. */
  now(): number;
  /** Milliseconds since some moment. Never jumps; may stand still while the machine sleeps. */
  monotonic(): number;
  /** Calls `ring` in about `ms`; returns a function that takes the request back. */
  setTimer(ms: number, ring: () => void): () => void;
}

interface MachineAlarm {
  /** ms UTC */
  readonly at: number;
  readonly wake: () => void;
  /** When it rings whatever the time of day is, as `monotonic` counts. Infinity for an appointment. */
  readonly latest: number;
}

/**
 * A clock over a machine's. It notices within 30 seconds when the time of day was set forward; when it was set back,
 * intervals do not wait for the hour to come round again, and appointments do (see `Clock.wakeAt`). One timer serves all
 * alarms: there are few.
 */
export function machineClock(source: TimeSource): Clock {
  const alarms = new Set<MachineAlarm>();
  let timer: { readonly endsAt: number; readonly cancel: () => void } | undefined;

  const left = ({ at, latest }: MachineAlarm): number =>
    Math.max(0, Math.min(at - source.now(), latest - source.monotonic(), LOOK_EVERY_MS));
  const stop = (): void => {
    timer?.cancel();
    timer = undefined;
  };
  const sleep = (ms: number): void => {
    stop();
    timer = { endsAt: source.monotonic() + ms, cancel: source.setTimer(ms, look) };
  };

  function look(): void {
    timer = undefined;
    const due = [...alarms].filter((alarm) => left(alarm) === 0).sort((a, b) => a.at - b.at);
    try {
      // One may take another back.
      for (const alarm of due) if (alarms.delete(alarm)) alarm.wake();
    } finally {
      if (alarms.size > 0) sleep(Math.min(...[...alarms].map(left)));
    }
  }

  return {
    now: () => source.now(),
    wakeAt(at, wake) {
      const ms = at - source.now();
      const latest = ms > LONGEST_INTERVAL_MS ? Infinity : source.monotonic() + Math.max(0, ms) + DOUBT_MS;
      const alarm = { at, wake, latest };
      alarms.add(alarm);
      if (!timer || timer.endsAt > source.monotonic() + left(alarm)) sleep(left(alarm));
      return () => {
        alarms.delete(alarm);
        if (alarms.size === 0) stop();
      };
    },
  };
}

/** The clock of the machine. */
export const realClock: Clock = machineClock({
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(ms, ring) {
    const timer = setTimeout(ring, ms);
    return () => clearTimeout(timer);
  },
});

interface Alarm {
  /** ms UTC, as this clock counts. */
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
  /** It was at most a minute away when it was asked for. */
  readonly isInterval: boolean;
  /** Takes back what was asked of the base. */
  cancel: () => void;
}

/**
 * A clock that runs as another one does, and can be moved besides: the try-out clock of a lead store, and the simulated
 * clock of tests. `advanceTo` stops at every alarm on its way, so that what happens at an alarm sees the time of that
 * alarm, and alarms set on the way ring too.
 */
export class MovableClock implements Clock {
  #offset: number;
  #order = 0;
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
    const isInterval = at - this.now() <= LONGEST_INTERVAL_MS;
    const alarm: Alarm = { at, order: this.#order++, wake, isInterval, cancel: () => undefined };
    this.#alarms.add(alarm);
    this.#arm(alarm);
    return () => {
      this.#alarms.delete(alarm);
      alarm.cancel();
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
    for (const alarm of this.#alarms) alarm.cancel();
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
      this.#armAll();
    }
  }

  /** Sets the time (ms UTC) without ringing anything on the way, as when somebody sets the machine's clock. */
  jumpTo(time: number): void {
    this.#offset = time - this.base.now();
    this.#armAll();
  }

  #moveForwardTo(time: number): void {
    this.#offset = Math.max(this.#offset, time - this.base.now());
  }

  #ring(alarm: Alarm): void {
    this.#alarms.delete(alarm);
    alarm.wake();
  }

  #armAll(): void {
    for (const alarm of this.#alarms) this.#arm(alarm);
  }

  /** Asks the base for an alarm of ours. While the clock is being moved, `advanceTo` rings. */
  #arm(alarm: Alarm): void {
    alarm.cancel();
    if (this.#moving) return;
    alarm.cancel = this.base.wakeAt(alarm.at - this.#offset, () => {
      // Asked again shortly before its time, an appointment looks like an interval to the base.
      if (alarm.isInterval || alarm.at <= this.now()) this.#ring(alarm);
      else this.#arm(alarm);
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
