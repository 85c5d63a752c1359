import type { Clock } from '../../clock';
import type { NodeId } from '../../leads/enrollment';
import type { LeadId } from '../../leads/lead';
import type { LeadRecord } from '../../leads/record';
import type { Handover } from '../../leads/wait';
import type { LeadStore } from '../../store/contract';
import { othersTurn } from '../../turns';
import { OpenDeliveries, QUIET_MS, type OpenHandover } from './open-deliveries';

/** A handover on its way, with the lead as it is at that moment. */
export interface Delivery {
  readonly handover: Handover;
  readonly record: LeadRecord;
  /** It was given before, and what follows from it may have been done. */
  readonly again: boolean;
}

/** A node that handovers are given to. */
export type Receiver = (delivery: Delivery) => void;

/** What the relay needs to put down which handovers have arrived. */
export interface RelayParts {
  readonly store: LeadStore;
  readonly clock: Clock;
  /** Puts down that these stay open although the settled mark passes them. */
  readonly keep: (handovers: readonly OpenHandover[]) => Promise<void>;
  /** Told whose handovers have arrived, and up to which number, so that finished journeys can be completed. */
  readonly arrived: (leads: readonly LeadId[], upTo: number) => Promise<void>;
  /** Puts down that handovers that were kept have arrived. */
  readonly release: (handovers: readonly OpenHandover[]) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** So many are settled together; see the scheduler. */
const SETTLED_AT_ONCE = 1_000;
/** So many are given before others get their turn. */
const LOT = 100;

/**
 * Gives handovers to nodes, at least once. A message between two nodes is in no file: so a handover stays on disk until
 * its message has come to the next step that is recorded, or its way has ended (see OpenDeliveries). What has not arrived
 * is given again after a crash or a deploy; the steps behind recognize it (see step.ts).
 */
export class Relay {
  readonly #receivers = new Map<NodeId, Receiver>();
  readonly #open = new OpenDeliveries();
  readonly #givenAgain = new Set<number>();
  /** Numbers of decisions that are on their way to the disk: `deliver` will be called for them. */
  readonly #expected = new Set<number>();
  #settling = false;
  #alarm: { readonly at: number; readonly cancel: () => void } | undefined;
  #closed = false;
  #paused = false;

  constructor(private readonly parts: RelayParts) {}

  /** From now on handovers to the node go to `receiver`. Returns what ends that. */
  attach(node: NodeId, receiver: Receiver): () => void {
    this.#receivers.set(node, receiver);
    return () => {
      if (this.#receivers.get(node) === receiver) this.#receivers.delete(node);
    };
  }

  isHere(node: NodeId): boolean {
    return this.#receivers.has(node);
  }

  /** Gives a handover that is on disk to its node. One whose node is gone waits for the next `deliverAgain`. */
  deliver(handover: Handover, record: LeadRecord): void {
    this.#expected.delete(handover.seq);
    this.#give({ handover, record, again: false });
  }

  /** Runs a step at `node` that follows from a delivery; until it ends the delivery stays open. */
  async during<T>(delivery: number | undefined, node: NodeId, step: () => Promise<T>): Promise<T> {
    if (delivery === undefined) return step();
    const { clock } = this.parts;
    this.#open.begin(delivery, node, clock.now());
    try {
      return await step();
    } finally {
      this.#open.end(delivery, clock.now());
      this.#settleSoon();
    }
  }

  /** A message of the delivery went on: for each set, it is on its way to one of these nodes through others that may hold it. */
  sent(delivery: number | undefined, ahead: readonly ReadonlySet<NodeId>[]): void {
    if (delivery !== undefined && ahead.length > 0) this.#open.sent(delivery, ahead, this.parts.clock.now());
  }

  /** True while the handover may not have arrived. */
  isOpen({ seq }: Handover): boolean {
    return this.#open.has(seq) || this.#expected.has(seq);
  }

  /** True while a step that follows from a delivery is under way, or deliveries are being settled. */
  get busy(): boolean {
    return this.#open.underWay || this.#settling;
  }

  /** True when what follows from this delivery may have been done before. */
  isGivenAgain(delivery: number | undefined): boolean {
    return delivery !== undefined && this.#givenAgain.has(delivery);
  }

  /** These handovers are decided, and will be delivered once they are on disk; until then nobody gives them. */
  expect(seqs: readonly number[]): void {
    for (const seq of seqs) this.#expected.add(seq);
  }

  /** They will not be delivered after all. */
  forget(seqs: readonly number[]): void {
    for (const seq of seqs) this.#expected.delete(seq);
  }

  /**
   * A deploy begins: what is on its way to a node that is being closed gets lost, so nothing counts as arrived before
   * everything was given again.
   */
  pause(): void {
    this.#paused = true;
    this.#cancelAlarm();
  }

  /** After a start or a deploy: gives everything again that may not have arrived. */
  async deliverAgain(): Promise<void> {
    await this.#giveAgain();
    this.#paused = false;
    this.#open.touchAll(this.parts.clock.now());
    this.#settleSoon();
  }

  async #giveAgain(): Promise<void> {
    const { store } = this.parts;
    let looked = 0;
    for (const { lead, handover } of await store.unsettledHandovers()) {
      const { seq } = handover;
      if (++looked % LOT === 0) await othersTurn();
      if (this.#open.isUnderWay(seq) || this.#expected.has(seq)) continue;
      const record = await store.read({ id: lead });
      // What has arrived since the list was made is with the lead no more.
      if (!record?.handovers.some((one) => one.seq === seq) || this.#closed) continue;
      this.#givenAgain.add(seq);
      this.#give({ handover, record, again: true });
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancelAlarm();
    this.#receivers.clear();
  }

  #give(delivery: Delivery): void {
    const { handover, record } = delivery;
    this.#open.add(handover, record.lead.id, this.parts.clock.now());
    this.#settleSoon();
    this.#receivers.get(handover.node)?.(delivery);
  }

  /** Looks again when something may have arrived. */
  #settleSoon(): void {
    if (this.#closed || this.#paused || this.#settling) return;
    this.#settleAt(this.parts.clock.now() + QUIET_MS);
  }

  #settleAt(at: number): void {
    if (this.#alarm && this.#alarm.at <= at) return;
    const { clock, failed } = this.parts;
    this.#cancelAlarm();
    const cancel = clock.wakeAt(at, () => {
      this.#alarm = undefined;
      this.#settling = true;
      this.#settle()
        .catch(failed)
        .finally(() => {
          this.#settling = false;
          const next = this.#open.nextLook(clock.now());
          if (next !== undefined && !this.#closed && !this.#paused) this.#settleAt(next);
        });
    });
    this.#alarm = { at, cancel };
  }

  #cancelAlarm(): void {
    this.#alarm?.cancel();
    this.#alarm = undefined;
  }

  /**
   * Settles what has arrived. In this order: who is killed in between gives again what has not been put down, and completes
   * then what is finished.
   */
  async #settle(): Promise<void> {
    if (this.#paused) return;
    const { store, clock, keep, arrived, release } = this.parts;
    for (;;) {
      const taken = this.#open.take(clock.now(), SETTLED_AT_ONCE);
      const { upTo, kept, released } = taken;
      if (upTo === undefined && released.length === 0) return;
      if (kept.length > 0) await keep(kept);
      if (upTo !== undefined) {
        const leads = new Set(taken.arrived.map(({ lead }) => lead));
        await arrived([...leads], upTo);
        await store.settle(upTo);
      }
      if (released.length > 0) await release(released);
      for (const { seq } of [...taken.arrived, ...released]) this.#givenAgain.delete(seq);
      if (this.#paused || this.#closed) return;
      await othersTurn();
    }
  }
}
