import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject } from '../../json';
import { syncFolder } from '../embedded/files';

/** The file in a copy that says that it is one. Whoever opens the copy knows by it that the store was put back. */
export const TAKEN = 'backup';

/** What stands in it. `takenAt`: ms UTC. */
export function markText(takenAt: number): string {
  return `${JSON.stringify({ takenAt, at: new Date(takenAt).toISOString() })}\n`;
}

/** When the copy was taken that lies in this folder, ms UTC; undefined when it is none, 0 when nobody can read it. */
export async function takenAtOf(folder: string): Promise<number | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, TAKEN), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const mark: unknown = JSON.parse(text);
    return isJsonObject(mark) && typeof mark['takenAt'] === 'number' ? mark['takenAt'] : 0;
  } catch {
    return 0;
  }
}

/** From now on it is the store itself. */
export async function removeMark(folder: string): Promise<void> {
  await unlink(join(folder, TAKEN));
  await syncFolder(folder);
}
