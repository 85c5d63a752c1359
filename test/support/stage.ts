import { DateTime } from 'luxon';
import { SimulatedClock } from '../../src/clock';
import type { Engine } from '../../src/engine';
import { isJsonObject } from '../../src/json';
import type { LeadRecord } from '../../src/leads/record';
import { seededRandomness } from '../../src/randomness';
import { SECOND, START, numberOf } from './house';
import { startInProcess, type FlowNode, type InProcess } from './in-process';
import { temporaryFolder } from './temporary';
import { engineOf } from './workbench';

/** What the examples use of Node-RED's own nodes. */
export const CORE_OF_EXAMPLES = [
  'common/20-inject',
  'common/60-link',
  'common/90-comment',
  'sequence/17-split',
];

export interface StageOptions {
  /** What plays; its debug nodes only listen. */
  readonly flows: readonly FlowNode[];
  /** As it is told in the flow. */
  readonly phone: string;
  /** IANA zone in which the transcript tells the time. */
  readonly zone: string;
  /** When it begins, ms UTC. */
  readonly at?: number;
}

/** One thing that happens. */
export type Step =
  /** A person clicks the button of the inject node with this name. */
  | readonly ['click', string]
  /** Time passes, ms. */
  | readonly ['pass', number]
  /** A person sits and watches, ms of real life. */
  | readonly ['watch', number]
  /** The lead texts; or somebody whom nobody knows yet. */
  | readonly ['reply', string]
  /** A website posts. */
  | readonly ['post', Readonly<Record<string, unknown>>]
  | readonly ['deploy', 'full' | 'flows' | 'nodes', (node: FlowNode) => FlowNode]
  /** Node-RED ends, and is started again so much later, ms. */
  | readonly ['restart', number];

/**
 * A flow on stage, in a real Node-RED runtime whose time stands in our hands. Everything goes the way people go: inject
 * nodes are clicked, the webhook is posted to, replies and the clock come from what the sidebar calls.
 */
export class Stage {
  readonly #options: StageOptions;
  readonly #userDir = temporaryFolder();
  readonly #clock: SimulatedClock;
  readonly #heardBefore: { readonly name: string; readonly shown: unknown }[] = [];
  #flows: readonly FlowNode[];
  #red: InProcess | undefined;
  #starts = 0;

  private constructor(options: StageOptions) {
    this.#options = options;
    this.#clock = new SimulatedClock(options.at ?? START);
    this.#flows = options.flows.map((node) => (node.type === 'debug' ? { ...node, type: 'helper' } : node));
  }

  static async open(options: StageOptions): Promise<Stage> {
    const stage = new Stage(options);
    await stage.#start();
    return stage;
  }

  async play(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.#do(step);
  }

  async close(): Promise<void> {
    await this.red.stop();
  }

  get red(): InProcess {
    if (!this.#red) throw new Error('The stage is closed.');
    return this.#red;
  }

  engine(): Promise<Engine> {
    return engineOf(this.red.node(this.#store()));
  }

  /** The lead; undefined as long as nobody knows her. */
  async lead(): Promise<LeadRecord | undefined> {
    return (await this.engine()).store.read({ phone: numberOf(this.#options.phone) });
  }

  /** Both phones, line by line: `Tue 3 Mar 11:00 us: …` and `… lead: …`, times where the lead lives. */
  async transcript(): Promise<string[]> {
    const record = await this.lead();
    const ours = (record?.messages ?? []).map(({ plannedAt, text }) => ({ at: plannedAt, who: 'us', text }));
    const theirs = (record?.replies ?? []).map(({ at, text }) => ({ at, who: 'lead', text }));
    // At the same moment a reply comes before the answer it got.
    return [...theirs, ...ours]
      .sort((a, b) => a.at - b.at)
      .map(({ at, who, text }) => `${this.#timeOf(at)} ${who}: ${text}`);
  }

  /** How each passage through a journey stands, such as `exited: opted_out`. */
  async journeys(): Promise<string[]> {
    return ((await this.lead())?.enrollments ?? []).map(({ state }) =>
      state.status === 'exited' ? `exited: ${state.reason}` : state.status,
    );
  }

  /** What all debug nodes of this name have shown: the property that each is set to; of a whole message, who said what. */
  heard(name: string): unknown[] {
    const before = this.#heardBefore.filter((one) => one.name === name).map(({ shown }) => shown);
    return [...before, ...this.#listeners(name).flatMap((node) => this.#shownBy(node))];
  }

  #shownBy({ id, complete }: FlowNode): unknown[] {
    const { util } = this.red.RED;
    return this.red
      .received(id)
      .map((msg): unknown =>
        complete === 'true' ? whoSaidWhat(msg) : util.getMessageProperty(msg, String(complete)),
      );
  }

  async #do(step: Step): Promise<void> {
    switch (step[0]) {
      case 'click':
        await this.#post(`/inject/${this.#node('inject', step[1]).id}`, {});
        break;
      case 'pass':
        await this.#post(`/lead-nurture/stores/${this.#store()}/clock`, { do: 'jump', ms: step[1] });
        break;
      case 'watch':
        for (const end = this.#clock.now() + step[1]; this.#clock.now() < end;)
          await this.#clock.advanceTo(Math.min(end, this.#clock.now() + SECOND), () => this.#rest());
        break;
      case 'reply': {
        const lead = (await this.lead())?.lead.id;
        const store = `/lead-nurture/stores/${this.#store()}`;
        const [text, phone] = [step[1], numberOf(this.#options.phone)];
        if (lead === undefined) await this.#post(`${store}/texts`, { phone, text });
        else await this.#post(`${store}/phones/${lead}/reply`, { text });
        break;
      }
      case 'post': {
        const { key } = await this.#ask(`/lead-nurture/stores/${this.#store()}/key`);
        await this.#post('/nurture/harbor/behavior', step[1], { authorization: `Bearer ${String(key)}` });
        break;
      }
      case 'deploy':
        this.#flows = this.#flows.map(step[2]);
        await this.red.deploy(this.#flows, step[1]);
        break;
      case 'restart':
        for (const node of this.#listeners())
          for (const shown of this.#shownBy(node))
            this.#heardBefore.push({ name: String(node['name']), shown });
        await this.red.stop();
        this.#clock.jumpTo(this.#clock.now() + step[1]);
        await this.#start();
    }
    await this.#rest();
  }

  /** Until nothing moves any more: neither a step nor the try-out clock. */
  async #rest(): Promise<void> {
    const engine = await this.engine();
    do await engine.rest();
    while (isTimeMoving(this.red.node(this.#store())));
  }

  async #start(): Promise<void> {
    this.#red = await startInProcess({
      flows: this.#flows,
      clock: this.#clock,
      // The same in every run, but no id twice over a restart.
      randomness: seededRandomness(++this.#starts),
      userDir: this.#userDir,
      core: CORE_OF_EXAMPLES,
    });
    await (await this.engine()).rest();
  }

  async #ask(path: string): Promise<Record<string, unknown>> {
    return answered(await fetch(this.red.url + path));
  }

  async #post(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    const response = await fetch(this.red.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    await answered(response);
  }

  #listeners(name?: string): FlowNode[] {
    return this.#flows.filter(
      (node) => node.type === 'helper' && (name === undefined || node['name'] === name),
    );
  }

  #node(type: string, name: string): FlowNode {
    const node = this.#flows.find((one) => one.type === type && one['name'] === name);
    if (!node) throw new Error(`There is no ${type} node called "${name}".`);
    return node;
  }

  #store(): string {
    return this.#flows.find(({ type }) => type === 'nurture-lead-store')?.id ?? '';
  }

  #timeOf(at: number): string {
    return DateTime.fromMillis(at, { zone: this.#options.zone, locale: 'en-US' }).toFormat('ccc d LLL HH:mm');
  }
}

/** True while the try-out clock of a lead store node is on its way. */
function isTimeMoving(node: object): boolean {
  const house = 'house' in node && typeof node.house === 'object' ? node.house : null;
  const tryOut = house && 'tryOut' in house && typeof house.tryOut === 'object' ? house.tryOut : null;
  return tryOut !== null && 'moving' in tryOut && tryOut.moving === true;
}

/** What a person needs to answer: the number and the words, as they stand in a message that comes to the inbox. */
function whoSaidWhat(msg: object): string {
  const { lead, reply }: Record<string, unknown> = { ...msg };
  const phone = isJsonObject(lead) ? lead['phone'] : undefined;
  const text = isJsonObject(reply) ? reply['text'] : undefined;
  return typeof phone === 'string' && typeof text === 'string'
    ? `${phone}: ${text}`
    : 'nobody can answer this';
}

async function answered(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
  // The inject node answers in plain words.
  if (!text.startsWith('{')) return {};
  const body: unknown = JSON.parse(text);
  return typeof body === 'object' && body !== null ? { ...body } : {};
}
