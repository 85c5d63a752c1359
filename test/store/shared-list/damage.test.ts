import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastActOf } from '../../../src/journeys/shared-opt-outs';
import { seededRandomness, type Randomness } from '../../../src/randomness';
import { rebuildSharedList } from '../../../src/store/shared-list/rebuild';
import { remember, seenBy, useList, type UsedList } from '../../../src/store/shared-list/seen';
import { openSharedList, type Seen } from '../../../src/store/shared-list/shared-list';
import { numberOf, RULES, TestHouse } from '../../support/house';
import { removeFolder, temporaryFolder } from '../../support/temporary';

const NAME = 'group';
const TRIALS = Number(process.env['TRIALS'] ?? 64);
const TRIALS_OF_EACH_LIST = 60;
const PHONES = Array.from({ length: 8 }, (_, at) => numberOf(`+1305555${String(1100 + at)}`));

/** Two stores and the list that they shared, as a day of STOPs and STARTs left them. */
interface Day {
  readonly houses: readonly TestHouse[];
  readonly seen: readonly (Seen | undefined)[];
  /** The file after each act, and at the end. */
  readonly earlier: readonly Buffer[];
  readonly file: Buffer;
  readonly out: readonly boolean[];
}

async function dayOf(random: Randomness): Promise<Day> {
  const folder = temporaryFolder();
  const list = await openSharedList({ folder });
  const uses: UsedList[] = [];
  const houses = [0, 1].map(() => {
    const house = new TestHouse();
    const used = useList(house.store, NAME, list);
    uses.push(used);
    const rules = { ...RULES, shared: used.list };
    const randomness = seededRandomness(random.below(1e9));
    const sharing = new TestHouse({ store: house.store, rules, randomness });
    sharing.account();
    return sharing;
  });
  for (const house of houses) for (const phone of PHONES) await house.behave({ phone, consent: true });
  const earlier: Buffer[] = [];
  for (let act = 0; act < 24; act++) {
    const word = random.below(10) < 6 ? 'STOP' : 'START';
    await houses[random.below(2)]?.reply(word, PHONES[random.below(PHONES.length)]);
    for (const house of houses) await house.engine.rest();
    earlier.push(readFileSync(join(folder, 'list')));
  }
  const out = PHONES.map((phone) => list.has(phone));
  for (const { leave } of uses) leave();
  const seen = await Promise.all(houses.map(({ store }) => seenBy(store, NAME)));
  if (random.below(2) === 0) await list.close();
  const file = readFileSync(join(folder, 'list'));
  await list.close();
  removeFolder(folder);
  return { houses, seen, earlier, file, out };
}

type Damage = (day: Day, random: Randomness, path: string, other: Day) => void;

const linesOf = ({ file }: Day): string[] => file.toString('latin1').split('\n').slice(0, -1);
const writeLines = (path: string, lines: readonly string[]): void =>
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''), 'latin1');

const DAMAGES: { readonly [what: string]: Damage } = {
  'cut anywhere': ({ file }, random, path) => {
    writeFileSync(path, file.subarray(0, random.below(file.length)));
  },
  'cut between two lines': (day, random, path) => {
    const lines = linesOf(day);
    writeLines(path, lines.slice(0, random.below(lines.length)));
  },
  emptied: (_day, _random, path) => {
    writeFileSync(path, '');
  },
  deleted: (_day, _random, path) => {
    rmSync(path);
  },
  'the folder deleted': (_day, _random, path) => {
    rmSync(join(path, '..'), { recursive: true });
  },
  'a line missing': (day, random, path) => {
    const lines = linesOf(day);
    lines.splice(random.below(lines.length), 1);
    writeLines(path, lines);
  },
  'the last lines missing': (day, random, path) => {
    const lines = linesOf(day);
    writeLines(path, lines.slice(0, -1 - random.below(3)));
  },
  'two lines exchanged': (day, random, path) => {
    const lines = linesOf(day);
    const at = random.below(lines.length - 1);
    lines.splice(at, 2, lines[at + 1] ?? '', lines[at] ?? '');
    writeLines(path, lines);
  },
  'a line twice': (day, random, path) => {
    const lines = linesOf(day);
    const at = random.below(lines.length);
    lines.splice(at, 0, lines[at] ?? '');
    writeLines(path, lines);
  },
  'a byte changed': ({ file }, random, path) => {
    const changed = Buffer.from(file);
    const at = random.below(changed.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
    writeFileSync(path, changed);
  },
  'of an earlier time': ({ earlier }, random, path) => {
    writeFileSync(path, earlier[random.below(earlier.length)] ?? '');
  },
  'of another list': (_day, _random, path, other) => {
    writeFileSync(path, other.file);
  },
  'half of it another list': ({ file }, random, path, other) => {
    const at = file.indexOf('\n', random.below(file.length - 1)) + 1;
    writeFileSync(path, Buffer.concat([file.subarray(0, at), other.file.subarray(at)]));
  },
  'zeros at the end': ({ file }, random, path) => {
    writeFileSync(path, Buffer.concat([file, Buffer.alloc(1 + random.below(5000))]));
  },
  'zeros instead of its end': ({ file }, random, path) => {
    writeFileSync(path, Buffer.from(file).fill(0, random.below(file.length)));
  },
  'a torn line behind it': (_day, _random, path) => {
    appendFileSync(path, '01234567\t{"n":');
  },
};

/** Opens the list for both stores; undefined when it opens for neither. */
async function outAfter(folder: string, { houses }: Day): Promise<boolean[] | undefined> {
  let list;
  try {
    list = await openSharedList({ folder });
  } catch {
    return undefined;
  }
  try {
    for (const { store } of houses) list.admit(await seenBy(store, NAME));
    return PHONES.map((phone) => list.has(phone));
  } catch {
    assert.throws(() => list.has(PHONES[0] ?? numberOf('')), { code: 'damaged' });
    return undefined;
  } finally {
    await list.close();
  }
}

describe('a shared suppression list that is damaged', () => {
  it(`loses no opt-out without a word, and is put together again from the ledgers (${TRIALS} trials)`, async function () {
    this.timeout(TRIALS * 1_000);
    const kinds = Object.keys(DAMAGES);
    const table = new Map(kinds.map((what) => [what, { tried: 0, held: 0, 'opens nothing': 0 }]));
    let days: Day[] = [];
    for (let trial = 0; trial < TRIALS; trial++) {
      const random = seededRandomness(trial + 1);
      if (trial % TRIALS_OF_EACH_LIST === 0) days = [await dayOf(random), await dayOf(random)];
      const [day, other] = days;
      assert.ok(day && other);
      const what = kinds[trial % kinds.length] ?? '';
      const row = table.get(what);
      assert.ok(row);
      const folder = temporaryFolder();
      const path = join(folder, 'list');
      for (const [at, { store }] of day.houses.entries()) {
        const seen = day.seen[at];
        if (seen) await remember(store, NAME, seen);
      }
      writeFileSync(path, day.file);
      DAMAGES[what]?.(day, random, path, other);
      mkdirSync(folder, { recursive: true });

      row.tried++;
      const opened = await outAfter(folder, day);
      if (opened) {
        assert.deepEqual(opened, day.out, `trial ${trial}: ${what}`);
        row.held++;
      } else {
        row['opens nothing']++;
        assert.equal(await outAfter(folder, day), undefined, 'also the next time');
        const sharers = day.houses.map(({ store }) => store);
        await rebuildSharedList({ folder, name: NAME, sharers, lastAct: lastActOf });
        const rebuilt = await outAfter(folder, day);
        assert.ok(rebuilt, 'it opens again');
        const lost = PHONES.filter((_, at) => day.out[at] && !rebuilt[at]);
        assert.deepEqual(lost, [], `trial ${trial}: ${what}`);
      }
      removeFolder(folder);
    }
    const tried = [...table.values()].reduce((sum, row) => sum + row.tried, 0);
    assert.equal(tried, TRIALS);
    if (process.env['TRIALS']) console.table(Object.fromEntries(table));
  });
});
