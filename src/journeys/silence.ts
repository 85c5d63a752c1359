import type { Clock } from '../clock';
import type { Behavior, LeadId } from '../leads/lead';
import type { LeadStore } from '../store/contract';
import type { Draft } from '../store/draft';
import { othersTurn } from '../turns';
import type { Decisions } from './decisions';
import { letIn } from './contest';
import type { Deployed, Journey } from './journey';

/** So many leads enter together; see the scheduler. */
const LOT = 100;

/**
 * Starts the journeys that begin with silence. A lead enters when her silence is complete after the trigger was first
 * deployed: those who had been quiet for long before are left in peace, so that a new journey cannot text a whole list.
 */
export class SilenceWatch {
  #cancel: (() => void) | undefined;
  #running: Promise<void> | undefined;
  #closed = false;
  #next: { readonly at: number; readonly journey: Journey } | undefined;

  constructor(
    private readonly store: LeadStore,
    private readonly clock: Clock,
    private readonly decisions: Decisions,
    private readonly deployed: Deployed,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Looks who has been quiet long enough, lets them in, and sets the alarm for the next. Also after every deploy. */
  start(): Promise<void> {
    this.#running ??= this.#look().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** A lead was active: the first of all leads sets the alarm. */
  noteActivity(): void {
    if (this.#cancel || this.#running || this.#closed) return;
    for (const { start } of this.deployed.journeys.values()) {
      if (start.kind === 'silence') this.start().catch(this.failed);
    }
  }

  /** When the next silence is complete at the earliest (ms UTC), and what it starts. */
  get next(): { readonly at: number; readonly journey: Journey } | undefined {
    return this.#next;
  }

  /** True while it looks who has been quiet long enough. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    await this.#running;
  }

  async #look(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    let next: { at: number; journey: Journey } | undefined;
    for (const journey of this.deployed.journeys.values()) {
      if (journey.start.kind !== 'silence') continue;
      const at = await this.#letQuietLeadsIn(journey, journey.start.afterMs);
      if (at !== undefined && (next === undefined || at < next.at)) next = { at, journey };
    }
    this.#next = next;
    if (next === undefined || this.#closed) return;
    this.#cancel = this.clock.wakeAt(next.at, () => {
      this.#cancel = undefined;
      this.start().catch(this.failed);
    });
  }

  /** Returns when the next silence is complete, ms UTC. */
  async #letQuietLeadsIn(journey: Journey, afterMs: number): Promise<number | undefined> {
    const key = `silence:${journey.id}`;
    const now = this.clock.now();
    const saved = await this.store.setting(key);
    const checkedUpTo = typeof saved === 'number' ? saved : now;
    const quiet = await this.store.quietLeads(checkedUpTo - afterMs, now - afterMs, Number.MAX_SAFE_INTEGER);
    for (let i = 0; i < quiet.length && !this.#closed; i += LOT) {
      await Promise.all(quiet.slice(i, i + LOT).map((lead) => this.#letIn(lead, journey, afterMs)));
      // Those for whom nothing begins wait for no disk.
      await othersTurn();
    }
    if (this.#closed) return undefined;
    if (quiet.length > 0 || saved === undefined) await this.store.putSetting(key, now);
    const active = await this.store.nextActivityAfter(now - afterMs);
    return active === undefined ? undefined : active + afterMs;
  }

  async #letIn(lead: LeadId, journey: Journey, afterMs: number): Promise<void> {
    try {
      await this.decisions.run({ id: lead }, (draft) =>
        enterQuietLead(draft, journey, afterMs, this.deployed),
      );
    } catch (error) {
      this.failed(error);
    }
  }
}

function enterQuietLead(draft: Draft, journey: Journey, afterMs: number, deployed: Deployed): void {
  const { record } = draft;
  if (!record || record.lastActiveAt + afterMs > draft.now) return;
  const behavior: Behavior = {
    id: `silence:${journey.id}:${record.lastActiveAt}`,
    name: 'silence',
    at: record.lastActiveAt + afterMs,
    properties: {},
    source: 'engine',
  };
  const entered = record.enrollments.some(
    (one) => one.journey === journey.id && one.behavior.id === behavior.id,
  );
  if (!entered) letIn(draft, [{ journey, behavior }], deployed);
}
