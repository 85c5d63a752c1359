import type { Clock } from '../../src/clock';
import type { Engine } from '../../src/engine';

/** So long nothing happens before time goes on, ms of real life: enough to read a text and to begin an answer. */
const QUIET_MS = 6_000;
/** A person who is writing gets so long, ms of real life. */
const WRITING_MS = 60_000;
/** Time goes on by itself up to so long after the last thing that a lead did, ms: journeys may repeat for ever. */
const FURTHEST_MS = 90 * 24 * 60 * 60_000;

export interface AutoPlayParts {
  readonly engine: Pick<Engine, 'clock' | 'store' | 'nextSilence' | 'watch' | 'watchArrivals'>;
  /** The clock of the people who watch. */
  readonly base: Clock;
  /** Lets time pass up to `time` (ms UTC on the try-out clock). */
  readonly moveTo: (time: number) => Promise<void>;
  /** False while time is on its way already. */
  readonly atRest: () => boolean;
  readonly failed: (error: unknown) => void;
}

/**
 * Time that moves by itself: what a lead does starts it, and after each quiet moment it goes to what is due next, until
 * nothing is. So one click on an inject node shows a journey of days.
 */
export class AutoPlay {
  #playsUntil = -Infinity;
  #endQuiet = (): void => undefined;
  readonly #stopWatching: readonly (() => void)[];

  constructor(private readonly parts: AutoPlayParts) {
    const { engine } = parts;
    this.#stopWatching = [
      engine.watchArrivals(() => this.#begin()),
      engine.watch(() => this.#quiet(QUIET_MS)),
    ];
  }

  /** True when time goes on after the next quiet moment. */
  get playing(): boolean {
    return this.#playsUntil > this.parts.engine.clock.now();
  }

  /** A person is writing: time goes on later. */
  wait(): void {
    this.#quiet(WRITING_MS);
  }

  /** Time stands until a lead does something. */
  stop(): void {
    this.#playsUntil = -Infinity;
    this.#endQuiet();
  }

  close(): void {
    this.stop();
    for (const stop of this.#stopWatching) stop();
  }

  #begin(): void {
    this.#playsUntil = this.parts.engine.clock.now() + FURTHEST_MS;
    this.#quiet(QUIET_MS);
  }

  /** Counts from now on. */
  #quiet(ms: number): void {
    this.#endQuiet();
    if (!this.playing) return;
    const { base, failed } = this.parts;
    this.#endQuiet = base.wakeAt(base.now() + ms, () => {
      this.#goOn().catch(failed);
    });
  }

  async #goOn(): Promise<void> {
    const next = await this.#nextDue();
    if (next === undefined || next > this.#playsUntil) {
      this.stop();
      return;
    }
    if (this.parts.atRest()) await this.parts.moveTo(next);
    this.#quiet(QUIET_MS);
  }

  async #nextDue(): Promise<number | undefined> {
    const { engine } = this.parts;
    const times = [await engine.store.nextDue(), engine.nextSilence()?.at].filter((at) => at !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  }
}
