import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isSetAside } from '../embedded/damage';
import { diskFiles, PRIVATE_FOLDER, replaceFile, syncFolder, UNFINISHED } from '../embedded/files';
import { markText, TAKEN } from './mark';

/** What a copy of a folder consists of. */
export interface Copying {
  readonly folder: string;
  /** The copy; must not be there yet. */
  readonly into: string;
  /** The file that is being appended to, and how much of it is on disk. */
  readonly growing: { readonly name: string; readonly size: number };
  /** ms UTC */
  readonly takenAt: number;
}

/** A copy that was made. */
export interface Copied {
  readonly folder: string;
  readonly takenAt: number;
  readonly files: number;
  readonly bytes: number;
}

/** Ends the name of a copy that is not whole. */
const PARTIAL = '.partial';

/**
 * Copies a store's folder whose files are not replaced meanwhile; the growing one is cut to what was on disk. The copy gets
 * its name when all of it is on disk, with a mark that says when it was taken.
 */
export async function copyFolder({ folder, into, growing, takenAt }: Copying): Promise<Copied> {
  const partial = into + PARTIAL;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: PRIVATE_FOLDER });
  let [files, bytes] = [0, 0];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const { name } = entry;
    if (!entry.isFile() || !belongs(name)) continue;
    const copy = join(partial, name);
    await copyFile(join(folder, name), copy, constants.COPYFILE_FICLONE);
    if (name === growing.name) await truncate(copy, growing.size);
    bytes += await synced(copy);
    files++;
  }
  await replaceFile(diskFiles, partial, TAKEN, (append) => append(Buffer.from(markText(takenAt))));
  await syncFolder(partial);
  await rename(partial, into);
  await syncFolder(dirname(into));
  return { folder: into, takenAt, files, bytes };
}

/** Not who holds the folder, and not what is being written or was set aside. */
function belongs(name: string): boolean {
  return !/^lock/.test(name) && !name.endsWith(UNFINISHED) && !isSetAside(name) && name !== TAKEN;
}

/** Bytes of the file, all on disk. */
async function synced(path: string): Promise<number> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}
