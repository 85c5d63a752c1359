import type { Clock } from '../clock';
import type { NodeId } from '../leads/enrollment';
import type { LeadId } from '../leads/lead';
import type { Message, MessageState } from '../leads/message';
import type { Decisions } from '../journeys/decisions';
import type { ContactRules } from '../permission/verdict';
import type { LeadStore } from '../store/contract';
import type { About, Found, Gateway, OutgoingText, SendOutcome, TextStatus } from './gateway';
import { isUnfinished, movesForward } from './life';
import { judgeAgain } from './sending';

/**
 * Brings planned texts to their gateway, once. The plan is on disk before the call and the outcome after it. When the
 * outcome is unknown it is looked up, never guessed.
 */
export class Outbox {
  readonly #gateways = new Map<NodeId, Gateway>();
  readonly #underWay = new Map<string, Promise<Message>>();
  /** Planned by a decision that is on its way to the disk: `transmit` will be called for them. */
  readonly #expected = new Set<string>();

  constructor(
    private readonly store: LeadStore,
    private readonly decisions: Decisions,
    private readonly clock: Clock,
    private readonly rules: ContactRules,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** From now on texts of the account leave by this gateway. Returns what ends that. */
  addAccount(account: NodeId, gateway: Gateway): () => void {
    this.#gateways.set(account, gateway);
    gateway.listen({
      status: (about, status) => {
        this.hear(account, about, status).catch(this.failed);
      },
    });
    return () => {
      if (this.#gateways.get(account) === gateway) this.#gateways.delete(account);
      gateway.close();
    };
  }

  /** True while the account is deployed. */
  hasAccount(account: NodeId): boolean {
    return this.#gateways.has(account);
  }

  /** This text is planned, and will be transmitted once its plan is on disk; until then nobody sends it. */
  expect(message: Message): void {
    this.#expected.add(message.id);
  }

  /** Its plan did not reach the disk. */
  forget(message: Message): void {
    this.#expected.delete(message.id);
  }

  /** Gives a planned text to its gateway and resolves with the message as it is then. */
  transmit(lead: LeadId, message: Message): Promise<Message> {
    return this.#once(message, async (gateway) => {
      const outcome = await this.#send(gateway, textOf(lead, message));
      return this.#settle(lead, message, outcome);
    });
  }

  /** The message once it is known what became of it: at once, or when the call that is under way has ended. */
  async outcomeOf(lead: LeadId, message: Message): Promise<Message> {
    const underWay = this.#underWay.get(message.id);
    if (underWay) return underWay;
    return isUnfinished(message) ? this.#reconcile(lead, message) : message;
  }

  /** After a start: finds out what became of the texts that a crash left between plan and outcome. */
  async recover(): Promise<void> {
    for (const lead of await this.store.leadsWithUnfinishedMessages()) {
      const record = await this.store.read({ id: lead });
      const unfinished = record?.messages.filter(
        (message) =>
          isUnfinished(message) &&
          !this.#expected.has(message.id) &&
          this.#gateways.has(message.account) &&
          !this.#underWay.has(message.id),
      );
      for (const message of unfinished ?? []) {
        // Not awaited: one slow provider must not keep the others waiting.
        this.#reconcile(lead, message).catch(this.failed);
      }
    }
  }

  /** Resolves when no call is under way any more. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.#underWay.values()]);
  }

  #reconcile(lead: LeadId, message: Message): Promise<Message> {
    return this.#once(message, async (gateway) => {
      const found = await this.#find(gateway, lead, message);
      if (found.kind === 'never_received') return this.#sendLate(gateway, lead, message);
      return this.#settle(lead, message, found.kind === 'accepted' ? found : { kind: 'unknown' });
    });
  }

  /**
   * A text that certainly never left. Time has passed since its verdict, so there is a new one: what may not go out now is
   * blocked, and its step, when it comes again, is planned anew.
   */
  async #sendLate(gateway: Gateway, lead: LeadId, message: Message): Promise<Message> {
    const verdict = await this.decisions.run({ id: lead }, (draft) => judgeAgain(draft, message, this.rules));
    if (verdict.answer === 'allow') {
      return this.#settle(lead, message, await this.#send(gateway, textOf(lead, message)));
    }
    return this.#move(lead, message.id, { state: 'blocked', at: this.clock.now(), reason: verdict.reason });
  }

  /** Runs one call for a message at a time; whoever asks meanwhile gets the same answer. */
  #once(message: Message, call: (gateway: Gateway) => Promise<Message>): Promise<Message> {
    this.#expected.delete(message.id);
    const underWay = this.#underWay.get(message.id);
    if (underWay) return underWay;
    const gateway = this.#gateways.get(message.account);
    if (!gateway) return Promise.resolve(message);
    const started = call(gateway).finally(() => this.#underWay.delete(message.id));
    this.#underWay.set(message.id, started);
    return started;
  }

  /** A gateway that breaks its promise never to reject leaves an unknown outcome, not a lost message. */
  async #send(gateway: Gateway, text: OutgoingText): Promise<SendOutcome> {
    try {
      return await gateway.send(text);
    } catch (error) {
      this.failed(error);
      return { kind: 'unknown' };
    }
  }

  #settle(lead: LeadId, message: Message, outcome: SendOutcome): Promise<Message> {
    return this.#move(lead, message.id, stateAfter(outcome, this.clock.now()));
  }

  /** What the provider says of a text whose outcome is not known. Its other texts to the lead cannot be this one. */
  async #find(gateway: Gateway, lead: LeadId, message: Message): Promise<Found> {
    const record = await this.store.read({ id: lead });
    const taken = new Set(
      record?.messages.flatMap(({ life }) => ('sid' in life && life.sid ? [life.sid] : [])),
    );
    return gateway.find(textOf(lead, message), taken);
  }

  /** Takes what the provider reports of a text. */
  async hear(account: NodeId, about: About, status: TextStatus): Promise<'moved' | 'unchanged' | 'not_ours'> {
    const record = await this.store.read('lead' in about ? { id: about.lead } : { phone: about.to });
    if (!record) return 'not_ours';
    return this.decisions.run({ id: record.lead.id }, (draft) => {
      const message = draft.lead.messages.find((one) => one.account === account && isAbout(one, about));
      if (!message) return 'not_ours';
      const to: MessageState = { ...status, at: draft.now };
      if (!movesForward(message, to)) return 'unchanged';
      draft.add({ kind: 'message_moved', id: message.id, to });
      return 'moved';
    });
  }

  /** Moves a message forward, or leaves it where it is; a callback may have been faster than the answer of the call. */
  #move(lead: LeadId, id: string, to: MessageState): Promise<Message> {
    return this.decisions.run({ id: lead }, (draft) => {
      const message = draft.lead.messages.find((one) => one.id === id);
      if (!message) throw new Error(`the lead has no message ${id}`);
      if (!movesForward(message, to)) return message;
      draft.add({ kind: 'message_moved', id, to });
      return { ...message, life: to };
    });
  }
}

function stateAfter(outcome: SendOutcome, at: number): MessageState {
  switch (outcome.kind) {
    case 'accepted':
      return { state: outcome.state ?? 'accepted', sid: outcome.sid, at };
    case 'failed':
      return { state: 'failed', at, code: outcome.code, reason: outcome.reason };
    case 'not_taken':
      return { state: 'failed', at, code: outcome.why, reason: outcome.reason };
    case 'unknown':
      return { state: 'unknown', at };
  }
}

function isAbout({ id, life }: Message, about: About): boolean {
  if ('message' in about) return id === about.message;
  return 'sid' in life && life.sid === about.sid;
}

function textOf(lead: LeadId, { id, to, text, plannedAt, sender, media, life }: Message): OutgoingText {
  const calledAt = life.state === 'sending' ? (life.since ?? plannedAt) : plannedAt;
  return {
    message: id,
    lead,
    to,
    text,
    plannedAt,
    calledAt,
    ...(sender === undefined ? {} : { sender }),
    ...(media === undefined ? {} : { media }),
  };
}
