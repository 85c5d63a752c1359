import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { MovableClock, realClock } from '../../src/clock';
import { Engine } from '../../src/engine';
import { USUAL_PRIORITY } from '../../src/journeys/journey';
import { systemRandomness } from '../../src/randomness';
import { DueIndex, type Due } from '../../src/store/embedded/due-index';
import { openEmbeddedStore, type EmbeddedStore } from '../../src/store/embedded/store';
import { RULES } from '../support/house';
import { phone } from '../store/samples';
import { longestBlock, usedMegabytes } from './measures';
import type { Row } from './report';

const LEADS = 100_000;
const TOGETHER = 10_000;
const CALLERS = 256;
const HOUR_MS = 3_600_000;
/** What the message carries besides the lead: an order and a few words. */
const MSG = { topic: 'order', payload: { order: 'A-1001', total: 129.5, items: ['bell', 'light', 'lock'] } };

const run = promisify(execFile);

interface House {
  readonly store: EmbeddedStore;
  readonly engine: Engine;
  readonly clock: MovableClock;
  /** Waits that ended and were handed to their node. */
  readonly ended: () => number;
}

/** A journey that begins at a form and waits, at a store in this folder. Waits last so many hours. */
async function openHouse(folder: string, hours = 24): Promise<House> {
  const clock = new MovableClock(realClock);
  const store = await openEmbeddedStore({ folder });
  let ended = 0;
  const failed = (error: unknown): never => {
    throw error;
  };
  const engine = new Engine({
    ...{ store, clock, randomness: systemRandomness(), brand: 'Acme', rules: RULES, failed },
    answers: { stop: 'You are out.', start: 'You are back.', help: 'This is help.' },
  });
  const plan = {
    schedule: { kind: 'after', amount: hours, unit: 'hours' },
    spreadMs: 0,
    awaits: [{ kind: 'reply', output: 0 }],
  } as const;
  engine.waits.add('wait', { plan, onEdit: 'keep' });
  engine.attach('wait', () => {
    ended++;
  });
  engine.attach('trigger', ({ handover: { seq, event }, record }) => {
    if (event.kind !== 'entered') return;
    const wait = {
      node: 'wait',
      visit: String(seq),
      delivery: seq,
      enrollment: event.enrollment,
      plan,
      msg: MSG,
    };
    engine.during(seq, 'wait', () => engine.waits.begin(record.lead.id, wait)).catch(failed);
  });
  engine.addJourney({
    ...{ id: 'trigger', name: 'Warm leads', flow: 'tab', maxAgeMs: 24 * HOUR_MS, exitOnReply: false },
    start: { kind: 'behavior', names: ['form_submitted'], count: 1, withinMs: 24 * HOUR_MS },
    policy: { kind: 'always' },
    exits: [{ kind: 'behavior', name: 'purchased', success: true }],
    priority: USUAL_PRIORITY,
    claims: false,
    whenDisplaced: 'end',
  });
  return { store, engine, clock, ended: () => ended };
}

/** These leads do this; resolves when everything that follows is on disk. Leads a second. */
async function rateOf({ engine, clock }: House, from: number, to: number, name: string): Promise<number> {
  let next = from;
  const caller = async (): Promise<void> => {
    while (next < to) {
      const number = next++;
      const behavior = { id: `${name}-${number}`, name, at: clock.now(), properties: {} };
      const told = { phone: phone(number), behavior, idGiven: true, contentKey: '', lead: {}, ignored: [] };
      await engine.record({ input: { ...told, mobile: 'possible' }, source: 'webhook' });
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: CALLERS }, caller));
  await engine.rest();
  return ((to - from) / (performance.now() - start)) * 1000;
}

/** As some seconds later: everything that was handed over has arrived. */
async function comeToRest({ engine, clock }: House): Promise<void> {
  while ((await engine.store.unsettledHandovers()).length > 0) {
    clock.jumpTo(clock.now() + 10_000);
    await engine.rest();
  }
}

/** How waits do at 100,000 leads: to begin, to end, to be cancelled, to start with, to hold in memory. */
export async function benchWaits(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'waits-bench-'));
  const path = join(folder, 'store');
  const journalOnly = join(folder, 'journal');
  const kept = join(folder, 'kept');
  try {
    const soon = await openHouse(path, 1);
    await soon.engine.start();
    const first = await rateOf(soon, 0, TOGETHER, 'form_submitted');
    await comeToRest(soon);
    await soon.engine.close();
    const late = await openHouse(path);
    await late.engine.start();
    const others = await rateOf(late, TOGETHER, LEADS, 'form_submitted');
    await comeToRest(late);
    await late.engine.close();
    await cp(path, journalOnly, { recursive: true });
    const fromJournal = await startElsewhere(journalOnly);
    const settled = await openHouse(path);
    await settled.store.checkpoint();
    await settled.engine.close();
    await cp(path, kept, { recursive: true });
    const waiting = await startElsewhere(kept);

    const house = await openHouse(path);
    await house.engine.start();
    let wokenMs = 0;
    const block = await longestBlock(async () => {
      const start = performance.now();
      house.clock.jumpTo(house.clock.now() + HOUR_MS);
      while (house.ended() < TOGETHER) await new Promise((resolve) => setImmediate(resolve));
      wokenMs = performance.now() - start;
      // What comes after: their journeys are over.
      await comeToRest(house);
    });
    const cancel = await rateOf(house, TOGETHER, 2 * TOGETHER, 'purchased');
    await house.engine.close();
    const left = await openHouse(path);
    const waits = await left.engine.store.waitsByNode();
    await left.engine.close();
    const parked = waits.get('wait')?.count;
    if (parked !== LEADS - 2 * TOGETHER) throw new Error(`${parked} waits are left.`);
    return [
      {
        what: 'enter a journey and begin to wait',
        value: Math.min(first, others),
        unit: 'a second',
        aim: '>= 5,000',
      },
      {
        what: '10,000 waits due together',
        value: (TOGETHER / wokenMs) * 1000,
        unit: 'a second',
        aim: '>= 5,000',
      },
      { what: 'longest block of the event loop in it', value: block, unit: 'ms', aim: '<= 50' },
      { what: 'buy: record it and cancel the wait', value: cancel, unit: 'a second', aim: '>= 5,000' },
      { what: 'restart to ready with 100,000 waiting', value: waiting.ms, unit: 'ms', aim: '<= 2,000' },
      { what: 'the same with everything in the journal still', value: fromJournal.ms, unit: 'ms' },
      {
        what: 'memory of a lead who waits, all in all',
        value: waiting.bytes,
        unit: 'bytes',
        aim: '<= 1,536',
      },
      ...(await indexRows()),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In a process of its own: an empty heap, and nobody else's garbage. */
async function startElsewhere(folder: string): Promise<{ ms: number; bytes: number }> {
  const { stdout } = await run(process.execPath, ['--import=tsx', __filename, folder]);
  const [ms, bytes] = stdout.trim().split(' ').map(Number);
  return { ms: ms ?? NaN, bytes: bytes ?? NaN };
}

async function measureStart(folder: string): Promise<void> {
  const before = await usedMegabytes();
  const start = performance.now();
  const { engine } = await openHouse(folder);
  await engine.start();
  const ms = performance.now() - start;
  const bytes = (((await usedMegabytes()) - before) * 2 ** 20) / LEADS;
  console.log(`${ms} ${bytes}`);
  await engine.close();
}

/** The index of due times alone, with a million entries. */
async function indexRows(): Promise<Row[]> {
  const MILLION = 1_000_000;
  const now = realClock.now();
  const entries: Due[] = Array.from({ length: MILLION }, () => ({ due: Infinity }));
  const before = await usedMegabytes();
  const start = performance.now();
  const index = new DueIndex<Due>(() => undefined);
  entries.forEach((entry, at) =>
    index.move(entry, now + HOUR_MS + (Math.imul(at, 2_654_435_761) >>> 0) / 16),
  );
  const armedMs = performance.now() - start;
  const megabytes = (await usedMegabytes()) - before;
  const { early, latestMs } = await lateness(index);
  return [
    { what: 'a million due times in the index', value: megabytes, unit: 'MB', aim: '<= 40' },
    { what: 'to put them there', value: armedMs, unit: 'ms', aim: '<= 2,000' },
    { what: 'of 40,000 that fall due at 20,000 a second, early', value: early, unit: '', aim: '0' },
    { what: 'the latest of them', value: latestMs, unit: 'ms late', aim: '<= 10' },
  ];
}

async function lateness(index: DueIndex<Due>): Promise<{ early: number; latestMs: number }> {
  const COUNT = 40_000;
  const begin = realClock.now() + 200;
  for (let at = 0; at < COUNT; at++) index.move({ due: Infinity }, begin + at / 20);
  let [left, early, latestMs] = [COUNT, 0, 0];
  while (left > 0) {
    const at = index.next() ?? Infinity;
    await new Promise<void>((resolve) => realClock.wakeAt(at, resolve));
    const now = realClock.now();
    for (const entry of index.take(now, COUNT)) {
      if (entry.due > now) early++;
      latestMs = Math.max(latestMs, now - entry.due);
      index.move(entry, Infinity);
      left--;
    }
  }
  return { early, latestMs };
}

if (require.main === module) void measureStart(process.argv[2] ?? '');
