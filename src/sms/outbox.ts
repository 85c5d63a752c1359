import type { Clock } from '../clock';
import type { NodeId } from '../leads/enrollment';
import type { LeadId } from '../leads/lead';
import { isUndecided, type Message, type MessageState } from '../leads/message';
import type { LeadRecord } from '../leads/record';
import type { Decisions } from '../journeys/decisions';
import type { ContactRules } from '../permission/verdict';
import type { Randomness } from '../randomness';
import type { LeadStore } from '../store/contract';
import type { Draft } from '../store/draft';
import { JourneyBrake, type JourneyStop } from './brake';
import { GatewayCalls } from './calling';
import type { AccountOptions } from './delivery/account-options';
import { DailyLimits } from './delivery/daily-limits';
import { eachUnfinished } from './delivery/unfinished';
import { Finder, type Look, type Lost } from './finder';
import type { About, Gateway, Meaning, SendOutcome, TextStatus } from './gateway';
import { Lane, type LaneItem } from './lane';
import { Later } from './later';
import { journeyOf, messageOf, moveText, setLife } from './moving';
import { putDown, type Settled } from './outcome';
import { planRepeat } from './repeats';
import { senderFor } from './senders';
import { judgeAndBegin, type Outgoing, type Way } from './sending';
import { StatusWatch } from './status-watch';
import type { Step } from './step';
import { Stops } from './stops';
import { isAbout, itemOf, search, textOf } from './text';
import { BEING_FOUND_OUT, parkForText, QUEUED } from './waiting-text';

export interface OutboxParts {
  readonly store: LeadStore;
  readonly decisions: Decisions;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly rules: ContactRules;
  readonly failed: (error: unknown) => void;
}

/** A text whose plan is on its way to the disk. */
interface Expected {
  readonly lane: Lane;
  readonly item: LaneItem;
  /** Its outcome is on its way to the disk together with the plan. */
  readonly settled?: Settled;
}

/**
 * Brings planned texts to their gateway, once. The plan is on disk before the call and the outcome after it. When the
 * outcome is unknown it is looked up, never guessed.
 */
export class Outbox {
  readonly brake: JourneyBrake;
  readonly stops: Stops;
  readonly #limits: DailyLimits;
  readonly #lanes = new Map<NodeId, Lane>();
  readonly #underWay = new Map<string, Promise<Message>>();
  /** Planned by a decision that is on its way to the disk: `transmit` will be called for them. */
  readonly #expected = new Map<string, Expected>();
  readonly #finder: Finder;
  readonly #watch: StatusWatch;
  readonly #later: Later;
  readonly #calls: GatewayCalls;

  constructor(private readonly parts: OutboxParts) {
    const { store, clock, failed } = parts;
    this.#calls = new GatewayCalls({ store, failed });
    const stopped = (stop: JourneyStop): void => this.stops.began({ kind: 'journey', ...stop });
    this.brake = new JourneyBrake(store, clock, stopped, failed);
    this.#limits = new DailyLimits({
      ...{ store, clock, failed, zone: parts.rules.defaultZone },
      reached: (account) => this.stops.reached(account),
      released: (account) => this.#lanes.get(account)?.release(),
    });
    this.stops = new Stops(clock, this.#lanes, this.brake, this.#limits);
    this.#later = new Later(clock, failed);
    this.#finder = new Finder(
      clock,
      (lost) => this.#look(lost),
      (lost) => this.#giveUp(lost),
      failed,
    );
    this.#watch = new StatusWatch({
      ...parts,
      gatewayOf: (account) => this.#lanes.get(account)?.gateway,
      hear: (account, about, status) => this.hear(account, about, status),
    });
  }

  /** From now on texts of the account leave by this gateway. Returns what ends that. */
  addAccount(account: NodeId, gateway: Gateway, options: AccountOptions = {}): () => void {
    const { clock, randomness, failed } = this.parts;
    this.#lanes.get(account)?.close();
    const lane: Lane = new Lane({
      gateway,
      resendAfterMs: options.resendAfterMs,
      clock,
      randomness,
      failed,
      limit: this.#limits.of(account, options.dailyLimit),
      isStopped: (journey) => this.brake.isOn(journey),
      dispatch: (item) => this.#dispatch(account, lane, item),
      stopped: (stop) => this.stops.began({ kind: 'account', account, ...stop }),
    });
    this.#lanes.set(account, lane);
    this.stops.forget(account);
    gateway.listen({
      status: (about, status) => {
        this.hear(account, about, status).catch(failed);
      },
    });
    return () => {
      lane.close();
      if (this.#lanes.get(account) === lane) this.#lanes.delete(account);
      gateway.close();
    };
  }

  /** The accounts that are deployed. */
  get accounts(): readonly NodeId[] {
    return [...this.#lanes.keys()];
  }

  /** True when texts of the account reach real phones. */
  textsPeople(account: NodeId): boolean {
    return this.#lanes.get(account)?.textsPeople === true;
  }

  /** Which way a text takes that is being planned. One that leaves at once is expected: call `transmit` or `forget`. */
  wayOf(account: NodeId, { record, ...text }: Outgoing): Way {
    const lane = this.#lanes.get(account);
    if (!lane) return { sender: undefined, now: true, because: '', expires: false };
    const sender = senderFor(record, account, lane.senders);
    const item: LaneItem = { lead: record.lead.id, sender, ...text };
    const now = lane.mayLeave(item);
    if (now) this.#expect(lane, item);
    const because = now ? '' : (lane.heldBecause(item) ?? QUEUED);
    return { sender, now, because, expires: lane.gateway.segmentsPerSecond !== undefined };
  }

  /** This text is planned, and will be transmitted once its plan is on disk; until then nobody sends it. */
  expect(record: LeadRecord, message: Message): void {
    const lane = this.#lanes.get(message.account);
    if (lane) this.#expect(lane, itemOf(record, message));
  }

  /** Puts down what becomes of a text that is being planned, when its gateway knows that without a call. */
  settleAtOnce(draft: Draft, message: Message): Message {
    const expected = this.#expected.get(message.id);
    if (!expected) return message;
    const { lane, item } = expected;
    const outcome = lane.gateway.outcomeOf?.(textOf(item.lead, message, draft.now));
    if (!outcome) return message;
    const settled = putDown(draft, lane, item, outcome);
    this.#expected.set(message.id, { lane, item, settled });
    return settled.message;
  }

  /** Its plan did not reach the disk. */
  forget({ id }: Message): void {
    const expected = this.#expected.get(id);
    this.#expected.delete(id);
    expected?.lane.ended(expected.item);
  }

  /**
   * Gives a planned text to its gateway and resolves with the message as it is then. `step` is parked when it has to wait
   * longer.
   */
  transmit(message: Message, step?: Step): Promise<Message> {
    const expected = this.#expected.get(message.id);
    if (!expected) return Promise.resolve(message);
    const { lane, item, settled } = expected;
    this.#expected.delete(message.id);
    if (settled) {
      this.#followUp(lane, item, settled);
      lane.ended(item);
      return Promise.resolve(settled.message);
    }
    return this.#once(message.id, () => this.#call(lane, item, message, step)).finally(() =>
      lane.ended(item),
    );
  }

  /** A planned text whose step is parked waits for its turn. */
  enqueue(record: LeadRecord, message: Message): void {
    this.#lanes.get(message.account)?.add(itemOf(record, message));
  }

  /** The message as it is when the call that is under way has ended; a step whose text is still undecided is parked. */
  async outcomeOf(lead: LeadId, message: Message, step: Step): Promise<Message> {
    const underWay = this.#underWay.get(message.id);
    const now = await (underWay ??
      (message.life.state === 'sending' ? this.#reconcile(lead, message) : message));
    if (!isUndecided(now.life) || now.life.state === 'sending') return now;
    return this.parts.decisions.run({ id: lead }, (draft) => {
      const latest = messageOf(draft.lead, message.id);
      if (isUndecided(latest.life)) {
        parkForText(draft, step, latest, latest.life.state === 'planned' ? QUEUED : BEING_FOUND_OUT);
      }
      return latest;
    });
  }

  /** After a start and a deploy: takes up what is queued, and finds out what became of what a crash left half done. */
  async recover(): Promise<void> {
    await this.brake.ready;
    await eachUnfinished(this.parts.store, (record, message) => this.#takeUp(record, message));
  }

  /** True while something is under way that takes no longer than the disk. */
  get busy(): boolean {
    return this.#calls.busy;
  }

  /** Resolves when no call is under way any more. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.#underWay.values()]);
  }

  close(): void {
    this.#finder.close();
    this.#watch.close();
    this.#later.close();
    this.#limits.close();
    for (const lane of this.#lanes.values()) lane.close();
  }

  /** Takes what the provider reports of a text. */
  async hear(account: NodeId, about: About, status: TextStatus): Promise<'moved' | 'unchanged' | 'not_ours'> {
    const { store, decisions } = this.parts;
    const record = await store.read('lead' in about ? { id: about.lead } : { phone: about.to });
    if (!record) return 'not_ours';
    const meaning = 'code' in status ? this.#lanes.get(account)?.gateway.meaningOf?.(status.code) : undefined;
    const heard = await decisions.run({ id: record.lead.id }, (draft) => {
      const message = draft.lead.messages.find((one) => one.account === account && isAbout(one, about));
      if (!message) return 'not_ours';
      const moved = moveText(draft, message, { ...status, at: draft.now }, meaning);
      if (moved === message) return 'unchanged';
      // Of one that was not accepted its step hears that it failed, and what then happens is up to the flow.
      const wasTaken = message.life.state === 'accepted' || message.life.state === 'sent';
      const again = wasTaken && meaning?.means === 'repeat' ? planRepeat(draft, message, meaning) : undefined;
      return { moved, again };
    });
    if (typeof heard === 'string') return heard;
    this.#after(record, heard.moved, meaning);
    if (heard.again) this.#takeUp(record, heard.again);
    return 'moved';
  }

  #expect(lane: Lane, item: LaneItem): void {
    lane.begin(item);
    this.#expected.set(item.message, { lane, item });
  }

  #takeUp(record: LeadRecord, message: Message): void {
    const lane = this.#lanes.get(message.account);
    const { id, life } = message;
    if (!lane || this.#expected.has(id) || this.#underWay.has(id)) return;
    const lead = record.lead.id;
    if (life.state === 'planned' && (life.after ?? 0) > this.parts.clock.now())
      this.#later.add(id, life.after ?? 0, () => this.#tryAgain(lead, id));
    else if (life.state === 'planned') lane.add(itemOf(record, message));
    // Not awaited: one slow provider must not keep the others waiting.
    else if (life.state === 'sending') this.#reconcile(lead, message).catch(this.parts.failed);
    else this.#after(record, message, undefined);
  }

  async #tryAgain(lead: LeadId, id: string): Promise<void> {
    const record = await this.parts.store.read({ id: lead });
    const message = record?.messages.find((one) => one.id === id);
    if (record && message?.life.state === 'planned') this.#takeUp(record, message);
  }

  /** A queued text has its turn. Time has passed since its verdict, so there is a new one. */
  async #dispatch(account: NodeId, lane: Lane, item: LaneItem): Promise<void> {
    if (this.#lanes.get(account) !== lane) return;
    await this.#once(item.message, async () => {
      const message = await this.#begin(item, (life) => life.state === 'planned');
      if (message.life.state === 'planned' && message.life.after !== undefined) {
        this.#later.add(item.message, message.life.after, () => this.#tryAgain(item.lead, item.message));
      }
      return message.life.state === 'sending' ? this.#call(lane, item, message) : message;
    });
  }

  /** Puts down that the text leaves now, if it may and is still where it was. */
  #begin(item: LaneItem, isThere: (life: MessageState) => boolean): Promise<Message> {
    return this.parts.decisions.run({ id: item.lead }, (draft) => {
      const message = messageOf(draft.lead, item.message);
      if (!isThere(message.life)) return message;
      return judgeAndBegin(draft, message, this.parts.rules, this.textsPeople(message.account));
    });
  }

  async #call(lane: Lane, item: LaneItem, message: Message, step?: Step): Promise<Message> {
    const text = textOf(item.lead, message, this.parts.clock.now());
    return this.#settle(lane, item, await this.#calls.send(lane.gateway, text), step);
  }

  async #settle(lane: Lane, item: LaneItem, outcome: SendOutcome, step?: Step): Promise<Message> {
    const settled = await this.parts.decisions.run({ id: item.lead }, (draft) =>
      putDown(draft, lane, item, outcome, step),
    );
    this.#followUp(lane, item, settled);
    return settled.message;
  }

  /** What follows from an outcome, once it is on disk. */
  #followUp(lane: Lane, item: LaneItem, { record, message, outcome, meaning }: Settled): void {
    if (outcome.kind !== 'not_taken' || message.life.state === 'planned') lane.answered(item, outcome);
    if (outcome.kind === 'accepted' && item.journey !== undefined) this.brake.note(item.journey, 'text');
    this.#after(record, message, meaning);
  }

  /** What follows from where a message is now. */
  #after(record: LeadRecord, message: Message, meaning: Meaning | undefined): void {
    const lead = record.lead.id;
    const { life, account, id } = message;
    const lane = this.#lanes.get(account);
    const journey = journeyOf(record, message);
    if (life.state === 'unknown' && life.until !== undefined) {
      this.#finder.watch({ lead, message: id, calledAt: life.since, until: life.until });
    } else if ((life.state === 'accepted' || life.state === 'sent') && !life.asked) {
      if (lane?.gateway.ask) this.#watch.add(lead, id, life.at);
    } else this.#watch.forget(id);
    if (meaning?.means === 'stop_account') lane?.stop(undefined, meaning.reason);
    if (meaning?.means === 'stop_sender') lane?.stop(message.sender, meaning.reason);
    if (meaning?.means === 'ask') this.stops.ask(account, meaning.reason);
    if (journey === undefined) return;
    if (meaning?.means === 'refused') this.brake.note(journey, 'refused');
    if (meaning?.means === 'opted_out') this.brake.note(journey, 'opt_out');
  }

  /** A text that was on its way when the process ended. */
  async #reconcile(lead: LeadId, message: Message): Promise<Message> {
    const lane = this.#lanes.get(message.account);
    if (!lane) return message;
    return this.#once(message.id, async () => {
      const record = await this.parts.store.read({ id: lead });
      const item = record ? itemOf(record, message) : undefined;
      if (!record || !item) return message;
      const found = await search(lane.gateway, record, message);
      if (found === 'never_received') return this.#sendLate(lane, item);
      const outcome: SendOutcome =
        typeof found === 'object' ? { kind: 'accepted', sid: found.sid } : { kind: 'unknown' };
      return this.#settle(lane, item, outcome);
    });
  }

  /** A text that certainly never left, or that the person wants to be sent again: with a new verdict. */
  async #sendLate(lane: Lane, item: LaneItem): Promise<Message> {
    const message = await this.#begin(item, isUndecided);
    return message.life.state === 'sending' ? this.#call(lane, item, message) : message;
  }

  async #look({ lead, message: id, calledAt: since }: Lost): Promise<Look> {
    const record = await this.parts.store.read({ id: lead });
    const message = record?.messages.find((one) => one.id === id);
    const lane = message && this.#lanes.get(message.account);
    if (!record || !lane || message.life.state !== 'unknown') return 'found';
    const { resendAfterMs } = lane;
    const found = await search(lane.gateway, record, { ...message, life: { state: 'sending', since } });
    if (typeof found === 'object') {
      await this.hear(message.account, { lead, message: id }, { state: 'accepted', sid: found.sid });
      return 'found';
    }
    const mayResend = resendAfterMs !== undefined && this.parts.clock.now() >= since + resendAfterMs;
    if (found === 'never_received' || (found === 'not_found' && mayResend)) {
      await this.#once(id, () => this.#sendLate(lane, itemOf(record, message)));
      return 'found';
    }
    return found === 'unclear' ? 'not_found' : found;
  }

  async #giveUp({ lead, message }: Lost): Promise<void> {
    await this.parts.decisions.run({ id: lead }, (draft) => {
      const latest = messageOf(draft.lead, message);
      if (latest.life.state === 'unknown') setLife(draft, latest, { state: 'unknown', at: draft.now });
    });
  }

  /** Runs one call for a message at a time; whoever asks meanwhile gets the same answer. */
  #once(message: string, call: () => Promise<Message>): Promise<Message> {
    const underWay = this.#underWay.get(message);
    if (underWay) return underWay;
    const started = call().finally(() => this.#underWay.delete(message));
    this.#underWay.set(message, started);
    return started;
  }
}
