import { randomBytes } from 'node:crypto';
import { Flaws, isSetAside, MISSING } from './damage';
import { type Files, namesIn } from './files';
import { type Counters, Follower } from './follower';
import type { JournalEnd } from './journal';
import { FORMAT, headLine, type SegmentOrigin } from './journal-line';
import { Leads } from './leads';
import { type JournalPoint, NOWHERE } from './log/point';
import { replay } from './log/replay';
import { type Chain, chainIn } from './log/segments';
import { lastEpochIn, type Manifest, manifestName, readManifest, type Snapshot } from './manifest';
import { type ShardPlace, shardPlace } from './shard-file';

export interface Loaded {
  readonly leads: Leads;
  readonly counters: Counters;
  /** Which store it is. */
  readonly store: string;
  readonly end: JournalEnd;
  /** The first segment of the journal that is needed. */
  readonly begins: number;
  /** The journal holds lines of a lead who was deleted. */
  readonly hasErased: boolean;
  /** Some of it was written by an older version of the package. */
  readonly isOutdated: boolean;
  /** What is not as it was written. */
  readonly flaws: Flaws;
  /** What was set aside earlier, and no person has moved away. */
  readonly aside: readonly string[];
}

export interface LoadOptions {
  readonly files: Files;
  readonly folder: string;
  readonly journalCaughtUp: () => Promise<void>;
  readonly earlier: (at: number) => void;
  readonly keptObjects?: number | undefined;
}

/** What is known of the journal besides what its files tell. */
export interface Known {
  /** The number of a line that the holder of this epoch has synced before it died. */
  readonly synced?: { readonly epoch: number; readonly revision: number } | undefined;
  /** Where it ends for us: what is behind that was refused. */
  readonly until?: JournalPoint | undefined;
}

/** An empty folder, as if it had been read. */
export function nothingLoaded(options: LoadOptions, store = newStoreId(), flaws = new Flaws()): Loaded {
  return {
    leads: new Leads({ ...options, store, flawed: flaws.add }),
    counters: { revision: 0, seq: 0, settledUpTo: 0, settings: new Map(), suppressed: new Set() },
    store,
    end: { point: NOWHERE, highest: 0, total: 0, segments: 0 },
    begins: 1,
    hasErased: false,
    isOutdated: false,
    flaws,
    aside: [],
  };
}

/**
 * Reads a folder, and changes nothing in it: the snapshots, then the journal over them. What a dying process was just
 * writing is left out; anything else that is not as it was written, or not there, is named, and what is intact is kept.
 */
export async function load(options: LoadOptions, known: Known = {}): Promise<Loaded> {
  const { folder } = options;
  const flaws = new Flaws();
  const names = await namesIn(folder);
  const manifest = await manifestAmong(folder, names, flaws);
  const places = snapshotsAmong(names, manifest, flaws);
  const needed = Math.max(manifest?.last ?? 0, ...segmentsBehind(manifest, places));
  const chain = await chainIn(folder, names, { manifest, needed, ...known }, flaws.add);
  const store = manifest?.store ?? storeOf(chain) ?? newStoreId();
  const { leads, counters } = nothingLoaded(options, store, flaws);
  await leads.read(places);
  for (const entry of leads.all) {
    counters.revision = Math.max(counters.revision, entry.revision);
    counters.seq = Math.max(counters.seq, entry.lastSeq);
  }
  const inSnapshots = counters.revision;

  const follower = new Follower(leads, counters);
  const { synced } = known;
  const { point, total, lines } = await replay(chain, { folder, follower, store, flawed: flaws.add, synced });
  for (const { name, line } of follower.unfit) flaws.add(name, `line-${line}`);
  // Snapshots only hold what the journal had on disk before.
  const last = chain.segments.at(-1);
  if (last && follower.last !== undefined && follower.last < inSnapshots) flaws.add(last.name, 'end');
  // The manifest comes last when a store is made: only then there is nothing yet but the head of the first segment.
  const hasBegun = places.size > 0 || chain.begins > 1 || lines > 0;
  if (lastEpochIn(names) === undefined && hasBegun) flaws.add(manifestName(lastEpochOf(chain)), MISSING);
  return {
    ...{ leads, counters, store, flaws },
    end: {
      point: { ...point, revision: counters.revision },
      ...{ highest: chain.highest, total, segments: chain.segments.length },
    },
    begins: chain.begins,
    hasErased: follower.erased,
    isOutdated: follower.outdated || manifest?.epoch === 0,
    aside: names.filter(isSetAside),
  };
}

/** The manifest of the last holder. */
async function manifestAmong(
  folder: string,
  names: readonly string[],
  flaws: Flaws,
): Promise<Manifest | undefined> {
  const epoch = lastEpochIn(names);
  if (epoch === undefined) return undefined;
  const manifest = await readManifest(folder, epoch);
  if (!manifest) flaws.add(manifestName(epoch), 'line-1');
  return manifest;
}

/**
 * Which files hold the snapshots. Others are left over from a checkpoint that had no time to end, or to drop them. Up to
 * format 2 a checkpoint replaced them one by one, and new ones came before the manifest told of them.
 */
function snapshotsAmong(
  names: readonly string[],
  manifest: Manifest | undefined,
  flaws: Flaws,
): Map<ShardPlace, Snapshot | undefined> {
  const there = names.map(shardPlace).filter((place) => place !== undefined);
  const wanted = new Map<number, ShardPlace>();
  for (const place of there) {
    const isOurs = manifest ? manifest.shards.has(place.name) : true;
    const isOfOldCheckpoint = manifest?.epoch === 0 && place.segment === undefined;
    const isLater = (wanted.get(place.shard)?.segment ?? -1) < (place.segment ?? 0);
    if ((isOurs || isOfOldCheckpoint) && isLater) wanted.set(place.shard, place);
  }
  for (const name of manifest?.shards.keys() ?? []) if (!names.includes(name)) flaws.add(name, MISSING);
  return new Map([...wanted.values()].map((place) => [place, manifest?.shards.get(place.name)]));
}

/** The segments whose checkpoints are known to have written something: they were begun before. */
function segmentsBehind(
  manifest: Manifest | undefined,
  places: ReadonlyMap<ShardPlace, Snapshot | undefined>,
): number[] {
  const written = [...places.keys()].map(({ segment }) => segment ?? 0);
  const told = [...(manifest?.shards.values() ?? [])].map(({ segment }) => segment);
  return [manifest?.begins ?? 0, ...written, ...told];
}

/** Which store the segments are of, when no manifest says so. */
function storeOf({ segments }: Chain): string | undefined {
  return segments.findLast(({ head }) => head?.origin)?.head?.origin?.store;
}

function lastEpochOf({ segments }: Chain): number {
  return Math.max(0, ...segments.map(({ head }) => head?.origin?.epoch ?? 0));
}

/** Tells stores apart. Not through the randomness port, whose seed may be the same for two of them. */
function newStoreId(): string {
  return randomBytes(8).toString('hex');
}

/** The highest epoch of which the files with these names tell; 0 for none. */
export function epochIn(names: readonly string[]): number {
  return lastEpochIn(names) ?? 0;
}

/** The first line of a segment that begins now. */
export function headOf({ seq, settledUpTo, settings, suppressed }: Counters, origin: SegmentOrigin): string {
  return headLine({
    ...{ format: FORMAT, origin, seq, settledUpTo },
    settings: Object.fromEntries(settings),
    suppressed: [...suppressed],
  });
}
