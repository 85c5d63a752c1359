import { realClock } from '../../src/clock';
import type { LeadId } from '../../src/leads/lead';
import type { OpenHouse } from './house';

/** The editor is told of changes at most so often, ms; it then asks for what it shows. */
const AT_MOST_EVERY_MS = 500;

/** Tells open editors that something of a store changed: which lead, or, when there were several, just that. */
export class ChangeFeed {
  #cancel: (() => void) | undefined;
  #unwatch: (() => void) | undefined;
  readonly #changed = new Set<LeadId>();
  #closed = false;

  constructor(
    house: OpenHouse,
    private readonly publish: (what: { lead?: LeadId }) => void,
  ) {
    house.engine.then(
      (engine) => {
        if (!this.#closed) this.#unwatch = engine.watch(({ lead }) => this.#note(lead.id));
      },
      () => undefined,
    );
  }

  close(): void {
    this.#closed = true;
    this.#unwatch?.();
    this.#cancel?.();
  }

  #note(changed: LeadId): void {
    this.#changed.add(changed);
    this.#cancel ??= realClock.wakeAt(realClock.now() + AT_MOST_EVERY_MS, () => {
      this.#cancel = undefined;
      const [lead, ...others] = this.#changed;
      this.#changed.clear();
      this.publish(lead === undefined || others.length > 0 ? {} : { lead });
    });
  }
}
