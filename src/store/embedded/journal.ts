import { closeFile, cutTo, type Files, openToAppend, type OpenFile, syncFolder } from './files';
import { StoreError } from '../contract';
import type { Hold } from './hold/hold';
import { LinePage } from './line-page';
import { othersTurn } from './others-turn';

/** The name of the nth segment of the journal. */
export function segmentName(segment: number): string {
  return `journal-${String(segment).padStart(6, '0')}`;
}

/** The number of the segment with this name; undefined when it is another file. */
export function segmentNumber(name: string): number | undefined {
  const digits = /^journal-(\d{6,})$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Where the journal goes on. */
export interface JournalEnd {
  readonly segment: number;
  /** Bytes of the segment that hold whole lines. */
  readonly size: number;
  /** Bytes of all segments. */
  readonly total: number;
}

/** A segment that was begun, and what lies before it. */
export interface Begun {
  readonly segment: number;
  readonly bytesBefore: number;
}

/**
 * Somebody who waits for lines to be on disk. A class and not closures over the promise: there is one for every change,
 * and what is not allocated need not be collected.
 */
class Pending<R> {
  constructor(
    readonly result: R,
    readonly resolve: (result: R) => void,
    readonly reject: (error: StoreError) => void,
  ) {}

  done(): void {
    this.resolve(this.result);
  }
}

/** Lines that go to disk together, and who waits for them or for lines before them. */
class Group {
  /** Written down as they come: a text that only lives for a moment need not be collected. */
  readonly page = new LinePage();
  readonly #waiting: Pick<Pending<unknown>, 'done' | 'reject'>[] = [];
  #answered = 0;

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.page.size === 0;
  }

  /** How many wait. */
  get size(): number {
    return this.#waiting.length;
  }

  add<R>(pending: Pending<R>): void {
    this.#waiting.push(pending);
  }

  /** Answers those who came first, `upTo` of them; with all of them answered it is empty. */
  answer(upTo = this.size): void {
    while (this.#answered < upTo) this.#waiting[this.#answered++]?.done();
    if (upTo === this.size) this.#clear();
  }

  refuse(error: StoreError): void {
    for (const pending of this.#waiting) pending.reject(error);
    this.#clear();
  }

  #clear(): void {
    this.#waiting.length = 0;
    this.#answered = 0;
    this.page.clear();
  }
}

/**
 * Of so many who wait together one half goes on while the changes of the other half are on their way to the disk:
 * otherwise processor and disk would wait for each other. What fewer do takes less time than the disk.
 */
const MANY = 64;

/**
 * The append-only journal. Lines that queue up while one group is being flushed make up the next: one write and one
 * fdatasync a group, no timer (measured: 58,000 whole records a second against 5,000 with a sync for each).
 */
export class Journal {
  readonly #files: Files;
  readonly #folder: string;
  readonly #hold: Hold;
  /** The first line of every segment, without checksum: what must be known although the segments before are dropped. */
  readonly #head: () => string;
  readonly #flushed: () => void;
  readonly #broken: (error: StoreError) => void;
  #file: OpenFile;
  #segment: number;
  #size: number;
  #total: number;
  /** What comes in while another group is on its way to the disk. */
  #next = new Group();
  /** On disk, with those who are still to be answered. */
  #held = new Group();
  /** Takes the place of the next when that leaves. */
  #spare = new Group();
  #rotation:
    { readonly done: (begun: Begun) => void; readonly failed: (error: StoreError) => void } | undefined;
  #running: Promise<void> | undefined;
  #error: StoreError | undefined;

  private constructor(options: JournalOptions) {
    this.#files = options.files;
    this.#folder = options.folder;
    this.#hold = options.hold;
    this.#head = options.head;
    this.#flushed = options.flushed;
    this.#broken = options.broken;
    this.#segment = options.end.segment;
    this.#size = options.end.size;
    this.#total = options.end.total;
    this.#file = openToAppend(options.folder, segmentName(this.#segment));
  }

  /** Opens the last segment for appending; a new one gets its head first. */
  static async open(options: JournalOptions): Promise<Journal> {
    const journal = new Journal(options);
    if (journal.#size === 0) await journal.#writeHead();
    return journal;
  }

  /** Bytes of all segments. */
  get total(): number {
    return this.#total;
  }

  /**
   * Appends a line (without checksum and newline, beginning with a tab) and resolves with `result` once it and all
   * lines before it are on disk. Without a line it only waits for those before.
   * Rejects with a StoreError when the disk does not take them.
   */
  commit<R>(line: string | undefined, result: R): Promise<R> {
    if (this.#error) return Promise.reject(this.#error);
    if (line !== undefined) this.#next.page.add(line);
    else if (!this.#running && this.#next.isEmpty) return Promise.resolve(result);
    return new Promise<R>((resolve, reject) => {
      this.#next.add(new Pending(result, resolve, reject));
      this.#start();
    });
  }

  /** Appends a line that goes to disk together with the next that somebody waits for, or at the end. */
  mention(line: string): void {
    if (this.#error) return;
    this.#next.page.add(line);
  }

  /** Begins a new segment after all lines so far, and resolves once its head is on disk. */
  rotate(): Promise<Begun> {
    if (this.#error) return Promise.reject(this.#error);
    return new Promise((done, failed) => {
      this.#rotation = { done, failed };
      this.#start();
    });
  }

  /** Tells that segments worth so many bytes were dropped. */
  dropped(bytes: number): void {
    this.#total -= bytes;
  }

  /** Writes what is queued, and ends it. */
  async close(): Promise<void> {
    await this.commit(undefined, undefined).catch(() => undefined);
    await this.#running;
    this.#error ??= new StoreError('closed', 'the lead store is closed');
    closeFile(this.#file);
  }

  /** A turn of the event loop later, and not at once: all callers that go on in this turn share a group. */
  #start(): void {
    this.#running ??= othersTurn().then(() => this.#run());
  }

  async #run(): Promise<void> {
    while (!this.#error && (!this.#next.isEmpty || this.#rotation)) {
      const group = this.#next;
      this.#next = this.#spare;
      try {
        if (this.#rotation) await this.#beginSegment();
        if (group.page.size > 0) await this.#append(group.page.filled);
      } catch (error) {
        this.#fail(error, group);
        break;
      }
      this.#held.answer();
      this.#spare = this.#held;
      this.#held = group;
      this.#flushed();
      const { size } = group;
      // Some are back already: their changes leave first.
      if (size >= MANY && !this.#next.isEmpty) continue;
      group.answer(size >= MANY ? size >> 1 : size);
      // Those who were just answered come first: what they do next belongs into the next group.
      await othersTurn();
      // Where several wait at a time, more are about to: a second turn makes groups larger, and a flush costs 0.13 ms of CPU.
      if (size > 1) await othersTurn();
    }
    this.#held.answer();
    this.#running = undefined;
  }

  async #append(bytes: Buffer): Promise<void> {
    await this.#files.write(this.#file, bytes);
    const synced = this.#files.sync(this.#file);
    this.#held.answer();
    await synced;
    // Whoever has taken the folder over did so before this look, and has read the file without it, or after it, and reads it.
    await this.#hold.check();
    this.#size += bytes.length;
    this.#total += bytes.length;
  }

  async #beginSegment(): Promise<void> {
    const rotation = this.#rotation;
    this.#rotation = undefined;
    this.#held.answer();
    const bytesBefore = this.#total;
    try {
      const file = openToAppend(this.#folder, segmentName(this.#segment + 1));
      closeFile(this.#file);
      this.#file = file;
      this.#segment++;
      this.#size = 0;
      await this.#writeHead();
    } catch (error) {
      rotation?.failed(cannotWrite(error));
      throw error;
    }
    rotation?.done({ segment: this.#segment, bytesBefore });
  }

  async #writeHead(): Promise<void> {
    const page = new LinePage();
    page.add(this.#head());
    await this.#append(page.filled);
    await syncFolder(this.#folder);
  }

  /** Nothing may follow a group of which nobody knows how much is on disk: everybody is refused from here on. */
  #fail(cause: unknown, group: Group): void {
    const error = cannotWrite(cause);
    this.#error = error;
    try {
      // A file of a folder that is another's now stays as it is.
      if (error.code !== 'lost') cutTo(this.#file, this.#size);
    } catch {
      // The disk refuses this too; the next start drops what is torn and keeps what is whole.
    }
    this.#held.answer();
    this.#broken(error);
    group.refuse(error);
    this.#next.refuse(error);
    this.#rotation?.failed(error);
  }
}

export interface JournalOptions {
  readonly files: Files;
  readonly folder: string;
  readonly hold: Hold;
  readonly end: JournalEnd;
  readonly head: () => string;
  /** Called after each group. */
  readonly flushed: () => void;
  /** Called once, before anybody is refused, when the disk does not take a group. */
  readonly broken: (error: StoreError) => void;
}

/** What became of a write, in words for people. */
export function cannotWrite(cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
  const [full, remedy] = code === 'ENOSPC' ? [': the disk is full', 'Make room'] : ['', 'Put that right'];
  return new StoreError(
    'cannot_write',
    `the lead store cannot write to its folder (${code}${full}) and is read-only. ${remedy}, then deploy again`,
  );
}
