import { mkdir, readFile } from 'node:fs/promises';
import { dirname, basename } from 'node:path';
import type { Clock } from '../../clock';
import { isJsonObject } from '../../json';
import type { LeadStore } from '../contract';
import { diskFiles, PRIVATE_FOLDER, replaceFile, syncFolder } from '../embedded/files';
import { removeMark, takenAtOf } from './mark';

/** A store that was put back: what happened in between it does not know. ms UTC */
export interface Restored {
  /** What is in the store is no older than this. */
  readonly from: number;
  /** When it was opened again. */
  readonly at: number;
}

export interface Folders {
  /** The store's own. */
  readonly folder: string;
  /** A file outside of it that counts along: what was put back is behind it. */
  readonly counter: string;
}

const GENERATION = 'generation';
const RESTORED = 'restored';

/** How often the store was opened, or went on for some time, and when it counted last, ms UTC. */
interface Generation {
  readonly number: number;
  readonly at: number;
}

/**
 * Call when a store is opened, before anybody is texted. Knows by the mark of a copy, or by the counter outside the folder
 * being ahead, that the folder was put back from a backup, and keeps that in the store.
 * Resolves with the last time that it was, or undefined; `isNew`: it was put back since it was opened last. Rejects when the
 * store or the counter cannot be written.
 */
export async function noticeRestore(
  store: LeadStore,
  { folder, counter }: Folders,
  now: number,
): Promise<{ readonly restored: Restored | undefined; readonly isNew: boolean }> {
  const takenAt = await takenAtOf(folder);
  const inside = readGeneration(await store.setting(GENERATION));
  const outside = await generationIn(counter);
  const isBehind = (inside?.number ?? 0) < (outside?.number ?? 0);
  const isEmpty = inside === undefined && (await store.size()) === 0;
  const isNew = takenAt !== undefined || (isBehind && !isEmpty);
  if (isNew) {
    const from = Math.min(takenAt ?? inside?.at ?? 0, now);
    await store.putSetting(RESTORED, { from, at: now });
  }
  if (takenAt !== undefined) await removeMark(folder);
  const number = Math.max(inside?.number ?? 0, outside?.number ?? 0) + 1;
  await count(store, counter, { number, at: now });
  return { restored: await restoredIn(store), isNew };
}

/** So long after a change the generation is counted on, ms: a folder that was copied before is then behind. */
const COUNT_AFTER_MS = 60_000;

/** Counts on while a store is at work. */
export class GenerationCount {
  #cancel: (() => void) | undefined;
  #counting: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: LeadStore,
    private readonly counter: string,
    private readonly clock: Clock,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Something in the store has changed. */
  changed(): void {
    this.#cancel ??= this.clock.wakeAt(this.clock.now() + COUNT_AFTER_MS, () => {
      this.#cancel = undefined;
      this.#counting = this.#count().catch(this.failed);
    });
  }

  /** Counts what has changed since; call before the store is closed. */
  async close(): Promise<void> {
    const owed = this.#cancel;
    owed?.();
    await this.#counting;
    if (owed) await this.#count().catch(this.failed);
  }

  async #count(): Promise<void> {
    const before = readGeneration(await this.store.setting(GENERATION));
    await count(this.store, this.counter, { number: (before?.number ?? 0) + 1, at: this.clock.now() });
  }
}

/** In the store first: a crash in between leaves the counter behind, which means nothing. */
async function count(store: LeadStore, counter: string, { number, at }: Generation): Promise<void> {
  await store.putSetting(GENERATION, { number, at });
  const folder = dirname(counter);
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const text = `${JSON.stringify({ number, at })}\n`;
  await replaceFile(diskFiles, folder, basename(counter), (append) => append(Buffer.from(text)));
  await syncFolder(folder);
}

async function generationIn(counter: string): Promise<Generation | undefined> {
  const text = await readFile(counter, 'utf8').catch(() => '');
  try {
    return readGeneration(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function readGeneration(told: unknown): Generation | undefined {
  if (!isJsonObject(told)) return undefined;
  const { number, at } = told;
  return typeof number === 'number' && typeof at === 'number' ? { number, at } : undefined;
}

async function restoredIn(store: LeadStore): Promise<Restored | undefined> {
  const told = await store.setting(RESTORED);
  if (!isJsonObject(told)) return undefined;
  const { from, at } = told;
  return typeof from === 'number' && typeof at === 'number' ? { from, at } : undefined;
}
