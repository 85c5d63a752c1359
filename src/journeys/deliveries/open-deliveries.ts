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
  readonly leads: readonly LeadId[];
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
  #steps = 0;

  add({ seq, kept }: Handover, lead: LeadId, now: number): void {
    this.#open.set(seq, { seq, lead, seenAt: now, steps: 0, ahead: [], kept: kept === true });
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
    let next: number | undefined;
    for (const open of this.#open.values()) {
      const at =
        (open.steps > 0 ? now : open.seenAt) +
        (open.kept && open.ahead.length > 0 ? LONGEST_HELD_MS : QUIET_MS);
      if (next === undefined || at < next) next = at;
    }
    return next;
  }

  /** Takes out what has arrived. What other nodes hold is kept from now on. */
  take(now: number): Arrived {
    const quiet = (open: Open): boolean => open.steps === 0 && open.seenAt + QUIET_MS <= now;
    const held = ({ ahead, seenAt }: Open): boolean => ahead.length > 0 && seenAt + LONGEST_HELD_MS > now;
    let busyFrom = Infinity;
    for (const open of this.#open.values())
      if (!open.kept && open.seq < busyFrom && !quiet(open)) busyFrom = open.seq;

    let upTo: number | undefined;
    const leads = new Set<LeadId>();
    const kept: OpenHandover[] = [];
    const released: OpenHandover[] = [];
    for (const open of this.#open.values()) {
      const { seq, lead } = open;
      if (open.kept) {
        if (!quiet(open) || held(open)) continue;
        released.push({ seq, lead });
      } else {
        if (seq >= busyFrom) continue;
        upTo = Math.max(upTo ?? 0, seq);
        if (held(open)) {
          open.kept = true;
          kept.push({ seq, lead });
          continue;
        }
        leads.add(lead);
      }
      this.#open.delete(seq);
    }
    return { upTo, leads: [...leads], kept, released };
  }
}
