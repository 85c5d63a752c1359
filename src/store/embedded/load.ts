import { truncate, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../contract';
import { isIntact } from './checksum';
import { damaged, isSetAside, leaveOut, MISSING, setAside } from './damage';
import { eachLine, type Files, namesIn, UNFINISHED } from './files';
import { type JournalEnd, segmentName, segmentNumber } from './journal';
import { type Counters, Follower, type Place } from './follower';
import { FORMAT, headLine } from './journal-line';
import { Leads } from './leads';
import { MANIFEST, readManifest, writeManifest } from './manifest';
import type { Flaw } from './shard-file';

export interface Loaded {
  readonly leads: Leads;
  readonly counters: Counters;
  readonly end: JournalEnd;
  /** True when nobody has written a manifest yet. */
  readonly isNew: boolean;
  /** The journal still holds lines of a deleted lead, or is of an older version of the package. */
  readonly owesCheckpoint: boolean;
  /** Set when something was damaged, now or earlier, and no person has decided yet. */
  readonly damage: StoreError | undefined;
}

export interface LoadOptions {
  readonly files: Files;
  readonly folder: string;
  readonly journalCaughtUp: () => Promise<void>;
  readonly earlier: (at: number) => void;
  readonly keptObjects?: number | undefined;
}

/** An empty folder, as if it had been read. */
export function nothingLoaded(
  options: LoadOptions,
  flawed: (name: string, flaw: Flaw) => void = () => undefined,
): Loaded {
  return {
    leads: new Leads({ ...options, flawed }),
    counters: { revision: 0, seq: 0, settledUpTo: 0, settings: new Map(), suppressed: new Set() },
    end: { segment: 1, size: 0, total: 0 },
    isNew: true,
    owesCheckpoint: false,
    damage: undefined,
  };
}

/**
 * Reads a folder: the snapshots, then the journal over them. A line that was being written when the process died is
 * cut off; anything else that is not as it was written, or not there, is set aside, and what is intact is kept.
 */
export async function load(options: LoadOptions): Promise<Loaded> {
  const { files, folder } = options;
  const flaws = new Map<string, Flaw[]>();
  const flawed = (name: string, flaw: Flaw): void => {
    flaws.set(name, [...(flaws.get(name) ?? []), flaw]);
  };
  const { leads, counters } = nothingLoaded(options, flawed);

  const names = await namesIn(folder);
  for (const name of names.filter((name) => name.endsWith(UNFINISHED))) await unlink(join(folder, name));
  const manifest = names.includes(MANIFEST) ? await readManifest(folder) : undefined;
  if (names.includes(MANIFEST) && !manifest) flawed(MANIFEST, { what: 'line-1', start: 0, end: 0 });
  await leads.read(names);
  for (const entry of leads.all) {
    counters.revision = Math.max(counters.revision, entry.revision);
    counters.seq = Math.max(counters.seq, entry.lastSeq);
  }
  const snapshots = leads.snapshots;
  for (const [name, segment] of manifest?.shards ?? []) {
    if (!names.includes(name)) flawed(name, { what: MISSING, start: 0, end: 0 });
    else if (!flaws.has(name) && (snapshots.get(name) ?? 0) < segment)
      flawed(name, { what: 'old', start: 0, end: 0 });
  }
  const needed = Math.max(manifest?.begins ?? 0, ...snapshots.values());
  const journal = { begins: manifest?.begins, needed, names };
  const { begins, end, lines, headless, owesCheckpoint } = await replay(
    folder,
    journal,
    leads,
    counters,
    flawed,
  );
  // The manifest comes last when a store is made: only then there is nothing yet but the head of the first segment.
  if (!names.includes(MANIFEST) && (snapshots.size > 0 || begins > 1 || lines > 1))
    flawed(MANIFEST, { what: MISSING, start: 0, end: 0 });

  const aside = names.filter(isSetAside);
  for (const [name, found] of flaws) aside.push(await setAside(folder, name, found));
  for (const [name, found] of flaws) {
    if (name === MANIFEST) continue;
    if (segmentNumber(name) === undefined)
      await leads.write(parseInt(name.slice(-2), 16), Math.max(needed, begins));
    else await leaveOut(files, folder, name, found, headless.has(name) ? headOf(counters) : undefined);
  }
  if (flaws.size > 0) await writeManifest(files, folder, { begins, shards: leads.snapshots });
  const damage = aside.length > 0 ? damaged(folder, [...new Set(aside)]) : undefined;
  return { leads, counters, end, isNew: !names.includes(MANIFEST), damage, owesCheckpoint };
}

/** The first line of a segment that begins now. */
export function headOf({ settings, suppressed, ...numbers }: Counters): string {
  return headLine({
    format: FORMAT,
    ...numbers,
    settings: Object.fromEntries(settings),
    suppressed: [...suppressed],
  });
}

/** What is known of the journal before it is read. */
interface Expected {
  /** The first segment that the snapshots do not cover; undefined when nothing says so. */
  readonly begins: number | undefined;
  /** All segments up to this one are known to have had their heads. */
  readonly needed: number;
  readonly names: readonly string[];
}

interface Replayed {
  readonly begins: number;
  readonly end: JournalEnd;
  readonly lines: number;
  /** Segments that lack their first line. */
  readonly headless: ReadonlySet<string>;
  /** Somebody was deleted in it, or it is of an older version of the package. */
  readonly owesCheckpoint: boolean;
}

async function replay(
  folder: string,
  expected: Expected,
  leads: Leads,
  counters: Counters,
  flawed: (name: string, flaw: Flaw) => void,
): Promise<Replayed> {
  const { needed, names } = expected;
  const there = names.map(segmentNumber).filter((segment) => segment !== undefined);
  const begins = expected.begins ?? there[0] ?? 1;
  // Segments before the first that is needed are left over from a checkpoint that had no time to drop them.
  const last = Math.max(needed, there.at(-1) ?? 0);
  const headless = new Set<string>();
  let end: JournalEnd = { segment: begins, size: 0, total: 0 };
  let lines = 0;
  const follower = new Follower(leads, counters);
  for (let segment = begins; segment <= last; segment++) {
    const name = segmentName(segment);
    if (!names.includes(name)) {
      if (segment - (there.findLast((one) => one < segment) ?? begins) > MOST_MISSING)
        throw missing(folder, name);
      flawed(name, { what: MISSING, start: 0, end: 0 });
      headless.add(name);
      continue;
    }
    let line = 0;
    let headed = false;
    const read = await eachLine(join(folder, name), (bytes, start, lineEnd, offset) => {
      line++;
      const place = { name, line, start: offset, end: offset + lineEnd - start + 1 };
      const said = isIntact(bytes, start, lineEnd)
        ? follower.follow(bytes, start, lineEnd, place)
        : undefined;
      if (line === 1) headed = said === 'head';
      if (line === 1 && said && !headed) flawed(name, { what: 'head', start: 0, end: 0 });
      if (!said) flawed(name, flawAt(place));
    });
    const size = read.wholeLines;
    // Of a segment that was just being begun even the head may be torn.
    const mayBeEmpty = segment === last && segment > needed;
    if (!headed && (size > 0 || !mayBeEmpty)) headless.add(name);
    if (size === 0 && !mayBeEmpty) flawed(name, { what: 'empty', start: 0, end: read.unfinished });
    else if (read.unfinished > 0) {
      // Only at the very end of the journal it is what a dying process leaves behind. New lines must not follow it.
      if (segment === last) await truncate(join(folder, name), size);
      else flawed(name, { what: 'end', start: size, end: size + read.unfinished });
    }
    lines += line;
    end = { segment, size, total: end.total + size };
  }
  for (const place of follower.unfit) flawed(place.name, flawAt(place));
  return { begins, end, lines, headless, owesCheckpoint: follower.erased || follower.outdated };
}

function flawAt({ line, start, end }: Place): Flaw {
  return { what: `line-${line}`, start, end };
}

/** If more than so many segments in a row are missing, what is there does not belong together. */
const MOST_MISSING = 100;

function missing(folder: string, name: string): StoreError {
  return new StoreError(
    'damaged',
    `${name} is missing in ${folder}. Put a backup of the whole folder in its place, then deploy again`,
  );
}
