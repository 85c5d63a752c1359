import { constants } from 'node:fs';
import { chmod, copyFile, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../contract';
import { syncFolder } from './files';

const MARK = '.damaged-';
/** What is wrong with a file that should be there and is not. */
export const MISSING = 'missing';

/** What is wrong with which files: the first thing that was found of each. */
export class Flaws {
  readonly #found = new Map<string, string>();

  readonly add = (name: string, what: string): void => {
    if (!this.#found.has(name)) this.#found.set(name, what);
  };

  get size(): number {
    return this.#found.size;
  }

  /** Sets all of them aside. Returns the names of the copies. */
  async setAside(folder: string): Promise<string[]> {
    const copies: string[] = [];
    for (const [name, what] of this.#found) copies.push(await setAside(folder, name, what));
    return copies;
  }
}

/** True for the name of a file that was set aside. */
export function isSetAside(name: string): boolean {
  return name.includes(MARK);
}

/**
 * Keeps a copy of a damaged file under a name that tells what is wrong with it; an empty file stands for one that is
 * missing. As long as the copy lies in the folder the store opens read-only. Returns its name.
 */
async function setAside(folder: string, name: string, what: string): Promise<string> {
  const copy = `${name}${MARK}${what}`;
  if (what === MISSING) await writeFile(join(folder, copy), '');
  else await copyFile(join(folder, name), join(folder, copy), constants.COPYFILE_FICLONE);
  await chmod(join(folder, copy), 0o600);
  const file = await open(join(folder, copy), 'r');
  await file.sync().finally(() => file.close());
  await syncFolder(folder);
  return copy;
}

/** Why the store is read-only, and what a person can do. */
export function damaged(folder: string, names: readonly string[]): StoreError {
  const [files, them] = names.length === 1 ? ['a file', 'it'] : ['files', 'them'];
  return new StoreError(
    'damaged',
    `the lead store is read-only because ${files} in ${folder} had been damaged, or was missing, or was of an earlier ` +
      `day or another store. Set aside: ${names.join(', ')}. Everything intact is still there. Put a backup of the folder in its place, or, to go on without what is lost, ` +
      `move ${them} out of the folder; then deploy again`,
  );
}
