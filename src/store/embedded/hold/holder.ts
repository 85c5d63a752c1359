import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isJsonObject } from '../../../json';

/** Who holds a folder, as its lock file tells. What the machine does not tell is null. */
export interface Holder {
  readonly pid: number;
  /** When the process was started, in ticks since the machine's start. */
  readonly started: string | null;
  /** Which start of which machine. */
  readonly boot: string | null;
  /** Which machine, over all its starts. */
  readonly machine: string | null;
  /** In which process ids mean the same: containers of one machine have different ones. */
  readonly namespace: string | null;
  readonly host: string;
  /** Tells two holders of the same process apart. */
  readonly token: string;
  /** The file of which this is the content: a copy of it holds nothing. */
  readonly inode: number | null;
}

/** What another holder's process is known to be. */
export type Life =
  'lives' | 'dead' /** Its process cannot be seen from here; only its lock file can be watched. */ | 'unseen';

/** This process, as a holder with this token. */
export async function ourselves(token: string): Promise<Holder> {
  return {
    pid: process.pid,
    started: (await statOf(process.pid))?.started ?? null,
    boot: await lineOf('/proc/sys/kernel/random/boot_id'),
    machine: await lineOf('/etc/machine-id'),
    namespace: await readlink('/proc/self/ns/pid').catch(() => null),
    host: hostname(),
    token,
    inode: null,
  };
}

/** Reads what a lock file tells of its holder; undefined when it makes no sense. */
export function readHolder(text: string): Holder | undefined {
  try {
    const said: unknown = JSON.parse(text);
    if (!isJsonObject(said) || typeof said['pid'] !== 'number' || typeof said['host'] !== 'string')
      return undefined;
    // Locks of earlier versions lack some of it.
    const nothing = { started: null, boot: null, machine: null, namespace: null, token: '', inode: null };
    return { ...nothing, ...said } as unknown as Holder;
  } catch {
    return undefined;
  }
}

/**
 * Whether the holder's process lives. A process id says something only where it means the same as here: on the same start of
 * the same machine, in the same namespace (containers have their own). The start time makes a reused id harmless; where
 * there is no /proc (macOS, Windows) a reused id looks like the old holder.
 */
export async function lifeOf(holder: Holder, own: Holder): Promise<Life> {
  if (holder.boot !== own.boot) {
    const isRestarted = holder.host === own.host && holder.machine !== null && holder.machine === own.machine;
    return isRestarted ? 'dead' : 'unseen';
  }
  const isSameNamespace = holder.namespace !== null && holder.namespace === own.namespace;
  const isSeen = own.boot === null ? holder.host === own.host : isSameNamespace;
  if (!isSeen) return 'unseen';
  return (await runs(holder, own)) ? 'lives' : 'dead';
}

async function runs(holder: Holder, own: Holder): Promise<boolean> {
  if (holder.pid === own.pid) return holder.started !== null && holder.started === own.started;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  const now = await statOf(holder.pid);
  // Z and X: killed, and only kept in the table until its parent has asked for its end.
  if (now?.state === 'Z' || now?.state === 'X') return false;
  return !now || holder.started === null || now.started === holder.started;
}

/** Fields 3 and 22 of /proc/<pid>/stat (proc(5)); the name in field 2 may hold spaces and brackets. */
async function statOf(
  pid: number,
): Promise<{ readonly state: string; readonly started: string } | undefined> {
  const stat = await lineOf(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state, started] = [fields[0], fields[19]];
  return state && started ? { state, started } : undefined;
}

async function lineOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').then(
    (text) => text.trim() || null,
    () => null,
  );
}
