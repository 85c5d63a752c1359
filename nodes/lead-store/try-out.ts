import type { Clock, MovableClock } from '../../src/clock';
import type { Engine } from '../../src/engine';
import type { LeadStore } from '../../src/store/contract';
import { AutoPlay } from './auto-play';

const SETTING = 'try_out_offset';
/** While a day runs in some seconds, the clock moves so often, ms. */
const TICK_MS = 100;

/** On a long way the clock is saved so often, in ms of real life, so that a kill does not set it back by much. */
const SAVE_EVERY_MS = 1_000;

/** The try-out clock of a store: days pass when a person says so. Everything else is the code of real life. */
export class TryOut {
  /** What was asked for, one after the other. */
  #moves: Promise<void> = Promise.resolve();
  #underWay = 0;
  #run: symbol | undefined;
  /** Ends the pause between two ticks of the run. */
  #endPause = (): void => undefined;
  /** Time that moves by itself, when the store is set so. */
  #autoPlay: AutoPlay | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly clock: MovableClock,
    /** The clock that the try-out clock is ahead of: a run takes so many of its seconds. */
    private readonly base: Clock,
  ) {}

  /** From now on time moves by itself after what a lead does. */
  playByItself(failed: (error: unknown) => void): void {
    const { engine, base } = this;
    const atRest = (): boolean => !this.running && !this.moving;
    this.#autoPlay = new AutoPlay({ engine, base, atRest, failed, moveTo: (time) => this.moveTo(time) });
  }

  /** True while time moves by itself after each quiet moment. */
  get playing(): boolean {
    return this.#autoPlay?.playing ?? false;
  }

  /** Somebody is writing: time does not move by itself meanwhile. */
  waitForWriter(): void {
    this.#autoPlay?.wait();
  }

  /** How far the clock had been moved when the store was last open, ms: time does not go back at a restart. */
  static async savedOffset(store: LeadStore): Promise<number> {
    const saved = await store.setting(SETTING);
    return typeof saved === 'number' ? saved : 0;
  }

  /** True while "run" lets time pass. */
  get running(): boolean {
    return this.#run !== undefined;
  }

  /** True while the clock is on its way, and not between two ticks of a run. */
  get moving(): boolean {
    return this.#underWay > 0;
  }

  /** Lets time pass up to `time` (ms UTC); everything that falls due on the way happens at its own time. */
  moveTo(time: number): Promise<void> {
    return this.#next(() => this.#moveTo(time));
  }

  /** Starts to let `ms` pass within `seconds`; a move that is under way is ended first. */
  async run(ms: number, seconds: number): Promise<void> {
    await this.#endRun();
    const run = Symbol('run');
    this.#run = run;
    const ticks = Math.max(1, Math.round((seconds * 1000) / TICK_MS));
    this.#next(() => this.#tick(run, ms, ticks)).catch(() => {
      if (this.#run === run) this.#run = undefined;
    });
  }

  /** Ends a run, and time that moves by itself; what is under way comes to rest first. */
  async stop(): Promise<void> {
    this.#autoPlay?.stop();
    await this.#endRun();
  }

  /** Ends it for good. */
  async close(): Promise<void> {
    this.#autoPlay?.close();
    await this.#endRun();
  }

  async #endRun(): Promise<void> {
    this.#run = undefined;
    this.#endPause();
    await this.#moves;
  }

  #next(move: () => Promise<void>): Promise<void> {
    const moved = this.#moves.then(move);
    this.#moves = moved.catch(() => undefined);
    return moved;
  }

  async #tick(run: symbol, ms: number, ticks: number): Promise<void> {
    const end = this.clock.now() + ms;
    for (let left = ticks - 1; left >= 0 && this.#run === run; left--) {
      await this.#moveTo(Math.max(this.clock.now(), end - (ms * left) / ticks));
      if (left > 0) await this.#pause(run);
      else if (this.#run === run) this.#run = undefined;
    }
  }

  async #pause(run: symbol): Promise<void> {
    if (this.#run !== run) return;
    await new Promise<void>((resolve) => {
      const cancel = this.base.wakeAt(this.base.now() + TICK_MS, resolve);
      this.#endPause = () => {
        cancel();
        resolve();
      };
    });
  }

  async #moveTo(time: number): Promise<void> {
    this.#underWay++;
    try {
      let savedAt = this.base.now();
      await this.clock.advanceTo(time, async () => {
        await this.engine.rest();
        // The machine's clock may be set back meanwhile.
        if (Math.abs(this.base.now() - savedAt) < SAVE_EVERY_MS) return;
        await this.#save();
        savedAt = this.base.now();
      });
      await this.#save();
    } finally {
      this.#underWay--;
    }
  }

  #save(): Promise<void> {
    return this.engine.store.putSetting(SETTING, this.clock.offset);
  }
}
