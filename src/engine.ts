import type { Clock } from './clock';
import type { EngineParts } from './engine-parts';
import type { NodeId } from './leads/enrollment';
import type { Lead, LeadId } from './leads/lead';
import type { Purpose } from './leads/message';
import type { LeadRecord } from './leads/record';
import { takeArrival, type Arrival, type Recorded } from './journeys/arrivals';
import type { Deployed } from './journeys/behaviors';
import { completeAll } from './journeys/completion';
import type { StepPlace } from './journeys/deliveries/step';
import { arrivedLate, keepOpen } from './journeys/deliveries/keeping';
import { Relay, type Receiver } from './journeys/deliveries/relay';
import { Decisions } from './journeys/decisions';
import type { Journey } from './journeys/journey';
import { eraseLead } from './journeys/erasure';
import { bringIn } from './journeys/newcomers';
import { Scheduler } from './journeys/scheduler';
import { followList, tellMissed } from './journeys/shared-opt-outs';
import { SilenceWatch } from './journeys/silence';
import { keepUp } from './journeys/upkeep';
import { updateOnce, type Update } from './journeys/updates';
import { WaitNodes } from './journeys/wait-nodes';
import { park, type Parking } from './journeys/waits';
import { closedFor, narrowed, type ContactRules, type OwnRules } from './permission/verdict';
import { whereabouts } from './permission/whereabouts';
import { Signal } from './signal';
import type { About, Gateway, TextStatus } from './sms/gateway';
import { askGuard, type Asked } from './sms/guard';
import { Inbox } from './sms/inbox';
import type { IncomingText, Listener } from './sms/incoming';
import { TextSending, type Sent } from './sms/delivery/text-sending';
import { askToConfirm, tellOthers } from './sms/confirming';
import type { AccountOptions } from './sms/delivery/account-options';
import { Outbox } from './sms/outbox';
import type { Stops } from './sms/stops';
import type { Step, TextRequest } from './sms/sending';
import { wake } from './sms/waking';
import type { LeadStore, Who } from './store/contract';

export type { EngineParts } from './engine-parts';

/** A message takes a turn of the event loop for each wire it goes through. */
const REST_TURNS = 20;

/**
 * One lead store at work: what the nodes call. Each method is one durable step; it resolves when the step is on disk
 * and rejects with a StoreError when nothing changed. Times are ms UTC, phone numbers E.164.
 */
export class Engine {
  readonly clock: Clock;
  /** The wait-until nodes, and the waits of nodes that are gone. */
  readonly waits: WaitNodes;
  readonly #parts: EngineParts;
  readonly #relay: Relay;
  readonly #decisions: Decisions;
  readonly #scheduler: Scheduler;
  readonly #silence: SilenceWatch;
  readonly #outbox: Outbox;
  readonly #texts: TextSending;
  readonly #inbox: Inbox;
  readonly #journeys = new Map<NodeId, Journey>();
  readonly #changed = new Signal<LeadRecord>();
  readonly #arrived = new Signal();
  readonly #deployed: Deployed;
  readonly #erased = new Set<LeadId>();
  readonly #unfollow: () => void;
  #starting = 0;

  constructor(parts: EngineParts) {
    const { store, clock, randomness, failed } = parts;
    this.#parts = parts;
    this.clock = clock;
    this.#relay = new Relay({
      ...{ store, clock, failed },
      keep: (handovers) => keepOpen(handovers, this.#decisions),
      arrived: (leads, upTo) => completeAll(leads, upTo, store, this.#decisions),
      release: (handovers) =>
        arrivedLate(handovers, this.#decisions, (handover) => this.#relay.isOpen(handover)),
    });
    const isHere = (node: NodeId): boolean => this.#relay.isHere(node);
    const { answers, rules, replies, coalesceMs = 0, sharedNumber = 'as_entered' } = parts;
    const doubleOptIn = answers.confirm !== undefined;
    this.#deployed = {
      ...{ journeys: this.#journeys, isHere, coalesceMs, doubleOptIn },
      ...{ sharedNumber, dates: rules },
    };
    this.#decisions = new Decisions(
      store,
      clock,
      randomness,
      this.#relay,
      (record) => this.#changed.tell(record),
      (draft) => {
        keepUp(draft, this.#deployed);
        askToConfirm(draft, answers, rules, this.#outbox);
      },
      (draft, before) => this.waits.follow(draft, before),
      (draft) => tellOthers(draft, rules, this.#outbox, failed),
    );
    this.waits = new WaitNodes(store, this.#decisions, parts.rules, isHere, failed);
    this.#scheduler = new Scheduler(store, clock, (lead, most) => this.#wake(lead, most), failed, parts.pace);
    this.#silence = new SilenceWatch(store, clock, this.#decisions, this.#deployed, failed);
    this.#outbox = new Outbox({ store, clock, randomness, failed, rules, decisions: this.#decisions });
    this.#texts = new TextSending({
      ...{ brand: parts.brand, rules, clock, decisions: this.#decisions, outbox: this.#outbox },
    });
    const { shared: list } = rules;
    this.#unfollow = followList({ list, decisions: this.#decisions, deployed: this.#deployed, failed });
    this.#inbox = new Inbox({
      ...{ decisions: this.#decisions, outbox: this.#outbox, deployed: this.#deployed },
      ...{ answers, rules, replies, failed },
    });
  }

  get store(): LeadStore {
    return this.#parts.store;
  }

  get rules(): ContactRules {
    return this.#parts.rules;
  }

  /** The zone (IANA) by whose clock a lead says "tomorrow". */
  zoneOf(lead: Lead): string {
    return whereabouts(lead, this.rules).zones[0] ?? this.rules.defaultZone;
  }

  /** From now on what the engine has for the node goes to `receiver`. Returns what ends that. */
  attach(node: NodeId, receiver: Receiver): () => void {
    return this.#relay.attach(node, receiver);
  }

  /** From now on behaviors can start this journey. Returns what ends that. */
  addJourney(journey: Journey): () => void {
    this.#journeys.set(journey.id, journey);
    return () => {
      if (this.#journeys.get(journey.id) === journey) this.#journeys.delete(journey.id);
    };
  }

  /** From now on replies that no wait asks for go to this reply router too. Returns what ends that. */
  addListener(listener: Listener): () => void {
    return this.#inbox.addListener(listener);
  }

  /** From now on texts of the account leave by this gateway. Returns what ends that. */
  addAccount(account: NodeId, gateway: Gateway, options?: AccountOptions): () => void {
    return this.#outbox.addAccount(account, this.#parts.before?.(gateway) ?? gateway, options);
  }

  /** What a person has to look at: accounts, senders and journeys whose texts are held until then, and what failed. */
  get stops(): Stops {
    return this.#outbox.stops;
  }

  /**
   * Call when all nodes are there: after a start and after every deploy. Waits of nodes that came back go on, what a
   * crash or a deploy kept from arriving is handed over again, and what is overdue ends.
   */
  async start(): Promise<void> {
    this.#starting++;
    try {
      await this.#start();
    } finally {
      this.#starting--;
    }
  }

  async #start(): Promise<void> {
    await tellMissed(this.rules.shared, this.store);
    await this.#outbox.recover();
    await this.#relay.deliverAgain();
    // After it: what ends here is handed over here, once.
    await this.waits.start();
    await this.#scheduler.start();
    await this.#silence.start();
  }

  /** Call when a deploy begins: until the next `start` nothing that was handed over counts as arrived. */
  pause(): void {
    this.#relay.pause();
  }

  /** Ends it. Steps that are under way finish, and everything accepted is on disk, when this resolves. */
  async close(): Promise<void> {
    await this.#scheduler.close();
    await this.#silence.close();
    this.#relay.close();
    this.#unfollow();
    this.#outbox.close();
    await this.#outbox.idle();
    await this.store.close();
  }

  /** Runs a step of a flow at `node` that follows from a delivery (its number); until it ends the delivery stays open. */
  during<T>(delivery: number | undefined, node: NodeId, step: () => Promise<T>): Promise<T> {
    return this.#relay.during(delivery, node, step);
  }

  /**
   * Tells that a message of a delivery went on through nodes that are not ours: for each set, it is on its way to one of
   * the nodes in it, and may be held for a while.
   */
  sent(delivery: number | undefined, ahead: readonly ReadonlySet<NodeId>[]): void {
    this.#relay.sent(delivery, ahead);
  }

  /** Calls back with every lead that changed, as she is now; a deleted one as she was at last. Returns what ends that. */
  watch(watcher: (record: LeadRecord) => void): () => void {
    return this.#changed.watch(watcher);
  }

  /** Calls back when a lead has done or written something. Returns what ends that. */
  watchArrivals(watcher: () => void): () => void {
    return this.#arrived.watch(watcher);
  }

  /** Records something a lead did, and all that follows from it. */
  async record(arrival: Arrival): Promise<Recorded> {
    const who = { phone: arrival.input.phone };
    const recorded = await this.#decisions.run(who, (draft) => takeArrival(draft, arrival, this.#deployed));
    this.#noteArrival();
    return recorded;
  }

  /** Takes an SMS from a lead and sends the answer that STOP, START and HELP get. */
  async receive(incoming: IncomingText): Promise<Recorded> {
    const received = await this.#inbox.receive(incoming);
    this.#noteArrival();
    return received;
  }

  /** The lead, who is remembered from now on when only her number was known. */
  async known(who: Who): Promise<LeadRecord | undefined> {
    const record = await this.store.read(who);
    if (record || 'id' in who) return record;
    return this.#decisions.run(who, (draft) => {
      if (!draft.record) bringIn(draft, who.phone);
      return draft.lead;
    });
  }

  /** Parks a message. */
  park(lead: LeadId, parking: Parking): Promise<ReturnType<typeof park>> {
    return this.#decisions.run({ id: lead }, (draft) => park(draft, parking));
  }

  /**
   * The guard's question, with what the guard asks on top of the store's rules. Held messages are parked at the node; a
   * block is noted in the lead's history.
   */
  ask(lead: LeadId, step: Step, purpose: Purpose, onHold: 'hold' | 'block', own?: OwnRules): Promise<Asked> {
    const asked = this.#decisions.run({ id: lead }, (draft) =>
      askGuard(draft, step, {
        purpose,
        onHold,
        rules: own ? narrowed(this.rules, own) : this.rules,
        isGivenAgain: this.#relay.isGivenAgain(step.delivery),
      }),
    );
    return asked.catch((error: unknown): Asked => ({
      kind: 'blocked',
      verdict: closedFor(error, this.clock.now()),
    }));
  }

  /** Plans a text, gives it to its gateway, and resolves when the outcome is on disk, or when it has to wait longer. */
  send(lead: LeadId, request: TextRequest): Promise<Sent> {
    return this.#texts.send(lead, request);
  }

  /**
   * Changes what is known of a lead; resolves with the record, or undefined when an update deleted the lead. With `step`, the
   * same step again, after a crash or a deploy, changes nothing.
   */
  update(lead: LeadId, updates: readonly Update[], step?: StepPlace): Promise<LeadRecord | undefined> {
    return this.#decisions.run({ id: lead }, (draft) => {
      updateOnce(draft, updates, this.#deployed, step);
      if (!draft.record) this.#erased.add(lead);
      return draft.record;
    });
  }

  /**
   * Deletes everything about a lead, and keeps her number suppressed. False when there is no such lead. A process that
   * dies in that moment may not tell her triggers.
   */
  async erase(lead: LeadId): Promise<boolean> {
    return this.#decisions.run({ id: lead }, (draft) => {
      const erased = eraseLead(draft);
      if (erased) this.#erased.add(lead);
      return erased;
    });
  }

  /** True for a lead who was deleted since the start: a message of hers may still be on its way between two nodes. */
  wasErased(lead: LeadId): boolean {
    return this.#erased.has(lead);
  }

  /** When the next silence is complete at the earliest (ms UTC), and the journey it starts. */
  nextSilence(): { readonly at: number; readonly journey: Journey } | undefined {
    return this.#silence.next;
  }

  /** A new id, such as for a behavior that came without one. */
  newId(prefix: string): string {
    return this.#parts.randomness.id(prefix);
  }

  /** True while texts of the account can leave. */
  hasAccount(account: NodeId): boolean {
    return this.#outbox.accounts.includes(account);
  }

  /**
   * Takes what a provider reports of a text; resolves when it is on disk. Reports may come late, twice, out of order, and
   * before the answer of the call: a text only moves forward, and its first final state stays. `not_ours`: the account
   * sent no such text.
   */
  hear(account: NodeId, about: About, status: TextStatus): Promise<'moved' | 'unchanged' | 'not_ours'> {
    return this.#outbox.hear(account, about, status);
  }

  /**
   * Resolves when nothing is under way: no start, no decision, no step, and no message on its way between two nodes for some turns
   * of the event loop. For the try-out clock and for tests, which let time pass only then.
   */
  async rest(): Promise<void> {
    for (let idleTurns = 0; idleTurns < REST_TURNS; idleTurns++) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (this.#isBusy()) idleTurns = 0;
    }
  }

  #isBusy(): boolean {
    const rooms = [this.#decisions, this.#relay, this.#scheduler, this.#silence, this.#outbox];
    return this.#starting > 0 || rooms.some((room) => room.busy);
  }

  #wake(lead: LeadId, most: number): Promise<void> {
    return this.#decisions.run({ id: lead }, (draft) => {
      this.#inbox.endTurn(draft);
      wake(draft, this.#deployed, most);
    });
  }

  #noteArrival(): void {
    this.#silence.noteActivity();
    this.#arrived.tell();
  }
}
