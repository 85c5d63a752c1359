import { Agent, request } from 'node:http';
import type { Randomness } from '../../src/randomness';

/** Posts under way at once. */
const CALLERS = 8;
/** With the heavy ones added, so many leads at the most. */
const LIGHT_LEADS = 600;
const HEAVY_LEADS_OF_A_CALLER = 5;
/** Nearly as large as a behavior may be; a few hundred of them fill the journal until it is time for a checkpoint. */
const HEAVY = Array.from({ length: 7 }, () => 'x'.repeat(4_000));

/** A behavior as it was posted; `id` is unique. */
export interface Posted {
  readonly phone: string;
  readonly id: string;
}

/** Who does something next: new leads, and now and then one who is known. */
export class Leads {
  #leads = 0;
  #behaviors = 0;

  constructor(private readonly chance: Randomness) {}

  next(): Posted {
    const known = this.#leads > 0 && (this.#leads >= LIGHT_LEADS || this.chance.below(3) === 0);
    // 305-2xx-xxxx: real enough for the number to be valid; nothing is texted here.
    return this.#by(2_000_000 + (known ? this.chance.below(this.#leads) : this.#leads++));
  }

  /** Each caller has heavy leads of its own, so that what was answered last for one of them is her latest. */
  nextHeavy(caller: number): Posted {
    return this.#by(
      2_500_000 + caller * HEAVY_LEADS_OF_A_CALLER + this.chance.below(HEAVY_LEADS_OF_A_CALLER),
    );
  }

  #by(number: number): Posted {
    return { phone: `+1305${number}`, id: `behavior-${this.#behaviors++}` };
  }
}

/** Callers that post behaviors one after another, until `end`. */
export class Load {
  /** Answered with 202, in the order of the answers. */
  readonly answered: Posted[] = [];
  /** The latest of each lead whose behaviors are so large that only a few of them are kept. */
  readonly answeredHeavy = new Map<string, Posted>();
  readonly #agent = new Agent({ keepAlive: true });
  readonly #callers: Promise<unknown>;
  readonly #watchers = new Set<() => void>();
  #ended = false;
  #unexpected: number | 'none' | undefined;

  constructor(
    private readonly options: {
      readonly address: string;
      readonly authorization: string;
      readonly leads: Leads;
      /** Large behaviors besides. */
      readonly heavy: boolean;
    },
  ) {
    this.#callers = Promise.all(Array.from({ length: CALLERS }, (_, caller) => this.#call(caller)));
  }

  /** Resolves the moment so many were answered. */
  reached(answers: number): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.answered.length < answers) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** The process is being killed: from now on an answer that does not come is none to wonder at. */
  async end(killed: Promise<void>): Promise<void> {
    this.#ended = true;
    await killed;
    this.#agent.destroy();
    await this.#callers;
    if (this.#unexpected !== undefined) throw new Error(`an answer ${this.#unexpected} before the kill`);
  }

  async #call(caller: number): Promise<void> {
    for (let turn = 0; !this.#ended; turn++) {
      const heavy = this.options.heavy && turn % 4 !== 0;
      const posted = heavy ? this.options.leads.nextHeavy(caller) : this.options.leads.next();
      const status = await this.#post(posted, heavy);
      if (status === 202) {
        if (heavy) this.answeredHeavy.set(posted.phone, posted);
        else this.answered.push(posted);
      } else if (status !== undefined || !this.#ended) this.#unexpected ??= status ?? 'none';
      for (const look of [...this.#watchers]) look();
    }
  }

  /** The status; undefined when the connection broke before it came. */
  #post(posted: Posted, heavy: boolean): Promise<number | undefined> {
    const { address, authorization } = this.options;
    const headers = { authorization, 'content-type': 'application/json' };
    return new Promise((resolve) => {
      const call = request(address, { method: 'POST', agent: this.#agent, headers }, (response) => {
        response.resume();
        response.once('error', () => undefined);
        resolve(response.statusCode);
      });
      call.once('error', () => resolve(undefined));
      const told = heavy
        ? { behavior: 'page_viewed', properties: { texts: HEAVY } }
        : { behavior: 'form_submitted' };
      call.end(JSON.stringify({ ...posted, ...told }));
    });
  }
}
