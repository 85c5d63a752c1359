import type { MovableClock } from '../../src/clock';
import type { Engine } from '../../src/engine';
import { realClock } from '../../src/clock';
import type { LeadStore } from '../../src/store/contract';

const SETTING = 'try_out_offset';
/** While a day runs in some seconds, the clock moves so often, ms. */
const TICK_MS = 100;

/** On a long way the clock is saved so often, in ms of real life, so that a kill does not set it back by much. */
const SAVE_EVERY_MS = 1_000;

/** The try-out clock of a store: days pass when a person says so. Everything else is the code of real life. */
export class TryOut {
  #moves: Promise<void> = Promise.resolve();
  #running = false;

  constructor(
    private readonly engine: Engine,
    private readonly clock: MovableClock,
  ) {}

  /** How far the clock had been moved when the store was last open, ms: time does not go back at a restart. */
  static async savedOffset(store: LeadStore): Promise<number> {
    const saved = await store.setting(SETTING);
    return typeof saved === 'number' ? saved : 0;
  }

  get running(): boolean {
    return this.#running;
  }

  /** Lets time pass up to `time` (ms UTC); everything that falls due on the way happens at its own time. */
  moveTo(time: number): Promise<void> {
    const moved = this.#moves.then(() => this.#moveTo(time));
    this.#moves = moved.catch(() => undefined);
    return moved;
  }

  /** Starts to let `ms` pass within `seconds`; a move that is under way is ended first. */
  async run(ms: number, seconds: number): Promise<void> {
    await this.stop();
    this.#running = true;
    const ticks = Math.max(1, Math.round((seconds * 1000) / TICK_MS));
    const end = this.clock.now() + ms;
    const tick = async (left: number): Promise<void> => {
      if (!this.#running) return;
      const now = this.clock.now();
      await this.#moveTo(Math.max(now, end - (ms * (left - 1)) / ticks));
      if (left === 1) this.#running = false;
      else
        await new Promise<void>((resolve) => realClock.wakeAt(realClock.now() + TICK_MS, resolve)).then(() =>
          tick(left - 1),
        );
    };
    this.#moves = tick(ticks).catch(() => {
      this.#running = false;
    });
  }

  /** Ends a run; what is under way comes to rest first. */
  async stop(): Promise<void> {
    this.#running = false;
    await this.#moves;
  }

  async #moveTo(time: number): Promise<void> {
    let savedAt = realClock.now();
    await this.clock.advanceTo(time, async () => {
      await this.engine.rest();
      // The machine's clock may be set back meanwhile.
      if (Math.abs(realClock.now() - savedAt) < SAVE_EVERY_MS) return;
      await this.#save();
      savedAt = realClock.now();
    });
    await this.#save();
  }

  #save(): Promise<void> {
    return this.engine.store.putSetting(SETTING, this.clock.offset);
  }
}
