import type { Clock } from '../../clock';
import { takeHold } from './hold/hold';

/**
 * Takes the folder for this process. Returns a function that gives it back.
 * @throws StoreError `in_use` with a sentence that names the holder
 */
export async function lockFolder(folder: string, clock: Clock): Promise<() => Promise<void>> {
  const hold = await takeHold({ folder, clock });
  return () => hold.release();
}

/** Who asked for a folder last, in this process. */
const turns = new Map<string, Promise<unknown>>();

/** Within one process who asks first gets a folder first. */
export function inTurn<T>(folder: string, take: () => Promise<T>): Promise<T> {
  const mine = (turns.get(folder) ?? Promise.resolve()).then(take);
  const over: Promise<unknown> = mine
    .catch(() => undefined)
    .then(() => {
      if (turns.get(folder) === over) turns.delete(folder);
    });
  turns.set(folder, over);
  return mine;
}
