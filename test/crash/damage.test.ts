import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandomness } from '../../src/randomness';
import type { LeadStore } from '../../src/store/contract';
import { type EmbeddedStore, openEmbeddedStore } from '../../src/store/embedded/store';
import { behavior, create, leadId, make, parked } from '../store/samples';
import { removeFolder, temporaryFolder } from '../support/temporary';
import { Tally, TRIAL_SEED, trials } from '../support/trials';
import { damageIn, filesIn, type Files, KINDS, type Others } from './damaging';

const TRIALS = trials(60);
const LEADS = 12;

/** A store as it was left, and what it had acknowledged. */
interface Left {
  readonly how: string;
  readonly folder: string;
  readonly told: string;
  readonly others: Others;
}

/** How the last life of the store ended. */
const ENDS = ['closed', 'killed'] as const;
const LIVES = [
  { what: 'journal', checkpoints: 0, restarts: 0 },
  { what: 'journal of three starts', checkpoints: 0, restarts: 2 },
  { what: 'snapshots and journal', checkpoints: 1, restarts: 0 },
  { what: 'snapshots and journal of two starts', checkpoints: 2, restarts: 1 },
] as const;

describe('one file of a store that is damaged while nobody uses it', function () {
  this.timeout(60_000 + TRIALS * 2_000);
  const root = temporaryFolder('lead-nurture-damage-');
  const stores: Left[] = [];

  before(async () => {
    const other = await otherStore(join(root, 'other'));
    for (const life of LIVES)
      for (const end of ENDS) stores.push(await live(join(root, `${life.what} ${end}`), life, end, other));
  });
  after(() => removeFolder(root));

  it(`is found, or nothing is lost by it, ${TRIALS} times over`, async () => {
    const chance = seededRandomness(TRIAL_SEED);
    const tally = new Tally('One file is damaged');
    const broke: string[] = [];
    for (let trial = 0; trial < TRIALS; trial++) {
      const left = stores[trial % stores.length];
      const kind = KINDS[Math.floor(trial / stores.length) % KINDS.length];
      assert(left && kind);
      const folder = join(root, 'trial');
      cpSync(left.folder, folder, { recursive: true });
      const names = [...filesIn(folder).keys()];
      const name = names[chance.below(names.length)] ?? '';
      const damaged = damageIn(folder, kind, name, left.others, chance);
      const outcome = await tryToOpen(folder, left.told);
      tally.note(kind, outcome);
      if (outcome === 'BROKE') broke.push(`trial ${trial}: ${left.how}, ${kind}, ${damaged}`);
      removeFolder(folder);
    }
    tally.print();
    assert.deepEqual(broke, [], `seed ${TRIAL_SEED}`);
  });
});

/** What came of it. Either the store is read-only and says why, or all that was acknowledged is there. */
async function tryToOpen(folder: string, told: string): Promise<'refused' | 'whole' | 'BROKE'> {
  let store: EmbeddedStore;
  try {
    store = await openEmbeddedStore({ folder });
  } catch (error) {
    return isDamage(error) ? 'refused' : 'BROKE';
  }
  try {
    if (store.problem) {
      const isRefused = await create(store, 99).then(() => false, isDamage);
      return isRefused && /\.damaged-|missing/.test(store.problem.message) ? 'refused' : 'BROKE';
    }
    if ((await toldBy(store)) !== told) return 'BROKE';
    await create(store, 99);
    return 'whole';
  } finally {
    await store.close();
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'damaged';
}

async function toldBy(store: LeadStore): Promise<string> {
  const records = [];
  for (let number = 0; number < LEADS; number++) records.push(await store.read({ id: leadId(number) }));
  return JSON.stringify([records, await store.setting('key'), await store.nextDue()]);
}

async function live(
  folder: string,
  { what, checkpoints, restarts }: (typeof LIVES)[number],
  end: (typeof ENDS)[number],
  other: Files,
): Promise<Left> {
  let store = await openEmbeddedStore({ folder, journalBytes: 1e9 });
  let earlier: Files = new Map();
  for (let round = 0; round <= Math.max(checkpoints, restarts); round++) {
    for (let number = 0; number < LEADS; number++) await happen(store, number, round);
    await store.putSetting('key', round);
    if (round < checkpoints) await store.checkpoint();
    earlier = new Map([...filesIn(folder), ...earlier]);
    if (round >= restarts) continue;
    await store.close();
    store = await openEmbeddedStore({ folder, journalBytes: 1e9 });
  }
  for (let number = 0; number < LEADS; number += 2)
    await make(store, { id: leadId(number) }, [behavior('last')]);
  const told = await toldBy(store);
  const left = `${folder} left`;
  // What is in the folder of a process that is killed now.
  if (end === 'killed') {
    cpSync(folder, left, { recursive: true });
    nameTheDead(left);
  }
  await store.close();
  if (end === 'closed') cpSync(folder, left, { recursive: true });
  return { how: `${what}, ${end}`, folder: left, told, others: { earlier, other } };
}

/**
 * A lock that names this process, which lives, is only left behind because it is a copy; and a later copy may get the inode
 * that the first had.
 */
function nameTheDead(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith('lock-')) continue;
    const lock = readFileSync(join(folder, name), 'latin1');
    writeFileSync(join(folder, name), lock.replace(/"pid":\d+/, '"pid":4194303'), 'latin1');
  }
}

async function happen(store: LeadStore, number: number, round: number): Promise<void> {
  const changes = [behavior(`b${round}`), parked(`w${round}`, 1_000 + number)];
  if (round === 0) await create(store, number, ...changes);
  else await make(store, { id: leadId(number) }, changes);
}

/** The files of another store with the same leads, whose numbers fit as well. */
async function otherStore(folder: string): Promise<Files> {
  const store = await openEmbeddedStore({ folder, journalBytes: 1e9 });
  for (let number = 0; number < LEADS; number++) await create(store, number, behavior('other'));
  await store.checkpoint();
  for (let number = 0; number < LEADS; number++)
    await make(store, { id: leadId(number) }, [behavior('more')]);
  const files = filesIn(folder);
  await store.close();
  return files;
}
