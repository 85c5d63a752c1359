import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create } from '../samples';
import { TestFolder } from './folder';

const HOLDER = join(__dirname, 'holder.ts');

describe('one process at a time holds the folder of a store', () => {
  const folder = new TestFolder();
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  it('refuses a second opener in the same process', async () => {
    await folder.open();
    const second = new TestFolder();
    second.path = folder.path;
    await assert.rejects(second.open(), { code: 'in_use', message: /used by this process already/ });
    await create(folder.store, 1);
  });

  it('lets the next one in after it was closed', async () => {
    await folder.open();
    await folder.again();
    await create(folder.store, 1);
  });

  it('refuses while another process holds it, and takes over when that was killed', async () => {
    const holder = spawn(process.execPath, ['--import=tsx', HOLDER, folder.path], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    try {
      await assert.rejects(folder.open(), {
        code: 'in_use',
        message: new RegExp(`another process \\(${holder.pid}\\)`),
      });
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    }
    const store = await folder.open();
    assert.equal(await store.size(), 1);
  });

  const leftovers: readonly [string, (own: Record<string, unknown>) => unknown][] = [
    ['of a process whose id another process has now', (own) => ({ ...own, started: '1', pid: process.ppid })],
    ['of an earlier process with our id', (own) => ({ ...own, started: '1' })],
    ['of an earlier start of the machine', (own) => ({ ...own, boot: 'another' })],
    ['that was never written to its end', () => ''],
  ];
  // Elsewhere nobody tells when a process was started.
  for (const [what, leftover] of process.platform === 'linux' ? leftovers : []) {
    it(`takes over a lock ${what}`, async () => {
      await folder.open();
      const own = JSON.parse(await readFile(folder.in('lock'), 'utf8')) as Record<string, unknown>;
      await folder.store.close();
      await writeFile(folder.in('lock'), JSON.stringify(leftover({ ...own, token: 'old' })));
      await create(await folder.open(), 1);
    });
  }

  it('leaves the lock of another machine alone and says what to do', async () => {
    const lock = JSON.stringify({ pid: 1, started: '1', boot: 'b', host: 'elsewhere', token: 't' });
    await writeFile(folder.in('lock'), lock);
    await assert.rejects(folder.open(), {
      code: 'in_use',
      message: /held by elsewhere.*remove the file "lock"/,
    });
    assert.equal(await readFile(folder.in('lock'), 'utf8'), lock);
  });
});
