import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { openEmbeddedStore } from '../../src/store/embedded/store';

/** How long it takes, in a process of its own as at every start: with an empty heap, and nobody else's garbage. */

export type Opening = 'open' | 'parse';

const run = promisify(execFile);

/** ms that a new process takes to open the store of a folder, or to JSON.parse and keep what its files hold. */
export async function msToOpen(folder: string, what: Opening, beginning: string): Promise<number> {
  const { stdout } = await run(process.execPath, ['--import=tsx', __filename, folder, what, beginning]);
  return Number(stdout);
}

async function parseAll(folder: string, beginning: string): Promise<unknown[]> {
  const kept: unknown[] = [];
  for (const name of (await readdir(folder)).filter((name) => name.startsWith(beginning))) {
    for (const line of (await readFile(join(folder, name), 'utf8')).split('\n')) {
      const start = line.search(/[[{]/);
      if (start > 0) kept.push(JSON.parse(line.slice(start)));
    }
  }
  return kept;
}

async function measure([folder = '', what, beginning = '']: readonly string[]): Promise<void> {
  const start = performance.now();
  if (what === 'parse') {
    await parseAll(folder, beginning);
    console.log(performance.now() - start);
    return;
  }
  const store = await openEmbeddedStore({ folder, journalBytes: 1e12 });
  console.log(performance.now() - start);
  await store.close();
}

if (require.main === module) void measure(process.argv.slice(2));
