import type { Clock } from '../clock';

/** What is to be done for a text at a time of its own, such as another try of it. */
export class Later {
  readonly #waiting = new Map<string, () => void>();

  constructor(
    private readonly clock: Clock,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Does it at `at` (ms UTC), unless the message waits already. */
  add(message: string, at: number, work: () => Promise<void>): void {
    if (this.#waiting.has(message)) return;
    const cancel = this.clock.wakeAt(at, () => {
      this.#waiting.delete(message);
      work().catch(this.failed);
    });
    this.#waiting.set(message, cancel);
  }

  close(): void {
    for (const cancel of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }
}
