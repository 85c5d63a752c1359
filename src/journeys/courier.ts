import type { Clock } from '../clock';
import type { NodeId } from '../leads/enrollment';
import type { LeadId } from '../leads/lead';
import type { LeadRecord } from '../leads/record';
import type { Handover } from '../leads/wait';
import type { LeadStore } from '../store/contract';

/** A handover on its way, with the lead as she is at that moment. */
export interface Delivery {
  readonly handover: Handover;
  readonly record: LeadRecord;
}

/** A node that handovers are given to. */
export type Receiver = (delivery: Delivery) => void;

/** After so long without a step under way a handover counts as arrived, ms. Longer than a message takes through wires. */
const SETTLED_AFTER_MS = 5_000;

/** The handover that a passage began with: a message carries its number from there on (see Step). */
export function seqOfPass(pass: string): number | undefined {
  const seq = /^(?:nurture-.*-)?(\d+)$/.exec(pass)?.[1];
  return seq === undefined ? undefined : Number(seq);
}

interface Open {
  readonly seq: number;
  readonly lead: LeadId;
  /** ms UTC */
  givenAt: number;
}

/**
 * Gives handovers to nodes and keeps them until they surely arrived. A message between two nodes is in no file: so a
 * handover stays on disk until some seconds have passed in which no step that follows from it was under way. What was
 * not settled is given again after a crash or a deploy; the steps behind recognise it by its number.
 */
export class Courier {
  readonly #receivers = new Map<NodeId, Receiver>();
  readonly #open = new Map<number, Open>();
  readonly #stepsUnderWay = new Map<number, number>();
  readonly #givenAgain = new Set<number>();
  /** Numbers of decisions that are on their way to the disk: `deliver` will be called for them. */
  readonly #expected = new Set<number>();
  #settling = 0;
  #cancelSettling: (() => void) | undefined;
  #closed = false;
  #paused = false;

  constructor(
    private readonly store: LeadStore,
    private readonly clock: Clock,
    /** Told whose handovers have arrived, and up to which number, so that finished journeys can be completed. */
    private readonly arrived: (leads: readonly LeadId[], upTo: number) => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

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
  deliver(delivery: Delivery): void {
    const { handover, record } = delivery;
    const { seq, node } = handover;
    this.#expected.delete(seq);
    this.#open.set(seq, { seq, lead: record.lead.id, givenAt: this.clock.now() });
    this.#settleSoon();
    this.#receivers.get(node)?.(delivery);
  }

  /** Runs a step that follows from a handover; until it ends the handover stays open. */
  async during<T>(seq: number | undefined, step: () => Promise<T>): Promise<T> {
    if (seq === undefined) return step();
    this.#stepsUnderWay.set(seq, (this.#stepsUnderWay.get(seq) ?? 0) + 1);
    try {
      return await step();
    } finally {
      const left = (this.#stepsUnderWay.get(seq) ?? 1) - 1;
      if (left > 0) this.#stepsUnderWay.set(seq, left);
      else this.#stepsUnderWay.delete(seq);
    }
  }

  /** True while a step that follows from a handover is under way, or handovers are being settled. */
  get busy(): boolean {
    return this.#stepsUnderWay.size > 0 || this.#settling > 0;
  }

  /** True when what follows from this passage may have been done before. */
  isGivenAgain(pass: string): boolean {
    const seq = seqOfPass(pass);
    return seq !== undefined && this.#givenAgain.has(seq);
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
    this.#cancelSettling?.();
    this.#cancelSettling = undefined;
  }

  /** After a start or a deploy: gives everything again that may not have arrived. */
  async deliverAgain(): Promise<void> {
    await this.#giveAgain();
    this.#paused = false;
    const now = this.clock.now();
    for (const open of this.#open.values()) open.givenAt = now;
    this.#settleSoon();
  }

  async #giveAgain(): Promise<void> {
    for (const { lead, handover } of await this.store.unsettledHandovers()) {
      if (this.#stepsUnderWay.has(handover.seq) || this.#expected.has(handover.seq)) continue;
      const record = await this.store.read({ id: lead });
      if (!record || this.#closed) continue;
      this.#givenAgain.add(handover.seq);
      this.deliver({ handover, record });
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancelSettling?.();
    this.#receivers.clear();
  }

  #settleSoon(): void {
    if (this.#closed || this.#paused || this.#open.size === 0) return;
    this.#cancelSettling ??= this.clock.wakeAt(this.clock.now() + SETTLED_AFTER_MS, () => {
      this.#cancelSettling = undefined;
      this.#settling++;
      this.#settle()
        .catch(this.failed)
        .finally(() => this.#settling--);
    });
  }

  /** Settles the oldest handovers up to the first that is too young or still has a step under way. */
  async #settle(): Promise<void> {
    if (this.#paused) return;
    const settledBefore = this.clock.now() - SETTLED_AFTER_MS;
    const leads = new Set<LeadId>();
    let upTo: number | undefined;
    for (const { seq, lead, givenAt } of [...this.#open.values()].sort((a, b) => a.seq - b.seq)) {
      if (givenAt > settledBefore || this.#stepsUnderWay.has(seq)) break;
      this.#open.delete(seq);
      this.#givenAgain.delete(seq);
      leads.add(lead);
      upTo = seq;
    }
    if (this.#open.size > 0) this.#settleSoon();
    if (upTo === undefined) return;
    // In this order: who is killed in between gives them again, and completes then what is finished.
    await this.arrived([...leads], upTo);
    await this.store.settle(upTo);
  }
}
