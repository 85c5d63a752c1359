import assert from 'node:assert/strict';
import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { E164 } from '../../src/leads/lead';
import { openEmbeddedStore } from '../../src/store/embedded/store';
import { Faults } from '../support/faults/faults';
import type { DiskFault } from '../support/faults/plan';
import { startNodeRed, type FlowNode, type NodeRed } from '../support/node-red';
import { removeFolder, temporaryFolder } from '../support/temporary';

/** A store for each fault, so that one Node-RED meets them all. */
const PATHS = ['sync', 'lost-pages', 'full', 'broken', 'slow', 'moved', 'removed'] as const;
type Path = (typeof PATHS)[number];

const FLOWS: readonly FlowNode[] = [
  { id: 'tab', type: 'tab', label: 'disk' },
  ...PATHS.map((path) => ({
    ...{ id: `store-${path}`, type: 'nurture-lead-store', version: 1, name: path, path },
    ...{ consent: 'assumed', requestsPerMinute: 1_000_000 },
  })),
  ...PATHS.map((path) => ({
    ...{ id: `trigger-${path}`, type: 'nurture-lead-trigger', version: 1, z: 'tab', store: `store-${path}` },
    wires: [[], [], []],
  })),
];

interface Broken {
  readonly path: Path;
  readonly what: string;
  readonly fault: Omit<DiskFault, 'path'>;
  readonly says: RegExp;
}

const BROKEN: readonly Broken[] = [
  {
    ...{ path: 'sync', what: 'a sync fails' },
    fault: { on: ['sync'], error: 'EIO' },
    says: /cannot write to its folder \(EIO\) and is read-only\. Put that right, then deploy again/,
  },
  {
    ...{ path: 'lost-pages', what: 'a sync fails and has lost what was written' },
    fault: { on: ['sync'], error: 'EIO', losesUnsynced: true },
    says: /cannot write to its folder \(EIO\)/,
  },
  {
    ...{ path: 'full', what: 'the disk is full in the middle of a line' },
    fault: { on: ['write'], error: 'ENOSPC', leavesBytes: 20 },
    says: /\(ENOSPC: the disk is full\) and is read-only\. Make room, then deploy again/,
  },
  {
    ...{ path: 'broken', what: 'a write fails' },
    fault: { on: ['write'], error: 'EIO' },
    says: /cannot write to its folder \(EIO\)/,
  },
];

describe('a disk that fails under a running Node-RED', function () {
  this.timeout(120_000);
  const faults = new Faults();
  const copies = temporaryFolder();
  let nodeRed: NodeRed;
  const keys = new Map<Path, string>();

  before(async () => {
    nodeRed = await startNodeRed({ flows: FLOWS, env: faults.env });
    for (const path of PATHS) {
      const answer = (await nodeRed.admin(`/lead-nurture/stores/store-${path}/key`)) as { key: string };
      keys.set(path, answer.key);
    }
  });
  after(async () => {
    faults.set({});
    await nodeRed.stop();
    faults.remove();
    removeFolder(copies);
  });

  async function post(path: Path, number: number): Promise<number> {
    const response = await fetch(`${nodeRed.url}/nurture/${path}/behavior`, {
      method: 'POST',
      headers: { authorization: `Bearer ${keys.get(path)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ phone: phoneOf(number), behavior: 'form_submitted' }),
    });
    await response.text();
    return response.status;
  }

  async function stateOf(path: Path): Promise<{ readonly state: string; readonly problem?: string }> {
    const stores = (await nodeRed.admin('/lead-nurture/stores')) as { name: string; state: string }[];
    const store = stores.find(({ name }) => name === path);
    assert.ok(store, JSON.stringify(stores));
    return store;
  }

  const folderOf = (path: Path): string => join(nodeRed.userDir, 'lead-nurture', path);
  const inStore = (path: Path): string => `${join('lead-nurture', path)}/`;

  /** Which of the numbers a start would find, read from a copy. */
  async function onDisk(path: Path, numbers: readonly number[]): Promise<number[]> {
    const folder = join(copies, `${path}-${numbers.length}`);
    cpSync(folderOf(path), folder, { recursive: true });
    const store = await openEmbeddedStore({ folder });
    try {
      assert.equal(store.problem, undefined);
      const found = [];
      for (const number of numbers) if (await store.read({ phone: phoneOf(number) })) found.push(number);
      return found;
    } finally {
      await store.close();
    }
  }

  for (const { path, what, fault, says } of BROKEN) {
    it(`acknowledges nothing from then on, says so, and keeps what it has: ${what}`, async () => {
      assert.equal(await post(path, 1), 202);
      faults.set({ disk: [{ ...fault, path: inStore(path) }] });
      assert.deepEqual(await Promise.all([post(path, 2), post(path, 3)]), [503, 503]);
      assert.ok(faults.met().some((met) => met.includes(inStore(path))));
      faults.set({});
      // Also when the disk is well again: nobody knows what it has lost.
      assert.equal(await post(path, 4), 503);
      const { state, problem } = await stateOf(path);
      assert.equal(state, 'read_only');
      assert.match(problem ?? '', says);
      assert.match(nodeRed.output(), says);
      assert.deepEqual(await onDisk(path, [1, 2, 3, 4]), [1]);
    });
  }

  it('makes everybody wait, and nobody else: a sync takes long', async () => {
    assert.equal(await post('slow', 1), 202);
    faults.set({ disk: [{ on: ['sync'], path: inStore('slow'), delayMs: 1_500 }] });
    const order: string[] = [];
    const waiting = post('slow', 2).then((status) => order.push(`answered ${status}`));
    const looking = stateOf('slow').then(({ state }) => order.push(state));
    await Promise.all([waiting, looking]);
    faults.set({});
    assert.deepEqual(order, ['open', 'answered 202']);
  });

  it('acknowledges nothing once its folder was moved or removed, and says so', async () => {
    for (const path of ['moved', 'removed'] as const) {
      assert.equal(await post(path, 1), 202);
      if (path === 'moved') renameSync(folderOf(path), join(copies, 'elsewhere'));
      else removeFolder(folderOf(path));
      assert.equal(await post(path, 2), 503);
      const { state, problem } = await stateOf(path);
      assert.equal(state, 'read_only');
      assert.match(problem ?? '', /its folder .* was removed, moved or replaced.*Put it back in its place/);
    }
  });

  it('goes on after a restart with all that was acknowledged', async () => {
    await nodeRed.restart();
    for (const { path } of BROKEN) {
      assert.equal(await post(path, 5), 202);
      assert.equal((await stateOf(path)).state, 'open');
      assert.deepEqual(await onDisk(path, [1, 5]), [1, 5]);
    }
  });
});

/** 305-2xx-xxxx: real enough for the number to be valid; nothing is texted here. */
function phoneOf(number: number): E164 {
  return `+1305200000${number}` as E164;
}
