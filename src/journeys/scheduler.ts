import type { Clock } from '../clock';
import type { LeadId } from '../leads/lead';
import type { LeadStore } from '../store/contract';

/** So many leads are woken together; their changes share a flush, and the event loop gets a turn between two lots. */
const LOT = 100;
/** A lead whose waits could not be ended is tried again after so long, ms. */
const RETRY_MS = 60_000;
/** Who is woken so long after her time is overdue, ms: nothing ran, or she was held still. Longer than a deploy takes. */
const OVERDUE_MS = 60_000;
/** The pace is kept by lots that come at least so far apart, ms. */
const LOT_EVERY_MS = 1_000;

/**
 * How waits leave that are due together, after an outage, a pause, or because all began in one moment: in order, so many
 * a minute, evenly. `overdue`: only those that are late by more than a minute, so that what is on time stays so. `all`:
 * every wait.
 */
export interface ReleasePace {
  readonly perMinute: number;
  readonly which: 'overdue' | 'all';
}

/**
 * Wakes leads whose waits are due. One timer for the next due time: a timer for each wait costs 20 times the memory,
 * and one of over 24.8 days would fire at once.
 */
export class Scheduler {
  #armedFor: number | undefined;
  #cancel: (() => void) | undefined;
  #unwatch: (() => void) | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #closed = false;
  /** Leads that could not be woken, until they are tried again: one bad record holds up its own lead only. */
  readonly #bad = new Set<LeadId>();
  #retryAt = 0;
  /** When the next paced lot may leave, ms UTC. */
  #nextLotAt = -Infinity;

  constructor(
    private readonly store: LeadStore,
    private readonly clock: Clock,
    /** Ends due waits of one lead, up to `most`. */
    private readonly wake: (lead: LeadId, most: number) => Promise<void>,
    private readonly failed: (error: unknown) => void,
    private readonly pace?: ReleasePace | undefined,
  ) {}

  /** Starts, or looks again after a deploy. */
  async start(): Promise<void> {
    this.#unwatch ??= this.store.watchDue((at) => this.#arm(at));
    this.#bad.clear();
    const next = await this.store.nextDue();
    if (next !== undefined) this.#arm(next);
  }

  /** True while leads are being woken. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#unwatch?.();
    this.#cancel?.();
    await this.#running;
  }

  /** Who is due up to this time (ms UTC) leaves at the pace; later ones leave at their time. */
  #overdueUpTo(): number {
    if (!this.pace) return -Infinity;
    const now = this.clock.now();
    return this.pace.which === 'all' ? now : now - OVERDUE_MS;
  }

  #arm(at: number): void {
    if (this.#closed || (this.#armedFor !== undefined && this.#armedFor <= at)) return;
    this.#cancel?.();
    this.#armedFor = at;
    this.#cancel = this.clock.wakeAt(at, () => {
      this.#armedFor = undefined;
      this.#wakeDue();
    });
  }

  #wakeDue(): void {
    this.#again = true;
    this.#running ??= this.#wakeAll()
      .catch(this.failed)
      .finally(() => {
        this.#running = undefined;
      });
  }

  async #wakeAll(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      if (this.clock.now() >= this.#retryAt) this.#bad.clear();
      await this.#wakeThoseOnTime();
      await this.#wakeSomeOverdue();
      // What is due and still there is bad, or has its turn later.
      const next = this.#closed ? undefined : await this.store.nextDue(this.clock.now());
      if (next !== undefined) this.#arm(next);
      if (this.#bad.size > 0) this.#arm(this.#retryAt);
    }
  }

  /** Wakes lot after lot until none is due. */
  async #wakeThoseOnTime(): Promise<void> {
    const woken = new Set<LeadId>();
    while (!this.#closed) {
      const due = await this.store.dueLeads(this.clock.now(), LOT + this.#bad.size, this.#overdueUpTo());
      // Who is due again in the same round has her turn in the next.
      const lot = due.filter((lead) => !this.#bad.has(lead) && !woken.has(lead));
      if (lot.length === 0) return;
      await this.#wake(lot, Infinity);
      for (const lead of lot) woken.add(lead);
    }
  }

  /** Wakes the next few of those who are overdue, if it is time, and comes back for the others. */
  async #wakeSomeOverdue(): Promise<void> {
    if (!this.pace || this.#closed) return;
    const interval = 60_000 / this.pace.perMinute;
    const size = Math.max(1, Math.ceil(LOT_EVERY_MS / interval));
    const now = this.clock.now();
    // The clock was set back: the pace goes on from here.
    if (this.#nextLotAt > now + size * interval) this.#nextLotAt = now;
    if (this.#nextLotAt <= now) {
      const lot = await this.#overdue(size);
      if (lot.length === 0) return;
      this.#nextLotAt = now + size * interval;
      await this.#wake(lot, 1);
    }
    this.#arm(this.#nextLotAt);
  }

  /** Never more than have their turn: whom the store has named once comes after all others. */
  async #overdue(size: number): Promise<LeadId[]> {
    const lot = new Set<LeadId>();
    while (lot.size < size) {
      const due = await this.store.dueLeads(this.#overdueUpTo(), size - lot.size);
      const fresh = due.filter((lead) => !this.#bad.has(lead) && !lot.has(lead));
      if (fresh.length === 0) break;
      for (const lead of fresh) lot.add(lead);
    }
    return [...lot];
  }

  async #wake(lot: readonly LeadId[], most: number): Promise<void> {
    await Promise.all(
      lot.map(async (lead) => {
        try {
          await this.wake(lead, most);
        } catch (error) {
          this.#bad.add(lead);
          this.#retryAt = this.clock.now() + RETRY_MS;
          this.failed(error);
        }
      }),
    );
  }
}
