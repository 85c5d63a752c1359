import { join } from 'node:path';
import { intactSum } from '../checksum';
import { eachLine } from '../files';
import type { Follower } from '../follower';
import { startsGroup } from '../journal-line';
import { chained } from './digest';
import { type JournalPoint, NOWHERE } from './point';
import type { Chain, Segment } from './segments';

/** What came of reading the journal. */
export interface Replayed {
  /** Where it ends; of damaged files nobody may go on from here. */
  readonly point: JournalPoint;
  readonly total: number;
  /** Lines besides the heads. */
  readonly lines: number;
}

export interface ReplayOptions {
  readonly folder: string;
  readonly follower: Follower;
  /** Of segments of another store nothing is taken. */
  readonly store: string;
  readonly flawed: (name: string, what: string) => void;
  /** The number of a line that is known to have been synced by the holder of this epoch, if it wrote the last segment. */
  readonly synced: { readonly epoch: number; readonly revision: number } | undefined;
}

/** Follows the lines of the journal's segments, one after the other. */
export async function replay(chain: Chain, options: ReplayOptions): Promise<Replayed> {
  let point = NOWHERE;
  let total = 0;
  let lines = 0;
  const last = chain.segments.at(-1);
  for (const segment of chain.segments) {
    total += segment.bytes;
    const { store = options.store } = segment.head?.origin ?? {};
    if (segment.isMisplaced || store !== options.store) {
      options.flawed(segment.name, segment.isMisplaced ? 'other-part' : 'other-store');
      continue;
    }
    const reader = new SegmentReader(segment, chain.ends.get(segment.number), segment === last, options);
    point = await reader.read();
    lines += point.lines - (segment.head ? 1 : 0);
  }
  return { point, total, lines };
}

/** A line that was read. */
interface Line {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  readonly number: number;
}

/**
 * Reads a segment up to where it ended, as far as another file tells; what is behind that nobody was told of. Of the last
 * segment of a process that has died nobody may tell: then what was written last may be torn. It was not acknowledged when
 * nothing follows it that was written later.
 */
class SegmentReader {
  #lines = 0;
  #digest = 0;
  #isWhole = true;
  /** From the first line on that is not as it was written; undefined once it is clear that this is damage. */
  #doubtful: Line[] | undefined;
  readonly #mayBeTorn: boolean;

  constructor(
    private readonly segment: Segment,
    private readonly until: JournalPoint | undefined,
    private readonly isLast: boolean,
    private readonly options: ReplayOptions,
  ) {
    // Up to format 2 lines do not tell which were written together.
    this.#mayBeTorn = until === undefined && isLast && segment.head?.origin !== undefined;
    this.#doubtful = this.#mayBeTorn ? [] : undefined;
  }

  async read(): Promise<JournalPoint> {
    const { segment, until, isLast, options } = this;
    const { follower } = options;
    let number = 0;
    const read = await eachLine(join(options.folder, segment.name), (bytes, start, end) => {
      if (!this.#hasEnded()) this.#take({ bytes, start, end, number: ++number });
    });
    if (!segment.head && number === 0) this.#flaw('empty');
    if (this.#doubtful && this.#doubtful.length > 0 && this.#isShort()) this.#admit();
    const isTorn = read.unfinished > 0 && !this.#hasEnded();
    if (this.#isShort() || (isTorn && !isLast)) this.#flaw('end');
    if (until && this.#isWhole && this.#digest !== until.digest) this.#flaw('content');
    const revision = follower.last ?? 0;
    return { segment: segment.number, lines: this.#lines, digest: this.#digest, revision };
  }

  /** True when what another file tells of it was read. */
  #hasEnded(): boolean {
    const { until, options } = this;
    if (!until) return false;
    const { last } = options.follower;
    // The head itself has no number.
    return last === undefined ? this.#lines >= until.lines : this.#lines > 0 && last >= until.revision;
  }

  /** True when lines are missing at its end. */
  #isShort(): boolean {
    const { until, isLast, segment } = this;
    const { synced, follower } = this.options;
    if (until) return !this.#hasEnded();
    if (!isLast || synced?.epoch !== segment.head?.origin?.epoch) return false;
    return synced !== undefined && (follower.last ?? 0) < synced.revision;
  }

  #take(line: Line): void {
    if (line.number === 1 && !this.segment.head) this.#flaw('head');
    const sum = intactSum(line.bytes, line.start, line.end);
    const doubtful = this.#doubtful;
    if (doubtful === undefined || (doubtful.length === 0 && sum !== undefined))
      return this.#follow(line, sum);
    doubtful.push(line);
    // What was written later was only written once all this was on the disk.
    if (sum !== undefined && startsGroup(line.bytes, line.start)) this.#admit();
  }

  /** It is damage: what is intact of it is taken all the same. */
  #admit(): void {
    const lines = this.#doubtful ?? [];
    this.#doubtful = undefined;
    for (const line of lines) this.#follow(line, intactSum(line.bytes, line.start, line.end));
  }

  #follow({ bytes, start, end, number }: Line, sum: number | undefined): void {
    const { name } = this.segment;
    const { follower } = this.options;
    const missing = follower.missing;
    const said = sum === undefined ? undefined : follower.follow(bytes, start, end, { name, line: number });
    if (sum !== undefined && said !== 'repeated') {
      this.#digest = chained(this.#digest, sum);
      this.#lines++;
    }
    // A line that is not intact is missed by the next.
    if (said === undefined || said === 'repeated') this.#flaw(`line-${number}`);
    else if (follower.missing > missing) this.#flaw(`before-line-${number}`);
  }

  #flaw(what: string): void {
    this.#isWhole = false;
    this.options.flawed(this.segment.name, what);
  }
}
