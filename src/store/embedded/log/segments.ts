import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../../contract';
import { isIntact } from '../checksum';
import { MISSING } from '../damage';
import { lineEnd } from '../files';
import { segmentName, segmentNumber } from '../journal';
import { readLine, type SegmentHead } from '../journal-line';
import { foreign, type Manifest } from '../manifest';
import type { JournalPoint } from './point';

/** A segment of the journal. */
export interface Segment {
  readonly number: number;
  readonly name: string;
  readonly bytes: number;
  /** Undefined when its first line is torn. */
  readonly head: SegmentHead | undefined;
  /** Its head is another segment's: nothing of it is taken. */
  readonly isMisplaced: boolean;
}

/** The segments that belong together, and how far each goes. */
export interface Chain {
  readonly begins: number;
  readonly segments: readonly Segment[];
  /** Where a segment ended, by its number, as far as another file tells. */
  readonly ends: ReadonlyMap<number, JournalPoint>;
  /** The last number that any segment has. */
  readonly highest: number;
}

export interface Known {
  readonly manifest: Manifest | undefined;
  /** All segments up to this one are known to have had their heads. */
  readonly needed: number;
  /** Where the journal ends for us. */
  readonly until?: JournalPoint | undefined;
}

/** If more than so many segments in a row are missing, what is there does not belong together. */
const MOST_MISSING = 100;

/**
 * Finds the segments of the journal among the names of a folder. Each says where the one before it ended; what others have
 * written behind that, or into segments in between, they wrote when they were no holders any more, and nobody was told of it.
 */
export async function chainIn(
  folder: string,
  names: readonly string[],
  { manifest, needed, until }: Known,
  flawed: (name: string, what: string) => void,
): Promise<Chain> {
  const there = names.map(segmentNumber).filter((number) => number !== undefined);
  there.sort((a, b) => a - b);
  const begins = manifest?.begins ?? there[0] ?? 1;
  const found: Segment[] = [];
  for (const number of there) if (number >= begins) found.push(await segmentAt(folder, number));
  while (await wasBeingBegun(folder, found, needed)) found.pop();
  const segments = withoutStrays(found);
  noteMissing(segments, begins, needed, folder, flawed);
  const ends = new Map<number, JournalPoint>();
  for (const { head } of segments) if (head?.origin) ends.set(head.origin.before.segment, head.origin.before);
  for (const end of [manifest?.closed, until]) if (end && !ends.has(end.segment)) ends.set(end.segment, end);
  return { begins, segments, ends, highest: Math.max(begins - 1, needed, ...there) };
}

/** Of a segment that a dying process was just beginning even the head may be torn. */
async function wasBeingBegun(folder: string, found: readonly Segment[], needed: number): Promise<boolean> {
  const last = found.at(-1);
  if (!last || last.head || last.isMisplaced || last.number <= needed) return false;
  const isNext = last.number - (found.at(-2)?.number ?? needed) <= MOST_MISSING;
  return isNext && !(await hasLine(folder, last));
}

/** Without those that their writer has begun when it was no holder any more: the next holder's say what is before them. */
function withoutStrays(found: readonly Segment[]): Segment[] {
  const strays = new Set<number>();
  for (const { number, head } of found) {
    const from = head?.origin?.before.segment ?? number;
    for (const other of found) if (other.number > from && other.number < number) strays.add(other.number);
  }
  return found.filter(({ number }) => !strays.has(number));
}

function noteMissing(
  segments: readonly Segment[],
  begins: number,
  needed: number,
  folder: string,
  flawed: (name: string, what: string) => void,
): void {
  let before = begins - 1;
  const note = (first: number, end: number): void => {
    if (end - first > MOST_MISSING) throw missing(folder, segmentName(first + MOST_MISSING));
    for (let number = Math.max(first, before + 1); number < end; number++)
      flawed(segmentName(number), MISSING);
  };
  for (const { number, head } of segments) {
    const point = head?.origin?.before;
    // Up to format 2, and where a head is torn, numbers have no gaps.
    if (point) note(point.segment, point.segment + 1);
    else note(before + 1, number);
    before = number;
  }
  if (needed > before) note(needed, needed + 1);
}

async function segmentAt(folder: string, number: number): Promise<Segment> {
  const name = segmentName(number);
  const handle = await open(join(folder, name), 'r');
  try {
    const { size } = await handle.stat();
    let first = Buffer.alloc(0);
    let end = -1;
    for (let length = FIRST_BYTES; end < 0 && first.length < size; length *= 4) {
      first = Buffer.alloc(Math.min(length, size));
      const { bytesRead } = await handle.read(first, 0, first.length, 0);
      end = lineEnd(first, 0, bytesRead);
      if (bytesRead < first.length) break;
    }
    const head = end > 0 ? headOf(first, end, name) : undefined;
    const isMisplaced = head?.origin !== undefined && head.origin.segment !== number;
    return { number, name, bytes: size, head: isMisplaced ? undefined : head, isMisplaced };
  } finally {
    await handle.close();
  }
}

const FIRST_BYTES = 4096;

function headOf(bytes: Buffer, end: number, name: string): SegmentHead | undefined {
  if (!isIntact(bytes, 0, end)) return undefined;
  try {
    const line = readLine(bytes, 0, end);
    if (line?.kind === 'foreign') throw foreign(name);
    return line?.kind === 'head' ? line.head : undefined;
  } catch (error) {
    if (error instanceof StoreError) throw error;
    return undefined;
  }
}

async function hasLine(folder: string, { name, bytes }: Segment): Promise<boolean> {
  const handle = await open(join(folder, name), 'r');
  try {
    const text = Buffer.alloc(bytes);
    await handle.read(text, 0, bytes, 0);
    return text.includes(10);
  } finally {
    await handle.close();
  }
}

function missing(folder: string, name: string): StoreError {
  return new StoreError(
    'damaged',
    `${name} is missing in ${folder}. Put a backup of the whole folder in its place, then deploy again`,
  );
}
