import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '../../json';
import { StoreError } from '../contract';
import { CHECKSUM_LENGTH, isIntact } from './checksum';
import { type Files, lineEnd, replaceFile, syncFolder } from './files';
import { FORMAT, isReadable } from './journal-line';
import { LinePage } from './line-page';
import { type JournalPoint, readPoint } from './log/point';

/** What a snapshot must be. */
export interface Snapshot {
  /** The segment that was begun for the checkpoint that wrote it. */
  readonly segment: number;
  /** Over its lines. Undefined in files of format 2 and before. */
  readonly digest: number | undefined;
}

/**
 * What must be in the folder. Each holder has a manifest of its own, which says the epoch in its name, so that one that does
 * not know yet that it is none any more cannot replace the other's. It is written once the holder's first segment has its
 * head, and at the end of each checkpoint, before anything is dropped. So it never names a file that a crash could have
 * kept from coming.
 */
export interface Manifest {
  /** 0: of format 2 or before, when there was one for all. */
  readonly epoch: number;
  /** Which store it is; undefined up to format 2. */
  readonly store: string | undefined;
  /** The first segment that the journal still needs: what was before it is in the snapshots. */
  readonly begins: number;
  /** A segment that there must be. 0: nothing says so. */
  readonly last: number;
  /** The snapshots by name. */
  readonly shards: ReadonlyMap<string, Snapshot>;
  /** Where the journal ended when the store was closed; undefined while it is open, and after a crash. */
  readonly closed: JournalPoint | undefined;
}

const OLD_MANIFEST = 'manifest';

/** The name of the file that says which others there must be. */
export function manifestName(epoch: number): string {
  return epoch === 0 ? OLD_MANIFEST : `${OLD_MANIFEST}-${String(epoch).padStart(6, '0')}`;
}

/** The epoch of the manifest with this name; undefined when it is another file. */
export function manifestEpoch(name: string): number | undefined {
  if (name === OLD_MANIFEST) return 0;
  const digits = /^manifest-(\d{6,})$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The epoch of the last manifest among the names of a folder; undefined when there is none. */
export function lastEpochIn(names: readonly string[]): number | undefined {
  return names.reduce<number | undefined>((last, name) => {
    const epoch = manifestEpoch(name);
    return epoch !== undefined && epoch >= (last ?? 0) ? epoch : last;
  }, undefined);
}

/** Replaces the manifest; it lasts once this resolves. */
export async function writeManifest(files: Files, folder: string, manifest: Manifest): Promise<void> {
  const page = new LinePage();
  const { shards, ...rest } = manifest;
  const snapshots = Object.fromEntries(
    [...shards].map(([name, { segment, digest }]) => [name, [segment, digest ?? null]]),
  );
  page.add(`\t${JSON.stringify({ format: FORMAT, ...rest, shards: snapshots })}`);
  await replaceFile(files, folder, manifestName(manifest.epoch), (append) => append(page.filled));
  await syncFolder(folder);
}

/**
 * Reads a manifest. Undefined when it is not as it was written.
 * @throws StoreError `damaged` when a newer version of the package has written it
 */
export async function readManifest(folder: string, epoch: number): Promise<Manifest | undefined> {
  const name = manifestName(epoch);
  const bytes = await readFile(join(folder, name));
  const end = lineEnd(bytes, 0);
  if (end !== bytes.length - 1 || !isIntact(bytes, 0, end)) return undefined;
  const json: unknown = JSON.parse(bytes.toString('utf8', CHECKSUM_LENGTH, end));
  if (!isJsonObject(json) || !isReadable(json['format'])) throw foreign(name);
  const { begins, shards, store, last } = json;
  if (typeof begins !== 'number' || !isJsonObject(shards) || (json['epoch'] ?? 0) !== epoch) return undefined;
  return {
    epoch,
    store: typeof store === 'string' ? store : undefined,
    begins,
    last: typeof last === 'number' ? last : 0,
    shards: snapshotsIn(shards),
    closed: readPoint(json['closed']),
  };
}

/** Up to format 2 only the segment stood beside the name. */
function snapshotsIn(shards: JsonObject): Map<string, Snapshot> {
  const read = (said: Json): Snapshot => {
    const [segment, digest] = Array.isArray(said) ? said : [said];
    return { segment: Number(segment), digest: typeof digest === 'number' ? digest : undefined };
  };
  return new Map(Object.entries(shards).map(([name, said]) => [name, read(said)]));
}

/** The refusal to read what a newer version of the package has written. */
export function foreign(name: string): StoreError {
  return new StoreError(
    'damaged',
    `${name} was written by a newer version of this package; install that version, or a later one, again`,
  );
}
