import * as fs from 'node:fs';
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../../clock';
import { StoreError } from '../../contract';
import { lifeOf, ourselves, type Holder } from './holder';
import {
  draftLock,
  locksAmong,
  placeLock,
  readLock,
  removeDrafts,
  removeIfThere,
  type Draft,
  type LockContent,
  type LockFile,
  type PlacedLock,
} from './lock-files';
import { WITNESS_BYTES, writeWitness } from './witness';

/** The holder touches its lock so often, for those who cannot see its process, ms. */
const BEAT_MS = 5_000;
/** A lock that was not touched for so long has no living holder, as far as those know, ms. */
const SILENCE_MS = 3 * BEAT_MS + 1_000;
/** A lock without sense is looked at again after so long: it may just be written, ms. */
const SECOND_LOOK_MS = 1_000;
/** Each new attempt means that somebody else has changed something meanwhile. */
const MOST_ATTEMPTS = 100;

/** Tokens of the locks that this copy of the module holds. */
const held = new Set<string>();

export interface HoldOptions {
  readonly folder: string;
  readonly clock: Clock;
  /** The highest epoch that the files with these names tell of, 0 for none: ours is a later one. */
  readonly epochIn?: (names: readonly string[]) => number;
  /** Called once, when a look that nobody waits for finds that the folder is not held any more. */
  readonly lost?: (error: StoreError) => void;
}

/** What a holder that did not end by itself has left behind. */
export interface Leftover {
  readonly epoch: number;
  /** The number of the last change that it has synced, as far as that is known. */
  readonly synced: number | undefined;
}

/**
 * A folder that this process holds. Locks are numbered by epoch, and each is made exclusively: whoever takes a folder over
 * from a holder that seems to be gone makes the lock of the next epoch and then removes the one before. The old holder may
 * not be gone at all (it stood still, or in a container whose processes nobody sees): it looks for its lock after each
 * sync, and acknowledges nothing once that is not there. So whatever was acknowledged was on disk before its lock was
 * removed, and the new one reads it.
 */
export interface Hold {
  readonly epoch: number;
  readonly leftover: Leftover | undefined;
  /** Looks whether the folder is held at this moment. @throws StoreError `lost` once it is not */
  check(): void;
  /** Notes that the change with this number is on disk; whoever comes after a kill reads it. */
  tell(synced: number): void;
  /** Gives the folder back. */
  release(): Promise<void>;
}

/**
 * Takes a folder for this process. What a dead holder has left is taken over at once where its process could be seen, and
 * else once it has not touched its lock for 16 seconds.
 * @throws StoreError `in_use` with a sentence that names the holder, or what stands in the lock's place
 */
export async function takeHold(options: HoldOptions): Promise<Hold> {
  const { folder } = options;
  const own = await ourselves(randomUUID());
  let draft = await draftLock(folder, own);
  try {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const taken = await attemptHold(options, own, draft);
      if (taken) return taken;
      await draft.file.close().catch(() => undefined);
      await removeIfThere(draft.path);
      draft = await draftLock(folder, own);
    }
    throw new StoreError(
      'in_use',
      `several processes want the lead store in ${folder} at once; deploy again`,
    );
  } catch (error) {
    await draft.file.close().catch(() => undefined);
    await removeIfThere(draft.path).catch(() => undefined);
    throw error;
  }
}

/** Undefined when somebody else was faster with something: look again. */
async function attemptHold(options: HoldOptions, own: Holder, draft: Draft): Promise<Hold | undefined> {
  const { folder, epochIn = () => 0 } = options;
  const names = await readdir(folder);
  const judged = new Map<number, LockContent>();
  const before = locksAmong(names);
  for (const { epoch, name } of before) {
    const lock = await readLock(folder, name);
    if (!lock) return undefined;
    judged.set(epoch, lock);
  }
  // Only the last can be held: each was taken over by the next.
  const last = before.at(-1);
  const content = last && judged.get(last.epoch);
  if (last && content && !(await isLeftBehind(options, last, content, own, draft.madeAt))) return undefined;
  const placed = await placeLock(folder, draft, Math.max(last?.epoch ?? 0, epochIn(names)) + 1);
  if (!placed) return undefined;
  try {
    if (!(await isTheLast(folder, placed.epoch, judged, epochIn))) {
      await withdraw(placed);
      return undefined;
    }
    for (const { name } of before) await removeIfThere(join(folder, name));
    await removeDrafts(folder);
  } catch (error) {
    await withdraw(placed);
    throw error;
  }
  const leftover = last && content ? { epoch: last.epoch, synced: content.synced } : undefined;
  return new FolderHold(options, placed, own.token, leftover);
}

async function withdraw(placed: PlacedLock): Promise<void> {
  await placed.file.close();
  await removeIfThere(placed.path);
}

/** A lock that came, or was made anew, since the others were looked at may be that of a living holder. */
async function isTheLast(
  folder: string,
  epoch: number,
  judged: ReadonlyMap<number, LockContent>,
  epochIn: (names: readonly string[]) => number,
): Promise<boolean> {
  const names = await readdir(folder);
  if (epochIn(names) >= epoch) return false;
  for (const other of locksAmong(names)) {
    if (other.epoch === epoch) continue;
    const lock = other.epoch < epoch ? await readLock(folder, other.name) : undefined;
    if (!lock || lock.holder?.token !== judged.get(other.epoch)?.holder?.token) return false;
  }
  return true;
}

/**
 * True when nobody holds by this lock any more; false when it has changed meanwhile.
 * @throws StoreError `in_use` while somebody does
 */
async function isLeftBehind(
  { folder, clock }: HoldOptions,
  { name }: LockFile,
  { holder, inode, touchedAt }: LockContent,
  own: Holder,
  now: number,
): Promise<boolean> {
  // What still makes no sense after a moment was torn by a power cut.
  if (!holder) return isWithoutSense(folder, name, clock);
  // A folder that was copied with its lock.
  if (holder.inode !== null && holder.inode !== inode) return true;
  if (held.has(holder.token)) throw inUse(folder, holder, own);
  switch (await lifeOf(holder, own)) {
    case 'dead':
      return true;
    case 'lives':
      throw inUse(folder, holder, own);
    case 'unseen': {
      // Both times are the file system's.
      if (now - touchedAt > SILENCE_MS) return true;
      const later = await lookLater(folder, name, clock, SILENCE_MS);
      if (later?.holder?.token !== holder.token) return false;
      if (later.touchedAt !== touchedAt) throw inUse(folder, holder, own);
      return true;
    }
  }
}

async function isWithoutSense(folder: string, name: string, clock: Clock): Promise<boolean> {
  const later = await lookLater(folder, name, clock, SECOND_LOOK_MS);
  return later !== undefined && later.holder === undefined;
}

async function lookLater(
  folder: string,
  name: string,
  clock: Clock,
  ms: number,
): Promise<LockContent | undefined> {
  await new Promise<void>((resolve) => clock.wakeAt(clock.now() + ms, resolve));
  return readLock(folder, name);
}

class FolderHold implements Hold {
  readonly epoch: number;
  #lost: StoreError | undefined;
  #cancelBeat = (): void => undefined;
  #touching = Promise.resolve();
  readonly #witness = Buffer.alloc(WITNESS_BYTES);

  constructor(
    private readonly options: HoldOptions,
    private readonly placed: PlacedLock,
    private readonly token: string,
    readonly leftover: Leftover | undefined,
  ) {
    this.epoch = placed.epoch;
    held.add(token);
    this.#beat();
  }

  /** At once: the look takes 3 µs, and the way to the thread pool and back takes a third of what a lone change takes. */
  check(): void {
    if (this.#lost) throw this.#lost;
    if (inodeAt(this.placed.path) !== this.placed.inode) throw this.#lose();
  }

  /** At once, too: 3 µs, right after the disk has answered, and nobody is told of a change that it does not count yet. */
  tell(synced: number): void {
    writeWitness(this.#witness, synced);
    try {
      fs.writeSync(this.placed.file.fd, this.#witness, 0, WITNESS_BYTES, this.placed.end);
    } catch {
      // Without it a cut of the journal is noticed a little later or less surely; nothing is lost.
    }
  }

  async release(): Promise<void> {
    held.delete(this.token);
    this.#cancelBeat();
    await this.#touching;
    const isOurs = inodeAt(this.placed.path) === this.placed.inode;
    this.#lost ??= new StoreError('closed', 'the lead store is closed');
    await this.placed.file.close();
    if (isOurs) await removeIfThere(this.placed.path);
  }

  /** Touches the lock until it is released, and looks whether it is still there. A beat that fails is made up for by the next. */
  #beat(): void {
    const { clock, lost } = this.options;
    this.#cancelBeat = clock.wakeAt(clock.now() + BEAT_MS, () => {
      const now = clock.now() / 1000;
      this.#touching = this.placed.file
        .utimes(now, now)
        .catch(() => undefined)
        .then(() => this.check())
        .catch((error: unknown) => {
          if (error instanceof StoreError && error.code === 'lost') lost?.(error);
        });
      if (!this.#lost) this.#beat();
    });
  }

  #lose(): StoreError {
    const isTakenOver = locksAmong(namesNowIn(this.options.folder)).some(({ epoch }) => epoch > this.epoch);
    return (this.#lost ??= isTakenOver ? takenOver(this.options.folder) : gone(this.options.folder));
  }
}

/** The inode of a file; undefined when nobody can be sure that it is there. */
function inodeAt(path: string): number | undefined {
  try {
    return fs.statSync(path, { throwIfNoEntry: false })?.ino;
  } catch {
    return undefined;
  }
}

function namesNowIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

function inUse(folder: string, holder: Holder, own: Holder): StoreError {
  const isElsewhere = holder.host !== own.host || holder.namespace !== own.namespace;
  const another = holder.pid === own.pid ? 'this process already' : `another process (${holder.pid})`;
  const who = isElsewhere ? `${holder.host}, another machine or container` : another;
  return new StoreError(
    'in_use',
    `the lead store in ${folder} is used by ${who}; one lead store folder serves one process at a time`,
  );
}

function takenOver(folder: string): StoreError {
  return new StoreError(
    'lost',
    `the lead store is read-only because another process has taken over its folder ${folder}; what this one was told ` +
      'before is kept. One lead store folder serves one process at a time: stop the other, then deploy again',
  );
}

function gone(folder: string): StoreError {
  return new StoreError(
    'lost',
    `the lead store is read-only because its folder ${folder} was removed, moved or replaced while it was in use. ` +
      'Put it back in its place, then deploy again',
  );
}
