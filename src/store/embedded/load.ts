import { truncate, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from '../../json';
import { StoreError } from '../contract';
import { isIntact } from './checksum';
import { damaged, isSetAside, leaveOut, setAside } from './damage';
import { eachLine, type Files, namesIn, syncFolder, UNFINISHED } from './files';
import { type JournalEnd, segmentName, segmentNumber } from './journal';
import { type JournalLine, readLine } from './journal-line';
import { Leads } from './leads';
import type { Flaw } from './shard-file';

/** What the store knows besides its leads. */
export interface Counters {
  /** The number of the last change. */
  revision: number;
  /** The last handover number that was given. */
  seq: number;
  settledUpTo: number;
  readonly settings: Map<string, Json>;
}

export interface Loaded {
  readonly leads: Leads;
  readonly counters: Counters;
  readonly end: JournalEnd;
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
    counters: { revision: 0, seq: 0, settledUpTo: 0, settings: new Map() },
    end: { segment: 1, size: 0, total: 0 },
    damage: undefined,
  };
}

/**
 * Reads a folder: the snapshots, then the journal over them. A line that was being written when the process died is
 * cut off; anything else that is not as it was written is set aside, and what is intact is kept.
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
  await leads.read(names);
  for (const entry of leads.all) {
    counters.revision = Math.max(counters.revision, entry.revision);
    counters.seq = Math.max(counters.seq, entry.lastSeq);
  }
  const damagedShards = [...flaws.keys()];
  const end = await replay(folder, names, leads, counters, flawed);

  const aside = names.filter(isSetAside);
  for (const [name, found] of flaws) {
    aside.push(await setAside(folder, name, found));
    if (!damagedShards.includes(name)) await leaveOut(files, folder, name, found);
  }
  for (const name of damagedShards) await leads.write(parseInt(name.slice(-2), 16));
  if (flaws.size > 0) await syncFolder(folder);
  const damage = aside.length > 0 ? damaged(folder, [...new Set(aside)]) : undefined;
  return { leads, counters, end, damage };
}

async function replay(
  folder: string,
  names: readonly string[],
  leads: Leads,
  counters: Counters,
  flawed: (name: string, flaw: Flaw) => void,
): Promise<JournalEnd> {
  const segments = names.map(segmentNumber).filter((segment) => segment !== undefined);
  let end: JournalEnd = { segment: segments[0] ?? 1, size: 0, total: 0 };
  for (const segment of segments) {
    if (segment > end.segment + 1) throw missing(folder, segmentName(end.segment + 1));
    const name = segmentName(segment);
    let line = 0;
    const read = await eachLine(join(folder, name), (bytes, start, lineEnd, offset) => {
      line++;
      if (isIntact(bytes, start, lineEnd) && follow(bytes, start, lineEnd, leads, counters, name)) return;
      flawed(name, { what: `line-${line}`, start: offset, end: offset + lineEnd - start + 1 });
    });
    const size = read.wholeLines;
    if (read.unfinished > 0) {
      // Only at the very end of the journal it is what a dying process leaves behind. New lines must not follow it.
      if (segment === segments.at(-1)) await truncate(join(folder, name), size);
      else flawed(name, { what: 'end', start: size, end: size + read.unfinished });
    }
    end = { segment, size, total: end.total + size };
  }
  return end;
}

/** Does what a line of the journal says. False when it makes no sense. */
function follow(
  bytes: Buffer,
  start: number,
  end: number,
  leads: Leads,
  counters: Counters,
  name: string,
): boolean {
  let line: JournalLine | undefined;
  try {
    line = readLine(bytes, start, end);
  } catch {
    return false;
  }
  switch (line?.kind) {
    case 'changes': {
      counters.revision = Math.max(counters.revision, line.revision);
      counters.seq = Math.max(counters.seq, line.seq ?? 0);
      const entry = leads.find({ id: line.id });
      // The snapshot was written after this change: it is in it already.
      if (entry && entry.revision >= line.revision) return true;
      if (leads.objection(entry, line.changes) !== undefined) return false;
      leads.apply(entry, entry && leads.record(entry), line.changes, {
        ...line,
        settledUpTo: counters.settledUpTo,
      });
      return true;
    }
    case 'settled':
      counters.settledUpTo = Math.max(counters.settledUpTo, line.upTo);
      return true;
    case 'setting':
      counters.settings.set(line.key, line.value);
      return true;
    case 'head':
      counters.revision = Math.max(counters.revision, line.head.revision);
      counters.seq = Math.max(counters.seq, line.head.seq);
      counters.settledUpTo = Math.max(counters.settledUpTo, line.head.settledUpTo);
      for (const [key, value] of Object.entries(line.head.settings)) counters.settings.set(key, value);
      return true;
    case 'foreign':
      throw new StoreError(
        'damaged',
        `${name} was written by a newer version of this package; install that version, or a later one, again`,
      );
    case undefined:
      return false;
  }
}

function missing(folder: string, name: string): StoreError {
  return new StoreError(
    'damaged',
    `${name} is missing in ${folder}. Put it back; or, to go on without what it held, put an empty file there`,
  );
}
