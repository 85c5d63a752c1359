import { SimulatedClock, type MovableClock } from '../../src/clock';
import { Engine, type EngineParts } from '../../src/engine';
import type { Delivery } from '../../src/journeys/deliveries/relay';
import { USUAL_PRIORITY, type Journey } from '../../src/journeys/journey';
import type { JsonObject } from '../../src/json';
import { readBehaviorInput } from '../../src/leads/behavior-input';
import type { LeadRecord } from '../../src/leads/record';
import { readPhone } from '../../src/leads/phone';
import type { E164 } from '../../src/leads/lead';
import type { ContactRules } from '../../src/permission/verdict';
import { seededRandomness } from '../../src/randomness';
import type { Gateway, OutgoingText } from '../../src/sms/gateway';
import { openSimulator } from '../../src/sms/simulator/simulator';
import type { TextRequest } from '../../src/sms/sending';
import type { LeadStore } from '../../src/store/contract';
import { openMemoryStore } from '../store/memory-store';

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Tuesday 2026-03-03, 11:00 in New York. */
export const START = Date.UTC(2026, 2, 3, 16);
/** 555-0142 in Miami: fiction, and one time zone. */
export const ANA = '+13055550142';

export const RULES: ContactRules = {
  consent: 'required',
  hours: { start: '08:00', end: '21:00', days: [1, 2, 3, 4, 5, 6, 7] },
  cap: { count: 1, windowMs: DAY },
  defaultZone: 'America/New_York',
  spreadMs: 10 * MINUTE,
};

/** An engine with a clock that stands still, and all that a test needs to play the flow, the lead and the provider. */
export class TestHouse {
  readonly clock: MovableClock;
  readonly store: LeadStore;
  readonly engine: Engine;
  /** What was handed to each node, in order. */
  readonly deliveries = new Map<string, Delivery[]>();
  /** What reached the gateway. */
  readonly texts: OutgoingText[] = [];
  readonly failures: unknown[] = [];

  constructor(parts: Partial<EngineParts> & { readonly clock?: MovableClock } = {}) {
    this.clock = parts.clock ?? new SimulatedClock(START);
    this.store = parts.store ?? openMemoryStore();
    this.engine = new Engine({
      store: this.store,
      clock: this.clock,
      randomness: parts.randomness ?? seededRandomness(1),
      brand: 'Acme',
      rules: parts.rules ?? RULES,
      answers: parts.answers ?? { stop: 'You are out.', start: 'You are back.', help: 'This is help.' },
      ...(parts.replies ? { replies: parts.replies } : {}),
      ...(parts.sharedNumber ? { sharedNumber: parts.sharedNumber } : {}),
      ...(parts.pace ? { pace: parts.pace } : {}),
      ...(parts.coalesceMs === undefined ? {} : { coalesceMs: parts.coalesceMs }),
      failed: (error) => this.failures.push(error),
    });
  }

  /** A node that keeps what it is given; `then` plays the flow behind it. */
  node(id: string, then?: (delivery: Delivery) => Promise<unknown>): () => void {
    return this.engine.attach(id, (delivery) => {
      const all = this.deliveries.get(id) ?? [];
      this.deliveries.set(id, [...all, delivery]);
      then?.(delivery).catch((error: unknown) => this.failures.push(error));
    });
  }

  /** The kinds of what was handed to a node. */
  kinds(id: string): string[] {
    return (this.deliveries.get(id) ?? []).map(({ handover }) => handover.event.kind);
  }

  /** A journey that starts at a submitted form and ends at a purchase or a reply. */
  journey(changes: Partial<Journey> = {}): Journey {
    const journey: Journey = {
      id: 'trigger',
      name: 'Warm leads',
      flow: 'tab',
      start: { kind: 'behavior', names: ['form_submitted'], count: 1, withinMs: DAY },
      policy: { kind: 'once_while_active' },
      maxAgeMs: DAY,
      exits: [{ kind: 'behavior', name: 'purchased', success: true }],
      exitOnReply: true,
      priority: USUAL_PRIORITY,
      claims: false,
      whenDisplaced: 'end',
      ...changes,
    };
    this.engine.addJourney(journey);
    return journey;
  }

  /** An account of simulated phones; `change` replaces what the gateway does. */
  account(id = 'account', change: (simulator: Gateway) => Partial<Gateway> = () => ({})): void {
    const simulator = openSimulator({ sender: '+12025550100' });
    const gateway: Gateway = {
      senders: simulator.senders,
      simulated: true,
      send: (text) => {
        this.texts.push(text);
        return simulator.send(text);
      },
      find: (text, taken) => simulator.find(text, taken),
      listen: (events) => simulator.listen(events),
      close: () => simulator.close(),
    };
    this.engine.addAccount(id, { ...gateway, ...change(gateway) });
  }

  /** Posts a behavior, as a website does. */
  async behave(told: JsonObject): Promise<LeadRecord> {
    const reading = readBehaviorInput(
      { phone: ANA, ...told },
      { now: this.clock.now(), country: 'US', newId: () => this.engine.newId('b') },
    );
    if (!reading.ok) throw new Error(reading.problem);
    const { lead } = await this.engine.record({ input: reading.input, source: 'webhook' });
    await this.engine.rest();
    return this.lead({ phone: lead.phone });
  }

  /** Ana fills in the form and ticks the box. */
  anaAsks(told: JsonObject = {}): Promise<LeadRecord> {
    return this.behave({ name: 'Ana Lopez', consent: true, ...told });
  }

  async reply(text: string, from: string = ANA, id = this.engine.newId('r')): Promise<LeadRecord> {
    const phone = numberOf(from);
    await this.engine.receive({ id, from: phone, to: '+12025550100', text, account: 'account' });
    await this.engine.rest();
    return this.lead({ phone });
  }

  /** Lets time pass; everything on the way happens at its own time. */
  pass(ms: number): Promise<void> {
    return this.clock.advanceTo(this.clock.now() + ms, () => this.engine.rest());
  }

  async lead(who: { readonly phone: string } = { phone: ANA }): Promise<LeadRecord> {
    const record = await this.store.read({ phone: numberOf(who.phone) });
    if (!record) throw new Error('nobody is known by that number');
    return record;
  }

  /** A text that a flow sends. */
  request(changes: Partial<TextRequest> = {}): TextRequest {
    return {
      node: 'sms-1',
      visit: '1',
      msg: {},
      keep: () => ({}),
      account: 'account',
      template: 'Hi {{firstName | "there"}}!',
      purpose: 'marketing',
      introduce: false,
      plainer: true,
      onHold: 'hold',
      ...changes,
    };
  }
}

export function numberOf(text: string): E164 {
  const reading = readPhone(text, 'US');
  if (!reading.ok) throw new Error(reading.problem);
  return reading.phone;
}
