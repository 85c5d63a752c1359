import { SimulatedClock } from '../../src/clock';
import type { Engine } from '../../src/engine';
import { readBehaviorInput } from '../../src/leads/behavior-input';
import type { LeadRecord } from '../../src/leads/record';
import { seededRandomness } from '../../src/randomness';
import type { LeadStoreNode } from '../../nodes/shared/house';
import { ANA, START, numberOf } from './house';
import { startInProcess, type FlowNode, type InProcess, type InProcessOptions } from './in-process';

/** A lead store and an SMS account for small flows. Time is real to them, and stands in the hands of the test. */
export const STORE: FlowNode = {
  id: 'store',
  type: 'nurture-lead-store',
  path: 'leads',
  brand: 'Acme',
  zone: 'America/New_York',
};
export const ACCOUNT: FlowNode = { id: 'account', type: 'nurture-sms-account', store: 'store' };

/** Without a place on the canvas Node-RED takes a node for a config node. */
const ON_TAB = { z: 'tab', x: 0, y: 0 };

/** The node with a listener behind each of its outputs: `<id>.0`, `<id>.1` … */
export function withListeners(node: FlowNode, outputs: number): FlowNode[] {
  const listeners = Array.from({ length: outputs }, (_, output) => `${node.id}.${output}`);
  return [
    { ...ON_TAB, ...node, wires: listeners.map((id) => [id]) },
    ...listeners.map((id) => ({ ...ON_TAB, id, type: 'helper', wires: [] })),
  ];
}

/** What Node-RED's catch, complete and status nodes hear of these nodes: `caught`, `completed`, `statuses`. */
export function watched(...ids: readonly string[]): FlowNode[] {
  return [
    { ...ON_TAB, id: 'catch', type: 'catch', scope: ids, uncaught: false, wires: [['caught']] },
    { ...ON_TAB, id: 'complete', type: 'complete', scope: ids, uncaught: false, wires: [['completed']] },
    { ...ON_TAB, id: 'status', type: 'status', scope: ids, wires: [['statuses']] },
    ...['caught', 'completed', 'statuses'].map((id) => ({ ...ON_TAB, id, type: 'helper', wires: [] })),
  ];
}

export type Given = Readonly<Record<string, unknown>>;

/** What is different from `STORE`, `ACCOUNT` and an ordinary Node-RED. `at` in ms UTC. */
export interface Surroundings extends Pick<
  InProcessOptions,
  'core' | 'credentials' | 'settings' | 'zoneData'
> {
  readonly at?: number;
  readonly store?: Given;
  readonly account?: Given;
}

/** A small flow at work, and all that a test needs to play its surroundings. */
export class Workbench {
  private constructor(
    readonly red: InProcess,
    readonly clock: SimulatedClock,
    public engine: Engine,
    private readonly config: readonly FlowNode[],
  ) {}

  /** Opens nodes on one tab, with `STORE` and `ACCOUNT` unless the flow has its own. */
  static async open(
    nodes: readonly FlowNode[],
    { at = START, store = {}, account = {}, ...more }: Surroundings = {},
  ): Promise<Workbench> {
    const clock = new SimulatedClock(at);
    const config = [
      { id: 'tab', type: 'tab', label: 'tab' },
      { ...STORE, ...store },
      { ...ACCOUNT, ...account },
    ];
    const flows = [...config, ...nodes];
    const red = await startInProcess({ flows, clock, randomness: seededRandomness(1), ...more });
    const engine = await engineOf(red.node('store'));
    await engine.rest();
    return new Workbench(red, clock, engine, config);
  }

  close(): Promise<void> {
    return this.red.stop();
  }

  /** A message arrives at a node. */
  async give(id: string, msg: Given): Promise<void> {
    this.red.node(id).receive(msg);
    await this.engine.rest();
  }

  /** The messages that left a node by an output. */
  out(id: string, output = 0): readonly Given[] {
    return this.received(`${id}.${output}`);
  }

  received(id: string): readonly Given[] {
    return this.red.received(id).map((msg) => ({ ...msg }));
  }

  /** A lead becomes known as if a website had posted it. Ana, who agreed, when nothing else is told. */
  async knows(told: Given = {}): Promise<LeadRecord> {
    const reading = readBehaviorInput(
      { phone: ANA, name: 'Ana Lopez', consent: true, ...told },
      { now: this.clock.now(), country: 'US', newId: () => this.engine.newId('b') },
    );
    if (!reading.ok) throw new Error(reading.problem);
    await this.engine.record({ input: reading.input, source: 'webhook' });
    await this.engine.rest();
    return this.lead(reading.input.phone);
  }

  async replies(text: string, from: string = ANA): Promise<void> {
    const incoming = { id: this.engine.newId('r'), from: numberOf(from), to: '+12025550100', text };
    await this.engine.receive({ ...incoming, account: 'account' });
    await this.engine.rest();
  }

  pass(ms: number): Promise<void> {
    return this.clock.advanceTo(this.clock.now() + ms, () => this.engine.rest());
  }

  /** Deploys other nodes on the tab, with the same store and account. The engine may be another one after it. */
  async deploy(nodes: readonly FlowNode[], type: 'full' | 'nodes' | 'flows' = 'full'): Promise<void> {
    await this.red.deploy([...this.config, ...nodes], type);
    this.engine = await engineOf(this.red.node('store'));
    await this.engine.rest();
  }

  /** Resolves once so many messages of the lead are parked; for nodes that have a time of their own. */
  async parked(phone: string, count: number): Promise<void> {
    const isThere = async (): Promise<boolean> => (await this.lead(phone)).waits.length >= count;
    if (await isThere()) return;
    await new Promise<void>((resolve) => {
      const stop = this.engine.watch(({ waits }) => {
        if (waits.length < count) return;
        stop();
        resolve();
      });
    });
    await this.engine.rest();
  }

  async lead(phone: string = ANA): Promise<LeadRecord> {
    const record = await this.engine.store.read({ phone: numberOf(phone) });
    if (!record) throw new Error('Nobody is known by that number.');
    return record;
  }

  /** What was texted to a lead. */
  async texts(phone: string = ANA): Promise<string[]> {
    return (await this.lead(phone)).messages.map(({ text }) => text);
  }
}

/** The engine of a lead store node, once it is open. */
export function engineOf(node: object): Promise<Engine> {
  if (!isStore(node)) throw new Error('This is no lead store that runs.');
  return node.house.engine;
}

function isStore(node: object): node is LeadStoreNode {
  return 'house' in node;
}
