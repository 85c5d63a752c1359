import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { seededRandomness } from '../../src/randomness';
import { KEPT_BEHAVIORS } from '../../src/leads/record';
import { openEmbeddedStore } from '../../src/store/embedded/store';

const ROUNDS = 20;

describe('killing the process at any moment', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'lead-store-crash-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it(`loses nothing that was answered, ${ROUNDS} times over in the same folder`, async function () {
    this.timeout(60_000);
    // Bundled once: starting TypeScript anew takes longer than the whole life of the process.
    const writer = join(folder, 'writer.cjs');
    await build({
      entryPoints: [join(__dirname, 'store-writer.ts')],
      bundle: true,
      platform: 'node',
      outfile: writer,
      logLevel: 'error',
    });
    const store = join(folder, 'store');
    const chance = seededRandomness(20_260_310);
    const answered: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      answered.push(...(await writeAndKill(writer, store, round, 1 + chance.below(1500))));
      const missing = await missingIn(store, answered);
      assert.deepEqual(missing, [], `after round ${round}, of ${answered.length}`);
    }
    assert(answered.length > ROUNDS);
  });
});

/** Lets the writer write until it has told of so many changes, kills it, and returns all it told of. */
async function writeAndKill(writer: string, folder: string, round: number, after: number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, folder, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  let told = '';
  let lines = 0;
  for await (const chunk of child.stdout) {
    told += String(chunk);
    lines += String(chunk).split('\n').length - 1;
    if (lines >= after) child.kill('SIGKILL');
  }
  await exit;
  assert(lines >= after, 'the writer must live until it is killed');
  return told.split('\n').slice(0, -1);
}

async function missingIn(folder: string, answered: readonly string[]): Promise<string[]> {
  const store = await openEmbeddedStore({ folder });
  try {
    assert.equal(store.state, 'open');
    const there = new Set<string>();
    const busy = new Set<string>();
    for (const id of await store.recentLeads(Infinity)) {
      const record = await store.read({ id });
      for (const behavior of record?.behaviors ?? []) there.add(`${id} behavior ${behavior.id}`);
      for (const wait of record?.waits ?? []) there.add(`${id} wait ${wait.id}`);
      if (record?.behaviors.length === KEPT_BEHAVIORS) busy.add(id);
    }
    assert.equal(busy.size, 0, 'too many behaviors a lead: the oldest would be forgotten');
    return answered.filter((line) => !there.has(line));
  } finally {
    await store.close();
  }
}
