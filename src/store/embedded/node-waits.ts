import FlatQueue from 'flatqueue';
import type { WaitsAtNode } from '../contract';
import type { LeadEntry, WaitSummary } from './lead-entry';

interface Waits {
  count: number;
  /** By due time. Places whose wait has ended or moved are passed over when they come up. */
  queue: FlatQueue<LeadEntry>;
}

/** A queue that holds this many more places than waits is rebuilt. */
const SPARE_PLACES = 256;

/** How many waits are parked at each node and which is due next, kept up with every change: nobody has to read all leads. */
export class NodeWaits {
  readonly #nodes = new Map<string, Waits>();

  /** The waits of an entry were these before a change and are those after it. */
  change(entry: LeadEntry, before: readonly WaitSummary[], after: readonly WaitSummary[]): void {
    for (const { node } of before) {
      const waits = this.#nodes.get(node);
      if (waits) waits.count--;
    }
    for (const wait of after) {
      const waits = this.#at(wait.node);
      waits.count++;
      if (wait.due !== null && !before.some((one) => isSame(one, wait))) waits.queue.push(entry, wait.due);
    }
    for (const { node } of before) if (this.#nodes.get(node)?.count === 0) this.#nodes.delete(node);
  }

  /** `waitsOf` tells the waits of an entry as they are now. */
  counts(waitsOf: (entry: LeadEntry) => readonly WaitSummary[]): Map<string, WaitsAtNode> {
    const counts = new Map<string, WaitsAtNode>();
    for (const [node, waits] of this.#nodes) {
      if (waits.queue.length > 2 * waits.count + SPARE_PLACES) rebuild(node, waits, waitsOf);
      const { queue, count } = waits;
      for (let entry = queue.peek(); entry; entry = queue.peek()) {
        if (isThere(node, queue.peekValue(), waitsOf(entry))) break;
        queue.pop();
      }
      counts.set(node, { count, next: queue.peekValue() ?? null });
    }
    return counts;
  }

  #at(node: string): Waits {
    const known = this.#nodes.get(node);
    if (known) return known;
    const waits = { count: 0, queue: new FlatQueue<LeadEntry>() };
    this.#nodes.set(node, waits);
    return waits;
  }
}

function rebuild(node: string, waits: Waits, waitsOf: (entry: LeadEntry) => readonly WaitSummary[]): void {
  const old = waits.queue;
  waits.queue = new FlatQueue<LeadEntry>();
  for (const entry of new Set(old.ids.slice(0, old.length))) {
    for (const wait of waitsOf(entry))
      if (wait.node === node && wait.due !== null) waits.queue.push(entry, wait.due);
  }
}

function isThere(node: string, due: number | undefined, waits: readonly WaitSummary[]): boolean {
  return waits.some((wait) => wait.node === node && wait.due === due);
}

function isSame(a: WaitSummary, b: WaitSummary): boolean {
  return a.node === b.node && a.due === b.due;
}
