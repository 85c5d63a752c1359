import assert from 'node:assert/strict';
import { lookThrough } from '../src/turns';
import { turnsDuring } from './support/turns';

describe('looking through many', () => {
  it('gives others their turn between slices', async () => {
    const seen: number[] = [];
    const items = Array.from({ length: 10_000 }, (_, at) => at);
    const turns = await turnsDuring(() => lookThrough(items, (item) => seen.push(item), 100));
    assert.deepEqual(seen, items);
    assert.ok(turns >= 99, `${turns} turns`);
  });

  it('misses nobody when another goes and the last takes its place', async () => {
    const items = Array.from({ length: 1_000 }, (_, at) => at);
    const seen = new Set<number>();
    const looking = lookThrough(items, (item) => seen.add(item), 100);
    items[0] = items.pop() ?? 0;
    await looking;
    assert.ok(seen.has(999));
  });
});
