import { realClock } from '../../src/clock';
import type { Engine } from '../../src/engine';

/** A look reads all waits: it comes at most so often, ms ... */
const AT_MOST_EVERY_MS = 1_000;
/** ... and the more seldom the more there are, ms for each: at 100,000 waits every 50 s, about a hundredth of the time. */
const PAUSE_PER_WAIT_MS = 0.5;

type Show = (count: number, next: number | null) => void;

/** Tells nodes how many messages are parked at them; one look at the store serves all nodes. */
export class WaitingBoard {
  readonly #shows = new Map<string, Show>();
  readonly #shown = new Map<string, number>();
  #cancel: (() => void) | undefined;
  #unwatch: (() => void) | undefined;
  #closed = false;
  #waits = 0;

  constructor(private readonly engine: Promise<Engine>) {
    engine.then(
      (open) => {
        if (this.#closed) return;
        this.#unwatch = open.watch(() => this.#soon());
        this.#soon();
      },
      () => undefined,
    );
  }

  watch(node: string, show: Show): () => void {
    this.#shows.set(node, show);
    this.#shown.delete(node);
    this.#soon();
    return () => this.#shows.delete(node);
  }

  close(): void {
    this.#closed = true;
    this.#unwatch?.();
    this.#cancel?.();
  }

  #soon(): void {
    if (this.#closed || this.#shows.size === 0) return;
    this.#cancel ??= realClock.wakeAt(
      realClock.now() + Math.max(AT_MOST_EVERY_MS, this.#waits * PAUSE_PER_WAIT_MS),
      () => {
        this.#cancel = undefined;
        this.#look().catch(() => undefined);
      },
    );
  }

  async #look(): Promise<void> {
    const { store } = await this.engine;
    const waiting = await store.waitsByNode();
    if (this.#closed) return;
    this.#waits = [...waiting.values()].reduce((sum, { count }) => sum + count, 0);
    for (const [node, show] of this.#shows) {
      const { count, next } = waiting.get(node) ?? { count: 0, next: null };
      if (this.#shown.get(node) === count) continue;
      this.#shown.set(node, count);
      show(count, next);
    }
  }
}
