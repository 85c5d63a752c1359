import type { Clock } from '../clock';
import type { NodeId } from '../leads/enrollment';
import type { E164 } from '../leads/lead';
import type { MessagePurpose } from '../leads/message';
import type { Randomness } from '../randomness';
import type { Gateway, SendOutcome } from './gateway';
import { backOff, Pace } from './pace';
import type { DailyLimit } from './delivery/daily-limit';
import { FairQueue, type Queued } from './queue';

/** A text on its way through an account. */
export interface LaneItem extends Queued {
  readonly segments: number;
  readonly sender: E164 | undefined;
  readonly journey: NodeId | undefined;
  readonly purpose: MessagePurpose;
}

/** Why an account, or one of its senders, sends nothing until a person has helped. */
export interface LaneStop {
  readonly sender: E164 | undefined;
  readonly reason: string;
  /** ms UTC */
  readonly since: number;
}

export interface LaneParts {
  readonly gateway: Gateway;
  /** A text that cannot be found so long after its call is sent again, ms; undefined: never. */
  readonly resendAfterMs: number | undefined;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** What the account may use up in a day; undefined: as much as there is. */
  readonly limit: DailyLimit | undefined;
  /** True while a person has to look at the journey first. */
  readonly isStopped: (journey: NodeId) => boolean;
  /** Gives a queued text to the gateway. */
  readonly dispatch: (item: LaneItem) => Promise<void>;
  readonly stopped: (stop: LaneStop) => void;
  readonly failed: (error: unknown) => void;
}

/** So many calls at a time: fewer than there are sockets, so that no call waits for one and times out unwritten. */
const MOST_UNDER_WAY = 200;
const JOURNEY_HELD = 'The texts of the journey are held until a person resumes it.';
const OVER_LIMIT = 'The account has reached its limit of a day; a person lets its texts go on.';
/** The sender of texts for which the gateway chooses. */
const ANY = '';

/**
 * The way of an account's texts to its gateway: at the pace of each sender, fair among leads, in order for each lead. What
 * cannot leave now waits; nothing is dropped. A gateway without a pace takes texts at once and side by side.
 */
export class Lane {
  readonly gateway: Gateway;
  readonly resendAfterMs: number | undefined;
  readonly #queues = new Map<string, FairQueue<LaneItem>>();
  readonly #paces = new Map<string, Pace>();
  /** Texts of stopped journeys, and over the daily limit. */
  #held: LaneItem[] = [];
  readonly #here = new Set<string>();
  readonly #busyLeads = new Map<string, number>();
  readonly #stops = new Map<string, LaneStop>();
  #underWay = 0;
  #refusals = 0;
  #pausedUntil = 0;
  #cancelWake: (() => void) | undefined;
  #closed = false;

  constructor(private readonly parts: LaneParts) {
    this.gateway = parts.gateway;
    this.resendAfterMs = parts.resendAfterMs;
  }

  /** Whether its texts reach real phones. */
  get textsPeople(): boolean {
    return this.gateway.simulated !== true;
  }

  /** Our numbers that may send. */
  get senders(): readonly E164[] {
    const able = this.gateway.senders.filter((sender) => !this.#stops.has(sender));
    return able.length > 0 ? able : this.gateway.senders;
  }

  get stops(): readonly LaneStop[] {
    return [...this.#stops.values()];
  }

  /** How many texts wait. */
  get waiting(): number {
    return this.#here.size;
  }

  /** True when the text may leave at once. */
  mayLeave(item: LaneItem): boolean {
    const { lead, sender } = item;
    const now = this.parts.clock.now();
    if (this.#isStopped(sender) || now < this.#pausedUntil) return false;
    const queue = this.#queues.get(sender ?? ANY);
    const isFree =
      this.gateway.segmentsPerSecond === undefined
        ? !queue?.hasLead(lead)
        : this.#underWay < MOST_UNDER_WAY &&
          (queue?.size ?? 0) === 0 &&
          !this.#busyLeads.has(lead) &&
          this.#paceOf(sender).isFree(now);
    return isFree && this.heldBecause(item) === undefined;
  }

  /** Why the text waits for a person, one sentence for people; undefined: it does not. */
  heldBecause(item: LaneItem): string | undefined {
    const { journey } = item;
    if (journey !== undefined && this.parts.isStopped(journey)) return JOURNEY_HELD;
    return this.parts.limit?.letsThrough(item) === false ? OVER_LIMIT : undefined;
  }

  /** The text leaves now. */
  begin(item: LaneItem): void {
    const { lead, sender, segments } = item;
    this.#underWay++;
    this.#busyLeads.set(lead, (this.#busyLeads.get(lead) ?? 0) + 1);
    this.#paceOf(sender).take(segments, this.parts.clock.now());
    this.parts.limit?.began(item);
  }

  /** The call for it has ended, and its outcome is on disk. */
  ended(item: LaneItem): void {
    const { lead } = item;
    this.#underWay--;
    this.parts.limit?.ended(item);
    const left = (this.#busyLeads.get(lead) ?? 1) - 1;
    if (left > 0) this.#busyLeads.set(lead, left);
    else this.#busyLeads.delete(lead);
    if (this.#here.size > 0) this.#pump();
  }

  has(message: string): boolean {
    return this.#here.has(message);
  }

  /** A planned text waits for its turn. */
  add(item: LaneItem): void {
    if (this.#here.has(item.message)) return;
    this.#here.add(item.message);
    this.#queueOf(item.sender).add(item);
    this.#pump();
  }

  /** What the gateway answered. A text that was not taken is planned again, and keeps its place before the lead's others. */
  answered(item: LaneItem, outcome: SendOutcome): void {
    if (outcome.kind !== 'not_taken') {
      if (outcome.kind !== 'failed') this.parts.limit?.count(item);
      if (outcome.kind !== 'unknown') this.#refusals = 0;
      return;
    }
    if (!this.#here.has(item.message)) {
      this.#here.add(item.message);
      this.#queueOf(item.sender).putBack(item);
    }
    switch (outcome.why) {
      case 'account':
        return this.stop(undefined, outcome.reason);
      case 'sender':
        return this.stop(item.sender, outcome.reason);
      case 'busy':
      case 'no_network': {
        const { clock, randomness } = this.parts;
        const wait = outcome.waitMs ?? backOff(++this.#refusals, randomness.below(1000) / 1000);
        this.#pausedUntil = Math.max(this.#pausedUntil, clock.now() + wait);
        this.#wakeAt(this.#pausedUntil);
      }
    }
  }

  /** Nothing leaves by the sender (undefined: by the account) until a person has helped. */
  stop(sender: E164 | undefined, reason: string): void {
    if (this.#stops.has(sender ?? ANY)) return;
    const stop: LaneStop = { sender, reason, since: this.parts.clock.now() };
    this.#stops.set(sender ?? ANY, stop);
    this.parts.stopped(stop);
  }

  /** A person has helped, or a journey may go on. */
  resume(): void {
    this.#stops.clear();
    this.release();
  }

  /** Texts that may go on take their turns again. */
  release(): void {
    const held = this.#held;
    this.#held = [];
    for (const item of held) this.#queueOf(item.sender).add(item);
    this.#pump();
  }

  close(): void {
    this.#closed = true;
    this.#cancelWake?.();
  }

  #pump(): void {
    if (this.#closed) return;
    const now = this.parts.clock.now();
    if (now < this.#pausedUntil) return this.#wakeAt(this.#pausedUntil);
    let next = Infinity;
    for (const [sender, queue] of this.#queues) {
      if (this.#stops.has(ANY) || this.#stops.has(sender)) continue;
      next = Math.min(next, this.#sendFrom(queue, this.#paceOf(sender), now));
    }
    if (next < Infinity) this.#wakeAt(next);
  }

  /** Lets out of a queue what may leave now. Returns when the pace lets the next through; Infinity: it is not the pace. */
  #sendFrom(queue: FairQueue<LaneItem>, pace: Pace, now: number): number {
    while (queue.size > 0 && this.#underWay < MOST_UNDER_WAY) {
      if (!pace.isFree(now)) return pace.freeAt;
      const item = queue.take((lead) => this.#busyLeads.has(lead));
      if (!item) return Infinity;
      if (this.heldBecause(item) === undefined) this.#send(item);
      else this.#held.push(item);
    }
    return Infinity;
  }

  #send(item: LaneItem): void {
    this.#here.delete(item.message);
    this.begin(item);
    this.parts
      .dispatch(item)
      .catch(this.parts.failed)
      .finally(() => this.ended(item));
  }

  #isStopped(sender: E164 | undefined): boolean {
    return this.#stops.has(ANY) || this.#stops.has(sender ?? ANY);
  }

  #wakeAt(at: number): void {
    this.#cancelWake?.();
    this.#cancelWake = this.parts.clock.wakeAt(at, () => {
      this.#cancelWake = undefined;
      this.#pump();
    });
  }

  #queueOf(sender: E164 | undefined): FairQueue<LaneItem> {
    const queue = this.#queues.get(sender ?? ANY) ?? new FairQueue<LaneItem>();
    this.#queues.set(sender ?? ANY, queue);
    return queue;
  }

  #paceOf(sender: string | undefined): Pace {
    const pace = this.#paces.get(sender ?? ANY) ?? new Pace(this.gateway.segmentsPerSecond);
    this.#paces.set(sender ?? ANY, pace);
    return pace;
  }
}
