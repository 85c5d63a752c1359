/** Counts the turns that others have until `work` is done. */
export async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let working = true;
  const other = (): void => {
    turns++;
    if (working) setImmediate(other);
  };
  setImmediate(other);
  await work();
  working = false;
  return turns;
}
