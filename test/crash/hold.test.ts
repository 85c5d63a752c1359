import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandomness } from '../../src/randomness';
import { openEmbeddedStore } from '../../src/store/embedded/store';
import { create, leadId } from '../store/samples';
import { removeFolder, temporaryFolder } from '../support/temporary';
import { Tally, TRIAL_SEED, trials } from '../support/trials';
import { bundledWorker, Worker } from './workers';

const STARTS = trials(30);
const STANDSTILLS = Math.ceil(trials(30) / 10);
const HASTE = '40';

/** What the processes find that start at the same moment. */
const LEFT = ['nothing', 'a store that was closed', 'the lock of a process that was killed'] as const;

describe('several processes that want one folder', function () {
  this.timeout(60_000 + 1_000 * STARTS);
  let root: string;
  let bundle: string;
  let workers: Worker[];
  before(async () => {
    root = temporaryFolder('lead-nurture-hold-');
    bundle = await bundledWorker(root);
  });
  beforeEach(() => {
    workers = [];
  });
  afterEach(() => Promise.all(workers.map((worker) => worker.end())));
  after(() => removeFolder(root));

  const started = async (env: Readonly<Record<string, string>> = {}): Promise<Worker> => {
    const worker = await Worker.start(bundle, env);
    workers.push(worker);
    return worker;
  };

  it(`start at once, and exactly one holds it, ${STARTS} times over`, async () => {
    const tally = new Tally('Three processes start at once');
    await Promise.all([started(), started(), started()]);
    for (let trial = 0; trial < STARTS; trial++) {
      const folder = join(root, `start-${trial}`);
      const left = LEFT[trial % LEFT.length] ?? 'nothing';
      await leave(folder, left);
      const said = await Promise.all(workers.map((worker) => worker.ask({ do: 'open', folder })));
      const holders = workers.filter((_, at) => said[at]?.is === 'open');
      const refusals = said.flatMap((answer) => (answer.is === 'refused' ? [answer.code] : []));
      for (const holder of holders) {
        assert.equal((await holder.ask({ do: 'create', number: 2 })).is, 'created');
        assert.equal((await holder.ask({ do: 'close' })).is, 'closed');
      }
      tally.note(left, holders.length === 1 ? 'one held' : 'BROKE');
      assert.equal(holders.length, 1, `trial ${trial}, ${left}: ${JSON.stringify(said)}`);
      assert.deepEqual(refusals, ['in_use', 'in_use'], `trial ${trial}`);
      removeFolder(folder);
    }
    tally.print();
  });

  it(`one stands still for longer than the other waits, and nothing acknowledged is lost, ${STANDSTILLS} times over`, async () => {
    const chance = seededRandomness(TRIAL_SEED);
    const tally = new Tally('A holder that nobody sees stands still, another takes over, and it wakes up');
    for (let trial = 0; trial < STANDSTILLS; trial++) {
      const folder = join(root, `standstill-${trial}`);
      const [old, next] = await Promise.all([
        started({ NAMESPACE: 'pid:[1]', HASTE }),
        started({ NAMESPACE: 'pid:[2]', HASTE }),
      ]);
      assert.equal((await old.ask({ do: 'open', folder })).is, 'open');
      old.tell({ do: 'create on', from: 0 });
      for (let seen = chance.below(60); seen >= 0; seen--) await old.answer();
      old.signal('SIGSTOP');
      assert.equal((await next.ask({ do: 'open', folder })).is, 'open');
      for (let number = 500_000; number < 500_010; number++)
        assert.equal((await next.ask({ do: 'create', number })).is, 'created');
      old.signal('SIGCONT');
      let last = await old.answer();
      while (last.is === 'created') last = await old.answer();
      assert.equal((await next.ask({ do: 'create', number: 500_010 })).is, 'created');
      assert.equal((await next.ask({ do: 'close' })).is, 'closed');
      const missing = await missingIn(folder, [...old.created, ...next.created]);
      const isTold =
        last.is === 'refused' && last.code === 'lost' && /another process has taken over/.test(last.message);
      tally.note('taken over', missing.length === 0 && isTold ? 'held' : 'BROKE');
      assert.deepEqual(missing, [], `trial ${trial}, seed ${TRIAL_SEED}`);
      assert.ok(isTold, JSON.stringify(last));
      await Promise.all([old.end(), next.end()]);
      removeFolder(folder);
    }
    tally.print();
  });
});

async function leave(folder: string, left: (typeof LEFT)[number]): Promise<void> {
  if (left === 'nothing') return;
  const store = await openEmbeddedStore({ folder });
  await create(store, 1);
  await store.close();
  if (left === 'a store that was closed') return;
  const gone = { pid: 4_194_303, started: '1', boot: 'before', machine: null, host: 'gone', token: 'gone' };
  writeFileSync(join(folder, 'lock-000001'), `${JSON.stringify(gone)}\n`);
  utimesSync(join(folder, 'lock-000001'), 1, 1);
}

async function missingIn(folder: string, numbers: readonly number[]): Promise<number[]> {
  const store = await openEmbeddedStore({ folder });
  try {
    assert.equal(store.problem, undefined);
    const missing = [];
    for (const number of numbers) if (!(await store.read({ id: leadId(number) }))) missing.push(number);
    return missing;
  } finally {
    await store.close();
  }
}
