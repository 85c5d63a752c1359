import type { Clock } from '../../src/clock';

/** A line for each would let a stranger fill the disk with them. */
const AT_MOST_EVERY_MS = 60_000;

/** Says that requests were refused: the first at once, then at most once a minute, with how many there were. */
export class RefusalLog {
  #saidAt: number | undefined;
  #unsaid = 0;

  constructor(
    private readonly clock: Clock,
    private readonly say: (line: string) => void,
  ) {}

  /** `sentence` holds nothing of the request. */
  note(sentence: string): void {
    const now = this.clock.now();
    if (this.#saidAt !== undefined && Math.abs(now - this.#saidAt) < AT_MOST_EVERY_MS) {
      this.#unsaid++;
      return;
    }
    this.say(this.#unsaid === 0 ? sentence : `${sentence} (${this.#unsaid} more since the last such line.)`);
    this.#saidAt = now;
    this.#unsaid = 0;
  }
}
