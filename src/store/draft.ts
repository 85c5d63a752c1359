import type { LeadRecord } from '../leads/record';
import type { HandoverEvent } from '../leads/wait';
import type { NodeId } from '../leads/enrollment';
import type { Randomness } from '../randomness';
import { applyChange, type Change } from './changes';
import type { LeadView } from './contract';

/**
 * A decision in the making: the lead as she would be after the changes so far. Written to a copy, so that the parts of
 * a decision can build on each other and a part that throws leaves nothing behind.
 */
export class Draft {
  readonly changes: Change[] = [];
  #record: LeadRecord | undefined;
  #copied = false;

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
