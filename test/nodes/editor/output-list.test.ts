import assert from 'node:assert/strict';
import { outputMap } from '../../../nodes/editor/output-map';

/** `origins`: for each row now, where it was when the dialog opened. `after`: fixed outputs behind the list. */
const CASES = [
  { what: 'nothing changed', origins: [0, 1], before: 2, after: 1, map: { 0: 0, 1: 1, 2: 2 } },
  { what: 'two changed places', origins: [1, 0], before: 2, after: 1, map: { 0: 1, 1: 0, 2: 2 } },
  { what: 'the first was removed', origins: [1], before: 2, after: 1, map: { 0: -1, 1: 0, 2: 1 } },
  { what: 'one was added', origins: [0, undefined], before: 1, after: 1, map: { 0: 0, 1: 2, 'new-1': 1 } },
  { what: 'all were removed', origins: [], before: 2, after: 1, map: { 0: -1, 1: -1, 2: 0 } },
  {
    what: 'one was added in front of one that moved',
    origins: [undefined, 1, 0],
    before: 2,
    after: 1,
    map: { 0: 2, 1: 1, 2: 3, 'new-0': 0 },
  },
];

describe('wires follow their outputs', () => {
  for (const { what, origins, before, after, map } of CASES) {
    it(`when ${what}`, () => assert.deepEqual(JSON.parse(outputMap(origins, before, after)), map));
  }

  it('and the outputs that are left are counted', () => {
    const map: unknown = JSON.parse(outputMap([2, undefined], 3, 1));
    assert.ok(typeof map === 'object' && map !== null);
    assert.equal(Object.values(map).filter((to) => to !== -1).length, 3);
  });
});
