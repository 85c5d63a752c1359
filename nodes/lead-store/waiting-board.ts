import { realClock } from '../../src/clock';
import type { Engine } from '../../src/engine';
import type { WaitsAtNode } from '../../src/store/contract';

/** A busy store changes all the time; a person looks now and then, ms. */
const AT_MOST_EVERY_MS = 1_000;

type Show = (count: number, next: number | null) => void;

/** Tells nodes how many messages are parked at them; one look at the store serves all nodes. */
export class WaitingBoard {
  readonly #shows = new Map<string, Show>();
  readonly #shown = new Map<string, WaitsAtNode>();
  #cancel: (() => void) | undefined;
  #unwatch: (() => void) | undefined;
  #closed = false;

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
    this.#cancel ??= realClock.wakeAt(realClock.now() + AT_MOST_EVERY_MS, () => {
      this.#cancel = undefined;
      this.#look().catch(() => undefined);
    });
  }

  async #look(): Promise<void> {
    const { store } = await this.engine;
    const waiting = await store.waitsByNode();
    if (this.#closed) return;
    for (const [node, show] of this.#shows) {
      const now = waiting.get(node) ?? { count: 0, next: null };
      const shown = this.#shown.get(node);
      if (shown?.count === now.count && shown.next === now.next) continue;
      this.#shown.set(node, now);
      show(now.count, now.next);
    }
  }
}
