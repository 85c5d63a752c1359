import type { Node } from 'node-red';
import { MovableClock, realClock, type Clock } from '../../src/clock';
import { Engine } from '../../src/engine';
import type { ContactRules } from '../../src/permission/verdict';
import { systemRandomness, type Randomness } from '../../src/randomness';
import { OwnNumbers } from '../../src/sms/own-numbers';
import { StoreError } from '../../src/store/contract';
import { type EmbeddedStore, openEmbeddedStore } from '../../src/store/embedded/store';
import { answersOf, replyRulesOf } from './answers';
import { asError, NodeProblem } from '../shared/handlers';
import type { Wires } from '../shared/crossings/wires';
import type { StoreHouse } from '../shared/house';
import type { Webhook } from '../shared/http';
import type { LeadStoreConfig } from './config';
import type { Deploys } from './deploys';
import type { Dispatcher } from './dispatcher';
import { showProblem } from '../shared/status';
import { Key } from './key';
import { paceOf, rulesOf, zoneOf } from './rules';
import { sharedLists, type ListUse } from './shared-lists';
import { TryOut } from './try-out';
import { folderOfList, placesOf, type Places } from './upkeep/places';
import { Upkeep } from './upkeep/upkeep';
import { warnOfOldZones } from './zone-warning';
import { WaitingBoard } from './waiting-board';
import { whyNotOpen } from './why-not-open';

/** What tests put into Node-RED's settings as `leadNurture`, to have time and chance in their hands. */
export interface HouseSettings {
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  /** Version of the time zone data. */
  readonly zoneData?: string;
  /** Where the copies of lead stores go; left out: below the user directory. For people, too. */
  readonly backups?: string;
}

/** How requests from outside reach the nodes of the flows, and when they may. */
export interface Doors {
  readonly dispatcher: Dispatcher;
  readonly deploys: Deploys;
  /** The lead stores of these flows by their paths: each belongs to one, until that one is closed. */
  readonly houses: Map<string, StoreHouse>;
  /** The wires of these flows as they are now. */
  readonly wires: () => Wires;
}

/** One lead store of the flows: its engine and all that belongs to it, from deploy to deploy. */
export class OpenHouse implements StoreHouse {
  readonly name: string;
  readonly path: string;
  readonly brand: string;
  readonly country: string;
  readonly zone: string;
  readonly engine: Promise<Engine>;
  readonly numbers = new OwnNumbers((phone) => this.others.some(({ numbers }) => numbers.has(phone)));
  /** Set once the store is open, when it has a try-out clock. */
  tryOut: TryOut | undefined;
  readonly key: Key;
  readonly upkeep: Upkeep;
  readonly #members = new Set<() => void>();
  readonly #waiting: WaitingBoard;
  readonly #places: Places;
  readonly #clock: Clock;
  #store: EmbeddedStore | undefined;
  #list: ListUse | undefined;
  /** Why the store could not be opened. */
  #failure: string | undefined;
  #listDamage = false;
  #closed = false;
  /** False when another lead store was here first. */
  readonly hasPath: boolean;

  constructor(
    private readonly node: Node,
    private readonly config: LeadStoreConfig,
    private readonly userDir: string,
    private readonly settings: HouseSettings,
    ownKey: string | undefined,
    private readonly doors: Doors,
  ) {
    this.name = config.name || config.path;
    this.path = config.path;
    this.brand = config.brand;
    this.country = config.country;
    this.zone = zoneOf(config);
    this.hasPath = !doors.houses.has(config.path);
    if (this.hasPath) doors.houses.set(config.path, this);
    this.#clock = settings.clock ?? realClock;
    this.#places = placesOf(userDir, config.path, settings.backups);
    this.upkeep = new Upkeep(this.#places, this.#clock, {
      warn: (words) => this.node.warn(words),
      failed: (error) => this.#report(error),
    });
    this.engine = this.#open();
    this.key = new Key(this.engine, ownKey);
    this.#waiting = new WaitingBoard(this.engine);
    // Whoever needs the engine hears of it; this keeps a store that nobody uses from ending the process.
    this.engine.catch(() => undefined);
  }

  get state(): 'opening' | 'open' | 'read_only' | 'failed' {
    return this.#failure === undefined ? (this.#store?.state ?? 'opening') : 'failed';
  }

  /** Why the store is read-only or not open, in words for people. */
  get problem(): string | undefined {
    return this.#failure ?? this.#store?.problem?.message;
  }

  /** True when it is not open because the list that it shares is damaged. */
  get listIsDamaged(): boolean {
    return this.#listDamage;
  }

  join(node: Node, join: (engine: Engine) => readonly (() => void)[]): () => void {
    let leaves: readonly (() => void)[] = [];
    let left = false;
    const leave = (): void => {
      left = true;
      this.#members.delete(leave);
      for (const one of leaves) one();
      leaves = [];
    };
    this.#members.add(leave);
    this.engine.then(
      (engine) => {
        if (!left) leaves = join(engine);
      },
      () => showProblem(node, 'lead store not open', 'ring'),
    );
    return leave;
  }

  watchWaiting(node: Node, show: (count: number, next: number | null) => void): () => void {
    return this.#waiting.watch(node.id, show);
  }

  get others(): readonly StoreHouse[] {
    return [...this.doors.houses.values()].filter((one) => one !== this);
  }

  wires(): Wires {
    return this.doors.wires();
  }

  get time(): 'real' | 'try_out' {
    return this.config.clock;
  }

  answerAt(owner: string, name: string, webhook: Webhook): (() => void) | undefined {
    const { dispatcher } = this.doors;
    return dispatcher.add(owner, name, webhook) ? () => dispatcher.remove(owner, name, webhook) : undefined;
  }

  deployed(): Promise<boolean> {
    return this.doors.deploys.over();
  }

  /** Call when all nodes of the flows are there. */
  async start(): Promise<void> {
    // A store that could not be opened has said so.
    const engine = await this.engine.catch(() => undefined);
    if (!this.#closed) await engine?.start().catch((error: unknown) => this.#report(error));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.close();
    const engine = await this.engine.catch(() => undefined);
    // Before the nodes leave: what is handed over to a node that has left must not count as settled.
    engine?.pause();
    await this.tryOut?.close();
    for (const leave of [...this.#members]) leave();
    await this.upkeep.close();
    await engine?.close();
    await this.#list?.leave();
    if (this.hasPath) this.doors.houses.delete(this.config.path);
  }

  /** The shared list for the store's rules. */
  async #admitTo(store: EmbeddedStore): Promise<Pick<ContactRules, 'shared'>> {
    if (!this.#list) return {};
    try {
      return { shared: await this.#list.admit(store) };
    } catch (error) {
      this.#listDamage = error instanceof StoreError && error.code === 'damaged';
      throw error;
    }
  }

  /** What a quick next deploy cuts short is no failure: nothing of it happened, and the next start does it. */
  #report(error: unknown): void {
    if (this.#closed && error instanceof StoreError && error.code === 'closed') return;
    this.node.error(asError(error));
  }

  async #open(): Promise<Engine> {
    let opened: EmbeddedStore | undefined;
    try {
      if (!this.hasPath) throw new Error(takenPath(this.config.path));
      // Before anything is awaited: stores that share a list are looked at together.
      this.#list = useOf(this.config, this.userDir);
      const store = await openEmbeddedStore({
        folder: this.#places.folder,
        turnedReadOnly: ({ message }) => this.node.error(message),
      });
      opened = store;
      const shared = await this.#admitTo(store);
      const before = await this.upkeep.begin(store);
      const base = this.#clock;
      const tryOutClock =
        this.config.clock === 'try_out' ? new MovableClock(base, await TryOut.savedOffset(store)) : undefined;
      const engine = new Engine({
        store,
        clock: tryOutClock ?? base,
        randomness: this.settings.randomness ?? systemRandomness(),
        brand: this.config.brand,
        rules: { ...rulesOf(this.config), ...shared },
        answers: answersOf(this.config),
        replies: replyRulesOf(this.config),
        coalesceMs: this.config.coalesceSeconds * 1_000,
        sharedNumber: this.config.sharedNumber,
        ...paceOf(this.config),
        ...(before ? { before } : {}),
        failed: (error) => this.#report(error),
      });
      if (tryOutClock) {
        this.tryOut = new TryOut(engine, tryOutClock, base);
        if (this.config.clockMoves === 'by_itself') this.tryOut.playByItself((error) => this.#report(error));
      }
      this.#store = store;
      this.upkeep.follow(engine);
      this.#members.add(warnOfOldZones(this.node, engine, this.settings.zoneData ?? process.versions['tz']));
      if (store.problem) this.node.error(store.problem.message);
      return engine;
    } catch (error) {
      await this.upkeep.close();
      await opened?.close();
      await this.#list?.leave();
      const problem = whyNotOpen(error, this.#places.folder);
      this.#failure = problem;
      this.node.error(`The lead store cannot be opened: ${problem}.`);
      throw new NodeProblem(`The lead store is not open: ${problem}.`, 'lead store not open');
    }
  }
}

function useOf({ sharedList }: LeadStoreConfig, userDir: string): ListUse | undefined {
  return sharedList === '' ? undefined : sharedLists.use(folderOfList(userDir, sharedList), sharedList);
}

function takenPath(path: string): string {
  return `another lead store already has the path "${path}"; give each its own`;
}
