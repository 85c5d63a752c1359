import assert from 'node:assert/strict';
import type { ReadConfig, SavedConfig } from '../../nodes/shared/config';

/** A config with something wrong in it: which property the problem names, and words its sentence has. */
export interface BadConfig {
  readonly when: string;
  readonly saved: SavedConfig;
  readonly property: string;
  readonly says: RegExp;
}

/** One test for each: exactly this property is named, in a sentence. `good` is what is right about all of them. */
export function refuses(
  read: (saved: SavedConfig) => ReadConfig<object>,
  good: SavedConfig,
  cases: readonly BadConfig[],
): void {
  for (const { when, saved, property, says } of cases) {
    it(`names "${property}" when ${when}`, () => {
      const result = read({ ...good, ...saved });
      assert.ok(!result.ok, 'it was taken');
      assert.deepEqual(
        result.problems.map((problem) => problem.property),
        [property],
      );
      assert.match(result.problems[0]?.problem ?? '', says);
    });
  }
}

/** The config as read, or a failure that tells why not. */
export function configOf<C>(result: ReadConfig<C>): C {
  if (result.ok) return result.config;
  return assert.fail(JSON.stringify(result.problems));
}
