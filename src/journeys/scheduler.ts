import type { Clock } from '../clock';
import type { LeadId } from '../leads/lead';
import type { LeadStore } from '../store/contract';

/** So many leads are woken together; their changes share a flush, and the event loop gets a turn between two lots. */
const LOT = 100;
/** A lead whose waits could not be ended is tried again after so long, ms. */
const RETRY_MS = 60_000;

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

  constructor(
    private readonly store: LeadStore,
    private readonly clock: Clock,
    /** Ends the due waits of one lead. */
    private readonly wake: (lead: LeadId) => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Starts, or looks again after a deploy. */
  async start(): Promise<void> {
    this.#unwatch ??= this.store.watchDue((at) => this.#arm(at));
    await this.#armForNext();
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

  async #armForNext(): Promise<void> {
    const next = await this.store.nextDue();
    if (next !== undefined) this.#arm(next);
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
      const stuck = await this.#wakeLots();
      if (stuck) this.#arm(this.clock.now() + RETRY_MS);
      else await this.#armForNext();
    }
  }

  /** Wakes lot after lot until none is due. One bad record holds up its own lead only: true when there was one. */
  async #wakeLots(): Promise<boolean> {
    const bad = new Set<LeadId>();
    for (;;) {
      if (this.#closed) return false;
      const due = await this.store.dueLeads(this.clock.now(), LOT + bad.size);
      const lot = due.filter((lead) => !bad.has(lead));
      if (lot.length === 0) return bad.size > 0;
      await Promise.all(
        lot.map(async (lead) => {
          try {
            await this.wake(lead);
          } catch (error) {
            bad.add(lead);
            this.failed(error);
          }
        }),
      );
    }
  }
}
