import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SimulatedClock } from '../../../src/clock';
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

  it('gives it to who asked first, of many who ask at once', async () => {
    const opening = Array.from({ length: 8 }, () => {
      const one = new TestFolder();
      one.path = folder.path;
      return one.open().then(() => one);
    });
    const [first, ...others] = await Promise.allSettled(opening);
    assert.equal(first?.status, 'fulfilled');
    assert.deepEqual([...new Set(others.map(({ status }) => status))], ['rejected']);
    if (first?.status === 'fulfilled') await first.value.store.close();
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

  const ELSEWHERE = JSON.stringify({ pid: 1, started: '1', boot: 'b', host: 'elsewhere', token: 't' });
  const inTime = (clock: SimulatedClock): Promise<void> =>
    clock.advanceTo(clock.now() + 20_000, () => new Promise((resolve) => setImmediate(resolve)));

  it('refuses while another machine or container touches its lock', async () => {
    await writeFile(folder.in('lock'), ELSEWHERE);
    const clock = new SimulatedClock(0);
    const opening = folder.open({ clock });
    while (clock.nextAlarm() === undefined) await new Promise((resolve) => setImmediate(resolve));
    await utimes(folder.in('lock'), 1, 1);
    await inTime(clock);
    await assert.rejects(opening, { code: 'in_use', message: /used by elsewhere/ });
    assert.equal(await readFile(folder.in('lock'), 'utf8'), ELSEWHERE);
  });

  it('takes over from a machine or container that touches its lock no more', async () => {
    await writeFile(folder.in('lock'), ELSEWHERE);
    const clock = new SimulatedClock(0);
    const opening = folder.open({ clock });
    while (clock.nextAlarm() === undefined) await new Promise((resolve) => setImmediate(resolve));
    await inTime(clock);
    await create(await opening, 1);
  });

  it('touches its own lock, so that others can see that it lives', async () => {
    const clock = new SimulatedClock(0);
    await folder.open({ clock });
    await utimes(folder.in('lock'), 1, 1);
    const touchedAt = async (): Promise<number> => (await stat(folder.in('lock'))).mtimeMs;
    await inTime(clock);
    while ((await touchedAt()) === 1_000) await new Promise((resolve) => setImmediate(resolve));
    assert.ok((await touchedAt()) >= 5_000);
  });
});
