import type { Clock } from '../clock';
import type { NodeId } from '../leads/enrollment';
import type { LeadRecord } from '../leads/record';
import type { Message } from '../leads/message';
import type { JourneyBrake, JourneyStop } from './brake';
import type { Lane, LaneStop } from './lane';
import { journeyOf } from './moving';

/** Something that a person has to look at. */
export type Stop =
  /** Texts of the account, or of one of its senders, are held until then. */
  | ({ readonly kind: 'account'; readonly account: NodeId } & LaneStop)
  /** Texts of the journey are held until then. */
  | ({ readonly kind: 'journey' } & JourneyStop)
  /** Nothing is held; so many texts failed for a reason that only a person can end. */
  | {
      readonly kind: 'question';
      readonly account: NodeId;
      readonly reason: string;
      readonly count: number;
      /** ms UTC */
      readonly since: number;
    };

type Question = Stop & { readonly kind: 'question' };

/** Told of all stops whenever that changes; `began` is the one that is new. */
export type StopWatcher = (stops: readonly Stop[], began: Stop | undefined) => void;

/** What a person has to look at, and who wants to know of it. */
export class Stops {
  readonly #questions = new Map<string, Question>();
  readonly #watchers = new Set<StopWatcher>();

  constructor(
    private readonly clock: Clock,
    private readonly lanes: ReadonlyMap<NodeId, Lane>,
    private readonly brake: JourneyBrake,
  ) {
    // What could not be read says so itself.
    brake.ready.then(
      () => this.#tell(),
      () => undefined,
    );
  }

  get all(): readonly Stop[] {
    const accounts = [...this.lanes].flatMap(([account, lane]) =>
      lane.stops.map((stop): Stop => ({ kind: 'account', account, ...stop })),
    );
    const journeys = this.brake.stops.map((stop): Stop => ({ kind: 'journey', ...stop }));
    return [...accounts, ...journeys, ...this.#questions.values()];
  }

  /** All of them, also those from before the start. */
  async read(): Promise<readonly Stop[]> {
    await this.brake.ready;
    return this.all;
  }

  /** Tells the watcher at once and whenever something changes. Returns what ends that. */
  watch(watcher: StopWatcher): () => void {
    this.#watchers.add(watcher);
    watcher(this.all, undefined);
    return () => this.#watchers.delete(watcher);
  }

  /** A person has looked: the texts of the account, or of the journey, leave again. */
  async resume(what: { readonly account: NodeId } | { readonly journey: NodeId }): Promise<void> {
    if ('account' in what) {
      this.lanes.get(what.account)?.resume();
      this.forget(what.account);
    } else {
      await this.brake.release(what.journey);
      for (const lane of this.lanes.values()) lane.release();
      this.#tell();
    }
  }

  /** Texts are held from now on. */
  began(stop: Stop): void {
    this.#tell(stop);
  }

  /** A text of the account failed. It is new once for each reason, until somebody has looked. */
  ask(account: NodeId, reason: string): void {
    const key = `${account} ${reason}`;
    const known = this.#questions.get(key);
    const question: Question = {
      kind: 'question',
      account,
      reason,
      count: (known?.count ?? 0) + 1,
      since: known?.since ?? this.clock.now(),
    };
    this.#questions.set(key, question);
    this.#tell(known ? undefined : question);
  }

  /** What was asked about the account is answered, or it is deployed anew. */
  forget(account: NodeId): void {
    for (const [key, question] of this.#questions) {
      if (question.account === account) this.#questions.delete(key);
    }
    this.#tell();
  }

  #tell(began?: Stop): void {
    const stops = this.all;
    for (const watcher of this.#watchers) watcher(stops, began);
  }
}

/** What holds this text, if a person has to look first. */
export function stopOf(stops: readonly Stop[], record: LeadRecord, message: Message): Stop | undefined {
  const journey = journeyOf(record, message);
  return stops.find((stop) => {
    if (stop.kind === 'question') return false;
    if (stop.kind === 'journey') return stop.journey === journey;
    return stop.account === message.account && (stop.sender === undefined || stop.sender === message.sender);
  });
}

/** One or two sentences for people. `name`: of the account or the journey. */
export function stopInWords(stop: Stop, name: string): string {
  switch (stop.kind) {
    case 'account':
      return stop.sender === undefined
        ? `The texts of "${name}" are held. ${stop.reason}`
        : `The texts of one of the numbers of "${name}" are held. ${stop.reason}`;
    case 'journey': {
      const what =
        stop.reason === 'refused' ? 'were refused by carriers as unwanted' : 'were answered by an opt-out';
      return `The texts of the journey "${name}" are held: within an hour ${stop.count} of ${Math.max(stop.texts, stop.count)} ${what}.`;
    }
    case 'question':
      return stop.count === 1
        ? `A text of "${name}" failed. ${stop.reason}`
        : `${stop.count} texts of "${name}" failed. ${stop.reason}`;
  }
}
