import { constants } from 'node:fs';
import { link, lstat, open, readdir, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../../contract';
import { readHolder, type Holder } from './holder';
import { readWitness, WITNESS_BYTES } from './witness';

/** A lock file in a folder. Earlier versions had one `lock` without a number: it counts as epoch 0. */
export interface LockFile {
  readonly epoch: number;
  readonly name: string;
}

/** What a lock file tells. */
export interface LockContent {
  /** Undefined: a power cut has torn the file, or somebody is just writing it. */
  readonly holder: Holder | undefined;
  /** The file itself is meant: of a copy another number. */
  readonly inode: number;
  /** ms UTC, by the clock of the file system */
  readonly touchedAt: number;
  /** The number of the last change that its holder has synced, as far as that is known. */
  readonly synced: number | undefined;
}

const OLD_LOCK = 'lock';
/** Files by which a lock is being made. */
const MAKING = /^lock-.*\.new$/;
const PRIVATE_FILE = 0o600;
/** No lock is as long. */
const MOST_BYTES = 64 * 1024;

export function lockName(epoch: number): string {
  return `lock-${String(epoch).padStart(6, '0')}`;
}

/** The locks among the names of a folder, the oldest first. */
export function locksAmong(names: readonly string[]): LockFile[] {
  const locks = names.flatMap((name): LockFile[] => {
    const digits = /^lock-(\d{6,})$/.exec(name)?.[1];
    if (digits !== undefined) return [{ epoch: Number(digits), name }];
    return name === OLD_LOCK ? [{ epoch: 0, name }] : [];
  });
  return locks.sort((a, b) => a.epoch - b.epoch);
}

/**
 * Reads a lock; undefined when it has just gone.
 * @throws StoreError when what has its name is no file that can be read: nobody can tell then whether it is held
 */
export async function readLock(folder: string, name: string): Promise<LockContent | undefined> {
  const path = join(folder, name);
  let file: FileHandle | undefined;
  try {
    const found = await lstat(path);
    if (!found.isFile() || found.size > MOST_BYTES) throw noLock(path, kindOf(found));
    // Whatever takes its place in this moment: a link is not followed, and a pipe does not let us wait.
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const bytes = await file.readFile();
    const { ino, mtimeMs } = await file.stat();
    const end = bytes.indexOf('\n');
    const holder = readHolder(bytes.toString('utf8', 0, end < 0 ? bytes.length : end));
    const synced = end < 0 ? undefined : readWitness(bytes.subarray(end + 1, end + 1 + WITNESS_BYTES));
    return { holder, inode: ino, touchedAt: mtimeMs, synced };
  } catch (error) {
    if (error instanceof StoreError) throw error;
    if (codeOf(error) === 'ENOENT') return undefined;
    throw noLock(path, `a file that cannot be read (${codeOf(error) ?? 'unknown error'})`);
  } finally {
    await file?.close();
  }
}

function kindOf(found: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): string {
  if (found.isFile()) return 'a large file';
  if (found.isDirectory()) return 'a folder';
  return found.isSymbolicLink() ? 'a link' : 'no file';
}

function noLock(path: string, what: string): StoreError {
  return new StoreError(
    'in_use',
    `${path} should be the lock of the lead store and is ${what}, so nobody can tell whether the store is in use. ` +
      'Stop what uses it, remove that, then deploy again',
  );
}

/** A lock that is being made beside its place, so that nobody ever sees half of one. */
export interface Draft {
  readonly file: FileHandle;
  readonly path: string;
  readonly own: Holder;
  /** When the file system says that it was made, ms UTC. */
  readonly madeAt: number;
}

/** A lock in its place, open as long as it is held: so nobody else gets its inode. */
export interface PlacedLock {
  readonly file: FileHandle;
  readonly path: string;
  readonly inode: number;
  readonly epoch: number;
  /** Where the witness belongs. */
  readonly end: number;
}

export async function draftLock(folder: string, own: Holder): Promise<Draft> {
  const path = join(folder, `lock-${own.token}.new`);
  const file = await open(path, 'wx', PRIVATE_FILE);
  try {
    const { mtimeMs } = await file.stat();
    await fill(file, own);
    return { file, path, own, madeAt: mtimeMs };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Writes who holds it. Returns what the file is then. */
async function fill(
  file: FileHandle,
  own: Holder,
): Promise<{ readonly inode: number; readonly end: number }> {
  const { ino } = await file.stat();
  const content = Buffer.from(`${JSON.stringify({ ...own, inode: ino })}\n`);
  await file.write(content, 0, content.length, 0);
  return { inode: ino, end: content.length };
}

/** Puts a lock in its place; undefined when there is one of this epoch already, or the draft has gone. */
export async function placeLock(
  folder: string,
  draft: Draft,
  epoch: number,
): Promise<PlacedLock | undefined> {
  const path = join(folder, lockName(epoch));
  try {
    await link(draft.path, path);
    await removeIfThere(draft.path);
    const { ino, size } = await draft.file.stat();
    return { file: draft.file, path, inode: ino, epoch, end: size };
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (code === 'EEXIST' || code === 'ENOENT') return undefined;
    if (!NO_LINKS.has(code)) throw error;
  }
  return placeWithoutLink(path, draft, epoch);
}

/** What file systems answer that have no hard links. */
const NO_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EINVAL',
  'UNKNOWN',
]);

/** Just as exclusive, but for a moment it can be seen empty: whoever finds a lock like that looks again. */
async function placeWithoutLink(path: string, draft: Draft, epoch: number): Promise<PlacedLock | undefined> {
  try {
    const file = await open(path, 'wx', PRIVATE_FILE);
    const filled = await fill(file, draft.own);
    await draft.file.close();
    await removeIfThere(draft.path);
    return { file, path, epoch, ...filled };
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  }
}

/** Removes whatever of it is there. */
export async function removeIfThere(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
}

/** Removes the drafts of processes that have died while they made one. */
export async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (MAKING.test(name)) await removeIfThere(join(folder, name));
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
