import type { Clock } from '../clock';
import type { LeadRecord } from '../leads/record';
import type { Handover } from '../leads/wait';
import type { Randomness } from '../randomness';
import type { LeadStore, Who } from '../store/contract';
import { Draft } from '../store/draft';
import type { Relay } from './deliveries/relay';

/**
 * The one way in which the engine changes a lead: decide, wait until it is on disk, then hand over to the nodes what
 * the decision had for them.
 */
export class Decisions {
  #underWay = 0;

  constructor(
    private readonly store: LeadStore,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly relay: Relay,
    /** Told of every lead that changed, once it is on disk. */
    private readonly changed: (record: LeadRecord) => void,
    /** Ends what time alone has ended, before each decision, and after it what the decision has. */
    private readonly look: (draft: Draft) => void,
    /** Draws the consequences when a decision changed what is known of a lead; `before` is as she was. */
    private readonly follow: (draft: Draft, before: LeadRecord | undefined) => void,
    /** Tells others of it, once it is on disk; the decision is made when they have it on disk too. */
    private readonly publish: (draft: Draft) => Promise<void>,
  ) {}

  /** Runs one decision and resolves with its result once it is on disk. @throws StoreError when nothing could change */
  async run<R>(who: Who, decide: (draft: Draft) => R): Promise<R> {
    let draft: Draft | undefined;
    let handovers: readonly Handover[] = [];
    let seqs: readonly number[] = [];
    this.#underWay++;
    try {
      const result = await this.store.change(who, (view) => {
        draft = new Draft(view, this.clock.now(), this.randomness);
        if (draft.record) this.look(draft);
        const answer = decide(draft);
        if (draft.record && draft.changes.length > 0) this.look(draft);
        if (draft.changes.some(({ kind }) => kind === 'lead_set')) this.follow(draft, view.record);
        this.relay.forget(seqs);
        handovers = draft.handovers;
        seqs = handovers.map(({ seq }) => seq);
        this.relay.expect(seqs);
        return { changes: draft.changes, result: answer };
      });
      if (draft) {
        this.#handOver(draft, handovers);
        if (draft.changes.some(({ kind }) => kind === 'ledger')) await this.publish(draft);
      }
      return result;
    } finally {
      this.relay.forget(seqs);
      this.#underWay--;
    }
  }

  /** True while a decision is not on disk yet. */
  get busy(): boolean {
    return this.#underWay > 0;
  }

  #handOver({ shown: record, changes }: Draft, handovers: readonly Handover[]): void {
    if (!record || changes.length === 0) return;
    for (const handover of handovers) this.relay.deliver(handover, record);
    this.changed(record);
  }
}
