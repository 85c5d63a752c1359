import type { Clock } from '../clock';
import type { NodeId } from '../leads/enrollment';
import type { LeadRecord } from '../leads/record';
import type { Message } from '../leads/message';
import type { JourneyBrake, JourneyStop } from './brake';
import { isLimited, type LimitStop } from './delivery/daily-limit';
import type { DailyLimits } from './delivery/daily-limits';
import type { Lane, LaneStop } from './lane';
import { journeyOf } from './moving';

/** Something that a person has to look at. */
export type Stop =
  /** Texts of the account, or of one of its senders, are held until then. */
  | ({ readonly kind: 'account'; readonly account: NodeId } & LaneStop)
  /** Texts of the journey are held until then. */
  | ({ readonly kind: 'journey' } & JourneyStop)
  /** Texts of the account are held until then: it has used up what it may in a day. */
  | ({ readonly kind: 'limit'; readonly account: NodeId } & LimitStop)
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

/** What a person lets go on: an account, an account over its limit, or a journey; ids of the nodes. */
export type Resumed =
  { readonly account: NodeId } | { readonly limit: NodeId } | { readonly journey: NodeId };

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
    private readonly limits: DailyLimits,
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
    const limits = this.limits.stops.map((stop): Stop => ({ kind: 'limit', ...stop }));
    return [...accounts, ...limits, ...journeys, ...this.#questions.values()];
  }

  /** All of them, also those from before the start. */
  async read(): Promise<readonly Stop[]> {
    await Promise.all([this.brake.ready, this.limits.read()]);
    return this.all;
  }

  /** Tells the watcher at once and whenever something changes. Returns what ends that. */
  watch(watcher: StopWatcher): () => void {
    this.#watchers.add(watcher);
    watcher(this.all, undefined);
    return () => this.#watchers.delete(watcher);
  }

  /** A person has looked: the texts of the account, or of the journey, leave again. */
  async resume(what: Resumed): Promise<void> {
    if ('limit' in what) {
      this.limits.resume(what.limit);
      this.#tell();
    } else if ('account' in what) {
      this.lanes.get(what.account)?.resume();
      this.forget(what.account);
    } else {
      await this.brake.release(what.journey);
      for (const lane of this.lanes.values()) lane.release();
      this.#tell();
    }
  }

  /** The account has reached its limit. */
  reached(account: NodeId): void {
    const stop = this.all.find((one) => one.kind === 'limit' && one.account === account);
    this.#tell(stop);
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
    switch (stop.kind) {
      case 'question':
        return false;
      case 'journey':
        return stop.journey === journey;
      case 'limit':
        return stop.account === message.account && isLimited(message.purpose);
      case 'account':
        return (
          stop.account === message.account && (stop.sender === undefined || stop.sender === message.sender)
        );
    }
  });
}

/** One or two sentences for people. `name`: of the account or the journey. */
export function stopInWords(stop: Stop, name: string): string {
  switch (stop.kind) {
    case 'account':
      return stop.sender === undefined
        ? `The texts of "${name}" are held. ${stop.reason}`
        : `The texts of one of the numbers of "${name}" are held. ${stop.reason}`;
    case 'limit':
      return `The texts of "${name}" are held: ${counted(stop.segments)} segments went out today (about $${stop.dollars.toFixed(2)}), and ${counted(stop.limit)} a day is its limit. Look whether a flow texts without end. As many again go out when you let them; the limit itself is set in the dialog of the account.`;
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

function counted(number: number): string {
  return number.toLocaleString('en-US');
}
