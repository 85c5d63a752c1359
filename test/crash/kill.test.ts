import assert from 'node:assert/strict';
import { cpSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { LeadRecord } from '../../src/leads/record';
import { seededRandomness, type Randomness } from '../../src/randomness';
import { openEmbeddedStore } from '../../src/store/embedded/store';
import { startNodeRed, type FlowNode, type NodeRed } from '../support/node-red';
import { ROOT } from '../support/places';
import { removeFolder, temporaryFolder } from '../support/temporary';
import { Leads, Load, type Posted } from './load';

const KILLS = 50;
/** So many of them come during a checkpoint. */
const CHECKPOINTS = 6;
const SEED = Number(process.env['CRASH_SEED'] ?? 20_261_123);

/**
 * The flow tells of each wait the moment it has begun: a node's "done" comes after the step is on disk, the complete node
 * hears it, and the debug node prints the enrollment, which names the wait.
 */
const FLOWS: readonly FlowNode[] = [
  { id: 'tab', type: 'tab', label: 'crash' },
  {
    id: 'store',
    type: 'nurture-lead-store',
    version: 1,
    name: 'crash',
    path: 'crash',
    consent: 'assumed',
    requestsPerMinute: 1_000_000,
  },
  {
    id: 'trigger',
    type: 'nurture-lead-trigger',
    version: 1,
    z: 'tab',
    store: 'store',
    wires: [['wait'], [], []],
  },
  {
    id: 'wait',
    type: 'nurture-wait-until',
    version: 1,
    z: 'tab',
    store: 'store',
    awaits: [{ kind: 'behavior', name: 'purchased' }],
    timeout: 'after',
    amount: 3,
    unit: 'weeks',
    wires: [[], []],
  },
  // Without a place on the tab Node-RED would take these two for config nodes.
  { id: 'done', type: 'complete', z: 'tab', x: 1, y: 1, scope: ['wait'], wires: [['begun']] },
  {
    id: 'begun',
    type: 'debug',
    z: 'tab',
    x: 1,
    y: 1,
    name: 'begun',
    console: 'true',
    tosidebar: false,
    complete: 'enrollment.id',
  },
];
const BEGUN = /\[debug:begun\] (\w+)\r?\n/g;

/** Starts in half the time without an editor and without the core nodes that these flows do not use. */
const LEAN = { disableEditor: true, nodesExcludes: coreNodeFilesBut('21-debug.js', '24-complete.js') };

/** When the process is killed; it runs at first, and starts anew after each kill. */
type Moment =
  /** So long after the first posts, whatever is under way then. */
  | { readonly kind: 'time'; readonly ms: number }
  /** The moment so many posts were answered. */
  | { readonly kind: 'answer'; readonly answers: number }
  /** So long after a checkpoint began. */
  | { readonly kind: 'checkpoint'; readonly ms: number }
  /** So long after the process was started, before anybody posts. */
  | { readonly kind: 'start'; readonly ms: number };

function momentOf(kill: number, chance: Randomness): Moment {
  // Last, because the large behaviors that lead to a checkpoint make every later round slow.
  if (kill > KILLS - CHECKPOINTS) return { kind: 'checkpoint', ms: chance.below(100) };
  switch (kill % 5) {
    case 1:
      return { kind: 'answer', answers: 1 + chance.below(40) };
    case 2:
      return { kind: 'start', ms: chance.below(1_000) };
    default:
      return { kind: 'time', ms: chance.below(500) };
  }
}

describe('kill -9 while leads come in', function () {
  this.timeout(300_000);
  let nodeRed: NodeRed;
  let copies: string;

  before(async () => {
    copies = temporaryFolder();
    nodeRed = await startNodeRed({ flows: FLOWS, settings: LEAN });
  });
  after(async () => {
    removeFolder(copies);
    await nodeRed.stop();
  });

  it(`loses no answered behavior and no wait, ${KILLS} times over, and enrolls every lead once`, async () => {
    const chance = seededRandomness(SEED);
    const leads = new Leads(chance);
    const authorization = `Bearer ${await keyOfStore(nodeRed)}`;
    const answered: Posted[] = [];
    const answeredHeavy = new Map<string, Posted>();
    let owed: string[] = [];

    for (let kill = 1; kill <= KILLS; kill++) {
      const moment = momentOf(kill, chance);
      if (moment.kind === 'start') {
        await killWhileStarting(nodeRed, moment.ms);
      } else {
        if (kill > 1) await nodeRed.restart();
        const address = `${nodeRed.url}/nurture/crash/behavior`;
        const load = new Load({ address, authorization, leads, heavy: moment.kind === 'checkpoint' });
        await momentComes(moment, load, storeFolder(nodeRed));
        await load.end(nodeRed.kill('SIGKILL'));
        answered.push(...load.answered);
        for (const [phone, posted] of load.answeredHeavy) answeredHeavy.set(phone, posted);
      }
      const records = await recordsOnDisk(nodeRed, join(copies, String(kill)));
      const when = `after kill ${kill} (${moment.kind}, seed ${SEED}), of ${answered.length} answered`;
      assert.deepEqual(missing([...answered, ...answeredHeavy.values()], records), [], when);
      assert.deepEqual(waitsMissing(nodeRed, records), [], `waits that are gone ${when}`);
      owed = waitsOwed(records);
    }

    await nodeRed.restart();
    // After the last start the entries that a kill cut off from their wait are given again.
    for (const enrollment of owed) await nodeRed.printed(`[debug:begun] ${enrollment}\n`);
    await nodeRed.kill('SIGTERM');
    const records = await recordsOnDisk(nodeRed, join(copies, 'end'));
    assert.deepEqual(missing([...answered, ...answeredHeavy.values()], records), [], 'at the end');
    assert.ok(waitsBegun(nodeRed).size > KILLS, 'the flow must have told of its waits');
    for (const [phone, { enrollments, waits }] of records) {
      if (answeredHeavy.has(phone)) continue;
      assert.deepEqual(
        enrollments.map(({ state }) => state.status),
        ['active'],
        `enrollments of ${phone}`,
      );
      assert.equal(waits.length, 1, `waits of ${phone}`);
      assert.equal(waits[0]?.enrollment, enrollments[0]?.id);
    }
  });
});

async function momentComes(
  moment: Exclude<Moment, { kind: 'start' }>,
  load: Load,
  folder: string,
): Promise<void> {
  switch (moment.kind) {
    case 'time':
      return passed(moment.ms);
    case 'answer':
      return load.reached(moment.answers);
    case 'checkpoint':
      await segmentBegins(folder);
      return passed(moment.ms);
  }
}

async function killWhileStarting(nodeRed: NodeRed, ms: number): Promise<void> {
  // It fails when the kill comes first.
  const started = nodeRed.restart().catch(() => undefined);
  await passed(ms);
  await nodeRed.kill('SIGKILL');
  await started;
}

/** The one wait for real time: a kill at any moment has to come between two events. No assertion hangs on it. */
function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A checkpoint begins with a new segment of the journal. */
function segmentBegins(folder: string): Promise<void> {
  const before = new Set(readdirSync(folder));
  return new Promise((resolve) => {
    const watcher = watch(folder, (_event, name) => {
      if (name === null || !name.startsWith('journal-') || before.has(name)) return;
      watcher.close();
      resolve();
    });
  });
}

function storeFolder(nodeRed: NodeRed): string {
  return join(nodeRed.userDir, 'lead-nurture', 'crash');
}

/** What a start would find; read from a copy, so that Node-RED has to find its own way out of what the kill left. */
async function recordsOnDisk(nodeRed: NodeRed, copy: string): Promise<Map<string, LeadRecord>> {
  cpSync(storeFolder(nodeRed), copy, { recursive: true });
  const store = await openEmbeddedStore({ folder: copy });
  try {
    assert.equal(store.problem, undefined);
    const records = new Map<string, LeadRecord>();
    for (const id of await store.recentLeads(await store.size())) {
      const record = await store.read({ id });
      if (record) records.set(record.lead.phone, record);
    }
    return records;
  } finally {
    await store.close();
    removeFolder(copy);
  }
}

function missing(answered: readonly Posted[], records: ReadonlyMap<string, LeadRecord>): Posted[] {
  return answered.filter(
    ({ phone, id }) => !records.get(phone)?.behaviors.some((behavior) => behavior.id === id),
  );
}

/** Ids of the waits that the flow told of, ever. */
function waitsBegun(nodeRed: NodeRed): Set<string> {
  return new Set([...nodeRed.output().matchAll(BEGUN)].map(([, enrollment]) => waitOf(enrollment ?? '')));
}

function waitsMissing(nodeRed: NodeRed, records: ReadonlyMap<string, LeadRecord>): string[] {
  const there = new Set([...records.values()].flatMap(({ waits }) => waits.map(({ id }) => id)));
  return [...waitsBegun(nodeRed)].filter((id) => !there.has(id));
}

function waitOf(enrollment: string): string {
  return `wait:${enrollment}:wait:#1`;
}

async function keyOfStore(nodeRed: NodeRed): Promise<string> {
  const answer = (await nodeRed.admin('/lead-nurture/stores/store/key')) as { key: string };
  return answer.key;
}

/** The passages of those who entered and do not wait yet. */
function waitsOwed(records: ReadonlyMap<string, LeadRecord>): string[] {
  return [...records.values()].flatMap(({ waits, handovers }) => {
    const entered = handovers.flatMap(({ event }) => (event.kind === 'entered' ? [event.enrollment] : []));
    return waits.length === 0 ? entered.slice(0, 1) : [];
  });
}

function coreNodeFilesBut(...kept: readonly string[]): string[] {
  const core = join(ROOT, 'node_modules', '@node-red', 'nodes', 'core');
  return readdirSync(core, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js') && !kept.includes(entry.name))
    .map(({ name }) => name);
}
