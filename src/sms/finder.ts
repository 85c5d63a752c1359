import type { Clock } from '../clock';
import type { LeadId } from '../leads/lead';

/** A text of unknown outcome, and until when it is looked for. */
export interface Lost {
  readonly lead: LeadId;
  readonly message: string;
  /** When the gateway was called, ms UTC. */
  readonly calledAt: number;
  /** ms UTC */
  readonly until: number;
}

/** What one look told. `no_answer`: the provider could not be asked. */
export type Look = 'found' | 'not_found' | 'no_answer';

/** When it is looked for, after it got lost: soon, because it most often shows at once; then less and less, ms. */
const LOOKS_MS = [2_000, 5_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000];
/** How often afterwards, and while the provider cannot be asked, ms. */
const THEN_EVERY_MS = 300_000;
/** The time ends only when the provider has been asked; but no later than this after the call, ms. */
const GIVE_UP_AFTER_MS = 86_400_000;

/** So many looks at a time: after an outage thousands of texts are looked for, and the provider must be able to answer. */
const MOST_LOOKS = 10;

/** Looks for texts of unknown outcome from time to time, until they are found or their time is over. */
export class Finder {
  readonly #lost = new Map<string, { readonly lost: Lost; readonly cancel: () => void }>();
  /** Whose look is due, in order. */
  readonly #due: (() => Promise<void>)[] = [];
  #looking = 0;

  constructor(
    private readonly clock: Clock,
    private readonly look: (lost: Lost) => Promise<Look>,
    private readonly over: (lost: Lost) => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  has(message: string): boolean {
    return this.#lost.has(message);
  }

  /** A text that was sent again, and got lost again, is looked for anew. */
  watch(lost: Lost): void {
    const known = this.#lost.get(lost.message);
    if (known?.lost.calledAt === lost.calledAt) return;
    known?.cancel();
    this.#lookLater(lost, 0);
  }

  close(): void {
    for (const { cancel } of this.#lost.values()) cancel();
    this.#lost.clear();
    this.#due.length = 0;
  }

  #lookLater(lost: Lost, nth: number): void {
    const { clock } = this;
    const later = LOOKS_MS[nth] === undefined ? THEN_EVERY_MS : LOOKS_MS[nth] - (LOOKS_MS[nth - 1] ?? 0);
    const next = clock.now() + later;
    const at = clock.now() < lost.until ? Math.min(next, lost.until) : next;
    const cancel = clock.wakeAt(at, () => {
      this.#due.push(() => this.#look(lost, nth));
      this.#lookAtMost();
    });
    this.#lost.set(lost.message, { lost, cancel });
  }

  #lookAtMost(): void {
    while (this.#looking < MOST_LOOKS) {
      const next = this.#due.shift();
      if (!next) return;
      this.#looking++;
      next()
        .catch(this.failed)
        .finally(() => {
          this.#looking--;
          this.#lookAtMost();
        });
    }
  }

  #isWatched(lost: Lost): boolean {
    return this.#lost.get(lost.message)?.lost === lost;
  }

  async #look(lost: Lost, nth: number): Promise<void> {
    if (!this.#isWatched(lost)) return;
    const seen = await this.look(lost);
    if (!this.#isWatched(lost)) return;
    const now = this.clock.now();
    const isOver = now >= lost.until && (seen === 'not_found' || now >= lost.calledAt + GIVE_UP_AFTER_MS);
    if (seen !== 'found' && !isOver) {
      this.#lookLater(lost, nth + 1);
      return;
    }
    this.#lost.delete(lost.message);
    if (seen !== 'found') await this.over(lost);
  }
}
