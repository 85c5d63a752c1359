import type { Clock } from '../../../src/clock';
import { SimulatedClock } from '../../../src/clock';
import { Engine } from '../../../src/engine';
import type { Delivery } from '../../../src/journeys/deliveries/relay';
import { USUAL_PRIORITY } from '../../../src/journeys/journey';
import type { EnrollmentId } from '../../../src/leads/enrollment';
import type { LeadId } from '../../../src/leads/lead';
import type { LeadRecord } from '../../../src/leads/record';
import type { Awaited, WaitPlan } from '../../../src/leads/wait';
import { readBehaviorInput } from '../../../src/leads/behavior-input';
import { seededRandomness } from '../../../src/randomness';
import type { Gateway, OutgoingText } from '../../../src/sms/gateway';
import type { LeadStore } from '../../../src/store/contract';
import { ANA, DAY, MINUTE, RULES, START, numberOf } from '../../support/house';
import { openMemoryStore } from '../../store/memory-store';
import type { Lengths, OnEdit, Policy, Stage } from './model';

const CLICK: Awaited = { kind: 'behavior', name: 'link_clicked', output: 0 };
const REPLY: Awaited = { kind: 'reply', output: 1 };
const SENDER = numberOf('+12025550100');

/** One process: all that is asked of its store, its clock and the provider comes to nothing once it was killed. */
interface Process {
  readonly engine: Engine;
  readonly life: { alive: boolean };
  /** Take the waits' nodes off. */
  leave: readonly (() => void)[];
}

/**
 * The journey of the model with the real engine, in a process that can be killed between any two turns of the event
 * loop. The disk and the provider outlive it.
 */
export class World {
  readonly clock = new SimulatedClock(START);
  readonly disk = openMemoryStore();
  /** What the provider took, in order. */
  readonly accepted: OutgoingText[] = [];
  /** What the trigger was told, by handover: the same may be told again after a crash. */
  readonly told = new Map<number, string>();
  /** With which handovers each wait ended. */
  readonly ends = new Map<string, Set<number>>();
  readonly failures: unknown[] = [];
  here: Readonly<Record<Stage, boolean>> = { 1: true, 2: true };
  #process: Process;
  #lives = 0;
  #ids = 0;

  constructor(
    private readonly policy: Policy,
    private lengths: Lengths,
  ) {
    this.#process = this.#boot('rebase');
  }

  get engine(): Engine {
    return this.#process.engine;
  }

  /** The words of the texts of the journey, without our answers to STOP and START. */
  get texts(): string[] {
    return this.accepted.map(({ text }) => text).filter((text) => !text.startsWith('Answer'));
  }

  get left(): string[] {
    return this.#toldWith('left ');
  }

  get turnedAway(): string[] {
    return this.#toldWith('turned away ');
  }

  newId(): string {
    return `own-${++this.#ids}`;
  }

  /** The lead does something; resolves when it is on disk. */
  async behave(name: string, id: string): Promise<void> {
    const reading = readBehaviorInput(
      { phone: ANA, behavior: name, id },
      { now: this.clock.now(), country: 'US', newId: () => id },
    );
    if (!reading.ok) throw new Error(reading.problem);
    await this.engine.record({ input: reading.input, source: 'webhook' });
  }

  async reply(text: string, id: string): Promise<void> {
    await this.engine.receive({ id, from: numberOf(ANA), to: SENDER, text, account: 'account' });
  }

  async lead(): Promise<LeadRecord | undefined> {
    return this.disk.read({ phone: numberOf(ANA) });
  }

  async update(kind: 'pause' | 'resume'): Promise<void> {
    const record = await this.lead();
    if (record) await this.engine.update(record.lead.id, [{ kind }]);
  }

  async start(): Promise<void> {
    await this.engine.start();
  }

  /** Everything comes to rest; the alarms of this minute ring. */
  async settle(): Promise<void> {
    await this.engine.rest();
    await this.passTo(this.clock.now() + MINUTE);
  }

  async passTo(time: number): Promise<void> {
    await this.clock.advanceTo(time, () => this.engine.rest());
  }

  /** A deploy: the nodes go and come, set anew. */
  async deploy(lengths: Lengths, onEdit: OnEdit, here: Readonly<Record<Stage, boolean>>): Promise<void> {
    // A node that is gone is edited when it comes back.
    this.lengths = { 1: here[1] ? lengths[1] : this.lengths[1], 2: here[2] ? lengths[2] : this.lengths[2] };
    this.here = here;
    for (const leave of this.#process.leave) leave();
    this.#process.leave = this.#attachWaits(this.#process, onEdit);
    await this.start();
  }

  /** kill -9, and a new process on the same disk. */
  async killAndStart(): Promise<void> {
    this.#process.life.alive = false;
    this.#process = this.#boot('keep');
    await this.start();
  }

  #toldWith(beginning: string): string[] {
    return [...this.told]
      .sort(([a], [b]) => a - b)
      .filter(([, what]) => what.startsWith(beginning))
      .map(([, what]) => what.slice(beginning.length));
  }

  #boot(onEdit: OnEdit): Process {
    const life = { alive: true };
    const lives = (): boolean => life.alive;
    const engine = new Engine({
      store: mortalStore(this.disk, lives),
      clock: mortalClock(this.clock, lives),
      randomness: seededRandomness(++this.#lives),
      brand: 'Acme',
      rules: { ...RULES, consent: 'assumed', hours: 'any', cap: null, spreadMs: 0 },
      answers: { stop: 'Answer: out.', start: 'Answer: back.', help: 'Answer: help.' },
      failed: (error) => this.failures.push(error),
    });
    const booted: Process = { engine, life, leave: [] };
    engine.addAccount('account', this.#provider(lives));
    engine.addJourney({
      id: 'trigger',
      name: 'Journey',
      flow: 'tab',
      start: { kind: 'behavior', names: ['form_submitted'], count: 1, withinMs: DAY },
      policy: { kind: this.policy },
      maxAgeMs: DAY,
      exits: [{ kind: 'behavior', name: 'purchased', success: true }],
      exitOnReply: true,
      priority: USUAL_PRIORITY,
      claims: false,
      whenDisplaced: 'end',
    });
    engine.attach('trigger', (delivery) => this.#triggered(booted, delivery));
    for (const node of ['one', 'two', 'three', 'click 1', 'click 2']) {
      engine.attach(node, (delivery) => this.#outcomeKnown(booted, node, delivery));
    }
    booted.leave = this.#attachWaits(booted, onEdit);
    return booted;
  }

  #attachWaits(of: Process, onEdit: OnEdit): (() => void)[] {
    return ([1, 2] as const).flatMap((stage) =>
      this.here[stage]
        ? [
            of.engine.attach(`wait ${stage}`, (delivery) => this.#waitEnded(of, stage, delivery)),
            of.engine.waits.add(`wait ${stage}`, { plan: this.#plan(stage), onEdit }),
          ]
        : [],
    );
  }

  #plan(stage: Stage): WaitPlan {
    return {
      schedule: { kind: 'after', amount: this.lengths[stage] / MINUTE, unit: 'minutes' },
      spreadMs: 0,
      awaits: stage === 1 ? [CLICK, REPLY] : [CLICK],
    };
  }

  /** A provider that takes its time. Who was killed does not hear its answer. */
  #provider(lives: () => boolean): Gateway {
    return {
      senders: [SENDER],
      simulated: true,
      send: async (text) => {
        await turns(2);
        if (!lives()) return never();
        this.accepted.push(text);
        await turns(2);
        return lives() ? { kind: 'accepted', sid: `SM${text.message}` } : never();
      },
      find: ({ message }) =>
        Promise.resolve(
          this.accepted.some((one) => one.message === message)
            ? { kind: 'accepted', sid: `SM${message}` }
            : { kind: 'never_received' },
        ),
      listen: () => undefined,
      close: () => undefined,
    };
  }

  #triggered(process: Process, { handover, record }: Delivery): void {
    if (!process.life.alive) return;
    const { seq, event } = handover;
    switch (event.kind) {
      case 'entered':
        this.#do(process, () => this.#text(process, 'one', record.lead.id, seq, event.enrollment));
        break;
      case 'left': {
        const { state } = event.enrollment;
        this.told.set(seq, `left ${state.status === 'exited' ? state.reason : state.status}`);
        break;
      }
      case 'turned_away':
        this.told.set(seq, `turned away ${event.reason}`);
        break;
      case 'reply':
      case 'wait_ended':
        throw new Error(`The trigger is told of a ${event.kind}.`);
    }
  }

  #waitEnded(process: Process, stage: Stage, { handover, record }: Delivery): void {
    const { seq, event } = handover;
    if (!process.life.alive || event.kind !== 'wait_ended') return;
    const { wait, end } = event;
    const known = this.ends.get(wait.id) ?? new Set();
    this.ends.set(wait.id, known.add(seq));
    if (end.kind === 'reply') return;
    const due = stage === 1 ? 'two' : 'three';
    const node = end.kind === 'behavior' ? `click ${stage}` : due;
    this.#do(process, () => this.#text(process, node, record.lead.id, seq, wait.enrollment));
  }

  /** As the SMS send does: the step goes on when it is known what became of its text. */
  #outcomeKnown(process: Process, node: string, { handover, record }: Delivery): void {
    const { seq, event } = handover;
    if (!process.life.alive || event.kind !== 'wait_ended') return;
    const { wait } = event;
    const message = record.messages.find(({ id }) => id === wait.message);
    this.#do(process, () =>
      message && message.life.state !== 'blocked'
        ? this.#goOn(process, node, record.lead.id, seq, wait.enrollment)
        : this.#text(process, node, record.lead.id, seq, wait.enrollment),
    );
  }

  async #text(
    process: Process,
    node: string,
    lead: LeadId,
    seq: number,
    enrollment: EnrollmentId | undefined,
  ): Promise<void> {
    await process.engine.during(seq, node, async () => {
      const sent = await process.engine.send(lead, {
        ...{ node, visit: String(seq), delivery: seq, ...(enrollment === undefined ? {} : { enrollment }) },
        ...{ msg: {}, keep: () => ({}), account: 'account', template: node },
        ...{ purpose: 'marketing', introduce: false, plainer: false, onHold: 'hold' },
      });
      const gone =
        sent.kind === 'sent' && ['accepted', 'sent', 'delivered'].includes(sent.message.life.state);
      if (gone) await this.#goOn(process, node, lead, seq, enrollment);
    });
  }

  /** What is wired behind the text. */
  async #goOn(
    process: Process,
    node: string,
    lead: LeadId,
    seq: number,
    enrollment: EnrollmentId | undefined,
  ): Promise<void> {
    if (node === 'three' || node === 'click 2') return;
    const stage = node === 'one' ? 1 : 2;
    if (!this.here[stage]) return;
    const place = {
      node: `wait ${stage}`,
      visit: String(seq),
      delivery: seq,
      ...(enrollment === undefined ? {} : { enrollment }),
    };
    await process.engine.during(seq, place.node, () =>
      process.engine.waits.begin(lead, { ...place, plan: this.#plan(stage), msg: {} }),
    );
  }

  #do(process: Process, step: () => Promise<unknown>): void {
    step().catch((error: unknown) => {
      if (process.life.alive) this.failures.push(error);
    });
  }
}

/** So many turns of the event loop. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** What somebody waits for who was killed. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

/** The disk, for a process: nothing is written, read or answered any more once it was killed. */
export function mortalStore(disk: LeadStore, lives: () => boolean): LeadStore {
  return new Proxy(disk, {
    get(target, key): unknown {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (!lives()) return never();
        const answer: unknown = Reflect.apply(value, target, args);
        if (!(answer instanceof Promise)) return answer;
        return answer.then(
          async (result: unknown) => {
            // A disk takes its time, in which the process can be killed.
            await turns(1);
            return lives() ? result : never();
          },
          (error: unknown) => (lives() ? Promise.reject(error as Error) : never()),
        );
      };
    },
  });
}

export function mortalClock(clock: Clock, lives: () => boolean): Clock {
  return {
    now: () => clock.now(),
    wakeAt: (at, wake) =>
      clock.wakeAt(at, () => {
        if (lives()) wake();
      }),
  };
}
