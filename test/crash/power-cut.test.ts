import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { seededRandomness, type Randomness } from '../../src/randomness';
import { diskFiles, type Files } from '../../src/store/embedded/files';
import { openEmbeddedStore } from '../../src/store/embedded/store';
import { behavior, create, leadId } from '../store/samples';
import { removeFolder, temporaryFolder } from '../support/temporary';
import { Tally, TRIAL_SEED, trials } from '../support/trials';

const TRIALS = trials(30);
const LEADS = 60;
const CALLERS = 16;
const SECTOR = 512;

/** What may have become of bytes that were written and not synced when the power failed. */
const FATES = {
  'nothing of it is there': (_tail: Buffer) => Buffer.alloc(0),
  'a part of it is there': (tail: Buffer, chance: Randomness) =>
    tail.subarray(0, chance.below(tail.length + 1)),
  'some sectors of it are zeros': (tail: Buffer, chance: Randomness) => {
    const copy = Buffer.from(tail);
    for (let at = 0; at < copy.length; at += SECTOR)
      if (chance.below(2) === 0) copy.fill(0, at, Math.min(copy.length, at + SECTOR));
    return copy;
  },
  'some sectors of it are of something else': (tail: Buffer, chance: Randomness) => {
    const copy = Buffer.from(tail);
    for (let at = 0; at < copy.length; at += SECTOR)
      if (chance.below(2) === 0)
        for (let byte = at; byte < Math.min(copy.length, at + SECTOR); byte++) copy[byte] = chance.below(256);
    return copy;
  },
  'all of it is there': (tail: Buffer) => tail,
} as const;
type Fate = keyof typeof FATES;

describe('the power fails while a store writes', function () {
  this.timeout(60_000 + TRIALS * 2_000);
  const root = temporaryFolder('lead-nurture-power-');
  after(() => removeFolder(root));

  it(`and nothing acknowledged is lost, nor is what was torn taken for damage, ${TRIALS} times over`, async () => {
    const chance = seededRandomness(TRIAL_SEED);
    const tally = new Tally('What was written and not synced');
    const fates = Object.keys(FATES) as Fate[];
    for (let trial = 0; trial < TRIALS; trial++) {
      const fate = fates[trial % fates.length] ?? 'nothing of it is there';
      const folder = join(root, `store-${trial}`);
      const copy = join(root, `copy-${trial}`);
      const acknowledged = await cutDuring(folder, copy, fate, chance);
      const store = await openEmbeddedStore({ folder: copy });
      const missing = [];
      for (const number of acknowledged)
        if (!(await store.read({ id: leadId(number) }))) missing.push(number);
      const problem = store.problem?.message;
      await store.close();
      tally.note(fate, problem === undefined && missing.length === 0 ? 'whole' : 'BROKE');
      assert.deepEqual({ problem, missing }, { problem: undefined, missing: [] }, `trial ${trial}: ${fate}`);
      removeFolder(folder);
      removeFolder(copy);
    }
    tally.print();
  });
});

/** Lets a store work, and copies its folder as a power cut at some moment would leave it. Returns what was acknowledged then. */
async function cutDuring(folder: string, copy: string, fate: Fate, chance: Randomness): Promise<number[]> {
  const acknowledged: number[] = [];
  let then: number[] | undefined;
  let calls = 4 + chance.below(24);
  /** How many bytes of each file are on the disk for sure. */
  const synced = new Map<string, number>();
  const moment = (): void => {
    if (--calls !== 0) return;
    then = [...acknowledged];
    copyAsItIs(folder, copy);
    tear(copy, synced, fate, chance);
  };
  const files: Files = {
    write: async (file, bytes) => {
      await diskFiles.write(file, bytes);
      moment();
    },
    sync: async (file) => {
      await diskFiles.sync(file);
      const path = join(folder, file.name);
      if (file.name.startsWith('journal')) synced.set(file.name, statSync(path).size);
      moment();
    },
  };
  const store = await openEmbeddedStore({ folder, files, journalBytes: 6_000 });
  let next = 0;
  const caller = async (): Promise<void> => {
    for (let number = next++; number < LEADS; number = next++) {
      await create(store, number, behavior('b', 1, { text: 'x'.repeat(chance.below(300)) }));
      acknowledged.push(number);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  await store.close();
  if (then) return then;
  copyAsItIs(folder, copy);
  return acknowledged;
}

/** What is being renamed meanwhile is under neither name yet. */
function copyAsItIs(folder: string, copy: string): void {
  mkdirSync(copy);
  for (const name of readdirSync(folder)) {
    if (existsSync(join(folder, name)) && !name.endsWith('.new'))
      cpSync(join(folder, name), join(copy, name));
  }
}

/** Only journals are written where something is already; all other files get their names when they are synced. */
function tear(copy: string, synced: ReadonlyMap<string, number>, fate: Fate, chance: Randomness): void {
  for (const name of readdirSync(copy)) {
    const path = join(copy, name);
    if (name.startsWith('lock') && chance.below(2) === 0) rmSync(path);
    if (!name.startsWith('journal') || !existsSync(path)) continue;
    const bytes = readFileSync(path);
    const kept = Math.min(bytes.length, synced.get(name) ?? 0);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, kept), FATES[fate](bytes.subarray(kept), chance)]));
  }
}
