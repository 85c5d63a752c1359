import FlatQueue from 'flatqueue';
import type { NodeId } from '../../leads/enrollment';
import type { LeadId } from '../../leads/lead';
import type { Handover } from '../../leads/wait';

/** So long after its last sign of life nothing is on the wires any more, ms. Longer than a message takes through them. */
export const QUIET_MS = 5_000;
/** So long other nodes, such as a delay, may hold a message before its delivery counts as arrived, ms. */
const LONGEST_HELD_MS = 10 * 60_000;

/** A handover that may not have arrived. */
export interface OpenHandover {
  readonly seq: number;
  readonly lead: LeadId;
}

interface Open extends OpenHandover {
  /** The last time that something of it was seen, ms UTC. */
  seenAt: number;
  /** Steps of it that are under way. */
  steps: number;
  /** Its message is with other nodes, on its way to one of these; a set for each wire. */
  ahead: ReadonlySet<NodeId>[];
  /** It stays open by itself when the settled mark passes it. */
  kept: boolean;
}

/** What can be put down of deliveries that have arrived. */
export interface Arrived {
  /** All deliveries up to this number have arrived, or are kept. */
  readonly upTo: number | undefined;
  readonly arrived: readonly OpenHandover[];
  readonly kept: readonly OpenHandover[];
  /** They were kept, and have arrived. */
  readonly released: readonly OpenHandover[];
}

/**
 * The deliveries whose messages are on their way. One counts as arrived when all of its messages have come to the next step
 * of ours, or have nothing of ours before them, and no step of it is under way; some seconds later, for the wires. While
 * other nodes hold a message, such as a delay, it stays open for at most ten minutes.
 */
export class OpenDeliveries {
  readonly #open = new Map<number, Open>();
  /** By number: the mark never passes one that may be on its way. May have places of some that are open no more. */
  readonly #inOrder = new FlatQueue<Open>();
  readonly #kept = new Set<Open>();
  #steps = 0;

  add({ seq, kept }: Handover, lead: LeadId, now: number): void {
    const before = this.#open.get(seq);
    if (before) this.#kept.delete(before);
    const open: Open = { seq, lead, seenAt: now, steps: 0, ahead: [], kept: kept === true };
    this.#open.set(seq, open);
    if (open.kept) this.#kept.add(open);
    else this.#inOrder.push(open, seq);
  }

  has(delivery: number): boolean {
    return this.#open.has(delivery);
  }

  isUnderWay(delivery: number): boolean {
    return (this.#open.get(delivery)?.steps ?? 0) > 0;
  }

  /** True while a step of any is under way. */
  get underWay(): boolean {
    return this.#steps > 0;
  }

  /** A message of the delivery has come to the node, and its step begins. */
  begin(delivery: number, node: NodeId, now: number): void {
    this.#steps++;
    const open = this.#open.get(delivery);
    if (!open) return;
    open.steps++;
    open.seenAt = now;
    const come = open.ahead.findIndex((nodes) => nodes.has(node));
    if (come >= 0) open.ahead.splice(come, 1);
  }

  end(delivery: number, now: number): void {
    this.#steps--;
    const open = this.#open.get(delivery);
    if (!open) return;
    open.steps = Math.max(0, open.steps - 1);
    open.seenAt = now;
  }

  sent(delivery: number, ahead: readonly ReadonlySet<NodeId>[], now: number): void {
    const open = this.#open.get(delivery);
    if (!open) return;
    open.ahead.push(...ahead);
    open.seenAt = now;
  }

  /** Something may be on its way again, for all. */
  touchAll(now: number): void {
    for (const open of this.#open.values()) open.seenAt = now;
  }

  /** When to look again, ms UTC; undefined: nothing is open. */
  nextLook(now: number): number | undefined {
    const first = this.#first();
    let next = first && seenLast(first, now) + QUIET_MS;
    for (const open of this.#kept) {
      const at = seenLast(open, now) + (open.ahead.length > 0 ? LONGEST_HELD_MS : QUIET_MS);
      if (next === undefined || at < next) next = at;
    }
    return next;
  }

  /** Takes out up to `most` of what has arrived. What other nodes hold is kept from now on. */
  take(now: number, most: number): Arrived {
    let upTo: number | undefined;
    const arrived: OpenHandover[] = [];
    const kept: OpenHandover[] = [];
    const released = this.#takeReleased(now, most);
    for (let open = this.#first(); open && isQuiet(open, now); open = this.#first()) {
      if (arrived.length + kept.length === most) break;
      const { seq, lead } = open;
      this.#inOrder.pop();
      upTo = seq;
      if (isHeld(open, now)) {
        open.kept = true;
        this.#kept.add(open);
        kept.push({ seq, lead });
      } else {
        this.#open.delete(seq);
        arrived.push({ seq, lead });
      }
    }
    return { upTo, arrived, kept, released };
  }

  #takeReleased(now: number, most: number): OpenHandover[] {
    const released: OpenHandover[] = [];
    for (const open of this.#kept) {
      if (!isQuiet(open, now) || isHeld(open, now)) continue;
      if (released.length === most) break;
      const { seq, lead } = open;
      this.#kept.delete(open);
      this.#open.delete(seq);
      released.push({ seq, lead });
    }
    return released;
  }

  /** The one with the lowest number that is not kept. */
  #first(): Open | undefined {
    for (let open = this.#inOrder.peek(); open; open = this.#inOrder.peek()) {
      if (this.#open.get(open.seq) === open) return open;
      this.#inOrder.pop();
    }
    return undefined;
  }
}

function seenLast({ steps, seenAt }: Open, now: number): number {
  return steps > 0 ? now : seenAt;
}

function isQuiet({ steps, seenAt }: Open, now: number): boolean {
  return steps === 0 && seenAt + QUIET_MS <= now;
}

/** Another node may still have a message of it. */
function isHeld({ ahead, seenAt }: Open, now: number): boolean {
  return ahead.length > 0 && seenAt + LONGEST_HELD_MS > now;
}
