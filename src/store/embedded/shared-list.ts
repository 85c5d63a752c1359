import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { realClock, type Clock } from '../../clock';
import { isJsonObject, type JsonObject } from '../../json';
import type { E164 } from '../../leads/lead';
import { StoreError } from '../contract';
import type { SuppressionList } from '../suppression-list';
import { CHECKSUM_LENGTH, isIntact } from './checksum';
import {
  closeFile,
  cutTo,
  diskFiles,
  eachLine,
  openToAppend,
  PRIVATE_FOLDER,
  syncFolder,
  type Files,
  type OpenFile,
} from './files';
import { LinePage } from './line-page';
import { lockFolder } from './lock';
import { hashOfNumber, newSuppressionKey } from './suppressed';

export interface SharedListOptions {
  /** Where the list lives; made when it is not there. */
  readonly folder: string;
  readonly clock?: Clock;
  /** How it writes; for tests. */
  readonly files?: Files;
}

export interface SharedList extends SuppressionList {
  close(): Promise<void>;
}

const LIST = 'list';
const FORMAT = 1;

/** What the list heard of a number last, and when, ms UTC. */
interface Mark {
  readonly out: boolean;
  readonly at: number;
}

/**
 * Opens the suppression list of a folder: a file to which lines are only added, each with a checksum, on disk before
 * anybody is told. A torn last line is dropped.
 * @throws StoreError `in_use` when another process holds it, `damaged` when a line of it is not as it was written
 */
export async function openSharedList(options: SharedListOptions): Promise<SharedList> {
  const { folder, clock = realClock, files = diskFiles } = options;
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const unlock = await lockFolder(folder, clock);
  try {
    const read = await readList(folder);
    const file = openToAppend(folder, LIST);
    if (read.unfinished > 0) cutTo(file, read.wholeLines);
    const list = new FileList(file, read.key ?? newSuppressionKey(), read.marks, files, clock, unlock);
    if (read.key === undefined) {
      await list.begin();
      await syncFolder(folder);
    }
    return list;
  } catch (error) {
    await unlock();
    throw error;
  }
}

class FileList implements SharedList {
  readonly #watchers = new Set<(phone: E164) => void>();
  readonly #page = new LinePage();
  /** The last write, and all before it. */
  #written: Promise<void> = Promise.resolve();
  #broken: StoreError | undefined;

  constructor(
    private readonly file: OpenFile,
    private readonly key: string,
    private readonly marks: Map<string, Mark>,
    private readonly files: Files,
    private readonly clock: Clock,
    private readonly unlock: () => Promise<void>,
  ) {}

  begin(): Promise<void> {
    return this.#write({ format: FORMAT, key: this.key });
  }

  has(phone: E164): boolean {
    if (this.#broken) throw this.#broken;
    return this.marks.get(hashOfNumber(phone, this.key))?.out ?? false;
  }

  async add(phone: E164): Promise<void> {
    await this.#mark(phone, true);
  }

  async addMissed(phone: E164, since: number): Promise<void> {
    const heard = this.marks.get(hashOfNumber(phone, this.key));
    if (!heard || heard.at < since) await this.#mark(phone, true);
  }

  async lift(phone: E164): Promise<void> {
    await this.#mark(phone, false);
  }

  watch(added: (phone: E164) => void): () => void {
    this.#watchers.add(added);
    return () => this.#watchers.delete(added);
  }

  async close(): Promise<void> {
    await this.#written.catch(() => undefined);
    this.#broken ??= new StoreError('closed', 'the shared suppression list is closed');
    closeFile(this.file);
    await this.unlock();
  }

  async #mark(phone: E164, out: boolean): Promise<void> {
    const hash = hashOfNumber(phone, this.key);
    const before = this.marks.get(hash)?.out ?? false;
    if (before === out) return this.#written;
    const mark: Mark = { out, at: this.clock.now() };
    const line = { [out ? 'out' : 'in']: hash, at: mark.at };
    // An opt-out counts at once. What lifts one counts when it cannot be lost any more.
    if (out) this.marks.set(hash, mark);
    await this.#write(line);
    this.marks.set(hash, mark);
    if (out) for (const added of this.#watchers) added(phone);
  }

  /** One after the other: a line that follows a torn one would make it damage. */
  #write(line: JsonObject): Promise<void> {
    this.#written = this.#written.then(async () => {
      if (this.#broken) throw this.#broken;
      try {
        this.#page.clear();
        this.#page.add(`\t${JSON.stringify(line)}`);
        await this.files.write(this.file, this.#page.filled);
        await this.files.sync(this.file);
      } catch (error) {
        this.#broken = new StoreError(
          'cannot_write',
          `the shared suppression list cannot be written (${error instanceof Error ? error.message : String(error)})`,
        );
        throw this.#broken;
      }
    });
    return this.#written;
  }
}

interface Read {
  /** undefined: there is no list yet. */
  readonly key: string | undefined;
  readonly marks: Map<string, Mark>;
  readonly wholeLines: number;
  readonly unfinished: number;
}

async function readList(folder: string): Promise<Read> {
  const marks = new Map<string, Mark>();
  const path = join(folder, LIST);
  if (!existsSync(path)) return { key: undefined, marks, wholeLines: 0, unfinished: 0 };
  let key: string | undefined;
  let number = 0;
  const { wholeLines, unfinished } = await eachLine(path, (chunk, start, end) => {
    number++;
    const line = isIntact(chunk, start, end)
      ? parsed(chunk.toString('utf8', start + CHECKSUM_LENGTH, end))
      : {};
    const { key: told, out, in: back, at } = line;
    if (number === 1 && typeof told === 'string' && line['format'] === FORMAT) key = told;
    else if (typeof out === 'string' && typeof at === 'number') marks.set(out, { out: true, at });
    else if (typeof back === 'string' && typeof at === 'number') marks.set(back, { out: false, at });
    else throw damaged(number);
  });
  return { key, marks, wholeLines, unfinished };
}

function damaged(line: number): StoreError {
  return new StoreError(
    'damaged',
    `the shared suppression list is damaged in line ${line}; put a copy of its file in its place, or rename it to begin a new list`,
  );
}

function parsed(json: string): JsonObject {
  const value: unknown = JSON.parse(json);
  return isJsonObject(value) ? value : {};
}
