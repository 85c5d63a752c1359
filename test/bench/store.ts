import * as fs from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import type { Change } from '../../src/store/changes';
import type { EmbeddedStore } from '../../src/store/embedded/store';
import { behavior, created, leadId, make, NOON, phone } from '../store/samples';
import { longestBlock, timed, usedMegabytes } from './measures';
import { msToOpen, type Opening } from './opening';
import { inTurn, type Row } from './report';
import { shippedStore } from './shipped';

const LEADS = 100_000;
const ROUNDS = 3;
/** A checkpoint comes where the bench asks for it. */
const NO_CHECKPOINT = { journalBytes: 1e12 };

/** A lead of about 1 KB with ten behaviors, whose ids are no shorter than real ones: V8 keeps a table of all short texts. */
function lead(number: number): Change[] {
  const behaviors = Array.from({ length: 10 }, (_, at) => behavior(`behavior_${number}_${at}`, NOON + at));
  return [created(number), ...behaviors];
}

/** A small change, about 120 bytes: something a lead did. */
const small = (at: number): Change[] => [behavior(`b_${at}`, NOON + at)];

/** A change the size of a whole record, about 1 KB. */
const whole = (at: number): Change[] => {
  const fields = Array.from({ length: 12 }, (_, field) => [
    `field_${field}`,
    `${at} `.padEnd(70, 'what was said '),
  ]);
  return [{ kind: 'lead_set', set: { fields: Object.fromEntries(fields) } }];
};

const ids = Array.from({ length: LEADS }, (_, number) => leadId(number));

/** A lead that has nothing to do with the last one. */
const anyId = (at: number): string => leadId((Math.imul(at, 2_654_435_761) >>> 0) % LEADS);

/**
 * Changes a second by so many callers, each of whom asks for the next change when the last was answered. Whom it is for is
 * known before, as it is when something arrives: to pick one of 100,000 texts is no work of the store.
 */
async function storeRate(
  store: EmbeddedStore,
  callers: number,
  total: number,
  changes: (at: number) => Change[],
): Promise<number> {
  const whom = Array.from({ length: total }, (_, at) => anyId(at));
  let at = 0;
  const caller = async (): Promise<void> => {
    while (at < total) {
      const now = at++;
      await store.change({ id: whom[now] ?? '' }, () => ({ changes: changes(now), result: undefined }));
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  return (total / (performance.now() - start)) * 1000;
}

/** The least anybody can do: stringify a group, append it, fdatasync, the next. No leads, no callers, no checksum. */
async function bareRate(
  folder: string,
  group: number,
  total: number,
  changes: (at: number) => Change[],
): Promise<number> {
  const fd = fs.openSync(join(folder, 'bare'), 'w');
  const start = performance.now();
  for (let at = 0; at < total;) {
    let lines = '';
    for (const end = Math.min(at + group, total); at < end; at++) lines += `${JSON.stringify(changes(at))}\n`;
    await append(fd, lines);
  }
  const rate = (total / (performance.now() - start)) * 1000;
  fs.closeSync(fd);
  return rate;
}

/** The same with callers who wait for their answer: what a promise for each change costs is in here too. */
async function bareRateWithCallers(
  folder: string,
  callers: number,
  total: number,
  changes: (at: number) => Change[],
): Promise<number> {
  const fd = fs.openSync(join(folder, 'bare'), 'w');
  let waiting: { line: string; done: () => void }[] = [];
  let flushing = false;
  const flush = async (): Promise<void> => {
    await new Promise((resolve) => process.nextTick(resolve));
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await append(fd, group.map(({ line }) => line).join(''));
      for (const { done } of group) done();
      await new Promise((resolve) => process.nextTick(resolve));
    }
    flushing = false;
  };
  const change = (line: string): Promise<void> =>
    new Promise((done) => {
      waiting.push({ line, done });
      if (!flushing) void flush();
      flushing = true;
    });
  let at = 0;
  const caller = async (): Promise<void> => {
    while (at < total) await change(`${JSON.stringify(changes(at++))}\n`);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  const rate = (total / (performance.now() - start)) * 1000;
  fs.closeSync(fd);
  return rate;
}

async function append(fd: number, lines: string): Promise<void> {
  await new Promise((resolve) => fs.write(fd, lines, resolve));
  await new Promise((resolve) => fs.fdatasync(fd, resolve));
}

/** How fast the embedded store is beside the least anybody can do, and beside lowdb alone. */
export async function benchStore(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'lead-store-bench-'));
  try {
    const { openEmbeddedStore } = await shippedStore(folder);
    const open: Open = () => openEmbeddedStore({ folder: join(folder, 'store'), ...NO_CHECKPOINT });
    return [...(await openRows(folder, open)), ...(await changeRows(folder, open))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Open = () => Promise<EmbeddedStore>;

async function openRows(folder: string, open: Open): Promise<Row[]> {
  const path = join(folder, 'store');
  const first = await open();
  for (let from = 0; from < LEADS; from += 1000) {
    const thousand = Array.from({ length: 1000 }, (_, at) => from + at);
    await Promise.all(thousand.map((number) => make(first, { phone: phone(number) }, lead(number))));
  }
  await first.close();
  const opening = (beginning: string): Promise<Record<Opening, number>> =>
    inTurn<Opening>(ROUNDS, {
      open: () => msToOpen(path, 'open', beginning),
      parse: () => msToOpen(path, 'parse', beginning),
    });
  const journal = await opening('journal');
  const store = await open();
  await changeEverybody(store);
  let block = 0;
  const checkpointMs = await timed(async () => {
    block = await longestBlock(() => store.checkpoint());
  });
  await store.close();
  const snapshots = await opening('leads');
  return [
    {
      what: 'open 100,000 leads from snapshots',
      value: snapshots.open,
      unit: 'ms',
      against: { what: 'JSON.parse of the same', ratio: snapshots.open / snapshots.parse },
      aim: '<= 0.35',
    },
    {
      what: 'open 100,000 leads from the journal',
      value: journal.open,
      unit: 'ms',
      against: { what: 'JSON.parse of the same', ratio: journal.open / journal.parse },
      aim: '<= 1.5',
    },
    { what: 'checkpoint of 100,000 changed leads', value: checkpointMs, unit: 'ms' },
    { what: 'longest block of the event loop in it', value: block, unit: 'ms', aim: '<= 50' },
  ];
}

/** Once, as on a store that has run for a while: then all leads are objects in memory. */
async function changeEverybody(store: EmbeddedStore): Promise<void> {
  for (let from = 0; from < LEADS; from += 1000)
    await Promise.all(ids.slice(from, from + 1000).map((id) => make(store, { id }, small(from))));
}

async function changeRows(folder: string, open: Open): Promise<Row[]> {
  const before = await usedMegabytes();
  const store = await open();
  const untouched = (await usedMegabytes()) - before;
  await changeEverybody(store);
  const touched = (await usedMegabytes()) - before;
  const rates = await inTurn(ROUNDS, {
    whole: () => storeRate(store, 256, 50_000, whole),
    wholeBare: () => bareRate(folder, 256, 50_000, whole),
    wholeCallers: () => bareRateWithCallers(folder, 256, 50_000, whole),
    small: () => storeRate(store, 256, 150_000, small),
    smallBare: () => bareRate(folder, 256, 150_000, small),
    smallCallers: () => bareRateWithCallers(folder, 256, 150_000, small),
    one: () => storeRate(store, 1, 1500, small),
    oneBare: () => bareRate(folder, 1, 1500, small),
  });
  const db = new Low<unknown>(new JSONFile(join(folder, 'lowdb.json')), {});
  db.data = await Promise.all(ids.map((id) => store.read({ id })));
  const lowdb = 1000 / (await timed(() => db.write()));
  await store.close();
  const row = (what: string, value: number, against: string, other: number, aim?: string): Row => ({
    what,
    value,
    unit: 'a second',
    against: { what: against, ratio: value / other },
    ...(aim === undefined ? {} : { aim }),
  });
  return [
    row('whole records, 256 callers', rates.whole, 'bare loop', rates.wholeBare, '>= 0.7'),
    row('', rates.whole, 'bare loop with callers', rates.wholeCallers),
    row('small changes, 256 callers', rates.small, 'bare loop', rates.smallBare, '>= 0.65'),
    row('', rates.small, 'bare loop with callers', rates.smallCallers),
    row('', rates.small, 'whole records', rates.whole, '>= 2.5'),
    row('small changes, 1 caller', rates.one, 'bare loop', rates.oneBare, '>= 0.6'),
    row('lowdb writing its JSON file (no sync)', lowdb, 'small changes, 1 caller', rates.one),
    { what: 'memory with 100,000 leads, none touched', value: untouched, unit: 'MB' },
    { what: 'memory with 100,000 leads, all changed', value: touched, unit: 'MB' },
  ];
}
