import FlatQueue from 'flatqueue';

/** What falls due: a lead's entry. `due` is its earliest due time, ms UTC; Infinity when nothing of it does. */
export interface Due {
  due: number;
}

/** A queue that holds this many more places than entries is rebuilt. */
const SPARE_PLACES = 1024;

/**
 * Which leads fall due when. Each entry has one due time; the queue may hold outdated places of it, which are passed
 * over when they come up, because taking a place out of the middle of a heap costs more.
 */
export class DueIndex<E extends Due> {
  #queue = new FlatQueue<E>();
  /** Handed out by `take` and not changed since, the longest ago first. Their places have left the queue. */
  readonly #given = new Set<E>();
  /** How many entries have a due time. */
  #size = 0;
  readonly #earlier: (at: number) => void;

  /** `earlier` is called whenever an entry falls due before all others that still wait for their time (ms UTC). */
  constructor(earlier: (at: number) => void) {
    this.#earlier = earlier;
  }

  /** Notes a new due time of an entry (ms UTC, Infinity for none). */
  move(entry: E, due: number): void {
    if (entry.due === due) return;
    this.#passOutdated();
    const first = this.#queue.peekValue() ?? Infinity;
    if (entry.due !== Infinity) this.#size--;
    entry.due = due;
    this.#given.delete(entry);
    if (due === Infinity) return;
    this.#size++;
    this.#queue.push(entry, due);
    if (this.#queue.length > 2 * this.#size + SPARE_PLACES) this.#rebuild();
    if (due < first) this.#earlier(due);
  }

  /** The earliest due time, ms UTC. */
  next(): number | undefined {
    this.#passOutdated();
    let next = this.#queue.peekValue() ?? Infinity;
    for (const { due } of this.#given) next = Math.min(next, due);
    return next === Infinity ? undefined : next;
  }

  /**
   * Up to `limit` entries that are due at `upTo`, earliest first. Those that an earlier call gave and that did not
   * change since come only after all others, so that a few that nobody can help do not keep the rest waiting.
   */
  take(upTo: number, limit: number): E[] {
    const taken: E[] = [];
    for (;;) {
      this.#passOutdated();
      const entry = this.#queue.peek();
      if (!entry || entry.due > upTo || taken.length >= limit) break;
      this.#queue.pop();
      taken.push(entry);
      this.#given.add(entry);
    }
    const given = taken.length < limit ? [...this.#given].slice(0, this.#given.size - taken.length) : [];
    for (const entry of given) {
      if (taken.length >= limit) break;
      if (entry.due > upTo) continue;
      taken.push(entry);
      this.#given.delete(entry);
      this.#given.add(entry);
    }
    return taken.sort((a, b) => a.due - b.due);
  }

  #passOutdated(): void {
    for (let entry = this.#queue.peek(); entry; entry = this.#queue.peek()) {
      if (entry.due === this.#queue.peekValue() && !this.#given.has(entry)) return;
      this.#queue.pop();
    }
  }

  #rebuild(): void {
    const old = this.#queue;
    const kept = new Set<E>();
    this.#queue = new FlatQueue<E>();
    for (let at = 0; at < old.length; at++) {
      const entry = old.ids[at];
      if (!entry || entry.due !== old.values[at] || kept.has(entry) || this.#given.has(entry)) continue;
      kept.add(entry);
      this.#queue.push(entry, entry.due);
    }
  }
}
