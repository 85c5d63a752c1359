import { mkdir } from 'node:fs/promises';
import { realClock, type Clock } from '../../clock';
import type { E164 } from '../../leads/lead';
import { Signal } from '../../signal';
import { StoreError } from '../contract';
import {
  closeFile,
  cutTo,
  diskFiles,
  openToAppend,
  PRIVATE_FOLDER,
  syncFolder,
  type Files,
  type OpenFile,
} from '../embedded/files';
import { LinePage } from '../embedded/line-page';
import { takeHold, type Hold } from '../embedded/hold/hold';
import { hashOfNumber, newSuppressionKey } from '../embedded/suppressed';
import type { SuppressionList, ToldLine } from '../suppression-list';
import {
  BEGINNING,
  LIST,
  nextLine,
  readLines,
  type LinesRead,
  type Mark,
  type Standing,
  type Told,
} from './lines';

export interface SharedListOptions {
  /** Where the list lives; made when it is not there. */
  readonly folder: string;
  readonly clock?: Clock;
  /** How it writes; for tests. */
  readonly files?: Files;
}

/** What a store remembers of the list: where it stood, and which list it was (the hash of its first line). */
export interface Seen extends Standing {
  readonly list: string;
}

export interface SharedList extends SuppressionList {
  /** Where it stands on disk; undefined while it has no line. */
  readonly seen: Seen | undefined;
  /**
   * Call before a store uses it, with what that store remembers. When the list lacks any of that, nobody uses it any more.
   * @throws StoreError `damaged`
   */
  admit(seen: Seen | undefined): void;
  /** Calls back when more of it is on disk. Returns what ends that. */
  watchGrowth(grown: () => void): () => void;
  /** Nobody is texted any more by the stores that use it. */
  refuse(error: StoreError): void;
  close(): Promise<void>;
}

/**
 * Opens the suppression list of a folder: a file to which lines are only added, each with a checksum, its number and a hash
 * over all lines before it, on disk before anybody is told. The last line says that it was closed in good order. A torn
 * last line is dropped. The file begins with the first number.
 * @throws StoreError `in_use` when another process holds it, `damaged` when a line of it is not as it was written
 */
export async function openSharedList(options: SharedListOptions): Promise<SharedList> {
  const { folder, clock = realClock, files = diskFiles } = options;
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  // Set before anybody could lose the folder.
  let lost = (_error: StoreError): void => undefined;
  const hold = await takeHold({ folder, clock, lost: (error) => lost(error) });
  try {
    const known = new Known();
    const read = await readLines(folder, (told) => known.take(told));
    if (read?.damagedAt !== undefined) throw damagedList(`line ${read.damagedAt} is not as it was written`);
    const file = openToAppend(folder, LIST);
    if (read && read.unfinished > 0) cutTo(file, read.wholeLines);
    if (!read) await syncFolder(folder);
    const list = new FileList(file, known, read, files, clock, hold);
    lost = (error) => list.refuse(error);
    if (read && read.heads.length > 0 && !read.chained) await list.upgrade();
    return list;
  } catch (error) {
    await hold.release();
    throw error;
  }
}

/** What a list says, all lines taken together. */
export class Known {
  key: string | undefined;
  /** What was said last of each number, on disk or on its way there. */
  readonly marks = new Map<string, Mark>();
  /** Lines of ledgers that it has heard of, each with its number: two leads may say the same at the same time. */
  readonly #entries = new Set<string>();
  /** Lines of older versions, which do not name the ledger's line, were written up to then, ms UTC. */
  oldUntil = -Infinity;
  /** Of which kind the last line was. */
  last: Told['kind'] | undefined;

  take(told: Told): void {
    this.last = told.kind;
    if (told.kind === 'begin') this.key = told.key;
    if (told.kind !== 'mark') return;
    this.marks.set(told.number, told.mark);
    if (told.entry === undefined) this.oldUntil = Math.max(this.oldUntil, told.mark.at);
    else this.#entries.add(`${told.number} ${told.entry}`);
  }

  /** True when it has heard of this line of the number's ledger. */
  hasHeard(number: string, entry: string): boolean {
    return this.#entries.has(`${number} ${entry}`);
  }
}

/** Why the stores that share a list do not open, and what a person can do. */
export function damagedList(what: string): StoreError {
  return new StoreError(
    'damaged',
    `the shared suppression list is damaged: ${what}. Until a person decides, nobody is texted by the lead stores that ` +
      'share it. Press "Rebuild the shared list" in the sidebar: it is put together again from the ledgers of these stores',
  );
}

class FileList implements SharedList {
  readonly #added = new Signal<E164>();
  readonly #grown = new Signal();
  readonly #page = new LinePage();
  readonly #heads: string[];
  /** Numbers that may not be texted. */
  readonly #out = new Set<string>();
  readonly #key: string;
  #queued: Standing;
  #onDisk: Standing;
  /** The last write, and all before it. */
  #written: Promise<void> = Promise.resolve();
  #broken: StoreError | undefined;
  #closing: Promise<void> | undefined;

  constructor(
    private readonly file: OpenFile,
    private readonly known: Known,
    read: LinesRead | undefined,
    private readonly files: Files,
    private readonly clock: Clock,
    private readonly hold: Hold,
  ) {
    this.#heads = [...(read?.heads ?? [])];
    const head = this.#heads.at(-1);
    this.#queued = head === undefined ? BEGINNING : { lines: this.#heads.length, head };
    this.#onDisk = this.#queued;
    this.#key = known.key ?? newSuppressionKey();
    for (const [number, { out }] of known.marks) if (out) this.#out.add(number);
  }

  /** A list of an older version of the package goes on as one of this. */
  async upgrade(): Promise<void> {
    await this.#append({ kind: 'upgraded' });
  }

  get seen(): Seen | undefined {
    const [list] = this.#heads;
    return list === undefined || this.#onDisk.lines === 0 ? undefined : { ...this.#onDisk, list };
  }

  admit(seen: Seen | undefined): void {
    if (this.#broken) throw this.#broken;
    const lacks = seen && lackOf(seen, this.#heads);
    if (lacks === undefined) return;
    this.refuse(damagedList(lacks));
    throw this.#broken ?? damagedList(lacks);
  }

  refuse(error: StoreError): void {
    this.#broken ??= error;
  }

  has(phone: E164): boolean {
    if (this.#broken) throw this.#broken;
    return this.#out.has(hashOfNumber(phone, this.#key));
  }

  add(line: ToldLine): Promise<void> {
    return this.#mark(line, true);
  }

  async addMissed(line: ToldLine): Promise<void> {
    const heard = this.known.marks.get(hashOfNumber(line.phone, this.#key));
    const wasHeard = line.at <= this.known.oldUntil && heard !== undefined && heard.at >= line.at;
    if (!wasHeard) await this.#mark(line, true);
  }

  lift(line: ToldLine): Promise<void> {
    return this.#mark(line, false);
  }

  watch(added: (phone: E164) => void): () => void {
    return this.#added.watch(added);
  }

  watchGrowth(grown: () => void): () => void {
    return this.#grown.watch(grown);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    if (this.#queued.lines > 0 && this.known.last !== 'end')
      this.#append({ kind: 'end' }).catch(() => undefined);
    await this.#written.catch(() => undefined);
    this.#broken ??= new StoreError('closed', 'the shared suppression list is closed');
    closeFile(this.file);
    await this.hold.release();
  }

  /**
   * What was said last counts, whatever is still on its way to the disk: it is compared with what was said before, not with
   * what is written.
   */
  async #mark({ phone, entry }: ToldLine, out: boolean): Promise<void> {
    const number = hashOfNumber(phone, this.#key);
    if (this.known.hasHeard(number, entry)) return this.#written;
    const mark: Mark = { out, at: this.clock.now() };
    const isNew = this.known.marks.get(number)?.out !== out;
    const written = this.#append({ kind: 'mark', number, mark, entry });
    // An opt-out counts at once. What lifts one counts when it cannot be lost any more.
    if (out) this.#out.add(number);
    if (out && isNew) this.#added.tell(phone);
    await written;
    if (!out && this.known.marks.get(number) === mark) this.#out.delete(number);
  }

  /** Resolves when it is on disk. What comes in while one write is under way goes with the next. */
  #append(told: Told): Promise<void> {
    if (this.#broken) return Promise.reject(this.#broken);
    if (this.#queued.lines === 0 && told.kind !== 'begin') this.#put({ kind: 'begin', key: this.#key });
    this.#put(told);
    this.#written = this.#written.then(() => this.#flush());
    return this.#written;
  }

  #put(told: Told): void {
    const { text, standing } = nextLine(this.#queued, told);
    this.known.take(told);
    this.#heads.push(standing.head);
    this.#page.add(text);
    this.#queued = standing;
  }

  /** One after the other: a line that follows a torn one would make it damage. */
  async #flush(): Promise<void> {
    if (this.#broken) throw this.#broken;
    if (this.#page.size === 0) return;
    const lines = Buffer.from(this.#page.filled);
    const standing = this.#queued;
    this.#page.clear();
    try {
      await this.files.write(this.file, lines);
      await this.files.sync(this.file);
      // Who has taken the folder over does not know of lines that come later.
      this.hold.check();
    } catch (error) {
      this.#broken =
        error instanceof StoreError
          ? error
          : new StoreError(
              'cannot_write',
              `the shared suppression list cannot be written (${error instanceof Error ? error.message : String(error)})`,
            );
      throw this.#broken;
    }
    this.#onDisk = standing;
    this.#grown.tell();
  }
}

/** What the list lacks of what a store has seen, in words for people. */
function lackOf(seen: Seen, heads: readonly string[]): string | undefined {
  if (heads.length === 0) return 'its file is missing or empty';
  if (heads[0] !== seen.list) return 'its file is that of another list';
  if (heads.length < seen.lines) return `it has ${heads.length} lines, and had ${seen.lines}`;
  return heads[seen.lines - 1] === seen.head
    ? undefined
    : `its first ${seen.lines} lines are not those that were there`;
}
