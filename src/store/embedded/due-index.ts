import FlatQueue from 'flatqueue';
import { othersTurn } from '../../turns';

/** What falls due: a lead's entry. `due` is its earliest due time, ms UTC; Infinity when nothing of it does. */
export interface Due {
  due: number;
}

/** A queue that holds this many more places than entries is rebuilt. */
const SPARE_PLACES = 1024;
/** So many are passed over before others get their turn: about a millisecond. After an outage everybody may be late. */
const PASSED_AT_ONCE = 1_000;

/**
 * Which leads fall due when. Each entry has one due time; the queues may hold outdated places of it, which are passed
 * over when they come up, because taking a place out of the middle of a heap costs more.
 */
export class DueIndex<E extends Due> {
  #queue = new FlatQueue<E>();
  /** What a question about later ones passed over, so that it is passed over once. */
  #late = new FlatQueue<E>();
  /** The same, the latest first: a question about earlier ones takes them back. */
  #latest = new FlatQueue<E>();
  /** Everything in `#latest` is due at this time or before, ms UTC. */
  #lateUpTo = -Infinity;
  /** Handed out by `take` and not changed since, the longest ago first. Their places have left the queues. */
  readonly #given = new Set<E>();
  #passing = Promise.resolve();
  /** How many entries have a due time. */
  #size = 0;
  readonly #earlier: (at: number) => void;

  /**
   * `earlier` is called whenever an entry falls due before all others that still wait for their time (ms UTC), except
   * those that a question passed over.
   */
  constructor(earlier: (at: number) => void) {
    this.#earlier = earlier;
  }

  /** Notes a new due time of an entry (ms UTC, Infinity for none). */
  move(entry: E, due: number): void {
    if (entry.due === due) return;
    this.#passOutdated(this.#queue);
    const first = this.#queue.peekValue() ?? Infinity;
    if (entry.due !== Infinity) this.#size--;
    entry.due = due;
    this.#given.delete(entry);
    if (due === Infinity) return;
    this.#size++;
    this.#queue.push(entry, due);
    if (this.#queue.length + this.#late.length > 2 * this.#size + SPARE_PLACES) this.#rebuild();
    if (due < first) this.#earlier(due);
  }

  /** Makes the next questions about those due after `after` (ms UTC) quick; others have their turns meanwhile. */
  passOver(after: number): Promise<void> {
    // One after the other: two of them could take back for ever what the other has passed over.
    this.#passing = this.#passing.then(async () => {
      while (!this.#passOver(after, PASSED_AT_ONCE)) await othersTurn();
    });
    return this.#passing;
  }

  /** The earliest due time later than `after`, ms UTC. */
  next(after = -Infinity): number | undefined {
    let next = this.#first(after)?.peekValue() ?? Infinity;
    for (const { due } of this.#given) if (due > after) next = Math.min(next, due);
    return next === Infinity ? undefined : next;
  }

  /**
   * Up to `limit` entries that are due in (after, upTo], earliest first. Those that an earlier call gave and that did not
   * change since come only after all others, so that a few that nobody can help do not keep the rest waiting.
   */
  take(upTo: number, limit: number, after = -Infinity): E[] {
    const taken: E[] = [];
    while (taken.length < limit) {
      const queue = this.#first(after);
      const entry = queue?.peek();
      if (!queue || !entry || entry.due > upTo) break;
      queue.pop();
      taken.push(entry);
      this.#given.add(entry);
    }
    const given = taken.length < limit ? [...this.#given].slice(0, this.#given.size - taken.length) : [];
    for (const entry of given) {
      if (taken.length >= limit) break;
      if (entry.due > upTo || entry.due <= after) continue;
      taken.push(entry);
      this.#given.delete(entry);
      this.#given.add(entry);
    }
    return taken.sort((a, b) => a.due - b.due);
  }

  /** The queue whose first entry is the earliest one due after `after`; undefined when there is none. */
  #first(after: number): FlatQueue<E> | undefined {
    if (after !== -Infinity) this.#passOver(after, Infinity);
    this.#passOutdated(this.#queue);
    if (after !== -Infinity) return this.#queue;
    this.#passOutdated(this.#late);
    const late = this.#late.peekValue() ?? Infinity;
    return late < (this.#queue.peekValue() ?? Infinity) ? this.#late : this.#queue;
  }

  /** Passes over up to `most`, or takes them back; true when none is left. */
  #passOver(after: number, most: number): boolean {
    for (let moved = 0; moved < most; moved++) {
      const isLater = after >= this.#lateUpTo;
      // From the first on: another question may come before all are passed over.
      if (isLater) this.#lateUpTo = after;
      if (isLater ? this.#passOneOver(after) : this.#takeOneBack(after)) continue;
      if (isLater) return true;
      this.#lateUpTo = after;
    }
    return false;
  }

  /** The first that is due at `after` or before; false when there is none. */
  #passOneOver(after: number): boolean {
    const entry = this.#queue.peek();
    const due = this.#queue.peekValue() ?? Infinity;
    if (!entry || due > after) return false;
    this.#queue.pop();
    if (entry.due === due && !this.#given.has(entry)) {
      this.#late.push(entry, due);
      this.#latest.push(entry, -due);
    }
    return true;
  }

  /** The last that was passed over and is due after `after`; false when there is none. Its place in `#late` may stay. */
  #takeOneBack(after: number): boolean {
    const entry = this.#latest.peek();
    const due = -(this.#latest.peekValue() ?? Infinity);
    if (!entry || due <= after) return false;
    this.#latest.pop();
    if (entry.due === due && !this.#given.has(entry)) this.#queue.push(entry, due);
    return true;
  }

  #passOutdated(queue: FlatQueue<E>): void {
    for (let entry = queue.peek(); entry; entry = queue.peek()) {
      if (entry.due === queue.peekValue() && !this.#given.has(entry)) return;
      queue.pop();
    }
  }

  #rebuild(): void {
    const kept = new Set<E>();
    const fresh = new FlatQueue<E>();
    for (const old of [this.#queue, this.#late]) {
      for (let at = 0; at < old.length; at++) {
        const entry = old.ids[at];
        if (!entry || entry.due !== old.values[at] || kept.has(entry) || this.#given.has(entry)) continue;
        kept.add(entry);
        fresh.push(entry, entry.due);
      }
    }
    this.#queue = fresh;
    this.#late = new FlatQueue<E>();
    this.#latest = new FlatQueue<E>();
    this.#lateUpTo = -Infinity;
  }
}
