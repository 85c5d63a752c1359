import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MovableClock, realClock } from '../../src/clock';
import { Engine } from '../../src/engine';
import { type Journey, USUAL_PRIORITY } from '../../src/journeys/journey';
import type { ReleasePace } from '../../src/journeys/scheduler';
import { systemRandomness } from '../../src/randomness';
import { openEmbeddedStore, type EmbeddedStore } from '../../src/store/embedded/store';
import { phones } from '../../nodes/lead-store/views';
import { RULES } from '../support/house';
import { phone } from '../store/samples';
import { longestTurn } from './measures';
import type { Row } from './report';

/** `BLOCK_LEADS=200000` tries what is promised; it takes some minutes. */
const LEADS = Number(process.env['BLOCK_LEADS'] ?? 100_000);
const CALLERS = 256;
const SIDEBARS = 30;
const HOUR_MS = 3_600_000;
const MONTH_MS = 30 * 24 * HOUR_MS;

interface House {
  readonly store: EmbeddedStore;
  readonly engine: Engine;
  readonly clock: MovableClock;
  /** Handovers of each kind that came to a node. */
  readonly came: Map<string, number>;
}

/** A journey that begins at a form and waits a day, and one that begins after a month of silence. */
async function openHouse(folder: string, pace?: ReleasePace): Promise<House> {
  const clock = new MovableClock(realClock);
  const store = await openEmbeddedStore({ folder });
  const came = new Map<string, number>();
  const failed = (error: unknown): never => {
    throw error;
  };
  const engine = new Engine({
    ...{ store, clock, randomness: systemRandomness(), brand: 'Acme', rules: RULES, failed },
    ...(pace ? { pace } : {}),
    answers: { stop: 'You are out.', start: 'You are back.', help: 'This is help.' },
  });
  const count = (what: string): unknown => came.set(what, (came.get(what) ?? 0) + 1);
  const plan = {
    schedule: { kind: 'after', amount: 24, unit: 'hours' },
    spreadMs: 0,
    awaits: [{ kind: 'reply', output: 0 }],
  } as const;
  engine.waits.add('wait', { plan, onEdit: 'keep' });
  engine.attach('wait', () => count('ended'));
  engine.attach('quiet', () => count('quiet'));
  engine.attach('trigger', ({ handover: { seq, event }, record, again }) => {
    count(again ? 'again' : 'entered');
    if (event.kind !== 'entered') return;
    const { enrollment } = event;
    const wait = { node: 'wait', visit: '1', delivery: seq, enrollment, plan, msg: { topic: 'order' } };
    engine.during(seq, 'wait', () => engine.waits.begin(record.lead.id, wait)).catch(failed);
  });
  const journey: Omit<Journey, 'id' | 'start'> = {
    ...{ name: 'Warm leads', flow: 'tab', maxAgeMs: 24 * HOUR_MS, exitOnReply: false, exits: [] },
    policy: { kind: 'always' },
    ...{ priority: USUAL_PRIORITY, claims: false, whenDisplaced: 'end' },
  };
  const start = { kind: 'behavior', names: ['form_submitted'], count: 1, withinMs: 24 * HOUR_MS } as const;
  engine.addJourney({ ...journey, id: 'trigger', start });
  engine.addJourney({ ...journey, id: 'quiet', start: { kind: 'silence', afterMs: MONTH_MS } });
  return { store, engine, clock, came };
}

/** Everybody sends the form. */
async function fill({ engine, clock }: House, leads: number): Promise<void> {
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < leads) {
      const number = next++;
      const behavior = { id: `form-${number}`, name: 'form_submitted', at: clock.now(), properties: {} };
      const input = { phone: phone(number), behavior, idGiven: true, contentKey: '', lead: {} };
      await engine.record({ input: { ...input, mobile: 'possible' }, source: 'webhook' });
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  await engine.rest();
}

const until = async (isOver: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isOver())) await new Promise((resolve) => setImmediate(resolve));
};

/** As some seconds later: everything that was handed over has arrived. */
const comeToRest = async ({ engine, clock }: House): Promise<void> => {
  await engine.rest();
  clock.jumpTo(clock.now() + 10_000);
  await engine.rest();
};

type Work = (house: House) => Promise<void>;

/** What everybody does at once, one after the other on the same folder. */
export const WORKS: readonly { readonly what: string; readonly work: Work; readonly pace?: ReleasePace }[] = [
  {
    what: 'to start with all deliveries unsettled',
    work: async (house) => {
      await house.engine.start();
      await until(() => house.came.get('again') === LEADS);
      await comeToRest(house);
    },
  },
  {
    what: `${SIDEBARS} sidebars that ask at once`,
    work: async ({ engine }) => {
      await Promise.all(Array.from({ length: SIDEBARS }, () => phones(engine, 50)));
    },
  },
  {
    what: 'all overdue, let go at a pace, for two lots',
    work: async ({ engine, clock, came }) => {
      await engine.start();
      clock.jumpTo(clock.now() + 25 * HOUR_MS);
      await until(() => (came.get('ended') ?? 0) > 100);
    },
    pace: { perMinute: 6000, which: 'overdue' },
  },
  {
    what: 'all due at once',
    work: async (house) => {
      await house.engine.start();
      house.clock.jumpTo(house.clock.now() + 25 * HOUR_MS);
      await until(async () => (await house.store.nextDue()) === undefined);
      await comeToRest(house);
    },
  },
  {
    what: 'silence complete for everybody at once',
    work: async (house) => {
      await house.engine.start();
      house.clock.jumpTo(house.clock.now() + 2 * MONTH_MS);
      await until(() => house.came.get('quiet') === LEADS);
      await comeToRest(house);
    },
  },
  { what: 'a checkpoint of all', work: ({ store }) => store.checkpoint() },
];

/** The longest block of the event loop when something happens to everybody at once. */
export async function benchBlocks(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'blocks-bench-'));
  try {
    await makeStore(join(folder, 'store'));
    const opening = await longestTurn(async () => {
      await (await openHouse(join(folder, 'store'))).engine.close();
    });
    const rows = [row('to open', opening)];
    for (const { what, work, pace } of WORKS) rows.push(row(what, await blockIn(folder, work, pace)));
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everybody has entered the journey, waits, and their deliveries are not settled. */
export async function makeStore(path: string): Promise<void> {
  const house = await openHouse(path);
  await house.engine.start();
  await fill(house, LEADS);
  await house.engine.close();
}

export async function blockIn(folder: string, work: Work, pace?: ReleasePace): Promise<number> {
  const copy = join(folder, 'copy');
  await cp(join(folder, 'store'), copy, { recursive: true });
  const house = await openHouse(copy, pace);
  const block = await longestTurn(() => work(house));
  await house.engine.rest();
  await house.engine.close();
  await rm(copy, { recursive: true, force: true });
  return block;
}

function row(what: string, value: number): Row {
  return { what, value, unit: 'ms', aim: '<= 50' };
}
