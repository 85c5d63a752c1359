import assert from 'node:assert/strict';
import { cpSync, readdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { LeadRecord } from '../../src/leads/record';
import { seededRandomness, type Randomness } from '../../src/randomness';
import { openEmbeddedStore } from '../../src/store/embedded/store';
import { startNodeRed, type FlowNode, type NodeRed } from '../support/node-red';
import { ROOT } from '../support/places';
import { removeFolder, temporaryFolder } from '../support/temporary';

const KILLS = 50;
const SEED = 20_261_123;
/** Posts under way at once. */
const CALLERS = 8;
/** The kill comes after so many answers at the most. The admin API lists 500 leads, and all are to fit. */
const MOST_ANSWERS = 20;

const FLOWS: readonly FlowNode[] = [
  { id: 'tab', type: 'tab', label: 'crash' },
  { id: 'store', type: 'nurture-lead-store', version: 1, name: 'crash', path: 'crash', consent: 'assumed' },
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
];
/** Starts in half the time without an editor and without the core nodes, which these flows do not use. */
const LEAN = { disableEditor: true, nodesExcludes: coreNodeFiles() };

/** A behavior as it was posted; `id` is unique. */
interface Posted {
  readonly phone: string;
  readonly id: string;
}

describe('kill -9 while leads come in', function () {
  this.timeout(240_000);
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
    const waitsSeen = new Set<string>();

    for (let kill = 1; kill <= KILLS; kill++) {
      answered.push(
        ...(await postUntilKilled(nodeRed, authorization, leads, 1 + chance.below(MOST_ANSWERS))),
      );
      const records = await recordsOnDisk(nodeRed, join(copies, String(kill)));
      const when = `after kill ${kill}, of ${answered.length} answered`;
      assert.deepEqual(missing(answered, records), [], when);
      const waits = new Set([...records.values()].flatMap((record) => record.waits.map(({ id }) => id)));
      assert.deepEqual(
        [...waitsSeen].filter((id) => !waits.has(id)),
        [],
        `waits that are gone ${when}`,
      );
      waits.forEach((id) => waitsSeen.add(id));
      await nodeRed.restart();
    }

    await everybodyWaits(nodeRed);
    await nodeRed.kill('SIGTERM');
    const records = await recordsOnDisk(nodeRed, join(copies, 'end'));
    assert.deepEqual(missing(answered, records), [], 'at the end');
    assert.ok(records.size > KILLS, 'there must have been some load');
    for (const [phone, { enrollments, waits }] of records) {
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

/** New leads, and now and then one who is known and does something again. */
class Leads {
  #leads = 0;
  #behaviors = 0;

  constructor(private readonly chance: Randomness) {}

  next(): Posted {
    const known = this.#leads > 0 && this.chance.below(3) === 0;
    const number = known ? this.chance.below(this.#leads) : this.#leads++;
    // 305-2xx-xxxx: real enough for the number to be valid; nothing is texted here.
    return { phone: `+1305${2_000_000 + number}`, id: `behavior-${this.#behaviors++}` };
  }
}

/** Posts until so many were answered, kills the process with others under way, and returns those answered with 202. */
async function postUntilKilled(
  nodeRed: NodeRed,
  authorization: string,
  leads: Leads,
  answers: number,
): Promise<Posted[]> {
  const agent = new Agent({ keepAlive: true });
  const answered: Posted[] = [];
  let killed: Promise<void> | undefined;
  const caller = async (): Promise<void> => {
    while (!killed) {
      const posted = leads.next();
      const status = await post(`${nodeRed.url}/nurture/crash/behavior`, authorization, posted, agent);
      if (status === 202) answered.push(posted);
      else assert.ok(status === undefined && killed, `an answer ${status ?? '(none)'} before the kill`);
      if (answered.length >= answers) killed ??= nodeRed.kill('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  await killed;
  agent.destroy();
  return answered;
}

/** The status; undefined when the connection broke before it came. */
function post(
  address: string,
  authorization: string,
  posted: Posted,
  agent: Agent,
): Promise<number | undefined> {
  const headers = { authorization, 'content-type': 'application/json' };
  return new Promise((resolve) => {
    const call = request(address, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('error', () => undefined);
      resolve(response.statusCode);
    });
    call.once('error', () => resolve(undefined));
    call.end(JSON.stringify({ ...posted, behavior: 'form_submitted' }));
  });
}

/** What a start would find; read from a copy, so that Node-RED has to find its own way out of what the kill left. */
async function recordsOnDisk(nodeRed: NodeRed, copy: string): Promise<Map<string, LeadRecord>> {
  cpSync(join(nodeRed.userDir, 'lead-nurture', 'crash'), copy, { recursive: true });
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
  }
}

function missing(answered: readonly Posted[], records: ReadonlyMap<string, LeadRecord>): Posted[] {
  return answered.filter(
    ({ phone, id }) => !records.get(phone)?.behaviors.some((behavior) => behavior.id === id),
  );
}

async function keyOfStore(nodeRed: NodeRed): Promise<string> {
  const answer = (await nodeRed.admin('/lead-nurture/stores/store/key')) as { key: string };
  return answer.key;
}

/** After the last start the entries that a kill cut off from their wait are given again; this waits for that. */
async function everybodyWaits(nodeRed: NodeRed): Promise<void> {
  for (;;) {
    const phones = (await nodeRed.admin('/lead-nurture/stores/store/phones?limit=500')) as {
      waiting: number;
    }[];
    if (phones.every(({ waiting }) => waiting > 0)) return;
  }
}

function coreNodeFiles(): string[] {
  const core = join(ROOT, 'node_modules', '@node-red', 'nodes', 'core');
  return readdirSync(core, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map(({ name }) => name);
}
