import { messageFor, keepable } from '../../../nodes/shared/messages';
import type { Message } from '../../../nodes/shared/handlers';
import { markVisit, placeAt, wayAtWait } from '../../../nodes/shared/way';
import { SimulatedClock } from '../../../src/clock';
import { derivedId } from '../../../src/derived-id';
import { Engine } from '../../../src/engine';
import type { Delivery } from '../../../src/journeys/deliveries/relay';
import { USUAL_PRIORITY } from '../../../src/journeys/journey';
import { isJsonObject } from '../../../src/json';
import { readBehaviorInput } from '../../../src/leads/behavior-input';
import { isUndecided } from '../../../src/leads/message';
import type { LeadRecord } from '../../../src/leads/record';
import type { WaitPlan } from '../../../src/leads/wait';
import { seededRandomness } from '../../../src/randomness';
import type { Gateway, OutgoingText } from '../../../src/sms/gateway';
import { openMemoryStore } from '../../store/memory-store';
import { DAY, RULES, START, numberOf } from '../../support/house';
import { ROUNDS, type Flow } from './flow';
import { mortalClock, mortalStore, never, turns } from './world';

/** What becomes of a call to the provider. `lost`: nothing arrives, and nobody knows; `late`: it arrives, and nobody knows. */
export type Call = 'accepted' | 'busy' | 'lost' | 'late';

const HOUR_PLAN: WaitPlan = {
  schedule: { kind: 'after', amount: 1, unit: 'hours' },
  spreadMs: 0,
  awaits: [],
};

interface Process {
  readonly engine: Engine;
  readonly life: { alive: boolean };
}

/**
 * Any flow with the real engine and the message's way as the nodes carry it, texts leaving at a text a second. The process
 * can be killed, and the flow deployed, between any two turns of the event loop.
 */
export class FlowWorld {
  readonly clock = new SimulatedClock(START);
  readonly disk = openMemoryStore();
  readonly accepted: OutgoingText[] = [];
  readonly failures: unknown[] = [];
  #process: Process;
  #lives = 0;
  #deploys = 0;
  #calls = 0;

  constructor(
    private readonly flow: Flow,
    /** What becomes of the first calls; of later ones nothing bad. */
    private readonly calls: readonly Call[],
  ) {
    this.#process = this.#boot();
  }

  get engine(): Engine {
    return this.#process.engine;
  }

  async enter(phone: string): Promise<void> {
    const reading = readBehaviorInput(
      { phone, behavior: 'form_submitted', id: `form ${phone}` },
      { now: this.clock.now(), country: 'US', newId: () => phone },
    );
    if (!reading.ok) throw new Error(reading.problem);
    await this.engine.record({ input: reading.input, source: 'webhook' });
  }

  async lead(phone: string): Promise<LeadRecord | undefined> {
    return this.disk.read({ phone: numberOf(phone) });
  }

  async passTo(time: number): Promise<void> {
    await this.clock.advanceTo(time, () => this.engine.rest());
  }

  /** What is on a wire when nodes are made anew is lost. */
  async deploy(): Promise<void> {
    this.engine.pause();
    this.#deploys++;
    await this.engine.start();
  }

  /** kill -9, and a new process on the same disk. */
  async killAndStart(): Promise<void> {
    this.#process.life.alive = false;
    this.#process = this.#boot();
    await this.engine.start();
  }

  #boot(): Process {
    const life = { alive: true };
    const lives = (): boolean => life.alive;
    const engine = new Engine({
      store: mortalStore(this.disk, lives),
      clock: mortalClock(this.clock, lives),
      randomness: seededRandomness(++this.#lives),
      brand: 'Acme',
      rules: { ...RULES, consent: 'assumed', hours: 'any', cap: null, spreadMs: 0 },
      answers: { stop: 'out', start: 'back', help: 'help' },
      failed: (error) => this.failures.push(error),
    });
    const process: Process = { engine, life };
    engine.addAccount('account', this.#provider(lives));
    engine.addJourney({
      ...{ id: 'trigger', name: 'Journey', flow: 'tab', maxAgeMs: DAY, exits: [], exitOnReply: false },
      start: { kind: 'behavior', names: ['form_submitted'], count: 1, withinMs: DAY },
      ...{ policy: { kind: 'once' }, priority: USUAL_PRIORITY, claims: false, whenDisplaced: 'end' },
    });
    engine.attach('trigger', (delivery) => {
      const { event } = delivery.handover;
      if (event.kind !== 'entered') return;
      const msg = messageFor({ ...delivery, store: 'model' }, event.enrollment);
      for (const next of this.flow.first) this.#comes(process, next, { ...msg });
    });
    for (const id of Object.keys(this.flow.nodes))
      engine.attach(id, (delivery) => this.#given(process, id, delivery));
    return process;
  }

  /** A wait of the node has ended: as the nodes do, a wait goes on, and a text goes on or is asked for again. */
  #given(process: Process, id: string, delivery: Delivery): void {
    const { event } = delivery.handover;
    if (event.kind !== 'wait_ended') return;
    const { wait } = event;
    const { record } = delivery;
    const msg = messageFor({ ...delivery, store: 'model' }, wait.enrollment, wait.msg);
    const message = record.messages.find((one) => one.id === wait.message);
    if (wait.kind === 'wait' || (message && message.life.state !== 'blocked'))
      this.#goOn(process, id, msg, record);
    else this.#comes(process, id, msg);
  }

  #goOn(process: Process, id: string, msg: Message, record: LeadRecord): void {
    const { nodes, loop } = this.flow;
    const place = placeAt(id, msg, record, (from, to) => this.#isStraight(from, to));
    const leave = (to: string, rounds: number): void => {
      const copy: Message = { ...msg, rounds };
      markVisit(copy, place);
      this.#comes(process, to, copy);
    };
    const rounds = Number(msg['rounds'] ?? 0);
    for (const next of nodes[id]?.next ?? []) leave(next, rounds);
    if (loop?.from === id && rounds < ROUNDS) leave(loop.to, rounds + 1);
  }

  #isStraight(from: string, to: string): boolean {
    const { nodes, first, loop } = this.flow;
    const behind = (id: string): readonly string[] => [
      ...(nodes[id]?.next ?? []),
      ...(loop?.from === id ? [loop.to] : []),
    ];
    const passed = new Set<string>();
    const leads = (id: string): boolean => {
      if (id === to) return true;
      if (passed.has(id) || nodes[id]?.kind === 'wait') return false;
      passed.add(id);
      return behind(id).some(leads);
    };
    return (from === 'trigger' ? first : behind(from)).some(leads);
  }

  /** A message takes a turn for each wire. */
  #comes(process: Process, id: string, msg: Message): void {
    const deploy = this.#deploys;
    const come = async (): Promise<void> => {
      await turns(1);
      if (process.life.alive && deploy === this.#deploys) await this.#step(process, id, msg);
    };
    come().catch((error: unknown) => {
      if (process.life.alive) this.failures.push(error);
    });
  }

  async #step(process: Process, id: string, msg: Message): Promise<void> {
    const { engine } = process;
    const lead = isJsonObject(msg['lead']) ? (msg['lead']['id'] as string) : '';
    const record = await engine.store.read({ id: lead });
    if (!record) throw new Error('the lead is not known');
    const place = placeAt(id, msg, record, (from, to) => this.#isStraight(from, to));
    const keep = (): ReturnType<typeof keepable>['kept'] => keepable(msg).kept;
    await engine.during(place.delivery, id, async () => {
      switch (this.flow.nodes[id]?.kind) {
        case 'wait':
          await engine.waits.begin(lead, {
            ...place,
            plan: HOUR_PLAN,
            msg: { ...keep(), ...wayAtWait(msg) },
          });
          return;
        case 'count':
          await engine.update(
            lead,
            [{ kind: 'behavior', id: derivedId('c', id, place.visit), name: id, properties: {} }],
            place,
          );
          {
            this.#goOn(process, id, msg, record);
            return;
          }
        case 'text': {
          const sent = await engine.send(lead, {
            ...{ ...place, keep, msg, account: 'account', template: id, purpose: 'transactional' },
            ...{ introduce: false, plainer: false, onHold: 'hold' },
          });
          const isOut = sent.kind === 'sent' && !isUndecided(sent.message.life);
          if (isOut && sent.message.life.state !== 'failed') this.#goOn(process, id, msg, record);
          return;
        }
        case undefined:
          throw new Error(`no node ${id}`);
      }
    });
  }

  /** A provider that takes its time. Who was killed does not hear its answer. */
  #provider(lives: () => boolean): Gateway {
    const isHere = (message: string): boolean => this.accepted.some((one) => one.message === message);
    return {
      senders: [numberOf('+12025550100')],
      simulated: true,
      segmentsPerSecond: 1,
      send: async (text) => {
        const call = this.calls[this.#calls++] ?? 'accepted';
        await turns(2);
        if (!lives()) return never();
        if (call === 'busy') return { kind: 'not_taken', why: 'busy', waitMs: 5_000, reason: 'Too many.' };
        if (call !== 'lost') this.accepted.push(text);
        await turns(2);
        if (!lives()) return never();
        return call === 'accepted' ? { kind: 'accepted', sid: `SM${text.message}` } : { kind: 'unknown' };
      },
      find: ({ message }) =>
        Promise.resolve(
          isHere(message) ? { kind: 'accepted', sid: `SM${message}` } : { kind: 'never_received' },
        ),
      listen: () => undefined,
      close: () => undefined,
    };
  }
}
