/** So many are looked at before others get their turn, where a look takes no more than some microseconds. */
const SLICE = 2_000;

/** Lets everything else that is ready run first. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Looks at all items that are there now, and gives others their turn in between. What comes meanwhile is not looked at; what
 * goes meanwhile is, and nobody else is missed.
 */
export async function lookThrough<T>(
  items: readonly T[],
  look: (item: T) => void,
  slice = SLICE,
): Promise<void> {
  const there = items.slice();
  for (let from = 0; from < there.length; from += slice) {
    if (from > 0) await othersTurn();
    for (const item of there.slice(from, from + slice)) look(item);
  }
}
