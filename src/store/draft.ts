import type { LeadRecord } from '../leads/record';
import type { Handover, HandoverEvent } from '../leads/wait';
import type { NodeId } from '../leads/enrollment';
import type { Randomness } from '../randomness';
import { applyChange, seqOf, type Change } from './changes';
import type { LeadView } from './contract';

/**
 * A decision in the making: the lead as she would be after the changes so far. Written to a copy, so that the parts of
 * a decision can build on each other and a part that throws leaves nothing behind.
 */
export class Draft {
  readonly changes: Change[] = [];
  /** Numbers of the handovers among the changes. */
  #seqs: number[] = [];
  #record: LeadRecord | undefined;
  #copied = false;
  #erased: { readonly record: LeadRecord; readonly handovers: readonly Handover[] } | undefined;

  constructor(
    private readonly view: LeadView,
    /** The present, ms UTC; one moment for the whole decision. */
    readonly now: number,
    private readonly randomness: Randomness,
  ) {
    this.#record = view.record;
  }

  get record(): LeadRecord | undefined {
    return this.#record;
  }

  /** The lead, once it is known that there is one. @throws Error when there is none yet */
  get lead(): LeadRecord {
    if (!this.#record) throw new Error('this decision needs a lead and there is none');
    return this.#record;
  }

  newId(prefix: string): string {
    return this.randomness.id(prefix);
  }

  add(change: Change): void {
    if (this.#record && !this.#copied) this.#record = copyOf(this.#record);
    this.#copied = true;
    this.#record = applyChange(this.#record, change, 0);
    this.changes.push(change);
    const seq = seqOf(change);
    if (seq !== undefined) this.#seqs.push(seq);
  }

  /** Hands something to a node, and tells the number of the handover. */
  handOver(node: NodeId, event: HandoverEvent): number {
    const seq = this.nextSeq();
    this.add({ kind: 'handed_over', handover: { seq, node, at: this.now, event } });
    return seq;
  }

  nextSeq(): number {
    return this.view.nextSeq();
  }

  isSuppressed(what: string): boolean {
    return this.view.isSuppressed(what);
  }

  /**
   * Deletes the lead. What was decided before it in this draft is not written down, so that nothing of her is, but its
   * handovers are still given.
   */
  erase(): void {
    const record = this.lead;
    this.#erased = { record, handovers: this.handovers };
    this.changes.length = 0;
    this.#seqs = [];
    const { lead, assents = [] } = record;
    const hashOf = (what: string): string => this.view.hashOf(what);
    const kept = assents.length > 0 ? { assents: assents.map(hashOf) } : {};
    this.add({ kind: 'lead_erased', suppressed: hashOf(lead.phone), ...kept });
  }

  /** The lead as she is now; for handovers, a deleted one as she was at last. */
  get shown(): LeadRecord | undefined {
    return this.#record ?? this.#erased?.record;
  }

  /** What this decision hands over. */
  get handovers(): readonly Handover[] {
    if (this.#erased) return this.#erased.handovers;
    if (this.#seqs.length === 0) return [];
    return (this.#record?.handovers ?? []).filter(({ seq }) => this.#seqs.includes(seq));
  }
}

function copyOf(record: LeadRecord): LeadRecord {
  return {
    ...record,
    behaviors: [...record.behaviors],
    enrollments: [...record.enrollments],
    endedWaits: [...record.endedWaits],
    waits: [...record.waits],
    handovers: [...record.handovers],
    messages: [...record.messages],
    replies: [...record.replies],
    ledger: [...record.ledger],
    notes: [...record.notes],
  };
}
