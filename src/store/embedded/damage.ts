import { constants, createReadStream } from 'node:fs';
import { chmod, copyFile, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../contract';
import { type Files, replaceFile, syncFolder } from './files';
import { LinePage } from './line-page';
import type { Flaw } from './shard-file';

const MARK = '.damaged-';
/** What is wrong with a file that should be there and is not. */
export const MISSING = 'missing';

/** True for the name of a file that was set aside. */
export function isSetAside(name: string): boolean {
  return name.includes(MARK);
}

/**
 * Keeps a copy of a damaged file under a name that tells what is wrong with it; an empty file stands for one that is
 * missing. As long as the copy lies in the folder the store opens read-only. Returns its name.
 */
export async function setAside(folder: string, name: string, flaws: readonly Flaw[]): Promise<string> {
  const what = flaws[0]?.what ?? 'unknown';
  const copy = `${name}${MARK}${what}`;
  if (what === MISSING) await writeFile(join(folder, copy), '');
  else await copyFile(join(folder, name), join(folder, copy), constants.COPYFILE_FICLONE);
  await chmod(join(folder, copy), 0o600);
  const file = await open(join(folder, copy), 'r');
  await file.sync().finally(() => file.close());
  await syncFolder(folder);
  return copy;
}

/**
 * Writes a file anew without its flaws, and with `first` as its first line when that is what it lacks. What it held
 * before must have been set aside.
 */
export async function leaveOut(
  files: Files,
  folder: string,
  name: string,
  flaws: readonly Flaw[],
  first: string | undefined,
): Promise<void> {
  const page = new LinePage();
  if (first !== undefined) page.add(first);
  await replaceFile(files, folder, name, async (append) => {
    await append(page.filled);
    if (flaws.some(({ what }) => what === MISSING)) return;
    let from = 0;
    const inOrder = [...flaws].sort((a, b) => a.start - b.start);
    for (const { start, end } of [...inOrder, { start: Infinity, end: Infinity }]) {
      if (start > from) {
        for await (const bytes of createReadStream(join(folder, name), { start: from, end: start - 1 }))
          await append(bytes as Buffer);
      }
      from = Math.max(from, end);
    }
  });
}

/** Why the store is read-only, and what a person can do. */
export function damaged(folder: string, names: readonly string[]): StoreError {
  const [files, them] = names.length === 1 ? ['a file', 'it'] : ['files', 'them'];
  return new StoreError(
    'damaged',
    `the lead store is read-only because ${files} in ${folder} had been damaged, or was missing, or was of an earlier ` +
      `day. Set aside: ${names.join(', ')}. Everything intact is still there. Put a backup of the folder in its place, or, to go on without what is lost, ` +
      `move ${them} out of the folder; then deploy again`,
  );
}
