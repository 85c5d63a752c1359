import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How many ms it takes, without what the work before it left to collect. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  await usedMegabytes();
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The longest time, in ms, in which nothing else got its turn while `work` went on. */
export async function longestBlock(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let working = true;
  let last = performance.now();
  const watch = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (working) setImmediate(watch);
  };
  setImmediate(watch);
  await work();
  working = false;
  return longest;
}

/**
 * The same on a machine where others work too: of each turn what this process worked, as far as it is less than what passed.
 * Its other threads count as well, such as those that collect garbage.
 */
export async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let working = true;
  let [last, used] = [performance.now(), process.cpuUsage()];
  const watch = (): void => {
    const [now, cpu] = [performance.now(), process.cpuUsage()];
    const worked = (cpu.user + cpu.system - used.user - used.system) / 1000;
    longest = Math.max(longest, Math.min(now - last, worked));
    [last, used] = [now, cpu];
    if (working) setImmediate(watch);
  };
  setImmediate(watch);
  await work();
  // The turn in which it ended counts as well.
  await new Promise((resolve) => setImmediate(resolve));
  working = false;
  return longest;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Megabytes that are in use once everything unused is collected. */
export async function usedMegabytes(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}
