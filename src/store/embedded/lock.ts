import { randomUUID } from 'node:crypto';
import { link, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../clock';
import { StoreError } from '../contract';

/** Who holds a folder. */
interface Holder {
  readonly pid: number;
  /** When the process was started, in ticks since the machine's start; null where there is no /proc. */
  readonly started: string | null;
  /** Which start of which machine; null where there is no /proc. */
  readonly boot: string | null;
  readonly host: string;
  /** Tells two holders of the same process apart. */
  readonly token: string;
}

const LOCK = 'lock';

/** The holder touches its lock so often, for those who cannot see its process, ms. */
const BEAT_MS = 5_000;
/** A lock of another machine or container that was not touched for so long has no living holder, ms. */
const SILENCE_MS = 3 * BEAT_MS + 1_000;

/** Tokens of the locks that this copy of the module holds. */
const held = new Set<string>();

/**
 * Takes the folder for this process. Returns a function that gives it back.
 *
 * A killed process leaves its lock file behind; the next one sees that no process of that id and start time lives any
 * more and takes over. The start time makes a reused process id harmless. A holder on another machine or in another
 * container cannot be looked at (a container made anew has another host name): its lock is watched for 16 seconds, and
 * taken over when it is not touched meanwhile. Limits, as far as one gets without native code: where there is no /proc
 * (macOS, Windows) a reused id looks like the old holder; and of three processes that take over the same leftover within
 * the same fraction of a millisecond two may both succeed.
 * @throws StoreError `in_use` with a sentence that names the holder
 */
export async function lockFolder(folder: string, clock: Clock): Promise<() => Promise<void>> {
  const path = join(folder, LOCK);
  const own = await describeOurselves();
  const content = JSON.stringify(own);
  for (;;) {
    try {
      await writeFile(path, content, { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    await removeLeftover(folder, path, own, clock);
  }
  held.add(own.token);
  const stopBeating = beat(path, clock);
  return async () => {
    held.delete(own.token);
    await stopBeating();
    if ((await contentOf(path)) === content) await unlink(path);
  };
}

/** Who asked for a folder last, in this process. */
const turns = new Map<string, Promise<unknown>>();

/** Within one process who asks first gets a folder first. */
export function inTurn<T>(folder: string, take: () => Promise<T>): Promise<T> {
  const mine = (turns.get(folder) ?? Promise.resolve()).then(take);
  const over: Promise<unknown> = mine
    .catch(() => undefined)
    .then(() => {
      if (turns.get(folder) === over) turns.delete(folder);
    });
  turns.set(folder, over);
  return mine;
}

/** Touches the lock until it is stopped. A beat that fails is made up for by the next. */
function beat(path: string, clock: Clock): () => Promise<void> {
  let cancel = (): void => undefined;
  let touching = Promise.resolve();
  const next = (): void => {
    cancel = clock.wakeAt(clock.now() + BEAT_MS, () => {
      touching = touch(path, clock.now());
      next();
    });
  };
  next();
  return () => {
    cancel();
    return touching;
  };
}

async function touch(path: string, now: number): Promise<void> {
  await utimes(path, now / 1000, now / 1000).catch(() => undefined);
}

/** Removes the lock of a holder that is gone; throws when the holder lives. */
async function removeLeftover(folder: string, path: string, own: Holder, clock: Clock): Promise<void> {
  const content = await contentOf(path);
  if (content === undefined) return;
  const holder = readHolder(content);
  // An empty or torn lock is one whose writer died, or is just at it: then the take-over below gives it back.
  if (holder && (await lives(holder, own, path, clock))) throw inUse(folder, holder, own);
  const aside = `${path}.${own.token}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  // Somebody may have been faster, and what we moved away may be the lock of a new holder.
  if ((await contentOf(aside)) !== content) await link(aside, path).catch(() => undefined);
  await unlink(aside);
}

async function lives(holder: Holder, own: Holder, path: string, clock: Clock): Promise<boolean> {
  if (held.has(holder.token)) return true;
  if (holder.host !== own.host) return beats(path, clock);
  if (holder.boot !== own.boot) return false;
  if (holder.pid === own.pid) return holder.started !== null && holder.started === own.started;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false;
  }
  const now = await statOf(holder.pid);
  // Z and X: killed, and only kept in the table until its parent has asked for its end.
  if (now?.state === 'Z' || now?.state === 'X') return false;
  return !now || holder.started === null || now.started === holder.started;
}

/** Whether somebody touches the lock within some beats. */
async function beats(path: string, clock: Clock): Promise<boolean> {
  const before = await touchedAt(path);
  await new Promise<void>((resolve) => clock.wakeAt(clock.now() + SILENCE_MS, resolve));
  return (await touchedAt(path)) !== before;
}

async function touchedAt(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}

async function describeOurselves(): Promise<Holder> {
  const boot = await contentOf('/proc/sys/kernel/random/boot_id');
  return {
    pid: process.pid,
    started: (await statOf(process.pid))?.started ?? null,
    boot: boot?.trim() ?? null,
    host: hostname(),
    token: randomUUID(),
  };
}

/** Fields 3 and 22 of /proc/<pid>/stat (proc(5)); the name in field 2 may hold spaces and brackets. */
async function statOf(
  pid: number,
): Promise<{ readonly state: string; readonly started: string } | undefined> {
  const stat = await contentOf(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state, started] = [fields[0], fields[19]];
  return state && started ? { state, started } : undefined;
}

function readHolder(content: string): Holder | undefined {
  try {
    return JSON.parse(content) as Holder;
  } catch {
    return undefined;
  }
}

async function contentOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function inUse(folder: string, holder: Holder, own: Holder): StoreError {
  if (holder.host !== own.host)
    return new StoreError(
      'in_use',
      `the lead store in ${folder} is used by ${holder.host}, another machine or container; ` +
        'one lead store folder serves one process at a time',
    );
  const who = holder.pid === own.pid ? 'this process already' : `another process (${holder.pid})`;
  return new StoreError(
    'in_use',
    `the lead store in ${folder} is used by ${who}; one lead store folder serves one process at a time`,
  );
}
