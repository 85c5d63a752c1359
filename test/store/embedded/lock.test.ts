import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SimulatedClock } from '../../../src/clock';
import { create } from '../samples';
import { TestFolder } from './folder';

const HOLDER = join(__dirname, 'holder.ts');
/** The name of a lock that another has left. */
const LOCK = 'lock-000012';

/** Where the lock of an open store is. */
async function lockOf(folder: TestFolder): Promise<string> {
  const locks = await folder.names('lock');
  assert.equal(locks.length, 1);
  return folder.in(locks[0] ?? '');
}

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
    ['that was copied together with the folder', (own) => ({ ...own, inode: 1, pid: process.ppid })],
  ];
  // Elsewhere nobody tells when a process was started.
  for (const [what, leftover] of process.platform === 'linux' ? leftovers : []) {
    it(`takes over a lock ${what}`, async () => {
      await folder.open();
      const [text = ''] = (await readFile(await lockOf(folder), 'utf8')).split('\n');
      await folder.store.close();
      const own = { ...(JSON.parse(text) as Record<string, unknown>), token: 'old', inode: null };
      await writeFile(folder.in(LOCK), JSON.stringify(leftover(own)));
      await create(await folder.open(), 1);
      assert.match(await lockOf(folder), /lock-0000[1-9]\d$/);
    });
  }

  it('takes over a lock that a power cut has torn, and one that an earlier version has left', async () => {
    await writeFile(folder.in(LOCK), '{"pid":');
    await create(await folder.open(), 1);
    await folder.store.close();
    await writeFile(folder.in('lock'), JSON.stringify({ pid: 1, started: '1', boot: 'b', host: 'h' }));
    await utimes(folder.in('lock'), 1, 1);
    assert.equal(await (await folder.open()).size(), 1);
    assert.equal((await folder.names('lock')).includes('lock'), false);
  });

  const CANNOT_TELL =
    /should be the lock of the lead store and is .*, so nobody can tell.*remove that, then deploy again/;
  const strange: readonly [string, (path: string) => unknown][] = [
    ['a folder', (path) => mkdir(path)],
    ['a link to nothing', (path) => symlink('nowhere', path)],
    ['a link to a file', (path) => symlink(__filename, path)],
    ['a pipe', (path) => execFileSync('mkfifo', [path])],
    ['a large file', (path) => writeFile(path, Buffer.alloc(100_000))],
  ];
  for (const name of ['lock', 'lock-000007']) {
    for (const [what, make] of process.platform === 'win32' ? [] : strange) {
      it(`says in one sentence that it cannot tell who holds it when ${name} is ${what}`, async () => {
        await make(folder.in(name));
        await assert.rejects(folder.open(), { code: 'in_use', message: CANNOT_TELL });
        assert.deepEqual(await folder.names(), [name]);
        await rm(folder.in(name), { recursive: true });
        await create(await folder.open(), 1);
      });
    }
  }

  const ELSEWHERE = JSON.stringify({ pid: 1, started: '1', boot: 'b', host: 'elsewhere', token: 't' });
  const inTime = (clock: SimulatedClock): Promise<void> =>
    clock.advanceTo(clock.now() + 20_000, () => new Promise((resolve) => setImmediate(resolve)));

  it('refuses while another machine or container touches its lock', async () => {
    await writeFile(folder.in(LOCK), ELSEWHERE);
    const clock = new SimulatedClock(0);
    const opening = folder.open({ clock });
    while (clock.nextAlarm() === undefined) await new Promise((resolve) => setImmediate(resolve));
    await utimes(folder.in(LOCK), 1, 1);
    await inTime(clock);
    await assert.rejects(opening, { code: 'in_use', message: /used by elsewhere/ });
    assert.equal(await readFile(folder.in(LOCK), 'utf8'), ELSEWHERE);
  });

  it('takes over from a machine or container that touches its lock no more', async () => {
    await writeFile(folder.in(LOCK), ELSEWHERE);
    const clock = new SimulatedClock(0);
    const opening = folder.open({ clock });
    while (clock.nextAlarm() === undefined) await new Promise((resolve) => setImmediate(resolve));
    await inTime(clock);
    await create(await opening, 1);
  });

  it('touches its own lock, so that others can see that it lives', async () => {
    const clock = new SimulatedClock(0);
    await folder.open({ clock });
    const lock = await lockOf(folder);
    await utimes(lock, 1, 1);
    const touchedAt = async (): Promise<number> => (await stat(lock)).mtimeMs;
    await inTime(clock);
    while ((await touchedAt()) === 1_000) await new Promise((resolve) => setImmediate(resolve));
    assert.ok((await touchedAt()) >= 5_000);
  });

  it('takes a holder in another container for alive, whatever its process id is here', async () => {
    await folder.open();
    const [text = ''] = (await readFile(await lockOf(folder), 'utf8')).split('\n');
    await folder.store.close();
    const theirs = {
      ...(JSON.parse(text) as Record<string, unknown>),
      token: 't',
      inode: null,
      pid: 4_000_000,
    };
    await writeFile(folder.in(LOCK), JSON.stringify({ ...theirs, namespace: 'pid:[1]' }));
    const clock = new SimulatedClock(0);
    const opening = folder.open({ clock });
    while (clock.nextAlarm() === undefined) await new Promise((resolve) => setImmediate(resolve));
    await utimes(folder.in(LOCK), 1, 1);
    await inTime(clock);
    await assert.rejects(opening, { code: 'in_use', message: /another machine or container/ });
  });
});

describe('a store whose folder is not its own any more', () => {
  const folder = new TestFolder();
  let told: string[];
  beforeEach(async () => {
    told = [];
    await folder.make();
    await folder.open({ turnedReadOnly: ({ code }) => told.push(code) });
    await create(folder.store, 1);
  });
  afterEach(() => folder.remove());

  const losses: readonly [string, (path: string) => Promise<unknown>][] = [
    ['was removed', (path) => rm(path, { recursive: true })],
    ['was renamed', (path) => rename(path, `${path}-moved`)],
    [
      'was replaced by a copy of itself',
      async (path) => {
        await cp(path, `${path}-copy`, { recursive: true });
        await rename(path, `${path}-moved`);
        await rename(`${path}-copy`, path);
      },
    ],
  ];
  for (const [what, lose] of losses) {
    it(`acknowledges nothing once it ${what}, and says so once, in one sentence`, async () => {
      await lose(folder.path);
      const refusal = {
        code: 'lost',
        message: /its folder .* was removed, moved or replaced.*deploy again$/,
      };
      const both = [create(folder.store, 2), create(folder.store, 3)];
      for (const one of both) await assert.rejects(one, refusal);
      await assert.rejects(folder.store.ensureHeld(), refusal);
      await assert.rejects(folder.store.putSetting('a', 1), refusal);
      assert.equal(folder.store.state, 'read_only');
      assert.deepEqual(told, ['lost']);
      await folder.store.close();
      await rm(`${folder.path}-moved`, { recursive: true, force: true });
    });
  }

  it('says before a provider is called that another has it', async () => {
    await folder.store.ensureHeld();
    await rename(await lockOf(folder), folder.in('lock-000099'));
    await assert.rejects(folder.store.ensureHeld(), {
      code: 'lost',
      message: /another process has taken over its folder/,
    });
    assert.deepEqual(told, ['lost']);
    await assert.rejects(create(folder.store, 2), { code: 'lost' });
  });
});
