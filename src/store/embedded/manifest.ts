import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject } from '../../json';
import { StoreError } from '../contract';
import { CHECKSUM_LENGTH, isIntact } from './checksum';
import { type Files, lineEnd, replaceFile, syncFolder } from './files';
import { FORMAT, isReadable } from './journal-line';
import { LinePage } from './line-page';

/** The name of the file that says which others there must be. */
export const MANIFEST = 'manifest';

/**
 * What must be in the folder. It is written when the store is made, once the first segment has its head, and at the end
 * of each checkpoint, before anything is dropped. So it never names a file that a crash could have kept from coming.
 */
export interface Manifest {
  /** The first segment that the journal still needs: what was before it is in the snapshots. */
  readonly begins: number;
  /** The snapshots by name, and the segment whose checkpoint wrote each. A later checkpoint may have begun since. */
  readonly shards: ReadonlyMap<string, number>;
}

/** Replaces the manifest; it lasts once this resolves. */
export async function writeManifest(files: Files, folder: string, manifest: Manifest): Promise<void> {
  const page = new LinePage();
  const { begins, shards } = manifest;
  page.add(`\t${JSON.stringify({ format: FORMAT, begins, shards: Object.fromEntries(shards) })}`);
  await replaceFile(files, folder, MANIFEST, (append) => append(page.filled));
  await syncFolder(folder);
}

/**
 * Reads the manifest. Undefined when it is not as it was written.
 * @throws StoreError `damaged` when a newer version of the package has written it
 */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const bytes = await readFile(join(folder, MANIFEST));
  const end = lineEnd(bytes, 0);
  if (end !== bytes.length - 1 || !isIntact(bytes, 0, end)) return undefined;
  const json: unknown = JSON.parse(bytes.toString('utf8', CHECKSUM_LENGTH, end));
  if (!isJsonObject(json) || !isReadable(json['format'])) throw foreign(MANIFEST);
  const { begins, shards } = json;
  if (typeof begins !== 'number' || !isJsonObject(shards)) return undefined;
  return {
    begins,
    shards: new Map(Object.entries(shards).map(([name, segment]) => [name, Number(segment)])),
  };
}

/** The refusal to read what a newer version of the package has written. */
export function foreign(name: string): StoreError {
  return new StoreError(
    'damaged',
    `${name} was written by a newer version of this package; install that version, or a later one, again`,
  );
}
